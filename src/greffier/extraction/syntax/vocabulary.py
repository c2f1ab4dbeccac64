"""The words that can name or describe an actor: the lexicon's tables as one index by first word."""

from functools import cache
from typing import NamedTuple

from greffier.extraction.lexicon import CAPITAL, table
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import split


class Entry(NamedTuple):
    """A form of a lexicon: `category` is role, institution, name or place; empty fields say nothing."""

    lows: tuple[str, ...]
    category: str
    kind: str  # of the actor; for places country, place or demonym
    use: str  # the class of a role, the use of an institution, "ordinary" for a name that is a word too
    gender: str = ""
    plural: bool = False
    code: str = ""
    canonical: str = ""
    office: bool = False  # whether a role is a public office
    upper: bool = False  # whether the name is all capitals: SUD is a union, Sud is not
    capitals: tuple[int, ...] = ()  # which of its words must have a capital


class Vocabulary(NamedTuple):
    """`entries` by first word, the longest first; `seconds` has, for a word that opens longer entries only ("le"), what
    can follow it; `first_names` to gender; sets of words.
    """

    entries: dict[str, tuple[Entry, ...]]
    seconds: dict[str, frozenset[str]]
    first_names: dict[str, str]
    particles: frozenset[str]
    qualifiers: frozenset[str]
    prenominals: frozenset[str]
    documents: frozenset[str]
    cues: dict[str, str]
    international: frozenset[str]
    titles: frozenset[str]  # M., Me and the like, as they are written before a name


_ARTICLES = frozenset(("le", "la", "les", "l'"))


def normal(form: str) -> str:
    """A name as its tokens in lower case with a blank between, so that the ways of writing it are one."""
    return " ".join(split(form)).lower()


@cache
def vocabulary() -> Vocabulary:
    """The index of every table of words for actors, read once."""
    found: dict[str, list[Entry]] = {}

    def put(form: str, entry: Entry) -> None:
        words = [form] if form.endswith(".") else split(form)
        # "l'équipe" is no outlet: of "L'Équipe" article and noun must have their capitals; later words vary
        all_capitals = [i for i, word in enumerate(words) if word[0].isupper()]
        capitals = tuple(all_capitals[: 2 if words[0].lower() in _ARTICLES else 1])
        lows = tuple(word.lower() for word in words)
        upper = bool(capitals) and len(form) > 1 and form.isupper()
        found.setdefault(lows[0], []).append(entry._replace(lows=lows, capitals=capitals, upper=upper))

    for row in table("names"):
        use = "ordinary" if row["ordinary"] else ""
        name = Entry((), "name", row["kind"], use, code=row["country"], canonical=normal(row["same_as"] or row["form"]))
        put(row["form"], name)
    for row in table("roles"):
        kind = "person" if row["number"] == "s" else "group"
        office = row["office"] == "yes"
        role = Entry((), "role", kind, row["class"], row["gender"], row["number"] == "p", office=office)
        put(row["form"], role)
        if row["class"] == "title" and len(row["form"]) <= 4:
            put(row["form"] + ".", role)
    for row in table("institutions"):
        put(row["form"], Entry((), "institution", row["kind"], row["use"], row["gender"], row["number"] == "p"))
    for row in table("countries"):
        put(row["form"], Entry((), "place", row["category"], "", code=row["code"]))
    order = ("name", "institution", "role", "place")
    rank = {
        low: sorted(es, key=lambda e: (-len(e.lows), order.index(e.category), e.kind == "demonym"))
        for low, es in found.items()
    }
    return Vocabulary(
        {low: tuple(es) for low, es in rank.items()},
        {low: frozenset(e.lows[1] for e in es) for low, es in rank.items() if all(len(e.lows) > 1 for e in es)},
        {row["form"]: row["gender"] for row in table("first_names")},
        frozenset(row["form"] for row in table("particles")),
        frozenset(row["form"] for row in table("qualifiers")),
        frozenset(row["form"] for row in table("prenominals")),
        frozenset(row["form"] for row in table("speech") if row["owned"]),
        {row["form"]: row["kind"] for row in table("cues")},
        frozenset(row["form"] for row in table("international")),
        frozenset(
            form for row in table("roles") if row["class"] == "title" for form in (row["form"], row["form"] + ".")
        ),
    )


def match(text: Text, k: int, entries: tuple[Entry, ...]) -> list[Entry]:
    """The entries at token `k`, the longest first; a name only where its capital is too."""
    out = []
    lows = text.lows
    second = lows[k + 1] if k + 1 < len(lows) else ""
    for entry in entries:
        size = len(entry.lows)
        if size > 1 and (second != entry.lows[1] or size > 2 and tuple(lows[k : k + size]) != entry.lows):
            continue
        if not entry.capitals or _is_capitalised(text, k, entry):
            out.append(entry)
    return out


def _is_capitalised(text: Text, k: int, entry: Entry) -> bool:
    """Whether the words of a name at token `k` have the capitals that it asks for."""
    return all(text.words[k + place][: 1 + entry.upper].isupper() for place in entry.capitals)


def is_people(text: Text, k: int, limit: int) -> bool:
    """Whether a noun for people is at `k`: "un voisin aux enquêteurs" is no phrase: they are the addressees."""
    entries = vocabulary().entries.get(text.lows[k], ()) if k < limit and not text.bits[k] & CAPITAL else ()
    return any(entry.category == "role" and len(entry.lows) == 1 for entry in entries)


def is_longer(text: Text, k: int) -> bool:
    """Whether the noun at `k` opens one of several words: "ordre des avocats", "conseillers municipaux"."""
    return any(len(entry.lows) > 1 for entry in match(text, k, vocabulary().entries.get(text.lows[k], ())))
