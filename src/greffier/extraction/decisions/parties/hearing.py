"""What two rulings of one hearing share: bench and prosecution; on one person counsel and the other side too."""

from collections.abc import Iterator

from greffier.extraction.decisions.parties.article import Article, Claim, Held

_BENCH = ("judge", "prosecutor")
_SIDES = ("lawyer", "victim", "claimant")
_JUDGED = ("defendant", "respondent")
_CLOSE = 2  # sentences between two rulings of one hearing where no day is named


def shared(article: Article, held: Held) -> Iterator[Claim]:
    """The parts of each draft that another one of the same hearing has: "condamné pour vol, relaxé pour recel"."""
    for n in range(len(held)):
        for other in article.close(article.triggers[n]):
            if other == n or not _one_hearing(article, n, other):
                continue
            judged = [{a for a, part in held[k].items() if part.role in _JUDGED} for k in (n, other)]
            roles = (*_BENCH, *_SIDES) if judged[0] & judged[1] else _BENCH
            yield from ((n, part) for part in list(held[other].values()) if part.role in roles)


def _one_hearing(article: Article, n: int, other: int) -> bool:
    """Whether two drafts are of the same court on the same day, or mentioned close together where no day is named."""
    a, b = article.drafts[n], article.drafts[other]
    if not a.court_id() or a.court_id() != b.court_id() or article.is_earlier(n) != article.is_earlier(other):
        return False
    if a.decided or b.decided:
        return a.decided == b.decided
    return abs(a.sentence - b.sentence) <= _CLOSE
