"""The quality page: figures of a run on gold, what they tell a reader, and how they compare with those before."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from greffier.scoring import Scores, Tally
from greffier.scoring.articles import ROW_FIGURES, SHARES, SLOTS
from greffier.scoring.sentences import MODES

_ROWS = {
    "actors": "actors, found in the right place",
    "statements": "statements, at least half of the words the same",
    "exact": "statements, the very same words",
    "attributed": "statements, also by the right speaker",
    "decisions": "decisions, with the right outcome",
    "parties": "parties of the decisions found",
}
_CELLS = {
    "kind": "kind of actor",
    "country": "country of actor",
    "mode": "mode of statement",
    "court": "court of decision",
    "decided_on": "day of decision",
    "instance": "instance of decision",
    "grounding": "spans whose text is the article's at that place",
}
_SORTS = {
    "actor missed": "an actor that the tables lack",
    "actor too many": "an actor that is none, or one told as two",
    "statement missed": "a statement that the tables lack",
    "statement too many": "a row that is no statement",
    "content differs": "a statement whose words begin or end elsewhere (first as found, then as it should be)",
    "speaker": "a statement whose speaker is wrong or missing",
    "decision missed": "a decision that the tables lack, or with another outcome",
    "decision too many": "a row that is no decision, or with another outcome",
    "FN": "a statement that is not found",
    "FP": "a row that is no statement",
    "SPK": "a statement whose speaker is wrong or missing",
}


def figures(scores: Scores, kept_back: Scores) -> dict[str, Any]:
    """What is committed: `figures`, all the better the higher, and the counts behind them."""
    articles, sentences = scores.articles, scores.sentences
    of_articles = scores.tallies[0]
    flat = {f"articles {name} {part}": articles[name][part] for name in ROW_FIGURES for part in _PARTS}
    flat |= {f"articles {name}": articles[name] for name in (*SHARES, *SLOTS, "grounding")}
    flat |= {f"sentences {name} F1": sentences[name]["F1"] for name in ("exact", "overlap", "overlap_and_speaker")}
    flat |= {"sentences speaker": sentences["speaker"]["head"], "sentences mode": sentences["mode_acc"]}
    flat |= {"sentences left alone": sentences["empty"]["left_alone"]}
    return {
        "figures": flat,
        "kept_back": {name: kept_back.articles[name]["f1"] for name in ROW_FIGURES},
        "modes": {mode: _mode(of_articles, mode) for mode in MODES},
        "outcomes": {name: _counts(of_articles, f"outcome {name}") for name in of_articles.names("outcome ")},
        "rules": [list(rule) for rule in scores.rules],
    }


def compared(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The gains and the losses among the figures; one that is gone is a loss, a new one is a gain."""
    gains: list[str] = []
    losses: list[str] = []
    for name in sorted({*before["figures"], *now["figures"]}):
        old, new = (found["figures"].get(name) for found in (before, now))
        if old != new:
            better = old is None or new is not None and new > old
            (gains if better else losses).append(f"{name}: {old} -> {new}")
    return gains, losses


def page(scores: Scores, kept_back: Scores, examples: Iterable[str]) -> str:
    """The figures in Markdown; misses are shown by examples only from the articles named in `examples`."""
    shown = set(examples)
    parts = (_reader(scores), _articles(scores, kept_back), _sentences(scores), _rules(scores), _misses(scores, shown))
    return "\n".join(line for part in parts for line in part) + "\n"


_PARTS = ("precision", "recall", "f1")


def _mode(tally: Tally, mode: str) -> dict[str, int]:
    found = tally.number(f"precision {mode}", "predicted")
    return _counts(tally, f"recall {mode}") | {"predicted": found, "right": tally.number(f"precision {mode}", "right")}


def _counts(tally: Tally, name: str) -> dict[str, int]:
    return {part: tally.number(name, part) for part in ("gold", "predicted", "right")}


def _reader(scores: Scores) -> Iterator[str]:
    found = scores.articles
    actors, statements, exact, attributed, decisions, _ = (_hundred(found[name]) for name in ROW_FIGURES)
    yield "# How good the extraction is"
    yield ""
    yield (
        f"Measured on {found['articles']} articles of the French Wikinews (CC BY 2.5) and {_lines(scores)} single "
        "sentences from treebanks of French, with what careful readers found in them."
    )
    yield (
        "This page and `quality.json` are written by `python scripts/quality.py`; `greffier score` gives the same "
        "figures for gold of your own."
    )
    yield ""
    yield "## What to expect"
    yield ""
    yield (
        f"- Of 100 rows of `statements`, {statements[0]} are statements, {exact[0]} have exactly the right words, and "
        f"{attributed[0]} the right speaker; of 100 that the articles make, {statements[1]} are found."
    )
    yield (
        f"- Of 100 rows of `decisions`, {decisions[0]} are decisions with the right outcome; of 100 that the articles "
        f"tell of, {decisions[1]} are found. What the table lacks may still be in the article."
    )
    yield (
        f"- Of 100 rows of `actors`, {actors[0]} are actors; of 100 actors, {actors[1]} are found. Names are the sure "
        "part, descriptions and pronouns the difficult one."
    )
    yield "- Every span is the article's text at its place. An empty cell means not known, never no."
    yield (
        "- Articles of a kind that no rule was written with do worse: see the last column of the next table. For an "
        "article that matters, read the rows beside the words, and correct them in `data/curated/corrections.csv`."
    )
    yield ""


def _articles(scores: Scores, kept_back: Scores) -> Iterator[str]:
    found, tally = scores.articles, scores.tallies[0]
    yield "## Whole articles"
    yield ""
    yield (
        "Precision is the share of the rows that are right, recall the share of what the articles say that is found, "
        "F1 their harmonic mean."
    )
    yield f"The last column is F1 on {kept_back.articles['articles']} articles that no rule was written with."
    yield ""
    yield from _table("rows | in the gold | found | precision | recall | F1 | F1 kept back")
    for name, title in _ROWS.items():
        cells = [found[name][part] for part in ("gold", "predicted", *_PARTS)]
        yield _row(title, *cells, kept_back.articles[name]["f1"])
    yield ""
    yield from _table("cells of the rows found | right")
    yield from (_row(title, found[name]) for name, title in _CELLS.items())
    yield ""
    yield from _table("mode of statement | in the gold | found of them | rows | right")
    for mode in MODES:
        counts = tally.number(f"recall {mode}"), tally.number(f"recall {mode}", "right")
        rows = tally.number(f"precision {mode}", "predicted"), tally.number(f"precision {mode}", "right")
        yield _row(mode, *counts, *rows)
    yield ""
    yield from _table("outcome of decision | in the gold | rows | right")
    for outcome in tally.names("outcome "):
        yield _row(f"`{outcome}`", *_counts(tally, f"outcome {outcome}").values())
    yield ""


def _sentences(scores: Scores) -> Iterator[str]:
    found = scores.sentences
    yield "## Single sentences"
    yield ""
    yield (
        f"{found['gold']} statements in {_lines(scores)} sentences; {found['ignored']} rows on doubtful ones count "
        "neither way."
    )
    yield ""
    yield from _table("statements | precision | recall | F1")
    for name, title in (
        ("overlap", _ROWS["statements"]),
        ("exact", _ROWS["exact"]),
        ("overlap_and_speaker", _ROWS["attributed"]),
    ):
        yield _row(title, *found[name].values())
    yield ""
    yield from _table("mode | in the gold | found of them | of which exactly")
    yield from (
        _row(mode, cells["gold"], cells["overlap_R"], cells["exact_R"]) for mode, cells in found["by_mode"].items()
    )
    yield ""
    empty, speaker = found["empty"], found["speaker"]
    yield (
        f"The speaker is right in {speaker['head']} of the {speaker['n']} found whose source is told, the mode in "
        f"{found['mode_acc']}."
    )
    yield (
        f"Of {empty['n']} sentences without a statement (marks of irony, words that look alike), "
        f"{empty['left_alone']} are left alone."
    )
    yield ""


def _rules(scores: Scores) -> Iterator[str]:
    yield "## Rules"
    yield ""
    yield "The column `rule` names the rule that found a row. On all of the gold:"
    yield ""
    yield from _table("table | rule | rows | right | precision")
    yield from (_row(table, f"`{rule}`", *rest) for table, rule, *rest in scores.rules)
    yield ""


def _misses(scores: Scores, shown: set[str]) -> Iterator[str]:
    yield "## Known misses"
    yield ""
    yield "With an example each, from the article named (Wikinews, CC BY 2.5):"
    yield ""
    whole, single = (tally.misses for tally in scores.tallies)
    for sort, title in _SORTS.items():
        of_sort = [miss for miss in whole if miss.sort == sort]
        if of_sort:
            yield f"- {len(of_sort)} × {title}."
            example = next((miss for miss in of_sort if miss.where in shown), None)
            if example:
                yield f"  {' '.join(example.words.split())} (`{example.where}`)"
    yield ""
    yield "In single sentences, by their ids:"
    yield ""
    for sort, title in _SORTS.items():
        ids = [miss.where for miss in single if miss.sort == sort]
        if ids:
            yield f"- {len(ids)} × {title}: {', '.join(f'`{name}`' for name in sorted(set(ids)))}"


def _lines(scores: Scores) -> int:
    return scores.tallies[1].number("sentences")


def _hundred(figures: Mapping[str, float]) -> tuple[int, int]:
    return round(100 * figures["precision"]), round(100 * figures["recall"])


def _table(header: str) -> Iterator[str]:
    yield f"| {header} |"
    yield "|" + " --- |" * (header.count("|") + 1)


def _row(*cells: object) -> str:
    return f"| {' | '.join('' if cell is None else str(cell) for cell in cells)} |"
