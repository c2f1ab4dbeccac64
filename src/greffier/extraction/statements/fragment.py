""" "qualifie la loi de « A »": a quotation that a verb of judging or blaming takes."""

from collections.abc import Iterator

from greffier.extraction.lexicon import COLON, COMMA, FINITE, PARTICIPLE, PREPOSITION, REPORTING, STOP, verb_table
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import Draft, sentence_end, trim
from greffier.extraction.statements.speakers import speaker_of
from greffier.extraction.syntax.clauses import Group, group, is_finite
from greffier.extraction.syntax.text import Text


def fragments(text: Text) -> Iterator[Draft]:
    """A quotation of two words or more that a verb of judging or blaming takes."""
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


RULE = Rule(
    "fragment",
    "A quotation of two words or more that a verb of judging, calling or blaming takes is what its subject says.",
    (
        "<Elle|Le maire|La procureure> <@tense:qualifier> la loi de « recul <historique|inédit> ».",
        "Les syndicats <@tenses:dénoncer> « une atteinte à la liberté ».",
    ),
    ("Il juge le texte « absurde ».",),
    fragments,
)
