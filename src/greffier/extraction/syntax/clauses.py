"""Verbs and their subjects: as much of the French clause as reported speech and rulings rest on.

Nothing here is a full parse. A verb group is found around one verb form; its subject by walking left to where its
clause begins (or right, where it is inverted). Where the words leave it open the answer is None.
"""

from typing import NamedTuple

from greffier.extraction.lexicon import (
    ADVERB,
    AVOIR,
    BEFORE_NOUN,
    BRACKET,
    CAPITAL,
    CLITIC,
    CLOSING,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DETERMINER,
    ETRE,
    FINITE,
    GERUND,
    INFINITIVE,
    INVERTED,
    MARK,
    NEGATION,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TONIC,
    Form,
    verbs,
)
from greffier.extraction.mentions.vocabulary import vocabulary
from greffier.extraction.syntax.adverbials import locution_start
from greffier.extraction.syntax.text import Text

_AUXILIARY = ETRE | AVOIR
_CLAUSE_END = STOP | SEMICOLON | COLON
_FUNCTION = DETERMINER | PREPOSITION | SUBORDINATOR | RELATIVE
_TITLES = frozenset(("me", "me.", "m.", "mm.", "mme", "mmes", "maître", "mgr"))
_WITH_AU = frozenset("nom cours terme lendemain moment micro sujet sortir lieu".split())  # "au nom de", "au cours de"
_ASIDE_HEADS = frozenset(("pour", "quant", "de", "en", "selon", "à", "par", "dans", "sur", "après", "avec", "depuis"))
# verbs whose compound tenses take être without being passive
_WITH_ETRE = frozenset(
    "aller venir devenir revenir parvenir intervenir arriver entrer monter tomber retourner rester passer partir "
    "sortir descendre mourir naître naitre apparaître décéder convenir".split()
)

_FAR = 150  # tokens: no clause is followed farther


class Group(NamedTuple):
    """A verb group by token: from `first` to `last` (exclusive), its lexical verb at `verb`."""

    first: int
    verb: int
    last: int
    form: Form
    tense: str  # of the auxiliary where there is one: inf, prp, pp (bare participle), or a finite tense
    passive: bool
    reflexive: bool
    negated: bool
    inverted: int  # the token of an inverted pronoun (-t-elle), or -1


def is_finite(text: Text, k: int) -> bool:
    """Whether token `k` is a finite verb here, rather than a noun of the same form ("la juge", "une demande")."""
    bits = text.bits[k]
    if not bits & FINITE or bits & (PREPOSITION | DETERMINER | NUMBER):
        return False
    if not k:
        return not bits & CAPITAL
    before = text.bits[k - 1]
    if bits & CAPITAL and not before & (STOP | MARK):
        return False
    if (
        bits & NOUN
        and before & BEFORE_NOUN
        and not before & (NOUN | ADVERB)
        and k > 1
        and text.bits[k - 2] & DETERMINER
    ):
        # "leur première demande": an adjective stands between the determiner and its noun
        return False
    if bits & NOUN and text.lows[k - 1] in vocabulary().forequalifiers and _people(text, k, len(text.words)):
        # "son ancien président": the noun
        return False
    if before & (SUBJECT | NEGATION | RELATIVE) or text.lows[k - 1] in ("se", "s'", "y", "lui", "leur"):
        return True
    if before & DETERMINER:
        if not before & CLITIC or k < 2:
            return False
        if not bits & (NOUN | CAPITAL) and not text.bits[k - 2] & PREPOSITION:
            # "…, le décrit comme": no noun has this form
            return True
        # "le parquet l'accuse": a noun, then a clitic; "condamne la demande": a verb, then a determiner
        further = text.bits[k - 2]
        if text.words[k - 2][0].isdigit():
            return False
        known = TIME | FINITE | PARTICIPLE | GERUND | INFINITIVE | COORDINATOR | COMMA | COLON | STOP | MARK | SEMICOLON
        return not further & (known | PREPOSITION | SUBORDINATOR | ADVERB | BRACKET | DASH | COORDINATOR)
    return not before & (PREPOSITION | NUMBER)


def group(text: Text, k: int) -> Group | None:
    """The verb group whose lexical verb is token `k`, or None where `k` is no verb here."""
    if k not in text.groups:
        text.groups[k] = _group(text, k)
    found = text.groups[k]
    assert found is None or isinstance(found, Group)
    return found


def _group(text: Text, k: int) -> Group | None:
    readings = verbs().get(text.lows[k])
    if not readings:
        return None
    count = len(text.words)
    inverted = k + 1 if k + 1 < count and text.bits[k + 1] & INVERTED else -1
    by_tense = {r.tense: r for r in readings}
    participle = by_tense.get("pp")
    if participle:
        aux = _auxiliary(text, k)
        if aux >= 0:
            return _compound(text, k, aux, participle)
    finite = next((r for r in readings if r.tense not in ("inf", "prp", "pp")), None)
    if finite and (inverted >= 0 or is_finite(text, k)):
        first = _clitics(text, k)
        reflexive = any(text.lows[j] in ("se", "s'") for j in range(first, k))
        negated = _negated(text, first, k)
        last = k + 1 if inverted < 0 else k + 2
        return Group(first, k, last, finite, finite.tense, False, reflexive, negated, inverted)
    for tense in ("prp", "inf"):
        form = by_tense.get(tense)
        if form and not (k and text.bits[k - 1] & DETERMINER and not text.bits[k - 1] & (CLITIC | PREPOSITION)):
            first = _clitics(text, k)
            reflexive = any(text.lows[j] in ("se", "s'") for j in range(first, k))
            return Group(first, k, k + 1, form, tense, False, reflexive, _negated(text, first, k), -1)
    if participle:
        return Group(k, k, k + 1, participle, "pp", True, False, False, -1)
    return None


def _auxiliary(text: Text, k: int) -> int:
    """The token of the auxiliary of the participle at `k`, or -1: adverbs and short asides may stand between."""
    j = k - 1
    floor = max(0, k - 12)
    while j >= floor:
        adverbial = locution_start(text, j)
        if floor < adverbial <= j:
            j = adverbial - 1  # "a par conséquent annoncé"
            continue
        bits = text.bits[j]
        low = text.lows[j]
        if low == "ailleurs" and j > floor and text.lows[j - 1] == "par":
            j -= 2
            continue
        if bits & _AUXILIARY or low in ("ayant", "étant", "avoir", "être", "été", "eu"):
            if low == "été" and j and text.bits[j - 1] & DETERMINER:
                return -1
            # "a" before a determiner of the participle is no auxiliary; nothing but asides may stand between
            return j
        if (
            bits & (ADVERB | INVERTED | TONIC | TIME | NUMBER)
            or low.endswith("ment")
            or low[0].isdigit()
            or low in ("fait", "y", "en", "tous", "toutes")
        ):
            j -= 1
            continue
        if bits & COMMA:
            # "a, lors de l'audience, accusé": an aside between two commas, right after the auxiliary
            back = next((m for m in range(j - 1, max(0, j - 18), -1) if text.bits[m] & COMMA), -1)
            if back > 0 and text.bits[back - 1] & _AUXILIARY:
                return back - 1
        if bits & COMMA or low in ("part", "sa", "son", "leur", "côté", "tour", "outre", "effet", "fois", "reprises"):
            j -= 1
            continue
        if (
            j > floor + 1
            and text.lows[j - 1] == "en"
            and text.bits[j - 2] & _AUXILIARY
            and not bits & (CAPITAL | COMMA)
        ):
            # "a en revanche annulé", "avait en partie confirmé": an adverbial of two words
            j -= 2
            continue
        if low in ("quant", "pour", "de", "à", "plusieurs", "le", "ce", "ces", "cette", "semaine"):
            j -= 1
            continue
        return -1
    return -1


def _compound(text: Text, k: int, aux: int, participle: Form) -> Group | None:
    """The group of the participle at `k` with its auxiliary at `aux`."""
    being = text.lows[aux] in ("être", "étant", "été") or bool(text.bits[aux] & ETRE)
    head = aux
    if text.lows[aux] in ("été", "eu"):
        outer = _auxiliary(text, aux)
        if outer >= 0:
            head = outer
    low = text.lows[head]
    readings = verbs().get(low, ())
    tense = next((r.tense for r in readings if r.tense not in ("inf", "prp", "pp")), None)
    if low in ("avoir", "être"):
        tense = "inf"
    elif low in ("ayant", "étant"):
        tense = "prp"
    elif tense is None:
        tense = "pp"
    first = _clitics(text, head)
    reflexive = being and any(text.lows[j] in ("se", "s'", "m'", "me") for j in range(first, head))
    passive = being and not reflexive and participle.lemma not in _WITH_ETRE
    inverted = head + 1 if head + 1 < k and text.bits[head + 1] & INVERTED else -1
    negated = _negated(text, first, k)
    return Group(first, k, k + 1, participle, tense, passive, reflexive, negated, inverted)


def _clitics(text: Text, k: int) -> int:
    """Where the clitics and the "ne" before the verb at `k` begin."""
    j = k
    while j and text.bits[j - 1] & (CLITIC | NEGATION) and k - j < 4:
        # "nous" and "vous" are objects here: the verb forms of the lexicon are all of the third person
        low = text.lows[j - 1]
        if low == "en" and text.bits[k] & GERUND:
            break
        j -= 1
    return j


def _negated(text: Text, first: int, k: int) -> bool:
    """Whether a "ne" belongs to the verb (the group's words hold it)."""
    return any(text.bits[j] & NEGATION for j in range(first, k))


def aside_start(text: Text, j: int, floor: int) -> int:
    """The token before an aside that ends at `j` (", pour sa part,", "lui", "mardi soir"), or `j` where none does."""
    while j >= floor:
        bits = text.bits[j]
        if bits & COMMA:
            # an aside between two commas: skip it where it is short and holds no verb and no subject
            k = j - 1
            while k >= floor and j - k < 16 and not text.bits[k] & (COMMA | _CLAUSE_END | MARK):
                if is_finite(text, k):
                    break
                k -= 1
            if k >= floor and text.bits[k] & COMMA and _is_aside(text, k + 1):
                j = k - 1
                continue
            j -= 1
            continue
        if (
            text.lows[j] in ("dernier", "dernière", "prochain", "prochaine")
            and j - 1 >= floor
            and text.bits[j - 1] & TIME
        ):
            j -= 2
            continue
        if bits & (ADVERB | TIME) and not bits & (SUBJECT | CAPITAL) or text.lows[j].endswith("ment") and bits & ADVERB:
            j -= 1
            continue
        if bits & TONIC and not bits & SUBJECT:
            j -= 1
            continue
        low = text.lows[j]
        if low in ("part", "côté", "tour") and j - 2 >= floor and text.lows[j - 2] in ("pour", "de", "à"):
            j -= 3
            continue
        if bits & TONIC and j - 2 >= floor and text.lows[j - 2] == "quant":
            j -= 3
            continue
        return j
    return j


def _is_aside(text: Text, k: int) -> bool:
    """Whether what begins at `k`, between two commas, is an adverbial rather than an apposition or a subject."""
    bits = text.bits[k]
    return bool(bits & (ADVERB | TIME | TONIC | NUMBER | GERUND | PARTICIPLE)) or text.lows[k] in _ASIDE_HEADS


def _joins(text: Text, j: int) -> bool:
    """Whether a subordinating word at `j` opens no clause: half of a locution, or "ainsi que" between nouns."""
    low = text.lows[j]
    return (
        low in ("comme", "bien", "alors", "afin", "tandis")
        or low in ("que", "qu'")
        and j > 0
        and text.lows[j - 1] == "ainsi"
    )


def clause_start(text: Text, k: int) -> tuple[int, int]:
    """Where the clause of the verb group that begins at `k` starts, and what opens it.

    The second number is the index of the relative or subordinating word, or of the verb before a coordinator
    (then the clause may share that verb's subject), or -1.
    """
    begin = max(text.sentences[text.sentence(k)][0], k - _FAR) if text.sentences else 0
    own = text.quote_at[k]
    pending: list[int] = []
    j = k - 1
    while j >= begin:
        bits = text.bits[j]
        number = text.quote_at[j]
        if number >= 0 and number != own:
            j = text.quotations[number].open - 1
            continue
        if number >= 0 and j == text.quotations[number].open:
            break
        if bits & BRACKET and text.words[j] in ")]":
            back = j - 1
            while back >= begin and text.words[back] not in "([" and j - back < 60:
                back -= 1
            if back >= begin and text.words[back] in "([":
                j = back - 1
                continue
        if bits & _CLAUSE_END or (bits & BRACKET and text.words[j] in "(["):
            break
        if bits & DASH and j - begin < 14 and _dateline(text, begin, j):
            break
        if bits & (RELATIVE | SUBORDINATOR) and not _joins(text, j):
            if not pending:
                return j + 1, j
            closed = pending.pop()
            if (
                not bits & RELATIVE
                and not pending
                and (j <= begin + 1 or text.bits[j - 1] & COMMA or text.bits[j - 2] & COMMA)
            ):
                # "Alors que A, B": a clause that opens with a subordinator ends at the comma after its verb
                comma = next((c for c in range(closed + 1, k) if text.bits[c] & COMMA and text.quote_at[c] < 0), -1)
                if comma >= 0 and comma + 1 < k:
                    return comma + 1, -1
        elif bits & FINITE and is_finite(text, j) and not (pending and pending[-1] == j + 1):
            pending.append(j)
        j -= 1
    if pending:
        verb = pending[-1]
        for cut in range(verb + 1, k):
            if text.bits[cut] & (COORDINATOR | COMMA) and text.quote_at[cut] in (-1, own):
                last = max(
                    (c for c in range(cut, k) if text.bits[c] & COORDINATOR and text.lows[c] != "ou"), default=cut
                )
                return last + 1, verb
        return k, verb
    return j + 1, -1


def _dateline(text: Text, begin: int, k: int) -> bool:
    """Whether the dash at `k` closes a dateline: "PARIS, 4 mai (Agence) - "."""
    follows = text.words[k + 1] if k + 1 < len(text.words) else ""
    return bool(follows) and follows[0].isupper() and (text.words[k - 1] == ")" or k - begin <= 2)


def subject(text: Text, g: Group, depth: int = 3) -> tuple[int, int] | None:
    """The tokens (first, last exclusive) of the subject of a finite group, or None."""
    if g.inverted >= 0:
        return g.inverted, g.inverted + 1
    begin, opener = clause_start(text, g.first)
    end = aside_start(text, g.first - 1, begin) + 1
    if end > begin and text.bits[end - 1] & SUBJECT and text.lows[end - 1] != "tous":
        return end - 1, end
    if opener >= 0 and text.lows[opener] == "qui" and begin >= g.first - 3 and end <= begin:
        return antecedent(text, opener)
    found = noun_phrase(text, begin, end)
    if found:
        closed = bool(text.bits[g.first - 1] & COMMA)
        return _after_comma(text, *found, closed)
    if opener >= 0 and depth and not text.bits[opener] & (RELATIVE | SUBORDINATOR):
        other = finite_group(text, opener)
        return subject(text, other, depth - 1) if other else None
    return None


def _after_comma(text: Text, first: int, last: int, closed: bool) -> tuple[int, int]:
    """The phrase without what a single comma parts from it; `closed` says that a comma stands before the verb too.

    "Paul Hus condamné, le parquet fait appel" → le parquet; "Le mois dernier, M. Hus a écrit" → M. Hus; but all of
    "Le directeur du port, Paul Roy," in "…, nie".
    """
    commas = [k for k in range(first, min(last, first + 30)) if text.bits[k] & COMMA and text.quote_at[k] < 0]
    if len(commas) != 1 or commas[0] + 1 >= last:
        return first, last
    cut = commas[0]
    bits = text.bits[cut + 1]
    own = bits & (DETERMINER | CAPITAL) and not bits & PREPOSITION and not text.bits[min(cut + 2, last - 1)] & TIME
    done = any(text.bits[k] & PARTICIPLE and not text.bits[k] & (CAPITAL | NOUN) for k in range(first + 1, cut))
    plain = not any(text.bits[k] & (RELATIVE | SUBORDINATOR) for k in range(first, cut))
    if own and plain and (done or not closed) and not any(text.bits[k] & COORDINATOR for k in range(cut, last)):
        return cut + 1, last
    return first, last


def finite_group(text: Text, k: int) -> Group | None:
    """The group of the finite form at `k`: of its participle where `k` is an auxiliary."""
    if text.bits[k] & _AUXILIARY:
        for j in range(k + 1, min(k + 7, len(text.words))):
            if text.bits[j] & PARTICIPLE:
                found = group(text, j)
                if found and found.first <= k:
                    return found
    return group(text, k)


def antecedent(text: Text, relative: int) -> tuple[int, int] | None:
    """The noun phrase that the relative pronoun at token `relative` stands for."""
    end = relative
    while end and text.bits[end - 1] & COMMA:
        end -= 1
    begin, opener = clause_start(text, relative)
    if opener >= 0 and begin >= end:
        # the verb of the clause stands before the phrase: what lies between them is walked below
        begin = max(opener, end - 40)
    best = None
    j = end - 1
    while j >= begin:
        bits = text.bits[j]
        number = text.quote_at[j]
        if number >= 0 and text.quotations[number].open < j:
            j = text.quotations[number].open
        elif bits & DETERMINER and not bits & PREPOSITION:
            governed = j > begin and text.bits[j - 1] & PREPOSITION
            best = (j, end)
            if not governed:
                return best
            if text.lows[j - 1] not in ("de", "d'"):
                return best
        elif bits & PREPOSITION:
            if text.lows[j] not in ("de", "d'", "du", "des") and best:
                return best
        elif bits & (COMMA | FINITE) and (bits & COMMA or is_finite(text, j)):
            return best or ((j + 1, end) if j + 1 < end else None)
        elif bits & (TONIC | SUBJECT) and j == end - 1 and not text.lows[j].endswith(("même", "mêmes")):
            return j, end
        j -= 1
    return best or ((begin, end) if begin < end else None)


def noun_phrase(text: Text, begin: int, end: int) -> tuple[int, int] | None:
    """The first noun phrase between two tokens that no preposition governs: leading adverbials are passed over."""
    k = begin
    governed = False
    while k < end:
        bits = text.bits[k]
        number = text.quote_at[k]
        if number >= 0 and text.quotations[number].open == k and text.quotations[number].close < end:
            if not governed and k == begin:
                return k, end
            k = text.quotations[number].close + 1
            continue
        if bits & BRACKET and text.words[k] in "([":
            close = next((j for j in range(k + 1, min(k + 60, end)) if text.words[j] in ")]"), k)
            k = close + 1
        elif bits & (COMMA | BRACKET | MARK | DASH | COORDINATOR):
            governed = False
            k += 1
        elif bits & SUBORDINATOR and text.lows[k] in ("comme", "même"):
            governed = True
            k += 1
        elif not governed and text.lows[k] == "d'" and text.lows[k + 1 : k + 2] == ["autres"]:
            return k, _trim(text, k, end)
        elif bits & PREPOSITION and not (bits & DETERMINER and not governed and _partitive(text, k)):
            governed = True
            k += 1
            if k < end and text.bits[k] & DETERMINER and not text.bits[k] & PREPOSITION:
                k += 1
            # the noun that the preposition governs
            if k < end and not text.bits[k] & (COMMA | PREPOSITION):
                k += 1
                while k < end and text.bits[k] & CAPITAL and text.bits[k - 1] & CAPITAL:
                    k += 1
        elif bits & DETERMINER and k + 1 < end and (text.bits[k + 1] & TIME or text.words[k + 1][0].isdigit()):
            # "le 3 mars dernier, le ministre": a date, then the subject
            while k < end and not text.bits[k] & COMMA:
                k += 1
        elif bits & DETERMINER or bits & (NUMBER | TONIC) and not governed or _counted(text, k, end) and not governed:
            return k, _trim(text, k, end)
        elif bits & (GERUND | PARTICIPLE) and not governed and not bits & CAPITAL or bits & GERUND and k == begin:
            governed = True
            k += 1
        elif bits & (ADVERB | TIME) and not (bits & CAPITAL and k > begin):
            k += 1
        elif bits & CAPITAL and not governed and not bits & (ADVERB | PARTICIPLE | GERUND):
            return k, _trim(text, k, end)
        else:
            k += 1
    return None


def _counted(text: Text, k: int, end: int) -> bool:
    """Whether a number in figures opens a noun phrase: "11 élus", not "2016," nor "12 mai"."""
    return text.words[k][0].isdigit() and k + 1 < end and not text.bits[k + 1] & (TIME | COMMA | PREPOSITION)


def _partitive(text: Text, k: int) -> bool:
    """Whether "des", "du" at `k` opens a noun phrase of its own (des voisins), rather than meaning "de les"."""
    return text.lows[k] == "des" and (k == 0 or bool(text.bits[k - 1] & (COMMA | STOP | COORDINATOR | SUBORDINATOR)))


def _trim(text: Text, first: int, end: int) -> int:
    """`end` without trailing commas, adverbs and coordinators."""
    while end > first + 1 and text.bits[end - 1] & (COMMA | COORDINATOR | DASH):
        end -= 1
    return end


def inverted_subject(text: Text, k: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase after an inserted verb ("…, a déclaré mardi à l'agence le ministre"), or None."""
    while k < limit:
        bits = text.bits[k]
        if bits & (STOP | COLON | SEMICOLON | MARK):
            return None
        if bits & BRACKET:
            return None
        if bits & (ADVERB | TIME | COMMA) and not bits & (CAPITAL | DETERMINER) or text.lows[k].endswith("ment"):
            k += 1
        elif bits & NUMBER and text.bits[k + 1 if k + 1 < limit else k] & TIME or text.words[k][0].isdigit():
            k += 1
        elif bits & DETERMINER and not bits & PREPOSITION or bits & CAPITAL and not bits & PREPOSITION:
            if bits & DETERMINER and k + 1 < limit and text.bits[k + 1] & TIME:
                k += 2
                continue
            return k, phrase_end(text, k, limit)
        elif bits & PREPOSITION:
            while k < limit and text.bits[k] & PREPOSITION:
                k += 1  # "lors de", "auprès de"
            if k < limit and text.bits[k] & DETERMINER:
                k += 1
            k += 1
            while k < limit and not text.bits[k] & (DETERMINER | COMMA | PREPOSITION | STOP | MARK | CAPITAL | ADVERB):
                k += 1
            while k < limit and text.bits[k] & CAPITAL and text.bits[k - 1] & CAPITAL:
                if text.lows[k] in _TITLES:
                    break
                k += 1
            after = text.bits[k + 1] if k + 1 < limit else 0
            if after & DETERMINER and not after & PREPOSITION and text.bits[k] & CAPITAL:
                k += 1  # "sur sa page Facebook l'épouse du maire"
        elif bits & (SUBJECT | TONIC):
            return k, k + 1
        else:
            return None
    return None


def _people(text: Text, k: int, limit: int) -> bool:
    """Whether a noun for people stands at `k`: "un voisin aux enquêteurs" is no phrase, they are told."""
    entries = vocabulary().entries.get(text.lows[k], ()) if k < limit and not text.bits[k] & CAPITAL else ()
    return any(entry.sort == "role" and len(entry.lows) == 1 for entry in entries)


def phrase_end(text: Text, k: int, limit: int) -> int:
    """Where the noun phrase that begins at `k` ends: at a comma, a clause or a preposition that opens an adverbial."""
    j = k + 1
    limit = min(limit, k + _FAR)
    while j < limit:
        bits = text.bits[j]
        if bits & TIME and j > k + 1 and text.lows[j - 2] == "du" and text.words[j - 1][0].isdigit():
            # "le décret du 3 mai sur la chasse"
            j += 2 if j + 1 < limit and text.words[j + 1].isdigit() else 1
            continue
        if bits & (COMMA | STOP | COLON | SEMICOLON | RELATIVE | DASH | TIME) or bits & SUBORDINATOR:
            break
        if bits & BRACKET:
            break
        if bits & PREPOSITION and text.lows[j] not in ("de", "du", "des", "d'", "aux", "au"):
            if not (bits & CAPITAL and text.lows[j - 1] in ("de", "d'", "du")):
                break
        if text.lows[j] in ("aux", "au") and _people(text, j + 1, limit):
            break
        if text.lows[j] == "au" and j + 1 < limit and text.lows[j + 1] in _WITH_AU:
            break
        if (
            bits & FINITE
            and is_finite(text, j)
            or bits & GERUND
            and not (bits & PREPOSITION or text.bits[j - 1] & DETERMINER)
        ):
            break
        if bits & MARK and bits & CLOSING and text.quote_at[j] < 0:
            break
        if bits & COORDINATOR:
            follows = text.bits[j + 1] if j + 1 < limit else 0
            if not follows & (DETERMINER | CAPITAL) or any(is_finite(text, m) for m in range(j + 1, min(j + 8, limit))):
                break
        j += 1
    while j > k + 1 and text.bits[j - 1] & (COORDINATOR | ADVERB):
        j -= 1
    return j
