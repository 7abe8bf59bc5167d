"""The manifests screen without a window: open and closed, what is missing, the seal, the paper once more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.packbench import Bench, pick
from warehouse_app.application.run import Session
from warehouse_app.application.shipping import LoadScan, close_manifest
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.store import settings
from warehouse_app.store.schema import floor
from warehouse_app.store.schema import office as tables
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.runtime.paperwork import Options
from warehouse_app.ui.screens.manifests import shown
from warehouse_app.ui.screens.manifests.presenter import ManifestsPresenter


class Office(Screen):
    """Two parcels are packed; the first one is loaded."""

    def __init__(self, company: Company, session: Session) -> None:
        super().__init__(company, session)
        self.gone: list[tuple[str, str]] = []
        bench = Bench(company)
        with company.write() as desk:
            company.product(desk, "A1")
            for n, code in enumerate(("1001", "1002")):
                pick(desk, company, company.order(desk, code, [("A1", 1)]), f"T-{n}")
        self.parcels = [bench.scan(code, "A1").state.tracking for code in ("1001", "1002")]
        scan = LoadScan(id=company.ids.new(), text=self.parcels[0], device="wedge")
        company.runner.perform(scan, company.supervisor)
        self.presenter = ManifestsPresenter(
            self, self.hands("manifests"), self.toast, lambda name, what: self.gone.append((name, what))
        )
        self.presenter.shown()

    def marks(self) -> list[str]:
        return [str(line.mark) for line in shown.lines(self.state.opened)]

    def hand_over(self) -> None:
        row = self.state.rows[0]
        close_manifest(self.company.runner, self.company.supervisor, row.id).done()
        self.presenter.commanded("refresh")


@pytest.fixture
def office(company: Company) -> Office:
    return Office(company, company.supervisor)


def test_an_open_manifest_names_what_is_missing_first(office: Office) -> None:
    row = office.state.row
    assert shown.state_chip(row).text == "Open"
    assert office.marks() == ["Missing", "On it"]
    assert shown.missing_words(office.state.opened) == "1 parcel is missing"
    chip, seal = shown.seal(office.state.opened)
    assert chip is not None
    assert (chip.text, seal) == ("Sealed when it is handed over", "")


def test_a_manifest_that_left_shows_the_seal_that_covers_it(office: Office) -> None:
    office.hand_over()
    assert office.marks() == ["Handed over"]
    assert shown.missing_words(office.state.opened) == ""
    chip, seal = shown.seal(office.state.opened)
    assert chip is not None
    assert (chip.kind, chip.text) == ("ok", "Seal 1")
    assert office.state.row.seal.startswith(seal)
    assert [value.count for value in shown.filters(office.state)] == [0, 1, 1]


def test_a_seal_that_the_trail_does_not_have_is_told(office: Office) -> None:
    office.hand_over()
    with office.company.write() as desk:
        desk.connection.execute(floor.manifest.update().values(seal="f" * 64))
    office.presenter.commanded("refresh")
    chip, _seal = shown.seal(office.state.opened)
    assert chip is not None
    assert (chip.kind, chip.text) == ("stop", "Its seal is not in the audit trail")


def came_out(company: Company) -> None:
    """Whatever was asked to print lies at the printer."""
    with company.write() as desk:
        desk.connection.execute(tables.outbox.update().values(state="done"))
        desk.connection.execute(floor.print_job.update().values(state="sent"))


def test_the_paper_prints_once_more_and_waits_but_once(office: Office) -> None:
    office.hand_over()
    office.presenter.commanded("print")
    assert "waits" in office.state.refusal
    came_out(office.company)
    asked: list[str] = []

    def ask(words: str, options: Options, then: Callable[[str], None]) -> None:
        asked.append(words)
        then(options[0][0])

    office.presenter.paperwork.ask, office.presenter.paperwork.done = ask, office.told.append
    office.presenter.commanded("print")
    came_out(office.company)
    assert asked == []
    office.presenter.commanded("print")
    assert asked == ["Manifest M00000001 came out before. Why is it printed once more?"]
    assert office.told[-1].startswith("Manifest M00000001 prints into the folder PAPERS of this home, as job ")
    assert office.told[-1].endswith(", copy 2")


def test_the_pallets_label_prints_or_becomes_a_file_with_one_number(office: Office) -> None:
    kept: list[str] = []
    office.presenter.paperwork.done = office.told.append
    office.presenter.paperwork.keep = lambda name, _paper: kept.append(name)
    for deed in ("pallet", "pallet_file"):
        office.presenter.commanded(deed)
        assert "GS1" in office.state.refusal, "without the company's prefix there is no number"
    with office.company.write() as desk:
        settings.keep(desk, "company.gs1_prefix", "", "4012345")
    office.presenter.commanded("pallet")
    assert office.told == ["Pallet label M00000001 prints into the folder LABELS of this home, as job 1"]
    assert office.state.refusal == ""
    office.presenter.commanded("pallet_file")
    assert kept == ["pallet-M00000001.pdf"]
    with office.company.store.read() as desk:
        assert len(desk.connection.execute(floor.shipping_unit.select()).all()) == 1


def test_views_and_search_narrow_the_list(office: Office) -> None:
    office.presenter.viewed("closed")
    assert office.state.shown == ()
    assert shown.empty(office.state)[0] == "No manifest in this view"
    office.presenter.viewed("open")
    assert len(office.state.shown) == 1
    office.presenter.sought("nothing")
    assert shown.empty(office.state)[0] == "No manifest matches"
    office.presenter.commanded("back")
    assert len(office.state.shown) == 1


def test_a_scan_opens_the_manifest_or_says_that_the_parcel_is_on_none(office: Office) -> None:
    code = office.state.rows[0].code
    office.presenter.chosen("")
    office.presenter.scanned(make(OwnKind.MANIFEST, code), "wedge")
    assert office.state.chosen == code
    office.presenter.chosen("")
    office.presenter.scanned(office.parcels[0], "wedge")
    assert office.state.chosen == code
    office.presenter.scanned(office.parcels[1], "wedge")
    assert office.state.refusal == "That parcel is on no manifest"
    office.presenter.scanned("nothing", "wedge")
    assert office.state.refusal == "No manifest and no parcel has this code"


def test_loading_is_one_step_away_and_deeds_go_by_right(office: Office, company: Company) -> None:
    office.presenter.commanded("load")
    assert office.gone == [("manifest", "")]
    assert plain(shown.title(office.state.row)) == "Manifest M00000001"
    owner = Session(Actor(PersonId("o"), "O", "Owner", Role.OWNER, with_pin=True), "")
    screen = Screen(company, owner)
    ManifestsPresenter(screen, screen.hands("manifests"), screen.toast, lambda *_: None).shown()
    assert shown.deeds(screen.state) == {
        **dict.fromkeys(("print", "pallet", "pallet_file"), 'You need the right "print"'),
        "load": 'You need the right "load"',
    }
