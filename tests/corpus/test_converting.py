import json
import shutil
import subprocess
import sys
from pathlib import Path

import archives
import pytest

import greffier
from greffier.corpus import partitions
from greffier.corpus.converting import convert_archive, plan
from greffier.corpus.reading import PLAIN, Naming
from greffier.errors import CorrectionError, InputError
from greffier.validation import validate

ENTRIES = [archives.entry(number) for number in range(16)]


@pytest.fixture(autouse=True)
def _small_partitions(monkeypatch):
    monkeypatch.setattr(partitions, "MEAN", 4)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A package of an archive of 16 articles, a repeated one, a second one of a known id and three that are none."""
    folder = tmp_path_factory.mktemp("made")
    others = [{**ENTRIES[3], "article_id": "again"}, {**ENTRIES[4], "article_id": "a-5"}]
    path = archives.write(folder / "a.jsonl", [*ENTRIES, *others, {"article_id": "empty", "text": " "}])
    with Path(path).open("a") as stream:
        stream.write('no json\n{"article_id": "Not One", "text": "Non."}\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "MEAN", 4)
        convert_archive([path], folder / "package")
    return folder / "package"


def test_the_package_is_valid_and_its_spans_are_checked(made):
    report = validate(made)
    assert report.valid, report.problems
    assert len(greffier.load("articles", package=made)) == len(greffier.load("texts", package=made)) == 16


def test_nothing_is_lost(made):
    rejects = greffier.load("rejects", "records", made)
    assert [(row["source"].rpartition(":")[2], row["article_id"]) for row in rejects] == [
        ("18", "a-5"), ("19", "empty"), ("20", None), ("21", "Not One"),
    ]  # fmt: skip
    assert rejects[0]["reason"].startswith("its id is that of ")
    assert rejects[0]["reason"].endswith(":6; change one")
    (repeated,) = greffier.load("duplicates", "records", made)
    assert (repeated["article_id"], repeated["duplicate_of"]) == ("again", "a-3")


def test_one_actor_of_many_articles_is_one_row(made):
    actors = greffier.load("actors", package=made)
    persons = actors[actors.kind == "person"]
    assert sorted(persons.name) == sorted(archives.NAMES)
    court = actors[actors.kind == "court"]
    assert court.actor_id.tolist() == ["tribunal-correctionnel-de-lyon"]
    assert set(greffier.load("decisions", package=made).court_id) == {"tribunal-correctionnel-de-lyon"}


def test_a_part_of_a_table_is_loaded(made):
    found = greffier.load("statements", package=made, columns=["speaker_id", "text"], where="speaker_id = 'anna-petit'")
    assert list(found.columns) == ["speaker_id", "text"]
    assert set(found.speaker_id) == {"anna-petit"}
    whole = greffier.load("statements", package=made)
    assert len(found) == (whole.speaker_id == "anna-petit").sum()
    polars = greffier.load("mentions", "polars", made, columns=["start"])
    assert polars["start"].to_list() == greffier.load("mentions", package=made).start.tolist()
    files = sorted((made / "data" / "statements").iterdir())
    assert len(files) > 2, "in parts, each a file that any reader of Parquet reads"


@pytest.mark.slow
def test_a_spoiled_cell_is_found_in_its_file(made, tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    package = tmp_path / "package"
    shutil.copytree(made, package)
    path = package / "data" / "statements" / "part-00001.parquet"
    table = pq.read_table(path)
    texts = table.column("text").to_pylist()
    texts[1] = "C'est juste"
    pq.write_table(table.set_column(table.schema.get_field_index("text"), "text", pa.array(texts)), path)
    found = {(problem.file, problem.line, problem.rule) for problem in validate(package).problems}
    assert ("data/statements/part-00001.parquet", 2, "words") in found or (
        "data/statements/part-00001.parquet", 2, "verbatim",
    ) in found  # fmt: skip
    assert any(rule == "hash" for _, _, rule in found)
    path.write_bytes(b"no parquet")
    assert any(problem.rule == "file" for problem in validate(package).problems)


@pytest.mark.slow
def test_a_second_run_converts_nothing_and_a_longer_archive_what_is_new(tmp_path):
    path = archives.write(tmp_path / "a.jsonl", ENTRIES)
    first = convert_archive([path], tmp_path / "package")
    before = archives.snapshot(tmp_path / "package")
    again = convert_archive([path], tmp_path / "package")
    assert (first.converted, again.converted, again.found) == (16, 0, 16)
    assert archives.snapshot(tmp_path / "package") == before
    archives.write(tmp_path / "a.jsonl", [*ENTRIES, *(archives.entry(n) for n in range(16, 21))])
    more = convert_archive([path], tmp_path / "package")
    assert 5 <= more.converted <= 13
    fresh = convert_archive([path], tmp_path / "fresh" / "package")
    assert fresh.converted == 21
    assert archives.snapshot(tmp_path / "package") == archives.snapshot(tmp_path / "fresh" / "package")


@pytest.mark.slow
def test_finished_work_that_was_spoiled_is_done_again(tmp_path):
    path = archives.write(tmp_path / "a.jsonl", ENTRIES)
    convert_archive([path], tmp_path / "package")
    before = archives.snapshot(tmp_path / "package")
    part = sorted((tmp_path / "package" / ".greffier" / "parts").iterdir())[0]
    (part / "mentions.parquet").write_bytes((part / "mentions.parquet").read_bytes()[:-10])
    assert 0 < convert_archive([path], tmp_path / "package").converted < 10
    assert archives.snapshot(tmp_path / "package") == before


def test_columns_of_other_names_are_mapped(tmp_path):
    entries = [
        {"ID": f"Art_{n}", "body": e["text"], "date": "2024-05-04T10:00:00Z", "x": 1} for n, e in enumerate(ENTRIES[:3])
    ]
    path = archives.write(tmp_path / "a.jsonl", entries)
    naming = Naming((("article_id", "ID"), ("published_on", "date"), ("text", "body")), True)
    assert convert_archive([path], tmp_path / "package", naming).counts["articles"] == 3
    articles = greffier.load("articles", "records", tmp_path / "package")
    assert [row["article_id"] for row in articles] == ["art-0", "art-1", "art-2"]
    assert str(articles[0]["published_on"]) == "2024-05-04"
    with_others = Naming(naming.columns)
    assert convert_archive([path], tmp_path / "strict", with_others).counts["rejects"] == 3


@pytest.mark.slow
def test_what_people_say_is_one_is_merged(tmp_path):
    path = archives.write(tmp_path / "a.jsonl", ENTRIES)
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("alias_id,actor_id,reason,source\nanna-petit,eva-simon,Married.,\n")
    convert_archive([path], tmp_path / "package", aliases=aliases)
    assert "anna-petit" not in set(greffier.load("actors", package=tmp_path / "package").actor_id)
    assert "anna-petit" not in set(greffier.load("mentions", package=tmp_path / "package").actor_id)
    report = validate(tmp_path / "package")
    assert report.valid, report.problems
    aliases.write_text("alias_id,actor_id,reason,source\nnobody,eva-simon,Married.,\n")
    with pytest.raises(CorrectionError, match="nobody"):
        convert_archive([path], tmp_path / "package", aliases=aliases)


def test_a_plan_says_what_would_be_done_and_writes_nothing(tmp_path):
    path = archives.write(tmp_path / "a.jsonl", ENTRIES)
    before = plan([path], tmp_path / "package", PLAIN)
    assert (before.files, before.records, before.done) == (1, 16, 0)
    assert not (tmp_path / "package").exists()
    convert_archive([path], tmp_path / "package")
    after = plan([path], tmp_path / "package", PLAIN)
    assert after.done == after.partitions == before.partitions > 3


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    path = archives.write(tmp_path / "a.jsonl", ENTRIES[:2])
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.doc").write_text("x")
    with pytest.raises(InputError, match="holds something else"):
        convert_archive([path], tmp_path / "other")
    with pytest.raises(InputError, match="is a file"):
        convert_archive([path], Path(path))
    (tmp_path / "none.jsonl").write_text("\n")
    with pytest.raises(InputError, match="no article in it"):
        convert_archive([str(tmp_path / "none.jsonl")], tmp_path / "package")


def measured(path: Path, package: Path) -> float:
    """Converts an archive in a new process; the most that this held in memory, in MB."""
    code = (
        "import resource, sys; from pathlib import Path; from greffier.corpus.converting import convert_archive\n"
        "convert_archive([sys.argv[1]], Path(sys.argv[2]))\n"
        "own = Path('/proc/self/status')\n"
        "lines = own.read_text().splitlines() if own.exists() else []\n"
        "print(next((line.split()[1] for line in lines if line.startswith('VmHWM')), 0))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path), str(package)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    # Linux counts what the process that started this one held too, but for VmHWM; the system of Apple counts bytes
    own, most = map(float, done.stdout.split())
    return own / 1e3 if own else most / (1e6 if sys.platform == "darwin" else 1e3)


@pytest.mark.slow
def test_an_article_of_a_hundred_megabytes_is_a_reject_and_its_neighbours_are_converted(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    archives.write(folder / "a.jsonl", ENTRIES[:1])
    with (folder / "a.jsonl").open("a") as stream, (folder / "b.txt").open("w") as text:
        stream.write('{"article_id": "huge", "text": "')
        for _ in range(1000):
            stream.write("Non. " * 20_000)
            text.write("Oui. " * 20_000)
        stream.write('"}\n' + json.dumps(ENTRIES[1]) + "\n")
    assert measured(folder, tmp_path / "package") < 300
    assert [row["article_id"] for row in greffier.load("articles", "records", tmp_path / "package")] == ["a-0", "a-1"]
    rejects = greffier.load("rejects", "records", tmp_path / "package")
    assert [row["source"] for row in rejects] == [f"{folder}/a.jsonl:2", f"{folder}/b.txt"]
    assert all(row["reason"].startswith("is longer than 2000000 bytes") for row in rejects)


@pytest.mark.slow
def test_a_hundred_thousand_tiny_articles_are_all_there_in_little_memory(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f'{{"article_id": "a-{n}", "text": "Non {n}."}}\n' for n in range(100_000)))
    assert measured(path, tmp_path / "package") < 600
    found = greffier.load("texts", package=tmp_path / "package")
    assert found.article_id.nunique() == len(found) == 100_000
    assert set(found.text) == {f"Non {n}." for n in range(100_000)}
    assert greffier.load("rejects", package=tmp_path / "package").empty
