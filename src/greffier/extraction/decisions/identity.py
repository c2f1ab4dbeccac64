"""Whether two drafts are of one decision: nothing that both say differs."""

from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.draft import Draft, figures
from greffier.extraction.decisions.mention import DecisionMention
from greffier.extraction.decisions.vocabulary import forms
from greffier.extraction.lexicon import CLITIC, DETERMINER, NUMBER, SUBJECT
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_YEAR = len("2014")  # a day of which the year is all that is known
_PLUPERFECT = ("avait", "avaient")  # of an earlier decision


def same_decision(text: Text, bench: Bench, a: Draft, b: Draft) -> bool:
    """Whether the later draft `b` can be of the decision that `a` mentions."""
    if not (a.outcome == b.outcome or _one_judgment(text, a, b)) or a.mentions[-1].trigger == b.main.trigger:
        return False
    return (
        _patients_agree(text, bench, a, b)
        and _unnamed_fits(text, a, b)
        and _same_time(text, a, b)
        and _courts_agree(a, b)
        and _sanctions_agree(text, a, b)
        and not (a.claimants() and b.claimants() and not a.claimants() & b.claimants())
    )


def is_earlier(text: Text, mention: DecisionMention) -> bool:
    """Whether a mention is in the pluperfect: "avait été suspendu"."""
    return any(text.lows[k] in _PLUPERFECT for k in range(max(mention.first, mention.trigger - 6), mention.trigger))


def is_another(text: Text, mention: DecisionMention) -> bool:
    """Whether "déjà" says that a decision came before the one that the article is about."""
    opens = text.sentences[text.sentence(mention.trigger)].first  # "En 2013 déjà, la cour avait annulé"
    near = text.lows[max(mention.first, mention.trigger - 4) : mention.trigger]
    return "déjà" in near or "déjà" in text.lows[opens : min(opens + 4, mention.trigger)]


def _patients_agree(text: Text, bench: Bench, a: Draft, b: Draft) -> bool:
    """Whether both fall on the same people, or one of them says too little of whom."""
    if not a.patients or not b.patients or a.falls_on() & b.falls_on():
        return True
    return _only_described(text, a) or _only_described(text, b) or is_stray(text, bench, b, a)


def _same_time(text: Text, a: Draft, b: Draft) -> bool:
    """Whether days do not differ, nor tenses where nothing else links the two."""
    linked = a.patients or b.patients or a.deciders() & b.deciders()
    if not linked and is_earlier(text, a.main) != is_earlier(text, b.main):
        return False
    if is_another(text, b.main):
        return False
    long_ago = b.decided and len(b.decided) == _YEAR and not a.decided
    if long_ago and is_earlier(text, b.main) and not is_earlier(text, a.main):
        return False  # "la société condamnée … En 2014, le tribunal l'avait condamnée"
    return not (a.decided and b.decided) or a.decided.startswith(b.decided) or b.decided.startswith(a.decided)


def _courts_agree(a: Draft, b: Draft) -> bool:
    """Whether court, judges and instance do not differ."""
    if a.instance and b.instance:
        explicit = a.instance.explicit, b.instance.explicit
        values = {a.instance.value, b.instance.value}
        if all(explicit) and len(values) > 1 or any(explicit) and values == {"appeal", "cassation"}:
            return False
    if a.court and b.court and a.court.actor != b.court.actor and not (a.court.vague or b.court.vague):
        return False
    if not (a.judges and b.judges) or {p.actor for p in a.judges} & {p.actor for p in b.judges}:
        return True
    return a.sentence == 0 or bool(a.court or b.court)


def _sanctions_agree(text: Text, a: Draft, b: Draft) -> bool:
    """Whether penalties do not differ, and orders concern the same thing."""
    mine, other = figures(text, a.sanction), figures(text, b.sanction)
    if a.outcome == b.outcome and mine and other and not mine & other and not _is_added(text, a, b):
        return False
    return a.outcome != "ordered" or bool(a.falls_on() & b.falls_on()) or _alike(text, a, b)


def _one_judgment(text: Text, a: Draft, b: Draft) -> bool:
    """Whether a penalty and an order to pay under the same verb are one judgment: "condamné à verser"."""
    if {a.outcome, b.outcome} != {"convicted", "ordered"} or not a.falls_on() & b.falls_on():
        return False
    return all(text.lows[r.main.trigger].startswith("condamn") for r in (a, b))


def _is_added(text: Text, a: Draft, b: Draft) -> bool:
    """Whether a penalty is one more of the same judgment on the same person: "a aussi été condamné à"."""
    if not a.falls_on() & b.falls_on() or b.court or b.decided or (b.instance and b.instance.explicit):
        return False
    near = range(max(text.sentences[b.sentence].first, b.main.trigger - 8), b.main.trigger)
    return any(text.lows[k] in forms("added") for k in near)


def _only_described(text: Text, one: Draft) -> bool:
    """Whether the one it falls on is only described, in a heading: "Un ancien maire condamné"."""
    phrase = one.main.patient
    if len(one.mentions) > 1:
        return False
    if phrase is None or (one.sentence > 1 and one.main.rule not in ("headline-ruling", "penalty-heading")):
        return False
    k = phrase.first
    described = bool(text.bits[k] & (DETERMINER | NUMBER)) or text.words[k][0].islower() or one.sentence <= 1
    shouted = bool(text.bits[k] & DETERMINER)  # "L'EX-DIRECTEUR DE LA POSTE CONDAMNÉ": capitals that name nobody
    words = text.words[phrase.first + 1 : phrase.last]
    return described and not any(word[0].isupper() and not (shouted and word.isupper()) for word in words)


def is_stray(text: Text, bench: Bench, one: Draft, other: Draft) -> bool:
    """Whether a pronoun close after `other` was taken for something that cannot be sentenced beside a person."""
    phrase = one.main.patient
    if phrase is None or phrase.last - phrase.first != 1 or not text.bits[phrase.first] & (SUBJECT | CLITIC):
        return False
    near = 0 <= one.sentence - text.sentence(other.mentions[-1].trigger) <= 3
    kinds = {bench.kind(actor) for actor in one.falls_on()}
    described = all("." in actor for actor in one.falls_on())
    return near and (described or bool(kinds - {bench.kind(actor) for actor in other.falls_on()}))


def _unnamed_fits(text: Text, a: Draft, b: Draft) -> bool:
    """Whether somebody unknown in one can be the one in the other: a pronoun can, "onze hommes" cannot."""
    for one, other in ((a, b), (b, a)):
        phrase = one.unnamed
        if not phrase or not (other.patients or other.unnamed):
            continue
        if phrase.last - phrase.first == 1 or _only_described(text, one):
            continue
        if not other.unnamed or _words(text, other.unnamed) != _words(text, phrase):
            return False
    return True


def _words(text: Text, phrase: TokenSpan) -> list[str]:
    return text.lows[phrase.first + 1 : phrase.last]


def _alike(text: Text, a: Draft, b: Draft) -> bool:
    """Whether two orders concern the same thing: the same noun, or the same court with nothing else named."""
    if a.deciders() & b.deciders() and not (a.patients or b.patients):
        return True
    if a.sentence == 0 and len(a.mentions) == 1:
        return True  # the heading, mentioned again
    mine, other = _long_words(text, a.main), _long_words(text, b.main)
    return bool(mine & other) or not mine or not other


def _long_words(text: Text, mention: DecisionMention) -> set[str]:
    phrase = mention.ruled_on or mention.patient or (0, 0)
    return {text.lows[k] for k in range(*phrase) if len(text.lows[k]) > 3}
