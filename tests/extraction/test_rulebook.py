"""Every rule takes the sentence that its docstring says it takes, and leaves the one that it says it leaves."""

import inspect
import re
from collections.abc import Callable

import pytest

from greffier.extraction import statements
from greffier.extraction.decisions import tellings
from greffier.extraction.pipeline import extract

RULES = {**statements.RULES, **tellings.RULES}


def example(rule: Callable[..., object], word: str) -> str:
    """The sentence after `word` in the docstring of a rule."""
    found = re.search(rf"^{word}: (\S.*)$", inspect.getdoc(rule) or "", re.MULTILINE)
    assert found, f"the docstring of {rule.__name__} has no line {word}: <sentence>"
    return found[1]


def rules_used(text: str) -> set[str]:
    found = extract(text, article_id="x")
    return {row.rule for row in (*found.statements, *found.decisions)}


def test_no_two_rules_share_a_name():
    assert len(RULES) == len(statements.RULES) + len(tellings.RULES)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_takes_its_example(name):
    assert name in rules_used(example(RULES[name], "Takes"))


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_leaves_its_counterexample(name):
    assert name not in rules_used(example(RULES[name], "Leaves"))


def test_every_rule_that_the_engine_names_is_in_the_book(root):
    named: set[str] = set()
    for path in (root / "src/greffier").rglob("*.py"):
        if path.parent.name in ("statements", "decisions"):
            code = path.read_text(encoding="utf-8")
            named |= set(re.findall(r'"([a-z]+-ruling)"', code))
            named |= set(re.findall(r'Draft\(\s*"([a-z-]+)"', code))
            named |= set(re.findall(r'Telling\(\s*[^,]+,\s*"([a-z-]+)"', code))
    assert len(named) > 8
    assert named - set(RULES) == set()


def test_every_rule_of_the_gold_is_in_the_book(gold):
    from greffier.scoring import read_gold

    found = read_gold([gold])
    assert set().union(*(rules_used(article.text) for article in found.articles)) - set(RULES) == set()
