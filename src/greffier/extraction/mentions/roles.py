"""Persons and people by post, quality or tie, and the names that these belong to."""

from greffier.extraction.lexicon import (
    BRACKET,
    CAPITAL,
    COMMA,
    DETERMINER,
    FINITE,
    MARK,
    PREPOSITION,
    STOP,
    SUBJECT,
    classed,
)
from greffier.extraction.mentions.draft import Draft, Finder, finish, is_subject_apart, open_phrase
from greffier.extraction.rules import active
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import Entry, match

_FEMININE = frozenset(("la", "une", "cette", "sa", "ancienne", "première", "nouvelle", "actuelle", "future"))
_MASCULINE = frozenset("le un ce cet du au ancien premier nouveau nouvel actuel futur".split())
_NEUTRAL_TITLES = frozenset("me me. maître dr dr. pr pr. mgr mgr.".split())
_NAMED_AFTER = frozenset(("company", "organization", "media"))  # what is followed by its own name
_SPOKEN_TITLES = classed("spoken_title")
_BETWEEN = frozenset(
    "alors ans actuel également ailleurs par désormais lui-même elle-même aussi et ancien , ( né née l' un une".split()
)
_OF = frozenset(("de", "d'", "du", "des"))
_LONGEST_FRONT = 12  # tokens after the noun of a description put before its subject
_FURTHER = frozenset(
    "sur contre auprès près chargé chargée en pour à au aux dans".split()
)  # words that carry a role on


def role(finder: Finder, k: int, entry: Entry) -> int:
    """A person or people by post, quality or tie: "l'ancien ministre du Budget", "les proches de la victime"."""
    text = finder.text
    last = k + len(entry.lows)
    if entry.use == "title" or entry.lows == ("maître",) and finder.phrases.goes_on(last):
        return _title(finder, k, last, entry)
    before = finder.mentions[-1] if finder.mentions else None
    if before and before.category == "role" and before.head < k <= before.np_last and not text.bits[k] & CAPITAL:
        if not text.bits[k - 1] & (DETERMINER | PREPOSITION | COMMA):
            before.np_last = before.last = max(before.np_last, last)  # used as an adjective: "un soldat retraité"
            return last
    mention = Draft(k, last, "role", entry.kind, entry)
    mention.office = entry.office
    open_phrase(finder, mention)
    if mention.gender == "e" and mention.np < k and not mention.plural:
        article = text.lows[mention.np]
        shown = {article, *text.lows[mention.np : k]}  # "l'ancienne ministre"
        mention.gender = "f" if shown & _FEMININE else "m" if shown & _MASCULINE else "e"
    end, mention.place, mention.code, more = finder.phrases.complement(last, False, wide=True)
    if text.lows[end : end + 2] == ["par", "intérim"]:
        end, more = end + 2, True
    mention.bare = not more
    mention.np_last = mention.last = end
    mention.head = k
    mention.key = text.lows[last - 1] if len(entry.lows) == 1 else " ".join(entry.lows)
    mention.quiet = k < finder.quiet
    finder.quiet = max(finder.quiet, end)
    finder.phrases.stops.add(end)
    if _qualifies_subject(finder, mention, end):
        return end
    party = _party(finder, end)
    complement = end > last
    if party > end:
        # "la députée EELV Anne Weil"
        mention.np_last = mention.last = end = party
    expect(finder, mention, end, complement)
    _appose(finder, mention)
    finder.mentions.append(mention)
    return last


def _qualifies_subject(finder: Finder, mention: Draft, end: int) -> bool:
    """Whether a bare noun before the subject only says what that is: "Dissident, le juge Roy", "Avocat, il plaide"."""
    text = finder.text
    if mention.definiteness or mention.np not in finder.phrases.firsts or end + 1 >= len(text.lows):
        return False
    follows = text.bits[end + 1]
    named = follows & DETERMINER and not follows & PREPOSITION and not finder.phrases.goes_on(end + 1)
    return bool(text.bits[end] & COMMA) and bool(named or follows & SUBJECT)


def _title(finder: Finder, k: int, last: int, entry: Entry) -> int:
    """M., Mme, Me: no part of the name that follows."""
    text = finder.text
    if last < len(text.lows) and text.words[last] == ".":
        last += 1
    if not text.bits[k] & CAPITAL and entry.lows[0] not in _SPOKEN_TITLES or not finder.phrases.goes_on(last):
        return last
    if text.bits[last] & (DETERMINER | PREPOSITION) and not finder.phrases.goes_on(last + 1):
        return last
    mention = Draft(last, finder.phrases.run(last), "person", "person", entry)
    mention.gender = "e" if entry.lows[0] in _NEUTRAL_TITLES else entry.gender
    mention.plural = False
    mention.np = k
    described = finder.waiting.pop(k, None)
    if described and not is_subject_apart(finder, described, k, mention.last):
        finder.waiting[last] = described
    finish(finder, mention, last)
    return mention.last


def _party(finder: Finder, k: int) -> int:
    """The end of a party's or an outlet's name at `k` that comes between a role and the name it belongs to."""
    for entry in (
        match(finder.text, k, finder.vocabulary.entries.get(finder.text.lows[k], ()))
        if k < len(finder.text.lows)
        else ()
    ):
        if entry.category == "name" and entry.kind in ("organization", "media"):
            return k + len(entry.lows)
    return k


def _appose(finder: Finder, mention: Draft) -> None:
    """Link a role that follows a name ("Anna Weil, juge à Metz et présidente du jury") to that name."""
    text = finder.text
    if not active("role-apposed"):
        return
    near = [u for u in finder.mentions[-4:] if u.category == "role" and u.np_last == mention.np - 1]
    previous = near[-1] if near else finder.mentions[-1] if finder.mentions else None
    if (
        previous is None
        or mention.plural
        and not _people(previous)
        and finder.text.lows[mention.np - 1] not in ("un", "une")
        or not previous.last < mention.np <= previous.np_last + 6
    ):
        return
    gap = range(previous.np_last, mention.np)
    if any(text.lows[j] not in _BETWEEN and not text.lows[j][0].isdigit() for j in gap):
        return
    person = (previous.name_of or previous) if previous.category == "role" else previous
    opener = text.lows[gap[0]]
    if (
        (person.kind != "person" or person.category not in ("person", "role"))
        and not (mention.plural and _people(person))
        or opener not in (",", "(")
        and not (opener == "et" and previous.category == "role")
    ):
        return
    if person.category == "role" and (
        mention.np < mention.first or opener != "," or mention.gender not in (person.gender, "e")
    ):
        return
    if mention.np < mention.first and opener == "," and not set_off(finder, mention.np_last):
        return
    if opener == "et" and (mention.np < mention.first or person.role is None or person.role.last != previous.np_last):
        return
    mention.name_of = person
    person.office = person.office or mention.office
    if person.role is None:
        person.role = TokenSpan(mention.first, mention.np_last)
    elif opener == "et":
        person.role = TokenSpan(person.role.first, mention.np_last)


def _people(mention: Draft) -> bool:
    """Whether a mention names people together: "Paul et Anna Weil"."""
    return mention.plural and mention.kind == "group" and mention.category == "name"


def set_off(finder: Finder, k: int) -> bool:
    """Whether the phrase that ends near token `k` is closed before a verb comes: an apposition, not a subject."""
    text = finder.text
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


def expect(finder: Finder, mention: Draft, end: int, complement: bool = False) -> None:
    """Note where the name would be that the description belongs to: right after it, or after a comma."""
    text = finder.text
    if mention.plural or end >= len(text.lows) or end in finder.phrases.breaks or not active("role-before-name"):
        return
    if text.words[end] == "(":
        close = next((j for j in range(end + 1, min(end + 5, len(text.lows))) if text.words[j] == ")"), -1)
        if close < 0 or close + 1 >= len(text.lows):
            return
        end = close + 1
    if mention.category == "body":
        return
    if not mention.definiteness and mention.first in finder.phrases.firsts and active("role-fronted"):
        end = _fronted(finder, end)
    end = _past(finder, end) if mention.definiteness == "definite" else end
    if end < len(text.lows) and text.bits[end] & COMMA:
        if mention.definiteness or mention.first in finder.phrases.firsts:
            finder.waiting.setdefault(end + 1, mention)
    elif not complement or finder.phrases.goes_on(end + 1) or text.lows[end] in finder.vocabulary.titles:
        finder.waiting[end] = mention


def _fronted(finder: Finder, k: int) -> int:
    """The comma that closes a description put before its subject: "Experte désignée par la Cour, Anna Weil estime"."""
    text = finder.text
    for j in range(k, min(k + _LONGEST_FRONT, len(text.lows) - 1)):
        if text.bits[j] & COMMA:
            return j if finder.phrases.goes_on(j + 1) or text.lows[j + 1] in finder.vocabulary.titles else k
        if text.bits[j] & (STOP | BRACKET | MARK | FINITE):
            return k
    return k


def _past(finder: Finder, k: int) -> int:
    """The comma that closes what still belongs to a role: "le rapporteur de l'ONU sur la torture, Jan Hus,"."""
    text = finder.text
    if finder.phrases.goes_on(k) and any(
        entry.category == "institution" and entry.kind in _NAMED_AFTER
        for entry in finder.vocabulary.entries.get(text.lows[k - 1], ())
    ):
        # "le directeur du groupe Dupin, Jan Hus,"
        j = finder.phrases.run(k)
        return j if j < len(text.lows) and text.bits[j] & COMMA and finder.phrases.goes_on(j + 1) else k
    if text.lows[k : k + 1] and (text.lows[k] in _FURTHER or text.lows[k] in _OF or finder.phrases.goes_on(k)):
        for j in range(k + 1, min(k + 9, len(text.lows) - 1)):
            if text.bits[j] & COMMA:
                return j if finder.phrases.goes_on(j + 1) and finder.phrases.goes_on(j + 2) else k
            if text.bits[j] & (STOP | BRACKET | MARK) or text.bits[j] & FINITE and not text.bits[j - 1] & DETERMINER:
                return k
    return k
