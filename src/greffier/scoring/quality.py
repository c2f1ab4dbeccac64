"""The quality page: what a reader can expect, and what of it was measured where nobody tuned.

Three sorts of figures, told apart everywhere: `heldout` (others measured a version on articles that stay apart),
`check` (articles whose errors nobody reads), and the gold whose errors are read (`scores`).
"""

import re
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


#: The figures of cells that are measured apart too.
CELLS = ("kind", "country", "mode", "court", "decided_on", "instance")


def figures(scores: Scores, check: Mapping[str, Any], heldout: Mapping[str, Any]) -> dict[str, Any]:
    """What is committed: `figures`, all the better the higher, the counts behind them, and the figures held out."""
    articles, sentences = scores.articles, scores.sentences
    of_articles = scores.tallies[0]
    flat = {f"articles {name} {part}": articles[name][part] for name in ROW_FIGURES for part in _PARTS}
    flat |= {f"articles {name}": articles[name] for name in (*SHARES, *SLOTS, "grounding")}
    flat |= {f"check {name} {part}": check[name][part] for name in ROW_FIGURES if name in check for part in _PARTS}
    flat |= {f"check {name}": check[name] for name in CELLS if name in check}
    flat |= {f"sentences {name} F1": sentences[name]["F1"] for name in ("exact", "overlap", "overlap_and_speaker")}
    flat |= {"sentences speaker": sentences["speaker"]["head"], "sentences mode": sentences["mode_acc"]}
    flat |= {"sentences left alone": sentences["empty"]["left_alone"]}
    return {
        "figures": flat,
        "heldout": dict(heldout),
        "modes": {mode: _mode(of_articles, mode) for mode in MODES},
        "outcomes": {name: _counts(of_articles, f"outcome {name}") for name in of_articles.names("outcome ")},
        "rules": [list(rule) for rule in scores.rules],
    }


def read_figures(lines: str) -> dict[str, Any]:
    """The figures that a scorer prints, one a line: a number, or precision, recall and F1 by name.

    >>> read_figures("actors  precision 0.8  recall 0.7  f1 0.75  gold 10  predicted 9\\nkind   0.95")
    {'actors': {'precision': 0.8, 'recall': 0.7, 'f1': 0.75, 'gold': 10.0, 'predicted': 9.0}, 'kind': 0.95}
    """
    found: dict[str, Any] = {}
    for line in lines.splitlines():
        name, *cells = re.split(r"\s{2,}", line.strip())
        words = " ".join(cells).split()
        if len(words) > 1:
            found[name] = dict(zip(words[::2], map(float, words[1::2]), strict=True))
        elif words and words[0] != "None":
            found[name] = float(words[0])
    return found


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


def page(scores: Scores, check: Mapping[str, Any], heldout: Mapping[str, Any], examples: Iterable[str]) -> str:
    """The figures in Markdown; misses are shown by examples only from the articles named in `examples`."""
    shown = set(examples)
    parts = (
        _reader(scores, check, heldout),
        _apart(scores, check, heldout),
        _articles(scores),
        _sentences(scores),
        _rules(scores),
        _misses(scores, shown),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


_PARTS = ("precision", "recall", "f1")


def _mode(tally: Tally, mode: str) -> dict[str, int]:
    found = tally.number(f"precision {mode}", "predicted")
    return _counts(tally, f"recall {mode}") | {"predicted": found, "right": tally.number(f"precision {mode}", "right")}


def _counts(tally: Tally, name: str) -> dict[str, int]:
    return {part: tally.number(name, part) for part in ("gold", "predicted", "right")}


def _reader(scores: Scores, check: Mapping[str, Any], heldout: Mapping[str, Any]) -> Iterator[str]:
    apart = heldout["articles"]
    actors, statements, exact, attributed, decisions, _ = (_hundred(apart[name]) for name in ROW_FIGURES)
    yield "# How good the extraction is"
    yield ""
    yield (
        f"Others measured version `{heldout['commit']}` on {apart['articles']} articles that stay apart: dailies, "
        "agencies, magazines, African and Quebec outlets, releases. No rule was written with them, and nobody here "
        "sees them. They come first on this page."
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
    yield "- For an article that matters, read the rows beside the words: `greffier review`."
    yield ""


def _apart(scores: Scores, check: Mapping[str, Any], heldout: Mapping[str, Any]) -> Iterator[str]:
    """The three sorts of figures side by side."""
    yield "## Three measures, the most honest first"
    yield ""
    yield f"- *Held out*: version `{heldout['commit']}`, {heldout['articles']['articles']} articles that stay apart."
    if check:
        yield (
            f"- *Checked*: this version, {check['articles']:.0f} articles whose errors nobody reads; they tell "
            "whether a rule holds elsewhere."
        )
    yield (
        f"- *Read*: this version, {scores.articles['articles']} articles whose errors are read when rules are written. "
        "Expect less than this. The weights of the coreference were learned from them too; on articles that they were "
        "not learned from `python scripts/train.py --check` says how often they are right."
    )
    yield ""
    yield from _table("F1 | held out | checked | read")
    sorts = (heldout["articles"], check, scores.articles)
    for name, title in _ROWS.items():
        yield _row(title, *(measured[name]["f1"] if measured else None for measured in sorts))
    for name in CELLS:
        yield _row(f"{_CELLS[name]}, of those found", *(measured.get(name) for measured in sorts))
    yield ""


def _articles(scores: Scores) -> Iterator[str]:
    found, tally = scores.articles, scores.tallies[0]
    yield "## The articles whose errors are read"
    yield ""
    yield (
        "Precision is the share of the rows that are right, recall the share of what the articles say that is found, "
        "F1 their harmonic mean."
    )
    yield ""
    yield from _table("rows | in the gold | found | precision | recall | F1")
    for name, title in _ROWS.items():
        yield _row(title, *(found[name][part] for part in ("gold", "predicted", *_PARTS)))
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
