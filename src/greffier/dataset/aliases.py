"""Aliases: several extracted actors that are one."""

from collections.abc import Iterable, Mapping

from greffier.dataset.curation import Curated
from greffier.dataset.rows import Row, Rows
from greffier.errors import CorrectionError
from greffier.package.schema import Schema


def merge(rows: Rows, aliases: Iterable[Curated], schemas: Mapping[str, Schema]) -> Rows:
    """The rows with each alias merged into its actor, which keeps its own cells and takes over those it lacks."""
    final = _survivors(rows, aliases)
    merged: Rows = {name: [_renamed(row, schemas[name], final) for row in table] for name, table in rows.items()}
    merged["evidence"] = [_renamed_evidence(row, final) for row in merged["evidence"]]
    own = {row["actor_id"]: row for row in merged["actors"] if row["actor_id"] not in final}
    taken = {(str(row["actor_id"]), column): row["actor_id"] for row in own.values() for column in row if row[column]}
    for row in merged["actors"]:
        survivor = final.get(str(row["actor_id"]))
        for column, value in row.items():
            if survivor is not None and value and (survivor, column) not in taken and value != survivor:
                own[survivor][column] = value
                taken[survivor, column] = row["actor_id"]
    for row in own.values():
        if row["part_of"] == row["actor_id"]:
            raise CorrectionError(f"data/curated/aliases.csv: would make {row['actor_id']} a part of itself")
    merged["actors"] = list(own.values())
    # of several actors' evidence for one cell, that of the actor whose value stands
    merged["evidence"] = [
        new
        for old, new in zip(rows["evidence"], merged["evidence"], strict=True)
        if new["table"] != "actors" or taken.get((str(new["row_id"]), str(new["field"]))) == old["row_id"]
    ]
    parties = {tuple(row[column] for column in schemas["parties"].primary_key): row for row in merged["parties"]}
    merged["parties"] = list(parties.values())
    return merged


def _survivors(rows: Rows, aliases: Iterable[Curated]) -> dict[str, str]:
    """The actor that each alias is at last merged into."""
    known = {row["actor_id"] for row in rows["actors"]}
    step = {}
    for alias_row in aliases:
        cell = alias_row.cells
        for column in ("alias_id", "actor_id"):
            if cell[column] not in known:
                alias_row.stop(f"no actor {cell[column]!r} is found any more; drop or renew the alias")
        step[cell["alias_id"]] = cell["actor_id"]
    final = {}
    for alias, actor in step.items():
        path = [alias]
        while actor in step and actor not in path:
            path.append(actor)
            actor = step[actor]
        if actor in path:
            raise CorrectionError(f"data/curated/aliases.csv: the aliases go round: {' -> '.join([*path, actor])}")
        final[alias] = actor
    return final


def _renamed(row: Row, schema: Schema, final: Mapping[str, str]) -> Row:
    """The row with the actors that it refers to renamed; an actor's own id stays."""
    own = schema.name == "actors"
    columns = [key.fields[0] for key in schema.foreign_keys if key.resource == "actors" or (own and not key.resource)]
    return row | {column: final.get(str(row[column]), row[column]) for column in columns}


def _renamed_evidence(row: Row, final: Mapping[str, str]) -> Row:
    key = str(row["row_id"])
    if row["table"] == "actors":
        return row | {"row_id": final.get(key, key)}
    if row["table"] == "parties":
        decision, actor, role = key.split(":")
        return row | {"row_id": f"{decision}:{final.get(actor, actor)}:{role}"}
    return row
