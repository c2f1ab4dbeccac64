"""Where an article names or describes somebody or something that can act: units of tokens, not yet actors.

One pass over the tokens: at a word of the lexicon or a capital a unit is read, with what its words say (kind, gender,
number, role, state). Which units are the same actor is decided in `clusters` and `references`.
"""

from greffier.extraction.lexicon import CAPITAL, COMMA, DETERMINER, FINITE, NUMBER, PARTICIPLE, PREPOSITION, STOP
from greffier.extraction.mentions import bodies, names, roles
from greffier.extraction.mentions.units import Scan
from greffier.extraction.mentions.vocabulary import Entry, match
from greffier.extraction.syntax.text import Text

_LONGEST_BYLINE = 16  # tokens


def find(text: Text) -> Scan:
    """The units and places of an article."""
    scan = Scan(text)
    lows, bits, entries, seconds = text.lows, text.bits, scan.vocabulary.entries, scan.vocabulary.seconds
    signed = {k for first, last in text.paragraphs if _byline(text, first, last) for k in range(first, last)}
    triggers = [k for k, low in enumerate(lows) if (low in entries or bits[k] & CAPITAL) and k not in signed]
    further = 0  # where the last unit ended
    for k in triggers:
        if k < further:
            continue
        low = lows[k]
        known = entries.get(low)
        found = None
        if known and (low not in seconds or k + 1 < len(lows) and lows[k + 1] in seconds[low]):
            found = match(text, k, known)
        if found:
            further = _read(scan, k, found)
        elif bits[k] & CAPITAL:
            further = names.capital(scan, k)
    return scan


def _byline(text: Text, first: int, last: int) -> bool:
    """Whether a paragraph only says who wrote the article: "Par Anna Weil et Paul Hus"."""
    if text.lows[first] != "par" or not 3 <= last - first < _LONGEST_BYLINE:
        return False
    return bool(text.bits[first + 1] & CAPITAL) and not any(text.bits[k] & (FINITE | STOP) for k in range(first, last))


def _read(scan: Scan, k: int, found: list[Entry]) -> int:
    """Read the unit that the entries at token `k` open; the token to go on from."""
    text = scan.text
    capital = bool(text.bits[k] & CAPITAL)
    if capital and len(found[0].lows) == 1 and found[0].use != "title":
        if scan.reach.first_name(k) or found[0].sort == "place" and names.cued(scan, k):
            return names.capital(scan, k)
    for entry in found:
        if entry.sort == "name":
            if entry.use and k in scan.reach.firsts and not names.before_verb(scan, k + len(entry.lows)):
                continue
            return names.known(scan, k, entry)
        if entry.sort == "place":
            if entry.kind != "demonym" and not capital:
                continue
            return names.place(scan, k, entry)
        if entry.sort == "institution":
            if entry.use == "named" and not capital and len(found) > 1 and found[-1].sort in ("institution", "role"):
                continue
            return bodies.body(scan, k, entry)
        if text.bits[k] & (FINITE | PARTICIPLE) and _is_verb(scan, k, entry):
            return k + len(entry.lows)
        return roles.role(scan, k, entry)
    return names.capital(scan, k) if capital else k + 1


def _is_verb(scan: Scan, k: int, entry: Entry) -> bool:
    """Whether the form at `k` is a verb here ("elle juge que", "condamné à") and not a noun ("la juge")."""
    if not k:
        return bool(scan.text.bits[k] & PARTICIPLE)
    before = scan.text.bits[k - 1]
    nominal = DETERMINER | NUMBER if scan.text.bits[k] & PARTICIPLE else DETERMINER | PREPOSITION | COMMA | NUMBER
    return not before & nominal and scan.text.lows[k - 1] not in scan.vocabulary.forequalifiers
