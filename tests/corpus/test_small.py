import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from samples import TEXT

import greffier
from greffier.corpus.small import convert_small
from greffier.dataset import building
from greffier.errors import InputError
from greffier.validation import validate


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


LINES = [
    {"article_id": "b", "text": "Le tribunal de Vire a condamné Jean Morel.\r\nIl a fait appel.", "title": "É"},
    {"article_id": "a", "text": TEXT, "published_on": "2024-05-06"},
    {"article_id": "a-1", "text": "\ufeff« Non », a dit Jean Morel à l'AFP."},
]


@pytest.fixture
def lines(tmp_path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LINES))
    return path


def test_converted_articles_are_what_a_build_of_them_gives(lines, tmp_path):
    counts = convert_small([str(lines)], tmp_path / "out").counts
    assert counts["articles"] == 3
    built = building.build(tmp_path / "out", check=True)
    assert built.report.valid, built.report.problems
    assert built.changes == []
    assert {name: len(greffier.load(name, "records", tmp_path / "out")) for name in counts} == counts
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl", "out"]


def test_text_files_and_lines_give_the_same_package(lines, tmp_path):
    paths = []
    for line in LINES:
        known = {name: value for name, value in line.items() if name != "text"}
        path = tmp_path / f"{line['article_id']}.txt"
        path.write_bytes(str(line["text"]).encode())
        path.with_suffix(".json").write_text(json.dumps(known))
        paths.append(path)
    for number, given in enumerate(([lines], paths, paths[::-1])):
        convert_small(map(str, given), tmp_path / f"out-{number}" / "same")
    first, *others = (snapshot(tmp_path / f"out-{number}") for number in range(3))
    assert all(other == first for other in others)


KEPT = ["é\r\nb a dit Anna Petit.\r\n", "\ufeffAnna Petit a dit non.", "Il a e\u0301te\u0301 débouté."]


@pytest.mark.parametrize("text", KEPT)
def test_line_ends_marks_and_accents_are_kept_and_offsets_hold(tmp_path, text):
    (tmp_path / "x.txt").write_bytes(text.encode())
    convert_small([str(tmp_path / "x.txt")], tmp_path / "out")
    assert (tmp_path / "out" / "data" / "articles" / "x.txt").read_bytes() == text.encode()
    assert building.build(tmp_path / "out", check=True).report.valid


def test_what_is_no_article_is_listed_and_the_rest_converted(lines, tmp_path):
    with lines.open("a") as stream:
        stream.write('\n{"article_id": "z", "text": ""}\n{"text": \n{"article_id": "a", "text": "Non."}\n')
        stream.write('{"article_id": "y", "text": "Nein.", "language": "de"}\n')
    made = convert_small([str(lines)], tmp_path / "out")
    assert made.counts["articles"] == 3
    rejects = greffier.load("rejects", "records", tmp_path / "out")
    assert [row["source"].rpartition(":")[2] for row in rejects] == ["4", "5", "6", "7"]
    assert [row["article_id"] for row in rejects] == ["z", None, "a", "y"]
    reasons = [row["reason"] for row in rejects]
    assert reasons[0] == "is empty; an article needs words"
    assert reasons[1].startswith("column 10 not JSON")
    assert reasons[2] == f"its id is that of {lines}:2; change one"
    assert "language" in reasons[3]
    assert validate(tmp_path / "out").valid
    assert building.build(tmp_path / "out", check=True).changes == []


#: A command in a process that may take so many megabytes more than it has when all is loaded.
LIMITED = """
import resource, sys
from greffier import extract
from greffier.cli import main
from greffier.corpus import small
extract("Le tribunal de Vire a débouté Jean Morel.", article_id="x")
held = next(int(line.split()[1]) << 10 for line in open("/proc/self/status") if line.startswith("VmSize"))
resource.setrlimit(resource.RLIMIT_AS, (held + (int(sys.argv[1]) << 20), -1))
main(sys.argv[2:])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="a limit of memory needs Linux")
@pytest.mark.slow
def test_an_article_that_cannot_be_read_is_listed_and_the_rest_converted(tmp_path):
    """To read one takes more memory than there is: the extraction itself fails, in the middle of its work."""
    long = {"article_id": "long", "text": f"{TEXT} " * 12_000}
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, [LINES[1], long, LINES[2]])))
    command = [sys.executable, "-c", LIMITED, "40", "convert", str(path), "--to", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    (reject,) = greffier.load("rejects", "records", tmp_path / "out")
    assert (reject["source"], reject["article_id"]) == (f"{path}:2", "long")
    assert reject["reason"].startswith("the extraction fails on it (MemoryError")
    assert done.stderr.splitlines() == [
        f"{path}:2: {reject['reason']}",
        f"greffier: 1 record(s) not converted; the table rejects of {tmp_path / 'out'} has them all",
    ]
    articles = greffier.load("articles", "records", tmp_path / "out")
    assert [row["article_id"] for row in articles] == ["a", "a-1"]
    assert len(greffier.load("statements", "records", tmp_path / "out")) == 2
    assert validate(tmp_path / "out").valid
    assert not list(tmp_path.rglob("long.*"))


def test_nothing_is_left_where_no_article_can_be_converted(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"article_id": "z", "text": ""}\n')
    with pytest.raises(InputError, match=r"no article in it; .*x\.jsonl:1: is empty"):
        convert_small([str(tmp_path / "x.jsonl")], tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]


def test_a_conversion_needs_articles_and_a_new_folder(lines, tmp_path):
    (tmp_path / "none.jsonl").write_text("\n")
    with pytest.raises(InputError, match="no article in it"):
        convert_small([str(tmp_path / "none.jsonl")], tmp_path / "out")
    with pytest.raises(FileExistsError):
        convert_small([str(lines)], tmp_path)


def test_a_compressed_archive_gives_the_same(lines, tmp_path):
    (tmp_path / "articles.jsonl.gz").write_bytes(gzip.compress(lines.read_bytes()))
    convert_small([str(lines)], tmp_path / "1" / "same")
    convert_small([str(tmp_path / "articles.jsonl.gz")], tmp_path / "2" / "same")
    assert snapshot(tmp_path / "1") == snapshot(tmp_path / "2")


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_the_hash_seed(lines, tmp_path):
    # this process has a seed of its own
    convert_small([str(lines)], tmp_path / "here" / "same")
    folder = tmp_path / "there" / "same"
    command = [sys.executable, "-m", "greffier", "convert", str(lines), "--to", str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "4711"}, stdout=subprocess.DEVNULL)
    assert snapshot(folder) == snapshot(tmp_path / "here" / "same")


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_the_gold_articles_are_converted_to_a_valid_package(gold, tmp_path, every):
    path = tmp_path / "gold.jsonl"
    files = sorted(gold.glob("*.json"))[::every]
    with path.open("w", encoding="utf-8") as stream:
        for file in files:
            entry = json.loads(file.read_text(encoding="utf-8"))
            known = {name: entry[name] for name in ("text", "title", "publisher", "published_on", "language")}
            stream.write(json.dumps({"article_id": entry["article"], **known}) + "\n")
    counts = convert_small([str(path)], tmp_path / "out").counts
    assert counts["articles"] == len(files)
    built = building.build(tmp_path / "out", check=True)
    assert built.report.valid, built.report.problems
    assert built.changes == []
