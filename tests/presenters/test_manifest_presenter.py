"""The manifest screen without a window: scans load, the hand-over is asked for first."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.packbench import Bench, pick
from warehouse_app.application.run import Outcome, Session
from warehouse_app.application.shipping import close_manifest
from warehouse_app.domain.refusals import Trouble
from warehouse_app.domain.shipping.values import ManifestClosed
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.screens.manifest import shown
from warehouse_app.ui.screens.manifest.presenter import ManifestPresenter


class Loading(Screen):
    """Two packed parcels wait at the dock."""

    def __init__(self, company: Company, session: Session) -> None:
        super().__init__(company, session)
        self.away = False
        bench = Bench(company)
        with company.write() as desk:
            company.product(desk, "A1")
            self.orders = [company.order(desk, code, [("A1", 1)]) for code in ("1001", "1002")]
            for n, order_id in enumerate(self.orders):
                pick(desk, company, order_id, f"T-{n}")
        self.parcels = [bench.scan(code, "A1").state.tracking for code in ("1001", "1002")]
        self.presenter = ManifestPresenter(
            self, self.hands("manifest"), self.sounds, self.notices, self.now, self._close
        )
        self.presenter.shown()

    def _close(self, session: Session, manifest_id: int) -> Outcome[ManifestClosed]:
        if self.away:
            raise Trouble("database_away")
        return close_manifest(self.company.runner, session, manifest_id)

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.presenter.shot(Shot(text, "wedge"))

    def marks(self) -> list[str]:
        return [line.mark.text for line in shown.lines(self.state)]


@pytest.fixture
def loading(company: Company) -> Loading:
    return Loading(company, company.supervisor)


def test_scanned_parcels_move_from_waiting_to_the_manifest(loading: Loading) -> None:
    assert loading.marks() == ["Waits", "Waits"]
    loading.scan(loading.parcels[0])
    assert sorted(loading.marks()) == ["On it", "Waits"]
    said = shown.verdict(loading.state)
    assert (said.kind, said.word, said.done, said.total) == ("right", "Loaded", 1, 2)
    loading.scan(loading.parcels[1])
    assert loading.sounds.played == ["right", "line_complete"]


def test_what_is_missing_is_said_before_the_manifest_goes(loading: Loading) -> None:
    loading.scan(loading.parcels[0])
    loading.presenter.commanded("close")
    assert sorted(loading.marks()) == ["Missing", "On it"]
    assert "1 parcel is missing" in shown.verdict(loading.state).why
    assert loading.presenter.keyed("2")
    assert sorted(loading.marks()) == ["On it", "Waits"]


def test_a_manifest_is_handed_over_and_sealed(loading: Loading) -> None:
    loading.scan(*loading.parcels)
    loading.presenter.commanded("close")
    assert loading.presenter.keyed("1")
    assert loading.state.closed.parcels == 2
    assert shown.verdict(loading.state).word == "Handed over"
    assert loading.sounds.played[-1] == "order_complete"
    assert [row.parcels for row in loading.state.lists.before] == [2]


def test_a_parcel_that_left_stops(loading: Loading) -> None:
    loading.scan(loading.parcels[0])
    loading.presenter.commanded("close")
    loading.presenter.keyed("1")
    loading.scan(loading.parcels[0])
    stop = shown.stop(loading.state)
    assert stop is not None
    assert stop.word == "Gone already"
    assert loading.presenter.keyed("Enter")
    assert shown.stop(loading.state) is None


def test_trouble_while_handing_over_leaves_the_manifest_to_be_taken_up(loading: Loading) -> None:
    loading.scan(*loading.parcels)
    loading.away = True
    loading.presenter.commanded("close")
    loading.presenter.keyed("1")
    assert loading.notices.worst() is not None
    assert not loading.state.busy
    loading.away = False
    loading.presenter.commanded("close")
    loading.presenter.keyed("1")
    assert loading.state.closed is not None
    assert loading.notices.worst() is None


def test_without_the_right_the_deed_says_why_not(company: Company) -> None:
    loading = Loading(company, company.packer)
    loading.scan(loading.parcels[0])
    assert shown.commands(loading.state)[1]["close"] == 'You need the right "close manifest"'
    loading.presenter.commanded("close")
    assert not loading.state.asking
