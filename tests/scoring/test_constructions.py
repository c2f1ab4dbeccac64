"""What each rule of the extraction gives on gold."""

from greffier.extraction.rulebook import rulebook
from greffier.model import Span
from greffier.scoring import Gold
from greffier.scoring.constructions import as_lines, measured
from greffier.scoring.gold import GoldQuote, GoldSentence

TEXT = "Selon la procureure, les faits sont établis."


def test_a_rule_is_measured_by_its_rows_and_by_what_is_lost_without_it():
    content = Span(TEXT.index("les faits"), len(TEXT) - 1)
    found = {m.rule: m for m in measured(Gold([], [GoldSentence("s", TEXT, [GoldQuote("indirect", [content], None, None, None, [])], [])]))}
    assert found["according"][1:] == (1, 1, 1, 0)
    assert found["colon"][1:] == (0, 0, 0, 0)
    assert found["according"].precision == 1.0
    assert found["colon"].precision is None
    assert list(found) == list(rulebook())


def test_the_rules_are_listed_with_their_facts_and_plain_examples():
    lines = list(as_lines([rulebook()["according"]]))
    assert lines[0] == "according"
    assert f"    + {TEXT}" in lines
    assert not any("<" in line or "rows" in line for line in lines)
