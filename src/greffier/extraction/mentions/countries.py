"""Which state a word speaks of: countries, demonyms and places to ISO 3166-1 alpha-2.

A place is a word here, not an actor: what acts is found in `mentions`.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from greffier.extraction.syntax.text import Text


class Place(NamedTuple):
    """A country, demonym or town at tokens `first` to `last` (exclusive), with the code of its state."""

    first: int
    last: int
    code: str
    category: str  # country, demonym or place


def heading(text: Text, places: Sequence[Place]) -> Place | None:
    """The place that heads the article.

    Takes "Norvège : un élu condamné", "OSLO (Agence) - Un élu"; leaves "Le maire d'Oslo : un élu condamné".
    """
    starts = {first for first, _ in text.paragraphs[:3]}
    for place in places:
        if place.first > 80:
            break
        if place.first > 12 and not (text.words[place.first].isupper() and place.first in starts):
            continue
        after = text.lows[place.last] if place.last < len(text.lows) else ""
        opens = place.first in text.sentence_firsts[:4] or text.lows[place.first - 1] in (".", "–", "-", "—", "(")
        if opens and place.category != "demonym" and (after == ":" or after in ("(", "-", "–", "—", ",", ".")):
            if after == ":" or text.sentence(place.first) or place.last < 3:
                return place
    return None


def setting(text: Text, places: Sequence[Place]) -> Place | None:
    """The place that shows in which state the article plays: its heading, else the state most often named.

    None where two states are named equally often.
    """
    top = heading(text, places)
    if top:
        return top
    counted = Counter(place.code for place in places).most_common(2)
    if not counted or len(counted) > 1 and counted[0][1] == counted[1][1]:
        return None
    return next(place for place in places if place.code == counted[0][0])
