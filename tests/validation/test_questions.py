"""The queries on words, asked of texts longer than the blocks in which spans are looked up."""

import random
from pathlib import Path

from greffier.package import open_package
from greffier.package.schema import read_schema
from greffier.validation.across import answers
from greffier.validation.database import connect
from greffier.validation.questions import BLOCK, words
from greffier.validation.texts import load_texts

WORDS = ("le", "tribunal", "a", "jugé", "que", "l’œuvre", "n'était", "pas", "«\u00a0coupable\u00a0»", "𝒜", "…")
FIELDS = [
    {"name": "article_id", "type": "string"},
    {"name": "start", "type": "integer"},
    {"name": "end", "type": "integer"},
    {"name": "text", "type": "string", "traced": "place"},
]


def test_every_span_is_held_against_its_words_wherever_it_stands_and_however_long_it_is(tmp_path: Path) -> None:
    chance = random.Random(20200713)
    texts = {f"a{n}": " ".join(chance.choices(WORDS, k=n * 150)) for n in range(1, 7)}
    assert max(map(len, texts.values())) > 12 * BLOCK
    spans = []
    for article, text in texts.items():
        edges = [edge + shift for edge in range(0, len(text), BLOCK) for shift in (-1, 0, 1)]
        for start in [*edges, *(chance.randrange(len(text)) for _ in range(50))]:
            length = chance.choice([1, 2, 30, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
            if start >= 0 and start + length <= len(text):
                spans.append((article, start, start + length, text[start : start + length]))
    wrong = set(chance.sample(range(len(spans)), 60))
    told = [(*span[:3], f"{span[3]}x" if row in wrong else span[3]) for row, span in enumerate(spans)]
    connection = connect()
    for article, text in texts.items():
        (tmp_path / "data/articles").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"data/articles/{article}.txt").write_text(text, "utf-8")
    (tmp_path / "datapackage.json").write_text('{"resources": []}', "utf-8")
    assert list(load_texts(connection, open_package(tmp_path), texts)) == []
    connection.execute('CREATE TABLE t (_row BIGINT, article_id VARCHAR, "start" BIGINT, "end" BIGINT, "text" VARCHAR)')
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", [(row, *span) for row, span in enumerate(told)])
    (query,) = words({"t": read_schema({"fields": FIELDS}, "t")})
    assert {fault.row for fault in answers(query, connection)} == wrong
