"""The tables of the lexicon: each has a schema that describes it, and every row keeps to it."""

import ast
import csv
import itertools
import json
import re
from collections import Counter

import pytest
from samples import ROOT

from greffier.extraction.lexicon import conjugate, table, tags, verb_table
from greffier.extraction.syntax.tokens import split
from greffier.package import constraints
from greffier.package.schema import read_schema

FOLDER = ROOT / "src" / "greffier" / "extraction" / "lexicon" / "fr"
TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))
#: Tables whose forms are compared with words as they stand in the text, capitals and all.
AS_WRITTEN = {"names", "natures"}
#: Tables of which a verb has several rows, asked in the order in which they stand.
IN_ORDER = {"outcomes"}


def rows(name: str) -> list[list[str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def schema(name: str):
    path = FOLDER / f"{name}.schema.json"
    return read_schema(json.loads(path.read_text(encoding="utf-8")), str(path))


def test_every_table_has_a_schema_and_every_schema_a_table():
    assert {path.name.removesuffix(".schema.json") for path in FOLDER.glob("*.schema.json")} == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_the_schema_describes_the_columns(name):
    described = schema(name)
    assert described.name == name
    assert rows(name)[0] == list(described.columns)
    assert described.title
    assert described.description
    assert described.primary_key or name in IN_ORDER
    assert described.field("source").required
    for field in described.fields:
        assert field.title, field.name
        assert field.description, field.name
        if field.name in described.primary_key:
            assert field.required, field.name


@pytest.mark.parametrize("name", TABLES)
def test_every_row_keeps_to_the_schema(name):
    header, *table = rows(name)
    columns = schema(name).fields
    faults = []
    for line, row in enumerate(table, 2):
        assert len(row) == len(header), f"{name}.csv:{line}: {len(row)} cells"
        for field, cell in zip(columns, row, strict=True):
            fault = constraints.fault(field, cell)
            if fault:
                faults.append(f"{name}.csv:{line}: {field.name}: {fault}")
            if cell != " ".join(cell.split()):
                faults.append(f"{name}.csv:{line}: {field.name}: has a blank too many")
    assert faults == []


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_there_twice(name):
    header, *table = rows(name)
    key = [header.index(column) for column in schema(name).primary_key or header]
    counts = Counter(tuple(row[k] for k in key) for row in table)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", sorted(set(TABLES) - IN_ORDER))
def test_rows_are_sorted_by_their_key(name):
    header, *table = rows(name)
    key = [header.index(column) for column in schema(name).primary_key]
    keys = [[row[k] for k in key] for row in table]
    misplaced = [after for before, after in itertools.pairwise(keys) if after < before]
    assert misplaced == [], "put them in order: python scripts/lexicon.py"


@pytest.mark.parametrize("name", sorted(set(TABLES) - AS_WRITTEN))
def test_forms_are_written_as_the_reader_asks_for_them(name):
    header, *table = rows(name)
    if "form" in header:
        forms = [row[header.index("form")] for row in table]
        assert [form for form in forms if form != form.lower() or "’" in form] == []


#: Tables whose forms are looked up one token at a time.
ONE_WORD = ("cues", "first_names", "prenominals", "international", "criteria", "nouns", "particles")
ONE_WORD += ("classes", "qualifiers", "ruling_words", "speech", "words")


def tokens(form: str) -> int:
    """How many tokens a form is where it stands in a text, an elided one before its noun."""
    return len(split(f"{form}arbre")) - 1 if form.endswith("'") else len(split(form))


@pytest.mark.parametrize("name", ONE_WORD)
def test_a_form_that_is_looked_up_as_one_word_is_one_token(name):
    assert [row["form"] for row in table(name) if tokens(row["form"]) != 1 and row.get("class") != "abbreviation"] == []


def test_every_class_of_a_table_is_asked_for_by_a_rule():
    asked = " ".join(f"{row['object']} {row['with']}" for row in table("outcomes"))
    for path in FOLDER.parents[1].rglob("*.py"):
        quoted = (n.value for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant))
        asked += " " + " ".join(value for value in quoted if isinstance(value, str) and len(value) < 80)
    words = set(re.findall(r"\w+", asked))
    named = ("classes", "ruling_words", "speech", "nouns", "dates")
    assert {(name, row["class"]) for name in named for row in table(name) if row["class"] not in words} == set()


def classes() -> dict[str, set[str]]:
    """The forms that the tables say one thing of, by what they say."""

    def forms(name: str, *kept: str) -> set[str]:
        return {row["form"] for row in table(name) if not kept or row["class"] in kept}

    return {
        "a source": forms("speech", "document", "writing") | forms("nouns", "actor"),
        "no source": forms("criteria"),
        "a person": {row["form"] for row in table("roles") if row["class"] != "title"},
        "no person": forms("ruling_words", "no_person"),
        "a writing": forms("speech", "document", "writing"),
        "a body": {row["form"] for row in table("institutions") if row["use"] in ("actor", "description")},
        "an event": forms("nouns", "event"),
        "a thing": forms("nouns", "thing"),
        "an actor": forms("nouns", "actor"),
        "an adverb": forms("words", "adverb"),
        "a noun": forms("words", "noun"),
        "an adjective": forms("qualifiers"),
        "a particle": forms("particles"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a source", "no source"),  # "selon l'usage" names no source, "selon le rapport" does
        ("a person", "no person"),  # a decision falls on a person, never on what is none
        ("a person", "an event"),
        ("a person", "a thing"),
        ("a person", "a writing"),
        ("a person", "an adverb"),
        ("a body", "a writing"),
        ("a body", "an adverb"),
        ("an event", "a thing"),
        ("an event", "an actor"),
        ("a thing", "an actor"),
        ("an adverb", "a noun"),
        ("an adverb", "an adjective"),
        ("an adverb", "a particle"),
    ],
)
def test_no_table_contradicts_another(one: str, other: str):
    told = classes()
    assert told[one] & told[other] == set()


def test_every_verb_has_a_model_and_every_model_is_used():
    models = {row["model"]: row for row in table("conjugation")}
    verbs = table("verbs")
    assert {row["model"] for row in verbs} - set(models) == set()
    assert [row["lemma"] for row in verbs if not row["lemma"].endswith(models[row["model"]]["infinitive"])] == []
    assert [row["lemma"] for row in verbs if bool(row["act"]) != bool(row["frames"])] == []
    for model in models.values():
        forms = conjugate(model["example"], model)
        assert (model["example"], "inf", False) in forms, model["model"]


def test_locutions_stand_on_known_verbs():
    assert {row["verb"] for row in table("locutions")} - set(verb_table()) == set()


def test_acts_are_those_of_the_statements():
    statements = json.loads((ROOT / "schemas" / "statements.json").read_text(encoding="utf-8"))
    (acts,) = (field["constraints"]["enum"] for field in statements["fields"] if field["name"] == "act")
    used = {row["act"] for name in ("verbs", "locutions") for row in table(name)} - {""}
    assert used - set(acts) == set()


def test_outcomes_are_those_of_the_decisions():
    decisions = json.loads((ROOT / "schemas" / "decisions.json").read_text(encoding="utf-8"))
    enums = {field["name"]: set(field.get("constraints", {}).get("enum", ())) for field in decisions["fields"]}
    assert {row["outcome"] for row in table("outcomes")} - enums["outcome"] - {""} == set()
    assert {row["instance"] for row in table("instances")} - enums["instance"] - {""} == set()


def test_every_class_of_words_is_known_to_the_reader():
    known = tags()
    assert [row["form"] for row in table("words") if not known[row["form"]]] == []


def test_the_guide_tells_of_every_table():
    guide = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert [name for name in TABLES if f"`{name}.csv`" not in guide] == []


def test_the_guide_gives_rows_that_are_there():
    guide = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^\| `(\w+)\.csv` \|.*\| `([^`]+)` \|$", guide, re.MULTILINE)
    assert sorted(name for name, _ in examples) == TABLES
    for name, row in examples:
        text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
        assert f"\n{row.removesuffix('…')}" in text, f"{name}.csv has no row {row}"


def test_who_decides_is_of_one_class():
    found = Counter(row["form"] for row in table("instances") if row["class"] != "phrase")
    assert [form for form, count in found.items() if count > 1] == []
