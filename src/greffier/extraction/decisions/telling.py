"""What a place that tells of a ruling holds, and the words at which to look for one."""

from functools import cache
from typing import NamedTuple

from greffier.extraction.dates import Day
from greffier.extraction.decisions.courts import Ruler, Tokens, forms
from greffier.extraction.lexicon import table, verbs
from greffier.extraction.syntax.text import Text


class Row(NamedTuple):
    """A row of outcomes.csv."""

    lemma: str
    joined: tuple[tuple[str, ...], ...]
    objects: tuple[str, ...]
    agent: str
    outcome: str
    role: str
    firsts: frozenset[str]  # the first words of `joined`


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
        self.facts: dict[int, bool] = {}  # what `asserted` has found, by verb


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
        firsts = frozenset(words[0] for words in joined)
        row = Row(r["lemma"], joined, tuple(r["object"].split()), r["agent"], r["outcome"], r["role"], firsts)
        rows = found.setdefault(r["class"], {})
        rows[r["lemma"]] = (*rows.get(r["lemma"], ()), row)
    return found


class Trigger(NamedTuple):
    """A form at which a rule must look: the classes of its rows, and words one of which must stand around it.

    `near` is None where a row asks for no word; it only saves the rules from looking in vain.
    """

    kinds: frozenset[str]
    near: frozenset[str] | None


@cache
def _needed(kind: str, lemma: str) -> frozenset[str] | None:
    """The words one of which the rows of a lemma ask for, or None where one of them asks for none."""
    if kind == "clause":
        return frozenset(("que", "qu'", ","))
    if kind == "carry":
        return frozenset(outcome_rows()["noun"]) | forms("penalty") | forms("money")
    found: set[str] = set()
    for row in outcome_rows()[kind][lemma]:
        if row.joined:
            found |= row.firsts
        elif row.objects and "person" not in row.objects:
            found |= {form for name in row.objects for form in forms(name)}
        else:
            return None
    return frozenset(found)


@cache
def triggers() -> dict[str, Trigger]:
    """Every form at which a rule must look."""
    rows = outcome_rows()
    found: dict[str, set[str]] = {}
    near: dict[str, frozenset[str] | None] = {}
    for kind in ("verb", "suffer", "carry", "clause"):
        for form, readings in verbs().items():
            for lemma in {r.lemma for r in readings if r.lemma in rows[kind]}:
                found.setdefault(form, set()).add(kind)
                known, words = near.get(form, frozenset()), _needed(kind, lemma)
                near[form] = None if known is None or words is None else known | words
    for noun in rows["noun"]:
        found.setdefault(noun, set()).add("noun")
        near[noun] = None
    return {form: Trigger(frozenset(kinds), near[form]) for form, kinds in found.items()}
