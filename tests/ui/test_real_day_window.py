"""Some real orders of a day go through the pack screen by scans alone: with all that goes wrong on a day.

The whole day is packed by `make prove ONLY="pack screen"`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packday import DAYS, Day
from tests.packhand import SLIPS, all_left, bench, no_hand_but_the_scanner

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals"),
]


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    made = Day(tmp_path, DAYS[2], 3, range(3, 6))
    yield made
    made.close()


@pytest.mark.usefixtures("qapp")
def test_real_orders_are_packed_without_a_key_pressed(day: Day) -> None:
    day.prepare()
    with bench(day) as packer:
        for n, tote in enumerate(day.totes):
            packer.pack(tote, *SLIPS[n :: len(day.totes)])
    no_hand_but_the_scanner(day, packer)
    all_left(day)
    done = packer.done
    assert set(done.slips) == set(SLIPS)
    assert done.orders == len(day.totes) < done.parcels, "one took several parcels"
    assert (done.stops, done.weighings) == (3, done.parcels)
