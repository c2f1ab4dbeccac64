""" "annonce l'ouverture d'une enquête": a noun phrase for what happens or is so."""

from greffier.extraction.lexicon import ADVERB, COMMA, DETERMINER, MARK, NUMBER, PREPOSITION, STOP, TIME, TONIC
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import phrase_content_end
from greffier.extraction.statements.content import skip_quote
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.statements.speakers import EVENT_ENDINGS, nouns
from greffier.extraction.syntax.text import Text


def nominal(text: Text, verb: Reporting) -> Found | None:
    """A noun phrase that says what happens or is so, and could be a que-clause."""
    g, limit = verb.group, verb.limit
    if "np" not in verb.frames or g.passive:
        return None
    k = g.last
    if k + 2 < limit and text.bits[k] & COMMA and text.bits[k + 1] & TONIC and text.bits[k + 2] & COMMA:
        k += 3  # "dénonce, elle, une"
    while (
        k < limit
        and k - g.last < 8
        and (
            text.bits[k] & (ADVERB | TIME)
            and not text.bits[k] & DETERMINER
            or text.bits[k] & DETERMINER
            and k + 1 < limit
            and text.bits[k + 1] & TIME
        )
    ):
        k += 1
    if k >= limit or not text.bits[k] & DETERMINER or text.bits[k] & PREPOSITION or text.lows[k] in _VAGUE:
        return None
    end = phrase_content_end(text, k, limit)
    if k + 1 < limit and text.bits[k + 1] & MARK:
        after = skip_quote(text, k + 1)
        if after - k > 4 and after >= end:
            return None
    whole = text.lows[k] in ("toute", "tout", "aucune", "aucun")
    if verb.act == "deny" and not whole:
        return None
    for j in range(k + 1, min(k + 5, end)):
        low = text.lows[j]
        if (
            text.bits[j] & MARK
            or text.bits[j] & (ADVERB | NUMBER)
            or low in ("premier", "première", "certain", "possible")
        ):
            continue
        kind = nouns().get(low)
        ahead = text.bits[j + 1] if j + 1 < limit else STOP
        if kind == "thing":
            return None
        says = (
            kind == "event" or verb.act == "ask" and bool(ahead & PREPOSITION) or low.endswith(EVENT_ENDINGS) or whole
        )
        # the noun needs what it is about: "annonce la libération des otages", "annonce sa démission"
        complete = (
            ahead & (PREPOSITION | MARK)
            or text.lows[k] in ("sa", "son", "leur", "ses", "leurs")
            or whole
            or end - j > 2
        )
        if says and complete:
            if text.bits[k] & MARK:
                return None
            return k, end, None
        if not (low.endswith(("e", "s", "al", "el", "f", "eux", "ble", "ant", "au")) and ahead and j <= k + 3) or kind:
            return None
    return None


_VAGUE = frozenset("ces cette cet ce celui celle ceux celles leurs".split())

RULE = Rule(
    "nominal",
    "A noun phrase for what happens or is so, after a verb that could take a clause, says what that clause would.",
    (
        "Le parquet <@tense:annoncer> <|jeudi |mardi >l'ouverture d'une enquête <préliminaire|judiciaire>.",
        "Les syndicats <@tenses:dénoncer> <une atteinte à|la violation de|une remise en cause de> la liberté.",
    ),
    (
        "Le parquet <@tense:annoncer> un document.",
        "Les élus <@tenses:critiquer> le <maire|préfet>.",
    ),
    nominal,
)
