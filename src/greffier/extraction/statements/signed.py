""" "« A » — X": a quotation set off and signed."""

from collections.abc import Iterator

from greffier.extraction.lexicon import CAPITAL, COMMA, DASH, DETERMINER, FINITE, STOP
from greffier.extraction.rules import Rule
from greffier.extraction.statements.content import Draft, trim
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import is_finite


def signed(text: Text) -> Iterator[Draft]:
    """A quotation set off and signed behind a dash."""
    for q in text.quotations:
        k = q.close + 1
        if k + 1 >= len(text.words) or not text.bits[k] & DASH or text.starts[k + 1] == text.ends[k]:
            continue
        if not text.bits[k + 1] & (CAPITAL | DETERMINER):
            continue
        paragraph_end = next((b for a, b in text.paragraphs if a <= k < b), len(text.words))
        if paragraph_end - k > 20 or any(
            text.bits[j] & FINITE and is_finite(text, j) for j in range(k + 1, paragraph_end)
        ):
            continue
        part = trim(text, q.open, q.close + 1)
        end = next((j for j in range(k + 1, paragraph_end) if text.bits[j] & (COMMA | STOP)), paragraph_end)
        if part and end > k + 1 and part.last - part.first >= 3:
            yield Draft("signed", "say", (part,), None, TokenSpan(k + 1, end))


RULE: Rule = Rule(
    "signed",
    "A quotation set off and signed behind a dash is what the one who signs says.",
    ("« La justice doit rester indépendante. » <—|–> <@person>, avocate",),
    ("« La justice » — un mot qui revient — occupe la salle.",),
    signed,
)
