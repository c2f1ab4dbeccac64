"""Institutions by their common noun: courts, authorities, businesses, associations, outlets, families."""

from greffier.extraction.lexicon import CAPITAL, COMMA, TIME
from greffier.extraction.mentions.mention import Finder, Mention, note_places, open_phrase
from greffier.extraction.mentions.roles import expect
from greffier.extraction.mentions.vocabulary import Entry

_NAMED_AFTER = frozenset(("company", "media", "organization", "group"))


def body(finder: Finder, k: int, entry: Entry) -> int:
    """An institution by its common noun: a court, an authority, a company, a family."""
    text = finder.text
    last = k + len(entry.lows)
    if entry.kind == "none":
        spelled = finder.phrases.spelled(k) if text.bits[k] & CAPITAL else 0
        if spelled:
            # "la Mission d'appui au Pérou (MAP)": what has an acronym acts
            mention = Mention(k, spelled, "name", "organization")
            open_phrase(finder, mention)
            note_places(finder, last, spelled)
            finder.mentions.append(mention)
            return spelled
        return finder.phrases.run(last) if finder.phrases.goes_on(last) else last
    if entry.use == "plural" and entry.kind in _NAMED_AFTER:
        finder.listed = (entry.kind, finder.phrases.complement(last, False).end)
    if entry.use == "plural" and entry.kind in _NAMED_AFTER and not finder.phrases.goes_on(last):
        # "les syndicats": people together, where they speak
        mention = Mention(k, last, "role", "group", entry)
        open_phrase(finder, mention)
        mention.np_last, mention.place, mention.code, more = finder.phrases.complement(last, False, wide=True)
        mention.last, mention.bare, mention.key = mention.np_last, not more, text.lows[k]
        finder.mentions.append(mention)
    if entry.use in ("never", "plural"):
        return last
    capital = bool(text.bits[k] & CAPITAL) and (k not in finder.phrases.firsts or finder.phrases.goes_on(last))
    capital = capital and not text.words[k][:2].isupper()
    mention = Mention(k, last, "body", entry.kind, entry)
    mention.key = text.lows[k]
    if entry.lows == ("agence",) and entry.kind == "media" and not finder.phrases.goes_on(last):
        mention.kind = "public_body"
    open_phrase(finder, mention)
    _kind_after(finder, mention)
    if entry.kind in _NAMED_AFTER and not capital and entry.use != "collective":
        # "la société Dupin", "le quotidien Le Temps": the noun describes the name that follows
        named = finder.phrases.after_adjectives(last)
        if not finder.phrases.goes_on(named) and text.lows[named : named + 1] in (["de"], ["d'"], ["du"]):
            # "l'entreprise de construction Dupin", "le géant du BTP Dupin"
            further = finder.phrases.complement(named, False).end
            if (
                further - named < 5
                and finder.phrases.goes_on(further)
                and (not text.bits[further - 1] & CAPITAL or text.words[further - 1].isupper())
            ):
                named = further
        if finder.phrases.goes_on(named) and not text.bits[named] & TIME and len(text.words[named]) > 1:
            mention.last = mention.np_last = named
            for entry in (
                finder.vocabulary.entries[low][-1] for low in text.lows[last:named] if low in finder.vocabulary.entries
            ):
                if entry.sort == "place":
                    mention.code, mention.place = entry.code, (last, named)
            note_places(finder, last, named)
            if not _led(finder, k, named):
                finder.waiting[named] = mention
            finder.mentions.append(mention)
            return named
    found = finder.phrases.complement(last, capital, wide=entry.kind == "group", nouns=entry.kind == "court")
    end, mention.place, mention.code, _ = found
    mention.bare = end == last
    # "la famille Morvan", "le gouvernement Morvan"
    named_so = capital or entry.use == "collective" or entry.use == "actor" and entry.kind == "public_body"
    if named_so and end == last and finder.phrases.goes_on(last) and not finder.phrases.first_name(last):
        if capital or not text.bits[last] & TIME:
            end = finder.phrases.run(last)
    if (
        capital
        and entry.kind == "court"
        and end > last
        and finder.phrases.goes_on(end)
        and not finder.phrases.first_name(end)
    ):
        end = finder.phrases.run(end)
    if capital or entry.use in ("named", "description"):
        end = max(end, finder.phrases.spelled(k))
    mention.last = mention.np_last = _within(finder, mention, end)
    named_body = entry.use == "named" or entry.kind not in ("court", "public_body")
    mention.quiet = k < finder.quiet and not (capital and named_body) and entry.kind != "court"
    mention.quiet = mention.quiet or entry.use == "justice" and k < finder.quiet
    finder.mentions.append(mention)
    acts = entry.kind == "court" or entry.kind == "public_body" and entry.use not in ("named", "description")
    if capital or acts or entry.use == "collective" and text.bits[end - 1] & CAPITAL:
        note_places(finder, last, end)
        expect(finder, mention, end)
        return end
    return last


def _led(finder: Finder, k: int, named: int) -> bool:
    """Whether a person's role with "de" waits for the name at `named`: "le chef de milice Jan Hus"."""
    role = finder.waiting.get(named)
    return role is not None and role.sort == "role" and finder.text.lows[k - 1] in ("de", "d'")


def _within(finder: Finder, mention: Mention, end: int) -> int:
    """The end of a description that says what the body is a part of: "le service qui surveille l'air au sein de …"."""
    lows = finder.text.lows
    if mention.kind == "public_body" and end < len(lows) and lows[end] in ("qui", "au", "chargé", "chargée"):
        for j in range(end, min(end + 9, len(lows) - 2)):
            if lows[j : j + 2] == ["au", "sein"]:
                mention.within = j
                return j
    return end


def _kind_after(finder: Finder, mention: Mention) -> None:
    """Let the noun in apposition say what an unknown name is: "Fedora, l'agence chargée de l'accueil"."""
    previous = finder.mentions[-1] if finder.mentions else None
    if (
        previous
        and previous.sort == "word"
        and mention.np == previous.last + 1
        and finder.text.bits[previous.last] & COMMA
    ):
        if previous.last - previous.first == 1 and not mention.plural:
            previous.sort, previous.kind, previous.key = "name", mention.kind, ""
            mention.name_of = previous
