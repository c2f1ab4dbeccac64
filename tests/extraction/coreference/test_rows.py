"""Actors from made-up sentences: what each rule takes, and what it must leave."""

import pytest
from entities import actors, entities

from greffier.extraction.coreference.ids import slug
from greffier.extraction.syntax.text import Text
from greffier.model import Span


def found(string):
    return {(a.name, a.kind) for a in actors(Text(string))}


def actor(string, name):
    (one,) = [a for a in actors(Text(string)) if a.name == name]
    return one


def spans(string, name):
    return [string[m.start : m.end] for m in actor(string, name).mentions]


PERSONS = [
    # first name and surname
    ("Hier, Claire Vanbrugge a été relaxée.", {("Claire Vanbrugge", "person")}),
    # title, which is no part of the name
    ("Selon Me Ostrowiak, le dossier est vide.", {("Ostrowiak", "person")}),
    ("Mme Le Guennec a plaidé.", {("Le Guennec", "person")}),
    # role before the name
    ("La juge Inge Tollefsen a tranché.", {("Inge Tollefsen", "person")}),
    # particles, initials, a nickname in quotation marks
    ("Jan van der Zande, Karim B. et Luis « Pacho » Ortiga ont nié.", {("Jan van der Zande", "person"), ("Karim B.", "person"), ("Luis « Pacho » Ortiga", "person")}),
    ("Dominique de Brézolles a été entendue.", {("Dominique de Brézolles", "person")}),
    # M' and N' that are no elision
    ("Karim N'Dara et M'Bemba Kesso ont nié.", {("Karim N'Dara", "person"), ("M'Bemba Kesso", "person")}),
    # the lexicon's words as first names
    ("Florence Cazenave et Marine Le Floch ont témoigné.", {("Florence Cazenave", "person"), ("Marine Le Floch", "person")}),
]  # fmt: skip

NOT_ACTORS = [
    "La rue Victor Delorme est fermée.",
    "Elle vit à Saint Amand depuis deux ans.",
    "Un passant a vu des policiers dans la rue.",
    "L'ADN et la TVA sont en cause.",
    "Mardi, les débats ont repris. Dimanche, ils finiront.",
    "Une décision de justice est attendue, l'indépendance de la justice aussi.",
    "Le décret est contraire à la Constitution.",
    "Le roman « Grande Ourse » a paru.",
    "La loi Delorme est dure.",
]

INSTITUTIONS = [
    ("Le tribunal de Sidi M'hamoud a jugé.", ("tribunal de Sidi M'hamoud", "court")),
    ("L'ONG demande aux autorités locales de la libérer.", ("autorités locales", "public_body")),
    ("Le tribunal correctionnel de Metz a jugé.", ("tribunal correctionnel de Metz", "court")),
    ("La Cour suprême norvégienne a jugé.", ("Cour suprême norvégienne", "court")),
    ("La chambre criminelle de Dakar a jugé.", ("chambre criminelle de Dakar", "court")),
    ("Le parquet d'Évry enquête.", ("parquet d'Évry", "public_body")),
    ("Le gouvernement islandais a réagi.", ("gouvernement islandais", "public_body")),
    ("L'Autorité des jeux enquête.", ("Autorité des jeux", "public_body")),
    ("La Haute Autorité pour la pêche côtière enquête.", ("Haute Autorité pour la pêche côtière", "public_body")),
    ("La société Dupin Frères a été condamnée.", ("Dupin Frères", "company")),
    ("L'entreprise de construction Valdor a nié.", ("Valdor", "company")),
    ("L'ONG Terres Vives a porté plainte.", ("Terres Vives", "organization")),
    ("L'association Promenade des Arts a porté plainte.", ("Promenade des Arts", "organization")),
    ("La Fédération des pêcheurs bretons a porté plainte.", ("Fédération des pêcheurs bretons", "organization")),
    ("Le quotidien Le Phare breton le rapporte.", ("Le Phare breton", "media")),
    ("Selon Nordinfo.fr, il a fui.", ("Nordinfo.fr", "media")),
    ("La Norvège a rejeté la plainte.", ("Norvège", "public_body")),
    ("Le gouvernement Morvan a réagi.", ("gouvernement Morvan", "public_body")),
    ("La cour criminelle départementale du Var a jugé.", ("cour criminelle départementale du Var", "court")),
    ("BigTech a nié.", ("BigTech", "company")),
    ("Morvan a nié.", ("Morvan", "person")),
    ("Il a été arrêté par la police.", ("police", "public_body")),
    ("La justice a été saisie.", ("justice", "court")),
]


@pytest.mark.parametrize(("string", "expected"), PERSONS)
def test_persons_are_named_without_title(string, expected):
    assert found(string) == expected


@pytest.mark.parametrize("string", NOT_ACTORS)
def test_places_works_laws_and_set_phrases_are_none(string):
    assert found(string) == set()


@pytest.mark.parametrize(("string", "expected"), INSTITUTIONS)
def test_institutions_have_their_full_name_and_kind(string, expected):
    assert expected in found(string)


def test_a_surname_alone_is_the_person_named_elsewhere():
    assert spans("Weil condamnée\n\nAnna Weil fera appel. Weil, 40 ans, est libre.", "Anna Weil") == [
        "Weil",
        "Anna Weil",
        "Weil",
    ]


def test_people_of_one_surname_stay_apart():
    string = "Paul Weil et Anna Weil ont nié. M. Weil est parti, Mme Weil est restée."
    assert spans(string, "Paul Weil") == ["Paul Weil", "Weil"]
    assert spans(string, "Anna Weil") == ["Anna Weil", "Weil"]


def test_a_business_and_a_person_of_one_name_stay_apart():
    string = "La banque Orvane a été condamnée. Son patron, Marc Orvane, a été relaxé."
    assert found(string) == {("Orvane", "company"), ("Marc Orvane", "person")}


@pytest.mark.parametrize(
    ("string", "name", "expected"),
    [
        ("L'Union des marins (UDM) a réagi. L'UDM est déçue.", "Union des marins", 3),
        ("L'Unité de lutte contre le bruit (ULB) enquête.", "Unité de lutte contre le bruit", 2),
        ("Le PNF enquête. Le parquet national financier se tait.", "parquet national financier", 2),
        ("Valdor Group se tait. La firme Valdor a nié.", "Valdor Group", 2),
        ("Le ministère de l'Air se tait. Le ministère marocain de l'Air a menti.", "ministère marocain de l'Air", 2),
        ("La Mission d'aide au retour (MAR) a réagi.", "Mission d'aide au retour", 2),
        ("Ana Ruiz, alias « Luz Vega », a nié. Luz Vega est libre.", "Ana Ruiz", 3),
        ("Le tribunal de Metz l'a jugé. Le tribunal a été clair.", "tribunal de Metz", 2),
        ("La Cour de cassation casse l'arrêt de la chambre d'appel. La Cour a tranché.", "Cour de cassation", 2),
        (
            "La CEDH tranche. La Cour européenne des droits de l'homme (CEDH) a jugé. La Cour a débouté Paul Hus.",
            "Cour européenne des droits de l'homme",
            4,
        ),
    ],
)
def test_short_forms_mean_the_full_name(string, name, expected):
    assert len(spans(string, name)) == expected


def test_names_in_a_list_are_what_the_noun_before_says():
    string = "Des sites comme Nordinfo, Le Phare breton ou encore Ouvrages l'ont repris."
    assert found(string) == {("Nordinfo", "media"), ("Le Phare breton", "media"), ("Ouvrages", "media")}


def test_a_party_in_brackets_is_no_other_name():
    string = "Jeanne Morvan (LR) a réagi."
    assert found(string) == {("Jeanne Morvan", "person"), ("LR", "organization")}
    assert actor(string, "Jeanne Morvan").role == "LR"


@pytest.mark.parametrize(
    ("string", "name", "role"),
    [
        ("L'ancien ministre du Budget Paul Weil a nié.", "Paul Weil", "ancien ministre du Budget"),
        ("La ministre de la Santé, Anna Weil, a nié.", "Anna Weil", "ministre de la Santé"),
        ("Anna Weil, maire de Dole et présidente du club, a nié.", "Anna Weil", "maire de Dole et présidente du club"),
        ("La députée EELV Anna Weil a nié.", "Anna Weil", "députée EELV"),
        ("La firme norvégienne Valdor a nié.", "Valdor", "firme norvégienne"),
        ("Le rapporteur de l'ONU sur la torture, Jan Hus, a protesté.", "Jan Hus", "rapporteur de l'ONU"),
    ],
)
def test_roles_are_verbatim(string, name, role):
    one = actor(string, name)
    assert one.role == role
    (span,) = [e for e in one.evidence if e.field == "role"]
    assert string[span.start : span.end] == role


def test_a_role_before_a_comma_is_not_that_of_the_next_subject():
    assert actor("Selon le procureur, Anna Weil a menti.", "Anna Weil").role is None


def test_an_office_title_holds_no_ministry():
    assert found("Le ministre de la Défense Paul Weil a nié.") == {("Paul Weil", "person")}


@pytest.mark.parametrize(
    ("string", "name", "country"),
    [
        ("Norvège : un élu relaxé\n\nLe tribunal a suivi le procureur Jan Hus.", "tribunal", "NO"),
        ("Norvège : un élu relaxé\n\nLe tribunal a suivi le procureur Jan Hus.", "Jan Hus", "NO"),
        ("Norvège : un élu relaxé\n\nL'avocate Anna Weil se tait.", "Anna Weil", None),
        ("La justice portugaise a été saisie.", "justice portugaise", "PT"),
        ("France : la Cour pénale internationale enquête.", "Cour pénale internationale", None),
    ],
)
def test_country_is_what_the_text_says(string, name, country):
    one = actor(string, name)
    assert one.country == country
    assert bool([e for e in one.evidence if e.field == "country"]) == bool(country)


def test_a_body_is_part_of_another():
    string = "Le service qui surveille la pêche au sein du ministère de la Mer a réagi."
    one = actor(string, "service qui surveille la pêche")
    assert one.part_of == actor(string, "ministère de la Mer").actor_id
    (span,) = [e for e in one.evidence if e.field == "part_of"]
    assert string[span.start : span.end] == "au sein du ministère de la Mer"


def test_ids_are_slugs_and_descriptions_belong_to_their_article():
    string = "Anna Weil a nié. Le gouvernement se tait. M. Hus aussi."
    assert {a.actor_id for a in actors(Text(string))} == {"anna-weil", "x.gouvernement", "x.hus"}
    assert slug("Œuvre d’Été") == "oeuvre-d-ete"


def test_every_span_is_verbatim_and_ids_do_not_depend_on_questions():
    string = "La juge a tranché. Elle a relaxé un homme de 36 ans et trois élus. L'homme a pleuré."
    text = Text(string)
    count = len(text.words)
    places = [(k, min(k + n, count)) for k in range(count) for n in (1, 2, 4)]
    forward, backward = entities(text), entities(text)
    answers = {place: forward.who(*place, definite=False) for place in places}
    assert answers == {place: backward.who(*place, definite=False) for place in reversed(places)}
    for one in actors(text):
        assert one.name in string
        for mention in one.mentions:
            assert string[mention.start : mention.end].strip() == string[mention.start : mention.end] != ""


@pytest.mark.parametrize(
    "string",
    [
        "",
        " ",
        ".",
        "«",
        "M.",
        "l'",
        "Le",
        "(PS)",
        "M. M. M.",
        "de de de De De",
        "A" * 50,
        "Mme Le",
        "\u200f« »",
        "la justice",
    ],
)
def test_fragments_are_read(string):
    answer = entities(Text(string)).who(0, 1)
    assert answer is None or answer in {a.actor_id for a in actors(Text(string), [(answer, Span(0, 1))])}


@pytest.mark.parametrize(
    "piece",
    [
        "Mot ",
        "Jean Dupin ",
        "« ",
        "le tribunal de ",
        "le ministre de ",
        "Mme Nom et ",
        "la juge (",
        "de De ",
        "Cour de Cour ",
    ],
)
@pytest.mark.slow
def test_long_repetitions_are_read(piece):
    string = piece * 4000
    rows = actors(Text(string))
    assert len({a.actor_id for a in rows}) == len(rows) < 4000
    assert all(string[m.start : m.end] in (piece * 30) for a in rows for m in a.mentions)


def test_who_signs_an_article_or_a_picture_is_somebody():
    assert found("Titre\n\nPar Anna Weil et Paul Hus\n\nLe verdict est tombé.") == {("Anna Weil", "person"), ("Paul Hus", "person")}
    assert ("JAN MOOR", "person") in found("Le verdict est tombé.\n\nJAN MOOR / AFP")


def test_a_contact_block_names_nobody():
    block = "Contact presse : Anna Weil, 12 rue Basse, 29000 Quimper Cedex"
    assert found(f"Paul Hus est relaxé.\n\n{block}") == {("Paul Hus", "person")}


@pytest.mark.parametrize("name", ["Jean de La Tour", "Aymeric de La Tour d'Esquièze", "Maria Del Pilar Ibarra Soto", "Patrick X...", "Eva S."])
def test_names_of_many_shapes_are_one_person(name):
    assert (name, "person") in found(f"Le tribunal a relaxé {name}, 43 ans.")


@pytest.mark.parametrize("court", ["TA de Limas", "T.A. de Limas", "TGI de Vire"])
def test_courts_are_known_by_their_initials(court):
    assert (court, "court") in found(f"Le {court} a annulé l'arrêté.")
    assert found("Il lit ta lettre.") == set()


def test_a_state_of_affairs_is_no_state_and_a_team_no_outlet():
    assert found("L'équipe décrit l'état actuel du droit.") == set()
    assert ("L'Équipe", "media") in found("L'Équipe a publié l'enquête.")


@pytest.mark.parametrize("people", ["la famille", "la défense", "l'entourage", "l'équipe"])
def test_whose_people_they_are_is_named_in_their_description(people):
    assert ("Paul Roy", "person") in found(f"Hier, {people} de Paul Roy a quitté la salle.")


def test_a_family_by_its_name_is_one_group():
    assert found("Hier, la famille Morvan a quitté la salle. La famille Morvan se tait.") == set()
