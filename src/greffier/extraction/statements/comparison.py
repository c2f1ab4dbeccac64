""" "A, comme l'a rappelé X": a clause that a comparison attributes."""

from collections.abc import Iterator

from greffier.extraction.lexicon import COMMA, FINITE, REPORTING, SOURCE, verb_table
from greffier.extraction.rules import Rule
from greffier.extraction.statements.content import Draft, sentence_end, trim
from greffier.extraction.syntax.clauses import group, inverted_subject, is_finite
from greffier.extraction.syntax.text import Text


def comparisons(text: Text) -> Iterator[Draft]:
    """A clause that "comme l'a dit X" attributes."""
    for k in [k for k in text.where(SOURCE) if text.lows[k] == "comme"]:
        first = text.sentences[text.sentence(k)][0]
        if k > first and not text.bits[k - 1] & COMMA:
            continue
        for j in range(k + 1, min(k + 7, len(text.words))):
            if text.bits[j] & REPORTING:
                g = group(text, j)
                if g is None or g.tense in ("inf", "pp", "prp") or g.passive or g.negated:
                    break
                if "que" not in verb_table()[g.form.lemma].frames:
                    break
                if not any(text.lows[m] in ("l'", "le") for m in range(k + 1, g.verb)):
                    break
                limit = sentence_end(text, k)
                speaker = inverted_subject(text, g.last, limit)
                if k > first:
                    part = trim(text, first, k)
                else:
                    # "Comme l'a dit X, A": the clause after
                    part = trim(text, speaker[1], limit) if speaker and text.bits[speaker[1]] & COMMA else None
                if speaker and part and any(text.bits[m] & FINITE and is_finite(text, m) for m in range(*part)):
                    yield Draft(
                        "comparison", verb_table()[g.form.lemma].act or "say", (part,), (g.first, g.last), speaker
                    )
                break


RULE = Rule(
    "comparison",
    '"comme l\'a rappelé X" attributes the clause that it is set beside.',
    ("Le texte est inconstitutionnel, comme l'<a|avait> <rappelé|expliqué> <le Conseil|la Cour|Jeanne Martin>.",),
    ("Le texte est bref, comme le voulait la tradition.",),
    comparisons,
)
