"""Two versions of a dataset: which rows were added, removed and changed, by their keys."""

import io
import subprocess
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from greffier.errors import PackageError
from greffier.package import Package, Resource, open_package, package_in
from greffier.package.records import raw_rows, schema_of
from greffier.package.reviews import row_id
from greffier.package.storage import Archive

Cells = dict[str, str]
#: What says where a row stands or how it was found: it changes when words before it do.
_PLACES = frozenset({"start", "end", "rule", "statement_id", "decision_id", "mention_id", "actor_id", "row_id"})
#: Tables of which notes say only how many rows changed.
_COUNTED = frozenset({"mentions", "evidence", "articles"})


class Change(NamedTuple):
    """A row that is in both versions: its keys there, and its cells that differ, each old and new."""

    old_key: str
    key: str
    cells: dict[str, tuple[str, str]]


class TableDiff(NamedTuple):
    """How a table changed; `changed` with two different keys are rows that were renamed."""

    table: str
    added: dict[str, Cells]
    removed: dict[str, Cells]
    changed: list[Change]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were added, removed and changed."""
        return {"added": len(self.added), "removed": len(self.removed), "changed": len(self.changed)}


def open_version(source: str, beside: Path = Path()) -> Package:
    """A version of a package: a folder, a zip, an address, or a git revision of the repository that `beside` is in."""
    if "://" in source or Path(source).exists():
        return open_package(source)
    folder = str(beside if beside.is_dir() else beside.parent)
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", source + "^{commit}")
    if not commit:
        raise PackageError(f"{source}: no such file or folder, and no revision that git knows in {folder}")
    prefix = (_git(folder, "rev-parse", "--show-prefix") or b"").decode().strip()
    top = (_git(folder, "rev-parse", "--show-toplevel") or b"").decode().strip()
    packed = _git(top, "archive", "--format=zip", f"{commit.decode().strip()}:{prefix}")
    if packed is None:
        raise PackageError(f"{source}: git has no folder {prefix or '.'} in that revision")
    return package_in(Archive(io.BytesIO(packed), source))


def diff(old: Package, new: Package) -> list[TableDiff]:
    """How each table of the new version differs from the old one; tables without a difference are left out."""
    before, after = _tables(old), _tables(new)
    renamed = _renamed_actors(before, after)
    found = [_table(name, before, after, renamed) for name in dict.fromkeys([*after, *before])]
    return [table for table in found if any(table.counts.values())]


def as_text(found: list[TableDiff]) -> Iterator[str]:
    """The differences for a terminal: `+` added, `-` removed, `~` changed."""
    if not found:
        yield "no row differs"
    for table in found:
        yield f"{table.table}: {_counted(table)}"
        yield from (f"  + {key}: {_told(row)}" for key, row in table.added.items())
        yield from (f"  - {key}: {_told(row)}" for key, row in table.removed.items())
        for change in table.changed:
            yield f"  ~ {change.key}" + (f" (was {change.old_key})" if change.old_key != change.key else "")
            yield from (f"      {column}: {old!r} -> {new!r}" for column, (old, new) in change.cells.items())


def as_markdown(found: list[TableDiff]) -> Iterator[str]:
    """The differences as notes of a release; of mentions and evidence only how many there are."""
    if not found:
        yield "No row differs."
    for table in found:
        yield f"### {table.table}: {_counted(table)}\n"
        if table.table in _COUNTED:
            continue
        lines = [f"- added `{key}`: {_told(row)}" for key, row in table.added.items()]
        lines += [f"- removed `{key}`: {_told(row)}" for key, row in table.removed.items()]
        for change in table.changed:
            was = f" (was `{change.old_key}`)" if change.old_key != change.key else ""
            cells = "; ".join(f"{name}: {old or '—'} → {new or '—'}" for name, (old, new) in change.cells.items())
            lines.append(f"- changed `{change.key}`{was}: {cells or 'its place'}")
        yield "\n".join(lines) + "\n"


def as_json(found: list[TableDiff]) -> list[dict[str, Any]]:
    """The differences as plain values."""
    return [table._asdict() | {"changed": [change._asdict() for change in table.changed]} for table in found]


def _tables(package: Package) -> dict[str, dict[str, Cells]]:
    return {resource.name: _rows(resource) for resource in package.resources if resource.schema is not None}


def _rows(resource: Resource) -> dict[str, Cells]:
    schema = schema_of(resource)
    if not schema.primary_key:
        return {}
    return {row_id(row.cells, schema): row.cells for row in raw_rows(resource)}


def _table(name: str, before: Mapping[str, Any], after: Mapping[str, Any], actors: Mapping[str, str]) -> TableDiff:
    old, new = before.get(name, {}), after.get(name, {})
    added = {key: row for key, row in new.items() if key not in old}
    removed = {key: row for key, row in old.items() if key not in new}
    pairs = [(key, key) for key in new if key in old]
    renamed = [(was, now) for was, now in actors.items()] if name == "actors" else _same(removed, added)
    for was, now in renamed:
        del removed[was], added[now]
    changed = []
    for was, now in [*pairs, *renamed]:
        # a column that one of them has not is empty there
        columns = dict.fromkeys([*new[now], *old[was]])
        cells = {c: (old[was].get(c, ""), new[now].get(c, "")) for c in columns}
        cells = {c: pair for c, pair in cells.items() if pair[0] != pair[1] and (was == now or c not in _PLACES)}
        if cells or was != now:
            changed.append(Change(was, now, cells))
    return TableDiff(name, added, removed, sorted(changed, key=lambda change: change.key))


def _same(removed: Mapping[str, Cells], added: Mapping[str, Cells]) -> list[tuple[str, str]]:
    """Rows that say the same in the same words at another place: each only where it is the only one that does."""

    def said(row: Cells) -> Hashable:
        return tuple((column, cell) for column, cell in row.items() if column not in _PLACES)

    was, now = Counter(map(said, removed.values())), Counter(map(said, added.values()))
    found = {said(row): key for key, row in added.items()}
    pairs = ((key, said(row)) for key, row in removed.items())
    return [(key, found[words]) for key, words in pairs if was[words] == now[words] == 1]


def _renamed_actors(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Actors that go by another id: the same words in the same articles mean them."""
    old, new = _meant(before.get("mentions", {})), _meant(after.get("mentions", {}))
    gone = {actor: words for actor, words in old.items() if actor not in after.get("actors", {})}
    come = {actor: words for actor, words in new.items() if actor not in before.get("actors", {})}
    found = {}
    for actor, words in gone.items():
        same = [other for other, others in come.items() if others == words]
        if len(same) == 1 and sum(others == words for others in gone.values()) == 1:
            found[actor] = same[0]
    return found


def _meant(mentions: Mapping[str, Cells]) -> dict[str, list[tuple[str, str]]]:
    found = defaultdict(list)
    for row in mentions.values():
        found[row["actor_id"]].append((row["article_id"], row["text"]))
    return {actor: sorted(words) for actor, words in found.items()}


def _counted(table: TableDiff) -> str:
    return ", ".join(f"{count} {what}" for what, count in table.counts.items() if count)


def _told(row: Cells) -> str:
    """What a row says, short."""
    words = row.get("text") or row.get("outcome_text") or row.get("name") or " ".join(filter(None, row.values()))
    words = " ".join(words.split())
    return words if len(words) <= 100 else words[:100] + "…"


def _git(folder: str, *arguments: str) -> bytes | None:
    """What git answers; None where it, or what it is asked for, is not there."""
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
