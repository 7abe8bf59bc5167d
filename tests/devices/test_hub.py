"""The devices of a bench, running together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.devicebench import Puppet
from warehouse_app.bootstrap.hub import Hub
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.device import DeviceNow, DeviceState, Ears, RawScan

GUN = DeviceCard("GUN", DeviceKind.SCANNER, Road.TWIN, "gun")
SCALE = DeviceCard("SCALE", DeviceKind.SCALE, Road.TWIN, "scale", "nci")
KILO = Weight(WeightState.STABLE, 1_000, "1.000 kg")


class Bench:
    """A hub of puppets."""

    def __init__(self) -> None:
        self.made: list[Puppet] = []
        self.faults: list[BaseException] = []
        self.hub = Hub(self.open, self.faults.append)

    def open(self, card: DeviceCard) -> Puppet:
        if card.road is Road.HID:
            raise Trouble("hid_library_missing")
        self.made.append(Puppet(card))
        return self.made[-1]


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.hub.close()


def test_devices_run_until_others_are_used(bench: Bench) -> None:
    bench.hub.use((GUN, SCALE))
    assert [(each.card.code, each.state) for each in bench.hub.now()] == [
        ("GUN", DeviceState.READY),
        ("SCALE", DeviceState.READY),
    ]
    found = bench.hub.scale()
    assert found is not None
    assert found.card == SCALE
    faster = replace(SCALE, protocol="sics")
    bench.hub.use((GUN, faster))
    assert [each.closed for each in bench.made] == [False, True, False], "a card that did not change goes on"
    bench.hub.use(())
    assert all(each.closed for each in bench.made)
    assert bench.hub.now() == ()
    assert bench.hub.scale() is None


def test_everybody_who_listens_is_told_until_he_stops(bench: Bench) -> None:
    scans: list[str] = []
    weights: list[Weight] = []
    seen: list[bytes] = []
    states: list[tuple[str, DeviceState]] = []
    stop = bench.hub.listen(
        Ears(
            lambda scan: scans.append(scan.device),
            lambda _code, weight: weights.append(weight),
            lambda code, state, _why: states.append((code, state)),
            lambda _code, data: seen.append(data),
        )
    )
    bench.hub.use((GUN, SCALE))
    gun, scale = bench.made
    scan = RawScan("GUN", b"A1", datetime(2026, 1, 1, tzinfo=UTC), "1")
    gun.ears.scanned(scan)
    gun.ears.bytes_seen("GUN", b"A1\r")
    scale.ears.weighed("SCALE", KILO)
    stop()
    gun.ears.scanned(scan)
    assert (scans, seen, weights) == (["GUN"], [b"A1\r"], [KILO])
    assert states == [("GUN", DeviceState.READY), ("SCALE", DeviceState.READY)]


def test_a_device_that_is_away_has_no_weight(bench: Bench) -> None:
    bench.hub.use((SCALE,))
    ears = bench.made[0].ears
    ears.weighed("SCALE", KILO)
    assert bench.hub.now() == (DeviceNow(SCALE, DeviceState.READY, "", KILO),)
    ears.changed("SCALE", DeviceState.AWAY, "unplugged")
    assert bench.hub.now() == (DeviceNow(SCALE, DeviceState.AWAY, "unplugged"),)


def test_what_has_no_driver_here_is_away_with_its_reason(bench: Bench) -> None:
    hid = replace(GUN, road=Road.HID)
    bench.hub.use((hid, SCALE))
    assert bench.hub.now()[0] == DeviceNow(hid, DeviceState.AWAY, "hid_library_missing")
    assert len(bench.made) == 1


def test_a_fault_of_one_who_listens_keeps_nothing_from_the_others(bench: Bench) -> None:
    heard: list[bytes] = []

    def broken(_code: str, _data: bytes) -> None:
        raise ValueError

    bench.hub.listen(Ears(bytes_seen=broken))
    bench.hub.listen(Ears(bytes_seen=lambda _code, data: heard.append(data)))
    bench.hub.use((GUN,))
    bench.made[0].ears.bytes_seen("GUN", b"x")
    assert heard == [b"x"]
    assert len(bench.faults) == 1
