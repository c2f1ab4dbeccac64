"""Court and day told before the decisions, and what lends a decision none of its own."""

from datetime import date

from greffier.extraction.pipeline import extract
from greffier.model import Decision


def decisions(text: str) -> tuple[Decision, ...]:
    return extract(text, article_id="x", published_on=date(2020, 1, 20)).decisions


def test_a_judgment_lends_its_court_and_day_to_the_decisions_after_it():
    text = "Jeudi 16 janvier, le tribunal de Vire a rendu son jugement. Paul Roy est condamné à un an de prison. "
    text += "Awa Diallo est relaxée."
    first, second = decisions(text)
    assert (first.outcome, second.outcome) == ("convicted", "acquitted")
    assert first.court_id == second.court_id == "x.tribunal-de-vire"
    assert first.decided_on == second.decided_on == "2020-01-16"


def test_a_decision_keeps_the_court_that_it_tells_itself():
    text = "Jeudi, le tribunal de Vire a rendu son jugement. Paul Roy a été relaxé par la cour d'appel de Caen."
    (one,) = decisions(text)
    assert one.court_id == "x.cour-d-appel-de-caen"


def test_an_earlier_decision_has_neither():
    text = "Jeudi, le tribunal de Vire a rendu son jugement. Paul Roy avait été condamné à un an de prison."
    (one,) = decisions(text)
    assert (one.court_id, one.decided_on) == (None, None)


def test_another_decision_that_is_told_lends_no_day():
    text = "Le Conseil d'État a rejeté le recours de la ville de Vire. Une décision rendue en mars 2019 l'annonçait."
    (one,) = decisions(text)
    assert one.decided_on is None


def test_a_day_counted_back_or_later_in_the_year_is_the_decisions():
    (decision,) = decisions("Le tribunal a condamné Paul Roy il y a deux jours à trois ans de prison.")
    assert decision.decided_on == "2020-01-18"
    assert decision.sanction is not None
    (decision,) = decisions("Le tribunal a relaxé Paul Roy le 3 juin.")
    assert decision.decided_on == "2019-06-03"
