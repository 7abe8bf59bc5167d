"""What stands above the columns that commands print: said in the language in use, one meaning each."""

from __future__ import annotations

import ast
import gettext
from collections.abc import Iterator

import pytest

from tests.tidy.tree import ROOT
from warehouse_app import wording
from warehouse_app.ports.resources import resource_path
from warehouse_app.terminal.output import Output
from warehouse_app.wording import languages
from warehouse_app.wording.decimals import decimal
from warehouse_app.wording.heads import HEADS, head


@pytest.fixture
def german() -> Iterator[None]:
    languages.speak("de", resource_path("locale"))
    yield
    wording.use(gettext.NullTranslations())


def test_a_table_speaks_the_language_in_use_and_json_that_of_programs(
    german: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for as_json in (False, True):
        Output(as_json=as_json, monotonic=lambda: 0.0).rows(("sku", "on_hand", "active"), [("A1", 3, True)])
    table, _, document = capsys.readouterr().out.partition("[")
    assert table.split() == ["SKU", "Vorhanden", "In", "Gebrauch", "─" * len(table.split()[4]), "A1", "3", "ja"]
    assert '"on_hand": 3, "active": true' in document


def test_in_english_a_column_is_called_as_programs_call_it() -> None:
    assert [head(each) for each in ("on_hand", "right %")] == ["on hand", "right %"]


def test_figures_of_commands_have_the_decimals_of_the_language(german: None) -> None:
    assert (decimal(1234.56), decimal(0.5, 2), decimal(1234, 0)) == ("1.234,6", "0,50", "1.234")
    wording.use(gettext.NullTranslations())
    assert (decimal(1234.56), decimal(1234, 0)) == ("1,234.6", "1,234")


def test_every_column_of_a_command_has_words() -> None:
    lacking = set[str]()
    for path in (ROOT / "src" / "warehouse_app" / "terminal").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            node.targets[0].id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("out.rows"):
                columns = named.get(getattr(node.args[0], "id", ""), node.args[0])
                lacking |= {each for each in _names(columns) if each and each.replace("_", " ") not in HEADS}
    assert not lacking


def _names(columns: ast.expr) -> Iterator[str]:
    """Yield the names written out in a list of columns."""
    for each in columns.elts if isinstance(columns, ast.Tuple | ast.List) else ():
        inner = each.value if isinstance(each, ast.Starred) else each
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value
        yield from _names(inner)
