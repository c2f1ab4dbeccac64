"""Decisions by an active verb whose subject is the court: "le tribunal a rejeté la demande"."""

from greffier.extraction.decisions.agents import agent_of
from greffier.extraction.decisions.complements import Complements, complements, joined_words
from greffier.extraction.decisions.mention import DecisionMention, Scene
from greffier.extraction.decisions.modality import means_nobody, seen_before
from greffier.extraction.decisions.outcomes import Outcome, outcomes
from greffier.extraction.decisions.patients import object_of, object_pronoun
from greffier.extraction.decisions.sanctions import raised_to
from greffier.extraction.decisions.selection import only_courts_do, outcome_of, patient_fits, subject_decides
from greffier.extraction.decisions.vocabulary import forms, head
from greffier.extraction.lexicon import CAPITAL
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group

_FAR = 40  # tokens: a subject farther from its verb does not open the mention


def active_ruling(scene: Scene, verb: Group, agent: TokenSpan | None = None) -> DecisionMention | None:
    """A court as the subject of a verb of deciding.

    Takes: "le tribunal a rejeté la demande", "La cour l'a condamné à un an", "le juge, annulant l'arrêté, …".
    Leaves: "le ministre a condamné l'attentat", "la cour pourrait annuler le texte".
    """
    text = scene.text
    if verb.inverted >= 0 or verb.tense == "prp" and verb.form.lemma in forms("consequence"):
        return None  # "« … », confie-t-elle", "permettant ainsi aux villes de …"
    if verb.tense == "imp" and verb.first == verb.verb and not _by_document(text, verb):
        return None
    seen = seen_before(text, verb)
    agent = agent or (None if seen else agent_of(text, verb))
    limit = text.sentences[text.sentence(verb.verb)].last
    for row in outcomes()["verb"][verb.form.lemma]:
        joined = joined_words(text, verb.last, limit, row)
        if joined is None or row.outcome == "other" and (verb.tense == "prp" or _is_followed(text, verb, limit)):
            continue  # "statuant au contentieux": the main verb has the decision; "a statué que": the clause does
        patient = _patient(text, verb, row, joined, limit)
        if patient and means_nobody(text, patient) or row.outcome == "acquitted" and not (patient or seen):
            return None  # "une personne innocente" is no verb
        found = _decided(scene, verb, row, joined, agent, seen, patient)
        if found:
            return found
    return None


def _is_followed(text: Text, verb: Group, limit: int) -> bool:
    """Whether a que-clause follows a verb, which says what was decided."""
    return any(low in ("que", "qu'") for low in text.lows[verb.last : min(verb.last + 3, limit)])


def _by_document(text: Text, verb: Group) -> bool:
    """Whether a judgment is the subject of a relative clause: "l'arrêt du 3 mai qui condamnait Paul"."""
    agent = agent_of(text, verb)
    relative = text.lows[verb.first - 1] == "qui" or verb.first > 1 and text.lows[verb.first - 2] == "qui"
    return relative and agent is not None and text.lows[head(text, *agent)] in forms("document")


def _patient(text: Text, verb: Group, row: Outcome, joined: TokenSpan, limit: int) -> TokenSpan | None:
    """Whom or what an active verb falls on: a pronoun before it, or the phrase before or after the joined words."""
    at, after = joined
    pronoun = object_pronoun(text, verb)
    found = pronoun or object_of(text, verb.last, limit)
    if row.joined and after < limit and text.lows[after] in ("à", "au", "aux") and not found:
        to = after + 1 if text.lows[after] == "à" else after
        return TokenSpan(to, phrase_end(text, to, limit)) if to < limit else None
    if at >= 0 and text.lows[at : at + 2] == ["en", "faveur"] and at + 3 < limit:
        of = at + 2 if text.lows[at + 2] in ("du", "des") else at + 3  # "en faveur de Paul"
        return TokenSpan(of, phrase_end(text, of, limit))
    if pronoun or at < 0:
        return found
    if found is None or found.first >= at:
        return object_of(text, after, limit)
    return TokenSpan(found.first, at) if found.last > at else found


def _decided(
    scene: Scene,
    verb: Group,
    row: Outcome,
    joined: TokenSpan,
    agent: TokenSpan | None,
    seen: Group | None,
    patient: TokenSpan | None,
) -> DecisionMention | None:
    """The mention that a verb makes by one row, where who acts and what is acted on fit it."""
    text = scene.text
    limit = text.sentences[text.sentence(verb.verb)].last
    pronoun = object_pronoun(text, verb)
    raised = raised_to(text, verb.last, limit) if "sentence" in row.objects and patient is None else None
    if raised:
        patient = raised[1]
    start = max(joined.last, verb.last, patient.last if patient else 0)
    rest = complements(text, start, limit, scene.days, row.outcome == "convicted" and bool(row.joined))
    by = scene.bench.decider(agent) if agent else None
    if patient is None and rest.sanction and rest.sanction.last < limit and text.bits[rest.sanction.last] & CAPITAL:
        patient = TokenSpan(rest.sanction.last, phrase_end(text, rest.sanction.last, limit))  # "à un an de prison Paul"
    if seen:
        asked = row.outcome in ("dismissed", "granted")
        row = row._replace(role="claimant" if asked else row.role or "defendant")
        pronoun = patient = subject(text, seen)
    elif not subject_decides(row, by, bool(rest.sanction), only_courts_do(text, row, patient, rest.sanction)):
        return None
    somebody = pronoun and row.objects == ("person",)
    if row.objects and not somebody and not (patient and patient_fits(text, patient, row)):
        return None
    if raised:
        rest = rest._replace(sanction=raised[0])
    decides = agent if by and by.kind != "nobody" else None
    return _mention(text, verb, row, rest, joined, agent, patient)._replace(agent=decides)


def _mention(
    text: Text,
    verb: Group,
    row: Outcome,
    rest: Complements,
    joined: TokenSpan,
    agent: TokenSpan | None,
    patient: TokenSpan | None,
) -> DecisionMention:
    """The mention from the subject of its clause on."""
    opens = text.sentences[text.sentence(verb.verb)].first
    first = agent.first if agent and agent.first >= opens and verb.first - agent.last < _FAR else verb.first
    return DecisionMention(
        outcome_of(text, row, verb, rest.sanction),
        "active-ruling",
        min(first, verb.first),
        max(rest.end, patient.last if patient else 0, joined.last),
        verb.verb,
        patient=patient if row.role else None,
        role=row.role,
        ruled_on=None if row.role else patient,
        sanction=rest.sanction,
        subject=rest.subject,
        plural=verb.form.plural,
    )
