"""Which entities become rows: decided last and once, from all layers; and what a row says of its actor."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from greffier.extraction.coreference.country import Countries, countries
from greffier.extraction.coreference.entities import Entities
from greffier.extraction.coreference.entity import Entity
from greffier.extraction.mentions.countries import Place
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.model import Actor, Decision, Evidence, Mention, Span, Statement

_NEAR = 6  # tokens between "au sein de" and what it leads to
Forms = dict[Span, str]  # where an actor is mentioned, and in which form


def actors(
    text: Text,
    entities: Entities,
    places: Sequence[Place],
    statements: Sequence[Statement],
    decisions: Sequence[Decision],
) -> tuple[Actor, ...]:
    """The actors, by their first mention: those that the text names as such, and those that a record speaks of."""
    forms: dict[int, Forms] = {one.number: {} for one in entities.of if one.acts}
    for actor_id, span in _uses(statements, decisions):
        one = entities.one(actor_id)
        forms.setdefault(one.number, {}).update(_form(text, entities, one, span) if span else {})
    for span in (span for decision in decisions for span in (*decision.mentions, decision.subject) if span):
        _describe(text, entities, span, forms)
    states = countries(text, entities.mentions, places)
    rows = [entities.of[number] for number in forms if entities.of[number].kind and entities.of[number].mentions]
    made = [_actor(text, one, forms[one.number], states, _whole(entities, one, forms)) for one in rows]
    return tuple(sorted(made, key=lambda actor: (actor.mentions[0], actor.actor_id)))


def _uses(statements: Sequence[Statement], decisions: Sequence[Decision]) -> Iterator[tuple[str, Span | None]]:
    """The actors that the records speak of, each with the words that stand for it where a record has them."""
    for said in statements:
        if said.speaker_id:
            yield said.speaker_id, said.speaker
        others = {"target_id": said.target_id, "via_id": said.via_id}
        for field, start, end in said.evidence:
            actor = others.get(field)
            if actor:
                yield actor, Span(start, end)
    for decision in decisions:
        for party in decision.parties:
            yield party.actor_id, Span(party.start, party.end)
        if decision.court_id:
            words = [Span(start, end) for field, start, end in decision.evidence if field == "court_id"]
            yield decision.court_id, words[0] if words else None


def _form(text: Text, entities: Entities, entity: Entity, span: Span) -> Forms:
    """The description or pronoun in the words that stand for an entity, as its place and form."""
    first, last = text.token_at(span.start), text.token_at(span.end - 1) + 1
    answer = entities.answer(first, last, False, entity)
    if answer is None or not answer.form or answer.entity is not entity and answer.form != "pronoun":
        return {}
    start, end = text.span(answer.first, answer.last)
    word = text.string[start:end]
    if word.startswith("-"):
        start = end - len(word.rsplit("-", 1)[-1])  # "-t-elle": the pronoun alone
    return {Span(start, end): answer.form}


def _describe(text: Text, entities: Entities, span: Span, forms: Mapping[int, Forms]) -> None:
    """Add the definite descriptions in the words for a ruling, of whom is known by name: "la demande de l'ONG"."""
    first, last = text.token_at(span.start), text.token_at(span.end - 1) + 1
    for mention in entities.mentions[bisect_left(entities.firsts, first) : bisect_left(entities.firsts, last)]:
        number = entities.actors[mention.number]
        if number in forms and mention.definiteness == "definite" and mention.name_of < 0:
            if entities.of[number].known and mention not in entities.of[number].mentions:
                forms[number][text.span(mention.first, mention.np_last)] = "description"


def _actor(text: Text, entity: Entity, used: Forms, states: Countries, whole: tuple[str, TokenSpan] | None) -> Actor:
    """The row of an entity; `used` are the places in records where it is described, `whole` what it is a part of."""
    forms = dict(used)
    name = _name(text, entity, forms)
    for mention in entity.mentions:
        named = mention.category != "role" and entity.known
        forms.setdefault(text.span(mention.first, mention.last), "name" if named else "description")
    state = states.of(entity, name if entity.known else _name(text, entity, {}))
    fields = ("role", entity.role), ("country", state and state[1]), ("part_of", whole and whole[1])
    evidence = tuple(Evidence(field, *text.span(*words)) for field, words in fields if words)
    role = text.string[slice(*text.span(*entity.role))] if entity.role else None
    spans = tuple(Mention(*span, form) for span, form in sorted(forms.items()))
    code, part_of = state and state[0], whole and whole[0]
    return Actor(entity.actor_id, name, entity.kind, role, code, part_of, spans, evidence)


def _whole(entities: Entities, entity: Entity, rows: Mapping[int, Forms]) -> tuple[str, TokenSpan] | None:
    """The id of what the actor is a part of, and the words that say so ("au sein du ministère")."""
    for mention in entity.mentions:
        if mention.within >= 0:
            k = bisect_left(entities.firsts, mention.within)
            other = entities.mentions[k] if k < len(entities.mentions) else None
            number = entities.actors[k] if other and other.first - mention.within < _NEAR else -1
            if other and number in rows and number != entity.number:
                return entities.of[number].actor_id, TokenSpan(mention.within, other.last)
    return None


def _name(text: Text, entity: Entity, forms: Mapping[Span, str]) -> str:
    """The fullest form: the longest of its names, or of the descriptions that records rest on."""
    mention = max(entity.mentions, key=lambda one: (one.last - one.first, -one.first))
    start, end = text.span(mention.first, mention.last)
    if not entity.known:
        spans = [span for span, form in forms.items() if form == "description"]
        start, end = max([(start, end), *spans], key=lambda span: (span[1] - span[0], -span[0]))
    return text.string[start:end]
