"""News about court cases as data that can be cited and checked.

    import greffier
    greffier.tables()               # the names of the dataset's tables
    greffier.load("statements")     # one of them, as a typed DataFrame

Everything is imported when it is first used, so that `import greffier` costs next to nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from greffier.extraction.pipeline import extract as extract
    from greffier.package.loader import describe as describe
    from greffier.package.loader import joined as joined
    from greffier.package.loader import load as load
    from greffier.package.loader import tables as tables
    from greffier.package.loader import text as text
    from greffier.validation import validate as validate
    from greffier.validation.checks import schemas as schemas

#: The module that each public name comes from.
_HOMES = {
    "describe": "package.loader",
    "extract": "extraction.pipeline",
    "joined": "package.loader",
    "load": "package.loader",
    "schemas": "validation.checks",
    "tables": "package.loader",
    "text": "package.loader",
    "validate": "validation",
}
__all__ = ["__version__", *_HOMES]
__version__: str


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "__version__":
        return import_module("importlib.metadata").version("greffier")
    if name not in _HOMES:
        raise AttributeError(f"module 'greffier' has no attribute {name!r}")
    value = getattr(import_module(f"greffier.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
