""" "qualifie la loi de « A »": a quotation that a verb of judging or blaming takes."""

from collections.abc import Iterator

from greffier.extraction.lexicon import (
    COLON,
    COMMA,
    DETERMINER,
    FINITE,
    PARTICIPLE,
    PREPOSITION,
    REPORTING,
    STOP,
    TIME,
    verb_table,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import Draft, sentence_end, trim
from greffier.extraction.statements.speakers import speaker_of
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, group, is_finite


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
        modified = end < last and bool(text.bits[end] & PARTICIPLE and not text.bits[end] & FINITE)
        if end < last and (text.lows[end] in ("qui", "dont") or carried in ("qui", "dont")) or modified:
            whole = trim(text, q.open, clause_end(text, q.open, sentence_end(text, q.open), g, False))
            part = TokenSpan(q.open, whole.last) if whole else part
        yield Draft(
            "fragment",
            act,
            (part,),
            TokenSpan(g.first, g.last),
            speaker_of(text, g, end),
            None,
            TokenSpan(g.first, q.open),
        )


def _governing(text: Text, k: int, floor: int) -> tuple[Group, str] | None:
    """The verb that takes the quotation at `k` as its object or complement, and its act."""
    prepositions = 0
    for j in range(k - 1, max(floor, k - 24) - 1, -1):
        bits = text.bits[j]
        if bits & (STOP | COLON) or text.lows[j] in ("que", "qu'", "qui"):
            return None
        g = group(text, j) if bits & REPORTING else None
        if g is not None and (g.tense != "inf" or text.lows[g.first - 1] in ("pour", "de", "d'", "à")):
            return _taking(text, g, k)
        if not bits & REPORTING and is_finite(text, j):
            return None
        prepositions += bool(bits & PREPOSITION and text.lows[j] not in ("de", "d'", "du", "des"))
        if prepositions > 2:
            return None
    return None


def _taking(text: Text, g: Group, k: int) -> tuple[Group, str] | None:
    """The verb with its act where it takes the quotation at `k`: linked by "de", "comme" or an article, or right by."""
    verb = verb_table()[g.form.lemma]
    near = k - g.last
    opening = text.lows[k + 1] if k + 1 < len(text.words) else ""
    linked = near <= 1 or opening in ("de", "d'", "comme") or text.lows[k - 1] in _LINKS
    # "a dénoncé devant la presse « une décision injuste »"
    aside = near > 1 and text.bits[g.last] & (PREPOSITION | TIME | COMMA) and k + 1 < len(text.bits)
    linked = linked or bool(aside and text.bits[k + 1] & DETERMINER)
    if not verb.act or not linked or g.negated or g.passive:
        return None
    if g.form.lemma == "dire" and g.first and text.bits[g.first - 1] & COMMA:
        return None  # "Jean Petit, dit « le Belge »": a nickname
    fitting = verb.frames & {"frag", "thought"} or verb.frames & {"np"} and near <= 2
    return (g, verb.act) if fitting or near <= 1 and verb.frames & {"quote", "que"} else None


_LINKS = frozenset("de d' comme un une le la l' des les son sa leur :".split())

RULE: Rule = Rule(
    "fragment",
    "A quotation of two words or more that a verb of judging, calling or blaming takes is what its subject says.",
    (
        "<Elle|Le maire|La procureure> <@tense:qualifier> la loi de « recul <historique|inédit> ».",
        "Les syndicats <@tenses:dénoncer> « une atteinte à la liberté ».",
    ),
    ("Il juge le texte « absurde ».",),
    fragments,
)
