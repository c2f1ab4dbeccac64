""" "explique pourquoi A": the clause that a question word opens."""

from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.syntax.text import Text


def indirect_question(text: Text, verb: Reporting) -> Found | None:
    """The clause that "comment", "pourquoi" or "si" opens."""
    g, limit = verb.group, verb.limit
    k = g.last
    if not verb.frames & {"comment", "ade"} or k >= limit:
        return None
    if text.lows[k] in ("comment", "pourquoi", "combien"):
        start = k
    elif text.lows[k] == "si" or text.lows[k] == "s'" and k + 1 < limit and text.lows[k + 1] in ("il", "ils"):
        start = k + 1
    else:
        return None
    return start, clause_end(text, start, limit, g, verb.inner), None


RULE: Rule = Rule(
    "indirect-question",
    "A verb of explaining or asking governs a clause that pourquoi, comment, combien or si opens.",
    ("<@speaker> <@tense:expliquer> <pourquoi|comment> le dossier avait été classé.",),
    ("<@speaker> <@tense:expliquer> le classement.",),
    indirect_question,
)
