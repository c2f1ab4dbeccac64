"""Aliases: several extracted actors that are one."""

from collections.abc import Iterable, Mapping

from greffier.dataset.corrections import Misfit
from greffier.dataset.curation import Curated
from greffier.dataset.rows import Row, Rows
from greffier.errors import CorrectionError
from greffier.package.schema import Schema


def merge(rows: Rows, aliases: Iterable[Curated], schemas: Mapping[str, Schema]) -> Rows:
    """The rows with each alias merged into its actor, which keeps its own cells and takes over those it lacks."""
    final, misfits = survivors(rows, aliases)
    if misfits:
        raise CorrectionError("\n".join(misfit.why for misfit in misfits))
    return merged_into(rows, final, schemas)


def merged_into(rows: Rows, final: Mapping[str, str], schemas: Mapping[str, Schema]) -> Rows:
    """The rows with each actor named in `final` merged into the one it is there."""
    merged = renamed(rows, final, schemas)
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


def renamed(rows: Rows, final: Mapping[str, str], schemas: Mapping[str, Schema]) -> Rows:
    """The rows with each reference to an actor named in `final` leading to the one it is there."""
    found: Rows = {name: [_renamed(row, schemas[name], final) for row in table] for name, table in rows.items()}
    found["evidence"] = [_renamed_evidence(row, final) for row in found["evidence"]]
    return found


def survivors(rows: Rows, aliases: Iterable[Curated]) -> tuple[dict[str, str], list[Misfit]]:
    """The actor that each alias is at last merged into, and the aliases that name no actor or go round."""
    known = {row["actor_id"] for row in rows["actors"]}
    step: dict[str, Curated] = {}
    misfits = []
    for line in aliases:
        gone = [line.cells[column] for column in ("alias_id", "actor_id") if line.cells[column] not in known]
        if gone:
            why = f"no actor {gone[0]!r} is found any more; drop or renew the alias"
            misfits.append(Misfit(line, f"{line.where}: {why}"))
        else:
            step[line.cells["alias_id"]] = line
    final = {}
    for alias, line in step.items():
        path = [alias]
        while path[-1] in step and step[path[-1]].cells["actor_id"] not in path:
            path.append(step[path[-1]].cells["actor_id"])
        if path[-1] in step:
            round_ = " -> ".join([*path, step[path[-1]].cells["actor_id"]])
            misfits.append(Misfit(line, f"{line.where}: the aliases go round: {round_}; drop one"))
        else:
            final[alias] = path[-1]
    return final, misfits


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
