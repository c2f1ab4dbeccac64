"""The whole of a conversion: from addresses to a package, going on where an earlier run was stopped."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from greffier.corpus import columns, links
from greffier.corpus.actors import identify
from greffier.corpus.conversion import Task, convert, fingerprint
from greffier.corpus.engines import Engine, Lost, engine, run
from greffier.corpus.finishing import PUBLISHED, Finish, finish
from greffier.corpus.gathering import Part, gathered, rows, text
from greffier.corpus.inputs import Inputs, Record
from greffier.corpus.package import Draft, lists
from greffier.corpus.partitions import Partition, cut
from greffier.corpus.progress import Progress
from greffier.corpus.reading import PLAIN, Naming
from greffier.corpus.store import Store, opened, writing
from greffier.dataset.curation import Curated, curated
from greffier.errors import InputError
from greffier.package import Package, installed_package
from greffier.package.records import schema_of
from greffier.package.storage import Folder

if TYPE_CHECKING:
    import duckdb

ALIASES = "data/curated/aliases.csv"


class Plan(NamedTuple):
    """What a run has before it: files, bytes, records, partitions, and how many of these are done already."""

    files: int
    bytes: int
    records: int
    partitions: int
    done: int


class Outcome(NamedTuple):
    """What a run made: the rows of each table, the records it converted, and those found converted already."""

    counts: dict[str, int]
    converted: int
    found: int


def plan(addresses: Iterable[str], target: Path, naming: Naming) -> Plan:
    """What `convert_archive` would do; everything is read, nothing is converted or written."""
    inputs, store = Inputs(addresses), Store(target)
    records = partitions = done = 0
    for partition in cut(inputs.records()):
        records += len(partition.records)
        partitions += 1
        done += store.has(_key(partition, naming))
    return Plan(len(inputs.files), inputs.bytes, records, partitions, done)


def convert_archive(
    addresses: Iterable[str],
    target: Path,
    naming: Naming = PLAIN,
    aliases: Path | None = None,
    workers: int = 1,
    scheduler: str | None = None,
) -> Outcome:
    """Makes, or makes up to date, the package in the folder `target` from the archives at the addresses.

    Finished partitions are kept there, so that a run goes on where another was stopped. InputError where nothing can
    be converted, where `target` holds something else or has no room left, or where no scheduler answers.
    """
    inputs = Inputs(addresses)
    merged = _aliases(aliases) if aliases else []
    given = {ALIASES: aliases.read_bytes()} if aliases else {}
    with writing(target), opened(target) as store, engine(workers, scheduler) as workforce:
        parts, converted, found = _converted(inputs, store, naming, workforce)
        if not parts:
            raise InputError(f"{', '.join(inputs.addresses)}: no article in it")
        with gathered(parts, _room(store.work / "gather")) as base:
            _place(base, parts)
            identify(base, merged)
            links.link(base)
            counts = _published(store, parts, base, workforce, given)
        store.drop_others({part.folder.name for part in parts})
        shutil.rmtree(store.work / "gather", ignore_errors=True)
        shutil.rmtree(store.work / "places", ignore_errors=True)
    return Outcome(counts, converted, found)


def _converted(inputs: Inputs, store: Store, naming: Naming, workforce: Engine) -> tuple[list[Part], int, int]:
    """All partitions, those converted that were not yet, and how many records were converted and found."""
    parts: list[Part] = []
    found = converted = 0
    running: dict[int, tuple[str, Task, int]] = {}
    asked: set[str] = set()
    places = _room(store.work / "places")

    def tasks() -> Iterator[Task]:
        nonlocal found
        for number, partition in enumerate(cut(inputs.records())):
            key = _key(partition, naming)
            parts.append(Part(number, store.folder(key), places / f"{number}.parquet"))
            parts[-1].places.write_bytes(_places(number, partition))
            if key in asked or store.has(key):
                found += len(partition.records)
                progress.show(len(partition.records), inputs.read)
                continue
            asked.add(key)
            task = Task(partition.records, naming, fingerprint())
            running[len(asked) - 1] = key, task, inputs.read
            yield task

    progress = Progress(inputs.bytes, "converting")
    try:
        for number, result in run(workforce, convert, tasks()):
            key, task, read = running.pop(number)
            store.put(key, _tables(result, task, workforce))
            converted += len(task.records)
            progress.show(len(task.records), read)
    finally:
        progress.close()
    return parts, converted, found


def _tables(result: Any, task: Task, workforce: Engine) -> Mapping[str, bytes]:
    """The result of a task; of one that took its workers down, without the records that did it."""
    if isinstance(result, Lost):
        fatal = set(_fatal(task, 0, workforce))
        reason = b"takes the process that reads it down, as what needs more memory than there is does"
        records = tuple(
            Record(record.where, "fault", reason) if number in fatal else record
            for number, record in enumerate(task.records)
        )
        result = _alone(task._replace(records=records), workforce)
    if isinstance(result, BaseException):
        if isinstance(result, Lost):
            raise InputError("the workers die of a partition, and of no article in it; give them more memory, or fewer")
        raise result
    tables: Mapping[str, bytes] = result
    return tables


def _fatal(task: Task, first: int, workforce: Engine) -> Iterator[int]:
    """The numbers of the records that take a worker down, by halves."""
    middle = len(task.records) // 2
    for begin, some in ((first, task.records[:middle]), (first + middle, task.records[middle:])):
        half = task._replace(records=some)
        if some and isinstance(_alone(half, workforce), Lost):
            if len(some) == 1:
                yield begin
            else:
                yield from _fatal(half, begin, workforce)


def _alone(task: Task, workforce: Engine) -> Any:
    return next(run(workforce, convert, [task]))[1]


def _published(
    store: Store, parts: Sequence[Part], base: "duckdb.DuckDBPyConnection", workforce: Engine, given: dict[str, bytes]
) -> dict[str, int]:
    """Writes the package; returns the number of rows of each table."""
    draft = Draft(store)
    for name, found in lists(base):
        draft.add_rows(name, found)
    waiting: dict[int, dict[str, tuple[bytes, int]]] = {}
    turn = 0
    for number, result in run(workforce, finish, _finishes(parts, base)):
        if isinstance(result, BaseException):
            raise result
        waiting[number] = result
        while turn in waiting:
            for name, (data, count) in waiting.pop(turn).items():
                draft.add(name, data, count)
            turn += 1
    return draft.publish(given)


def _finishes(parts: Sequence[Part], base: "duckdb.DuckDBPyConnection") -> Iterator[Finish]:
    dropped = _ByPart(
        base,
        """SELECT a.part, a.row, CASE WHEN k.place.p = a.part THEN NULL ELSE a.article_id END FROM articles_found a
        LEFT JOIN kept k USING (article_id) WHERE k.place IS NULL OR (k.place.p, k.place.r) <> (a.part, a.row)
        ORDER BY a.part""",
    )
    renamed = _ByPart(
        base,
        "SELECT part, article_id, actor_id, final FROM occurrences WHERE final <> actor_id ORDER BY part",
    )
    same = _ByPart(base, "SELECT part, decision_id, first FROM same_as ORDER BY part")
    for part in parts:
        gone = dropped.of(part.number)
        yield Finish(
            {name: (part.folder / f"{name}.parquet").read_bytes() for name in PUBLISHED},
            frozenset(row for row, _ in gone),
            frozenset(article_id for _, article_id in gone if article_id is not None),
            {(article_id, actor_id): final for article_id, actor_id, final in renamed.of(part.number)},
            dict(same.of(part.number)),
        )


class _ByPart:
    """The rows of a query that is ordered by its first column, the part; parts are asked for in their order."""

    def __init__(self, base: "duckdb.DuckDBPyConnection", sql: str) -> None:
        self.rows = rows(base, sql)
        self.next = next(self.rows, None)

    def of(self, part: int) -> list[tuple[Any, ...]]:
        found = []
        while self.next is not None and self.next[0] == part:
            found.append(self.next[1:])
            self.next = next(self.rows, None)
        return found


def _aliases(path: Path) -> list[Curated]:
    schema = schema_of(installed_package().resource("aliases"))
    entry = {"name": "aliases", "path": path.name, "schema": dict(schema.descriptor)}
    return curated(Package({"resources": [entry]}, Folder(path.parent)), "aliases")


def _key(partition: Partition, naming: Naming) -> str:
    return hashlib.sha256(f"{fingerprint()}\n{naming!r}\n{partition.content}".encode()).hexdigest()[:40]


def _places(number: int, partition: Partition) -> bytes:
    """Where the records of a partition stand, which is no part of what they are."""
    pa = columns.arrow()
    sources = [record.where for record in partition.records]
    numbers = pa.array([number] * len(sources), pa.int32())
    return columns.parquet(pa.table({"part": numbers, "row": pa.array(range(len(sources))), "source": sources}))


def _place(base: "duckdb.DuckDBPyConnection", parts: Sequence[Part]) -> None:
    files = ", ".join(text(str(part.places)) for part in parts)
    base.execute(f"CREATE VIEW places AS FROM read_parquet([{files}])")


def _room(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
