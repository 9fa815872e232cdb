"""Teaches papermill to write parameters as Java: `var name = value;` statements. Importing it is enough."""

import re

from papermill.exceptions import PapermillException
from papermill.translators import Translator, papermill_translators

RESERVED = frozenset(
    "abstract assert boolean break byte case catch char class const continue default do double else enum extends"
    " false final finally float for goto if implements import instanceof int interface long native new null package"
    " private protected public return short static strictfp super switch synchronized this throw throws transient"
    " true try void volatile while _".split()
)
NAMED_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


class JavaTranslator(Translator):
    """Java expressions that JShell 17 and later accept."""

    @classmethod
    def translate_none(cls, val):
        return "(Object) null"

    @classmethod
    def translate_bool(cls, val):
        return "true" if val else "false"

    @classmethod
    def translate_int(cls, val):
        if -(2**31) <= val < 2**31:
            return str(val)
        if -(2**63) <= val < 2**63:
            return f"{val}L"
        return f'new java.math.BigInteger("{val}")'

    @classmethod
    def translate_float(cls, val):
        if val != val:
            return "Double.NaN"
        if val in (float("inf"), float("-inf")):
            return "Double.POSITIVE_INFINITY" if val > 0 else "Double.NEGATIVE_INFINITY"
        return repr(val)

    @classmethod
    def translate_str(cls, val):
        return '"' + "".join(map(cls._escape, _utf16(val))) + '"'

    translate_escaped_str = translate_str

    @staticmethod
    def _escape(unit):
        """One UTF-16 unit. Java reads Unicode escapes before it reads strings, so a control character or a quote must
        never be written as one: those are octal or named."""
        char = chr(unit)
        if char in NAMED_ESCAPES:
            return NAMED_ESCAPES[char]
        if unit < 0x20:
            return f"\\{unit:03o}"
        return char if unit < 0x7F else f"\\u{unit:04x}"

    @classmethod
    def translate_list(cls, val):
        items = ", ".join(cls.translate(item) for item in val)
        # List.of refuses null.
        return f"java.util.Arrays.asList({items})" if None in val else f"java.util.List.of({items})"

    @classmethod
    def translate_dict(cls, val):
        entries = [(cls.translate_str(str(key)), cls.translate(item)) for key, item in val.items()]
        if None in val.values():  # Map.entry refuses null
            puts = " ".join(f"put({key}, {item});" for key, item in entries)
            return f"new java.util.LinkedHashMap<String, Object>() {{{{ {puts} }}}}"
        return f"java.util.Map.ofEntries({', '.join(f'java.util.Map.entry({k}, {v})' for k, v in entries)})"

    @classmethod
    def comment(cls, cmt_str):
        lines = cmt_str.replace("\\u", "\\ u").splitlines() or [""]  # \u in a comment is an escape too
        return "\n".join(f"// {line}".rstrip() for line in lines)

    @classmethod
    def assign(cls, name, str_val):
        if name in RESERVED or not re.fullmatch(r"[A-Za-z_$][A-Za-z0-9_$]*", name):
            raise PapermillException(f"the parameter {name!r} cannot be a Java variable: choose another name")
        return f"var {name} = {str_val};"


def _utf16(text):
    data = text.encode("utf-16-be", "surrogatepass")
    return [high << 8 | low for high, low in zip(data[::2], data[1::2])]


# A fresh notebook says "java", one that JJava has run says "Java"; papermill looks for both spellings as they are.
for _language in ("java", "Java"):
    papermill_translators.register(_language, JavaTranslator)
