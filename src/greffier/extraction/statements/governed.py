"""Contents that a verb of speech governs: each cue is asked for the constructions that its frames allow."""

from collections.abc import Iterator

from greffier.extraction.lexicon import ADVERB, COLON, COMMA, RELATIVE, REPORTING, STOP, SUBORDINATOR, verb_table
from greffier.extraction.rules import Rule
from greffier.extraction.statements import (
    accusation,
    demand,
    infinitive,
    noun_phrase,
    plea,
    que_clause,
    question,
    request,
    self_description,
    wish,
)
from greffier.extraction.statements.content import Draft, mode, quoted_at, sentence_end, trim
from greffier.extraction.statements.cues import (
    Found,
    Reporting,
    is_factual,
    is_inner,
    locution,
    locutions,
    with_auxiliary,
)
from greffier.extraction.statements.speakers import speaker_of
from greffier.extraction.syntax.clauses import clause_start
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, group


def reports(text: Text) -> Iterator[Draft]:
    """The statements whose verb governs its content, in the order of their verbs."""
    words = locutions()
    rules = tuple(rule for rule in GOVERNED if rule.active)
    for k in text.where(REPORTING):
        if quoted_at(text, k) and not _opens_quotation(text, k) or text.bits[k] & ADVERB and not _led(text, k):
            continue
        found = locution(text, k) if text.lows[k] in words else None
        if found is None:
            g = group(text, k)
            verb = verb_table()[g.form.lemma] if g else None
            if g is None or verb is None or not verb.act:
                continue
            found = g, verb.act, verb.frames
        draft = _report(text, rules, *found) if found else None
        if draft is not None:
            yield draft


def _opens_quotation(text: Text, k: int) -> bool:
    """Whether the verb opens a quotation and its subject comes before the mark: "le ministre « souhaite que A »"."""
    q = text.quotations[text.quote_at[k]]
    first = text.sentences[text.sentence(k)].first
    g = group(text, k)
    led = first < q.open and not text.bits[q.open - 1] & (COLON | COMMA | STOP | SUBORDINATOR)
    opener = clause_start(text, q.open)[1] if led else -1
    if opener >= 0 and text.bits[opener] & (SUBORDINATOR | RELATIVE):
        return False  # "estime que la Cour « nie A »": part of what is said already
    return g is not None and g.first == q.first and g.tense not in ("pp", "inf", "prp") and led


def _led(text: Text, k: int) -> bool:
    """Whether a word that can be an adverb is a participle: "en maintenant que", unlike "il faut maintenant"."""
    return text.lows[k - 1] == "en"


def _report(text: Text, rules: tuple[Rule, ...], g: Group, act: str, frames: frozenset[str]) -> Draft | None:
    """The statement of the verb group `g`, by the first rule that finds a content."""
    if g.negated and act not in ("deny", "admit"):
        return None
    if g.tense == "pp":
        g = with_auxiliary(text, g)
    if g.tense == "pp" and "acc" not in frames or g.tense == "inf" and not is_factual(text, g):
        return None
    if g.reflexive and "self" in frames:
        frames = frozenset(("self",))
    verb = Reporting(g, act, frames, sentence_end(text, g.verb), is_inner(text, g))
    for rule in rules:
        found: Found | None = rule.find(text, verb)
        if found:
            return _draft(text, rule.id, verb, found)
    return None


def _draft(text: Text, name: str, verb: Reporting, found: Found) -> Draft | None:
    g = verb.group
    first, last, target = found
    part = trim(text, first, last)
    if part is None:
        return None
    if "thought" in verb.frames and (text.quote_at[part.first] < 0 or mode(text, (part,)) == "indirect"):
        return None
    speaker = speaker_of(text, g, last)
    if speaker is not None and speaker.first < first < speaker.last:
        # "accusé par X de B": the source ends where the content is led in
        speaker = TokenSpan(speaker.first, first - 1)
    if speaker is not None:
        word = text.lows[speaker.first]
        # "on lui reproche" names no source; "je dis que" is the article's own voice
        if verb.act == "accuse" and word == "on" or speaker.last - speaker.first == 1 and word in _OWN_VOICE:
            return None
    act = "deny" if g.negated else verb.act
    return Draft(name, act, (part,), TokenSpan(g.first, g.last), speaker, target, TokenSpan(g.first, first))


_OWN_VOICE = frozenset(("je", "j'", "nous", "tu", "vous"))

# In the order in which a verb is asked; the first that finds a content has it.
GOVERNED = (
    self_description.RULE,
    plea.RULE,
    que_clause.RULE,
    que_clause.PARTICIPLE,
    question.RULE,
    infinitive.RULE,
    accusation.RULE,
    request.RULE,
    demand.RULE,
    noun_phrase.RULE,
    wish.RULE,
)
