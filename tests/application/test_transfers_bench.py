"""A transfer by scans alone, at both ends: taken, sent, taken in; every wrong scan is told, and all can be undone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.application.test_transfers import NORTH, SOUTH, House
from tests.company import Company
from warehouse_app.application.run import Session
from warehouse_app.application.transfers.bench import TransferScan
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.floorwork import FloorAnswer
from warehouse_app.domain.items import DAMAGED, Item
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.store import places
from warehouse_app.store.schema import ledger, office
from warehouse_app.wording.say import say


class Ends(House):
    """Benches N1 in the north and S1 in the south, each with a person who has a badge only."""

    def __init__(self, company: Company) -> None:
        super().__init__(company)
        with company.write() as desk:
            for code, warehouse in (("N1", NORTH), ("S1", SOUTH)):
                desk.connection.execute(office.station.insert().values(code=code, warehouse=warehouse))

    def scan(self, station: str, text: str, **more: Any) -> FloorAnswer:
        """Scan once at a station."""
        actor = Actor(PersonId("p-pick"), "LI", "Li W.", Role.PICKER, with_pin=False)
        command = TransferScan(id=self.company.ids.new(), text=text, **more)
        answer = self.company.runner.perform(command, Session(actor, station)).value
        assert isinstance(answer, FloorAnswer)
        assert "?" not in say(answer.code, answer.facts)
        return answer

    def codes(self, station: str, *texts: str) -> list[str]:
        """Scan one after the other; return the codes of the answers."""
        return [self.scan(station, text).code for text in texts]


@pytest.fixture
def ends(company: Company) -> Ends:
    return Ends(company)


def test_a_transfer_by_scans_from_end_to_end(ends: Ends) -> None:
    ends.confirmed(MUG=7, LAMP=2)
    first = ends.scan("N1", "TR000001")
    assert (first.code, first.state.phase, first.state.hero) == ("transfer_picks", "place", "A01")
    assert ends.codes("N1", "A01", "MUG", "5") == ["transfer_place", "transfer_taken", "transfer_taken"]
    assert ends.scan("N1", "A02").state.phase == "item"
    assert ends.codes("N1", "MUG", "*2", "LAMP") == ["transfer_taken"] * 3
    last = ends.scan("N1", "LAMP")
    assert (last.code, last.state.phase, [each.key for each in last.state.choices]) == (
        "transfer_all_taken",
        "send",
        ["1", "2"],
    )
    sent = ends.scan("N1", "1")
    assert (sent.code, sent.facts["units"], sent.state.phase) == ("transfer_sent", 9, "idle")
    came = ends.scan("S1", make(OwnKind.TRANSFER, "TR000001"))
    assert (came.code, came.state.phase, came.state.hero) == ("transfer_arrives", "in", "9")
    assert ends.codes("S1", "MUG", "7", "LAMP") == ["transfer_in"] * 3
    assert ends.scan("S1", "LAMP").code == "transfer_all_in"
    assert (ends.state, ends.pool(SOUTH, "MUG"), ends.sick()) == ("closed", (7, 0), [])


def test_a_package_is_taken_in_whole_by_its_code(ends: Ends) -> None:
    ends.sent(MUG=7, LAMP=2)
    assert ends.codes("S1", "TR000001-1", "TR000001-1") == ["transfer_arrives", "transfer_all_in"]
    assert (ends.state, ends.sick()) == ("closed", [])


def test_less_more_and_damaged_are_scanned_as_they_are(ends: Ends) -> None:
    ends.sent(MUG=4, LAMP=2)
    assert ends.codes("S1", "TR000001", "DAMAGED", "MUG") == [
        "transfer_arrives",
        "transfer_damaged_next",
        "transfer_bad",
    ]
    assert ends.codes("S1", "MUG", "*2", "LAMP", "2") == ["transfer_in"] * 4
    asked = ends.scan("S1", "LAMP")
    assert (asked.code, asked.state.phase, len(asked.state.choices)) == ("transfer_ask_over", "over", 2)
    assert ends.codes("S1", "2", "LAMP", "1") == ["transfer_not_so", "transfer_ask_over", "transfer_in"]
    done = ends.scan("S1", "DONE")
    assert (done.code, done.facts["units"], ends.state) == ("transfer_missing", 1, "received")
    assert ends.at(SOUTH, "QUARANTINE", Item("MUG", grade=DAMAGED)) == 1
    assert ends.sick() == []


def test_what_was_scanned_by_mistake_is_undone_at_both_ends(ends: Ends) -> None:
    ends.confirmed(MUG=3)
    ends.codes("N1", "TR000001", "A01", "MUG")
    assert ends.codes("N1", "UNDO", "UNDO") == ["undone", "nothing_to_undo"]
    assert (ends.line("MUG").picked, ends.pool(NORTH, "MUG")) == (0, (10, 3))
    ends.codes("N1", "A01", "MUG", "3", "DONE")
    ends.codes("S1", "TR000001", "MUG")
    assert ends.codes("S1", "UNDO", "UNDO") == ["transfer_in_undone", "nothing_to_undo"]
    assert (ends.line("MUG").received, ends.pool(SOUTH, "MUG"), ends.state) == (0, (0, 0), "sent")
    assert ends.sick() == []


def test_a_scan_that_is_wrong_is_told_by_name(ends: Ends) -> None:
    ends.confirmed(MUG=7)
    with ends.company.write() as desk:
        places.add(desk, SOUTH, ledger_kind("BIN"), "S01")
    assert ends.codes("N1", "MUG", "A01", "NOTHING", "UNDO") == [
        "means_nothing_here", "means_nothing_here", "unknown_barcode", "means_nothing_here",
    ]  # fmt: skip
    assert ends.codes("S1", "TR000001") == ["transfer_elsewhere"]
    assert ends.codes("N1", "TR000001", "MUG", "S01", "") == [
        "transfer_picks", "place_first", "not_transfer_place", "acknowledged",
    ]  # fmt: skip
    assert ends.codes("N1", "A01", "CUP", "", "MUG", "9", "") == [
        "transfer_place", "not_on_transfer", "acknowledged", "transfer_taken", "transfer_over_pick", "acknowledged",
    ]  # fmt: skip
    assert ends.codes("N1", "DAMAGED", "CONTINUE", "TR000099") == [
        "means_nothing_here", "nothing_to_continue", "unknown_barcode",
    ]  # fmt: skip
    assert ends.scan("N1", "MUG", double=True).code == "double_read"
    assert ends.codes("N1", "PAUSE", "DONE") == ["transfer_put_down", "means_nothing_here"]
    assert ends.line("MUG").picked == 1


def ledger_kind(name: str) -> Any:
    """Return a kind of place."""
    from warehouse_app.domain.places import PlaceKind

    return PlaceKind(name)


def test_the_same_scan_sent_twice_counts_once(ends: Ends) -> None:
    ends.confirmed(MUG=3)
    ends.codes("N1", "TR000001", "A01")
    for _ in range(2):
        command = TransferScan(id="once", text="MUG")
        actor = Actor(PersonId("p-pick"), "LI", "Li W.", Role.PICKER, with_pin=False)
        ends.company.runner.perform(command, Session(actor, "N1"))
    assert ends.line("MUG").picked == 1


def test_another_package_is_begun_and_the_transfer_goes_on_at_another_bench(ends: Ends) -> None:
    ends.confirmed(MUG=7)
    ends.codes("N1", "TR000001", "A01", "MUG", "5")
    assert ends.scan("N1", "NEXT BOX").facts["package"] == "TR000001-2"
    ends.scan("N1", "PAUSE")
    with ends.company.write() as desk:
        desk.connection.execute(office.station.insert().values(code="N2", warehouse=NORTH))
    assert ends.codes("N2", "TR000001-2", "A02", "MUG") == ["transfer_picks", "transfer_place", "transfer_taken"]
    assert [(each.code, each.units) for each in ends.detail().packages] == [("TR000001-1", 5), ("TR000001-2", 1)]
    assert ends.scan("N2", "DONE").facts["behind"] == 1
    with ends.company.store.read() as desk:
        assert desk.connection.execute(ledger.promise.select()).all() == []
