import csv
import hashlib
import html
import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from rivers import HOSTILE, SECRET, article, hostile, secret, vire, write_package

from greffier.cli import main
from greffier.errors import GreffierError
from greffier.package import open_package
from greffier.site import build_site


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_package_gives_the_same_bytes(package, page_of, tmp_path):
    build_site(open_package(package), tmp_path / "again")
    assert files(tmp_path / "again") == files(page_of)


def test_each_view_stands_in_both_languages(page_of):
    pages = {
        path.relative_to(page_of / "en").as_posix()
        for path in (page_of / "en").rglob("*.html")
    }  # fmt: skip
    assert {"index.html", "articles/vire.html", "actors/rivages.html", "decisions.html", "network.html",
            "timeline.html", "tables/index.html", "tables/statements.html", "dataset.html"} <= pages  # fmt: skip
    assert pages == {path.relative_to(page_of / "fr").as_posix() for path in (page_of / "fr").rglob("*.html")}


def test_no_page_names_another_place(page_of):
    for path, content in files(page_of).items():
        if path.endswith((".html", ".css")) and not path.endswith("dataset.html"):
            text = content.decode()
            for load in ('src="http', "url(http", "@import", "//cdn", "unsafe-inline", "unsafe-eval", " style="):
                assert load not in text, (path, load)


def test_ids_never_leave_the_folder(page_of):
    assert not list(page_of.parent.rglob("escaped*"))
    names = [path.name for path in (page_of / "en" / "actors").iterdir()]
    assert sum(name.startswith("id-") for name in names) == 2
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for name in names)


def test_what_may_not_be_published_is_nowhere(page_of):
    for path, content in files(page_of).items():
        for words in ("Nul ne doit", "cette fin"):
            assert words.encode() not in content, path
        if path.endswith(".zip"):
            with zipfile.ZipFile(page_of / path) as archive:
                for name in archive.namelist():
                    assert b"Nul ne doit" not in archive.read(name)
    assert "tout est prêt" in (page_of / "en/articles/secret.html").read_text(encoding="utf-8")


def test_the_zip_is_a_package_with_fixed_dates(page_of):
    (path,) = (path for path in (page_of / "downloads").glob("*.zip") if "-spreadsheets" not in path.name)
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "data/articles/vire.txt" in archive.namelist()
    assert open_package(path).descriptor["title"] == "Rivers in court"
    assert open_package(page_of / "package").resource("statements").schema is not None


def test_exports_are_there_to_download(page_of):
    assert (page_of / "downloads" / "rivers.parquet").read_bytes() == b"PAR1"
    assert "downloads/rivers.parquet" in (page_of / "en" / "dataset.html").read_text(encoding="utf-8")


def test_no_link_leads_out_of_the_exports(package, tmp_path):
    folder = Path(shutil.copytree(package, tmp_path / "p"))
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("secret")
    (folder / "exports" / "file").symlink_to(tmp_path / "secret" / "key")
    (folder / "exports" / "folder").symlink_to(tmp_path / "secret")
    build_site(open_package(folder), tmp_path / "page")
    assert {path.name for path in (tmp_path / "page" / "downloads").iterdir() if path.suffix != ".zip"} == {"rivers.parquet"}
    shutil.rmtree(folder / "exports")
    (folder / "exports").symlink_to(tmp_path / "secret")
    build_site(open_package(folder), tmp_path / "page")
    assert {path.suffix for path in (tmp_path / "page" / "downloads").iterdir()} == {".zip"}


@pytest.mark.parametrize("path", ["../out/x.csv", "/tmp/out/x.csv", "data/../../out/x.csv"])
def test_a_path_that_leads_out_makes_no_folder(package, tmp_path, path):
    folder = Path(shutil.copytree(package, tmp_path / "p"))
    descriptor = json.loads((folder / "datapackage.json").read_text())
    descriptor["resources"].append({"name": "more", "path": path})
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    with pytest.raises(GreffierError, match="not the path of a file in the package"):
        build_site(open_package(folder), tmp_path / "page")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p"]


def test_tables_for_spreadsheets_have_no_formulas_and_the_published_ones_are_verbatim(tmp_path):
    part = vire()
    part["actors"][0]["name"] = "=HYPERLINK(1)"
    build_site(open_package(write_package(tmp_path / "p", part)), tmp_path / "page")
    (path,) = (tmp_path / "page" / "downloads").glob("*-spreadsheets.zip")
    with zipfile.ZipFile(path) as archive:
        text = archive.read("actors.csv").decode("utf-8-sig")
        assert all(archive.read(name).startswith("\ufeff".encode()) for name in archive.namelist())
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK(1)" in (tmp_path / "page/package/data/actors.csv").read_text()


def test_the_tables_hold_all_rows(package, page_of):
    lines = (page_of / "tables" / "statements.js").read_text(encoding="utf-8").splitlines()
    rows = []
    assert json.loads(json.loads(lines[0][lines[0].index("parse(") + 6 : -2]))["boreal"] == "Boréal"
    for line in lines[2:]:
        rows += json.loads(json.loads(line[line.index("parse(") + 6 : -3]))
    with (package / "data" / "statements.csv").open(encoding="utf-8", newline="") as file:
        columns, *expected = csv.reader(file)
    # the words first, then who says them, then the day; what machines need comes last
    own = {tuple(row[:2]) for row in rows}
    assert own == {(row[columns.index("text")], row[columns.index("speaker_id")]) for row in expected}
    days = {row[2] for row in rows}
    assert [sorted(row[:2] + row[3:]) for row in rows] == [sorted(row) for row in expected]
    assert "2024-05-06" in days


def test_fixed_values_and_decisions_are_shown_in_the_language_of_the_page(page_of):
    """Nobody has to know that a decision is called vire.d0, or what `dismissed` is in French."""
    for language, mode, outcome in (("en", "mixed", "dismissed"), ("fr", "mixte", "rejet")):
        statements = (page_of / language / "tables" / "statements.html").read_text(encoding="utf-8")
        words = json.loads(html.unescape(re.search('data-values="([^"]*)"', statements)[1]))
        assert mode in {word for column in words.values() for word in column.values()}
        decisions = (page_of / language / "tables" / "decisions.html").read_text(encoding="utf-8")
        assert f"<bdi>{outcome}</bdi>" in decisions


@pytest.fixture(scope="module")
def own_page(root, tmp_path_factory):
    """The page of the dataset of this repository."""
    folder = tmp_path_factory.mktemp("own") / "page"
    build_site(open_package(root), folder)
    return folder


def test_what_the_dataset_says_in_french_stands_on_the_french_page(root, own_page):
    texts = open_package(root).descriptor["translations"]["fr"]["texts"]
    pages = {
        language: "".join(html.unescape(path.read_text("utf-8")) for path in (own_page / language).rglob("*.html"))
        for language in ("en", "fr")
    }
    for english, french in texts.items():
        assert english in pages["en"]
        assert french in pages["fr"]
        # the table of articles alone is shown as it is published
        assert f"<dd><bdi>{english}" not in pages["fr"]
    assert "To report an error, write to whoever published this page." in pages["en"]
    assert "Report an error" not in pages["en"]


def test_a_row_that_was_added_is_told_without_json(own_page):
    said = (own_page / "en" / "dataset.html").read_text("utf-8")
    assert "<ins>actor_id: maroc, name: Maroc, kind: public_body, country: MA</ins>" in said
    assert "{&#34;" not in said.split("What people reviewed")[1].split("The rules that found")[0]


def test_the_head_says_what_the_dataset_is(page_of):
    for path in ("en/index.html", "fr/dataset.html"):
        html = (page_of / path).read_text(encoding="utf-8")
        about = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
        assert about["@type"] == "Dataset"
        assert about["version"] == "1.2.3"
        assert about["citation"] == "Ana Editor (2024). Rivers in court (1.2.3) [Data set]. https://example.org/rivers"


def test_a_package_without_rows(tmp_path):
    build_site(open_package(write_package(tmp_path / "empty")), tmp_path / "page")
    assert "There is no article yet." in (tmp_path / "page/en/index.html").read_text(encoding="utf-8")
    assert "Personne n’a encore corrigé" in (tmp_path / "page/fr/dataset.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_million_characters(tmp_path):
    text = "é👩‍⚖️ " * 250_000
    start = len(text) - 4
    row = dict(statement_id=f"long.s{start}", article_id="long", mode="direct", act="say", text=text[start:],
               start=start, end=len(text), rule="r")  # fmt: skip
    part = {"articles": [article("long", text)], "statements": [row]}
    build_site(open_package(write_package(tmp_path / "long", part)), tmp_path / "page")
    html = (tmp_path / "page/en/articles/long.html").read_text(encoding="utf-8")
    assert text[: start - 1] in html
    assert f'data-tag="?">{text[start:]}</a>' in html


def test_a_page_before_is_replaced_as_a_whole(package, tmp_path):
    target = tmp_path / "page"
    build_site(open_package(package), target)
    (target / "en" / "old.html").write_text("old")
    build_site(open_package(package), target)
    assert not (target / "en" / "old.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["page"]


def wrong_words(folder: Path) -> None:
    path = folder / "data/mentions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",Ana Morel", ",Ana Moral"), encoding="utf-8")


def other_text(folder: Path) -> None:
    (folder / "data/articles/vire.txt").write_text("Another text.", encoding="utf-8")


def no_text(folder: Path) -> None:
    (folder / "data/articles/vire.txt").unlink()


def no_table(folder: Path) -> None:
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text())
    descriptor["resources"] = descriptor["resources"][:3]
    path.write_text(json.dumps(descriptor))


def no_schema(folder: Path) -> None:
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text())
    del descriptor["resources"][0]["schema"]
    path.write_text(json.dumps(descriptor))


def no_number(folder: Path) -> None:
    path = folder / "data/mentions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",name,", ",name,x"), encoding="utf-8")


def short_row(folder: Path) -> None:
    with (folder / "data/actors.csv").open("a") as file:
        file.write("one,two\n")


def other_header(folder: Path) -> None:
    (folder / "data/actors.csv").write_text("a,b\n")


def not_utf8(folder: Path) -> None:
    with (folder / "data/actors.csv").open("ab") as file:
        file.write("été,,,,,,\n".encode("cp1252"))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (wrong_words, "vire: the words at"),
        (other_text, "data/articles/vire.txt: is not the text that the rows were made from; run: greffier build"),
        (no_text, "vire.txt"),
        (no_table, "has no table"),
        (no_schema, "data/articles.csv: has no schema"),
        (no_number, "data/mentions.csv: row 2: start is 'x"),
        (short_row, "data/actors.csv:7: 2 cells where the header has 7"),
        (other_header, "data/actors.csv:1: the header is not actor_id,"),
        (not_utf8, "data/actors.csv: not UTF-8"),
    ],
)
def test_what_cannot_be_shown_is_one_message_and_leaves_the_page_as_it_was(tmp_path, spoil, message):
    folder = write_package(tmp_path / "spoilt", vire())
    target = tmp_path / "page"
    build_site(open_package(folder), target)
    before = files(target)
    spoil(folder)
    result = CliRunner().invoke(main, ["site", str(folder), "--to", str(target)])
    assert result.exit_code == 2
    assert message in result.output
    assert result.output.count("\n") == 1
    assert "Traceback" not in result.output
    assert files(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page", "spoilt"]


def test_a_folder_of_other_things_is_left_alone(package, tmp_path):
    (tmp_path / "thesis.txt").write_text("three years of work")
    with pytest.raises(GreffierError, match="no page made by greffier"):
        build_site(open_package(package), tmp_path)
    with pytest.raises(GreffierError, match="is a file"):
        build_site(open_package(package), tmp_path / "thesis.txt")
    assert os.listdir(tmp_path) == ["thesis.txt"]


def test_the_command(package, tmp_path):
    result = CliRunner().invoke(main, ["site", str(package), "--to", str(tmp_path / "page")])
    assert result.exit_code == 0
    assert "pages; open" in result.output


def test_an_article_with_an_id_that_is_a_path_shows_nothing_of_it(tmp_path):
    part = {"articles": [article("../../etc/passwd", "x")]}
    with pytest.raises(GreffierError, match="is no article id"):
        build_site(open_package(write_package(tmp_path / "p", part)), tmp_path / "page")


def test_words_that_are_made_by_hand_are_right():
    for part, text in ((vire(), None), (hostile(), HOSTILE), (secret(), SECRET)):
        body = text or part["articles"][0]["body"]
        assert part["articles"][0]["sha256"] == hashlib.sha256(body.encode()).hexdigest()
        for row in (*part.get("mentions", []), *part.get("evidence", [])):
            assert body[row["start"] : row["end"]] == row["text"]
