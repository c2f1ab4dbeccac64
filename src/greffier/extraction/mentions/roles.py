"""Persons and people by post, quality or tie, and the names that these belong to."""

from greffier.extraction.lexicon import BRACKET, CAPITAL, COMMA, DETERMINER, FINITE, MARK, PREPOSITION, STOP
from greffier.extraction.mentions.units import Scan, Unit, finish, open_phrase
from greffier.extraction.mentions.vocabulary import Entry, match

_FEMININE = frozenset(("la", "une", "cette", "sa"))
_MASCULINE = frozenset(("le", "un", "ce", "cet", "du", "au"))
_NEUTRAL_TITLES = frozenset("me me. maître dr dr. pr pr. mgr mgr.".split())
_NAMED_AFTER = frozenset(("company", "organization", "media"))  # what is followed by its own name
_SPOKEN_TITLES = frozenset(("maître", "monsieur", "madame", "cheikh"))
_BETWEEN = frozenset(
    "alors ans actuel également ailleurs par désormais lui-même elle-même aussi et ancien , ( né née l' un une".split()
)
_FURTHER = frozenset(
    "sur contre auprès près chargé chargée en pour à au aux dans".split()
)  # words that carry a role on


def role(scan: Scan, k: int, entry: Entry) -> int:
    """A person or people by post, quality or tie: "l'ancien ministre du Budget", "les proches de la victime"."""
    text = scan.text
    last = k + len(entry.lows)
    if entry.use == "title":
        return _title(scan, k, last, entry)
    before = scan.units[-1] if scan.units else None
    if before and before.sort == "role" and before.head < k <= before.np_last and not text.bits[k] & CAPITAL:
        if not text.bits[k - 1] & (DETERMINER | PREPOSITION | COMMA):
            before.np_last = before.last = max(before.np_last, last)  # used as an adjective: "un soldat retraité"
            return last
    unit = Unit(k, last, "role", entry.kind, entry)
    unit.office = entry.office
    open_phrase(scan, unit)
    if unit.gender == "e" and unit.np < k and not unit.plural:
        article = text.lows[unit.np]
        unit.gender = "f" if article in _FEMININE else "m" if article in _MASCULINE else "e"
    end, unit.place, unit.code, more = scan.reach.complement(last, False, wide=True)
    unit.bare = not more
    unit.np_last = unit.last = end
    unit.head = k
    unit.key = text.lows[last - 1] if len(entry.lows) == 1 else " ".join(entry.lows)
    unit.quiet = k < scan.quiet
    scan.quiet = max(scan.quiet, end)
    scan.reach.stops.add(end)
    party = _party(scan, end)
    complement = end > last
    if party > end:
        # "la députée EELV Anne Weil"
        unit.np_last = unit.last = end = party
    expect(scan, unit, end, complement)
    _appose(scan, unit)
    scan.units.append(unit)
    return last


def _title(scan: Scan, k: int, last: int, entry: Entry) -> int:
    """M., Mme, Me: no part of the name that follows."""
    text = scan.text
    if last < len(text.lows) and text.words[last] == ".":
        last += 1
    if not text.bits[k] & CAPITAL and entry.lows[0] not in _SPOKEN_TITLES or not scan.reach.goes_on(last):
        return last
    if text.bits[last] & (DETERMINER | PREPOSITION) and not scan.reach.goes_on(last + 1):
        return last
    unit = Unit(last, scan.reach.run(last), "person", "person", entry)
    unit.gender = "e" if entry.lows[0] in _NEUTRAL_TITLES else entry.gender
    unit.plural = False
    unit.np = k
    if k in scan.waiting:
        scan.waiting[last] = scan.waiting.pop(k)
    finish(scan, unit, last)
    return unit.last


def _party(scan: Scan, k: int) -> int:
    """The end of a party's or an outlet's name at `k` that stands between a role and the name it belongs to."""
    for entry in (
        match(scan.text, k, scan.vocabulary.entries.get(scan.text.lows[k], ())) if k < len(scan.text.lows) else ()
    ):
        if entry.sort == "name" and entry.kind in ("organization", "media"):
            return k + len(entry.lows)
    return k


def _appose(scan: Scan, unit: Unit) -> None:
    """Link a role that follows a name ("Anna Weil, juge à Metz et présidente du jury") to that name."""
    text = scan.text
    near = [u for u in scan.units[-4:] if u.sort == "role" and u.np_last == unit.np - 1]
    previous = near[-1] if near else scan.units[-1] if scan.units else None
    if (
        previous is None
        or unit.plural
        and scan.text.lows[unit.np - 1] not in ("un", "une")
        or unit.np - previous.np_last > 6
        or unit.np <= previous.last
    ):
        return
    gap = range(previous.np_last, unit.np)
    if any(text.lows[j] not in _BETWEEN and not text.lows[j][0].isdigit() for j in gap):
        return
    person = (previous.name_of or previous) if previous.sort == "role" else previous
    opener = text.lows[gap[0]]
    if (
        person.kind != "person"
        or person.sort not in ("person", "role")
        or opener not in (",", "(")
        and not (opener == "et" and previous.sort == "role")
    ):
        return
    if person.sort == "role" and (unit.np < unit.first or opener != "," or unit.gender not in (person.gender, "e")):
        return
    if unit.np < unit.first and opener == "," and not _set_off(scan, unit.np_last):
        return
    if opener == "et" and (unit.np < unit.first or person.role is None or person.role[1] != previous.np_last):
        return
    unit.name_of = person
    person.office = person.office or unit.office
    if person.role is None:
        person.role = (unit.first, unit.np_last)
    elif opener == "et":
        person.role = (person.role[0], unit.np_last)


def _set_off(scan: Scan, k: int) -> bool:
    """Whether the phrase that ends near token `k` is closed before a verb comes: an apposition, not a subject."""
    text = scan.text
    for j in range(k, min(k + 14, len(text.lows))):
        bits = text.bits[j]
        if bits & (COMMA | STOP | BRACKET | MARK) or text.lows[j] in ("qui", "dont", "que"):
            return True
        if (
            bits & FINITE
            and not bits & (PREPOSITION | DETERMINER)
            and not text.bits[j - 1] & (DETERMINER | PREPOSITION)
        ):
            return False
    return True


def expect(scan: Scan, unit: Unit, end: int, complement: bool = False) -> None:
    """Note where the name would stand that the description belongs to: right after it, or after a comma."""
    text = scan.text
    if unit.plural or end >= len(text.lows) or end in scan.reach.breaks:
        return
    if text.words[end] == "(":
        close = next((j for j in range(end + 1, min(end + 5, len(text.lows))) if text.words[j] == ")"), -1)
        if close < 0:
            return
        end = close + 1
    if unit.sort == "body":
        return
    end = _past(scan, end) if unit.definite == "d" else end
    if end < len(text.lows) and text.bits[end] & COMMA:
        if unit.definite:
            scan.waiting.setdefault(end + 1, unit)
    elif not complement or scan.reach.goes_on(end + 1) or text.lows[end] in scan.vocabulary.titles:
        scan.waiting[end] = unit


def _past(scan: Scan, k: int) -> int:
    """The comma that closes what still belongs to a role: "le rapporteur de l'ONU sur la torture, Jan Hus,"."""
    text = scan.text
    if scan.reach.goes_on(k) and any(
        entry.sort == "institution" and entry.kind in _NAMED_AFTER
        for entry in scan.vocabulary.entries.get(text.lows[k - 1], ())
    ):
        # "le directeur du groupe Dupin, Jan Hus,"
        j = scan.reach.run(k)
        return j if j < len(text.lows) and text.bits[j] & COMMA and scan.reach.goes_on(j + 1) else k
    if text.lows[k : k + 1] and text.lows[k] in _FURTHER:
        for j in range(k + 1, min(k + 9, len(text.lows) - 1)):
            if text.bits[j] & COMMA:
                return j if scan.reach.goes_on(j + 1) and scan.reach.goes_on(j + 2) else k
            if text.bits[j] & (STOP | BRACKET | MARK) or text.bits[j] & FINITE and not text.bits[j - 1] & DETERMINER:
                return k
    return k
