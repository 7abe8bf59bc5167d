"""The rules of returns that travel with the program."""

from __future__ import annotations

from functools import cache

from warehouse_app.domain.returning.rulefile import RuleSet, joined, read_toml
from warehouse_app.ports.resources import resource_path

FILES = ("reasons", "checks")


@cache
def ours() -> RuleSet:
    """Return the reasons and checklists that a company begins with."""
    texts = (resource_path("returns", f"{name}.toml").read_text(encoding="utf-8") for name in FILES)
    return joined(read_toml(each) for each in texts)
