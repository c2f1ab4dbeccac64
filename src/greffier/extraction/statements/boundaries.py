"""Where a content ends."""

from greffier.extraction.lexicon import (
    ADVERB,
    AVOIR,
    BRACKET,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    ETRE,
    FINITE,
    GERUND,
    INVERTED,
    MARK,
    NEGATION,
    OPENING,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    REPORTING,
    SEMICOLON,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TONIC,
    verb_table,
    verbs,
)
from greffier.extraction.statements.content import skip_bracket, skip_quote
from greffier.extraction.syntax.adverbials import adverbial_end
from greffier.extraction.syntax.clauses import aside_start
from greffier.extraction.syntax.phrases import noun_phrase
from greffier.extraction.syntax.subjects import inverted_subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.verb_groups import Group, group, is_finite


def clause_end(text: Text, start: int, limit: int, cue: Group | None, inner: bool) -> int:
    """Where the content that begins at `start` ends, at most at `limit`.

    It runs to the end of the sentence, but not into a further report by the same speaker (", soulignant que",
    "et a ajouté que"), nor into what the article says itself: after a semicolon, "alors que", an attribution, or,
    where the cue is in a clause of its own (`inner`: "Estimant que A, la cour a ..."), the main clause.
    """
    k = _quotation_end(text, start, limit)
    if k > start and _stands_alone(text, k, limit):
        return k
    first_verb = _quoted_tense(text, start, k) if inner else ""
    while k < limit:
        after = skip_quote(text, k)
        if after == k:
            after = skip_bracket(text, k, limit)
        if after > k:
            first_verb = first_verb or (_quoted_tense(text, k, after) if inner else "")
            k = min(after, limit)
            continue
        if _ends_before(text, k, start, limit):
            return k
        if not first_verb and is_finite(text, k):
            first_verb = _tense(text, k)
        if text.bits[k] & COMMA and k > start:
            if _cut_after_comma(text, k, limit, cue, inner, first_verb):
                return k
        elif text.lows[k] in ("et", "mais") and k > start:
            if _further_report(text, k + 1, limit, cue, first_verb):
                return k
        k += 1
    return limit


def _quotation_end(text: Text, start: int, limit: int) -> int:
    """Where the quotation closes that the content opens with or begins in, or `start`."""
    after = skip_quote(text, start)
    if after > start:
        return min(after, limit)
    number = text.quote_at[start] if start < limit else -1
    if number >= 0 and text.quotations[number].first < start <= text.quotations[number].last:
        return min(text.quotations[number].close + 1, limit)
    return start


def _quoted_tense(text: Text, first: int, last: int) -> str:
    """The tense of the first finite verb between two tokens, or nothing."""
    return next((_tense(text, k) for k in range(first, min(last, first + 60)) if is_finite(text, k)), "")


def _ends_before(text: Text, k: int, start: int, limit: int) -> bool:
    """Whether token `k` begins what is no part of the content, whatever comes before."""
    bits = text.bits[k]
    if bits & SEMICOLON or bits & BRACKET and text.words[k] in ")]":
        return True
    if bits & COLON and k + 1 < limit and text.bits[k + 1] & MARK:
        return True
    if bits & DASH and text.starts[k] > text.ends[k - 1] and _dash_opened(text, start):
        return True
    if bits & GERUND and bits & REPORTING and k > start + 1:
        return not text.bits[k - 1] & (PREPOSITION | COMMA) and opens_report(text, k, limit)
    if text.lows[k] == "tout" and k + 3 < limit and text.lows[k + 1] == "en":
        gerund = text.bits[k + 3 if text.bits[k + 2] & CLITIC else k + 2]
        return bool(gerund & GERUND and gerund & REPORTING)
    return False


def _stands_alone(text: Text, k: int, limit: int) -> bool:
    """Whether a quotation that closes before `k` is the whole content: only an adverbial or a new clause follows."""
    if k >= limit:
        return True
    bits = text.bits[k]
    if bits & (COMMA | COORDINATOR):
        # "« A » et B", "« A », « B »": the content may go on; clause_end decides
        return False
    if bits & TIME:
        return True
    return bool(bits & PREPOSITION) and text.lows[k] not in ("de", "du", "des", "d'", "à", "au", "aux", "par", "pour")


def _dash_opened(text: Text, start: int) -> bool:
    """Whether a dash opened before `start` in its sentence, so that the next dash closes the insertion."""
    first = text.sentences[text.sentence(start)].first
    dashes = sum(1 for j in range(first + 1, start) if text.bits[j] & DASH and text.starts[j] > text.ends[j - 1])
    return dashes % 2 == 1


def _tense(text: Text, k: int) -> str:
    """The tense of the finite verb at `k`; "+pp" where it is an auxiliary with its participle."""
    form = next((r for r in verbs().get(text.lows[k], ()) if r.tense not in ("inf", "prp", "pp")), None)
    return (form.tense if form else "") + ("+pp" if _participle(text, k) > k else "")


def _participle(text: Text, k: int) -> int:
    """The participle of the auxiliary at `k`, adverbials between them aside; `k` where there is none."""
    if not text.bits[k] & (AVOIR | ETRE):
        return k
    j = k + 1
    while j < min(k + 8, len(text.words)):
        if text.bits[j] & PARTICIPLE:
            return j
        after = adverbial_end(text, j, len(text.words))
        j = after if after > j else j + 1 if text.bits[j] & (ADVERB | CLITIC | INVERTED) else len(text.words)
    return k


def _cut_after_comma(text: Text, k: int, limit: int, cue: Group | None, inner: bool, first_verb: str) -> bool:
    """Whether the content ends at the comma at `k`."""
    j = k + 1
    if j >= limit:
        return False
    low, bits = text.lows[j], text.bits[j]
    if bits & GERUND and bits & REPORTING:
        return opens_report(text, j, limit)
    if low in ("tout", "en") and j + 2 < limit:
        g = j + 2 if low == "tout" and text.lows[j + 1] == "en" else j + 1
        if text.bits[g] & GERUND and text.bits[g] & REPORTING:
            return True
    if bits & FINITE and _attribution(text, j, limit) or _source_follows(text, j, limit, cue):
        return True
    if low in ("et", "mais", "puis"):
        if _further_report(text, j + 1, limit, cue, first_verb) or _own_voice(text, j, limit, cue, first_verb):
            return True
    if not inner or not first_verb:
        return False
    return bool(bits & FINITE and is_finite(text, j)) or own_clause(text, j, limit) >= 0


def _source_follows(text: Text, j: int, limit: int, cue: Group | None) -> bool:
    """Whether a source or a contrast follows: "selon X", "d'après X", "alors que", "comme l'a dit X"."""
    low = text.lows[j]
    ahead = text.lows[j + 1] if j + 1 < limit else ""
    if low == "selon":
        # "a jugé que la cour, selon lui, …": the same speaker
        return cue is None or not ahead or not text.bits[j + 1] & TONIC
    if low in ("alors", "tandis"):
        return ahead in ("que", "qu'")
    if low == "comme":
        return any(text.bits[m] & REPORTING for m in range(j + 1, min(j + 8, limit)))
    return low == "d'" and ahead == "après"


def _own_voice(text: Text, j: int, limit: int, cue: Group | None, first_verb: str) -> bool:
    """Whether the article goes on in its own voice behind the coordinator at `j`: ", mais le maire a refusé"."""
    if cue is None or text.lows[j] == "puis" or text.bits[min(j + 1, limit - 1)] & SUBORDINATOR:
        return False
    verb = own_clause(text, j + 1, limit)
    if verb < 0:
        return False
    tense = _tense(text, verb)
    return text.lows[j] == "mais" or tense != first_verb and cue.tense == tense[:4].rstrip("+")


def _attribution(text: Text, j: int, limit: int) -> bool:
    """Whether a reporting verb at `j` and the subject after it close the sentence: "…, précise l'arrêt"."""
    for k in range(j, min(j + 4, limit)):
        if text.bits[k] & REPORTING:
            found = group(text, k)
            if found is None or found.first != j or found.passive:
                return False
            after = inverted_subject(text, found.last, limit) if found.inverted < 0 else (0, found.inverted + 1)
            return after is not None and (after[1] >= limit or bool(text.bits[after[1]] & (COMMA | PREPOSITION)))
    return False


def own_clause(text: Text, j: int, limit: int) -> int:
    """The finite verb of a clause with a subject of its own that begins at `j`, or -1."""
    window = min(limit, j + 30)
    for verb in range(j, window):
        bits = text.bits[verb]
        if bits & (SUBORDINATOR | RELATIVE | COLON | SEMICOLON | GERUND) or bits & MARK and bits & OPENING:
            # a relative clause inside the subject is passed over only in the plainest case
            if not bits & RELATIVE:
                return -1
            continue
        if bits & COMMA and verb > j + 12:
            return -1
        if bits & FINITE and is_finite(text, verb):
            end = aside_start(text, _group_first(text, verb) - 1, j) + 1
            if end > j and (text.bits[end - 1] & SUBJECT or noun_phrase(text, j, end)):
                return verb
            return -1
    return -1


def is_subject(text: Text, k: int, limit: int) -> bool:
    """Whether a noun phrase begins at `k`, behind a comma, and a verb of its own follows."""
    return bool(text.bits[k - 1] & COMMA) and own_clause(text, k, limit) >= 0


def _group_first(text: Text, k: int) -> int:
    found = group(text, k)
    return found.first if found and found.first <= k else k


def _further_report(text: Text, k: int, limit: int, cue: Group | None, first_verb: str) -> bool:
    """Whether a verb without a subject of its own at `k` goes on about the cue's subject: "et a ajouté que"."""
    j = k
    while j < limit and text.bits[j] & (ADVERB | CLITIC | NEGATION) and not text.bits[j] & (AVOIR | ETRE):
        j += 1
    if j >= limit or not text.bits[j] & FINITE or not is_finite(text, j):
        return False
    tense = _tense(text, j)
    lexical = _participle(text, j)
    reporting = bool(text.bits[lexical] & REPORTING)
    if cue is None:
        return False
    if not first_verb:
        # "reconnaît avoir frappé, mais conteste": no finite verb of an infinitive's own
        return True
    mine = cue.tense + ("+pp" if cue.last - cue.first > 1 and text.bits[cue.verb] & PARTICIPLE else "")
    if reporting and tense == mine:
        return True
    return tense == mine and tense != first_verb and tense.endswith("+pp")


def opens_report(text: Text, k: int, limit: int) -> bool:
    """Whether the participle at `k` opens a report: que, an infinitive, a quotation or a noun phrase follows."""
    frames = frames_at(text, k)
    if "que" not in frames and "inf" not in frames:
        return False
    for j in range(k + 1, min(k + 14, limit)):
        low = text.lows[j]
        if low in ("que", "qu'", ":") or text.bits[j] & MARK:
            return True
        if low in ("avoir", "être") or j == k + 1 and low.endswith(("er", "ir")):
            return True
        if text.bits[j] & COMMA and j > k + 1:
            continue
    return False


def frames_at(text: Text, k: int) -> frozenset[str]:
    """The frames of the reporting verb that token `k` is a form of."""
    table = verb_table()
    out: frozenset[str] = frozenset()
    for reading in verbs().get(text.lows[k], ()):
        out |= table[reading.lemma].frames
    return out
