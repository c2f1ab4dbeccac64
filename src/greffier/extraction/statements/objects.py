"""Contents that are the object of a reporting verb: infinitives, accusations, requests, noun phrases."""

from typing import NamedTuple

from greffier.extraction.lexicon import (
    ADVERB,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    FINITE,
    INFINITIVE,
    MARK,
    NUMBER,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBORDINATOR,
    TIME,
    TONIC,
)
from greffier.extraction.statements.content import EVENT_ENDINGS, Range, nouns, skip_bracket, skip_quote
from greffier.extraction.statements.extent import clause_end, phrase_content_end
from greffier.extraction.syntax.clauses import Group, is_finite, subject
from greffier.extraction.syntax.text import Text

_VAGUE = frozenset("ces cette cet ce celui celle ceux celles leurs".split())

Found = tuple[int, int, Range | None]  # the content's first and last token (exclusive), and whom it is aimed at


class Reporting(NamedTuple):
    """A reporting verb in its sentence: `limit` is the sentence's end, `inner` as in `extent.clause_end`."""

    group: Group
    act: str
    frames: frozenset[str]
    limit: int
    inner: bool


def self_description(text: Text, verb: Reporting) -> Found | None:
    """ "se dire" with an adjective: the adjective and what goes with it.

    Takes: La maire se dit prête à témoigner.
    Leaves: Les deux hommes se disent bonjour.
    """
    g, limit = verb.group, verb.limit
    if not g.reflexive or g.form.lemma != "dire":
        return None
    k = g.last
    if (
        k >= limit
        or text.lows[k] in ("bonjour", "adieu", "merci")
        or text.bits[k] & (DETERMINER | PREPOSITION | COMMA | COLON | SUBORDINATOR | STOP | COORDINATOR)
    ):
        return None
    return k, phrase_content_end(text, k, limit), None


def infinitive(text: Text, verb: Reporting) -> Found | None:
    """The bare infinitive after a verb of asserting or denying.

    Takes: Le prévenu affirme avoir agi seul.
    Leaves: Le prévenu affirme sa force.
    """
    if "inf" not in verb.frames:
        return None
    start = infinitive_after(text, verb.group.last, verb.limit)
    if start < 0:
        return None
    if text.bits[start - 1] & MARK and text.quote_at[start - 1] >= 0:
        start -= 1
    return start, clause_end(text, start, verb.limit, verb.group, verb.inner), None


def infinitive_after(text: Text, k: int, limit: int) -> int:
    """Where a bare infinitive content begins after the verb ("affirme, lui, ne pas avoir vu"), or -1."""
    j = k
    while j < limit and j - k < 7:
        bits = text.bits[j]
        low = text.lows[j]
        if bits & INFINITIVE and not bits & (PREPOSITION | DETERMINER | CAPITAL):
            start = j
            while (
                start > k
                and text.bits[start - 1] & (CLITIC | ADVERB)
                or start > k
                and text.lows[start - 1] in ("ne", "n'")
            ):
                if text.lows[start - 1] not in ("ne", "n'", "pas", "plus", "jamais", "rien", "bien") and not (
                    text.bits[start - 1] & CLITIC and not text.bits[start - 1] & TONIC
                ):
                    break
                start -= 1
            return start
        aside = bits & (ADVERB | CLITIC | TONIC) or low in ("ne", "n'")
        if bits & TIME or text.words[j][0].isdigit() or bits & DETERMINER and j + 1 < limit and text.bits[j + 1] & TIME:
            j += 1
            continue
        if low in ("à", "au", "aux") and j == k and j + 1 < limit:
            # "a confié à la presse avoir menti"
            j += 2
            while j < limit and j - k < 7 and text.bits[j] & CAPITAL | (text.bits[j - 1] & DETERMINER):
                j += 1
            continue
        aside = aside or bits & COMMA and j + 2 < limit and (j > k or bool(text.bits[j + 1] & TONIC))
        if aside or bits & MARK and j + 1 < limit and text.bits[j + 1] & INFINITIVE:
            j += 1
            continue
        return -1
    return -1


def accusation(text: Text, verb: Reporting) -> Found | None:
    """ "accuse X de B", "reproche à X d'avoir B": what stands after "de"; in the passive only with its source.

    Takes: L'opposition accuse le ministre d'avoir menti aux députés.
    Leaves: Le ministre est accusé de fraude.
    """
    g, limit = verb.group, verb.limit
    if "acc" not in verb.frames:
        return None
    clitic = next((j for j in range(g.first, g.verb) if text.lows[j] in ("l'", "les", "le", "la", "lui", "leur")), -1)
    target: Range | None = (clitic, clitic + 1) if clitic >= 0 else None
    if g.passive and (g.last >= limit or text.lows[g.last] != "par"):
        return None
    if g.passive:
        target = subject(text, g) if g.tense not in ("pp", "inf", "prp") else None
    begin = -1
    k = g.last
    while k < limit and k - g.last < 40:
        bits = text.bits[k]
        low = text.lows[k]
        after = skip_bracket(text, k, limit)
        if after > k:
            k = after
            continue
        if low in ("de", "d'") and k + 1 < limit:
            follows = text.bits[k + 1]
            infinitive = infinitive_after(text, k + 1, limit)
            if not g.passive and begin >= 0:
                target = (begin, k)
            if infinitive >= 0:
                return infinitive, clause_end(text, infinitive, limit, g, verb.inner), target
            named = g.passive or begin < 0 or k - begin >= 2 or bool(text.bits[begin] & CAPITAL)
            if follows & MARK or (begin >= 0 or target or g.passive) and named and not follows & (DETERMINER | CAPITAL):
                return k + 1, phrase_content_end(text, k + 1, limit), target
        elif bits & (COLON | SEMICOLON | STOP):
            return None
        elif bits & FINITE and is_finite(text, k) and not text.bits[k - 1] & RELATIVE:
            return None
        elif begin < 0 and (bits & (DETERMINER | CAPITAL | TONIC)):
            begin = k
        k += 1
    return None


def request(text: Text, verb: Reporting) -> Found | None:
    """ "demande à X de B", "promet de B", "appelle X à B", "prie X de B": the infinitive is the content.

    Takes: Le tribunal demande à la société de verser 3 000 euros.
    Leaves: Le syndicat demande une salle.
    """
    g, limit = verb.group, verb.limit
    if not verb.frames & {"ade", "a", "dde"} or g.passive:
        return None
    links = ("à",) if "a" in verb.frames else ("de", "d'")
    objects = bool(verb.frames & {"a", "dde"})
    begin = -1
    clitic = next((j for j in range(g.first, g.verb) if text.lows[j] in ("l'", "les", "lui", "leur")), -1)
    k = g.last
    while k < limit and k - g.last < 30:
        bits = text.bits[k]
        low = text.lows[k]
        after = skip_bracket(text, k, limit)
        if after > k:
            k = after
            continue
        if low in links and k + 1 < limit:
            start = infinitive_after(text, k + 1, limit)
            if start >= 0 and not (begin < 0 and objects and clitic < 0 and "dde" in verb.frames):
                if text.bits[k + 1] & MARK:
                    start = k + 2
                if text.bits[k - 1] & MARK and begin >= 0:
                    return start, clause_end(text, start, limit, g, verb.inner), (begin, k - 1)
                target = (begin, k) if 0 <= begin < k else (clitic, clitic + 1) if clitic >= 0 else None
                return start, clause_end(text, start, limit, g, verb.inner), target
        if bits & MARK and k + 2 < limit and text.lows[k + 1] in links and text.bits[k + 2] & (INFINITIVE | CLITIC):
            # "appelle la ville « à agir »": the link stands inside the marks
            k += 1
            continue
        if bits & (COLON | SEMICOLON | STOP | MARK) or bits & FINITE and is_finite(text, k):
            return None
        if begin < 0 and bits & (DETERMINER | CAPITAL) and not bits & ADVERB:
            # "demande la libération de": a noun phrase of its own, unless the verb takes a person as object
            governed = bits & PREPOSITION or text.lows[k - 1] in ("à", "auprès")
            if not objects and not governed and not (k + 1 < limit and text.bits[k + 1] & TIME):
                return None
            begin = k
        k += 1
    return None


def demand(text: Text, verb: Reporting) -> Found | None:
    """What a prosecutor or a party asks the court for.

    Takes: La procureure a requis cinq ans de prison ferme.
    Leaves: Cinq ans de prison ont été requis.
    """
    g = verb.group
    if "object" not in verb.frames or g.passive or g.tense == "prp" or g.last >= verb.limit:
        return None
    bits = text.bits[g.last]
    counted = bits & (NUMBER | MARK) or text.words[g.last][0].isdigit()
    if counted or bits & DETERMINER and g.form.lemma in ("requérir", "solliciter"):
        return g.last, phrase_content_end(text, g.last, verb.limit), None
    return None


def nominal(text: Text, verb: Reporting) -> Found | None:
    """A noun phrase that says what happens or is so, and could be a que-clause.

    Takes: Le parquet a annoncé l'ouverture d'une enquête préliminaire.
    Leaves: Le parquet a annoncé un document.
    """
    g, limit = verb.group, verb.limit
    if "np" not in verb.frames or g.passive:
        return None
    k = g.last
    if k + 2 < limit and text.bits[k] & COMMA and text.bits[k + 1] & TONIC and text.bits[k + 2] & COMMA:
        k += 3  # "dénonce, elle, une"
    while (
        k < limit
        and k - g.last < 8
        and (
            text.bits[k] & (ADVERB | TIME)
            and not text.bits[k] & DETERMINER
            or text.bits[k] & DETERMINER
            and k + 1 < limit
            and text.bits[k + 1] & TIME
        )
    ):
        k += 1
    if k >= limit or not text.bits[k] & DETERMINER or text.bits[k] & PREPOSITION or text.lows[k] in _VAGUE:
        return None
    end = phrase_content_end(text, k, limit)
    if k + 1 < limit and text.bits[k + 1] & MARK:
        after = skip_quote(text, k + 1)
        if after - k > 4 and after >= end:
            return None
    whole = text.lows[k] in ("toute", "tout", "aucune", "aucun")
    if verb.act == "deny" and not whole:
        return None
    for j in range(k + 1, min(k + 5, end)):
        low = text.lows[j]
        if (
            text.bits[j] & MARK
            or text.bits[j] & (ADVERB | NUMBER)
            or low in ("premier", "première", "certain", "possible")
        ):
            continue
        kind = nouns().get(low)
        ahead = text.bits[j + 1] if j + 1 < limit else STOP
        if kind == "thing":
            return None
        says = (
            kind == "event" or verb.act == "ask" and bool(ahead & PREPOSITION) or low.endswith(EVENT_ENDINGS) or whole
        )
        # the noun needs what it is about: "annonce la libération des otages", "annonce sa démission"
        complete = (
            ahead & (PREPOSITION | MARK)
            or text.lows[k] in ("sa", "son", "leur", "ses", "leurs")
            or whole
            or end - j > 2
        )
        if says and complete:
            if text.bits[k] & MARK:
                return None
            return k, end, None
        if not (low.endswith(("e", "s", "al", "el", "f", "eux", "ble", "ant", "au")) and ahead and j <= k + 3) or kind:
            return None
    return None


def wish(text: Text, verb: Reporting) -> Found | None:
    """A wish or an intention, where it is quoted.

    Takes: La ville entend obtenir « la vérité sur ce contrat ».
    Leaves: La ville entend obtenir la vérité.
    """
    g, limit = verb.group, verb.limit
    if "wish" not in verb.frames or g.passive:
        return None
    for k in range(g.last, min(limit, g.last + 14)):
        if text.bits[k] & (STOP | SEMICOLON | COLON) or text.bits[k] & FINITE and is_finite(text, k):
            return None
        if text.bits[k] & MARK:
            after = skip_quote(text, k)
            if after - k < 4:
                return None
            if text.lows[k + 1] in ("que", "qu'"):
                return k + 2, clause_end(text, k + 2, limit, g, verb.inner), None
            return k, after, None
    return None
