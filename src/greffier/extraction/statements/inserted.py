""" "A, a-t-elle ajouté", "« A », a déclaré le maire": the cue is inserted into its content or follows it."""

from collections.abc import Iterator

from greffier.extraction.lexicon import (
    CAPITAL,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    FINITE,
    GERUND,
    MARK,
    PREPOSITION,
    REPORTING,
    SEMICOLON,
    STOP,
    SUBJECT,
    TIME,
    verb_table,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.content import Draft, Range, quotes_between, sentence_end, trim
from greffier.extraction.statements.cues import locution, locutions
from greffier.extraction.syntax.clauses import (
    Group,
    clause_start,
    group,
    inverted_subject,
    is_finite,
    noun_phrase,
)
from greffier.extraction.syntax.text import Text

_FIRST = frozenset(("je", "j'", "nous", "vous", "tu", "c'est", "on", "mon", "notre"))  # somebody speaks

_OWN_VOICE = frozenset(("-je", "-nous", "-tu", "-vous", "je", "nous", "tu", "vous"))


def inserted(text: Text) -> Iterator[Draft]:
    """A verb of speech inserted into its content, or after it, with its subject behind it."""
    for k in text.where(REPORTING):
        told = locution(text, k) if text.lows[k] in locutions() else None
        g = told[0] if told else group(text, k)
        if g is None or g.tense in ("inf", "prp", "pp") or g.passive or g.negated:
            continue
        verb = verb_table()[g.form.lemma]
        act, frames = told[1:] if told else (verb.act, verb.frames)
        if not act or not frames & {"quote", "que", "thought", "frag"}:
            continue
        draft = _inserted(text, g, act)
        if draft:
            yield draft


def _inserted(text: Text, g: Group, act: str) -> Draft | None:
    bits = text.bits
    sentence_first = text.sentences[text.sentence(g.verb)][0]
    limit = sentence_end(text, g.verb)
    before = g.first - 1
    own = text.quote_at[g.first]
    inside = own >= 0 and text.quotations[own].first <= g.first < text.quotations[own].last
    # an adverb may stand first: "…, a ainsi confié", "…, conclut-il"; "et ajoute-t-il"
    if before < sentence_first:
        if g.inverted < 0 or not sentence_first:
            return None
        return None
    after_quote = not inside and text.quote_at[before] >= 0 and bits[before] & MARK
    if bits[before] & (COMMA | DASH) and not inside and before > sentence_first:
        after_quote = after_quote or bool(text.quote_at[before - 1] >= 0 and bits[before - 1] & MARK)
    elif not after_quote and not bits[before] & (COMMA | DASH | STOP | MARK) and g.inverted < 0:
        return None
    if inside and (
        g.inverted < 0 and not bits[before] & COMMA or text.quotations[own].last - text.quotations[own].first > 1500
    ):
        return None
    # who speaks
    if g.inverted >= 0:
        speaker = g.inverted, g.inverted + 1
        end = max(g.inverted + 1, g.last)
    else:
        after = inverted_subject(text, g.last, limit)
        if after is None:
            # "« … », il a dit": an uninverted subject is no attribution
            return None
        speaker = after[0], _apposed(text, after, limit)
        splits = bits[before] & COMMA and _splits(text, speaker[1], limit)
        spoken = inside and any(
            text.lows[j] in _FIRST for j in range(max(text.quotations[own].first, before - 40), before)
        )
        if not after_quote and not splits and not spoken and not _clause_before(text, g, sentence_first):
            return None
        if not after_quote and not _closes(text, speaker[1], limit):
            return None
        end = speaker[1]
    if not inside and text.lows[speaker[0]] in _OWN_VOICE:
        return None
    if g.inverted >= 0 and bits[before] & (COMMA | DASH) == 0 and not after_quote and not inside:
        # a question ("le maire dira-t-il …?") or an inversion after an adverb, no attribution
        if not bits[before] & STOP:
            return None
    if inside:
        q = text.quotations[own]
        cut = before if bits[before] & (COMMA | DASH) else before + 1
        parts = [trim(text, q.first, cut), trim(text, _after_aside(text, end, q.last), q.last)]
        kept = tuple(p for p in parts if p)
        return Draft("inserted", act, kept, (g.first, end if g.inverted >= 0 else g.last), speaker) if kept else None
    # the quotations that the attribution closes
    head = before if bits[before] & (COMMA | DASH) else before + 1
    ranges = _before(text, sentence_first, head)
    if not ranges:
        return None
    tail = _after(text, end, limit, g)
    if tail:
        ranges.append(tail)
    cue_last = end if g.inverted >= 0 and g.inverted >= g.verb else g.last
    # the outlet may stand between the verb and its subject: "a déclaré à l'agence le maire"
    around = (g.last, limit if not tail else tail[0])
    return Draft("inserted", act, tuple(ranges), (g.first, cue_last), speaker, None, around)


def _apposed(text: Text, found: Range, limit: int) -> int:
    """The end of an inverted subject with the name set beside it: "a déclaré son avocat, Me Paul Roy"."""
    k = found[1]
    if (
        k + 1 >= limit
        or not text.bits[k] & COMMA
        or not text.bits[k + 1] & CAPITAL
        or text.bits[found[1] - 1] & CAPITAL
    ):
        return found[1]
    if text.bits[k + 1] & (DETERMINER | PREPOSITION | TIME):
        return found[1]
    end = k + 2
    while (
        end < limit and end - k < 8 and (text.bits[end] & CAPITAL or text.lows[end] in ("de", "d'", "du", "le", "la"))
    ):
        end += 1
    return end if end >= limit or text.bits[end] & (COMMA | STOP) else found[1]


def _splits(text: Text, k: int, limit: int) -> bool:
    """Whether the attribution that ends at `k` stands between a subject and its verb: "L'enquête, a dit X, durera"."""
    while k < limit and not text.bits[k] & (COMMA | FINITE | MARK | STOP):
        k += 1
    if k + 1 >= limit or not text.bits[k] & COMMA:
        return False
    return any(text.bits[j] & FINITE and is_finite(text, j) for j in range(k + 1, min(k + 5, limit)))


def _clause_before(text: Text, g: Group, floor: int) -> bool:
    """Whether a whole clause stands before the group, so that its subject is none of the group's."""
    begin, opener = clause_start(text, g.first)
    if opener < 0 or not text.bits[opener] & FINITE:
        return False
    # a subject is never cut off from its verb by a single comma; two may enclose an aside
    return noun_phrase(text, begin, g.first) is None or not any(text.bits[j] & COMMA for j in range(begin, g.first - 1))


def _closes(text: Text, k: int, limit: int) -> bool:
    """Whether the attribution ends at `k`: with the sentence, a comma, or an adverbial."""
    return k >= limit or bool(
        text.bits[k] & (COMMA | PREPOSITION | STOP | DASH | GERUND) or text.bits[k] & TIME or text.lows[k] == "qui"
    )


def _after_aside(text: Text, k: int, limit: int) -> int:
    stop = next((j for j in range(k, min(k + 25, limit)) if text.bits[j] & STOP), -1)
    if stop >= 0 and not any(text.bits[j] & FINITE and is_finite(text, j) for j in range(k, stop)):
        # "« A, confie Jan Hus, maire de Vire. B »"
        return stop + 1
    while k < limit and not text.bits[k] & (COMMA | DASH | MARK):
        k += 1
    return k + 1 if k < limit else k


def _before(text: Text, floor: int, head: int) -> list[Range]:
    """The content before the attribution: quotations alone where a colon or a report leads to them, else the clause."""
    quotes = [q for q in quotes_between(text, floor, head)]
    start = floor
    if quotes and quotes[-1][1] >= head - 1:
        # quotations joined under one attribution, with nothing but commas between
        first = len(quotes) - 1
        while first and all(
            text.bits[j] & COMMA or text.lows[j] in ("et", "puis")
            for j in range(quotes[first - 1][1], quotes[first][0])
        ):
            first -= 1
        lead = quotes[first][0]
        if lead == floor or all(text.bits[j] & (DASH | COMMA) for j in range(floor, lead)):
            parts = [trim(text, a, b) for a, b in quotes[first:]]
            return [p for p in parts if p]
        if text.bits[lead - 1] & COLON:
            part = trim(text, *quotes[-1])
            return [part] if part else []
    for j in range(head - 1, floor, -1):
        if text.bits[j] & (COLON | SEMICOLON) and text.quote_at[j] < 0:
            start = j + 1 if text.bits[j] & SEMICOLON else start
            break
    while start < head and (text.bits[start] & DASH or text.lows[start] == "-"):
        start += 1
    part = trim(text, start, head)
    return [part] if part else []


def _after(text: Text, k: int, limit: int, g: Group) -> Range | None:
    """The content that goes on after the attribution: "…, a-t-il dit, « … »", "…, a-t-elle ajouté, et …"."""
    while k < limit and not text.bits[k] & (COMMA | COLON | MARK | SEMICOLON):
        k += 1
    if k >= limit:
        return None
    if text.bits[k] & COMMA or text.bits[k] & COLON:
        k += 1
    if k >= limit or text.bits[k] & (GERUND | REPORTING) and not text.bits[k] & SUBJECT:
        return None
    if text.bits[k] & MARK:
        number = text.quote_at[k]
        if number >= 0 and text.quotations[number].open == k:
            q = text.quotations[number]
            return trim(text, k, min(q.close + 1, limit))
        return None
    if text.quote_at[g.first - 2 if g.first > 1 else 0] < 0:
        if text.lows[k] in (
            "qui",
            "selon",
            "lors",
            "dans",
            "alors",
            "avant",
            "après",
            "tout",
            "en",
            "sur",
            "mais",
            "tandis",
            "ajoutant",
            "dont",
            "lundi",
            "mardi",
            "mercredi",
            "jeudi",
            "vendredi",
            "samedi",
            "dimanche",
            "à",
            "au",
        ):
            return None
        if any(text.bits[j] & FINITE and is_finite(text, j) for j in range(k, limit)) or text.bits[k] & PREPOSITION:
            return trim(text, k, limit)
    return None


RULE = Rule(
    "inserted",
    "A verb of saying before its subject, inserted into a clause or quotation or set after it, attributes it.",
    (
        "« Le dossier est vide », a <plaidé|affirmé|expliqué> <@weekday> l'avocate de la défense.",
        "« Le dossier est vide », <@tense:affirmer> <@person>.",
        "Le dossier est vide, <a-t-elle|avait-il|ont-ils> <ajouté|précisé>.",
    ),
    ("Le maire, malade, a plaidé coupable.",),
    inserted,
)
