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
    classed,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import skip_bracket, skip_quote
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.syntax.adverbials import locution_start, places_after
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.verb_groups import Group, is_finite


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
    for place in places_after(text, g.last, limit):
        if place < limit and text.lows[place] in _QUE:
            before = text.lows[place - 1]
            # "affirme aussi que", unlike "plus grand que"
            beside = place - 1 == g.last and before in ("aussi", "même") or locution_start(text, place - 1) < place
            if place == g.last or beside or before not in _NO_CONTENT:
                return place + 1
    return _after_object(text, g, limit)


def _after_object(text: Text, g: Group, limit: int) -> int:
    """The same behind words that the verb governs: "assure la presse que", "informe X que"."""
    k = g.last
    pending = commas = 0
    bare = False  # an object without a preposition: "a publié un rapport que …" is a relative clause
    while k < min(limit, g.last + _FAR):
        if text.lows[k] in _QUE:
            addressed = not bare or g.form.lemma in _TELLS
            return k + 1 if _opens(text, k, g, limit) and (addressed or not commas % 2 and _apart(text, k)) else -1
        after = skip_quote(text, k)
        if after > k and k + 1 < limit and text.lows[k + 1] in _QUE:
            return k + 2
        bare = bare or after > k
        after = after if after > k else skip_bracket(text, k, limit)
        if after > k:
            k = after
            continue
        bits = text.bits[k]
        if bits & MARK or _ends(text, k, g, limit):
            return -1
        commas += bool(bits & COMMA)
        if bits & RELATIVE:
            pending += 1
        elif bits & FINITE and is_finite(text, k):
            if not pending:
                return -1
            pending -= 1
        elif _is_object(text, k, limit):
            bare = True
        k += 1
    return -1


def _opens(text: Text, k: int, g: Group, limit: int) -> bool:
    """Whether the "que" at `k` is no comparison and no other conjunction's."""
    quoted = k + 1 < limit and text.bits[k + 1] & MARK and text.lows[k - 1] == "alors" and k - 1 == g.last
    return text.lows[k - 1] not in _NO_CONTENT or bool(quoted)


def _apart(text: Text, k: int) -> bool:
    return bool(text.bits[k - 1] & (COMMA | MARK))


def _ends(text: Text, k: int, g: Group, limit: int) -> bool:
    """Whether the verb governs nothing from token `k` on: a colon, another clause, another verb of its subject."""
    bits, low = text.bits[k], text.lows[k]
    if bits & (SEMICOLON | COLON) or bits & GERUND and not text.bits[k - 1] & PREPOSITION:
        return True
    if bits & SUBORDINATOR and not bits & RELATIVE:
        return low != "comme" and not (low == "alors" and k == g.last)
    ahead = k + 1 < limit and text.bits[k + 1] & FINITE and is_finite(text, k + 1)
    return bool(bits & COORDINATOR and ahead)


def _is_object(text: Text, k: int, limit: int) -> bool:
    """Whether a noun phrase without a preposition begins at `k`, days aside."""
    bits = text.bits[k]
    if not bits & DETERMINER or bits & PREPOSITION or text.bits[k - 1] & PREPOSITION:
        return False
    ahead = min(k + 1, limit - 1)
    return not text.bits[ahead] & TIME and not text.words[ahead][0].isdigit()


_FAR = 45
_QUE = frozenset(("que", "qu'"))

# words after which "que" is a conjunction of another kind or a comparison
_NO_CONTENT = frozenset(
    "plus moins ainsi tel telle tels telles même mêmes autre autres avant après afin alors tandis bien dès pour sans "
    "parce lors sitôt tant aussi autant depuis pendant tellement si ce quoi quel mieux pire davantage".split()
)

# verbs of informing somebody: their object is a person, and the clause still follows
_TELLS = classed("told_to")

RULE: Rule = Rule(
    "que-clause",
    'A verb of saying, judging or announcing governs a clause that "que" opens; an adverb or a day may stand between.',
    (
        "<@speaker> <@tense:soutenir> <clairement |aussi |jeudi |mardi |>que la préfecture a violé la loi.",
        "<@speakers> <@tenses:affirmer> que la route est <@adjective>.",
        "Le parquet a annoncé, <@date>, que l'enquête était close.",
        "<@speaker> en <conclut|déduit> que la route est <@adjective>.",
        "Le maire a dit qu'il « partirait » <et|, mais> a <ajouté|précisé> que la route est <@adjective>.",
    ),
    (
        "L'association a publié un rapport que la préfecture <@tense:contester>.",
        "La salle est plus grande <qu'on ne le dit|qu'avant>.",
    ),
    que_clause,
)

PARTICIPLE: Rule = Rule(
    "participle",
    'A present participle of saying governs a clause that "que" opens, its speaker being the subject of the main verb.',
    ("Le maire <@tense:démissionner>, <estimant|jugeant|affirmant|soulignant> que la campagne était perdue.",),
    ("Le maire a démissionné, <craignant|sachant|voyant> que la campagne ne soit perdue.",),
    participle,
)
