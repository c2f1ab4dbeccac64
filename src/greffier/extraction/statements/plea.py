""" "plaide coupable de trois meurtres": what a defendant pleads."""

from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import phrase_content_end
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.syntax.adverbials import places_after
from greffier.extraction.syntax.text import Text


def plea(text: Text, verb: Reporting) -> Found | None:
    """ "coupable" or "non coupable" after plaider, with of what."""
    if "plea" not in verb.frames or verb.group.passive:
        return None
    for k in places_after(text, verb.group.last, verb.limit):
        if text.lows[k : k + 1] in (["coupable"], ["coupables"]) or text.lows[k : k + 2] in _NOT_GUILTY:
            return k, phrase_content_end(text, k, verb.limit), None
    return None


_NOT_GUILTY = (["non", "coupable"], ["non", "coupables"])

RULE = Rule(
    "plea",
    "Plaider coupable or non coupable tells what the defendant says of the charge.",
    ("<@man> <@tense:plaider> <coupable|non coupable> <de trois meurtres|du vol>.",),
    ("L'avocat <@tense:plaider> devant la cour.",),
    plea,
)
