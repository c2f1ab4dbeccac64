""" "Le préfet a déclaré : « A »", "Le maire : « A »": a colon leads to the content."""

from collections.abc import Iterator

from greffier.extraction.lexicon import (
    ADVERB,
    CAPITAL,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    ETRE,
    FINITE,
    MARK,
    PARTICIPLE,
    PREPOSITION,
    REPORTING,
    STOP,
    verb_table,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import FIRST_PERSON, Draft, quoted_at, trim
from greffier.extraction.statements.cues import PERCEIVING
from greffier.extraction.statements.speakers import names_words, speaker_of, speech, whose_words
from greffier.extraction.syntax.subjects import inverted_subject, subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, finite_group, group, is_finite


def colons(text: Text) -> Iterator[Draft]:
    """What comes after a colon, under a verb of speech or a name."""
    for c in text.where(COLON):
        number = text.quote_at[c]
        if number >= 0 and text.quotations[number].first <= c < text.quotations[number].last:
            continue
        draft = _colon(text, c)
        if draft:
            yield draft


def _colon(text: Text, c: int) -> Draft | None:
    """The statement that the colon at token `c` leads to."""
    first, last = text.sentences[text.sentence(c)]
    if c + 1 >= len(text.words):
        return None
    number = text.quote_at[c + 1] if text.bits[c + 1] & MARK else -1
    quoted = number >= 0 and text.quotations[number].open == c + 1
    g, act = _verb_before(text, c, first, quoted)
    if not quoted:
        return _stated(text, c, last, g, act) if g and c + 1 < last else None
    parts = _joined(text, number)
    if g is None or g.passive and g.tense != "pp":
        found = _plain_colon(text, c, parts) or _named_colon(text, first, c, parts)
        return found or _led_colon(text, first, c, parts) or _announced(text, first, c, parts)
    # "Comme l'indique le juge : « A »": the subject comes behind
    speaker = speaker_of(text, g, c) or inverted_subject(text, g.last, c)
    return (
        Draft("colon", act, parts, TokenSpan(g.first, g.last), speaker, None, TokenSpan(g.first, c)) if parts else None
    )


def _verb_before(text: Text, c: int, first: int, quoted: bool) -> tuple[Group | None, str]:
    """The verb of speech before the colon at `c`, and its act; an infinitive only before a quotation."""
    for k in range(c - 1, first - 1, -1):
        if not text.bits[k] & (FINITE | REPORTING) or quoted_at(text, k) or text.lows[k - 1] == "comme":
            continue
        found = group(text, k)
        if found is None or found.tense == "pp":
            # "un communiqué": a participle without its auxiliary is no verb of speech
            continue
        verb = verb_table()[found.form.lemma]
        if quoted and found.form.lemma in _NO_SPEECH:
            break
        if verb.act and (quoted if found.tense == "inf" else verb.frames & {"quote", "que", "frag", "acc", "ade"}):
            return found, verb.act
        if found.tense not in ("inf", "prp") and not text.bits[k] & REPORTING:
            break
    return None, "say"


def _stated(text: Text, c: int, last: int, g: Group, act: str) -> Draft | None:
    """ "X nie les faits : il était à Lyon": a clause without quotation marks after the colon."""
    if g.passive or g.tense in ("inf", "prp") or g.negated and act != "deny" or c - g.last > 12:
        return None
    if act not in _STATES or any(text.lows[j] in ("que", "qu'") for j in range(g.last, c)):
        return None
    part = trim(text, c + 1, clause_end(text, c + 1, last, None, False))
    if not part or not any(text.bits[j] & FINITE and is_finite(text, j) for j in range(*part)):
        return None
    speaker = speaker_of(text, g, c)
    return (
        Draft("colon", act, (part,), TokenSpan(g.first, g.last), speaker, None, TokenSpan(g.first, c))
        if speaker
        else None
    )


_STATES = frozenset(("deny", "explain", "say", "claim", "warn", "admit", "judge"))


def _joined(text: Text, number: int) -> tuple[TokenSpan, ...]:
    """The quotation and those that follow it with nothing but commas or "et" between."""
    parts = []
    while True:
        q = text.quotations[number]
        part = trim(text, q.open, min(q.close + 1, len(text.words)))
        if part:
            parts.append(part)
        k = q.close + 1
        while k < len(text.words) and (text.bits[k] & COMMA or text.lows[k] == "et"):
            k += 1
        following = number + 1
        if k > q.close + 1 and following < len(text.quotations) and text.quotations[following].open == k:
            number = following
            continue
        return tuple(parts)


def _named_colon(text: Text, first: int, c: int, parts: tuple[TokenSpan, ...]) -> Draft | None:
    """ "Le maire : « … »": a name or a noun phrase, a colon, a quotation."""
    if not parts or parts[0].last - parts[0].first < 3:
        return None
    if any(text.bits[j] & FINITE and is_finite(text, j) for j in range(first, c)):
        return None
    if any(text.lows[j] in ("selon", "pour", "après") for j in range(first, c)):
        return None
    k = first
    while k < c and text.bits[k] & (DASH | COMMA):
        k += 1
    if k < c and text.bits[k] & ADVERB and k + 1 == c:
        return Draft("colon", "say", parts, None, None)  # "Puis : « A »"
    if k < c and text.bits[k] & (DETERMINER | CAPITAL) and not text.bits[k] & PREPOSITION:
        by = next((j for j in range(k + 1, c - 1) if text.lows[j] == "par" and text.bits[j - 1] & PARTICIPLE), -1)
        speaker = TokenSpan(by + 1, c) if by > 0 else whose_words(text, k, c)  # "Un avis partagé par le maire : « A »"
        return Draft("colon", "say", parts, None, speaker)
    return None


def _plain_colon(text: Text, c: int, parts: tuple[TokenSpan, ...]) -> Draft | None:
    """ "Le communiqué est clair : « … »": être, a word of plainness, a colon, a quotation."""
    if not parts or speech().get(text.lows[c - 1]) != "plain":
        return None
    for k in range(c - 2, max(-1, c - 6), -1):
        if text.bits[k] & ETRE:
            g = group(text, k)
            speaker = subject(text, g) if g else None
            return Draft("colon", "say", parts, None, whose_words(text, *speaker)) if speaker else None
    return None


def _is_sentence(text: Text, first: int, last: int) -> bool:
    """Whether the words of a quotation are a sentence: they end with a stop, or hold a finite verb among several."""
    return bool(text.bits[last - 1] & STOP) or last - first > 6 and any(is_finite(text, k) for k in range(first, last))


def _led_colon(text: Text, first: int, c: int, parts: tuple[TokenSpan, ...]) -> Draft | None:
    """ "Le maire se lève : « Je n'ai rien signé. »": its subject speaks the sentence."""
    if not parts or parts[0].last - parts[0].first < 4 or not _is_sentence(text, *parts[0]):
        return None
    for k in range(c - 1, max(first, c - 30) - 1, -1):
        if text.bits[k] & FINITE and text.quote_at[k] < 0 and is_finite(text, k):
            g = finite_group(text, k)
            if g is None or g.form.lemma in _NO_SPEECH or g.passive:
                return None
            speaker = subject(text, g)
            if speaker is None or text.lows[speaker.first] in _NOBODY:
                return None
            return Draft("colon", "say", parts, None, speaker, None, TokenSpan(k, c))
    return None


def _announced(text: Text, first: int, c: int, parts: tuple[TokenSpan, ...]) -> Draft | None:
    """A sentence in quotation marks that the clause before its colon leads to, over what it is said to be.

    "La ministre estime même que c'est inutile : « … »", "Les termes de la juge sont nets : « … »". Where nobody is
    said to speak, words in the first person are somebody's all the same.
    """
    if not parts or parts[0].last - parts[0].first < 6 or not _is_sentence(text, *parts[0]):
        return None
    for k in range(c - 1, first - 1, -1):
        if not text.bits[k] & FINITE or text.quote_at[k] >= 0 or not is_finite(text, k):
            continue
        g = finite_group(text, k)
        speaker = subject(text, g) if g and not g.negated else None
        if g and speaker and text.lows[speaker.first] not in _NOBODY:
            if names_words(text, *speaker):
                return Draft("colon", "say", parts, None, whose_words(text, *speaker))
            if text.bits[g.verb] & REPORTING and not g.passive and g.form.lemma not in _NO_SPEECH:
                return Draft("colon", "say", parts, None, speaker)
        if g is None or g.form.lemma not in _STATIVE:
            break  # "confirme qu'un tag couvrait le mur : « … »": whoever wrote it
    own = any(text.lows[k] in FIRST_PERSON for k in range(*parts[0]))
    return Draft("colon", "say", parts, None, None) if own else None


_STATIVE = frozenset(("être", "avoir", "falloir"))
_NO_SPEECH = _STATIVE | PERCEIVING
_NOBODY = frozenset(("on", "c'", "ce", "cela", "ça", "je", "nous", "vous"))

RULE: Rule = Rule(
    "colon",
    "A colon after a verb of saying or after a name leads to the words said.",
    (
        "<@speaker> <@tense:déclarer> : « La route est coupée. »",
        "<Le maire|La présidente|Jeanne Martin> : « La route est coupée. »",
        "Le maire <@tense:sourire> : « La route est coupée depuis <lundi|mardi>. »",
        "Les <mots|termes|propos> <de la juge|de Jeanne Martin> sont <clairs|tranchants> : « La route est coupée. »",
        "<@speaker> <@tense:réagir> comme suit : « La route est coupée. »",
        "<@speaker> <@tense:estimer> que c'est inutile : « La route est coupée depuis <lundi|mardi> et le reste. »",
    ),
    ("Le dossier compte trois pièces : un rapport, un plan et une lettre.",),
    colons,
)
