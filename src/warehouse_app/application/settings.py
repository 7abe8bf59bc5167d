"""Settings read and changed: a change is a command, so it stands in the audit with who made it.

Promise: several changes are saved together or not at all, and none is saved over a value that somebody else changed
meanwhile. What holds on one machine only lies in its home, not here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.values import NoSuchStation
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.settings import (
    SETTINGS,
    Scope,
    Setting,
    SettingElsewhere,
    SettingInvalid,
    SettingMoved,
    SettingUnknown,
    checked,
)
from warehouse_app.ports.home import Remembers
from warehouse_app.store import devices, people
from warehouse_app.store import settings as kept
from warehouse_app.store.desk import Desk

MOST_CHANGES = 200
"""Changes that are saved together."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting with its value in force. `own`: the station has a value of its own; `company` is the company's."""

    name: str
    value: str
    default: str
    sentence: str
    changed: bool
    label: str = ""
    scope: Scope = Scope.COMPANY
    own: bool = False
    company: str = ""


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One value to be saved (None: back to the company's, or to the default). `was` is what the person saw."""

    name: str
    value: str | None
    station: str = ""
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSetting(Command):
    """Give a setting a value, for the company or (`station`) for one station."""

    setting: str
    value: str
    station: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings(Command):
    """Save several changes together, or none of them."""

    changes: tuple[SettingChange, ...]


def value_of(desk: Desk, name: str, station: str = "") -> str:
    """Return the value in force; KeyError for a name that is not declared (a bug)."""
    found = kept.value(desk, name, station)
    return SETTINGS[name].default if found is None else found


def number_of(desk: Desk, name: str, station: str = "") -> int:
    """Return a number in force."""
    return int(value_of(desk, name, station))


def numbers_of(desk: Desk, names: Iterable[str], station: str = "") -> dict[str, int]:
    """Return several numbers in force, asked for at once: all of one group."""
    wanted = tuple(names)
    found = kept.group(desk, SETTINGS[wanted[0]].group, station)
    return {name: int(found.get(name, SETTINGS[name].default)) for name in wanted}


def is_on(desk: Desk, name: str, station: str = "") -> bool:
    """Tell whether a switch is on."""
    return value_of(desk, name, station) == "on"


def settings_of(desk: Desk, station: str = "") -> tuple[SettingRow, ...]:
    """Return every setting of the company, or those a station may have otherwise. For `Runner.ask` with the right."""
    scopes = {Scope.STATION} if station else {Scope.COMPANY, Scope.STATION}
    return tuple(_row(desk, each, station) for each in SETTINGS.values() if each.scope in scopes)


def machine_settings(file: Remembers) -> tuple[SettingRow, ...]:
    """Return the settings of this machine."""
    return tuple(_machine_row(each, file) for each in SETTINGS.values() if each.scope is Scope.MACHINE)


def change_machine(file: Remembers, name: str, value: str) -> str:
    """Keep a setting of this machine and return it as kept. Raises Refused (SettingUnknown, SettingInvalid)."""
    setting = SETTINGS.get(name)
    if setting is None or setting.scope is not Scope.MACHINE:
        raise Refused(SettingUnknown(name))
    fits = checked(setting, value)
    if isinstance(fits, SettingInvalid):
        raise Refused(fits)
    file.put(setting.key, fits)
    return fits


def find_settings(
    runner: Runner, session: Session, station: str = "", machine: Remembers | None = None
) -> tuple[SettingRow, ...]:
    """Return every setting with its value in force. Raises Refused(NoRight)."""

    def question(desk: Desk) -> tuple[SettingRow, ...]:
        return tuple(_row(desk, each, station) for each in SETTINGS.values() if each.scope is not Scope.MACHINE)

    found = runner.ask(question, session, Right.SETTINGS)
    return found if machine is None else (*found, *machine_settings(machine))


def find_setting(
    runner: Runner, session: Session, name: str, station: str = "", machine: Remembers | None = None
) -> SettingRow:
    """Return one setting. Raises Refused (NoRight, SettingUnknown)."""
    setting = SETTINGS.get(name)
    if setting is None:
        raise Refused(SettingUnknown(name))
    if setting.scope is Scope.MACHINE and machine is not None:
        return _machine_row(setting, machine)
    return runner.ask(lambda desk: _row(desk, setting, station), session, Right.SETTINGS)


def _row(desk: Desk, setting: Setting, station: str) -> SettingRow:
    company = kept.value(desk, setting.name, "")
    found = kept.value(desk, setting.name, station)
    value = setting.default if found is None else found
    return SettingRow(
        setting.name, value, setting.default, setting.sentence, found is not None, setting.label, setting.scope,
        own=bool(station) and kept.own(desk, setting.name, station),
        company=setting.default if company is None else company,
    )  # fmt: skip


def _machine_row(setting: Setting, file: Remembers) -> SettingRow:
    value = file.get(setting.key, setting.default)
    value = value if not isinstance(checked(setting, value), SettingInvalid) else setting.default
    changed = value != setting.default
    return SettingRow(setting.name, value, setting.default, setting.sentence, changed, setting.label, setting.scope)


def rights_of(names: Iterable[str]) -> tuple[Right, ...]:
    """Return the rights by which settings are changed; one that is not declared is refused by its handler."""
    found = [SETTINGS[name].right or Right.SETTINGS for name in names if name in SETTINGS]
    return tuple(dict.fromkeys(found or [Right.SETTINGS]))


_EACH = tuple((right,) for right in rights_of(SETTINGS))
"""What the settings there are can ask for."""


@handles(ChangeSetting, right=lambda command: rights_of((command.setting,)), asks=_EACH)
def _change(desk: Desk, command: ChangeSetting, _: Session) -> None:
    _apply(desk, SettingChange(command.setting, command.value, command.station))


@handles(ChangeSettings, right=lambda command: rights_of(each.name for each in command.changes), asks=_EACH)
def _change_all(desk: Desk, command: ChangeSettings, _: Session) -> None:
    assert len(command.changes) <= MOST_CHANGES, "a form has no more fields"
    for each in command.changes:
        _apply(desk, each)


def _apply(desk: Desk, change: SettingChange) -> None:
    setting = _of_company(desk, change)
    now = value_of(desk, setting.name, change.station)
    if change.was is not None and change.was != now:
        raise Refused(SettingMoved(setting.name, now))
    if change.value is None:
        kept.forget(desk, setting.name, change.station)
    else:
        value = checked(setting, change.value)
        if isinstance(value, SettingInvalid):
            raise Refused(value)
        kept.keep(desk, setting.name, change.station, value)
    if setting.name == "company.name":
        people.set_company_fact(desk, "name", value_of(desk, setting.name))
    desk.touch(Touched.SETTING)


def _of_company(desk: Desk, change: SettingChange) -> Setting:
    setting = SETTINGS.get(change.name)
    if setting is None:
        raise Refused(SettingUnknown(change.name))
    if setting.scope is Scope.MACHINE:
        raise Refused(SettingElsewhere(setting.name, "machine"))
    if change.station and setting.scope is not Scope.STATION:
        raise Refused(SettingElsewhere(setting.name, "company"))
    if change.station and devices.station(desk, change.station) is None:
        raise Refused(NoSuchStation(change.station))
    return setting
