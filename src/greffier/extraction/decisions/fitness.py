"""Whether who acts and what is acted on make a verb a ruling."""

from greffier.extraction.decisions.courts import Ruler, Tokens, forms, headed
from greffier.extraction.decisions.telling import Row
from greffier.extraction.lexicon import INFINITIVE
from greffier.extraction.syntax.text import Text


def only_courts_do(text: Text, row: Row, thing: Tokens | None, sanction: Tokens | None) -> bool:
    """Whether only a court does this, whoever it is: acquits, dismisses an appeal, sentences to prison."""
    if row.outcome == "acquitted" and thing:
        return row.agent != "court" and can_be_tried(text, thing)
    if row.outcome == "convicted":
        return bool(row.joined and row.joined[0][0].startswith("coupable")) or bool(
            sanction and any(text.lows[k] in forms("penal") for k in range(*sanction))
        )
    return bool(thing and row.objects and "request" in row.objects and headed(text, thing, ("plea",)))


def object_fits(text: Text, thing: Tokens, row: Row) -> bool:
    """Whether what is ruled on belongs to the classes that the row asks for."""
    if "person" in row.objects:
        return not headed(text, thing, ("proceeding", "request", "decision", "act"))
    return headed(text, thing, row.objects)


def agent_fits(row: Row, by: Ruler | None, active: bool, penalty: bool, told: bool = False, sure: bool = False) -> bool:
    """Whether the one who acts can rule as the row asks; where nobody is known the words must be a court's."""
    kind = by.kind if by else ""
    if kind == "nobody":
        return not active and not told
    if active and by is None and sure:
        return True
    if kind == "prosecution" and row.outcome not in ("discontinued", "charged", "dismissed", "ordered", "referred"):
        return False
    if row.agent == "court":
        return kind in ("court", "judge")
    if row.agent == "authority":
        return kind in ("court", "judge", "authority", "body")
    if active:
        return kind in ("court", "judge") or (
            kind in ("authority", "body", "prosecution") and (penalty or row.agent == "")
        )
    if told and row.agent == "court?":
        return kind in ("court", "judge") or (bool(kind) and penalty)
    return True


def can_be_tried(text: Text, thing: Tokens) -> bool:
    """Whether a phrase can stand for somebody who is sentenced, rather than for an act that is blamed."""
    return not headed(text, thing, ("offence", "act", "request", "proceeding", "no_person"))


def order_or_penalty(text: Text, outcome: str, sanction: Tokens | None) -> str:
    """`ordered` for what is no penalty: somebody is told to pay, to publish, to give back."""
    if outcome != "convicted" or sanction is None or not text.bits[sanction[0]] & INFINITIVE:
        return outcome
    return outcome if any(text.lows[k] in forms("penal") for k in range(*sanction)) else "ordered"
