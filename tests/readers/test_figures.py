"""Actors stand where their names do; names that are not theirs alone are nobody's."""

from typing import Any

import pytest

from greffier.model import Actor, Mention
from greffier.readers.figures import figures, identified
from greffier.readers.proposals import Draft, Refusal
from greffier.readers.wording import Wording

TEXT = "NSO Group et la Banque du Maroc, que NSO conseille ; le Maroc et un tribunal. Le tribunal de Vire siège."


def draft(name: str, *names: str, kind: str = "company", number: int = 1) -> Draft:
    mentions = [{"form": "name", "text": words} for words in names]
    return Draft("actors", number, {"name": name, "kind": kind, "mentions": mentions})


def found(*drafts: Draft) -> tuple[list[tuple[str, list[str]]], list[Refusal]]:
    refused: list[Refusal] = []
    result = figures(Wording(TEXT), drafts, refused)
    return [(f.name, [TEXT[m.start : m.end] for m in f.mentions]) for f in result], refused


def test_every_place_of_a_name_is_a_mention_and_the_longest_name_counts() -> None:
    made, refused = found(draft("Banque du Maroc"), draft("Maroc", kind="public_body"), draft("NSO Group", "NSO"))
    assert made == [
        ("Banque du Maroc", ["Banque du Maroc"]),
        ("Maroc", ["Maroc"]),
        ("NSO Group", ["NSO Group", "NSO"]),
    ]
    assert refused == []


def test_an_actor_that_stands_only_within_anothers_name_stands_there() -> None:
    assert found(draft("tribunal de Vire"), draft("Vire"))[0][1] == ("Vire", ["Vire"])


@pytest.mark.parametrize(
    ("drafts", "made"),
    [
        # one name for two: nobody's
        ((draft("NSO Group", "NSO"), draft("Maroc", "NSO")), {"NSO Group": ["NSO Group"], "Maroc": ["Maroc", "Maroc"]}),
        # the same actor twice is one
        ((draft("NSO Group"), draft("NSO Group", "NSO")), {"NSO Group": ["NSO Group", "NSO"]}),
        # a name that is not there is refused, and its other names with it
        ((draft("NSO Technologies", "NSO"),), {}),
    ],
)
def test_names(drafts: tuple[Draft, ...], made: dict[str, list[str]]) -> None:
    assert dict(found(*drafts)[0]) == made


def test_ids_are_those_of_known_actors_or_new_ones() -> None:
    def known(actor_id: str, *spans: tuple[int, int]) -> Actor:
        places = tuple(Mention(start, end, "name") for start, end in spans)
        return Actor(actor_id, actor_id, "company", None, None, None, places, ())

    drafts: list[Any] = [
        draft("NSO Group", "NSO"),
        draft("Maroc"),
        draft("tribunal de Vire"),
        draft("Vire", kind="person"),
    ]
    made = figures(Wording(TEXT), drafts, [])
    at = TEXT.index("NSO conseille")
    ids = identified("art", made, [known("nso", (0, 3), (at, at + 3)), known("maroc", (500, 505))])
    assert ids == {0: "nso", 1: "art.maroc", 2: "art.tribunal-de-vire", 3: "art.vire"}
