"""The places where an article tells of a ruling: one rule for each construction.

A rule looks at one word of `lexicon/fr/outcomes.csv` and gives a `Telling`, or None where nothing was decided: what is
asked for, feared, possible, denied or expected. `joining` makes one ruling of the tellings of one.
"""

from collections.abc import Callable

from greffier.extraction.dates import Day
from greffier.extraction.decisions.clausal import clause_ruling
from greffier.extraction.decisions.facts import restricts
from greffier.extraction.decisions.nominal import carried_ruling, nominal_ruling, suffered_ruling
from greffier.extraction.decisions.penal import penalty_heading, shared_penalty
from greffier.extraction.decisions.telling import Reading, Rules, Telling, outcome_rows, triggers
from greffier.extraction.decisions.verbal import active_ruling, headline_ruling, participle_ruling, passive_ruling
from greffier.extraction.lexicon import COLON, DETERMINER, PREPOSITION, STOP
from greffier.extraction.syntax.clauses import group
from greffier.extraction.syntax.text import Text

_BESIDE = 8  # tellings before and after one that it can be a part of
_BEFORE, _AFTER = 60, 30  # tokens around a verb in which the words stand that make it a ruling

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


def tellings(text: Text, days: list[Day], rules: Rules) -> list[Telling]:
    """Every telling of a ruling, in the order of the text."""
    reading = Reading(text, days, rules)
    known = triggers()
    for k in [k for k, low in enumerate(text.lows) if low in known]:
        trigger = known[text.lows[k]]
        if trigger.near is not None and trigger.near.isdisjoint(text.lows[max(0, k - _BEFORE) : k + _AFTER]):
            continue
        found = _at(reading, k, trigger.kinds)
        if found:
            reading.told.append(found)
            shared = shared_penalty(reading, found)
            while shared:
                reading.told.append(shared)
                shared = shared_penalty(reading, shared)
    for first, last in text.sentences:
        heading = penalty_heading(reading, first, last)
        if heading:
            reading.told.append(heading)
    told = sorted(reading.told, key=lambda t: (t.first, t.verb))
    return [_backed(t, told[max(0, n - _BESIDE) : n + _BESIDE]) for n, t in enumerate(told)]


def _at(reading: Reading, k: int, kinds: frozenset[str]) -> Telling | None:
    """What the trigger at token `k` tells."""
    text = reading.text
    noun = "noun" in kinds and (kinds == {"noun"} or _is_noun(text, k))
    if noun:
        return nominal_ruling(reading, k)
    verb = group(text, k)
    if verb is None or verb.negated and not restricts(text, verb):
        return None
    lemma = verb.form.lemma
    rows = outcome_rows()
    if lemma in rows["suffer"]:
        found = suffered_ruling(reading, verb)
        if found:
            return found
    if lemma in rows["carry"]:
        found = carried_ruling(reading, verb)
        if found:
            return found
    found = None
    if lemma in rows["verb"]:
        if verb.tense == "pp":
            return participle_ruling(reading, verb)
        if verb.passive:
            return passive_ruling(reading, verb)
        found = active_ruling(reading, verb)
    if found is None and lemma in rows["clause"]:
        return clause_ruling(reading, verb)
    return found


def _backed(telling: Telling, told: list[Telling]) -> Telling:
    """The telling, not enough on its own where another one rules on it: "la peine du maire est annulée"."""
    if telling.rule == "nominal-ruling" and telling.firm:
        for other in told:
            if other.matter and other.verb != telling.verb and other.matter[0] <= telling.verb < other.matter[1]:
                return telling._replace(firm=False)
    return telling


def _is_noun(text: Text, k: int) -> bool:
    """Whether a form that can be a participle is a noun here: "la mise en examen", "Mise en examen de"."""
    if k and text.bits[k - 1] & (DETERMINER | PREPOSITION):
        return True
    opens = not k or bool(text.bits[k - 1] & (STOP | COLON)) or text.sentences[text.sentence(k)][0] == k
    return opens and any(text.lows[j] in ("de", "du", "des", "d'") for j in range(k + 1, min(k + 4, len(text.lows))))
