"""Contents that a reporting verb governs, and the verbs of speech themselves."""

from collections.abc import Callable, Iterator
from functools import cache

from greffier.extraction.lexicon import (
    ADVERB,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    FINITE,
    GERUND,
    INFINITIVE,
    MARK,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    REPORTING,
    SEMICOLON,
    SUBORDINATOR,
    TIME,
    table,
    verb_table,
)
from greffier.extraction.statements.content import Draft, mode, quoted_at, sentence_end, skip_bracket, skip_quote, trim
from greffier.extraction.statements.extent import clause_end
from greffier.extraction.statements.objects import (
    Found,
    Reporting,
    accusation,
    demand,
    infinitive,
    nominal,
    request,
    self_description,
    wish,
)
from greffier.extraction.statements.speakers import speaker_of
from greffier.extraction.syntax.clauses import Group, clause_start, group, is_finite
from greffier.extraction.syntax.text import Text

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


def que_clause(text: Text, verb: Reporting) -> Found | None:
    """The clause that "que" opens after a finite verb of speech.

    Takes: L'association soutient que la préfecture a violé la loi.
    Leaves: L'association a publié un rapport que la préfecture conteste.
    """
    return None if verb.group.tense == "prp" else _que(text, verb)


def participle(text: Text, verb: Reporting) -> Found | None:
    """The clause that "que" opens after a present participle; the subject is the main verb's.

    Takes: Le maire a démissionné, estimant que la campagne était perdue.
    Leaves: Le maire a démissionné, craignant que la campagne ne soit perdue.
    """
    return _que(text, verb) if verb.group.tense == "prp" else None


def _que(text: Text, verb: Reporting) -> Found | None:
    g, limit = verb.group, verb.limit
    if not verb.frames & {"que", "thought"} or g.passive and (g.last >= limit or text.lows[g.last] != "par"):
        return None
    start = que_after(text, g, limit)
    return (start, clause_end(text, start, limit, g, verb.inner), None) if start >= 0 else None


def indirect_question(text: Text, verb: Reporting) -> Found | None:
    """The clause that "comment", "pourquoi" or "si" opens.

    Takes: Le procureur a expliqué pourquoi le dossier avait été classé.
    Leaves: Le procureur a expliqué le classement.
    """
    g, limit = verb.group, verb.limit
    k = g.last
    if not verb.frames & {"comment", "ade"} or k >= limit:
        return None
    if text.lows[k] in ("comment", "pourquoi", "combien"):
        start = k
    elif text.lows[k] == "si" or text.lows[k] == "s'" and k + 1 < limit and text.lows[k + 1] in ("il", "ils"):
        start = k + 1
    else:
        return None
    return start, clause_end(text, start, limit, g, verb.inner), None


# The rules in the order in which a verb is asked; the first that finds its content has it.
GOVERNED: dict[str, Callable[[Text, Reporting], Found | None]] = {
    "self-description": self_description,
    "que-clause": que_clause,
    "participle": participle,
    "indirect-question": indirect_question,
    "infinitive": infinitive,
    "accusation": accusation,
    "request": request,
    "demand": demand,
    "nominal": nominal,
    "wish": wish,
}


def reports(text: Text) -> Iterator[Draft]:
    """The statements whose verb governs its content, in the order of their verbs."""
    words = locutions()
    for k in text.where(REPORTING):
        if quoted_at(text, k):
            continue
        found = locution(text, k) if text.lows[k] in words else None
        if found is None:
            g = group(text, k)
            verb = verb_table()[g.form.lemma] if g else None
            if g is None or verb is None or not verb.act:
                continue
            found = g, verb.act, verb.frames
        draft = _report(text, *found) if found else None
        if draft is not None:
            yield draft


def _report(text: Text, g: Group, act: str, frames: frozenset[str]) -> Draft | None:
    """The statement of the verb group `g`, by the first rule that finds a content."""
    if g.negated and act not in ("deny", "admit"):
        return None
    if g.tense == "pp":
        g = _with_auxiliary(text, g)
    if g.tense == "pp" and "acc" not in frames or g.tense == "inf" and not _told(text, g):
        return None
    if g.reflexive and g.form.lemma == "dire":
        frames = frozenset()
    verb = Reporting(g, act, frames, sentence_end(text, g.verb), is_inner(text, g))
    for name, rule in GOVERNED.items():
        found = rule(text, verb)
        if found:
            return _draft(text, name, verb, found)
    return None


def _draft(text: Text, name: str, verb: Reporting, found: Found) -> Draft | None:
    g = verb.group
    first, last, target = found
    part = trim(text, first, last)
    if part is None:
        return None
    if "thought" in verb.frames and (text.quote_at[part[0]] < 0 or mode(text, (part,)) == "indirect"):
        return None
    speaker = speaker_of(text, g, last)
    if speaker is not None and speaker[0] < first < speaker[1]:
        # "accusé par X de B": the source ends where the content is led in
        speaker = speaker[0], first - 1
    if speaker is not None:
        word = text.lows[speaker[0]]
        # "on lui reproche" tells no source; "je dis que" is the article's own voice
        if verb.act == "accuse" and word == "on" or speaker[1] - speaker[0] == 1 and word in _OWN_VOICE:
            return None
    act = "deny" if g.negated else verb.act
    return Draft(name, act, (part,), (g.first, g.last), speaker, target, (g.first, first))


_OWN_VOICE = frozenset(("je", "j'", "nous", "tu", "vous"))


@cache
def locutions() -> dict[str, dict[str, tuple[str, frozenset[str]]]]:
    """The verbs of two words by their second word: {"savoir": {"faire": (act, frames)}}."""
    out: dict[str, dict[str, tuple[str, frozenset[str]]]] = {}
    for row in table("locutions"):
        out.setdefault(row["word"], {})[row["verb"]] = row["act"], frozenset(row["frames"].split())
    return out


def locution(text: Text, k: int) -> tuple[Group, str, frozenset[str]] | None:
    """The verb of two words that ends at token `k` ("a fait savoir"), its act and frames."""
    for j in range(k - 1, max(-1, k - 4), -1):
        if text.bits[j] & (FINITE | PARTICIPLE | INFINITIVE | GERUND):
            g = group(text, j)
            entry = locutions()[text.lows[k]].get(g.form.lemma) if g else None
            if g is None or entry is None:
                return None
            return g._replace(verb=k, last=k + 1), *entry
        if not text.bits[j] & (ADVERB | CLITIC):
            return None
    return None


def _with_auxiliary(text: Text, g: Group) -> Group:
    """A bare participle with the auxiliary that it shares with one before it: "a parlé du procès et rappelé que"."""
    if not g.first or not (text.bits[g.first - 1] & COORDINATOR or text.lows[g.first - 1] == "puis"):
        return g
    floor = max(text.sentences[text.sentence(g.first)][0], g.first - 40)
    for k in range(g.first - 2, floor - 1, -1):
        if text.bits[k] & PARTICIPLE and text.quote_at[k] < 0:
            other = group(text, k)
            if other and other.tense not in ("pp", "inf", "prp"):
                return g if other.passive else g._replace(tense=other.tense, passive=False)
    return g


def _told(text: Text, g: Group) -> bool:
    """Whether an infinitive tells of speech that took place: "avant de conclure que", "tient à préciser que"."""
    if g.first < 2:
        return False
    link, head = text.lows[g.first - 1], text.lows[g.first - 2]
    if link in ("après", "pour"):
        return True
    return head in _BEFORE_INFINITIVE.get(link, ())


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
        elif bits & SUBORDINATOR and low != "comme" and not (low == "alors" and k == g.last):
            return -1
        elif bits & COORDINATOR and k + 1 < limit and text.bits[k + 1] & FINITE and is_finite(text, k + 1):
            return -1
        elif bits & DETERMINER and not bits & PREPOSITION and not text.bits[k - 1] & PREPOSITION:
            ahead = min(k + 1, limit - 1)
            if not text.bits[ahead] & TIME and not text.words[ahead][0].isdigit():
                bare = True
        k += 1
    return -1
