"""Which tellings are of one ruling, and what rulings of one judgment share."""

from bisect import bisect_right
from datetime import date

from greffier.extraction.dates import Day, before
from greffier.extraction.decisions.courts import forms, opens_clause
from greffier.extraction.decisions.ruling import Bench, Ruling, gathered, numbers, published
from greffier.extraction.decisions.telling import Telling
from greffier.extraction.lexicon import CLITIC, DETERMINER, NUMBER, SUBJECT
from greffier.extraction.syntax.text import Text

_MANY = 40  # rulings that a telling is compared with
_LATE = ("avait", "avaient")  # the pluperfect tells of an earlier ruling


def joined(text: Text, bench: Bench, told: list[Telling], found: list[Day], published_on: date | None) -> list[Ruling]:
    """One ruling for all the tellings that can be of the same one; what only refers to a ruling makes none."""
    rulings: list[Ruling] = []
    reasons: list[Ruling] = []
    for telling in told:
        one = gathered(text, bench, telling, found, published_on)
        if telling.open:
            bench_of = {one.court, *one.judges} - {None}
            own = [r for r in rulings[-_MANY:] if bench_of & ({r.court, *r.judges} - {None})]
            if own:
                own[-1].tellings.append(telling)
            else:
                reasons.append(one)
            continue
        same = [r for r in rulings[-_MANY:] if _same(text, bench, r, one)]
        shared = [r for r in same if r.ruled.keys() & one.ruled.keys()]
        if same:
            chosen = (shared or same)[-1]
            _join(chosen, one, _stray(text, bench, one, chosen))
        else:
            rulings.append(one)
    for one in reasons:
        # a que-clause of a court of which nothing else is told is its ruling
        bench_of = {one.court, *one.judges} - {None}
        own = [r for r in rulings[:_MANY] if bench_of & ({r.court, *r.judges} - {None})]
        alone = [
            r for r in rulings[:_MANY] if r.court is None and not r.judges and r.outcome not in ("charged", "adjourned")
        ]
        if own:
            own[0].tellings.append(one.main)
        elif len(alone) == 1:
            alone[0].tellings.append(one.main)
            alone[0].court, alone[0].court_at, alone[0].instance = one.court, one.court_at, one.instance
            alone[0].instance_at, alone[0].judges = one.instance_at, dict(one.judges)
        elif one.firm or text.lows[one.main.verb] in forms("ruling_verb"):
            one.firm = True
            rulings.append(one)
    return [r for r in rulings if r.firm]


def _same(text: Text, bench: Bench, a: Ruling, b: Ruling) -> bool:
    """Whether two rulings can be one: nothing that both tell differs."""
    if not (a.outcome == b.outcome or _one_sentence(text, a, b)) or a.tellings[-1].verb == b.main.verb:
        return False
    if (
        a.ruled
        and b.ruled
        and not a.ruled.keys() & b.ruled.keys()
        and not (_loose(text, a) or _loose(text, b) or _stray(text, bench, b, a))
    ):
        return False
    if not _unnamed_fits(text, a, b):
        return False
    shared = {a.court, *a.judges} & {b.court, *b.judges} - {None}
    if not (a.ruled or b.ruled or shared) and _late(text, a.main) != _late(text, b.main):
        return False  # "avait été suspendu" tells of an earlier one
    if a.decided and b.decided and not (a.decided.startswith(b.decided) or b.decided.startswith(a.decided)):
        return False
    if a.instance_told and b.instance_told and a.instance != b.instance:
        return False
    if a.court and b.court and a.court != b.court and not (a.court_vague or b.court_vague):
        return False
    if a.judges and b.judges and not a.judges.keys() & b.judges.keys() and not (a.sentence == 0 or a.court or b.court):
        return False
    if (
        (a.instance_told or b.instance_told)
        and a.instance
        and b.instance
        and {a.instance, b.instance} == {"appeal", "cassation"}
    ):
        return False
    mine, other = numbers(text, a.sanction), numbers(text, b.sanction)
    if a.outcome == b.outcome and mine and other and not mine & other and not _added(text, a, b):
        return False
    if a.outcome == "ordered" and not (a.ruled.keys() & b.ruled.keys()) and not _alike(text, a, b):
        return False
    return not (a.claimants and b.claimants and not a.claimants & b.claimants)


def _one_sentence(text: Text, a: Ruling, b: Ruling) -> bool:
    """Whether a penalty and an order to pay under the same verb are one judgment: "condamné à verser"."""
    if {a.outcome, b.outcome} != {"convicted", "ordered"} or not a.ruled.keys() & b.ruled.keys():
        return False
    return all(text.lows[r.main.verb].startswith("condamn") for r in (a, b))


def _added(text: Text, a: Ruling, b: Ruling) -> bool:
    """Whether a penalty is told as one more of the same judgment on the same person: "a aussi été condamné à"."""
    if not a.ruled.keys() & b.ruled.keys() or b.court or b.decided or b.instance_told:
        return False
    near = range(max(text.sentences[b.sentence][0], b.main.verb - 8), b.main.verb)
    return any(text.lows[k] in forms("added") for k in near)


def _loose(text: Text, one: Ruling) -> bool:
    """Whether the one ruled on is only described, in a heading: "Un ancien maire condamné"."""
    phrase = one.main.ruled
    if len(one.tellings) > 1:
        return False
    if phrase is None or (one.sentence > 1 and one.main.rule not in ("headline-ruling", "penalty-heading")):
        return False
    k = phrase[0]
    described = bool(text.bits[k] & (DETERMINER | NUMBER)) or text.words[k][0].islower() or one.sentence <= 1
    shouted = bool(text.bits[k] & DETERMINER)  # "L'EX-DIRECTEUR DE LA POSTE CONDAMNÉ": capitals that name nobody
    words = text.words[phrase[0] + 1 : phrase[1]]
    return described and not any(word[0].isupper() and not (shouted and word.isupper()) for word in words)


def _stray(text: Text, bench: Bench, one: Ruling, other: Ruling) -> bool:
    """Whether a pronoun close after `other` was taken for something that cannot be sentenced beside a person."""
    phrase = one.main.ruled
    if phrase is None or phrase[1] - phrase[0] != 1 or not text.bits[phrase[0]] & (SUBJECT | CLITIC):
        return False
    near = 0 <= one.sentence - text.sentence(other.tellings[-1].verb) <= 3
    kinds = {bench.cast.kind(actor) for actor in one.ruled}
    described = all("." in actor for actor in one.ruled)
    return near and (described or bool(kinds - {bench.cast.kind(actor) for actor in other.ruled}))


def _unnamed_fits(text: Text, a: Ruling, b: Ruling) -> bool:
    """Whether somebody unknown in one can be the one ruled on in the other: a pronoun can, "onze hommes" cannot."""
    for one, other in ((a, b), (b, a)):
        phrase = one.unnamed
        if phrase and not one.ruled and (other.ruled or other.unnamed):
            if phrase[1] - phrase[0] == 1 or _loose(text, one):
                continue
            if (
                other.unnamed
                and text.lows[other.unnamed[0] + 1 : other.unnamed[1]] == text.lows[phrase[0] + 1 : phrase[1]]
            ):
                continue
            return False
    return True


def _alike(text: Text, a: Ruling, b: Ruling) -> bool:
    """Whether two orders concern the same thing: the same noun, or the same court with nothing else told."""
    benches = [{r.court, *r.judges} - {None} for r in (a, b)]
    if benches[0] & benches[1] and not (a.ruled or b.ruled):
        return True
    if a.sentence == 0 and len(a.tellings) == 1:
        return True  # the heading, told again
    things = [
        {text.lows[k] for k in range(*(t.matter or t.ruled or (0, 0))) if len(text.lows[k]) > 3}
        for t in (a.main, b.main)
    ]
    return bool(things[0] & things[1]) or not things[0] or not things[1]


def _join(a: Ruling, b: Ruling, stray: bool) -> None:
    """Adds what `b` tells to `a`; what `a` tells already stays."""
    heading = a.sentence == 0 and len(a.tellings) == 1
    if a.outcome != b.outcome:
        penal = any(r.outcome == "convicted" and (r.sanction or r.subject) for r in (a, b))
        a.outcome = "convicted" if penal else "ordered"
    a.tellings += b.tellings
    a.firm = a.firm or b.firm
    if b.ruled and (not a.ruled or not a.ruled.keys() & b.ruled.keys()) and not stray:
        a.ruled, a.ruled_at = dict(b.ruled), dict(b.ruled_at)
    a.claimants |= b.claimants
    a.asked += b.asked
    if b.court and (a.court is None or (a.court_vague and not b.court_vague)):
        a.court, a.court_at, a.court_vague = b.court, b.court_at, b.court_vague
    if heading and b.judges and not any(j in b.judges for j in a.judges):
        a.judges = {}  # "un juge" of the heading, now named
    for judge, place in b.judges.items():
        a.judges.setdefault(judge, place)
    if b.instance and (a.instance is None or (b.instance_told and not a.instance_told)):
        a.instance, a.instance_at, a.instance_told = b.instance, b.instance_at, b.instance_told
    if b.decided and (a.decided is None or len(b.decided) > len(a.decided)):
        a.day, a.decided = b.day, b.decided
    a.announced = a.announced or b.announced
    if a.sanction is None or (heading and b.sanction):
        a.sanction = b.sanction
    a.subject = a.subject or b.subject


def refer(text: Text, bench: Bench, rulings: list[Ruling], found: list[Day], published_on: date | None) -> None:
    """What later words add to a ruling: "la décision rendue publique lundi", "le jugement d'aujourd'hui"."""
    if not rulings:
        return
    nouns = forms("reference")
    by_first = {day.first: day for day in found}
    for k in [k for k, low in enumerate(text.lows) if low in nouns]:
        after = bisect_right(rulings, k, key=_first)
        earlier = rulings[max(0, after - _MANY) : after]
        earlier = [r for r in earlier if not _late(text, r.tellings[-1])] or earlier
        one = earlier[-1] if earlier else rulings[0]
        limit = text.sentences[text.sentence(k)][1]
        for j in range(k + 1, min(k + 8, limit)):
            day = by_first.get(j)
            if day:
                if published(text, day):
                    one.announced = one.announced or day
                elif one.decided is None and text.lows[j - 1] not in ("au", "à"):
                    one.day, one.decided = day, before(day, published_on)
                break
            if opens_clause(text, j):
                break


def _first(one: Ruling) -> int:
    return one.main.first


def inherit(text: Text, rulings: list[Ruling]) -> None:
    """Gives several rulings of one judgment, told one after the other, its court and day."""
    for k, b in enumerate(rulings):
        if b.outcome not in ("convicted", "acquitted") or b.court or b.decided or b.instance_told:
            continue
        for a in reversed(rulings[max(0, k - 4) : k]):
            if a.outcome not in ("convicted", "acquitted") or a.ruled.keys() & b.ruled.keys():
                continue
            before_b = [t for t in a.tellings[-_MANY:] if t.verb <= b.main.verb] or [a.main]
            if b.sentence - text.sentence(before_b[-1].verb) > 3 or _late(text, before_b[-1]) != _late(text, b.main):
                continue
            b.court, b.court_at, b.court_vague = a.court, a.court_at, a.court_vague
            b.instance, b.instance_at = a.instance, a.instance_at
            b.day, b.decided, b.announced = a.day, a.decided, a.announced
            b.judges = dict(a.judges)
            break


def _late(text: Text, telling: Telling) -> bool:
    """Whether a telling stands in the pluperfect."""
    return any(text.lows[k] in _LATE for k in range(max(telling.first, telling.verb - 6), telling.verb))
