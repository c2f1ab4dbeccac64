"""A proposed statement as a record: its cue beside its content, its speaker beside its cue."""

from functools import cache

from greffier.extraction.lexicon import table
from greffier.model import Evidence, Mention, Span, Statement
from greffier.readers.cells import Cells
from greffier.readers.marks import mode
from greffier.readers.placing import NEAR_CUE, Chain, Unplaced, near
from greffier.readers.proposals import Draft


def statement(cells: Cells, draft: Draft, parts: Chain, reader: str) -> Statement | None:
    """The record of a statement whose content is placed; None where its cue is refused."""
    row, wording = draft.cells, cells.wording
    cue: Span | None = None
    if "cue" in row:
        try:
            cue = near(wording, row["cue"], parts, parts, row.get("speaker_text"), NEAR_CUE)
        except Unplaced as error:
            cells.refuse(draft, "cue", f"{error}, and the row with it goes", row["cue"])
            return None
    beside = (cue,) if cue else parts
    words = cells.found(draft, "speaker_text", lambda text: near(wording, text, beside, apart=parts))
    speaker = _speaker(cells, draft, words)
    evidence: list[Evidence] = []
    others: dict[str, str | None] = {}
    for cell in ("target", "via"):
        if speaker is not None and cells.number(row.get(cell)) == speaker:
            cells.refuse(draft, cell, "is the speaker too", row[cell])
        else:
            others[cell] = cells.id(cells.actor(draft, cell, (*parts, *beside), evidence))
    return Statement(
        parts=parts,
        mode=mode(cells.article.text, cells.quotations, parts),
        act=row["act"],
        speaker_id=cells.id(speaker),
        speaker=words,
        cue=cue,
        rule=reader,
        target_id=others.get("target"),
        via_id=others.get("via"),
        evidence=tuple(evidence),
    )


def _speaker(cells: Cells, draft: Draft, span: Span | None) -> int | None:
    """The number of the actor who speaks; the words that stand for it at the place are kept as its mention."""
    number = cells.named(draft, "speaker")
    if number is None or "speaker_text" not in draft.cells:
        return number
    if span is None:
        cells.refuse(draft, "speaker", "rests on words that are refused", draft.cells["speaker"])
        return None
    if cells.figures[number].stands_at(span):
        return number
    words = cells.article.text[slice(*span)]
    if cells.number(words) not in (None, number):
        cells.refuse(draft, "speaker", "is not whom the words for it name", words)
        return None
    known = [m for m in cells.known.get(cells.ids[number], ()) if span.start <= m.start and m.end <= span.end]
    form = "pronoun" if words.lower() in _pronouns() else "description"
    cells.heard[number][span] = known[0] if known else Mention(*span, form)
    return number


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(row["form"] for row in table("words") if row["class"] in ("subject", "tonic", "relative"))
