"""How long a module and a function may be: what is longer holds more than one thought."""

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[1] / "src"
MODULES = sorted(SRC.rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60


def functions(source: str) -> dict[str, int]:
    """The functions of a module by name and line, with their lengths."""
    found = (node for node in _blocks(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {f"{f.name}:{f.lineno}": (f.end_lineno or f.lineno) - f.lineno + 1 for f in found}


def _blocks(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all that stands in it on lines of its own; no function stands within an expression."""
    yield node
    for name in ("body", "orelse", "handlers", "finalbody", "cases"):
        below = getattr(node, name, ())
        for one in below if isinstance(below, list) else ():
            yield from _blocks(one)


def test_the_modules_are_found():
    assert len(MODULES) > 100
    assert functions("async def a():\n    def b(): ...\n    return b\n") == {"a:1": 3, "b:2": 1}
    nested = "class A:\n  try: x\n  except B:\n    match c:\n      case 1:\n        def d(): ...\n  else: ...\n  finally:\n    def e(): ...\n"
    assert functions(nested) == {"d:6": 1, "e:9": 1}


def test_no_module_is_too_long():
    lengths = {str(path.relative_to(SRC)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_too_long():
    lengths = {
        f"{path.relative_to(SRC)}:{name}": length
        for path in MODULES
        for name, length in functions(path.read_text(encoding="utf-8")).items()
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
