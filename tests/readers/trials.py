"""Random proposals for random texts, each with what must become of it, reckoned in another way than the package does."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any, NamedTuple

from greffier.model import Article

WORDS = (
    "le la juge tribunal rejette demande l’accord n’est pas prouvé décision où élève ça société « grave » l'État "
    "procès-verbal œuvre à Vire : déboutée, condamné ; recours ! coûts"
).split()
INVENTED = ("licorne", "zéphyr", "kaléidoscope", "quiproquo", "xylophone")
CUES = ("affirme", "soutient", "dément", "a confirmé", "explique")


class Trial(NamedTuple):
    """A proposal, and the words that its one statement must stand on: None where it must be refused."""

    article: Article
    entry: dict[str, Any]
    words: str | None
    start: int | None = None


def plain(text: str) -> str:
    """Text as it is compared, after the words of the documentation, one rule after the other."""
    text = unicodedata.normalize("NFC", text)
    for marks, mark in (("«»“”„", '"'), ("’‘ʼ", "'"), ("\u2010\u2011", "-")):
        text = re.sub(f"[{marks}]", mark, text)
    text = re.sub("[\u00ad\u200b\u2060\ufeff]", "", text.replace("…", "..."))
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r' ?" ?', '"', re.sub(r" ([;:!?])", r"\1", text))


def count(text: str, words: str) -> int:
    """How often the words stand in the text, as whole words, places that overlap counted too."""
    wanted = plain(words)
    wanted = wanted.strip('"') if '"' not in wanted[1:-1] else wanted
    first = r"(?<!\w)" if wanted[:1].isalnum() else ""
    last = r"(?!\w)" if wanted[-1:].isalnum() else ""
    found = len(re.findall(f"{first}(?={re.escape(wanted)}{last})", plain(text)))
    return found or (count(text, wanted.rstrip(".")) if wanted.endswith(".") else 0)


def trials(number: int, seed: int) -> Iterator[Trial]:
    """So many trials, the same ones for a seed: verbatim, typed otherwise, altered, invented, and told by their cue."""
    random = Random(seed)
    for _ in range(number):
        yield random.choice((_verbatim, _retyped, _altered, _invented, _by_cue))(random)


def _entry(content: list[str], **cells: str) -> dict[str, Any]:
    row = {"act": "say", "text": content, **cells}
    return {"article_id": "trial", "reader": "somebody", "statements": [row]}


def _article(text: str) -> Article:
    return Article("trial", text, date(2024, 5, 6))


def _text(random: Random) -> str:
    words = random.choices(WORDS, k=random.randint(15, 60))
    return " ".join(words) + random.choice((".", " .", "", "\n"))


def _piece(random: Random, text: str) -> str:
    """Some whole words of the text."""
    ends = [found.span() for found in re.finditer(r"\w+", text)]
    first = random.randrange(len(ends))
    last = min(first + random.randint(0, 9), len(ends) - 1)
    return text[ends[first][0] : ends[last][1]]


def _expected(text: str, words: str) -> str | None:
    return words if count(text, words) == 1 else None


def _verbatim(random: Random) -> Trial:
    text = _text(random)
    words = _piece(random, text)
    return Trial(_article(text), _entry([words]), _expected(text, words))


def _retyped(random: Random) -> Trial:
    """The same words as another keyboard, or a model, writes them."""
    text = _text(random)
    words = _piece(random, text)
    for old, new in (("’", "'"), ("'", "’"), (" ", "\u00a0"), (" ", "  "), ("« ", "“"), (" »", "”"), (" :", ":")):
        if random.random() < 0.3:
            words = words.replace(old, new)
    if random.random() < 0.3:
        words = unicodedata.normalize("NFD", words)
    if random.random() < 0.2:
        text = unicodedata.normalize("NFD", text)
    if random.random() < 0.2:
        words = f"« {words} »"
    if random.random() < 0.2:
        words += "."
    return Trial(_article(text), _entry([words]), _expected(text, words))


def _altered(random: Random) -> Trial:
    """Words with one letter, one word or their order changed."""
    text = _text(random)
    words = _piece(random, text).split(" ")
    place = random.randrange(len(words))
    change = random.randrange(4)
    if change == 0:
        words[place] = words[place][:-1] + random.choice("abcxyz")
    elif change == 1:
        words[place] = random.choice(WORDS)
    elif change == 2:
        random.shuffle(words)
    else:
        del words[place]
    content = " ".join(words) or "rien"
    return Trial(_article(text), _entry([content]), _expected(text, content) if re.search(r"\w", content) else None)


def _invented(random: Random) -> Trial:
    text = _text(random)
    words = [*_piece(random, text).split(" "), random.choice(INVENTED)]
    random.shuffle(words)
    return Trial(_article(text), _entry([" ".join(words)]), None)


def _by_cue(random: Random) -> Trial:
    """A content that several people say, told by its verb where only one of them says it so."""
    contents = [" ".join(random.choices(("rien", "tout", "cela"), k=2)) for _ in range(3)]
    said = [(random.choice(CUES), random.choice(contents)) for _ in range(random.randint(2, 8))]
    text, places = "", []
    for cue, content in said:
        text += f"Dans la salle d'audience, un témoin {cue} que "
        places.append(len(text))
        text += f"{content} devant le tribunal réuni ce jour-là. "
    k = random.randrange(len(said))
    cue, content = said[k]
    alone = said.count(said[k]) == 1
    return Trial(_article(text), _entry([content], cue=cue), content if alone else None, places[k] if alone else None)
