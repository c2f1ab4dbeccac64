"""A dataset's proposals: what other readers than the rules find in its articles, grounded."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from greffier.dataset import articles
from greffier.dataset.building import extracted
from greffier.dataset.drafts import ARTICLES
from greffier.errors import PackageError
from greffier.model import Extraction
from greffier.package import open_package
from greffier.package.records import schema_of
from greffier.readers import store
from greffier.readers.grounding import Grounded, ground
from greffier.readers.proposals import Proposal


class Reading(NamedTuple):
    """What one reader says of one article, and what of it stands in the words."""

    proposal: Proposal
    grounded: Grounded


class Readings(NamedTuple):
    """The readings of a dataset's articles: by the rules, and by others; and what could not be read."""

    rules: dict[str, Extraction]
    others: tuple[Reading, ...]
    problems: tuple[str, ...]


def readings(dataset: Path) -> Readings:
    """All that the readers of a dataset's articles found; PackageError where it is no folder of articles."""
    package = open_package(dataset)
    if package.root is None:
        raise PackageError(f"{dataset}: proposals are kept beside articles, in a folder; unpack it first")
    schema = schema_of(package.resource("articles"))
    received = store.read(store.files(package.root))
    sources = {source.article_id: source for source in articles.folder_sources(package.root / ARTICLES, schema)}
    problems = list(received.problems)
    rules: dict[str, Extraction] = {}
    others = []
    for proposal in received.proposals:
        source = sources.get(proposal.article_id)
        if source is None:
            problems.append(f"{proposal.reader} has read {proposal.article_id!r}, which is no article of {dataset}")
            continue
        if proposal.article_id not in rules:
            rules[proposal.article_id] = extracted(articles.read(source, schema))
        known = rules[proposal.article_id]
        others.append(Reading(proposal, ground(known.article, proposal, known.actors)))
    return Readings(rules, tuple(others), tuple(problems))


def as_lines(found: Readings, refused: bool = False) -> Iterator[str]:
    """A line for each reading: how many rows of it stand in the words; the refused ones too, if asked for."""
    if not found.others:
        yield f"no proposals; put some into {store.PROPOSALS}, or ask a model: greffier propose --model NAME"
    for proposal, grounded in found.others:
        _, *records = grounded.extraction
        counts = ", ".join(f"{len(rows)} {name}" for name, rows in zip(_TABLES, records, strict=True))
        yield f"{proposal.article_id} {proposal.reader}: {counts}; {len(grounded.refused)} refused"
        if refused:
            yield from (f"  {refusal}" for refusal in grounded.refused)


_TABLES = ("actors", "statements", "decisions")
