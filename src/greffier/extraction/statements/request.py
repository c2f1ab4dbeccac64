""" "demande à X de A", "appelle X à A", "promet de A"."""

from greffier.extraction.lexicon import (
    ADVERB,
    CAPITAL,
    CLITIC,
    COLON,
    DETERMINER,
    INFINITIVE,
    MARK,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    TIME,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import skip_bracket
from greffier.extraction.statements.cues import Found, Reporting, infinitive_after
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import is_finite


def request(text: Text, verb: Reporting) -> Found | None:
    """ "demande à X de B", "promet de B", "appelle X à B", "prie X de B": the infinitive is the content."""
    g, limit = verb.group, verb.limit
    if not verb.frames & {"ade", "a", "dde"} or g.passive:
        return None
    if _of_oneself(text, g.last, verb):
        return g.last + 1, clause_end(text, g.last + 1, limit, g, verb.inner), None
    return _asked(text, verb)


def _asked(text: Text, verb: Reporting) -> Found | None:
    """The infinitive that "de" or "à" leads to, with who is asked before it."""
    g, limit = verb.group, verb.limit
    links = ("à",) if "a" in verb.frames else ("de", "d'")
    objects = bool(verb.frames & {"a", "dde"})
    begin = -1
    clitic = next((j for j in range(g.first, g.verb) if text.lows[j] in ("l'", "les", "lui", "leur")), -1)
    k = g.last
    while k < limit and k - g.last < 30:
        bits = text.bits[k]
        low = text.lows[k]
        after = skip_bracket(text, k, limit)
        if after > k:
            k = after
            continue
        if low in links and k + 1 < limit:
            start = infinitive_after(text, k + 1, limit)
            if start >= 0 and not (begin < 0 and objects and clitic < 0 and "dde" in verb.frames):
                if text.bits[k + 1] & MARK:
                    start = k + 2
                if text.bits[k - 1] & MARK and begin >= 0:
                    return start, clause_end(text, start, limit, g, verb.inner), TokenSpan(begin, k - 1)
                named = TokenSpan(begin, k) if 0 <= begin < k else None
                target = named or (TokenSpan(clitic, clitic + 1) if clitic >= 0 else None)
                return start, clause_end(text, start, limit, g, verb.inner), target
        if bits & MARK and k + 2 < limit and text.lows[k + 1] in links and text.bits[k + 2] & (INFINITIVE | CLITIC):
            # "appelle la ville « à agir »": the link is inside the marks
            k += 1
            continue
        relative = begin >= 0 and bool(text.bits[k - 1] & RELATIVE or text.bits[k - 1] & CLITIC)
        if bits & (COLON | SEMICOLON | STOP | MARK) or is_finite(text, k) and not relative:
            return None
        if begin < 0 and bits & (DETERMINER | CAPITAL) and not bits & ADVERB:
            # "demande la libération de": a noun phrase of its own, unless the verb takes a person as object
            governed = bits & PREPOSITION or text.lows[k - 1] in ("à", "auprès")
            if not objects and not governed and not (k + 1 < limit and text.bits[k + 1] & TIME):
                return None
            begin = k
        k += 1
    return None


def _of_oneself(text: Text, k: int, verb: Reporting) -> bool:
    """Whether what is asked for oneself follows at `k`: "demande à être entendu"."""
    asked = k + 1 < verb.limit and text.lows[k] == "à" and "ade" in verb.frames
    return asked and infinitive_after(text, k + 1, verb.limit) == k + 1


RULE: Rule = Rule(
    "request",
    'A verb of asking, ordering, promising or urging takes what is asked as an infinitive after "de" or "à".',
    (
        "Le tribunal <@tense:demander> à <la société|Paul Roy|ses clients> de verser <3 000|500> euros.",
        "<@speaker> <@tense:promettre> de rembourser la dette.",
        "<@speaker> <@tense:demander> à être <entendu|reçu|jugé> par le juge.",
        "<@speaker> <@tense:appeler> <le gouvernement|les élus|la ville> à agir.",
    ),
    ("Le syndicat <@tense:demander> une salle.", "Voici ce que le syndicat demande"),
    request,
)
