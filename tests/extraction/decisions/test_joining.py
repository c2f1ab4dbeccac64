"""Whole stories: which mentions are one ruling, and its court, rank, days and parties."""

from datetime import date

from entities import entities

from greffier.extraction.decisions import stage as decisions
from greffier.extraction.syntax.text import Text
from greffier.model import Decision

READ = date(2020, 5, 14)  # a Thursday


def read(string: str) -> list[Decision]:
    text = Text(string)
    return decisions.find(text, entities(text), READ)


def roles(one: Decision) -> set[tuple[str, str]]:
    return {(p.actor_id.removeprefix("x."), p.role) for p in one.parties}


def test_one_ruling_told_three_times_is_one() -> None:
    string = (
        "La Fédération des pêcheurs, qui réclamait la fermeture du barrage, a été déboutée en appel par la justice "
        "norvégienne dans une décision rendue publique ce jeudi. La justice norvégienne a rejeté la demande à faire "
        "retirer le permis du groupe Vannkraft. Mercredi, le tribunal de Bergen a rejeté la demande de la Fédération."
    )
    (one,) = read(string)
    assert (one.outcome, one.instance, len(one.mentions)) == ("dismissed", "appeal", 3)
    assert one.court_id == "x.tribunal-de-bergen"
    assert (one.decided_on, one.announced_on) == ("2020-05-13", "2020-05-14")
    assert "claimant" in {p.role for p in one.parties}
    assert one.sanction is None


def test_a_heading_and_its_article_tell_of_one_ruling() -> None:
    string = (
        "L'ancien maire Luc Verdin condamné en appel\n\n"
        "Luc Verdin, ancien maire, a été condamné ce jeudi par la cour d'appel de Dijon à deux ans de prison, dont un "
        "ferme, et 75 000 euros d'amende. En première instance, il avait été condamné à trois ans avec sursis."
    )
    first, second = read(string)
    assert (first.outcome, first.instance, first.decided_on) == ("convicted", "appeal", "2020-05-14")
    assert first.sanction is not None
    assert string[slice(*first.sanction)] == "deux ans de prison, dont un ferme, et 75 000 euros d'amende"
    assert (second.outcome, second.instance) == ("convicted", "first_instance")
    assert roles(first) == roles(second) == {("luc-verdin", "defendant")}


def test_a_heading_in_capitals_or_in_words_for_figures_tells_of_the_same_ruling() -> None:
    (one,) = read(
        "L'EX-DIRECTEUR DE LA RADIO CONDAMNÉ À CINQ ANS DE PRISON\n\n"
        "Le tribunal de Metz a condamné mercredi l'ancien directeur, Luc Verdin, à cinq ans de prison."
    )
    assert len(one.mentions) == 2
    (one,) = read(
        "Bénin : la Criet condamne l'opposante Anna Weil à vingt ans de réclusion\n\n"
        "La Criet a condamné samedi l'opposante Anna Weil à 20 ans de prison."
    )
    assert len(one.mentions) == 2


def test_penalties_of_their_own_are_rulings_of_one_judgment() -> None:
    string = (
        "Le tribunal correctionnel de Nevers a condamné mardi Paul Girard à un an de prison. Sa sœur Anne Girard a été "
        "condamnée à six mois de prison avec sursis. Le parquet avait requis deux ans."
    )
    first, second = read(string)
    assert first.court_id == second.court_id == "x.tribunal-correctionnel-de-nevers"
    assert first.decided_on == second.decided_on == "2020-05-12"
    assert ("x.parquet", "prosecutor") in {(p.actor_id, p.role) for p in first.parties}


def test_two_rulings_in_the_same_words_have_places_of_their_own() -> None:
    charged, ordered = read("Paul Girard a été mis en examen pour vol et placé en détention provisoire.")
    assert {charged.outcome, ordered.outcome} == {"charged", "ordered"}
    assert charged.mentions[0].start != ordered.mentions[0].start


def test_a_dateline_is_no_subject_and_no_day() -> None:
    (one,) = read("NEVERS, 12 mai (Agence) - Le tribunal de Nevers a relaxé mercredi Paul Girard.")
    assert (one.court_id, one.decided_on) == ("x.tribunal-de-nevers", "2020-05-13")


def test_who_asked_and_against_whom() -> None:
    (one,) = read("Le Conseil d'État a rejeté le recours formé par la société Dumarchais contre la ville de Nevers.")
    assert ("dumarchais", "claimant") in roles(one)


def test_a_victim_is_named_by_the_offence() -> None:
    (one,) = read("Paul Girard a été condamné à un an de prison pour avoir giflé Anne Martel.")
    assert roles(one) == {("paul-girard", "defendant"), ("anne-martel", "victim")}


def test_days_of_the_facts_are_not_the_ruling_s() -> None:
    (one,) = read("Paul Girard a été condamné pour l'attentat du 13 novembre 2015 à dix ans de réclusion.")
    assert one.decided_on is None


def test_a_hearing_put_off_is_not_decided_on_its_new_day() -> None:
    (one,) = read("Le procès de Paul Girard a été renvoyé au 3 juin.")
    assert (one.outcome, one.decided_on) == ("adjourned", None)


def test_a_name_in_apposition_to_a_judge_rules() -> None:
    (one,) = read("Dorian Wilson, juge fédéral à Salem, a suspendu mercredi le décret.")
    assert (one.outcome, roles(one)) == ("ordered", {("dorian-wilson", "judge")})


def test_an_article_without_rulings_has_none() -> None:
    assert read("") == []
    assert read("Le maire a inauguré la piscine.") == []


def test_an_order_to_pay_is_part_of_the_sentence_on_the_same_person() -> None:
    string = (
        "Paul Girard a été condamné mardi à six mois de prison avec sursis. Paul Girard a également été condamné à "
        "verser 3 000 euros à Anne Martel."
    )
    (one,) = read(string)
    assert (one.outcome, len(one.mentions)) == ("convicted", 2)


def test_an_order_to_pay_without_a_penalty_is_an_order() -> None:
    (one,) = read("La société Dumarchais a été condamnée mardi à verser 3 000 euros à Anne Martel.")
    assert one.outcome == "ordered"


def test_who_brought_the_matter_to_court_asked() -> None:
    (one,) = read("Saisi par la Ligue des pêcheurs, le Conseil d'État a suspendu mercredi l'arrêté.")
    assert "claimant" in {p.role for p in one.parties}
