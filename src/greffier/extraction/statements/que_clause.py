""" "soutient que A": the clause that "que" opens."""

from greffier.extraction.lexicon import (
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    FINITE,
    GERUND,
    MARK,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    SUBORDINATOR,
    TIME,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import skip_bracket, skip_quote
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.syntax.clauses import Group, is_finite
from greffier.extraction.syntax.text import Text


def que_clause(text: Text, verb: Reporting) -> Found | None:
    """The clause that "que" opens after a finite verb of speech."""
    return None if verb.group.tense == "prp" else _que(text, verb)


def participle(text: Text, verb: Reporting) -> Found | None:
    """The clause that "que" opens after a present participle; the subject is the main verb's."""
    return _que(text, verb) if verb.group.tense == "prp" else None


def _que(text: Text, verb: Reporting) -> Found | None:
    g, limit = verb.group, verb.limit
    if not verb.frames & {"que", "thought"} or g.passive and (g.last >= limit or text.lows[g.last] != "par"):
        return None
    start = que_after(text, g, limit)
    return (start, clause_end(text, start, limit, g, verb.inner), None) if start >= 0 else None


def que_after(text: Text, g: Group, limit: int) -> int:
    """The first token after the "que" that opens the content of `g`, or -1."""
    k = g.last
    pending = commas = 0
    bare = False  # an object without a preposition: "a publié un rapport que …" is a relative clause
    while k < limit and k - g.last < 45:
        bits = text.bits[k]
        low = text.lows[k]
        if low in ("que", "qu'"):
            quoted = k + 1 < limit and text.bits[k + 1] & MARK and text.lows[k - 1] == "alors" and k - 1 == g.last
            beside = text.lows[k - 1] == "aussi" and k - 1 == g.last  # "affirme aussi que", unlike "aussi grand que"
            if text.lows[k - 1] in _NO_CONTENT and not quoted and not beside:
                return -1
            if bare and g.form.lemma not in _TELLS and commas % 2:
                return -1
            if bare and g.form.lemma not in _TELLS and not text.bits[k - 1] & (COMMA | MARK):
                return -1
            return k + 1
        if bits & MARK:
            after = skip_quote(text, k)
            if after == k or k + 1 >= limit:
                return -1
            if text.lows[k + 1] in ("que", "qu'"):
                return k + 2
            bare = True
            k = after
            continue
        after = skip_bracket(text, k, limit)
        if after > k:
            k = after
            continue
        if bits & (SEMICOLON | COLON) or bits & GERUND and not text.bits[k - 1] & PREPOSITION:
            return -1
        if bits & COMMA:
            commas += 1
        if bits & RELATIVE:
            pending += 1
        elif bits & FINITE and is_finite(text, k):
            if not pending:
                return -1
            pending -= 1
        elif bits & SUBORDINATOR and low != "comme" and not (low == "alors" and k == g.last):
            return -1
        elif bits & COORDINATOR and k + 1 < limit and text.bits[k + 1] & FINITE and is_finite(text, k + 1):
            return -1
        elif bits & DETERMINER and not bits & PREPOSITION and not text.bits[k - 1] & PREPOSITION:
            ahead = min(k + 1, limit - 1)
            if not text.bits[ahead] & TIME and not text.words[ahead][0].isdigit():
                bare = True
        k += 1
    return -1


# words after which "que" is a conjunction of another kind or a comparison
_NO_CONTENT = frozenset(
    "plus moins ainsi tel telle tels telles même mêmes autre autres avant après afin alors tandis bien dès pour sans "
    "parce lors sitôt tant aussi autant depuis pendant tellement si jusqu'à ce quoi quel mieux pire davantage".split()
)

# verbs of telling somebody: their object is a person, and the clause still follows
_TELLS = frozenset("informer prévenir avertir assurer aviser alerter rassurer prier supplier".split())

RULE = Rule(
    "que-clause",
    'A verb of saying, judging or announcing governs a clause that "que" opens; an adverb or a day may stand between.',
    (
        "<@speaker> <@tense:soutenir> <clairement |aussi |jeudi |mardi |>que la préfecture a violé la loi.",
        "<@speakers> <@tenses:affirmer> que la route est <@adjective>.",
        "Le parquet a annoncé, <@date>, que l'enquête était close.",
    ),
    (
        "L'association a publié un rapport que la préfecture <@tense:contester>.",
        "La salle est plus grande <qu'on ne le dit|qu'avant>.",
    ),
    que_clause,
)

PARTICIPLE = Rule(
    "participle",
    'A present participle of saying governs a clause that "que" opens, its speaker being the subject of the main verb.',
    ("Le maire <@tense:démissionner>, <estimant|jugeant|affirmant|soulignant> que la campagne était perdue.",),
    ("Le maire a démissionné, <craignant|sachant|voyant> que la campagne ne soit perdue.",),
    participle,
)
