"""Words to their place: what somebody selected or quoted, found in the article or refused, never guessed."""

import unicodedata

from greffier.errors import InputError
from greffier.model import Span

#: What may stand at the ends of a selection and is no word: also the blanks that French sets inside quotation marks.
BLANKS = " \t\r\n\u00a0\u202f\u2009\ufeff"
_JOINER, _VARIANTS = "\u200d", "\ufe0e\ufe0f"
#: So many characters around a place are shown with it.
AROUND = 30


def anchored(text: str, start: int, end: int, words: str) -> Span:
    """The place of selected words, without the blanks at its ends; InputError where they do not stand there.

    >>> anchored("Il dit « non ».", 8, 13, " non ")
    Span(start=9, end=12)
    """
    if not 0 <= start < end <= len(text) or text[start:end] != words:
        raise InputError(f"these are not the article's words at {start}-{end}: {words[:60]!r}; select them again")
    while start < end and text[start] in BLANKS:
        start += 1
    while start < end and text[end - 1] in BLANKS:
        end -= 1
    if start == end:
        raise InputError("only blanks are selected; select words")
    for place in (start, end):
        if inside_character(text, place):
            around = text[max(place - 8, 0) : place + 8]
            raise InputError(
                f"the selection cuts a letter from its accent or a sign in two, at {around!r}; take it whole"
            )
    return Span(start, end)


def found(text: str, words: str) -> Span:
    """The one place where quoted words stand; InputError where there is none, or several.

    Of several the one is meant that stands in square brackets between words around it.

    >>> found("Le juge a dit que le juge a tort.", "que le [juge]")
    Span(start=21, end=25)
    """
    before, after = 0, 0
    quoted = words.strip(BLANKS)
    if quoted not in text and quoted.count("[") == quoted.count("]") == 1:
        left, _, rest = quoted.partition("[")
        inner, _, right = rest.partition("]")
        before, after, quoted = len(left), len(right), left + inner + right
    if not quoted or len(quoted) <= before + after:
        raise InputError("no words are quoted")
    places = _places(text, quoted)
    if not places:
        raise InputError(f"{quoted[:80]!r} does not stand in the article; quote it letter by letter")
    if len(places) > 1:
        shown = "; ".join(f"« {text[max(at - AROUND, 0) : at + len(quoted) + AROUND]} »" for at in places[:4])
        raise InputError(
            f"{quoted[:80]!r} stands in {len(places)} places of the article: {shown}; quote more words, with square "
            "brackets around those that are meant"
        )
    start, end = places[0] + before, places[0] + len(quoted) - after
    return anchored(text, start, end, text[start:end])


def inside_character(text: str, place: int) -> bool:
    """Whether a place lies between the parts of one character as people see it: a letter and its accent, CR and LF."""
    if not 0 < place < len(text):
        return False
    left, right = text[place - 1], text[place]
    if right == _JOINER or left == _JOINER or right in _VARIANTS or (left, right) == ("\r", "\n"):
        return True
    if unicodedata.category(right) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= right <= "\U0001f3ff":
        return True
    flags = 0
    while place - flags > 0 and "\U0001f1e6" <= text[place - flags - 1] <= "\U0001f1ff":
        flags += 1
    return flags % 2 == 1 and "\U0001f1e6" <= right <= "\U0001f1ff"


def _places(text: str, words: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places
