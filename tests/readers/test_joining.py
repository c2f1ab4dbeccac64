"""Several readings of an article as one: what the first reader has stands, what others add comes to it."""

from datetime import date

from samples import TEXT, records_of

from greffier.model import Actor, Article, Extraction, Mention, Span
from greffier.readers.joining import joined

FIRST = Extraction(Article("vire", TEXT, date(2024, 5, 6)), *records_of(TEXT))
(COURT, MOREL), (SAID,), (RULED,) = FIRST[1:]


def test_the_same_reading_twice_is_one() -> None:
    assert joined([FIRST, FIRST]) == FIRST


def test_new_rows_are_added_in_the_order_of_the_text() -> None:
    new = SAID._replace(parts=(Span(0, 5),), speaker_id="paul", decision=RULED.mentions[0].start)
    paul = Actor("paul", "Lundi", "person", None, None, None, (Mention(0, 5, "name"),), ())
    other = FIRST._replace(actors=(paul,), statements=(new,))
    result = joined([FIRST, other])
    assert result.statements == (new, SAID)
    assert [actor.actor_id for actor in result.actors] == ["tribunal-de-vire", "jean-morel", "paul"]


def test_a_row_for_words_that_are_there_adds_nothing_and_its_reasons_follow_the_ruling() -> None:
    start, end = RULED.mentions[0]
    ruled = RULED._replace(mentions=(Span(start + 2, end),), outcome="ordered")
    new = SAID._replace(parts=(Span(0, 5),), decision=start + 2)
    result = joined([FIRST, FIRST._replace(decisions=(ruled,), statements=(new,))])
    assert result.decisions == (RULED,)
    assert result.statements[0].decision == start


def test_a_place_that_is_somebodys_stays_so() -> None:
    thief = MOREL._replace(mentions=COURT.mentions)
    assert joined([FIRST, FIRST._replace(actors=(thief,))]).actors == FIRST.actors
