"""Decisions by a passive verb or a participle whose subject they fall on: "a été condamné", "débouté"."""

from greffier.extraction.decisions.active import active_ruling
from greffier.extraction.decisions.agents import agrees, is_participle, is_plural
from greffier.extraction.decisions.complements import (
    Complements,
    complements,
    joined_words,
    last_complement,
)
from greffier.extraction.decisions.mention import DecisionMention, Scene
from greffier.extraction.decisions.modality import means_nobody
from greffier.extraction.decisions.outcomes import Outcome, outcomes
from greffier.extraction.decisions.patients import after_comma, passive_patient
from greffier.extraction.decisions.sanctions import changes_penalty
from greffier.extraction.decisions.selection import (
    can_be_tried,
    complement_decides,
    is_figurative,
    outcome_of,
    patient_fits,
)
from greffier.extraction.decisions.vocabulary import forms, headed, is_form, is_heading, opens_clause
from greffier.extraction.lexicon import (
    ADVERB,
    AVOIR,
    CAPITAL,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    INFINITIVE,
    MARK,
    NUMBER,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBORDINATOR,
)
from greffier.extraction.syntax.subjects import antecedent, subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, group

_THEN = ("puis", "ensuite")
_SOON = (*_THEN, "immédiatement")
_NEAR = 12  # tokens: how far after a mention another participle shares its subject
_ABOUT = ("decision", "proceeding", "request", "sentence")  # "le procès de Paul": it falls on Paul


def passive_ruling(scene: Scene, verb: Group) -> DecisionMention | None:
    """Somebody or something as the subject of a passive verb of deciding.

    Takes: "a été condamné à deux ans", "La requête a été rejetée", "vient d'être mis en examen".
    Leaves: "pourrait être condamné", "L'attentat a été condamné par le pape".
    """
    patient = passive_patient(scene.text, verb)
    if patient and means_nobody(scene.text, patient):
        return None
    return _falls_on(scene, verb, patient, "passive-ruling")


def participle_ruling(scene: Scene, verb: Group) -> DecisionMention | None:
    """A participle by whom or what the decision falls on, without its auxiliary.

    Takes: "le maire, condamné à un an, …", "Débouté, il fera appel".
    Leaves: "les personnes condamnées sont rares", "toute personne mise en examen".
    """
    text = scene.text
    k = verb.verb
    first, limit = text.sentences[text.sentence(k)]
    if _is_noun(text, k) or text.words[limit - 1] == "?":
        return None
    before = _before_adverbs(text, k, first)
    linked = before >= first and bool(text.bits[before] & (COORDINATOR | COMMA))
    if linked and (text.bits[before] & COORDINATOR or before < k - 1):
        other = _shares_auxiliary(text, before, first)
        if other:
            return active_ruling(scene, other._replace(verb=k, last=k + 1, form=verb.form), subject(text, other))
    shared = _shared_patient(scene, k, first) if linked else None
    if shared:
        return _falls_on(scene, verb, shared.patient, shared.rule)
    patient = _patient(text, k, before, linked)
    if patient and (means_nobody(text, patient) or _holds_verb(text, patient)):
        return None
    found = _falls_on(scene, verb, patient, "participle-ruling")
    if found and patient and patient.first and changes_penalty(text, patient.first - 1, limit):
        found = _as_before(scene, found, patient, first)
    if found and is_heading(text, first, limit):
        return headline_ruling(found)
    if found and not linked and not _opens(text, before, first) and not _specific(scene, found, patient):
        return None
    return found


def _as_before(scene: Scene, found: DecisionMention, penalty: TokenSpan, first: int) -> DecisionMention:
    """A penalty that another ruling changes falls on whom it fell on before, in the sentence that begins at `first`."""
    last = scene.mentions[-1] if scene.mentions else None
    if last is None or last.trigger < first or not last.role:
        return found
    return found._replace(patient=last.patient, role=last.role, ruled_on=penalty, subject=None)


def headline_ruling(found: DecisionMention) -> DecisionMention:
    """A participle in a heading, which leaves the auxiliary out."""
    return found._replace(rule="headline-ruling")


def _is_noun(text: Text, k: int) -> bool:
    """Whether a participle is used as a noun or hangs on a preposition: "les 51 condamnés"."""
    if k and (text.lows[k - 1] in forms("asked_noun") or text.lows[k - 1] == "ni"):
        return True  # "une possible mise en examen", "ni jugé ni condamné"
    if not k:
        return False
    if text.bits[k - 1] & NUMBER or text.words[k - 1][0].isdigit():
        return True
    return bool(text.bits[k - 1] & (DETERMINER | PREPOSITION)) and text.lows[k - 1] not in ("dont", "avoir")


def _before_adverbs(text: Text, k: int, first: int) -> int:
    """The token before `k` and the adverbs that precede it: ", puis immédiatement écroué" → the comma."""
    j = k - 1
    while j >= first and (text.bits[j] & ADVERB or text.lows[j] in _SOON):
        j -= 1
    return j


def _opens(text: Text, before: int, first: int) -> bool:
    """Whether a participle opens its sentence."""
    return before < first or bool(text.bits[before] & MARK and before == first)


def _shared_patient(scene: Scene, k: int, first: int) -> DecisionMention | None:
    """The mention whose patient the participle at `k` shares: "a été condamné à un an et écroué"."""
    last = scene.mentions[-1] if scene.mentions else None
    if not (last and last.trigger >= first and last.patient and k - last.last < _NEAR):
        return None
    text = scene.text
    if not is_participle(text, last.trigger) or not agrees(text, k, last.plural):
        return None
    return None if any(opens_clause(text, j) for j in range(last.last, k)) else last


def _patient(text: Text, k: int, before: int, linked: bool) -> TokenSpan | None:
    """Whom or what the participle at `k` falls on."""
    first, limit = text.sentences[text.sentence(k)]
    if _opens(text, before, first):
        return after_comma(text, k, limit)
    if text.bits[before] & (COLON | SEMICOLON):
        return None
    then = next((j for j in range(before + 1, k) if text.lows[j] in _THEN), -1)
    if linked and text.bits[before] & COORDINATOR or then >= 0:
        return _coordinated(text, before if linked else then, first)
    found = antecedent(text, k)
    if found and found.last > before + 1:
        found = TokenSpan(found.first, before + 1)
    return found


def _holds_verb(text: Text, phrase: TokenSpan) -> bool:
    """Whether a verb is in what looks like a phrase, so that the participle hangs on something else."""
    return any(text.bits[j] & INFINITIVE or opens_clause(text, j) for j in range(*phrase))


def _specific(scene: Scene, found: DecisionMention, patient: TokenSpan | None) -> bool:
    """Whether a participle in mid-sentence is the trigger of a decision: by its agent, day, sanction or a name."""
    text = scene.text
    limit = text.sentences[text.sentence(found.trigger)].last
    dated = any(d in scene.days for d in range(found.trigger, min(found.last + 1, limit)))
    if patient and text.lows[patient.first] in ("les", "des") and not (dated or found.agent):
        return False
    if found.sanction or found.subject or found.agent or dated:
        return True
    if patient is None:
        return False
    seen = patient.first > text.sentences[text.sentence(found.trigger)].first and is_form(
        text, patient.first - 1, "voir"
    )
    return seen or any(text.bits[j] & CAPITAL for j in range(patient.first + 1, patient.last))


def _shares_auxiliary(text: Text, k: int, floor: int) -> Group | None:
    """The active group whose auxiliary the participle after "et" at `k` shares: "a annulé le vote et condamné"."""
    for j in range(k - 1, max(floor, k - 30) - 1, -1):
        if text.bits[j] & (STOP | SEMICOLON | RELATIVE | SUBORDINATOR) or text.lows[j] == "été":
            return None
        if is_participle(text, j) and text.bits[j - 1] & (AVOIR | ADVERB) and j > floor:
            other = group(text, j)
            bare = other is None or other.passive or other.negated or other.tense in ("pp", "inf", "prp")
            return None if bare else other
        if opens_clause(text, j) or text.lows[j] == "être":
            return None
    return None


def _coordinated(text: Text, k: int, floor: int) -> TokenSpan | None:
    """Whom the participle before "et" at `k` falls on: "a été arrêté et écroué", "des textes lus et annulés"."""
    for j in range(k - 1, max(floor, k - 16) - 1, -1):
        if is_participle(text, j):
            other = group(text, j)
            if other is None or not other.passive:
                return None
            if other.tense == "pp":
                alone = j - 1 >= floor and not text.bits[j - 1] & (DETERMINER | PREPOSITION)
                return antecedent(text, j) if alone else None
            return None if other.negated else passive_patient(text, other)
        if text.bits[j] & (STOP | SEMICOLON) or opens_clause(text, j):
            return None
    return None


def _falls_on(scene: Scene, verb: Group, patient: TokenSpan | None, rule: str) -> DecisionMention | None:
    """The mention of a passive or participle whose subject is `patient`."""
    text = scene.text
    limit = text.sentences[text.sentence(verb.verb)].last
    for row in outcomes()["verb"][verb.form.lemma]:
        joined = joined_words(text, verb.last, limit, row)
        if joined is None or joined.first > verb.last + 6:
            continue
        if row.outcome == "charged" and row.objects and rule != "passive-ruling":
            continue
        if row.role and patient and headed(text, patient, _ABOUT):
            patient = last_complement(text, patient)
        charge = bool(row.joined) and row.outcome in ("convicted", "acquitted")
        rest = complements(text, max(joined.last, verb.last), limit, scene.days, charge)
        if _fits(scene, verb, row, patient, rest):
            return _mention(scene, verb, row, patient, rest, joined.last)._replace(rule=rule)
    return None


def _fits(scene: Scene, verb: Group, row: Outcome, patient: TokenSpan | None, rest: Complements) -> bool:
    """Whether the one it falls on and "par X" make a passive verb a decision."""
    text = scene.text
    limit = text.sentences[text.sentence(verb.verb)].last
    by = scene.bench.decider(rest.agent) if rest.agent else None
    penalty = bool(rest.sanction)
    if row.outcome in ("convicted", "acquitted") and not (row.joined or rest.agent or penalty):
        if patient and not can_be_tried(text, patient):
            return False
    figurative = row.outcome == "convicted" and not (row.joined or by)
    if figurative and is_figurative(text, verb.last, limit, rest.sanction):
        return False
    if not complement_decides(row, by, penalty, rest.agent is not None):
        return False
    if row.objects:
        if not (patient and patient_fits(text, patient, row)):
            return False
    elif not (row.role or patient or by):
        return False
    # "était placé en détention" describes a state
    state = verb.tense == "imp" and verb.verb == verb.last - 1 and "été" not in text.lows[verb.first : verb.verb]
    return not (row.outcome == "ordered" and state)


def _mention(
    scene: Scene, verb: Group, row: Outcome, patient: TokenSpan | None, rest: Complements, after: int
) -> DecisionMention:
    text = scene.text
    by = scene.bench.decider(rest.agent) if rest.agent else None
    begin = text.sentences[text.sentence(verb.verb)].first
    near = patient and begin <= patient.first < verb.first and verb.first - patient.first < 60
    return DecisionMention(
        outcome_of(text, row, verb, rest.sanction),
        "passive-ruling",
        patient.first if patient and near else verb.first,
        max(rest.end, after, verb.last),
        verb.verb,
        patient=patient if row.role else None,
        role=row.role,
        agent=rest.agent if by and by.kind != "nobody" else None,
        ruled_on=None if row.role else patient,
        sanction=rest.sanction,
        subject=rest.subject,
        plural=is_plural(text, verb.verb),
    )
