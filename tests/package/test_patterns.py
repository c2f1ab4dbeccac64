"""Patterns as XML Schema writes them, and as everybody else does."""

import subprocess
import sys

import pytest

from greffier.package import patterns


@pytest.mark.parametrize(
    ("pattern", "taken", "left"),
    [
        ("a|b", ["a", "b"], ["ab", "xa", "a\n", ""]),
        (r"\d+", ["12", "٣"], ["1a", ""]),
        (r"\D", ["a"], ["1"]),
        (r"\w+", ["é_1"], ["a-b"]),
        (r"\W", ["-"], ["é", "_"]),
        (r"\s", [" ", "\t", "\u00a0", "\u2003"], ["a"]),
        (r"\S+", ["ab"], ["a b"]),
        (r"\i\c*", ["_a-1", "été:b"], ["1a", "a b"]),
        (r"\I", ["1"], ["a"]),
        (r"[\d\-]+", ["1-2"], ["a"]),
        (r"[^\d]", ["a"], ["1"]),
        (r"[\w.]+", ["a.é"], ["a b"]),
        (r"\p{Lu}\p{Ll}+", ["Été"], ["été", "ÉT"]),
        (r"\P{Lu}", ["a"], ["A"]),
        (r"\p{IsGreek}+", ["αβ"], ["ab"]),
        (r"\P{IsBasicLatin}", ["é"], ["e"]),
        (r"[\p{IsCyrillic}a]+", ["aя"], ["b"]),
        (r"\u0041\u002e", ["A."], ["AB", "a."]),
        (r"[a[]+", ["a["], ["b"]),
        (r"\[x\]", ["[x]"], ["x"]),
        # what XML Schema does not know is taken as Python has it
        (r"(?P<x>a)(?P=x)", ["aa"], ["ab"]),
        (r"[^\D]", ["1"], ["a"]),
    ],
)
def test_a_pattern_takes_the_whole_of_a_text_or_leaves_it(pattern: str, taken: list[str], left: list[str]) -> None:
    assert patterns.is_pattern(pattern)
    assert [text for text in (*taken, *left) if patterns.matches(pattern, text)] == taken


@pytest.mark.parametrize("pattern", ["(", "[a", "a{2,1}", "*", 1, None, "a" * 10_001, "(" * 5000 + ")" * 5000])
def test_what_is_no_pattern(pattern: object) -> None:
    assert not patterns.is_pattern(pattern)


def test_a_pattern_of_the_longest_length_is_one() -> None:
    assert patterns.is_pattern("a" * 10_000)
    assert patterns.is_pattern(r"\i\C\p{IsGreek}")


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"\p{IsKlingon}", "the block IsKlingon is not known"),
        (r"[\D]", "the opposite of a class within a class"),
        (r"[a[^b]]", "a class within a class"),
        (r"[a-[b]]", "a class without another"),
    ],
)
def test_what_two_engines_would_not_read_alike_is_not_translated(pattern: str, why: str) -> None:
    with pytest.raises(patterns.re.error, match=why):
        patterns.translated(pattern)


def test_a_pattern_that_goes_back_for_years_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "PATIENCE", 0.1)
    with pytest.raises(TimeoutError):
        patterns.matches("(a|aa)+b", "a" * 40)


def test_without_regex_patterns_are_pythons() -> None:
    code = (
        "import sys; sys.modules['regex'] = None\n"
        "from greffier.package.patterns import matches\n"
        "print([matches('a|bc', text) for text in ('a', 'bc', 'ac', 'abc')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[True, True, False, False]\n"
