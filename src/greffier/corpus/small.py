"""A package of CSV tables from some articles, for an editor to go on with: texts and metadata in files, one writer."""

import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from greffier.corpus import columns
from greffier.corpus.inputs import Inputs
from greffier.corpus.reading import PLAIN, Naming, Reject, article_of, rows_of
from greffier.dataset import articles, drafts, rooms, writer
from greffier.dataset.building import table_schemas
from greffier.dataset.rows import Row, arranged, merge_actors
from greffier.errors import InputError
from greffier.package import DESCRIPTOR, installed_package, reviews
from greffier.package.schema import Schema

REJECTS = "data/rejects.csv"


class Small(NamedTuple):
    """What a conversion made: the rows of each table, and the records that it could not convert."""

    counts: dict[str, int]
    rejects: list[Row]


def convert_small(addresses: Iterable[str], to: Path, naming: Naming = PLAIN) -> Small:
    """Makes a new package in the folder `to` from the articles at the addresses.

    Of the articles one at a time is in memory, beside the actors of all. What cannot be converted is listed in
    data/rejects.csv; nothing is left, and InputError says why, where no article can be.
    """
    schemas = table_schemas(installed_package())
    inputs = Inputs(addresses)
    with rooms.new_folder(to) as folder:
        files = drafts.skeleton(drafts.slug(to.absolute().name))
        writer.fill(folder, files)
        met, rejects = _received(inputs, folder, naming, schemas["articles"])
        with closing(writer.TableFiles(folder / "data", schemas)) as made:
            actors: dict[Any, Row] = {}
            spans: list[Row] = []
            for article_id in sorted(met):
                path = folder / drafts.ARTICLES / f"{article_id}.txt"
                try:
                    found = rows_of(articles.read(articles.Source(article_id, path), schemas["articles"]))
                except Reject as reject:
                    rejects.append(_reject(met[article_id], reject))
                    path.unlink()
                    path.with_suffix(".json").unlink()
                    continue
                spans += merge_actors(actors, found.pop("actors"), found["evidence"])
                made.add(arranged(found, schemas))
            made.add(arranged({"actors": actors.values(), "evidence": spans}, schemas))
        if not made.counts["articles"]:
            more = f"; {rejects[0]['source']}: {rejects[0]['reason']}" if rejects else ""
            raise InputError(f"{', '.join(inputs.addresses)}: no article in it{more}")
        _describe(folder, json.loads(files[DESCRIPTOR]), made.counts, rejects)
    return Small(made.counts, rejects)


def _received(inputs: Inputs, folder: Path, naming: Naming, schema: Schema) -> tuple[dict[str, str], list[Row]]:
    """Puts the articles into the folder; returns where each stood, by its id, and what was no article."""
    met: dict[str, str] = {}
    rejects: list[Row] = []
    for record in inputs.records():
        try:
            article = article_of(record, naming, schema)
            if article.article_id in met:
                raise Reject(f"its id is that of {met[article.article_id]}; change one", article.article_id)
        except Reject as reject:
            rejects.append(_reject(record.where, reject))
            continue
        met[article.article_id] = record.where
        writer.fill(folder, drafts.article_files(article))
    return met, rejects


def _reject(where: str, reject: Reject) -> Row:
    return {"source": where, "article_id": reject.article_id, "reason": str(reject)}


def _describe(folder: Path, descriptor: dict[str, Any], counts: Mapping[str, int], rejects: list[Row]) -> None:
    """Writes the descriptor, and the table of rejects where there are any."""
    for entry in descriptor["resources"]:
        if entry["name"] in reviews.UNITS:
            # nobody has read what was made this moment
            entry["reviewed"] = reviews.Figure(counts[entry["name"]], 0, 0)._asdict()
    if rejects:
        schema = columns.own_schema("rejects")
        path = "schemas/rejects.json"
        table = writer.table_bytes(schema, sorted(rejects, key=lambda row: str(row["source"])))
        writer.fill(folder, {REJECTS: table, path: writer.json_bytes(schema.descriptor)})
        kept = ("type", "format", "mediatype", "encoding")
        like = {name: value for name, value in descriptor["resources"][0].items() if name in kept}
        about = {"name": "rejects", **like, "title": schema.title, "path": REJECTS, "schema": path}
        descriptor["resources"].append(about)
    writer.fill(folder, {DESCRIPTOR: writer.measured(descriptor, folder, {})})
