"""Who says it: the actors of what is said, and the decision that it gives the reasons of."""

from collections.abc import Container, Iterator, Sequence

from greffier.extraction.coreference.entities import Entities
from greffier.extraction.lexicon import TONIC
from greffier.extraction.statements.content import Draft, mode
from greffier.extraction.statements.finding import is_ruling
from greffier.extraction.statements.outlets import outlet, passed_on
from greffier.extraction.statements.source import LOCUTIONS
from greffier.extraction.statements.speakers import one_of, words_for
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.model import Decision, Evidence, Span, Statement


def attributed(
    text: Text, entities: Entities, drafts: Sequence[Draft], decisions: Sequence[Decision]
) -> Iterator[Statement]:
    """The drafts with their actors: who speaks, to or against whom, through which outlet, for which decision."""
    outlets = dict(passed_on(text, entities, drafts))
    deciders = [(decision, _deciders(text, entities, decision)) for decision in decisions]
    parties = {part.actor_id for one in decisions for part in one.parties} | {one.court_id for one in decisions}
    spans = [span for decision in decisions for span in decision.mentions]
    ruling = {k for start, end in spans for k in range(text.token_at(start), text.token_at(end - 1) + 1)}
    last: tuple[int, str | None] = (-9, None)  # the sentence and the speaker of the statement before
    words: TokenSpan | None = None  # the words for that speaker
    for number, draft in enumerate(drafts):
        if number in outlets.values():
            continue
        here = text.sentence((draft.cue or draft.parts[0]).first)
        likely = last[1] if here - last[0] <= 1 else None
        whose = one_of(text, draft.speaker, draft.cue) if draft.speaker else None
        if whose and entities.who(*whose):
            draft = draft._replace(speaker=whose)
        speaker = draft.speaker
        known = speaker is not None and not _contracted(text, speaker.first)
        speaker_id = entities.who(*speaker, definite=known, likely=likely) if speaker else None
        if draft.speaker and speaker_id is None:
            speaker_id = _party(entities, draft.speaker, parties)
            if speaker_id is None and _is_purpose(text, entities, draft, draft.speaker):
                continue
        if speaker_id is None and draft.rule == "colon" and draft.cue is None and last[0] == here and last[1]:
            draft, speaker_id = draft._replace(speaker=words), last[1]  # "Selon la cour, A : « B »"
        decides = draft.cue is not None and not ruling.isdisjoint(range(*draft.cue))
        if is_ruling(draft, entities.kind(speaker_id) if speaker_id else "", decides):
            continue
        last, words = (here, speaker_id), draft.speaker
        evidence: list[Evidence] = []
        via = outlet(text, entities, drafts[outlets[number]].speaker if number in outlets else draft.around)
        via_id = via[0] if via and via[0] != speaker_id else None
        if via and via_id:
            evidence.append(Evidence("via_id", *text.span(*via[1])))
        target_id = entities.who(*draft.target) if draft.target else None
        if target_id == speaker_id:
            target_id = None
        if target_id and draft.target:
            evidence.append(Evidence("target_id", *text.span(*draft.target)))
        parts = tuple(Span(*text.span(*part)) for part in draft.parts)
        yield Statement(
            parts=parts,
            mode=mode(text, draft.parts),
            act=draft.act,
            speaker_id=speaker_id,
            speaker=words_for(text, draft.speaker) if draft.speaker else None,
            cue=Span(*text.span(*draft.cue)) if draft.cue else None,
            rule=draft.rule,
            target_id=target_id,
            via_id=via_id,
            decision=_reasoned(speaker_id, parts[0], deciders),
            evidence=tuple(evidence),
        )


def _is_purpose(text: Text, entities: Entities, draft: Draft, speaker: TokenSpan) -> bool:
    """Whether "pour" leads to nobody who could say anything: "pour toute réponse", "pour la troisième fois"."""
    if draft.cue is None or text.lows[draft.cue.first : draft.cue.last] != ["pour"] or text.bits[speaker.first] & TONIC:
        return False
    return entities.who(*speaker, False) is None


def _contracted(text: Text, k: int) -> bool:
    """Whether the "des" at `k` is de and les, definite: "de l'avis des maires", but not "selon des experts"."""
    return text.lows[k] == "des" and k > 0 and text.lows[k - 1] in LOCUTIONS


def _party(entities: Entities, speaker: TokenSpan, parties: Container[str | None]) -> str | None:
    """Whom an indefinite phrase refers to where a decision has that one as its court or party: "un tribunal a dit"."""
    found = entities.who(*speaker, False)
    return found if found in parties else None


def _deciders(text: Text, entities: Entities, decision: Decision) -> set[str]:
    """Who decides: its court, its judges, and the courts that its mentions name."""
    who = {p.actor_id for p in decision.parties if p.role == "judge"} | {decision.court_id or ""}
    for start, end in decision.mentions:
        named = entities.named(text.token_at(start), text.token_at(end))
        who.update(actor for actor, _, _ in named if entities.kind(actor) == "court")
    return who


def _reasoned(speaker_id: str | None, part: Span, deciders: list[tuple[Decision, set[str]]]) -> int | None:
    """The start of the decision that whoever says this has made: the last one mentioned before it, else the first."""
    own = [decision for decision, who in deciders if speaker_id in who]
    before = [decision for decision in own if min(t.start for t in decision.mentions) <= part.start]
    chosen = before[-1] if before else own[0] if own else None
    return chosen.mentions[0].start if chosen else None
