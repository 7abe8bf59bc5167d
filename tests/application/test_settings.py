"""Settings: declared once, kept where they hold, saved together or not at all, never over somebody else's change."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.packbench import Bench, pick
from tests.parcels import jobs, spool, work
from tests.tidy.tree import ROOT
from warehouse_app.application.run import NoRight, Session
from warehouse_app.application.settings import (
    ChangeSetting,
    ChangeSettings,
    SettingChange,
    change_machine,
    find_setting,
    find_settings,
    machine_settings,
    settings_of,
    value_of,
)
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.printing.values import NoSuchStation
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.settings import (
    SETTINGS,
    Scope,
    Setting,
    SettingElsewhere,
    SettingInvalid,
    SettingKind,
    SettingMoved,
    SettingUnknown,
    checked,
)
from warehouse_app.store import people
from warehouse_app.wording.settings import CHOICES, GROUPS, page, shown, takes

ADMIN = Session(SYSTEM, "")


class Memory:
    """A machine that remembers as long as the test."""

    def __init__(self, **kept: str) -> None:
        self.kept = kept

    def get(self, name: str, default: str) -> str:
        return self.kept.get(name, default)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value


@pytest.fixture
def house(company: Company) -> Company:
    with company.write() as desk:
        for code in ("B1", "B2"):
            people.add_station(desk, code, WAREHOUSE, code)
    return company


def save(company: Company, *changes: SettingChange, who: Session = ADMIN) -> Refusal | None:
    return company.runner.perform(ChangeSettings(id=company.ids.new(), changes=changes), who).refusal


def value(company: Company, name: str, station: str = "") -> str:
    with company.store.read() as desk:
        return value_of(desk, name, station)


def test_a_station_has_the_companys_value_until_it_has_its_own(house: Company) -> None:
    assert value(house, "pack.slip", "B1") == "on"
    assert save(house, SettingChange("pack.slip", "off", "B1")) is None
    assert (value(house, "pack.slip"), value(house, "pack.slip", "B1"), value(house, "pack.slip", "B2")) == (
        "on",
        "off",
        "on",
    )
    with house.store.read() as desk:
        row = next(each for each in settings_of(desk, "B1") if each.name == "pack.slip")
    assert (row.own, row.value, row.company) == (True, "off", "on")
    assert save(house, SettingChange("pack.slip", None, "B1")) is None
    assert value(house, "pack.slip", "B1") == "on"


def test_changes_are_saved_together_or_not_at_all(house: Company) -> None:
    wrong = SettingChange("pack.slip", "perhaps")
    assert save(house, SettingChange("company.city", "Bath"), wrong) == SettingInvalid("pack.slip", "on or off")
    assert value(house, "company.city") == ""
    assert save(house, SettingChange("company.city", "Bath"), SettingChange("pack.slip", "No")) is None
    assert (value(house, "company.city"), value(house, "pack.slip")) == ("Bath", "off")


def test_a_value_that_another_changed_meanwhile_is_not_overwritten(house: Company) -> None:
    house.runner.perform(ChangeSetting(id="other", setting="company.name", value="Smith"), ADMIN).done()
    mine = SettingChange("company.name", "Brown", was="My company")
    assert save(house, mine, SettingChange("company.city", "Bath")) == SettingMoved("company.name", "Smith")
    assert value(house, "company.city") == ""
    assert save(house, SettingChange("company.name", "Brown", was="Smith")) is None


@pytest.mark.parametrize(
    ("change", "no"),
    [
        (SettingChange("company.colour", "red"), SettingUnknown("company.colour")),
        (SettingChange("company.name", "X", "B1"), SettingElsewhere("company.name", "company")),
        (SettingChange("window.look", "dark"), SettingElsewhere("window.look", "machine")),
        (SettingChange("pack.slip", "on", "B9"), NoSuchStation("B9")),
        (SettingChange("company.name", "a\x00b"), SettingInvalid("company.name", "at most 500 printable characters")),
    ],
)
def test_what_makes_no_sense_is_refused(house: Company, change: SettingChange, no: Refusal) -> None:
    assert save(house, change) == no


def test_only_who_has_the_right_changes_settings(house: Company) -> None:
    assert save(house, SettingChange("pack.slip", "off"), who=house.supervisor) == NoRight("settings", needs_pin=False)
    with pytest.raises(Refused):
        find_settings(house.runner, house.supervisor)


def test_this_machine_keeps_its_own_and_lets_nonsense_go(house: Company) -> None:
    file = Memory(look="plaid", text_size="130")
    values = {row.name: row.value for row in machine_settings(file)}
    told = {name: value for name, value in values.items() if name.startswith("window.")}
    assert told == {
        "window.language": "system", "window.look": "system",
        "window.text_size": "130", "window.touch": "off", "window.still": "off",
        "window.sounds": "on", "window.volume": "100",
    }  # fmt: skip
    assert change_machine(file, "window.touch", "yes") == "on"
    assert file.kept["touch"] == "on"
    for name, wrong in (("window.look", "plaid"), ("pack.slip", "on"), ("window.nothing", "1")):
        with pytest.raises(Refused):
            change_machine(file, name, wrong)
    assert find_setting(house.runner, house.packer, "window.touch", machine=file).value == "on"
    assert [row.scope for row in find_settings(house.runner, ADMIN, machine=file)][-1] is Scope.MACHINE


def test_a_station_without_slips_prints_the_label_alone(house: Company, tmp_path: object) -> None:
    from pathlib import Path

    bench = Bench(house)
    assert save(house, SettingChange("pack.slip", "off", "B1")) is None
    with house.write() as desk:
        house.product(desk, "A1")
        pick(desk, house, house.order(desk, "1001", [("A1", 1)]), "T-1")
    bench.scan("1001", "A1")
    work(house, spool(Path(str(tmp_path))))
    assert [job.document for job in jobs(house)] == ["label"]


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        (SettingKind.NUMBER, " 07 ", "7"),
        (SettingKind.NUMBER, "11", None),
        (SettingKind.NUMBER, "-1", None),
        (SettingKind.NUMBER, "٣", None),
        (SettingKind.SWITCH, "TRUE", "on"),
        (SettingKind.SWITCH, "2", None),
        (SettingKind.CHOICE, "red", "red"),
        (SettingKind.CHOICE, "Red", None),
        (SettingKind.TEXT, "  Bath  ", "Bath"),
        (SettingKind.TEXT, "x" * 501, None),
    ],
)
def test_a_value_fits_its_kind_or_is_told_what_would(kind: SettingKind, text: str, kept: str | None) -> None:
    setting = Setting("x.y", kind, "", "", "", low=1, high=10, choices=("red", "blue"))
    found = checked(setting, text)
    assert found == kept if kept is not None else isinstance(found, SettingInvalid)


def test_the_page_of_settings_is_the_table_and_every_default_fits() -> None:
    assert (ROOT / "docs" / "settings.md").read_text("utf-8").rstrip() == page().rstrip()
    for setting in SETTINGS.values():
        assert checked(setting, setting.default) == setting.default
        assert setting.group in GROUPS
        assert takes(setting)
        assert shown(setting, setting.default)
        assert all(choice in CHOICES or choice.isdigit() for choice in setting.choices)
        assert (setting.right is None) == (setting.scope is Scope.MACHINE)
