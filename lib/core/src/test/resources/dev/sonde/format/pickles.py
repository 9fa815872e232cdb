"""Writes pickles.json, the pickles that PickleReaderTest reads: python3.11 pickles.py > pickles.json

"python3" holds each value as Python's pickle writes it, in each of the protocols 0 to 5 (C and pure Python pickler).
"opcodes" are written by hand, to reach the opcodes that no pickler writes any more.
The expected value is JSON; what JSON lacks is an object with one key that begins with "$".
"""
import collections
import io
import json
import pickle
import sys


def pure(value, protocol):
    out = io.BytesIO()
    pickle._Pickler(out, protocol).dump(value)
    return out.getvalue()


def expected(value):
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else {"$int": str(value)}
    if isinstance(value, float):
        return {"$float": value.hex() if value == value and abs(value) != float("inf") else str(value)}
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": bytes(value).hex()}
    if isinstance(value, (list, tuple)):
        return [expected(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return {"$set": [expected(each) for each in value]}
    if isinstance(value, dict):
        return {"$dict": [[expected(k), expected(v)] for k, v in value.items()]}
    raise TypeError(value)


shared = ["a", "b"]
VALUES = {
    "none": None,
    "booleans": [True, False],
    "small integers": [0, 1, -1, 255, 256, 65535, 65536, -(2**31), 2**31 - 1],
    "large integers": [2**31, -(2**31) - 1, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 10**100, -(10**100), 255**255],
    "floats": [0.0, -0.0, 1.5, -1e-300, 1.7976931348623157e308, 5e-324, float("inf"), float("-inf"), float("nan")],
    "texts": ["", "plain", "é ü 漢字 🐻", "a\nb\\c\\u0041\r\t\x1a'\"\x00", "x" * 300],
    "bytes": [b"", b"\x00\xff\n'", bytes(range(256)), b"y" * 300],
    "bytearray": [bytearray(b""), bytearray(b"\x00\xff")],
    "empty containers": [[], (), {}, set(), frozenset()],
    "lists": [[1], [1, [2, [3, []]]], list(range(1001))],
    "tuples": [(1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), ((), ((),))],
    "dictionaries": [{"a": 1}, {1: {2: {3: None}}}, {(1, "a"): True, None: 0, 2.5: "x"}, {i: -i for i in range(1001)}],
    "sets": [{1}, {"a"}, frozenset([2.5]), {(1, 2)}, {None}],
    "ordered dictionary": collections.OrderedDict([("z", 1), ("a", [2])]),
    "shared": [shared, shared, {"again": shared}],
}
OPCODES = {
    "LIST, TUPLE and DICT from a mark": (b"((K\x01K\x02l(K\x03t(U\x01aK\x04dt.", [[1, 2], [3], {"$dict": [["a", 4]]}]),
    "POP and DUP": (b"(K\x01K\x0202t.", [1, 1]),
    "POP drops a mark": (b"K\x01(0.", 1),
    "POP_MARK": (b"K\x07(K\x01K\x021.", 7),
    "GET, PUT, LONG_BINGET and LONG_BINPUT": (b"(K\x05p300\nr\x70\x11\x01\x000g300\nj\x70\x11\x01\x00t.", [5, 5]),
    "LONG4, LONG1 of no bytes": (b"(\x8b\x03\x00\x00\x00\x00\x00\x80\x8a\x00t.", [-8388608, 0]),
    "LONG without its L": (b"L12\n.", 12),
    "INT beyond 64 bits": (b"I99999999999999999999\n.", {"$int": "99999999999999999999"}),
    "BINSTRING and octal escapes": (b"(T\x02\x00\x00\x00hiS'\\101\\7\\x41\\q'\nt.", ["hi", "A\x07A\\q"]),
    "UNICODE with raw escapes": (b"Va\\u00e9\\U0001f43b\\\\u0041\\\xe9\n.", "aé🐻\\\\u0041\\é"),
    "BINUNICODE8, BINBYTES8 and BYTEARRAY8": (
        b"(\x8d\x01\0\0\0\0\0\0\0a\x8e\x01\0\0\0\0\0\0\0b\x96\x01\0\0\0\0\0\0\0ct.",
        ["a", {"$bytes": "62"}, {"$bytes": "63"}],
    ),
}


def case(name, protocol, data, value):
    return {"name": name, "protocol": protocol, "hex": data.hex(), "value": value}


def main():
    python3 = []
    for name, value in VALUES.items():
        for protocol in range(6):
            data = pickle.dumps(value, protocol)
            for written in dict.fromkeys([data, pure(value, protocol)]):
                python3.append(case(name, protocol, written, expected(value)))
    opcodes = [case(name, -1, data, value) for name, (data, value) in OPCODES.items()]
    groups = {"python3": python3, "opcodes": opcodes}
    out = {"made": "pickles.py, Python %d.%d" % sys.version_info[:2], **groups}
    print("{")
    lines = ['"made": ' + json.dumps(out["made"])]
    for group, cases in groups.items():
        lines.append('"%s": [\n%s\n]' % (group, ",\n".join(json.dumps(c) for c in cases)))
    print(",\n".join(lines) + "\n}")


main()
