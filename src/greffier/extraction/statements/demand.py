""" "a requis deux ans": what the prosecution or a party asks the court for."""

from greffier.extraction.lexicon import DETERMINER, MARK, NUMBER
from greffier.extraction.rules import Rule
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.statements.phrase_boundaries import phrase_content_end
from greffier.extraction.syntax.text import Text


def demand(text: Text, verb: Reporting) -> Found | None:
    """What a prosecutor or a party asks the court for."""
    g = verb.group
    if "object" not in verb.frames or g.passive or g.tense == "prp" or g.last >= verb.limit:
        return None
    bits = text.bits[g.last]
    counted = bits & (NUMBER | MARK) or text.words[g.last][0].isdigit()
    if counted or bits & DETERMINER and g.form.lemma in ("requérir", "solliciter"):
        return g.last, phrase_content_end(text, g.last, verb.limit), None
    return None


RULE: Rule = Rule(
    "demand",
    "What the prosecution or a party asks of the court is the object of requérir, réclamer or demander.",
    ("<La procureure|Le parquet|Le procureur> <@tense:requérir> <cinq|trois|dix|12> ans de prison ferme.",),
    ("<Cinq|Trois|Dix> ans de prison <ont été|avaient été> requis.",),
    demand,
)
