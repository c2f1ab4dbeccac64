"""An article in, its actors, statements and decisions out: the whole story on one screen."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from greffier.extraction import arguments, statements
from greffier.extraction.coreference.entities import Entities
from greffier.extraction.coreference.options import Choice, likeliest
from greffier.extraction.decisions import stage as decisions
from greffier.extraction.guard import guarded
from greffier.extraction.syntax.text import Text
from greffier.model import Actor, Article, Decision, Evidence, Extraction, Span, Statement

#: The byte order mark that some programs put before a text.
MARK = "\ufeff"


def extract(
    text: str, *, article_id: str, published_on: date | str | None = None, language: str = "fr", **metadata: Any
) -> Extraction:
    """The actors, statements and decisions that `text` tells of, with spans into it (code points, end exclusive).

    `published_on` is a date, a datetime or an ISO 8601 string; weekdays in the text are reckoned from it. `metadata`
    are further fields of `Article`. The same arguments give the same records; no file is read but the lexicons.
    Raises InputError, one sentence, where an argument cannot be used.

    >>> import greffier
    >>> text = "Lundi, le tribunal de Vire a débouté Jean Morel. « C'est injuste », a-t-il dit."
    >>> found = greffier.extract(text, article_id="vire", published_on="2024-05-06")
    >>> decision, statement = found.decisions[0], found.statements[0]
    >>> decision.outcome, decision.decided_on, statement.speaker_id
    ('dismissed', '2024-05-06', 'jean-morel')
    >>> start, end = statement.parts[0]
    >>> text[start:end]
    "C'est injuste"
    """
    article = arguments.article(text, article_id, published_on, language, metadata)
    if text.startswith(MARK) or not unicodedata.is_normalized("NFC", text):
        return _led_back(article)
    return read(article)


def read(article: Article, choice: Choice = likeliest) -> Extraction:
    """What a composed article says; `choice` says whom its descriptions and pronouns stand for."""
    text = Text(article.text)
    drafts = statements.find(text)
    spoken = frozenset(k for draft in drafts if draft.speaker for k in range(*draft.speaker))
    cast = Entities(text, article.article_id, spoken, choice)
    rulings = decisions.find(text, cast, article.published_on)
    said = tuple(_attributed(text, cast, drafts, rulings))
    told = [span for ruling in rulings for span in (*ruling.tellings, ruling.subject) if span]
    return guarded(Extraction(article, cast.actors(_uses(said, rulings), told), said, tuple(rulings)))


def _uses(spoken: Iterable[Statement], rulings: Iterable[Decision]) -> Iterator[tuple[str, Span | None]]:
    """The actors that the records speak of, each with the words that stand for it where a record has them."""
    for said in spoken:
        if said.speaker_id:
            yield said.speaker_id, said.speaker
        told = {"target_id": said.target_id, "via_id": said.via_id}
        for field, start, end in said.evidence:
            actor = told.get(field)
            if actor:
                yield actor, Span(start, end)
    for ruling in rulings:
        for party in ruling.parties:
            yield party.actor_id, Span(party.start, party.end)
        if ruling.court_id:
            words = [Span(start, end) for field, start, end in ruling.evidence if field == "court_id"]
            yield ruling.court_id, words[0] if words else None


def _attributed(
    text: Text, cast: Entities, drafts: list[statements.Draft], rulings: list[Decision]
) -> Iterator[Statement]:
    """The drafts with their actors: who speaks, to or against whom, through which outlet, for which decision."""
    outlets = dict(statements.passed_on(text, cast, drafts))
    deciders = [(ruling, _deciders(text, cast, ruling)) for ruling in rulings]
    last: tuple[int, str | None] = (-9, None)  # the sentence and the speaker of the statement before
    for number, draft in enumerate(drafts):
        if number in outlets.values():
            continue
        here = text.sentence((draft.cue or draft.parts[0])[0])
        likely = last[1] if here - last[0] <= 1 else None
        speaker_id = cast.who(*draft.speaker, likely=likely) if draft.speaker else None
        told = draft.cue is not None and any(_overlap(text, draft.cue, t) for r in rulings for t in r.tellings)
        if statements.is_ruling(draft, cast.kind(speaker_id) if speaker_id else "", told):
            continue
        last = here, speaker_id
        evidence: list[Evidence] = []
        via = statements.outlet(text, cast, drafts[outlets[number]].speaker if number in outlets else draft.around)
        via_id = via[0] if via and via[0] != speaker_id else None
        if via and via_id:
            evidence.append(Evidence("via_id", *text.span(*via[1])))
        target_id = cast.who(*draft.target) if draft.target else None
        if target_id == speaker_id:
            target_id = None
        if target_id and draft.target:
            evidence.append(Evidence("target_id", *text.span(*draft.target)))
        parts = tuple(Span(*text.span(*part)) for part in draft.parts)
        yield Statement(
            parts=parts,
            mode=statements.mode(text, draft.parts),
            act=draft.act,
            speaker_id=speaker_id,
            speaker=statements.words_for(text, draft.speaker) if draft.speaker else None,
            cue=Span(*text.span(*draft.cue)) if draft.cue else None,
            rule=draft.rule,
            target_id=target_id,
            via_id=via_id,
            decision=_reasoned(speaker_id, parts[0], deciders),
            evidence=tuple(evidence),
        )


def _overlap(text: Text, tokens: tuple[int, int], span: Span) -> bool:
    """Whether tokens stand in a span."""
    start, end = text.span(*tokens)
    return start < span.end and span.start < end


def _deciders(text: Text, cast: Entities, ruling: Decision) -> set[str]:
    """Who decides in a ruling: its court, its judges, and the courts that its tellings name."""
    who = {p.actor_id for p in ruling.parties if p.role == "judge"} | {ruling.court_id or ""}
    for start, end in ruling.tellings:
        named = cast.named(text.token_at(start), text.token_at(end))
        who.update(actor for actor, _, _ in named if cast.kind(actor) == "court")
    return who


def _reasoned(speaker_id: str | None, part: Span, deciders: list[tuple[Decision, set[str]]]) -> int | None:
    """The start of the decision that whoever says this has made: the last one told before it, else the first."""
    own = [ruling for ruling, who in deciders if speaker_id in who]
    told = [ruling for ruling in own if min(t.start for t in ruling.tellings) <= part.start]
    chosen = told[-1] if told else own[0] if own else None
    return chosen.tellings[0].start if chosen else None


def _led_back(article: Article) -> Extraction:
    """The extraction of a text that is not NFC, or begins with a byte order mark.

    It is read composed and without the mark, and every span is led back to the text as it is.
    """
    composed: list[str] = []
    offsets: list[int] = []
    string = article.text
    start = len(MARK) if string.startswith(MARK) else 0
    for k in range(start + 1, len(string) + 1):
        if k == len(string) or not unicodedata.combining(string[k]):
            piece = unicodedata.normalize("NFC", string[start:k])
            composed.append(piece)
            offsets.extend(start if not n else k for n in range(len(piece)))
            start = k
    offsets.append(len(string))
    return _moved(read(article._replace(text="".join(composed))), article, offsets)


def _moved(found: Extraction, article: Article, offsets: list[int]) -> Extraction:
    """`found` with every span moved by the table `offsets`, and every role in the letters of the text as it is."""

    def move(value: Any) -> Any:
        if isinstance(value, Article):
            return article
        if isinstance(value, tuple):
            if not hasattr(value, "_fields"):
                return tuple(move(item) for item in value)
            moved = {
                name: offsets[item]
                if name in ("start", "end") or name == "decision" and item is not None
                else move(item)
                for name, item in zip(value._fields, value, strict=True)
            }
            return type(value)(**moved)
        return value

    result: Extraction = move(found)
    return result._replace(actors=tuple(_in_words(article.text, actor) for actor in result.actors))


def _in_words(text: str, actor: Actor) -> Actor:
    """The actor with its role as the text writes it."""
    for field, start, end in actor.evidence:
        if field == "role" and unicodedata.normalize("NFC", text[start:end]) == actor.role:
            return actor._replace(role=text[start:end])
    return actor
