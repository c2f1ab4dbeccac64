import pytest

from greffier.dataset.groundings import Grounding, grounding_cell, parse_groundings
from greffier.errors import CorrectionError

SPANS = [
    Grounding("cue", "vire", 3, 4, ";"),
    Grounding("text", "a-b", 0, 22, 'l\'été ; "x=y:1-2 z"\n; '[:22]),
]


def test_any_words_are_read_as_they_were_written():
    assert len(SPANS[1].words) == 22
    assert parse_groundings(grounding_cell(SPANS)) == SPANS
    assert parse_groundings("") == []


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("country", "'country' is not written as field=article:start-end words"),
        ("country=a:1-3 abc", "'ab' is not as long as 1-3 says"),
        ("country=a:1-9 abc", "'abc' is not as long as 1-9 says"),
        ("country=a:1-3 ab; ;", "';' is not written as"),
    ],
)
def test_what_is_not_written_so_is_named(cell, message):
    with pytest.raises(CorrectionError, match="evidence: ") as caught:
        parse_groundings(cell)
    assert message in str(caught.value)
