"""Settings read and changed: a change is a command, so it stands in the audit with who made it."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.run import Command, NoRight, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.settings import SETTINGS, Setting, SettingInvalid, SettingUnknown, checked
from warehouse_app.store import people
from warehouse_app.store import settings as kept
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting with its value in force."""

    name: str
    value: str
    default: str
    sentence: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSetting(Command):
    """Give a setting a value, for the company or (`station`) for one station."""

    setting: str
    value: str
    station: str = ""


def value_of(desk: Desk, name: str, station: str = "") -> str:
    """Return the value in force; KeyError for a name that is not declared (a bug)."""
    found = kept.value(desk, name, station)
    return SETTINGS[name].default if found is None else found


def number_of(desk: Desk, name: str, station: str = "") -> int:
    """Return a number in force."""
    return int(value_of(desk, name, station))


def find_settings(runner: Runner, session: Session, station: str = "") -> tuple[SettingRow, ...]:
    """Return every setting with its value in force. Raises Refused(NoRight)."""

    def question(desk: Desk) -> tuple[SettingRow, ...]:
        return tuple(_row(desk, each, station) for each in SETTINGS.values())

    return runner.ask(question, session, Right.SETTINGS)


def find_setting(runner: Runner, session: Session, name: str, station: str = "") -> SettingRow:
    """Return one setting. Raises Refused (NoRight, SettingUnknown)."""
    if name not in SETTINGS:
        raise Refused(SettingUnknown(name))
    return runner.ask(lambda desk: _row(desk, SETTINGS[name], station), session, Right.SETTINGS)


def _row(desk: Desk, setting: Setting, station: str) -> SettingRow:
    found = kept.value(desk, setting.name, station)
    value = setting.default if found is None else found
    return SettingRow(setting.name, value, setting.default, setting.sentence, found is not None)


@handles(ChangeSetting, right=None)
def _change(desk: Desk, command: ChangeSetting, session: Session) -> None:
    setting = SETTINGS.get(command.setting)
    if setting is None:
        raise Refused(SettingUnknown(command.setting))
    if not session.actor.may(setting.right):
        raise Refused(NoRight(setting.right.value, needs_pin=False))
    value = checked(setting, command.value)
    if isinstance(value, SettingInvalid):
        raise Refused(value)
    kept.keep(desk, setting.name, command.station, value)
    if setting.name == "company.name":
        people.set_company_fact(desk, "name", value)
    desk.touch(Touched.SETTING)
