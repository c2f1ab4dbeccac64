"""Which mentions are of one decision, what later words add to it, and what decisions of one judgment share."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from greffier.extraction.dates.day import Day, before
from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.days import announces
from greffier.extraction.decisions.draft import Draft, draft
from greffier.extraction.decisions.identity import is_earlier, is_stray, same_decision
from greffier.extraction.decisions.mention import DecisionMention
from greffier.extraction.decisions.vocabulary import forms, opens_clause
from greffier.extraction.rules import active
from greffier.extraction.syntax.text import Text

_MANY = 40  # decisions that a mention is compared with
_BEFORE = 4  # decisions before one whose court and day it can share
_CLOSE = 3  # sentences between two decisions of one judgment


def joined(
    text: Text, bench: Bench, mentions: Sequence[DecisionMention], days: Sequence[Day], published_on: date | None
) -> list[Draft]:
    """One draft for all the mentions that can be of the same decision; what only refers to one makes none."""
    found: list[Draft] = []
    reasons: list[Draft] = []
    for mention in mentions:
        one = draft(text, bench, mention, days, published_on, found)
        start = max(0, len(found) - _MANY)
        if mention.open:
            own = [k for k in range(start, len(found)) if one.deciders() & found[k].deciders()]
            if own:
                found[own[-1]] = _with_mention(found[own[-1]], mention)
            else:
                reasons.append(one)
            continue
        same = [k for k in range(start, len(found)) if same_decision(text, bench, found[k], one)]
        shared = [k for k in same if found[k].falls_on() & one.falls_on()]
        if same:
            k = (shared or same)[-1]
            found[k] = merged(found[k], one, is_stray(text, bench, one, found[k]))
        else:
            found.append(one)
    return [one for one in _with_reasons(text, found, reasons) if one.firm]


def _with_mention(one: Draft, mention: DecisionMention) -> Draft:
    return one._replace(mentions=(*one.mentions, mention))


def _with_reasons(text: Text, drafts: Sequence[Draft], reasons: Sequence[Draft]) -> list[Draft]:
    """The drafts with the que-clauses of their courts; one of a court that decides nothing else is its decision."""
    found = list(drafts)
    for one in reasons:
        early = range(min(len(found), _MANY))
        own = [k for k in early if one.deciders() & found[k].deciders()]
        alone = [k for k in early if not found[k].deciders() and found[k].outcome not in ("charged", "adjourned")]
        if own:
            found[own[0]] = _with_mention(found[own[0]], one.main)
        elif len(alone) == 1:
            known = _with_mention(found[alone[0]], one.main)
            found[alone[0]] = known._replace(court=one.court, instance=one.instance, judges=one.judges)
        elif one.firm or text.lows[one.main.trigger] in forms("ruling_verb"):
            found.append(one._replace(firm=True))
    return found


def merged(a: Draft, b: Draft, stray: bool) -> Draft:
    """`a` with what `b` adds to it; what `a` says already stays. `stray` where the patient of `b` is a mistake."""
    heading = a.sentence == 0 and len(a.mentions) == 1
    patients = a.patients
    if b.patients and not a.falls_on() & b.falls_on() and not stray:
        patients = b.patients
    judges = a.judges
    if heading and b.judges and not {p.actor for p in a.judges} & {p.actor for p in b.judges}:
        judges = ()  # "un juge" of the heading, now named
    known = {part.actor for part in judges}
    sooner = b.decided and (a.decided is None or len(b.decided) > len(a.decided))
    return a._replace(
        mentions=(*a.mentions, *b.mentions),
        outcome=_outcome(a, b),
        firm=a.firm or b.firm,
        patients=patients,
        asked=(*a.asked, *b.asked),
        judges=(*judges, *(part for part in b.judges if part.actor not in known)),
        court=b.court if b.court and (a.court is None or a.court.vague and not b.court.vague) else a.court,
        instance=b.instance
        if b.instance and (a.instance is None or b.instance.explicit and not a.instance.explicit)
        else a.instance,
        day=b.day if sooner else a.day,
        decided=b.decided if sooner else a.decided,
        announced=a.announced or b.announced,
        sanction=b.sanction if a.sanction is None or heading and b.sanction else a.sanction,
        subject=a.subject or b.subject,
    )


def _outcome(a: Draft, b: Draft) -> str:
    """The outcome of two mentions of one judgment: a penalty with an order to pay beside it is a conviction."""
    if a.outcome == b.outcome:
        return a.outcome
    penal = any(one.outcome == "convicted" and (one.sanction or one.subject) for one in (a, b))
    return "convicted" if penal else "ordered"


def with_references(text: Text, drafts: Sequence[Draft], days: Sequence[Day], published_on: date | None) -> list[Draft]:
    """The drafts with the days that later words add: "la décision rendue publique lundi"."""
    found = list(drafts)
    if not found or not active("day-referred"):
        return found
    by_first = {day.first: day for day in days}
    attacked = [m.ruled_on for one in drafts for m in one.mentions if m.ruled_on]
    for k in text.places(forms("reference")):
        if k and text.lows[k - 1] in ("un", "une", "des") or any(first <= k < last for first, last in attacked):
            continue  # "une décision rendue en mars": none of those mentioned
        day = _day_after(text, k, by_first)
        if day is None:
            continue
        at = _referred(text, found, k)
        one = found[at]
        if announces(text, day):
            found[at] = one._replace(announced=one.announced or day)
        elif one.decided is None and text.lows[day.first - 1] not in ("au", "à"):
            found[at] = one._replace(day=day, decided=before(day, published_on))
    return found


def _day_after(text: Text, k: int, days: dict[int, Day]) -> Day | None:
    """The day close after the noun at `k`."""
    limit = text.sentences[text.sentence(k)].last
    for j in range(k + 1, min(k + 8, limit)):
        if j in days:
            return days[j]
        if opens_clause(text, j):
            return None
    return None


def _referred(text: Text, drafts: Sequence[Draft], k: int) -> int:
    """The draft that "la décision" at token `k` refers to: the last one mentioned before that is no earlier one."""
    after = bisect_right(drafts, k, key=_first)
    before = range(max(0, after - _MANY), after)
    late = [n for n in before if not is_earlier(text, drafts[n].mentions[-1])]
    return (late or list(before) or [0])[-1]


def _first(one: Draft) -> int:
    return one.main.first


def with_shared(text: Text, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of one judgment, mentioned one after the other, with its court and day."""
    found = list(drafts)
    for k, one in enumerate(found):
        for other in reversed(found[max(0, k - _BEFORE) : k]):
            if one.decided is None and one.day is None and _one_sitting(text, other, one):
                one = found[k] = one._replace(day=other.day, decided=other.decided, announced=other.announced)
        placed = one.court or one.decided or (one.instance and one.instance.explicit)
        if one.outcome not in ("convicted", "acquitted") or placed:
            continue
        for other in reversed(found[max(0, k - _BEFORE) : k]):
            if _one_judgment(text, other, one):
                found[k] = one._replace(
                    court=other.court,
                    instance=other.instance,
                    day=other.day,
                    decided=other.decided,
                    announced=other.announced,
                    judges=other.judges,
                )
                break
    return found


def _one_sitting(text: Text, a: Draft, b: Draft) -> bool:
    """Whether two decisions of one court are mentioned close by, in the same tense."""
    near = 0 <= b.sentence - text.sentence(a.mentions[-1].trigger) <= _CLOSE
    return near and bool(a.deciders() & b.deciders()) and is_earlier(text, a.main) == is_earlier(text, b.main)


def _one_judgment(text: Text, a: Draft, b: Draft) -> bool:
    """Whether two decisions on different people are mentioned close by, in the same tense."""
    if a.outcome not in ("convicted", "acquitted") or a.falls_on() & b.falls_on():
        return False
    earlier = [m for m in a.mentions[-_MANY:] if m.trigger <= b.main.trigger] or [a.main]
    near = b.sentence - text.sentence(earlier[-1].trigger) <= _CLOSE
    return near and is_earlier(text, earlier[-1]) == is_earlier(text, b.main)
