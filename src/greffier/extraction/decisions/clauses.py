"""Decisions by a clause that depends on a court: "a jugé que …", "…, a tranché le tribunal"."""

from greffier.extraction.decisions.agents import agent_of
from greffier.extraction.decisions.mention import DecisionMention, Scene
from greffier.extraction.decisions.vocabulary import forms, opens_clause
from greffier.extraction.lexicon import COLON, COMMA, SEMICOLON, STOP, verbs
from greffier.extraction.syntax.phrases import noun_phrase
from greffier.extraction.syntax.subjects import inverted_subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group

_REACH = 60  # tokens: how far a clause is read for what it finds
_OPENS = 8  # tokens after the verb in which "que" is found
_FAR = 40  # tokens: a subject farther from its verb does not open the mention
_FINDINGS = (("guilty", "convicted", "acquitted"), ("void", "overturned", "upheld"), ("valid", "upheld", "overturned"))


def clause_ruling(scene: Scene, verb: Group) -> DecisionMention | None:
    """A que-clause by which a court decides; what it holds says how; one that only reasons joins a decision before it.

    Takes: "La cour a jugé que l'État était responsable", "a décidé que le vote est nul".
    Leaves: "le maire a décidé que", "la cour dira si".
    """
    text = scene.text
    if verb.passive or verb.tense in ("pp", "imp") and verb.first == verb.verb:
        return None
    begin, limit = text.sentences[text.sentence(verb.verb)]
    decides = text.lows[verb.verb] in forms("ruling_verb")
    if decides and verb.first > begin and text.bits[verb.first - 1] & COMMA:
        return _inserted(scene, verb, max(begin, verb.first - _REACH), limit)
    k = _subordinator(text, verb.last, limit)
    agent = agent_of(text, verb) if k >= 0 else None
    if agent is None or not _is_bench(scene, agent):
        return None
    end = k + 1
    while end < min(limit, k + _REACH) and not text.bits[end] & (STOP | SEMICOLON):
        end += 1
    outcome, patient = _finding(text, k + 1, end)
    outcome = outcome or _ruling(text, verb, k + 1, end)
    if outcome in ("convicted", "acquitted") and patient is None:
        outcome = ""
    if not outcome and not decides:
        return None
    plain = verb.form.lemma in ("juger", "conclure", "déclarer")
    settles = verb.form.lemma in forms("firm_clause")
    return DecisionMention(
        outcome or "other",
        "clause-ruling",
        agent.first if 0 < verb.first - agent.first < _FAR else verb.first,
        end,
        verb.verb,
        patient=patient,
        role="defendant",
        agent=agent,
        plural=verb.form.plural,
        firm=settles or _breach(text, k + 1, end) or outcome in ("overturned", "upheld") or bool(outcome and plain),
        open=not outcome or not (plain or settles or _breach(text, k + 1, end)),
    )


def _subordinator(text: Text, k: int, limit: int) -> int:
    """The "que" that opens the clause of a verb that ends before `k`, or -1."""
    for j in range(k, min(limit, k + _OPENS)):
        if text.lows[j] in ("que", "qu'"):
            return j
        if text.bits[j] & (STOP | SEMICOLON | COLON):
            return -1
    at = min(limit, k + _OPENS)
    return at if at < limit and text.lows[at] in ("que", "qu'") else -1


def _is_bench(scene: Scene, phrase: TokenSpan) -> bool:
    by = scene.bench.decider(phrase)
    return by is not None and by.kind in ("court", "judge")


def _inserted(scene: Scene, verb: Group, begin: int, limit: int) -> DecisionMention | None:
    """A decision before the court: "Le texte est contraire à la Constitution, a jugé la cour"."""
    agent = inverted_subject(scene.text, verb.last, limit)
    if agent is None or not _is_bench(scene, agent):
        return None
    outcome, patient = _finding(scene.text, begin, verb.first)
    outcome = outcome or _ruling(scene.text, verb, begin, verb.first)
    return DecisionMention(
        outcome or "other",
        "clause-ruling",
        begin,
        agent.last,
        verb.verb,
        patient=patient,
        role="defendant",
        agent=agent,
        plural=verb.form.plural,
        firm=bool(outcome),
        open=not outcome,
    )


def _breach(text: Text, first: int, last: int) -> bool:
    """Whether a clause finds that a law or a right was broken: that settles the matter, in whatever words."""
    return any(r.lemma in forms("breach") for j in range(first, last) for r in verbs().get(text.lows[j], ()))


def _ruling(text: Text, verb: Group, first: int, last: int) -> str:
    """What a court decides shall be: an order by what has to be or will be, a right granted by what may be."""
    if verb.form.lemma not in forms("firm_clause"):
        return ""
    for j in range(first, last):
        if "droit" in text.lows[j + 1 : j + 3] and any(r.lemma == "avoir" for r in verbs().get(text.lows[j], ())):
            return "granted"
        if opens_clause(text, j):
            readings = verbs().get(text.lows[j], ())
            if any(r.lemma == "pouvoir" for r in readings):
                return "" if {"ne", "n'"} & set(text.lows[max(first, j - 3) : j]) else "granted"
            return "ordered" if any(r.lemma == "devoir" or r.tense in ("cond", "fut") for r in readings) else ""
    return ""


def _finding(text: Text, first: int, last: int) -> tuple[str, TokenSpan | None]:
    """What the words of a clause find (guilty, void, valid), turned round where negated, and who is found guilty."""
    negated = False
    for j in range(first, last):
        low = text.lows[j]
        negated = negated or low in ("ne", "n'")
        for kind, outcome, otherwise in _FINDINGS:
            breach = kind == "guilty" and any(r.lemma in forms("breach") for r in verbs().get(low, ()))
            if breach or low in forms(kind):
                person = kind == "guilty"
                verb = next((m for m in range(first, j) if opens_clause(text, m)), j)
                return (otherwise if negated else outcome), noun_phrase(text, first, verb) if person else None
    return "", None
