"""Names that shorten another: surnames alone, first names, acronyms; and names that nothing else mentions."""

from greffier.extraction.coreference.entity import Cluster
from greffier.extraction.coreference.names import Clusters
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.rules import active


def gather(clusters: Clusters) -> None:
    """Surnames alone, short names, acronyms."""
    for mention in clusters.mentions:
        actor = clusters.actors[mention.number]
        if actor >= 0:
            clusters.of[actor].seen = mention.first
        elif mention.category in ("person", "word"):
            number = _shortened(clusters, mention) if active("short-name") else None
            if number is not None:
                clusters.join(mention, clusters.of[number])
                clusters.of[number].seen = mention.first
            elif mention.category == "person":
                entity = clusters.create(mention)
                entity.seen = mention.first
                clusters.surnames.setdefault(clusters.words(mention), {})[entity.number] = None
            elif mention.key != "?":
                _unknown(clusters, mention)


def _shortened(clusters: Clusters, mention: Mention) -> int | None:
    """The entity whose name the mention shortens."""
    words = clusters.words(mention)
    if mention.category == "word" and words in clusters.bodies:
        return clusters.bodies[words]
    if words in clusters.persons:
        return clusters.persons[words]
    near = clusters.surnames.get(words, {})
    if near and mention.plural:
        return _family(clusters, mention, words)
    fits = [n for n in near if _agree(mention, clusters.of[n])]
    if fits:
        return max(fits, key=lambda n: (clusters.of[n].seen, -n)) if len(fits) > 1 else fits[0]
    if mention.last - mention.first == 1 and mention.entry is None and words in clusters.given:
        return clusters.given[words]  # "sa femme, Rachel": by her first name
    if mention.category != "word" or mention.last - mention.first > 2:
        return None
    if clusters.text.words[mention.first].isupper() and words in clusters.initials:
        return clusters.initials[words]
    heads = [
        n
        for n in clusters.heads.get(words, ())
        if clusters.of[n].mentions and clusters.of[n].mentions[0].category == "name"
    ]
    return heads[0] if heads else None


def _family(clusters: Clusters, mention: Mention, words: str) -> int:
    """The people of one surname: "les Morvan" are the "famille Morvan", and none of them alone."""
    key = f"famille {words}"
    if key not in clusters.bodies:
        family = Cluster(len(clusters.of), mention)
        family.kind, family.plural = "group", True
        clusters.of.append(family)
        clusters.bodies[key] = family.number
    return clusters.bodies[key]


def _agree(mention: Mention, entity: Cluster) -> bool:
    return not (mention.gender in ("m", "f") and entity.gender in ("m", "f") and mention.gender != entity.gender)


def _unknown(clusters: Clusters, mention: Mention) -> None:
    """A capitalised name of unknown kind: an actor where it acts."""
    entity = clusters.create(mention)
    clusters.bodies[clusters.words(mention)] = entity.number
    word = clusters.text.words[mention.first]
    article = mention.np < mention.first
    alone = mention.last - mention.first == 1
    business = article or word.isalpha() and not word[1:].islower() and len(word) > 2  # "BigTech"
    entity.kind = "organization" if word.isupper() and alone else "company" if business else "person"
    entity.gender = mention.gender or clusters.first_names.get(clusters.words(mention), "")
