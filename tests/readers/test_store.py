"""Proposals are kept as received; of several readings by one reader the last counts."""

import json
from pathlib import Path

import pytest

from greffier.errors import InputError
from greffier.readers import store


def test_the_last_reading_of_a_reader_counts(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines = [{"article_id": "a", "reader": "r", "read_on": f"2024-05-0{day}"} for day in (1, 2)]
    file.write_bytes(b"\xef\xbb\xbf" + b"".join(map(store.line, lines)))
    (found,) = store.read([file]).proposals
    assert found.read_on == "2024-05-02"


def test_lines_that_cannot_be_read_are_named_and_others_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"article_id": "a", "reader": "r"}\n\xff\n' + b"[" * 100_000 + b"\n\nno\n")
    found = store.read([file])
    assert len(found.proposals) == 1
    assert [problem.removeprefix(f"{file}:")[:20] for problem in found.problems] == [
        "2: not UTF-8: byte 0",
        "3: not JSON that can",
        "5: not JSON: Expecti",
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        store.read([tmp_path / "none.jsonl"])


def test_a_line_can_hold_any_answer(tmp_path: Path) -> None:
    line = store.line({"article_id": "a", "reader": "r", "answers": [{"start": 0, "end": 1, "answer": "\ud800\n«"}]})
    assert line.count(b"\n") == 1
    assert json.loads(line)["answers"][0]["answer"].endswith("\n«")
