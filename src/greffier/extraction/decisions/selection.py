"""Whether who acts and what is acted on make a verb a decision."""

from greffier.extraction.decisions.courts import Decider
from greffier.extraction.decisions.outcomes import Outcome
from greffier.extraction.decisions.vocabulary import forms, headed
from greffier.extraction.lexicon import CAPITAL, CLITIC, INFINITIVE, NUMBER, TIME
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group

_BENCH = ("court", "judge")
_THAT = ("celui", "celle", "ceux", "celles")
_SAID = 30  # tokens before "celle de X" in which its noun is found
_PROSECUTED = ("discontinued", "charged", "dismissed", "ordered", "referred")  # what a prosecutor can decide


def only_courts_do(text: Text, row: Outcome, patient: TokenSpan | None, sanction: TokenSpan | None) -> bool:
    """Whether only a court does this, whoever it is: acquits, dismisses an appeal, sentences to prison."""
    if row.outcome == "acquitted" and patient:
        return row.agent != "court" and can_be_tried(text, patient)
    if row.outcome == "convicted":
        return bool(row.joined and row.joined[0][0].startswith("coupable")) or is_penal(text, sanction)
    return bool(patient and "request" in row.objects and headed(text, patient, ("plea",)))


def is_penal(text: Text, sanction: TokenSpan | None) -> bool:
    """Whether a sanction is one of criminal law."""
    return bool(sanction and any(text.lows[k] in forms("penal") for k in range(*sanction)))


def patient_fits(text: Text, patient: TokenSpan, row: Outcome) -> bool:
    """Whether what is decided on belongs to the classes that the row asks for."""
    if "person" in row.objects:
        return not headed(text, patient, ("proceeding", "request", "decision", "act"))
    if text.lows[patient.first] in _THAT:
        # "a rejeté l'action de X mais accueilli celle de Y": the noun is the one mentioned before
        said = text.lows[max(text.sentences[text.sentence(patient.first)].first, patient.first - _SAID) : patient.first]
        return any(low in forms(kind) for low in said for kind in row.objects)
    return headed(text, patient, row.objects)


def subject_decides(row: Outcome, by: Decider | None, penalty: bool, sure: bool) -> bool:
    """Whether the subject of an active verb can decide as the row asks; `sure` where only courts do this."""
    if by is None or row.lemma in forms("clemency"):
        return sure or row.lemma in forms("clemency")
    if by.kind == "nobody" or not _within_powers(row, by):
        return False
    if row.agent in ("court", "authority"):
        return _fits(row, by)
    return by.kind in _BENCH or by.kind in ("authority", "body", "prosecution") and (penalty or row.agent == "")


def complement_decides(row: Outcome, by: Decider | None, penalty: bool, named: bool) -> bool:
    """Whether "par X" can decide as the row asks; where nobody is `named` the words must be a court's."""
    if row.lemma in forms("clemency"):
        return True
    if by is not None and (by.kind == "nobody" and named or not _within_powers(row, by)):
        return False
    if row.agent in ("court", "authority"):
        return _fits(row, by)
    if named and row.agent == "court?":
        return by is not None and (by.kind in _BENCH or penalty)
    return True


def _within_powers(row: Outcome, by: Decider) -> bool:
    return by.kind != "prosecution" or row.outcome in _PROSECUTED


def _fits(row: Outcome, by: Decider | None) -> bool:
    kinds = _BENCH if row.agent == "court" else (*_BENCH, "authority", "body")
    return by is not None and by.kind in kinds


def can_be_tried(text: Text, phrase: TokenSpan) -> bool:
    """Whether a phrase can stand for somebody who is sentenced, rather than for an act that is blamed."""
    return not headed(text, phrase, ("offence", "act", "request", "proceeding", "no_person"))


def is_figurative(text: Text, k: int, limit: int, sanction: TokenSpan | None) -> bool:
    """Whether "condamné à" goes on with no penalty and nothing that a court orders: "à l'immobilisme", "à attendre"."""
    if k >= limit or text.lows[k] not in ("à", "au", "aux"):
        return False
    if sanction is None:
        return text.lows[k + 1 : k + 2] != ["nouveau"] and not text.bits[min(k + 1, limit - 1)] & (
            NUMBER | TIME | CAPITAL
        )
    to = sanction.first + bool(text.bits[sanction.first] & CLITIC)
    return text.lows[to] in forms("fate")


def outcome_of(text: Text, row: Outcome, verb: Group, sanction: TokenSpan | None) -> str:
    """The outcome of a row as its clause has it: an order rather than a penalty, granted or undone only in part."""
    around = text.lows[verb.first : verb.last + 3]
    partly = any(low in forms("partly") for low in around) or "en" in around and "partie" in around
    if partly and row.outcome in ("granted", "overturned"):
        return "partly_granted"
    return order_or_penalty(text, row.outcome, sanction)


def order_or_penalty(text: Text, outcome: str, sanction: TokenSpan | None) -> str:
    """`ordered` for what is no penalty: somebody has to pay, to publish, to give back."""
    if outcome != "convicted" or sanction is None:
        return outcome
    to = sanction.first + bool(text.bits[sanction.first] & CLITIC)
    if not text.bits[to] & INFINITIVE:
        return outcome
    return outcome if is_penal(text, sanction) else "ordered"
