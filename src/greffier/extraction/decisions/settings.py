"""Court and day before the decisions themselves: "Jeudi, le tribunal a rendu son jugement : Paul est condamné"."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from greffier.extraction.dates.day import Day
from greffier.extraction.decisions.agents import agent_of
from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.days import day_of, value_of
from greffier.extraction.decisions.draft import Court, Draft, Instance, deciders
from greffier.extraction.decisions.identity import is_earlier
from greffier.extraction.decisions.mention import DecisionMention
from greffier.extraction.decisions.modality import asserted
from greffier.extraction.decisions.vocabulary import forms
from greffier.extraction.lexicon import verbs
from greffier.extraction.rules import active
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.verb_groups import group

_NEAR = 8  # tokens between the noun of a judgment and its verb
_AFTER = 4  # sentences after it in which the decisions are mentioned


class Setting(NamedTuple):
    """That a judgment was given, at token `at`: by which court, on which day."""

    at: int
    sentence: int
    court: Court | None
    instance: Instance | None
    day: Day | None
    decided: str | None


def with_settings(
    text: Text, bench: Bench, drafts: Sequence[Draft], days: Sequence[Day], published_on: date | None
) -> list[Draft]:
    """The drafts with the court and the day that a sentence before them names, where they name none."""
    found = list(_settings(text, bench, days, published_on)) if active("setting") else []
    return [_placed(text, one, found) for one in drafts]


def _placed(text: Text, one: Draft, settings: Sequence[Setting]) -> Draft:
    if is_earlier(text, one.main):
        return one
    near = [s for s in settings if s.at < one.main.trigger and one.sentence - s.sentence <= _AFTER]
    if not near:
        return one
    setting = near[-1]
    if one.court and setting.court and one.court.actor != setting.court.actor:
        return one
    if one.court is None and not one.judges and one.instance is None:
        one = one._replace(court=setting.court, instance=setting.instance)
    return one if one.decided or one.day else one._replace(day=setting.day, decided=setting.decided)


def _settings(text: Text, bench: Bench, days: Sequence[Day], published_on: date | None) -> Iterator[Setting]:
    """Every place where a judgment is said to have been given."""
    for k in text.places(forms("reference")):
        first, limit = text.sentences[text.sentence(k)]
        for j in range(max(first, k - _NEAR), min(limit, k + _NEAR)):
            if not any(r.lemma in forms("given_by") for r in verbs().get(text.lows[j], ())):
                continue
            verb = group(text, j)
            if verb is None or verb.negated or verb.tense == "pp" or not asserted(text, verb):
                continue
            agent = agent_of(text, verb)
            court, _, instance = deciders(text, bench, agent) if agent and j < k else (None, (), None)
            begin = agent.first if agent and first <= agent.first < j else verb.first
            mention = DecisionMention("other", "", begin, max(k + 1, verb.last), j)
            day, _ = day_of(text, mention, days, published_on)
            if court or day:
                yield Setting(j, text.sentence(k), court, instance, day, value_of(day, published_on))
            break
