"""Contents that quotation marks carry: after a colon, as a fragment under a verb, signed, or going on from before."""

from collections.abc import Iterator

from greffier.extraction.lexicon import (
    CAPITAL,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    ETRE,
    FINITE,
    MARK,
    PARTICIPLE,
    PREPOSITION,
    REPORTING,
    STOP,
    verb_table,
)
from greffier.extraction.statements.content import Draft, Range, quoted_at, quotes_between, sentence_end, trim
from greffier.extraction.statements.extent import clause_end
from greffier.extraction.statements.speakers import speaker_of, speech, whose_words
from greffier.extraction.syntax.clauses import Group, finite_group, group, is_finite, subject
from greffier.extraction.syntax.text import Text


def colons(text: Text) -> Iterator[Draft]:
    """What stands after a colon, under a verb of speech or a name.

    Takes: Le préfet a déclaré : « La route est coupée. »
    Leaves: Le dossier compte trois pièces : un rapport, un plan et une lettre.
    """
    for c in text.where(COLON):
        number = text.quote_at[c]
        if number >= 0 and text.quotations[number].first <= c < text.quotations[number].last:
            continue
        draft = _colon(text, c)
        if draft:
            yield draft


def _colon(text: Text, c: int) -> Draft | None:
    """The statement that the colon at token `c` leads to."""
    first, last = text.sentences[text.sentence(c)]
    if c + 1 >= len(text.words):
        return None
    number = text.quote_at[c + 1] if text.bits[c + 1] & MARK else -1
    quoted = number >= 0 and text.quotations[number].open == c + 1
    g, act = _verb_before(text, c, first, quoted)
    if not quoted:
        return _stated(text, c, last, g, act) if g and c + 1 < last else None
    parts = _joined(text, number)
    if g is None or g.passive and g.tense != "pp":
        found = _plain_colon(text, c, parts) or _named_colon(text, first, c, parts)
        return found or _led_colon(text, first, c, parts)
    speaker = speaker_of(text, g, c)
    return Draft("colon", act, parts, (g.first, g.last), speaker, None, (g.first, c)) if parts else None


def _verb_before(text: Text, c: int, first: int, quoted: bool) -> tuple[Group | None, str]:
    """The verb of speech before the colon at `c`, and its act; an infinitive only before a quotation."""
    for k in range(c - 1, first - 1, -1):
        if not text.bits[k] & (FINITE | REPORTING) or quoted_at(text, k):
            continue
        found = group(text, k)
        if found is None or found.tense == "pp":
            # "un communiqué": a participle without its auxiliary is no verb of speech
            continue
        verb = verb_table()[found.form.lemma]
        if verb.act and (quoted if found.tense == "inf" else verb.frames & {"quote", "que", "frag", "acc", "ade"}):
            return found, verb.act
        if found.tense not in ("inf", "prp") and not text.bits[k] & REPORTING:
            break
    return None, "say"


def _stated(text: Text, c: int, last: int, g: Group, act: str) -> Draft | None:
    """ "X nie les faits : il était à Lyon": a clause without quotation marks after the colon."""
    if g.passive or g.tense in ("inf", "prp") or g.negated and act != "deny" or c - g.last > 12:
        return None
    if act not in _STATES or any(text.lows[j] in ("que", "qu'") for j in range(g.last, c)):
        return None
    part = trim(text, c + 1, clause_end(text, c + 1, last, None, False))
    if not part or not any(text.bits[j] & FINITE and is_finite(text, j) for j in range(*part)):
        return None
    speaker = speaker_of(text, g, c)
    return Draft("colon", act, (part,), (g.first, g.last), speaker, None, (g.first, c)) if speaker else None


_STATES = frozenset(("deny", "explain", "say", "claim", "warn", "admit", "judge"))


def _joined(text: Text, number: int) -> tuple[Range, ...]:
    """The quotation and those that follow it with nothing but commas or "et" between."""
    parts = []
    while True:
        q = text.quotations[number]
        part = trim(text, q.open, min(q.close + 1, len(text.words)))
        if part:
            parts.append(part)
        k = q.close + 1
        while k < len(text.words) and (text.bits[k] & COMMA or text.lows[k] == "et"):
            k += 1
        following = number + 1
        if k > q.close + 1 and following < len(text.quotations) and text.quotations[following].open == k:
            number = following
            continue
        return tuple(parts)


def _named_colon(text: Text, first: int, c: int, parts: tuple[Range, ...]) -> Draft | None:
    """ "Le maire : « … »": a name or a noun phrase, a colon, a quotation."""
    if not parts or parts[0][1] - parts[0][0] < 3:
        return None
    if any(text.bits[j] & FINITE and is_finite(text, j) for j in range(first, c)):
        return None
    if any(text.lows[j] in ("selon", "pour", "après") for j in range(first, c)):
        return None
    k = first
    while k < c and text.bits[k] & (DASH | COMMA):
        k += 1
    if k < c and text.bits[k] & (DETERMINER | CAPITAL) and not text.bits[k] & PREPOSITION:
        return Draft("colon", "say", parts, None, whose_words(text, k, c))
    return None


def _plain_colon(text: Text, c: int, parts: tuple[Range, ...]) -> Draft | None:
    """ "Le communiqué est clair : « … »": être, a word of plainness, a colon, a quotation."""
    if not parts or speech().get(text.lows[c - 1]) != "plain":
        return None
    for k in range(c - 2, max(-1, c - 6), -1):
        if text.bits[k] & ETRE:
            g = group(text, k)
            speaker = subject(text, g) if g else None
            return Draft("colon", "say", parts, None, speaker) if speaker else None
    return None


def _led_colon(text: Text, first: int, c: int, parts: tuple[Range, ...]) -> Draft | None:
    """ "Le maire se lève : « Je n'ai rien signé. »": its subject speaks the sentence."""
    if not parts or parts[0][1] - parts[0][0] < 4 or not text.bits[parts[0][1] - 1] & STOP:
        return None
    for k in range(c - 1, max(first, c - 30) - 1, -1):
        if text.bits[k] & FINITE and text.quote_at[k] < 0 and is_finite(text, k):
            g = finite_group(text, k)
            if g is None or g.form.lemma in ("être", "avoir", "falloir") or g.passive:
                return None
            speaker = subject(text, g)
            if speaker is None or text.lows[speaker[0]] in ("on", "c'", "ce", "cela", "ça", "je", "nous", "vous"):
                return None
            return Draft("colon", "say", parts, None, speaker, None, (k, c))
    return None


def fragments(text: Text) -> Iterator[Draft]:
    """A quotation of two words or more that a verb of judging or blaming takes.

    Takes: Elle qualifie la loi de « recul historique ».
    Leaves: Il juge le texte « absurde ».
    """
    for q in text.quotations:
        if q.open < 2 or q.last - q.first < 2:
            continue
        first, last = text.sentences[text.sentence(q.open)]
        verb = _governing(text, q.open, first)
        if verb is None:
            continue
        g, act = verb
        part = trim(text, q.open + 2 if text.lows[q.first] in ("de", "d'") else q.open, q.last)
        if part is None or not sum(text.words[j][0].isalnum() for j in range(*part)) >= 2:
            continue
        end = q.close + 1
        # a clause that carries the quotation on ("« juge et partie » qui aurait …")
        carried = text.lows[end + 1] if end + 1 < last and text.lows[end] == "et" else ""
        if end < last and (
            text.lows[end] in ("qui", "dont")
            or carried in ("qui", "dont")
            or text.bits[end] & PARTICIPLE
            and not text.bits[end] & FINITE
        ):
            whole = trim(text, q.open, clause_end(text, q.open, sentence_end(text, q.open), g, False))
            part = (q.open, whole[1]) if whole else part
        yield Draft("fragment", act, (part,), (g.first, g.last), speaker_of(text, g, end), None, (g.first, q.open))


def _governing(text: Text, k: int, floor: int) -> tuple[Group, str] | None:
    """The verb that takes the quotation at `k` as its object or complement, and its act."""
    j = k - 1
    seen = 0
    while j >= floor and k - j < 25:
        bits = text.bits[j]
        if bits & (STOP | COLON) or text.lows[j] in ("que", "qu'", "qui"):
            return None
        if bits & REPORTING:
            g = group(text, j)
            if g is not None and not (g.tense == "inf" and text.lows[g.first - 1] not in ("pour", "de", "d'", "à")):
                verb = verb_table()[g.form.lemma]
                if not verb.act:
                    return None
                near = k - g.last
                opening = text.lows[k + 1] if k + 1 < len(text.words) else ""
                linked = (
                    opening in ("de", "d'", "comme")
                    or text.lows[k - 1]
                    in (
                        "de",
                        "d'",
                        "comme",
                        "un",
                        "une",
                        "le",
                        "la",
                        "l'",
                        "des",
                        "les",
                        "d'un",
                        "d'une",
                        "son",
                        "sa",
                        "leur",
                        ":",
                    )
                    or near <= 1
                )
                if not linked or g.negated or g.passive:
                    return None
                if g.form.lemma == "dire" and g.first and text.bits[g.first - 1] & COMMA:
                    # "Jean Petit, dit « le Belge »": a nickname
                    return None
                if verb.frames & {"frag", "thought"} or verb.frames & {"np"} and near <= 2:
                    return g, verb.act
                if near <= 1 and verb.frames & {"quote", "que"}:
                    return g, verb.act
                return None
        elif bits & FINITE and is_finite(text, j):
            return None
        if bits & PREPOSITION and text.lows[j] not in ("de", "d'", "du", "des"):
            seen += 1
            if seen > 2:
                return None
        j -= 1
    return None


def continued(text: Text, spoken: set[int], speakers: dict[int, Range | None]) -> Iterator[Draft]:
    """A sentence that is a quotation of its own, after a sentence that names whose words they are.

    `spoken` holds the sentences that have a statement, `speakers` the words for the last speaker of each.

    Takes: « Nous irons en appel », a dit le notaire. « Rien n'est fini. »
    Leaves: La salle s'est vidée. « Rien n'est fini. »
    """
    for number, (first, last) in enumerate(text.sentences):
        if number in spoken or not number:
            continue
        quotes = quotes_between(text, first, last)
        if not quotes:
            continue
        outside = [
            j
            for j in range(first, last)
            if text.quote_at[j] < 0 and not text.bits[j] & (STOP | COMMA | DASH) and text.lows[j] != "et"
        ]
        if outside or number - 1 not in spoken:
            continue
        parts = tuple(p for p in (trim(text, a, b) for a, b in quotes) if p)
        if not parts or parts[0][1] - parts[0][0] < 3:
            continue
        spoken.add(number)
        speakers[number] = speakers.get(number - 1)
        yield Draft("continued", "say", parts, None, speakers.get(number - 1))


def signed(text: Text) -> Iterator[Draft]:
    """A quotation set off and signed behind a dash.

    Takes: « La justice doit rester indépendante. » — Jeanne Martin, avocate
    Leaves: « La justice » — un mot qui revient — occupe la salle.
    """
    for q in text.quotations:
        k = q.close + 1
        if k + 1 >= len(text.words) or not text.bits[k] & DASH or text.starts[k + 1] == text.ends[k]:
            continue
        if not text.bits[k + 1] & (CAPITAL | DETERMINER):
            continue
        paragraph_end = next((b for a, b in text.paragraphs if a <= k < b), len(text.words))
        if paragraph_end - k > 20 or any(
            text.bits[j] & FINITE and is_finite(text, j) for j in range(k + 1, paragraph_end)
        ):
            continue
        part = trim(text, q.open, q.close + 1)
        end = next((j for j in range(k + 1, paragraph_end) if text.bits[j] & (COMMA | STOP)), paragraph_end)
        if part and end > k + 1 and part[1] - part[0] >= 3:
            yield Draft("signed", "say", (part,), None, (k + 1, end))


def run_on(text: Text, draft: Draft) -> Draft:
    """The draft with the paragraphs before and after over which its quotation runs.

    Each paragraph of such a quotation is opened anew and only the last is closed.
    """
    if len(text.paragraphs) < 2:
        return draft
    parts = list(draft.parts)
    number = text.quote_at[parts[-1][1] - 1]
    while 0 <= number < len(text.quotations) - 1 and _left_open(text, number):
        number += 1
        part = trim(text, text.quotations[number].open, text.quotations[number].close + 1)
        if part:
            parts.append(part)
    number = text.quote_at[parts[0][0]]
    while number > 0 and _left_open(text, number - 1):
        number -= 1
        part = trim(text, text.quotations[number].open, text.quotations[number].close + 1)
        if part:
            parts.insert(0, part)
    return draft._replace(parts=tuple(parts)) if len(parts) > len(draft.parts) else draft


def _left_open(text: Text, number: int) -> bool:
    """Whether a quotation ends with its paragraph, unclosed, and the next paragraph begins with another."""
    q, following = text.quotations[number], text.quotations[number + 1]
    return q.close == q.last == following.open and bool(text.bits[following.open] & MARK)
