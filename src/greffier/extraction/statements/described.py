""" "décrit un homme « rongé par le jeu »", "y voit « une trahison »": what is described or seen, in part quoted."""

from collections.abc import Iterator

from greffier.extraction.lexicon import (
    COMMA,
    DETERMINER,
    INFINITIVE,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    verb_table,
    verbs,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.content import Draft, sentence_end, trim
from greffier.extraction.statements.phrase_boundaries import phrase_content_end
from greffier.extraction.statements.speakers import speaker_of
from greffier.extraction.syntax.quotations import Quotation
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, group, is_finite

_FAR = 14  # tokens between the verb and the quotation
_OF_WHAT = frozenset(("parler", "féliciter", "réjouir"))  # the verbs whose object "de" leads to
_INTO = frozenset(("dans", "en"))  # "voit dans ce dossier", "voit en lui"


def described(text: Text) -> Iterator[Draft]:
    """A noun phrase with a quotation of two words or more, after a verb of describing or after "voir dans"."""
    for q in text.quotations:
        verb = _governing(text, q) if q.last - q.first > 1 else None
        if verb is None:
            continue
        g, act, begin = verb
        part = _content(text, g, q, begin)
        if part:
            yield Draft("described", act, (part,), TokenSpan(g.first, g.last), speaker_of(text, g, part.last))


def _governing(text: Text, q: Quotation) -> tuple[Group, str, int] | None:
    """The verb that the quotation belongs to, its act, and where its object begins."""
    known = verb_table()
    floor = max(text.sentences[text.sentence(q.open)].first, q.open - _FAR)
    for j in range(q.open - 1, floor - 1, -1):
        bits = text.bits[j]
        if bits & (STOP | COMMA | SUBORDINATOR | RELATIVE | INFINITIVE):
            return None
        lemmas = [reading.lemma for reading in verbs().get(text.lows[j], ())]
        sees = "voir" in lemmas
        act = next((known[one].act for one in lemmas if "desc" in known[one].frames), "judge" if sees else "")
        g = group(text, j) if act else None
        if g and not g.passive and not g.negated and g.tense not in ("inf", "pp"):
            begin = _seen(text, g, q) if sees else _spoken_of(text, g, q) if _OF_WHAT.intersection(lemmas) else g.last
            return (g, act, begin) if begin >= 0 else None
        if is_finite(text, j):
            return None
    return None


def _spoken_of(text: Text, g: Group, q: Quotation) -> int:
    """Where the object of "parler de", "se réjouir de" begins, or -1: "parle de son côté d'un verdict « hâtif »"."""
    for k in range(q.open - 1, g.last - 1, -1):
        if text.lows[k] in ("un", "une") and text.lows[k - 1] in ("de", "d'"):
            return k
    return -1


def _seen(text: Text, g: Group, q: Quotation) -> int:
    """Where the object of voir begins behind "dans X" or after "y"; -1 where nothing says in what it is seen."""
    if "y" in text.lows[g.first : g.verb]:
        return g.last
    if text.lows[g.last : g.last + 1] and text.lows[g.last] in _INTO:
        k = g.last + 1 + bool(text.bits[g.last + 1] & DETERMINER)
        while k < q.open and not text.bits[k] & DETERMINER:
            k += 1
        return k
    return -1


def _content(text: Text, g: Group, q: Quotation, begin: int) -> TokenSpan | None:
    """The quotation alone where it is the whole object, else the noun phrase that holds it."""
    if not text.bits[begin] & DETERMINER and begin != q.open:
        return None
    if q.open - begin <= 1:
        # "dénonce une « atteinte à la loi »" is a quotation that a verb takes: only "voir" asks for it here
        return trim(text, q.open, q.last) if g.form.lemma == "voir" else None
    if any(text.bits[j] & PREPOSITION and text.lows[j] not in ("de", "d'", "du", "des") for j in range(begin, q.open)):
        return None
    return TokenSpan(begin, phrase_content_end(text, begin, sentence_end(text, g.verb)))


RULE: Rule = Rule(
    "described",
    "What somebody describes or sees in a thing, quoted in part, is what that one says of it.",
    (
        "<L'avocat|La procureure> <@tense:décrire> <un homme|un dossier> « <rongé par le jeu|à bout de souffle> ».",
        "Les syndicats <@tenses:regretter> un texte « <injuste et brutal|écrit à la hâte> ».",
        "La procureure voit dans <ce dossier|cette affaire|ces faits> « une <trahison|faute> grave ».",
        "L'association parle d'un verdict « <politique et brutal|pris à la hâte> ».",
        "Le syndicat y <voit|voyait> « un message <inquiétant|dangereux> ».",
    ),
    ("La cliente voit « deux hommes » sortir.",),
    described,
)
