"""Which institutions and states are the same actor: full names first, then the bare noun, then acronyms."""

from greffier.extraction.coreference import acting
from greffier.extraction.coreference.clusters import Clusters
from greffier.extraction.lexicon import CAPITAL
from greffier.extraction.mentions.units import Unit


def gather(clusters: Clusters) -> None:
    """Courts, authorities and the like by their common noun; then the bare noun, after the full names."""
    bare = []
    vague = []
    for unit in clusters.units:
        if unit.actor >= 0 or unit.name_of or unit.sort not in ("body", "state"):
            continue
        if unit.sort == "body" and not unit.code and unit.kind == "court" and unit.last - unit.first > 1:
            vague.append(unit)
            continue
        if unit.sort == "state":
            capital = unit.entry is not None and unit.entry.kind == "capital"
            agent = unit.np > 0 and clusters.text.lows[unit.np - 1] == "par"
            acts = (
                (capital or unit.definite == "d")
                and not unit.quiet
                and (agent or acting.acts(clusters.text, unit, True))
            )
            _merge(clusters, unit, unit.key, acts)
        elif unit.entry and unit.last - unit.first == len(unit.entry.lows) == 1:
            bare.append(unit)
        elif clusters.words(unit) in clusters.bodies:
            same = clusters.bodies[clusters.words(unit)]
            clusters.join(unit, clusters.characters[same])
            clusters.index(same, clusters.words(unit))
        elif unit.definite != "s" and unit.kind in ("court", "public_body") or acting.stands(clusters.text, unit):
            _merge(clusters, unit, clusters.words(unit), acting.stands(clusters.text, unit))
    # the fullest first, so that a headline's short form finds it
    for unit in sorted(vague, key=lambda unit: unit.first - unit.last):
        number = _fuller(clusters, unit)
        if number is not None:
            clusters.join(unit, clusters.characters[number])
        elif unit.definite != "s":
            _merge(clusters, unit, clusters.words(unit), acting.stands(clusters.text, unit))
    for unit in clusters.units:
        if unit.actor >= 0:
            clusters.characters[unit.actor].seen = -1
    waiting = {unit.first: unit for unit in bare if unit.kind in ("court", "public_body")}
    for unit in clusters.units:
        if unit.actor >= 0:
            clusters.characters[unit.actor].seen = unit.first
        elif unit.first in waiting and unit.definite != "s":
            _bare(clusters, unit)


def _bare(clusters: Clusters, unit: Unit) -> None:
    """ "le tribunal", "la police": the one of that noun that was named, else one of its own."""
    assert unit.entry
    if unit.entry.use == "justice" and not acting.judges(clusters.text, unit):
        return
    heads = clusters.heads.get(unit.entry.lows[0], ())[-12:]
    fits = [n for n in heads if clusters.characters[n].kind == unit.kind and clusters.characters[n].units]
    if unit.entry.use == "named" and clusters.text.sentence(unit.first):
        # "l'autorité" is none that is only named later
        fits = [n for n in fits if clusters.characters[n].seen >= 0]
    if (
        fits
        and unit.definite in ("d", "")
        and not (unit.definite == "" and clusters.text.bits[unit.first] & CAPITAL == 0)
    ):
        best = max(fits, key=lambda n: (_alike(clusters, unit, n), clusters.characters[n].seen, -n))
        clusters.join(unit, clusters.characters[best])
    elif acting.stands(clusters.text, unit):
        _merge(clusters, unit, clusters.words(unit), True)


def _alike(clusters: Clusters, unit: Unit, number: int) -> int:
    """How well the writing of "la Cour" fits a court: a capital is for one so written, and told of more than once."""
    text = clusters.text
    named = clusters.characters[number].units
    if not text.bits[unit.first] & CAPITAL or text.words[unit.first].isupper() and len(unit.key) > 1:
        return 0
    often = sum(other.first < unit.first for other in named[:8]) > 1
    return int(bool(text.bits[named[0].first] & CAPITAL)) + often


def _fuller(clusters: Clusters, unit: Unit) -> int | None:
    """The institution whose name begins with the unit's words: "cour d'assises" for "cour d'assises de Metz"."""
    if unit.code or unit.sort != "body" or unit.definite == "i" or not unit.entry:
        return None
    words = clusters.words(unit) + " "
    for number in clusters.heads.get(unit.entry.lows[0], ())[-12:]:
        if any(words in clusters.words(u) + " " for u in clusters.characters[number].units[:1]):
            return number
    return None


def _merge(clusters: Clusters, unit: Unit, key: str, active: bool) -> None:
    number = clusters.bodies.get(key)
    plain = acting.without_demonym(clusters.text, unit, key)
    if number is None and plain:
        other = clusters.bodies.get(plain)
        if other is not None and clusters.characters[other].code in ("", unit.code):
            number = other
    if number is None:
        character = clusters.create(unit)
        clusters.bodies[key] = number = character.number
        if plain:
            clusters.bodies.setdefault(plain, number)
        if unit.sort != "state":
            clusters.index(number, key)
    else:
        clusters.join(unit, clusters.characters[number])
    if active:
        clusters.characters[number].active = True


def acronyms(clusters: Clusters) -> None:
    """Known acronyms whose full name stands elsewhere in the text, without brackets."""
    for character in list(clusters.characters):
        unit = character.units[0] if character.units else None
        if unit is None or unit.sort != "name" or unit.last - unit.first != 1:
            continue
        number = clusters.initials.get(clusters.words(unit), character.number)
        if (
            number != character.number
            and clusters.text.words[unit.first].isupper()
            and clusters.characters[number].units
        ):
            clusters.alias(clusters.characters[number].units[0], unit)
