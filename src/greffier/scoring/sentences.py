"""Single sentences: the statements that the engine finds in them, compared with those that careful readers found."""

from collections.abc import Iterable
from typing import Any

from greffier.extraction.pipeline import extract
from greffier.model import Span, Statement
from greffier.scoring.gold import GoldQuote, GoldSentence
from greffier.scoring.matching import likeness, pairs, words
from greffier.scoring.tally import Tally

#: Words that lead a content in and are no part of it.
OPENERS = ("que", "qu", "de", "d", "à")
MODES = ("direct", "mixed", "indirect")


def score_sentences(gold: Iterable[GoldSentence], tally: Tally) -> None:
    """Counts what the engine finds in the sentences."""
    for sentence in gold:
        _score(sentence, extract(sentence.text, article_id="sentence").statements, tally)


def figures(tally: Tally) -> dict[str, Any]:
    """The figures by name; `ignored` rows are doubtful and count neither way."""
    speakers = tally.number("speaker")
    out: dict[str, Any] = {
        "gold": tally.number("overlap"),
        "pred": tally.number("overlap", "predicted"),
        "ignored": tally.number("ignored"),
        "exact": _short(tally, "exact"),
        "overlap": _short(tally, "overlap"),
        "speaker": {"n": speakers, "head": tally.share("speaker"), "lenient": tally.share("speaker or other name")},
        "cue": {"n": tally.number("cue"), "acc": tally.share("cue")},
        "mode_acc": tally.share("mode of sentence"),
        "by_mode": {},
        "overlap_and_speaker": _short(tally, "overlap and speaker"),
    }
    for mode in MODES:
        cells: dict[str, Any] = {"gold": tally.number(f"exact {mode}")}
        cells |= {"exact_R": tally.share(f"exact {mode}"), "overlap_R": tally.share(f"overlap {mode}")}
        if predicted := tally.number(f"exact found {mode}", "predicted"):
            cells["pred"] = predicted
            cells["exact_P"] = tally.share(f"exact found {mode}", "predicted")
            cells["overlap_P"] = tally.share(f"overlap found {mode}", "predicted")
        out["by_mode"][mode] = cells
    return out | {"empty": {"n": tally.number("left alone"), "left_alone": tally.share("left alone")}}


def _short(tally: Tally, name: str) -> dict[str, float]:
    return dict(zip(("P", "R", "F1"), tally.figures(name).values(), strict=True))


def _score(sentence: GoldSentence, found: tuple[Statement, ...], tally: Tally) -> None:
    text, gold = sentence.text, sentence.statements
    tally.add("sentences", 1)
    wanted = [words(text, quote.content, OPENERS) for quote in gold]
    doubtful = [words(text, quote.content, OPENERS) for quote in sentence.optional]
    got = [words(text, statement.parts, OPENERS) for statement in found]
    exact, overlap = pairs(wanted, got, likeness, 0.999), pairs(wanted, got, likeness, 0.5)
    hit, used = {i for i, _ in overlap}, {j for _, j in overlap}
    ignored = {
        j for j, w in enumerate(got) if j not in used and (not w or any(likeness(w, d) >= 0.5 for d in doubtful))
    }
    counted = [j for j in range(len(got)) if j not in ignored]
    tally.add("ignored", len(ignored))
    for name, chosen in (("exact", exact), ("overlap", overlap)):
        right_gold, right_found = {i for i, _ in chosen}, {j for _, j in chosen}
        tally.add(name, len(gold), len(counted), len(chosen))
        for i, quote in enumerate(gold):
            tally.add(f"{name} {quote.mode}", 1, 0, i in right_gold)
        for j in counted:
            tally.add(f"{name} found {found[j].mode}", 0, 1, j in right_found)
    for j in counted:
        tally.add(f"rule statements {found[j].rule}", 0, 1, j in used)
        if j not in used:
            tally.miss(sentence.name, "FP", _shown(text, found[j].parts))
    for i, quote in enumerate(gold):
        if i not in hit:
            tally.miss(sentence.name, "FN", f"{quote.mode}: {_shown(text, quote.content)}")
    sourced = sum(_judged(sentence, gold[i], found[j], tally) for i, j in overlap)
    tally.add("overlap and speaker", len(gold), len(counted), sourced)
    if not gold and not sentence.optional:
        tally.mark("left alone", not found)


def _judged(sentence: GoldSentence, gold: GoldQuote, found: Statement, tally: Tally) -> bool:
    """Counts the cells of a found statement; returns whether its source is right or not known."""
    text = sentence.text
    tally.mark("mode of sentence", found.mode == gold.mode)
    if gold.cue and found.cue:
        tally.mark("cue", bool(words(text, [gold.cue], OPENERS) & words(text, [found.cue], OPENERS)))
    if not gold.head:
        return True
    right = _inside(gold.head, found.speaker)
    tally.mark("speaker", right)
    tally.mark("speaker or other name", right or any(_inside(other, found.speaker) for other in gold.others))
    if not right:
        asked = text[slice(*gold.speaker)][:60] if gold.speaker else ""
        given = repr(text[slice(*found.speaker)][:60]) if found.speaker else None
        tally.miss(sentence.name, "SPK", f"gold {asked!r} pred {given}")
    return right


def _inside(head: Span, speaker: Span | None) -> bool:
    return speaker is not None and speaker.start <= head.start and head.end <= speaker.end


def _shown(text: str, spans: Iterable[Span]) -> str:
    return " || ".join(text[start:end] for start, end in spans)[:160]
