"""What a place that tells of a ruling holds, and the words at which to look for one."""

from functools import cache
from typing import NamedTuple

from greffier.dates import Day
from greffier.lexicon import table, verbs
from greffier.rulings.courts import Ruler, Tokens
from greffier.text import Text


class Row(NamedTuple):
    """A row of outcomes.csv."""

    lemma: str
    joined: tuple[tuple[str, ...], ...]
    objects: tuple[str, ...]
    agent: str
    outcome: str
    role: str


class Telling(NamedTuple):
    """One place that tells of a ruling; every part by token, `ruled` is who or what it falls on."""

    outcome: str
    rule: str
    first: int
    last: int
    verb: int
    ruled: Tokens | None
    role: str
    agent: Tokens | None
    matter: Tokens | None
    sanction: Tokens | None
    subject: Tokens | None
    plural: bool = False
    firm: bool = True  # enough on its own; otherwise it only joins a ruling told elsewhere
    open: bool = False  # joins a ruling of the same court whatever its outcome


class Reading:
    """The article as a rule sees it: text, days by token, and who is known to rule."""

    def __init__(self, text: Text, days: list[Day], rules: "Rules") -> None:
        self.text = text
        self.days = {day.first: day for day in days}
        self.rules = rules
        self.told: list[Telling] = []


class Rules:
    """Says what somebody who is named or stood for by a pronoun is: court, judge, authority, or nobody who rules."""

    def ruler(self, phrase: Tokens) -> Ruler | None:
        raise NotImplementedError


@cache
def outcome_rows() -> dict[str, dict[str, tuple[Row, ...]]]:
    """The rows of outcomes.csv by class, then lemma."""
    found: dict[str, dict[str, tuple[Row, ...]]] = {}
    for r in table("outcomes"):
        joined = tuple(tuple(words.split()) for words in r["with"].split("|") if words)
        row = Row(r["lemma"], joined, tuple(r["object"].split()), r["agent"], r["outcome"], r["role"])
        rows = found.setdefault(r["class"], {})
        rows[r["lemma"]] = (*rows.get(r["lemma"], ()), row)
    return found


@cache
def triggers() -> dict[str, frozenset[str]]:
    """Every form at which a rule must look, with the classes of its rows."""
    rows = outcome_rows()
    found: dict[str, set[str]] = {}
    for kind in ("verb", "suffer", "carry", "clause"):
        for form, readings in verbs().items():
            if any(r.lemma in rows[kind] for r in readings):
                found.setdefault(form, set()).add(kind)
    for noun in rows["noun"]:
        found.setdefault(noun, set()).add("noun")
    return {form: frozenset(kinds) for form, kinds in found.items()}
