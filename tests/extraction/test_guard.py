"""Texts that broke a run, and any text made of pieces of real ones: records keep their promises, and nothing fails."""

import json
import random
import traceback
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import ROOT, trials

from greffier.extraction.pipeline import extract
from greffier.model import Extraction

TEXT = (ROOT / "data" / "articles" / "nso-amnesty-2020.txt").read_text(encoding="utf-8")
WORDS = TEXT.split(" ")
#: Articles of gold, where they stand beside the repository.
GOLD = ROOT.parent / "shared" / "gold" / "dev"
DAYS = (None, date(2020, 7, 13), date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31))


def promised(found: Extraction) -> None:
    """Asserts what holds for every extraction."""
    starts = [statement.parts[0].start for statement in found.statements]
    mentions = [decision.mentions[0].start for decision in found.decisions]
    mentions = [mention[:2] for actor in found.actors for mention in actor.mentions]
    for ids in (starts, mentions, mentions, [actor.actor_id for actor in found.actors]):
        assert len(set(ids)) == len(ids)
    spans = [span[-2:] for actor in found.actors for span in actor.evidence] + mentions
    for said in found.statements:
        spans += [*said.parts, *(span[1:] for span in said.evidence), *filter(None, (said.speaker, said.cue))]
    for ruling in found.decisions:
        spans += [*ruling.mentions, *(span[1:] for span in ruling.evidence), *(party[2:] for party in ruling.parties)]
        spans += filter(None, (ruling.subject, ruling.sanction, ruling.date, ruling.announced))
    assert all(0 <= start < end <= len(found.article.text) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "published_on"),
    [
        ("Il a écopé", None),
        ("Il a écopé d'un", None),
        ("compte«c.\n«'", None),
        ("-qui a rappelé que F", None),
        ("Le ministre a dénoncé la «demande à", None),
        ("Le ministre a réagi, faisant part de", None),
        ("Benoît Hamon, a fait l'objet d'une mise en", None),
        ("les deux enfants, Sébastien et", None),
        ("« Je n'étais pas là », s'", None),
        ("Le dirigeant de l' Autorité des technologies de communication et d'information (BTK)", None),
        ("La Cour condamné confirme confirme la destitution", None),
        *[
            (f"Le tribunal a condamné {day} Jean Morel.", published_on)
            for day in ("mardi", "mardi 31", "hier", "demain", "mardi prochain", "il y a neuf jours", "le mois dernier")
            for published_on in (date(1, 1, 1), date(9999, 12, 31))
        ],
    ],
)
def test_texts_that_broke_a_run_do_not(text: str, published_on: date | None) -> None:
    promised(extract(text, article_id="x", published_on=published_on))


#: A stretch of the article, changed: words dropped, doubled or swapped, letters cut, marks put in.
WAYS = ["drop", "twice", "swap", "cut", "«", "»", "“", '"', "'", "-", "\n", "."]
CHANGES = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(WAYS)), max_size=8)


def changed(words: list[str], changes: list[tuple[int, str]]) -> str:
    for place, change in changes:
        k = place % max(len(words), 1)
        if change == "drop":
            words = words[:k] + words[k + 1 :]
        elif change == "twice":
            words = [*words[: k + 1], *words[k:]]
        elif change == "swap" and k + 1 < len(words):
            words = [*words[:k], words[k + 1], words[k], *words[k + 2 :]]
        elif change == "cut" and words:
            words = [*words[:k], words[k][:-1], *words[k + 1 :]]
        elif words:
            words = [*words[:k], change + words[k], *words[k + 1 :]]
    return " ".join(words)


QUIET = [HealthCheck.too_slow]


@settings(max_examples=120, deadline=None, suppress_health_check=QUIET)
@given(st.integers(0, len(WORDS)), st.integers(1, 60), CHANGES)
def test_a_changed_stretch_of_a_real_text_keeps_the_promises(start, length, changes):
    promised(extract(changed(WORDS[start : start + length], changes), article_id="x", published_on=date(2020, 7, 13)))


@pytest.mark.slow
def test_so_do_a_hundred_thousand() -> None:
    count = trials(100_000)
    chance = random.Random(f"{count} stretches")
    texts = [WORDS, *(json.loads(path.read_text(encoding="utf-8"))["text"].split(" ") for path in sorted(GOLD.glob("*.json")))]
    broken: dict[str, str] = {}
    for _ in range(count):
        words = chance.choice(texts)
        start = chance.randrange(len(words))
        changes = [(chance.randrange(41), chance.choice(WAYS)) for _ in range(chance.randrange(9))]
        stretch = changed(words[start : start + chance.randint(1, 60)], changes)
        try:
            promised(extract(stretch, article_id="x", published_on=chance.choice(DAYS)))
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            broken.setdefault(f"{type(error).__name__}: {error} ({last.filename}:{last.lineno})", stretch)
    print(f"{count} stretches of {len(texts)} texts, {len(broken)} kinds of fault")
    assert broken == {}


def words_of(found: Extraction, form: str) -> object:
    """The records with the words of their spans in the place of the spans."""
    text = found.article.text

    def plain(value: object) -> object:
        if isinstance(value, tuple) and hasattr(value, "start"):
            head = tuple(plain(each) for each in value if not isinstance(each, int))
            return (*head, unicodedata.normalize(form, text[value.start : value.end]))
        if isinstance(value, tuple):
            return tuple(map(plain, value))
        return unicodedata.normalize(form, value) if isinstance(value, str) else value

    statements = [statement._replace(decision=statement.decision is not None) for statement in found.statements]
    return plain((found.actors, tuple(statements), found.decisions))


FORMS = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "BOM": lambda text: "\ufeff" + text,
}


def same_in(form: str, text: str, published_on: date | None) -> None:
    one = extract(text, article_id="x", published_on=published_on)
    other = extract(FORMS[form](text), article_id="x", published_on=published_on)
    first, second = words_of(one, "NFC"), words_of(other, "NFC")
    assert str(second).replace("\\r\\n", "\\n") == str(first)
    promised(other)


@pytest.mark.parametrize("form", FORMS)
def test_a_text_says_the_same_however_its_letters_and_lines_are_written(form: str) -> None:
    same_in(form, TEXT, date(2020, 7, 13))


def test_a_role_is_in_the_letters_of_its_text() -> None:
    text = unicodedata.normalize("NFD", "Le procureur général de Nîmes, Rémi Bélot, a requis la relaxe. « Né à Sète », a dit Rémi Bélot.")
    roles = {actor.role for actor in extract(text, article_id="x").actors if actor.role}
    assert roles
    assert all(role in text for role in roles)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_so_do_the_gold_articles(form: str, gold: Path) -> None:
    differing = []
    for path in sorted(gold.glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        day = entry.get("published_on")
        try:
            same_in(form, unicodedata.normalize("NFC", entry["text"]), date.fromisoformat(day) if day else None)
        except AssertionError:
            differing.append(path.stem)
    assert differing == []
