"""The parties of every decision of an article: what its mentions say, then what the rest of the article adds."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.draft import Draft
from greffier.extraction.decisions.parties import (
    counsel,
    hearing,
    judges,
    makers,
    mentioned,
    prosecution,
    requests,
    suits,
)
from greffier.extraction.decisions.parties.article import Article, Claim, Held
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.decisions.vocabulary import forms
from greffier.extraction.lexicon import verbs
from greffier.extraction.rules import active
from greffier.extraction.syntax.text import Text
from greffier.model import Party

FINDERS = {
    "counsel": counsel.counsel_of,
    "prosecution": prosecution.prosecutor,
    "complaint": requests.complainant,
    "seized": requests.seizer,
    "sued": requests.suer,
    "civil": requests.civil_party,
    "brought": suits.brought,
    "carried": suits.carried,
    "asked": suits.asked,
    "forced": suits.forced,
    "defended": counsel.defended,
    "pleading": counsel.pleading,
    "presided": judges.presided,
    "presiding": judges.presiding,
    "counted": judges.counted,
    "demand": prosecution.accused,
    "demanding": prosecution.demanding,
}

# what is asked once, when all words have been
LAST = {"party-lone-judge": judges.lone_judge, "party-maker": makers.makers, "party-hearing": hearing.shared}
# the verbs that can name a party, by their lemma or their class
_VERBS = {"demand": "requérir", "demanding": "requérir", "carried": "porter", "presided": "présider"}
_CLASSES = {
    "sued": ("sues",),
    "asked": ("asks_court",),
    "forced": ("forces",),
    "defended": ("acts_for",),
    "pleading": ("pleads", "takes_on"),
}


def parties(text: Text, bench: Bench, drafts: Sequence[Draft]) -> list[tuple[Party, ...]]:
    """The parties of each draft, with the words that show their part; an actor has one, the first in the text."""
    article = Article(text, bench, tuple(drafts), tuple(one.main.trigger for one in drafts))
    held: Held = tuple({} for _ in drafts)
    for n, one in enumerate(drafts):
        _add(article, held, mentioned.parts(text, bench, n, one))
    if drafts:
        used = {kind: find for kind, find in FINDERS.items() if active(f"party-{kind}")}
        for k, kind in _places(text):
            if kind in used:
                _add(article, held, used[kind](article, held, k))
        for rule, find in LAST.items():
            _add(article, held, list(find(article, held)) if active(rule) else ())
    rows = []
    for parts in held:
        named = _named(text, parts)
        spans = [Party(part.actor, part.role, *text.span(*part.words)) for part in named]
        rows.append(tuple(sorted(spans, key=lambda p: (p.start, p.end, p.actor_id, p.role))))
    return rows


def _add(article: Article, held: Held, claims: Iterable[Claim]) -> None:
    for n, part in claims:
        if part.role and part.actor != article.drafts[n].court_id():
            held[n].setdefault(part.actor, part)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """The words that can name a party elsewhere in an article, each with what it can be."""
    found: dict[str, tuple[str, ...]] = {}
    verbal = {kind: frozenset((lemma,)) for kind, lemma in _VERBS.items()}
    verbal |= {kind: frozenset().union(*map(forms, classes)) for kind, classes in _CLASSES.items()}
    for form, readings in verbs().items():
        lemmas = {reading.lemma for reading in readings}
        found[form] = tuple(kind for kind, meant in verbal.items() if lemmas & meant)
    for kind in ("demand", "civil", "counted", "presiding", "seized", "complaint", "prosecution", "counsel"):
        for form in forms(kind):
            found[form] = (*found.get(form, ()), kind)
    for form in forms("suit"):
        found[form] = (*found.get(form, ()), "brought")
    return {form: kinds for form, kinds in found.items() if kinds}


@cache
def _triggers() -> frozenset[str]:
    return frozenset(_words())


def _places(text: Text) -> list[tuple[int, str]]:
    """The tokens that can name a party; a prosecutor counts in a paragraph with a demand."""
    kinds = _words()
    places = [(k, kind) for k in text.places(_triggers()) for kind in kinds[text.lows[k]]]
    firsts = [first for first, _ in text.paragraphs]
    demanding = {bisect_right(firsts, k) for k, kind in places if kind == "demand"}
    return [(k, kind) for k, kind in places if kind != "prosecution" or bisect_right(firsts, k) in demanding]


def _named(text: Text, parts: dict[str, Part]) -> list[Part]:
    """The parts without whom a heading only describes where the text names somebody with the same part."""
    named = {part.role for part in parts.values() if "." not in part.actor}
    return [
        part
        for part in parts.values()
        if not ("." in part.actor and text.sentence(part.words.first) == 0 and part.role in named)
    ]
