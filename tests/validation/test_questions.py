"""The queries on words, asked of texts longer than the pieces in which spans are looked up."""

import random

from greffier.package.schema import read_schema
from greffier.validation.database import connect
from greffier.validation.judging import answers
from greffier.validation.questions import BLOCK, PIECE, words

WORDS = ("le", "tribunal", "a", "jugé", "que", "l’œuvre", "n'était", "pas", "«\u00a0coupable\u00a0»", "𝒜", "…")
FIELDS = [
    {"name": "article_id", "type": "string"},
    {"name": "start", "type": "integer"},
    {"name": "end", "type": "integer"},
    {"name": "text", "type": "string", "traced": "place"},
]


def test_every_span_is_held_against_its_words_wherever_it_stands_and_however_long_it_is() -> None:
    chance = random.Random(20200713)
    texts = {f"a{n}": " ".join(chance.choices(WORDS, k=n * 150)) for n in range(1, 7)}
    assert max(map(len, texts.values())) > 4 * PIECE
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
    connection.execute("CREATE TABLE _texts (article_id VARCHAR, text VARCHAR, sha256 VARCHAR, characters BIGINT)")
    connection.executemany("INSERT INTO _texts VALUES (?, ?, '', length(?))", [(a, t, t) for a, t in texts.items()])
    connection.execute('CREATE TABLE t (_row BIGINT, article_id VARCHAR, "start" BIGINT, "end" BIGINT, "text" VARCHAR)')
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", [(row, *span) for row, span in enumerate(told)])
    (query,) = words({"t": read_schema({"fields": FIELDS}, "t")})
    assert {fault.row for fault in answers(query, connection)} == wrong
