"""What the language knows, as data: `fr/*.csv`, each row with its source, and their reader.

A table is read once, when first asked for. `tags` says in one integer what a form can be; `verbs` gives
the readings of every form of the verbs in `verbs.csv`, conjugated by the models of `conjugation.csv`.
"""

import csv
import io
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

# What a form can be, as bits: a form is often several things ("la" is a determiner and a clitic).
DETERMINER: Final = 1 << 0
PREPOSITION: Final = 1 << 1
COORDINATOR: Final = 1 << 2
SUBORDINATOR: Final = 1 << 3
RELATIVE: Final = 1 << 4
SUBJECT: Final = 1 << 5
CLITIC: Final = 1 << 6
NEGATION: Final = 1 << 7
ADVERB: Final = 1 << 8
TONIC: Final = 1 << 9
NUMBER: Final = 1 << 10
ABBREVIATION: Final = 1 << 11
ETRE: Final = 1 << 12
AVOIR: Final = 1 << 13
FINITE: Final = 1 << 14
PARTICIPLE: Final = 1 << 15
GERUND: Final = 1 << 16
INFINITIVE: Final = 1 << 17
REPORTING: Final = 1 << 18
STOP: Final = 1 << 19
COMMA: Final = 1 << 20
COLON: Final = 1 << 21
SEMICOLON: Final = 1 << 22
DASH: Final = 1 << 23
OPENING: Final = 1 << 24
CLOSING: Final = 1 << 25
MARK: Final = 1 << 26
BRACKET: Final = 1 << 27
INVERTED: Final = 1 << 28
CAPITAL: Final = 1 << 29
TIME: Final = 1 << 30
NOUN: Final = 1 << 31
INITIAL: Final = 1 << 32
SOURCE: Final = 1 << 33
SINGLE: Final = 1 << 34
BEFORE_NOUN: Final = 1 << 35

_CLASSES = {
    "determiner": DETERMINER,
    "preposition": PREPOSITION,
    "coordinator": COORDINATOR,
    "subordinator": SUBORDINATOR,
    "relative": RELATIVE,
    "subject": SUBJECT,
    "clitic": CLITIC,
    "negation": NEGATION,
    "adverb": ADVERB,
    "tonic": TONIC,
    "number": NUMBER,
    "abbreviation": ABBREVIATION,
    "time": TIME,
    "noun": NOUN,
    "source": SOURCE,
}
_PUNCTUATION = {
    STOP: ".!?…",
    COMMA: ",",
    COLON: ":",
    SEMICOLON: ";",
    DASH: "–—-―",
    BRACKET: "()[]",
    OPENING | MARK: "«“„‟‹",
    CLOSING | MARK: "»”›",
    OPENING | CLOSING | MARK: '"',
}


class Form(NamedTuple):
    """One reading of a verb form: `tense` is one of inf, prp, pp, pres, imp, ps, fut, cond, subj."""

    lemma: str
    tense: str
    plural: bool


class Verb(NamedTuple):
    """A verb of `verbs.csv`; `act` is empty and `frames` too where it does not report speech."""

    lemma: str
    act: str
    frames: frozenset[str]


def table(name: str) -> list[dict[str, str]]:
    """The rows of `fr/<name>.csv`, cells as text."""
    text = (files(__name__) / "fr" / f"{name}.csv").read_bytes().decode("utf-8")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    return [dict(zip(header, row, strict=True)) for row in rows]


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("classes"):
        found.setdefault(row["class"], set()).add(row["form"])
    return {kind: frozenset(forms) for kind, forms in found.items()}


def classed(kind: str) -> frozenset[str]:
    """The forms of a class of `classes.csv`. Raises KeyError for a class that is not there."""
    return _classes()[kind]


@cache
def verb_table() -> dict[str, Verb]:
    """Every verb by its lemma."""
    return {r["lemma"]: Verb(r["lemma"], r["act"], frozenset(r["frames"].split())) for r in table("verbs")}


@cache
def verbs() -> dict[str, tuple[Form, ...]]:
    """Every form of every verb (third person, infinitive, participles) with its readings."""
    models = {row["model"]: row for row in table("conjugation")}
    forms: dict[str, list[Form]] = {}
    for row in table("verbs"):
        for form, tense, plural in conjugate(row["lemma"], models[row["model"]]):
            reading = Form(row["lemma"], tense, plural)
            readings = forms.setdefault(form, [])
            if reading not in readings:
                readings.append(reading)
    return {form: tuple(readings) for form, readings in forms.items()}


def conjugate(lemma: str, model: dict[str, str]) -> list[tuple[str, str, bool]]:
    """The forms of `lemma` after a row of conjugation.csv: (form, tense, plural)."""
    stem = lemma.removesuffix(model["infinitive"])
    part = stem + model["past_participle"]
    bare = part.replace("dû", "du")
    ends = ("", "e", "", "es") if part.endswith("s") else ("", "e", "s", "es")
    out = [(lemma, "inf", False), (stem + model["present_participle"], "prp", False)]
    out += [((part if not end else bare + end), "pp", end.endswith("s")) for end in ends]
    out += [(stem + model["present_singular"], "pres", False), (stem + model["present_plural"], "pres", True)]
    out += [(stem + model["past_singular"], "ps", False), (stem + model["past_plural"], "ps", True)]
    out += [(stem + model["subjunctive_singular"], "subj", False), (stem + model["subjunctive_plural"], "subj", True)]
    for column, tense, ends3 in (
        ("imperfect_stem", "imp", ("ait", "aient")),
        ("future_stem", "fut", ("a", "ont")),
        ("future_stem", "cond", ("ait", "aient")),
    ):
        out += [(stem + model[column] + ends3[0], tense, False), (stem + model[column] + ends3[1], tense, True)]
    return out


class Tags(dict[str, int]):
    """What each form can be; a form that no table has is judged by its ending."""

    def __missing__(self, form: str) -> int:
        """The bits of an unknown form: endings that only verbs or adverbs have (manipuler, espionnaient, hautement)."""
        bits = next((bits for endings, bits in _ENDINGS if form.endswith(endings)), 0) if len(form) > 4 else 0
        if "-" in form and all(self.get(part, 0) & NUMBER or part == "et" for part in form.split("-")):
            bits = NUMBER  # dix-huit, vingt-et-un
        if len(self) < MOST_FORMS:
            self[form] = bits
        return bits


MOST_FORMS = 200_000  # forms kept in memory, so that a word is judged once and a corpus does not fill it

_ENDINGS = (
    (("ssement", "gement", "rnement", "lement"), 0),
    (("mment", "sement", "tement", "quement", "ivement", "eusement", "èrement"), ADVERB),
    (("èrent", "aient", "eront", "erait", "iront", "irait", "issait", "issent"), FINITE),
    (("ier", "iers"), 0),
    (("er", "ir"), INFINITIVE),
    (("erait", "era", "ira"), FINITE),
    (("té", "tés", "tié", "tiés"), 0),
    (("é", "ée", "és", "ées"), PARTICIPLE),
)


@cache
def tags() -> Tags:
    """What each known form can be: bits of the constants above."""
    found = Tags()
    for row in table("words"):
        found[row["form"]] = found.get(row["form"], 0) | _CLASSES[row["class"]]
    reporting = {lemma for lemma, verb in verb_table().items() if verb.act}
    for form, readings in verbs().items():
        bits = 0
        for lemma, tense, _ in readings:
            bits |= {"inf": INFINITIVE, "prp": GERUND, "pp": PARTICIPLE}.get(tense, FINITE)
            if tense not in ("inf", "prp", "pp"):
                bits |= {"être": ETRE, "avoir": AVOIR}.get(lemma, 0)
            if lemma in reporting:
                bits |= REPORTING
        found[form] = found.get(form, 0) | bits
    for bit, marks in _PUNCTUATION.items():
        for mark in marks:
            found[mark] = bit
    found["..."] = STOP
    for mark in "'‘":
        found[mark] = SINGLE
    for row in table("prenominals"):
        found[row["form"]] = found.get(row["form"], 0) | BEFORE_NOUN
    for row in table("locutions"):
        found[row["word"]] = found.get(row["word"], 0) | REPORTING
    for pronoun in ("il", "ils", "elle", "elles", "on", "je", "tu", "nous", "vous", "ce"):
        found[f"-{pronoun}"] = found[f"-t-{pronoun}"] = INVERTED
    return found
