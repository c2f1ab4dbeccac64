"""Patterns of XML Schema, as Table Schema takes them, for the engines that run them."""

import re
from collections.abc import Callable
from functools import cache

#: Characters that a pattern may have.
LONGEST = 10_000
#: Seconds that a pattern may take on a cell: one that backtracks could take years.
PATIENCE = 1.0
_WORD, _SPACE = r"\p{L}\p{M}\p{N}_", "\\t-\\r\x1c-\x1f\x85\\p{Z}"
#: What stands, in the brackets of a class, for an escape that engines know otherwise or not at all.
_CLASSES = {
    "d": r"\p{Nd}",
    "w": _WORD,
    "s": _SPACE,
    "i": r"\p{L}_:",
    "c": r"\p{L}\p{M}\p{N}._:·\-",
}
#: Blocks of letters, by their name in XML Schema.
_BLOCKS = {
    "IsBasicLatin": r"\x00-\x7f",
    "IsLatin-1Supplement": "\x80-\xff",
    "IsLatinExtended-A": "\u0100-\u017f",
    "IsLatinExtended-B": "\u0180-\u024f",
    "IsGreek": "\u0370-\u03ff",
    "IsGreekandCoptic": "\u0370-\u03ff",
    "IsCyrillic": "\u0400-\u04ff",
    "IsArmenian": "\u0530-\u058f",
    "IsHebrew": "\u0590-\u05ff",
    "IsArabic": "\u0600-\u06ff",
}
_TOKEN = re.compile(
    r"\\[pP]\{(?P<block>Is[^}]*)\}|\\u(?P<code>[0-9A-Fa-f]{4})|\\(?P<escape>.)|(?P<open>\[\^?)|\]", re.S
)


def translated(pattern: str) -> str:
    """The pattern as RE2 and `regex` both read it; re.error where its classes cannot be written so.

    >>> translated(r"\\i\\c*")
    '[\\\\p{L}_:][\\\\p{L}\\\\p{M}\\\\p{N}._:·\\\\-]*'
    """
    inside = False

    def replace(found: re.Match[str]) -> str:
        nonlocal inside
        token = found[0]
        if found["open"]:
            if inside and token != "[":
                raise re.error("a class within a class")
            if inside:
                # in XML Schema "-[" takes the next class away; elsewhere the bracket is a character
                if pattern[found.start() - 1] == "-":
                    raise re.error("a class without another")
                return r"\["
            inside = True
        elif token == "]":
            inside = False
        elif found["code"]:
            return re.escape(chr(int(found["code"], 16)))
        elif found["block"]:
            if found["block"] not in _BLOCKS:
                raise re.error(f"the block {found['block']} is not known")
            return _class(_BLOCKS[found["block"]], token[1] == "P", inside)
        elif found["escape"].lower() in _CLASSES:
            return _class(_CLASSES[found["escape"].lower()], found["escape"].isupper(), inside)
        return token

    return _TOKEN.sub(replace, pattern)


def _class(members: str, without: bool, inside: bool) -> str:
    if inside and without:
        raise re.error("the opposite of a class within a class")
    return members if inside else f"[{'^' if without else ''}{members}]"


def is_pattern(pattern: object) -> bool:
    """Whether it is a regular expression, of XML Schema or of Python."""
    if not isinstance(pattern, str) or len(pattern) > LONGEST:
        return False
    try:
        re.compile(re.sub(r"\\(?:[pP]\{[^}]*\}|[icIC])", r"\\w", pattern))
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def matches(pattern: str, text: str) -> bool:
    """Whether a text matches the whole pattern; TimeoutError where that cannot be said within its time."""
    return _matcher(pattern)(text)


@cache
def _matcher(pattern: str) -> Callable[[str], bool]:
    try:
        import regex
    except ImportError:
        plain = re.compile(f"(?:{pattern})")
        return lambda text: plain.fullmatch(text) is not None
    try:
        whole = regex.compile(f"(?:{translated(pattern)})", regex.VERSION0)
    except (re.error, regex.error):
        whole = regex.compile(f"(?:{pattern})", regex.VERSION1)
    return lambda text: whole.fullmatch(text, timeout=PATIENCE) is not None
