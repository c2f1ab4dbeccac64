"""The places where an article tells of a decision: one rule for each construction.

A rule looks at one word of `lexicon/fr/outcomes.csv` and gives a `DecisionMention`, or None where nothing was decided:
what is asked for, feared, possible, denied or expected. `joining` makes one decision of its mentions.
"""

from collections.abc import Callable, Iterator

from greffier.extraction.dates.day import Day
from greffier.extraction.decisions.active import active_ruling
from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.clauses import clause_ruling
from greffier.extraction.decisions.light_verbs import carried_ruling, suffered_ruling
from greffier.extraction.decisions.mention import DecisionMention, Scene
from greffier.extraction.decisions.modality import asserted, restricts, seen_before
from greffier.extraction.decisions.nouns import nominal_ruling
from greffier.extraction.decisions.outcomes import outcomes, trigger_at, triggers
from greffier.extraction.decisions.passive import headline_ruling, participle_ruling, passive_ruling
from greffier.extraction.decisions.penalty_lists import penalty_heading, shared_penalty
from greffier.extraction.lexicon import COLON, DETERMINER, PREPOSITION, STOP
from greffier.extraction.syntax.clauses import Group, group
from greffier.extraction.syntax.text import Text

_BESIDE = 8  # mentions before and after one that it can be a part of

# Every rule by the name that the column `rule` gives; each tells in its docstring what it takes and what it leaves.
RULES: dict[str, Callable[..., object]] = {
    "active-ruling": active_ruling,
    "passive-ruling": passive_ruling,
    "participle-ruling": participle_ruling,
    "headline-ruling": headline_ruling,
    "nominal-ruling": nominal_ruling,
    "carried-ruling": carried_ruling,
    "suffered-ruling": suffered_ruling,
    "clause-ruling": clause_ruling,
    "shared-penalty": shared_penalty,
    "penalty-heading": penalty_heading,
}


def mentions(text: Text, days: list[Day], bench: Bench) -> list[DecisionMention]:
    """Every mention of a decision, in the order of the text."""
    found: list[DecisionMention] = []
    scene = Scene(text, {day.first: day for day in days}, bench, found)
    known = triggers()
    for k in [k for k, low in enumerate(text.lows) if low in known]:
        trigger = trigger_at(text, k)
        one = _at(scene, k, trigger.kinds) if trigger else None
        while one:
            found.append(one)
            one = shared_penalty(scene, one)
    for first, last in text.sentences:
        heading = penalty_heading(scene, first, last)
        if heading:
            found.append(heading)
    found.sort(key=lambda m: (m.first, m.trigger))
    return [_backed(m, found[max(0, n - _BESIDE) : n + _BESIDE]) for n, m in enumerate(found)]


def _at(scene: Scene, k: int, kinds: frozenset[str]) -> DecisionMention | None:
    """The mention that the trigger at token `k` makes."""
    text = scene.text
    if "noun" in kinds and (kinds == {"noun"} or _is_noun(text, k)):
        return nominal_ruling(scene, k)
    verb = group(text, k)
    if verb is None or verb.negated and not restricts(text, verb):
        return None
    return next((found for found in _told_by(scene, verb) if found), None)


def _told_by(scene: Scene, verb: Group) -> Iterator[DecisionMention | None]:
    """What each rule makes of a verb, as long as it tells of a fact; the first one that finds something counts."""
    text, rows, lemma = scene.text, outcomes(), verb.form.lemma
    if lemma in rows["verb"] and verb.tense == "pp":
        yield participle_ruling(scene, verb)
        return
    seen = seen_before(text, verb) is not None
    fact = asserted(text, verb)
    if fact and lemma in rows["suffer"]:
        yield suffered_ruling(scene, verb)
    if (fact or seen) and lemma in rows["carry"]:
        yield carried_ruling(scene, verb)
    if lemma in rows["verb"]:
        if verb.passive and verb.tense != "pp":
            yield passive_ruling(scene, verb) if fact else None
            return
        yield active_ruling(scene, verb) if fact or seen else None
    if fact and lemma in rows["clause"]:
        yield clause_ruling(scene, verb)


def _backed(mention: DecisionMention, others: list[DecisionMention]) -> DecisionMention:
    """The mention, not enough on its own where another one decides on it: "la peine du maire est annulée"."""
    if mention.rule == "nominal-ruling" and mention.firm:
        for other in others:
            ruled_on = other.ruled_on
            if ruled_on and other.trigger != mention.trigger and ruled_on[0] <= mention.trigger < ruled_on[1]:
                return mention._replace(firm=False)
    return mention


def _is_noun(text: Text, k: int) -> bool:
    """Whether a form that can be a participle is a noun here: "la mise en examen", "Mise en examen de"."""
    if k and text.bits[k - 1] & (DETERMINER | PREPOSITION):
        return True
    opens = not k or bool(text.bits[k - 1] & (STOP | COLON)) or text.sentences[text.sentence(k)][0] == k
    return opens and any(text.lows[j] in ("de", "du", "des", "d'") for j in range(k + 1, min(k + 4, len(text.lows))))
