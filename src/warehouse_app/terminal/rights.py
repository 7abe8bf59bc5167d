"""The page of rights put together: the register's table in the words of people."""

from __future__ import annotations

from warehouse_app.application.rights import Way, deeds, way_to
from warehouse_app.domain.people import Right, Role
from warehouse_app.wording.people import RIGHTS, rights_page

_NEVER = "-"


def page() -> str:
    """Return docs/rights.md."""
    rights = [(f"`{each.value}`", RIGHTS[each.value], *(_said(way_to(each, role)) for role in Role)) for each in Right]
    commands = [
        (f"`{each.command}`", each.opens, ", ".join(each.also), *(_said(each.way(role)) for role in Role))
        for each in deeds()
    ]
    return rights_page(rights, commands)


def _said(way: Way) -> str:
    return _NEVER if way is Way.NEVER else way.value
