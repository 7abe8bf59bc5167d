"""The page of what people of a role must scan at the shelf: a card a role, each rule saved as one command. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.pickforced import SetRoleScan, rules
from warehouse_app.application.settings import SettingRow
from warehouse_app.domain.people import ROLE_RIGHTS, Right, Role
from warehouse_app.domain.picking.scanrules import ItemScan, PlaceScan
from warehouse_app.ui.screens.settings.shown import FieldValue, Group
from warehouse_app.ui.screens.settings.state import ROLES, SettingsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import ROLES as NAMES

PARTS = ("place", "item", "why")
_PICKERS = tuple(role for role in Role if Right.PICK in ROLE_RIGHTS[role])
_NOTHING = ""


def read(desk: Any) -> tuple[SettingRow, ...]:  # noqa: ANN401 - the application's desk
    """Return the rules of the roles that pick, part by part."""
    kept = {row.of: row for row in rules(desk)[1]}
    rows = []
    for role in _PICKERS:
        rule = kept.get(role.value)
        values = ("", "", "") if rule is None else (rule.place, rule.item, rule.why)
        rows += [_row(f"{role.value}.{part}", value) for part, value in zip(PARTS, values, strict=True)]
    return tuple(rows)


def _row(name: str, value: str) -> SettingRow:
    return SettingRow(name, value, _NOTHING, "", bool(value))


def words(name: str, value: str) -> str:
    """Return a value in words."""
    return {
        "place": {"": tr("As the bench asks"), PlaceScan.SCAN: tr("Scan it"), PlaceScan.SKIP: tr("As the bench asks")},
        "item": {
            "": tr("As the bench asks"), ItemScan.NONE: tr("As the bench asks"), ItemScan.EACH: tr("Each piece"),
            ItemScan.COUNT: tr("Each, or one and how many"), ItemScan.FIRST: tr("One proves all"),
        },
    }.get(name.partition(".")[2], {}).get(value, value or tr("nothing"))  # fmt: skip


def label(name: str) -> str:
    """Return what a part is called."""
    return {"place": tr("Place"), "item": tr("Goods"), "why": tr("Why")}[name.partition(".")[2]]


def groups(state: SettingsScreen) -> tuple[Group, ...]:
    """Return a card of fields for each role."""
    found = []
    for role in _PICKERS:
        rows = [row for row in state.shown if row.name.startswith(f"{role.value}.")]
        found.append(Group(tr(NAMES[role]), tuple(_field(state, row) for row in rows)))
    return tuple(found)


def _field(state: SettingsScreen, row: SettingRow) -> FieldValue:
    part, key = row.name.partition(".")[2], (ROLES, row.name)
    options = {"place": ("", PlaceScan.SCAN), "item": ("", ItemScan.FIRST, ItemScan.COUNT, ItemScan.EACH)}.get(part, ())
    helps = {
        "place": tr("A role only asks for more than the bench does; it holds from the next batch that is opened"),
        "item": tr("Goods with serial numbers are scanned each, whatever stands here"),
        "why": tr("It stands in one line under the product"),
    }
    told = tuple((str(value), words(row.name, str(value))) for value in options)
    mark = tr("Not saved") if key in state.drafts else ""
    return FieldValue(
        row.name, label(row.name), helps[part], state.value(row) or "", told, state.noes.get(key, ""), mark
    )


def change(state: SettingsScreen, name: str, value: str | None) -> str:
    """Return what saving changes, as one line."""
    row, role = state.row((ROLES, name)), Role(name.partition(".")[0])
    now, before = words(name, value or ""), words(name, "" if row is None else row.value)
    told = tr("{role}, {label}: {now}, was {before}")
    return told.format(role=tr(NAMES[role]), label=label(name), now=now, before=before)


def commands(state: SettingsScreen, new: Callable[[], str]) -> Mapping[str, SetRoleScan]:
    """Return the command of each role whose rule was changed."""
    changed = dict.fromkeys(name.partition(".")[0] for place, name in state.drafts if place == ROLES)
    made = {}
    for role in changed:
        values = {part: _now(state, f"{role}.{part}") for part in PARTS}
        made[role] = SetRoleScan(id=new(), role=role, **values)
    return made


def _now(state: SettingsScreen, name: str) -> str:
    row, key = state.row((ROLES, name)), (ROLES, name)
    kept = "" if row is None else row.value
    return state.drafts.get(key, kept) or ""
