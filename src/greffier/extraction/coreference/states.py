"""An institution as its noun and its state, so that the ways of naming the state are one."""

from greffier.extraction.lexicon import classed
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.vocabulary import vocabulary

_BEFORE_STATE = frozenset("de du des d' la le l' les".split())
_LEVELS = classed("state_level")


def of_state(text: Text, mention: Mention) -> str:
    """An institution by its noun and its state, however it is named: "gouvernement chilien", "gouvernement du Chili".

    What says no more than the level of the state is left out: "Cour suprême fédérale du Chili". Empty where the
    institution is of no state.
    """
    if not mention.place or not mention.first < mention.place.first < mention.last:
        return ""
    place, _ = mention.place
    entries = vocabulary().entries.get(text.lows[place], ())
    if not any(entry.kind in ("country", "demonym") for entry in entries):
        return ""
    inside = text.lows[mention.first : place]
    while inside and inside[-1] in _BEFORE_STATE:
        inside.pop()
    kept = [low for low in inside if low not in _LEVELS]
    rest = text.lows[mention.place.last : mention.last]
    return " ".join((*kept, mention.code, *rest))
