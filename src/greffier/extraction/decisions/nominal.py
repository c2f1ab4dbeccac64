"""Rulings told by a noun, alone or carried by a plain verb."""

from greffier.extraction.decisions.courts import Tokens, forms, is_heading, match, ruler
from greffier.extraction.decisions.facts import asserted, lies_ahead, means_nobody, only_asked, seen_before
from greffier.extraction.decisions.fitness import object_fits
from greffier.extraction.decisions.parts import (
    complement_against,
    complement_of,
    complement_to,
    doer,
    joined_words,
    possessor,
    sufferer,
)
from greffier.extraction.decisions.penalties import complements, is_penalty, sanction_end
from greffier.extraction.decisions.telling import Reading, Row, Telling, outcome_rows
from greffier.extraction.lexicon import ADVERB, COLON, DETERMINER, MARK, NUMBER
from greffier.extraction.syntax.clauses import Group, subject
from greffier.extraction.syntax.text import Text

# before the noun of a ruling: none in particular is meant
_INDEFINITE = frozenset("une un des d' de aucune aucun toute tout les plusieurs telle".split())


def suffered_ruling(reading: Reading, verb: Group) -> Telling | None:
    """A verb whose subject is the one ruled on.

    Takes: Le maire de Vire a écopé d'une amende de 1 000 euros.
    Leaves: Le film a écopé de mauvaises critiques.
    Also: "Elle a écopé d'une amende", "il purgeait une peine de deux mois", "il a obtenu gain de cause".
    Nor: "il pourrait écoper de cinq ans", "le film écope de critiques".
    """
    text = reading.text
    if not asserted(reading, verb):
        return None
    limit = text.sentences[text.sentence(verb.verb)][1]
    for row in outcome_rows()["suffer"][verb.form.lemma]:
        found = joined_words(text, verb.last, limit, row)
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
            if not is_penalty(text, start, stop) and not any(
                text.lows[j] in forms("length") for j in range(start, stop)
            ):
                return None
            sanction = (start, stop)
            after = stop
        who = sufferer(text, verb) if verb.passive or verb.tense in ("inf", "prp", "pp") else subject(text, verb)
        if who and means_nobody(text, who):
            return None
        rest = complements(text, after, limit, reading.days)
        first = who[0] if who and 0 < verb.first - who[0] < 60 else verb.first
        return Telling(
            row.outcome,
            "suffered-ruling",
            first,
            max(rest.end, after),
            verb.verb,
            who,
            row.role,
            rest.agent,
            None,
            sanction,
            rest.subject,
            verb.form.plural,
        )
    return None


def carried_ruling(reading: Reading, verb: Group) -> Telling | None:
    """A plain verb whose object is the noun of a ruling or a penalty.

    Takes: La cour d'appel de Caen a prononcé la relaxe du maire.
    Leaves: Le procureur de Caen a prononcé un réquisitoire.
    Also: "fait l'objet d'une mise en examen", "a prononcé la relaxe", "s'est vu infliger une amende".
    Nor: "n'a prononcé aucune peine", "le procureur a prononcé un réquisitoire".
    """
    text = reading.text
    lemma = verb.form.lemma
    limit = text.sentences[text.sentence(verb.verb)][1]
    seen = seen_before(text, verb)
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
        row = outcome_rows()["carry"][lemma][0]
        found = joined_words(text, verb.last, limit, row)
        if found is None or found[0] > verb.last + 3:
            return None
        begin, end = max(found[1], verb.last), min(limit, max(found[1], verb.last) + 8)
    noun = _ruling_noun(text, begin, end)
    paid: Tokens | None = None
    outcome, role, after, rule = "", "defendant", end, "carried-ruling"
    sanction = None
    if noun:
        row, _, after = noun
        outcome, role = row.outcome, row.role
        if lemma == "recevoir":
            return None
    elif lemma in ("prononcer", "infliger", "recevoir", "imposer") and is_penalty(text, begin, end):
        if lemma == "recevoir" and not any(text.lows[j] in ("peine", "amende", "prison") for j in range(begin, end)):
            return None
        if text.lows[begin] in ("aucun", "aucune", "pas"):
            return None
        if text.lows[begin] in ("à", "au", "aux") and not passive:
            # "a infligé à la firme une amende"
            told = next((j for j in range(begin + 2, end) if text.bits[j] & (DETERMINER | NUMBER)), begin)
            paid = (begin + (text.lows[begin] == "à"), told) if told > begin else None
            begin = told
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
        target = subject(text, seen or verb) if (seen or verb).tense not in ("inf", "prp") else sufferer(text, verb)
        ruled = target
        role = "claimant" if lemma == "obtenir" else role
    else:
        who = None if passive else doer(text, verb)
        by = reading.rules.ruler(who) if who else None
        if not passive and (by is None or by.kind in ("prosecution", "nobody")):
            return None
        agent = who or rest.agent
        ruled = complement_of(text, after, limit) if noun else paid or complement_to(text, after, limit)
        if ruled is None:
            ruled = complement_against(text, after, limit)
    first = (who or ruled or (verb.first, 0))[0]
    if not 0 <= verb.first - first < 60:
        first = verb.first
    return Telling(
        outcome,
        rule,
        first,
        max(rest.end, after, verb.last),
        verb.verb,
        ruled,
        role,
        agent,
        None,
        sanction or rest.sanction,
        rest.subject,
        verb.form.plural,
    )


def nominal_ruling(reading: Reading, k: int) -> Telling | None:
    """The noun of a ruling with whom or what it falls on.

    Takes: La condamnation du maire par la cour d'appel de Caen a surpris la ville.
    Leaves: Le maire de Vire risque une condamnation.
    Also: "la condamnation du maire", "sa mise en examen", "Non-lieu pour le préfet".
    Nor: "il risque une condamnation", "le parquet a requis la relaxe", "une mise en examen est possible".
    """
    text = reading.text
    first, limit = text.sentences[text.sentence(k)]
    low = text.lows[k]
    if text.words[limit - 1] == "?" or only_asked(text, k, first):
        return None
    for row in outcome_rows()["noun"][low]:
        found = joined_words(text, k + 1, limit, row)
        if found is None or (row.joined and found[0] > k + 1):
            continue
        after = max(found[1], k + 1)
        heading = is_heading(text, first, limit)
        determiner = text.lows[k - 1] if k > first else ""
        past = determiner in ("une", "un") and k - 2 >= first and text.lows[k - 2] in ("après", "malgré", "depuis")
        named = heading and determiner in ("une", "un", "d'", "de") and complement_of(text, after, limit)
        if determiner in _INDEFINITE and not named and not past:
            return None
        if not determiner and k > first:
            return None
        ruled = complement_of(text, after, limit)
        if ruled is None and heading:
            ruled = complement_to(text, after, limit, ("pour",))
        if row.objects and not (ruled and object_fits(text, ruled, row)):
            continue
        possessive = past or determiner in ("sa", "son", "leur")
        if (
            ruled is None
            and not possessive
            and not (row.joined and determiner in ("la", "cette", "le", "ce"))
            and not heading
        ):
            return None
        if ruled and means_nobody(text, ruled):
            return None
        if after < limit and (text.lows[after] in forms("pleaded") or lies_ahead(text, after, limit)):
            return None
        rest = complements(text, max(after, ruled[1] if ruled else after), limit, reading.days)
        by = reading.rules.ruler(rest.agent) if rest.agent else None
        if row.agent == "carry" and (by is None or by.kind not in ("court", "judge")):
            continue
        start = k - 1 if k > first and text.bits[k - 1] & DETERMINER else k
        held = next((t for t in reversed(reading.told[-3:]) if t.verb < k < t.last), None)
        thing = ruled if row.role else None
        if possessive:
            thing = possessor(text, k)
            if thing and ruler(text, thing):
                thing = None  # the court that speaks of it
        opening = heading and (k == first or text.bits[k - 1] & COLON) and not row.agent
        firm = not held and bool((ruled and row.role) or row.objects or (possessive and thing) or opening)
        last = max(ruled[1] if ruled else after, rest.end if (rest.sanction or rest.subject or rest.agent) else after)
        return Telling(
            row.outcome,
            "nominal-ruling",
            start,
            last,
            k,
            thing,
            row.role,
            rest.agent if by else None,
            ruled if not row.role else None,
            rest.sanction,
            rest.subject,
            False,
            firm,
        )
    return None


def _ruling_noun(text: Text, begin: int, end: int) -> tuple[Row, int, int] | None:
    """The noun of a ruling that heads what stands between two tokens: its row, its place, where its words end."""
    k = begin
    while k < end and (
        text.bits[k] & (DETERMINER | ADVERB | MARK) or text.lows[k] in ("de", "d'", "jeudi", "ordonnance")
    ):
        k += 1
    if text.lows[begin : begin + 1] and text.lows[begin] in ("aucun", "aucune"):
        return None
    if k >= end:
        return None
    for row in outcome_rows()["noun"].get(text.lows[k], ()):
        found = joined_words(text, k + 1, end + 6, row)
        if found is None or (row.joined and found[0] > k + 1):
            continue
        if row.objects:
            thing = complement_of(text, max(found[1], k + 1), min(end + 12, len(text.words)))
            if not (thing and object_fits(text, thing, row)):
                continue
        return row, k, max(found[1], k + 1)
    return None
