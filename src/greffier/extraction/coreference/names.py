"""Which mentions are the same actor: names, short names, acronyms, institutions.

Full names come first, then what shortens them, wherever it is: "Weil" in the title is the "Anna Weil" of the text.
"""

from collections.abc import Sequence

from greffier.extraction.coreference import acting
from greffier.extraction.coreference.entity import Cluster
from greffier.extraction.coreference.states import of_state
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.syntax.names import SMALL
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import vocabulary

#: Letters without their accents: "Touré" and "Toure" are one name.
PLAIN = str.maketrans(dict(zip("àâäáãåçéèêëîïíôöóõûüùúÿñ", "aaaaaaceeeeiiioooouuuuyn", strict=True)))
_NAMED = {"company", "organization", "media"}
_PLURAL_ENDS = ("s", "x")


class Clusters:
    """The clusters of an article's mentions: `actors` has the number of each mention's cluster, or -1.

    `mentions` are those of the article, each with what the others say of it.
    """

    def __init__(self, text: Text, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = list(mentions)
        self.actors = [-1] * len(mentions)
        self.of: list[Cluster] = []
        self.first_names = vocabulary().first_names
        self.particles = vocabulary().particles
        self._entries = vocabulary().entries
        self.persons: dict[str, int] = {}
        self.surnames: dict[str, dict[int, None]] = {}
        self.given: dict[str, int] = {}
        self.bodies: dict[str, int] = {}
        self.initials: dict[str, int] = {}
        self.heads: dict[str, list[int]] = {}
        self._full_names()

    def create(self, mention: Mention) -> Cluster:
        """A cluster of its own for a mention."""
        entity = Cluster(len(self.of), mention)
        self.of.append(entity)
        self.join(mention, entity)
        return entity

    def join(self, mention: Mention, entity: Cluster) -> None:
        """Count a mention as the cluster's."""
        self.actors[mention.number] = entity.number
        entity.mentions.append(mention)
        if mention.gender in ("m", "f") and entity.gender not in ("m", "f"):
            entity.gender = mention.gender
        if mention.role and (entity.role is None or self._nationality(entity.role)):
            entity.role = mention.role
        entity.office = entity.office or mention.office
        entity.known = entity.known or mention.category != "role"
        if mention.code and not entity.code:
            entity.code, entity.place = mention.code, mention.place

    def change(self, mention: Mention) -> Mention:
        """Take a mention for what the others say of it, in place of the one of its number."""
        former = self.mentions[mention.number]
        self.mentions[mention.number] = mention
        number = self.actors[mention.number]
        own = self.of[number].mentions if number >= 0 else []
        own[:] = [mention if one is former else one for one in own]
        return mention

    def _nationality(self, role: TokenSpan) -> bool:
        """Whether a role says no more than where somebody is from ("le Norvégien"), so that another says more."""
        first, last = role
        entries = self._entries.get(self.text.lows[first])
        return last - first == 1 and entries is not None and entries[-1].kind == "demonym"

    def words(self, mention: Mention) -> str:
        """The mention's tokens in lower case with a blank between, without accents, which outlets drop on capitals."""
        words = acting.words(self.text, mention)
        return words if words.isascii() else words.translate(PLAIN)

    def _full_names(self) -> None:
        businesses = {
            self.words(u): u.kind for u in self.mentions if u.category == "name" and u.kind in _NAMED and not u.entry
        }
        for mention in self.mentions:
            if (
                mention.category == "person"
                and not mention.gender
                and mention.np == mention.first
                and mention.role is None
            ):
                kind = businesses.get(self.words(mention)) if businesses else None
                if kind:
                    # two capitals that the article calls a business elsewhere
                    mention = self.change(mention._replace(category="name", kind=kind))
            if (
                mention.category == "person"
                and mention.last - mention.first > 1
                and self.text.lows[mention.first] not in self.particles
            ):
                self._full_name(mention)
            elif mention.category == "name":
                self._name(mention)

    def _full_name(self, mention: Mention) -> None:
        words = self.words(mention)
        parts = words.split(" ")
        number = self.persons.get(words)
        if number is None and len(parts) > 2:
            number = self.persons.get(f"{parts[0]} {parts[-1]}")
        if number is not None and self.of[number].kind == "person":
            self.join(mention, self.of[number])
            return
        entity = self.create(mention)
        number = entity.number
        self.persons[words] = number
        self.persons.setdefault(f"{parts[0]} {parts[-1]}", number)
        for i in range(1, len(parts)):
            if len(parts[i]) > 2 or i < len(parts) - 1:
                self.surnames.setdefault(" ".join(parts[i:]), {})[number] = None
            if 1 < i < len(parts) - 1 and parts[i] not in self.particles and parts[i] not in self.first_names:
                self.surnames.setdefault(parts[i], {})[number] = None
        if parts[0] in self.first_names:
            self.given.setdefault(parts[0], number)
        else:
            self.surnames.setdefault(parts[0], {})[number] = None

    def _name(self, mention: Mention) -> None:
        """A name that is known or plain: by what it is called, or what it is another name of."""
        words = self.words(mention)
        whole = mention.entry is not None and mention.last - mention.first == len(mention.entry.lows)
        key = mention.key if whole else words
        stated = of_state(self.text, mention)
        number = self.bodies.get(key, self.bodies.get(words, self.bodies.get(stated)))
        if number is None:
            number = self._other_form(mention, words, whole)
        if number is None:
            entity = self.create(mention)
            number = entity.number
            self.index(number, words)
            if mention.entry and not whole:
                self.bodies.setdefault(mention.key, number)
        else:
            self.join(mention, self.of[number])
            if mention.kind == "court":
                self.index(number, words)
        for named in (key, words, stated):
            if named:
                self.bodies.setdefault(named, number)

    def _other_form(self, mention: Mention, words: str, whole: bool) -> int | None:
        """The entity that a name calls in another form: the singular, a longer or shorter one, the known part of it."""
        if words.endswith(_PLURAL_ENDS) and words[:-1] in self.bodies:
            return self.bodies[words[:-1]]
        number = self._longer_or_shorter(mention, words) if not mention.entry else None
        if number is None and mention.kind == "court" and mention.last - mention.first > 1:
            number = self._court_of(words)
        if number is None and mention.entry and not whole:
            number = self.bodies.get(mention.key)
            if number is not None and any(u.last - u.first > 1 for u in self.of[number].mentions):
                return None
        return number

    def _longer_or_shorter(self, mention: Mention, words: str) -> int | None:
        """The name of the same kind that begins with this one, or that this one begins with: "Dupin", "Dupin Group"."""
        first, _, rest = words.partition(" ")
        near = [self.bodies[first]] if rest and first in self.bodies else self.heads.get(words, ()) if not rest else ()
        for number in near:
            kinds = {self.of[number].kind, mention.kind}
            if (len(kinds) == 1 or kinds <= _NAMED) and not self.of[number].mentions[0].plural:
                return number
        return None

    def _court_of(self, words: str) -> int | None:
        """The court that is named with its place in one form only: "Cour suprême", "Cour suprême de Norvège"."""
        for number in self.heads.get(words.partition(" ")[0], ())[-12:]:
            court = self.of[number]
            named = self.words(court.mentions[0])
            shorter, longer = sorted((named, words), key=len)
            if court.kind == "court" and longer.startswith(f"{shorter} ") and " " in shorter:
                return number
        return None

    def index(self, number: int, words: str) -> None:
        """Make the first word and the initials of a name find it."""
        parts = [part for part in words.split(" ") if part not in SMALL and part[0].isalpha()]
        if not parts:
            return
        for part in parts[:1] + [part for part in parts[1:] if part in ("cour", "tribunal") and parts[0] == "chambre"]:
            heads = self.heads.setdefault(part, [])
            if not heads or heads[-1] != number:
                heads.append(number)
        initials = "".join(part[0] for part in parts)
        if len(initials) > 1:
            self.initials.setdefault(initials, number)

    def alias(self, before: Mention, mention: Mention) -> None:
        """Take two mentions for one actor, by all their words."""
        number, other = self.actors[before.number], self.actors[mention.number]
        number = number if number >= 0 else self.bodies.get(self.words(before), -1)
        other = other if other >= 0 else self.persons.get(self.words(mention), -1)
        if number < 0:
            if not before.kind:
                return
            number = self.create(before).number
            self.index(number, self.words(before))
        entity = self.of[number]
        if other >= 0 and other != number:
            known = (
                before.entry is not None
                and before.category == "name"
                and before.last - before.first == len(before.entry.lows)
            )
            if self.of[other].kind not in (entity.kind, "") and known:
                return
            for moved in self.of[other].mentions:
                self.join(moved, entity)
            self.of[other].mentions = []
            if mention.entry and mention.category == "name" and not known:
                entity.kind, entity.code = mention.kind, mention.code or entity.code
            for key in (self.words(mention), mention.key):
                self.bodies[key] = number
        elif other < 0:
            self.join(mention, entity)
        for named in (before, mention):
            self.bodies[self.words(named)] = number

    def describe(self) -> None:
        """Descriptions beside a name belong to the one that is named."""
        for mention in self.mentions:
            number = self.actors[mention.name_of] if mention.name_of >= 0 else -1
            if number >= 0:
                self.actors[mention.number] = number
                entity = self.of[number]
                entity.roles.add(mention.key)
                entity.office = entity.office or mention.office
                if entity.role is None:
                    entity.role = TokenSpan(mention.first, mention.np_last)
