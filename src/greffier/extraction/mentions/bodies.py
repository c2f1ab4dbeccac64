"""Institutions by their common noun: courts, authorities, businesses, associations, outlets, families."""

from greffier.extraction.lexicon import CAPITAL, COMMA, DETERMINER, INFINITIVE, TIME, classed, verbs
from greffier.extraction.mentions.draft import Draft, Finder, note_places, open_phrase
from greffier.extraction.mentions.roles import expect, set_off
from greffier.extraction.syntax.names import OF
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import Entry

_ALSO_ACTS = classed("also_act")
_BODIES = frozenset(("company", "media", "organization", "public_body"))
_NAMED_AFTER = frozenset(("company", "media", "organization", "group"))


def body(finder: Finder, k: int, entry: Entry) -> int:
    """An institution by its common noun: a court, an authority, a company, a family. Where to read on is returned."""
    last = k + len(entry.lows)
    if entry.kind == "none":
        return _abridged(finder, k, entry)
    if entry.use == "plural" and entry.kind in _NAMED_AFTER:
        _together(finder, k, entry)
    if entry.use in ("never", "plural") or finder.text.lows[k] in _ALSO_ACTS and _of_a_thing(finder, last):
        return last
    capital = _capitalised(finder, k, last)
    mention = Draft(k, last, "body", entry.kind, entry)
    mention.key = finder.text.lows[k]
    if entry.lows == ("agence",) and entry.kind == "media" and not finder.phrases.goes_on(last):
        mention.kind = "public_body"
    open_phrase(finder, mention)
    mention.plural = mention.plural or finder.text.lows[mention.np] in ("les", "des", "ces", "plusieurs")  # "les ONG"
    _kind_after(finder, mention)
    if entry.kind in _NAMED_AFTER and not capital and entry.use != "collective":
        named = _name_after(finder, last)
        if named:
            return _before_name(finder, mention, named)
    return _described(finder, mention, entry, capital)


def _of_a_thing(finder: Finder, k: int) -> bool:
    """Whether "de" at `k` leads to what is no actor: "l'accusation de viol", "la défense de provocation"."""
    text = finder.text
    if k + 1 >= len(text.lows) or text.lows[k] not in OF:
        return False
    head = k + 1 + (text.bits[k + 1] & DETERMINER > 0)
    if head >= len(text.lows) or text.bits[head] & (CAPITAL | INFINITIVE):
        return False
    return text.lows[head] not in finder.vocabulary.entries


def _capitalised(finder: Finder, k: int, last: int) -> bool:
    """Whether the noun from `k` to `last` has a capital of its own, as names have, rather than its sentence's."""
    own = bool(finder.text.bits[k] & CAPITAL) and (k not in finder.phrases.firsts or finder.phrases.goes_on(last))
    return own and not finder.text.words[k][:2].isupper()


def _abridged(finder: Finder, k: int, entry: Entry) -> int:
    """A noun that is no actor by itself, but is one where it has an acronym: "la Mission d'appui au Pérou (MAP)"."""
    last = k + len(entry.lows)
    spelled = finder.phrases.spelled(k) if finder.text.bits[k] & CAPITAL else 0
    if not spelled:
        # "à dix ans de prison Paul Roy": a penalty, and no prison's name
        bare = entry.use == "site" and k > 0 and finder.text.lows[k - 1] in ("de", "d'")
        return last if bare or not finder.phrases.goes_on(last) else finder.phrases.run(last)
    mention = Draft(k, spelled, "name", "organization")
    open_phrase(finder, mention)
    note_places(finder, last, spelled)
    finder.mentions.append(mention)
    return spelled


def _together(finder: Finder, k: int, entry: Entry) -> None:
    """Bodies in the plural: names that follow are of their kind; else they are people together, where they speak."""
    last = k + len(entry.lows)
    finder.listed = (entry.kind, finder.phrases.complement(last, False).end)
    if finder.phrases.goes_on(last):
        return
    mention = Draft(k, last, "role", "group", entry)
    open_phrase(finder, mention)
    mention.np_last, mention.place, mention.code, more = finder.phrases.complement(last, False, wide=True)
    mention.last, mention.bare, mention.key = mention.np_last, not more, finder.text.lows[k]
    finder.mentions.append(mention)


def _name_after(finder: Finder, last: int) -> int:
    """Where the name begins that the noun before `last` describes ("la société Dupin", "le quotidien Le Temps"), or 0.

    A complement may come between: "l'entreprise de construction Dupin", "le géant du BTP Dupin".
    """
    text, phrases = finder.text, finder.phrases
    named = phrases.after_adjectives(last)
    if not phrases.goes_on(named) and text.lows[named : named + 1] in (["de"], ["d'"], ["du"]):
        further = phrases.complement(named, False).end
        common = not text.bits[further - 1] & CAPITAL or text.words[further - 1].isupper()
        if further - named < 5 and phrases.goes_on(further) and common:
            named = further
    name = phrases.goes_on(named) and not text.bits[named] & TIME and len(text.words[named]) > 1
    return named if name else 0


def _before_name(finder: Finder, mention: Draft, named: int) -> int:
    """Keep a noun that describes the name at `named`."""
    last = mention.last
    mention.last = mention.np_last = named
    for low in finder.text.lows[last:named]:
        entries = finder.vocabulary.entries.get(low)
        if entries and entries[-1].category == "place":
            mention.code, mention.place = entries[-1].code, TokenSpan(last, named)
    note_places(finder, last, named)
    if not _led(finder, mention.first, named):
        finder.waiting[named] = mention
    finder.mentions.append(mention)
    return named


def _described(finder: Finder, mention: Draft, entry: Entry, capital: bool) -> int:
    """Keep a body with its complements; where to read on: behind it where it acts, else behind its noun."""
    k, last = mention.first, mention.last
    found = finder.phrases.complement(last, capital, wide=entry.kind == "group", nouns=entry.kind == "court")
    mention.place, mention.code = found.place, found.code
    mention.bare = found.end == last
    end = _with_name(finder, entry, last, found.end, capital)
    if capital and entry.kind == "organization":
        end = _with_aim(finder, end)
    if capital or entry.use in ("named", "description"):
        end = max(end, finder.phrases.spelled(k))
    mention.last = mention.np_last = _within(finder, mention, end)
    named = capital and (entry.use == "named" or entry.kind not in ("court", "public_body"))
    mention.quiet = k < finder.quiet and (entry.use == "justice" or entry.kind != "court" and not named)
    _appose(finder, mention)
    finder.mentions.append(mention)
    acts = entry.kind == "court" or entry.kind == "public_body" and entry.use not in ("named", "description")
    # "la famille Morvan" is one name; in "la famille de Paul Roy" another person is named
    further = finder.text.lows[last] if end > last else ""
    named_so = entry.use == "collective" and finder.text.bits[end - 1] & CAPITAL and further not in OF
    if capital or acts or named_so:
        note_places(finder, last, end)
        expect(finder, mention, end)
        return end
    return last


def _with_name(finder: Finder, entry: Entry, last: int, end: int, capital: bool) -> int:
    """The end of a body with the name after it: "la famille Morvan", "le gouvernement Morvan"."""
    phrases = finder.phrases
    if not phrases.goes_on(end) or phrases.first_name(end):
        return end
    if end > last:
        return phrases.run(end) if capital and entry.kind == "court" else end
    named_so = entry.use == "collective" or entry.use == "actor" and entry.kind == "public_body"
    return phrases.run(last) if capital or named_so and not finder.text.bits[last] & TIME else end


def _with_aim(finder: Finder, end: int) -> int:
    """The end of an association's name with what it is for: "l'Union des Alpes pour les libertés civiles"."""
    text = finder.text
    if text.lows[end : end + 1] != ["pour"] or end + 2 >= len(text.lows) or not text.bits[end + 1] & DETERMINER:
        return end
    if not text.words[end + 2][0].isalpha() or text.bits[end + 2] & (CAPITAL | TIME | DETERMINER):
        return end
    return finder.phrases.complement(end + 3, False).end


def _led(finder: Finder, k: int, named: int) -> bool:
    """Whether a person's role with "de" waits for the name at `named`: "le chef de milice Jan Hus"."""
    role = finder.waiting.get(named)
    return role is not None and role.category == "role" and finder.text.lows[k - 1] in ("de", "d'")


def _within(finder: Finder, mention: Draft, end: int) -> int:
    """The end of a description that says what the body is a part of: "le service qui surveille l'air au sein de …"."""
    lows = finder.text.lows
    if mention.kind == "public_body" and end < len(lows) and (lows[end] in ("qui", "au") or _charged(finder, end)):
        for j in range(end, min(end + 9, len(lows) - 2)):
            if lows[j : j + 2] == ["au", "sein"]:
                mention.within = j
                return j
    return end


def _charged(finder: Finder, k: int) -> bool:
    """Whether a participle at `k` gives the body a task: "les services chargés de l'air"."""
    readings = verbs().get(finder.text.lows[k], ())
    return any(reading.lemma == "charger" and reading.tense == "pp" for reading in readings)


def _appose(finder: Finder, mention: Draft) -> None:
    """Link the noun in apposition to the name before it: "Alerta, une ONG chilienne qui"."""
    name = finder.mentions[-1] if finder.mentions else None
    if name is None or mention.np != name.last + 1 or not finder.text.bits[name.last] & COMMA:
        return
    if mention.entry and mention.entry.lows == ("partie", "civile") and name.category in ("name", "person"):
        mention.name_of = name  # "la Ligue, partie civile, salue": whoever it is
        return
    if name.category != "name" or name.plural != mention.plural:
        return
    if name.kind != mention.kind and not {name.kind, mention.kind} <= _BODIES:
        return
    if mention.definiteness != "indefinite" and not set_off(finder, mention.np_last):
        return
    mention.name_of = name
    if mention.code and not name.code:
        name.code, name.place = mention.code, mention.place


def _kind_after(finder: Finder, mention: Draft) -> None:
    """Let the noun in apposition say what an unknown name is: "Fedora, l'agence chargée de l'accueil"."""
    previous = finder.mentions[-1] if finder.mentions else None
    if (
        previous
        and previous.category == "word"
        and mention.np == previous.last + 1
        and finder.text.bits[previous.last] & COMMA
    ):
        if previous.last - previous.first == 1 and not mention.plural:
            previous.category, previous.kind, previous.key = "name", mention.kind, ""
            mention.name_of = previous
