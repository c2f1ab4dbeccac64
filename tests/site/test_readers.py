"""The page says which other readers found a row, and keeps what they say otherwise for the editor."""

import json
import shutil
from pathlib import Path

from greffier.package import open_package
from greffier.site import build_site

ROOT = Path(__file__).parents[2]
ANSWER = json.loads((ROOT / "tests" / "readers" / "answers" / "right.json").read_text("utf-8"))


def test_rows_say_who_else_found_them(tmp_path: Path) -> None:
    folder = tmp_path / "dataset"
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "datapackage.json", folder)
    first, *rest = ANSWER["statements"]
    entry = {"article_id": "nso-amnesty-2020", "reader": "model-a", **ANSWER}
    entry["statements"] = [first | {"act": "promise"}, *rest]
    (folder / "data" / "proposals").mkdir()
    (folder / "data" / "proposals" / "a.jsonl").write_text(json.dumps(entry) + "\n", "utf-8")
    build_site(open_package(folder), tmp_path / "page")
    page = (tmp_path / "page" / "en" / "articles" / "nso-amnesty-2020.html").read_text("utf-8")
    # eleven statements, the decision, and fourteen actors
    assert page.count("also found by <bdi>model-a</bdi>") == 25
    assert page.count("found otherwise by <bdi>model-a</bdi>") == 1
    # no model's value is published by the way
    card = page[page.index('id="nso-amnesty-2020.s31"') :].partition("</article>")[0]
    assert "promise" not in card
    assert not list((tmp_path / "page").rglob("*.jsonl"))
