"""Which units are the same actor: names, short names, acronyms, institutions.

Full names come first, then what shortens them, wherever it stands: "Weil" in the title is the "Anna Weil" of the text.
"""

from greffier.extraction.coreference import acting
from greffier.extraction.mentions.units import Unit
from greffier.extraction.mentions.vocabulary import vocabulary
from greffier.extraction.syntax.text import Text

_SMALL = frozenset("de du d' da des la le l' les et à au aux pour en sur".split())
_ALIAS = frozenset("alias dit dite surnommé surnommée né née".split())
_NAMED = {"company", "organization", "media"}
_PLURAL_ENDS = ("s", "x")


class Character:
    """One actor in the making: its units, and what they say of it."""

    __slots__ = (
        "active",
        "code",
        "gender",
        "kind",
        "known",
        "number",
        "office",
        "part_of",
        "place",
        "plural",
        "role",
        "roles",
        "seen",
        "units",
    )  # fmt: skip

    def __init__(self, number: int, unit: Unit) -> None:
        self.number = number
        self.kind = unit.kind
        self.gender = unit.gender
        self.plural = unit.plural
        self.units: list[Unit] = []
        self.active = False  # whether it is an actor without being asked for
        self.known = unit.sort != "role"  # by a name, rather than by a description
        self.office = False
        self.code = ""
        self.place: tuple[int, int] | None = None
        self.role: tuple[int, int] | None = None
        self.roles: set[str] = set()
        self.part_of: tuple[int, int, int] | None = None  # another's number, and the words that tell it
        self.seen = -1  # where it was last met in the pass that goes on


class Clusters:
    """The characters of an article, from its units."""

    def __init__(self, text: Text, units: list[Unit]) -> None:
        self.text = text
        self.units = units
        self.characters: list[Character] = []
        self._first_names = vocabulary().first_names
        self._particles = vocabulary().particles
        self._entries = vocabulary().entries
        self._persons: dict[str, int] = {}
        self._surnames: dict[str, dict[int, None]] = {}
        self._given: dict[str, int] = {}
        self.bodies: dict[str, int] = {}
        self.initials: dict[str, int] = {}
        self.heads: dict[str, list[int]] = {}
        self._full_names()
        self._brackets()
        self._short_names()

    def create(self, unit: Unit) -> Character:
        """A character of its own for a unit."""
        character = Character(len(self.characters), unit)
        self.characters.append(character)
        self.join(unit, character)
        return character

    def join(self, unit: Unit, character: Character) -> None:
        """Count a unit as the character's."""
        unit.actor = character.number
        character.units.append(unit)
        if unit.gender in ("m", "f") and character.gender not in ("m", "f"):
            character.gender = unit.gender
        if unit.role and (character.role is None or self._nationality(character.role)):
            character.role = unit.role
        character.office = character.office or unit.office
        character.known = character.known or unit.sort != "role"
        if unit.code and not character.code:
            character.code, character.place = unit.code, unit.place

    def _nationality(self, role: tuple[int, int]) -> bool:
        """Whether a role says no more than where somebody is from ("le Norvégien"), so that another says more."""
        first, last = role
        entries = self._entries.get(self.text.lows[first])
        return last - first == 1 and entries is not None and entries[-1].kind == "demonym"

    def words(self, unit: Unit) -> str:
        """The unit's tokens in lower case with a blank between."""
        return acting.words(self.text, unit)

    def _full_names(self) -> None:
        businesses = {
            self.words(u): u.kind for u in self.units if u.sort == "name" and u.kind in _NAMED and not u.entry
        }
        for unit in self.units:
            if unit.sort == "person" and not unit.gender and unit.np == unit.first and unit.role is None:
                kind = businesses.get(self.words(unit)) if businesses else None
                if kind:
                    unit.sort, unit.kind = "name", kind  # two capitals that the article calls a business elsewhere
            if (
                unit.sort == "person"
                and unit.last - unit.first > 1
                and self.text.lows[unit.first] not in self._particles
            ):
                self._full_name(unit)
            elif unit.sort == "name":
                self._name(unit)

    def _full_name(self, unit: Unit) -> None:
        words = self.words(unit)
        parts = words.split(" ")
        number = self._persons.get(words)
        if number is None and len(parts) > 2:
            number = self._persons.get(f"{parts[0]} {parts[-1]}")
        if number is not None and self.characters[number].kind == "person":
            self.join(unit, self.characters[number])
            return
        character = self.create(unit)
        character.active = True
        number = character.number
        self._persons[words] = number
        self._persons.setdefault(f"{parts[0]} {parts[-1]}", number)
        for i in range(1, len(parts)):
            if len(parts[i]) > 2 or i < len(parts) - 1:
                self._surnames.setdefault(" ".join(parts[i:]), {})[number] = None
            if 1 < i < len(parts) - 1 and parts[i] not in self._particles and parts[i] not in self._first_names:
                self._surnames.setdefault(parts[i], {})[number] = None
        if parts[0] in self._first_names:
            self._given.setdefault(parts[0], number)
        else:
            self._surnames.setdefault(parts[0], {})[number] = None

    def _name(self, unit: Unit) -> None:
        """A name that is known or plain: by what it is called, or what it is another name of."""
        words = self.words(unit)
        whole = unit.entry is not None and unit.last - unit.first == len(unit.entry.lows)
        key = unit.key if whole else words
        number = self.bodies.get(key, self.bodies.get(words))
        if number is None and words.endswith(_PLURAL_ENDS):
            number = self.bodies.get(words[:-1])
        if number is None and not unit.entry:
            number = self._longer_or_shorter(unit, words)
        if number is None and unit.kind == "court" and unit.last - unit.first > 1:
            number = self._court_of(words)
        if number is None and unit.entry and not whole:
            number = self.bodies.get(unit.key)
            if number is not None and any(u.last - u.first > 1 for u in self.characters[number].units):
                number = None
        if number is None:
            character = self.create(unit)
            vague = unit.key in ("état", "etat") and not unit.code
            character.active = not vague or acting.acts(self.text, unit, says=True)
            number = character.number
            self.index(number, words)
            if unit.entry and not whole:
                self.bodies.setdefault(unit.key, number)
        else:
            self.join(unit, self.characters[number])
            if unit.kind == "court":
                self.index(number, words)
        self.bodies.setdefault(key, number)
        self.bodies.setdefault(words, number)

    def _longer_or_shorter(self, unit: Unit, words: str) -> int | None:
        """The name of the same kind that begins with this one, or that this one begins with: "Dupin", "Dupin Group"."""
        first, _, rest = words.partition(" ")
        near = [self.bodies[first]] if rest and first in self.bodies else self.heads.get(words, ()) if not rest else ()
        for number in near:
            kinds = {self.characters[number].kind, unit.kind}
            if (len(kinds) == 1 or kinds <= _NAMED) and not self.characters[number].units[0].plural:
                return number
        return None

    def _court_of(self, words: str) -> int | None:
        """The court that is named with its place in one form only: "Cour suprême", "Cour suprême de Norvège"."""
        for number in self.heads.get(words.partition(" ")[0], ())[-12:]:
            court = self.characters[number]
            named = self.words(court.units[0])
            shorter, longer = sorted((named, words), key=len)
            if court.kind == "court" and longer.startswith(f"{shorter} ") and " " in shorter:
                return number
        return None

    def index(self, number: int, words: str) -> None:
        """Make the first word and the initials of a name find it."""
        parts = [part for part in words.split(" ") if part not in _SMALL and part[0].isalpha()]
        if not parts:
            return
        for part in parts[:1] + [part for part in parts[1:] if part in ("cour", "tribunal") and parts[0] == "chambre"]:
            heads = self.heads.setdefault(part, [])
            if not heads or heads[-1] != number:
                heads.append(number)
        initials = "".join(part[0] for part in parts)
        if len(initials) > 1:
            self.initials.setdefault(initials, number)

    def _brackets(self) -> None:
        """Names in brackets after a name: an acronym, a further name, the full one; after a person, a party."""
        text = self.text
        for before, unit in zip(self.units, self.units[1:], strict=False):
            k = before.last
            if before.sort == "person" and unit.sort in ("person", "word") and self._another_name(k, unit):
                self.alias(before, unit)
                continue
            if unit.first < k + 1 or unit.np - k > 2 or k >= len(text.words) or text.words[k] not in "([":
                continue
            if unit.last >= len(text.words) or text.words[unit.last] not in ")]":
                continue
            if before.sort == "person":
                if unit.kind == "organization" and before.actor >= 0 and self.characters[before.actor].role is None:
                    self.characters[before.actor].role = (unit.first, unit.last)
                continue
            acronym = unit.last - unit.first == 1 and self._shortens(unit, before) or before.last - before.first == 1
            states = before.sort == unit.sort == "state"
            if (
                not (acronym or states)
                or before.sort in ("role", "state")
                and not states
                or unit.sort in ("role", "person")
            ):
                continue
            if states:
                self.bodies.setdefault(before.key, self.bodies.get(unit.key, -1))
                number = self.bodies[before.key]
                if number < 0:
                    number = self.bodies[before.key] = self.create(before).number
                self.bodies[unit.key] = number
                continue
            self.alias(before, unit)

    def _another_name(self, k: int, unit: Unit) -> bool:
        """Whether a person's second name is told: "Ana Ruiz, alias « Luz Vega »"."""
        lows = self.text.lows
        return k < unit.first <= k + 3 and any(low in _ALIAS for low in lows[k : unit.first])

    def _shortens(self, unit: Unit, before: Unit) -> bool:
        """Whether a word in brackets is a short form: an acronym not known as another's, or one that begins alike."""
        word = self.text.words[unit.first]
        alike = word[0].isupper() and word[0] == self.text.words[before.first][0].upper()
        return alike or unit.entry is None and word[:2].isupper()

    def alias(self, before: Unit, unit: Unit) -> None:
        """Take two units for one actor, by all their words."""
        number = before.actor if before.actor >= 0 else self.bodies.get(self.words(before), -1)
        other = unit.actor if unit.actor >= 0 else self._persons.get(self.words(unit), -1)
        if number < 0:
            if not before.kind:
                return
            number = self.create(before).number
            self.index(number, self.words(before))
            self.characters[number].active = True
        character = self.characters[number]
        if other >= 0 and other != number:
            known = (
                before.entry is not None
                and before.sort == "name"
                and before.last - before.first == len(before.entry.lows)
            )
            if self.characters[other].kind not in (character.kind, "") and known:
                return
            for moved in self.characters[other].units:
                self.join(moved, character)
            self.characters[other].units = []
            self.characters[other].active = False
            if unit.entry and unit.sort == "name" and not known:
                character.kind, character.code = unit.kind, unit.code or character.code
            for key in (self.words(unit), unit.key):
                self.bodies[key] = number
        elif other < 0:
            self.join(unit, character)
        for named in (before, unit):
            self.bodies[self.words(named)] = number

    def _short_names(self) -> None:
        """Surnames alone, short names, acronyms."""
        for unit in self.units:
            if unit.actor >= 0:
                self.characters[unit.actor].seen = unit.first
            elif unit.sort in ("person", "word"):
                number = self._shortened(unit)
                if number is not None:
                    self.join(unit, self.characters[number])
                    self.characters[number].seen = unit.first
                elif unit.sort == "person":
                    character = self.create(unit)
                    character.active = True
                    character.seen = unit.first
                    self._surnames.setdefault(self.words(unit), {})[character.number] = None
                elif unit.key != "?":
                    self._unknown(unit)

    def _shortened(self, unit: Unit) -> int | None:
        """The character whose name the unit shortens."""
        words = self.words(unit)
        if unit.sort == "word" and words in self.bodies:
            return self.bodies[words]
        if words in self._persons:
            return self._persons[words]
        near = self._surnames.get(words, {})
        fits = [n for n in near if self._agree(unit, self.characters[n])]
        if fits:
            return max(fits, key=lambda n: (self.characters[n].seen, -n)) if len(fits) > 1 else fits[0]
        if unit.sort != "word" or unit.last - unit.first > 2:
            return None
        if self.text.words[unit.first].isupper() and words in self.initials:
            return self.initials[words]
        if unit.last - unit.first == 1 and words in self._given:
            return self._given[words]
        heads = [
            n
            for n in self.heads.get(words, ())
            if self.characters[n].units and self.characters[n].units[0].sort == "name"
        ]
        return heads[0] if heads else None

    def _agree(self, unit: Unit, character: Character) -> bool:
        return not (unit.gender in ("m", "f") and character.gender in ("m", "f") and unit.gender != character.gender)

    def _unknown(self, unit: Unit) -> None:
        """A capitalised name of unknown kind: an actor where it acts."""
        character = self.create(unit)
        self.bodies[self.words(unit)] = character.number
        word = self.text.words[unit.first]
        article = unit.np < unit.first
        alone = unit.last - unit.first == 1
        business = article or word.isalpha() and not word[1:].islower() and len(word) > 2  # "BigTech"
        character.kind = "organization" if word.isupper() and alone else "company" if business else "person"
        character.gender = unit.gender or self._first_names.get(self.words(unit), "")
        quote = self.text.quote_at[unit.first]
        quoted = quote >= 0 and self.text.quotations[quote][2:] == (unit.first, unit.last)
        character.active = (
            len(word) > 1
            and acting.acts(self.text, unit, article)
            and not (word.isupper() and len(word) > 6)
            and not quoted
        )

    def describe(self) -> None:
        """Descriptions beside a name belong to the one that is named."""
        for unit in self.units:
            if unit.name_of is not None and unit.name_of.actor >= 0:
                unit.actor = unit.name_of.actor
                character = self.characters[unit.actor]
                character.roles.add(unit.key)
                character.office = character.office or unit.office
                if character.role is None:
                    character.role = (unit.first, unit.np_last)
