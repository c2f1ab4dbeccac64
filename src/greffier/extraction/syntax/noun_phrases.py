"""How far the noun phrases that name or describe actors reach: adjectives and complements."""

from typing import NamedTuple

from greffier.extraction.lexicon import (
    ADVERB,
    BRACKET,
    CAPITAL,
    CLITIC,
    COMMA,
    COORDINATOR,
    DETERMINER,
    FINITE,
    GERUND,
    INFINITIVE,
    MARK,
    NEGATION,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    classed,
)
from greffier.extraction.syntax.names import OF, Names
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import match

_NO_NOUN = PREPOSITION | DETERMINER | SUBORDINATOR | RELATIVE | COORDINATOR | COMMA | STOP | MARK | BRACKET | SUBJECT
_TO = frozenset(("à", "au", "aux", "pour", "contre", "sur", "en", "près", "auprès", "chez"))
_ARTICLES = frozenset("le la l' les leur son sa ses cette ce cet ces leurs un une".split())
_CONTRACTED = frozenset(("du", "des", "au", "aux"))
_ADJECTIVE_ENDS = tuple(
    "al ale aux ales el elle els elles if ive ifs ives aire aires ique iques iste istes ien ienne iens iennes ais aise "
    "aises ois oise oises éen éenne éens éennes ible ibles able ables eux euse euses escent ain aine ains "
    "aines ier ière iers ières".split()
)
# nouns that make a preposition of "au": "au bout d'une semaine" describes no judge
_AFTER_AU = classed("after_au")
# and of "à la", "à l'": "l'avocat à la sortie de l'audience"
_AFTER_A = classed("after_a")
# and of "de": "le gouvernement agit de manière semblable"
_AFTER_DE = classed("after_de")
_UNITS = classed("unit")
_LONGEST = 24  # tokens that a noun phrase may run on


class Complement(NamedTuple):
    """Where a phrase ends, the place that it names, the code of its state, and whether it has more than adjectives."""

    end: int
    place: TokenSpan | None = None
    code: str = ""
    more: bool = False


class NounPhrases(Names):
    """The names of a text, and its noun phrases: how far the adjectives and complements of a noun reach."""

    def after_adjectives(self, k: int) -> int:
        """The first token from `k` on that is no lower-case adjective."""
        j = k
        while j < len(self.text.lows) and j - k < 4 and not self.text.bits[j] & CAPITAL and self.adjective(j):
            j += 1
        return j

    def adjective(self, j: int, noun: bool = False) -> bool:
        """Whether token `j` can be an adjective after the head of a phrase; with `noun`, one that is a noun too."""
        low = self.text.lows[j]
        bits = self.text.bits[j]
        if bits & (_NO_NOUN | TIME | CLITIC | ADVERB | NUMBER):
            return False
        if low in self.vocabulary.qualifiers:
            return True
        entries = self.vocabulary.entries.get(low)
        if entries and entries[-1].kind == "demonym":
            return True
        if bits & FINITE or entries and not noun or not low.endswith(_ADJECTIVE_ENDS):
            return False
        return len(low) > 4 and not bits & (INFINITIVE | GERUND)

    def complement(self, j: int, capital: bool, wide: bool = False, depth: int = 0, nouns: bool = False) -> Complement:
        """Where the adjectives and complements of the noun before token `j` end.

        `capital`: the head is a capitalised name, whose complements may hold any noun; `wide`: the head is a post or a
        quality, which also takes "à", "en", "pour"; `nouns`: an adjective may be a noun too ("cour criminelle").
        """
        place: TokenSpan | None = None
        code = ""
        floor = j
        of = False
        while j < len(self.text.lows) and j - floor < _LONGEST and j not in self.breaks:
            if self._qualifies(j, capital, nouns):
                entries = self.vocabulary.entries.get(self.text.lows[j])
                if entries and entries[-1].kind == "demonym" and not code:
                    place, code = TokenSpan(j, j + 1), entries[-1].code
                j += 1
                continue
            joined = self._joined(j, j == floor, capital, wide, of)
            if joined:
                j += joined
                continue
            i, article = self._governed(j, j == floor, capital, wide, of)
            noun = self._noun(i, article, wide, depth) if i > j else Complement(-1)
            if noun.end <= i:
                break
            if noun.code and not code:
                place, code = noun.place, noun.code
            of = True
            j = noun.end
        return Complement(j, place, code, of)

    def _qualifies(self, j: int, capital: bool, nouns: bool) -> bool:
        """Whether token `j` is an adjective of the head; beside a common noun it has no capital."""
        if capital:
            return self.adjective(j, True) and not self.first_name(j)
        return not self.text.bits[j] & CAPITAL and self.adjective(j, nouns)

    def _joined(self, j: int, begins: bool, capital: bool, wide: bool, of: bool) -> int:
        """How many tokens at `j` go with the noun though no preposition leads to them: participles, pairs, rare words.

        `begins`: they follow the head itself; `of`: a complement with a preposition comes before.
        """
        low, bits = self.text.lows[j], self.text.bits[j]
        if wide and bits & PARTICIPLE and not bits & CAPITAL and self._apart(j):
            return 1
        if not bits and low.isalpha():  # a word of which nothing is known
            beside = capital and begins and len(low) > 3
            if beside or wide and of and self._closing(j + 1):
                return 1
        return 2 if low == "et" and (wide or capital) and not begins and self._pair(j) else 0

    def _governed(self, j: int, begins: bool, capital: bool, wide: bool, of: bool) -> tuple[int, bool]:
        """Where the noun is that a preposition at `j` leads to, and whether an article does; -1 where none does."""
        lows = self.text.lows
        i = j
        if lows[j] == "et" and of and (wide or capital):
            i += lows[j + 1 : j + 2] in (["de"], ["d'"], ["du"], ["des"])  # "de la pêche et de la mer"
        if lows[i] not in OF and not (lows[i] in _TO and (wide or begins)):
            return -1, False
        after = lows[i + 1] if i + 1 < len(lows) else ""
        if lows[i] == "à" and after in ("la", "l'") and not _AFTER_A.isdisjoint(lows[i + 2 : i + 3]):
            return -1, False
        if lows[i] == "au" and after in _AFTER_AU or lows[i] in ("de", "d'") and after in _AFTER_DE:
            return -1, False
        if after in ("un", "une") and not wide:
            return -1, False
        article = lows[i] in _CONTRACTED or after in _ARTICLES
        noun = i + 2 if after in _ARTICLES else i + 1
        if lows[i] in _TO and not capital and not self._fits(noun, lows[j], article, wide):
            return -1, False
        return noun, article

    def _apart(self, j: int) -> bool:
        """Whether the participle at `j` qualifies the noun before it ("les personnes décédées ont")."""
        if j + 1 >= len(self.text.lows):
            return True
        if j + 1 in self.breaks:
            return False  # "Les anciens salariés déboutés": a heading leaves the auxiliary out
        return not self.text.bits[j + 1] & (PREPOSITION | DETERMINER | SUBORDINATOR | TIME | SUBJECT | INFINITIVE)

    def _closing(self, j: int) -> bool:
        """Whether a comma is at token `j`, or after one more adjective: what comes before is an adjective."""
        text = self.text
        if text.lows[j : j + 1] == ["et"]:
            j += 2
        return j < len(text.lows) and bool(text.bits[j] & COMMA)

    def _pair(self, j: int) -> bool:
        """Whether the "et" at `j` joins two adjectives ("transports terrestres et maritimes")."""
        text = self.text
        if j + 1 >= len(text.lows) or text.lows[j + 1][-1] != text.lows[j - 1][-1]:
            return False
        return self.adjective(j + 1) or not text.bits[j + 1] and self._closing(j + 2)

    def _fits(self, i: int, preposition: str, article: bool, wide: bool) -> bool:
        """Whether the noun at `i` can come after "à", "pour" and the like beside a common noun."""
        if i >= len(self.text.lows):
            return False
        sorts = {entry.category for entry in self.vocabulary.entries.get(self.text.lows[i], ())}
        if preposition == "pour":
            return "role" in sorts or wide and article
        if preposition in ("à", "au", "aux", "en"):
            return (
                wide and (article or preposition in ("au", "aux") or "place" in sorts) and not self.text.bits[i] & TIME
            )
        return False

    def _verbal(self, i: int, article: bool) -> bool:
        """Whether the infinitive at `i` is a verb: "demande aux autorités de la libérer", not "les abus du pouvoir"."""
        bits = self.text.bits[i]
        return bool(bits & INFINITIVE) and (not article or not bits & NOUN and self.text.lows[i - 1] not in _CONTRACTED)

    def _noun(self, i: int, article: bool, wide: bool, depth: int) -> Complement:
        """Where the noun of a complement at token `i` ends; no further than `i` where no noun is there."""
        i = self._after_prenominals(i, article)
        if i >= len(self.text.lows) or i in self.breaks:
            return Complement(-1)
        capital = bool(self.text.bits[i] & CAPITAL)
        known = self._known(i, capital, depth)
        if known:
            return known
        return Complement(self._named(i, article) if capital else self._common(i, article, wide))

    def _after_prenominals(self, i: int, article: bool) -> int:
        """The token after what comes before the noun at `i`: "la plus haute", "son ancien"."""
        lows = self.text.lows
        if article and i + 1 < len(lows) and lows[i] == "plus":
            i += 1
        while i + 1 < len(lows) and lows[i] in self.vocabulary.prenominals and lows[i + 1][0].isalpha():
            if self.text.bits[i + 1] & _NO_NOUN:
                break
            i += 1
        return i

    def _known(self, i: int, capital: bool, depth: int) -> Complement | None:
        """What the lexicon knows the noun at `i` as: a place, a title before a name, a body, a name."""
        known = self.vocabulary.entries.get(self.text.lows[i])
        if not known or capital and self.first_name(i):
            return None
        for entry in match(self.text, i, known):
            end = i + len(entry.lows)
            if entry.category == "place" and (capital or entry.kind == "demonym"):
                return Complement(end, TokenSpan(i, end), entry.code)
            if entry.use == "title" and capital:
                return Complement(self.run(i))
            if capital and entry.category == "institution" and entry.kind != "none" and not depth:
                return self.complement(end, True, depth=1)
            if entry.category == "name" or len(entry.lows) > 1:
                return Complement(end)
        return None

    def _named(self, i: int, article: bool) -> int:
        """Where a capitalised word that the lexicon does not know ends as a complement."""
        text, first_names = self.text, self.vocabulary.first_names
        if not article or text.lows[i] in first_names:
            return self.run(i)
        end = i + 1
        if text.words[i].isupper() and len(text.words[i]) > 1:
            return end
        while self.goes_on(end) and end - i < 3 and text.lows[end] not in first_names and not self.goes_on(end + 1):
            end += 1
        return end

    def _common(self, i: int, article: bool, wide: bool) -> int:
        """Where a number with its unit or a common noun ends, or -1 where neither is at `i`."""
        lows, bits = self.text.lows, self.text.bits[i]
        if bits & NUMBER or lows[i][0].isdigit():
            return i + 2 if wide and not _UNITS.isdisjoint(lows[i + 1 : i + 2]) else -1
        if bits & (_NO_NOUN | NEGATION) and not (article and bits & ADVERB) or self._verbal(i, article):
            return -1
        return -1 if bits & (CLITIC | TIME) or not lows[i][0].isalpha() else i + 1
