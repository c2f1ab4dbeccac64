"""Cells against the article: the words that a cell rests on, the actors it names, and all that is refused."""

from collections.abc import Callable, Sequence
from datetime import date

from greffier.model import Actor, Article, Evidence, Mention, Span
from greffier.readers.figures import Figure, identified
from greffier.readers.marks import quoted
from greffier.readers.placing import Unplaced, near_or_alone
from greffier.readers.proposals import Draft, Refusal
from greffier.readers.wording import Wording, normal


class Cells:
    """An article, its actors as a reader proposes them, and what is refused while their rows are read."""

    def __init__(
        self,
        article: Article,
        wording: Wording,
        figures: Sequence[Figure],
        known: Sequence[Actor],
        refused: list[Refusal],
    ) -> None:
        self.article, self.wording, self.refused, self.figures = article, wording, refused, figures
        self.quotations = quoted(article.text)
        self.ids = identified(article.article_id, figures, known)
        self.known = {actor.actor_id: actor.mentions for actor in known}
        #: mentions that only the rows of what was said or decided know of, by the number of the actor
        self.heard: dict[int, dict[Span, Mention]] = {number: {} for number in range(len(figures))}
        self._numbers: dict[str, int] = {}
        for number, figure in enumerate(figures):
            for form in sorted(figure.forms):
                self._numbers.setdefault(form, number)
        # a name is its bearer's, whatever others are called besides
        self._numbers |= {normal(figure.name): number for number, figure in enumerate(figures)}

    def refuse(self, draft: Draft, cell: str, reason: str, words: object = "") -> None:
        """Keeps why a cell, or a whole row, is not taken."""
        self.refused.append(draft.refuse(cell, reason, words))

    def number(self, name: str | None) -> int | None:
        """The number of the actor with that name; None where there is none."""
        return None if name is None else self._numbers.get(normal(name))

    def named(self, draft: Draft, cell: str) -> int | None:
        """The number of the actor that a cell names; None, and refused, where it is none that stands in the article."""
        number = self.number(draft.cells.get(cell))
        if number is None and cell in draft.cells:
            self.refuse(draft, cell, "is no actor of the answer that stands in the article", draft.cells[cell])
        return number

    def found(self, draft: Draft, cell: str, place: Callable[[str], Span]) -> Span | None:
        """The place of the words in a cell; None where it has none, or none that can be found."""
        if cell not in draft.cells:
            return None
        try:
            return place(draft.cells[cell])
        except Unplaced as error:
            self.refuse(draft, cell, str(error), draft.cells[cell])
            return None

    def near(self, draft: Draft, cell: str, place: Sequence[Span]) -> Span | None:
        """The place of the words in a cell that is nearest to the row's, or the only one in the article."""
        return self.found(draft, cell, lambda words: near_or_alone(self.wording, words, place))

    def rests(self, draft: Draft, cell: str, place: Sequence[Span]) -> Span | None:
        """The words that a cell rests on; None, and the cell refused, where it has none in the article."""
        words = f"{cell}_words"
        if cell in draft.cells and words not in draft.cells:
            self.refuse(draft, cell, f"has no {words} to rest on", draft.cells[cell])
        return self.near(draft, words, place) if cell in draft.cells else None

    def actor(self, draft: Draft, cell: str, place: Sequence[Span], evidence: list[Evidence]) -> int | None:
        """The number of the actor that a cell names, its words added to the evidence; None where either is refused."""
        number = self.named(draft, cell)
        span = self.rests(draft, cell, place) if number is not None else None
        if span is None:
            return None
        evidence.append(Evidence(f"{cell}_id", *span))
        return number

    def id(self, number: int | None) -> str | None:
        """The id of an actor by its number."""
        return None if number is None else self.ids[number]

    def day(self, draft: Draft, cell: str, span: Span | None) -> str | None:
        """The day in a cell, if it rests on words, is in the calendar and not after the article's; else None."""
        value: str | None = draft.cells.get(cell)
        if value is None:
            return None
        published = self.article.published_on
        if span is None:
            self.refuse(draft, cell, "has no words in the article to rest on", value)
        elif not _exists(value):
            self.refuse(draft, cell, "is a day that does not exist", value)
        elif published and value > published.isoformat()[: len(value)]:
            self.refuse(draft, cell, f"is later than the article, which was published on {published}", value)
        else:
            return value
        return None


def _exists(day: str) -> bool:
    """Whether a day is in the calendar, or a month or a year that stands for one."""
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 10 :] if len(day) < 10 else day)
    except ValueError:
        return False
    return True
