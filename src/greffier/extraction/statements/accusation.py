""" "accuse X de A", "reproche à X d'avoir A"."""

from greffier.extraction.lexicon import CAPITAL, COLON, DETERMINER, FINITE, MARK, RELATIVE, SEMICOLON, STOP, TONIC
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end, phrase_content_end
from greffier.extraction.statements.content import Range, skip_bracket
from greffier.extraction.statements.cues import Found, Reporting, infinitive_after
from greffier.extraction.syntax.clauses import is_finite, subject
from greffier.extraction.syntax.text import Text


def accusation(text: Text, verb: Reporting) -> Found | None:
    """ "accuse X de B", "reproche à X d'avoir B": what stands after "de"; in the passive only with its source."""
    g, limit = verb.group, verb.limit
    if "acc" not in verb.frames:
        return None
    clitic = next((j for j in range(g.first, g.verb) if text.lows[j] in ("l'", "les", "le", "la", "lui", "leur")), -1)
    target: Range | None = (clitic, clitic + 1) if clitic >= 0 else None
    if g.passive and (g.last >= limit or text.lows[g.last] != "par"):
        return None
    if g.passive:
        target = subject(text, g) if g.tense not in ("pp", "inf", "prp") else None
    begin = -1
    k = g.last
    while k < limit and k - g.last < 40:
        bits = text.bits[k]
        low = text.lows[k]
        after = skip_bracket(text, k, limit)
        if after > k:
            k = after
            continue
        if low in ("de", "d'") and k + 1 < limit:
            follows = text.bits[k + 1]
            infinitive = infinitive_after(text, k + 1, limit)
            if not g.passive and begin >= 0:
                target = (begin, k)
            if infinitive >= 0:
                return infinitive, clause_end(text, infinitive, limit, g, verb.inner), target
            named = g.passive or begin < 0 or k - begin >= 2 or bool(text.bits[begin] & CAPITAL)
            if follows & MARK or (begin >= 0 or target or g.passive) and named and not follows & (DETERMINER | CAPITAL):
                return k + 1, phrase_content_end(text, k + 1, limit), target
        elif bits & (COLON | SEMICOLON | STOP):
            return None
        elif bits & FINITE and is_finite(text, k) and not text.bits[k - 1] & RELATIVE:
            return None
        elif begin < 0 and (bits & (DETERMINER | CAPITAL | TONIC)):
            begin = k
        k += 1
    return None


RULE = Rule(
    "accusation",
    'Accuser takes its charge after "de", reprocher after "à X de"; in the passive the source is what "par" governs.',
    (
        "L'opposition <@tense:accuser> <le ministre|la ministre|Jeanne Martin> d'avoir menti aux députés.",
        "Les syndicats <@tenses:reprocher> à <la ministre|Paul Roy|leur maire> d'avoir menti.",
    ),
    ("Le ministre <est|était> accusé de <fraude|vol>.",),
    accusation,
)
