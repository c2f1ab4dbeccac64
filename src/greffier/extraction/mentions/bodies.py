"""Institutions by their common noun: courts, authorities, businesses, associations, outlets, families."""

from greffier.extraction.lexicon import CAPITAL, COMMA, TIME
from greffier.extraction.mentions.roles import expect
from greffier.extraction.mentions.units import Scan, Unit, note_places, open_phrase
from greffier.extraction.mentions.vocabulary import Entry

_NAMED_AFTER = frozenset(("company", "media", "organization", "group"))


def body(scan: Scan, k: int, entry: Entry) -> int:
    """An institution by its common noun: a court, an authority, a company, a family."""
    text = scan.text
    last = k + len(entry.lows)
    if entry.kind == "none":
        spelled = scan.reach.spelled(k) if text.bits[k] & CAPITAL else 0
        if spelled:
            # "la Mission d'appui au Pérou (MAP)": what has an acronym acts
            unit = Unit(k, spelled, "name", "organization")
            open_phrase(scan, unit)
            note_places(scan, last, spelled)
            scan.units.append(unit)
            return spelled
        return scan.reach.run(last) if scan.reach.goes_on(last) else last
    if entry.use == "plural" and entry.kind in _NAMED_AFTER:
        scan.listed = (entry.kind, scan.reach.complement(last, False).end)
    if entry.use == "plural" and entry.kind in _NAMED_AFTER and not scan.reach.goes_on(last):
        # "les syndicats": people together, where they speak
        unit = Unit(k, last, "role", "group", entry)
        open_phrase(scan, unit)
        unit.np_last, unit.place, unit.code, more = scan.reach.complement(last, False, wide=True)
        unit.last, unit.bare, unit.key = unit.np_last, not more, text.lows[k]
        scan.units.append(unit)
    if entry.use in ("never", "plural"):
        return last
    capital = bool(text.bits[k] & CAPITAL) and (k not in scan.reach.firsts or scan.reach.goes_on(last))
    capital = capital and not text.words[k][:2].isupper()
    unit = Unit(k, last, "body", entry.kind, entry)
    unit.key = text.lows[k]
    if entry.lows == ("agence",) and entry.kind == "media" and not scan.reach.goes_on(last):
        unit.kind = "public_body"
    open_phrase(scan, unit)
    _kind_after(scan, unit)
    if entry.kind in _NAMED_AFTER and not capital and entry.use != "collective":
        # "la société Dupin", "le quotidien Le Temps": the noun describes the name that follows
        named = scan.reach.after_adjectives(last)
        if not scan.reach.goes_on(named) and text.lows[named : named + 1] in (["de"], ["d'"], ["du"]):
            # "l'entreprise de construction Dupin", "le géant du BTP Dupin"
            further = scan.reach.complement(named, False).end
            if (
                further - named < 5
                and scan.reach.goes_on(further)
                and (not text.bits[further - 1] & CAPITAL or text.words[further - 1].isupper())
            ):
                named = further
        if scan.reach.goes_on(named) and not text.bits[named] & TIME and len(text.words[named]) > 1:
            unit.last = unit.np_last = named
            for entry in (
                scan.vocabulary.entries[low][-1] for low in text.lows[last:named] if low in scan.vocabulary.entries
            ):
                if entry.sort == "place":
                    unit.code, unit.place = entry.code, (last, named)
            note_places(scan, last, named)
            if not _led(scan, k, named):
                scan.waiting[named] = unit
            scan.units.append(unit)
            return named
    found = scan.reach.complement(last, capital, wide=entry.kind == "group", nouns=entry.kind == "court")
    end, unit.place, unit.code, _ = found
    unit.bare = end == last
    # "la famille Morvan", "le gouvernement Morvan"
    named_so = capital or entry.use == "collective" or entry.use == "actor" and entry.kind == "public_body"
    if named_so and end == last and scan.reach.goes_on(last) and not scan.reach.first_name(last):
        if capital or not text.bits[last] & TIME:
            end = scan.reach.run(last)
    if capital and entry.kind == "court" and end > last and scan.reach.goes_on(end) and not scan.reach.first_name(end):
        end = scan.reach.run(end)
    if capital or entry.use in ("named", "description"):
        end = max(end, scan.reach.spelled(k))
    unit.last = unit.np_last = _within(scan, unit, end)
    named_body = entry.use == "named" or entry.kind not in ("court", "public_body")
    unit.quiet = k < scan.quiet and not (capital and named_body) and entry.kind != "court"
    unit.quiet = unit.quiet or entry.use == "justice" and k < scan.quiet
    scan.units.append(unit)
    acts = entry.kind == "court" or entry.kind == "public_body" and entry.use not in ("named", "description")
    if capital or acts or entry.use == "collective" and text.bits[end - 1] & CAPITAL:
        note_places(scan, last, end)
        expect(scan, unit, end)
        return end
    return last


def _led(scan: Scan, k: int, named: int) -> bool:
    """Whether a person's role with "de" waits for the name at `named`: "le chef de milice Jan Hus"."""
    role = scan.waiting.get(named)
    return role is not None and role.sort == "role" and scan.text.lows[k - 1] in ("de", "d'")


def _within(scan: Scan, unit: Unit, end: int) -> int:
    """The end of a description that says what the body is a part of: "le service qui surveille l'air au sein de …"."""
    lows = scan.text.lows
    if unit.kind == "public_body" and end < len(lows) and lows[end] in ("qui", "au", "chargé", "chargée"):
        for j in range(end, min(end + 9, len(lows) - 2)):
            if lows[j : j + 2] == ["au", "sein"]:
                unit.within = j
                return j
    return end


def _kind_after(scan: Scan, unit: Unit) -> None:
    """Let the noun in apposition say what an unknown name is: "Fedora, l'agence chargée de l'accueil"."""
    previous = scan.units[-1] if scan.units else None
    if previous and previous.sort == "word" and unit.np == previous.last + 1 and scan.text.bits[previous.last] & COMMA:
        if previous.last - previous.first == 1 and not unit.plural:
            previous.sort, previous.kind, previous.key = "name", unit.kind, ""
            unit.name_of = previous
