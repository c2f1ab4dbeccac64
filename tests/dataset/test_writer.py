import io
import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from greffier.dataset import rooms, writer
from greffier.package.dialect import Dialect
from greffier.package.reader import read_records
from greffier.package.schema import read_schema

SCHEMA = read_schema({"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}]}, "here")
ONE = read_schema({"fields": [{"name": "a", "type": "string"}]}, "here")


def test_cells_are_quoted_only_where_they_must_be():
    table = [{"a": 'say "no", then', "b": 1}, {"a": "two\nlines", "b": None}]
    table += [{"a": "a\rb", "b": 3}, {"a": " é ", "b": 4}]
    assert writer.table_bytes(SCHEMA, table).decode() == ('a,b\n"say ""no"", then",1\n"two\nlines",\n"a\rb",3\n é ,4\n')


def test_an_empty_cell_alone_in_its_row_is_no_blank_line():
    assert writer.table_bytes(ONE, [{"a": None}]) == b'a\n""\n'


# any text that a file can hold
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_what_is_written_is_read_again(table):
    two = read_schema({"fields": [{"name": "a"}, {"name": "b"}]}, "here")
    table = [(a or "x", b) for a, b in table]
    content = writer.table_bytes(two, ({"a": a, "b": b} for a, b in table))
    found = list(read_records(io.BytesIO(content), "t.csv", "utf-8", Dialect(), two))
    assert [record.cells for record in found] == table


def test_the_descriptor_gets_sizes_and_hashes_and_nothing_else(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a\n")
    descriptor = {"title": "É", "resources": [{"name": "a", "bytes": 0, "path": "a.csv", "x": 1}, {"name": "b"}]}
    content = writer.measured(descriptor, tmp_path, {})
    assert content.decode() == (
        '{\n  "title": "É",\n  "resources": [\n    {\n      "name": "a",\n      "bytes": 2,\n      "path": "a.csv",\n'
        '      "x": 1,\n      "hash": "sha256:87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"\n'
        '    },\n    {\n      "name": "b"\n    }\n  ]\n}\n'
    )


def test_files_are_replaced_and_the_descriptor_comes_last(tmp_path, monkeypatch):
    (tmp_path / "datapackage.json").write_text("old")
    new = {"datapackage.json": b"new", "a.csv": b"new", "sub/c.csv": b"new"}
    order = []
    rename = os.replace
    monkeypatch.setattr(os, "replace", lambda old, to: (order.append(Path(to).name), rename(old, to)))
    with rooms.one_writer(tmp_path, "test") as room:
        writer.replace(room, new)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")} == set(new)
    assert all((tmp_path / path).read_bytes() == content for path, content in new.items())
    assert order[-1] == "datapackage.json"


def test_tables_written_row_by_row_are_all_that_is_left_and_evidence_is_sorted_by_table(tmp_path):
    of_rows = read_schema({"fields": [{"name": "table"}, {"name": "text"}]}, "here")
    made = writer.TableFiles(tmp_path, {"towns": ONE, "evidence": of_rows})
    for number in range(2):
        rows = [{"table": table, "text": f"{table} {number}"} for table in ("towns", "actors")]
        made.add({"towns": [{"a": f"Vire {number}"}], "evidence": rows})
    made.close()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "towns.csv": "a\nVire 0\nVire 1\n",
        "evidence.csv": "table,text\nactors,actors 0\nactors,actors 1\ntowns,towns 0\ntowns,towns 1\n",
    }
    assert made.counts == {"towns": 2, "evidence": 4}
