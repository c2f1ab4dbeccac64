import pytest

import greffier


def who(package, article_id: str) -> set[str]:
    """The actors that an article names or describes."""
    mentions = greffier.load("mentions", "records", package, columns=["actor_id"], where=f"article_id = '{article_id}'")
    return {row["actor_id"] for row in mentions}


@pytest.mark.parametrize(
    ("article_id", "actor_id"),
    [
        ("french", "jean-martin"),
        ("later", "jean-martin"),
        ("belgian", "jean-martin-be"),  # one name, two countries
        ("nowhere", "nowhere.jean-martin"),  # which of the two is not said
        ("short", "ligue-nationale-des-locataires"),  # an acronym of one body
        ("which", "udm"),  # an acronym of two
        ("single", "single.weil"),  # one word is no name to meet by
        ("singles", "singles.weil"),
        ("other", "tribunal-correctionnel-de-lyon"),
        ("vague", "vague.tribunal"),  # a country has many
        ("vaguer", "vaguer.tribunal"),
        ("clare", "claire-fontaine"),
        ("claire", "clare-fontaine"),  # nearly the same is not the same
    ],
)
def test_occurrences_meet_by_name_kind_country_and_acronym(told, article_id, actor_id):
    assert actor_id in who(told, article_id)


def test_an_actor_of_several_articles_is_one_row_with_the_cells_of_the_first_that_fills_them(told):
    actors = {row["actor_id"]: row for row in greffier.load("actors", "records", told)}
    assert len([key for key in actors if "jean-martin" in key]) == 3
    assert actors["jean-martin"]["role"] == "journaliste français"
    assert actors["ligue-nationale-des-locataires"]["name"] == "Ligue nationale des locataires"
    evidence = greffier.load("evidence", "records", told, where="row_id = 'jean-martin'")
    assert {(row["field"], row["article_id"]) for row in evidence} == {("role", "again"), ("country", "again")}


def test_pairs_that_were_left_apart_are_listed_with_where_they_are_told(told):
    pairs = {(row["actor_id"], row["other_id"]): row for row in greffier.load("undecided", "records", told)}
    assert {pair: row["reason"] for pair, row in pairs.items()} == {
        ("claire-fontaine", "clare-fontaine"): "names nearly the same",
        ("jean-martin-be", "jean-martin"): "one name and kind; countries BE and FR",
        ("nowhere.jean-martin", "jean-martin"): "one name and kind; countries none and FR",
        ("udm", "union-des-marins"): "an acronym of several: UDM",
        ("udm", "union-des-meuniers"): "an acronym of several: UDM",
    }
    pair = pairs["jean-martin-be", "jean-martin"]
    assert (pair["told_in"], pair["other_told_in"]) == ("belgian", "again")
