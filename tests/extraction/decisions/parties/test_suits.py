"""Who is at law with whom, told apart from the ruling: text in, parties out."""

import pytest

from greffier import extract


def parts(text: str) -> dict[str, str]:
    """The part of each party of an article by its id without the article's."""
    found = extract(text, article_id="a", published_on="2020-03-04").records()["parties"]
    return {row["actor_id"].removeprefix("a."): row["role"] for row in found}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Le procès pour diffamation intenté contre Paul Roy par le ministre du Tourisme, Jean Hus, a été renvoyé "
            "au 16 février.",
            {"paul-roy": "defendant", "jean-hus": "claimant"},
        ),
        (
            "La Ville de Lens a déposé une demande d'injonction devant la Cour supérieure afin de contraindre la "
            "société Evko à réduire le bruit. La Cour supérieure a rejeté la demande.",
            {"ville-de-lens": "claimant", "evko": "respondent"},
        ),
        (
            "L'affaire avait été portée devant le tribunal par une voisine, Anne Weil. Le tribunal a ordonné une "
            "expertise.",
            {"anne-weil": "claimant"},
        ),
        (
            "Saisi par la Ligue des droits, l'association Oxygène et le Secours populaire, le tribunal administratif "
            "de Lille a annulé l'arrêté du maire de Lens.",
            {
                "ligue-des-droits": "claimant",
                "oxygene": "claimant",
                "secours-populaire": "claimant",
                "maire-de-lens": "respondent",
            },
        ),
        (
            "La cour d'appel a confirmé l'amende infligée à la société Dupin par l'Autorité de la concurrence.",
            {"dupin": "claimant", "autorite-de-la-concurrence": "respondent"},
        ),
        ("La cour a ordonné un nouveau procès à l'encontre du sergent Yves Roy.", {"yves-roy": "defendant"}),
        ("Le tribunal a annulé le licenciement d'Anne Weil.", {"anne-weil": "claimant"}),
        ("La Cour a infligé deux ans de prison à Paul Roy.", {"paul-roy": "defendant"}),
    ],
)
def test_both_sides_are_told(text: str, told: dict[str, str]) -> None:
    assert told.items() <= parts(text).items()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Le tribunal a condamné Paul Roy, défendu par Me Anne Weil, à deux ans de prison.", {"anne-weil": "lawyer"}),
        (
            "Paul Roy a été condamné à deux ans de prison. Ses conseils, Mes Anne Weil et Jean Hus, feront appel.",
            {"anne-weil": "lawyer", "jean-hus": "lawyer"},
        ),
        ("Présidé par Anne Weil, le tribunal a condamné Paul Roy à six mois de prison.", {"anne-weil": "judge"}),
        ("Le meurtrier d'Anne Weil, Paul Roy, a été condamné à perpétuité.", {"anne-weil": "victim"}),
        ("Paul Roy, accusé d'avoir violé Anne Weil, a été acquitté mardi à Metz.", {"anne-weil": "victim"}),
    ],
)
def test_counsel_bench_and_victims_are_told(text: str, told: dict[str, str]) -> None:
    assert told.items() <= parts(text).items()


def test_two_rulings_of_one_hearing_share_the_bench() -> None:
    text = (
        "Le tribunal de Metz a condamné lundi Paul Roy à un an de prison pour vol. La juge Anne Weil présidait. "
        "Le tribunal de Metz a relaxé lundi Jean Hus."
    )
    found = extract(text, article_id="a", published_on="2020-03-04").records()
    judged = {row["decision_id"] for row in found["parties"] if row["role"] == "judge"}
    assert judged == {row["decision_id"] for row in found["decisions"]}
    assert len(judged) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Le procès de Paul Roy a été renvoyé au 16 février.",
        "Paul Roy a demandé à son voisin de partir. Le tribunal de Metz a relaxé Jean Hus.",
        "L'histoire a été portée devant le public par Paul Roy. Le tribunal de Metz a relaxé Jean Hus.",
    ],
)
def test_nobody_is_made_a_claimant(text: str) -> None:
    assert "claimant" not in parts(text).values()
