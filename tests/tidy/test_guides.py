"""The user guides stay true: their pictures are made by a command, their keys and deeds stand in the action tables."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from tests.tidy.tree import ROOT, sources

GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
PICTURES = ROOT / "docs" / "pictures"
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
DEED = re.compile(r"\*\*([^*]+)\*\* \(((?:Ctrl |Shift |Alt )*(?:F\d+|[A-Z]|Esc|Return|\d))\)")
KEY = re.compile(r"\b(?:(?:Ctrl|Shift|Alt)[ +])+(?:F\d+|[A-Z]|Return)\b|\bF\d+\b")
EVERYWHERE = frozenset({"F1", "F2"})
"""F1 is the window's own key at benches too; F2 mends a cell, as in any table."""


@cache
def made() -> frozenset[str]:
    """Return the names of the pictures that `make guides` takes."""
    scripts = (ROOT / "packaging" / "make_guides.py", *sorted((ROOT / "packaging").glob("*_scenes.py")))
    nodes = (node for script in scripts for node in ast.walk(ast.parse(script.read_text("utf-8"))))
    calls = (node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    taken = (call.args[0] for call in calls if call.func.attr == "take")  # type: ignore[attr-defined]
    return frozenset(str(ast.literal_eval(name)) for name in taken)


@cache
def deeds() -> frozenset[tuple[str, str]]:
    """Return words and keys of every action declared in the window's room."""
    found = set[tuple[str, str]]()
    for source in sources("src/warehouse_app/ui"):
        for node in source.nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Action":
                words, key = (*node.args[1:3], None, None)[:2]
                if isinstance(words, ast.Call) and words.args and isinstance(words.args[0], ast.Constant):
                    shown = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""
                    found.add((str(words.args[0].value), shown.replace("+", " ")))
    return frozenset(found)


def test_the_tables_and_the_scenes_are_read() -> None:
    assert ("Allocate", "F9") in deeds()
    assert {"pack", "orders", "imports-file"} <= made()
    assert len(GUIDES) == len(
        (
            *("administrator", "counting", "goods-in", "layout", "moving", "packer", "picker", "put-away", "returns"),
            "supervisor",
        )
    )


@pytest.mark.parametrize("guide", [*GUIDES, ROOT / "README.md"], ids=lambda path: path.stem)
def test_every_picture_is_there_and_made_by_the_command(guide: Path) -> None:
    shown = PICTURE.findall(guide.read_text("utf-8"))
    assert shown
    for words, target in shown:
        path = (guide.parent / target).resolve()
        assert words, f"{target} says nothing to those who cannot see it"
        assert path.parent == PICTURES
        assert path.stem in made(), f"`make guides` does not make {path.name}"
        with Image.open(path) as picture:
            assert picture.size == (1280, 800), path.name


def test_no_picture_is_left_over() -> None:
    kept = {path.stem for path in PICTURES.glob("*.png")}
    assert kept == made()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_deed_and_key_is_in_the_action_tables(guide: Path) -> None:
    text, known = guide.read_text("utf-8"), deeds()
    keys = {key for _, key in known} | EVERYWHERE
    named = DEED.findall(text)
    assert named
    assert [deed for deed in named if deed not in known] == []
    assert [key for key in KEY.findall(text) if key.replace("+", " ") not in keys] == []
