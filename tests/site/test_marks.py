import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.site.marks import Mark, islands, misplaced, paragraphs, pieces

TEXT = "Un, deux, trois."


def mark(start: int, end: int, card: int = 0, layer: str = "statement") -> Mark:
    return Mark(start, end, layer, card, "")


@st.composite
def marked(draw):
    text = draw(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=60))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))), max_size=8))
    return text, [mark(min(a, b - 1), max(b, a + 1), i) for i, (a, b) in enumerate(spans)]


@given(marked())
def test_pieces_are_the_text_and_marks_are_whole_pieces(case):
    text, marks = case
    found = list(pieces(text, 0, marks))
    assert "".join(piece.text for piece in found) == text
    for each in marks:
        assert "".join(piece.text for piece in found if each in piece.marks) == text[each.start : each.end]
        assert [piece.start for piece in found if each in piece.begins] == [each.start]


@given(marked())
def test_lines_are_the_text_without_its_line_ends(case):
    text, marks = case
    lines = list(paragraphs(pieces(text, 0, marks)))
    assert ["".join(piece.text for piece in line) for line in lines] == [line for line in text.split("\n") if line]
    for line in lines:
        for piece in line:
            assert text[piece.start :].startswith(piece.text)


def test_a_piece_belongs_to_the_shortest_mark_and_each_mark_has_one():
    inner, outer = mark(4, 8, 1), mark(0, 16, 0)
    owners = [(piece.text, piece.owner.card, piece.entry) for piece in pieces(TEXT, 0, [outer, inner])]
    assert owners == [("Un, ", 0, True), ("deux", 1, True), (", trois.", 0, False)]


def test_words_behind_cells_open_no_row_of_their_own():
    (before, words, _) = pieces(TEXT, 0, [mark(4, 8, 1, "evidence")])
    assert (before.owner, words.owner, len(words.marks)) == (None, None, 1)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(4, 8, "deux"), (0, 2, "Un")], [(0, "Un"), (4, "deux")]),
        # spans that overlap or touch are one stretch
        ([(0, 8, "Un, deux"), (4, 9, "deux,")], [(0, "Un, deux,")]),
        ([(0, 8, "Un, deux"), (4, 8, "deux")], [(0, "Un, deux")]),
        ([(0, 2, "Un"), (2, 4, ", ")], [(0, "Un, ")]),
    ],
)
def test_islands(spans, expected):
    assert islands(spans) == expected


def test_misplaced():
    assert misplaced(TEXT, [(4, 8, "deux")]) is None
    assert misplaced(TEXT, [(4, 8, "deux"), (4, 9, "deux")]) == (4, 9, "deux")
