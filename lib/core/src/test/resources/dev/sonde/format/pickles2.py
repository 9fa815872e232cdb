# -*- coding: utf-8 -*-
"""Writes pickles2.json, the pickles of Python 2 that PickleReaderTest reads: python2.7 pickles2.py > pickles2.json

Each value as cPickle and pickle write it in the protocols 0 to 2. The expected value has the form of pickles.json;
a str is expected as UTF-8 where it is valid, else as Latin-1.
"""
import cPickle
import collections
import json
import pickle

VALUES = [
    ("texts", ["plain", "two\nlines '\" \\", u"é".encode("utf-8"), u"é".encode("latin-1"), "q" * 300, u"漢字", u"\\u0041\n"]),
    ("all bytes", "".join(map(chr, range(256)))),
    ("numbers", [1, True, None, 2.5, 12L, 2 ** 31, 2 ** 80, -(2 ** 80), float("inf"), 0.1]),
    ("reference", [{"ref_id": 1L, "sent_ids": [0, 1], "sentences": [{"raw": u"Bär", "tokens": ("the", "bear")}]}]),
    ("sets", [set([1]), frozenset(["a"])]),
    ("bytearray", [bytearray("\x00\xff")]),
    ("ordered dictionary", collections.OrderedDict([("z", 1), ("a", [2])])),
]


def text(value):
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def expected(value):
    if value is None or isinstance(value, (bool, unicode)):
        return value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, (int, long)):
        return value if abs(value) < 2 ** 53 else {"$int": str(value)}
    if isinstance(value, float):
        return {"$float": str(value) if abs(value) == float("inf") else value.hex()}
    if isinstance(value, bytearray):
        return {"$bytes": str(value).encode("hex")}
    if isinstance(value, (list, tuple)):
        return [expected(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return {"$set": [expected(each) for each in value]}
    return {"$dict": [[expected(key), expected(value[key])] for key in value]}


def main():
    cases = []
    for name, value in VALUES:
        for protocol in range(3):
            for data in sorted({cPickle.dumps(value, protocol), pickle.dumps(value, protocol)}):
                cases.append(collections.OrderedDict(
                    [("name", name), ("protocol", protocol), ("hex", data.encode("hex")), ("value", expected(value))]))
    print('{\n"made": "pickles2.py, Python 2.7",\n"python2": [\n%s\n]\n}' % ",\n".join(map(json.dumps, cases)))


main()
