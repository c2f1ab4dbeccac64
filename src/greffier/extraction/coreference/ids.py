"""The ids of actors: slugs of their names, within the article where a description or a single name is all."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from greffier.extraction.coreference.entity import Cluster
from greffier.extraction.coreference.names import PLAIN
from greffier.extraction.syntax.text import Text

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "’": "-", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


@lru_cache(maxsize=10_000)
def slug(name: str) -> str:
    """A name as an id: ASCII, lower case, hyphens."""
    plain = name.lower().translate(PLAIN).translate(_LETTERS)
    if not plain.isascii():
        # one after the other: to put the marks in order, which fall away, would take the square of their number
        apart = "".join(unicodedata.normalize("NFKD", letter) for letter in plain)
        plain = apart.encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain).strip("-") or "x"


def ids(text: Text, article_id: str, clusters: Sequence[Cluster]) -> list[str]:
    """An id for each cluster, empty where it has no mention; names before descriptions, namesakes numbered."""
    found = [""] * len(clusters)
    taken: set[str] = set()
    namesakes: dict[str, int] = {}
    for cluster in sorted(clusters, key=lambda one: not one.known):
        if not cluster.mentions:
            continue
        base = made = _plain(text, article_id, cluster)
        while made in taken:
            namesakes[base] = namesakes.get(base, 1) + 1
            made = f"{base}-{namesakes[base]}"
        taken.add(made)
        found[cluster.number] = made
    return found


def _plain(text: Text, article_id: str, cluster: Cluster) -> str:
    """The id of a cluster by its fullest form, if no other has it."""
    fullest = max(cluster.mentions, key=lambda one: (one.last - one.first, -one.first))
    start, end = text.span(fullest.first, fullest.last)
    name = text.string[start:end]
    single = cluster.kind == "person" and len(name.split()) < 2
    own = cluster.known and name[0].isupper() and not single
    return slug(name) if own else f"{article_id}.{slug(name)}"
