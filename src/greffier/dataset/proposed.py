"""A dataset's readers, the rules and others whose proposals it keeps: what each finds, and what is published."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from greffier.dataset import articles
from greffier.dataset.drafts import ARTICLES
from greffier.errors import InputError, PackageError
from greffier.extraction.pipeline import extract
from greffier.model import Article, Extraction
from greffier.package import DESCRIPTOR, Package, open_package
from greffier.package.records import schema_of
from greffier.readers import store
from greffier.readers.agreement import ORDER, RULES, Agreed, agreement
from greffier.readers.grounding import Grounded, ground
from greffier.readers.joining import joined
from greffier.readers.proposals import Proposal

#: In a descriptor: the readers whose rows are published before a person has read them. Rows of others are published
#: once a person takes them over.
READERS = "readers"


class Reading(NamedTuple):
    """What one reader says of one article, and what of it stands in the words."""

    proposal: Proposal
    grounded: Grounded


class Readings(NamedTuple):
    """The readings of a dataset's articles, by the rules and by others; and a sentence on what could not be read."""

    rules: dict[str, Extraction]
    others: tuple[Reading, ...]
    problems: tuple[str, ...]

    def by_reader(self, article_id: str) -> dict[str, Extraction]:
        """What each reader of an article found, the rules first."""
        found = {RULES: self.rules[article_id]}
        return found | {r.proposal.reader: r.grounded.extraction for r in self.others if _of(r) == article_id}

    def agreed(self, article_id: str) -> list[Agreed]:
        """The rows of all readers of an article, each once, in the order in which a person reads them."""
        return agreement(self.by_reader(article_id))


def readings(dataset: Path, known: dict[Article, Extraction] | None = None) -> Readings:
    """What the readers of a dataset's articles found.

    `known` keeps what the rules find, so that they read each article once. PackageError where the dataset is no
    folder of articles.
    """
    package = open_package(dataset)
    if package.root is None:
        raise PackageError(f"{dataset}: proposals are kept beside articles, in a folder; unpack it first")
    schema = schema_of(package.resource("articles"))
    received = store.read(store.files(package.root))
    if not received.proposals:
        return Readings({}, (), received.problems)
    sources = {source.article_id: source for source in articles.folder_sources(package.root / ARTICLES, schema)}
    problems = list(received.problems)
    known = {} if known is None else known
    rules: dict[str, Extraction] = {}
    others = []
    for proposal in received.proposals:
        source = sources.get(proposal.article_id)
        if source is None:
            problems.append(f"{proposal.reader} has read {proposal.article_id!r}, which is no article of {dataset}")
            continue
        if proposal.article_id not in rules:
            article = articles.read(source, schema)
            if article not in known:
                known[article] = extracted(article)
            rules[proposal.article_id] = known[article]
        others.append(_read(proposal, rules[proposal.article_id]))
    return Readings(rules, tuple(others), tuple(problems))


def extracted(article: Article) -> Extraction:
    """What the rules find in an article."""
    known = article._asdict()
    return extract(known.pop("text"), **known)


def published(package: Package) -> Callable[[Article], Extraction]:
    """What finds the rows of an article that are published before a person reads them: the readers of the descriptor.

    PackageError where the descriptor names them wrongly, InputError where a line of proposals cannot be read.
    """
    readers = readers_of(package)
    if readers == [RULES] or package.root is None:
        return extracted
    received = store.read(store.files(package.root))
    if received.problems:
        raise InputError("\n".join(received.problems))

    def read(article: Article) -> Extraction:
        rules = extracted(article)
        found = {RULES: rules}
        for proposal in received.proposals:
            if proposal.article_id == article.article_id and proposal.reader in readers:
                found[proposal.reader] = _read(proposal, rules).grounded.extraction
        return joined([found[name] for name in readers if name in found] or [Extraction(article, (), (), ())])

    return read


def readers_of(package: Package) -> list[str]:
    """The readers whose rows are published before a person reads them: the rules, unless the descriptor says others."""
    named = package.descriptor.get(READERS, [RULES])
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise PackageError(f'{package.where}: "{READERS}" of {DESCRIPTOR} must be a list of names of readers')
    return named


def as_lines(found: Readings, refused: bool = False, rows: bool = False) -> Iterator[str]:
    """A line for each reading, and how far readers agree; what is refused, and each row, if asked for."""
    if not found.others:
        yield f"no proposals; put some into {store.PROPOSALS}, or ask a model: greffier propose --model NAME"
    for proposal, grounded in found.others:
        _, *records = grounded.extraction
        counts = ", ".join(f"{len(rows)} {name}" for name, rows in zip(_TABLES, records, strict=True))
        yield f"{proposal.article_id} {proposal.reader}: {counts}; {len(grounded.refused)} refused"
        if refused:
            yield from (f"  {refusal}" for refusal in grounded.refused)
    for article_id in found.rules:
        agreed = found.agreed(article_id)
        states = ", ".join(f"{sum(row.state == state for row in agreed)} {state}" for state in ORDER)
        yield f"{article_id}: {len(agreed)} rows of {len(found.by_reader(article_id))} readers: {states}"
        for row in agreed if rows else ():
            yield from _row_lines(row)


_TABLES = ("actors", "statements", "decisions")


def _row_lines(row: Agreed) -> Iterator[str]:
    words = row.cells.get("text") or row.cells.get("outcome_text") or row.cells.get("name", "")
    yield f"  {row.state:12} {row.table[:-1]} {row.row_id} ({', '.join(row.readers)}): {_short(words)}"
    for cell, values in row.differ.items():
        said = "; ".join(f"{reader}: {_short(value) or 'nothing'}" for reader, value in values.items())
        yield f"    {cell}: {said}"


def _short(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:89]}…"


def _read(proposal: Proposal, rules: Extraction) -> Reading:
    return Reading(proposal, ground(rules.article, proposal, rules.actors))


def _of(reading: Reading) -> str:
    return reading.proposal.article_id
