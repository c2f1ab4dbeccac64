"""Decisions by a plain verb with a noun: "a prononcé la relaxe", "a écopé d'une amende"."""

from typing import NamedTuple

from greffier.extraction.decisions.agents import agent_of
from greffier.extraction.decisions.complements import against_whom, complements, joined_words, of_whom, to_whom
from greffier.extraction.decisions.courts import decider
from greffier.extraction.decisions.mention import DecisionMention, Scene
from greffier.extraction.decisions.modality import means_nobody, seen_before
from greffier.extraction.decisions.outcomes import Outcome, outcomes
from greffier.extraction.decisions.patients import passive_patient
from greffier.extraction.decisions.sanctions import is_penalty, sanction_end
from greffier.extraction.decisions.selection import patient_fits
from greffier.extraction.decisions.vocabulary import forms, match
from greffier.extraction.lexicon import ADVERB, COMMA, DETERMINER, MARK, NUMBER, STOP, TIME
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group

_OBJECT = 8  # tokens after the verb in which the noun is found
_BEFORE = 5  # tokens between the words of a verb and "devant la cour"
_FAR = 60  # tokens: a subject farther from its verb does not open the mention
_BEFORE_PENALTY = ("d'", "de", "une", "un", "la", "sa", "du")
_BEFORE_NOUN = ("de", "d'", "ordonnance")


class _Carried(NamedTuple):
    """What a plain verb carries: a noun of deciding or a penalty."""

    outcome: str
    role: str
    after: int
    sanction: TokenSpan | None = None
    paid_by: TokenSpan | None = None


def suffered_ruling(scene: Scene, verb: Group) -> DecisionMention | None:
    """A verb whose subject is the one whom the decision falls on.

    Takes: "Elle a écopé d'une amende", "il purgeait une peine de deux mois", "il a obtenu gain de cause".
    Leaves: "il pourrait écoper de cinq ans", "le film écope de critiques".
    """
    text = scene.text
    limit = text.sentences[text.sentence(verb.verb)].last
    for row in outcomes()["suffer"][verb.form.lemma]:
        joined = joined_words(text, verb.last, limit, row)
        if joined is None or joined.first > verb.last + 3:
            continue
        after = max(joined.last, verb.last)
        sanction = _penalty_at(scene, after, limit) if row.outcome == "convicted" else None
        if row.outcome == "convicted" and sanction is None:
            return None
        after = sanction.last if sanction else after
        bare = verb.passive or verb.tense in ("inf", "prp", "pp")
        patient = passive_patient(text, verb) if bare else subject(text, verb)
        if patient and means_nobody(text, patient):
            return None
        rest = complements(text, after, limit, scene.days)
        return DecisionMention(
            row.outcome,
            "suffered-ruling",
            patient.first if patient and 0 < verb.first - patient.first < _FAR else verb.first,
            max(rest.end, after),
            verb.verb,
            patient=patient,
            role=row.role,
            agent=rest.agent or _before_whom(text, after, limit),
            sanction=sanction,
            subject=rest.subject,
            plural=verb.form.plural,
        )
    return None


def _before_whom(text: Text, k: int, limit: int) -> TokenSpan | None:
    """The court of "devant X" close after `k`: "a obtenu gain de cause devant la cour d'appel"."""
    for j in range(k, min(k + _BEFORE, limit - 1)):
        if text.lows[j] == "devant" and text.bits[j + 1] & DETERMINER:
            phrase = TokenSpan(j + 1, phrase_end(text, j + 1, limit))
            found = decider(text, phrase)
            return phrase if found and found.kind in ("court", "judge") else None
        if text.bits[j] & (COMMA | STOP):
            return None
    return None


def _penalty_at(scene: Scene, k: int, limit: int) -> TokenSpan | None:
    """The penalty at `k`, after "en appel" and the article: "écope en appel d'une amende"."""
    text = scene.text
    instance = match(text, k, "instances", "phrase")
    start = instance[0] if instance else k
    while start < limit and text.lows[start] in _BEFORE_PENALTY:
        start += 1
    stop = sanction_end(text, start, limit, scene.days)
    lasts = any(text.lows[j] in forms("length") for j in range(start, stop))
    return TokenSpan(start, stop) if lasts or is_penalty(text, start, stop) else None


def carried_ruling(scene: Scene, verb: Group) -> DecisionMention | None:
    """A plain verb whose object is the noun of a decision or a penalty.

    Takes: "fait l'objet d'une mise en examen", "a prononcé la relaxe", "s'est vu infliger une amende".
    Leaves: "n'a prononcé aucune peine", "le procureur a prononcé un réquisitoire".
    """
    text = scene.text
    if verb.tense == "imp" and not verb.passive and verb.first == verb.verb:
        return None
    limit = text.sentences[text.sentence(verb.verb)].last
    passive = verb.passive and verb.tense != "pp"
    where = _carried_words(text, verb, limit)
    carried = _carried(scene, verb, where, limit) if where else None
    if carried is None:
        return None
    after = carried.after
    seen = seen_before(text, verb)
    rest = complements(text, max(after, verb.last), limit, scene.days)
    agent, decides, role = None, rest.agent, carried.role
    if verb.form.lemma in ("faire", "bénéficier", "obtenir", "recevoir") or seen:
        bare = (seen or verb).tense in ("inf", "prp")
        patient = passive_patient(text, verb) if bare else subject(text, seen or verb)
        role = "claimant" if verb.form.lemma == "obtenir" else role
    else:
        agent = None if passive else agent_of(text, verb)
        by = scene.bench.decider(agent) if agent else None
        if not passive and (by is None or by.kind in ("prosecution", "nobody")):
            return None
        decides = agent or rest.agent
        patient = carried.paid_by or (to_whom if carried.sanction else of_whom)(text, after, limit)
        patient = patient or against_whom(text, after, limit) or to_whom(text, max(after, rest.end), limit)
    first = (agent or patient or (verb.first, 0))[0]
    return DecisionMention(
        carried.outcome,
        "carried-ruling",
        first if 0 <= verb.first - first < _FAR else verb.first,
        max(rest.end, after, verb.last),
        verb.verb,
        patient=patient,
        role=role,
        agent=decides,
        sanction=carried.sanction or rest.sanction,
        subject=rest.subject,
        plural=verb.form.plural,
    )


def _carried_words(text: Text, verb: Group, limit: int) -> TokenSpan | None:
    """Where the noun is found that a plain verb carries: its subject in the passive, else what follows it."""
    if verb.tense == "pp":
        return None
    if verb.passive and verb.form.lemma in ("prononcer", "infliger", "rendre"):
        phrase = None if verb.tense == "inf" else subject(text, verb)
        return None if phrase is None or text.lows[phrase.first] in ("aucun", "aucune") else phrase
    row = outcomes()["carry"][verb.form.lemma][0]
    joined = joined_words(text, verb.last, limit, row)
    if joined is None or joined.first > verb.last + 3:
        return None
    begin = max(joined.last, verb.last)
    return TokenSpan(begin, min(limit, begin + _OBJECT))


def _carried(scene: Scene, verb: Group, where: TokenSpan, limit: int) -> _Carried | None:
    """The noun of deciding or the penalty that a plain verb carries."""
    text = scene.text
    lemma = verb.form.lemma
    begin, end = where
    noun = _noun(text, begin, end)
    if noun:
        return None if lemma == "recevoir" else _Carried(noun[0].outcome, noun[0].role, noun[1])
    if lemma not in ("prononcer", "infliger", "recevoir", "imposer") or not is_penalty(text, begin, end):
        return None
    if lemma == "recevoir" and not any(text.lows[j] in forms("received") for j in range(begin, end)):
        return None
    if text.lows[begin] in ("aucun", "aucune", "pas"):
        return None
    passive = verb.passive
    paid: TokenSpan | None = None
    if text.lows[begin] in ("à", "au", "aux") and not passive:
        # "a infligé à la firme une amende"
        owed = next((j for j in range(begin + 2, end) if text.bits[j] & (DETERMINER | NUMBER)), begin)
        paid = TokenSpan(begin + (text.lows[begin] == "à"), owed) if owed > begin else None
        begin = owed
    stop = end if passive else sanction_end(text, begin, limit, scene.days)
    return _Carried("convicted", "defendant", stop, TokenSpan(begin, stop), paid)


def _noun(text: Text, begin: int, end: int) -> tuple[Outcome, int] | None:
    """The noun of deciding that heads what comes between two tokens: its row, and where its words end."""
    if text.lows[begin : begin + 1] and text.lows[begin] in ("aucun", "aucune"):
        return None
    k = begin
    while k < end and (text.bits[k] & (DETERMINER | ADVERB | MARK | TIME) or text.lows[k] in _BEFORE_NOUN):
        k += 1
    if k >= end:
        return None
    for row in outcomes()["noun"].get(text.lows[k], ()):
        joined = joined_words(text, k + 1, end + 6, row)
        if joined is None or (row.joined and joined.first > k + 1):
            continue
        after = max(joined.last, k + 1)
        if row.objects:
            patient = of_whom(text, after, min(end + 12, len(text.words)))
            if not (patient and patient_fits(text, patient, row)):
                continue
        return row, after
    return None
