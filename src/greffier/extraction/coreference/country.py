"""The state that an actor is of: by its own words, else by the place named before it, else where the article plays."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from greffier.extraction.coreference.entity import Entity
from greffier.extraction.mentions.countries import Place, heading, setting
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.rules import active
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import vocabulary

_AUTHORITIES = ("court", "public_body")


class Countries(NamedTuple):
    """The places of an article that say where an authority is, in the order of the text."""

    text: Text
    places: list[Place]
    firsts: list[int]
    headed: bool  # whether a place heads the article
    setting: Place | None

    def of(self, entity: Entity, name: str) -> tuple[str, TokenSpan] | None:
        """The code of the state that the text gives, and the words for it; `name` is the fullest of the entity.

        Its own words, else the article's for authorities and office holders.
        """
        if entity.code == "*":
            return None
        if entity.code and entity.place:
            return (entity.code, entity.place) if active("country-own") else None
        authority = entity.kind in _AUTHORITIES
        if authority and not vocabulary().international.isdisjoint(name.lower().split()):
            return None
        if authority or entity.office:
            near = self._near(entity) if active("country-near") and not self.headed else None
            place = near or (self.setting if active("country-setting") else None)
            if place and entity.code in ("", place.code):  # not "FR" for the FBI in a French article
                return place.code, TokenSpan(place.first, place.last)
        return None

    def _near(self, entity: Entity) -> Place | None:
        """The last place named before the actor, in its sentence or the one before."""
        first = entity.mentions[0].np
        k = bisect_left(self.firsts, first) - 1
        if k >= 0 and self.text.sentence(first) - self.text.sentence(self.places[k].first) <= 1:
            return self.places[k]
        return None


def countries(text: Text, mentions: Sequence[Mention], places: Sequence[Place]) -> Countries:
    """The places that name states; a demonym only where it qualifies a body.

    "Un ressortissant norvégien" names one person, "la police norvégienne" of where the article plays.
    """
    bodies = (mention for mention in mentions if mention.kind not in ("person", "group", ""))
    inside = {k for mention in bodies for k in range(mention.np, max(mention.last, mention.np_last))}
    kept = [place for place in places if place.category != "demonym" or place.first in inside]
    firsts = [place.first for place in kept]
    return Countries(text, kept, firsts, heading(text, kept) is not None, setting(text, kept))
