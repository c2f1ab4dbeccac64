"""Which institutions and states are the same actor: full names first, then the bare noun, then acronyms."""

from greffier.extraction.coreference import acting
from greffier.extraction.coreference.names import PLAIN, Clusters
from greffier.extraction.coreference.states import of_state
from greffier.extraction.lexicon import CAPITAL
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.rules import active


def gather(clusters: Clusters) -> None:
    """Courts, authorities and the like by their common noun; then the bare noun, after the full names."""
    bare = []
    vague = []
    for mention in clusters.mentions:
        if clusters.actors[mention.number] >= 0 or mention.name_of >= 0 or mention.category not in ("body", "state"):
            continue
        size = mention.last - mention.first
        if mention.category == "state":
            _merge(clusters, mention, mention.key)
        elif not mention.code and mention.kind == "court" and size > 1:
            vague.append(mention)
        elif mention.entry and size == len(mention.entry.lows) == 1:
            bare.append(mention)
        else:
            _named(clusters, mention)
    # the fullest first, so that a headline's short form finds it
    for mention in sorted(vague, key=lambda mention: mention.first - mention.last):
        number = _fuller(clusters, mention) if active("shorter-court") else None
        if number is not None:
            clusters.join(mention, clusters.of[number])
        elif mention.definiteness != "superlative":
            _merge(clusters, mention, clusters.words(mention))
    _gather_bare(clusters, bare)


def _named(clusters: Clusters, mention: Mention) -> None:
    """A body by more than its noun: one that was so called before, else one of its own where it is an actor."""
    words = clusters.words(mention)
    if words in clusters.bodies:
        same = clusters.bodies[words]
        clusters.join(mention, clusters.of[same])
        clusters.index(same, clusters.words(mention))
        return
    official = mention.definiteness != "superlative" and mention.kind in ("court", "public_body")
    if official or acting.is_actor(clusters.text, mention):
        _merge(clusters, mention, words)


def _gather_bare(clusters: Clusters, bare: list[Mention]) -> None:
    """The bare nouns in the order of the text, each with what was met before it.

    Which court "le tribunal" or "la Cour" is, where several are named, is weighed like any description.
    """
    waiting = {
        mention.first: mention
        for mention in bare
        if mention.kind == "public_body"
        or mention.kind == "court"
        and (mention.definiteness != "definite" or _justice(mention))
    }
    for mention in clusters.mentions:
        if clusters.actors[mention.number] >= 0:
            clusters.of[clusters.actors[mention.number]].seen = -1
    for mention in clusters.mentions:
        if clusters.actors[mention.number] >= 0:
            clusters.of[clusters.actors[mention.number]].seen = mention.first
        elif mention.first in waiting and mention.definiteness != "superlative":
            _bare(clusters, mention)


def _justice(mention: Mention) -> bool:
    """Whether a mention is of the judiciary as a whole."""
    return mention.entry is not None and mention.entry.use == "justice"


def _bare(clusters: Clusters, mention: Mention) -> None:
    """ "le tribunal", "la police": the one of that noun that was named, else one of its own."""
    assert mention.entry
    if _justice(mention) and not acting.is_judiciary(clusters.text, mention):
        return
    heads = clusters.heads.get(mention.entry.lows[0].translate(PLAIN), ())[-12:]
    # "le Conseil" is the Conseil d'Etat too, which is a court
    kinds = {mention.kind, "court"} if mention.entry.use == "named" else {mention.kind}
    fits = [n for n in heads if clusters.of[n].kind in kinds and clusters.of[n].mentions]
    if mention.entry.use == "named" and clusters.text.sentence(mention.first):
        # "l'autorité" is none that is only named later
        fits = [n for n in fits if clusters.of[n].seen >= 0]
    if (
        fits
        and active("bare-noun")
        and mention.definiteness in ("definite", "")
        and not (mention.definiteness == "" and clusters.text.bits[mention.first] & CAPITAL == 0)
    ):
        best = max(fits, key=lambda n: (_alike(clusters, mention, n), clusters.of[n].seen, -n))
        clusters.join(mention, clusters.of[best])
    elif acting.is_actor(clusters.text, mention):
        _merge(clusters, mention, clusters.words(mention))


def _alike(clusters: Clusters, mention: Mention, number: int) -> int:
    """How well the writing of "la Cour" fits a court: a capital is for one so written, and mentioned more than once."""
    text = clusters.text
    named = clusters.of[number].mentions
    if not text.bits[mention.first] & CAPITAL or text.words[mention.first].isupper() and len(mention.key) > 1:
        return 0
    often = sum(other.first < mention.first for other in named[:8]) > 1
    return int(bool(text.bits[named[0].first] & CAPITAL)) + often


def _fuller(clusters: Clusters, mention: Mention) -> int | None:
    """The institution whose name begins with the mention's words: "cour d'assises" for "cour d'assises de Metz"."""
    if mention.code or mention.category != "body" or mention.definiteness == "indefinite" or not mention.entry:
        return None
    words = clusters.words(mention) + " "
    for number in clusters.heads.get(mention.entry.lows[0].translate(PLAIN), ())[-12:]:
        if any(words in clusters.words(u) + " " for u in clusters.of[number].mentions[:1]):
            return number
    return None


def _merge(clusters: Clusters, mention: Mention, key: str) -> None:
    """Count a mention to the cluster of that key, or of its noun and state; else it begins one."""
    number = clusters.bodies.get(key)
    stated = of_state(clusters.text, mention) if active("of-state") else ""
    if number is None and stated:
        number = clusters.bodies.get(stated)
    plain = acting.without_demonym(clusters.text, mention, key)
    if number is None and plain:
        other = clusters.bodies.get(plain)
        if other is not None and clusters.of[other].code in ("", mention.code):
            number = other
    if number is None:
        entity = clusters.create(mention)
        clusters.bodies[key] = number = entity.number
        if stated:
            clusters.bodies.setdefault(stated, number)
        if plain:
            clusters.bodies.setdefault(plain, number)
        if mention.category != "state":
            clusters.index(number, key)
    else:
        clusters.join(mention, clusters.of[number])


def acronyms(clusters: Clusters) -> None:
    """Known acronyms whose full name is elsewhere in the text, without brackets."""
    for entity in list(clusters.of) if active("acronym") else ():
        mention = entity.mentions[0] if entity.mentions else None
        if mention is None or mention.category != "name" or mention.last - mention.first != 1:
            continue
        number = clusters.initials.get(clusters.words(mention), entity.number)
        if number != entity.number and clusters.text.words[mention.first].isupper() and clusters.of[number].mentions:
            clusters.alias(clusters.of[number].mentions[0], mention)
