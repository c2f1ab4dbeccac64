import bz2
import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from greffier.corpus import inputs
from greffier.corpus.inputs import Inputs
from greffier.corpus.reading import Naming, Reject, article_of
from greffier.errors import InputError

LINES = b"".join(json.dumps({"article_id": f"a{i}", "text": f"Non {i}."}).encode() + b"\n" for i in range(400))


def forms(path: Path | str) -> list[tuple[str, str]]:
    return [(record.where.rpartition("/")[2], record.form) for record in Inputs([str(path)]).records()]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.jsonl", bytes),
        ("a.jsonl.gz", gzip.compress),
        ("a.ndjson.bz2", bz2.compress),
        ("a.jsonl.zst", lambda data: pa.compress(data, codec="zstd", asbytes=True)),
    ],
)
def test_lines_are_records_however_they_are_packed(tmp_path, name, pack):
    (tmp_path / name).write_bytes(pack(LINES))
    records = list(Inputs([str(tmp_path / name)]).records())
    assert [record.data for record in records] == LINES.splitlines()
    assert records[-1].where == f"{tmp_path / name}:400"


def test_a_file_that_breaks_off_gives_what_is_before_and_says_so(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(LINES * 50)[:-5000])
    *records, last = Inputs([str(path)]).records()
    assert len(records) > 1000
    assert all(record.form == "json" for record in records)
    assert (last.form, last.where) == ("fault", str(path))
    assert b"cannot be read any further" in last.data


def test_what_is_too_long_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "LONGEST", 100_000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"a": 1}\n' + b"x" * 1_000_000 + b'\n{"a": 2}\n' + b"y" * 150_000)
    assert forms(path) == [("a.jsonl:1", "json"), ("a.jsonl:2", "fault"), ("a.jsonl:3", "json"), ("a.jsonl:4", "fault")]
    (tmp_path / "long.txt").write_bytes(b"z" * 200_000)
    assert forms(tmp_path / "long.txt") == [("long.txt", "fault")]


def test_rows_of_csv_and_parquet_are_records(tmp_path):
    (tmp_path / "a.csv").write_text('article_id,text,title\na,"Oui,\nnon.",\nb\nc,Si.,T\n')
    entries = [json.loads(r.data) if r.form == "json" else r.data for r in Inputs([str(tmp_path / "a.csv")]).records()]
    assert entries[0] == {"article_id": "a", "text": "Oui,\nnon."}
    assert entries[1] == b"has 1 cells where the header has 3"
    assert entries[2] == {"article_id": "c", "text": "Si.", "title": "T"}
    table = pa.table({"article_id": ["a", "b"], "text": ["Oui.", None], "n": [1, 2]})
    pq.write_table(table, tmp_path / "a.parquet")
    found = [json.loads(record.data) for record in Inputs([str(tmp_path / "a.parquet")]).records()]
    assert found == [{"article_id": "a", "text": "Oui.", "n": 1}, {"article_id": "b", "n": 2}]
    (tmp_path / "b.parquet").write_bytes(b"PAR1 is not enough")
    assert forms(tmp_path / "b.parquet") == [("b.parquet", "fault")]


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path, schemas):
    (tmp_path / "2020").mkdir()
    (tmp_path / "2020" / "B c.txt").write_text("Non.")
    (tmp_path / "2020" / "B c.json").write_text('{"title": "T"}')
    (tmp_path / "a.html").write_text("<p>x</p>")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "notes.doc").write_text("x")
    records = list(Inputs([str(tmp_path)]).records())
    assert [record.form for record in records] == ["text", "page", "fault"]
    article = article_of(records[0], Naming(), schemas["articles"])
    assert (article.article_id, article.title, article.text) == ("2020-b-c", "T", "Non.")


def test_any_file_system_of_fsspec_is_read():
    import fsspec

    with fsspec.open("memory://archive/a.jsonl.gz", "wb") as stream:
        stream.write(gzip.compress(LINES))
    assert len(list(Inputs(["memory://archive/a.jsonl.gz"]).records())) == 400


@pytest.mark.parametrize("address", ["/nowhere.jsonl", "x.pdf", "nothing://x/a.jsonl"])
def test_an_address_that_cannot_be_read_is_named(address):
    with pytest.raises(InputError, match=address.replace("/", "/")):
        Inputs([address])


PAGE = """<html lang="fr"><head><title>Le jugement</title>
<meta property="article:published_time" content="2020-07-13T10:00:00Z"></head><body><nav>Accueil</nav><article>
<h1>Le jugement</h1>{}</article></body></html>"""
FRENCH = (
    "<p>Le tribunal de Paris a condamné hier la société à payer une amende, a dit le parquet, qui attendait.</p>" * 6
)
ENGLISH = "<p>The court ordered the company to pay a fine yesterday, said the prosecutor, who had waited.</p>" * 6


def warc(pages: dict[str, str], gzipped: bool = True) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=gzipped)
    for url, page in pages.items():
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        about = {"WARC-Date": "2020-07-14T08:00:00Z"}
        payload = io.BytesIO(page.encode())
        writer.write_record(
            writer.create_warc_record(url, "response", payload, http_headers=headers, warc_headers_dict=about)
        )
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_of_a_crawl_are_articles_with_their_day_and_language(tmp_path, schemas, name):
    pages = {"https://journal.example/a": PAGE.format(FRENCH), "https://journal.example/b": PAGE.format(ENGLISH)}
    (tmp_path / name).write_bytes(warc(pages, name.endswith(".gz")))
    found, other = Inputs([str(tmp_path / name)]).records()
    article = article_of(found, Naming(), schemas["articles"])
    assert article.article_id.startswith("journal-example-")
    assert (article.url, article.language) == ("https://journal.example/a", "fr")
    assert article.published_on.isoformat() == "2020-07-13"
    assert "a condamné hier la société" in article.text
    assert "Accueil" not in article.text
    assert article_of(other, Naming(), schemas["articles"]).language == "en"


def test_a_crawl_that_breaks_off_says_so(tmp_path):
    pages = {f"https://journal.example/{n}": PAGE.format(FRENCH * (n + 1)) for n in range(30)}
    (tmp_path / "crawl.warc.gz").write_bytes(warc(pages)[:-300])
    *_, last = Inputs([str(tmp_path / "crawl.warc.gz")]).records()
    assert last.form == "fault"


def test_a_page_without_words_is_no_article(tmp_path, schemas):
    (tmp_path / "a.html").write_text("<html><body></body></html>")
    (record,) = Inputs([str(tmp_path / "a.html")]).records()
    with pytest.raises(Reject, match="no main text"):
        article_of(record, Naming(), schemas["articles"])
