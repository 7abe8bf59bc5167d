"""Pages of the documentation that a command writes are as it writes them today."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator

from tests.tidy.tree import ROOT
from warehouse_app import wording
from warehouse_app.application.packing.answers import ANSWERS, refusals_here
from warehouse_app.application.rights import Way, deeds, load_all
from warehouse_app.application.verdicts.classes import refusals
from warehouse_app.domain.people import Role
from warehouse_app.terminal import verdicts
from warehouse_app.terminal.rights import page
from warehouse_app.wording.say import worded


def test_the_page_of_rights_is_the_register() -> None:
    written = (ROOT / "docs" / "rights.md").read_text("utf-8").rstrip()
    assert written == page().rstrip(), "write it anew: warehouse user page > docs/rights.md"
    assert Way.BADGE in {deed.way(Role.PACKER) for deed in deeds()}


def test_the_page_of_verdicts_is_the_code() -> None:
    written = (ROOT / "docs" / "verdicts.md").read_text("utf-8").rstrip()
    assert written == verdicts.page().rstrip(), "write it anew: warehouse verdicts page > docs/verdicts.md"


def test_the_pack_bench_answers_from_a_closed_set() -> None:
    load_all()
    said, refused = set(), set()
    for path in sorted((ROOT / "src/warehouse_app/application/packing").rglob("*.py")):
        for call in _calls(ast.parse(path.read_text("utf-8"))):
            said |= _answer(call)
            refused |= _refusal(call)
    strange = said - set(ANSWERS)
    assert not strange, f"name these in application/packing/answers.py: {sorted(strange)}"
    classes = {each.__name__: each.code for each in refusals()}
    here = {each.code for each in refusals_here()}
    lost = sorted(name for name in refused if name in classes and classes[name] not in here)
    assert not lost, f"name these in application/packing/answers.py: {lost}"
    mute = sorted(code for code in (*ANSWERS, *here) if not worded(code))
    assert not mute, f"without words: {mute}"


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _answer(call: ast.Call) -> set[str]:
    """Return the codes that a deed is made with."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    found = [each.value for each in call.keywords if each.arg == "code"] if name in ("Deed", "replace") else []
    if name == "Deed" and call.args:
        found.append(call.args[0])
    return {each.value for each in found if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def _refusal(call: ast.Call) -> set[str]:
    """Return the name of the refusal that is raised here."""
    if not (isinstance(call.func, ast.Name) and call.func.id == "Refused" and call.args):
        return set()
    made = call.args[0]
    return {made.func.id} if isinstance(made, ast.Call) and isinstance(made.func, ast.Name) else set()


def test_no_code_has_sentences_of_two_rooms() -> None:
    """Where two modules word the same code, the one that is read last says its sentence for both."""
    rooms: dict[str, list[str]] = {}
    for module in pkgutil.iter_modules(wording.__path__):
        for code in getattr(importlib.import_module(f"{wording.__name__}.{module.name}"), "WORDS", None) or ():
            rooms.setdefault(code, []).append(module.name)
    assert {code: found for code, found in rooms.items() if len(found) > 1} == {}
