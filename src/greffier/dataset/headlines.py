"""The headline of a text that was pasted with it: its first line, where that is one."""

import re
from collections.abc import Iterator

#: Neither a label nor a headline is longer, in characters.
LONGEST = 200
#: A line of so few words names a section or a kind of text ("Justice", "COMMUNIQUÉ DE PRESSE"), not an event.
LABEL_WORDS = 3
#: A paragraph on one line is at least so long; shorter lines may be a sentence that was wrapped.
PARAGRAPH = 120

_LABEL = re.compile(r"(?:communiqué|dépêche|tribune|note d'information|press release)\b", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?:\w[\w' -]*, )?(?:le |publié le )?(?:\w+ )?[0-9]{1,2}(?:er)? \w+ [0-9]{4}\b.{0,30}", re.IGNORECASE
)


def headline(text: str) -> str | None:
    """The headline that a text begins with, labels and datelines before it skipped; None where it begins otherwise.

    >>> headline("COMMUNIQUÉ DE PRESSE\\n\\nLe juge suspend l'expulsion\\n\\nLe tribunal de Vire a suspendu lundi...")
    "Le juge suspend l'expulsion"
    >>> headline("Le tribunal de Vire a suspendu lundi l'expulsion.") is None
    True
    """
    for line, following in _lines(text):
        if len(line) > LONGEST or following is None:
            return None
        if _is_label(line):
            continue
        return line if line[-1] not in ".,;:…" and (not following or len(following) >= PARAGRAPH) else None
    return None


def _lines(text: str) -> Iterator[tuple[str, str | None]]:
    """Each line that has words, with the line after it; None after the last."""
    lines = [line.strip("\ufeff \t\r\xa0") for line in text.split("\n")]
    last = max((number for number, line in enumerate(lines) if line), default=-1)
    for number, line in enumerate(lines[: last + 1]):
        if line:
            yield line, lines[number + 1] if number < last else None


def _is_label(line: str) -> bool:
    return len(line.split()) <= LABEL_WORDS or bool(_LABEL.match(line) or _DATELINE.fullmatch(line))
