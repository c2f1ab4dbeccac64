"""Every rule that a package is held to: why it is there, what breaks it and, for rules across rows, its queries."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from greffier.validation import keys, questions, traces
from greffier.validation.questions import Query, Schemas


class Rule(NamedTuple):
    """What a package must be: the reason, something that breaks it, and how it is asked of the tables.

    What a rule that `only_warns` finds is a warning, and the package is valid all the same.
    """

    id: str
    reason: str
    example: str
    queries: Callable[[Schemas], Iterator[Query]] | None = None
    only_warns: bool = False


def queries(schemas: Schemas) -> list[Query]:
    """The queries that the tables give rise to, in the order of the rules."""
    return [query for rule in RULES if rule.queries for query in rule.queries(schemas)]


RULES = (
    Rule(
        "descriptor",
        "Every tool must be able to read the descriptor: it follows the official profile of Data Package, "
        "its resources have names of their own, and a table that a key points to is there.",
        'a resource without "name"; a foreign key to a table that the package has not',
    ),
    Rule(
        "schema",
        "A table is only as clear as its schema: it can be read, its keys name its own columns, its patterns compile.",
        '"type": "text", which is no type of Table Schema',
    ),
    Rule(
        "file",
        "Each file that the descriptor names is in the package and can be read; nothing outside of it ever is.",
        '"path": "../elsewhere.csv"; a path to a file that is not there',
    ),
    Rule("size", "The file is the one that was described, with as many bytes.", '"bytes": 10 for a file of 12 bytes'),
    Rule(
        "hash",
        "The file is the one that was described, unchanged. An algorithm that nobody knows proves nothing.",
        '"hash": "sha256:0000…" beside another file; "hash": "crc:1234"',
    ),
    Rule("encoding", "A file in another encoding than the declared one shows wrong letters.", "a byte 0xe9 in UTF-8"),
    Rule(
        "csv",
        "A quotation mark that is left open swallows the rows after it; a cell without end fills the memory.",
        'a row with "five of its cells inside one mark',
    ),
    Rule(
        "line-ends", "Mixed line ends are the trace of a careless tool, and change offsets.", r"\n here and \r\n there"
    ),
    Rule("json", "A table in JSON is a list of rows, each an object or a list.", '{"a": 1} where a list is asked for'),
    Rule(
        "header", "The columns are those of the schema, in its order (or as its fieldsMatch allows).", "nmae for name"
    ),
    Rule(
        "row-length",
        "A row has a cell for each column; a shorter last row is a file that was cut off.",
        "a,b,c then 1,2",
    ),
    Rule("blank-row", "A row says something.", "an empty line at the end of the file; a row of commas"),
    Rule("type", "A cell is of its column's type.", "2020-02-31 in a column of dates"),
    Rule(
        "white-space",
        "A space that nobody sees makes two values of one. It is a warning, for the cell may be meant so.",
        "Caen with a space after it",
        only_warns=True,
    ),
    Rule("required", "A cell that must be filled is filled.", "an empty cell in a column with required"),
    Rule(
        "pattern",
        "A cell matches the whole of its column's pattern, from its first character to its last.",
        "Ab for [a-z]+",
    ),
    Rule(
        "values",
        "A cell is one of the values (enum or categories) of its column.",
        "tribunal where only court is a kind",
    ),
    Rule("range", "A number or a date lies between minimum and maximum.", "-1 where the minimum is 0"),
    Rule("length", "A cell is as long as minLength and maxLength say.", "ab where minLength is 3"),
    Rule(
        "json-schema",
        "An object, or a list, has the shape that its column's jsonSchema gives.",
        '{"value": "bad"} for {"properties": {"value": {"type": "integer"}}}',
    ),
    Rule("unique", "No two rows have the same value in a unique column.", "the same id in two rows", keys.unique),
    Rule(
        "primary-key",
        "A primary key names one row: no part of it is empty and no two rows share it.",
        "two rows with the same key; a key of two columns of which one is empty",
        keys.primary_key,
    ),
    Rule(
        "unique-key",
        "No two rows share the columns of a unique key (uniqueKeys).",
        "the same name and year in two rows",
        keys.unique_key,
    ),
    Rule(
        "foreign-key",
        "What a row refers to is there: all parts of the key stand in one row of the other table.",
        "a speaker_id that is no actor_id",
        keys.foreign_key,
    ),
    Rule("interval", "A span that ends before it begins holds no words.", "start 12, end 12", questions.interval),
    Rule("outside", "A span lies within its article.", "end 900 in an article of 800 characters", questions.outside),
    Rule(
        "text",
        "The articles are the texts that the rows were made from.",
        "a sha256 of an earlier text",
        questions.text,
    ),
    Rule(
        "words",
        "Text is verbatim: it is the article's text from start to end.",
        "a comma more than the article",
        questions.words,
    ),
    Rule(
        "grounded",
        "A cell that rests on the article's words says on which.",
        "a role without evidence",
        traces.grounded,
    ),
    Rule(
        "verbatim",
        "A cell in the article's words is its evidence, part by part.",
        "le juge for la juge",
        traces.verbatim,
    ),
    Rule(
        "evidence", "Evidence is for a cell that is there.", "evidence for a row that was dropped", traces.evidence
    ),
    Rule(
        "place",
        "An id says where its row stands, so that no other row renames it.",
        "art.s5 for start 7",
        questions.place,
    ),
    Rule(
        "extent", "A row begins where its first words do.", "start 5 where the evidence starts at 7", traces.extent
    ),
    Rule(
        "one-article",
        "Rows that belong together are of one article.",
        "a party of a decision elsewhere",
        traces.one_article,
    ),
    Rule(
        "dates",
        "Nothing is public before it is decided, or told before it happened.",
        "decided 2020-07 of 2020-06",
        questions.dates,
    ),
    Rule("court", "A decision is taken by somebody who can judge.", "a newspaper as court_id", questions.court),
    Rule(
        "mentioned",
        "An actor stands in the words: in some article, and in that of each row.",
        "an actor of no mention",
        questions.mentioned,
    ),
    Rule(
        "scope",
        "An actor known in one article only is not mixed with others.",
        "a.juge mentioned in b",
        questions.scope,
    ),
    Rule("cycle", "A chain of aliases, or of parts, ends.", "x is merged into y, and y into x", questions.cycle),
    Rule(
        "alias",
        "What is merged is gone, and what it is merged into is there.",
        "an alias_id among the actors",
        questions.alias,
    ),
)


def as_text() -> str:
    """The rules, for a terminal."""
    return "".join(f"{rule.id}\n    {rule.reason}\n    Breaks it: {rule.example}\n" for rule in RULES)


def as_markdown() -> str:
    """The rules as a page."""
    rows = (f"| `{rule.id}` | {_cell(rule.reason)} | {_cell(rule.example)} |\n" for rule in RULES)
    return PAGE + "".join(rows)


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


PAGE = """# The rules

What `greffier validate` holds a data package to. The rules from `interval` on are for tables of text evidence and are
asked where their columns are there; all others are for any data package. `greffier rules` prints the same list.

| rule | reason | what breaks it |
| --- | --- | --- |
"""
