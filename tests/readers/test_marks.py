"""How a content is quoted is seen from its marks."""

import pytest

from greffier.model import Span
from greffier.readers.marks import mode, quoted


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Il dit : « c'est non ».", "c'est non", "direct"),
        ("Il dit que c'est « non ».", "c'est « non »", "mixed"),
        ("Il dit que c'est non.", "c'est non", "indirect"),
        ('Il dit "c\'est non" et "oui".', "oui", "direct"),
        ('Un "mot" et, dit-il, rien.', "rien", "indirect"),
        # a mark that nothing closes ends with its line
        ("Il dit « oui\nElle dit que non.", "que non", "indirect"),
        # a straight mark that can only open begins anew
        ('Il dit "oui et "non".', "non", "direct"),
    ],
)
def test_mode(text: str, content: str, expected: str) -> None:
    start = text.rindex(content)
    assert mode(text, quoted(text), [Span(start, start + len(content))]) == expected
