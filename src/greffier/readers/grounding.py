"""A proposal against the article: records whose every cell stands in the words; all else is refused, with reasons."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from greffier.model import Actor, Article, Decision, Extraction, Statement
from greffier.readers.cells import Cells
from greffier.readers.decisions import decision
from greffier.readers.figures import actor, figures
from greffier.readers.placing import Chain, Unplaced, by_context, chains, in_order, only
from greffier.readers.proposals import Draft, Proposal, Refusal
from greffier.readers.statements import statement
from greffier.readers.wording import Wording, normal


class Grounded(NamedTuple):
    """What of a proposal stands in the article, as records, and what does not."""

    extraction: Extraction
    refused: tuple[Refusal, ...]


def ground(article: Article, proposal: Proposal, known: Sequence[Actor] = ()) -> Grounded:
    """The records that a proposal gives, all words found in the article; what is not is refused, with a reason.

    An actor that overlaps one of the known gets its id. The time it takes grows with the text and with the words
    that are proposed.
    """
    if proposal.sha256 not in (None, hashlib.sha256(article.text.encode()).hexdigest()):
        reason = "another text was read than the article's as it is now; read it again"
        return Grounded(Extraction(article, (), (), ()), (*proposal.refused, Refusal("", 0, "", "", reason)))
    refused = list(proposal.refused)
    wording = Wording(article.text)
    cells = Cells(article, wording, figures(wording, proposal.actors, refused), known, refused)
    decisions = tuple(_decisions(cells, proposal))
    statements = tuple(_statements(cells, proposal, decisions))
    actors = tuple(_actors(cells))
    return Grounded(Extraction(article, actors, statements, decisions), tuple(refused))


def _actors(cells: Cells) -> Iterator[Actor]:
    for number, figure in enumerate(cells.figures):
        mentions = (*figure.mentions, *cells.heard[number].values())
        part_of = cells.id(cells.number(figure.draft.cells.get("part_of")))
        found, refused = actor(cells.wording, figure, cells.ids[number], mentions, part_of)
        cells.refused += refused
        yield found


def _statements(cells: Cells, proposal: Proposal, decisions: Sequence[Decision]) -> Iterator[Statement]:
    text = cells.article.text
    reasons = {normal(text[slice(*told)]): found.mentions[0].start for found in decisions for told in found.mentions}
    placed = _placed(cells, proposal.statements, lambda draft: draft.cells["text"])
    for draft, parts in _once(cells, placed):
        found = statement(cells, draft, parts, proposal.reader)
        named = draft.cells.get("decision")
        if found is not None:
            start = None if named is None else reasons.get(normal(named))
            if named is not None and start is None:
                cells.refuse(draft, "decision", "is no decision of the answer that stands in the article", named)
            yield found._replace(decision=start)


def _decisions(cells: Cells, proposal: Proposal) -> Iterator[Decision]:
    def first(draft: Draft) -> list[str]:
        """The first of its mentions that the article has; what it rests on where there is none."""
        mentions: list[str] = draft.cells["outcome_text"]
        return [next((words for words in mentions if cells.wording.places(words, most=1)), mentions[0])]

    for draft, (place,) in _once(cells, _placed(cells, proposal.decisions, first)):
        mentions = {place}
        for words in draft.cells["outcome_text"]:
            try:
                found = chains(cells.wording, [words], draft.within)
                if (place,) not in found:
                    mentions.add(only(by_context(cells.wording, found, _anchors(draft)))[0])
            except Unplaced as error:
                cells.refuse(draft, "outcome_text", str(error), words)
        yield decision(cells, draft, tuple(sorted(mentions)), proposal.reader)


def _anchors(draft: Draft) -> list[str]:
    """The words of a row that may tell which of the places of its content is meant, the most telling first."""
    names = ("cue", "speaker_text", "target_words", "via_words", "sanction", "subject", "date_text", "announced_text")
    parties = [party["role_words"] for party in draft.cells.get("parties", ())]
    return [draft.cells[name] for name in (*names, "court_words") if name in draft.cells] + parties


def _placed(
    cells: Cells, drafts: Sequence[Draft], parts: Callable[[Draft], Sequence[str]]
) -> list[tuple[Draft, Chain]]:
    """The rows whose content has one place, with it; the others are refused."""
    found: list[tuple[Draft, list[Chain]]] = []
    for draft in drafts:
        try:
            places = chains(cells.wording, parts(draft), draft.within)
        except Unplaced as error:
            cells.refuse(draft, "", str(error), _shown(parts(draft)))
            continue
        found.append((draft, by_context(cells.wording, places, _anchors(draft), draft.table == "statements")))
    placed = []
    for (draft, _), candidates in zip(found, in_order([candidates for _, candidates in found]), strict=True):
        try:
            placed.append((draft, only(candidates)))
        except Unplaced as error:
            cells.refuse(draft, "", str(error), _shown(parts(draft)))
    return placed


def _once(cells: Cells, placed: Iterable[tuple[Draft, Chain]]) -> list[tuple[Draft, Chain]]:
    """The rows, each once: of two that begin at one place the longer, and of two pieces' that overlap the first."""
    kept: list[tuple[Draft, Chain]] = []
    for draft, place in sorted(placed, key=lambda row: (row[1][0].start, -row[1][-1].end, row[0].number)):
        if kept:
            before, known = kept[-1]
            if known[0].start == place[0].start:
                cells.refuse(draft, "", f"begins where row {before.number} does, which says it all")
                continue
            if before.within != draft.within and place[0].start < known[-1].end:
                cells.refuse(draft, "", f"says a part of what row {before.number} says")
                continue
        kept.append((draft, place))
    return kept


def _shown(parts: Sequence[str]) -> str:
    return " […] ".join(parts)
