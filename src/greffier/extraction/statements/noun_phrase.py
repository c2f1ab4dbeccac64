""" "annonce l'ouverture d'une enquête": a noun phrase for what happens or is so."""

from greffier.extraction.lexicon import (
    ADVERB,
    BEFORE_NOUN,
    COMMA,
    DETERMINER,
    INFINITIVE,
    MARK,
    NUMBER,
    PREPOSITION,
    STOP,
    classed,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import is_subject
from greffier.extraction.statements.content import skip_quote
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.statements.nouns import sense
from greffier.extraction.statements.phrase_boundaries import phrase_content_end
from greffier.extraction.syntax.adverbials import places_after
from greffier.extraction.syntax.text import Text


def nominal(text: Text, verb: Reporting) -> Found | None:
    """A noun phrase that says what happens or is so, and could be a que-clause."""
    g, limit = verb.group, verb.limit
    if not verb.frames & {"np", "dnp", "anp"} or g.passive:
        return None
    for place in places_after(text, g.last, limit):
        begin = _begin(text, place, verb)
        if 0 <= begin < limit:
            end = phrase_content_end(text, begin, limit)
            if place > g.last and is_subject(text, place, limit):
                return None  # "après avoir plaidé, le maire a parlé": the subject of the main verb
            return (begin, end, None) if _says(text, verb, begin, end) else None
    return None


def _begin(text: Text, k: int, verb: Reporting) -> int:
    """Where the noun phrase begins that the verb governs at `k`, or -1: after its "de" where the verb has one."""
    if k >= verb.limit:
        return -1
    bits, low = text.bits[k], text.lows[k]
    if "dnp" in verb.frames:
        return k + 1 if low in ("de", "d'") else k if low in ("du", "des") else -1
    if "anp" in verb.frames and low in ("à", "au", "aux") and text.lows[k + 2 : k + 3] != ["unanimité"]:
        return -1 if text.bits[min(k + 1, verb.limit - 1)] & INFINITIVE else k + 1
    if "np" not in verb.frames:
        return -1
    partitive = low == "des" and k == verb.group.last and not text.bits[min(k + 1, verb.limit - 1)] & MARK
    if not bits & DETERMINER or bits & PREPOSITION and not partitive or low in _VAGUE:
        return -1
    return k


def _says(text: Text, verb: Reporting, begin: int, end: int) -> bool:
    """Whether the phrase says what happens or is so: its noun is one of event or state, and says whose or of what."""
    own = text.lows[begin] in _POSSESSIVE
    whole = text.lows[begin] in _WHOLE
    if begin + 1 < end and text.bits[begin + 1] & MARK:
        after = skip_quote(text, begin + 1)
        if after >= end and after - begin > 4:
            return False  # "dénonce une « honte publique »": the quotation alone
        if own or after < end and text.bits[after] & PREPOSITION and text.lows[after] in _OF:
            return True
    head = _head(text, begin, end)
    if head < 0:
        return False
    low = text.lows[head]
    ahead = text.bits[head + 1] if head + 1 < end else STOP
    kind = sense(low)
    if kind in ("thing", "actor"):
        return False
    if verb.act == "deny" and not whole:
        return verb.group.form.lemma != "rejeter" and low.endswith(_STATES) and bool(ahead & PREPOSITION)
    # "réclame une enquête sur", "réclame une enquête indépendante"
    asked = verb.act == "ask" and bool(ahead & PREPOSITION or "object" in verb.frames and end - head > 1)
    # "annonce la libération des otages", "annonce sa démission", "annonce une libération prochaine"
    blamed = verb.group.form.lemma in _BLAMING and text.lows[begin] in _NEW  # "dénonce un procès politique"
    complete = own or whole or asked or blamed or bool(ahead & (PREPOSITION | MARK)) or end - head > 2
    return complete and (kind == "event" or asked or whole)


def _head(text: Text, begin: int, end: int) -> int:
    """The noun of the phrase: the first word that is known as one or can be no adjective before it; -1 for none."""
    for k in range(begin + (text.bits[begin] & DETERMINER > 0), min(begin + 5, end)):
        low = text.lows[k]
        if text.bits[k] & (ADVERB | NUMBER | BEFORE_NOUN | MARK) or low in _QUANTIFIERS:
            continue
        if sense(low) or not low.endswith(_ADJECTIVAL):
            return k
        ahead = text.bits[k + 1] if k + 1 < end else STOP
        if ahead & (PREPOSITION | STOP | COMMA):
            return k
    return -1


_ADJECTIVAL = ("e", "s", "al", "el", "f", "eux", "ble", "ant", "au")
_STATES = ("ité", "ance", "ence", "rôle", "lien", "liens", "intention", "implication", "participation", "caractère")
_QUANTIFIERS = frozenset("tout toute tous toutes certain certaine certains certaines".split())
_OF = frozenset("de d' du des face à au aux".split())
_POSSESSIVE = frozenset("sa son leur ses leurs".split())
_WHOLE = frozenset("toute tout aucune aucun".split())
_BLAMING = classed("blames")
_NEW = frozenset(("un", "une", "des"))
_VAGUE = frozenset("ces cette cet ce celui celle ceux celles".split())

RULE: Rule = Rule(
    "nominal",
    "A noun phrase for what happens or is so, after a verb that could take a clause, says what that clause would.",
    (
        "Le parquet <@tense:annoncer> <|jeudi |mardi >l'ouverture d'une enquête <préliminaire|judiciaire>.",
        "Les syndicats <@tenses:dénoncer> <une atteinte à|la violation de|une remise en cause de> la liberté.",
    ),
    (
        "Le parquet <@tense:annoncer> un document.",
        "Les élus <@tenses:critiquer> le <maire|préfet>.",
    ),
    nominal,
)
