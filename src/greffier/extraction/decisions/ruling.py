"""One ruling and what is known of it, gathered from the places that tell of it."""

from bisect import bisect_left
from datetime import date
from functools import cache

from greffier.extraction.coreference.entities import Entities
from greffier.extraction.dates import Day, before
from greffier.extraction.decisions.courts import Ruler, Tokens, forms, head, match, opens_clause, phrases, rank, ruler
from greffier.extraction.decisions.matters import extent, parts
from greffier.extraction.decisions.telling import Rules, Telling
from greffier.extraction.lexicon import (
    CAPITAL,
    COMMA,
    COORDINATOR,
    DETERMINER,
    NUMBER,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    table,
)
from greffier.extraction.syntax.clauses import phrase_end
from greffier.extraction.syntax.text import Text

_REACH = 120  # tokens: a day told farther from its ruling is not its own


class Bench(Rules):
    """Who stands behind the words: the actors of a phrase, and which of them rule."""

    def __init__(self, text: Text, cast: Entities) -> None:
        self.text = text
        self.cast = cast
        self.judges: set[str] = set()
        self.ranks: dict[str, str] = {}
        self._appointed()

    def actors(self, phrase: Tokens, definite: bool = True) -> list[str]:
        """The actors that a phrase stands for: one, or those that "et" and commas join."""
        parts = _parts(self.text, phrase)
        if len(parts) > 1:
            found = [self.cast.who(*part, definite) for part in parts]
            if all(found):
                return list(dict.fromkeys(one for one in found if one))
        one = self.cast.who(*phrase, definite)
        return [one] if one else []

    def ruler(self, phrase: Tokens) -> Ruler | None:
        """What a phrase is that could rule: by its head, else by what is known of the actor it stands for."""
        found = ruler(self.text, phrase)
        if found and found.kind == "authority":
            actor = self.cast.who(*phrase)
            if actor and self.cast.kind(actor) == "court":
                return Ruler("court", self.ranks.get(actor, ""))
        if found:
            if found.kind in ("court", "judge"):
                self._learn(phrase, found)
            return found
        if self.text.lows[head(self.text, *phrase)] in forms("document"):
            return Ruler("court", "")
        if not self._telling(phrase):
            return Ruler("nobody", "")
        actor = self.cast.who(*phrase)
        if actor is None:
            return None
        if actor in self.judges:
            return Ruler("judge", "")
        kind = self.cast.kind(actor)
        if kind == "court":
            return Ruler("court", self.ranks.get(actor, ""))
        return Ruler("body" if kind == "public_body" else "nobody", "")

    def _telling(self, phrase: Tokens) -> bool:
        """Whether a phrase names somebody or is a pronoun: a description of no court or judge rules nothing."""
        text = self.text
        if phrase[1] - phrase[0] == 1:
            return True
        return any(
            text.bits[k] & CAPITAL for k in range(phrase[0] + bool(text.bits[phrase[0]] & DETERMINER), phrase[1])
        )

    def _appointed(self) -> None:
        """Learns who is a judge from "la juge X" and "X, juge à Dole", wherever they stand."""
        text = self.text
        bench, courts = forms("bench"), phrases("instances", "court")
        for k in [k for k, low in enumerate(text.lows) if low in bench or low in courts]:
            if text.lows[k] not in bench:
                self._ranked(k)
                continue
            limit = text.sentences[text.sentence(k)][1]
            phrase = (k - 1 if k and text.bits[k - 1] & DETERMINER else k, phrase_end(text, k, limit))
            found = ruler(text, phrase)
            if found and found.kind == "judge":
                if any(text.bits[j] & CAPITAL for j in range(k + 1, phrase[1])):
                    self._learn(phrase, found, True)
                if phrase[0] and text.bits[phrase[0] - 1] & COMMA and text.bits[max(0, phrase[0] - 2)] & CAPITAL:
                    first = phrase[0] - 2
                    while first and text.bits[first - 1] & CAPITAL and phrase[0] - first < 6:
                        first -= 1
                    self._learn((first, phrase[0] - 1), found, True)

    def _ranked(self, k: int) -> None:
        """Learns the rank of the court that is named in full at `k`, for where it is named in short."""
        found = match(self.text, k, "instances", "court")
        if found and found[1]["instance"] and found[0] > k + 1:
            phrase = (k, phrase_end(self.text, k, self.text.sentences[self.text.sentence(k)][1]))
            actor = self.cast.who(*phrase)
            if actor and self.cast.kind(actor) == "court":
                self.ranks[actor] = found[1]["instance"]

    def _learn(self, phrase: Tokens, found: Ruler, definite: bool = False) -> None:
        """Notes that the actor of a phrase judges, and the rank that its words tell."""
        actor = self.cast.who(*phrase, definite)
        if actor is None:
            return
        if found.kind == "judge" and self.cast.kind(actor) != "court":
            self.judges.add(actor)
        if found.instance and (actor not in self.ranks or self.text.lows[phrase[0] + 1 : phrase[1]] != ["tribunal"]):
            self.ranks[actor] = found.instance


def _parts(text: Text, phrase: Tokens) -> list[Tokens]:
    """The members of a phrase that "et" and commas join, each with a name or a determiner of its own."""
    out: list[Tokens] = []
    begin = phrase[0]
    for k in range(phrase[0] + 1, min(phrase[1] - 1, phrase[0] + 40)):
        if text.bits[k] & (COMMA | COORDINATOR) and text.bits[k + 1] & (DETERMINER | CAPITAL | NUMBER):
            if k > begin:
                out.append((begin, k))
            begin = k + 1
    out.append((begin, phrase[1]))
    return out


class Ruling:
    """What the tellings of one ruling say together; parts by token, each as first told."""

    def __init__(self, telling: Telling) -> None:
        self.tellings: list[Telling] = [telling]
        self.outcome = telling.outcome
        self.firm = telling.firm
        self.ruled: dict[str, str] = {}  # actor to role
        self.ruled_at: dict[str, Tokens] = {}
        self.court: str | None = None
        self.court_at: Tokens | None = None
        self.court_vague = True
        self.judges: dict[str, Tokens] = {}
        self.instance: str | None = None
        self.instance_at: Tokens | None = None
        self.instance_told = False
        self.day: Day | None = None
        self.decided: str | None = None
        self.announced: Day | None = None
        self.sanction: Tokens | None = telling.sanction
        self.subject: Tokens | None = telling.subject
        self.unnamed: Tokens | None = None
        self.sentence = -1
        self.claimants: set[str] = set()
        self.asked: list[tuple[str, str, Tokens]] = []  # actor, role, words

    @property
    def main(self) -> Telling:
        return self.tellings[0]


def numbers(text: Text, phrase: Tokens | None) -> set[str]:
    """The numbers of a penalty."""
    if phrase is None:
        return set()
    told = {text.lows[k] for k in range(*phrase) if text.bits[k] & NUMBER or text.words[k][0].isdigit()} - {"un", "une"}
    return {_figures().get(word, word) for word in told}


@cache
def _figures() -> dict[str, str]:
    """Number words as figures, so that "vingt ans" and "20 ans" are one penalty."""
    return {row["form"]: row["value"] for row in table("dates") if row["class"] == "count"}


def gathered(text: Text, bench: Bench, telling: Telling, found: list[Day], published_on: date | None) -> Ruling:
    """A ruling as one telling has it."""
    one = Ruling(telling)
    one.sentence = text.sentence(telling.verb)
    if telling.ruled:
        for actor in bench.actors(telling.ruled, False):
            one.ruled[actor] = telling.role
            one.ruled_at[actor] = _core(text, telling.ruled)
        if not one.ruled:
            one.unnamed = telling.ruled
    for part in parts(text, telling):
        for actor in bench.actors(part.phrase):
            one.asked.append((actor, part.role, part.phrase))
            if part.role == "claimant":
                one.claimants.add(actor)
    if telling.matter or (telling.rule == "carried-ruling" and not one.ruled):
        _opposed(text, bench, one, telling)
    whole = extent(text, telling)
    if one.subject is None and whole:
        one.subject = whole
    if telling.agent:
        _benched(text, bench, one, telling.agent)
    _ranked(text, one, telling)
    _dated(text, one, telling, found, published_on)
    return one


def _opposed(text: Text, bench: Bench, one: Ruling, telling: Telling) -> None:
    """Whom "contre X" after the verb names: "une peine a été prononcée contre le trésorier"."""
    for k in range(telling.verb, telling.last - 1):
        if text.lows[k] == "contre" and text.bits[k + 1] & (DETERMINER | CAPITAL):
            phrase = (k + 1, phrase_end(text, k + 1, telling.last))
            role = "respondent" if telling.outcome in ("dismissed", "granted", "other") else "defendant"
            one.asked += [(actor, role, phrase) for actor in bench.actors(phrase)]
            return


def _core(text: Text, phrase: Tokens) -> Tokens:
    """A phrase without the relative clause or apposition that follows its name."""
    for k in range(phrase[0] + 1, phrase[1]):
        if text.bits[k] & (RELATIVE | COMMA):
            return phrase[0], k
    return phrase


def _benched(text: Text, bench: Bench, one: Ruling, phrase: Tokens) -> None:
    """Court and judges of a ruling from the words that name who ruled."""
    found = bench.ruler(phrase)
    if not found or found.kind == "nobody":
        return
    actor = bench.cast.who(*phrase, False)
    if actor and (found.kind in ("court", "authority", "body", "prosecution") or bench.cast.kind(actor) == "court"):
        one.court, one.court_at = actor, phrase
        one.court_vague = _vague(text, phrase)
        instance = bench.ranks.get(actor) or found.instance
        if instance:
            one.instance, one.instance_at = instance, phrase
    elif actor:
        one.judges[actor] = phrase
    # a bench inside the phrase: "la cour, par la voix du juge X", "les juges de la cour d'appel"
    for k in range(phrase[0] + 1, phrase[1] - 1):
        if text.bits[k] & DETERMINER and not (text.bits[k] & PREPOSITION and text.lows[k] not in ("du", "des")):
            inner = (k, phrase_end(text, k, phrase[1]))
            other = ruler(text, inner)
            if other and other.kind != found.kind and other.kind in ("court", "judge"):
                who = bench.cast.who(*inner)
                if who and other.kind == "judge" and bench.cast.kind(who) != "court":
                    one.judges.setdefault(who, inner)
                elif who and one.court is None:
                    one.court, one.court_at, one.court_vague = who, inner, _vague(text, inner)
                    if other.instance:
                        one.instance, one.instance_at = other.instance, inner


def _vague(text: Text, phrase: Tokens) -> bool:
    """Whether a phrase names no court of its own: "la justice", "le tribunal", "les juges"."""
    words = text.lows[phrase[0] + 1 : phrase[0] + 4]
    return words[:1] in (["justice"], ["plus"], ["haute"]) or (
        phrase[1] - phrase[0] <= 2 and not text.words[phrase[1] - 1].isupper()
    )


def _ranked(text: Text, one: Ruling, telling: Telling) -> None:
    """The rank that the clause tells in so many words."""
    first = text.sentences[text.sentence(telling.verb)][0]
    opens = telling.first - first < 20 and not any(opens_clause(text, j) for j in range(first, telling.first))
    told = rank(text, first if opens else telling.first, telling.last)
    if told:
        one.instance, one.instance_at = told
        one.instance_told = True


def _dated(text: Text, one: Ruling, telling: Telling, found: list[Day], published_on: date | None) -> None:
    """The day of the ruling and of its publication, from the clause, else from what the sentence opens with."""
    first, last = text.sentences[text.sentence(telling.verb)]
    subject = telling.subject or (0, 0)
    here = found[bisect_left(found, first, key=_day_first) : bisect_left(found, last, key=_day_first)]
    # an article tells of no ruling later than itself: such a day is of something to come
    latest = published_on.isoformat() if published_on else "9999"
    here = [d for d in here if abs(d.first - telling.verb) < _REACH and (d.value or "") <= latest]
    inside, leading, told = [], [], []
    for day in here:
        if subject[0] <= day.first < subject[1] or _ahead(text, day):
            continue
        if published(text, day):
            if telling.verb < day.first or day.first < telling.first:
                told.append(day)
        elif (
            telling.first <= day.first <= telling.last
            and not _modifies(text, day)
            and not any(text.bits[j] & (COORDINATOR | RELATIVE | SUBORDINATOR) for j in range(day.last, telling.verb))
            and not (day.first < telling.verb and any(text.bits[j] & RELATIVE for j in range(telling.first, day.first)))
        ):
            inside.append(day)
        elif (
            day.first < telling.first
            and day.first - first < 12
            and not _modifies(text, day)
            and not any(opens_clause(text, j) for j in range(first, min(telling.first, first + _REACH)))
        ):
            leading.append(day)
        elif telling.last <= day.first and day.first - telling.last < 14 and _reported(text, telling.last, day.first):
            told.append(day)
    best = next((d for d in inside if d.value and len(d.value) == 10), None) or (inside[0] if inside else None)
    best = best or (leading[0] if leading else None)
    if best:
        one.day, one.decided = best, before(best, published_on)
    if told:
        one.announced = told[0]


def _day_first(day: Day) -> int:
    return day.first


def _ahead(text: Text, day: Day) -> bool:
    """Whether a day lies ahead of the ruling: "jusqu'au 27 juillet", "renvoyé au 3 mai", "avant le 3 mai"."""
    before_day = text.lows[day.first - 1] if day.first else ""
    two = text.lows[day.first - 2] if day.first > 1 else ""
    return before_day in ("au", "jusqu'au", "à", "d'ici") or two in (
        "avant",
        "jusqu'",
        "jusqu'à",
        "compter",
        "d'ici",
        "jusque",
    )


def _modifies(text: Text, day: Day) -> bool:
    """Whether a day belongs to a noun that is no ruling: "l'attentat du 13 novembre"."""
    low = text.lows[day.first - 1] if day.first else ""
    if low in ("entre", "depuis") and text.lows[day.first - 1 : day.first] != ["depuis"]:
        return True
    given = day.first - 1 if low in forms("given") else day.first - 2 if low in ("en", "le") else 0
    if given > 0 and text.lows[given] in forms("given") and text.lows[given - 1] not in ("été", "a", "avait"):
        # "la peine prononcée en 2022", "l'arrêt rendu le 3 mai"
        return True
    return low in ("du", "de", "d'", "des") and text.lows[day.first - 2] not in forms("reference") | {"audience"}


def published(text: Text, day: Day) -> bool:
    """Whether a day is told as that of making public: "rendue publique lundi", "publié le 3 mai"."""
    return any(
        text.lows[k] in forms("publish")
        and (not text.lows[k].startswith("publi") or "é" in text.lows[k] or text.lows[k - 1].startswith("rendu"))
        for k in range(max(1, day.first - 4), day.first)
    )


def _reported(text: Text, k: int, last: int) -> bool:
    """Whether what stands between two tokens is an inserted verb of saying: ", a annoncé"."""
    return any(
        text.lows[j] in ("annoncé", "appris", "indiqué", "déclaré", "fait", "confirmé", "précisé", "a-t-on")
        for j in range(k, last)
    )
