"""Rulings told by a verb: active, passive, by a participle."""

from greffier.extraction.decisions.courts import Tokens, headed, is_heading, opens_clause
from greffier.extraction.decisions.facts import asserted, means_nobody, seen_before
from greffier.extraction.decisions.fitness import (
    agent_fits,
    can_be_tried,
    object_fits,
    only_courts_do,
    order_or_penalty,
)
from greffier.extraction.decisions.parts import (
    after_comma,
    agrees,
    doer,
    is_participle,
    is_plural,
    joined_words,
    last_complement,
    object_of,
    object_pronoun,
    raised_to,
    sufferer,
)
from greffier.extraction.decisions.penalties import complements
from greffier.extraction.decisions.telling import Reading, Telling, outcome_rows
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
from greffier.extraction.syntax.clauses import Group, antecedent, group, phrase_end, subject
from greffier.extraction.syntax.text import Text

_SEEN = ("vu", "vue", "vus", "vues", "voit", "voient")  # "a vu sa peine confirmée"


def active_ruling(reading: Reading, verb: Group, who: Tokens | None = None) -> Telling | None:
    """A court as the subject of a verb of ruling.

    Takes: Le tribunal de Nantes a rejeté la demande de l'association.
    Leaves: Le ministre a condamné l'attentat de Nantes.
    Also: "le tribunal a rejeté la demande", "La cour l'a condamné à un an", "le juge, annulant l'arrêté, …".
    Nor: "le ministre a condamné l'attentat", "la cour pourrait annuler le texte".
    """
    text = reading.text
    if not seen_before(text, verb) and not asserted(reading, verb):
        return None
    if verb.tense == "imp" and verb.first == verb.verb:
        return None
    seen = seen_before(text, verb)
    who = who or (None if seen else doer(text, verb))
    limit = text.sentences[text.sentence(verb.verb)][1]
    for row in outcome_rows()["verb"][verb.form.lemma]:
        found = joined_words(text, verb.last, limit, row)
        if found is None or row.outcome == "other" and verb.tense == "prp":
            continue  # "statuant au contentieux": the main verb tells the ruling
        joined_at, after = found
        clitic = object_pronoun(text, verb)
        start = after if after > verb.last else verb.last
        thing = clitic or object_of(text, verb.last, limit)
        if row.joined and after < limit and text.lows[after] in ("à", "au", "aux") and not thing:
            to = after + 1 if text.lows[after] == "à" else after
            thing = (to, phrase_end(text, to, limit)) if to < limit else None
        elif not clitic and joined_at >= 0 and (thing is None or thing[0] >= joined_at):
            thing = object_of(text, after, limit)
        elif thing and joined_at >= 0 and thing[1] > joined_at:
            thing = (thing[0], joined_at)
        if thing and means_nobody(text, thing) or row.outcome == "acquitted" and not (thing or clitic or seen):
            return None  # "une personne innocente" is no verb
        raised = raised_to(text, verb.last, limit) if "sentence" in row.objects and thing is None else None
        if raised:
            thing = raised[1]
        rest = complements(
            text,
            max(start, thing[1] if thing else start),
            limit,
            reading.days,
            row.outcome == "convicted" and bool(row.joined),
        )
        by = reading.rules.ruler(who) if who else None
        if seen:
            asked = row.outcome in ("dismissed", "granted")
            row = row._replace(role="claimant" if asked else row.role or "defendant")
            clitic = thing = subject(text, seen)
        elif not agent_fits(
            row, by, active=True, penalty=bool(rest.sanction), sure=only_courts_do(text, row, thing, rest.sanction)
        ):
            continue
        if (
            row.objects
            and not (thing and object_fits(text, thing, row))
            and not (clitic and row.objects == ("person",))
        ):
            continue
        if raised:
            rest = rest._replace(sanction=raised[0])
        outcome = order_or_penalty(text, row.outcome, rest.sanction)
        first = (
            who[0]
            if who and who[0] >= text.sentences[text.sentence(verb.verb)][0] and verb.first - who[1] < 40
            else verb.first
        )
        ruled = thing if row.role else None
        agent = who if by and by.kind != "nobody" else None
        return Telling(
            outcome,
            "active-ruling",
            min(first, verb.first),
            max(rest.end, thing[1] if thing else 0, after),
            verb.verb,
            ruled,
            row.role,
            agent,
            None if row.role else thing,
            rest.sanction,
            rest.subject,
            verb.form.plural,
        )
    return None


def passive_ruling(reading: Reading, verb: Group) -> Telling | None:
    """Somebody or something as the subject of a passive verb of ruling.

    Takes: Le maire de Vire a été condamné à deux ans de prison.
    Leaves: Le maire de Vire pourrait être condamné à deux ans de prison.
    Also: "a été condamné à deux ans", "La requête a été rejetée", "vient d'être mis en examen".
    Nor: "pourrait être condamné", "L'attentat a été condamné par le pape".
    """
    text = reading.text
    if not asserted(reading, verb):
        return None
    limit = text.sentences[text.sentence(verb.verb)][1]
    thing = sufferer(text, verb)
    if thing and means_nobody(text, thing):
        return None
    return ruled_on(reading, verb, thing, limit, "passive-ruling")


def participle_ruling(reading: Reading, verb: Group) -> Telling | None:
    """A participle that stands by whom or what the ruling falls on, without its auxiliary.

    Takes: Le maire de Vire, condamné à un an de prison pour fraude, a quitté la ville.
    Leaves: Les personnes condamnées sont rares dans la région.
    Also: "le maire, condamné à un an, …", "Débouté, il fera appel".
    Nor: "les personnes condamnées sont rares", "toute personne mise en examen".
    """
    text = reading.text
    k = verb.verb
    first, limit = text.sentences[text.sentence(k)]
    if k and (text.bits[k - 1] & NUMBER or text.words[k - 1][0].isdigit()):
        return None  # "les 51 condamnés"
    if k and text.bits[k - 1] & (DETERMINER | PREPOSITION) and text.lows[k - 1] not in ("dont", "avoir"):
        return None
    if text.words[limit - 1] == "?":
        return None
    before = k - 1
    while before >= first and (text.bits[before] & ADVERB or text.lows[before] in ("puis", "ensuite", "immédiatement")):
        before -= 1
    linked = before >= first and text.bits[before] & (COORDINATOR | COMMA)
    then = next((j for j in range(before + 1, k) if text.lows[j] in ("puis", "ensuite")), -1)
    if linked and (text.bits[before] & COORDINATOR or before < k - 1):
        other = _shares_auxiliary(text, before, first)
        if other:
            return active_ruling(reading, other._replace(verb=k, last=k + 1, form=verb.form), subject(text, other))
    last = reading.told[-1] if reading.told else None
    if linked and last and last.verb >= first and last.ruled and is_participle(text, last.verb) and k - last.last < 12:
        agreed = agrees(text, k, last.plural)
        if agreed and not any(opens_clause(text, j) for j in range(last.last, k)):
            found = ruled_on(reading, verb, last.ruled, limit, last.rule)
            return found
    opens = before < first or (text.bits[before] & MARK and before == first)
    if opens:
        thing = after_comma(text, k, limit)
    elif text.bits[before] & (COLON | SEMICOLON):
        thing = None
    elif linked and text.bits[before] & COORDINATOR or then >= 0:
        thing = _coordinated(text, before if linked else then, first)
    else:
        thing = antecedent(text, k)
        if thing and thing[1] > before + 1:
            thing = (thing[0], before + 1)
        if thing and any(text.bits[j] & INFINITIVE or opens_clause(text, j) for j in range(*thing)):
            return None
    if thing and means_nobody(text, thing):
        return None
    heading = is_heading(text, first, limit)
    found = ruled_on(reading, verb, thing, limit, "participle-ruling")
    if found and heading:
        return headline_ruling(found)
    if found and not linked and not opens:
        plural = thing is not None and text.lows[thing[0]] in ("les", "des")
        dated = any(d in reading.days for d in range(k, min(found.last + 1, limit)))
        if plural and not (dated or found.agent):
            return None
        seen = thing is not None and thing[0] > first and text.lows[thing[0] - 1] in _SEEN
        named = thing is not None and any(text.bits[j] & CAPITAL for j in range(thing[0] + 1, thing[1]))
        if not (found.sanction or found.subject or found.agent or dated or seen or named):
            return None
    return found


def headline_ruling(found: Telling) -> Telling:
    """A participle in a heading, which leaves the auxiliary out.

    Takes: Le maire de Vire mis en examen pour fraude
    Leaves: Toute personne mise en examen est présumée innocente.
    """
    return found._replace(rule="headline-ruling")


def _shares_auxiliary(text: Text, k: int, floor: int) -> Group | None:
    """The active group whose auxiliary the participle after "et" at `k` shares: "a annulé le vote et condamné"."""
    for j in range(k - 1, max(floor, k - 30) - 1, -1):
        if text.bits[j] & (STOP | SEMICOLON | RELATIVE | SUBORDINATOR):
            return None
        if text.lows[j] == "été":
            return None
        if is_participle(text, j) and text.bits[j - 1] & (AVOIR | ADVERB) and j > floor:
            other = group(text, j)
            if other and not other.passive and not other.negated and other.tense not in ("pp", "inf", "prp"):
                return other
            return None
        if opens_clause(text, j) or text.lows[j] in ("été", "être"):
            return None
    return None


def _coordinated(text: Text, k: int, floor: int) -> Tokens | None:
    """Whom the participle before "et" at `k` falls on: "a été arrêté et écroué", "des textes lus et annulés"."""
    for j in range(k - 1, max(floor, k - 16) - 1, -1):
        if is_participle(text, j):
            other = group(text, j)
            if other is None or not other.passive:
                return None
            if other.tense == "pp":
                return (
                    antecedent(text, j)
                    if j - 1 >= floor and not text.bits[j - 1] & (DETERMINER | PREPOSITION)
                    else None
                )
            return None if other.negated else sufferer(text, other)
        if text.bits[j] & (STOP | SEMICOLON) or opens_clause(text, j):
            return None
    return None


def ruled_on(reading: Reading, verb: Group, thing: Tokens | None, limit: int, rule: str) -> Telling | None:
    """The telling of a passive or participle whose subject is `thing`."""
    text = reading.text
    k = verb.verb
    for row in outcome_rows()["verb"][verb.form.lemma]:
        found = joined_words(text, verb.last, limit, row)
        if found is None:
            continue
        joined_at, after = found
        if joined_at > verb.last + 6 or (row.outcome == "charged" and row.objects and rule != "passive-ruling"):
            continue
        if row.role and thing and headed(text, thing, ("decision", "proceeding", "request", "sentence")):
            thing = last_complement(text, thing)
        charge = bool(row.joined) and row.outcome in ("convicted", "acquitted")
        rest = complements(text, max(after, verb.last), limit, reading.days, charge)
        agent = rest.agent
        by = reading.rules.ruler(agent) if agent else None
        penalty = bool(rest.sanction)
        if (
            row.outcome in ("convicted", "acquitted")
            and not row.joined
            and not agent
            and thing
            and not can_be_tried(text, thing)
            and not penalty
        ):
            continue
        if not agent_fits(row, by, active=False, penalty=penalty, told=agent is not None):
            continue
        if row.objects and not (thing and object_fits(text, thing, row)):
            continue
        if not row.objects and not row.role and thing is None and not by:
            continue
        if (
            row.outcome == "ordered"
            and verb.tense == "imp"
            and verb.verb == verb.last - 1
            and "été" not in text.lows[verb.first : k]
        ):
            continue
        begin, _ = text.sentences[text.sentence(k)]
        first = thing[0] if thing and begin <= thing[0] < verb.first and verb.first - thing[0] < 60 else verb.first
        outcome = order_or_penalty(text, row.outcome, rest.sanction)
        return Telling(
            outcome,
            rule,
            first,
            max(rest.end, after, verb.last),
            k,
            thing if row.role else None,
            row.role,
            agent if by and by.kind != "nobody" else None,
            None if row.role else thing,
            rest.sanction,
            rest.subject,
            is_plural(text, k),
        )
    return None
