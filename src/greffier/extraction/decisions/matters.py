"""What a ruling is about: the request, the act or the decision that it falls on, and who asked for or made it."""

from typing import NamedTuple

from greffier.extraction.decisions.courts import Tokens, forms, head, headed, opens_clause
from greffier.extraction.decisions.telling import Telling
from greffier.extraction.lexicon import (
    CAPITAL,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    INFINITIVE,
    PARTICIPLE,
    PREPOSITION,
    SEMICOLON,
    STOP,
)
from greffier.extraction.syntax.clauses import phrase_end
from greffier.extraction.syntax.text import Text

_REACH = 40  # tokens: how far the words that belong to a request are followed
_OF = ("de", "d'", "du", "des")


class Part(NamedTuple):
    """A phrase that stands for somebody with a part in what was asked."""

    phrase: Tokens
    role: str


def extent(text: Text, telling: Telling) -> Tokens | None:
    """The matter of a telling with all that belongs to it: "la demande" → "la demande à faire lever le secret"."""
    phrase = telling.matter
    if phrase is None:
        return None
    limit = text.sentences[text.sentence(phrase[0])][1]
    stop = telling.verb if phrase[0] < telling.verb else limit
    k = phrase[1]
    while k < min(stop, phrase[0] + _REACH):
        bits = text.bits[k]
        if bits & (STOP | SEMICOLON | COLON | COMMA) or opens_clause(text, k):
            break
        follows = text.bits[k + 1] if k + 1 < stop else 0
        if bits & COORDINATOR and (
            follows & PARTICIPLE
            or (follows & (DETERMINER | CAPITAL) and any(opens_clause(text, j) for j in range(k + 1, min(k + 9, stop))))
        ):
            break
        if text.lows[k] == "en" and text.words[min(k + 1, stop - 1)][0].isdigit():
            break
        if k == phrase[1] and not (
            bits & (PREPOSITION | PARTICIPLE | COORDINATOR) or text.lows[k] in ("visant", "tendant", "formulée")
        ):
            break
        k += 1
    while k > phrase[1] and text.bits[k - 1] & (COORDINATOR | PREPOSITION):
        k -= 1
    return phrase[0], max(k, phrase[1])


def parts(text: Text, telling: Telling) -> list[Part]:
    """Who asked, against whom, and who made what is attacked, by the words of the matter.

    Takes: "la demande de l'association", "le recours formé par la ville contre l'État", "l'arrêté du préfet".
    Leaves: "la demande de libération", "le recours de juin".
    """
    span = extent(text, telling)
    if span is None:
        return []
    last = span[1]
    noun = head(text, *span)
    request = headed(text, span, ("request",))
    made = "claimant" if request else "respondent"
    if not request and (headed(text, span, ("personal",)) or telling.outcome == "adjourned"):
        made = "defendant"
    out: list[Part] = []
    k = noun + 1
    whole = False  # an infinitive says what is asked: who asks stands before it
    while k < last:
        low = text.lows[k]
        if text.bits[k] & INFINITIVE and not text.bits[k] & DETERMINER:
            whole = True
        if low in _OF and k - noun < 7 and not whole and not any(p.role == made for p in out):
            start = k if low in ("du", "des") else k + 1
            if start < last and not text.bits[k + 1] & INFINITIVE:
                stop = min(phrase_end(text, start, last), last)
                out.append(Part((start, max(stop, start + 1)), made))
                k = max(stop, k + 1)
                continue
        if (
            low == "par"
            and k + 1 < last
            and text.lows[k - 1] in forms("made_by")
            and text.bits[k + 1] & (DETERMINER | CAPITAL)
        ):
            stop = phrase_end(text, k + 1, last)
            out.append(Part((k + 1, stop), "claimant" if request else "respondent"))
            k = stop
            continue
        if low == "contre" and k + 1 < last:
            stop = phrase_end(text, k + 1, last)
            out.append(Part((k + 1, stop), "respondent" if request else "defendant"))
            k = stop
            continue
        if low in _OF and request and k > noun + 1:
            start = k if low in ("du", "des") else k + 1
            if start < last and (text.bits[start] & (DETERMINER | CAPITAL)):
                out.append(Part((start, phrase_end(text, start, last)), "concerned"))
        k += 1
    return out
