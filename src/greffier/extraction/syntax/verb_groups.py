"""Verb groups: a verb with its auxiliaries, clitics and negation, found around one form of it.

Nothing here is a full parse. Where the words leave it open whether a form is a verb, it is none.
"""

from typing import NamedTuple

from greffier.extraction.lexicon import (
    ADVERB,
    AVOIR,
    BEFORE_NOUN,
    BRACKET,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DETERMINER,
    ETRE,
    FINITE,
    GERUND,
    INFINITIVE,
    INVERTED,
    MARK,
    NEGATION,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TONIC,
    Form,
    classed,
    verbs,
)
from greffier.extraction.syntax.adverbials import locution_start
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.vocabulary import is_people, vocabulary

_AUXILIARY = ETRE | AVOIR
# verbs whose compound tenses take être without being passive
_WITH_ETRE = classed("with_etre")

_UNITS = classed("unit")
_OF = (["de"], ["du"], ["d'"], ["des"])


class Group(NamedTuple):
    """A verb group by token: from `first` to `last` (exclusive), its lexical verb at `verb`."""

    first: int
    verb: int
    last: int
    form: Form
    tense: str  # of the auxiliary where there is one: inf, prp, pp (bare participle), or a finite tense
    passive: bool
    reflexive: bool
    negated: bool
    inverted: int  # the token of an inverted pronoun (-t-elle), or -1


def is_finite(text: Text, k: int) -> bool:
    """Whether token `k` is a finite verb here, rather than a noun of the same form ("la juge", "une demande")."""
    bits = text.bits[k]
    if not bits & FINITE or bits & (PREPOSITION | DETERMINER | NUMBER):
        return False
    if not k:
        return not bits & CAPITAL
    before = text.bits[k - 1]
    if text.lows[k - 1] == "en" and k > 1 and not bits & (NOUN | CAPITAL):
        return not text.bits[k - 2] & (BRACKET | PREPOSITION)  # "la cour en conclut que", unlike "mise en cause"
    if bits & CAPITAL and not before & (STOP | MARK):
        return False
    if _is_noun(text, k) or text.lows[k - 1] == "y" and _counts_back(text, k):
        return False
    if before & (SUBJECT | NEGATION | RELATIVE) or text.lows[k - 1] in ("se", "s'", "y", "lui", "leur"):
        return True
    if before & DETERMINER:
        if not before & CLITIC or k < 2:
            return False
        if not bits & (NOUN | CAPITAL) and not text.bits[k - 2] & PREPOSITION:
            # "…, le décrit comme": no noun has this form
            return True
        if "\n" in text.string[text.ends[k - 2] : text.starts[k - 1]]:
            return False  # a heading before "Le juge"
        # "le parquet l'accuse": a noun, then a clitic; "condamne la demande": a verb, then a determiner
        further = text.bits[k - 2]
        if text.words[k - 2][0].isdigit():
            return False
        known = TIME | FINITE | PARTICIPLE | GERUND | INFINITIVE | COORDINATOR | COMMA | COLON | STOP | MARK | SEMICOLON
        return not further & (known | PREPOSITION | SUBORDINATOR | ADVERB | BRACKET | DASH | COORDINATOR)
    return not before & (PREPOSITION | NUMBER)


def _counts_back(text: Text, k: int) -> bool:
    """Whether the "a" at `k` says how long ago: "il y a deux jours", "il y a près d'un an"."""
    return text.lows[k - 2 : k] == ["il", "y"] and not _UNITS.isdisjoint(text.lows[k + 2 : k + 6])


def _is_noun(text: Text, k: int) -> bool:
    """Whether the word before shows that the form at `k` is a noun here."""
    bits, before = text.bits[k], text.bits[k - 1]
    if bits & NOUN and before & BEFORE_NOUN and not before & (NOUN | ADVERB):
        if k > 1 and text.bits[k - 2] & DETERMINER:
            return True  # "leur première demande": an adjective comes between the determiner and its noun
    if bits & NOUN and text.lows[k - 1] in vocabulary().prenominals:
        return is_people(text, k, len(text.words))  # "son ancien président"
    if text.lows[k - 1] == "leur":
        return is_people(text, k, len(text.words))  # "déplore leur président"
    # "Paul Roy, président de la Ligue": set beside the name
    return bool(before & COMMA) and text.lows[k + 1 : k + 2] in _OF and is_people(text, k, len(text.words))


def group(text: Text, k: int) -> Group | None:
    """The verb group whose lexical verb is token `k`, or None where `k` is no verb here."""
    if k not in text.groups:
        text.groups[k] = _group(text, k)
    found = text.groups[k]
    assert found is None or isinstance(found, Group)
    return found


def finite_group(text: Text, k: int) -> Group | None:
    """The group of the finite form at `k`: of its participle where `k` is an auxiliary."""
    if text.bits[k] & _AUXILIARY:
        for j in range(k + 1, min(k + 7, len(text.words))):
            if text.bits[j] & PARTICIPLE:
                found = group(text, j)
                if found and found.first <= k:
                    return found
    return group(text, k)


def _group(text: Text, k: int) -> Group | None:
    readings = verbs().get(text.lows[k])
    if not readings:
        return None
    count = len(text.words)
    inverted = k + 1 if k + 1 < count and text.bits[k + 1] & INVERTED else -1
    by_tense = {r.tense: r for r in readings}
    participle = by_tense.get("pp")
    if participle:
        aux = _auxiliary(text, k)
        if aux >= 0:
            return _compound(text, k, aux, participle)
    finite = next((r for r in readings if r.tense not in ("inf", "prp", "pp")), None)
    if finite and (inverted >= 0 or is_finite(text, k)):
        first = _clitics(text, k)
        reflexive = any(text.lows[j] in ("se", "s'") for j in range(first, k))
        negated = _negated(text, first, k)
        last = k + 1 if inverted < 0 else k + 2
        return Group(first, k, last, finite, finite.tense, False, reflexive, negated, inverted)
    for tense in ("prp", "inf"):
        form = by_tense.get(tense)
        if form and not (k and text.bits[k - 1] & DETERMINER and not text.bits[k - 1] & (CLITIC | PREPOSITION)):
            first = _clitics(text, k)
            reflexive = any(text.lows[j] in ("se", "s'") for j in range(first, k))
            return Group(first, k, k + 1, form, tense, False, reflexive, _negated(text, first, k), -1)
    if participle:
        return Group(k, k, k + 1, participle, "pp", True, False, False, -1)
    return None


def _auxiliary(text: Text, k: int) -> int:
    """The token of the auxiliary of the participle at `k`, or -1: adverbs and short asides may come between."""
    j = k - 1
    floor = max(0, k - 12)
    while j >= floor:
        adverbial = locution_start(text, j)
        if floor < adverbial <= j:
            j = adverbial - 1  # "a par conséquent annoncé"
            continue
        bits = text.bits[j]
        low = text.lows[j]
        if low == "ailleurs" and j > floor and text.lows[j - 1] == "par":
            j -= 2
            continue
        if bits & _AUXILIARY or low in ("ayant", "étant", "avoir", "être", "été", "eu"):
            if low == "été" and j and text.bits[j - 1] & DETERMINER:
                return -1
            # "a" before a determiner of the participle is no auxiliary; nothing but asides may come between
            return j
        if (
            bits & (ADVERB | INVERTED | TONIC | TIME | NUMBER)
            or low.endswith("ment")
            or low[0].isdigit()
            or low in ("fait", "y", "en", "tous", "toutes")
        ):
            j -= 1
            continue
        if bits & COMMA:
            # "a, lors de l'audience, accusé": an aside between two commas, right after the auxiliary
            back = next((m for m in range(j - 1, max(0, j - 18), -1) if text.bits[m] & COMMA), -1)
            if back > 0 and text.bits[back - 1] & _AUXILIARY:
                return back - 1
        if bits & COMMA or low in ("part", "sa", "son", "leur", "côté", "tour", "outre", "effet", "fois", "reprises"):
            j -= 1
            continue
        if (
            j > floor + 1
            and text.lows[j - 1] == "en"
            and text.bits[j - 2] & _AUXILIARY
            and not bits & (CAPITAL | COMMA)
        ):
            # "a en revanche annulé", "avait en partie confirmé": an adverbial of two words
            j -= 2
            continue
        if low in ("quant", "pour", "de", "à", "plusieurs", "le", "ce", "ces", "cette", "semaine"):
            j -= 1
            continue
        return -1
    return -1


def _compound(text: Text, k: int, aux: int, participle: Form) -> Group | None:
    """The group of the participle at `k` with its auxiliary at `aux`."""
    being = text.lows[aux] in ("être", "étant", "été") or bool(text.bits[aux] & ETRE)
    head = aux
    if text.lows[aux] in ("été", "eu"):
        outer = _auxiliary(text, aux)
        if outer >= 0:
            head = outer
    low = text.lows[head]
    readings = verbs().get(low, ())
    tense = next((r.tense for r in readings if r.tense not in ("inf", "prp", "pp")), None)
    if low in ("avoir", "être"):
        tense = "inf"
    elif low in ("ayant", "étant"):
        tense = "prp"
    elif tense is None:
        tense = "pp"
    first = _clitics(text, head)
    reflexive = being and any(text.lows[j] in ("se", "s'", "m'", "me") for j in range(first, head))
    passive = being and not reflexive and participle.lemma not in _WITH_ETRE
    inverted = head + 1 if head + 1 < k and text.bits[head + 1] & INVERTED else -1
    negated = _negated(text, first, k)
    return Group(first, k, k + 1, participle, tense, passive, reflexive, negated, inverted)


def _clitics(text: Text, k: int) -> int:
    """Where the clitics and the "ne" before the verb at `k` begin."""
    j = k
    while j and text.bits[j - 1] & (CLITIC | NEGATION) and k - j < 4:
        # "nous" and "vous" are objects here: the verb forms of the lexicon are all of the third person
        low = text.lows[j - 1]
        if low == "en" and text.bits[k] & GERUND:
            break
        j -= 1
    return j


def _negated(text: Text, first: int, k: int) -> bool:
    """Whether a "ne" belongs to the verb (the group's words hold it)."""
    return any(text.bits[j] & NEGATION for j in range(first, k))
