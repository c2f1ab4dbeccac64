"""The day of a decision, and the day on which it was made public."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from greffier.extraction.dates.day import Day, before
from greffier.extraction.decisions.mention import DecisionMention
from greffier.extraction.decisions.vocabulary import forms, head, is_form, opens_clause
from greffier.extraction.lexicon import AVOIR, COORDINATOR, RELATIVE, SUBORDINATOR
from greffier.extraction.rules import active
from greffier.extraction.syntax.text import Text

_REACH = 120  # tokens: a day farther from its decision is not its own
_OPENING = 12  # tokens: how deep in a sentence a day still opens it
_AFTER = 14  # tokens after a mention in which the day of its announcement is found
_AHEAD = ("avant", "jusqu'", "compter", "ici", "jusque")  # "d'ici mardi", "à compter du 3 mai"


def day_of(
    text: Text, mention: DecisionMention, days: Sequence[Day], published_on: date | None
) -> tuple[Day | None, Day | None]:
    """The day of the decision and that of its publication, from the clause, else from what the sentence opens with."""
    first, last = text.sentences[text.sentence(mention.trigger)]
    about = mention.subject or (0, 0)
    here = days[bisect_left(days, first, key=_first) : bisect_left(days, last, key=_first)]
    # an article reports no decision later than itself: such a day is of something to come
    latest = published_on.isoformat() if published_on else "9999"
    inside, leading, announced = [], [], []
    for day in here:
        if abs(day.first - mention.trigger) >= _REACH or (before(day, published_on) or "") > latest:
            continue
        if about[0] <= day.first < about[1] or _lies_ahead(text, day):
            continue
        if announces(text, day):
            if (mention.trigger < day.first or day.first < mention.first) and active("day-announced"):
                announced.append(day)
        elif _inside(text, mention, day):
            inside.append(day)
        elif _leads(text, mention, day, first) and active("day-leading"):
            leading.append(day)
        elif 0 <= day.first - mention.last < _AFTER and _is_said(text, mention.last, day.first):
            announced.append(day)
    whole = [day for day in inside if day.value and len(day.value) == 10]
    best = next(iter((*whole, *inside, *leading)), None)
    return best, announced[0] if announced else None


def value_of(day: Day | None, published_on: date | None) -> str | None:
    """What a day means for a decision, which lies before publication."""
    return before(day, published_on) if day else None


def _first(day: Day) -> int:
    return day.first


def _inside(text: Text, mention: DecisionMention, day: Day) -> bool:
    """Whether a day is among the words of a mention and belongs to its verb."""
    if not mention.first <= day.first <= mention.last:
        return False
    agent = mention.agent
    if agent and agent.first < day.first < agent.last + 2 and text.lows[head(text, *agent)] in forms("document"):
        return True  # "l'arrêt du 3 mai qui condamnait Paul"
    if modifies(text, day):
        return False
    if any(text.bits[j] & (COORDINATOR | RELATIVE | SUBORDINATOR) for j in range(day.last, mention.trigger)):
        return False
    return day.first >= mention.trigger or not any(text.bits[j] & RELATIVE for j in range(mention.first, day.first))


def _leads(text: Text, mention: DecisionMention, day: Day, first: int) -> bool:
    """Whether a day opens the sentence of a mention: "Mardi, le tribunal a …"."""
    if not (day.first < mention.first and day.first - first < _OPENING) or modifies(text, day):
        return False
    return not any(opens_clause(text, j) for j in range(first, min(mention.first, first + _REACH)))


def _lies_ahead(text: Text, day: Day) -> bool:
    """Whether a day lies ahead of the decision: "jusqu'au 27 juillet", "renvoyé au 3 mai", "avant mardi"."""
    one = text.lows[day.first - 1] if day.first else ""
    two = text.lows[day.first - 2] if day.first > 1 else ""
    return one in ("au", "à") or one in _AHEAD or two in _AHEAD


def modifies(text: Text, day: Day) -> bool:
    """Whether a day belongs to a noun that is no decision: "l'attentat du 13 novembre"."""
    low = text.lows[day.first - 1] if day.first else ""
    if low == "entre":
        return True
    given = day.first - 1 if low in forms("given") else day.first - 2 if low in ("en", "le", "ce", "du") else 0
    if given > 2 and _of_its_document(text, given):
        return False
    if given > 0 and text.lows[given] in forms("given") and not _compound(text, given):
        # "la peine prononcée en 2022", "l'arrêt rendu le 3 mai"
        return True
    return low in ("du", "de", "d'", "des") and text.lows[day.first - 2] not in forms("reference") | {"audience"}


def _of_its_document(text: Text, k: int) -> bool:
    """Whether the participle at `k` is of the paper that holds the decision itself: "par un arrêt rendu lundi"."""
    dated = text.lows[k] in forms("given") or text.lows[k] in ("daté", "datée")
    return dated and text.lows[k - 1] in forms("document") and text.lows[k - 3] in ("par", "dans")


def _compound(text: Text, k: int) -> bool:
    """Whether the participle at `k` has an auxiliary right before it: "a été rendu", "ont rendu"."""
    return text.lows[k - 1] == "été" or bool(text.bits[k - 1] & AVOIR)


def announces(text: Text, day: Day) -> bool:
    """Whether a day is that of making public: "rendue publique lundi", "publié le 3 mai"."""
    for k in range(max(1, day.first - 4), day.first):
        low = text.lows[k]
        adjective = low.startswith("publi") and "é" not in low
        if low in forms("publish") and (not adjective or text.lows[k - 1].startswith("rendu")):
            return True
    return False


def _is_said(text: Text, k: int, last: int) -> bool:
    """Whether what comes between two tokens is an inserted verb that makes known: ", a annoncé", ", annonce"."""
    return any(is_form(text, j, *forms("makes_known")) for j in range(k, last))
