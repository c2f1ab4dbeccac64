"""Small changes of the code, drawn by chance."""

import ast
import difflib
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import libcst as cst
from mutmut.mutation.mutators import mutation_operators

from mutating import ROOT, SRC

#: The kinds of nodes that some operator changes; those of operators are within the node that has them.
KINDS = (
    *dict.fromkeys(kind for kind, _ in mutation_operators if kind is not cst.CSTNode),
    cst.BinaryOperation,
    cst.BooleanOperation,
    cst.ComparisonTarget,
    cst.CompIf,
    cst.Continue,
    cst.Break,
    cst.Expr,
    cst.If,
    cst.In,
    cst.Is,
    cst.IsNot,
    cst.NotIn,
)


class Change(NamedTuple):
    """One change of a file: its path in the repository, and the source before and after."""

    path: Path
    before: str
    after: str

    @property
    def room(self) -> str:
        return self.path.relative_to(SRC).parts[0]

    @property
    def line(self) -> int:
        pairs = enumerate(zip(self.before.splitlines(), self.after.splitlines(), strict=False), 1)
        return next((number for number, (old, new) in pairs if old != new), 1)

    @property
    def diff(self) -> str:
        lines = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), n=0, lineterm="")
        return "\n".join(f"    {line}" for line in list(lines)[3:])

    @property
    def lines(self) -> range:
        """The lines of the smallest statement, without the statements in it, that the change stands in."""
        found = range(0)
        for node in ast.walk(ast.parse(self.before)):
            if isinstance(node, ast.stmt) and node.lineno <= self.line <= (node.end_lineno or 0):
                inner = getattr(node, "body", None)
                end = max(node.lineno, inner[0].lineno - 1) if inner else node.end_lineno or node.lineno
                if self.line <= end:
                    found = range(node.lineno, end + 1)
        return found


class Places(cst.CSTVisitor):
    """Every node of a kind that can be changed; texts for people, types and imports are none."""

    def __init__(self) -> None:
        self.found: list[cst.CSTNode] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        match node:
            case cst.Annotation() | cst.Decorator() | cst.Import() | cst.ImportFrom():
                return False
            case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
                return False
            case cst.If(test=cst.Name(value="TYPE_CHECKING")):
                return False
        if isinstance(node, KINDS):
            self.found.append(node)
        return True


def _changed(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            # a string in other letters is as good as another string
            yield from list(operator(node))[: 1 if kind is cst.BaseString else None]
    match node:
        case cst.Expr():
            yield cst.Pass()
        case cst.If() | cst.CompIf():
            for value in ("True", "False"):
                yield node.with_changes(test=cst.Name(value, lpar=[cst.LeftParen()], rpar=[cst.RightParen()]))


def changes(paths: Iterable[Path], sample: int, dice: random.Random) -> Iterator[Change]:
    """`sample` places of the files, or all, drawn by `dice`; at each one change."""
    places = []
    for path in sorted(paths):
        module, found = cst.parse_module((ROOT / path).read_bytes()), Places()
        module.visit(found)
        places += [(path, module, node) for node in found.found]
    dice.shuffle(places)
    drawn = 0
    for path, module, node in places:
        changed = list(_changed(node))
        if not changed:
            continue
        after = cst.ensure_type(module.deep_replace(node, dice.choice(changed)), cst.Module)
        change = Change(path, module.code, after.code)
        if _other(change):
            yield change
            drawn += 1
            if drawn == sample:
                return


def _other(change: Change) -> bool:
    """Whether it is a program, and another one."""
    try:
        return ast.dump(ast.parse(change.before)) != ast.dump(ast.parse(change.after))
    except SyntaxError:
        return False
