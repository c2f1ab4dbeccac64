"""Where a line gives a statement another speaker, the mention on the words for the speaker goes with it."""

from collections.abc import Iterable, Mapping

from greffier.dataset.curation import Curated
from greffier.dataset.rows import Row


def move_mentions(tables: Mapping[str, Mapping[str, Row]], corrections: Iterable[Curated]) -> None:
    """The mention that stood for a statement's old speaker stands for its new one.

    A mention that a line of its own speaks of is left to that line, and the last mention of an actor stays.
    """
    lines = [line.cells for line in corrections]
    own = {cells["row_id"] for cells in lines if cells["table"] == "mentions"}
    mentions = tables["mentions"]
    for cells in lines:
        row = tables["statements"].get(cells["row_id"])
        if (cells["table"], cells["field"]) != ("statements", "speaker_id") or row is None or not cells["new"]:
            continue
        spans = [
            span
            for span in tables["evidence"].values()
            if (span["table"], span["row_id"], span["field"]) == ("statements", cells["row_id"], "speaker_text")
        ]
        old = [key for key, mention in mentions.items() if mention["actor_id"] == cells["old"]]
        there = [key for key in old if key not in own and any(_holds(span, mentions[key]) for span in spans)]
        if len(there) == 1 and len(old) > 1:
            mentions[there[0]]["actor_id"] = cells["new"]


def _holds(span: Row, mention: Row) -> bool:
    """Whether a mention stands within a span."""
    inside = int(str(span["start"])) <= int(str(mention["start"])) and int(str(mention["end"])) <= int(str(span["end"]))
    return inside and span["article_id"] == mention["article_id"]
