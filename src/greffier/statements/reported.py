"""Contents that a reporting verb governs: que-clauses, infinitives, accusations, requests, noun phrases."""

from collections.abc import Iterator
from functools import cache

from greffier.clauses import Group, aside_start, clause_start, finite_group, group, is_finite, noun_phrase, subject
from greffier.lexicon import (
    ADVERB,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    FINITE,
    GERUND,
    INFINITIVE,
    MARK,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    REPORTING,
    SEMICOLON,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TONIC,
    table,
    verb_table,
)
from greffier.statements.content import (
    Draft,
    Range,
    clause_end,
    mode,
    phrase_content_end,
    sentence_end,
    skip_bracket,
    skip_quote,
    trim,
)
from greffier.text import Text

# words after which "que" is a conjunction of another kind or a comparison
_NO_CONTENT = frozenset(
    "plus moins ainsi tel telle tels telles même mêmes autre autres avant après afin alors tandis bien dès pour sans "
    "parce lors sitôt tant aussi autant depuis pendant tellement si jusqu'à ce quoi quel mieux pire davantage".split()
)
# verbs of telling somebody: their object is a person, and the clause still follows
_TELLS = frozenset("informer prévenir avertir assurer aviser alerter rassurer prier supplier".split())
# what stands before an infinitive that tells of speech that took place
_BEFORE_INFINITIVE = {
    "de": frozenset("avant vient viennent venait venaient viens contenté contente continue continué".split()),
    "d'": frozenset("avant vient viennent venait venaient viens contenté contente continue continué".split()),
    "à": frozenset("tenu tient tiennent tenait tenaient hésité hésite allé allée allant jusqu'".split()),
    "par": frozenset("fini finit finissent finisse commencé commence".split()),
}
_VAGUE = frozenset("ces cette cet ce celui celle ceux celles leurs".split())
_EVENT_ENDINGS = ("tion", "tions", "sion", "sions", "ment", "ments", "age", "ance", "ence", "ité", "ités", "ure", "isme")

Found = tuple[str, int, int, Range | None]


def reports(text: Text) -> Iterator[Draft]:
    """The statements whose verb governs its content, in the order of their verbs."""
    locutions = _locutions()
    for k, bits in enumerate(text.bits):
        if not bits & REPORTING and text.lows[k] not in locutions or _within(text, k):
            continue
        found = _locution(text, k) if text.lows[k] in locutions else None
        if found is None and bits & REPORTING:
            g = group(text, k)
            verb = verb_table()[g.form.lemma] if g else None
            if g is None or verb is None or not verb.act:
                continue
            found = g, verb.act, verb.frames
        draft = _report(text, *found) if found else None
        if draft is not None:
            yield draft


def _within(text: Text, k: int) -> bool:
    """Whether token `k` stands inside a quotation, where nobody else is quoted."""
    number = text.quote_at[k]
    return number >= 0 and text.quotations[number].first <= k < text.quotations[number].last


@cache
def _locutions() -> dict[str, dict[str, tuple[str, frozenset[str]]]]:
    """The verbs of two words by their second word: {"savoir": {"faire": (act, frames)}}."""
    out: dict[str, dict[str, tuple[str, frozenset[str]]]] = {}
    for row in table("locutions"):
        out.setdefault(row["word"], {})[row["verb"]] = row["act"], frozenset(row["frames"].split())
    return out


def _locution(text: Text, k: int) -> tuple[Group, str, frozenset[str]] | None:
    """The verb of two words that ends at token `k` ("a fait savoir"), its act and frames."""
    for j in range(k - 1, max(-1, k - 4), -1):
        if text.bits[j] & (FINITE | PARTICIPLE | INFINITIVE | GERUND):
            g = group(text, j)
            entry = _locutions()[text.lows[k]].get(g.form.lemma) if g else None
            if g is None or entry is None or g.tense == "pp" and not _shares_auxiliary(text, g):
                return None
            return g._replace(verb=k, last=k + 1), *entry
        if not text.bits[j] & (ADVERB | CLITIC):
            return None
    return None


def _report(text: Text, g: Group, act: str, frames: frozenset[str]) -> Draft | None:
    limit = sentence_end(text, g.verb)
    if g.negated and act not in ("deny", "admit"):
        return None
    bare = g.tense == "pp" and not _shares_auxiliary(text, g) and not ("acc" in frames and g.passive)
    if bare or g.tense == "inf" and not _told(text, g):
        return None
    found = _content(text, g, frames, limit)
    if found is None:
        return None
    rule, first, last, target = found
    part = trim(text, first, last)
    if part is None:
        return None
    if "thought" in frames and mode(text, (part,)) == "indirect":
        return None
    if "thought" in frames and not text.quote_at[part[0]] >= 0:
        return None
    speaker = speaker_of(text, g, last)
    if act == "accuse" and speaker is not None and text.lows[speaker[0]] in ("on", "l'on"):
        return None
    if speaker is not None and speaker[1] - speaker[0] == 1 and text.lows[speaker[0]] in ("je", "j'", "nous", "tu", "vous"):
        return None
    return Draft(rule, "deny" if g.negated else act, (part,), (g.first, g.last), speaker, target, (g.first, first))


def _shares_auxiliary(text: Text, g: Group) -> bool:
    """Whether a participle shares the auxiliary of one before it: "a parlé du procès et rappelé que"."""
    if not g.first or not (text.bits[g.first - 1] & COORDINATOR or text.lows[g.first - 1] == "puis"):
        return False
    floor = max(text.sentences[text.sentence(g.first)][0], g.first - 40)
    for k in range(g.first - 2, floor - 1, -1):
        if text.bits[k] & PARTICIPLE and text.quote_at[k] < 0:
            other = group(text, k)
            if other and other.tense not in ("pp", "inf", "prp"):
                return not other.passive
    return False


def _told(text: Text, g: Group) -> bool:
    """Whether an infinitive tells of speech that took place: "avant de conclure que", "tient à préciser que"."""
    if g.first < 2:
        return False
    link, head = text.lows[g.first - 1], text.lows[g.first - 2]
    if link in ("après", "pour"):
        return True
    return head in _BEFORE_INFINITIVE.get(link, ())


def _content(text: Text, g: Group, frames: frozenset[str], limit: int) -> Found | None:
    inner = is_inner(text, g)
    if g.reflexive and g.form.lemma == "dire":
        return _calls_itself(text, g, limit)
    if frames & {"que", "thought"}:
        c = que_after(text, g, limit)
        if c >= 0:
            rule = "participle" if g.tense == "prp" else "que-clause"
            return rule, c, clause_end(text, c, limit, g, inner), None
    if frames & {"comment", "ade"}:
        j = g.last
        if j < limit and text.lows[j] in ("comment", "pourquoi", "si", "s'", "combien"):
            start = j if text.lows[j] in ("comment", "pourquoi", "combien") else j + 1
            if start < limit and (start == j or text.lows[j] == "si" or text.lows[start] in ("il", "ils")):
                return "indirect-question", start, clause_end(text, start, limit, g, inner), None
    if "inf" in frames:
        c = infinitive_after(text, g.last, limit)
        if c >= 0:
            return "infinitive", c, clause_end(text, c, limit, g, inner), None
    if "acc" in frames:
        found = _accusation(text, g, limit, inner)
        if found:
            return found
    if frames & {"ade", "a", "dde"} and not g.passive:
        found = _request(text, g, frames, limit, inner)
        if found:
            return found
    if g.passive:
        return None
    if "object" in frames and g.last < limit and (
        text.bits[g.last] & (NUMBER | MARK)
        or text.words[g.last][0].isdigit()
        or text.bits[g.last] & DETERMINER
        and g.form.lemma == "requérir"
    ):
        return "demand", g.last, phrase_content_end(text, g.last, limit), None
    if "np" in frames:
        found = _nominal(text, g, limit)
        if found:
            return found
    if "wish" in frames:
        return _wish(text, g, limit)
    return None


def _calls_itself(text: Text, g: Group, limit: int) -> Found | None:
    """"se dit confiante", "se disant « sereine » avant le procès": the adjective and what goes with it."""
    k = g.last
    if k >= limit or text.bits[k] & (DETERMINER | PREPOSITION | COMMA | COLON | SUBORDINATOR | STOP | COORDINATOR):
        return None
    return "self-description", k, phrase_content_end(text, k, limit), None


def is_inner(text: Text, g: Group) -> bool:
    """Whether the group stands in a clause that a main clause follows or surrounds."""
    if g.tense in ("prp", "pp"):
        floor = text.sentences[text.sentence(g.verb)][0]
        return not any(text.bits[j] & FINITE and is_finite(text, j) for j in range(max(floor, g.first - 60), g.first))
    opener = clause_start(text, g.first)[1]
    return opener >= 0 and bool(text.bits[opener] & (RELATIVE | SUBORDINATOR))


def que_after(text: Text, g: Group, limit: int) -> int:
    """The first token after the "que" that opens the content of `g`, or -1."""
    k = g.last
    pending = commas = 0
    bare = False  # an object without a preposition: "a publié un rapport que …" is a relative clause
    while k < limit and k - g.last < 45:
        bits = text.bits[k]
        low = text.lows[k]
        if low in ("que", "qu'"):
            quoted = k + 1 < limit and text.bits[k + 1] & MARK and text.lows[k - 1] == "alors" and k - 1 == g.last
            if text.lows[k - 1] in _NO_CONTENT and not quoted:
                return -1
            if bare and g.form.lemma not in _TELLS and commas % 2:
                return -1
            if bare and g.form.lemma not in _TELLS and not text.bits[k - 1] & (COMMA | MARK):
                return -1
            return k + 1
        if bits & MARK:
            after = skip_quote(text, k)
            if after == k or k + 1 >= limit:
                return -1
            if text.lows[k + 1] in ("que", "qu'"):
                return k + 2
            bare = True
            k = after
            continue
        after = skip_bracket(text, k, limit)
        if after > k:
            k = after
            continue
        if bits & (SEMICOLON | COLON) or bits & GERUND and not text.bits[k - 1] & PREPOSITION:
            return -1
        if bits & COMMA:
            commas += 1
        if bits & RELATIVE:
            pending += 1
        elif bits & FINITE and is_finite(text, k):
            if not pending:
                return -1
            pending -= 1
        elif bits & SUBORDINATOR and low != "comme":
            return -1
        elif bits & COORDINATOR and k + 1 < limit and text.bits[k + 1] & FINITE and is_finite(text, k + 1):
            return -1
        elif bits & DETERMINER and not bits & PREPOSITION and not text.bits[k - 1] & PREPOSITION:
            ahead = min(k + 1, limit - 1)
            if not text.bits[ahead] & TIME and not text.words[ahead][0].isdigit():
                bare = True
        k += 1
    return -1


def infinitive_after(text: Text, k: int, limit: int) -> int:
    """Where a bare infinitive content begins after the verb ("affirme, lui, ne pas avoir vu"), or -1."""
    j = k
    while j < limit and j - k < 7:
        bits = text.bits[j]
        low = text.lows[j]
        if bits & INFINITIVE and not bits & (PREPOSITION | DETERMINER | CAPITAL):
            start = j
            while start > k and text.bits[start - 1] & (CLITIC | ADVERB) or start > k and text.lows[start - 1] in ("ne", "n'"):
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


def _accusation(text: Text, g: Group, limit: int, inner: bool) -> Found | None:
    """"accuse X de B", "reproche à X d'avoir B": the content after "de"; passive only with its source ("par X")."""
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
                return "accusation", infinitive, clause_end(text, infinitive, limit, g, inner), target
            named = begin < 0 or k - begin >= 2 or bool(text.bits[begin] & CAPITAL)
            if follows & MARK or (begin >= 0 or target) and named and not follows & (DETERMINER | CAPITAL):
                return "accusation", k + 1, phrase_content_end(text, k + 1, limit), target
        elif bits & (COLON | SEMICOLON | STOP):
            return None
        elif bits & FINITE and is_finite(text, k) and not text.bits[k - 1] & RELATIVE:
            return None
        elif begin < 0 and (bits & (DETERMINER | CAPITAL | TONIC)):
            begin = k
        k += 1
    return None


def _request(text: Text, g: Group, frames: frozenset[str], limit: int, inner: bool) -> Found | None:
    """"demande à X de B", "promet de B", "appelle X à B", "prie X de B": the infinitive is the content."""
    links = ("à",) if "a" in frames else ("de", "d'")
    objects = bool(frames & {"a", "dde"})
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
            if start >= 0 and not (begin < 0 and objects and clitic < 0 and "dde" in frames):
                if text.bits[k + 1] & MARK:
                    start = k + 2
                target = (begin, k) if 0 <= begin < k else (clitic, clitic + 1) if clitic >= 0 else None
                return "request", start, clause_end(text, start, limit, g, inner), target
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


@cache
def _nouns() -> dict[str, str]:
    return {row["form"]: row["class"] for row in table("nouns")}


def _nominal(text: Text, g: Group, limit: int) -> Found | None:
    """"annonce l'ouverture d'une enquête": a noun phrase that says what happens or is so, never "critique le maire"."""
    k = g.last
    while k < limit and k - g.last < 8 and (
        text.bits[k] & (ADVERB | TIME) and not text.bits[k] & DETERMINER
        or text.bits[k] & DETERMINER and k + 1 < limit and text.bits[k + 1] & TIME
    ):
        k += 1
    if k >= limit or not text.bits[k] & DETERMINER or text.bits[k] & PREPOSITION or text.lows[k] in _VAGUE:
        return None
    end = phrase_content_end(text, k, limit)
    if k + 1 < limit and text.bits[k + 1] & MARK:
        after = skip_quote(text, k + 1)
        if after - k > 4 and after >= end:
            return None
    act = verb_table()[g.form.lemma].act
    whole = text.lows[k] in ("toute", "tout", "aucune", "aucun")
    if act == "deny" and not whole:
        return None
    for j in range(k + 1, min(k + 5, end)):
        low = text.lows[j]
        if text.bits[j] & MARK or text.bits[j] & (ADVERB | NUMBER) or low in ("premier", "première", "certain", "possible"):
            continue
        kind = _nouns().get(low)
        ahead = text.bits[j + 1] if j + 1 < limit else STOP
        if kind == "thing":
            return None
        says = kind == "event" or act == "ask" and bool(ahead & PREPOSITION) or low.endswith(_EVENT_ENDINGS) or whole
        # the noun needs what it is about: "annonce la libération des otages", "annonce sa démission"
        complete = ahead & (PREPOSITION | MARK) or text.lows[k] in ("sa", "son", "leur", "ses", "leurs") or whole or end - j > 2
        if says and complete:
            if text.bits[k] & MARK:
                return None
            return "nominal", k, end, None
        if not (low.endswith(("e", "s", "al", "el", "f", "eux", "ble", "ant", "au")) and ahead and j == k + 1) or kind:
            return None
    return None


def _wish(text: Text, g: Group, limit: int) -> Found | None:
    """"souhaite « que … »", "compte demander « une expertise »": a wish counts where it is quoted."""
    for k in range(g.last, min(limit, g.last + 14)):
        if text.bits[k] & (STOP | SEMICOLON | COLON) or text.bits[k] & FINITE and is_finite(text, k):
            return None
        if text.bits[k] & MARK:
            after = skip_quote(text, k)
            if after - k < 4:
                return None
            return "wish", k, after, None
    return None


def speaker_of(text: Text, g: Group, last: int) -> Range | None:
    """The words for who speaks: the subject of the group, or of the clause that a participle or infinitive leans on.

    `last` is where the content ends: a participle that opens its sentence has its subject after it.
    """
    if g.passive:
        if g.last < len(text.words) and text.lows[g.last] == "par":
            from greffier.clauses import phrase_end

            return g.last + 1, phrase_end(text, g.last + 1, sentence_end(text, g.verb))
        return None
    if g.tense not in ("prp", "inf", "pp"):
        return subject(text, g)
    own = _own_subject(text, g) if g.tense == "prp" else None
    if own:
        return own
    sentence_first, sentence_last = text.sentences[text.sentence(g.verb)]
    for k in range(g.first - 1, max(sentence_first, g.first - 120) - 1, -1):
        if text.bits[k] & FINITE and text.quote_at[k] < 0 and is_finite(text, k):
            main = finite_group(text, k)
            opener = clause_start(text, main.first)[1] if main else -1
            if opener >= 0 and text.lows[opener] in ("que", "qu'"):
                continue
            found = subject(text, main) if main else None
            if found and text.lows[found[0]] not in ("c'", "ce", "ceci", "cela", "ça"):
                return found
    for k in range(last, min(sentence_last, last + 60)):
        if text.bits[k] & FINITE and text.quote_at[k] < 0 and is_finite(text, k):
            main = finite_group(text, k)
            if main is None:
                return None
            begin = last
            while begin < main.first and text.bits[begin] & (COMMA | MARK):
                begin += 1
            if main.inverted >= 0:
                return main.inverted, main.inverted + 1
            end = aside_start(text, main.first - 1, begin) + 1
            if end > begin and text.bits[end - 1] & SUBJECT:
                return end - 1, end
            return noun_phrase(text, begin, end)
    return None


def _own_subject(text: Text, g: Group) -> Range | None:
    """The subject of an absolute participle: "La juge ayant estimé que ..."."""
    floor = text.sentences[text.sentence(g.verb)][0]
    j = g.first - 1
    if j < floor or text.bits[j] & (COMMA | PREPOSITION | STOP | COORDINATOR):
        return None
    start = j
    while start > floor and not text.bits[start - 1] & (COMMA | STOP | COLON | SEMICOLON | FINITE):
        start -= 1
    return noun_phrase(text, start, j + 1)
