"""The parts of a clause that a ruling rests on: who acts, whom or what it falls on, their complements."""

from greffier.extraction.decisions.courts import Tokens, forms, opens_clause
from greffier.extraction.decisions.facts import taken_by
from greffier.extraction.decisions.penalties import is_penalty
from greffier.extraction.decisions.telling import Row
from greffier.extraction.lexicon import (
    ADVERB,
    AVOIR,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    ETRE,
    INFINITIVE,
    MARK,
    NUMBER,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    verbs,
)
from greffier.extraction.syntax.clauses import (
    Group,
    antecedent,
    group,
    inverted_subject,
    noun_phrase,
    phrase_end,
    subject,
)
from greffier.extraction.syntax.text import Text

_WINDOW = 14  # tokens after a verb in which the words stand that it is joined with


def joined_words(text: Text, k: int, limit: int, row: Row) -> tuple[int, int] | None:
    """Where the words begin and end that a row asks for after token `k`; (-1, k) where it asks for none."""
    if not row.joined:
        return -1, k
    if row.firsts.isdisjoint(text.lows[k : min(k + _WINDOW, limit)]):
        return None
    for j in range(k, min(k + _WINDOW, limit)):
        for words in row.joined:
            if text.lows[j] == words[0] and tuple(text.lows[j : j + len(words)]) == words:
                return j, j + len(words) - (words[-1] in ("de", "à", "aux", "au", "devant"))
        if text.bits[j] & (STOP | SEMICOLON) or (j > k and opens_clause(text, j)):
            return None
    return None


def object_of(text: Text, k: int, limit: int) -> Tokens | None:
    """The noun phrase after a verb: adverbs, asides and days are passed over."""
    j = k
    while j < min(limit, k + 24):
        bits = text.bits[j]
        if bits & (STOP | SEMICOLON | COLON | RELATIVE | SUBORDINATOR):
            return None
        if bits & COMMA:
            # an aside between commas: ", dans un verdict unanime,"
            stop = j + 1
            while stop < min(limit, j + 16) and not text.bits[stop] & (COMMA | STOP):
                stop += 1
            if stop < limit and text.bits[stop] & COMMA:
                j = stop + 1
                continue
            return None
        if text.lows[j] in ("à", "pour", "par", "contre") or bits & INFINITIVE:
            return None
        if bits & DETERMINER and not (bits & PREPOSITION and text.lows[j] != "des"):
            if j + 1 < limit and text.bits[j + 1] & TIME:
                j += 2
                continue
            if j + 2 < limit and text.words[j + 1][0].isdigit() and text.bits[j + 2] & TIME:
                # "a confirmé le 3 mai le jugement"
                j += 3
                continue
            return j, _before_penalty(text, j, phrase_end(text, j, limit))
        if bits & CAPITAL and not bits & (PREPOSITION | ADVERB):
            return j, phrase_end(text, j, limit)
        if bits & NUMBER or text.words[j][0].isdigit():
            if j + 1 < limit and text.bits[j + 1] & TIME:
                j += 2
                continue
            if text.bits[j - 1] & TIME and text.words[j].isdigit():
                # the year of a day: "a confirmé en mars 2022 le jugement"
                j += 1
                continue
            return j, phrase_end(text, j, limit)
        if bits & (ADVERB | TIME | MARK):
            j += 1
            continue
        if text.lows[j] == "en" and j + 1 < limit and text.words[j + 1].isdigit():
            # "a rejeté en 2016 le recours"
            j += 2
            continue
        if bits & PREPOSITION:
            stop = phrase_end(text, j + 1, limit) if j + 1 < limit else limit
            if j + 1 < limit and text.bits[j + 1] & TIME:
                stop = j + 2
            if text.lows[j] in ("en", "à", "au", "dans", "sur") and stop - j < 6:
                j = j + 2
                continue
            return None
        j += 1
    return None


def _before_penalty(text: Text, first: int, last: int) -> int:
    """Where a phrase ends that a penalty follows: "le maire | à la prison"."""
    for k in range(first + 1, last - 1):
        if text.lows[k] in ("à", "au", "aux") and is_penalty(text, k + 1, min(k + 5, last)):
            return k
    return last


def object_pronoun(text: Text, verb: Group) -> Tokens | None:
    """The object pronoun of a verb: "l'a condamné", "les a relaxés"."""
    for j in range(verb.first, verb.verb):
        if text.lows[j] in ("l'", "le", "la", "les", "lui", "leur") and text.bits[j] & CLITIC:
            return j, j + 1
    return None


def doer(text: Text, verb: Group) -> Tokens | None:
    """The subject of an active verb; of a gerund or infinitive, that of the clause it hangs on."""
    if verb.tense not in ("inf", "prp"):
        found = _nearest(text, subject(text, verb), verb)
        if found is None and verb.first and text.bits[verb.first - 1] & COMMA:
            return inverted_subject(text, verb.last, text.sentences[text.sentence(verb.verb)][1])
        return found
    first, _ = text.sentences[text.sentence(verb.verb)]
    if verb.tense == "inf" and verb.first > first:
        found = taken_by(text, verb.first - 1, first)
        if found:
            return found
    if (
        verb.tense == "prp"
        and verb.first > first
        and not text.bits[verb.first - 1] & (COMMA | PREPOSITION | MARK | COORDINATOR)
    ):
        return antecedent(text, verb.first)
    for j in range(verb.first - 1, max(first, verb.first - 60) - 1, -1):
        if opens_clause(text, j):
            outer = whole_group(text, j)
            return subject(text, outer) if outer else None
    if verb.tense == "prp":
        found = noun_phrase(text, first, verb.first)
        return found
    return None


def _nearest(text: Text, phrase: Tokens | None, verb: Group) -> Tokens | None:
    """The part of a subject that stands after a comma, right before its verb: what precedes is an aside."""
    if phrase is None or phrase[1] != verb.first or any(text.bits[k] & COORDINATOR for k in range(*phrase)):
        return phrase
    for k in range(phrase[1] - 2, max(phrase[0], phrase[1] - 12), -1):
        if text.bits[k] & COMMA:
            other = (k + 1, phrase[1])
            return other if text.bits[k + 1] & DETERMINER and _gender_fits(text, other, verb.verb) else phrase
    return phrase


def _gender_fits(text: Text, phrase: Tokens, k: int) -> bool:
    """Whether a participle at `k` can agree with a phrase, by its article: "un élu … déboutée" cannot."""
    feminine = text.lows[k].removesuffix("s").endswith("e")
    article = text.lows[phrase[0]]
    return not (feminine and article in ("un", "le", "ce")) and not (
        not feminine and article in ("une", "la", "cette") and is_participle(text, k)
    )


def whole_group(text: Text, k: int) -> Group | None:
    """The whole group of the finite form at `k`: of its participle where it is an auxiliary."""
    if text.bits[k] & (ETRE | AVOIR):
        for j in range(k + 1, min(k + 8, len(text.words))):
            found = group(text, j)
            if found and found.first <= k and found.tense != "pp":
                return found
    return group(text, k)


def raised_to(text: Text, k: int, limit: int) -> tuple[Tokens, Tokens] | None:
    """The new penalty and the sentence that it takes the place of: "a porté à quatre ans de prison la peine de X"."""
    begin = next(
        (j for j in range(k, min(limit - 1, k + 8)) if text.lows[j] == "à" and not text.bits[j + 1] & TIME), -1
    )
    if begin < 0:
        return None
    for j in range(begin + 1, min(limit - 1, begin + 12)):
        if text.bits[j] & COMMA:
            return None
        if text.bits[j] & DETERMINER and not text.bits[j] & PREPOSITION and text.lows[j + 1] in forms("sentence"):
            return (begin + 1, j), (j, phrase_end(text, j, limit))
    return None


def sufferer(text: Text, verb: Group) -> Tokens | None:
    """Whom or what a passive verb falls on: its subject, or that of the verb it hangs on."""
    if verb.tense not in ("inf", "prp"):
        return _nearest(text, subject(text, verb), verb)
    first, limit = text.sentences[text.sentence(verb.verb)]
    opens = verb.first - first <= 2
    if opens:
        found = after_comma(text, verb.verb, limit)
        if found and agrees(
            text, verb.verb, text.lows[found[0]] in ("les", "des") or bool(text.bits[found[0] + 1] & NUMBER)
        ):
            return found
        return None
    for j in range(verb.first - 1, max(first, verb.first - 40) - 1, -1):
        if opens_clause(text, j):
            outer = whole_group(text, j)
            return subject(text, outer) if outer else None
    if verb.tense == "prp":
        return noun_phrase(text, first, verb.first)
    return None


def after_comma(text: Text, k: int, limit: int) -> Tokens | None:
    """The subject of the main clause that follows an opening participle: "Condamné à un an, le maire …"."""
    for j in range(k + 1, min(k + 60, limit)):
        if text.bits[j] & COMMA:
            for m in range(j + 1, min(j + 30, limit)):
                if opens_clause(text, m):
                    end = m
                    while end > j + 1 and text.bits[end - 1] & (CLITIC | ADVERB) and not text.bits[end - 1] & SUBJECT:
                        end -= 1
                    if text.bits[end - 1] & SUBJECT:
                        return end - 1, end
                    found = noun_phrase(text, j + 1, end)
                    if found:
                        return found
                    break
                if text.bits[m] & COMMA and m > j + 1:
                    found = noun_phrase(text, j + 1, m)
                    if found and (text.bits[found[0]] & (CAPITAL | DETERMINER)) and found[0] == j + 1:
                        return found
                    break
    return None


def possessor(text: Text, k: int) -> Tokens | None:
    """Whom "sa" before token `k` stands for: the subject of its clause, or of the one that it opens."""
    first, limit = text.sentences[text.sentence(k)]
    for j in range(k - 1, max(first, k - 40) - 1, -1):
        if opens_clause(text, j):
            outer = whole_group(text, j)
            return subject(text, outer) if outer else None
    return after_comma(text, k, limit)


def last_complement(text: Text, thing: Tokens) -> Tokens:
    """The last complement "de X" of a phrase about a ruling: "le procès de Paul", or the phrase itself."""
    for k in range(thing[1] - 2, thing[0], -1):
        if text.lows[k] in ("de", "d'", "du", "des") and text.bits[k + 1] & (DETERMINER | CAPITAL):
            return (k + 1 if text.lows[k] in ("de", "d'") else k), thing[1]
    return thing


def complement_of(text: Text, k: int, limit: int) -> Tokens | None:
    """The complement "de X" that stands at `k`, after "en appel" or a day: the tokens of X, with its determiner."""
    for _ in range(5):
        if k + 1 < limit and text.lows[k] == "en" and text.lows[k + 1] in ("appel", "cassation"):
            k += 2
        elif k < limit and (text.bits[k] & (TIME | COMMA) or text.lows[k] in ("ce", "définitive")):
            k += 1
    if k < limit and text.lows[k] in ("de", "d'") and k + 1 < limit:
        return k + 1, phrase_end(text, k + 1, limit)
    if k + 1 < limit and text.lows[k] in ("du", "des"):
        return k, phrase_end(text, k, limit)
    return None


def complement_to(text: Text, k: int, limit: int, words: tuple[str, ...] = ("à", "au", "aux")) -> Tokens | None:
    """The complement "à X" that stands at `k` or close after it."""
    for j in range(k, min(k + 4, limit)):
        if text.lows[j] in words and j + 1 < limit:
            start = j + 1 if text.lows[j] in ("à", "pour") else j
            return start, phrase_end(text, start, limit)
        if text.bits[j] & (COMMA | STOP):
            break
    return None


def complement_against(text: Text, k: int, limit: int) -> Tokens | None:
    """The complement "contre X" close after `k`."""
    for j in range(k, min(k + 8, limit)):
        if text.lows[j] in ("contre", "à") and j + 1 < limit and text.bits[j + 1] & (DETERMINER | CAPITAL):
            return j + 1, phrase_end(text, j + 1, limit)
        if text.bits[j] & (COMMA | STOP):
            break
    return None


def is_participle(text: Text, k: int) -> bool:
    return any(r.tense == "pp" for r in verbs().get(text.lows[k], ()))


def is_plural(text: Text, k: int) -> bool:
    """Whether the participle at `k` is plural."""
    return any(r.tense == "pp" and r.plural for r in verbs().get(text.lows[k], ()))


def agrees(text: Text, k: int, plural: bool) -> bool:
    """Whether the participle at `k` has the number asked for; one that ends in -s by itself always does."""
    readings = [r.plural for r in verbs().get(text.lows[k], ()) if r.tense == "pp"]
    return plural in readings or not readings or text.lows[k] in ("mis", "remis", "admis", "soumis", "requis")
