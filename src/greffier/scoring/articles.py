"""Whole articles: the rows that the engine makes of them, compared with what careful readers found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from greffier.dataset.rows import TABLES, arranged, rows
from greffier.extraction.pipeline import extract
from greffier.model import Extraction, Span
from greffier.package import installed_package
from greffier.package.records import schema_of
from greffier.scoring.gold import GoldArticle, GoldDecision
from greffier.scoring.matching import common, likeness, pairs, words
from greffier.scoring.tally import Tally

#: Words that lead a content in and are no part of it.
OPENERS = ("que", "qu", "de", "d")
ROW_FIGURES = ("actors", "statements", "exact", "attributed", "decisions", "parties")
SHARES = ("kind", "country", "mode", "recall direct", "recall indirect", "recall mixed")
SLOTS = ("court", "decided_on", "instance")

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]


def by_rules(article: GoldArticle) -> Extraction:
    """What the rules find in an article."""
    day, language = article.published_on, article.language
    return extract(article.text, article_id=article.name, published_on=day, language=language)


def score_articles(
    gold: Iterable[GoldArticle], tally: Tally, read: Callable[[GoldArticle], Extraction] = by_rules
) -> None:
    """Counts what is found in the articles, all of them as one dataset, by the rules or by another reader."""
    articles = list(gold)
    found = rows(read(article) for article in articles)
    package = installed_package()
    tables: Tables = arranged(found, {name: schema_of(package.resource(name)) for name in TABLES})
    actors = {row["actor_id"]: row for row in tables["actors"]}
    for article in articles:
        own = {name: [row for row in table if row.get("article_id") == article.name] for name, table in tables.items()}
        for row in (*own["mentions"], *own["evidence"]):
            tally.mark("grounding", article.text[row["start"] : row["end"]] == row["text"])
        known = _actors(article, own, actors, tally)
        _statements(article, own, known, tally)
        _decisions(article, own, known, tally)
        for rule in {row["rule"] for row in (*own["statements"], *own["decisions"])}:
            tally.add(f"fires {rule}", 0, 1)


def figures(tally: Tally, articles: int) -> dict[str, Any]:
    """The figures by name: rows by precision, recall and F1, cells by the share that is right."""
    out: dict[str, Any] = {}
    for name in ROW_FIGURES:
        counts = {part: tally.number(name, part) for part in ("gold", "predicted")}
        out[name] = tally.figures(name) | counts
    out |= {name: tally.share(name) for name in (*SHARES, *SLOTS, "grounding")}
    return out | {"articles": articles}


def _actors(article: GoldArticle, own: Tables, actors: Mapping[Any, Row], tally: Tally) -> dict[Any, str]:
    """Counts the actors; returns the gold actor that each found one is."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for row in own["mentions"]:
        spans[row["actor_id"]].append(Span(row["start"], row["end"]))
    found = sorted(spans)

    def named(actor: str) -> Row:
        return actors.get(actor, {})

    chosen = pairs(
        article.actors,
        found,
        lambda g, f: float(sum(any(common(m, s) >= 0.5 for s in spans[f]) for m in g.mentions)),
        1,
    )
    tally.add("actors", len(article.actors), len(found), len(chosen))
    known: dict[Any, str] = {}
    for i, j in chosen:
        gold, row = article.actors[i], named(found[j])
        known[found[j]] = gold.key
        tally.mark("kind", row.get("kind") == gold.kind)
        if gold.country:
            tally.mark("country", row.get("country") == gold.country)
    hit = {i for i, _ in chosen}
    for i, gold in enumerate(article.actors):
        if i not in hit:
            tally.miss(article.name, "actor missed", gold.name)
    for actor in found:
        if actor not in known:
            tally.miss(article.name, "actor too many", named(actor).get("name", actor))
    return known


def _statements(article: GoldArticle, own: Tables, known: Mapping[Any, str], tally: Tally) -> None:
    text, found = article.text, own["statements"]
    wanted = [words(text, gold.content, OPENERS) for gold in article.statements]
    parts = _spans_of(own["evidence"], "statements", ("text",))
    got = [words(text, parts[row["statement_id"]], OPENERS) for row in found]
    chosen = pairs(wanted, got, likeness, 0.5)
    whole = [text[gold.content[0].start : gold.content[-1].end][:90] for gold in article.statements]
    exact = attributed = 0
    for i, j in chosen:
        gold, row = article.statements[i], found[j]
        exact += wanted[i] == got[j]
        speaker = row["speaker_id"]
        right = known.get(speaker) == gold.speaker if speaker else gold.speaker is None
        attributed += right
        tally.mark("mode", row["mode"] == gold.mode)
        if not right:
            tally.miss(article.name, "speaker", f"{speaker or 'none'} said to say «{row['text'][:60]}»")
        if wanted[i] != got[j]:
            tally.miss(article.name, "content differs", f"«{row['text'][:90]}» for «{whole[i]}»")
    for name, count in (("statements", len(chosen)), ("exact", exact), ("attributed", attributed)):
        tally.add(name, len(wanted), len(got), count)
    hit, used = {i for i, _ in chosen}, {j for _, j in chosen}
    for i, gold in enumerate(article.statements):
        tally.mark(f"recall {gold.mode}", i in hit)
        if i not in hit:
            tally.miss(article.name, "statement missed", f"«{whole[i]}»")
    for j, row in enumerate(found):
        tally.add(f"precision {row['mode']}", 0, 1, j in used)
        tally.add(f"rule statements {row['rule']}", 0, 1, j in used)
        if j not in used:
            tally.miss(article.name, "statement too many", f"«{row['text'][:90]}» ({row['rule']})")


def _decisions(article: GoldArticle, own: Tables, known: Mapping[Any, str], tally: Tally) -> None:
    found, text = own["decisions"], article.text
    evidence = _spans_of(own["evidence"], "decisions", ("outcome", "outcome_text"))
    spans = [evidence[row["decision_id"]] or [Span(row["start"], row["end"])] for row in found]

    def same(gold: GoldDecision, j: int) -> float:
        meet = any(min(a.end, b.end) > max(a.start, b.start) for a in gold.evidence for b in spans[j])
        return float(meet and found[j]["outcome"] == gold.outcome)

    chosen = pairs(article.decisions, range(len(found)), same, 1)
    tally.add("decisions", len(article.decisions), len(found), len(chosen))
    parties = defaultdict(set)
    for row in own["parties"]:
        parties[row["decision_id"]].add((known.get(row["actor_id"], row["actor_id"]), row["role"]))
    for i, j in chosen:
        gold, row = article.decisions[i], found[j]
        got = parties[row["decision_id"]]
        tally.add("parties", len(gold.parties), len(got), len(gold.parties & got))
        court = known.get(row["court_id"]) if row["court_id"] else None
        tally.mark("court", court == gold.court)
        tally.mark("decided_on", row["decided_on"] == gold.decided_on)
        tally.mark("instance", row["instance"] == gold.instance)
    hit, used = {i for i, _ in chosen}, {j for _, j in chosen}
    for i, gold in enumerate(article.decisions):
        tally.add(f"outcome {gold.outcome}", 1, 0, i in hit)
        if i not in hit:
            start, end = gold.evidence[0]
            tally.miss(article.name, "decision missed", f"{gold.outcome} «{text[start:end][:80]}»")
    for j, row in enumerate(found):
        tally.add(f"outcome {row['outcome']}", 0, 1)
        tally.add(f"rule decisions {row['rule']}", 0, 1, j in used)
        if j not in used:
            start, end = spans[j][0]
            tally.miss(article.name, "decision too many", f"{row['outcome']} «{text[start:end][:80]}» ({row['rule']})")


def _spans_of(evidence: Iterable[Row], table: str, fields: tuple[str, ...]) -> dict[Any, list[Span]]:
    spans = defaultdict(list)
    for row in evidence:
        if row["table"] == table and row["field"] in fields:
            spans[row["row_id"]].append(Span(row["start"], row["end"]))
    return spans
