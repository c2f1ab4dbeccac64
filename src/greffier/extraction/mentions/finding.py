"""Where an article names or describes somebody or something that can act: mentions, not yet actors.

One pass over the tokens: at a word of the lexicon or a capital a mention is read, with what its words say (kind,
gender, number, role, state). Which mentions are the same actor is decided in `coreference`.
"""

from greffier.extraction.lexicon import CAPITAL, COMMA, DETERMINER, FINITE, NOUN, NUMBER, PARTICIPLE, PREPOSITION
from greffier.extraction.mentions import bodies, names, roles
from greffier.extraction.mentions.draft import Draft, Finder
from greffier.extraction.mentions.mention import Mention, Mentions
from greffier.extraction.syntax.page import bylines, furniture
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.vocabulary import Entry, match


def find(text: Text) -> Mentions:
    """The mentions and places of an article."""
    finder = Finder(text)
    lows, bits, entries, seconds = text.lows, text.bits, finder.vocabulary.entries, finder.vocabulary.seconds
    beside = furniture(text)
    finder.signed = bylines(text)
    triggers = [k for k, low in enumerate(lows) if (low in entries or bits[k] & CAPITAL) and k not in beside]
    further = 0  # where the last mention ended
    for k in triggers:
        if k < further:
            continue
        low = lows[k]
        known = entries.get(low)
        found = None
        if known and (low not in seconds or k + 1 < len(lows) and lows[k + 1] in seconds[low]):
            found = match(text, k, known)
        if found and _qualifies(finder, k, found[0]):
            further = k + 1
        elif found:
            further = _read(finder, k, found)
        elif bits[k] & CAPITAL:
            further = names.capital(finder, k)
    numbers = {id(draft): number for number, draft in enumerate(finder.mentions)}
    mentions = tuple(_mention(draft, number, numbers) for number, draft in enumerate(finder.mentions))
    return Mentions(mentions, tuple(finder.places), finder.signed)


def _mention(draft: Draft, number: int, numbers: dict[int, int]) -> Mention:
    """A draft as it was read; `numbers` are those of all drafts, by identity."""
    name_of = numbers[id(draft.name_of)] if draft.name_of else -1
    return Mention(
        number, draft.first, draft.last, draft.category, draft.kind, draft.entry, draft.np, draft.np_last, draft.head,
        draft.gender, draft.plural, draft.definiteness, draft.key, draft.code, draft.place, draft.role, draft.office,
        draft.bare, draft.quiet, name_of, draft.within,
    )  # fmt: skip


def _read(finder: Finder, k: int, found: list[Entry]) -> int:
    """Read the mention that the entries at token `k` open; the token to go on from."""
    text = finder.text
    capital = bool(text.bits[k] & CAPITAL)
    if capital and len(found[0].lows) == 1 and found[0].use != "title":
        if finder.phrases.first_name(k) or found[0].category == "place" and names.cued(finder, k):
            return names.capital(finder, k)
    for entry in found:
        if entry.category == "name":
            if entry.use and k in finder.phrases.firsts and not names.before_verb(finder, k + len(entry.lows)):
                continue
            return names.known(finder, k, entry)
        if entry.category == "place":
            if entry.kind != "demonym" and not capital:
                continue
            return names.place(finder, k, entry)
        if entry.use == "state" and not capital or entry.use == "acronym" and not text.words[k].isupper():
            continue  # "l'état de santé": the State is written with a capital, and acronyms all in capitals
        if entry.category == "institution":
            if (
                entry.use == "named"
                and not capital
                and len(found) > 1
                and found[-1].category in ("institution", "role")
            ):
                continue
            return bodies.body(finder, k, entry)
        if text.bits[k] & (FINITE | PARTICIPLE) and _is_verb(finder, k, entry):
            return k + len(entry.lows)
        return roles.role(finder, k, entry)
    return names.capital(finder, k) if capital else k + 1


def _qualifies(finder: Finder, k: int, entry: Entry) -> bool:
    """Whether a noun that is an adjective too is as one after another noun: "le droit criminel"."""
    text = finder.text
    if k < 2 or k in finder.phrases.breaks or len(entry.lows) > 1 or entry.category not in ("institution", "role"):
        return False
    if text.lows[k] not in finder.vocabulary.qualifiers:
        return False
    return (
        not text.bits[k - 1] & ~NOUN
        and text.lows[k - 1].isalpha()
        and bool(text.bits[k - 2] & (DETERMINER | PREPOSITION))
    )


def _is_verb(finder: Finder, k: int, entry: Entry) -> bool:
    """Whether the form at `k` is a verb here ("elle juge que", "condamné à") and not a noun ("la juge")."""
    if not k:
        return bool(finder.text.bits[k] & PARTICIPLE)
    before = finder.text.bits[k - 1]
    nominal = DETERMINER | NUMBER if finder.text.bits[k] & PARTICIPLE else DETERMINER | PREPOSITION | COMMA | NUMBER
    return not before & nominal and finder.text.lows[k - 1] not in finder.vocabulary.prenominals
