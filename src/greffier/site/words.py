"""The words of the interface in each language: English as written in the templates and schemas, others by a table."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = {"en": "English", "fr": "Français"}

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Words:
    """What the interface says in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.table: Mapping[str, str] = _table(language)

    def __call__(self, english: str, **values: object) -> str:
        """An English phrase in this language, with its {names} filled in; as it is where the table has none."""
        phrase = self.table.get(english, english)
        return phrase.format(**values) if values else phrase

    def value(self, column: str, value: str) -> str:
        """A value of a column with a fixed list of values, as a word."""
        return self.table.get(f"{column}={value}", value.replace("_", " "))

    def truth(self, value: str) -> str:
        """A boolean as a word."""
        return self({"true": "yes", "false": "no"}.get(value, value))

    def speaks(self, english: str) -> bool:
        """Whether a phrase is shown in this language, rather than left in English."""
        return self.language == "en" or english in self.table

    def count(self, number: int, one: str, many: str) -> str:
        """A number with its noun; French says "0 ligne", English "0 rows"."""
        single = number < 2 if self.language == "fr" else number == 1
        return f"{self.number(number)} {self(one if single else many)}"

    def number(self, number: int) -> str:
        """A whole number in groups of three."""
        return f"{number:,}".replace(",", "\u202f" if self.language == "fr" else ",")

    def day(self, iso: str) -> str:
        """An ISO date of any precision in words; anything else as it stands."""
        parts = iso.split("-")
        if not (1 <= len(parts) <= 3 and all(p.isascii() and p.isdigit() for p in parts) and len(parts[0]) == 4):
            return iso
        year, *rest = (int(part) for part in parts)
        if rest and not 1 <= rest[0] <= 12:
            return iso
        words = [str(year)]
        if rest:
            words.insert(0, self(MONTHS[rest[0] - 1]))
        if len(rest) == 2:
            words.insert(0, "1er" if self.language == "fr" and rest[1] == 1 else str(rest[1]))
        return " ".join(words)

    def short_day(self, iso: str) -> str:
        """An ISO date as the label of a picture: 12 Jul 2020."""
        day = self.day(iso).split(" ")
        return " ".join(word if word.isdigit() or word == "1er" else _short(word) for word in day)

    def size(self, size: int) -> str:
        """A number of bytes, rounded."""
        names = ("o", "ko", "Mo", "Go") if self.language == "fr" else ("B", "kB", "MB", "GB")
        step = 0
        amount = float(size)
        while amount >= 1000 and step < 3:
            amount /= 1000
            step += 1
        digits = f"{amount:.1f}" if step and amount < 10 else f"{amount:.0f}"
        return f"{digits.replace('.', ',') if self.language == 'fr' else digits} {names[step]}"


def _short(month: str) -> str:
    """A month's name in at most four letters: juin and juil stay apart."""
    return month if len(month) <= 4 else month[:4] if month.startswith("jui") else month[:3]


def _table(language: str) -> Mapping[str, str]:
    if language == "en":
        return {}
    table: dict[str, str] = json.loads(Path(__file__).with_name(f"{language}.json").read_text(encoding="utf-8"))
    return {key: _spaced(phrase) for key, phrase in table.items()} if language == "fr" else table


def _spaced(phrase: str) -> str:
    """French puts a blank beside these signs at which no line may end."""
    return re.sub(" (?=[:»])", "\u00a0", re.sub(" (?=[;!?])", "\u202f", phrase)).replace("« ", "«\u00a0")
