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
    DETERMINER,
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
from greffier.extraction.syntax.clauses import Group, aside_start, group, inverted_subject, is_finite, noun_phrase
from greffier.extraction.syntax.text import Text


def clause_end(text: Text, start: int, limit: int, cue: Group | None, inner: bool) -> int:
    """Where the content that begins at `start` ends, at most at `limit`.

    It runs to the end of the sentence, but not into a further report by the same speaker (", soulignant que",
    "et a ajouté que"), nor into what the article says itself: after a semicolon, "alors que", an attribution, or,
    where the cue stands in a clause of its own (`inner`: "Estimant que A, la cour a ..."), the main clause.
    """
    k = start
    quoted = skip_quote(text, start)
    if quoted > start and _stands_alone(text, quoted, limit):
        return min(quoted, limit)
    number = text.quote_at[start] if start < limit else -1
    if number >= 0 and text.quotations[number].first < start <= text.quotations[number].last:
        close = min(text.quotations[number].close + 1, limit)
        if _stands_alone(text, close, limit):
            return close
        k = close
    first_verb = ""
    pending = 0
    while k < limit:
        after = skip_quote(text, k)
        if after == k:
            after = skip_bracket(text, k, limit)
        if after > k:
            k = min(after, limit)
            continue
        bits = text.bits[k]
        if bits & SEMICOLON or bits & BRACKET and text.words[k] in ")]":
            return k
        if bits & COLON and k + 1 < limit and text.bits[k + 1] & MARK:
            return k
        if bits & DASH and text.starts[k] > text.ends[k - 1] and _dash_opened(text, start):
            return k
        if bits & FINITE and is_finite(text, k):
            if not first_verb:
                first_verb = _tense(text, k)
            pending = max(0, pending - 1)
        elif bits & (RELATIVE | SUBORDINATOR):
            pending += 1
        if bits & COMMA and k > start:
            if _cut_after_comma(text, k, limit, cue, inner, first_verb):
                return k
        elif bits & COORDINATOR and k > start and text.lows[k] in ("et", "mais"):
            if _further_report(text, k + 1, limit, cue, first_verb):
                return k
        elif (
            bits & GERUND
            and bits & REPORTING
            and k > start + 1
            and not text.bits[k - 1] & (PREPOSITION | COMMA)
            and _speaks(text, k, limit)
        ):
            return k
        elif text.lows[k] == "tout" and k + 3 < limit and text.lows[k + 1] == "en":
            told = k + 3 if text.bits[k + 2] & CLITIC else k + 2
            if text.bits[told] & GERUND and text.bits[told] & REPORTING:
                return k
        k += 1
    return limit


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
    first = text.sentences[text.sentence(start)][0]
    dashes = sum(1 for j in range(first + 1, start) if text.bits[j] & DASH and text.starts[j] > text.ends[j - 1])
    return dashes % 2 == 1


def _tense(text: Text, k: int) -> str:
    """The tense of the finite verb at `k`; "+pp" where it is an auxiliary with its participle."""
    form = next((r for r in verbs().get(text.lows[k], ()) if r.tense not in ("inf", "prp", "pp")), None)
    tense = form.tense if form else ""
    if text.bits[k] & (AVOIR | ETRE):
        for j in range(k + 1, min(k + 5, len(text.words))):
            if text.bits[j] & PARTICIPLE:
                return tense + "+pp"
            if not text.bits[j] & (ADVERB | CLITIC | INVERTED):
                break
    return tense


def _cut_after_comma(text: Text, k: int, limit: int, cue: Group | None, inner: bool, first_verb: str) -> bool:
    j = k + 1
    if j >= limit:
        return False
    low = text.lows[j]
    bits = text.bits[j]
    if bits & GERUND and bits & REPORTING:
        return _speaks(text, j, limit)
    if low in ("tout", "en") and j + 2 < limit:
        g = j + 2 if low == "tout" and text.lows[j + 1] == "en" else j + 1
        if text.bits[g] & GERUND and text.bits[g] & REPORTING:
            return True
    if bits & FINITE and _attribution(text, j, limit):
        return True
    if low in ("selon", "d'", "alors", "tandis") or low == "comme":
        ahead = text.lows[j + 1] if j + 1 < limit else ""
        if low == "selon" and text.bits[j + 1 if j + 1 < limit else j] & TONIC and cue is not None:
            return False  # "a jugé que la cour, selon lui, …": the same speaker
        if low == "selon" or low == "d'" and ahead == "après":
            return True
        if low in ("alors", "tandis") and ahead in ("que", "qu'"):
            return True
        if low == "comme":
            return any(text.bits[m] & REPORTING for m in range(j + 1, min(j + 8, limit)))
    if bits & COORDINATOR and low in ("et", "mais", "puis"):
        if _further_report(text, j + 1, limit, cue, first_verb):
            return True
        if cue is not None and low in ("mais", "et") and not text.bits[j + 1 if j + 1 < limit else j] & SUBORDINATOR:
            verb = _own_clause(text, j + 1, limit)
            if verb >= 0 and (
                low == "mais" or _tense(text, verb) != first_verb and cue.tense == _tense(text, verb)[:4].rstrip("+")
            ):
                return True
    if inner and first_verb:
        if bits & FINITE and is_finite(text, j):
            return True
        return _own_clause(text, j, limit) >= 0
    return False


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


def _own_clause(text: Text, j: int, limit: int) -> int:
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
    return bool(text.bits[k - 1] & COMMA) and _own_clause(text, k, limit) >= 0


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
    lexical = j
    if tense.endswith("+pp"):
        lexical = next((m for m in range(j + 1, min(j + 6, limit)) if text.bits[m] & PARTICIPLE), j)
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


def _speaks(text: Text, k: int, limit: int) -> bool:
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


def phrase_content_end(text: Text, k: int, limit: int) -> int:
    """Where a content that is a noun phrase ends: before a clause or an aside that is the article's own."""
    j = k
    while j < limit:
        after = skip_quote(text, j)
        if after == j:
            after = skip_bracket(text, j, limit)
        if after > j:
            j = min(after, limit)
            continue
        bits = text.bits[j]
        ahead = text.lows[j + 1] if j + 1 < limit else ""
        if bits & (SEMICOLON | COLON) or bits & BRACKET:
            return j
        if text.lows[j] in ("alors", "tandis") and ahead in ("que", "qu'"):
            return j
        if text.lows[j] == "en" and j + 1 < limit and text.bits[j + 1] & GERUND and text.bits[j + 1] & REPORTING:
            return j
        if bits & COMMA and j + 1 < limit:
            follows = text.bits[j + 1]
            clitic = j + 2 if follows & CLITIC or ahead == "y" else j + 1
            if clitic < limit and text.bits[clitic] & GERUND or follows & RELATIVE and ahead != "dont":
                return j
            if follows & FINITE and not follows & PARTICIPLE and is_finite(text, j + 1) or ahead in ("que", "qu'"):
                return j
            if ahead in _ASIDES or follows & TIME:
                return j
            if _own_clause(text, j + 2 if follows & COORDINATOR else j + 1, limit) >= 0:
                return j
        if bits & COORDINATOR and _own_clause(text, j + 1, limit) >= 0:
            return j
        if bits & COORDINATOR and j + 1 < limit:
            m = j + 1
            while m < limit and text.bits[m] & (CLITIC | ADVERB) and not text.bits[m] & DETERMINER and m - j < 4:
                m += 1
            if m < limit and text.bits[m] & FINITE and is_finite(text, m):
                return j
            if m < limit and text.bits[m] & PARTICIPLE and text.bits[m] & REPORTING and _speaks(text, m, limit):
                # "a regretté une erreur et estimé que B"
                return j
        j += 1
    return limit


# what follows a comma without belonging to a noun phrase
_ASIDES = frozenset("selon alors tandis mais ce après lors dans comme avant malgré d' pour".split())


def frames_at(text: Text, k: int) -> frozenset[str]:
    """The frames of the reporting verb that token `k` is a form of."""
    table = verb_table()
    out: frozenset[str] = frozenset()
    for reading in verbs().get(text.lows[k], ()):
        out |= table[reading.lemma].frames
    return out
