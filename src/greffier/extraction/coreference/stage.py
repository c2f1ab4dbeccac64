"""From mentions to entities: names, then what shortens them, then bodies, then descriptions."""

from greffier.extraction.coreference import brackets, institutions, short_names
from greffier.extraction.coreference.acting import names_actor
from greffier.extraction.coreference.answers import Answers
from greffier.extraction.coreference.entities import Entities
from greffier.extraction.coreference.ids import ids
from greffier.extraction.coreference.names import Clusters
from greffier.extraction.coreference.options import Choice, likeliest
from greffier.extraction.coreference.pronouns import Pronouns
from greffier.extraction.coreference.resolution import resolve
from greffier.extraction.mentions.mention import Mentions
from greffier.extraction.syntax.text import Text


def find(
    text: Text, mentions: Mentions, article_id: str, spoken: frozenset[int] = frozenset(), choice: Choice = likeliest
) -> Entities:
    """The entities of the mentions of an article.

    `spoken` are the tokens of the words for speakers: who speaks is likelier to be taken up. `choice` says which of
    the options is meant; by default the one whose learned weights are highest.
    """
    clusters = Clusters(text, mentions.found)
    brackets.gather(clusters)
    short_names.gather(clusters)
    brackets.other_names(clusters)
    institutions.gather(clusters)
    institutions.acronyms(clusters)
    clusters.describe()
    named = clusters.of
    acting = frozenset(one.number for one in named if names_actor(text, one))
    spoken = spoken - mentions.signed
    resolve(clusters, acting, spoken, choice)
    made = ids(text, article_id, clusters.of)
    of = tuple(
        one.entity(made[one.number], one.number in acting or not one.known and names_actor(text, one))
        for one in clusters.of
    )
    known, actors = tuple(clusters.mentions), tuple(clusters.actors)
    pronouns = Pronouns(text, known, actors, of, spoken, mentions.signed)
    numbers = {one.actor_id: one.number for one in of if one.actor_id}
    answers = Answers(text, known, actors, of, pronouns, choice)
    return Entities(known, tuple(mention.first for mention in known), actors, of, numbers, answers)
