"""Every rule takes its sentences and leaves its counterexamples, and what may vary in them does not change the row."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from effects import effect

import greffier.extraction
from greffier.extraction.decisions.parties import finding
from greffier.extraction.pipeline import extract
from greffier.extraction.rulebook import rulebook
from greffier.extraction.rules import Rule, Variant, left_out, plain, swaps, variants
from greffier.model import Decision, Span, Statement

BOOK = rulebook()
ROWS = [rule for rule in BOOK.values() if not rule.cells]
FILLING = [rule for rule in BOOK.values() if rule.cells]
TAKES = [(rule, template) for rule in ROWS for template in rule.takes]
LEAVES = [(rule, template) for rule in ROWS for template in rule.leaves]
FILLS = [(rule, template) for rule in FILLING for template in rule.takes]
LEAVES_OPEN = [(rule, template) for rule in FILLING for template in rule.leaves]
# who somebody is and which day is meant vary with the words; that the act varies with its verb is the lexicon's
OWN_TO_THE_WORDS = (
    "speaker_id",
    "target_id",
    "via_id",
    "court_id",
    "actor_id",
    "act",
    "decided_on",
    "announced_on",
    "decision",
)


def named(cases: list[tuple[Rule, str]]) -> list[str]:
    return [f"{rule.id}: {plain(template)}" for rule, template in cases]


def rows(rule: str, text: str) -> list[Statement | Decision]:
    found = extract(text, article_id="x", published_on=date(2020, 1, 20))
    return [row for row in (*found.statements, *found.decisions) if row.rule == rule]


def shape(value: Any, variant: Variant) -> Any:
    """A row with every span told by its place in the template, so that the rows of variants can be compared."""
    if isinstance(value, Span):
        return variant.place(value.start), variant.place(value.end)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        cells = {name: cell for name, cell in zip(value._fields, value, strict=True) if name not in OWN_TO_THE_WORDS}
        if "start" in cells:
            cells["start"], cells["end"] = variant.place(cells["start"]), variant.place(cells["end"])
        return {name: shape(cell, variant) for name, cell in cells.items()}
    return [shape(item, variant) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize(("rule", "template"), TAKES, ids=named(TAKES))
def test_a_rule_finds_the_same_row_in_every_variant_of_its_sentence(rule, template):
    made = variants(template)
    found = {variant.text: [shape(row, variant) for row in rows(rule.id, variant.text)] for variant in made}
    wanted = found[made[0].text]
    assert wanted, f"{rule.id} finds nothing in: {made[0].text}"
    assert {text: row for text, row in found.items() if row != wanted} == {}, f"{made[0].text} gives {wanted}"


@pytest.mark.parametrize(("rule", "template"), LEAVES, ids=named(LEAVES))
def test_a_rule_leaves_every_variant_of_its_counterexample(rule, template):
    assert [variant.text for variant in variants(template) if rows(rule.id, variant.text)] == []


@pytest.mark.parametrize(("rule", "template"), FILLS, ids=named(FILLS))
def test_a_rule_fills_the_same_cells_in_every_variant_of_its_sentence(rule, template):
    found = {variant.text: effect(rule, variant) for variant in variants(template)}
    wanted = next(iter(found.values()))
    assert wanted, f"{rule.id} fills nothing in: {plain(template)}"
    assert {text: cells for text, cells in found.items() if cells != wanted} == {}, f"{plain(template)} gives {wanted}"


@pytest.mark.parametrize(("rule", "template"), LEAVES_OPEN, ids=named(LEAVES_OPEN))
def test_a_rule_fills_no_cell_in_any_variant_of_its_counterexample(rule, template):
    assert {variant.text: cells for variant in variants(template) if (cells := effect(rule, variant))} == {}


def test_every_rule_states_a_fact_and_shows_it():
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", rule.id) for rule in BOOK.values())
    assert [rule.id for rule in BOOK.values() if not (rule.fact.endswith(".") and rule.takes and rule.leaves)] == []


@pytest.mark.slow
def test_every_rule_of_the_gold_is_in_the_book(gold):
    from greffier.scoring import read_gold

    used = {
        row.rule
        for article in read_gold([gold]).articles
        for found in [extract(article.text, article_id="x")]
        for row in (*found.statements, *found.decisions)
    }
    assert used
    assert used - set(BOOK) == set()


def test_every_rule_left_out_finds_nothing():
    for rule, template in TAKES:
        with left_out(rule.id):
            assert not rows(rule.id, plain(template)), f"{rule.id}: {plain(template)}"
        assert rows(rule.id, plain(template))


def test_variants_swap_each_slot_alone_and_all_at_once():
    texts = [variant.text for variant in variants("<Un|Deux> et <trois|quatre>.")]
    assert texts == ["Un et trois.", "Deux et trois.", "Un et quatre.", "Deux et quatre."]


def test_quotation_marks_and_apostrophes_vary_untold():
    texts = {variant.text for variant in variants("L'un dit « oui ».")}
    assert {'L\'un dit "oui".', "L'un dit “oui”.", "L’un dit « oui »."} <= texts


def test_a_place_is_the_same_in_every_variant():
    short, long = variants("Le <roi|président> dit oui.")
    assert short.place(short.text.index("dit")) == long.place(long.text.index("dit"))
    assert short.place(short.text.index("roi")) == long.place(long.text.index("président")) == (1, 0)
    assert short.place(5) == long.place(5) == (1, -1)
    assert short.place(len(short.text)) == long.place(len(long.text))


def test_a_verb_swaps_its_tenses():
    assert swaps("tense:dire")[:3] == ("a dit", "avait dit", "dit")
    assert "affirmaient" in swaps("tenses:affirmer")
    with pytest.raises(KeyError):
        swaps("colour")


def test_every_rule_that_is_asked_for_has_a_record():
    sources = Path(greffier.extraction.__file__).parent.rglob("*.py")
    asked = {rule for path in sources for rule in re.findall(r'\bactive\("([\w-]+)"\)', path.read_text("utf-8"))}
    asked |= {f"party-{kind}" for kind in finding.FINDERS} | set(finding.LAST)
    assert asked - set(BOOK) == set()
