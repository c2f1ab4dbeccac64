import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import greffier
from greffier.dataset import writer
from greffier.errors import GreffierError, MissingDependency, PackageError
from greffier.package import open_package
from greffier.package.records import schema_of

PANDAS = {"string": "string", "integer": "Int64", "boolean": "boolean", "date": "datetime64[s]"}
POLARS = {"string": pl.String, "integer": pl.Int64, "boolean": pl.Boolean, "date": pl.Date}


@pytest.mark.parametrize("name", greffier.tables())
def test_each_column_of_the_dataset_has_the_type_of_its_schema(name, root):
    fields = schema_of(open_package(root).resource(name)).fields
    frame, other = greffier.load(name), greffier.load(name, "polars")
    assert list(frame.columns) == other.columns == [field.name for field in fields]
    for field in fields:
        assert str(frame[field.name].dtype) == ("category" if field.values else PANDAS[field.type])
        assert other.schema[field.name] == (pl.Enum(field.values) if field.values else POLARS[field.type])
        if field.values:
            assert list(frame[field.name].cat.categories) == list(field.values)


@pytest.mark.parametrize("name", greffier.tables())
def test_the_backends_agree(name):
    records = greffier.load(name, backend="records")
    assert greffier.load(name, "polars").to_dicts() == records
    frame = greffier.load(name)
    assert len(frame) == len(records)
    for column in frame.columns:
        values = [None if pd.isna(value) else value for value in frame[column]]
        if frame[column].dtype.kind == "M":
            values = [value and value.date() for value in values]
        assert values == [record[column] for record in records]


def test_the_tables_are_those_of_the_descriptor():
    assert greffier.tables() == [
        "articles",
        "actors",
        "mentions",
        "statements",
        "decisions",
        "parties",
        "evidence",
        "aliases",
        "corrections",
        "reviews",
    ]


def test_what_an_id_names_stands_behind_it():
    for name, expected in (
        ("statements", {"article_id": "article", "speaker_id": "speaker", "target_id": "target", "decision_id": "decision"}),
        ("actors", {"part_of": "part_of_name"}),
        ("decisions", {"court_id": "court"}),
        ("parties", {"decision_id": "decision", "actor_id": "actor"}),
    ):
        columns = greffier.joined(name).columns.tolist()
        assert {column: columns[columns.index(column) + 1] for column in expected} == expected
        assert [column for column in columns if column in greffier.load(name).columns] == greffier.load(name).columns.tolist()


def test_a_description_has_every_column_and_every_value():
    text = greffier.describe("decisions")
    for field in schema_of(open_package(Path(__file__).parents[2]).resource("decisions")).fields:
        assert f"{field.name} ({field.type}" in text
        assert field.description in text
        assert all(f"{value}: {field.categories[value]}" in text for value in field.values)
    keys = text.split("\nForeign keys:\n")[1].splitlines()
    assert "    court_id is actor_id in actors" in keys


def test_a_description_is_of_what_the_schema_says(tmp_path):
    fields = [
        {"name": "id", "type": "integer", "description": "A number.", "constraints": {"required": True}, "example": 0},
        {"name": "whole", "type": "integer"},
        {"name": "size", "categories": [{"value": "s", "label": "small"}, "l"]},
    ]
    schema = {"title": "Towns", "description": "Some.", "fields": fields, "primaryKey": ["id"]}
    schema["foreignKeys"] = [{"fields": "whole", "reference": {"resource": "", "fields": "id"}}]
    package = _package(tmp_path, fields, b"id,whole,size\n", schema=schema)
    assert greffier.describe("t", package).splitlines() == [
        "t: Towns",
        "Some.",
        "Primary key: id",
        "",
        "id (integer)",
        "    A number.",
        "    Example: 0",
        "",
        "whole (integer, may be empty)",
        "    ",
        "",
        "size (any, may be empty)",
        "    ",
        "    s: small",
        "    l",
        "",
        "Foreign keys:",
        "    whole is id in t",
    ]
    bare = _package(tmp_path, fields, b"id,whole,size\n", schema={"fields": [{"name": "x"}]})
    assert greffier.describe("t", bare).splitlines() == ["t: ", "", "Primary key: none", "", "x (any, may be empty)", "    "]


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("statement", {}, "has no table 'statement'; its tables are articles, actors, mentions, statements"),
        ("statements", {"backend": "dask"}, "no backend 'dask'; the backends are pandas, polars, records"),
        ("statements", {"package": "/nowhere"}, "/nowhere: no such file or folder"),
    ],
)
def test_a_wrong_name_lists_the_right_ones(name, arguments, message):
    with pytest.raises(GreffierError, match=message):
        greffier.load(name, **arguments)


@pytest.mark.parametrize("top", ["", "dataset-main/"])
def test_a_package_in_a_zip_is_loaded_like_its_folder(dataset, tmp_path, top):
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(dataset.rglob("*")):
            packed.write(path, top + path.relative_to(dataset).as_posix())
    for name in greffier.tables(archive):
        pd.testing.assert_frame_equal(greffier.load(name, package=archive), greffier.load(name, package=dataset))


def _package(folder: Path, fields: list[dict[str, object]], table: bytes, **resource: object) -> Path:
    descriptor = {"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": fields}, **resource}]}
    (folder / "t.csv").write_bytes(table)
    (folder / "datapackage.json").write_bytes(writer.json_bytes(descriptor))
    return folder


@pytest.mark.parametrize("backend", ["pandas", "polars", "records"])
@pytest.mark.parametrize(
    ("field", "cell", "message"),
    [
        ({"type": "integer"}, "5.7", "t.csv:3:b '5.7' is no integer"),
        ({"type": "boolean"}, "maybe", "t.csv:3:b 'maybe' is neither true nor false"),
        ({"type": "date"}, "2020-02-31", "t.csv:3:b '2020-02-31' is a day that does not exist"),
        ({"type": "integer"}, "1,2", "t.csv:3 3 cells where the header has 2 columns"),
    ],
)
def test_a_bad_cell_is_named_with_its_line(tmp_path, backend, field, cell, message):
    fields = [{"name": "a", "type": "string"}, {"name": "b", **field}]
    package = _package(tmp_path, fields, f"a,b\nx,\ny,{cell}\n".encode())
    with pytest.raises(PackageError) as caught:
        greffier.load("t", backend, package=package)
    assert str(caught.value).startswith(message)


def test_a_value_outside_its_categories_is_no_missing_value(tmp_path):
    package = _package(tmp_path, [{"name": "a", "type": "string", "constraints": {"enum": ["x"]}}], b"a\ny\n")
    with pytest.raises(PackageError, match="'y' is not one of x"):
        greffier.load("t", package=package)


def test_other_peoples_types_dialects_and_missing_values(tmp_path):
    fields = [
        {"name": "n", "type": "number"},
        {"name": "y", "type": "year"},
        {"name": "when", "type": "datetime"},
        {"name": "note", "type": "string", "missingValues": ["-"]},
    ]
    table = "n;y;when;note\n1.5;1999;2020-01-02T03:04:05;-\n2;;;\n".encode("latin-1")
    package = _package(tmp_path, fields, table, dialect={"delimiter": ";"}, encoding="latin-1")
    frame = greffier.load("t", package=package)
    assert [str(kind) for kind in frame.dtypes] == ["Float64", "Int64", "datetime64[s]", "string"]
    assert frame["note"].isna().tolist() == [True, False]
    assert greffier.load("t", "records", package=package)[0]["n"] == 1.5


def test_days_of_any_year_and_moments_of_any_zone(tmp_path):
    fields = [{"name": "day", "type": "date"}, {"name": "moment", "type": "datetime"}]
    table = b"day,moment\n0001-01-01,2020-01-01T00:00:00+02:00\n9999-12-31,\n,2021-01-01T00:00:00Z\n"
    frame = greffier.load("t", package=_package(tmp_path, fields, table))
    assert [str(kind) for kind in frame.dtypes] == ["datetime64[s]", "datetime64[s, UTC]"]
    assert frame["day"].dt.year.tolist()[:2] == [1, 9999]
    assert frame["moment"].dt.day.tolist()[0] == 31


#: A field, its cells, and what pandas and polars make of the first; what a backend keeps as text is text.
KINDS: dict[str, tuple[dict[str, object], str, str, object, str, object]] = {
    "list": ({"type": "list"}, '"a,b"', "object", ["a", "b"], "List(String)", ["a", "b"]),
    "list of integers": ({"type": "list", "itemType": "integer", "delimiter": ";"}, "1;2", "object", [1, 2], "List(Int64)", [1, 2]),
    "array": ({"type": "array"}, '"[1, ""a""]"', "object", [1, "a"], "String", '[1, "a"]'),
    "object": ({"type": "object"}, '"{""a"": 1}"', "object", {"a": 1}, "String", '{"a": 1}'),
    "geopoint": ({"type": "geopoint"}, '"90.5, 45"', "object", (90.5, 45.0), "Array(Float64, shape=(2,))", [90.5, 45.0]),
    "time": ({"type": "time"}, "12:30:00", "object", time(12, 30), "Time", time(12, 30)),
    "yearmonth": ({"type": "yearmonth"}, "2024-02", "period[M]", pd.Period("2024-02"), "String", "2024-02"),
    "year": ({"type": "year"}, "12020", "Int64", 12020, "Int64", 12020),
    "duration": ({"type": "duration"}, "P1Y2M", "string", "P1Y2M", "String", "P1Y2M"),
    "boolean": ({"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}, "oui", "boolean", True, "Boolean", True),
    "number": ({"type": "number", "decimalChar": ",", "groupChar": "."}, '"1.234,5"', "Float64", 1234.5, "Float64", 1234.5),
    "bare number": ({"type": "integer", "bareNumber": False}, "95%", "Int64", 95, "Int64", 95),
    "beyond 64 bits": ({"type": "integer"}, str(10**30), "object", 10**30, "Object", 10**30),
    "date": ({"type": "date", "format": "%d/%m/%Y"}, "29/02/2024", "datetime64[s]", pd.Timestamp(2024, 2, 29), "Date", date(2024, 2, 29)),
    "datetime": (
        {"type": "datetime"}, "2024-02-29T12:00:00.300", "datetime64[us]", pd.Timestamp("2024-02-29T12:00:00.3"),
        "Datetime(time_unit='us', time_zone=None)", datetime(2024, 2, 29, 12, 0, 0, 300_000),
    ),
    "datetime with a zone": (
        {"type": "datetime"}, "2024-02-29T12:00:00+02:00", "datetime64[s, UTC]", pd.Timestamp("2024-02-29T10:00:00Z"),
        "Datetime(time_unit='us', time_zone='UTC')", datetime(2024, 2, 29, 10, tzinfo=UTC),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_of_the_specification_is_the_natural_one_of_its_backend(tmp_path, kind):
    field, cell, pandas_type, in_pandas, polars_type, in_polars = KINDS[kind]
    fields = [{"name": "id", "type": "integer"}, {"name": "x", **field}]
    package = _package(tmp_path, fields, f"id,x\n1,{cell}\n2,\n".encode())
    frame = greffier.load("t", package=package)
    assert (str(frame["x"].dtype), frame.loc[0, "x"]) == (pandas_type, in_pandas)
    assert frame["x"].isna().tolist() == [False, True]
    other = greffier.load("t", "polars", package=package)["x"]
    found = other[0].to_list() if hasattr(other[0], "to_list") else other[0]
    assert (str(other.dtype), found) == (polars_type, in_polars)
    assert other.is_null().to_list() == [False, True]


@pytest.mark.parametrize("backend", ["pandas", "polars", "records"])
def test_a_table_on_its_own_is_loaded_by_its_path(tmp_path, backend):
    (tmp_path / "towns.csv").write_text("code,name\n00601,Caen\n,Vire\n")
    table = greffier.load(str(tmp_path / "towns.csv"), backend)
    rows = table if backend == "records" else table.to_dict("records") if backend == "pandas" else table.to_dicts()
    assert (rows[0], rows[1]["name"]) == ({"code": "00601", "name": "Caen"}, "Vire")
    with pytest.raises(PackageError, match=r"nowhere\.csv: no such file"):
        greffier.load(str(tmp_path / "nowhere.csv"), backend)


def test_a_table_on_its_own_is_named_by_its_file(tmp_path):
    from greffier.package.single import is_table, table_package

    for name, called in (("towns.csv", "towns"), ("a.b.tsv.gz", "a"), (".csv", "table")):
        (tmp_path / name).write_text("a\n")
        assert [resource.name for resource in table_package(tmp_path / name, None).resources] == [called]
    assert [is_table(name) for name in ("x.CSV", "x.jsonl.zip", "https://x.org/x.csv", "x.json", "csv")] == [True, True, False, False, False]


@pytest.mark.parametrize(("said", "ordered"), [({"categoriesOrdered": True}, True), ({}, False)])
def test_categories_have_an_order_where_the_schema_says_so(tmp_path, said, ordered):
    fields = [{"name": "size", "type": "string", "categories": ["small", "large"], **said}]
    frame = greffier.load("t", package=_package(tmp_path, fields, b"size\nlarge\nsmall\n"))
    assert frame["size"].cat.ordered is ordered
    assert frame["size"].cat.categories.tolist() == ["small", "large"]
    assert frame["size"].tolist() == ["large", "small"]


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@settings(max_examples=30)
@given(st.lists(st.tuples(TEXTS, st.integers(-(2**63), 2**63 - 1) | st.none(), st.booleans() | st.none(), st.dates())))
def test_what_is_written_is_loaded_again(tmp_path_factory, table):
    kinds = {"s": "string", "i": "integer", "b": "boolean", "d": "date"}
    fields = [{"name": name, "type": kind} for name, kind in kinds.items()]
    folder = tmp_path_factory.mktemp("package")
    package = open_package(_package(folder, fields, b""))
    expected = [dict(zip(kinds, row, strict=True)) for row in table]
    (folder / "t.csv").write_bytes(writer.table_bytes(schema_of(package.resource("t")), expected))
    assert greffier.load("t", "records", package=folder) == expected
    assert greffier.load("t", "polars", package=folder).to_dicts() == expected
    frame = greffier.load("t", package=folder)
    assert frame["s"].tolist() == [row["s"] for row in expected]
    assert [None if pd.isna(value) else value for value in frame["i"]] == [row["i"] for row in expected]


def _python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_import_brings_in_no_heavy_library():
    code = "import sys; before = set(sys.modules); import greffier; print(*sorted(set(sys.modules) - before))"
    assert _python(code).split() == ["greffier"]


def test_records_need_no_library_at_all():
    heavy = ["pandas", "polars", "numpy", "click", "frictionless", "pandera", "jsonschema", "greffier.extraction.pipeline"]
    code = f"import sys, greffier; greffier.load('statements', 'records'); print(*set(sys.modules) & set({heavy!r}))"
    assert _python(code).split() == []


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_a_backend_that_is_not_installed_is_named_with_its_command(monkeypatch, backend):
    monkeypatch.setitem(sys.modules, backend, None)
    with pytest.raises(MissingDependency, match="pip install"):
        greffier.load("statements", backend)


def test_unknown_attributes_are_attribute_errors():
    with pytest.raises(AttributeError, match="'greffier' has no attribute 'loda'"):
        _ = greffier.loda
    assert "load" in dir(greffier)
    assert all(getattr(greffier, name) for name in greffier.__all__ if name not in ("extract", "validate", "schemas"))
