"""No words in the mouth, and no part in a ruling, of somebody whom the text does not say it of."""

import pytest

from greffier.extraction.pipeline import extract


def said(text):
    return [statement.speaker_id for statement in extract(text, article_id="x").statements]


def parts(text):
    return {
        (party.actor_id, party.role)
        for decision in extract(text, article_id="x").decisions
        for party in decision.parties
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
    assert parts("Un juge a été placé en détention lundi. Le magistrat, Paul Roy, a protesté.") == {
        ("paul-roy", "defendant")
    }


def test_an_act_of_many_says_nothing_of_who_made_it():
    assert parts("Le tribunal a annulé le contrat. Le contrat de Paul Roy court jusqu'en 2025.") == set()
    of_two = "Un juge a suspendu le décret. Le décret de Paul Roy date de mai, celui de juin est un décret d'Anna Weil."
    assert {role for actor, role in parts(of_two) if actor in ("paul-roy", "anna-weil")} == set()


def test_a_person_is_not_called_what_belongs_to_him():
    actors = {
        actor.actor_id: actor.kind
        for actor in extract("Le parti de Jean Martin, rebaptisé Renaissance, dit que non.", article_id="x").actors
    }
    assert actors.get("jean-martin") in (None, "person")
    told = extract(
        "Paul Roy a vu sa fille, appelée Anna Weil. Anna Weil dit que oui. Paul Roy dit que non.", article_id="x"
    )
    assert len({statement.speaker_id for statement in told.statements}) == 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Du côté de la mairie, on assure que la route est fermée.", "x.mairie"),
        ("Chez Renault, on assure que la route est fermée.", "renault"),
        ("Dans l'entourage du ministre, on assure que la route est fermée.", "x.entourage-du-ministre"),
        ("« La route est fermée », assure-t-on au parquet de Vire.", "x.parquet-de-vire"),
        ("À Vire, on assure que la route est fermée.", None),
        ("Au printemps, on assure que la route est fermée.", None),
        ("Ici, on assure que la route est fermée.", None),
    ],
)
def test_on_is_one_of_those_among_whom_it_is_said(text, speaker):
    assert said(text) == [speaker]


def test_who_speaks_among_several_counsel_is_the_one_named():
    ruled = "Paul Roy a été condamné à un an de prison. "
    for words in ("Me Awa Diop, l'une de ses avocates, a souri.", "L'un de ses conseils, Me Awa Diop, a souri."):
        assert parts(ruled + words) == {("paul-roy", "defendant"), ("awa-diop", "lawyer")}


def decided(text):
    return [(decision.outcome, decision.instance) for decision in extract(text, article_id="x").decisions]


def test_each_ruling_of_a_sentence_has_its_own_instance():
    assert decided("Relaxé en première instance, Paul Roy a été condamné en appel à un an de prison.") == [
        ("acquitted", "first_instance"),
        ("convicted", "appeal"),
    ]
    assert decided("La cour a confirmé en appel la condamnation de Paul Roy.") == [("upheld", "appeal")]


def test_a_penalty_that_another_ruling_changes_falls_on_the_same_one():
    text = "Le tribunal de Lens avait condamné Paul Roy à un an de prison, une peine portée à deux ans par la cour de Douai."
    first, second = extract(text, article_id="x").decisions
    assert [party.actor_id for party in (*first.parties, *second.parties)] == ["paul-roy", "paul-roy"]
    assert text[first.sanction.start : first.sanction.end] == "un an de prison"


@pytest.mark.parametrize("between", ["jusqu'en mars", "de trois mois", "mardi", "pour six mois"])
def test_words_between_a_verb_of_ruling_and_its_object_change_nothing(between):
    assert decided(f"Un tribunal a prolongé {between} la détention d'Ivan Roy.") == [("ordered", "first_instance")]


@pytest.mark.parametrize("source", ["De l'avis des", "Aux dires des", "Aux yeux des", "De l'aveu des", "Selon les"])
def test_a_locution_with_de_has_a_definite_source(source):
    assert said(f"{source} maires, la route est sûre.") == ["x.maires"]


def test_a_source_with_des_of_its_own_is_nobody_known():
    assert said("Selon des maires, la route est sûre.") == [None]


def test_lui_before_a_verb_is_a_woman_or_a_body_too():
    text = (
        "Daniel Roy, reconnu coupable de meurtre, est venu.\n\n"
        "La Couronne plaidait que la preuve était claire. La cour d'appel lui avait donné raison en 2017."
    )
    assert parts(text) == {("daniel-roy", "defendant"), ("x.couronne", "claimant")}


@pytest.mark.parametrize("front", ["Dissident", "Avocat", "Rapporteur"])
def test_a_noun_before_the_subject_is_nobody_else(front):
    assert said(f"{front}, le juge Jan Hus a voté contre. Il affirme que la loi est claire.") == ["jan-hus"]


@pytest.mark.parametrize("act", ["la défense de provocation", "l'accusation de viol"])
def test_what_one_does_is_no_side_of_the_trial(act):
    assert said(f"La juge Anna Weil a écarté {act}. « C'est trop tard », écrit-elle.") == ["anna-weil"]


@pytest.mark.parametrize("whose", ["À son avis", "À ses yeux"])
def test_whose_opinion_it_is(whose):
    assert said(f"Anna Weil est venue. {whose}, la route est dangereuse.") == ["anna-weil"]


@pytest.mark.parametrize(
    "led", ["par un arrêt rendu lundi", "dans un arrêt daté du 2 mars", "par une décision prise lundi"]
)
def test_a_ruling_is_of_the_day_of_the_paper_that_holds_it(led):
    found = extract(f"La cour a rejeté le pourvoi {led}.", article_id="x", published_on="2020-03-04").decisions
    assert [decision.decided_on for decision in found] == ["2020-03-02"]


def test_a_ruling_of_an_earlier_year_is_another():
    text = "La cour condamne la France.\n\nEn 2013 déjà, la cour avait condamné la France."
    found = extract(text, article_id="x", published_on="2020-03-04").decisions
    assert [decision.decided_on for decision in found] == [None, "2013"]


@pytest.mark.parametrize("who", ["Le parquet de Vire", "Le parquet", "La procureure", "L'avocate générale"])
def test_who_prosecutes_is_not_who_is_convicted(who):
    found = parts(f"{who} a requis la relaxe de Jean Petit, mais le tribunal l'a condamné.")
    assert {actor for actor, role in found if role == "defendant"} == {"jean-petit"}


def test_a_state_where_something_is_is_no_party():
    text = "Cet ancien avocat a dénoncé la pollution dans le delta du Niger. En 2016, un tribunal l'avait acquitté."
    assert "niger" not in {actor for actor, _ in parts(text)}


def test_what_a_colon_leads_to_after_somebodys_words_is_theirs():
    assert said("Selon la cour, l'élément fait défaut : « Rien n'indique que le prévenu ait su cela. »") == [
        "x.cour",
        "x.cour",
    ]


def test_for_whom_something_is_quoted_says_it():
    assert said("« Non », dit la maire Anna Weil, pour qui le préfet « devrait s'excuser ».") == ["anna-weil"] * 2
    assert said("Le maire, pour qui elle a voté, dit que « la route » est fermée.") == ["x.maire"]


@pytest.mark.parametrize("outlet", ["le quotidien Le Monde", "l'hebdomadaire Le Point", "Le Figaro"])
def test_an_outlet_with_its_article_is_the_source_alone(outlet):
    text = f"D'après {outlet}, Jean Petit a avoué."
    (statement,) = extract(text, article_id="x").statements
    assert [text[start:end] for start, end in statement.parts] == ["Jean Petit a avoué"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Le suspect a fui, a indiqué le maire Guy Parent, ajoutant qu'il était armé.", ["guy-parent", "guy-parent"]),
        (
            "Le ministre, dans une lettre, a dénoncé les violences du préfet, affirmant que la loi est claire.",
            ["x.ministre"] * 2,
        ),
        (
            "La 17e chambre du tribunal de Senlis a estimé que la loi est claire.",
            ["x.17e-chambre-du-tribunal-de-senlis"],
        ),
        ("Pour sa défense, Paul Roy a invoqué une erreur.", []),
        ("Paul Roy demande à être entendu par le juge.", ["paul-roy"]),
    ],
)
def test_who_says_what_is_told_of_a_case(text, speakers):
    assert said(text) == speakers


def test_each_paragraph_of_a_quotation_that_says_whose_it_is_is_one():
    text = "« Nous avons perdu dix ans, a déclaré Anna Weil. C'est trop.\n\n« Nous irons en appel », a-t-elle ajouté."
    assert [len(statement.parts) for statement in extract(text, article_id="x").statements] == [2, 1]


def test_who_took_the_picture_is_nobody_of_the_text():
    text = "Luc Samin au tribunal de Brive. JEAN MARTIN / AFP\n\nIl a été relaxé mardi."
    assert parts(text) == {("luc-samin", "defendant")}


@pytest.mark.parametrize(
    "text",
    [
        "Voici ce que le syndicat demande",
        "À yeux",
        "La famille",
        "la Famille",
        "Le tribunal a ordonné à la",
        "Le tribunal a donné raison à la",
        "Le tribunal a donné raison à l'",
        "Paul, pour qui",
        "Chez",
        "Selon, on dit chez",
        "Le tribunal a condamné Paul, une peine",
        "Le tribunal a prolongé de trois mois",
        "Me Hus, l'un de ses",
        "Partie civile",
    ],
)
def test_a_text_may_break_off_anywhere(text):
    for end in range(1, len(text) + 1):
        assert extract(text[:end], article_id="x").article.text == text[:end]


@pytest.mark.parametrize("penalty", ["dix ans de prison", "3 000 euros d'amende", "six mois de prison avec sursis"])
def test_who_is_named_behind_the_penalty_is_the_one_convicted(penalty):
    assert parts(f"Le tribunal a condamné à {penalty} Ilias Brandt.") == {("ilias-brandt", "defendant")}
