"""Where quoted words stand in a text: exactly, or after the normalisation that is stated here; never by likeness.

Normalised, letters are composed (NFC); quotation marks and apostrophes are of one sort each; blanks of any sort and
number are one, and none beside a quotation mark or before ; : ! ?; hyphens that only keep a word together are plain
ones; an ellipsis is three stops; soft hyphens and marks without width are gone.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from greffier.model import Span

#: Words that stand at more places than this say nothing of where they are quoted from.
MOST_PLACES = 100
_PLAIN = {ord(mark): '"' for mark in "«»“”„‟"} | {ord(mark): "'" for mark in "’‘‛ʼ"}
_PLAIN |= {ord("\u2010"): "-", ord("\u2011"): "-", ord("…"): "..."}
_PLAIN |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
_COMBINING = r"\u0300-\u036f"
# blanks; characters that are compared as they are; one character with the marks that it bears
_PIECE = re.compile(
    rf"\s+|(?:[A-Za-zÀ-ÖØ-öø-ÿ0-9,.()-](?![{_COMBINING}]))+|[^\s{_COMBINING}][{_COMBINING}]*|[{_COMBINING}]+"
)
_TIGHT = frozenset(';:!?"')


class Wording:
    """A text as it is compared, each of its characters led back to the text as it is.

    >>> Wording("Il a dit :\\u00a0« L’accord\\u00a0tient. »").places("L'accord tient")
    [Span(start=13, end=27)]
    """

    def __init__(self, text: str) -> None:
        plain: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for letters, start, end in _normalised(text):
            plain.append(letters)
            if len(letters) == end - start:
                self._starts += range(start, end)
                self._ends += range(start + 1, end + 1)
            else:
                self._starts += [start] * len(letters)
                self._ends += [end] * len(letters)
        self.text = text
        self._plain = "".join(plain)

    def places(self, words: str, start: int = 0, end: int | None = None, most: int = MOST_PLACES) -> list[Span]:
        """The places of the words in `text[start:end]`, at most one more than `most`; whole words, never parts of one.

        Marks around the words do not count, and a stop at their end may be missing in the text.
        """
        wanted = bare(normal(words))
        first = bisect_left(self._starts, start)
        last = len(self._plain) if end is None else bisect_left(self._starts, end)
        found = self._found(wanted, first, last, most)
        if not found and wanted.endswith("."):
            found = self._found(bare(wanted.rstrip(".")), first, last, most)
        return found

    def _found(self, wanted: str, first: int, last: int, most: int) -> list[Span]:
        found: list[Span] = []
        if not any(map(str.isalnum, wanted)):
            return found
        place = self._plain.find(wanted, first, last)
        while place >= 0 and len(found) <= most:
            end = place + len(wanted)
            if self._whole(place) and self._whole(end):
                found.append(Span(self._starts[place], self._ends[end - 1]))
            place = self._plain.find(wanted, place + 1, last)
        return found

    def _whole(self, place: int) -> bool:
        """Whether no word is cut in two here."""
        text = self._plain
        return not (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum())


def normal(words: str) -> str:
    """Words as they are compared.

    >>> normal(" « L’accord\\u00a0» ")
    '"L\\'accord"'
    """
    return "".join(letters for letters, _, _ in _normalised(words)).strip()


def bare(wanted: str) -> str:
    """Normalised words without the quotation marks around them, or one that was left alone at an end."""
    within = wanted[1:-1]
    if '"' not in within:
        return wanted.strip('"').strip()
    return wanted


def _normalised(text: str) -> Iterator[tuple[str, int, int]]:
    """What is compared, piece by piece, each with its place in the text."""
    before, blank = "", None
    for found in _PIECE.finditer(text):
        piece, (start, end) = found[0], found.span()
        if piece[0].isspace():
            blank = blank or (start, end)
            continue
        letters = piece if len(piece) > 1 and piece.isascii() else unicodedata.normalize("NFC", piece).translate(_PLAIN)
        if not letters:
            continue
        if blank and before and before != '"' and letters[0] not in _TIGHT:
            yield " ", *blank
        blank = None
        yield letters, start, end
        before = letters[-1]
