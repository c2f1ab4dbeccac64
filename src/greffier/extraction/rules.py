"""A rule: one fact of French, the sentences that show it, and the function that finds it.

The sentences are templates. A slot in angle brackets says what may vary without changing the answer, its alternatives
with a bar between them; the first makes the plain sentence. `@name` draws the alternatives from `SWAPS`, and with a
colon those of a word's own:

    Selon <la procureure|le procureur|les enquêteurs>, les faits sont graves.
    Le maire <@tense:affirmer> <@weekday> que la route est sûre.

Quotation marks and apostrophes vary in every template without a slot.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from greffier.extraction.lexicon import verbs

Place = tuple[int, int]  # which piece of a template, and where in it: 0 at its beginning, -1 anywhere inside a slot


class Rule(NamedTuple):
    """A construction: `find` gives what it finds, as its room asks for; `takes` and `leaves` are templates.

    A rule that makes no row of its own has the cells that it fills in `cells`: "speaker_id", "parties".
    """

    id: str
    fact: str
    takes: tuple[str, ...]
    leaves: tuple[str, ...]
    find: Callable[..., Any]
    cells: tuple[str, ...] = ()

    @property
    def active(self) -> bool:
        """Whether the rule is used: always, but while `left_out` measures what is lost without it."""
        return active(self.id)


_LEFT_OUT: ContextVar[frozenset[str]] = ContextVar("rules left out", default=frozenset())


def active(rule: str) -> bool:
    """Whether the rule of this id is used, where a room does not call it by its record."""
    return rule not in _LEFT_OUT.get()


@contextmanager
def left_out(*ids: str) -> Iterator[None]:
    """The rules of these ids find nothing while the context lasts: how it is measured what each of them gives."""
    token = _LEFT_OUT.set(_LEFT_OUT.get() | frozenset(ids))
    try:
        yield
    finally:
        _LEFT_OUT.reset(token)


class Variant(NamedTuple):
    """A sentence made from a template, and the pieces that it is made of; slots have odd numbers."""

    text: str
    pieces: tuple[str, ...]

    def place(self, offset: int) -> Place:
        """Where in the template code point `offset` of the sentence is: the same for every variant."""
        begin = 0
        for number, piece in enumerate(self.pieces):
            if offset < begin + len(piece):
                return (number, -1 if offset > begin else 0) if number % 2 else (number, offset - begin)
            begin += len(piece)
        return len(self.pieces), 0


#: What may stand for each other in a sentence of French, by the name that a template calls it.
SWAPS: dict[str, tuple[str, ...]] = {
    "weekday": ("jeudi", "lundi", "mardi", "mercredi", "vendredi", "samedi", "dimanche"),
    "date": ("mercredi 15 janvier", "lundi 3 mars", "jeudi 1er août 2019", "vendredi 30 décembre au soir"),
    "cardinal": ("deux", "trois", "quatre", "sept", "douze", "quinze", "4", "25"),
    "month": ("janvier", "mars", "juin", "août", "décembre"),
    "person": ("Jeanne Martin", "Paul Roy", "Mohamed El Fassi", "Mme Weil", "M. Roche", "Awa N'Diaye"),
    "woman": ("Jeanne Martin", "Awa Diallo", "Mme Weil", "Élise de La Tour"),
    "man": ("Paul Roy", "Karim Haddad", "M. Roche", "Jean-Pierre Le Goff"),
    "speaker": ("la procureure", "le procureur", "le maire", "l'avocate", "cette association", "Jeanne Martin"),
    "speakers": ("les enquêteurs", "les avocats", "ses deux avocates", "les syndicats"),
    "adjective": ("grave", "lourde", "inutile", "nécessaire", "illégale"),
    "adverb": ("clairement", "aussi", "également", "toutefois", "encore"),
    "outlet": ("l'AFP", "France 2", "la BBC", "Reuters"),
    "town": ("Vire", "Dijon", "Bruxelles", "Nantes", "Le Havre"),
}
_FINITE = ("pres", "imp", "ps", "fut")


def swaps(name: str) -> tuple[str, ...]:
    """The alternatives that a template calls `@name`: of `SWAPS`, or the forms of a verb.

    "tense:affirmer" is the third person singular, "tenses:affirmer" the plural, "had:affirmer" compound tenses with
    avoir. Raises KeyError for a name that nothing is known by.
    """
    kind, _, lemma = name.partition(":")
    if not lemma:
        return SWAPS[name]
    forms = [(form, r) for form, readings in verbs().items() for r in readings if r.lemma == lemma]
    participle = next(form for form, r in forms if r.tense == "pp")
    if kind == "had":
        return tuple(f"{aux} {participle}" for aux in ("a", "avait", "aura"))
    plural = {"tense": False, "tenses": True}[kind]
    own = {r.tense: form for form, r in reversed(forms) if r.plural == plural and r.tense in _FINITE}
    compound = ("ont", "avaient") if plural else ("a", "avait")
    return (*(f"{aux} {participle}" for aux in compound), *(own[tense] for tense in _FINITE if tense in own))


def variants(template: str) -> list[Variant]:
    """The plain sentence of a template, then its variants: each slot for itself, then all of them at once."""
    pieces = _pieces(template)
    slots = [number for number in range(1, len(pieces), 2) if len(pieces[number]) > 1]
    chosen: list[dict[int, int]] = [{}]
    for number in slots:
        chosen += [{number: k} for k in range(1, len(pieces[number])) if not _is_mark(pieces[number])]
    marks = [number for number in slots if _is_mark(pieces[number])]
    if marks:
        chosen += [dict.fromkeys(marks, k) for k in range(1, len(_OPEN))]
    if len(slots) > len(marks) > 0 or len(slots) > 1:
        most = max(len(pieces[number]) for number in slots)
        chosen += [{number: k % len(pieces[number]) for number in slots} for k in range(1, most)]
    out = []
    for choice in chosen:
        made = tuple(alternatives[choice.get(number, 0)] for number, alternatives in enumerate(pieces))
        made = _capitalised(made)
        out.append(Variant("".join(made), made))
    curly = tuple(piece.replace("'", "’") for piece in out[0].pieces)
    if curly != out[0].pieces:
        out.append(Variant("".join(curly), curly))
    return list(dict.fromkeys(out))


def _capitalised(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """The pieces with a capital at the beginning of the sentence, where a slot is there."""
    if pieces[0] or len(pieces) < 2:
        return pieces
    return ("", pieces[1][:1].upper() + pieces[1][1:], *pieces[2:])


def plain(template: str) -> str:
    """The sentence that a template stands for where nothing is swapped."""
    return variants(template)[0].text


_OPEN, _CLOSE = ("« ", '"', "“", "«\u00a0"), (" »", '"', "”", "\u00a0»")


def _is_mark(alternatives: tuple[str, ...]) -> bool:
    return alternatives in (_OPEN, _CLOSE)


def _pieces(template: str) -> list[tuple[str, ...]]:
    """What a template is made of: words as they are at even places, the alternatives of its slots at odd ones."""
    out: list[tuple[str, ...]] = []
    rest = template
    while rest:
        ends = [(rest.find(sign), sign) for sign in ("<", "« ", " »") if sign in rest]
        at, sign = min(ends, default=(len(rest), ""))
        out.append((rest[:at],))
        if not sign:
            break
        if sign == "<":
            inside, _, rest = rest[at + 1 :].partition(">")
            found = inside.split("|")
            out.append(tuple(a for one in found for a in (swaps(one[1:]) if one.startswith("@") else (one,))))
        else:
            out.append(_OPEN if sign == "« " else _CLOSE)
            rest = rest[at + 2 :]
    return out
