"""Parameters as Java: the text, and what a kernel makes of it."""

import pytest
from papermill.exceptions import PapermillException

from java_parameters import JavaTranslator


@pytest.mark.parametrize(
    "value, java",
    [
        (None, "(Object) null"),
        (True, "true"),
        (-(2**31), "-2147483648"),
        (2**31, "2147483648L"),
        (2**63, 'new java.math.BigInteger("9223372036854775808")'),
        (5e-4, "0.0005"),
        (1e22, "1e+22"),
        (float("nan"), "Double.NaN"),
        (float("-inf"), "Double.NEGATIVE_INFINITY"),
        ('say "no"\n', '"say \\"no\\"\\n"'),
        ("\x00\x1b", '"\\000\\033"'),
        ("C:\\users", '"C:\\\\users"'),
        ("é😀", '"\\u00e9\\ud83d\\ude00"'),
        ("\ud800", '"\\ud800"'),
        ([1, "a"], 'java.util.List.of(1, "a")'),
        ([None], "java.util.Arrays.asList((Object) null)"),
        ({"a": 1}, 'java.util.Map.ofEntries(java.util.Map.entry("a", 1))'),
        ({"a": None}, 'new java.util.LinkedHashMap<String, Object>() {{ put("a", (Object) null); }}'),
    ],
)
def test_value_becomes_a_java_expression(value, java):
    assert JavaTranslator.translate(value) == java


@pytest.mark.parametrize("name", ["class", "_", "2nd", "a-b", "x; System.exit(1)"])
def test_name_that_java_refuses_is_refused_with_its_name(name):
    with pytest.raises(PapermillException, match="cannot be a Java variable"):
        JavaTranslator.assign(name, "1")


def test_comment_cannot_break_the_cell():
    assert JavaTranslator.comment("a\nSystem.exit(1); \\u000a") == "// a\n// System.exit(1); \\ u000a"
