"""What a phrase or a pronoun stands for: the actor by its name, its description, gender, number and nearness.

Descriptions are resolved once, in the order of the text, so that what is asked later changes no earlier answer.
"""

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from greffier.extraction.coreference.clusters import Character, Clusters
from greffier.extraction.lexicon import (
    BRACKET,
    COMMA,
    DETERMINER,
    FINITE,
    INVERTED,
    MARK,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    STOP,
    SUBJECT,
    TIME,
    TONIC,
    table,
)
from greffier.extraction.mentions.units import Unit
from greffier.extraction.mentions.vocabulary import vocabulary
from greffier.extraction.syntax.phrases import OF
from greffier.extraction.syntax.text import Text

_PRONOUNS = {
    "il": ("m", False), "lui": ("m", False), "elle": ("f", False), "ils": ("m", True), "elles": ("f", True),
    "eux": ("m", True), "lui-même": ("m", False), "elle-même": ("f", False), "eux-mêmes": ("m", True),
    "elles-mêmes": ("f", True), "celui-ci": ("m", False), "celle-ci": ("f", False), "ceux-ci": ("m", True),
    "celles-ci": ("f", True), "dernier": ("m", False), "dernière": ("f", False), "derniers": ("m", True),
    "dernières": ("f", True),
}  # fmt: skip
_LAWYERS = frozenset("avocat avocate conseil défenseur avocat général bâtonnier".split())
_TITLE_WORDS = frozenset("m m. mme mme. me me. mm mm. mmes dr dr. pr mgr maître monsieur madame selon pour par".split())
_SMALL = frozenset("de du d' des la le les l' et à au aux".split())
_POSSESSIVE = frozenset("son sa ses leur leurs notre nos mon ma mes".split())
_WIDE = frozenset(("wide", "accused"))
_OPEN_GROUPS = frozenset(("wide", "quality", ""))  # classes of people that "les accusés" can take up
_LONGEST = 24  # tokens of a description
_LONGEST_BRACKET = 80  # tokens between two brackets
_FAR = 40  # units that a reference looks back over
_SENTENCES = 5  # sentences that a pronoun looks back over


class Answer(NamedTuple):
    """Whom words stand for: the character, and the mention that the words are; `form` is empty for a known mention."""

    character: Character
    first: int
    last: int
    form: str


class References:
    """The answers for one article; asking changes nothing."""

    def __init__(self, text: Text, clusters: Clusters) -> None:
        self.text = text
        self.units = clusters.units
        self.characters = clusters.characters
        self._clusters = clusters
        self._at = [unit.first for unit in self.units]
        self._leaders: dict[int, int] = {}
        self._documents = vocabulary().documents
        self._fore = vocabulary().forequalifiers
        self._repeated: dict[str, Character] = {}
        self._title = text.paragraphs[0][1] if len(text.paragraphs) > 1 else 0
        self._roles: dict[str, list[Character]] = {}
        self._taken_up: dict[
            str, set[int]
        ] = {}  # persons named beside a definite description: "le jeune homme, Jan H."
        for unit in self.units:
            own = text.lows[unit.np] in _POSSESSIVE
            if (
                unit.name_of
                and unit.definite == "d"
                and not own
                and unit.actor >= 0
                and unit.first < unit.name_of.first
            ):
                self._taken_up.setdefault(unit.key, set()).add(unit.actor)
        for character in self.characters:
            for role in character.roles:
                self._roles.setdefault(role, []).append(character)
        for index, unit in enumerate(self.units):
            if unit.actor < 0 and unit.sort in ("role", "body"):
                if unit.name_of is None:
                    self._resolve(index, unit)
                elif unit.name_of.actor >= 0:
                    unit.actor = unit.name_of.actor
                    self.characters[unit.actor].roles.add(unit.key)

    # -- descriptions

    def _resolve(self, index: int, unit: Unit) -> None:
        """Say whom a description means: somebody named or described before, or one of its own."""
        if unit.sort == "body" and (unit.entry is None or unit.entry.use in ("justice", "state")):
            return
        words = " ".join(self.text.lows[unit.first : unit.np_last])
        found = self._same(index, unit) if unit.definite != "i" else self._repeated.get(words)
        if found is None and unit.sort == "role" and unit.kind == "person":
            found = self._later(unit)
        if found is None:
            found = self._clusters.create(unit)
            found.known = False
            unit.last = unit.np_last
            found.roles.add(unit.key)
            found.role = (unit.first, unit.np_last) if unit.sort == "role" else None
            self._repeated.setdefault(words, found)
        else:
            unit.actor = found.number
            found.office = found.office or unit.office and found.kind == "person"
            if not found.known:
                found.units.append(unit)

    def _later(self, unit: Unit) -> Character | None:
        """The one person who is named later with that role: "la juge a estimé … la juge Anna Weil".

        In the title "une juge" is one too.
        """
        named = self._roles.get(unit.key, ())
        if unit.definite == "i" and unit.first >= self._title:
            named = [c for c in named if c.number in self._taken_up.get(unit.key, ())]
        fits = [c for c in named if self._agree(unit, c) and self._fits(unit, c) and c.units[0].first > unit.first]
        return fits[0] if len(fits) == 1 else None

    def _agree(self, unit: Unit, character: Character) -> bool:
        return not (character.gender in ("m", "f") and unit.gender in ("m", "f") and character.gender != unit.gender)

    def _same(self, index: int, unit: Unit) -> Character | None:
        """The earlier actor that a definite description takes up."""
        use = unit.entry.use if unit.entry else ""
        wide: Character | None = None
        far: Character | None = None
        free = unit.bare or self._after_verb(unit)
        for other in reversed(self.units[max(0, index - _FAR) : index]):
            if other.actor < 0:
                continue
            character = self.characters[other.actor]
            if unit.sort == "body":
                if self._high(unit) and not self._ranks_high(character):
                    continue
                if self._same_body(unit, character):
                    return character
                continue
            if character.kind != unit.kind:
                if (
                    unit.kind == "group"
                    and unit.first == unit.head
                    and unit.bare
                    and character.kind == "court"
                    and use == "judge"
                    and unit.definite == "d"
                ):
                    return character
                continue
            if unit.kind == "group":
                alike = other.sort == "role" and other.key == unit.key
                if alike and (unit.bare or self._tail(other) == self._tail(unit)):
                    return character
                if (
                    wide is None
                    and use == "wide"
                    and unit.bare
                    and other.sort == "role"
                    and _use(other) in _OPEN_GROUPS
                ):
                    wide = character
                continue
            if not self._agree(unit, character):
                continue
            if unit.key in character.roles and self._fits(unit, character):
                return character
            if free and self._open_to(use, character):
                if wide is None and self._plain(other):
                    wide = character
                elif wide and use == "magistrate" and not wide.roles & _justice() and character.roles & _justice():
                    wide = character
                elif far is None and use in _WIDE and character.gender == unit.gender:
                    far = character
        if unit.definite != "d" or self.text.lows[unit.np] in _POSSESSIVE:
            return None
        return wide or far

    def _open_to(self, use: str, character: Character) -> bool:
        """Whether a wide description ("l'élu") or a profession ("la chanteuse") can be that of somebody before."""
        if use == "accused":
            return not character.roles & (_LAWYERS | _justice())
        if use in ("wide", "magistrate"):
            return not character.roles & _LAWYERS
        return use == "profession" and character.known and not character.roles and character.role is None

    def _same_body(self, unit: Unit, character: Character) -> bool:
        if unit.definite == "s":
            return character.active and (
                character.kind == unit.kind or character.kind == "court" and unit.kind == "public_body"
            )
        if not unit.bare or unit.plural:
            return False
        if unit.entry and unit.entry.lows == ("agence",):
            return character.kind in ("media", "public_body") and character.active
        return character.kind == unit.kind and (unit.kind != "group" or unit.key in character.roles)

    def _high(self, unit: Unit) -> bool:
        """Whether a description is of a supreme court: "la haute juridiction"."""
        return unit.kind == "court" and "haute" in self.text.lows[unit.np : unit.head]

    def _ranks_high(self, character: Character) -> bool:
        """Whether the name of a court is not that of one below the supreme courts."""
        unit = character.units[0] if character.units else None
        low = self.text.lows[unit.first : unit.first + 3] if unit else []
        lower = low[:1] == ["tribunal"] and low[1:2] not in (["fédéral"], ["suprême"]) or low[:2] == ["cour", "d'"]
        return bool(low) and not lower

    def _fits(self, unit: Unit, character: Character) -> bool:
        """Whether the complements of a description do not contradict the role that is known."""
        if unit.bare or character.role is None:
            return True
        known = self.text.lows[slice(*character.role)]
        own = self._tail(unit)
        if unit.key.split(" ")[0] not in known or len(own) == 1 or len(known) == 1:
            return True
        after = known[known.index(unit.key.split(" ")[0]) + 1 :]
        return not after or after[0] not in OF or own[1] not in OF or bool(set(own[2:]) & set(after) - _SMALL)

    def _tail(self, unit: Unit) -> list[str]:
        return self.text.lows[unit.head : unit.np_last]

    def _after_verb(self, unit: Unit) -> bool:
        """Whether the phrase stands behind its verb: "a confié le candidat"."""
        k = unit.np - 1
        while k > 0 and unit.np - k < 4 and self.text.bits[k] & TIME:
            k -= 1
        return k > 0 and bool(self.text.bits[k] & (PARTICIPLE | FINITE)) and not self.text.bits[k] & PREPOSITION

    def _plain(self, unit: Unit) -> bool:
        """Whether no preposition governs the phrase."""
        text = self.text
        if text.lows[unit.np] in ("du", "des", "au", "aux"):
            return False
        return not (unit.np and text.bits[unit.np - 1] & PREPOSITION)

    # -- questions

    def find(self, first: int, last: int, definite: bool, likely: Character | None = None) -> Answer | None:
        """The character that the tokens stand for, and the mention that they are."""
        text = self.text
        if not 0 <= first < last <= len(text.lows):
            return None
        if last - first == 1 and text.bits[first] & (INVERTED | SUBJECT | TONIC):
            return self._pronoun_at(first, likely)
        low = text.lows[last - 1]
        if last - first == 2 and low in _PRONOUNS and text.lows[first] in ("ce", "cette", "ces"):
            latter = self._pronoun(first, *_PRONOUNS[low], True)
            return Answer(latter, first, last, "pronoun") if latter else None
        if _one_of_many(text.lows[first : first + 2]):
            return None
        unit = self._head(first, last)
        if unit is None or unit.actor < 0:
            return None
        character = self.characters[unit.actor]
        if character.known:
            described = unit.sort in ("role", "body") and unit.name_of is None and unit not in character.units
            return Answer(character, unit.first, unit.np_last, "description" if described else "")
        if definite and not any(u.definite in ("d", "s") for u in character.units):
            return None
        # the whole phrase is the description, without what a comma or a bracket sets off
        end = unit.np_last
        while end < last and end - unit.first < _LONGEST and not text.bits[end] & (COMMA | BRACKET | MARK | STOP):
            end += 1
        return Answer(character, unit.first, end, "description")

    def _pronoun_at(self, k: int, likely: Character | None) -> Answer | None:
        """Whom the pronoun at `k` stands for; who spoke just before goes on speaking."""
        text = self.text
        low = text.lows[k].rsplit("-", 1)[-1] if text.bits[k] & INVERTED else text.lows[k]
        wanted = _PRONOUNS.get(low)
        if wanted is None:
            return None
        if likely and likely.plural == wanted[1] and likely.gender in (wanted[0], "e", ""):
            return Answer(likely, k, k + 1, "pronoun")
        found = self._pronoun(k, *wanted, text.lows[k].endswith("-ci"))
        return Answer(found, k, k + 1, "pronoun") if found else None

    def _head(self, first: int, last: int) -> Unit | None:
        """The unit that heads the phrase: the first, where nothing but articles, adjectives and titles stand before."""
        text = self.text
        k = bisect_left(self._at, first)
        if k and self.units[k - 1].np_last > first and self.units[k - 1].head >= first:
            k -= 1
        if k >= len(self.units) or self.units[k].first >= last:
            return None
        unit = self.units[k]
        for j in range(first, min(unit.first, first + 8)):
            low = text.lows[j]
            if low in self._documents:
                owned = text.lows[unit.np] in OF or text.lows[unit.np - 1] in OF
                return (unit.name_of or unit) if owned and unit.np - j <= 4 else None
            if not (
                text.bits[j] & (DETERMINER | NUMBER | TONIC)
                or low in self._fore
                or low in _TITLE_WORDS
                or low == "plus"
            ):
                return None
        if unit.first - first > 8:
            return None
        return unit.name_of or unit

    def _bracketed(self, k: int) -> bool:
        """Whether token `k` stands in brackets."""
        floor = max(self.text.sentences[self.text.sentence(k)][0], k - _LONGEST_BRACKET)
        for j in range(k - 1, floor - 1, -1):
            if self.text.words[j] in "()[]":
                return self.text.words[j] in "(["
        return False

    def _leading(self, sentence: int) -> int:
        """The index of the first unit of a sentence that no preposition governs, or -1."""
        if sentence not in self._leaders:
            first, last = self.text.sentences[sentence]
            begin, end = bisect_left(self._at, first), bisect_left(self._at, last)
            some = ((i, self.units[i]) for i in range(begin, end))
            plain = (i for i, unit in some if self._plain(unit) and not self._bracketed(unit.first))
            self._leaders[sentence] = next(plain, -1)
        return self._leaders[sentence]

    def _pronoun(self, k: int, gender: str, plural: bool, latter: bool) -> Character | None:
        """The actor that a pronoun at token `k` means: by gender, number, place in its sentence and nearness."""
        text = self.text
        here = text.sentence(k)
        quote = text.quote_at[k]
        opens = k - text.sentences[here][0] <= 2
        best: Character | None = None
        top = -100.0
        place = bisect_left(self._at, k)
        for index in range(place - 1, max(-1, place - 1 - _FAR), -1):
            unit = self.units[index]
            if unit.actor < 0:
                continue
            character = self.characters[unit.actor]
            if not character.kind or character.plural != plural or unit.sort == "state" and not character.active:
                continue
            said = character.gender if character.gender in ("m", "f") else unit.gender
            if said in ("m", "f") and said != gender:
                continue
            away = here - text.sentence(unit.first)
            if away > _SENTENCES:
                break
            if text.quote_at[unit.first] not in (-1, quote) or self._bracketed(unit.first):
                continue
            person = character.kind in ("person", "group")
            score = -3.0 * away + (4 if self._plain(unit) else 0) + (1.5 if person else 0)
            if character.gender not in ("m", "f"):
                score -= 0.5 if person else 2
            if unit.definite == "i" and not character.known:
                score -= 1
            if opens and away and index == self._leading(text.sentence(unit.first)):
                # the subject of a sentence goes on as the pronoun that opens the next
                score += 1.5
            if latter:
                score = -3.0 * away + 0.01 * index
            if score > top:
                best, top = character, score
        return best


def _one_of_many(lows: list[str]) -> bool:
    """Whether a phrase begins as one of many ("l'un des avocats", "certains de")."""
    if lows[0] in ("l'", "un", "une") and lows[1:] in (["un"], ["une"]):
        return True
    return lows[0] in ("un", "une", "certains", "certaines", "plusieurs") and lows[1:] in (["de"], ["des"], ["d'"])


@cache
def _justice() -> frozenset[str]:
    """The posts of those who judge and prosecute, as the keys of units; "président" may be anybody's."""
    judges = {row["form"] for row in table("roles") if row["class"] == "judge" and "président" not in row["form"]}
    return frozenset(row["form"] for row in table("roles") if row["form"].split(" ")[0] in judges)


def _use(unit: Unit) -> str:
    return unit.entry.use if unit.entry else ""
