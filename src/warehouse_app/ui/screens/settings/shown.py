"""What the settings page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.settings import SettingRow
from warehouse_app.domain.settings import SETTINGS, Setting, SettingKind
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.ui.screens.settings.state import MACHINE, ROLES, Key, SettingsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.settings import GROUPS, shown, takes

OWN = "="
"""The choice of a station that has the company's value: no value of a setting is this."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field of the form: `options` (value, words) for a choice, none for text; `refusal` stands under it."""

    name: str
    label: str
    help: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    refusal: str = ""
    mark: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together under a title."""

    title: str
    fields: tuple[FieldValue, ...]


def pages(state: SettingsScreen) -> tuple[FilterValue, ...]:
    """Return the pages, with how many changes each has that are not saved."""
    words = {"company": tr("Company"), "station": tr("Stations"), "roles": tr("Roles at the shelf"),
             "machine": tr("This machine")}  # fmt: skip
    counts = dict.fromkeys(words, 0)
    for place, _name in state.drafts:
        counts[{MACHINE: "machine", ROLES: "roles", "": "company"}.get(place, "station")] += 1
    names = ("company", "station", "roles", "machine") if state.may else ("machine",)
    return tuple(FilterValue(name, words[name], counts[name] or None) for name in names)


def groups(state: SettingsScreen) -> tuple[Group, ...]:
    """Return the fields of the page."""
    if state.page == "roles":
        from warehouse_app.ui.screens.settings import roles

        return roles.groups(state)
    found: dict[str, list[FieldValue]] = {}
    for row in state.shown:
        setting = SETTINGS[row.name]
        found.setdefault(setting.group, []).append(_field(state, row, setting))
    return tuple(Group(tr(GROUPS[name]), tuple(fields)) for name, fields in found.items())


def _field(state: SettingsScreen, row: SettingRow, setting: Setting) -> FieldValue:
    key = (state.place, row.name)
    value = state.value(row)
    help_text = f"{tr(setting.sentence)}. {_about(state, row, setting)}"
    return FieldValue(
        row.name, tr(setting.label), help_text, OWN if value is None else value, _options(state, row, setting),
        state.noes.get(key, ""), tr("Not saved") if key in state.drafts else "",
        setting.unit if not setting.choices else "",
    )  # fmt: skip


def _about(state: SettingsScreen, row: SettingRow, setting: Setting) -> str:
    """Say what the value would be without anybody's doing, or what it takes."""
    if state.page == "station":
        return tr("The company has: {value}.").format(value=shown(setting, row.company))
    if setting.kind is SettingKind.TEXT:
        return ""
    if setting.kind is SettingKind.NUMBER:
        return tr("It takes {wanted}; without a change: {value}.").format(
            wanted=takes(setting), value=shown(setting, setting.default)
        )
    return tr("Without a change: {value}.").format(value=shown(setting, setting.default))


def _options(state: SettingsScreen, row: SettingRow, setting: Setting) -> tuple[tuple[str, str], ...]:
    values = ("on", "off") if setting.kind is SettingKind.SWITCH else setting.choices
    options = tuple((value, shown(setting, value)) for value in values)
    if state.page != "station" or not options:
        return options
    return ((OWN, tr("As the company ({value})").format(value=shown(setting, row.company))), *options)


def changes(state: SettingsScreen) -> tuple[str, ...]:
    """Return what saving changes, one line each: "Packing slip at B1: On, was Off"."""
    lines = []
    for (place, name), value in state.drafts.items():
        if place == ROLES:
            from warehouse_app.ui.screens.settings import roles

            lines.append(roles.change(state, name, value))
            continue
        setting, row = SETTINGS[name], state.row((place, name))
        if row is None:
            continue
        where = tr("{label} at {station}").format(label=tr(setting.label), station=code(place))
        label = tr(setting.label) if place in {"", MACHINE} else where
        now = tr("as the company") if value is None else shown(setting, value)
        lines.append(tr("{label}: {now}, was {before}").format(label=label, now=now, before=shown(setting, row.value)))
    return tuple(lines)


def moved_words(state: SettingsScreen, key: Key) -> str:
    """Say that somebody else changed a value one has typed over."""
    row = state.row(key)
    value = "" if row is None else row.value if key[0] == ROLES else shown(SETTINGS[key[1]], row.value)
    return tr("Somebody changed it meanwhile: it is {value} now. Save to have yours").format(value=value)


def station_options(state: SettingsScreen) -> tuple[tuple[str, str], ...]:
    """Return the stations to choose from."""
    return tuple((each.code, code(each.code)) for each in state.stations)
