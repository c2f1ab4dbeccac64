"""What a phrase or a pronoun stands for: the actor by its name, its description, gender, number and nearness."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from greffier.lexicon import CAPITAL, COMMA, DETERMINER, INVERTED, NUMBER, PREPOSITION, SUBJECT, TONIC

if TYPE_CHECKING:
    from greffier.actors import Cast, Character
    from greffier.mentions import Unit

_PRONOUNS = {
    "il": ("m", False), "lui": ("m", False), "elle": ("f", False), "ils": ("m", True), "elles": ("f", True), "eux": ("m", True),
    "lui-même": ("m", False), "elle-même": ("f", False), "celui-ci": ("m", False), "celle-ci": ("f", False),
    "ceux-ci": ("m", True), "celles-ci": ("f", True), "le": ("m", False), "la": ("f", False), "ce": ("m", False),
}  # fmt: skip
_LATTER = {"dernier": ("m", False), "dernière": ("f", False), "derniers": ("m", True), "dernières": ("f", True)}
_FAR = 40  # units that a reference looks back over


class References:
    """Answers for one cast; nothing that is asked changes the answer to what is asked later."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.text = cast.text
        self.units = cast.units
        self._at = [unit.first for unit in self.units]
        self._made: dict[str, int] = {}

    def find(self, first: int, last: int, definite: bool, likely: Character | None = None) -> Character | None:
        """The character that the tokens stand for; its mention is noted. A pronoun that agrees with `likely` is it."""
        text = self.text
        if first >= last or last > len(text.lows):
            return None
        low = text.lows[first]
        if last - first == 1:
            if text.bits[first] & INVERTED:
                low = low.rsplit("-", 1)[-1]
            if low in _PRONOUNS and not text.bits[first] & CAPITAL or text.bits[first] & (SUBJECT | INVERTED | TONIC):
                wanted = _PRONOUNS.get(low)
                if likely and wanted and likely.plural == wanted[1] and likely.gender in (wanted[0], "e", ""):
                    return self._note(likely, first, last, "pronoun")
                return self._note(self._nearest(first, *wanted), first, last, "pronoun") if wanted else None
        if last - first == 2 and text.lows[last - 1] in _LATTER:
            return self._note(self._nearest(first, *_LATTER[text.lows[last - 1]], latter=True), first, last, "pronoun")
        unit = self._head(first, last)
        if unit is None:
            return None
        if unit.actor >= 0:
            return self.cast.characters[unit.actor]
        return self._description(unit, definite)

    def _note(self, character: Character | None, first: int, last: int, form: str) -> Character | None:
        if character is not None:
            start, end = self.text.span(first, last)
            word = self.text.string[start:end]
            if word.startswith("-"):
                start = end - len(word.rsplit("-", 1)[-1])
            character.mentions.setdefault((start, end), form)
        return character

    def _head(self, first: int, last: int) -> Unit | None:
        """The unit that heads the phrase: the first that nothing but articles and adjectives stand before."""
        text = self.text
        k = bisect_left(self._at, first)
        if k >= len(self.units) or self.units[k].first >= last:
            return None
        unit = self.units[k]
        for j in range(first, min(unit.first, first + 6)):
            bits = text.bits[j]
            if not bits & (DETERMINER | NUMBER) and not text.lows[j] in self.cast.vocabulary.forequalifiers and not bits & TONIC:
                if text.lows[j].rstrip(".") in ("m", "mme", "me", "mm", "mmes", "dr", "maître", "selon", "pour", "par"):
                    continue
                if text.lows[j] in self.cast.vocabulary.documents or bits & PREPOSITION and j == first + 1 and False:
                    return unit
                return None if not self._of_document(first, unit) else unit
        if unit.name_of is not None:
            return unit.name_of
        return unit

    def _of_document(self, first: int, unit: Unit) -> bool:
        return any(low in self.cast.vocabulary.documents for low in self.text.lows[first : min(unit.first, first + 4)])

    def _description(self, unit: Unit, definite: bool) -> Character | None:
        cast = self.cast
        text = self.text
        found: Character | None = None
        bare = unit.entry is not None and unit.np_last - unit.head <= len(unit.entry.lows) if unit.sort == "role" else unit.entry is not None and unit.last - unit.first <= len(unit.entry.lows)
        if unit.definite in ("d", "p", ""):
            found = self._same(unit, bare)
        if found is None and unit.kind and (unit.definite == "d" or not definite or unit.definite == "p" and unit.kind != "person"):
            words = " ".join(text.lows[unit.first : unit.np_last])
            number = self._made.get(words)
            if number is None:
                character = cast._character(unit)
                character.described = True
                unit.last = unit.np_last
                character.name = unit
                self._made[words] = character.number
                character.role = (unit.first, unit.np_last) if unit.sort == "role" else None
                return character
            found = cast.characters[number]
        return self._note(found, unit.first, unit.np_last, "description")

    def _same(self, unit: Unit, bare: bool) -> Character | None:
        """An earlier actor that the description can mean: of the same role, or of the kind and gender it says."""
        cast = self.cast
        k = bisect_left(self._at, unit.first)
        loose = unit.entry is not None and unit.entry.use == "quality" and bare and unit.definite == "d"
        for other in reversed(self.units[max(0, k - _FAR) : k]):
            if other.actor < 0:
                continue
            character = cast.characters[other.actor]
            if unit.sort == "role":
                if unit.kind != character.kind:
                    continue
                if other.sort == "role" and other.key == unit.key and (bare or text_same(self, unit, other)):
                    return character
                if unit.key in character.roles and bare:
                    return character
                if loose and character.gender in (unit.gender, "e", "") and not other.subject:
                    return character
            elif unit.sort == "body" and bare and character.kind == unit.kind and not unit.plural:
                if unit.kind in ("company", "organization", "media"):
                    return character
        return None

    def _nearest(self, k: int, gender: str, plural: bool, latter: bool = False) -> Character | None:
        """The actor that a pronoun at token `k` means: the best by gender, number, subject and nearness."""
        text = self.text
        cast = self.cast
        place = bisect_left(self._at, k)
        here = text.sentence(k)
        best: tuple[float, int] | None = None
        for index in range(place - 1, max(-1, place - 1 - _FAR), -1):
            unit = self.units[index]
            number = unit.actor
            if number < 0 or unit.sort == "role":
                continue
            character = cast.characters[number]
            if character.plural != plural or character.gender in ("m", "f") and character.gender != gender:
                continue
            if not character.kind or unit.sort == "state" and not character.active:
                continue
            away = here - text.sentence(unit.first)
            if away > 4:
                break
            if text.quote_at[unit.first] >= 0 and text.quote_at[unit.first] != text.quote_at[k]:
                continue
            before = text.bits[unit.np - 1] if unit.np else 0
            governed = bool(before & PREPOSITION) or text.lows[unit.np] in ("du", "des", "au", "aux")
            score = -3.0 * away + (0 if governed else 4) + (1 if character.kind == "person" else 0)
            if latter:
                score = -away * 3.0 + index * 0.01
            if best is None or score > best[0]:
                best = (score, number)
        return cast.characters[best[1]] if best else None


def text_same(references: References, unit: Unit, other: Unit) -> bool:
    """Whether two descriptions have the same words after their head."""
    lows = references.text.lows
    return lows[unit.head : unit.np_last] == lows[other.head : other.np_last]
