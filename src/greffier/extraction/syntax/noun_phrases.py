"""How far names and noun phrases reach: capitals, particles, adjectives, complements."""

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
)
from greffier.extraction.mentions.vocabulary import match, vocabulary
from greffier.extraction.syntax.text import Text

FUNCTION = DETERMINER | PREPOSITION | COORDINATOR | SUBORDINATOR | RELATIVE | SUBJECT | NEGATION | TIME
_NO_NOUN = PREPOSITION | DETERMINER | SUBORDINATOR | RELATIVE | COORDINATOR | COMMA | STOP | MARK | BRACKET | SUBJECT
OF = frozenset(("de", "d'", "du", "des"))
_TO = frozenset(("à", "au", "aux", "pour", "contre", "sur", "en", "près", "auprès", "chez"))
_ARTICLES = frozenset("le la l' les leur son sa ses cette ce cet ces leurs un une".split())
_CONTRACTED = frozenset(("du", "des", "au", "aux"))
_COMMON = frozenset("de d' du des la le les l' e y a".split())  # particles that are everyday words too
_TITLES = frozenset("m. mm. mme mmes me dr mgr".split())
_ADJECTIVE_ENDS = tuple(
    "al ale aux ales el elle els elles if ive ifs ives aire aires ique iques iste istes ien ienne iens iennes ais aise "
    "aises ois oise oises éen éenne éens éennes ible ibles able ables eux euse euses escent ain aine ains "
    "aines ier ière iers ières".split()
)
_SMALL = frozenset("de du d' des la le les l' et à au aux pour en sur".split())
# nouns that make a preposition of "au": "au bout d'une semaine" describes no judge
_AFTER_AU = frozenset("sein bout cours terme lendemain moment motif titre fil profit nom lieu sens regard vu".split())
# and of "de": "le gouvernement agit de manière semblable"
_AFTER_DE = frozenset("manière façon sorte nouveau nouvelle abord ailleurs emblée office autres purger fait".split())
_LONGEST = 24  # tokens that a noun phrase may run on
_LONGEST_NAME = 8  # tokens of a capitalised name


def _abbreviates(short: str, initials: str) -> bool:
    """Whether a short form begins like the initials and holds most of them in order."""
    if short[0] != initials[0]:
        return False
    letters = iter(short)
    return sum(initial in letters for initial in initials[:4]) >= min(2, len(initials))


class Complement(NamedTuple):
    """Where a phrase ends, the place that it names, the code of its state, and whether it has more than adjectives."""

    end: int
    place: tuple[int, int] | None = None
    code: str = ""
    more: bool = False


class NounPhrases:
    """The text as phrases see it: where paragraphs break, where a capital only opens a sentence."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.vocabulary = vocabulary()
        self.breaks = {first for first, _ in text.paragraphs}
        self.stops: set[int] = set()  # tokens at which a name cannot go on: a title's complement ended there
        opens = set(text.sentence_firsts)
        opens.update(quote.first for quote in text.quotations)
        self.firsts = opens

    def goes_on(self, j: int) -> bool:
        """Whether token `j` is a capitalised word next to the one before it."""
        text = self.text
        return (
            j < len(text.lows)
            and bool(text.bits[j] & CAPITAL)
            and j not in self.breaks
            and text.starts[j] - text.ends[j - 1] <= 2
        )

    def first_name(self, k: int) -> bool:
        """Whether the word at `k` is a first name with a surname after it: "Florence Cassan", "Marine Le Goff"."""
        text = self.text
        if text.lows[k] not in self.vocabulary.first_names or not self.goes_on(k + 1):
            return False
        bits = text.bits[k + 1]
        if text.lows[k + 1] in self.vocabulary.particles:
            return self.goes_on(k + 2)
        return not bits & FUNCTION and len(text.words[k + 1]) > 1

    def run(self, k: int) -> int:
        """Where the capitalised name that begins at token `k` ends.

        Takes initials, particles and a nickname: "Luis « Lucho » Ortega", "Jan van der Meer", "Karim B.".
        """
        text = self.text
        particles = self.vocabulary.particles
        j = k + 1
        count = len(text.lows)
        while j < count and j - k < _LONGEST_NAME and j not in self.breaks and j not in self.stops:
            bits = text.bits[j]
            low = text.lows[j]
            if bits & CAPITAL and not bits & (TIME | MARK):
                if low in _TITLES or j in self.firsts and (text.words[j - 1][-1] != "." or bits & DETERMINER):
                    break
                j += 1
            elif low in particles and not bits & COMMA:
                step = j
                while step < count and step - j < 3 and text.lows[step] in particles and not text.bits[step] & CAPITAL:
                    step += 1
                if not (step < count and text.bits[step] & CAPITAL and step not in self.breaks):
                    break
                if low in _COMMON and not self._joins(k, j, step):
                    break
                j = step + 1
            elif bits & MARK and self._nickname(j):
                j = text.quotations[text.quote_at[j]].close + 1
            elif text.words[j] == "&" and self.goes_on(j + 1):
                j += 2
            else:
                break
        return min(j, count)

    def whole_name(self, k: int, end: int) -> int:
        """The end of the name at `k` that runs on over "de", as those of associations do: "Promenade des Arts"."""
        lows = self.text.lows
        while end < len(lows) - 1 and end - k < _LONGEST_NAME and lows[end] in OF and end not in self.breaks:
            after = end + 2 if lows[end + 1] in ("la", "l'", "les") else end + 1
            if not self.goes_on(after):
                break
            end = self.run(after)
        return end

    def spelled(self, k: int) -> int:
        """The end of a phrase from `k` on that is abridged in brackets after it, "Unité de lutte (UL)"; or 0."""
        text = self.text
        if "(" not in text.words[k : k + 16]:
            return 0
        initials = ""
        for j in range(k, min(k + 16, len(text.lows) - 1)):
            word = text.words[j]
            if word == "(":
                short = text.words[j + 1]
                fits = short[:1].isupper() and len(short) > 1 and len(short) <= len(initials) + 4
                return j if fits and len(initials) > 1 and _abbreviates(short.lower(), initials) else 0
            if text.bits[j] & (COMMA | STOP | MARK) or j in self.breaks and j > k:
                return 0
            if text.lows[j] not in _SMALL:
                initials += text.lows[j][0]
        return 0

    def _joins(self, first: int, particle: int, last: int) -> bool:
        """Whether "de" at `particle` joins a first name to a surname ("Dominique de Brès", not "Paul de Lyon")."""
        text = self.text
        # "Aymeric de La Tour d'Esquièze": a name that has a particle takes another
        noble = particle - first > 2 and any(text.lows[j] in OF for j in range(first + 1, particle))
        if text.lows[first] not in self.vocabulary.first_names and not noble or particle - first > 2 and not noble:
            return False
        if text.words[last] in ("La", "Le", "Les") and self.goes_on(last + 1):
            return True  # "Jean de La Tour": the article is the name's own
        return not any(
            e.sort in ("place", "name", "institution") for e in self.vocabulary.entries.get(text.lows[last], ())
        )

    def _nickname(self, j: int) -> bool:
        """Whether the quotation that opens at `j` is a nickname between two names."""
        text = self.text
        number = text.quote_at[j]
        if number < 0 or text.quotations[number].open != j:
            return False
        quote = text.quotations[number]
        return quote.last - quote.first <= 4 and self.goes_on(quote.close + 1)

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
        if bits & (_NO_NOUN | TIME | CLITIC | ADVERB):
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
        text = self.text
        lows, bits = text.lows, text.bits
        place: tuple[int, int] | None = None
        code = ""
        floor = j
        of = False
        while j < len(lows) and j - floor < _LONGEST and j not in self.breaks:
            if (
                (capital or not bits[j] & CAPITAL)
                and self.adjective(j, capital or nouns)
                and not (capital and self.first_name(j))
            ):
                entries = self.vocabulary.entries.get(lows[j])
                if entries and entries[-1].kind == "demonym" and not code:
                    place, code = (j, j + 1), entries[-1].code
                j += 1
                continue
            if wide and bits[j] & PARTICIPLE and not bits[j] & CAPITAL and self._apart(j):
                j += 1
                continue
            if capital and j == floor and not bits[j] and len(lows[j]) > 3 and lows[j].isalpha():
                j += 1
                continue
            if wide and of and not bits[j] and lows[j].isalpha() and self._closing(j + 1):
                j += 1
                continue
            if lows[j] == "et" and (wide or capital) and j > floor and self._pair(j):
                j += 2
                continue
            i = j
            if lows[j] == "et" and of and j + 1 < len(lows) and lows[j + 1] in OF and (wide or capital):
                i = j + 1
            if lows[i] not in OF and not (lows[i] in _TO and (wide or j == floor)):
                break
            if lows[i] == "au" and i + 1 < len(lows) and lows[i + 1] in _AFTER_AU:
                break
            if lows[i] in ("de", "d'") and i + 1 < len(lows) and lows[i + 1] in _AFTER_DE:
                break
            article = lows[i] in _CONTRACTED
            to = lows[i] in _TO
            i += 1
            if i < len(lows) and lows[i] in _ARTICLES:
                if lows[i] in ("un", "une") and not wide:
                    break
                article = True
                i += 1
            if to and not capital and not self._fits(i, lows[j], article, wide):
                break
            noun = self._noun(i, article, wide, depth)
            end = noun.end
            if end <= i:
                break
            if noun.code and not code:
                place, code = noun.place, noun.code
            of = True
            j = end
        return Complement(j, place, code, of)

    def _apart(self, j: int) -> bool:
        """Whether the participle at `j` qualifies the noun before it ("les personnes décédées ont")."""
        if j + 1 >= len(self.text.lows):
            return True
        return not self.text.bits[j + 1] & (PREPOSITION | DETERMINER | SUBORDINATOR | TIME | SUBJECT | INFINITIVE)

    def _closing(self, j: int) -> bool:
        """Whether a comma stands at token `j`, or after one more adjective: what stands before is an adjective."""
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
        """Whether the noun at `i` can stand after "à", "pour" and the like beside a common noun."""
        if i >= len(self.text.lows):
            return False
        sorts = {entry.sort for entry in self.vocabulary.entries.get(self.text.lows[i], ())}
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
        """Where the noun of a complement at token `i` ends; no further than `i` where no noun stands there."""
        text = self.text
        lows, bits = text.lows, text.bits
        if article and i + 1 < len(lows) and lows[i] == "plus":
            i += 1
        while i + 1 < len(lows) and lows[i] in self.vocabulary.forequalifiers and lows[i + 1][0].isalpha():
            if bits[i + 1] & _NO_NOUN:
                break
            i += 1
        if i >= len(lows) or i in self.breaks:
            return Complement(-1)
        known = self.vocabulary.entries.get(lows[i])
        capital = bool(bits[i] & CAPITAL)
        if known and not (capital and self.first_name(i)):
            for entry in match(text, i, known):
                if entry.sort == "place" and (capital or entry.kind == "demonym"):
                    return Complement(i + len(entry.lows), (i, i + len(entry.lows)), entry.code)
                if entry.use == "title" and capital:
                    return Complement(self.run(i))
                if capital and entry.sort == "institution" and entry.kind != "none" and not depth:
                    return self.complement(i + len(entry.lows), True, depth=1)
                if entry.sort == "name" or len(entry.lows) > 1:
                    return Complement(i + len(entry.lows))
        if capital:
            if not article or lows[i] in self.vocabulary.first_names:
                return Complement(self.run(i))
            end = i + 1
            if text.words[i].isupper() and len(text.words[i]) > 1:
                return Complement(end)
            while (
                self.goes_on(end)
                and end - i < 3
                and lows[end] not in self.vocabulary.first_names
                and not self.goes_on(end + 1)
            ):
                end += 1
            return Complement(end)
        if bits[i] & NUMBER or lows[i][0].isdigit():
            if not wide or i + 1 >= len(lows):
                return Complement(-1)
            return Complement(i + 2 if lows[i + 1] in ("ans", "mois") else -1)
        if bits[i] & _NO_NOUN and not (article and bits[i] & ADVERB) or self._verbal(i, article):
            return Complement(-1)
        if bits[i] & CLITIC or bits[i] & TIME or not lows[i][0].isalpha():
            return Complement(-1)
        return Complement(i + 1)
