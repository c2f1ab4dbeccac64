"""Which first lines are headlines."""

import pytest

from greffier.dataset.headlines import headline

BODY = "Le tribunal de Vire a débouté lundi Jean Morel, qui demandait l'annulation de l'arrêté que la mairie avait pris en mars dernier."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Jean Morel débouté à Vire\n\n{BODY}", "Jean Morel débouté à Vire"),
        # a paragraph a line, without blank lines between
        (f"\ufeffJean Morel débouté à Vire\r\n{BODY}\r\n", "Jean Morel débouté à Vire"),
        (f"« C'est injuste », dit Jean Morel\n\n{BODY}", "« C'est injuste », dit Jean Morel"),
        (f"La justice a-t-elle tranché ?\n\n{BODY}", "La justice a-t-elle tranché ?"),
        # labels and datelines before it
        (
            f"COMMUNIQUÉ DE PRESSE\nParis, le 12 mai 2024\n\nJean Morel débouté à Vire\n\n{BODY}",
            "Jean Morel débouté à Vire",
        ),
        (
            f"Communiqué de presse conjoint de trois associations\n\nJean Morel débouté à Vire\n\n{BODY}",
            "Jean Morel débouté à Vire",
        ),
        (f"Justice\n\nMardi 1er avril 2024\n\nJean Morel débouté à Vire\n\n{BODY}", "Jean Morel débouté à Vire"),
        # no headline: a sentence, a wrapped paragraph, a long line, an only line, nothing
        (f"Jean Morel est débouté.\n\n{BODY}", None),
        ("Le tribunal de Vire a débouté lundi Jean Morel, qui\ndemandait l'annulation de l'arrêté.", None),
        (f"{BODY} {BODY}\n\n{BODY}", None),
        (BODY, None),
        ("Jean Morel débouté à Vire", None),
        ("COMMUNIQUÉ DE PRESSE\n\n", None),
        ("\n \n", None),
        ("", None),
    ],
)
def test_a_first_line_is_a_headline_or_not(text, title):
    assert headline(text) == title
