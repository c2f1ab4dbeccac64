""" "« A », a dit X. « B. »": a quotation that goes on, over sentences or paragraphs."""

from collections.abc import Iterator

from greffier.extraction.lexicon import COMMA, DASH, MARK, STOP
from greffier.extraction.rules import Rule
from greffier.extraction.statements.content import Draft, Range, quotes_between, trim
from greffier.extraction.syntax.text import Text


def continued(text: Text, speakers: dict[int, Range | None]) -> Iterator[Draft]:
    """A sentence that is a quotation of its own, after a sentence that names whose words they are.

    `speakers` holds the words for the last speaker of each sentence that has a statement, by its number.
    """
    known = dict(speakers)
    for number in range(1, len(text.sentences)):
        if number in known or number - 1 not in known:
            continue
        parts = _quotations_alone(text, *text.sentences[number])
        if parts and parts[0][1] - parts[0][0] >= 3:
            known[number] = known[number - 1]
            yield Draft("continued", "say", parts, None, known[number])


def _quotations_alone(text: Text, first: int, last: int) -> tuple[Range, ...]:
    """The quotations of a sentence that holds nothing else."""
    for j in range(first, last):
        if text.quote_at[j] < 0 and not text.bits[j] & (STOP | COMMA | DASH) and text.lows[j] != "et":
            return ()
    return tuple(p for p in (trim(text, a, b) for a, b in quotes_between(text, first, last)) if p)


def run_on(text: Text, draft: Draft) -> Draft:
    """The draft with the paragraphs before and after over which its quotation runs.

    Each paragraph of such a quotation is opened anew and only the last is closed.
    """
    if len(text.paragraphs) < 2:
        return draft
    parts = list(draft.parts)
    number = text.quote_at[parts[-1][1] - 1]
    while 0 <= number < len(text.quotations) - 1 and _left_open(text, number):
        number += 1
        part = trim(text, text.quotations[number].open, text.quotations[number].close + 1)
        if part:
            parts.append(part)
    number = text.quote_at[parts[0][0]]
    while number > 0 and _left_open(text, number - 1):
        number -= 1
        part = trim(text, text.quotations[number].open, text.quotations[number].close + 1)
        if part:
            parts.insert(0, part)
    return draft._replace(parts=tuple(parts)) if len(parts) > len(draft.parts) else draft


def _left_open(text: Text, number: int) -> bool:
    """Whether a quotation ends with its paragraph, unclosed, and the next paragraph begins with another."""
    q, following = text.quotations[number], text.quotations[number + 1]
    return q.close == q.last == following.open and bool(text.bits[following.open] & MARK)


RULE: Rule = Rule(
    "continued",
    "A sentence that is a quotation of its own goes on with the words of the one before.",
    ("« Nous irons en appel », a <dit|déclaré> <@speaker>. « Rien n'est <fini|perdu>. »",),
    ("La salle s'est vidée. « Rien n'est fini. »",),
    continued,
)
