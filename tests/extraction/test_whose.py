"""No words in the mouth, and no part in a ruling, of somebody whom the text does not say it of."""

import pytest

from greffier.extraction.pipeline import extract


def said(text):
    return [statement.speaker_id for statement in extract(text, article_id="x").statements]


def parts(text):
    return {
        (party.actor_id, party.role) for decision in extract(text, article_id="x").decisions for party in decision.parties
    }


@pytest.mark.parametrize(
    "text",
    [
        "Jean Morel est mort mardi. « Je ne dors plus depuis des jours. »",
        "Jean Morel a été arrêté mardi. « Je ne dors plus depuis des jours. »",
        "La lettre que Paul Roy a reçue est claire : « Nous allons tous vous tuer bientôt. »",
        "Paul Roy a découvert un tag sur le mur : « Nous allons tous vous tuer bientôt. »",
        "Paul Roy a trouvé ces mots : « Nous allons tous vous tuer bientôt. »",
    ],
)
def test_words_without_a_speaker_are_nobodys(text):
    assert set(said(text)) <= {None}


def test_who_denies_speaks_the_quotation_that_follows():
    assert said("Jean Morel a nié. « Je ne dors plus depuis des jours. »") == ["jean-morel"]


def test_who_has_a_post_of_his_own_is_not_the_one_described_before():
    found = parts("Un avocat a été placé en détention lundi. Le bâtonnier, Paul Roy, a protesté.")
    assert ("paul-roy", "defendant") not in found
    assert parts("Un juge a été placé en détention lundi. Le magistrat, Paul Roy, a protesté.") == {("paul-roy", "defendant")}


def test_an_act_of_many_says_nothing_of_who_made_it():
    assert parts("Le tribunal a annulé le contrat. Le contrat de Paul Roy court jusqu'en 2025.") == set()
    of_two = "Un juge a suspendu le décret. Le décret de Paul Roy date de mai, celui de juin est un décret d'Anna Weil."
    assert {role for actor, role in parts(of_two) if actor in ("paul-roy", "anna-weil")} == set()


def test_a_person_is_not_called_what_belongs_to_him():
    actors = {actor.actor_id: actor.kind for actor in extract("Le parti de Jean Martin, rebaptisé Renaissance, dit que non.", article_id="x").actors}
    assert actors.get("jean-martin") in (None, "person")
    told = extract("Paul Roy a vu sa fille, appelée Anna Weil. Anna Weil dit que oui. Paul Roy dit que non.", article_id="x")
    assert len({statement.speaker_id for statement in told.statements}) == 2
