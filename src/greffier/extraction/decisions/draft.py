"""A decision in the making: what its mentions say together, as it becomes known."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from greffier.extraction.dates.day import Day
from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.courts import decider, explicit_instance, is_vague
from greffier.extraction.decisions.days import day_of, value_of
from greffier.extraction.decisions.mention import DecisionMention
from greffier.extraction.decisions.parties.claimants import Part, requesters
from greffier.extraction.decisions.parties.pronouns import POSSESSIVES, antecedents
from greffier.extraction.decisions.subjects import subject_of
from greffier.extraction.decisions.vocabulary import opens_clause
from greffier.extraction.lexicon import (
    CAPITAL,
    CLITIC,
    COMMA,
    DETERMINER,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    table,
)
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_CLOSE = 3  # sentences between a decision and the next one on the same person
_OPENING = 20  # tokens: how deep in a sentence "en appel" still opens it
_REQUESTS = ("dismissed", "granted", "other")  # what is decided against somebody has a respondent


class Court(NamedTuple):
    """The court of a decision, its words, and whether these name no court of their own ("la justice")."""

    actor: str
    words: TokenSpan
    vague: bool


class Instance(NamedTuple):
    """The instance of a decision, its words, and whether they name it ("en appel") rather than its court."""

    value: str
    words: TokenSpan
    explicit: bool


class Draft(NamedTuple):
    """What the mentions of one decision say together, each part as first mentioned; nothing is ever changed."""

    mentions: tuple[DecisionMention, ...]
    outcome: str
    firm: bool
    sentence: int
    patients: tuple[Part, ...] = ()
    asked: tuple[Part, ...] = ()  # who asked, against whom
    judges: tuple[Part, ...] = ()
    court: Court | None = None
    instance: Instance | None = None
    day: Day | None = None
    decided: str | None = None
    announced: Day | None = None
    sanction: TokenSpan | None = None
    subject: TokenSpan | None = None
    unnamed: TokenSpan | None = None  # whom it falls on, where these words stand for no actor

    @property
    def main(self) -> DecisionMention:
        return self.mentions[0]

    def falls_on(self) -> set[str]:
        """The actors that the decision falls on."""
        return {part.actor for part in self.patients}

    def claimants(self) -> set[str]:
        return {part.actor for part in self.asked if part.role == "claimant"}

    def deciders(self) -> set[str]:
        """The court and the judges."""
        return {part.actor for part in self.judges} | ({self.court.actor} if self.court else set())

    def court_id(self) -> str | None:
        return self.court.actor if self.court else None


def draft(
    text: Text,
    bench: Bench,
    mention: DecisionMention,
    days: Sequence[Day],
    published_on: date | None,
    earlier: "Sequence[Draft]" = (),
) -> Draft:
    """A decision as one mention has it; `earlier` are those mentioned before it."""
    before = _patients_before(text, mention, earlier)
    patients = _patients(text, bench, mention, before)
    court, judges, by_court = deciders(text, bench, mention.agent) if mention.agent else (None, (), None)
    if mention.outcome == "granted" and _won_by_respondent(patients, earlier):
        # "a donné raison à la ville", which had been sued: the request is dismissed
        mention = mention._replace(outcome="dismissed")
        patients = tuple(part._replace(role="respondent") for part in patients)
    day, announced = day_of(text, mention, days, published_on)
    return Draft(
        (mention,),
        mention.outcome,
        mention.firm,
        text.sentence(mention.trigger),
        patients=patients,
        asked=(*requesters(text, bench, mention, before), *_opposed(text, bench, mention, bool(patients))),
        judges=judges,
        court=court,
        instance=_instance_in_words(text, mention) or by_court,
        day=day,
        decided=value_of(day, published_on),
        announced=announced,
        sanction=mention.sanction,
        subject=mention.subject or subject_of(text, mention),
        unnamed=None if patients else mention.patient,
    )


def _opposed(text: Text, bench: Bench, mention: DecisionMention, known: bool) -> list[Part]:
    """Whom "contre X" after the verb names: "une peine a été prononcée contre le trésorier"."""
    asks = mention.role == "claimant"  # "a débouté X de sa demande contre Y"
    if not (mention.ruled_on or asks) and (mention.rule != "carried-ruling" or known):
        return []
    for k in range(mention.trigger, mention.last - 1):
        if text.lows[k] in ("contre", "encontre") and text.bits[k + 1] & (DETERMINER | CAPITAL | PREPOSITION):
            start = k + 1 if text.lows[k] == "contre" or text.lows[k + 1] in ("du", "des") else k + 2
            phrase = TokenSpan(start, phrase_end(text, start, mention.last))
            role = "respondent" if mention.outcome in _REQUESTS else "defendant"
            return [Part(actor, role, phrase) for actor in bench.actors(phrase)]
    return []


def _core(text: Text, phrase: TokenSpan) -> TokenSpan:
    """A phrase without the relative clause or apposition that follows its name."""
    for k in range(phrase.first + 1, phrase.last):
        if text.bits[k] & (RELATIVE | COMMA):
            return TokenSpan(phrase.first, k)
    return phrase


def _won_by_respondent(patients: Sequence[Part], earlier: Sequence[Draft]) -> bool:
    """Whether those for whom a court finds are known as respondents of the decisions mentioned before."""
    roles = {(part.actor, part.role) for one in earlier for part in one.asked}
    winners = {part.actor for part in patients if part.role == "claimant"}
    return any((a, "respondent") in roles and (a, "claimant") not in roles for a in winners)


def _patients_before(text: Text, mention: DecisionMention, earlier: Sequence[Draft]) -> tuple[str, ...]:
    """Whom the decision mentioned before falls on, where it is close."""
    last = earlier[-1] if earlier else None
    near = last and text.sentence(mention.trigger) - text.sentence(last.mentions[-1].trigger) <= _CLOSE
    return tuple(part.actor for part in last.patients) if last and near else ()


def _patients(text: Text, bench: Bench, mention: DecisionMention, before: tuple[str, ...]) -> tuple[Part, ...]:
    """Whom a mention falls on."""
    phrase = mention.patient
    if phrase is None:
        return ()
    actors: Sequence[str] = bench.actors(phrase, False)
    pronoun = phrase.last - phrase.first == 1 and text.bits[phrase.first] & CLITIC
    if pronoun:
        actors = [actor for actor in actors if bench.kind(actor) != "court"]  # no court decides on itself
    if not actors and (pronoun or text.lows[phrase.first] in POSSESSIVES):
        actors = antecedents(text, bench, phrase.first, mention.agent, before)
    words = _core(text, phrase)
    return tuple(Part(actor, mention.role, words) for actor in actors)


def deciders(text: Text, bench: Bench, phrase: TokenSpan) -> tuple[Court | None, tuple[Part, ...], Instance | None]:
    """Court, judges and instance of a decision from the words that name who decided."""
    found = bench.decider(phrase)
    if not found or found.kind == "nobody":
        return None, (), None
    court: Court | None = None
    instance: Instance | None = None
    judges: dict[str, Part] = {}
    actor = bench.entities.who(*phrase, False)
    if actor and (found.kind != "judge" or bench.kind(actor) == "court"):
        court = Court(actor, phrase, is_vague(text, phrase))
        value = bench.instances.get(actor) or found.instance
        instance = Instance(value, phrase, False) if value else None
    elif actor:
        joint = bench.actors(phrase, False) if found.kind == "judge" else [actor]
        judges.update((one, Part(one, "judge", phrase)) for one in joint or [actor] if bench.kind(one) != "court")
    inside = _inner_deciders(text, phrase)
    for kind, inner, value in inside or (_seat(text, phrase) if found.kind == "judge" else []):
        if kind == found.kind and court:
            # "la chambre du tribunal de grande instance"
            instance = instance or (Instance(value, inner, False) if value else None)
            continue
        who = bench.entities.who(*inner)
        if who and kind == "judge" and bench.kind(who) != "court":
            judges.setdefault(who, Part(who, "judge", inner))
        elif who and court is None:
            court = Court(who, inner, is_vague(text, inner))
            instance = Instance(value, inner, False) if value else instance
    return court, tuple(judges.values()), instance


def _inner_deciders(text: Text, phrase: TokenSpan) -> list[tuple[str, TokenSpan, str]]:
    """A bench inside a phrase: "la cour, par la voix du juge X", "les juges de la cour d'appel"."""
    found = []
    for k in range(phrase.first + 1, phrase.last - 1):
        if text.bits[k] & DETERMINER and not (text.bits[k] & PREPOSITION and text.lows[k] not in ("du", "des")):
            inner = TokenSpan(k, phrase_end(text, k, phrase.last))
            other = decider(text, inner)
            if other and other.kind in ("court", "judge"):
                found.append((other.kind, inner, other.instance))
    return found


def _seat(text: Text, phrase: TokenSpan) -> list[tuple[str, TokenSpan, str]]:
    """The court of a judge, set after the name: "la juge Anna Weil, de la Cour supérieure, a rejeté"."""
    k = phrase.last
    limit = text.sentences[text.sentence(phrase.first)].last
    if k + 2 >= limit or not text.bits[k] & COMMA or text.lows[k + 1] not in ("de", "du", "à"):
        return []
    inner = TokenSpan(k + 1 if text.lows[k + 1] == "du" else k + 2, phrase_end(text, k + 2, limit))
    other = decider(text, inner)
    return [(other.kind, inner, other.instance)] if other and other.kind == "court" else []


def _instance_in_words(text: Text, mention: DecisionMention) -> Instance | None:
    """The instance that the clause names in so many words."""
    first = text.sentences[text.sentence(mention.trigger)].first
    near = mention.first - first < _OPENING
    opens = near and not any(opens_clause(text, j) for j in range(first, mention.first))
    found = explicit_instance(text, mention.first, mention.last)
    if found is None and opens and not text.bits[first] & PARTICIPLE:
        found = explicit_instance(text, first, mention.first)
    return Instance(*found, True) if found else None


def figures(text: Text, phrase: TokenSpan | None) -> set[str]:
    """The numbers of a penalty, as figures: "vingt ans" and "20 ans" are one."""
    if phrase is None:
        return set()
    words = (text.lows[k] for k in range(*phrase) if text.bits[k] & NUMBER or text.words[k][0].isdigit())
    return {_figures().get(word, word) for word in words if word not in ("un", "une")}


@cache
def _figures() -> dict[str, str]:
    return {row["form"]: row["value"] for row in table("dates") if row["class"] == "count"}
