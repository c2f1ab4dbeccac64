"""Who decides: the subject of an active verb, of a gerund or infinitive that of the clause it hangs on."""

from greffier.extraction.decisions.modality import taken_by
from greffier.extraction.decisions.vocabulary import opens_clause
from greffier.extraction.lexicon import AVOIR, COMMA, COORDINATOR, DETERMINER, ETRE, MARK, PREPOSITION, verbs
from greffier.extraction.syntax.phrases import noun_phrase
from greffier.extraction.syntax.subjects import antecedent, inverted_subject, subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, group

_FAR = 60  # tokens before a gerund in which the verb is found that it hangs on
_ASIDE = 12  # tokens: how far back a subject is split at a comma


def agent_of(text: Text, verb: Group) -> TokenSpan | None:
    """The subject of an active verb; of a gerund or infinitive, that of the clause it hangs on."""
    if verb.tense not in ("inf", "prp"):
        found = nearest_subject(text, verb)
        if found is None and verb.first and text.bits[verb.first - 1] & COMMA:
            return inverted_subject(text, verb.last, text.sentences[text.sentence(verb.verb)].last)
        return found
    first, _ = text.sentences[text.sentence(verb.verb)]
    if verb.tense == "inf" and verb.first > first:
        found = taken_by(text, verb.first - 1, first)
        if found:
            return found
    linked = verb.first > first and text.bits[verb.first - 1] & (COMMA | PREPOSITION | MARK | COORDINATOR)
    if verb.tense == "prp" and verb.first > first and not linked:
        return antecedent(text, verb.first)
    return governing_subject(text, verb, _FAR)


def governing_subject(text: Text, verb: Group, far: int) -> TokenSpan | None:
    """The subject of the finite verb on which a gerund or an infinitive hangs."""
    first, _ = text.sentences[text.sentence(verb.verb)]
    for j in range(verb.first - 1, max(first, verb.first - far) - 1, -1):
        if opens_clause(text, j):
            outer = whole_group(text, j)
            return subject(text, outer) if outer else None
    return noun_phrase(text, first, verb.first) if verb.tense == "prp" else None


def nearest_subject(text: Text, verb: Group) -> TokenSpan | None:
    """The part of a verb's subject that comes after a comma, right before it: what precedes is an aside."""
    phrase = subject(text, verb)
    if phrase is None or phrase.last != verb.first or any(text.bits[k] & COORDINATOR for k in range(*phrase)):
        return phrase
    for k in range(phrase.last - 2, max(phrase.first, phrase.last - _ASIDE), -1):
        if text.bits[k] & COMMA:
            other = TokenSpan(k + 1, phrase.last)
            return other if text.bits[k + 1] & DETERMINER and _gender_fits(text, other, verb.verb) else phrase
    return phrase


def _gender_fits(text: Text, phrase: TokenSpan, k: int) -> bool:
    """Whether a participle at `k` can agree with a phrase, by its article: "un élu … déboutée" cannot."""
    feminine = text.lows[k].removesuffix("s").endswith("e")
    article = text.lows[phrase.first]
    if feminine:
        return article not in ("un", "le", "ce")
    return article not in ("une", "la", "cette") or not is_participle(text, k)


def whole_group(text: Text, k: int) -> Group | None:
    """The whole group of the finite form at `k`: of its participle where it is an auxiliary."""
    if text.bits[k] & (ETRE | AVOIR):
        for j in range(k + 1, min(k + 8, len(text.words))):
            found = group(text, j)
            if found and found.first <= k and found.tense != "pp":
                return found
    return group(text, k)


def is_participle(text: Text, k: int) -> bool:
    return any(r.tense == "pp" for r in verbs().get(text.lows[k], ()))


def is_plural(text: Text, k: int) -> bool:
    """Whether the participle at `k` is plural."""
    return any(r.tense == "pp" and r.plural for r in verbs().get(text.lows[k], ()))


def agrees(text: Text, k: int, plural: bool) -> bool:
    """Whether the participle at `k` has the number asked for; one that ends in -s by itself always does."""
    readings = [r.plural for r in verbs().get(text.lows[k], ()) if r.tense == "pp"]
    return plural in readings or not readings or text.lows[k].endswith("s") and False in readings
