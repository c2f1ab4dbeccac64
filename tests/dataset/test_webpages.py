import json

import pytest
from click.testing import CliRunner

from greffier.cli import main
from greffier.dataset import building, drafts

pytest.importorskip("trafilatura", reason="no web pages: pip install 'greffier[web]'")

PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Le tribunal tranche - Le Courrier</title>
<meta property="og:title" content="Le tribunal tranche"><meta property="og:site_name" content="Le Courrier de Vire">
<meta property="article:published_time" content="2024-05-07T10:00:00+02:00">
<link rel="canonical" href="https://example.org/tribunal"></head>
<body><nav><a href="/">Accueil</a> <a href="/abo">Abonnez-vous</a></nav><article><h1>Le tribunal tranche</h1>
<p>Lundi, le tribunal de Vire a débouté Jean Morel. « C'est injuste », a dit M. Morel, « et je ferai appel ».</p>
<p>Selon la juge Anna Petit, le dossier est vide. L'association Rivages a salué la décision du tribunal de Vire.</p>
</article><footer>Mentions légales, publicité, cookies</footer></body></html>"""


def run(*arguments: object, **more: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **more)


def test_a_page_is_an_article_with_what_it_says_of_itself(tmp_path):
    drafts.new(tmp_path / "affair")
    (tmp_path / "vire.html").write_text(PAGE, encoding="utf-8")
    result = run("add", tmp_path / "vire.html", "--to", tmp_path / "affair")
    assert result.exit_code == 0, result.output
    assert "to be looked at: where the text begins and ends" in result.output
    assert "published_on" not in result.output
    known = json.loads((tmp_path / "affair/data/articles/vire.json").read_text(encoding="utf-8"))
    assert (known["title"], known["publisher"]) == ("Le tribunal tranche", "Le Courrier de Vire")
    assert (known["published_on"], known["url"]) == ("2024-05-07", "https://example.org/tribunal")
    text = (tmp_path / "affair/data/articles/vire.txt").read_text(encoding="utf-8")
    assert "« C'est injuste », a dit M. Morel" in text
    assert "Abonnez-vous" not in text
    assert "cookies" not in text
    assert (tmp_path / "affair/data/articles/vire.html").read_text(encoding="utf-8") == PAGE
    assert building.build(tmp_path / "affair").report.valid


def test_what_is_not_marked_in_the_page_is_to_be_looked_at_and_what_is_given_goes_first(tmp_path):
    drafts.new(tmp_path / "affair")
    bare = (
        PAGE.replace("article:published_time", "x")
        .replace("og:site_name", "y")
        .replace("<h1>", "<p>Publié le 7 mai 2024</p><h1>")
    )
    options = ("--to", tmp_path / "affair", "--id", "vire", "--title", "Mon titre")
    result = run("add", "-", *options, input=bare.encode())
    assert result.exit_code == 0, result.output
    known = json.loads((tmp_path / "affair/data/articles/vire.json").read_text(encoding="utf-8"))
    assert known["title"] == "Mon titre"
    if known["published_on"]:
        assert "is not marked in the page as its day" in result.output
    if known["publisher"]:
        assert "is taken from the page's title or address" in result.output


def test_a_page_without_an_article_is_refused(tmp_path):
    drafts.new(tmp_path / "affair")
    result = run("add", "-", "--to", tmp_path / "affair", "--id", "x", input=b"<html><body></body></html>")
    assert result.exit_code == 2
    assert "no article is found in this page" in result.output
    assert not (tmp_path / "affair/data/articles/x.txt").exists()
