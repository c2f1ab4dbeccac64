"""Where an article names or describes somebody or something that can act: units of tokens, not yet actors.

One pass over the tokens: at a word of the lexicon or a capital a unit is read, with what its words say (kind, gender,
number, role, state). Which units are the same actor is decided in `actors`.
"""

from greffier.countries import Place
from greffier.lexicon import (
    ADVERB,
    BRACKET,
    CAPITAL,
    COMMA,
    DETERMINER,
    FINITE,
    GERUND,
    MARK,
    NEGATION,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    STOP,
    TIME,
)
from greffier.phrases import FUNCTION, OF, Reach
from greffier.text import Text
from greffier.vocabulary import Entry, match

_DEFINITE = frozenset("le la l' les ce cet cette ces son sa ses leur leurs notre nos mon ma mes au aux du".split())
_INDEFINITE = frozenset("un une plusieurs certains certaines quelques aucun aucune d'autres".split())
_KEPT = frozenset("ancien ancienne anciens anciennes ex futur future jeune jeunes premier première".split())  # part of the role
_FEMININE = frozenset(("la", "une", "cette", "sa"))
_MASCULINE = frozenset(("le", "un", "ce", "cet", "du", "au"))
_ARTICLES = _FEMININE | _MASCULINE | {"l'", "les", "des", "aux", "ces", "ses", "son", "leur", "leurs"}
_NEUTRAL_TITLES = frozenset("me me. maître dr dr. pr pr. mgr mgr.".split())
_SPOKEN_TITLES = frozenset(("maître", "monsieur", "madame", "cheikh"))
_LISTING = frozenset("comme tels telles ou et encore dont notamment ( , : «".split())
_BETWEEN = frozenset("alors ans actuel également ailleurs par désormais lui-même elle-même aussi et ancien , ( né née l' un une".split())
_SITES = (".com", ".fr", ".org", ".net", ".info", ".ca", ".be", ".ch", ".eu", ".tv")
_NAMED_AFTER = frozenset(("company", "media", "organization", "group"))
_FURTHER = frozenset("sur contre auprès près chargé chargée en pour à au aux dans".split())  # words that carry a role on
_AWAY = frozenset(("à", "en", "dans", "vers", "depuis"))  # before a capitalised name: it is a place


class Unit:
    """A stretch of tokens that names or describes an actor: `first` to `last` (exclusive), without its article."""

    __slots__ = (
        "actor", "bare", "code", "definite", "entry", "first", "gender", "head", "key", "kind", "last", "name_of", "np",
        "np_last", "office", "place", "plural", "quiet", "role", "sort", "within",
    )  # fmt: skip

    def __init__(self, first: int, last: int, sort: str, kind: str, entry: Entry | None = None) -> None:
        self.first = self.head = self.np = first  # np: where its noun phrase begins, article included
        self.last = self.np_last = last  # np_last: where its complements end
        self.sort = sort  # name, person, body (a common noun), role (a person's or group's), state, word (unknown)
        self.kind = kind
        self.entry = entry
        self.gender = entry.gender if entry else ""
        self.plural = entry.plural if entry else False
        self.definite = ""  # d definite, s superlative, i indefinite, p "des", empty where no article stands
        self.key = ""  # what makes two mentions the same
        self.code = ""
        self.place: tuple[int, int] | None = None  # the tokens that tell the state
        self.role: tuple[int, int] | None = None
        self.office = False
        self.bare = True  # without complement, adjectives aside
        self.quiet = False  # inside a title of office
        self.name_of: Unit | None = None  # the name that a description belongs to
        self.within = -1  # the token of "au sein de" that says what it is a part of
        self.actor = -1


class Mentions:
    """The units of an article in the order of the text, and its places."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.units: list[Unit] = []
        self.places: list[Place] = []
        self.reach = Reach(text)
        self.vocabulary = self.reach.vocabulary
        self._waiting: dict[int, Unit] = {}  # token where the name would stand that a description belongs to
        self._quiet = 0  # where the title of office ends that is being read
        self._listed = ("", 0)  # the kind of the names that follow a plural noun, and where the list must go on
        self._scan()

    def _scan(self) -> None:
        text = self.text
        lows, bits, entries, seconds = text.lows, text.bits, self.vocabulary.entries, self.vocabulary.seconds
        k, count = 0, len(lows)
        while k < count:
            low = lows[k]
            known = entries.get(low)
            if known and (low not in seconds or k + 1 < count and lows[k + 1] in seconds[low]):
                found = match(text, k, known)
                if found:
                    k = self._read(k, found)
                    continue
            if bits[k] & CAPITAL:
                k = self._capital(k)
            else:
                k += 1

    # -- words of the lexicon

    def _read(self, k: int, found: list[Entry]) -> int:
        """Read the unit that the entries at token `k` open; the token to go on from."""
        text = self.text
        capital = bool(text.bits[k] & CAPITAL)
        if capital and len(found[0].lows) == 1 and found[0].use != "title":
            if self.reach.first_name(k) or found[0].sort == "place" and self._cued(k):
                return self._capital(k)
        for entry in found:
            if entry.sort == "name":
                if entry.use and k in self.reach.firsts and not self._before_verb(k + len(entry.lows)):
                    continue
                return self._name(k, entry)
            if entry.sort == "place":
                if entry.kind != "demonym" and not capital:
                    continue
                return self._place(k, entry)
            if entry.sort == "institution":
                if entry.use == "named" and not capital and len(found) > 1 and found[-1].sort == "institution":
                    continue
                return self._body(k, entry)
            if text.bits[k] & (FINITE | PARTICIPLE) and self._verb(k, entry):
                return k + len(entry.lows)
            return self._role(k, entry)
        return self._capital(k) if capital else k + 1

    def _verb(self, k: int, entry: Entry) -> bool:
        """Whether the form at `k` is a verb here ("elle juge que", "condamné à") and not a noun ("la juge")."""
        if not k:
            return bool(self.text.bits[k] & PARTICIPLE)
        before = self.text.bits[k - 1]
        nominal = DETERMINER | NUMBER if self.text.bits[k] & PARTICIPLE else DETERMINER | PREPOSITION | COMMA | NUMBER
        return not before & nominal and self.text.lows[k - 1] not in self.vocabulary.forequalifiers

    def _before_verb(self, k: int) -> bool:
        return k < len(self.text.lows) and bool(self.text.bits[k] & (FINITE | NEGATION))

    def _name(self, k: int, entry: Entry) -> int:
        """A name that the lexicon knows."""
        last = k + len(entry.lows)
        if entry.kind == "none":
            return self._capital(k) if self._cued(k) and self.reach.goes_on(last) else last
        unit = Unit(k, last, "name", entry.kind, entry)
        unit.key = entry.canonical
        unit.code = entry.code
        self._open(unit)
        before = self.text.lows[k - 1] if k else ""
        unit.gender = "f" if before in _FEMININE else "m" if before in _MASCULINE else ""
        unit.plural = before in ("les", "des", "aux")
        if entry.kind in ("company", "organization") and self.reach.goes_on(last) and self._country(last):
            unit.last = last + 1
            self._note_places(last, last + 1)
        elif entry.kind == "company" and self.reach.goes_on(last) and last not in self._waiting and not self.reach.first_name(last):
            unit.last = self.reach.run(last)
        elif entry.kind in ("court", "public_body", "organization"):
            found = self.reach.complement(last, False)
            if found.code:
                unit.last, unit.place, unit.code = found.end, found.place, found.code
        self._finish(unit, k)
        return unit.last

    def _cued(self, k: int) -> bool:
        """Whether a place's word opens a longer name that shows what it is: "Mississippi Power Company"."""
        return self.reach.goes_on(k + 1) and any(low in self.vocabulary.cues for low in self.text.lows[k + 1 : self.reach.run(k)])

    def _country(self, k: int) -> bool:
        return any(entry.kind == "country" for entry in self.vocabulary.entries.get(self.text.lows[k], ()))

    def _finish(self, unit: Unit, k: int) -> None:
        """Give a name the description that waits for it, and keep it."""
        described = self._waiting.pop(k, None)
        if described:
            self._describe(unit, described)
        unit.np_last = unit.last
        self.units.append(unit)

    def _place(self, k: int, entry: Entry) -> int:
        """A country, which may act; a demonym, which may stand for somebody ("le Norvégien"); a town, which is none."""
        text = self.text
        last = k + len(entry.lows)
        self.places.append(Place(k, last, entry.code, entry.kind))
        before = text.lows[k - 1] if k else ""
        if entry.kind in ("country", "capital"):
            unit = Unit(k, last, "state", "public_body", entry)
            unit.key = "state:" + entry.code
            unit.gender = "f" if before in ("la", "l'") else "m"
            unit.plural = before in ("les", "aux")
            unit.quiet = k < self._quiet
        elif entry.kind == "demonym" and text.bits[k] & CAPITAL and k and text.bits[k - 1] & (DETERMINER | NUMBER):
            plural = text.lows[k].endswith("s") and before not in _FEMININE | _MASCULINE
            unit = Unit(k, last, "role", "group" if plural else "person")
            unit.key = text.lows[k]
            unit.plural = plural
            unit.gender = "f" if before in _FEMININE or text.lows[k].endswith(("e", "es")) else "m"
        else:
            return last
        unit.code, unit.place = entry.code, (k, last)
        self._open(unit)
        if unit.sort == "role":
            self._expect(unit, last)
        self.units.append(unit)
        return last

    def _body(self, k: int, entry: Entry) -> int:
        """An institution by its common noun: a court, an authority, a company, a family."""
        text = self.text
        last = k + len(entry.lows)
        if entry.kind == "none":
            return self.reach.run(last) if self.reach.goes_on(last) else last
        if entry.use == "plural" and entry.kind in _NAMED_AFTER:
            self._listed = (entry.kind, self.reach.complement(last, False).end)
        if entry.use in ("never", "plural"):
            return last
        capital = bool(text.bits[k] & CAPITAL) and (k not in self.reach.firsts or self.reach.goes_on(last))
        capital = capital and not text.words[k][:2].isupper()
        unit = Unit(k, last, "body", entry.kind, entry)
        unit.head = k
        unit.key = text.lows[k]
        if entry.lows == ("agence",) and entry.kind == "media" and not self.reach.goes_on(last):
            unit.kind = "public_body"
        self._open(unit)
        self._kind_after(unit)
        if entry.kind in _NAMED_AFTER and not capital and entry.use != "collective":
            # "la société Dupin", "le quotidien Le Temps": the noun describes the name that follows
            named = self.reach.after_adjectives(last)
            if not self.reach.goes_on(named) and text.lows[named : named + 1] in (["de"], ["d'"], ["du"]):
                # "l'entreprise de construction Dupin", "le géant du BTP Dupin"
                further = self.reach.complement(named, False).end
                if further - named < 5 and self.reach.goes_on(further) and (not text.bits[further - 1] & CAPITAL or text.words[further - 1].isupper()):
                    named = further
            if self.reach.goes_on(named) and not text.bits[named] & TIME and len(text.words[named]) > 1:
                unit.last = unit.np_last = named
                for entry in (self.vocabulary.entries[low][-1] for low in text.lows[last:named] if low in self.vocabulary.entries):
                    if entry.sort == "place":
                        unit.code, unit.place = entry.code, (last, named)
                self._note_places(last, named)
                self._waiting[named] = unit
                self.units.append(unit)
                return named
        end, unit.place, unit.code, _ = self.reach.complement(last, capital)
        unit.bare = end == last
        if (capital or entry.use == "collective") and end == last and self.reach.goes_on(last) and not self.reach.first_name(last):
            end = self.reach.run(last)
        if capital:
            end = max(end, self.reach.spelled(k))
        unit.last = unit.np_last = self._within(unit, end)
        named_body = entry.use == "named" or entry.kind not in ("court", "public_body")
        unit.quiet = k < self._quiet and not (capital and named_body) and entry.kind != "court"
        unit.quiet = unit.quiet or entry.use == "justice" and k < self._quiet
        self.units.append(unit)
        acts = entry.kind == "court" or entry.kind == "public_body" and entry.use not in ("named", "description")
        if capital or acts or entry.use == "collective" and text.bits[end - 1] & CAPITAL:
            self._note_places(last, end)
            self._expect(unit, end)
            return end
        return last

    def _within(self, unit: Unit, end: int) -> int:
        """The end of a description that says what the body is a part of: "le service qui surveille l'air au sein de …"."""
        lows = self.text.lows
        if unit.kind == "public_body" and end < len(lows) and lows[end] in ("qui", "au", "chargé", "chargée"):
            for j in range(end, min(end + 9, len(lows) - 2)):
                if lows[j : j + 2] == ["au", "sein"]:
                    unit.within = j
                    return j
        return end

    def _kind_after(self, unit: Unit) -> None:
        """Let the noun in apposition say what an unknown name is: "Fedora, l'agence chargée de l'accueil"."""
        previous = self.units[-1] if self.units else None
        if previous and previous.sort == "word" and unit.np == previous.last + 1 and self.text.bits[previous.last] & COMMA:
            if previous.last - previous.first == 1 and not unit.plural:
                previous.sort, previous.kind, previous.key = "name", unit.kind, ""
                unit.name_of = previous

    def _note_places(self, first: int, last: int) -> None:
        """Keep the places inside an institution's name, which the scan passes over."""
        for j in range(first, last):
            for entry in self.vocabulary.entries.get(self.text.lows[j], ()):
                if entry.sort == "place" and (entry.kind == "demonym" or self.text.bits[j] & CAPITAL):
                    if tuple(self.text.lows[j : j + len(entry.lows)]) == entry.lows:
                        self.places.append(Place(j, j + len(entry.lows), entry.code, entry.kind))
                        break

    def _role(self, k: int, entry: Entry) -> int:
        """A person or people by post, quality or tie: "l'ancien ministre du Budget", "les proches de la victime"."""
        text = self.text
        last = k + len(entry.lows)
        if entry.use == "title":
            return self._title(k, last, entry)
        before = self.units[-1] if self.units else None
        if before and before.sort == "role" and before.head < k <= before.np_last and not text.bits[k] & CAPITAL:
            if not text.bits[k - 1] & (DETERMINER | PREPOSITION | COMMA):
                before.np_last = before.last = max(before.np_last, last)  # used as an adjective: "un soldat retraité"
                return last
        unit = Unit(k, last, "role", entry.kind, entry)
        unit.office = entry.office
        self._open(unit)
        if unit.gender == "e" and unit.np < k and not unit.plural:
            article = text.lows[unit.np]
            unit.gender = "f" if article in _FEMININE else "m" if article in _MASCULINE else "e"
        end, unit.place, unit.code, more = self.reach.complement(last, False, wide=True)
        unit.bare = not more
        unit.np_last = unit.last = end
        unit.head = k
        unit.key = text.lows[last - 1] if len(entry.lows) == 1 else " ".join(entry.lows)
        unit.quiet = k < self._quiet
        self._quiet = max(self._quiet, end)
        self.reach.stops.add(end)
        party = self._party(end)
        complement = end > last
        if party > end:
            # "la députée EELV Anne Weil"
            unit.np_last = unit.last = end = party
        self._expect(unit, end, complement)
        self._appose(unit)
        self.units.append(unit)
        return last

    def _party(self, k: int) -> int:
        """The end of a party's or an outlet's name at `k` that stands between a role and the name it belongs to."""
        for entry in match(self.text, k, self.vocabulary.entries.get(self.text.lows[k], ())) if k < len(self.text.lows) else ():
            if entry.sort == "name" and entry.kind in ("organization", "media"):
                return k + len(entry.lows)
        return k

    def _appose(self, unit: Unit) -> None:
        """Link a role that follows a name ("Anna Weil, juge à Metz et présidente du jury") to that name."""
        text = self.text
        previous = self.units[-1] if self.units else None
        if previous is None or unit.plural and self.text.lows[unit.np - 1] not in ("un", "une") or unit.np - previous.np_last > 6 or unit.np <= previous.last:
            return
        gap = range(previous.np_last, unit.np)
        if any(text.lows[j] not in _BETWEEN and not text.lows[j][0].isdigit() for j in gap):
            return
        person = (previous.name_of or previous) if previous.sort == "role" else previous
        opener = text.lows[gap[0]]
        if person.kind != "person" or person.sort not in ("person", "role") or opener not in (",", "(") and not (opener == "et" and previous.sort == "role"):
            return
        if person.sort == "role" and (unit.np < unit.first or opener != "," or unit.gender not in (person.gender, "e")):
            return
        if unit.np < unit.first and opener == "," and not self._set_off(unit.np_last):
            return
        if opener == "et" and (unit.np < unit.first or person.role is None or person.role[1] != previous.np_last):
            return
        unit.name_of = person
        person.office = person.office or unit.office
        if person.role is None:
            person.role = (unit.first, unit.np_last)
        elif opener == "et":
            person.role = (person.role[0], unit.np_last)

    def _set_off(self, k: int) -> bool:
        """Whether the phrase that ends near token `k` is closed before a verb comes: an apposition, not a subject."""
        text = self.text
        for j in range(k, min(k + 14, len(text.lows))):
            bits = text.bits[j]
            if bits & (COMMA | STOP | BRACKET | MARK) or text.lows[j] in ("qui", "dont", "que"):
                return True
            if bits & FINITE and not bits & (PREPOSITION | DETERMINER) and not text.bits[j - 1] & (DETERMINER | PREPOSITION):
                return False
        return True

    def _describe(self, unit: Unit, described: Unit) -> None:
        """Link a name to the description that stands before it: "la juge Anna Weil", "la société Dupin"."""
        if described.name_of and described.name_of.role == (described.first, described.np_last):
            described.name_of.role = None  # "selon Anna Weil, le juge Jan Hus": the juge is the one that follows
        described.name_of = unit
        unit.np = described.np
        unit.office = unit.office or described.office
        unit.role = (described.first, described.np_last)
        unit.gender = described.gender if described.gender in ("m", "f") else unit.gender
        if described.sort == "body" and unit.sort != "person":
            unit.kind = unit.kind or described.kind
        if described.code and not unit.code:
            unit.code, unit.place = described.code, described.place

    def _expect(self, unit: Unit, end: int, complement: bool = False) -> None:
        """Note where the name would stand that the description belongs to: right after it, or after a comma."""
        text = self.text
        if unit.plural or end >= len(text.lows) or end in self.reach.breaks:
            return
        if text.words[end] == "(":
            close = next((j for j in range(end + 1, min(end + 5, len(text.lows))) if text.words[j] == ")"), -1)
            if close < 0:
                return
            end = close + 1
        if unit.sort == "body":
            return
        end = self._past(end) if unit.definite == "d" else end
        if end < len(text.lows) and text.bits[end] & COMMA:
            if unit.definite:
                self._waiting.setdefault(end + 1, unit)
        elif not complement or self.reach.goes_on(end + 1) or text.lows[end] in self.vocabulary.titles:
            self._waiting[end] = unit

    def _past(self, k: int) -> int:
        """The comma that closes what still belongs to a role: "le rapporteur de l'ONU sur la torture, Jan Hus,"."""
        text = self.text
        if text.lows[k : k + 1] and text.lows[k] in _FURTHER:
            for j in range(k + 1, min(k + 9, len(text.lows) - 1)):
                if text.bits[j] & COMMA:
                    return j if self.reach.goes_on(j + 1) and self.reach.goes_on(j + 2) else k
                if text.bits[j] & (STOP | BRACKET | MARK) or text.bits[j] & FINITE and not text.bits[j - 1] & DETERMINER:
                    return k
        return k

    def _title(self, k: int, last: int, entry: Entry) -> int:
        """M., Mme, Me: no part of the name that follows."""
        text = self.text
        if last < len(text.lows) and text.words[last] == ".":
            last += 1
        if not text.bits[k] & CAPITAL and entry.lows[0] not in _SPOKEN_TITLES or not self.reach.goes_on(last):
            return last
        if text.bits[last] & (DETERMINER | PREPOSITION) and not self.reach.goes_on(last + 1):
            return last
        unit = Unit(last, self.reach.run(last), "person", "person", entry)
        unit.gender = "e" if entry.lows[0] in _NEUTRAL_TITLES else entry.gender
        unit.plural = False
        unit.np = k
        if k in self._waiting:
            self._waiting[last] = self._waiting.pop(k)
        self._finish(unit, last)
        return unit.last

    # -- capitalised words that no table knows

    def _capital(self, k: int) -> int:
        """A capitalised word that the lexicon does not know: the name that it opens, if any."""
        text = self.text
        bits = text.bits[k]
        described = self._waiting.get(k)
        opens = k in self.reach.firsts
        if bits & FUNCTION:
            # "Le Goff a dit", "le quotidien Le Temps": an article that is a part of the name
            within = described or not opens and k and not text.bits[k - 1] & (STOP | MARK | BRACKET | COMMA)
            if not (within and text.lows[k] in self.vocabulary.particles and self.reach.goes_on(k + 1)):
                return k + 1
            if not described and text.lows[k + 1] in self.vocabulary.entries:
                return k + 1
        if bits & (MARK | BRACKET) or k and text.words[k - 1] in ("#", "@"):
            return k + 1
        if opens and bits & (ADVERB | GERUND | NUMBER | FINITE | PARTICIPLE) and not described:
            if not (self.reach.first_name(k) or bits & FINITE and self.reach.goes_on(k + 1)):
                return k + 1
        unit = Unit(k, self.reach.run(k), "word", "")
        self._open(unit)
        first_name = self.vocabulary.first_names.get(text.lows[k], "")
        if described and text.bits[k - 1] & COMMA and not self._closes(unit.last) and self._governed(described):
            described = None
        if described and described.sort == "role":
            unit.sort = unit.kind = "person"
            unit.gender = first_name
        elif described:
            unit.sort = "name"
            unit.last = self.reach.whole_name(k, unit.last)
            if text.lows[k] in ("le", "la", "les") and unit.last < len(text.lows) and self.reach.adjective(unit.last):
                unit.last += 1
        else:
            self._waiting.pop(k, None)
            self._guess(unit, first_name)
        if unit.sort == "word" and opens and unit.last == k + 1:
            if bits & ~CAPITAL or not self._before_verb(unit.last):
                unit.key = "?"  # a capital that only opens the sentence: a name where the article has it elsewhere
        if described is None:
            self._waiting.pop(k, None)
        self._finish(unit, k)
        return unit.last

    def _governed(self, unit: Unit) -> bool:
        """Whether a preposition stands before the phrase, so that what follows its comma is another subject."""
        return bool(unit.np) and bool(self.text.bits[unit.np - 1] & PREPOSITION) or unit.np == unit.first

    def _closes(self, end: int) -> bool:
        """Whether an apposed name is closed by a comma, a stop or a bracket."""
        text = self.text
        return end >= len(text.lows) or bool(text.bits[end] & (COMMA | STOP | BRACKET | MARK)) or end in self.reach.breaks

    def _guess(self, unit: Unit, first_name: str) -> None:
        """Say what an unknown name is by its own words, the list it stands in and the word before it."""
        text = self.text
        k, end = unit.first, unit.last
        cues = self.vocabulary.cues
        size = end - k
        before = text.lows[k - 1] if k and k not in self.reach.breaks else ""
        cue = next((cues[low] for low in reversed(text.lows[k:end]) if low in cues), "") if size > 1 and not first_name else ""
        if not cue and "-" in text.lows[end - 1] and not first_name:
            cue = cues.get(text.lows[end - 1].rsplit("-", 1)[1], "")
        if size == 1 and text.lows[k].endswith(_SITES):
            cue = "media"
        spelled = self.reach.spelled(k) if not first_name else 0
        kind, until = self._listed
        if kind and k >= until and all(text.lows[j] in _LISTING for j in range(until, k)) and k - until < 5:
            unit.sort, unit.kind = "name", kind
            if text.lows[k] in ("le", "la", "les", "l'") and end < len(text.lows) and self.reach.adjective(end):
                unit.last += 1
            self._listed = (kind, unit.last)
        elif spelled > end:
            unit.last = spelled
            unit.sort, unit.kind = "name", cue or "organization"
            unit.gender = "f" if before in _FEMININE else "m" if before in _MASCULINE else ""
        elif cue:
            unit.sort, unit.kind = "name", cue
            unit.gender = "f" if before in _FEMININE else "m" if before in _MASCULINE else ""
        elif before in _ARTICLES or text.bits[k] & FUNCTION or text.lows[k] == "the" or self._titled(k) and not first_name:
            unit.gender = "f" if before in _FEMININE else ""
            unit.last = self.reach.whole_name(k, end)
            unit.plural = before == "les"
        elif first_name and size > 1:
            unit.sort, unit.kind, unit.gender = "person", "person", first_name
        elif size > 1 and before not in _AWAY and not all(w.isupper() for w in text.words[k:end]) and not self._after_thing(k):
            initials = any(len(word) < 5 and word.isalpha() and word.isupper() and len(word) > 1 for word in text.words[k:end])
            unit.sort, unit.kind = ("name", "company") if initials else ("person", "person")
            if before in OF and self._of_body(k):
                unit.sort, unit.kind = "word", ""
        elif size == 1 and any(letter.isupper() for letter in text.words[k][1:]) and not text.words[k].isupper():
            unit.sort, unit.kind = ("word", "") if "-" in text.words[k] or "'" in text.words[k] else ("name", "company")

    def _of_body(self, k: int) -> bool:
        """Whether the name at `k` is where a business or a service is: "l'entreprise de Mountain View"."""
        low = self.text.lows[k - 2] if k > 1 else ""
        return any(e.sort == "institution" for e in self.vocabulary.entries.get(low, ()))

    def _titled(self, k: int) -> bool:
        """Whether the name opens a quotation: that of a work rather than of a person."""
        number = self.text.quote_at[k]
        return number >= 0 and self.text.quotations[number].first == k

    def _after_thing(self, k: int) -> bool:
        """Whether the name at `k` is that of a street, a law, an affair: the noun before it says so."""
        j = k - 1
        uses: tuple[str, ...] = ("never", "site")
        if j > 0 and self.text.lows[j] in OF:
            j -= 1
            uses = ("site",)
        return j >= 0 and any(e.use in uses for e in self.vocabulary.entries.get(self.text.lows[j], ()))

    # -- what stands before a head

    def _open(self, unit: Unit) -> None:
        """Find the adjectives, numbers and the article before the unit, and whether it is definite."""
        text = self.text
        j = unit.first
        if not j or j in self.reach.breaks:
            return
        if unit.sort in ("role", "body"):
            while j and unit.first - j < 4 and j not in self.reach.breaks:
                low = text.lows[j - 1]
                if low in self.vocabulary.forequalifiers:
                    if low in _KEPT:
                        unit.first = j - 1
                elif text.bits[j - 1] & NUMBER or low[0].isdigit() and not text.bits[j] & TIME:
                    unit.definite = "i"
                    if low in ("un", "une"):
                        break
                    unit.first = j - 1
                else:
                    break
                j -= 1
        unit.np = j
        if j and j not in self.reach.breaks:
            low = text.lows[j - 1]
            if low in _DEFINITE or low in _INDEFINITE or low == "des":
                unit.definite = "d" if low in _DEFINITE else "p" if low == "des" else "i"
                unit.np = j - 1
            elif low == "plus" and j > 1 and text.bits[j - 2] & DETERMINER:
                unit.definite = "s"
                unit.np = j - 2
