"""How far a capitalised name reaches: initials, particles, nicknames, an acronym after it."""

from greffier.extraction.lexicon import (
    CAPITAL,
    COMMA,
    COORDINATOR,
    DETERMINER,
    MARK,
    NEGATION,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
)
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.vocabulary import vocabulary

FUNCTION = DETERMINER | PREPOSITION | COORDINATOR | SUBORDINATOR | RELATIVE | SUBJECT | NEGATION | TIME
OF = frozenset(("de", "d'", "du", "des"))
_COMMON = frozenset("de d' du des la le les l' e y a".split())  # particles that are everyday words too
#: Words that come between those that a name is known by: no initials are made of them.
SMALL = frozenset("de du d' da des la le les l' et à au aux pour en sur".split())
_LONGEST_NAME = 8  # tokens of a capitalised name


def _abbreviates(short: str, initials: str) -> bool:
    """Whether a short form begins like the initials and holds most of them in order."""
    if short[0] != initials[0]:
        return False
    letters = iter(short)
    return sum(initial in letters for initial in initials[:4]) >= min(2, len(initials))


class Names:
    """The text as names see it: where paragraphs break, where a capital only opens a sentence."""

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
                if self._interrupts(j):
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

    def _interrupts(self, j: int) -> bool:
        """Whether the capital at `j` is of another name or sentence than the one before it."""
        text = self.text
        bits = text.bits[j]
        if self.goes_on(j + 1):
            if text.lows[j] in self.vocabulary.titles:
                return True  # "Roy Mme Weil"; "John Lord" is one name
        elif bits & DETERMINER:
            return True  # "le juge Morel La cour": a line without its full stop
        return j in self.firsts and (text.words[j - 1][-1] != "." or bool(bits & DETERMINER))

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
            if text.bits[j] & COMMA and text.lows[j + 1] in OF:
                continue  # "Direction de la concurrence, de la consommation et de la santé (DCCS)"
            if text.bits[j] & (COMMA | STOP | MARK) or j in self.breaks and j > k:
                return 0
            if text.lows[j] not in SMALL:
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
            e.category in ("place", "name", "institution") for e in self.vocabulary.entries.get(text.lows[last], ())
        )

    def _nickname(self, j: int) -> bool:
        """Whether the quotation that opens at `j` is a nickname between two names."""
        text = self.text
        number = text.quote_at[j]
        if number < 0 or text.quotations[number].open != j:
            return False
        quote = text.quotations[number]
        return quote.last - quote.first <= 4 and self.goes_on(quote.close + 1)
