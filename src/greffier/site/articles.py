"""An article as a page: its text with every row marked in place, and the rows as cards."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from markupsafe import Markup

from greffier.errors import PackageError
from greffier.package import Package
from greffier.site.cards import Card, Evidence, Names, Words, cells, evidence_of, parties_of, place
from greffier.site.lines import Look, Speaker, line_html, speakers_of
from greffier.site.marks import Mark, islands, misplaced, paragraphs, pieces
from greffier.site.pages import safe_name
from greffier.site.store import Row, Store

#: So many characters stand for a text without a title.
OPENING = 72

ACTORS = """
SELECT * FROM actors WHERE actor_id IN (
    SELECT actor_id FROM mentions WHERE article_id = :key
    UNION SELECT actor_id FROM parties WHERE article_id = :key
    UNION SELECT court_id FROM decisions WHERE article_id = :key
    UNION SELECT speaker_id FROM statements WHERE article_id = :key
    UNION SELECT target_id FROM statements WHERE article_id = :key
    UNION SELECT via_id FROM statements WHERE article_id = :key
)
"""


class ArticlePage(NamedTuple):
    """What the template of an article needs; `blocks` holds the text, one block for each stretch that may be shown."""

    article: Row
    whole: bool
    blocks: list[list[Markup]]
    speakers: dict[str, Speaker]
    statements: list[Card]
    decisions: list[Card]
    actors: list[Card]


def article_page(store: Store, names: Names, article: Row) -> ArticlePage:
    """The page of an article, from its rows."""
    key = article["article_id"]
    rows = {table: _rows(store, table, key) for table in ("statements", "decisions", "mentions", "parties", "evidence")}
    evidence = evidence_of(rows["evidence"])
    parties, reasons = _by(rows["parties"], "decision_id"), _by(rows["statements"], "decision_id")
    mentions = _by(sorted(rows["mentions"], key=place), "actor_id")
    speakers = speakers_of(sorted(rows["statements"], key=place), names)
    statements, decisions, actors = [], [], []
    number = 0
    for row in sorted(rows["statements"], key=place):
        statements.append(_card(number, "statements", "text", row, store, evidence, names))
        number += 1
    for row in sorted(rows["decisions"], key=place):
        card = _card(number, "decisions", "outcome", row, store, evidence, names)
        held = parties_of(parties[card.row_id], evidence, names)
        decisions.append(card._replace(parties=held, reasons=tuple(reasons[card.row_id])))
        number += 1
    for row in sorted(store.each(ACTORS, key=key), key=lambda row: _first(mentions[row["actor_id"]], row)):
        found = evidence.get(("actors", row["actor_id"]), {})
        own = tuple(mentions[row["actor_id"]])
        spans = tuple(Words(*place(mention), mention["text"]) for mention in own)
        shown = cells(store.schemas["actors"], row, found, names)
        actors.append(Card(number, "actors", row["actor_id"], row, shown, spans, mentions=own))
        number += 1
    marks = list(_marks(statements, decisions, actors))
    whole, stretches = _text(store.package, article, marks)
    looks = {card.number: Look(safe_name(card.row_id)) for card in (*decisions, *actors)}
    looks |= {card.number: Look(safe_name(card.row_id), speakers[card.row["speaker_id"]]) for card in statements}
    blocks = [
        [line_html(line, looks) for line in paragraphs(pieces(text, start, (mark for mark, _ in within)))]
        for start, text, within in stretches
    ]
    return ArticlePage(article, whole, blocks, speakers, statements, decisions, actors)


def _rows(store: Store, table: str, key: str) -> list[Row]:
    return store.ask(f"SELECT * FROM {table} WHERE article_id = :key ORDER BY rowid", key=key)


def _card(number: int, table: str, field: str, row: Row, store: Store, evidence: Evidence, names: Names) -> Card:
    """A statement or a decision; its own words are the evidence of its main field, or else its place."""
    schema = store.schemas[table]
    row_id = row[schema.primary_key[0]]
    found = evidence.get((table, row_id), {})
    words = row["text"] if table == "statements" else row["outcome_text"]
    spans = tuple(found.get(field, ())) or (Words(*place(row), words),)
    return Card(number, table, row_id, row, cells(schema, row, found, names), spans)


def _marks(statements: Iterable[Card], decisions: Iterable[Card], actors: Iterable[Card]) -> Iterator[tuple[Mark, str]]:
    """Every mark of the page with the words that must stand there."""
    for layer, cards in (("statement", statements), ("decision", decisions), ("actor", actors)):
        for card in cards:
            anchors = [safe_name(mention["mention_id"]) for mention in card.mentions] or [""] * len(card.spans)
            for span, anchor in zip(card.spans, anchors, strict=True):
                yield Mark(span.start, span.end, layer, card.number, "", anchor), span.text
            for field, words in _behind(card):
                yield Mark(words.start, words.end, "evidence", card.number, field), words.text


def _behind(card: Card) -> Iterator[tuple[str, Words]]:
    """The words behind the cells and the parties of a card, each with its field."""
    for cell in card.cells:
        for words in cell.words:
            yield cell.field.name, words
    for party in card.parties:
        for words in party.words:
            yield f"party-{party.role}", words


def _text(
    package: Package, article: Row, marks: list[tuple[Mark, str]]
) -> tuple[bool, list[tuple[int, str, list[tuple[Mark, str]]]]]:
    """The stretches of the text that may be shown, each with its start and marks: the whole, or the spans alone."""
    key = article["article_id"]
    if article["publish_text"] == "true":
        text = _whole_text(package, article)
        wrong = misplaced(text, ((mark.start, mark.end, words) for mark, words in marks))
        if wrong:
            raise PackageError(
                f"{key}: the words at {wrong[0]}-{wrong[1]} are not {wrong[2][:60]!r}; "
                "greffier validate names every such row"
            )
        return True, [(0, text, marks)]
    stretches = islands((mark.start, mark.end, words) for mark, words in marks)
    return False, [
        (start, text, [(mark, words) for mark, words in marks if start <= mark.start < start + len(text)])
        for start, text in stretches
    ]


def _whole_text(package: Package, article: Row) -> str:
    key = article["article_id"]
    if key != safe_name(key):
        raise PackageError(f"articles: {key!r} is no article id, so that no text can be found for it")
    path = f"data/articles/{key}.txt"
    data = package.read(path)
    if article["sha256"] and sha256(data).hexdigest() != article["sha256"]:
        raise PackageError(f"{path}: is not the text that the rows were made from; run: greffier build")
    return data.decode("utf-8")


def openings(store: Store) -> dict[str, str]:
    """The first words of each text that has no title and may be shown."""
    return {
        article["article_id"]: _opening(_whole_text(store.package, article))
        for article in store.each("SELECT * FROM articles WHERE title = '' AND publish_text = 'true'")
    }


def _opening(text: str) -> str:
    """A text's first line, cut after a word where it is long."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= OPENING else line[:OPENING].rpartition(" ")[0] or line[:OPENING]


def _by(rows: Iterable[Row], column: str) -> defaultdict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def _first(mentions: list[Row], actor: Row) -> tuple[int, str]:
    """Where an actor is first mentioned; those never mentioned come last."""
    return (place(mentions[0])[0] if mentions else 2**31, actor["actor_id"])
