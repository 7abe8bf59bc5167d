"""The house's style as functions: each takes one source and returns its violations, `path:line: what is wrong`.

A rule that ruff, mypy or import-linter can say is said there; here is what they cannot.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable

from tests.tidy.tree import Source, dotted, imported

FUNCTION_LINES = 40
FILE_LINES = 400
VIEW_LINES = 300
PURE_ROOMS = frozenset({"domain", "planning", "application"})

CLOCKS_AND_DICE = frozenset(
    {
        *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"),
        *("uuid.uuid1", "uuid.uuid4", "uuid1", "uuid4", "os.urandom", "random.SystemRandom"),
    }
)
IMPURE_MODULES = frozenset(
    {
        *("os", "time", "random", "secrets", "socket", "subprocess", "tempfile", "shutil", "glob", "threading"),
        *("asyncio", "multiprocessing", "urllib.request", "http", "ssl", "signal", "locale", "logging"),
    }
)
FILE_CALLS = frozenset({"read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rmdir"})
POSIX_ONLY = frozenset({"fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "posix", "syslog", "readline"})
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
# Definitions and pragmas take no parameters, and no user's data reaches them.
SQL_VERB = re.compile(r"\s*(select|insert|update|delete|with|replace|attach)\b", re.IGNORECASE)
UNCODED = re.compile(r"#\s*(noqa(?!\s*:\s*[A-Z]+[0-9]+)|type:\s*ignore(?!\[[a-z-]+))")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def _says(source: Source, line: int, what: str) -> str:
    return f"{source.path}:{line}: {what}"


def _comments(source: Source, sought: re.Pattern[str]) -> list[tuple[int, str]]:
    """Return line and text of the comments in which something is found; few files need to be read token by token."""
    if not any(map(sought.search, source.text.splitlines())):
        return []
    tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
    comments = [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]
    return [(line, text) for line, text in comments if sought.search(text)]


def _docstrings(nodes: Iterable[ast.AST]) -> frozenset[int]:
    """Return the identities of the constants that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    )


def long_files(source: Source) -> list[str]:
    """A file has at most 400 lines, a view 300: past that a noun is missing. Migrations are generated."""
    if "/store/migrations/v" in source.path:
        return []
    limit = VIEW_LINES if source.path.endswith("/view.py") else FILE_LINES
    count = len(source.text.splitlines())
    return [_says(source, count, f"{count} lines, at most {limit}")] if count > limit else []


def long_functions(source: Source) -> list[str]:
    """A function has at most 40 lines, its docstring not counted."""
    found = []
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            end = node.end_lineno or node.lineno
            first = node.body[0]
            said = (first.end_lineno or first.lineno) - first.lineno + 1 if ast.get_docstring(node) is not None else 0
            length = end - node.lineno + 1 - said
            if length > FUNCTION_LINES:
                found.append(_says(source, node.lineno, f"{node.name} has {length} lines, at most {FUNCTION_LINES}"))
    return found


def prints(source: Source) -> list[str]:
    """Only the terminal prints."""
    if source.room == "terminal":
        return []
    calls = (node for node in source.nodes if isinstance(node, ast.Call))
    said = ("print", "sys.stdout.write", "sys.stderr.write")
    return [_says(source, c.lineno, f"{dotted(c.func)} outside the terminal") for c in calls if dotted(c.func) in said]


def bare_excepts(source: Source) -> list[str]:
    """An `except` names what it catches; BaseException only to raise it on, or with the reason beside `BLE001`."""
    lines = source.text.splitlines()
    found = []
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler):
            raises = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
            if node.type is None or (
                dotted(node.type) == "BaseException" and not raises and "BLE001" not in lines[node.lineno - 1]
            ):
                found.append(_says(source, node.lineno, "an except that catches everything"))
    return found


def clocks_and_dice(source: Source) -> list[str]:
    """Outside `system/` nobody reads the clock, throws dice or makes up ids; seeded random numbers are no dice."""
    if source.room == "system":
        return []
    found = []
    for node in source.nodes:
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            short = ".".join(name.split(".")[-2:])
            seeded = short == "random.Random" and bool(node.args)
            dice = short.startswith(("random.", "secrets.")) and name == short and not seeded
            if short in CLOCKS_AND_DICE or dice:
                found.append(_says(source, node.lineno, f"{name} outside system/"))
    for line, name in imported(source.nodes):
        whole = name.startswith(("random.", "secrets.")) and name != "random.Random"
        if whole or name in {"uuid.uuid1", "uuid.uuid4", "time.time", "os.urandom"}:
            found.append(_says(source, line, f"{name} outside system/"))
    return found


def impure_rooms(source: Source) -> list[str]:
    """Domain, planning and application ask the outside through ports: no clock, environment, process or file there."""
    if source.room not in PURE_ROOMS:
        return []
    found = [
        _says(source, line, f"{name} in {source.room}")
        for line, name in imported(source.nodes)
        if not IMPURE_MODULES.isdisjoint({name, name.split(".")[0], ".".join(name.split(".")[:2])} - {"random.Random"})
        and not (source.room == "planning" and name.split(".")[0] == "random")
        and not (source.room == "application" and name.split(".")[0] in {"logging", "threading"})
    ]
    for node in source.nodes:
        if isinstance(node, ast.Call):
            attribute = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if dotted(node.func) in {"open", "io.open"} or attribute in FILE_CALLS:
                found.append(_says(source, node.lineno, f"{attribute or 'open'}() in {source.room}"))
    return found


def posix_only(source: Source) -> list[str]:
    """A module that Windows lacks is imported inside a function or a guard, never at the top."""
    top = ast.Module(body=[n for n in source.tree.body if isinstance(n, ast.Import | ast.ImportFrom)], type_ignores=[])
    return [
        _says(source, line, f"{name.split('.')[0]} at the top: Windows has none")
        for line, name in imported(ast.walk(top))
        if name.split(".")[0] in POSIX_ONLY
    ]


def uncoded_ignores(source: Source) -> list[str]:
    """Every `noqa` and every `type: ignore` names the code it silences."""
    return [_says(source, line, f"name the code: {text}") for line, text in _comments(source, UNCODED)]


def unfinished(source: Source) -> list[str]:
    """What is merged is finished."""
    found = [_says(source, line, text) for line, text in _comments(source, UNFINISHED)]
    for node in source.nodes:
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if dotted(raised) == "NotImplementedError":
                found.append(_says(source, node.lineno, "NotImplementedError"))
    return found


def hex_colours(source: Source) -> list[str]:
    """A colour has a name in the theme; only the theme knows its figures."""
    if source.path.endswith("/ui/kit/theme.py") or source.room not in {"ui", "documents", "demo", "wording"}:
        return []
    docstrings = _docstrings(source.nodes)
    return [
        _says(source, node.lineno, f"a colour in figures: {node.value!r:.40}")
        for node in source.nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and HEX_COLOUR.search(node.value)
    ]


def _is_fixed(node: ast.expr) -> bool:
    """Tell whether a value put into SQL is ours: a constant in UPPER_CASE, a literal, the name of a table or column."""
    if isinstance(node, ast.FormattedValue):
        return _is_fixed(node.value)
    if isinstance(node, ast.Constant):
        return True
    name = dotted(node)
    last = name.rpartition(".")[2]
    return bool(name) and (last.lstrip("_").isupper() or name.endswith((".name", ".fullname")))


def _put_together(node: ast.AST) -> tuple[ast.expr | None, list[ast.expr]]:
    """Return the beginning of a text put together in any of the four ways, and what is filled in."""
    if isinstance(node, ast.JoinedStr) and node.values:
        return node.values[0], node.values[1:]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return node.left, [node.right]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return node.func.value, [*node.args, *(keyword.value for keyword in node.keywords)]
    return None, []


def sql_of_strings(source: Source) -> list[str]:
    """SQL text is fixed: values travel as parameters. (The schema, which has no user's data, may be put together.)"""
    if source.room != "store" or "/schema/" in source.path or "/migrations/" in source.path:
        return []
    found = []
    for node in source.nodes:
        first, filled = _put_together(node)
        is_sql = isinstance(first, ast.Constant) and isinstance(first.value, str) and SQL_VERB.match(first.value)
        if isinstance(node, ast.expr) and is_sql and not all(_is_fixed(value) for value in filled):
            found.append(_says(source, node.lineno, "SQL put together from values; pass them as parameters"))
    return found


EVERYWHERE_IN_SRC = (
    long_files,
    long_functions,
    prints,
    bare_excepts,
    clocks_and_dice,
    impure_rooms,
    posix_only,
    uncoded_ignores,
    unfinished,
    hex_colours,
    sql_of_strings,
)
EVERYWHERE_ELSE = (bare_excepts, uncoded_ignores, unfinished)
