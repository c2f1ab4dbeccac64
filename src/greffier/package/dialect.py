"""How the rows of a file are written: a Table Dialect, or a CSV Dialect of version 1."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from greffier.errors import NotSupported, PackageError

_ENDS = ("\r\n", "\n", "\r")


class Dialect(NamedTuple):
    """How the cells of a file are parted, which of its rows are no data, and where a JSON file has its rows.

    Rows are counted from 1, without those that begin with `comment`; `quote` is None where no mark quotes a cell.
    """

    delimiter: str = ","
    quote: str | None = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_space: bool = False
    null: str | None = None
    comment: str | None = None
    comment_rows: tuple[int, ...] = ()
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    case_sensitive: bool = True
    within: str | None = None
    keys: tuple[str, ...] = ()

    @property
    def regular(self) -> bool:
        """Whether it is the CSV that everybody writes, but for its delimiter and its mark."""
        return self._replace(delimiter=",", quote='"') == Dialect()


def read_dialect(given: object, tabs: bool, where: str) -> Dialect:
    """The dialect that a descriptor gives, with tabs as the default where `tabs` says so.

    PackageError where it cannot be understood, NotSupported where it is not read.
    """
    if not isinstance(given, Mapping):
        raise PackageError(f"{where}: must be a JSON object")
    inner = given.get("csv", {})
    if not isinstance(inner, Mapping):
        raise PackageError(f'{where}: "csv" must be a JSON object')
    given = {**given, **inner}
    header = _flag(given, "header", True, where)
    comments = _rows(given, "commentRows", (), where)
    # where nothing else is said, the header is the first row that is no comment
    first = next(number for number in range(1, len(comments) + 2) if number not in comments)
    dialect = Dialect(
        delimiter=_text(given, "delimiter", where) or ("\t" if tabs else ","),
        quote=_mark(given, "quoteChar", '"', where),
        double_quote=_flag(given, "doubleQuote", True, where),
        escape=_mark(given, "escapeChar", None, where),
        skip_space=_flag(given, "skipInitialSpace", False, where),
        null=_text(given, "nullSequence", where),
        comment=_text(given, "commentChar", where) or None,
        comment_rows=comments,
        header_rows=_rows(given, "headerRows", (first,), where) if header else (),
        header_join=_text(given, "headerJoin", where, " ") or "",
        case_sensitive=_flag(given, "caseSensitiveHeader", True, where),
        within=_text(given, "property", where),
        keys=tuple(_strings(given, "itemKeys", where)),
    )
    if len(dialect.delimiter) > 1:
        raise NotSupported(f"a delimiter of several characters, {dialect.delimiter!r}")
    if (_text(given, "lineTerminator", where) or "\n") not in _ENDS:
        raise NotSupported(f"rows that end in {given['lineTerminator']!r}")
    if dialect.escape and dialect.null and dialect.escape in dialect.null:
        raise NotSupported(f"a nullSequence with the escapeChar in it, {dialect.null!r}")
    return dialect


def _text(given: Mapping[str, Any], name: str, where: str, default: str | None = None) -> str | None:
    value = given.get(name, default)
    if value is not None and not isinstance(value, str):
        raise PackageError(f'{where}: "{name}" must be a string, not {value!r}')
    return value


def _mark(given: Mapping[str, Any], name: str, default: str | None, where: str) -> str | None:
    """A character; null is none."""
    value = _text(given, name, where, default)
    if value is not None and (len(value) != 1 or value in "\r\n\0"):
        raise PackageError(f'{where}: "{name}" must be one character, not {value!r}')
    return value


def _flag(given: Mapping[str, Any], name: str, default: bool, where: str) -> bool:
    value = given.get(name, default)
    if not isinstance(value, bool):
        raise PackageError(f'{where}: "{name}" must be true or false, not {value!r}')
    return value


def _rows(given: Mapping[str, Any], name: str, default: tuple[int, ...], where: str) -> tuple[int, ...]:
    value = given.get(name, list(default))
    if value is False:
        return ()  # as frictionless writes it
    if not isinstance(value, list) or not all(isinstance(n, int) and not isinstance(n, bool) and n > 0 for n in value):
        raise PackageError(f'{where}: "{name}" must be a list of row numbers, from 1')
    return tuple(sorted(set(value)))


def _strings(given: Mapping[str, Any], name: str, where: str) -> list[str]:
    value = given.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise PackageError(f'{where}: "{name}" must be a list of strings')
    return value
