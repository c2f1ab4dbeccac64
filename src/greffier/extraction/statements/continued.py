""" "« A », a dit X. « B. »": a quotation that goes on, over sentences or paragraphs."""

from collections.abc import Iterator

from greffier.extraction.lexicon import AVOIR, CAPITAL, COMMA, DASH, DETERMINER, FINITE, MARK, REPORTING, STOP, SUBJECT
from greffier.extraction.rules import Rule
from greffier.extraction.statements.content import FIRST_PERSON, Draft, quotes_between, trim
from greffier.extraction.statements.cues import PERCEIVING
from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import finite_group, is_finite
from greffier.extraction.syntax.vocabulary import is_people, vocabulary


def continued(text: Text, speakers: dict[int, TokenSpan | None]) -> Iterator[Draft]:
    """A sentence that is a quotation of its own, after a sentence that names whose words they are.

    `speakers` holds the words for the last speaker of each sentence that has a statement, by its number.
    """
    known = dict(speakers)
    breaks = {first for first, _ in text.paragraphs}
    for number in range(1, len(text.sentences)):
        if number in known:
            continue
        parts = _quotations_alone(text, *text.sentences[number])
        if not parts or parts[0].last - parts[0].first < 3 or _is_heading(text, number, breaks):
            continue
        if number - 1 not in known:
            apart = text.sentences[number].first in breaks
            own = _first_person(text, parts)
            leading = _who_leads(text, *text.sentences[number - 1], own)
            if not own and (apart or leading is None) or apart and leading is None:
                continue
            known[number - 1] = leading
        known[number] = known[number - 1]
        yield Draft("continued", "say", parts, None, known[number])


def _quotations_alone(text: Text, first: int, last: int) -> tuple[TokenSpan, ...]:
    """The quotations of a sentence that holds nothing else."""
    for j in range(first, last):
        if text.quote_at[j] < 0 and not text.bits[j] & (STOP | COMMA | DASH) and text.lows[j] != "et":
            return ()
    return tuple(p for p in (trim(text, a, b) for a, b in quotes_between(text, first, last)) if p)


def _is_heading(text: Text, number: int, breaks: set[int]) -> bool:
    """Whether a sentence of quotations is a paragraph without a stop: a heading, which says what comes below."""
    first, last = text.sentences[number]
    whole = first in breaks and (last == len(text.words) or last in breaks)
    return whole and last - first < _LONGEST_HEADING and not any(text.bits[k] & STOP for k in range(last - 2, last))


def _first_person(text: Text, parts: tuple[TokenSpan, ...]) -> bool:
    """Whether somebody speaks of themselves: the words are somebody's, though nobody says whose."""
    return any(text.lows[k] in FIRST_PERSON for part in parts for k in range(*part))


def _who_leads(text: Text, first: int, last: int, own: bool) -> TokenSpan | None:
    """Who speaks a quotation that a sentence leads to without a content of its own: "Le prévenu nie. « A »".

    Its subject, where the verb is one of speech; otherwise None.
    """
    for k in range(first, last):
        if not text.bits[k] & FINITE or text.quote_at[k] >= 0 or not is_finite(text, k):
            continue
        g = finite_group(text, k)
        if g is None or g.passive or g.form.lemma in PERCEIVING:
            return None
        speaks = bool(text.bits[g.verb] & REPORTING) and not g.negated
        found = subject(text, g)
        # "Paul Roy savoure. « A »": what somebody does while speaking; "est mort", "a été arrêté" is none
        shown = g.form.tense != "pp" or own and bool(text.bits[k] & AVOIR) and g.form.lemma != "être"
        return found if found and (speaks or shown and _is_person(text, found)) else None
    return None


def _is_person(text: Text, phrase: TokenSpan) -> bool:
    """Whether a phrase is a personal pronoun, a name or a noun for people."""
    first = phrase.first
    if text.bits[first] & SUBJECT:
        return text.lows[first] in ("il", "elle", "ils", "elles")
    if text.bits[first] & CAPITAL and not text.bits[first] & DETERMINER:
        return phrase.last - first > 1
    head = first + 1
    while head < phrase.last - 1 and text.lows[head] in vocabulary().prenominals:
        head += 1
    return is_people(text, head, len(text.words))


def led_on(text: Text, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of "Puis : « A »" and "Et d'ajouter : « A »" with the words for who spoke before."""
    speakers: dict[int, TokenSpan | None] = {}
    led = []
    for draft in sorted(drafts, key=lambda d: (d.cue or d.parts[0]).first):
        number = text.sentence((draft.cue or draft.parts[0]).first)
        begins = text.sentences[number].first
        short = draft.rule == "colon" and draft.speaker is None and draft.parts[0].first - begins < _LONGEST_LEAD
        if short and speakers.get(number - 1):
            draft = draft._replace(speaker=speakers[number - 1])
        speakers[number] = draft.speaker
        led.append(draft)
    return led


def run_on(text: Text, draft: Draft, own: frozenset[int]) -> Draft:
    """The draft with the paragraphs before and after over which its quotation runs.

    Each paragraph of such a quotation is opened anew and only the last is closed; `own` are the quotations that say
    themselves whose they are.
    """
    if len(text.paragraphs) < 2:
        return draft
    parts = list(draft.parts)
    number = text.quote_at[parts[-1].last - 1]
    while 0 <= number < len(text.quotations) - 1 and number + 1 not in own and _left_open(text, number):
        number += 1
        part = trim(text, text.quotations[number].open, text.quotations[number].close + 1)
        if part:
            parts.append(part)
    number = text.quote_at[parts[0].first]
    while number > 0 and number - 1 not in own and _left_open(text, number - 1):
        number -= 1
        part = trim(text, text.quotations[number].open, text.quotations[number].close + 1)
        if part:
            parts.insert(0, part)
    return draft._replace(parts=tuple(parts)) if len(parts) > len(draft.parts) else draft


_LONGEST_HEADING = 16  # tokens
_LONGEST_LEAD = 8  # tokens before a quotation that goes on: "Et d'ajouter, l'air grave : «"


def _left_open(text: Text, number: int) -> bool:
    """Whether a quotation ends with its paragraph, unclosed, and the next paragraph begins with another."""
    q, following = text.quotations[number], text.quotations[number + 1]
    return q.close == q.last == following.open and bool(text.bits[following.open] & MARK)


RULE: Rule = Rule(
    "continued",
    "A sentence that is a quotation of its own goes on with the words of the one before.",
    (
        "« Nous irons en appel », a <dit|déclaré> <@speaker>. « Rien n'est <fini|perdu>. »",
        "<@speaker> <nie|répond|explique>. « Rien n'est <fini|perdu> pour moi. »",
        "<Paul Roy|L'ancien maire|La prévenue> <s'énerve|a le sourire|ne tremble pas>. « Rien n'est <fini|perdu>. »",
    ),
    (
        "La salle s'est <vidée|levée>. « Rien n'est fini. »",
        "<L'huissière|Le greffier> <lit à voix haute|relit la lettre>. « Rien n'est fini. »",
    ),
    continued,
)
