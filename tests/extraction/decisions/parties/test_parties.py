"""Who has a part in a decision: by pronouns and possessives, by going to court, by judging alone."""

import pytest

from greffier.extraction.pipeline import extract

PARTS = [
    ("Paul Roy a fait appel. La cour d'appel de Caen l'a condamné à deux ans de prison.", "paul-roy", "defendant"),
    ("Awa Diallo attendait ce jour. Le tribunal de Vire lui a donné raison.", "awa-diallo", "claimant"),
    ("Paul Roy a perdu. La Cour de cassation a rejeté son pourvoi.", "paul-roy", "claimant"),
    ("Paul Roy a perdu. La cour d'appel de Caen a confirmé sa peine.", "paul-roy", "defendant"),
    ("Awa Diallo avait déposé un recours. Le tribunal de Vire a annulé l'arrêté.", "awa-diallo", "claimant"),
    ("La juge Jeanne Martin préside. Le tribunal de Vire a rejeté la demande de la ville.", "jeanne-martin", "judge"),
    ("Le tribunal de Vire a débouté Paul Roy de sa plainte contre Awa Diallo.", "awa-diallo", "respondent"),
]


@pytest.mark.parametrize(("text", "actor", "role"), PARTS, ids=[text for text, _, _ in PARTS])
def test_a_party_is_found(text, actor, role):
    (decision,) = extract(text, article_id="x").decisions
    assert (actor, role) in {(party.actor_id, party.role) for party in decision.parties}


def test_the_court_that_decides_is_never_whom_a_pronoun_stands_for():
    (decision,) = extract("La cour d'appel de Caen l'a condamné à deux ans de prison.", article_id="x").decisions
    assert decision.parties == ()
