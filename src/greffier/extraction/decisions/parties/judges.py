"""Who judges beside the words of the decision: who presides the court, a bench that is counted."""

from collections.abc import Iterator

from greffier.extraction.decisions.parties.article import Article, Claim, Held
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.lexicon import NUMBER, PARTICIPLE
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import is_longer


def presiding(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who presides the court that decided: "Marie Durand, présidente de la Cour"."""
    text, entities = article.text, article.bench.entities
    if not any(text.lows[j] in ("cour", "tribunal", "chambre") for j in range(k + 1, min(k + 4, len(text.lows)))):
        return
    phrase = article.phrase(k)
    actor = entities.who(*phrase)
    if actor is None or entities.kind(actor) != "person":
        return
    start = k + 1 if text.lows[k + 1] in ("du", "des") else k + 2
    court = entities.who(start, phrase.last) if phrase.last > start else None
    own = [n for n in article.close(k) if court and article.drafts[n].court_id() == court]
    if own:
        yield own[0], Part(actor, "judge", phrase)


def presided(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who presides the court of a sentence with its ruling: "Présidé par Anna Weil, le tribunal a"."""
    text, bench = article.text, article.bench
    if text.lows[k + 1 : k + 2] != ["par"] or not text.bits[k] & PARTICIPLE:
        return
    phrase = TokenSpan(k + 2, phrase_end(text, k + 2, text.sentences[text.sentence(k)].last))
    n = article.told_at(k)
    if n is None or text.sentence(article.triggers[n]) != text.sentence(k):
        return
    yield from ((n, Part(actor, "judge", phrase)) for actor in bench.actors(phrase) if bench.kind(actor) == "person")


def lone_judge(article: Article, held: Held) -> Iterator[Claim]:
    """The one judge whom an article names: of the decisions of its first court, where they have none."""
    people = {a: words for a, words in article.bench.judges.items() if article.bench.kind(a) == "person"}
    if len(people) != 1 or not article.drafts:
        return
    ((actor, words),) = people.items()
    if any(part.actor == actor for one in article.drafts for part in one.judges):
        return
    court = article.drafts[0].court_id()
    sits = _court_before(article, words.first)
    if court and sits and sits != court:
        court = sits  # "la Cour d'appel … En 2021, la juge Anna Weil …": of the court mentioned last
    for n, one in enumerate(article.drafts):
        if one.court_id() in (court, None) and not one.judges and not article.is_earlier(n):
            yield n, Part(actor, "judge", words)


def _court_before(article: Article, k: int) -> str | None:
    """The court named last before token `k`, in its sentence or the two before."""
    text, entities = article.text, article.bench.entities
    first = text.sentences[max(0, text.sentence(k) - 2)].first
    courts = [actor for actor, _, _ in entities.named(first, k) if entities.kind(actor) == "court"]
    return courts[-1] if courts else None


def counted(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """A bench that is counted: "cinq magistrats avaient entendu les témoins"."""
    text, entities = article.text, article.bench.entities
    if not k or not (text.bits[k - 1] & NUMBER or text.words[k - 1][0].isdigit()):
        return
    if is_longer(text, k):
        return  # "trois conseillers municipaux"
    phrase = article.phrase(k)
    own = [n for n in article.close(k) if article.drafts[n].court and article.drafts[n].outcome != "charged"]
    actor = entities.who(*phrase, False) if own else None
    if actor and entities.kind(actor) in ("group", "person"):
        yield own[0], Part(actor, "judge", phrase)
