"""An article as those see it who look for parties: its decisions, and which of them a word can speak of."""

from bisect import bisect_right
from typing import NamedTuple

from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.draft import Draft
from greffier.extraction.decisions.identity import is_another, is_earlier
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.decisions.vocabulary import forms
from greffier.extraction.lexicon import COMMA, DETERMINER, NUMBER, SEMICOLON, STOP
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_MANY = 40  # decisions on each side of a word that it can speak of

Claim = tuple[int, Part]  # the number of a draft, and a part in it
Held = tuple[dict[str, Part], ...]  # for each draft the parts found so far, by actor


class Article(NamedTuple):
    """Text, bench and drafts of an article; `triggers` holds the token of each draft's first mention."""

    text: Text
    bench: Bench
    drafts: tuple[Draft, ...]
    triggers: tuple[int, ...]

    def nearest(self, k: int) -> int:
        """The draft mentioned last before token `k`, or the first of all."""
        return max(0, bisect_right(self.triggers, k) - 1)

    def told_at(self, k: int) -> int | None:
        """The draft that token `k` speaks of: one of its sentence, else the nearest that is none of the past."""
        sentence = self.text.sentence(k)
        here = [n for n in self.close(k) if self.text.sentence(self.triggers[n]) == sentence]
        n = here[0] if here else self.nearest(k)
        return None if not here and self.is_earlier(n) else n

    def close(self, k: int) -> range:
        """The drafts that a word at token `k` can speak of: all, but in a very long text those mentioned around it."""
        at = bisect_right(self.triggers, k)
        return range(max(0, at - _MANY), min(at + _MANY, len(self.drafts)))

    def is_earlier(self, n: int) -> bool:
        """Whether a draft came before the affair of the article: "avait été", "déjà condamné"."""
        main = self.drafts[n].main
        return is_earlier(self.text, main) or is_another(self.text, main)

    def phrase(self, k: int) -> TokenSpan:
        """The noun phrase of the word at `k`, from its determiner on."""
        text = self.text
        first = k
        while first and k - first < 4 and not text.bits[first] & DETERMINER:
            before = first - 1
            if text.bits[before] & (COMMA | STOP | SEMICOLON):
                break
            if not (text.bits[before] & (DETERMINER | NUMBER) or text.lows[before] in forms("before_noun")):
                break
            first -= 1
        return TokenSpan(first, phrase_end(text, k, text.sentences[text.sentence(k)].last))
