"""The parties of a ruling: whom it falls on, who asked, against whom, who judged, prosecuted and pleaded."""

from greffier.clauses import Group, group, is_finite, phrase_end, subject
from greffier.courts import Tokens, forms, head, match
from greffier.lexicon import CAPITAL, COMMA, DETERMINER, INFINITIVE, PREPOSITION, SEMICOLON, STOP, table, verbs
from greffier.model import Party
from greffier.rulings import Bench, Ruling
from greffier.text import Text

_PENAL = ("convicted", "acquitted", "charged", "discontinued", "referred", "ordered", "adjourned", "upheld")


class Parties:
    """Who has a part in which of the rulings of an article; built once, asked for each ruling."""

    def __init__(self, text: Text, bench: Bench, rulings: list[Ruling]) -> None:
        self.text = text
        self.bench = bench
        self.rulings = rulings
        self.found: dict[int, dict[tuple[str, str], Tokens]] = {id(r): {} for r in rulings}
        for one in rulings:
            self._own(one)
        if rulings:
            self._around()

    def of(self, one: Ruling) -> tuple[Party, ...]:
        """The parties of a ruling, each with the words that show its part."""
        rows = [
            Party(actor, role, *self.text.span(*place)) for (actor, role), place in self.found[id(one)].items() if actor
        ]
        return tuple(sorted(rows, key=lambda p: (p.start, p.end, p.actor_id, p.role)))

    def _add(self, one: Ruling, actor: str | None, role: str, place: Tokens) -> None:
        if actor is None or (role != "judge" and actor == one.court):
            return
        roles = self.found[id(one)]
        if any(a == actor for a, _ in roles):
            return
        roles[actor, role] = place

    def _own(self, one: Ruling) -> None:
        """The parties that the tellings themselves name."""
        for actor, role in one.ruled.items():
            self._add(one, actor, role, one.ruled_at[actor])
        for actor, place in one.judges.items():
            self._add(one, actor, "judge", place)

    def _around(self) -> None:
        """The parties that the rest of the article names."""


def claimants(text: Text, bench: Bench, matter: Tokens) -> set[str]:
    """Who asked, by the words of the request: "la demande de l'ONG", "le recours formé par la ville"."""
    return set()
