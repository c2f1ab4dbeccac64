"""Names in brackets after a name, and second names that "alias" or "appelé" gives."""

from greffier.extraction.coreference.names import Clusters
from greffier.extraction.lexicon import ADVERB, AVOIR, BRACKET, CAPITAL, COMMA, DASH, ETRE, PARTICIPLE, classed, verbs
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.rules import active
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_ALIAS = classed("alias")
# what gives another name: "appelée Dupinco", "sous le pseudonyme Luz"
_CALLS = classed("calls")
_UNDER = (("sous", "le", "pseudonyme"), ("sous", "le", "nom"), ("sous", "le", "surnom"), ("sous", "l'", "appellation"))
_LEADING = COMMA | DASH | BRACKET | CAPITAL | ADVERB | AVOIR | ETRE | PARTICIPLE
_SO = classed("known_as")
_FAR = 12  # tokens between a name and another that it is given


def gather(clusters: Clusters) -> None:
    """Join an acronym, a further name or the full one to the name before it; a party becomes a person's role."""
    for before, mention in zip(clusters.mentions, clusters.mentions[1:], strict=False):
        if before.category == "person" and mention.category in ("person", "word"):
            if _another_name(clusters, before.last, mention) and active("alias"):
                clusters.alias(before, mention)
                continue
        if not _in_brackets(clusters, before, mention) or not active("name-in-brackets"):
            continue
        if before.category == "person":
            if mention.kind == "organization" and clusters.actors[before.number] >= 0 and active("role-party"):
                person = clusters.of[clusters.actors[before.number]]
                person.role = person.role or TokenSpan(mention.first, mention.last)
        elif before.category == mention.category == "state":
            _one_state(clusters, before, mention)
        elif before.category not in ("role", "state") and mention.category not in ("role", "person"):
            acronym = mention.last - mention.first == 1 and _shortens(clusters, mention, before)
            if acronym and before.last - before.first > 2:
                # what else has the acronym says nothing of this one
                mention = clusters.change(mention._replace(entry=None))
            if acronym or before.last - before.first == 1:
                clusters.alias(before, mention)


def other_names(clusters: Clusters) -> None:
    """Join names that are given as another's: "la firme Dupin Consulting, plus couramment appelée Dupinco"."""
    before = None
    for mention in clusters.mentions:
        number = clusters.actors[mention.number]
        if number < 0 or mention.category not in ("person", "word", "name"):
            continue
        own = clusters.actors[before.number] if before else number
        if before and own != number and _called(clusters, before.last, mention) and active("called"):
            kinds = {clusters.of[one].kind for one in (own, number)}
            if len(kinds) == 1 or "person" not in kinds or mention.category == "word":
                clusters.alias(before, mention)
        if clusters.of[clusters.actors[mention.number]].kind:
            before = mention


def _called(clusters: Clusters, k: int, mention: Mention) -> bool:
    """Whether the name before is said to be called so too: "Ana Ruiz, connue sous le nom de Luz Vega"."""
    text, first = clusters.text, mention.np
    if not k < first <= k + _FAR or text.sentence(k) != text.sentence(first):
        return False
    first -= text.lows[first - 1] in ("de", "d'")
    lead = 1 if _is_called(text, first - 1) else 3 if tuple(text.lows[first - 3 : first]) in _UNDER else 0
    # nobody else comes between: in "Ana a vu sa fille appelée Luz" it is not Ana who is called so
    return lead > 0 and all(text.bits[j] & _LEADING or text.lows[j] in _SO for j in range(k, first - lead))


def _is_called(text: Text, k: int) -> bool:
    return any(r.tense == "pp" and r.lemma in _CALLS for r in verbs().get(text.lows[k], ()))


def _in_brackets(clusters: Clusters, before: Mention, mention: Mention) -> bool:
    """Whether a mention is all in brackets right after another."""
    words, k = clusters.text.words, before.last
    if mention.first < k + 1 or mention.np - k > 2 or k >= len(words) or words[k] not in "([":
        return False
    return mention.last < len(words) and words[mention.last] in ")]"


def _one_state(clusters: Clusters, before: Mention, mention: Mention) -> None:
    """Let two names of states find one entity."""
    number = clusters.bodies.setdefault(before.key, clusters.bodies.get(mention.key, -1))
    if number < 0:
        number = clusters.bodies[before.key] = clusters.create(before).number
    clusters.bodies[mention.key] = number


def _another_name(clusters: Clusters, k: int, mention: Mention) -> bool:
    """Whether a person's second name is given: "Ana Ruiz, alias « Luz Vega »"."""
    lows = clusters.text.lows
    return k < mention.first <= k + 3 and any(low in _ALIAS for low in lows[k : mention.first])


def _shortens(clusters: Clusters, mention: Mention, before: Mention) -> bool:
    """Whether a word in brackets is a short form: an acronym not known as another's, or one that begins alike."""
    word = clusters.text.words[mention.first]
    alike = word[0].isupper() and word[0] == clusters.text.words[before.first][0].upper()
    # "l'Autorité des poursuites (NPA)": in brackets after a long name an acronym is its own, whoever else has it
    long = before.last - before.first > 2 and word.isupper() and len(word) > 2
    return alike or long or mention.entry is None and word[:2].isupper()
