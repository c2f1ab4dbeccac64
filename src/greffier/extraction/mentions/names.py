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
    STOP,
    classed,
)
from greffier.extraction.mentions.countries import Place
from greffier.extraction.mentions.draft import Draft, Finder, finish, is_subject_apart, note_places, open_phrase
from greffier.extraction.mentions.roles import expect
from greffier.extraction.syntax.names import FUNCTION, OF
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import Entry

_FEMININE = frozenset(("la", "une", "cette", "sa"))
_MASCULINE = frozenset(("le", "un", "ce", "cet", "du", "au"))
_ARTICLES = _FEMININE | _MASCULINE | {"l'", "les", "des", "aux", "ces", "ses", "son", "leur", "leurs"}
_LISTING = frozenset("comme tels telles ou et encore dont notamment ( , : «".split())
_SITES = (".com", ".fr", ".org", ".net", ".info", ".ca", ".be", ".ch", ".eu", ".tv")
_LEGAL_FORMS = classed("legal_form")
_ROMAN = frozenset("IVX")  # "Albert II" is no business
_AWAY = frozenset(("à", "en", "dans", "vers", "depuis"))  # before a capitalised name: it is a place


def known(finder: Finder, k: int, entry: Entry) -> int:
    """A name that the lexicon knows."""
    last = k + len(entry.lows)
    if entry.kind == "none":
        return capital(finder, k) if cued(finder, k) and finder.phrases.goes_on(last) else last
    mention = Draft(k, last, "name", entry.kind, entry)
    mention.key = entry.canonical
    mention.code = entry.code
    open_phrase(finder, mention)
    if entry.code and entry.kind != "person":
        seen = len(finder.places)
        note_places(finder, k, last)
        own = next((place for place in finder.places[seen:] if place.code == entry.code), None)
        mention.place = TokenSpan(own.first, own.last) if own else None  # "Cour d'appel du Québec"
    before = finder.text.lows[k - 1] if k else ""
    mention.gender = "f" if before in _FEMININE else "m" if before in _MASCULINE else ""
    mention.plural = before in ("les", "des", "aux")
    if entry.kind in ("company", "organization") and finder.phrases.goes_on(last) and _country(finder, last):
        mention.last = last + 1
        note_places(finder, last, last + 1)
    elif (
        entry.kind == "company"
        and finder.phrases.goes_on(last)
        and last not in finder.waiting
        and not finder.phrases.first_name(last)
    ):
        mention.last = finder.phrases.run(last)
    elif entry.kind in ("court", "public_body", "organization"):
        found = finder.phrases.complement(last, False)
        if found.code:
            mention.last, mention.place, mention.code = found.end, found.place, found.code
    finish(finder, mention, k)
    return mention.last


def cued(finder: Finder, k: int) -> bool:
    """Whether a place's word opens a longer name that shows what it is: "Mississippi Power Company"."""
    return finder.phrases.goes_on(k + 1) and any(
        low in finder.vocabulary.cues for low in finder.text.lows[k + 1 : finder.phrases.run(k)]
    )


def _country(finder: Finder, k: int) -> bool:
    return any(entry.kind == "country" for entry in finder.vocabulary.entries.get(finder.text.lows[k], ()))


def place(finder: Finder, k: int, entry: Entry) -> int:
    """A country, which may act; a demonym, which may stand for somebody ("le Norvégien"); a town, which is none."""
    text = finder.text
    last = k + len(entry.lows)
    finder.places.append(Place(k, last, entry.code, entry.kind))
    before = text.lows[k - 1] if k else ""
    if entry.kind in ("country", "capital", "region"):
        mention = Draft(k, last, "state", "public_body", entry)
        mention.key = "state:" + (entry.code if entry.kind != "region" else " ".join(entry.lows))
        mention.gender = "f" if before in ("la", "l'") else "m"
        mention.plural = before in ("les", "aux")
        mention.quiet = k < finder.quiet
    elif entry.kind == "demonym" and text.bits[k] & CAPITAL and k and text.bits[k - 1] & (DETERMINER | NUMBER):
        plural = text.lows[k].endswith("s") and before not in _FEMININE | _MASCULINE
        mention = Draft(k, last, "role", "group" if plural else "person")
        mention.key = text.lows[k]
        mention.plural = plural
        mention.gender = "f" if before in _FEMININE or text.lows[k].endswith(("e", "es")) else "m"
    else:
        return last
    mention.code, mention.place = entry.code, TokenSpan(k, last)
    open_phrase(finder, mention)
    if mention.category == "role":
        expect(finder, mention, last)
    finder.mentions.append(mention)
    return last


def capital(finder: Finder, k: int) -> int:
    """A capitalised word that the lexicon does not know: the name that it opens, if any. Returns where to read on."""
    text = finder.text
    described = finder.waiting.get(k)
    if not _opens_name(finder, k, described is not None):
        return k + 1
    couple = 0 if described else _couple(finder, k)
    if couple:
        return couple
    mention = Draft(k, finder.phrases.run(k), "word", "")
    open_phrase(finder, mention)
    first_name = finder.vocabulary.first_names.get(text.lows[k], "")
    if described and is_subject_apart(finder, described, k, mention.last):
        described = None
    if described is None:
        finder.waiting.pop(k, None)
        _guess(finder, mention, first_name)
    elif described.category == "role":
        mention.category = mention.kind = "person"
        mention.gender = first_name
    else:
        mention.category = "name"
        mention.last = _with_adjective(finder, k, finder.phrases.whole_name(k, mention.last))
        if not described.plural:
            mention.last = _with_second(finder, mention.last)
    if mention.category == "word" and k in finder.phrases.firsts and mention.last == k + 1:
        if text.bits[k] & ~CAPITAL or not before_verb(finder, mention.last):
            mention.key = "?"  # a capital that only opens the sentence: a name where the article has it elsewhere
    finish(finder, mention, k)
    return mention.last


def _opens_name(finder: Finder, k: int, described: bool) -> bool:
    """Whether the capitalised word at `k` opens a name; `described`: a noun before it waits for one."""
    text, phrases = finder.text, finder.phrases
    bits = text.bits[k]
    if bits & FUNCTION and not _article_of_name(finder, k, described):
        return False
    if bits & (MARK | BRACKET) or k and text.words[k - 1] in ("#", "@"):
        return False
    if k and text.bits[k - 1] & COMMA and text.lows[k] in _LEGAL_FORMS:
        return False
    if described:
        return True
    opens = k in phrases.firsts
    if bits & INFINITIVE and (opens or text.bits[k - 1] & BRACKET):
        return phrases.first_name(k)
    if opens and bits & (ADVERB | GERUND | NUMBER | FINITE | PARTICIPLE):
        return phrases.first_name(k) or bool(bits & FINITE) and phrases.goes_on(k + 1)
    return True


def _article_of_name(finder: Finder, k: int, described: bool) -> bool:
    """Whether the article at `k` is a part of the name: "Le Goff a dit", "le quotidien Le Temps"."""
    text = finder.text
    if text.lows[k] not in finder.vocabulary.particles or not finder.phrases.goes_on(k + 1):
        return False
    if described:
        return True
    listing = bool(finder.listed[0]) and 0 <= k - finder.listed[1] < 3
    inside = k > 0 and k not in finder.phrases.firsts and not text.bits[k - 1] & (STOP | MARK | BRACKET | COMMA)
    return (listing or inside) and text.lows[k + 1] not in finder.vocabulary.entries


def _with_adjective(finder: Finder, k: int, end: int) -> int:
    """The end of a name with the adjective that an article of its own leads to: "Le Canard libre"."""
    article = finder.text.lows[k] in ("le", "la", "les", "l'")
    return end + 1 if article and end < len(finder.text.lows) and finder.phrases.adjective(end) else end


def _couple(finder: Finder, k: int) -> int:
    """The end of two first names with one surname, "Paul et Anna Weil", read as one group; 0 where there are none."""
    text, first_names = finder.text, finder.vocabulary.first_names
    if text.lows[k + 1 : k + 2] != ["et"] or text.lows[k] not in first_names:
        return 0
    if k + 2 >= len(text.lows) or k + 2 in finder.phrases.breaks or not finder.phrases.first_name(k + 2):
        return 0
    mention = Draft(k, finder.phrases.run(k + 2), "name", "group")
    mention.plural = True
    mention.gender = "f" if first_names[text.lows[k]] == first_names[text.lows[k + 2]] == "f" else "m"
    finder.mentions.append(mention)
    return mention.last


def _with_second(finder: Finder, end: int) -> int:
    """The end of a name of one body that "et" joins: "l'association Eau et Rivières"."""
    text = finder.text
    if text.lows[end : end + 1] != ["et"] or end in finder.phrases.breaks or not finder.phrases.goes_on(end + 1):
        return end
    low = text.lows[end + 1]
    if text.bits[end + 1] & FUNCTION or low in finder.vocabulary.entries or low in finder.vocabulary.first_names:
        return end
    return finder.phrases.run(end + 1)


def _guess(finder: Finder, mention: Draft, first_name: str) -> None:
    """Say what an unknown name is by its own words, the list it is in and the word before it."""
    text = finder.text
    k, end = mention.first, mention.last
    before = text.lows[k - 1] if k and k not in finder.phrases.breaks else ""
    cue = _cue(finder, k, end, first_name)
    spelled = finder.phrases.spelled(k) if not first_name else 0
    kind, until = finder.listed
    if kind and 0 <= k - until < 5 and all(text.lows[j] in _LISTING for j in range(until, k)):
        mention.category, mention.kind = "name", kind
        mention.last = _with_adjective(finder, k, end)
        finder.listed = (kind, mention.last)
    elif spelled > end or cue:
        mention.last = max(spelled, end)
        mention.category, mention.kind = "name", cue or "organization"
        mention.gender = "f" if before in _FEMININE else "m" if before in _MASCULINE else ""
        if spelled <= end and kind == cue and 0 <= k - until < 12:
            finder.listed = (kind, mention.last)
    elif _is_no_person(finder, k, before, first_name):
        mention.gender = "f" if before in _FEMININE else ""
        mention.last = finder.phrases.whole_name(k, end)
        mention.plural = before == "les"
    elif end - k > 1:
        _person_or_business(finder, mention, before, first_name)


def _cue(finder: Finder, k: int, end: int, first_name: str) -> str:
    """The kind that a word of the name shows: "Mississippi Power Company", "Transports-Union", "dupin.fr"."""
    lows, cues = finder.text.lows, finder.vocabulary.cues
    if end - k == 1 and lows[k].endswith(_SITES):
        return "media"
    if "&" in lows[k:end]:
        return "company"
    if first_name:
        return ""
    cue = next((cues[low] for low in reversed(lows[k:end]) if low in cues), "") if end - k > 1 else ""
    if not cue and "-" in lows[end - 1]:
        cue = cues.get(lows[end - 1].rsplit("-", 1)[1], "")
    return cue


def _is_no_person(finder: Finder, k: int, before: str, first_name: str) -> bool:
    """Whether an article or a quotation mark before the name shows that it is no person."""
    if before in _ARTICLES or finder.text.bits[k] & FUNCTION or finder.text.lows[k] == "the":
        return True
    return _titled(finder, k) and not first_name


def _person_or_business(finder: Finder, mention: Draft, before: str, first_name: str) -> None:
    """Say whether a name of two words and more is a person's: by its first name, else by how it is written."""
    k, end = mention.first, mention.last
    words = finder.text.words[k:end]
    if first_name:
        mention.category, mention.kind, mention.gender = "person", "person", first_name
    elif _country(finder, end - 1):
        mention.category, mention.kind = "name", "company"  # the branch of a business: "Dupin France"
    elif before not in _AWAY and (k in finder.signed or not all(w.isupper() for w in words)):
        if _after_thing(finder, k) or before in OF and _of_body(finder, k):
            return
        cut = any(1 < len(word) < 5 and word.isalpha() and word.isupper() and not set(word) <= _ROMAN for word in words)
        initials = cut and not all(word.isupper() for word in words)  # "LOIC VENANCE / AFP" has none
        mention.category, mention.kind = ("name", "company") if initials else ("person", "person")


def _of_body(finder: Finder, k: int) -> bool:
    """Whether the name at `k` is where a business or a service is: "l'entreprise de Mountain View"."""
    low = finder.text.lows[k - 2] if k > 1 else ""
    return any(e.category == "institution" for e in finder.vocabulary.entries.get(low, ()))


def _titled(finder: Finder, k: int) -> bool:
    """Whether the name opens a quotation: that of a work rather than of a person."""
    number = finder.text.quote_at[k]
    return number >= 0 and finder.text.quotations[number].first == k


def _after_thing(finder: Finder, k: int) -> bool:
    """Whether the name at `k` is that of a street, a law, an affair: the noun before it says so."""
    j = k - 1
    uses: tuple[str, ...] = ("never", "site")
    if j > 0 and finder.text.lows[j] in OF:
        j -= 1
        uses = ("site",)
    return j >= 0 and any(e.use in uses for e in finder.vocabulary.entries.get(finder.text.lows[j], ()))


def before_verb(finder: Finder, k: int) -> bool:
    return k < len(finder.text.lows) and bool(finder.text.bits[k] & (FINITE | NEGATION))
