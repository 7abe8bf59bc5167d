"""Small faults written into functions, one at a time: what a tired person mistypes.

Compared signs are swapped, conditions negated, `and` made `or`, figures moved by one, sums made differences, statements
dropped, answers left out. Only what stands inside functions is changed; questions in SQL and tables are data, and are
proved by the tests of the store.
"""

from __future__ import annotations

import ast
import importlib
import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.prove.part import HERE

SOURCES = HERE.parent.parent / "src"

SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
TURNED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """One fault: in which function of which module, at which line, what was done.

    `reach` are the lines of its statement (of the head alone where statements follow): who runs none never meets it.
    `nth` tells those apart that read alike in one function.
    """

    module: str
    function: str
    line: int
    what: str
    number: int
    reach: tuple[int, int]
    nth: int = 1

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.function}: {self.what}"

    @property
    def name(self) -> str:
        """Return what it is called wherever its line stands."""
        return f"{self.module} {self.function}: {self.what}" + (f" ({self.nth})" if self.nth > 1 else "")


def mutants_of(module: str) -> list[Mutant]:
    """Return every fault of a module, in the order of its lines."""
    alike: Counter[tuple[str, str]] = Counter()
    found = []
    for number, (function, line, what, reach, _) in enumerate(_changes(_tree(module))):
        alike[function, what] += 1
        found.append(Mutant(module, function, line, what, number, reach, alike[function, what]))
    return found


def planted(mutant: Mutant, function: types.FunctionType) -> types.CodeType | None:
    """Return the code of the function with the fault in it; None where it would be the same, or cannot be planted."""
    tree = ast.parse(_source(mutant.module).read_text("utf-8"))
    for number, (*_, change) in enumerate(_changes(tree)):
        if number == mutant.number:
            change()
            break
    code = compile(ast.fix_missing_locations(tree), str(_source(mutant.module)), "exec", dont_inherit=True)
    made, right = next(each for each in codes_of(code) if each.co_qualname == mutant.function), function.__code__
    if made.co_freevars != right.co_freevars or _same(made, right):
        return None
    return made


def _same(one: types.CodeType, other: types.CodeType) -> bool:
    return (one.co_code, one.co_names, repr(one.co_consts)) == (other.co_code, other.co_names, repr(other.co_consts))


def functions_of(module: str) -> dict[str, types.FunctionType]:
    """Return the functions of a module by their qualified names, methods and decorated ones among them."""
    loaded = importlib.import_module(module)
    found: dict[str, types.FunctionType] = {}
    for each in vars(loaded).values():
        for function in _inside(each, module):
            found.setdefault(function.__qualname__, function)
    return found


def _inside(thing: Any, module: str) -> Iterator[types.FunctionType]:
    if isinstance(thing, types.FunctionType) and thing.__module__ == module:
        yield thing
    elif hasattr(thing, "__wrapped__"):
        yield from _inside(thing.__wrapped__, module)
    elif isinstance(thing, property):
        yield from _inside(thing.fget, module)
    elif isinstance(thing, staticmethod | classmethod):
        yield from _inside(thing.__func__, module)
    elif isinstance(thing, type) and thing.__module__ == module:
        for each in vars(thing).values():
            yield from _inside(each, module)


def _source(module: str) -> Path:
    return SOURCES.joinpath(*module.split(".")).with_suffix(".py")


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(_source(module).read_text("utf-8"))


def codes_of(code: types.CodeType) -> Iterator[types.CodeType]:
    """Yield a function's code and that of what stands in it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield from codes_of(each)


Reach = tuple[int, int]
Change = tuple[str, int, str, Reach, Any]


def _changes(tree: ast.Module) -> Iterator[Change]:
    """Yield every fault with what plants it, function by function."""
    for name, function in _functions(tree, ""):
        for body in _bodies(function):
            yield from _dropped(name, body)
        for reach, node in _nodes(function):
            for what, change in _of_node(node):
                yield name, getattr(node, "lineno", reach[0]), what, reach, change


def _functions(node: ast.AST, above: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.FunctionDef):
            yield above + each.name, each
        elif isinstance(each, ast.ClassDef):
            yield from _functions(each, f"{above}{each.name}.")


def _nodes(function: ast.FunctionDef) -> Iterator[tuple[Reach, ast.AST]]:
    """Yield what stands in a function, each with the lines of its statement: not its signature, and no words."""
    for statement in function.body:
        yield from _under(statement, _lines(statement))


def _under(node: ast.AST, reach: Reach) -> Iterator[tuple[Reach, ast.AST]]:
    here = _lines(node) if isinstance(node, ast.stmt) else reach
    yield here, node
    for each in ast.iter_child_nodes(node):
        yield from _under(each, here)


def _lines(statement: ast.stmt) -> Reach:
    body = getattr(statement, "body", None)
    if isinstance(body, list) and body[0].lineno > statement.lineno:
        return statement.lineno, body[0].lineno - 1
    return statement.lineno, statement.end_lineno or statement.lineno


def _bodies(function: ast.FunctionDef) -> Iterator[list[ast.stmt]]:
    for node in (function, *(node for _, node in _nodes(function))):
        for field in ("body", "orelse", "finalbody"):
            body = getattr(node, field, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                yield body


def _dropped(name: str, body: list[ast.stmt]) -> Iterator[Change]:
    for at, statement in enumerate(body):
        words = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        kinds = (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Delete)
        line, reach = statement.lineno, _lines(statement)
        if isinstance(statement, kinds) and not words:
            yield name, line, f"dropped {ast.unparse(statement)[:60]}", reach, _put(body, at, ast.Pass())
        if isinstance(statement, ast.Return) and statement.value is not None and not _is_none(statement.value):
            empty = ast.Return(ast.Constant(None))
            yield name, line, f"no answer for {ast.unparse(statement.value)[:50]}", reach, _put(body, at, empty)


def _put(body: list[ast.stmt], at: int, other: ast.stmt) -> Any:
    def change() -> None:
        body[at] = ast.copy_location(other, body[at])

    return change


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _of_node(node: ast.AST) -> Iterator[tuple[str, Any]]:
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            if type(op) in SWAPPED:
                other = SWAPPED[type(op)]
                yield f"{ast.unparse(node)[:50]} with {other.__name__}", _item(node.ops, at, other())
    elif isinstance(node, ast.BoolOp):
        other_bool = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"{ast.unparse(node)[:50]} with {type(other_bool).__name__}", _field(node, "op", other_bool)
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in TURNED:
        turned = TURNED[type(node.op)]
        yield f"{ast.unparse(node)[:50]} with {turned.__name__}", _field(node, "op", turned())
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        test = node.test
        yield f"not {ast.unparse(test)[:50]}", _field(node, "test", ast.UnaryOp(ast.Not(), test))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield (
            f"no sign before {ast.unparse(node.operand)[:50]}",
            _field(node, "op", ast.UAdd()) if isinstance(node.op, ast.USub) else _truth(node),
        )
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        value = node.value
        more = not value if isinstance(value, bool) else value + 1
        yield f"{value} becomes {more}", _field(node, "value", more)


def _truth(node: ast.UnaryOp) -> Any:
    return _field(node, "operand", ast.UnaryOp(ast.Not(), node.operand))


def _item(items: list[Any], at: int, other: ast.AST) -> Any:
    def change() -> None:
        items[at] = other

    return change


def _field(node: ast.AST, name: str, other: object) -> Any:
    def change() -> None:
        setattr(node, name, other)

    return change
