""" "plaide coupable de trois meurtres": what a defendant pleads."""

from greffier.extraction.rules import Rule
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.statements.phrase_boundaries import phrase_content_end
from greffier.extraction.syntax.adverbials import places_after
from greffier.extraction.syntax.text import Text


def plea(text: Text, verb: Reporting) -> Found | None:
    """ "coupable" or "non coupable" after plaider, with of what."""
    if "plea" not in verb.frames or verb.group.passive:
        return None
    for k in places_after(text, verb.group.last, verb.limit):
        guilty = k + 1 if text.lows[k : k + 1] == ["non"] else k
        if text.lows[guilty : guilty + 1] in (["coupable"], ["coupables"]):
            of_what = text.lows[guilty + 1] in _OF if guilty + 1 < verb.limit else False
            return (k, phrase_content_end(text, k, verb.limit), None) if of_what else None
    return None


_OF = frozenset(("de", "d'", "du", "des", "à", "aux"))

RULE: Rule = Rule(
    "plea",
    "Plaider coupable or non coupable, with of what, is what the defendant says of the charge.",
    ("<@man> <@tense:plaider> <coupable|non coupable> <de trois meurtres|du vol>.",),
    ("L'avocat <@tense:plaider> devant la cour.", "<@man> <@tense:plaider> coupable <en Floride|au printemps>."),
    plea,
)
