"""However answers are lost: never more than one paid label a parcel, and none that nobody knows of. A random story."""

from __future__ import annotations

from random import Random

import pytest

from tests.carrierbench import by_carrier, labels, pack, work
from tests.company import Company
from tests.exceptiontable import LAMP
from tests.packbench import Bench
from tests.twins import CarrierTwin
from warehouse_app.application import outbox
from warehouse_app.application.packing.awaiting import OPEN_AGAIN
from warehouse_app.application.print_worker import PRINTS
from warehouse_app.domain.carriers.states import BuyState
from warehouse_app.domain.outbox import Done
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.ports.carrier import Answer, Shipment
from warehouse_app.store.checks import carriers
from warehouse_app.store.checks.asking import ask
from warehouse_app.store.packing import packs

pytestmark = pytest.mark.slow

STEPS = 30
TROUBLES = (
    *("", "", "down", "answer lost", "dropped", "books late", "booked", "fault", "refused: no such street", "dies"),
)


class NewKeys(CarrierTwin):
    """A carrier whose adapter makes a key of its own for each call: what is asked twice is bought twice."""

    def buy(self, key: str, shipment: Shipment) -> Answer:
        """Buy under another key."""
        return super().buy(f"{key}/{len(self.asked)}", shipment)


@pytest.fixture(autouse=True)
def nothing_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paper is not what this is about."""
    monkeypatch.setattr(outbox, "HANDLES", {**outbox.HANDLES, **dict.fromkeys(PRINTS, lambda _lane, _row: Done())})


def test_a_parcel_has_one_paid_label_at_most(company: Company) -> None:
    twin = told(company, CarrierTwin(), 1)
    bought = {(each.parcel, each.intent) for each in labels(company) if each.state is BuyState.BOUGHT}
    assert bought == {(parcel, keys[0]) for parcel, keys in twin.paid().items()}, "what is paid is known"
    with company.store.read() as desk:
        assert [broken for each in carriers.QUESTIONS for broken in ask(desk, each, {}).broken] == []


def test_the_story_finds_an_adapter_that_makes_keys_of_its_own(company: Company) -> None:
    with pytest.raises(AssertionError, match="paid twice"):
        told(company, NewKeys(), 1)


def told(company: Company, twin: CarrierTwin, seed: int) -> CarrierTwin:
    """Let two parcels be sealed, opened again and asked for, with a carrier in trouble; then let all come to rest."""
    by_carrier(company)
    desk = pack(company)
    desk.scan("T2", LAMP)
    dice = Random(seed)
    for _ in range(STEPS):
        deed = dice.randrange(10)
        if deed < len(("opened", "again")):
            _open_again(company, desk, dice.choice((1, 2)))
        elif deed == len(("opened", "again")):
            twin.catch_up()
        else:
            twin.troubles = [dice.choice(TROUBLES) for _ in range(2)]
            _work(company, twin, dice.choice((0.1, 1, 3)))
        _once(twin)
    twin.troubles = []
    twin.catch_up()
    for _ in range(5):
        _work(company, twin, 3)
    _once(twin)
    return twin


def _once(twin: CarrierTwin) -> None:
    for parcel, keys in twin.paid().items():
        assert len(keys) == 1, f"{parcel} is paid twice: {keys}"


def _work(company: Company, twin: CarrierTwin, minutes: float) -> None:
    try:
        work(company, twin, minutes=minutes)
    except SystemExit:
        company.clock.forward(minutes=1)  # the next worker takes the lease of the one that died


def _open_again(company: Company, at: Bench, parcel: int) -> None:
    """Open a parcel again by the scans of its bench, however far its label is, and seal it again."""
    with company.store.read() as desk:
        found = packs.of_parcel(desk, parcel)
    assert found is not None
    if found.parcel_state is ParcelState.WAITS:
        told = at.scan(found.parcel)
        at.scan(str(next(each.n for each in told.state.choices if each.code == OPEN_AGAIN)))
    else:
        assert found.parcel_state is ParcelState.SEALED
        assert at.codes(f"T{parcel}", "UNDO") == ["scan_label", "reopen_reach"]
    assert at.answers[-1].code == "reopen_reach"
    assert at.codes("CONTINUE", "NEXT BOX") == ["parcel_reopened", "order_packed"]
