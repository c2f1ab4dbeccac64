"""The page around the text, no sentence of the article: by-lines, credits, contact blocks."""

import re

from greffier.extraction.lexicon import CAPITAL, FINITE, STOP
from greffier.extraction.syntax.text import Text

_LONGEST_BYLINE = 16  # tokens
_CONTACT = re.compile(
    r"contacts?(?: presse| médias| :|:)|pour (?:plus d'informations|nous contacter)|suivez-nous|abonnez-vous"
)
_ADDRESS = re.compile(
    r"[\w.+-]@[\w-]+\.\w|\bcedex\b|(?:\+\d{2}|\b0\d)(?:[ .]?\d{2}){4}|https?://|\bwww\."  # of lower case
)


def furniture(text: Text) -> frozenset[int]:
    """The tokens that are no part of the article's own words: contact blocks.

    >>> text = Text("Paul Hus est relaxé.\\n\\nContact presse : Jan Moor, 29000 Quimper Cedex")
    >>> [text.words[k] for k in sorted(furniture(text))][-2:]
    ['Quimper', 'Cedex']
    """
    found: set[int] = set()
    contact = False
    for first, last in text.paragraphs:
        low = text.string[text.starts[first] : text.ends[last - 1]].lower().replace("’", "'")
        contact = bool(_CONTACT.match(low)) or contact and last - first < _LONGEST_BYLINE
        short = last - first < 3 * _LONGEST_BYLINE
        addressed = short and bool(_ADDRESS.search(low)) and not _says(text, first, last)
        if contact or addressed:
            found.update(range(first, last))
    return frozenset(found)


def bylines(text: Text) -> frozenset[int]:
    """The tokens of paragraphs that only say who wrote the article or took its picture.

    >>> text = Text("Par Anna Weil et Paul Hus\\n\\nLe maire a été relaxé.")
    >>> [text.words[k] for k in sorted(bylines(text))]
    ['Par', 'Anna', 'Weil', 'et', 'Paul', 'Hus']
    """
    found: set[int] = set()
    for first, last in text.paragraphs:
        if last - first >= _LONGEST_BYLINE or _says(text, first, last) or text.bits[last - 1] & STOP:
            continue
        led = text.lows[first] in ("par", "photo", "photos", "crédit", "crédits", "©", "texte", "propos")
        slashed = "/" in text.words[first:last] and any(text.bits[k] & CAPITAL for k in range(first, last))
        if led and last > first + 2 or slashed and last - first < 9:
            found.update(range(first, last))
    for first, last in text.sentences:
        if _is_credit(text, first, last):
            found.update(range(first, last))
    return frozenset(found)


def _is_credit(text: Text, first: int, last: int) -> bool:
    """Whether a sentence is the credit behind a caption: "JEAN MARTIN / AFP"."""
    words = [word for word in text.words[first:last] if word[0].isalpha()]
    return 2 < last - first < 9 and "/" in text.words[first:last] and len(words) > 2 and all(map(str.isupper, words))


def _says(text: Text, first: int, last: int) -> bool:
    """Whether a paragraph holds a finite verb."""
    return any(text.bits[k] & FINITE and not text.bits[k] & CAPITAL for k in range(first, last))
