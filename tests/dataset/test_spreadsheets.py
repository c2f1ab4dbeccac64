"""Curated tables as spreadsheets save them: read all the same, and written back as they are published."""

import csv
import io

import pytest

from greffier.dataset import building
from greffier.dataset.curation import curated
from greffier.errors import CorrectionError
from greffier.package import open_package

PATH = "data/curated/corrections.csv"
ROW = {
    "table": "actors",
    "row_id": "omar-radi",
    "field": "role",
    "old": "journaliste",
    "new": "reporter; « né » à l'Est",
}
ROW |= {"evidence": "role=nso-amnesty-2020:2237-2248 israélienne", "reason": 'Il dit "moi", ici.', "source": ""}


def saved(
    separator: str = ";",
    columns: tuple[str, ...] = tuple(ROW),
    end: str = "\r\n",
    first: str = "\ufeff",
    row: dict[str, str] = ROW,
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, delimiter=separator, lineterminator=end)
    writer.writeheader()
    writer.writerow(row)
    return (first + out.getvalue()).encode()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (saved(), 2),
        (saved("\t", first=""), 2),
        (saved(",", columns=tuple(reversed(ROW))), 2),
        (saved(first="\ufeffsep=;\r\n"), 3),
        # a column that may be empty is not there
        (saved(columns=tuple(ROW)[:-1], row={name: ROW[name] for name in tuple(ROW)[:-1]}), 2),
        (saved(end="\n", first="") + b";;;;;;\n\n", 2),
    ],
)
def test_a_table_saved_by_a_spreadsheet_is_read(dataset, content, line):
    (dataset / PATH).write_bytes(content)
    (row,) = curated(open_package(dataset), "corrections")
    assert row.cells == ROW
    assert row.where == f"{PATH}:{line}"


def test_a_build_writes_it_as_it_is_published(dataset):
    kept = (dataset / PATH).read_bytes()
    rows = list(csv.reader(io.StringIO(kept.decode(), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    (dataset / PATH).write_bytes(("\ufeff" + out.getvalue()).encode())
    check = building.build(dataset, check=True)
    assert [line for line in check.changes if line.startswith(PATH)] == [
        f"{PATH}:1 the same rows, with commas and its columns in order"
    ]
    assert (dataset / PATH).read_bytes() != kept
    assert building.build(dataset).report.valid
    assert (dataset / PATH).read_bytes() == kept


def test_a_table_that_is_laid_out_as_published_is_left_as_it_is(dataset):
    content = (dataset / PATH).read_bytes().replace(b"\n", b"\r\n")
    (dataset / PATH).write_bytes(content)
    building.build(dataset)
    assert (dataset / PATH).read_bytes() == content


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        (
            saved().decode().encode("cp1252", "ignore"),
            [
                ":2 byte 0xab is not utf-8; the rest is not read; as windows-1252 it would read "
                "'rnaliste;\"reporter; « né » à l\\'Est\";role'; save it again as \"CSV UTF-8\""
            ],
        ),
        (
            saved().replace(b"reason", b"raison", 1),
            [":1 has the column 'raison', which the schema does not know [header]"],
        ),
        (saved(columns=tuple(ROW)[:5], row=dict(list(ROW.items())[:5])), [":2:reason must not be empty"]),
        # "Unicode text", as some spreadsheets call it
        (saved().decode().encode("utf-16"), [': is UTF-16, which nothing here reads; save it again as "CSV UTF-8"']),
        (b"", [":1 the file is empty; its first line must name the columns [header]"]),
        (
            saved() + b"actors;a;name\r\nactor;a;name;A;B;;;\r\n" + saved().partition(b"\n")[2],
            [":3 3 cells where the header has 8 columns [row-length]"],
        ),
        (
            saved() + b"actor;a;name;A;B;;;\r\n" + saved().partition(b"\n")[2],
            [
                ":3:table 'actor' is not one of actors, mentions, statements, decisions, parties, evidence",
                ":3:reason must not be empty",
                ":4: actors omar-radi role stands on data/curated/corrections.csv:2 already; keep one",
            ],
        ),
    ],
)
def test_all_that_is_wrong_is_named_at_once(dataset, content, messages):
    (dataset / PATH).write_bytes(content)
    with pytest.raises(CorrectionError) as caught:
        curated(open_package(dataset), "corrections")
    assert str(caught.value).splitlines() == [PATH + message for message in messages]
