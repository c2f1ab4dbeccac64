"""Capitalised names: those that the lexicon knows, places, and what an unknown name is by the words around it."""

from greffier.extraction.lexicon import (
    ADVERB,
    BRACKET,
    CAPITAL,
    COMMA,
    DETERMINER,
    FINITE,
    GERUND,
    INFINITIVE,
    MARK,
    NEGATION,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    STOP,
)
from greffier.extraction.mentions.countries import Place
from greffier.extraction.mentions.roles import expect
from greffier.extraction.mentions.units import Scan, Unit, finish, note_places, open_phrase
from greffier.extraction.mentions.vocabulary import Entry
from greffier.extraction.syntax.phrases import FUNCTION, OF

_FEMININE = frozenset(("la", "une", "cette", "sa"))
_MASCULINE = frozenset(("le", "un", "ce", "cet", "du", "au"))
_ARTICLES = _FEMININE | _MASCULINE | {"l'", "les", "des", "aux", "ces", "ses", "son", "leur", "leurs"}
_LISTING = frozenset("comme tels telles ou et encore dont notamment ( , : «".split())
_SITES = (".com", ".fr", ".org", ".net", ".info", ".ca", ".be", ".ch", ".eu", ".tv")
_AWAY = frozenset(("à", "en", "dans", "vers", "depuis"))  # before a capitalised name: it is a place


def known(scan: Scan, k: int, entry: Entry) -> int:
    """A name that the lexicon knows."""
    last = k + len(entry.lows)
    if entry.kind == "none":
        return capital(scan, k) if cued(scan, k) and scan.reach.goes_on(last) else last
    unit = Unit(k, last, "name", entry.kind, entry)
    unit.key = entry.canonical
    unit.code = entry.code
    open_phrase(scan, unit)
    before = scan.text.lows[k - 1] if k else ""
    unit.gender = "f" if before in _FEMININE else "m" if before in _MASCULINE else ""
    unit.plural = before in ("les", "des", "aux")
    if entry.kind in ("company", "organization") and scan.reach.goes_on(last) and _country(scan, last):
        unit.last = last + 1
        note_places(scan, last, last + 1)
    elif (
        entry.kind == "company"
        and scan.reach.goes_on(last)
        and last not in scan.waiting
        and not scan.reach.first_name(last)
    ):
        unit.last = scan.reach.run(last)
    elif entry.kind in ("court", "public_body", "organization"):
        found = scan.reach.complement(last, False)
        if found.code:
            unit.last, unit.place, unit.code = found.end, found.place, found.code
    finish(scan, unit, k)
    return unit.last


def cued(scan: Scan, k: int) -> bool:
    """Whether a place's word opens a longer name that shows what it is: "Mississippi Power Company"."""
    return scan.reach.goes_on(k + 1) and any(
        low in scan.vocabulary.cues for low in scan.text.lows[k + 1 : scan.reach.run(k)]
    )


def _country(scan: Scan, k: int) -> bool:
    return any(entry.kind == "country" for entry in scan.vocabulary.entries.get(scan.text.lows[k], ()))


def place(scan: Scan, k: int, entry: Entry) -> int:
    """A country, which may act; a demonym, which may stand for somebody ("le Norvégien"); a town, which is none."""
    text = scan.text
    last = k + len(entry.lows)
    scan.places.append(Place(k, last, entry.code, entry.kind))
    before = text.lows[k - 1] if k else ""
    if entry.kind in ("country", "capital"):
        unit = Unit(k, last, "state", "public_body", entry)
        unit.key = "state:" + entry.code
        unit.gender = "f" if before in ("la", "l'") else "m"
        unit.plural = before in ("les", "aux")
        unit.quiet = k < scan.quiet
    elif entry.kind == "demonym" and text.bits[k] & CAPITAL and k and text.bits[k - 1] & (DETERMINER | NUMBER):
        plural = text.lows[k].endswith("s") and before not in _FEMININE | _MASCULINE
        unit = Unit(k, last, "role", "group" if plural else "person")
        unit.key = text.lows[k]
        unit.plural = plural
        unit.gender = "f" if before in _FEMININE or text.lows[k].endswith(("e", "es")) else "m"
    else:
        return last
    unit.code, unit.place = entry.code, (k, last)
    open_phrase(scan, unit)
    if unit.sort == "role":
        expect(scan, unit, last)
    scan.units.append(unit)
    return last


def capital(scan: Scan, k: int) -> int:
    """A capitalised word that the lexicon does not know: the name that it opens, if any."""
    text = scan.text
    bits = text.bits[k]
    described = scan.waiting.get(k)
    opens = k in scan.reach.firsts
    if bits & FUNCTION:
        # "Le Goff a dit", "le quotidien Le Temps": an article that is a part of the name
        listing = bool(scan.listed[0]) and 0 <= k - scan.listed[1] < 3
        within = described or listing or not opens and k and not text.bits[k - 1] & (STOP | MARK | BRACKET | COMMA)
        if not (within and text.lows[k] in scan.vocabulary.particles and scan.reach.goes_on(k + 1)):
            return k + 1
        if not described and text.lows[k + 1] in scan.vocabulary.entries:
            return k + 1
    if bits & (MARK | BRACKET) or k and text.words[k - 1] in ("#", "@"):
        return k + 1
    if opens and bits & (ADVERB | GERUND | NUMBER | FINITE | PARTICIPLE) and not described:
        if not (scan.reach.first_name(k) or bits & FINITE and scan.reach.goes_on(k + 1)):
            return k + 1
    if bits & INFINITIVE and (opens or text.bits[k - 1] & BRACKET) and not scan.reach.first_name(k) and not described:
        return k + 1
    unit = Unit(k, scan.reach.run(k), "word", "")
    open_phrase(scan, unit)
    first_name = scan.vocabulary.first_names.get(text.lows[k], "")
    if described and text.bits[k - 1] & COMMA and not _closes(scan, unit.last) and _governed(scan, described):
        described = None
    if described and described.sort == "role":
        unit.sort = unit.kind = "person"
        unit.gender = first_name
    elif described:
        unit.sort = "name"
        unit.last = scan.reach.whole_name(k, unit.last)
        if text.lows[k] in ("le", "la", "les") and unit.last < len(text.lows) and scan.reach.adjective(unit.last):
            unit.last += 1
    else:
        scan.waiting.pop(k, None)
        _guess(scan, unit, first_name)
    if unit.sort == "word" and opens and unit.last == k + 1:
        if bits & ~CAPITAL or not before_verb(scan, unit.last):
            unit.key = "?"  # a capital that only opens the sentence: a name where the article has it elsewhere
    if described is None:
        scan.waiting.pop(k, None)
    finish(scan, unit, k)
    return unit.last


def _guess(scan: Scan, unit: Unit, first_name: str) -> None:
    """Say what an unknown name is by its own words, the list it stands in and the word before it."""
    text = scan.text
    k, end = unit.first, unit.last
    cues = scan.vocabulary.cues
    size = end - k
    before = text.lows[k - 1] if k and k not in scan.reach.breaks else ""
    cue = (
        next((cues[low] for low in reversed(text.lows[k:end]) if low in cues), "")
        if size > 1 and not first_name
        else ""
    )
    if not cue and "-" in text.lows[end - 1] and not first_name:
        cue = cues.get(text.lows[end - 1].rsplit("-", 1)[1], "")
    if size == 1 and text.lows[k].endswith(_SITES):
        cue = "media"
    spelled = scan.reach.spelled(k) if not first_name else 0
    kind, until = scan.listed
    if kind and k >= until and all(text.lows[j] in _LISTING for j in range(until, k)) and k - until < 5:
        unit.sort, unit.kind = "name", kind
        if text.lows[k] in ("le", "la", "les", "l'") and end < len(text.lows) and scan.reach.adjective(end):
            unit.last += 1
        scan.listed = (kind, unit.last)
    elif spelled > end:
        unit.last = spelled
        unit.sort, unit.kind = "name", cue or "organization"
        unit.gender = "f" if before in _FEMININE else "m" if before in _MASCULINE else ""
    elif cue:
        if kind == cue and 0 <= k - until < 12:
            scan.listed = (kind, unit.last)
        unit.sort, unit.kind = "name", cue
        unit.gender = "f" if before in _FEMININE else "m" if before in _MASCULINE else ""
    elif before in _ARTICLES or text.bits[k] & FUNCTION or text.lows[k] == "the" or _titled(scan, k) and not first_name:
        unit.gender = "f" if before in _FEMININE else ""
        unit.last = scan.reach.whole_name(k, end)
        unit.plural = before == "les"
    elif size > 1 and not first_name and _country(scan, end - 1):
        unit.sort, unit.kind = "name", "company"  # the branch of a business: "Dupin France"
    elif first_name and size > 1:
        unit.sort, unit.kind, unit.gender = "person", "person", first_name
    elif (
        size > 1
        and before not in _AWAY
        and not all(w.isupper() for w in text.words[k:end])
        and not _after_thing(scan, k)
    ):
        initials = any(
            len(word) < 5 and word.isalpha() and word.isupper() and len(word) > 1 for word in text.words[k:end]
        )
        unit.sort, unit.kind = ("name", "company") if initials else ("person", "person")
        if before in OF and _of_body(scan, k):
            unit.sort, unit.kind = "word", ""


def _governed(scan: Scan, unit: Unit) -> bool:
    """Whether a preposition stands before the phrase, so that what follows its comma is another subject."""
    return bool(unit.np) and bool(scan.text.bits[unit.np - 1] & PREPOSITION) or unit.np == unit.first


def _closes(scan: Scan, end: int) -> bool:
    """Whether an apposed name is closed by a comma, a stop or a bracket."""
    text = scan.text
    return end >= len(text.lows) or bool(text.bits[end] & (COMMA | STOP | BRACKET | MARK)) or end in scan.reach.breaks


def _of_body(scan: Scan, k: int) -> bool:
    """Whether the name at `k` is where a business or a service is: "l'entreprise de Mountain View"."""
    low = scan.text.lows[k - 2] if k > 1 else ""
    return any(e.sort == "institution" for e in scan.vocabulary.entries.get(low, ()))


def _titled(scan: Scan, k: int) -> bool:
    """Whether the name opens a quotation: that of a work rather than of a person."""
    number = scan.text.quote_at[k]
    return number >= 0 and scan.text.quotations[number].first == k


def _after_thing(scan: Scan, k: int) -> bool:
    """Whether the name at `k` is that of a street, a law, an affair: the noun before it says so."""
    j = k - 1
    uses: tuple[str, ...] = ("never", "site")
    if j > 0 and scan.text.lows[j] in OF:
        j -= 1
        uses = ("site",)
    return j >= 0 and any(e.use in uses for e in scan.vocabulary.entries.get(scan.text.lows[j], ()))


def before_verb(scan: Scan, k: int) -> bool:
    return k < len(scan.text.lows) and bool(scan.text.bits[k] & (FINITE | NEGATION))
