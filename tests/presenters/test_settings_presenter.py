"""The settings screen without a window: edits are kept until saved together, and nobody overwrites another."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import Screen
from tests.twins import Memory
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting, value_of
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.picking.scanrules import ItemScan, PlaceScan, ScanRule
from warehouse_app.domain.settings import SETTINGS, Scope
from warehouse_app.store import people, scanrules
from warehouse_app.store.schema import ledger
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.screens.settings import shown
from warehouse_app.ui.screens.settings.presenter import SettingsPresenter

ADMIN = Session(SYSTEM, "B1")


class Office(Screen):
    """The settings screen of an administrator."""

    def __init__(self, company: Company, session: Session = ADMIN) -> None:
        super().__init__(company, session)
        self.machine, self.forced = Memory(), 0
        self.presenter = SettingsPresenter(self, self.hands("settings"), self.machine, self.toast)
        self.wire(self.presenter, "settings")
        self.presenter.shown()

    def put_into_force(self) -> None:
        self.forced += 1

    def field(self, name: str) -> shown.FieldValue:
        return next(field for group in shown.groups(self.state) for field in group.fields if field.name == name)

    def kept(self, name: str, station: str = "") -> str:
        with self.company.store.read() as desk:
            return value_of(desk, name, station)

    def another(self, name: str, value: str, station: str = "") -> None:
        """Somebody else changes a setting at another window."""
        command = ChangeSetting(id=self.company.ids.new(), setting=name, value=value, station=station)
        outcome = self.company.runner.perform(command, ADMIN)
        outcome.done()
        self.feed.publish(frozenset(outcome.changes.touched), "elsewhere")


@pytest.fixture
def office(company: Company) -> Office:
    with company.write() as desk:
        people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
        people.add_station(desk, "B2", WAREHOUSE, "Bench 2")
    return Office(company)


def test_the_pages_tell_company_station_and_machine_apart(office: Office) -> None:
    assert [value.name for value in shown.pages(office.state)] == ["company", "station", "roles", "machine"]
    assert [group.title for group in shown.groups(office.state)] == [
        "Company",
        "Packing",
        "Picking",
        "Counting",
        "Planning",
        "People",
        "Scanning",
        "Returns",
    ]
    office.presenter.paged("station")
    own = [each.name for each in SETTINGS.values() if each.scope is Scope.STATION]
    assert [field.name for group in shown.groups(office.state) for field in group.fields] == own
    assert office.field("pack.slip").value == shown.OWN
    assert office.field("pack.slip").options[0] == (shown.OWN, "As the company (On)")
    office.presenter.paged("machine")
    assert office.field("window.look").value == "light"


def test_changes_are_told_before_they_are_saved_and_saved_together(office: Office) -> None:
    office.presenter.edited("company.city", "Bath")
    office.presenter.paged("station")
    office.presenter.edited("pack.slip", "off")
    told = [plain(line) for line in shown.changes(office.state)]
    assert told == ["City: Bath, was nothing", "Packing slip at B1: Off, was On"]
    assert [value.count for value in shown.pages(office.state)] == [1, 1, None, None]
    assert office.kept("company.city") == ""
    office.presenter.commanded("save")
    assert (office.kept("company.city"), office.kept("pack.slip", "B1"), office.kept("pack.slip")) == (
        "Bath",
        "off",
        "on",
    )
    assert office.told == ["2 settings saved"]
    assert not office.state.changed
    office.presenter.edited("pack.slip", None)
    office.presenter.commanded("save")
    assert office.kept("pack.slip", "B1") == "on"


def test_what_is_typed_back_is_no_change(office: Office) -> None:
    office.presenter.edited("company.name", "My company 2")
    assert office.state.changed
    office.presenter.edited("company.name", "My company")
    assert not office.state.changed
    office.presenter.edited("company.name", "X")
    office.presenter.commanded("drop")
    assert office.field("company.name").value == "My company"
    office.presenter.commanded("save")
    assert office.told == []


def test_a_value_that_does_not_fit_stays_in_its_field_with_why(office: Office) -> None:
    office.presenter.edited("company.name", "a\x00b")
    office.presenter.commanded("save")
    assert office.field("company.name").value == "a\x00b"
    assert "does not fit" in office.field("company.name").refusal
    office.presenter.edited("company.name", "Good")
    assert office.field("company.name").refusal == ""
    office.presenter.commanded("save")
    assert office.kept("company.name") == "Good"


def test_a_setting_that_another_changed_meanwhile_is_told_and_not_overwritten(office: Office) -> None:
    office.presenter.edited("company.name", "Mine")
    office.another("company.name", "Theirs")
    assert office.field("company.name").value == "Mine"
    assert "it is Theirs now" in office.field("company.name").refusal
    office.presenter.commanded("save")
    assert office.kept("company.name") == "Mine"


def test_a_change_that_was_not_heard_of_is_refused_once_and_then_meant(office: Office) -> None:
    office.presenter.edited("company.name", "Mine")
    office.presenter.hidden()
    office.another("company.name", "Theirs")
    office.presenter.commanded("save")
    assert office.kept("company.name") == "Theirs"
    assert "Somebody changed" in office.field("company.name").refusal
    office.presenter.commanded("save")
    assert office.kept("company.name") == "Mine"


def test_what_nobody_typed_over_follows_others(office: Office) -> None:
    office.another("company.city", "York")
    assert office.field("company.city").value == "York"


def test_this_machines_settings_are_in_force_at_once_when_saved(office: Office) -> None:
    office.presenter.opened("settings:machine")
    office.presenter.edited("window.look", "dark")
    assert office.machine.kept["look"] == "light"
    office.presenter.commanded("save")
    assert (office.machine.kept["look"], office.forced) == ("dark", 1)
    assert not office.state.changed


def test_what_a_role_must_scan_is_set_here_and_stands_in_the_audit(office: Office) -> None:
    office.presenter.paged("roles")
    assert [group.title for group in shown.groups(office.state)][:2] == ["Picker", "Packer"]
    assert office.field("picker.item").value == ""
    office.presenter.edited("picker.item", "each")
    office.presenter.edited("picker.why", "x" * 61)
    assert "Picker, Goods: Each piece, was As the bench asks" in shown.changes(office.state)
    office.presenter.commanded("save")
    assert any(field.refusal for group in shown.groups(office.state) for field in group.fields)
    office.presenter.edited("picker.why", "In training")
    office.presenter.edited("packer.place", "scan")
    office.presenter.commanded("save")
    assert not office.state.changed
    with office.company.store.read() as desk:
        assert scanrules.of_role(desk, "picker") == ScanRule(None, ItemScan.EACH, "In training")
        assert scanrules.of_role(desk, "packer").place is PlaceScan.SCAN
        named = [row.name for row in desk.connection.execute(ledger.audit.select())]
    assert named.count("SetRoleScan") == 3
    assert office.field("picker.item").value == "each"


def test_another_station_is_opened_by_name(office: Office) -> None:
    office.presenter.opened("station:B2")
    assert (office.state.page, office.state.station) == ("station", "B2")
    assert [value for value, _words in shown.station_options(office.state)] == ["B1", "B2"]


def test_without_the_right_only_this_machine_is_shown(company: Company) -> None:
    office = Office(company, company.packer)
    assert [value.name for value in shown.pages(office.state)] == ["machine"]
    assert office.refusals == []
