"""Days and what they mean, read on Thursday 14 May 2020 unless said."""

from datetime import date

import pytest

from greffier.extraction.dates.day import Day, before
from greffier.extraction.dates.finding import days
from greffier.extraction.syntax.text import Text

READ = date(2020, 5, 14)

TAKEN = [
    ("Le tribunal a tranché jeudi.", [("jeudi", "2020-05-14")]),
    ("Le tribunal a tranché vendredi soir.", [("vendredi soir", "2020-05-08")]),
    ("Le tribunal a tranché jeudi dernier.", [("jeudi dernier", "2020-05-07")]),
    ("L'audience se tiendra lundi prochain.", [("lundi prochain", "2020-05-18")]),
    ("Le procès est suspendu jusqu'au lundi matin.", [("lundi matin", "2020-05-18")]),
    ("Une décision rendue mardi 7 mars 2017 à Dole.", [("mardi 7 mars 2017", "2017-03-07")]),
    ("Une décision rendue le mardi 12.", [("mardi 12", "2020-05-12")]),
    ("Il a été jugé dans la nuit de lundi à mardi.", [("lundi à mardi", None)]),
    ("Chaque lundi, la cour siège.", [("lundi", None)]),
    ("Tous les samedis, la cour siège.", []),
    ("Condamné le 23 janvier, il a fait appel.", [("23 janvier", "2020-01-23")]),
    ("Condamné le 1er mars 2016, il a fait appel.", [("1er mars 2016", "2016-03-01")]),
    ("Condamné le 1 er octobre dernier.", [("1 er octobre dernier", "2019-10-01")]),
    ("Arrêté en novembre 2015, jugé en avril dernier.", [("novembre 2015", "2015-11"), ("avril dernier", "2020-04")]),
    ("Suspendue en décembre.", [("décembre", "2019-12")]),
    ("Le 24 mai dernier, la cour a tranché.", [("24 mai dernier", "2019-05-24")]),
    ("Le 31 février, rien.", [("31 février", None)]),
    ("Mars est une planète, il marchait vers mars.", []),
    ("En 2014, puis fin 2015.", [("2014", "2014"), ("2015", "2015")]),
    ("Une amende de 2014 euros.", []),
    ("Vu le jugement du 12/03/2017.", [("12/03/2017", "2017-03-12")]),
    ("Un accueil 24/7 depuis 5/7.", []),
    ("La cour a tranché hier soir et avant-hier.", [("hier soir", "2020-05-13"), ("avant-hier", "2020-05-12")]),
    ("Il a été relaxé ce matin.", [("ce matin", "2020-05-14")]),
    ("Il dort un matin sur deux.", []),
    ("Arrêté le 4 mai, il a été écroué le lendemain.", [("4 mai", "2020-05-04"), ("lendemain", "2020-05-05")]),
    ("Arrêté le 4 mai, à la veille de l'audience.", [("4 mai", "2020-05-04"), ("veille", None)]),
    ("La veille, il avait fui.", [("veille", None)]),
    (
        "Arrêté le 4 mai, il avait fui deux jours plus tôt.",
        [("4 mai", "2020-05-04"), ("deux jours plus tôt", "2020-05-02")],
    ),
    ("Jugé il y a trois jours.", [("trois jours", "2020-05-11")]),
    ("Jugé le mois dernier et l'an dernier.", [("mois dernier", "2020-04"), ("an dernier", "2019")]),
    ("Jugé la semaine dernière.", [("semaine dernière", None)]),
    ("Il purge trois jours de prison.", []),
    ("Jugé le 4 mai et écroué le même jour.", [("4 mai", "2020-05-04"), ("même jour", "2020-05-04")]),
    (
        "Arrêté le 4 mai, il a été jugé le mercredi suivant.",
        [("4 mai", "2020-05-04"), ("mercredi suivant", "2020-05-06")],
    ),
    # the day after a Monday that is called the next Monday comes a week later
    ("Arrêté le 4 mai, jugé le lundi suivant.", [("4 mai", "2020-05-04"), ("lundi suivant", "2020-05-11")]),
    ("Il sera jugé jeudi prochain.", [("jeudi prochain", "2020-05-21")]),
]


@pytest.mark.parametrize(("sentence", "expected"), TAKEN)
def test_the_words_of_a_day_and_what_they_mean(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    text = Text(sentence)
    found = [(sentence[slice(*text.span(d.first, d.last))], d.value) for d in days(text, READ)]
    assert found == expected


def test_a_birthday_is_no_day_of_the_matter() -> None:
    assert days(Text("Le suspect, né en 1985, et sa sœur, née le 3 mai 1990, ont nié."), READ) == []


def test_without_a_day_of_publication_only_whole_dates_have_a_value() -> None:
    text = Text("Jugé jeudi, hier, le 4 mai, en avril 2019 et le 4 mai 2018.")
    assert [d.value for d in days(text, None)] == [None, None, None, "2019-04", "2018-05-04"]


@pytest.mark.parametrize(
    ("value", "inferred", "expected"),
    [
        ("2020-07-10", True, "2019-07-10"),
        ("2020-07-10", False, "2020-07-10"),
        ("2020-05-10", True, "2020-05-10"),
        ("2020-06", True, "2019-06"),
        ("2020-05", True, "2020-05"),
        (None, True, None),
    ],
)
def test_what_has_happened_lies_before_publication(value: str | None, inferred: bool, expected: str | None) -> None:
    assert before(Day(0, 1, value, "calendar-day", inferred), READ) == expected
