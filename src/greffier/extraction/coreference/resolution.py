"""Whom descriptions stand for: each resolved once, in the order of the text, with what was read before it."""

from bisect import bisect_left

from greffier.extraction.coreference.descriptions import Descriptions
from greffier.extraction.coreference.entity import Cluster
from greffier.extraction.coreference.fields import fields
from greffier.extraction.coreference.names import Clusters
from greffier.extraction.coreference.options import Choice
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.rules import active
from greffier.extraction.syntax.tokens import TokenSpan

_POSSESSIVE = frozenset("son sa ses leur leurs notre nos mon ma mes".split())
_SOON = 2  # sentences after an indefinite description in which its name is given
_ANYBODY = frozenset(("human", "accused", "victim"))  # fields that anybody can belong to


def resolve(clusters: Clusters, acting: frozenset[int], spoken: frozenset[int], choice: Choice) -> None:
    """Count every description to the cluster of whom it refers to, or to one of its own.

    `acting` are the clusters that the text names as actors, by number; `spoken` the tokens of the words for speakers:
    who speaks is likelier to be taken up. `choice` says which of the options is meant.
    """
    resolution = _Resolution(clusters, acting, spoken, choice)
    for mention in clusters.mentions:
        if clusters.actors[mention.number] < 0 and mention.category in ("role", "body"):
            if mention.name_of < 0:
                resolution.resolve(mention)
            elif clusters.actors[mention.name_of] >= 0:
                number = clusters.actors[mention.number] = clusters.actors[mention.name_of]
                clusters.of[number].roles.add(mention.key)
    resolution.name_titled()


class _Resolution:
    """What is known while descriptions are resolved: who is described in which words, and who is named beside one."""

    def __init__(self, clusters: Clusters, acting: frozenset[int], spoken: frozenset[int], choice: Choice) -> None:
        self.text = clusters.text
        self.clusters = clusters
        self.choice = choice
        self._descriptions = Descriptions(clusters, acting, spoken)
        self._repeated: dict[str, Cluster] = {}
        self._taken_up = self._named_beside()

    def name_titled(self) -> None:
        """Give what the title alone describes to the only one who is named with that role: "L'ancien maire jugé"."""
        clusters = self.clusters
        last = bisect_left(clusters.mentions, self._descriptions.title, key=lambda mention: mention.first)
        for mention in clusters.mentions[:last]:
            number = clusters.actors[mention.number]
            entity = clusters.of[number] if number >= 0 else None
            if entity is None or entity.known or mention.category != "role" or mention.plural:
                continue
            if any(one.first >= self._descriptions.title for one in entity.mentions):
                continue
            named = [one for one in clusters.of if one.known and mention.key in one.roles and one.mentions]
            if len(named) == 1 and {named[0].gender, mention.gender} != {"m", "f"}:
                entity.mentions.clear()
                clusters.actors[mention.number] = named[0].number

    def _named_beside(self) -> dict[str, set[int]]:
        """The persons named beside a definite description, by its noun: "le jeune homme, Jan H."."""
        found: dict[str, set[int]] = {}
        for mention in self.clusters.mentions:
            actor = self.clusters.actors[mention.number]
            if actor < 0 or mention.name_of < 0 or mention.definiteness != "definite":
                continue
            name = self.clusters.mentions[mention.name_of]
            if mention.first < name.first and self.text.lows[mention.np] not in _POSSESSIVE:
                found.setdefault(mention.key, set()).add(actor)
        return found

    def resolve(self, mention: Mention) -> None:
        """Say whom a description means: somebody named or described before, or one of its own."""
        if mention.category == "body" and (mention.entry is None or mention.entry.use in ("justice", "state")):
            return
        words = " ".join(self.text.lows[mention.first : mention.np_last])
        found = self._indefinite(mention, words) if mention.definiteness == "indefinite" else self._definite(mention)
        if found is None:
            if mention.last != mention.np_last:
                mention = self.clusters.change(mention._replace(last=mention.np_last))
            found = self.clusters.create(mention)
            found.known = False
            found.roles.add(mention.key)
            found.role = TokenSpan(mention.first, mention.np_last) if mention.category == "role" else None
            self._repeated.setdefault(words, found)
        elif found.known and mention.kind == "court":
            self.clusters.join(mention, found)  # "le tribunal": the court by a shorter name
        else:
            self.clusters.actors[mention.number] = found.number
            found.office = found.office or mention.office and found.kind == "person"
        found.descriptions.add(tuple(self.text.lows[mention.first : mention.np_last]))
        if not found.known and found.mentions[-1] is not mention:
            found.mentions.append(mention)
            found.roles.add(mention.key)

    def _definite(self, mention: Mention) -> Cluster | None:
        """Whom a definite description takes up, or None."""
        if not active("description"):
            return None
        words = TokenSpan(mention.first, mention.np_last)
        meant = self.choice("descriptions", words, self._descriptions.options(mention.number)).entity
        return self.clusters.of[meant.number] if meant else None

    def _indefinite(self, mention: Mention, words: str) -> Cluster | None:
        """Whom an indefinite description means: the same words again, or in the title who is named in the text."""
        if words in self._repeated or mention.kind != "person" or mention.category != "role":
            return self._repeated.get(words)
        named = [
            entity
            for entity in self.clusters.of
            if mention.key in entity.roles and entity.mentions and entity.mentions[0].first > mention.first
        ]
        if mention.first >= self._descriptions.title:
            named = [entity for entity in named if entity.number in self._taken_up.get(mention.key, ())]
        named = named or self._named_soon(mention)
        fits = [entity for entity in named if {entity.gender, mention.gender} != {"m", "f"}]
        return fits[0] if len(fits) == 1 else None

    def _named_soon(self, mention: Mention) -> list[Cluster]:
        """Who is named close after under a wide noun of the field: "Un juge … Le magistrat, Jan Hus, …".

        Not "Un avocat … Le bâtonnier, Jan Hus, …": who has a post of his own in the field is somebody else.
        """
        own = fields(mention.key).keys() - _ANYBODY
        soon = []
        for key, numbers in self._taken_up.items():
            wide = {field for field, general in fields(key).items() if general}
            for number in numbers if own & wide else ():
                entity = self.clusters.of[number]
                away = self.text.sentence(entity.mentions[0].first) - self.text.sentence(mention.first)
                if entity.mentions[0].first > mention.first and away <= _SOON:
                    soon.append(entity)
        return soon
