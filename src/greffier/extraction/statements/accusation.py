""" "accuse X de A", "reproche à X d'avoir A"."""

from greffier.extraction.lexicon import CAPITAL, COLON, DETERMINER, MARK, RELATIVE, SEMICOLON, STOP, TONIC
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import skip_bracket
from greffier.extraction.statements.cues import Found, Reporting, infinitive_after
from greffier.extraction.statements.phrase_boundaries import phrase_content_end
from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, is_finite


def accusation(text: Text, verb: Reporting) -> Found | None:
    """ "accuse X de B", "reproche à X d'avoir B": what comes after "de"; in the passive only with its source."""
    g, limit = verb.group, verb.limit
    if "acc" not in verb.frames or g.passive and (g.last >= limit or text.lows[g.last] != "par"):
        return None
    target = _target_before(text, g)
    begin = -1  # where the accused is named behind the verb
    k = g.last
    while k < min(limit, g.last + 40):
        after = skip_bracket(text, k, limit)
        if after > k:
            k = after
            continue
        bits = text.bits[k]
        if text.lows[k] in ("de", "d'") and k + 1 < limit:
            if not g.passive and begin >= 0:
                target = TokenSpan(begin, k)
            found = _charge(text, k, begin, target, verb)
            if found:
                return found
        elif bits & (COLON | SEMICOLON | STOP) or is_finite(text, k) and not text.bits[k - 1] & RELATIVE:
            return None
        elif begin < 0 and bits & (DETERMINER | CAPITAL | TONIC):
            begin = k
        k += 1
    return None


def _target_before(text: Text, g: Group) -> TokenSpan | None:
    """The accused where a clitic before the verb, or the subject of a passive, is the accused."""
    if g.passive:
        return subject(text, g) if g.tense not in ("pp", "inf", "prp") else None
    clitic = next((j for j in range(g.first, g.verb) if text.lows[j] in ("l'", "les", "le", "la", "lui", "leur")), -1)
    return TokenSpan(clitic, clitic + 1) if clitic >= 0 else None


def _charge(text: Text, k: int, begin: int, target: TokenSpan | None, verb: Reporting) -> Found | None:
    """The charge behind the "de" at `k`: an infinitive, a quotation, or a noun, but not of the accused's name."""
    g, limit = verb.group, verb.limit
    start = infinitive_after(text, k + 1, limit)
    if start >= 0:
        return start, clause_end(text, start, limit, g, verb.inner), target
    follows = text.bits[k + 1]
    accused = begin >= 0 or target is not None or g.passive
    named = g.passive or begin < 0 or k - begin >= 2 or bool(text.bits[begin] & CAPITAL)
    if follows & MARK or accused and named and not follows & (DETERMINER | CAPITAL):
        return k + 1, phrase_content_end(text, k + 1, limit), target
    return None


RULE: Rule = Rule(
    "accusation",
    'Accuser takes its charge after "de", reprocher after "à X de"; in the passive the source is what "par" governs.',
    (
        "L'opposition <@tense:accuser> <le ministre|la ministre|Jeanne Martin> d'avoir menti aux députés.",
        "Les syndicats <@tenses:reprocher> à <la ministre|Paul Roy|leur maire> d'avoir menti.",
    ),
    ("Le ministre <est|était> accusé de <fraude|vol>.",),
    accusation,
)
