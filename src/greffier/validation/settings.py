"""What a project has settled on: `[tool.greffier.validate]` in the pyproject.toml of the folder one works in."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from greffier.errors import GreffierError
from greffier.validation.rules import RULES


class Settings(NamedTuple):
    """Rules whose problems are warnings, and rules that are left out."""

    warn: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()


def settings(folder: Path) -> Settings:
    """The settings of the project in a folder; none where it has none.

    That of the package itself is not asked: what is judged must not choose by what. GreffierError where a setting is
    not understood.

    >>> settings(Path("/nowhere"))
    Settings(warn=(), skip=())
    """
    file = folder / "pyproject.toml"
    try:
        whole = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise GreffierError(f"{file}: cannot be read: {error}") from None
    found = whole
    for name in ("tool", "greffier", "validate"):
        found = found.get(name, {})
        if not isinstance(found, dict):
            raise GreffierError(f"{file}: {name} is no table")
    if strange := sorted(found.keys() - Settings._fields):
        raise GreffierError(f"{file}: tool.greffier.validate has {', '.join(strange)}; it may have warn and skip")
    known = {rule.id for rule in RULES}
    for name, value in found.items():
        if not isinstance(value, list) or not all(isinstance(rule, str) for rule in value):
            raise GreffierError(f"{file}: tool.greffier.validate.{name} must be a list of rules")
        if unknown := [rule for rule in value if rule not in known]:
            raise GreffierError(f"{file}: no rule {unknown[0]!r}; greffier rules lists them")
    return Settings(*(tuple(found.get(name, ())) for name in Settings._fields))
