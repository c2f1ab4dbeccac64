"""The actors of an article, and which of them a phrase or a pronoun stands for.

`mentions` finds the units, `clusters` brings together those that are one actor, `references` resolves descriptions;
`Cast` answers for all of them.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping

from greffier.extraction.coreference.clusters import Character, Clusters
from greffier.extraction.coreference.references import References
from greffier.extraction.mentions import finding as mentions
from greffier.extraction.mentions import institutions
from greffier.extraction.mentions.countries import Place, heading, setting
from greffier.extraction.mentions.units import Unit
from greffier.extraction.syntax.text import Text
from greffier.model import Actor, Evidence, Mention, Span

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_PLAIN = str.maketrans(
    {"œ": "oe", "æ": "ae", "’": "-", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}
    | dict(zip("àâäáãåçéèêëîïíôöóõûüùúÿñ", "aaaaaaceeeeiiioooouuuuyn", strict=True))
)


def slug(name: str) -> str:
    """A name as an id: ASCII, lower case, hyphens."""
    plain = name.lower().translate(_PLAIN)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain).strip("-") or "x"


class Cast:
    """The actors of an article: those that it names, and those that were asked for."""

    def __init__(self, text: Text, article_id: str) -> None:
        self._text = text
        self._article_id = article_id
        found = mentions.find(text)
        clusters = Clusters(text, found.units)
        institutions.gather(clusters)
        institutions.acronyms(clusters)
        clusters.describe()
        self._characters = clusters.characters
        self._units = found.units
        self._at = [unit.first for unit in found.units]
        # "un ressortissant norvégien" tells of one person, "la police norvégienne" of where the article plays
        units = [unit for unit in found.units if unit.kind not in ("person", "group", "")]
        bodies = {k for unit in units for k in range(unit.np, max(unit.last, unit.np_last))}
        self._places = [place for place in found.places if place.sort != "demonym" or place.first in bodies]
        self._places_at = [place.first for place in self._places]
        self._headed = heading(text, self._places) is not None
        self._setting = setting(text, self._places)
        self._international = found.vocabulary.international
        self._references = References(text, clusters)
        self._ids: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._namesakes: dict[str, int] = {}
        for character in sorted(self._characters, key=lambda c: not c.known):
            self._identify(character)

    def named(self, first: int, last: int) -> Iterator[tuple[str, int, int]]:
        """The actors named among tokens `first` to `last` (exclusive): id and tokens, in the order of the text."""
        for unit in self._units[bisect_left(self._at, first) :]:
            if unit.first >= last:
                return
            if unit.sort != "role" and unit.last <= last and unit.actor >= 0 and self._characters[unit.actor].known:
                yield self._ids[unit.actor], unit.first, unit.last

    def who(self, first: int, last: int, definite: bool = True, likely: str | None = None) -> str | None:
        """The id of the actor that the tokens `first` to `last` (exclusive) stand for.

        A name, a description or a pronoun; None where it is indefinite or cannot be known. With `definite` false,
        "trois élus" and "un homme" are answered too. A pronoun stands for the actor `likely` where it agrees with it.
        """
        prior = self._characters[self._numbers[likely]] if likely else None
        answer = self._references.find(first, last, definite, prior)
        return self._ids[answer.character.number] if answer and answer.character.kind else None

    def kind(self, actor_id: str) -> str:
        """The kind of an actor that `who` gave."""
        return self._characters[self._numbers[actor_id]].kind

    def actors(self, uses: Iterable[tuple[str, Span | None]], told: Iterable[Span] = ()) -> tuple[Actor, ...]:
        """The actors, by their first mention: those that the text names as such, and those that a record speaks of.

        `uses` are the actors of the records, each with the words that stand for it there; `told` are the words that
        tell of rulings, where a definite description of an actor is a mention too ("la demande de l'association").
        """
        text = self._text
        spoken: dict[int, dict[tuple[int, int], str]] = {c.number: {} for c in self._characters if c.active}
        for actor_id, span in uses:
            number = self._numbers[actor_id]
            mention = self._mention(self._characters[number], span) if span else {}
            spoken.setdefault(number, {}).update(mention)
        for span in told:
            for unit in self._described(span):
                spoken.get(unit.actor, {})[text.span(unit.first, unit.np_last)] = "description"
        characters = [self._characters[number] for number in spoken]
        made = [self._actor(c, spoken) for c in characters if c.kind and c.units]
        return tuple(sorted(made, key=lambda actor: (actor.mentions[0], actor.actor_id)))

    def _described(self, span: Span) -> Iterator[Unit]:
        """The definite descriptions in a span that stand for somebody who is known by name."""
        first, last = self._text.token_at(span.start), self._text.token_at(span.end - 1) + 1
        for unit in self._units[bisect_left(self._at, first) : bisect_left(self._at, last)]:
            if unit.definite == "d" and unit.name_of is None and unit.actor >= 0:
                character = self._characters[unit.actor]
                if character.known and unit not in character.units:
                    yield unit

    def _mention(self, character: Character, span: Span) -> dict[tuple[int, int], str]:
        """The description or pronoun in the words that stand for a character, as its place and form."""
        text = self._text
        first, last = text.token_at(span.start), text.token_at(span.end - 1) + 1
        answer = self._references.find(first, last, False, character)
        if answer is None or answer.character is not character or not answer.form:
            return {}
        start, end = text.span(answer.first, answer.last)
        word = text.string[start:end]
        if word.startswith("-"):
            start = end - len(word.rsplit("-", 1)[-1])  # "-t-elle": the pronoun alone
        return {(start, end): answer.form}

    def _actor(self, character: Character, used: dict[int, dict[tuple[int, int], str]]) -> Actor:
        text = self._text
        spoken = dict(used[character.number])
        name = self._name(character, spoken)
        for unit in character.units:
            named = unit.sort != "role" and character.known
            spoken.setdefault(text.span(unit.first, unit.last), "name" if named else "description")
        evidence = []
        role = None
        if character.role:
            start, end = text.span(*character.role)
            role = text.string[start:end]
            evidence.append(Evidence("role", start, end))
        code, place = self._country(character)
        if code and place:
            evidence.append(Evidence("country", *text.span(*place)))
        whole = self._whole(character, used)
        if whole:
            evidence.append(Evidence("part_of", *text.span(*whole[1])))
        spans = tuple(Mention(*span, form) for span, form in sorted(spoken.items()))
        return Actor(
            self._ids[character.number],
            name,
            character.kind,
            role,
            code,
            whole[0] if whole else None,
            spans,
            tuple(evidence),
        )

    def _whole(self, character: Character, used: Container[int]) -> tuple[str, tuple[int, int]] | None:
        """The id of what the actor is a part of, and the words that say so ("au sein du ministère")."""
        for unit in character.units:
            if unit.within >= 0:
                k = bisect_left(self._at, unit.within)
                other = self._units[k] if k < len(self._units) and self._at[k] - unit.within < 6 else None
                if (
                    other
                    and other.actor >= 0
                    and other.actor in used
                    and other.actor != character.number
                ):
                    return self._ids[other.actor], (unit.within, other.last)
        return None

    def _name(self, character: Character, spoken: Mapping[tuple[int, int], str]) -> str:
        """The fullest form: the longest of its names, or of the descriptions that records rest on."""
        unit = max(character.units, key=lambda u: (u.last - u.first, -u.first))
        start, end = self._text.span(unit.first, unit.last)
        if not character.known:
            spans = [span for span, form in spoken.items() if form == "description"]
            start, end = max([(start, end), *spans], key=lambda span: (span[1] - span[0], -span[0]))
        return self._text.string[start:end]

    def _identify(self, character: Character) -> None:
        """Give the character its id: a slug, within the article where a description or a single name is all."""
        if not character.units:
            return
        name = self._name(character, {})
        base = slug(name)
        single = character.kind == "person" and len(name.split()) < 2
        if not character.known or not name[0].isupper() or single:
            base = f"{self._article_id}.{base}"
        made = base
        while made in self._numbers:
            self._namesakes[base] = self._namesakes.get(base, 1) + 1
            made = f"{base}-{self._namesakes[base]}"
        self._ids[character.number] = made
        self._numbers[made] = character.number

    def _country(self, character: Character) -> tuple[str | None, tuple[int, int] | None]:
        """The state that the text gives: its own words, else the article's for institutions and office holders."""
        if character.code == "*":
            return None, None
        if character.code and character.place:
            return character.code, character.place
        if character.kind in ("court", "public_body") and not self._international.isdisjoint(
            self._name(character, {}).lower().split()
        ):
            return None, None
        if character.kind in ("public_body", "court") or character.office:
            place = self._setting if self._headed else self._near(character) or self._setting
            if place:
                return place.code, (place.first, place.last)
        return None, None

    def _near(self, character: Character) -> Place | None:
        """The last place named before the actor, in its sentence or the one before."""
        first = character.units[0].np
        k = bisect_left(self._places_at, first) - 1
        if k >= 0 and self._text.sentence(first) - self._text.sentence(self._places[k].first) <= 1:
            return self._places[k]
        return None
