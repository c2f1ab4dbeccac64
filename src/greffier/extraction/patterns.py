"""Patterns of tokens: how a rule says what it looks for, and the one place that walks tokens to find it.

A pattern is built of pieces by plain functions and compiled once:

    >>> from greffier.extraction.syntax.text import Text
    >>> source = pattern(word("selon"), capture("speaker", noun_phrase()), word(","), capture("content", clause()))
    >>> text = Text("Selon la procureure, les faits sont établis.")
    >>> [match["content"] for match in source.find(text)]
    [Tokens(first=4, last=8)]

A piece says, of a text and a token, where it can end. Every piece looks at a bounded number of tokens, and of two
ways to the same end the first is kept, so that a search is linear in the text whatever it holds. A pattern is looked
for only where its rarest word is: a text that lacks the word costs one look.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from greffier.extraction.lexicon import (
    ADVERB,
    BRACKET,
    CAPITAL,
    COLON,
    COMMA,
    DETERMINER,
    FINITE,
    MARK,
    NUMBER,
    PREPOSITION,
    SEMICOLON,
    STOP,
    SUBJECT,
    TIME,
    TONIC,
    verbs,
)
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.verb_groups import group, is_finite

_LONGEST_GROUP = 14  # tokens between the first word of a verb group and its verb
_LONGEST_PHRASE = 150
_LONGEST_CLAUSE = 300
_COMMON = DETERMINER | PREPOSITION | SUBJECT | COMMA | STOP | CAPITAL | FINITE | ADVERB | NUMBER


class Tokens(NamedTuple):
    """A stretch of tokens, `last` exclusive."""

    first: int
    last: int


Captures = tuple[tuple[str, Tokens], ...]
Ends = dict[int, Captures]  # where a piece can end, the best first, and what it has captured on the way
Step = Callable[[Text, int, int], Ends]  # of a text, a token and the token before which the piece must end


class Anchor(NamedTuple):
    """A token that a piece cannot do without: its forms or its tags, and how far from the piece's beginning."""

    words: frozenset[str]
    bits: int
    nearest: int
    farthest: int

    @property
    def frequency(self) -> int:
        """Roughly how often a text has it: tags that many words have come last."""
        if self.bits:
            return 5000 if self.bits & _COMMON else 500
        return sum(100 if len(form) < 4 else 1 for form in self.words)


class Piece(NamedTuple):
    """A part of a pattern: how it is walked, how many tokens it takes, and the token to look for."""

    step: Step
    least: int
    most: int
    anchor: Anchor | None = None


class Match(NamedTuple):
    """A place where a pattern is found, and what it captured by name."""

    first: int
    last: int
    captures: Captures

    def __getitem__(self, name: object) -> Tokens:  # type: ignore[override]
        """What was captured as `name`; raises KeyError where nothing was."""
        for own, tokens in self.captures:
            if own == name:
                return tokens
        raise KeyError(name)

    def get(self, name: str) -> Tokens | None:
        """What was captured as `name`, or None."""
        return next((tokens for own, tokens in self.captures if own == name), None)


class Pattern(NamedTuple):
    """A compiled pattern."""

    whole: Piece
    quoted: bool

    def find(self, text: Text) -> Iterator[Match]:
        """Every place where the pattern is found, by where it begins; one match for each beginning."""
        anchor = self.whole.anchor
        assert anchor
        tried = -1  # each token is tried once as a beginning
        for k in _standing(text, anchor):
            if text.quote_at[k] >= 0 and not self.quoted and not text.bits[k] & MARK:
                continue
            floor, limit = text.sentences[text.sentence(k)]
            for first in range(max(floor, k - anchor.farthest, tried + 1), k - anchor.nearest + 1):
                ends = self.whole.step(text, first, limit)
                if ends:
                    last, captures = next(iter(ends.items()))
                    yield Match(first, last, captures)
            tried = max(tried, k - anchor.nearest)


def pattern(*pieces: Piece, quoted: bool = False) -> Pattern:
    """The pattern of `pieces` one after the other; with `quoted` it is found inside quotations too.

    Raises ValueError where no piece has a token to look for.
    """
    whole = sequence(*pieces)
    if whole.anchor is None:
        raise ValueError("a pattern needs a word, a lemma or a tag that it cannot do without")
    return Pattern(whole, quoted)


def word(*forms: str) -> Piece:
    """One token that is any of `forms`, in lower case; "d'après" is two tokens, `word("d'"), word("après")`."""
    return one_of(frozenset(forms))


def one_of(forms: frozenset[str]) -> Piece:
    """One token of a set of forms: a class of the lexicon."""

    def step(text: Text, k: int, limit: int) -> Ends:
        return {k + 1: ()} if k < limit and text.lows[k] in forms else {}

    return Piece(step, 1, 1, Anchor(forms, 0, 0, 0))


def tag(bits: int, but: int = 0) -> Piece:
    """One token that has any of `bits` and none of `but` (see `lexicon`)."""

    def step(text: Text, k: int, limit: int) -> Ends:
        return {k + 1: ()} if k < limit and text.bits[k] & bits and not text.bits[k] & but else {}

    return Piece(step, 1, 1, Anchor(frozenset(), bits, 0, 0))


def lemma(*lemmas: str) -> Piece:
    """One token that is a form of any of the verbs `lemmas`."""
    return one_of(_forms(frozenset(lemmas)))


def verb_group(lemmas: frozenset[str], *, passive: bool = False, negated: bool = False) -> Piece:
    """A whole verb group, clitics and auxiliary included, whose verb is any of `lemmas`; captured as "verb"."""

    def step(text: Text, k: int, limit: int) -> Ends:
        for j in range(k, min(k + _LONGEST_GROUP, limit)):
            if text.lows[j] in forms:
                found = group(text, j)
                if found and found.first == k and found.form.lemma in lemmas:
                    if found.passive == passive and found.negated == negated:
                        return {found.last: (("verb", Tokens(j, j + 1)),)}
        return {}

    forms = _forms(lemmas)
    return Piece(step, 1, _LONGEST_GROUP + 1, Anchor(forms, 0, 0, _LONGEST_GROUP))


def noun_phrase() -> Piece:
    """A noun phrase or a stressed pronoun: "la procureure de Vire", "Jeanne Martin", "lui"."""

    def step(text: Text, k: int, limit: int) -> Ends:
        if k >= limit:
            return {}
        bits = text.bits[k]
        if bits & TONIC and not bits & DETERMINER:
            return {k + 1: ()}
        if not bits & (DETERMINER | CAPITAL | NUMBER) or bits & PREPOSITION and not bits & DETERMINER:
            return {}
        return {phrase_end(text, k, min(limit, k + _LONGEST_PHRASE)): ()}

    return Piece(step, 1, _LONGEST_PHRASE)


def clause() -> Piece:
    """A clause with its finite verb: to the end of the sentence, a semicolon or a bracket left open."""

    def step(text: Text, k: int, limit: int) -> Ends:
        finite = False
        j = k
        while j < min(limit, k + _LONGEST_CLAUSE) and not text.bits[j] & (STOP | SEMICOLON):
            number = text.quote_at[j]
            if number >= 0 and text.quotations[number].open == j:
                j = min(text.quotations[number].close + 1, limit)
                continue
            finite = finite or is_finite(text, j)
            j += 1
        return {j: ()} if finite else {}

    return Piece(step, 1, _LONGEST_CLAUSE)


def quotation() -> Piece:
    """A whole quotation with its marks."""

    def step(text: Text, k: int, limit: int) -> Ends:
        number = text.quote_at[k] if k < limit else -1
        if number < 0 or text.quotations[number].open != k or not text.bits[k] & MARK:
            return {}
        return {min(text.quotations[number].close + 1, limit): ()}

    return Piece(step, 2, _LONGEST_CLAUSE, Anchor(frozenset(), MARK, 0, 0))


def within(most: int, stop: int = STOP | COLON | SEMICOLON | BRACKET) -> Piece:
    """Up to `most` tokens of any kind but those with a tag of `stop`; a quotation counts as one."""

    def step(text: Text, k: int, limit: int) -> Ends:
        ends: Ends = {k: ()}
        j = k
        while j < limit and len(ends) <= most and not text.bits[j] & stop:
            number = text.quote_at[j]
            j = j + 1 if number < 0 else min(text.quotations[number].close + 1, limit)
            ends[j] = ()
        return ends

    return Piece(step, 0, _LONGEST_CLAUSE)


def adverbial() -> Piece:
    """What may stand between a verb and what it governs: nothing, adverbs, a day ("mercredi 15 janvier"), commas.

    The longest first.
    """

    def step(text: Text, k: int, limit: int) -> Ends:
        j = k
        while j < min(limit, k + 10) and _is_adverbial(text, j, limit):
            j += 1
        return {end: () for end in range(j, k - 1, -1)}

    return Piece(step, 0, 10)


def _is_adverbial(text: Text, k: int, limit: int) -> bool:
    bits = text.bits[k]
    if bits & (TIME | COMMA) or bits & ADVERB and not bits & DETERMINER or text.words[k][0].isdigit():
        return True
    ahead = text.bits[k + 1] if k + 1 < limit else 0
    return bool(bits & DETERMINER and (ahead & TIME or text.words[k + 1 : k + 2] and text.words[k + 1][0].isdigit()))


def optional(*pieces: Piece) -> Piece:
    """The pieces one after the other, or nothing."""
    inner = sequence(*pieces)

    def step(text: Text, k: int, limit: int) -> Ends:
        ends = dict(inner.step(text, k, limit))
        ends.setdefault(k, ())
        return ends

    return Piece(step, 0, inner.most)


def either(*pieces: Piece) -> Piece:
    """The first of `pieces` that is found, then the others."""

    def step(text: Text, k: int, limit: int) -> Ends:
        ends: Ends = {}
        for piece in pieces:
            for end, captures in piece.step(text, k, limit).items():
                ends.setdefault(end, captures)
        return ends

    return Piece(step, min(p.least for p in pieces), max(p.most for p in pieces), _shared(pieces))


def without(*pieces: Piece) -> Piece:
    """Nothing, where the pieces do not follow."""
    inner = sequence(*pieces)

    def step(text: Text, k: int, limit: int) -> Ends:
        return {} if inner.step(text, k, limit) else {k: ()}

    return Piece(step, 0, 0)


def opening() -> Piece:
    """Nothing, at the beginning of a sentence."""

    def step(text: Text, k: int, limit: int) -> Ends:
        return {k: ()} if k < limit and text.sentences[text.sentence(k)][0] == k else {}

    return Piece(step, 0, 0)


def ending() -> Piece:
    """Nothing, at the end of a sentence or before its stop."""

    def step(text: Text, k: int, limit: int) -> Ends:
        return {k: ()} if k >= limit or text.bits[k] & STOP else {}

    return Piece(step, 0, 0)


def capture(name: str, *pieces: Piece) -> Piece:
    """The pieces one after the other, kept as `name`."""
    inner = sequence(*pieces)

    def step(text: Text, k: int, limit: int) -> Ends:
        found = inner.step(text, k, limit)
        return {end: (*captures, (name, Tokens(k, end))) for end, captures in found.items()}

    return inner._replace(step=step)


def sequence(*pieces: Piece) -> Piece:
    """The pieces one after the other."""
    if len(pieces) == 1:
        return pieces[0]
    steps = [piece.step for piece in pieces]

    def step(text: Text, k: int, limit: int) -> Ends:
        ends: Ends = {k: ()}
        for one in steps:
            further: Ends = {}
            for end, before in ends.items():
                for last, captures in one(text, end, limit).items():
                    further.setdefault(last, before + captures)
            if not further:
                return further
            ends = further
        return ends

    return Piece(step, sum(p.least for p in pieces), sum(p.most for p in pieces), _rarest(pieces))


def _rarest(pieces: tuple[Piece, ...]) -> Anchor | None:
    """The rarest token among those of `pieces`, seen from where they begin."""
    found: list[Anchor] = []
    least = most = 0
    for piece in pieces:
        if piece.anchor and most < _LONGEST_CLAUSE:
            anchor = piece.anchor
            found.append(anchor._replace(nearest=least + anchor.nearest, farthest=most + anchor.farthest))
        least += piece.least
        most += piece.most
    return min(found, key=lambda anchor: (anchor.frequency, anchor.farthest), default=None)


def _shared(pieces: tuple[Piece, ...]) -> Anchor | None:
    """One token for alternatives that are all known by forms, or all by tags."""
    anchors = [piece.anchor for piece in pieces if piece.anchor]
    if len(anchors) < len(pieces) or len({bool(anchor.bits) for anchor in anchors}) > 1:
        return None
    forms = frozenset(chain.from_iterable(anchor.words for anchor in anchors))
    bits = 0
    for anchor in anchors:
        bits |= anchor.bits
    return Anchor(forms, bits, min(a.nearest for a in anchors), max(a.farthest for a in anchors))


def _standing(text: Text, anchor: Anchor) -> list[int]:
    """The tokens that are the anchor, in the order of the text."""
    return text.where(anchor.bits) if anchor.bits else text.places(anchor.words)


def _forms(lemmas: frozenset[str]) -> frozenset[str]:
    return frozenset(form for form, readings in verbs().items() if any(r.lemma in lemmas for r in readings))
