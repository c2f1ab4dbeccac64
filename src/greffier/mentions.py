"""Where an article names or describes somebody or something that can act: units of tokens, not yet actors.

One pass over the tokens: at a word of the lexicon or a capital a unit is read, with what its words say (kind, gender,
number, role, state). Which units are the same actor is decided in `actors`.
"""

from greffier.countries import Place
from greffier.lexicon import (
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
    NUMBER,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
)
from greffier.text import Text
from greffier.vocabulary import Entry, match, vocabulary

_FUNCTION = DETERMINER | PREPOSITION | COORDINATOR | SUBORDINATOR | RELATIVE | SUBJECT | NEGATION | TIME
_NO_NOUN = PREPOSITION | DETERMINER | SUBORDINATOR | RELATIVE | COORDINATOR | COMMA | STOP | MARK | BRACKET | SUBJECT
_DEFINITE = frozenset("le la l' les ce cet cette ces son sa ses leur leurs notre nos mon ma mes au aux du".split())
_OF = frozenset(("de", "d'", "du", "des"))
_TO = frozenset(("à", "au", "aux", "pour", "contre", "sur", "en", "près", "auprès", "chez"))
_ARTICLES = frozenset(("le", "la", "l'", "les", "leur", "son", "sa", "ses", "cette", "ce", "cet", "ces", "leurs", "un", "une"))
_CONTRACTED = frozenset(("du", "des", "au", "aux"))
_ADJECTIVE_ENDS = (
    "al", "ale", "aux", "ales", "el", "elle", "els", "elles", "if", "ive", "ifs", "ives", "aire", "aires", "ique",
    "iques", "iste", "istes", "ien", "ienne", "iens", "iennes", "ais", "aise", "aises", "ois", "oise", "oises", "éen",
    "éenne", "éens", "éennes", "ible", "ibles", "able", "ables", "eux", "euse", "euses", "escent", "ain", "aine",
)  # fmt: skip
_LONGEST = 24  # tokens that a noun phrase may run on
_LONGEST_NAME = 8  # tokens of a capitalised name


class Unit:
    """A stretch of tokens that names or describes an actor: `first` to `last` (exclusive), without its article."""

    __slots__ = (
        "actor", "code", "definite", "entry", "first", "gender", "head", "key", "kind", "last", "np", "np_last",
        "office", "place", "plural", "quiet", "role", "sort", "subject", "name_of",
    )  # fmt: skip

    def __init__(self, first: int, last: int, sort: str, kind: str) -> None:
        self.first = first
        self.last = last
        self.sort = sort  # name, person, body (a common noun), role (a person's or group's description), state, word
        self.kind = kind
        self.gender = ""
        self.plural = False
        self.definite = ""  # d definite, i indefinite, empty where no article stands
        self.np = first  # where its noun phrase begins, article included
        self.np_last = last  # where its complements end
        self.head = first
        self.key = ""  # what makes two mentions the same: a normal form of the words
        self.code = ""
        self.place: tuple[int, int] | None = None  # the tokens that tell the state
        self.role: tuple[int, int] | None = None
        self.office = False
        self.entry: Entry | None = None
        self.quiet = False  # inside the title of an office
        self.name_of: Unit | None = None  # the person that a role describes
        self.subject = False
        self.actor = -1


class Mentions:
    """The units of an article in the order of the text, and its places."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.units: list[Unit] = []
        self.places: list[Place] = []
        self.vocabulary = vocabulary()
        self._breaks = {first for first, _ in text.paragraphs}
        self._firsts = frozenset(text.sentence_firsts)
        self._waiting: dict[int, Unit] = {}  # token where a name would stand beside a role or descriptor
        self._quiet = 0
        self._scan()

    def _scan(self) -> None:
        text = self.text
        lows, bits, entries = text.lows, text.bits, self.vocabulary.entries
        k, count = 0, len(lows)
        while k < count:
            known = entries.get(lows[k])
            if known:
                found = match(text, k, known)
                if found:
                    k = self._read(k, found)
                    continue
            if bits[k] & CAPITAL:
                k = self._capital(k)
            else:
                k += 1

    # -- entries of the lexicon

    def _read(self, k: int, found: list[Entry]) -> int:
        """Read the unit that the entries at token `k` open; the token to go on from."""
        text = self.text
        capital = bool(text.bits[k] & CAPITAL)
        if capital and len(found[0].lows) == 1 and found[0].sort != "role" and self._person_here(k):
            return self._capital(k)
        for entry in found:
            if entry.sort == "name":
                if entry.use and k in self._firsts and not self._opens_name(k, entry):
                    continue
                return self._name(k, entry)
            if entry.sort == "place":
                if entry.kind != "demonym" and not capital:
                    continue
                return self._place(k, entry)
            if entry.sort == "institution":
                return self._body(k, entry)
            if entry.sort == "role":
                if text.bits[k] & FINITE and not capital and self._verb(k, entry):
                    return k + 1
                return self._role(k, entry)
        return self._capital(k) if capital else k + 1

    def _verb(self, k: int, entry: Entry) -> bool:
        """Whether the form at `k` is a verb here ("elle juge que") rather than a noun ("la juge")."""
        if len(entry.lows) > 1 or not k:
            return False
        before = self.text.bits[k - 1]
        return not before & (DETERMINER | PREPOSITION | COMMA | NUMBER) and self.text.lows[
            k - 1
        ] not in self.vocabulary.forequalifiers

    def _opens_name(self, k: int, entry: Entry) -> bool:
        last = k + len(entry.lows)
        return last < len(self.text.lows) and bool(self.text.bits[last] & (FINITE | NEGATION))

    def _person_here(self, k: int) -> bool:
        """Whether a place's or a name's word at `k` is a first name before a surname ("Florence Cassez")."""
        text = self.text
        if k + 1 >= len(text.lows) or text.lows[k] not in self.vocabulary.first_names:
            return False
        return self._goes_on(k + 1) and not text.bits[k + 1] & (TIME | _FUNCTION) and len(text.words[k + 1]) > 1

    def _goes_on(self, j: int) -> bool:
        """Whether token `j` is a capitalised word in the same paragraph as the one before."""
        text = self.text
        return (
            j < len(text.lows)
            and bool(text.bits[j] & CAPITAL)
            and j not in self._breaks
            and text.starts[j] - text.ends[j - 1] <= 2
        )

    def _name(self, k: int, entry: Entry) -> int:
        last = k + len(entry.lows)
        if entry.kind == "none":
            return last
        unit = Unit(k, last, "name", entry.kind)
        unit.entry = entry
        unit.key = entry.canonical
        unit.code = entry.code
        self._open(unit)
        if not unit.gender:
            before = self.text.lows[k - 1] if k else ""
            unit.gender = "f" if before == "la" else "m" if before in ("le", "du", "au") else ""
        unit.plural = bool(k) and self.text.lows[k - 1] in ("les", "des", "aux")
        if len(entry.lows) == 1 and entry.kind in ("public_body", "court", "organization") or entry.kind == "court":
            unit.last, unit.place, code = self._complement(unit.last, False)
            unit.code = code or unit.code
            if unit.last > last and not code:
                unit.last = last
        described = self._waiting.pop(k, None)
        if described:
            self._describe(unit, described)
        self.units.append(unit)
        return unit.last

    def _place(self, k: int, entry: Entry) -> int:
        text = self.text
        last = k + len(entry.lows)
        self.places.append(Place(k, last, entry.code, entry.kind))
        if entry.kind == "country":
            unit = Unit(k, last, "state", "public_body")
            unit.code = entry.code
            unit.place = (k, last)
            unit.key = "state:" + entry.code
            self._open(unit)
            before = text.lows[k - 1] if k else ""
            unit.gender = "f" if before in ("la", "l'") else "m"
            unit.quiet = k < self._quiet
            self.units.append(unit)
        elif entry.kind == "demonym" and text.bits[k] & CAPITAL and k and text.bits[k - 1] & (DETERMINER | NUMBER):
            unit = Unit(k, last, "role", "group" if text.lows[k].endswith("s") and text.lows[k - 1] not in ("le", "un", "du") else "person")
            unit.code = entry.code
            unit.place = (k, last)
            unit.key = text.lows[k]
            unit.plural = unit.kind == "group"
            unit.gender = "f" if text.lows[k].endswith(("e", "es")) else "m"
            self._open(unit)
            self._expect(unit, last)
            self.units.append(unit)
        return last

    def _body(self, k: int, entry: Entry) -> int:
        """An institution by its common noun: a court, an authority, a company, a family."""
        text = self.text
        last = k + len(entry.lows)
        if entry.use in ("never", "plural"):
            if entry.kind == "none" and self._goes_on(last):
                return self._skip_name(last)
            return last if not self._goes_on(last) or entry.kind == "none" else last
        capital = bool(text.bits[k] & CAPITAL) and (k not in self._firsts or self._goes_on(last))
        unit = Unit(k, last, "body", entry.kind)
        unit.entry = entry
        unit.gender, unit.plural = entry.gender, entry.plural
        self._open(unit)
        end, unit.place, unit.code = self._complement(last, capital)
        if text.bits[k] & CAPITAL and end == last and self._goes_on(last) and not self._person_here(last):
            end = self._run(last)
        if entry.kind in ("company", "media", "organization", "group") and not capital:
            # "la société Havas", "le quotidien Le Temps": the noun describes the name that follows
            named = self._after_adjectives(last)
            if named < len(text.lows) and self._goes_on(named) and not text.bits[named] & TIME:
                unit.last = unit.np_last = named
                unit.key = text.lows[k]
                self._waiting[named] = unit
                self._mark_place(unit, last, named)
                self.units.append(unit)
                return named
        unit.last = unit.np_last = end
        unit.key = " ".join(text.lows[k:end])
        unit.quiet = k < self._quiet and not capital
        self.units.append(unit)
        if capital or entry.kind in ("court", "public_body"):
            self._note_places(k, end)
            return end
        return last

    def _mark_place(self, unit: Unit, first: int, last: int) -> None:
        for j in range(first, last):
            for entry in self.vocabulary.entries.get(self.text.lows[j], ()):
                if entry.sort == "place" and len(entry.lows) == 1:
                    unit.code, unit.place = entry.code, (j, j + 1)
                    self.places.append(Place(j, j + 1, entry.code, entry.kind))
                    return

    def _note_places(self, first: int, last: int) -> None:
        """Keep the places inside an institution's name, which the scan passes over."""
        for j in range(first + 1, last):
            for entry in self.vocabulary.entries.get(self.text.lows[j], ()):
                if entry.sort == "place" and (entry.kind == "demonym" or self.text.bits[j] & CAPITAL):
                    if tuple(self.text.lows[j : j + len(entry.lows)]) == entry.lows:
                        self.places.append(Place(j, j + len(entry.lows), entry.code, entry.kind))
                        break

    def _after_adjectives(self, k: int) -> int:
        """The first token from `k` that is no lower-case adjective."""
        j = k
        while j < len(self.text.lows) and j - k < 4 and not self.text.bits[j] & CAPITAL and self._adjective(j):
            j += 1
        return j

    def _role(self, k: int, entry: Entry) -> int:
        """A person or people by post, quality or tie: "l'ancien ministre du Budget", "les proches de la victime"."""
        text = self.text
        last = k + len(entry.lows)
        if entry.use == "title":
            return self._title(k, last, entry)
        unit = Unit(k, last, "role", entry.kind)
        unit.entry = entry
        unit.gender, unit.plural = entry.gender, entry.plural
        unit.office = entry.use in ("judge", "office")
        unit.head = k
        self._open(unit)
        if unit.gender == "e" and unit.np < k and not unit.plural:
            article = text.lows[unit.np]
            unit.gender = "f" if article in ("la", "une", "cette", "sa") else "m" if article in ("le", "un", "ce", "du", "au") else "e"
        end, unit.place, unit.code = self._complement(last, False, wide=True)
        unit.np_last = unit.last = end
        unit.key = text.lows[k]
        unit.quiet = k < self._quiet
        if entry.use in ("judge", "office") or k >= self._quiet:
            self._quiet = max(self._quiet, end)
        self._expect(unit, end)
        if end > last:
            self._expect(unit, last)
        previous = self.units[-1] if self.units else None
        if previous and unit.first > previous.last and previous.kind == "person" and previous.sort == "person":
            self._appose(previous, unit)
        self.units.append(unit)
        return last

    def _appose(self, person: Unit, unit: Unit) -> None:
        """Link a role that follows a name after a comma or an opening bracket to that name."""
        text = self.text
        k = person.last
        if k < len(text.lows) and (text.bits[k] & COMMA or text.words[k] == "(") and unit.np == k + 1 and not unit.plural:
            if unit.definite != "i" or True:
                unit.name_of = person
                if person.role is None:
                    person.role = (unit.first, unit.np_last)
                    person.office = person.office or unit.office

    def _describe(self, unit: Unit, described: Unit) -> None:
        """Link a name to the role or noun that stands before it: "la juge Anna Weil", "la société Dupin"."""
        described.name_of = unit
        unit.np = described.np
        unit.office = unit.office or described.office
        unit.role = (described.first, described.np_last)
        unit.gender = unit.gender or described.gender
        if described.sort == "body" and described.entry:
            unit.kind = unit.kind or described.kind
            unit.gender = described.gender
        if described.code and not unit.code:
            unit.code, unit.place = described.code, described.place

    def _expect(self, unit: Unit, end: int) -> None:
        """Note where a name that the role belongs to would stand: right after it, or after a comma."""
        text = self.text
        if unit.plural:
            return
        if end < len(text.lows) and text.words[end] == "(":
            close = next((j for j in range(end + 1, min(end + 5, len(text.lows))) if text.words[j] == ")"), -1)
            if close > 0:
                end = close + 1
        if end < len(text.lows):
            if text.bits[end] & COMMA:
                if unit.definite == "d" or unit.np == unit.first:
                    self._waiting.setdefault(end + 1, unit)
            else:
                self._waiting.setdefault(end, unit)

    def _title(self, k: int, last: int, entry: Entry) -> int:
        """M., Mme, Me: not a part of the name that follows."""
        text = self.text
        if last < len(text.lows) and text.words[last] == ".":
            last += 1
        if not text.bits[k] & CAPITAL and entry.lows[0] not in ("maître", "monsieur", "madame", "cheikh"):
            return last
        if not self._goes_on(last):
            return last
        end = self._run(last)
        unit = Unit(last, end, "person", "person")
        unit.gender = "e" if entry.lows[0] in ("me", "maître", "dr", "pr", "mgr") else entry.gender
        unit.np = k
        described = self._waiting.pop(k, None) or self._waiting.pop(last, None)
        if described:
            self._describe(unit, described)
        self.units.append(unit)
        unit.entry = entry
        return end

    # -- capitalised words that no table knows

    def _capital(self, k: int) -> int:
        text = self.text
        bits = text.bits[k]
        described = self._waiting.get(k)
        if bits & _FUNCTION and not (described and text.lows[k] in ("le", "la", "les", "l'")):
            if not (text.lows[k] in self.vocabulary.particles and k not in self._firsts and self._goes_on(k + 1)):
                return k + 1
        if bits & (ADVERB | GERUND | NUMBER) and k in self._firsts:
            return k + 1
        if bits & (MARK | BRACKET):
            return k + 1
        end = self._run(k)
        unit = Unit(k, end, "word", "")
        self._open(unit)
        first_name = self.vocabulary.first_names.get(text.lows[k], "")
        if described and text.bits[k - 1] & COMMA and not self._closes(end):
            described = None
        if described:
            self._waiting.pop(k)
            if described.sort == "role":
                unit.sort = unit.kind = "person"
                unit.gender = described.gender if described.gender in ("m", "f") else first_name
            else:
                unit.sort = "name"
            self._describe(unit, described)
        else:
            self._guess(unit, first_name)
        if unit.sort == "word" and k in self._firsts and end == k + 1:
            unit.key = "?"  # a capital that only opens the sentence: a name where the article has it elsewhere
        self.units.append(unit)
        return end

    def _closes(self, end: int) -> bool:
        """Whether an apposed name is closed by a comma, a stop or a bracket."""
        text = self.text
        return end >= len(text.lows) or bool(text.bits[end] & (COMMA | STOP | BRACKET | MARK)) or end in self._breaks

    def _guess(self, unit: Unit, first_name: str) -> None:
        """Say what an unknown capitalised run is by its own words and the word before it."""
        text = self.text
        k, end = unit.first, unit.last
        cue = next((self.vocabulary.cues[low] for low in reversed(text.lows[k:end]) if low in self.vocabulary.cues), "")
        before = text.lows[k - 1] if k and k not in self._breaks else ""
        size = end - k
        if cue and size > 1 and not first_name:
            unit.sort, unit.kind = "name", cue
        elif before in ("le", "la", "l'", "les", "du", "des", "au", "aux", "un", "une", "cette", "ce"):
            unit.gender = "f" if before == "la" else ""
        elif first_name and size > 1:
            unit.sort, unit.kind, unit.gender = "person", "person", first_name
        elif size > 1 and before not in ("à", "en", "dans", "vers", "depuis", "sur", "entre"):
            if not all(word.isupper() for word in text.words[k:end]) and not self._after_thing(k):
                unit.sort, unit.kind = "person", "person"

    def _after_thing(self, k: int) -> bool:
        """Whether the name at `k` is that of a street, a law, an affair: the noun before it says so."""
        j = k - 1
        if j > 0 and self.text.lows[j] in _OF:
            j -= 1
        return j >= 0 and any(e.use == "never" for e in self.vocabulary.entries.get(self.text.lows[j], ()))

    def _skip_name(self, k: int) -> int:
        """Pass over the name of something that does not act ("rue Victor Hugo", "loi Macron")."""
        return self._run(k)

    def _run(self, k: int) -> int:
        """Where the capitalised name that begins at token `k` ends: initials, particles and a nickname belong to it."""
        text = self.text
        particles = self.vocabulary.particles
        j = k + 1
        count = len(text.lows)
        while j < count and j - k < _LONGEST_NAME and j not in self._breaks:
            bits = text.bits[j]
            if text.words[j] == "." and len(text.words[j - 1]) == 1 and text.ends[j - 1] == text.starts[j]:
                j += 1
            elif bits & CAPITAL and not bits & (TIME | MARK):
                if text.lows[j] in self._titles or j in self._firsts and text.words[j - 1][-1] != ".":
                    break
                j += 1
            elif text.lows[j] in particles and not bits & COMMA:
                step = j
                while step < count and step - j < 3 and text.lows[step] in particles and not text.bits[step] & CAPITAL:
                    step += 1
                if not (step < count and text.bits[step] & CAPITAL and step not in self._breaks):
                    break
                if text.lows[j] in ("de", "d'", "du", "des", "e", "y", "la", "le", "les", "a") and not self._noble(k, j, step):
                    break
                j = step + 1
            elif bits & MARK and self._nickname(j):
                j = text.quotations[text.quote_at[j]].close + 1
            elif text.words[j] == "&" and self._goes_on(j + 1):
                j += 2
            else:
                break
        return min(j, count)

    _titles = frozenset(("m.", "mm.", "mme", "mmes", "me", "dr", "mgr"))

    def _noble(self, first: int, particle: int, last: int) -> bool:
        """Whether "de" at `particle` joins a first name to a surname ("Dominique de Villepin", not "Paul de Lyon")."""
        text = self.text
        if text.lows[first] not in self.vocabulary.first_names or particle - first > 2:
            return False
        return not any(e.sort in ("place", "name", "institution") for e in self.vocabulary.entries.get(text.lows[last], ()))

    def _nickname(self, j: int) -> bool:
        """Whether the quotation that opens at `j` is a nickname between two names: Luis « Lucho » Ortega."""
        text = self.text
        number = text.quote_at[j]
        if number < 0 or text.quotations[number].open != j:
            return False
        quote = text.quotations[number]
        short = quote.last - quote.first <= 3 and bool(text.bits[quote.first] & CAPITAL)
        return short and self._goes_on(quote.close + 1)

    # -- the phrase around a head

    def _open(self, unit: Unit) -> None:
        """Find the article and the adjectives before the unit, and whether it is definite."""
        text = self.text
        j = unit.first
        fore = self.vocabulary.forequalifiers
        while j and unit.first - j < 4 and j not in self._breaks:
            low = text.lows[j - 1]
            if low in fore and not text.bits[j - 1] & COMMA:
                if low in ("ancien", "ancienne", "anciens", "anciennes", "ex", "futur", "future", "jeune", "jeunes"):
                    unit.first = j - 1
            elif not text.bits[j - 1] & NUMBER and not low[0].isdigit():
                break
            elif unit.sort in ("role", "body") and low[0] != "-" and not (j > 1 and text.bits[j] & TIME):
                unit.first = j - 1
                unit.definite = "i"
                if low in ("un", "une"):
                    unit.first = j
                    break
            j -= 1
        unit.np = j
        if j and j not in self._breaks:
            low = text.lows[j - 1]
            if low in _DEFINITE:
                unit.definite = "d"
                unit.np = j - 1
            elif low in ("un", "une", "des", "plusieurs", "certains", "certaines", "quelques", "d'autres", "aucun", "aucune"):
                unit.definite = "i" if low != "des" else "p"
                unit.np = j - 1
            if unit.plural or text.lows[unit.np] in ("les", "des", "ces", "aux"):
                pass

    def _complement(self, j: int, capital: bool, wide: bool = False) -> tuple[int, tuple[int, int] | None, str]:
        """Where the adjectives and complements of the noun before token `j` end, with the place that they name.

        `capital`: the head is a capitalised name, whose complements may hold any noun; `wide`: the head is a post or a
        quality, which also takes "à", "en", "pour".
        """
        text = self.text
        lows, bits, entries = text.lows, text.bits, self.vocabulary.entries
        place: tuple[int, int] | None = None
        code = ""
        floor = j
        of = False
        while j < len(lows) and j - floor < _LONGEST and j not in self._breaks:
            low = lows[j]
            if self._adjective(j) and (capital or not bits[j] & CAPITAL):
                for entry in entries.get(low, ()):
                    if entry.sort == "place" and not code:
                        place, code = (j, j + 1), entry.code
                j += 1
                continue
            i = j
            if low == "et" and of and j + 1 < len(lows) and lows[j + 1] in _OF and (wide or capital):
                i = j + 1
            elif low == "au" and lows[j + 1 : j + 3] == ["sein", "de"]:
                break
            if lows[i] in _OF or (wide or capital and j == floor) and lows[i] in _TO or lows[i] == "pour" and j == floor:
                article = lows[i] in _CONTRACTED
                i += 1
                if i < len(lows) and lows[i] in _ARTICLES:
                    if lows[i] in ("un", "une") and not wide:
                        break
                    article = True
                    i += 1
                elif lows[j] in ("pour", "contre", "sur", "en", "à") and not capital and not self._known_place(i):
                    if lows[j] != "pour" or not self._known_role(i):
                        break
                end, found, state = self._noun(i, article, wide)
                if end == i:
                    break
                if state and not code:
                    place, code = found, state
                of = True
                j = end
                continue
            break
        return j, place, code

    def _known_place(self, i: int) -> bool:
        return i < len(self.text.lows) and any(e.sort == "place" for e in self.vocabulary.entries.get(self.text.lows[i], ()))

    def _known_role(self, i: int) -> bool:
        return i < len(self.text.lows) and any(e.sort == "role" for e in self.vocabulary.entries.get(self.text.lows[i], ()))

    def _noun(self, i: int, article: bool, wide: bool) -> tuple[int, tuple[int, int] | None, str]:
        """Where the noun of a complement at token `i` ends; `i` itself where no noun stands there."""
        text = self.text
        lows, bits = text.lows, text.bits
        if i >= len(lows) or i in self._breaks:
            return i, None, ""
        known = self.vocabulary.entries.get(lows[i])
        capital = bool(bits[i] & CAPITAL)
        if known and not (capital and self._person_here(i)):
            for entry in match(text, i, known):
                if entry.sort == "place" and (capital or entry.kind == "demonym"):
                    return i + len(entry.lows), (i, i + len(entry.lows)), entry.code
                if entry.sort == "role" and entry.use == "title" and capital:
                    return self._run(i), None, ""
                if entry.sort == "name" or len(entry.lows) > 1:
                    return i + len(entry.lows), None, ""
        if capital:
            if not article:
                return self._run(i), None, ""
            end = i + 1
            while self._goes_on(end) and lows[end] not in self.vocabulary.first_names and end - i < 3 and lows[i] not in self.vocabulary.first_names and not self._waits_name(end):
                end += 1
            if lows[i] in self.vocabulary.first_names:
                end = self._run(i)
            return end, None, ""
        if bits[i] & NUMBER or lows[i][0].isdigit():
            if not wide:
                return i, None, ""
            i += 1
            if i >= len(lows):
                return i, None, ""
            return (i + 1, None, "") if not bits[i] & _NO_NOUN else (i, None, "")
        if bits[i] & _NO_NOUN or bits[i] & INFINITIVE and not article or bits[i] & CLITIC:
            return i, None, ""
        if not lows[i][0].isalpha():
            return i, None, ""
        return i + 1, None, ""

    def _waits_name(self, end: int) -> bool:
        """Whether two or more capitalised words stand from `end` on: a person's name after an office's title."""
        return self._goes_on(end + 1)

    def _adjective(self, j: int) -> bool:
        """Whether token `j` can be an adjective after the head of a phrase."""
        text = self.text
        low = text.lows[j]
        bits = text.bits[j]
        if bits & (_NO_NOUN | TIME | CLITIC | ADVERB):
            return False
        if low in self.vocabulary.qualifiers:
            return True
        entries = self.vocabulary.entries.get(low)
        if entries and any(e.sort == "place" and e.kind == "demonym" for e in entries):
            return True
        if bits & FINITE or entries or not low.endswith(_ADJECTIVE_ENDS):
            return False
        return len(low) > 4 and not bits & (INFINITIVE | GERUND)
