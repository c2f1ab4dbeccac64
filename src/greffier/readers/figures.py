"""The actors of a proposal: where they are named, what is said of them, and which actor of the rules each is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from greffier.extraction.coreference.ids import slug
from greffier.model import Actor, Evidence, Mention, Span
from greffier.readers.placing import Unplaced, alone, near_or_alone
from greffier.readers.proposals import Draft, Refusal
from greffier.readers.wording import Wording, normal

#: A name is looked for at no more places than this.
_MOST_NAMED = 10_000


class Figure(NamedTuple):
    """A proposed actor that stands in the words: its draft, its places, and the forms that answer to it."""

    draft: Draft
    name: str
    mentions: tuple[Mention, ...]
    forms: frozenset[str]

    def stands_at(self, span: Span) -> bool:
        """Whether it is mentioned within the span."""
        return any(mention.start < span.end and span.start < mention.end for mention in self.mentions)


def figures(wording: Wording, drafts: Sequence[Draft], refused: list[Refusal]) -> list[Figure]:
    """The actors that stand in the words; an actor whose name is not there is refused."""
    drafts = _joined(drafts)
    full = [wording.places(draft.cells["name"], most=_MOST_NAMED) for draft in drafts]
    named = _named(wording, drafts, full, refused)
    found = []
    for draft, own, places in zip(drafts, full, named, strict=True):
        first = next((span for span in own if span in places), None)
        if first is None:
            reason = (
                "names another actor of the answer as well, or only a part of one" if own else "is not in the article"
            )
            refused.append(draft.refuse("name", reason, draft.cells["name"]))
            continue
        # an actor that is known by a description has that for its name
        described = [m for m in draft.cells["mentions"] if _same(m["text"], draft.cells["name"]) and "in" not in m]
        form = described[0]["form"] if described else "name"
        mentions = {span: Mention(*span, form if span in own else "name") for span in places}
        for mention in draft.cells["mentions"]:
            if not _everywhere(mention) and mention not in described:
                _described(wording, draft, mention, mentions, refused)
        forms = frozenset(normal(words) for words in (draft.cells["name"], *_names(draft)))
        found.append(Figure(draft, wording.text[slice(*first)], tuple(sorted(mentions.values())), forms))
    return found


def _everywhere(mention: Mapping[str, Any]) -> bool:
    """Whether it is a name, which means the same actor wherever it stands."""
    return mention["form"] == "name" and "in" not in mention


def _same(words: str, others: str) -> bool:
    return normal(words) == normal(others)


def _names(draft: Draft) -> list[str]:
    """What it is named besides its name."""
    return [mention["text"] for mention in draft.cells["mentions"] if _everywhere(mention)]


def _joined(drafts: Sequence[Draft]) -> list[Draft]:
    """The actors, each once: those of one name are one, and those of two pieces of the text that share a name."""
    found: list[Draft] = []
    known: dict[str, int] = {}
    for draft in drafts:
        name = normal(draft.cells["name"])
        names = [name, *map(normal, _names(draft))]
        same = next((known[n] for n in names if n in known and _one(found[known[n]], draft, n == name)), None)
        if same is None:
            same = len(found)
            found.append(draft)
        else:
            found[same] = _merged(found[same], draft)
        for name in names:
            known.setdefault(name, same)
    return found


def _one(known: Draft, draft: Draft, by_name: bool) -> bool:
    """Whether two drafts that share a name are one actor: in one piece only where a reader repeats its full name."""
    return known.within != draft.within or (by_name and _same(known.cells["name"], draft.cells["name"]))


def _merged(known: Draft, draft: Draft) -> Draft:
    """Both drafts as one, under the fuller name."""
    full, other = sorted((known.cells, draft.cells), key=lambda cells: -len(cells["name"]))
    mentions = [*full["mentions"], *other["mentions"], {"form": "name", "text": other["name"]}]
    return known._replace(cells={**other, **full, "mentions": mentions})


def _named(
    wording: Wording, drafts: Sequence[Draft], full: Sequence[list[Span]], refused: list[Refusal]
) -> list[set[Span]]:
    """The places of each actor's names; of names that overlap the first and longest counts.

    Words that name two actors name neither.
    """
    claims: dict[Span, set[int]] = defaultdict(set)
    for number, draft in enumerate(drafts):
        for span in full[number]:
            claims[span].add(number)
        for words in _names(draft) if full[number] else ():
            places = wording.places(words, most=_MOST_NAMED)
            if not places:
                refused.append(draft.refuse("mentions", "is not in the article", words))
            for span in places:
                claims[span].add(number)
    found: list[set[Span]] = [set() for _ in drafts]
    last = 0
    for span, numbers in sorted(claims.items(), key=lambda claim: (claim[0].start, -claim[0].end)):
        if span.start >= last:
            last = span.end
            if len(numbers) == 1:
                found[min(numbers)].add(span)
    for number, places in enumerate(full):
        if not found[number].intersection(places):
            # named only within the names of others: "Tchad" in "Front pour le Tchad"
            found[number].update(span for span in places if len(claims[span]) == 1)
    return found


def _described(
    wording: Wording, draft: Draft, mention: Mapping[str, Any], known: dict[Span, Mention], refused: list[Refusal]
) -> None:
    """Adds the place of a mention that is no name, or stands in a passage that is named for it."""
    try:
        passage = alone(wording, mention["in"]) if "in" in mention else None
        span = alone(wording, mention["text"], passage)
    except Unplaced as error:
        refused.append(draft.refuse("mentions", str(error), mention["text"]))
        return
    if not any(start < span.end and span.start < end for start, end in known):
        known[span] = Mention(*span, mention["form"])


def identified(article_id: str, found: Sequence[Figure], known: Sequence[Actor]) -> dict[int, str]:
    """The id of each actor by its number: that of the known one that shares most places with it, or one of its own.

    No two get the same.
    """
    shared: Counter[tuple[int, str]] = Counter()
    at = sorted((mention.start, mention.end, actor.actor_id) for actor in known for mention in actor.mentions)
    for number, figure in enumerate(found):
        for actor_id in _overlapping(at, figure.mentions):
            shared[number, actor_id] += 1
    ids: dict[int, str] = {}
    for (number, actor_id), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if number not in ids and actor_id not in ids.values():
            ids[number] = actor_id
    taken = {actor.actor_id for actor in known} | set(ids.values())
    for number, figure in enumerate(found):
        if number not in ids:
            ids[number] = _own_id(article_id, figure, taken)
            taken.add(ids[number])
    return ids


def _overlapping(places: Sequence[tuple[int, int, str]], mentions: Iterable[Mention]) -> Iterator[str]:
    """Whose known mentions others overlap; both are in the order of the text."""
    first = 0
    for start, end, _ in sorted(mentions):
        while first < len(places) and places[first][1] <= start:
            first += 1
        k = first
        while k < len(places) and places[k][0] < end:
            if places[k][1] > start:
                yield places[k][2]
            k += 1


def _own_id(article_id: str, figure: Figure, taken: set[str]) -> str:
    """A slug of the name, within the article where it is a description, one word for a person, or taken."""
    base = slug(figure.name)
    single = figure.draft.cells["kind"] == "person" and len(figure.name.split()) < 2
    made = f"{article_id}.{base}" if single or not figure.name[0].isupper() or base in taken else base
    number = 2
    while made in taken:
        made, number = f"{article_id}.{base}-{number}", number + 1
    return made


def actor(
    wording: Wording, figure: Figure, actor_id: str, mentions: Iterable[Mention], part_of: str | None
) -> tuple[Actor, list[Refusal]]:
    """The record of an actor, its cells those that rest on words; and what of it is refused."""
    cells, draft = figure.draft.cells, figure.draft
    refused: list[Refusal] = []
    if "part_of" in cells and part_of in (None, actor_id):
        refused.append(draft.refuse("part_of", "is no other actor of the answer", cells["part_of"]))
        part_of = None
    facts = {"role": cells.get("role"), "country": cells.get("country"), "part_of": part_of}
    # what is said of it stands beside its name, else beside its description
    named = [mention for mention in figure.mentions if mention.form == "name"]
    places = [Span(mention.start, mention.end) for mention in named or figure.mentions]
    evidence: list[Evidence] = []
    for cell, value in facts.items():
        if value is None:
            continue
        words = value if cell == "role" else cells.get(f"{cell}_words")
        try:
            evidence.append(Evidence(cell, *near_or_alone(wording, words or "", places)))
        except Unplaced as error:
            reason = str(error) if words else f"has no {cell}_words to rest on"
            refused.append(draft.refuse(cell, reason, words or value))
    spans = {found.field: Span(found.start, found.end) for found in evidence}
    role = wording.text[slice(*spans["role"])] if "role" in spans else None
    country, part_of = (facts[cell] if cell in spans else None for cell in ("country", "part_of"))
    known = tuple(sorted(mentions))
    return Actor(actor_id, figure.name, cells["kind"], role, country, part_of, known, tuple(evidence)), refused
