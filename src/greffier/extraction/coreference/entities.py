"""The actors of an article, and which of them a phrase or a pronoun stands for.

`mentions` finds the mentions, `clusters` brings together those that are one actor, `references` resolves descriptions;
`Entities` answers for all of them.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache

from greffier import model
from greffier.extraction.coreference import brackets, institutions, short_names
from greffier.extraction.coreference.entity import Entity
from greffier.extraction.coreference.names import PLAIN, NameClusters
from greffier.extraction.coreference.options import Choice, likeliest
from greffier.extraction.coreference.resolution import Resolution
from greffier.extraction.mentions import finding
from greffier.extraction.mentions.countries import Place, heading, setting
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.rules import active
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.model import Actor, Evidence, Span

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "’": "-", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


@lru_cache(maxsize=10_000)
def slug(name: str) -> str:
    """A name as an id: ASCII, lower case, hyphens."""
    plain = name.lower().translate(PLAIN).translate(_LETTERS)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain).strip("-") or "x"


class Entities:
    """The actors of an article: those that it names, and those that were asked for."""

    def __init__(
        self, text: Text, article_id: str, spoken: frozenset[int] = frozenset(), choice: Choice = likeliest
    ) -> None:
        self._text = text
        self._article_id = article_id
        found = finding.find(text)
        clusters = NameClusters(text, found.mentions)
        brackets.gather(clusters)
        short_names.gather(clusters)
        brackets.other_names(clusters)
        institutions.gather(clusters)
        institutions.acronyms(clusters)
        clusters.describe()
        self._entities = clusters.entities
        self._mentions = found.mentions
        self._at = [mention.first for mention in found.mentions]
        # "un ressortissant norvégien" tells of one person, "la police norvégienne" of where the article plays
        mentions = [mention for mention in found.mentions if mention.kind not in ("person", "group", "")]
        bodies = {k for mention in mentions for k in range(mention.np, max(mention.last, mention.np_last))}
        self._places = [place for place in found.places if place.category != "demonym" or place.first in bodies]
        self._places_at = [place.first for place in self._places]
        self._headed = heading(text, self._places) is not None
        self._setting = setting(text, self._places)
        self._international = found.vocabulary.international
        self._resolution = Resolution(text, clusters, spoken - found.signed, choice, found.signed)
        self._ids: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._namesakes: dict[str, int] = {}
        for entity in sorted(self._entities, key=lambda c: not c.known):
            self._identify(entity)

    def named(self, first: int, last: int) -> Iterator[tuple[str, int, int]]:
        """The actors named among tokens `first` to `last` (exclusive): id and tokens, in the order of the text."""
        for mention in self._mentions[bisect_left(self._at, first) :]:
            if mention.first >= last:
                return
            if (
                mention.category != "role"
                and mention.last <= last
                and mention.actor >= 0
                and self._entities[mention.actor].known
            ):
                yield self._ids[mention.actor], mention.first, mention.last

    def who(self, first: int, last: int, definite: bool = True, likely: str | None = None) -> str | None:
        """The id of the actor that the tokens `first` to `last` (exclusive) stand for.

        A name, a description or a pronoun; None where it is indefinite or cannot be known. With `definite` false,
        "trois élus" and "un homme" are answered too. A pronoun stands for the actor `likely` where it agrees with it.
        """
        prior = self._entities[self._numbers[likely]] if likely else None
        answer = self._resolution.find(first, last, definite, prior)
        return self._ids[answer.entity.number] if answer and answer.entity.kind else None

    def kind(self, actor_id: str) -> str:
        """The kind of an actor that `who` gave."""
        return self._entities[self._numbers[actor_id]].kind

    def actors(self, uses: Iterable[tuple[str, Span | None]], decided: Iterable[Span] = ()) -> tuple[Actor, ...]:
        """The actors, by their first mention: those that the text names as such, and those that a record speaks of.

        `uses` are the actors of the records, each with the words that stand for it there; `decided` are the words that
        tell of rulings, where a definite description of an actor is a mention too ("la demande de l'association").
        """
        text = self._text
        spoken: dict[int, dict[Span, str]] = {c.number: {} for c in self._entities if c.active}
        for actor_id, span in uses:
            number = self._numbers[actor_id]
            mention = self._mention(self._entities[number], span) if span else {}
            spoken.setdefault(number, {}).update(mention)
        for span in decided:
            for one in self._described(span):
                spoken.get(one.actor, {})[text.span(one.first, one.np_last)] = "description"
        entities = [self._entities[number] for number in spoken]
        made = [self._actor(c, spoken) for c in entities if c.kind and c.mentions]
        return tuple(sorted(made, key=lambda actor: (actor.mentions[0], actor.actor_id)))

    def _described(self, span: Span) -> Iterator[Mention]:
        """The definite descriptions in a span that stand for somebody who is known by name."""
        first, last = self._text.token_at(span.start), self._text.token_at(span.end - 1) + 1
        for mention in self._mentions[bisect_left(self._at, first) : bisect_left(self._at, last)]:
            if mention.definiteness == "definite" and mention.name_of is None and mention.actor >= 0:
                entity = self._entities[mention.actor]
                if entity.known and mention not in entity.mentions:
                    yield mention

    def _mention(self, entity: Entity, span: Span) -> dict[Span, str]:
        """The description or pronoun in the words that stand for a entity, as its place and form."""
        text = self._text
        first, last = text.token_at(span.start), text.token_at(span.end - 1) + 1
        answer = self._resolution.find(first, last, False, entity)
        if answer is None or not answer.form or answer.entity is not entity and answer.form != "pronoun":
            return {}
        start, end = text.span(answer.first, answer.last)
        word = text.string[start:end]
        if word.startswith("-"):
            start = end - len(word.rsplit("-", 1)[-1])  # "-t-elle": the pronoun alone
        return {Span(start, end): answer.form}

    def _actor(self, entity: Entity, used: dict[int, dict[Span, str]]) -> Actor:
        text = self._text
        spoken = dict(used[entity.number])
        name = self._name(entity, spoken)
        for mention in entity.mentions:
            named = mention.category != "role" and entity.known
            spoken.setdefault(text.span(mention.first, mention.last), "name" if named else "description")
        evidence = []
        role = None
        if entity.role:
            start, end = text.span(*entity.role)
            role = text.string[start:end]
            evidence.append(Evidence("role", start, end))
        code, place = self._country(entity)
        if code and place:
            evidence.append(Evidence("country", *text.span(*place)))
        whole = self._whole(entity, used)
        if whole:
            evidence.append(Evidence("part_of", *text.span(*whole[1])))
        spans = tuple(model.Mention(*span, form) for span, form in sorted(spoken.items()))
        return Actor(
            self._ids[entity.number],
            name,
            entity.kind,
            role,
            code,
            whole[0] if whole else None,
            spans,
            tuple(evidence),
        )

    def _whole(self, entity: Entity, used: Container[int]) -> tuple[str, TokenSpan] | None:
        """The id of what the actor is a part of, and the words that say so ("au sein du ministère")."""
        for mention in entity.mentions:
            if mention.within >= 0:
                k = bisect_left(self._at, mention.within)
                other = self._mentions[k] if k < len(self._mentions) and self._at[k] - mention.within < 6 else None
                if other and other.actor >= 0 and other.actor in used and other.actor != entity.number:
                    return self._ids[other.actor], TokenSpan(mention.within, other.last)
        return None

    def _name(self, entity: Entity, spoken: Mapping[Span, str]) -> str:
        """The fullest form: the longest of its names, or of the descriptions that records rest on."""
        mention = max(entity.mentions, key=lambda u: (u.last - u.first, -u.first))
        start, end = self._text.span(mention.first, mention.last)
        if not entity.known:
            spans = [span for span, form in spoken.items() if form == "description"]
            start, end = max([(start, end), *spans], key=lambda span: (span[1] - span[0], -span[0]))
        return self._text.string[start:end]

    def _identify(self, entity: Entity) -> None:
        """Give the entity its id: a slug, within the article where a description or a single name is all."""
        if not entity.mentions:
            return
        name = self._name(entity, {})
        base = slug(name)
        single = entity.kind == "person" and len(name.split()) < 2
        if not entity.known or not name[0].isupper() or single:
            base = f"{self._article_id}.{base}"
        made = base
        while made in self._numbers:
            self._namesakes[base] = self._namesakes.get(base, 1) + 1
            made = f"{base}-{self._namesakes[base]}"
        self._ids[entity.number] = made
        self._numbers[made] = entity.number

    def _country(self, entity: Entity) -> tuple[str | None, TokenSpan | None]:
        """The state that the text gives: its own words, else the article's for institutions and office holders."""
        if entity.code == "*":
            return None, None
        if entity.code and entity.place:
            return (entity.code, entity.place) if active("country-own") else (None, None)
        if entity.kind in ("court", "public_body") and not self._international.isdisjoint(
            self._name(entity, {}).lower().split()
        ):
            return None, None
        if entity.kind in ("public_body", "court") or entity.office:
            near = self._near(entity) if active("country-near") and not self._headed else None
            place = near or (self._setting if active("country-setting") else None)
            if place and entity.code in ("", place.code):  # not "FR" for the FBI in a French article
                return place.code, TokenSpan(place.first, place.last)
        return None, None

    def _near(self, entity: Entity) -> Place | None:
        """The last place named before the actor, in its sentence or the one before."""
        first = entity.mentions[0].np
        k = bisect_left(self._places_at, first) - 1
        if k >= 0 and self._text.sentence(first) - self._text.sentence(self._places[k].first) <= 1:
            return self._places[k]
        return None
