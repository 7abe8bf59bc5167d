"""Keeps the catalogues of `resources/locale`: one a language, with every sentence of the program (`make language`).

What is said is found in the source: what stands in `tr`, `trn` and `counted`, and the tables of words that reach them
by a variable. A catalogue keeps its translations; what is said no more is kept at its end as obsolete, what is new
stands there empty, which a test does not let through. The compiled catalogue lies beside it.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "warehouse_app"
LOCALE = ROOT / "resources" / "locale"
WIDTH = 100
VERSION, OURS = "1", "warehouse_app"
HEADER = """\
# What the program says in this language. `make language` gathers the sentences, a person
# writes what stands in msgstr: docs/languages.md."""

MOST_ROUNDS = 5
_CARD = "ScreenCard"
"""Its second argument is its title."""

_PLURALS = {"trn": 0, "counted": 1}
"""A function that is told two forms of a sentence -> where the first of them stands among its arguments."""

_CALLED = re.compile(r"\b(tr|trn|counted|ScreenCard)\(")
_TABLE_FILES = frozenset({"cards.py", "settings.py"})
_MEANINGS = frozenset({"_PARCEL", "_LINE", "_TOTALS", "_CUSTOMS", "_CUSTOMS_ROW"})
"""Tables of what the names in a template mean, which reach `tr` one by one."""
_NO_TABLES = ("domain/importing/guessing.py", "store/", "devices/")
"""Where tables hold words that are read, not said; a literal in `tr` counts everywhere."""

Sentence = tuple[str, str]
"""A sentence, and its form for many ("" where nothing is counted)."""


def sentences() -> dict[Sentence, str]:
    """Return every sentence of the program, with the file that says it first."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}
    found: dict[Sentence, str] = {}
    named = set(_MEANINGS)
    trees: dict[Path, ast.Module] = {}
    for path in (each for each, text in texts.items() if _CALLED.search(text)):
        trees[path] = ast.parse(texts[path])
        for call in (node for node in ast.walk(trees[path]) if isinstance(node, ast.Call)):
            for sentence in _told(call):
                found.setdefault(sentence, _short(path))
            if _name(call.func) == "tr" and call.args and not isinstance(call.args[0], ast.Constant):
                named |= {name for node in ast.walk(call.args[0]) if (name := _name(node)).isupper()}
        for sentence in () if "application" in path.parts else _pairs(trees[path]):
            found.setdefault(sentence, _short(path))
    tables = re.compile(rf"^({'|'.join(sorted(named))})\b", re.MULTILINE)
    for path, source in texts.items():
        if path.name in _TABLE_FILES or "wording" in path.parts or tables.search(source):
            for text in _tables(path, trees.get(path) or ast.parse(source), named):
                found.setdefault((text, ""), _short(path))
    counted = {one for one, many in found if many}
    return {each: where for each, where in found.items() if each[1] or each[0] not in counted}


def _told(call: ast.Call) -> Iterator[Sentence]:
    """Yield what a call of `tr`, `trn` or `counted` says by itself."""
    name = _name(call.func)
    if name == _CARD and len(call.args) > 1:
        yield from ((text, "") for text in _said(call.args[1]))
    if name == "tr" and call.args:
        yield from ((text, "") for text in _said(call.args[0]) if text)
    at = _PLURALS.get(name, -1)
    if at >= 0 and len(call.args) > at + 1:
        one, many = tuple(_said(call.args[at])), tuple(_said(call.args[at + 1]))
        yield from zip(one, many, strict=len(one) == len(many))


def _pairs(tree: ast.Module) -> Iterator[Sentence]:
    """Yield the pairs of forms in a file that hands them to `trn` or `counted` by a variable."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in _PLURALS)
    if any(isinstance(arg, ast.Starred | ast.Name) for call in calls for arg in call.args[:-1]):
        for node in ast.walk(tree):
            match node:
                case ast.Tuple(elts=[ast.Constant(value=str(one)), ast.Constant(value=str(many))]) if (
                    one[:2] == many[:2]
                ):
                    yield one, many


def _said(node: ast.expr) -> Iterator[str]:
    """Yield the texts an expression can be: itself, or each way of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for way in _ways(node):
        yield from _said(way)


def _ways(node: ast.expr) -> list[ast.expr]:
    """Return what an expression can turn out to be: the branches of a condition, the values of a table."""
    match node:
        case ast.IfExp(body=yes, orelse=no):
            return [yes, no]
        case ast.BoolOp(values=ways) | ast.Dict(values=ways) | ast.Tuple(elts=ways) | ast.List(elts=ways):
            return ways
        case ast.Subscript(value=table):
            return [table]
        case ast.Call(func=ast.Attribute(attr="get", value=table), args=[_, *rest]):
            return [table, *rest]
    return []


def _tables(path: Path, tree: ast.Module, named: set[str]) -> Iterator[str]:
    """Yield what stands in the tables of a file: all of `wording`, elsewhere those that `tr` is told of by name."""
    words, short = "wording" in path.parts, _short(path)
    if short.startswith(_NO_TABLES):
        return
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        name = getattr(target, "id", "")
        if name in named or (words and name.isupper()) or path.name in _TABLE_FILES:
            yield from _values(node.value)


def _values(table: ast.expr) -> Iterator[str]:
    keys = {id(key) for node in ast.walk(table) if isinstance(node, ast.Dict) for key in node.keys}
    for node in ast.walk(table):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in keys and is_sentence(text):
                yield text


def is_sentence(text: str) -> bool:
    """Say whether a text of a table is said to somebody: a code of the program is one lower-case word."""
    return bool(re.search("[a-z]", text)) and (" " in text or (text[:1].isupper() and text[1:2].islower()))


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _short(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def languages() -> tuple[str, ...]:
    """Return the languages that have a folder."""
    return tuple(sorted(each.name for each in LOCALE.iterdir() if each.is_dir()))


def source_of(language: str) -> Path:
    """Return where a catalogue is written by hand."""
    return LOCALE / language / "LC_MESSAGES" / "warehouse.po"


def read(language: str) -> Catalog:
    """Return a catalogue as it is; an empty one where there is none."""
    path = source_of(language)
    if not path.exists():
        return Catalog(locale=language, project="warehouse_app", domain="warehouse", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="warehouse")


def updated(language: str, said: Mapping[Sentence, str]) -> Catalog:
    """Return the catalogue with all that is said now, its translations kept and the rest obsolete."""
    before = read(language)
    kept = {key_of(message.id): message for message in (*before, *before.obsolete.values()) if message.id}
    now = Catalog(
        locale=language, project="warehouse_app", domain="warehouse", header_comment=HEADER, fuzzy=False,
        creation_date=before.creation_date, revision_date=before.revision_date, version=VERSION,
        msgid_bugs_address=OURS, last_translator=OURS, language_team=OURS,
    )  # fmt: skip
    for (one, many), where in sorted(said.items(), key=lambda each: (each[1], each[0])):
        old = kept.pop((one, many), None)
        blank: str | tuple[str, ...] = ("",) * now.num_plurals if many else ""
        flags = ["python-brace-format"] if "{" in one + many else []
        now.add((one, many) if many else one, old.string if old else blank, locations=[(where, 0)], flags=flags)
    for old in kept.values():
        if any(old.string if isinstance(old.string, tuple) else (old.string,)):
            now.obsolete[old.id if isinstance(old.id, str) else old.id[0]] = old
    return now


def key_of(found: object) -> Sentence:
    """Return a sentence as it is known by: with its form for many."""
    return (str(found[0]), str(found[1])) if isinstance(found, tuple | list) else (str(found), "")


def written(catalogue: Catalog) -> bytes:
    """Return the text of a catalogue."""
    out = io.BytesIO()
    write_po(out, catalogue, width=WIDTH, include_lineno=False)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Return what the program reads."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def keep(language: str, catalogue: Catalog) -> None:
    """Write a catalogue and its compiled one."""
    path = source_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalogue))
    path.with_suffix(".mo").write_bytes(compiled(catalogue))


def missing(catalogue: Catalog) -> list[str]:
    """Return the sentences without a translation."""
    return [key_of(each.id)[0] for each in catalogue if each.id and not all(forms_of(each.string))]


def forms_of(said: object) -> tuple[str, ...]:
    """Return the forms of a translation: one, or as many as the language counts with."""
    return tuple(said) if isinstance(said, tuple | list) else (str(said),)


def main() -> int:
    """Bring every catalogue up to the source; say what lacks."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("languages", nargs="*", help="two letters; a new one begins its catalogue")
    asked.add_argument("--missing", action="store_true", help="list the sentences without a translation")
    wanted = asked.parse_args()
    said = sentences()
    for language in wanted.languages or languages():
        catalogue = updated(language, said)
        keep(language, catalogue)
        lacks = missing(catalogue)
        print(f"{language}: {len(catalogue)} sentences, {len(lacks)} without a translation")
        if wanted.missing:
            print(*lacks, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
