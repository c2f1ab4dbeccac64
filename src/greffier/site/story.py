"""What the dataset tells, for the front page: its latest decisions, who says most and what, and how it is quoted."""

from typing import NamedTuple

from greffier.site.cards import Card, Names
from greffier.site.decisions import decision_cards
from greffier.site.store import Row, Store

#: The front page tells so many decisions, and lets so many actors speak.
DECISIONS = 3
VOICES = 6

SPEAKERS = """
SELECT speaker_id, count(*) AS n, min(rowid) AS first FROM statements WHERE speaker_id != ''
GROUP BY speaker_id ORDER BY n DESC, first LIMIT :most
"""
#: Of what somebody says, what they accuse another of comes first, then the first that is quoted word for word.
SAID = """
SELECT s.*, a.title, a.published_on FROM statements s JOIN articles a USING (article_id) WHERE s.speaker_id = :key
ORDER BY act != 'accuse', mode != 'direct', s.rowid LIMIT 1
"""
MODES = "SELECT mode, count(*) AS n FROM statements GROUP BY mode"


class Voice(NamedTuple):
    """An actor who speaks: in how many statements, and one of them."""

    actor_id: str
    statements: int
    row: Row


class Story(NamedTuple):
    """What the front page tells; `modes` counts statements by how they are quoted."""

    rulings: list[Card]
    voices: list[Voice]
    modes: dict[str, int]


def story(store: Store, names: Names) -> Story:
    """The front page's story, from the rows alone."""
    return Story(
        decision_cards(store, names, DECISIONS),
        [
            Voice(speaker["speaker_id"], int(speaker["n"]), row)
            for speaker in store.ask(SPEAKERS, most=VOICES)
            for row in store.ask(SAID, key=speaker["speaker_id"])
        ],
        {row["mode"]: int(row["n"]) for row in store.ask(MODES)},
    )
