"""The triggers of decisions, as `lexicon/fr/outcomes.csv` has them, and the forms at which to look for one."""

from functools import cache
from typing import NamedTuple

from greffier.extraction.decisions.vocabulary import forms
from greffier.extraction.lexicon import table, verbs
from greffier.extraction.syntax.text import Text

_BEFORE, _AFTER = 60, 30  # tokens around a form in which the words are found that make it a decision


class Outcome(NamedTuple):
    """A row of outcomes.csv: what a verb or noun decides, with which words, about whom or what, by whom."""

    lemma: str
    joined: tuple[tuple[str, ...], ...]
    objects: tuple[str, ...]
    agent: str
    outcome: str
    role: str
    firsts: frozenset[str]  # the first words of `joined`


@cache
def outcomes() -> dict[str, dict[str, tuple[Outcome, ...]]]:
    """The rows of outcomes.csv by class, then lemma."""
    found: dict[str, dict[str, tuple[Outcome, ...]]] = {}
    for r in table("outcomes"):
        joined = tuple(tuple(words.split()) for words in r["with"].split("|") if words)
        firsts = frozenset(words[0] for words in joined)
        row = Outcome(r["lemma"], joined, tuple(r["object"].split()), r["agent"], r["outcome"], r["role"], firsts)
        rows = found.setdefault(r["class"], {})
        rows[r["lemma"]] = (*rows.get(r["lemma"], ()), row)
    return found


class Trigger(NamedTuple):
    """A form that can be the trigger of a decision: the classes of its rows, and words one of which must be around it.

    `near` is None where a row asks for no word; it only saves the rules from looking in vain.
    """

    kinds: frozenset[str]
    near: frozenset[str] | None


def trigger_at(text: Text, k: int) -> Trigger | None:
    """The trigger at token `k`, or None where a word is missing that its rows ask for."""
    trigger = triggers().get(text.lows[k])
    if trigger is None or trigger.near is None:
        return trigger
    return None if trigger.near.isdisjoint(text.lows[max(0, k - _BEFORE) : k + _AFTER]) else trigger


@cache
def triggers() -> dict[str, Trigger]:
    """Every form at which a rule must look."""
    rows = outcomes()
    found: dict[str, set[str]] = {}
    near: dict[str, frozenset[str] | None] = {}
    kinds: dict[str, list[str]] = {}
    for kind in ("verb", "suffer", "carry", "clause"):
        for lemma in rows[kind]:
            kinds.setdefault(lemma, []).append(kind)
    for form, readings in verbs().items():
        for lemma in kinds.keys() & {r.lemma for r in readings}:
            for kind in kinds[lemma]:
                found.setdefault(form, set()).add(kind)
                known, words = near.get(form, frozenset()), _needed(kind, lemma)
                near[form] = None if known is None or words is None else known | words
    for noun in rows["noun"]:
        found.setdefault(noun, set()).add("noun")
        near[noun] = None
    return {form: Trigger(frozenset(kinds), near[form]) for form, kinds in found.items()}


@cache
def trigger_words() -> frozenset[str]:
    """The forms at which a rule must look, as a set."""
    return frozenset(triggers())


@cache
def _needed(kind: str, lemma: str) -> frozenset[str] | None:
    """The words one of which the rows of a lemma ask for, or None where one of them asks for none."""
    if kind == "clause":
        return frozenset(("que", "qu'", ","))
    if kind == "carry":
        return frozenset(outcomes()["noun"]) | forms("penalty") | forms("money")
    found: set[str] = set()
    for row in outcomes()[kind][lemma]:
        if row.joined:
            found |= row.firsts
        elif row.objects and "person" not in row.objects:
            found |= {form for name in row.objects for form in forms(name)}
        else:
            return None
    return frozenset(found)
