""" "A, comme l'a rappelé X": a clause that a comparison attributes."""

from collections.abc import Iterator

from greffier.extraction.lexicon import (
    COLON,
    COMMA,
    COORDINATOR,
    MARK,
    REPORTING,
    SEMICOLON,
    SOURCE,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    verb_table,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import Draft, quoted_at, sentence_end, trim
from greffier.extraction.syntax.subjects import inverted_subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, group, is_finite


def comparisons(text: Text) -> Iterator[Draft]:
    """A clause that "comme l'a dit X" attributes: before it, around it, or after it."""
    for k in [k for k in text.where(SOURCE) if text.lows[k] == "comme"]:
        first = text.sentences[text.sentence(k)].first
        if k > first and not text.bits[k - 1] & COMMA or quoted_at(text, k):
            continue
        g = _verb(text, k)
        limit = sentence_end(text, k)
        speaker = inverted_subject(text, g.last, limit) if g else None
        if g is None or speaker is None:
            continue
        parts = _content(text, first, k, speaker.last, limit)
        if any(is_finite(text, j) for part in parts for j in range(*part)):
            act = verb_table()[g.form.lemma].act
            yield Draft(
                "comparison", act, parts, TokenSpan(g.first, g.last), speaker, None, TokenSpan(g.last, speaker.last)
            )


def _verb(text: Text, k: int) -> Group | None:
    """The verb of saying with "le" that "comme" at `k` leads in."""
    for j in range(k + 1, min(k + 7, len(text.words))):
        if text.bits[j] & SUBJECT:
            return None
        if text.bits[j] & REPORTING:
            g = group(text, j)
            if g is None or g.tense in ("inf", "pp", "prp") or g.passive or g.negated:
                return None
            governs = "que" in verb_table()[g.form.lemma].frames
            return g if governs and any(text.lows[m] in ("l'", "le") for m in range(k + 1, g.verb)) else None
    return None


def _content(text: Text, first: int, k: int, k_last: int, limit: int) -> tuple[TokenSpan, ...]:
    """The clause before the comparison; what follows it where it comes first, or where no clause comes before."""
    before = (first, k)
    linked = k - 2 >= first and text.bits[k - 2] & (SUBORDINATOR | COORDINATOR)
    whole = any(is_finite(text, j) for j in range(*before)) and not linked
    head = trim(text, *before) if k > first and not linked else None
    if whole:
        return (head,) if head else ()
    start = _closing_comma(text, k_last, limit)
    tail = trim(text, start, clause_end(text, start, limit, None, False)) if start >= 0 else None
    return tuple(part for part in (head, tail) if part) if tail else ()


def _closing_comma(text: Text, k: int, limit: int) -> int:
    """The token after the comma that closes the comparison, its speaker with what is said of them included, or -1."""
    for j in range(k, min(k + 30, limit - 1)):
        if text.bits[j] & (STOP | SEMICOLON) or is_finite(text, j):
            return -1
        ahead = text.bits[j + 1]
        if text.bits[j] & MARK and text.quote_at[j] >= 0:
            return j
        if text.bits[j] & (COMMA | COLON) and (ahead & (MARK | SUBJECT) or _clause_follows(text, j + 1, limit)):
            return j + 1
    return -1


def _clause_follows(text: Text, k: int, limit: int) -> bool:
    """Whether a verb follows before the next comma."""
    for j in range(k, limit):
        if is_finite(text, j):
            return True
        if text.bits[j] & COMMA:
            return False
    return False


RULE: Rule = Rule(
    "comparison",
    '"comme l\'a rappelé X" attributes the clause that it is set beside.',
    (
        "Le texte est inconstitutionnel, comme l'<a|avait> <rappelé|expliqué> <le Conseil|la Cour|Jeanne Martin>.",
        "Comme le <rappelle|souligne> <le Conseil|Jeanne Martin> dans <son avis|sa lettre>, les délais sont courts.",
    ),
    ("Le texte est bref, comme le voulait la tradition.",),
    comparisons,
)
