"""Whom a description refers to: "la magistrate", "l'entreprise", "le réseau social"."""

from collections.abc import Iterator
from typing import NamedTuple

from greffier.extraction.coreference.acting import governed, names_actor
from greffier.extraction.coreference.entity import Cluster
from greffier.extraction.coreference.fields import fields, nature
from greffier.extraction.coreference.names import Clusters
from greffier.extraction.coreference.options import Option
from greffier.extraction.lexicon import ADVERB, CAPITAL, COMMA, ETRE, PARTICIPLE, classed, verbs
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.syntax.names import SMALL

_FAR = 60  # mentions that a description looks back over
_MOST = 8  # candidates that are weighed
_POSSESSIVE = frozenset("son sa ses leur leurs notre nos mon ma mes".split())
_DEMONSTRATIVE = frozenset("ce cet cette ces".split())
_TRIED = classed("tries")
_AT_HEARINGS = classed("hearing")
_ORDERS = classed("court_order")
_SEATS = frozenset(("bench", "prosecution", "bar"))  # who has one of them in an affair has no other
_OPPOSITE = frozenset((("m", "f"), ("f", "m")))
_BODIES = frozenset(("company", "organization", "media", "public_body"))


class Described(NamedTuple):
    """What a description says, asked once for all its candidates."""

    mention: Mention
    words: tuple[str, ...]  # in lower case
    article: str
    bare: str  # "bare" or "not bare"
    fields: dict[str, bool]
    seats: frozenset[str]
    tail: frozenset[str]  # the words of its complements
    sentence: int


class Descriptions:
    """The options of every description of an article; what is known of the entities grows as the text is read."""

    def __init__(self, clusters: Clusters, acting: frozenset[int], spoken: frozenset[int]) -> None:
        text, mentions, actors = clusters.text, clusters.mentions, clusters.actors
        self.text = text
        self.mentions = mentions
        self.actors = actors
        self.entities = clusters.of
        self.acting = acting  # the entities that the text names as actors, by number
        self.spoken = spoken  # tokens of the words for speakers
        self.title = text.paragraphs[0].last if len(text.paragraphs) > 1 else 0
        courts = (actors[one.number] for one in mentions if one.kind == "court" and actors[one.number] >= 0)
        self._first_court = next(courts, -1)  # whose ruling the article is likely about
        self._hearing = not _AT_HEARINGS.isdisjoint(text.lows)
        self._named: dict[str, list[Cluster]] = {}  # who is named with a role, by the role
        for entity in self.entities:
            for role in entity.roles:
                self._named.setdefault(role, []).append(entity)
        self._tried = {actors[one.number] for one in mentions if actors[one.number] >= 0 and self._is_tried(one)}
        self._of_roles: dict[tuple[str, ...], frozenset[str]] = {}  # the fields of a set of roles

    def _is_tried(self, mention: Mention) -> bool:
        """Whether the words after a mention say that justice goes after it: "Paul Roy, jugé depuis lundi"."""
        text = self.text
        for k in range(mention.np_last, min(mention.np_last + 5, len(text.lows))):
            if text.bits[k] & PARTICIPLE and any(r.lemma in _TRIED for r in verbs().get(text.lows[k], ())):
                return True
            if not text.bits[k] & (COMMA | ETRE | ADVERB):
                return False
        return False

    def options(self, index: int) -> list[Option]:
        """Whom the description at `index` of the mentions can stand for; last somebody not mentioned before."""
        asked = self._described(self.mentions[index])
        found = [
            Option(entity, tuple(self._features(asked, entity, other, rank)))
            for rank, (entity, other) in enumerate(self._candidates(index, asked))
        ]
        found.append(Option(None, tuple(self._new(asked, found))))
        return found

    def _described(self, mention: Mention) -> Described:
        """What the description of a mention says."""
        lows = self.text.lows
        own = fields(mention.key) if mention.category == "role" else {}
        return Described(
            mention,
            tuple(lows[mention.first : mention.np_last]),
            self._article(mention),
            "bare" if mention.bare else "not bare",
            own,
            _SEATS.intersection(own),
            frozenset(lows[mention.head + 1 : mention.np_last]) - SMALL,
            self.text.sentence(mention.first),
        )

    def _candidates(self, index: int, asked: Described) -> Iterator[tuple[Cluster, Mention]]:
        """The entities that the description can take up, the last mentioned first, each with where that was."""
        mention = asked.mention
        demonstrative = asked.article == "demonstrative"
        seen: set[int] = set()
        for other in reversed(self.mentions[max(0, index - _FAR) : index]):
            actor = self.actors[other.number]
            if actor < 0 or actor in seen:
                continue
            seen.add(actor)
            entity = self.entities[actor]
            if demonstrative and not entity.known and other.first < self.title:
                continue  # "Cet ancien maire" takes up who was just named, not the words of the title
            if self._can_be(asked, entity, other):
                yield entity, other
                if len(seen) > 3 * _MOST:
                    return
        for entity in self._named.get(mention.key, ()):
            # named only later: "la juge a estimé … la juge Anna Weil"
            first = entity.mentions[0] if entity.mentions else mention
            if first.first > mention.first and entity.number not in seen and self._can_be(asked, entity, first):
                yield entity, first

    def _can_be(self, asked: Described, entity: Cluster, other: Mention) -> bool:
        mention = asked.mention
        if entity.plural != mention.plural and not (mention.kind == "group" and entity.kind in ("group", "court")):
            return False
        if mention.category == "role":
            if mention.kind != entity.kind and (mention.kind != "group" or entity.kind != "court"):
                return False
            if (entity.gender, mention.gender) in _OPPOSITE:
                return False
        quote = self.text.quote_at[other.first]
        if not entity.known and quote >= 0 and quote != self.text.quote_at[mention.first]:
            return False  # "« Vous êtes récidiviste. » Le prévenu": what one says names nobody for another
        if mention.np <= other.first < mention.np_last or other.np <= mention.first < other.np_last:
            return False  # "l'avocat de Paul" is not Paul
        if mention.category == "role":
            if mention.kind == "group" or not asked.seats:
                return True
            known = self._known_fields(entity)
            return _SEATS.isdisjoint(known) or not asked.seats.isdisjoint(known)
        if mention.kind == entity.kind == "court":
            own = self._orders(mention)
            return not own or all(not (known := self._orders(one)) or own & known for one in entity.mentions[:3])
        if mention.kind == entity.kind:
            return True
        return entity.kind in _BODIES and mention.kind in _BODIES

    def _known_fields(self, entity: Cluster) -> frozenset[str]:
        """The fields of the roles of an entity; who presides in the report of a hearing sits on the bench."""
        roles = tuple(entity.roles)
        found = self._of_roles.get(roles)
        if found is None:
            presides = self._hearing and any(role.split(" ")[0] in ("président", "présidente") for role in roles)
            known = (field for role in roles for field in fields(role))
            found = self._of_roles[roles] = frozenset((*known, "bench") if presides else known)
        return found

    def _orders(self, mention: Mention) -> frozenset[str]:
        """The words that say of what order a court is: a cour suprême is no cour fédérale."""
        return _ORDERS.intersection(self.text.lows[mention.first : mention.np_last])

    def _features(self, asked: Described, entity: Cluster, other: Mention, rank: int) -> Iterator[str]:
        """What speaks for `entity`, last mentioned at `other`, as the `rank`-th nearest candidate."""
        text, mention, article = self.text, asked.mention, asked.article
        away = asked.sentence - text.sentence(other.first)
        yield "later" if other.first > mention.first else f"away {_far(away)}"
        yield f"rank {min(rank, 3)}"
        yield f"article {article}"
        yield f"{'named' if entity.known else 'described'}, mentioned {'often' if len(entity.mentions) > 2 else 'once'}"
        if other.first < self.title:
            yield "in title"
        free = not governed(text, other)
        yield "free" if free else "governed"
        if free and article == "demonstrative" and mention.category == "role" and away <= 1:
            yield "demonstrative, just mentioned"
        if other.first in self.spoken:
            yield "spoke"
        if asked.words in entity.descriptions or entity.role and asked.words == tuple(text.lows[slice(*entity.role)]):
            yield f"same words, {asked.bare}"
        yield from self._body(asked, entity) if mention.category == "body" else self._person(asked, entity)

    def _person(self, asked: Described, entity: Cluster) -> Iterator[str]:
        """How the role of a person or group fits what is known of an entity."""
        mention, bare, own = asked.mention, asked.bare, asked.fields
        if mention.kind != entity.kind:
            yield f"{mention.kind} for {entity.kind}, {mention.entry.use if mention.entry else ''}"
        if entity.gender in ("m", "f") and mention.gender == entity.gender:
            yield "gender known"
        if mention.key in entity.roles or mention.bare and mention.key in {r.split(" ")[0] for r in entity.roles}:
            yield f"same role, {'bare' if mention.bare else self._complements(asked, entity)}"
            return
        known = self._known_fields(entity)
        general = any(own.values())
        if "human" in own:
            yield f"human, {bare}, {'roles' if known - {'human', 'accused', 'victim'} else 'no roles'}"
        elif not known:
            yield f"{'general' if general else 'special'}, {bare}, {'other roles' if entity.role else 'no roles'}"
        else:
            fits = any(own.get(field) for field in known)
            near = "of the field" if fits else "of another field" if known.isdisjoint(own) else "near"
            yield f"{'general' if general else 'special'}, {bare}, {near}"
        if "accused" in own:
            yield "accused, of the court" if known & {"bench", "prosecution", "bar"} else "accused, not of the court"
            if entity.number in self._tried:
                yield "accused, and tried"
        elif mention.entry and mention.entry.use in ("kin", "office"):
            yield f"class {mention.entry.use}, another role"

    def _body(self, asked: Described, entity: Cluster) -> Iterator[str]:
        """How the noun for a body fits what is known of an entity."""
        mention, bare = asked.mention, asked.bare
        yield f"{mention.kind} of {'the same' if mention.kind == entity.kind else 'another'} kind, {bare}"
        words = {low for one in entity.mentions[:6] for low in self.text.lows[one.first : one.last]}
        if mention.key in words:
            yield f"body in name, {bare}"
        elif mention.key in entity.roles:
            yield "body same noun"
        elif not entity.known:
            yield "body other noun"
        if mention.kind == "court":
            yield from self._court(mention, entity)
        before = self.text.lows[mention.np : mention.head]
        if mention.kind == "court" and (mention.definiteness == "superlative" or "haute" in before):
            yield "high court" if self._high(entity) else "low court"
        fit = nature(mention, entity)
        if fit:
            yield f"nature {fit}, {bare}"
        if not (entity.number in self.acting if entity.known else names_actor(self.text, entity)):
            yield "body no actor"
        if not mention.bare:
            yield "body complement new" if asked.tail.isdisjoint(words) else "body complement agrees"

    def _court(self, mention: Mention, entity: Cluster) -> Iterator[str]:
        """Whether "la Cour" is written as the court's name is, and whether it would be the judiciary as a whole."""
        if entity.number == self._first_court:
            yield "court mentioned first"
        if any(one.entry and one.entry.use == "justice" for one in entity.mentions[:1]):
            yield "court for the judiciary"
        capital = bool(self.text.bits[mention.head] & CAPITAL)
        named = any(self.text.bits[one.first] & CAPITAL for one in entity.mentions[:3])
        yield f"court {'with' if capital else 'without'} a capital for one {'with' if named else 'without'}"

    def _high(self, entity: Cluster) -> bool:
        """Whether the name of a court is not that of one below the supreme courts."""
        first = entity.mentions[0].first if entity.mentions else 0
        low = self.text.lows[first : first + 3] if entity.mentions else []
        lower = low[:1] == ["tribunal"] and low[1:2] not in (["fédéral"], ["suprême"]) or low[:2] == ["cour", "d'"]
        return bool(low) and not lower

    def _new(self, asked: Described, candidates: list[Option]) -> Iterator[str]:
        """What speaks for somebody who was not mentioned before."""
        mention = asked.mention
        yield f"new {mention.kind}, {asked.bare}"
        yield f"new, article {asked.article}"
        if any("demonstrative, just mentioned" in option.features for option in candidates):
            yield "new, though just mentioned"
        if mention.first < self.title:
            yield "new in title"
        if mention.entry and mention.entry.use in ("kin", "accused", "wide", "profession", "judge", "service"):
            yield f"new class {mention.entry.use}"
        if not candidates:
            yield "new, none before"
        if any(fields(mention.key).values()):
            yield "new general"

    def _article(self, mention: Mention) -> str:
        low = self.text.lows[mention.np]
        if low in _POSSESSIVE:
            return "possessive"
        if low in _DEMONSTRATIVE:
            return "demonstrative"
        return mention.definiteness or "none"

    def _complements(self, asked: Described, entity: Cluster) -> str:
        """Whether the complements of a description are those of the role that is known."""
        known = set(self.text.lows[slice(*entity.role)]) - SMALL if entity.role else set()
        if not asked.tail.isdisjoint(known):
            return "same complement"
        head = asked.mention.key.split(" ")[0]
        return "role has none" if not known - {head} or head not in known else "another complement"


def _far(sentences: int) -> str:
    """A distance in sentences, roughly."""
    return str(sentences) if sentences < 3 else "3-4" if sentences < 5 else "5-8" if sentences < 9 else "9+"
