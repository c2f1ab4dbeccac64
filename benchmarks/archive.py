"""A made-up archive whose truth is known: who is who in each article, and which decisions are one.

First names come from the package's own table, the rest from syllables, sentences from templates; some persons
share a name, some bodies are called by an acronym, some cases are told by several articles. The same seed gives the
same archive.
"""

import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import greffier

LEXICON = Path(greffier.__file__).parent / "extraction" / "lexicon" / "fr"
CITIES = {
    "FR": ("Lyon", "Rennes", "Dijon", "Nantes", "Reims", "Amiens", "Toulouse", "Grenoble", "Limoges", "Rouen"),
    "BE": ("Liège", "Namur", "Mons", "Charleroi", "Tournai", "Arlon"),
    "CH": ("Lausanne", "Genève", "Fribourg", "Neuchâtel", "Sion"),
    "CA": ("Québec", "Gatineau", "Sherbrooke", "Saguenay"),
}
COUNTRIES = {"FR": "français", "BE": "belge", "CH": "suisse", "CA": "canadien"}
ONSETS = "b br c ch d dr f fl g gr l m n p pl r s t tr v".split()
VOWELS = "a e i o u au oi an in on ou".split()
CODAS = "n r l t s x d c ng rt".split()
FIELDS = ("des droits humains", "de la presse libre", "des locataires", "des riverains", "des forêts", "des marais")
BODIES = ("Ligue nationale", "Union centrale", "Fédération générale", "Alliance populaire", "Coordination mondiale")
OUTCOMES = {"convicted": "a condamné {} à {} mois de prison", "acquitted": "a relaxé {}"}
FILLERS = (
    "L'affaire dure depuis des années, et personne dans la région ne l'ignore plus.",
    "Plusieurs dizaines de personnes attendaient devant les grilles, sous la pluie.",
    "Le dossier compte près de trois mille pages, rangées dans une salle sans fenêtre.",
    "Une nouvelle audience pourrait se tenir avant la fin de l'année prochaine.",
    "Les faits remontent à un hiver dont chacun garde ici le souvenir.",
    "La salle était pleine bien avant l'ouverture des portes, à neuf heures.",
)


class Person(NamedTuple):
    number: int
    name: str
    country: str


class Archive(NamedTuple):
    """Who there is to tell of."""

    persons: list[Person]
    bodies: list[tuple[str, str]]


def made_up(size: int, seed: int = 1) -> Iterator[tuple[dict[str, Any], dict[str, str], list[tuple[str, str]]]]:
    """Articles of some 235 words; of each who is who (number by name), and its decisions (outcome and number)."""
    chance = random.Random(seed)
    archive = _archive(chance, max(20, size // 4))
    cases = [_case(archive, chance, number) for number in range(max(10, size // 2))]
    for number in range(size):
        case = cases[chance.randrange(len(cases))]
        yield _article(archive, case, number, chance)


def write(path: Path, size: int, seed: int = 1) -> None:
    """The archive as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        for article, _, _ in made_up(size, seed):
            stream.write(json.dumps(article, ensure_ascii=False) + "\n")


def write_tiny(path: Path, size: int) -> None:
    """An archive of articles of two words, each of its own."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(size):
            stream.write(json.dumps({"article_id": f"tiny-{number}", "text": f"Non {number}."}) + "\n")


def _archive(chance: random.Random, count: int) -> Archive:
    with (LEXICON / "first_names.csv").open(encoding="utf-8", newline="") as stream:
        firsts = [row["form"].title() for row in csv.DictReader(stream) if row["form"].isalpha()]
    persons: list[Person] = []
    for number in range(count):
        country = chance.choice(list(CITIES))
        if persons and chance.random() < 0.02:  # a namesake elsewhere
            twin = chance.choice(persons)
            country = chance.choice([code for code in CITIES if code != twin.country])
            persons.append(Person(number, twin.name, country))
        else:
            persons.append(Person(number, f"{chance.choice(firsts)} {_surname(chance)}", country))
    bodies = []
    for first in BODIES:
        for field in FIELDS:
            words = [word for word in f"{first} {field}".split() if word not in ("des", "de", "la")]
            bodies.append((f"{first} {field}", "".join(word[0].upper() for word in words)))
    return Archive(persons, bodies)


def _surname(chance: random.Random) -> str:
    syllables = [chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.choice((2, 2, 3)))]
    return ("".join(syllables) + chance.choice(CODAS)).capitalize()


def _case(archive: Archive, chance: random.Random, number: int) -> dict[str, Any]:
    person = chance.choice(archive.persons)
    outcome = chance.choice(list(OUTCOMES))
    return {
        "number": number,
        "person": person,
        "city": chance.choice(CITIES[person.country]),
        "day": chance.randrange(1, 29),
        "month": chance.randrange(1, 13),
        "year": chance.randrange(2001, 2020),
        "outcome": outcome,
        "months": chance.randrange(2, 60),
        "body": chance.choice(archive.bodies),
    }


def _called(person: Person, chance: random.Random) -> str:
    """A person by name, and mostly by country."""
    return f"le journaliste {COUNTRIES[person.country]} {person.name}" if chance.random() < 0.7 else person.name


MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def _article(archive: Archive, case: dict[str, Any], number: int, chance: random.Random) -> Any:
    person, (body, short) = case["person"], case["body"]
    witness = chance.choice(archive.persons)
    while witness.name == person.name:
        witness = chance.choice(archive.persons)
    day = f"{case['day']} {MONTHS[case['month'] - 1]} {case['year']}"
    named, other = (_called(each, chance) for each in (person, witness))
    called = f"La {body} ({short})" if chance.random() < 0.6 else f"La {body}"
    alone = chance.random() < 0.2
    told = OUTCOMES[case["outcome"]].format(named, case["months"])
    lines = [
        f"Le tribunal correctionnel de {case['city']} {told}, le {day}.",
        f"« C'est une décision juste », a déclaré {other}, qui suivait l'audience.",
        f"{'La ' + short if alone else called} a dénoncé « une justice bien lente ».",
    ]
    for line in chance.sample(FILLERS, len(FILLERS)) * 3:
        if sum(len(each.split()) for each in lines) > 225:
            break
        lines.append(line)
    if chance.random() < 0.5:
        lines.insert(2, f"{person.name} a annoncé qu'il parlerait plus tard.")
    truth = {person.name: f"p{person.number}", witness.name: f"p{witness.number}"}
    truth[short if alone else body] = f"b{short}-{body}"
    article = {
        "article_id": f"made-{number}",
        "published_on": f"{case['year']}-12-31",
        "title": f"Affaire {number}",
        "text": " ".join(lines),
    }
    return article, truth, [(case["outcome"], f"c{case['number']}")]
