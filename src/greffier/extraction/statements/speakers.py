"""The words for who speaks."""

from functools import cache

from greffier.extraction.lexicon import (
    ADVERB,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    FINITE,
    MARK,
    PREPOSITION,
    RELATIVE,
    REPORTING,
    SEMICOLON,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    table,
)
from greffier.extraction.statements.content import sentence_end
from greffier.extraction.statements.cues import narrator
from greffier.extraction.statements.nouns import sense
from greffier.extraction.syntax.clauses import aside_start, clause_start
from greffier.extraction.syntax.phrases import noun_phrase, phrase_end
from greffier.extraction.syntax.subjects import inverted_subject, subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, finite_group, is_finite
from greffier.model import Span


def speaker_of(text: Text, g: Group, last: int) -> TokenSpan | None:
    """The words for who speaks: the subject of the group, or of the clause that a participle or infinitive leans on.

    `last` is where the content ends: a participle that opens its sentence has its subject after it.
    """
    if g.passive:
        if g.last < len(text.words) and text.lows[g.last] == "par":
            return TokenSpan(g.last + 1, phrase_end(text, g.last + 1, sentence_end(text, g.verb)))
        return None
    narrated_by = narrator(text, g) if g.tense == "inf" else None
    if narrated_by:
        return narrated_by
    if g.tense not in ("prp", "inf", "pp"):
        found = subject(text, g)
        relative = found is not None and found.last < g.first and text.lows[g.first - 1] == "qui"
        return animate(text, *found) if found and relative else found
    own = _own_subject(text, g) if g.tense == "prp" else None
    if own:
        return own
    sentence_first, sentence_last = text.sentences[text.sentence(g.verb)]
    found = _main_subject(text, g, max(sentence_first, g.first - 120))
    if found:
        return found
    return _subject_after(text, last, sentence_last)


def _subject_after(text: Text, last: int, sentence_last: int) -> TokenSpan | None:
    """The subject of the first verb behind token `last`: "Estimant que A, la cour a …"."""
    for k in range(last, min(sentence_last, last + 60)):
        if text.bits[k] & FINITE and text.quote_at[k] < 0 and is_finite(text, k):
            main = finite_group(text, k)
            if main is None:
                return None
            begin = last
            while begin < main.first and text.bits[begin] & (COMMA | MARK):
                begin += 1
            if main.inverted >= 0:
                return TokenSpan(main.inverted, main.inverted + 1)
            end = aside_start(text, main.first - 1, begin) + 1
            if end > begin and text.bits[end - 1] & SUBJECT:
                return TokenSpan(end - 1, end)
            return noun_phrase(text, begin, end)
    return None


def _main_subject(text: Text, g: Group, floor: int) -> TokenSpan | None:
    """The subject of the verb before `g` that it leans on: a verb of speech rather than the nearest."""
    apart = bool(g.first and text.bits[g.first - 1] & COMMA)
    nearest: TokenSpan | None = None
    for k in range(g.first - 1, floor - 1, -1):
        if not text.bits[k] & FINITE or text.quote_at[k] >= 0 or not is_finite(text, k):
            continue
        main = finite_group(text, k)
        opener = clause_start(text, main.first)[1] if main else -1
        # "…, soutenant que" after a comma belongs to the main clause, not to a relative one inside it
        if opener >= 0 and (text.lows[opener] in ("que", "qu'") or apart and text.bits[opener] & RELATIVE):
            continue
        found = subject(text, main) if main else None
        if main and found and (text.quote_at[found.first] >= 0 or _is_inserted(text, main)):
            # "« A », a déclaré la juge, ajoutant que B": the subject comes behind its verb
            found = inverted_subject(text, main.last, sentence_end(text, main.verb)) or found
        if found is None or text.lows[found.first] in ("c'", "ce", "ceci", "cela", "ça"):
            continue
        if main and text.bits[main.verb] & REPORTING or not apart:
            return found
        nearest = nearest or found
    return nearest


def _is_inserted(text: Text, g: Group) -> bool:
    """Whether a verb of speech is set behind what was said: "Il a fui, a indiqué le maire, ajoutant que"."""
    if g.inverted >= 0 or not g.first or not text.bits[g.first - 1] & COMMA or not text.bits[g.verb] & REPORTING:
        return False
    before = [k for k in range(text.sentences[text.sentence(g.verb)].first, g.first - 1) if text.quote_at[k] < 0]
    openers = sum(bool(text.bits[k] & (RELATIVE | SUBORDINATOR)) for k in before)
    return sum(is_finite(text, k) for k in before) > openers  # a clause of its own, "dans une lettre" is none


def animate(text: Text, first: int, last: int) -> TokenSpan:
    """Of "la colère du ministre qui …", what can speak: the complement where the head is no actor."""
    k = first
    while k + 2 < last and text.bits[k] & DETERMINER and text.lows[k + 2] in ("de", "d'", "du", "des"):
        low = text.lows[k + 1]
        if sense(low) != "event":
            break
        k += 3
        if k < last and text.lows[k - 1] in ("de", "d'") and text.bits[k] & DETERMINER:
            # "de la ministre": the article is the phrase's own
            continue
    return TokenSpan(k, last) if k < last else TokenSpan(first, last)


def _own_subject(text: Text, g: Group) -> TokenSpan | None:
    """The subject of an absolute participle: "La juge ayant estimé que ..."."""
    floor = text.sentences[text.sentence(g.verb)].first
    j = g.first - 1
    if j < floor or text.bits[j] & (COMMA | PREPOSITION | STOP | COORDINATOR):
        return None
    start = j
    while start > floor and not text.bits[start - 1] & (COMMA | STOP | COLON | SEMICOLON | FINITE):
        start -= 1
    return noun_phrase(text, start, j + 1)


@cache
def speech() -> dict[str, str]:
    """The nouns and adjectives of speech by form: words, document or plain; not what only stands for its owner."""
    return {row["form"]: row["class"] for row in table("speech") if row["class"] != "writing"}


def whose_words(text: Text, first: int, last: int) -> TokenSpan:
    """The words for the source in "les propos de X", "Réaction du maire": X; otherwise the range itself."""
    if not names_words(text, first, last):
        return TokenSpan(first, last)
    k = first + 1 if text.bits[first] & DETERMINER else first
    return TokenSpan(k + 2, last)


def names_words(text: Text, first: int, last: int) -> bool:
    """Whether the range begins with a noun for somebody's words and whose they are ("les mots du procureur")."""
    k = first + 1 if text.bits[first] & DETERMINER else first
    return k + 2 < last and speech().get(text.lows[k]) == "words" and text.lows[k + 1] in ("de", "d'", "du", "des")


def one_of(text: Text, speaker: TokenSpan, cue: TokenSpan | None) -> TokenSpan | None:
    """Whose "on" it is: "du côté de la mairie, on assure que", "assure-t-on chez Renault", "au parquet, on dit que"."""
    if cue is None or text.lows[speaker.first].rsplit("-", 1)[-1] != "on":
        return None
    limit = text.sentences[text.sentence(cue.first)].last
    inverted = text.lows[speaker.first] != "on"
    k = max(cue.last, speaker.last) if inverted else clause_start(text, speaker.first)[0]
    end = limit if inverted else speaker.first
    while k < end and text.bits[k] & (COMMA | COORDINATOR | ADVERB) and not text.bits[k] & PREPOSITION:
        k += 1
    for words, begins in _AMONG.items():
        last = k + words.count(" ") + 1
        if last < end and text.lows[k:last] == words.split():
            return TokenSpan(k + begins, phrase_end(text, last, end))
    return None


# what leads to those of whom one speaks, and at which of its words their own begin
_AMONG = {"du côté de": 3, "du côté d'": 3, "du côté du": 2, "du côté des": 2, "dans l' entourage": 1, "chez": 1}
_AMONG |= {"à la": 1, "à l'": 1, "au": 0, "aux": 0}


def words_for(text: Text, speaker: TokenSpan) -> Span:
    """The span of the words for the speaker; of an inverted pronoun ("-t-elle") only the pronoun."""
    start, end = text.span(*speaker)
    word = text.words[speaker.first]
    if word[0] == "-":
        start = end - len(word.rsplit("-", 1)[-1])
    return Span(start, end)
