"""Who the units of `mentions` are: units that mean the same actor are brought together, and references are answered.

`Cast` is made once for an article; `who` then says which actor a phrase or a pronoun stands for, in whatever order it
is asked, and `actors` gives those that the article names and those that were asked for.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from greffier import references
from greffier.countries import setting
from greffier.lexicon import CAPITAL, FINITE, INVERTED, MARK, NEGATION, SUBJECT, TONIC, verbs
from greffier.mentions import Mentions, Unit
from greffier.model import Actor, Evidence, Mention
from greffier.text import Text

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SMALL = frozenset("de du des d' la le les l' et à au aux pour en sur".split())


class Character:
    """One actor in the making: its units, and what they say of it."""

    __slots__ = ("active", "code", "described", "gender", "kind", "name", "names", "number", "office", "place", "plural",
                 "role", "roles", "units", "whole", "part_of", "mentions")  # fmt: skip

    def __init__(self, number: int, unit: Unit) -> None:
        self.number = number
        self.kind = unit.kind
        self.gender = unit.gender
        self.plural = unit.plural
        self.units: list[Unit] = []
        self.active = False
        self.described = unit.sort in ("role",)
        self.name: Unit = unit
        self.names: set[str] = set()
        self.office = False
        self.code = ""
        self.place: tuple[int, int] | None = None
        self.role: tuple[int, int] | None = None
        self.roles: set[str] = set()
        self.whole = False
        self.part_of = -1
        self.mentions: dict[tuple[int, int], str] = {}


def slug(name: str) -> str:
    """A name as an id: ASCII, lower case, hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("’", "-").replace("œ", "oe").replace("æ", "ae"))
    return _NOT_SLUG.sub("-", plain.encode("ascii", "ignore").decode()).strip("-") or "x"


class Cast:
    """The actors of an article."""

    def __init__(self, text: Text, article_id: str) -> None:
        self.text = text
        self.article_id = article_id
        found = Mentions(text)
        self.units = found.units
        self.places = found.places
        self.vocabulary = found.vocabulary
        self.characters: list[Character] = []
        self._at = [unit.first for unit in self.units]
        self._surnames: dict[str, list[int]] = {}
        self._full: dict[str, int] = {}
        self._bodies: dict[str, int] = {}
        self._heads: dict[str, list[int]] = {}
        self._setting = setting(text, self.places)
        self._named()
        self._short()
        self._institutions()
        self._described()
        self._ids: dict[int, str] = {}
        self._by_id: dict[str, int] = {}
        self._settle()
        self.references = references.References(self)

    # -- bringing units together

    def _character(self, unit: Unit) -> Character:
        character = Character(len(self.characters), unit)
        self.characters.append(character)
        self._join(unit, character)
        return character

    def _join(self, unit: Unit, character: Character) -> None:
        unit.actor = character.number
        character.units.append(unit)
        if unit.gender in ("m", "f") and character.gender not in ("m", "f"):
            character.gender = unit.gender
        if unit.role and character.role is None:
            character.role = unit.role
        character.office = character.office or unit.office
        if unit.code and not character.code:
            character.code, character.place = unit.code, unit.place

    def _words(self, unit: Unit) -> str:
        return " ".join(self.text.lows[unit.first : unit.last])

    def _named(self) -> None:
        """Full names of persons and names that are known or plain."""
        for unit in self.units:
            if unit.sort == "person" and unit.last - unit.first > 1:
                words = self._words(unit)
                number = self._full.get(words)
                if number is None:
                    character = self._character(unit)
                    character.active = True
                    number = self._full[words] = character.number
                    parts = words.split(" ")
                    for i in range(1, len(parts)):
                        if len(parts[i]) > 1:
                            self._surnames.setdefault(" ".join(parts[i:]), []).append(number)
                    if parts[0] not in self.vocabulary.first_names:
                        self._surnames.setdefault(parts[0], []).append(number)
                else:
                    self._join(unit, self.characters[number])
            elif unit.sort == "name":
                self._name(unit)

    def _name(self, unit: Unit) -> None:
        words = self._words(unit)
        key = (unit.key or words).lower() if unit.entry and unit.last - unit.first == len(unit.entry.lows) else words
        number = self._bodies.get(key, self._bodies.get(words))
        if number is None:
            character = self._character(unit)
            character.active = not (unit.entry and unit.entry.lows[-1] in ("état", "etat"))
            number = character.number
        else:
            self._join(unit, self.characters[number])
        self._bodies.setdefault(key, number)
        self._bodies.setdefault(words, number)
        self._index(number, words)

    def _index(self, number: int, words: str) -> None:
        """Make the first word and the initials of a name find it."""
        parts = [part for part in words.split(" ") if part not in _SMALL and part[0].isalpha()]
        if len(parts) > 1:
            heads = self._heads.setdefault(parts[0], [])
            if number not in heads:
                heads.append(number)
            initials = "".join(part[0] for part in parts)
            if len(initials) > 1:
                self._bodies.setdefault("." + initials, number)

    def _short(self) -> None:
        """Surnames alone, short names, acronyms: after the full ones, which may stand later."""
        for unit in self.units:
            if unit.actor >= 0 or unit.sort not in ("person", "word"):
                continue
            words = self._words(unit)
            number = self._same_surname(unit, words)
            if number is None and unit.sort == "word":
                number = self._bodies.get(words)
                if number is None and unit.last - unit.first == 1 and self.text.words[unit.first].isupper():
                    number = self._bodies.get("." + words)
                if number is None:
                    near = [n for n in self._heads.get(words, ()) if self.characters[n].units[0].sort == "name"]
                    number = near[0] if near else None
            if number is not None:
                self._join(unit, self.characters[number])
                continue
            if unit.sort == "person":
                character = self._character(unit)
                character.active = True
                self._surnames.setdefault(words, []).append(character.number)
            elif unit.key != "?":
                character = self._character(unit)
                self._bodies[words] = character.number
                character.active = self._acts(unit)
                character.kind = "organization" if self.text.words[unit.first].isupper() else "company"

    def _same_surname(self, unit: Unit, words: str) -> int | None:
        near = self._surnames.get(words)
        if not near:
            return None
        fits = [n for n in near if not (unit.gender in ("m", "f") and self.characters[n].gender in ("m", "f") and self.characters[n].gender != unit.gender)]
        if not fits:
            return None
        if len(fits) == 1:
            return fits[0]
        before = [(self._last_before(n, unit.first), n) for n in fits]
        return max(before)[1]

    def _last_before(self, number: int, token: int) -> int:
        units = self.characters[number].units
        k = bisect_left([u.first for u in units[-8:]], token)
        return units[-8:][k - 1].first if k else -units[0].first

    def _acts(self, unit: Unit) -> bool:
        """Whether the unit is the plain subject of a verb of saying or doing."""
        text = self.text
        k = unit.last
        if k >= len(text.lows) or unit.np and text.lows[unit.np - 1] in ("de", "d'", "en", "à", "dans", "par", "sur"):
            return False
        while k < len(text.lows) and k - unit.last < 4 and text.bits[k] & (NEGATION | 64):
            k += 1
        if k >= len(text.lows) or not text.bits[k] & FINITE or text.bits[k] & CAPITAL:
            return False
        return any(r.lemma not in ("être",) for r in verbs().get(text.lows[k], ()))

    def _institutions(self) -> None:
        """Courts, authorities and the like by their common noun; the bare noun after the full name."""
        bare = []
        for unit in self.units:
            if unit.actor >= 0 or unit.sort not in ("body", "state") or unit.name_of:
                continue
            if unit.sort == "state":
                self._merge(unit, unit.key, self._acts(unit) and unit.definite == "d")
                continue
            assert unit.entry
            if unit.last - unit.first == len(unit.entry.lows) and not self._proper(unit):
                bare.append(unit)
                continue
            known = self._bodies.get(self._words(unit))
            if known is not None:
                self._join(unit, self.characters[known])
                continue
            self._merge(unit, self._words(unit), self._stands(unit))
        for unit in bare:
            assert unit.entry
            if unit.entry.use == "justice" and not self._judges(unit):
                continue
            heads = [n for n in self._heads.get(unit.entry.lows[0], ()) if self.characters[n].kind == unit.kind]
            if heads and unit.kind in ("court", "public_body"):
                before = [(self._last_before(n, unit.first), n) for n in heads]
                self._join(unit, self.characters[max(before)[1]])
            elif unit.kind in ("court", "public_body"):
                self._merge(unit, self._words(unit), self._stands(unit))

    def _proper(self, unit: Unit) -> bool:
        return len(unit.entry.lows) > 1 if unit.entry else False

    def _merge(self, unit: Unit, key: str, active: bool) -> None:
        number = self._bodies.get(key)
        if number is None:
            character = self._character(unit)
            self._bodies[key] = number = character.number
            if unit.sort != "state":
                self._index(number, key)
        else:
            self._join(unit, self.characters[number])
        if active:
            self.characters[number].active = True

    def _stands(self, unit: Unit) -> bool:
        """Whether an institution is an actor wherever it is named."""
        assert unit.entry
        if unit.quiet:
            return False
        capital = bool(self.text.bits[unit.first] & CAPITAL)
        use = unit.entry.use
        if use == "named":
            return capital and unit.last - unit.first > 1
        if use == "justice":
            return bool(unit.code) or self._judges(unit)
        if unit.kind not in ("court", "public_body"):
            return capital and unit.last - unit.first > len(unit.entry.lows)
        if use == "description":
            return self.text.lows[unit.last : unit.last + 3] == ["au", "sein", "de"] or capital and unit.last - unit.first > 1
        if unit.definite == "i":
            return bool(unit.code)
        return unit.definite == "d" or unit.definite == "p" or unit.last - unit.first > 1

    def _judges(self, unit: Unit) -> bool:
        """Whether "la justice" is the judiciary here: it acts, decides, is seized or blamed."""
        text = self.text
        if unit.quiet or text.lows[unit.first - 1 : unit.first] != ["la"]:
            return False
        before = text.lows[unit.first - 2] if unit.first > 1 else ""
        after = text.bits[unit.last] if unit.last < len(text.bits) else 0
        if before in ("de", "en", "à"):
            return False
        return bool(after & (FINITE | NEGATION)) or before in ("par", "devant", "saisir", "que") or bool(
            text.bits[unit.first - 2] & (FINITE | 1 << 18) and unit.first > 1
        )

    def _described(self) -> None:
        """Roles beside a name give that name its description."""
        for unit in self.units:
            if unit.name_of is not None:
                unit.actor = unit.name_of.actor
                if unit.actor >= 0:
                    character = self.characters[unit.actor]
                    character.roles.add(unit.key)
                    character.office = character.office or unit.office

    # -- ids and records

    def _settle(self) -> None:
        for character in self.characters:
            names = [u for u in character.units if u.sort != "state" or True]
            character.name = max(names, key=lambda u: (u.last - u.first, -u.first))
            kinds = [u.kind for u in character.units if u.entry is None and u.kind]
            if character.kind == "" and kinds:
                character.kind = kinds[0]

    def _id(self, character: Character) -> str:
        number = character.number
        if number in self._ids:
            return self._ids[number]
        name = self._name_text(character)
        base = slug(name)
        unit = character.name
        words = name.split()
        capital = name[0].isupper()
        if not capital or character.described or character.kind == "person" and len(words) < 2:
            base = f"{self.article_id}.{base}"
        taken, made = 2, base
        while self._by_id.get(made, number) != number:
            made = f"{base}-{taken}"
            taken += 1
        self._ids[number] = made
        self._by_id[made] = number
        return made

    def _name_text(self, character: Character) -> str:
        start, end = self.text.span(character.name.first, character.name.last)
        return self.text.string[start:end]

    def _country(self, character: Character) -> tuple[str | None, tuple[int, int] | None]:
        if character.code and character.code != "*" and character.place:
            return character.code, character.place
        if character.code == "*":
            return None, None
        if self._setting and (character.kind in ("public_body", "court") or character.office):
            return self._setting.code, (self._setting.first, self._setting.last)
        return None, None

    def kind(self, actor_id: str) -> str:
        """The kind of an actor that `who` gave."""
        return self.characters[self._by_id[actor_id]].kind

    def actors(self) -> tuple[Actor, ...]:
        """The actors that the article names, and those that were asked for, in the order of their first mention."""
        out = []
        for character in self.characters:
            if not character.active or not character.kind:
                continue
            mentions = dict(character.mentions)
            for unit in character.units:
                form = "description" if unit.sort == "role" else "name"
                mentions.setdefault(self.text.span(unit.first, unit.last), form)
            evidence = []
            role = None
            if character.role:
                start, end = self.text.span(*character.role)
                role = self.text.string[start:end]
                evidence.append(Evidence("role", start, end))
            code, place = self._country(character)
            if code and place:
                evidence.append(Evidence("country", *self.text.span(*place)))
            spans = tuple(Mention(*span, form) for span, form in sorted(mentions.items()))
            out.append(
                Actor(self._id(character), self._name_text(character), character.kind, role, code, None, spans, tuple(evidence))
            )
        return tuple(sorted(out, key=lambda actor: actor.mentions[0]))

    # -- references

    def named(self, first: int, last: int) -> Iterator[tuple[str, int, int]]:
        """The actors named among tokens `first` to `last` (exclusive): id and tokens, in the order of the text."""
        for unit in self.units[bisect_left(self._at, first) :]:
            if unit.first >= last:
                return
            if unit.sort in ("person", "name") and unit.last <= last and unit.actor >= 0:
                character = self.characters[unit.actor]
                if character.active:
                    yield self._id(character), unit.first, unit.last

    def who(self, first: int, last: int, definite: bool = True, likely: str | None = None) -> str | None:
        """The id of the actor that the tokens `first` to `last` (exclusive) stand for, or None.

        A pronoun stands for the actor `likely` where it agrees with it.
        """
        prior = self.characters[self._by_id[likely]] if likely else None
        character = self.references.find(first, last, definite, prior)
        if character is None:
            return None
        character.active = True
        return self._id(character)
