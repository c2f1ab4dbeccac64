"""A mention while it is being read, and the pass over an article that reads its mentions."""

from itertools import takewhile

from greffier.extraction.lexicon import (
    BRACKET,
    CAPITAL,
    COMMA,
    DETERMINER,
    FINITE,
    MARK,
    NUMBER,
    PREPOSITION,
    STOP,
    TIME,
)
from greffier.extraction.mentions.countries import Place
from greffier.extraction.syntax.noun_phrases import NounPhrases
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import Entry

_DEFINITE = frozenset("le la l' les ce cet cette ces son sa ses leur leurs notre nos mon ma mes au aux du".split())
_INDEFINITE = frozenset("un une plusieurs certains certaines quelques aucun aucune".split())
_NEAR = 6  # tokens between a subject and its verb
_KEPT = frozenset(
    "ancien ancienne anciens anciennes ex futur future jeune jeunes premier première".split()
)  # part of the role


class Draft:
    """A mention in the making: what `Mention` says of its fields; `name_of` is another draft."""

    __slots__ = (
        "bare", "category", "code", "definiteness", "entry", "first", "gender", "head", "key", "kind", "last",
        "name_of", "np", "np_last", "office", "place", "plural", "quiet", "role", "within",
    )  # fmt: skip

    def __init__(self, first: int, last: int, category: str, kind: str, entry: Entry | None = None) -> None:
        self.first = self.head = self.np = first
        self.last = self.np_last = last
        self.category = category
        self.kind = kind
        self.entry = entry
        self.gender = entry.gender if entry else ""
        self.plural = entry.plural if entry else False
        self.definiteness = ""
        self.key = ""
        self.code = ""
        self.place: TokenSpan | None = None
        self.role: TokenSpan | None = None
        self.office = False
        self.bare = True
        self.quiet = False
        self.name_of: Draft | None = None
        self.within = -1


class Finder:
    """The pass over an article: its mentions and places in order, and what the next mention must know."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.mentions: list[Draft] = []
        self.places: list[Place] = []
        self.phrases = NounPhrases(text)
        self.vocabulary = self.phrases.vocabulary
        self.waiting: dict[int, Draft] = {}  # token where the name would be that a description belongs to
        self.signed: frozenset[int] = frozenset()  # tokens of by-lines and credits
        self.quiet = 0  # where the title of office ends that is being read
        self.listed = ("", 0)  # the kind of the names that follow a plural noun, and where the list must go on


def finish(finder: Finder, mention: Draft, k: int) -> None:
    """Give a name the description that waits for it, and keep it."""
    described = finder.waiting.pop(k, None)
    if described:
        _describe(finder, mention, described)
    mention.np_last = mention.last
    finder.mentions.append(mention)


def is_subject_apart(finder: Finder, described: Draft, k: int, end: int) -> bool:
    """Whether the name from `k` to `end` is a subject of its own behind the comma of a phrase that a preposition leads.

    "Selon le ministre, M. Hus a menti" names two; "Selon le ministre, M. Hus, la route est sûre" one.
    """
    text = finder.text
    if not text.bits[k - 1] & COMMA or end >= len(text.lows) or end in finder.phrases.breaks:
        return False
    governed = described.np == described.first or bool(described.np and text.bits[described.np - 1] & PREPOSITION)
    if not governed or described.first in finder.phrases.firsts:
        return False  # also "Experte désignée par la Cour, Anna Weil estime"
    ends = COMMA | STOP | BRACKET | MARK
    near = range(end, min(end + _NEAR, len(text.lows)))
    return any(text.bits[j] & FINITE for j in takewhile(lambda j: not text.bits[j] & ends, near))


def _describe(finder: Finder, mention: Draft, described: Draft) -> None:
    """Link a name to the description that comes before it: "la juge Anna Weil", "la société Dupin"."""
    if described.name_of and described.name_of.role == (described.first, described.np_last):
        described.name_of.role = None  # "selon Anna Weil, le juge Jan Hus": the juge is the one that follows
    described.name_of = mention
    mention.np = described.np
    mention.office = mention.office or described.office
    mention.role = TokenSpan(described.first, described.np_last)
    mention.gender = described.gender if described.gender in ("m", "f") else mention.gender
    if described.category == "body" and mention.category != "person":
        mention.kind = mention.kind or described.kind
    if described.code and not mention.code:
        mention.code, mention.place = described.code, described.place


def note_places(finder: Finder, first: int, last: int) -> None:
    """Keep the places inside an institution's name, which the finder passes over."""
    for j in range(first, last):
        for entry in finder.vocabulary.entries.get(finder.text.lows[j], ()):
            if entry.category == "place" and (entry.kind == "demonym" or finder.text.bits[j] & CAPITAL):
                if tuple(finder.text.lows[j : j + len(entry.lows)]) == entry.lows:
                    finder.places.append(Place(j, j + len(entry.lows), entry.code, entry.kind))
                    break


def open_phrase(finder: Finder, mention: Draft) -> None:
    """Find the adjectives, numbers and the article before the mention, and whether it is definite."""
    text = finder.text
    j = mention.first
    if not j or j in finder.phrases.breaks:
        return
    if mention.category in ("role", "body"):
        while j and mention.first - j < 4 and j not in finder.phrases.breaks:
            low = text.lows[j - 1]
            if low in finder.vocabulary.prenominals:
                if low in _KEPT:
                    mention.first = j - 1
            elif text.bits[j - 1] & NUMBER or low[0].isdigit() and not text.bits[j] & TIME:
                mention.definiteness = "indefinite"
                if low in ("un", "une"):
                    break
                mention.first = j - 1
            else:
                break
            j -= 1
    mention.np = j
    if j and j not in finder.phrases.breaks:
        low = text.lows[j - 1]
        if low in _DEFINITE or low in _INDEFINITE or low == "des":
            mention.definiteness = "definite" if low in _DEFINITE else "partitive" if low == "des" else "indefinite"
            mention.np = j - 1
        elif low == "plus" and j > 1 and text.bits[j - 2] & DETERMINER:
            mention.definiteness = "superlative"
            mention.np = j - 2
