"""Rows of CSV files: what stands in each line, and each fault at the line where it is."""

import io
from typing import Any

import pytest

from greffier.errors import NotSupported, PackageError, Problem
from greffier.package import reader
from greffier.package.dialect import Dialect, read_dialect
from greffier.package.schema import read_schema

Row = tuple[Any, ...]


def rows(*files: bytes, encoding: str = "utf-8", dialect: Any = None, schema: Any = None) -> list[Row]:
    """The records as (line, *cells), the faults as (file, line, rule, message)."""
    fields = None if schema is None else read_schema(schema, "here")
    named = [(f"{number}.csv", lambda content=content: io.BytesIO(content)) for number, content in enumerate(files, 1)]
    return [
        (item.file, item.line, item.rule, item.message) if isinstance(item, Problem) else (item.line, *item.cells)
        for item in reader.read_files(named, encoding, read_dialect(dialect or {}, False, "here"), fields)
    ]


AB = {"fields": [{"name": "a"}, {"name": "b"}]}
ANY_ORDER = AB | {"fieldsMatch": "equal"}


@pytest.mark.parametrize(
    ("content", "dialect", "schema", "expected"),
    [
        (b"a,b\n1,2\n\n3\n4,5\n", {}, AB, [
            (2, "1", "2"),
            ("1.csv", 3, "blank-row", reader.BLANK),
            ("1.csv", 4, "row-length", "1 cells where the header has 2 columns"),
            (5, "4", "5"),
        ]),
        (b"a,b\n,\n", {}, AB, [("1.csv", 2, "blank-row", reader.BLANK)]),
        (b'a,b\n"x\n\ny",2\n3,4\n', {}, AB, [(2, "x\n\ny", "2"), (5, "3", "4")]),
        ("\ufeffa,b\né,2".encode(), {}, AB, [(2, "é", "2")]),
        (b"b,a\n1,2\n", {}, ANY_ORDER, [(2, "2", "1")]),
        (b"b,a\n1,2\n", {}, AB, [("1.csv", 1, "header", "has its columns in another order; the schema has a, b")]),
        (b"a,b\n1,2\n", {}, None, [(2, "1", "2")]),
        (b"", {}, AB, [("1.csv", 1, "header", "the file is empty; its first line must name the columns")]),
        (b"1,2\n3\n", {"header": False}, AB, [
            (1, "1", "2"), ("1.csv", 2, "row-length", "1 cells where the header has 2 columns"),
        ]),
        (b"1,2\n3\n", {"header": False}, None, [
            (1, "1", "2"), ("1.csv", 2, "row-length", "1 cells where the header has 2 columns"),
        ]),
        (b"", {"header": False}, AB, []),
        (b"a;b\n1;2\n", {}, {"fields": [{"name": "a;b"}]}, [(2, "1;2")]),
        (b"a\n1;2,3\n", {}, {"fields": [{"name": "a"}]}, [("1.csv", 2, "row-length", "2 cells where the header has 1 columns")]),
        # the ends of lines: what differs from those before, once
        (b"a,b\r\n1,2\r\n3,4\n5,6\n", {}, AB, [
            (2, "1", "2"),
            ("1.csv", 3, "line-ends", "the line ends in '\\n', those before in '\\r\\n'"),
            (3, "3", "4"),
            (4, "5", "6"),
        ]),
        (b"a,b\r1,2\r", {}, AB, [(2, "1", "2")]),
        (b"a,b\n\r\n1,2\n", {}, AB, [
            ("1.csv", 2, "line-ends", "the line ends in '\\r\\n', those before in '\\n'"),
            ("1.csv", 2, "blank-row", reader.BLANK),
            (3, "1", "2"),
        ]),
        # what is no row of cells
        (b"# note\na,b\n# more, of it\n1,#2\n", {"commentChar": "#"}, AB, [(4, "1", "#2")]),
        (b'a,b\n"x\n# y",2\n', {"commentChar": "#"}, AB, [(2, "x\n# y", "2")]),
        (b"a,b\n# note", {"commentChar": "#"}, AB, []),
        (b"note\na,b\n1,2\n", {"commentRows": [1]}, AB, [(3, "1", "2")]),
        (b"a,b\nnote\n1,2\n", {"commentRows": [2]}, AB, [(3, "1", "2")]),
        (b"note\na,b\n1,2\n", {"headerRows": [2]}, AB, [(3, "1", "2")]),
        (b"a,\nb,c\n1,2\n", {"headerRows": [1, 2]}, {"fields": [{"name": "a b"}, {"name": "c"}]}, [(3, "1", "2")]),
        (b"a\nb,c\n1,2\n", {"headerRows": [1, 2], "headerJoin": "-"}, {"fields": [{"name": "a-b"}, {"name": "c"}]}, [(3, "1", "2")]),
        (b"A,b\n1,2\n", {"caseSensitiveHeader": False}, AB, [(2, "1", "2")]),
        (b"a,b\nNULL,NULLS\n", {"nullSequence": "NULL"}, AB, [(2, None, "NULLS")]),
        # marks
        (b"a;b\n'1;''2';3\n", {"delimiter": ";", "quoteChar": "'"}, AB, [(2, "1;'2", "3")]),
        (b'a,b\n"1,2\n', {"quoteChar": None}, AB, [(2, '"1', "2")]),
        (b'a,b\n"1\\",2",3\n', {"doubleQuote": False, "escapeChar": "\\"}, AB, [(2, '1",2', "3")]),
        (b'a,b\n1, "2,3"\n', {"skipInitialSpace": True}, AB, [(2, "1", "2,3")]),
        (b"a\tb\n1\t2\n", {"csv": {"delimiter": "\t"}}, AB, [(2, "1", "2")]),
        (b'a,b\n"1"x,2\n3,4\n', {}, AB, [
            ("1.csv", 2, "csv", "text after a closing quotation mark; inside a cell a quotation mark is written twice"),
            (3, "3", "4"),
        ]),
        (b'a,b\n1,2\n"3,4\n5,6\n', {}, AB, [
            (2, "1", "2"),
            ("1.csv", 3, "csv", "a quotation mark is opened in this row and never closed; the rest of the file stands in one cell"),
        ]),
        (b"a,b\n1,2\n3,\x004\n5,6\n", {}, AB, [
            (2, "1", "2"),
            ("1.csv", 4, "csv", "a NUL byte, which no text has; the file may be of another encoding, such as UTF-16; the rest is not read"),
        ]),
        ("a,b\n1,2\nété,4\n5,6\n".encode("cp1252"), {}, AB, [
            (2, "1", "2"),
            ("1.csv", 3, "encoding", "byte 0xe9 is not utf-8; the rest is not read; as windows-1252 it would read 'été,4'"),
        ]),
        (b"a,b\n1,\x81\xe9\n", {}, AB, [("1.csv", 2, "encoding", "byte 0x81 is not utf-8; the rest is not read")]),
    ],
)  # fmt: skip
def test_the_rows_of_a_file(content: bytes, dialect: Any, schema: Any, expected: list[Row]) -> None:
    assert rows(content, dialect=dialect, schema=schema) == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1", "utf-8", "cp1252"])
def test_the_encoding_is_the_one_that_is_given(encoding: str) -> None:
    content = "a,b\né,2\r\n".encode(encoding)
    assert rows(content, encoding=encoding, schema=AB)[-1] == (2, "é", "2")


def test_an_encoding_that_is_none_of_text_is_one_message() -> None:
    for encoding in ("hex", "nothing"):
        ((_, line, rule, message),) = rows(b"a,b\n", encoding=encoding, schema=AB)
        assert (line, rule) == (None, "csv")
        assert message.startswith("the encoding or the dialect cannot be used: ")
    ((*_, rule, message),) = rows(b"a,b\n1,\x81\n", encoding="cp1252", schema=AB)
    assert (rule, message) == ("encoding", "byte 0x81 is not cp1252; the rest is not read")


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        # the second file may repeat the header, or go on; its columns stand as in the first
        (b"b,a\n3,4\n", [(2, "2", "1"), (2, "4", "3")]),
        (b"3,4\n", [(2, "2", "1"), (1, "4", "3")]),
        (b"3,4\nb,a\n", [(2, "2", "1"), (1, "4", "3"), (2, "a", "b")]),
        (b"3\n", [(2, "2", "1"), ("2.csv", 1, "row-length", "1 cells where the header has 2 columns")]),
        (b"", [(2, "2", "1")]),
    ],
)
def test_a_table_in_two_files(second: bytes, expected: list[Row]) -> None:
    assert rows(b"b,a\n1,2\n", second, schema=ANY_ORDER) == expected


def test_after_a_file_whose_header_is_wrong_no_other_is_read() -> None:
    wrong = "lacks the column 'a', 'b'; has 'x', 'y', which the schema does not know"
    assert rows(b"x,y\n1,2\n", b"a,b\n1,2\n", schema=AB) == [("1.csv", 1, "header", wrong)]


def test_a_cell_or_a_line_without_an_end_is_not_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LONGEST", 20)
    long = b"a,b\n" + b"x" * 30 + b",2\n3,4\n"
    ((*where, message),) = rows(long, schema=AB)
    assert (where, message) == (["1.csv", 2, "csv"], "a line of more than 20 bytes; the rest is not read")
    ((*_, message),) = rows(long.decode().encode("utf-16"), encoding="utf-16", schema=AB)
    assert message == "a line of more than 20 characters; the rest is not read"
    ((*_, message),) = rows(b'a,b\n"' + b"x\n" * 30 + b'",2\n3,4\n', schema=AB)
    assert message == "a cell of more than 20 characters, or a quotation mark never closed; the rest is not read"


@pytest.mark.parametrize(
    ("match", "header", "fault"),
    [
        ("exact", "a,b", None),
        ("exact", "b,a", "has its columns in another order; the schema has a, b"),
        ("exact", "a,b,c", "has the column 'c', which the schema does not know"),
        ("equal", "b,a", None),
        ("equal", "a,b,c", "has the column 'c', which the schema does not know"),
        ("equal", "a", "lacks the column 'b'"),
        ("subset", "c,b,a", None),
        ("subset", "c,b", "lacks the column 'a'; has 'c', which the schema does not know"),
        ("superset", "b", None),
        ("superset", "b,c", "has the column 'c', which the schema does not know"),
        (["partial"], "b,c", None),
        ("partial", "c,d", "has no column of the schema"),
        ("equal", "a,b,a", "names the column 'a' twice"),
        ("exact", "a;b", """lacks the column 'a', 'b'; its columns look parted by ';': describe that with "dialect": {"delimiter": ";"}"""),
        ("exact", "sep=;", "'sep=;' is a note to Excel, and no header; remove the line"),
    ],
)  # fmt: skip
def test_a_header_by_what_the_schema_lets_it_be(match: Any, header: str, fault: str | None) -> None:
    found = rows(f"{header}\n".encode(), schema=AB | {"fieldsMatch": match})
    assert found == ([("1.csv", 1, "header", fault)] if fault else [])


def test_a_column_that_is_not_there_has_no_value() -> None:
    assert rows(b"c,b\n1,2\n", schema=AB | {"fieldsMatch": "partial"}) == [(2, None, "2")]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "here: must be a JSON object"),
        ({"csv": []}, 'here: "csv" must be a JSON object'),
        ({"delimiter": 1}, 'here: "delimiter" must be a string, not 1'),
        ({"quoteChar": "''"}, 'here: "quoteChar" must be one character'),
        ({"quoteChar": "\n"}, 'here: "quoteChar" must be one character'),
        ({"header": "yes"}, 'here: "header" must be true or false'),
        ({"commentRows": [0]}, 'here: "commentRows" must be a list of row numbers, from 1'),
        ({"headerRows": [True]}, 'here: "headerRows" must be a list of row numbers, from 1'),
        ({"headerRows": 1}, 'here: "headerRows" must be a list of row numbers, from 1'),
        ({"itemKeys": [1]}, 'here: "itemKeys" must be a list of strings'),
        ({"itemKeys": "a"}, 'here: "itemKeys" must be a list of strings'),
    ],
)
def test_a_dialect_that_cannot_be_understood_is_one_message(given: Any, message: str) -> None:
    with pytest.raises(PackageError) as caught:
        read_dialect(given, False, "here")
    assert str(caught.value).startswith(message)


def test_a_dialect_that_is_not_read_is_named() -> None:
    for given, words in (
        ({"delimiter": "::"}, "a delimiter of several characters, '::'"),
        ({"lineTerminator": "|"}, "rows that end in '|'"),
        ({"escapeChar": "\\", "nullSequence": "\\N"}, "a nullSequence with the escapeChar in it"),
    ):
        with pytest.raises(NotSupported, match=f"^{words.replace('|', '[|]')}"):
            read_dialect(given, False, "here")


def test_what_is_not_said_is_what_everybody_writes() -> None:
    assert read_dialect({}, False, "here") == Dialect()
    assert read_dialect({}, True, "here").delimiter == "\t"
    assert read_dialect({"delimiter": "", "lineTerminator": "\r\n", "commentRows": False}, True, "here").delimiter == "\t"
    assert read_dialect({"commentRows": [2, 1, 2]}, False, "here")[7:9] == ((1, 2), (3,))
    assert read_dialect({"headerRows": False}, False, "here").header_rows == ()
    assert read_dialect({"delimiter": ";", "quoteChar": "'"}, False, "here").regular
    assert not read_dialect({"nullSequence": "-"}, False, "here").regular
