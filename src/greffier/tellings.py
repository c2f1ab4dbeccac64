"""The places where an article tells of a ruling: one rule for each construction.

A rule looks at one word of `lexicon/fr/outcomes.csv` and gives a `Telling`, or None where nothing was decided: what is
asked for, feared, possible, denied or expected. `decisions` joins the tellings of one ruling.
"""

from functools import cache
from typing import NamedTuple

from greffier.clauses import Group, antecedent, clause_start, group, inverted_subject, noun_phrase, phrase_end, subject
from greffier.courts import Ruler, Tokens, forms, head, headed, match, opens_clause, ruler
from greffier.dates import Day
from greffier.lexicon import (
    ADVERB,
    AVOIR,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    ETRE,
    INFINITIVE,
    MARK,
    NUMBER,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TONIC,
    table,
    verbs,
)
from greffier.penalties import Complements, complements, is_penalty, sanction_end
from greffier.text import Text

_WINDOW = 14  # tokens after a verb in which the words stand that it is joined with
_FINDINGS = (("guilty", "convicted", "acquitted"), ("void", "overturned", "upheld"), ("valid", "upheld", "overturned"))
_BACK = 8  # tokens before a word that may say that it is only asked for


class Row(NamedTuple):
    """A row of outcomes.csv."""

    lemma: str
    joined: tuple[tuple[str, ...], ...]
    objects: tuple[str, ...]
    agent: str
    outcome: str
    role: str


class Telling(NamedTuple):
    """One place that tells of a ruling; every part by token, `ruled` is who or what it falls on."""

    outcome: str
    rule: str
    first: int
    last: int
    verb: int
    ruled: Tokens | None
    role: str
    agent: Tokens | None
    matter: Tokens | None
    sanction: Tokens | None
    subject: Tokens | None
    plural: bool = False
    firm: bool = True  # enough on its own; otherwise it only joins a ruling told elsewhere
    open: bool = False  # joins a ruling of the same court whatever its outcome


class Reading:
    """The article as a rule sees it: text, days by token, and who is known to rule."""

    def __init__(self, text: Text, days: list[Day], rules: "Rules") -> None:
        self.text = text
        self.days = {day.first: day for day in days}
        self.rules = rules
        self.told: list[Telling] = []


class Rules:
    """Says what somebody who is named or stood for by a pronoun is: court, judge, authority, or nobody who rules."""

    def ruler(self, phrase: Tokens) -> Ruler | None:
        raise NotImplementedError


@cache
def _rows() -> dict[str, dict[str, tuple[Row, ...]]]:
    """The rows of outcomes.csv by class, then lemma."""
    found: dict[str, dict[str, tuple[Row, ...]]] = {}
    for r in table("outcomes"):
        joined = tuple(tuple(words.split()) for words in r["with"].split("|") if words)
        row = Row(r["lemma"], joined, tuple(r["object"].split()), r["agent"], r["outcome"], r["role"])
        rows = found.setdefault(r["class"], {})
        rows[r["lemma"]] = (*rows.get(r["lemma"], ()), row)
    return found


@cache
def _triggers() -> dict[str, frozenset[str]]:
    """Every form at which a rule must look, with the classes of its rows."""
    rows = _rows()
    found: dict[str, set[str]] = {}
    for kind in ("verb", "suffer", "carry", "clause"):
        for form, readings in verbs().items():
            if any(r.lemma in rows[kind] for r in readings):
                found.setdefault(form, set()).add(kind)
    for noun in rows["noun"]:
        found.setdefault(noun, set()).add("noun")
    return {form: frozenset(kinds) for form, kinds in found.items()}


def tellings(text: Text, days: list[Day], rules: Rules) -> list[Telling]:
    """Every telling of a ruling, in the order of the text."""
    reading = Reading(text, days, rules)
    known = _triggers()
    for k, low in enumerate(text.lows):
        kinds = known.get(low)
        if kinds:
            found = _at(reading, k, kinds)
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
    reading.told[:] = [_backed(t, reading.told) for t in reading.told]
    reading.told.sort(key=lambda t: (t.first, t.verb))
    return reading.told


def _backed(telling: Telling, told: list[Telling]) -> Telling:
    """The telling, not enough on its own where it is only what another one rules on: "la peine du maire est annulée"."""
    if telling.rule == "nominal-ruling" and telling.firm:
        for other in told:
            if other.matter and other.verb != telling.verb and other.matter[0] <= telling.verb < other.matter[1]:
                return telling._replace(firm=False)
    return telling


def _at(reading: Reading, k: int, kinds: frozenset[str]) -> Telling | None:
    """What the trigger at token `k` tells."""
    text = reading.text
    noun = "noun" in kinds and (kinds == {"noun"} or _is_noun(text, k))
    if noun:
        return nominal_ruling(reading, k)
    verb = group(text, k)
    if verb is None or verb.negated and not _only(text, verb):
        return None
    lemma = verb.form.lemma
    rows = _rows()
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


def _is_noun(text: Text, k: int) -> bool:
    """Whether a form that can be a participle is a noun here: "la mise en examen", "Mise en examen de"."""
    if k and text.bits[k - 1] & (DETERMINER | PREPOSITION):
        return True
    opens = not k or bool(text.bits[k - 1] & (STOP | COLON)) or text.sentences[text.sentence(k)][0] == k
    return opens and any(text.lows[j] in ("de", "du", "des", "d'") for j in range(k + 1, min(k + 4, len(text.lows))))


# -- what is not a fact ------------------------------------------------------------------------------------------


def _only(text: Text, verb: Group) -> bool:
    """Whether "ne" belongs to "ne … que": a ruling after all."""
    for j in range(verb.last, min(verb.last + 4, len(text.words))):
        if text.lows[j] in ("que", "qu'"):
            return True
    return False


def asserted(reading: Reading, verb: Group) -> bool:
    """Whether a verb tells of a fact.

    Takes: "a condamné", "vient d'être condamné", "après avoir été relaxé", "décide de suspendre".
    Leaves: "pourrait condamner", "demande que le texte soit annulé", "si la cour rejette", "sera jugé".
    """
    text = reading.text
    if verb.tense in ("cond", "fut", "subj"):
        return False
    first, last = text.sentences[text.sentence(verb.verb)]
    if text.words[last - 1] == "?" or (text.quote_at[verb.verb] >= 0 and _closes_with_question(text, verb.verb)):
        return False
    if verb.tense == "inf":
        return _infinitive_fact(text, verb, first)
    begin, opener = clause_start(text, verb.first)
    if opener >= 0 and text.bits[opener] & (SUBORDINATOR | RELATIVE):
        low = text.lows[opener]
        if low in ("si", "s'") or low == "s'" or low == "quand" and verb.tense == "fut":
            return False
        if low in ("que", "qu'") and opener > first:
            before = text.lows[opener - 1]
            if before in ("pour", "afin", "avant", "sans", "ce", "soit", "condition", "cas"):
                return False
            if _asks(text, opener, first):
                return False
    for j in range(max(first, begin - 1), begin):
        if text.lows[j] in ("si", "s'"):
            return False
    return not any(text.lows[j] == "si" for j in range(begin, verb.first))


def _closes_with_question(text: Text, k: int) -> bool:
    quotation = text.quotations[text.quote_at[k]]
    return text.words[quotation.last - 1] == "?"


def _asks(text: Text, k: int, floor: int) -> bool:
    """Whether the verb that stands before token `k` only asks, fears or denies."""
    for j in range(k - 1, max(floor, k - 6) - 1, -1):
        for reading in verbs().get(text.lows[j], ()):
            if reading.lemma in forms("asked"):
                return True
        if opens_clause(text, j):
            return False
    return False


def _infinitive_fact(text: Text, verb: Group, floor: int) -> bool:
    """Whether an infinitive tells of a fact: after "venir de", "après", "pour avoir", "décider de"."""
    j = verb.first - 1
    if j < floor:
        return False
    low = text.lows[j]
    compound = text.lows[verb.first] in ("avoir", "être") or text.lows[verb.verb - 1] in ("été", "avoir", "être")
    perfect = any(text.lows[m] == "avoir" for m in range(verb.first, verb.verb)) or (
        compound and any(text.lows[m] == "été" for m in range(verb.first, verb.verb))
    )
    if low in ("après", "pour", "d'", "de") and perfect and not _asks(text, j, floor):
        return low != "d'" or not _asked_noun(text, j, floor)
    if low in ("de", "d'") and taken_by(text, j, floor):
        return True
    while j > floor and (text.bits[j] & ADVERB or text.lows[j] in ("de", "d'", "par", "à")):
        j -= 1
    for reading in verbs().get(text.lows[j], ()):
        if reading.lemma == "devoir" and verb.form.lemma == "purger":
            return reading.tense in ("pres", "fut")
        if reading.lemma in forms("fact") and not _negative(text, j, floor):
            return reading.tense not in ("fut", "cond", "subj", "inf")
    return False


def taken_by(text: Text, k: int, floor: int) -> Tokens | None:
    """Who took the decision whose infinitive "de" at `k` opens: "la décision du tribunal de suspendre"."""
    for j in range(k - 2, max(floor, k - 14) - 1, -1):
        if opens_clause(text, j) or text.bits[j] & (STOP | COMMA | SEMICOLON):
            return None
        if text.lows[j] in forms("taken") and text.lows[j + 1] in ("de", "d'", "du", "des"):
            start = j + 1 if text.lows[j + 1] in ("du", "des") else j + 2
            return (start, k) if start < k else None
    return None


def _negative(text: Text, k: int, floor: int) -> bool:
    return any(text.lows[m] in ("n'", "ne") for m in range(max(floor, k - 4), k))


def _asked_noun(text: Text, k: int, floor: int) -> bool:
    """Whether a word close before `k` makes a noun something asked for, feared or possible."""
    for j in range(k - 1, max(floor, k - _BACK) - 1, -1):
        low = text.lows[j]
        if text.bits[j] & (STOP | SEMICOLON | COLON):
            return False
        if low in forms("asked_noun") or low in ("aucun", "aucune", "sans", "pas", "éviter"):
            return True
        if text.bits[j] & COMMA and k - j > 2:
            return False
        for reading in verbs().get(low, ()):
            if reading.lemma in forms("asked") and (reading.tense != "pp" or _has_auxiliary(text, j)):
                return True
        if opens_clause(text, j):
            readings = verbs().get(low, ())
            return any(r.tense in ("fut", "cond") for r in readings)
    return False


def _has_auxiliary(text: Text, k: int) -> bool:
    return any(text.bits[j] & (ETRE | AVOIR) or text.lows[j] in ("ayant", "avoir") for j in range(max(0, k - 5), k))


# -- constructions -----------------------------------------------------------------------------------------------


def active_ruling(reading: Reading, verb: Group, who: Tokens | None = None) -> Telling | None:
    """A court as the subject of a verb of ruling.

    Takes: "le tribunal a rejeté la demande", "La cour l'a condamné à un an", "le juge, annulant l'arrêté, …".
    Leaves: "le ministre a condamné l'attentat", "la cour pourrait annuler le texte".
    """
    text = reading.text
    if not _seen(text, verb) and not asserted(reading, verb):
        return None
    if verb.tense == "imp" and verb.first == verb.verb:
        return None
    seen = _seen(text, verb)
    who = who or (None if seen else _doer(text, verb))
    limit = text.sentences[text.sentence(verb.verb)][1]
    for row in _rows()["verb"][verb.form.lemma]:
        found = _joined(text, verb.last, limit, row)
        if found is None:
            continue
        joined_at, after = found
        clitic = _object_clitic(text, verb)
        start = after if after > verb.last else verb.last
        thing = clitic or _object(text, verb.last, limit)
        if row.joined and after < limit and text.lows[after] in ("à", "au", "aux") and not thing:
            to = after + 1 if text.lows[after] == "à" else after
            thing = (to, phrase_end(text, to, limit)) if to < limit else None
        elif not clitic and joined_at >= 0 and (thing is None or thing[0] >= joined_at):
            thing = _object(text, after, limit)
        elif thing and joined_at >= 0 and thing[1] > joined_at:
            thing = (thing[0], joined_at)
        if thing and _generic(text, thing):
            return None
        rest = complements(text, max(start, thing[1] if thing else start), limit, reading.days, row.outcome == "convicted" and bool(row.joined))
        by = reading.rules.ruler(who) if who else None
        if seen:
            if row.outcome not in ("dismissed", "granted", "ordered"):
                continue
            row = row._replace(role="claimant" if row.outcome != "ordered" else "defendant")
            clitic = thing = subject(text, seen)
        elif not _agent_fits(row, by, active=True, penalty=bool(rest.sanction), sure=_sure(text, row, thing, rest.sanction)):
            continue
        if row.objects and not (thing and _object_fits(text, thing, row)) and not (clitic and row.objects == ("person",)):
            continue
        outcome = _civil(text, row.outcome, rest.sanction)
        first = who[0] if who and who[0] >= text.sentences[text.sentence(verb.verb)][0] and verb.first - who[1] < 40 else verb.first
        ruled = thing if row.role else None
        agent = who if by and by.kind != "nobody" else None
        return Telling(
            outcome, "active-ruling", min(first, verb.first), max(rest.end, thing[1] if thing else 0, after), verb.verb,
            ruled, row.role, agent, None if row.role else thing, rest.sanction, rest.subject, verb.form.plural,
        )
    return None


def clause_ruling(reading: Reading, verb: Group) -> Telling | None:
    """A que-clause by which a court rules; what it holds says how, and one that only reasons joins a ruling told.

    Takes: "La cour a jugé que l'État était responsable", "a décidé que le vote est nul".
    Leaves: "le maire a décidé que", "la cour dira si".
    """
    text = reading.text
    if verb.passive or verb.tense in ("pp", "imp") and verb.first == verb.verb or not asserted(reading, verb):
        return None
    k = verb.last
    begin, limit = text.sentences[text.sentence(verb.verb)]
    if verb.first > begin and text.bits[verb.first - 1] & COMMA and text.lows[verb.verb] in forms("ruling_verb"):
        return _inserted(reading, verb, begin, limit)
    while k < min(limit, verb.last + 8) and text.lows[k] not in ("que", "qu'"):
        if text.bits[k] & (STOP | SEMICOLON | COLON):
            return None
        k += 1
    if k >= limit or text.lows[k] not in ("que", "qu'"):
        return None
    who = _doer(text, verb)
    by = reading.rules.ruler(who) if who else None
    if by is None or by.kind not in ("court", "judge"):
        return None
    end = k + 1
    while end < min(limit, k + 60) and not text.bits[end] & (STOP | SEMICOLON):
        end += 1
    ruled = None
    outcome, j = _finding(text, k + 1, end)
    if outcome in ("convicted", "acquitted"):
        ruled = noun_phrase(text, k + 1, next((m for m in range(k + 1, j) if opens_clause(text, m)), j))
        if ruled is None:
            outcome = ""
    if not outcome and text.lows[verb.verb] not in forms("ruling_verb"):
        return None
    firm = verb.form.lemma in forms("firm_clause") or bool(outcome) and verb.form.lemma in ("juger", "conclure", "déclarer")
    first = who[0] if who and 0 < verb.first - who[0] < 40 else verb.first
    return Telling(
        outcome or "other", "clause-ruling", first, end, verb.verb, ruled, "defendant", who, None, None, None,
        verb.form.plural, firm, not outcome,
    )


def _inserted(reading: Reading, verb: Group, begin: int, limit: int) -> Telling | None:
    """A ruling told before the court: "Le texte est contraire à la Constitution, a jugé la cour"."""
    text = reading.text
    who = inverted_subject(text, verb.last, limit)
    by = reading.rules.ruler(who) if who else None
    if by is None or by.kind not in ("court", "judge"):
        return None
    outcome, at = _finding(text, begin, verb.first)
    ruled = None
    if outcome in ("convicted", "acquitted"):
        ruled = noun_phrase(text, begin, next((m for m in range(begin, at) if opens_clause(text, m)), at))
    return Telling(
        outcome or "other", "clause-ruling", begin, who[1] if who else verb.last, verb.verb, ruled, "defendant", who,
        None, None, None, verb.form.plural, bool(outcome), not outcome,
    )


def _finding(text: Text, first: int, last: int) -> tuple[str, int]:
    """What the words of a clause find (guilty, void, valid), turned round where it is negated, and where."""
    negated = False
    for j in range(first, last):
        low = text.lows[j]
        negated = negated or low in ("ne", "n'")
        for kind, outcome, otherwise in _FINDINGS:
            if low in forms(kind):
                return (otherwise if negated else outcome), j
    return "", last


def passive_ruling(reading: Reading, verb: Group) -> Telling | None:
    """Somebody or something as the subject of a passive verb of ruling.

    Takes: "a été condamné à deux ans", "La requête a été rejetée", "vient d'être mis en examen".
    Leaves: "pourrait être condamné", "L'attentat a été condamné par le pape".
    """
    text = reading.text
    if not asserted(reading, verb):
        return None
    limit = text.sentences[text.sentence(verb.verb)][1]
    thing = _sufferer(text, verb)
    if thing and _generic(text, thing):
        return None
    return _ruled(reading, verb, thing, limit, "passive-ruling")


def participle_ruling(reading: Reading, verb: Group) -> Telling | None:
    """A participle that stands by whom or what the ruling falls on, without its auxiliary.

    Takes: "le maire, condamné à un an, …", "Débouté, il fera appel", "Un ministre mis en examen" as a heading.
    Leaves: "les personnes condamnées sont rares", "toute personne mise en examen".
    """
    text = reading.text
    k = verb.verb
    first, limit = text.sentences[text.sentence(k)]
    if k and text.bits[k - 1] & (DETERMINER | PREPOSITION) and text.lows[k - 1] not in ("dont", "avoir"):
        return None
    if text.words[limit - 1] == "?":
        return None
    before = k - 1
    while before >= first and (text.bits[before] & ADVERB or text.lows[before] in ("puis", "ensuite", "immédiatement")):
        before -= 1
    linked = before >= first and text.bits[before] & (COORDINATOR | COMMA)
    if linked and (text.bits[before] & COORDINATOR or before < k - 1):
        other = _shares_auxiliary(text, before, first)
        if other:
            return active_ruling(reading, other._replace(verb=k, last=k + 1, form=verb.form), subject(text, other))
    last = reading.told[-1] if reading.told else None
    if linked and last and last.verb >= first and last.ruled and _participle(text, last.verb) and k - last.last < 12:
        agreed = _agrees(text, k, last.plural)
        if agreed and not any(opens_clause(text, j) for j in range(last.last, k)):
            found = _ruled(reading, verb, last.ruled, limit, last.rule)
            return found
    opens = before < first or (text.bits[before] & MARK and before == first)
    if opens:
        thing = _after_comma(text, k, limit)
    elif text.bits[before] & (COLON | SEMICOLON):
        thing = None
    elif linked and text.bits[before] & COORDINATOR:
        thing = _coordinated(text, before, first)
    else:
        thing = antecedent(text, k)
        if thing and thing[1] > before + 1:
            thing = (thing[0], before + 1)
        if thing and any(text.bits[j] & INFINITIVE or opens_clause(text, j) for j in range(*thing)):
            return None
    if thing and _generic(text, thing):
        return None
    heading = not any(opens_clause(text, j) for j in range(first, limit))
    rule = "headline-ruling" if heading else "participle-ruling"
    found = _ruled(reading, verb, thing, limit, rule)
    if found and not heading and not linked and not opens:
        plural = thing is not None and text.lows[thing[0]] in ("les", "des")
        dated = any(d in reading.days for d in range(k, min(found.last + 1, limit)))
        if plural and not (dated or found.agent):
            return None
        if not (found.sanction or found.subject or found.agent or dated):
            return None
    return found


def _shares_auxiliary(text: Text, k: int, floor: int) -> Group | None:
    """The active group whose auxiliary the participle after the coordinator at `k` shares: "a annulé le vote et condamné"."""
    for j in range(k - 1, max(floor, k - 30) - 1, -1):
        if text.bits[j] & (STOP | SEMICOLON | RELATIVE | SUBORDINATOR):
            return None
        if text.lows[j] == "été":
            return None
        if _participle(text, j) and text.bits[j - 1] & (AVOIR | ADVERB) and j > floor:
            other = group(text, j)
            if other and not other.passive and not other.negated and other.tense not in ("pp", "inf", "prp"):
                return other
            return None
        if opens_clause(text, j) or text.lows[j] in ("été", "être"):
            return None
    return None


def _last_of(text: Text, thing: Tokens) -> Tokens:
    """The last complement "de X" of a phrase about a ruling: "le procès de Paul", or the phrase itself."""
    for k in range(thing[1] - 2, thing[0], -1):
        if text.lows[k] in ("de", "d'", "du", "des") and text.bits[k + 1] & (DETERMINER | CAPITAL):
            return (k + 1 if text.lows[k] in ("de", "d'") else k), thing[1]
    return thing


def _coordinated(text: Text, k: int, floor: int) -> Tokens | None:
    """Whom the participle before the coordinator at `k` falls on: "a été arrêté et écroué", "des textes lus et annulés"."""
    for j in range(k - 1, max(floor, k - 16) - 1, -1):
        if _participle(text, j):
            other = group(text, j)
            if other is None or not other.passive:
                return None
            if other.tense == "pp":
                return antecedent(text, j) if j - 1 >= floor and not text.bits[j - 1] & (DETERMINER | PREPOSITION) else None
            return None if other.negated else _sufferer(text, other)
        if text.bits[j] & (STOP | SEMICOLON) or opens_clause(text, j):
            return None
    return None


def _ruled(reading: Reading, verb: Group, thing: Tokens | None, limit: int, rule: str) -> Telling | None:
    """The telling of a passive or participle whose subject is `thing`."""
    text = reading.text
    k = verb.verb
    for row in _rows()["verb"][verb.form.lemma]:
        found = _joined(text, verb.last, limit, row)
        if found is None:
            continue
        joined_at, after = found
        if joined_at > verb.last + 6 or (row.outcome == "charged" and row.objects and rule != "passive-ruling"):
            continue
        if row.role and thing and headed(text, thing, ("decision", "proceeding", "request", "sentence")):
            thing = _last_of(text, thing)
        charge = bool(row.joined) and row.outcome in ("convicted", "acquitted")
        rest = complements(text, max(after, verb.last), limit, reading.days, charge)
        agent = rest.agent
        by = reading.rules.ruler(agent) if agent else None
        penalty = bool(rest.sanction)
        if row.outcome in ("convicted", "acquitted") and not row.joined and not agent and thing and not _could_be_tried(text, thing) and not penalty:
            continue
        if not _agent_fits(row, by, active=False, penalty=penalty, told=agent is not None):
            continue
        if row.objects and not (thing and _object_fits(text, thing, row)):
            continue
        if not row.objects and not row.role and thing is None and not by:
            continue
        if row.outcome == "ordered" and verb.tense == "imp" and verb.verb == verb.last - 1 and "été" not in text.lows[verb.first : k]:
            continue
        begin, _ = text.sentences[text.sentence(k)]
        first = thing[0] if thing and begin <= thing[0] < verb.first and verb.first - thing[0] < 60 else verb.first
        outcome = _civil(text, row.outcome, rest.sanction)
        return Telling(
            outcome, rule, first, max(rest.end, after, verb.last), k, thing if row.role else None, row.role,
            agent if by and by.kind != "nobody" else None, None if row.role else thing, rest.sanction, rest.subject,
            _plural_form(text, k),
        )
    return None


def suffered_ruling(reading: Reading, verb: Group) -> Telling | None:
    """A verb whose subject is the one ruled on.

    Takes: "Elle a écopé d'une amende", "il purgeait une peine de deux mois", "il a obtenu gain de cause".
    Leaves: "il pourrait écoper de cinq ans", "le film écope de critiques".
    """
    text = reading.text
    if not asserted(reading, verb):
        return None
    limit = text.sentences[text.sentence(verb.verb)][1]
    for row in _rows()["suffer"][verb.form.lemma]:
        found = _joined(text, verb.last, limit, row)
        if found is None or found[0] > verb.last + 3:
            continue
        sanction = None
        after = max(found[1], verb.last)
        if row.outcome == "convicted":
            start = after
            told = match(text, start, "instances", "phrase")
            if told:
                start = told[0]
            while start < limit and text.lows[start] in ("d'", "de", "d'une", "une", "un", "la", "sa", "du"):
                start += 1
            stop = sanction_end(text, start, limit, reading.days)
            if not is_penalty(text, start, stop) and not any(text.lows[j] in forms("length") for j in range(start, stop)):
                return None
            sanction = (start, stop)
            after = stop
        who = _sufferer(text, verb) if verb.passive or verb.tense in ("inf", "prp", "pp") else subject(text, verb)
        if who and _generic(text, who):
            return None
        rest = complements(text, after, limit, reading.days)
        first = who[0] if who and 0 < verb.first - who[0] < 60 else verb.first
        return Telling(
            row.outcome, "suffered-ruling", first, max(rest.end, after), verb.verb, who, row.role, rest.agent, None,
            sanction, rest.subject, verb.form.plural,
        )
    return None


def carried_ruling(reading: Reading, verb: Group) -> Telling | None:
    """A plain verb whose object is the noun of a ruling or a penalty.

    Takes: "fait l'objet d'une mise en examen", "a prononcé la relaxe", "s'est vu infliger une amende".
    Leaves: "n'a prononcé aucune peine", "le procureur a prononcé un réquisitoire".
    """
    text = reading.text
    lemma = verb.form.lemma
    limit = text.sentences[text.sentence(verb.verb)][1]
    seen = _seen(text, verb)
    if not seen and not asserted(reading, verb) or verb.tense == "imp" and not verb.passive and verb.first == verb.verb:
        return None
    passive = verb.passive and verb.tense != "pp"
    ruled_subject = lemma in ("faire", "bénéficier", "obtenir", "recevoir") or seen
    if passive and lemma in ("prononcer", "infliger", "rendre"):
        thing = subject(text, verb) if verb.tense not in ("inf",) else None
        if not thing or text.lows[thing[0]] in ("aucun", "aucune"):
            return None
        begin, end = thing
    elif verb.tense == "pp":
        return None
    else:
        row = _rows()["carry"][lemma][0]
        found = _joined(text, verb.last, limit, row)
        if found is None or found[0] > verb.last + 3:
            return None
        begin, end = max(found[1], verb.last), min(limit, max(found[1], verb.last) + 8)
    noun = _ruling_noun(text, begin, end)
    outcome, role, after, rule = "", "defendant", end, "carried-ruling"
    sanction = None
    if noun:
        row, at, after = noun
        outcome, role = row.outcome, row.role
        if lemma == "recevoir":
            return None
    elif lemma in ("prononcer", "infliger", "recevoir", "imposer") and is_penalty(text, begin, end):
        if lemma == "recevoir" and not any(text.lows[j] in ("peine", "amende", "prison") for j in range(begin, end)):
            return None
        if text.lows[begin] in ("aucun", "aucune", "pas"):
            return None
        stop = end if passive else sanction_end(text, begin, limit, reading.days)
        sanction = (begin, stop)
        outcome, after = "convicted", stop
    else:
        return None
    rest = complements(text, max(after, verb.last), limit, reading.days)
    who = None
    by = None
    agent = rest.agent
    if ruled_subject:
        target = subject(text, seen or verb) if (seen or verb).tense not in ("inf", "prp") else _sufferer(text, verb)
        ruled = target
        role = "claimant" if lemma == "obtenir" else role
    else:
        who = None if passive else _doer(text, verb)
        by = reading.rules.ruler(who) if who else None
        if not passive and (by is None or by.kind in ("prosecution", "nobody")):
            return None
        agent = who or rest.agent
        ruled = _of(text, after, limit) if noun else _to(text, after, limit)
        if ruled is None:
            ruled = _against(text, after, limit)
    first = (who or ruled or (verb.first, 0))[0]
    if not 0 <= verb.first - first < 60:
        first = verb.first
    return Telling(
        outcome, rule, first, max(rest.end, after, verb.last), verb.verb, ruled, role if ruled else role, agent, None,
        sanction or rest.sanction, rest.subject, verb.form.plural,
    )


def nominal_ruling(reading: Reading, k: int) -> Telling | None:
    """The noun of a ruling with whom or what it falls on.

    Takes: "la condamnation du maire", "sa mise en examen", "Non-lieu pour le préfet".
    Leaves: "il risque une condamnation", "le parquet a requis la relaxe", "une mise en examen est possible".
    """
    text = reading.text
    first, limit = text.sentences[text.sentence(k)]
    low = text.lows[k]
    if text.words[limit - 1] == "?" or _asked_noun(text, k, first):
        return None
    for row in _rows()["noun"][low]:
        found = _joined(text, k + 1, limit, row)
        if found is None or (row.joined and found[0] > k + 1):
            continue
        after = max(found[1], k + 1)
        heading = not any(opens_clause(text, j) for j in range(first, limit))
        determiner = text.lows[k - 1] if k > first else ""
        if determiner in ("une", "un", "des", "d'", "de", "aucune", "aucun", "toute", "tout", "les", "plusieurs", "telle"):
            if not (determiner in ("une", "un", "d'", "de") and heading and _of(text, after, limit)):
                return None
        if not determiner and k > first:
            return None
        ruled = _of(text, after, limit)
        if ruled is None and heading:
            ruled = _to(text, after, limit, ("pour",))
        if row.objects and not (ruled and _object_fits(text, ruled, row)):
            continue
        possessive = determiner in ("sa", "son", "leur")
        if ruled is None and not possessive and not (row.joined and determiner in ("la", "cette", "le", "ce")) and not heading:
            return None
        if ruled and _generic(text, ruled):
            return None
        if after < limit and (text.lows[after] in forms("pleaded") or _will(text, after, limit)):
            return None
        rest = complements(text, max(after, ruled[1] if ruled else after), limit, reading.days)
        by = reading.rules.ruler(rest.agent) if rest.agent else None
        if row.agent == "carry" and (by is None or by.kind not in ("court", "judge")):
            continue
        start = k - 1 if determiner else k
        held = next((t for t in reversed(reading.told[-3:]) if t.verb < k < t.last), None)
        thing = ruled if row.role else None
        if possessive:
            thing = _possessor(text, k)
        opening = heading and (k == first or text.bits[k - 1] & COLON) and not row.agent
        firm = not held and bool((ruled and row.role) or row.objects or (possessive and thing) or opening)
        last = max(ruled[1] if ruled else after, rest.end if (rest.sanction or rest.subject or rest.agent) else after)
        return Telling(
            row.outcome, "nominal-ruling", start, last, k, thing, row.role, rest.agent if by else None,
            ruled if not row.role else None, rest.sanction, rest.subject, False, firm,
        )
    return None


def _possessor(text: Text, k: int) -> Tokens | None:
    """Whom "sa" before token `k` stands for: the subject of its clause, or of the one that it opens."""
    first, limit = text.sentences[text.sentence(k)]
    for j in range(k - 1, max(first, k - 40) - 1, -1):
        if opens_clause(text, j):
            outer = _full(text, j)
            return subject(text, outer) if outer else None
    return _after_comma(text, k, limit)


def shared_penalty(reading: Reading, last: Telling) -> Telling | None:
    """Another penalty under the verb of the one before.

    Takes: "Paul a été condamné à un an et Marie à deux ans".  Leaves: "condamné à un an et à une amende".
    """
    text = reading.text
    if last.outcome != "convicted" or not last.sanction or last.sanction[1] < last.verb:
        return None
    k = last.sanction[1]
    limit = text.sentences[text.sentence(last.verb)][1]
    if k >= limit or not text.bits[k] & (COMMA | COORDINATOR):
        return None
    while k < limit and (text.bits[k] & (COMMA | COORDINATOR) or text.lows[k] in ("tandis", "que")):
        k += 1
    if k >= limit or not text.bits[k] & (DETERMINER | CAPITAL | NUMBER) or text.bits[k] & PREPOSITION and text.lows[k] != "des":
        return None
    for j in range(k + 1, min(k + 14, limit)):
        if opens_clause(text, j) or text.bits[j] & (STOP | SEMICOLON):
            return None
        if text.lows[j] in ("à", "d'", "de") and is_penalty(text, j + 1, min(j + 8, limit)) and not any(
            text.lows[m] in forms("penalty") or text.lows[m] in forms("money") for m in range(k, j)
        ):
            if text.lows[j] != "à":
                return None
            stop = sanction_end(text, j + 1, limit, reading.days)
            ruled = (k, j)
            while ruled[1] > ruled[0] + 1 and text.bits[ruled[1] - 1] & COMMA:
                ruled = (k, ruled[1] - 1)
            return Telling(
                last.outcome, "shared-penalty", k, stop, last.verb, ruled, last.role, last.agent, None, (j + 1, stop),
                None, False,
            )
    return None


def penalty_heading(reading: Reading, first: int, last: int) -> Telling | None:
    """A heading that names a penalty and who got it.

    Takes: "Deux ans de prison pour l'ancien maire".  Leaves: "Cinq ans de prison requis contre le maire".
    """
    text = reading.text
    if last - first > 40 or not is_penalty(text, first, min(first + 9, last)):
        return None
    k = first
    while k < last and text.words[k] != ":" and k - first < 8:
        k += 1
    begin = k + 1 if k < last and text.words[k] == ":" else first
    if begin < last and text.lows[begin] == "la":
        begin += 1
    low = text.lows[begin] if begin < last else ""
    if not (begin < last and (text.bits[begin] & NUMBER or text.words[begin][0].isdigit() or low in forms("penalty"))):
        return None
    if any(opens_clause(text, j) or text.lows[j] in ("requis", "requise", "requises", "encourus", "demandés", "réclamés") for j in range(begin, last)):
        return None
    for j in range(begin + 1, min(begin + 16, last)):
        if text.lows[j] == "pour" and is_penalty(text, begin, j) and j + 1 < last:
            reason = bool(text.bits[j + 1] & INFINITIVE)
            ruled = (j + 1, last if reason else phrase_end(text, j + 1, last))
            rest = complements(text, ruled[1], last, reading.days)
            return Telling(
                "convicted", "penalty-heading", begin, max(ruled[1], rest.end), begin, None if reason else ruled, "defendant",
                rest.agent, None, (begin, j), ruled if reason else rest.subject,
            )
    return None


def _civil(text: Text, outcome: str, sanction: Tokens | None) -> str:
    """`ordered` for what is no penalty: somebody is told to pay, to publish, to give back."""
    if outcome != "convicted" or sanction is None or text.lows[sanction[0]] not in forms("civil"):
        return outcome
    return outcome if any(text.lows[k] in forms("penal") for k in range(*sanction)) else "ordered"


# -- parts of the clause -----------------------------------------------------------------------------------------


def _joined(text: Text, k: int, limit: int, row: Row) -> tuple[int, int] | None:
    """Where the words begin and end that a row asks for after token `k`; (-1, k) where it asks for none."""
    if not row.joined:
        return -1, k
    for j in range(k, min(k + _WINDOW, limit)):
        for words in row.joined:
            if text.lows[j] == words[0] and tuple(text.lows[j : j + len(words)]) == words:
                return j, j + len(words) - (words[-1] in ("de", "à", "aux", "au", "devant"))
        if text.bits[j] & (STOP | SEMICOLON) or (j > k and opens_clause(text, j)):
            return None
    return None


def _object(text: Text, k: int, limit: int) -> Tokens | None:
    """The noun phrase after a verb: adverbs, asides and days are passed over."""
    j = k
    while j < min(limit, k + 24):
        bits = text.bits[j]
        if bits & (STOP | SEMICOLON | COLON | RELATIVE | SUBORDINATOR):
            return None
        if bits & COMMA:
            # an aside between commas: ", dans un verdict unanime,"
            stop = j + 1
            while stop < min(limit, j + 16) and not text.bits[stop] & (COMMA | STOP):
                stop += 1
            if stop < limit and text.bits[stop] & COMMA:
                j = stop + 1
                continue
            return None
        if text.lows[j] in ("à", "pour", "par", "contre") or bits & INFINITIVE:
            return None
        if bits & DETERMINER and not (bits & PREPOSITION and text.lows[j] != "des"):
            if j + 1 < limit and text.bits[j + 1] & TIME:
                j += 2
                continue
            return j, _before_penalty(text, j, phrase_end(text, j, limit))
        if bits & CAPITAL and not bits & (PREPOSITION | ADVERB):
            return j, phrase_end(text, j, limit)
        if bits & NUMBER or text.words[j][0].isdigit():
            if j + 1 < limit and text.bits[j + 1] & TIME:
                j += 2
                continue
            return j, phrase_end(text, j, limit)
        if bits & (ADVERB | TIME | MARK):
            j += 1
            continue
        if bits & PREPOSITION:
            stop = phrase_end(text, j + 1, limit) if j + 1 < limit else limit
            if text.lows[j] in ("en", "à", "dans", "sur") and stop - j < 6:
                j = j + 2
                continue
            return None
        j += 1
    return None


def _before_penalty(text: Text, first: int, last: int) -> int:
    """Where a phrase ends that a penalty follows: "le maire | à la prison"."""
    for k in range(first + 1, last - 1):
        if text.lows[k] in ("à", "au", "aux") and is_penalty(text, k + 1, min(k + 5, last)):
            return k
    return last


def _sure(text: Text, row: Row, thing: Tokens | None, sanction: Tokens | None) -> bool:
    """Whether only a court does this, whoever it is: acquits, dismisses an appeal, sentences to prison."""
    if row.outcome == "acquitted" and thing:
        return not row.agent == "court" and _could_be_tried(text, thing)
    if row.outcome == "convicted":
        return bool(row.joined and row.joined[0][0].startswith("coupable")) or bool(
            sanction and any(text.lows[k] in forms("penal") for k in range(*sanction))
        )
    return bool(thing and row.objects and "request" in row.objects and headed(text, thing, ("plea",)))


def _object_clitic(text: Text, verb: Group) -> Tokens | None:
    """The object pronoun of a verb: "l'a condamné", "les a relaxés"."""
    for j in range(verb.first, verb.verb):
        if text.lows[j] in ("l'", "le", "la", "les", "lui", "leur") and text.bits[j] & CLITIC:
            return j, j + 1
    return None


def _object_fits(text: Text, thing: Tokens, row: Row) -> bool:
    """Whether what is ruled on belongs to the classes that the row asks for."""
    if "person" in row.objects:
        return not headed(text, thing, ("proceeding", "request", "decision", "act"))
    return headed(text, thing, row.objects)


def _agent_fits(row: Row, by: Ruler | None, active: bool, penalty: bool, told: bool = False, sure: bool = False) -> bool:
    """Whether the one who acts can rule as the row asks; where nobody is known the words must be a court's."""
    kind = by.kind if by else ""
    if kind == "nobody":
        return not active and not told
    if active and by is None and sure:
        return True
    if kind == "prosecution" and row.outcome not in ("discontinued", "charged", "dismissed", "ordered", "referred"):
        return False
    if row.agent == "court":
        return kind in ("court", "judge")
    if row.agent == "authority":
        return kind in ("court", "judge", "authority", "body")
    if active:
        return kind in ("court", "judge") or (kind in ("authority", "body", "prosecution") and (penalty or row.agent == ""))
    if told and row.agent == "court?":
        return kind in ("court", "judge") or (bool(kind) and penalty)
    return True


def _could_be_tried(text: Text, thing: Tokens) -> bool:
    """Whether a phrase can stand for somebody who is sentenced, rather than for an act that is blamed."""
    return not headed(text, thing, ("offence", "act", "request", "proceeding", "no_person"))


def _doer(text: Text, verb: Group) -> Tokens | None:
    """The subject of an active verb; of a gerund or infinitive, that of the clause it hangs on."""
    if verb.tense not in ("inf", "prp"):
        found = _nearest(text, subject(text, verb), verb)
        if found is None and verb.first and text.bits[verb.first - 1] & COMMA:
            return inverted_subject(text, verb.last, text.sentences[text.sentence(verb.verb)][1])
        return found
    first, _ = text.sentences[text.sentence(verb.verb)]
    if verb.tense == "inf" and verb.first > first:
        found = taken_by(text, verb.first - 1, first)
        if found:
            return found
    if verb.tense == "prp" and verb.first > first and not text.bits[verb.first - 1] & (COMMA | PREPOSITION | MARK | COORDINATOR):
        return antecedent(text, verb.first)
    for j in range(verb.first - 1, max(first, verb.first - 60) - 1, -1):
        if opens_clause(text, j):
            outer = _full(text, j)
            return subject(text, outer) if outer else None
    if verb.tense == "prp":
        found = noun_phrase(text, first, verb.first)
        return found
    return None


def _nearest(text: Text, phrase: Tokens | None, verb: Group) -> Tokens | None:
    """The part of a subject that stands after a comma, right before its verb: what precedes is an aside."""
    if phrase is None or phrase[1] != verb.first or any(text.bits[k] & COORDINATOR for k in range(*phrase)):
        return phrase
    for k in range(phrase[1] - 2, max(phrase[0], phrase[1] - 12), -1):
        if text.bits[k] & COMMA:
            other = (k + 1, phrase[1])
            return other if text.bits[k + 1] & DETERMINER and _gender_fits(text, other, verb.verb) else phrase
    return phrase


def _gender_fits(text: Text, phrase: Tokens, k: int) -> bool:
    """Whether a participle at `k` can agree with a phrase, by its article: "un élu … déboutée" cannot."""
    feminine = text.lows[k].removesuffix("s").endswith("e")
    article = text.lows[phrase[0]]
    return not (feminine and article in ("un", "le", "ce")) and not (
        not feminine and article in ("une", "la", "cette") and _participle(text, k)
    )


def _full(text: Text, k: int) -> Group | None:
    """The whole group of the finite form at `k`: of its participle where it is an auxiliary."""
    if text.bits[k] & (ETRE | AVOIR):
        for j in range(k + 1, min(k + 8, len(text.words))):
            found = group(text, j)
            if found and found.first <= k and found.tense != "pp":
                return found
    return group(text, k)


def _sufferer(text: Text, verb: Group) -> Tokens | None:
    """Whom or what a passive verb falls on: its subject, or that of the verb it hangs on."""
    if verb.tense not in ("inf", "prp"):
        return _nearest(text, subject(text, verb), verb)
    first, limit = text.sentences[text.sentence(verb.verb)]
    opens = verb.first - first <= 2
    if opens:
        found = _after_comma(text, verb.verb, limit)
        if found and _agrees(text, verb.verb, text.lows[found[0]] in ("les", "des") or bool(text.bits[found[0] + 1] & NUMBER)):
            return found
        return None
    for j in range(verb.first - 1, max(first, verb.first - 40) - 1, -1):
        if opens_clause(text, j):
            outer = _full(text, j)
            return subject(text, outer) if outer else None
    if verb.tense == "prp":
        return noun_phrase(text, first, verb.first)
    return None


def _after_comma(text: Text, k: int, limit: int) -> Tokens | None:
    """The subject of the main clause that follows an opening participle: "Condamné à un an, le maire …"."""
    for j in range(k + 1, min(k + 60, limit)):
        if text.bits[j] & COMMA:
            for m in range(j + 1, min(j + 30, limit)):
                if opens_clause(text, m):
                    end = m
                    while end > j + 1 and text.bits[end - 1] & (CLITIC | ADVERB) and not text.bits[end - 1] & SUBJECT:
                        end -= 1
                    if text.bits[end - 1] & SUBJECT:
                        return end - 1, end
                    found = noun_phrase(text, j + 1, end)
                    if found:
                        return found
                    break
                if text.bits[m] & COMMA and m > j + 1:
                    found = noun_phrase(text, j + 1, m)
                    if found and (text.bits[found[0]] & (CAPITAL | DETERMINER)) and found[0] == j + 1:
                        return found
                    break
    return None


def _ruling_noun(text: Text, begin: int, end: int) -> tuple[Row, int, int] | None:
    """The noun of a ruling that heads what stands between two tokens: its row, its place, where its words end."""
    k = begin
    while k < end and (text.bits[k] & (DETERMINER | ADVERB | MARK) or text.lows[k] in ("de", "d'", "jeudi", "ordonnance")):
        k += 1
    if text.lows[begin : begin + 1] and text.lows[begin] in ("aucun", "aucune"):
        return None
    if k >= end:
        return None
    for row in _rows()["noun"].get(text.lows[k], ()):
        found = _joined(text, k + 1, end + 6, row)
        if found is None or (row.joined and found[0] > k + 1):
            continue
        if row.objects:
            thing = _of(text, max(found[1], k + 1), min(end + 12, len(text.words)))
            if not (thing and _object_fits(text, thing, row)):
                continue
        return row, k, max(found[1], k + 1)
    return None


def _of(text: Text, k: int, limit: int) -> Tokens | None:
    """The complement "de X" that stands at `k`, after "en appel" or a day: the tokens of X, with its determiner."""
    for _ in range(5):
        if k + 1 < limit and text.lows[k] == "en" and text.lows[k + 1] in ("appel", "cassation"):
            k += 2
        elif k < limit and (text.bits[k] & (TIME | COMMA) or text.lows[k] in ("ce", "définitive")):
            k += 1
    if k < limit and text.lows[k] in ("de", "d'") and k + 1 < limit:
        return k + 1, phrase_end(text, k + 1, limit)
    if k + 1 < limit and text.lows[k] in ("du", "des"):
        return k, phrase_end(text, k, limit)
    return None


def _to(text: Text, k: int, limit: int, words: tuple[str, ...] = ("à", "au", "aux")) -> Tokens | None:
    """The complement "à X" that stands at `k` or close after it."""
    for j in range(k, min(k + 4, limit)):
        if text.lows[j] in words and j + 1 < limit:
            start = j + 1 if text.lows[j] in ("à", "pour") else j
            return start, phrase_end(text, start, limit)
        if text.bits[j] & (COMMA | STOP):
            break
    return None


def _against(text: Text, k: int, limit: int) -> Tokens | None:
    """The complement "contre X" close after `k`."""
    for j in range(k, min(k + 8, limit)):
        if text.lows[j] in ("contre", "à") and j + 1 < limit and text.bits[j + 1] & (DETERMINER | CAPITAL):
            if text.lows[j] == "contre" or text.lows[j + 1] == "l'" or text.bits[j + 1] & CAPITAL:
                return j + 1, phrase_end(text, j + 1, limit)
        if text.bits[j] & (COMMA | STOP):
            break
    return None


def _seen(text: Text, verb: Group) -> Group | None:
    """The group of "s'est vu" before an infinitive, or None."""
    k = verb.first - 1
    if verb.tense != "inf" or k < 0 or text.lows[k] not in ("vu", "vue", "vus", "vues", "voit", "voient"):
        return None
    outer = group(text, k)
    return outer if outer and outer.reflexive and not outer.negated and outer.tense not in ("cond", "fut", "subj") else None


def _generic(text: Text, thing: Tokens) -> bool:
    """Whether a phrase means nobody in particular: "toute personne", "aucun"."""
    k = thing[0]
    if text.lows[k] in forms("generic"):
        return True
    return text.lows[k] == "les" and text.lows[k + 1 : k + 2] in (["personnes"], ["gens"])


def _will(text: Text, k: int, limit: int) -> bool:
    """Whether the first verb after a noun makes it possible or future: "la mise en examen serait"."""
    for j in range(k, min(k + 20, limit)):
        if text.bits[j] & (STOP | SEMICOLON):
            return False
        if opens_clause(text, j):
            readings = verbs().get(text.lows[j], ())
            return all(r.tense in ("fut", "cond") for r in readings)
    return False


def _participle(text: Text, k: int) -> bool:
    return any(r.tense == "pp" for r in verbs().get(text.lows[k], ()))


def _plural_form(text: Text, k: int) -> bool:
    """Whether the participle at `k` is plural."""
    return any(r.tense == "pp" and r.plural for r in verbs().get(text.lows[k], ()))


def _agrees(text: Text, k: int, plural: bool) -> bool:
    """Whether the participle at `k` has the number asked for; one that ends in -s by itself always does."""
    readings = [r.plural for r in verbs().get(text.lows[k], ()) if r.tense == "pp"]
    return plural in readings or not readings or text.lows[k] in ("mis", "remis", "admis", "soumis", "requis")
