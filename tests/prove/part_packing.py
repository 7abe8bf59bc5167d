"""Days of real orders, packed at the window by a scripted scanner: one in a piece."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.prove.part import Counts, Part


def at_the_window(seed: int, count: int) -> Counts:
    """Pack `count` days of the sample, from the one numbered `seed` on."""
    from tests.packday import DAYS, Day
    from tests.packhand import SLIPS, all_left, bench, no_hand_but_the_scanner

    told = dict.fromkeys(("done", "orders", "parcels", "units", "scans", "weighings", "stops", "slips", "seconds"), 0)
    for name in DAYS[seed : seed + count]:
        with tempfile.TemporaryDirectory() as folder:
            day = Day(Path(folder), name)
            try:
                day.prepare()
                began = time.monotonic()
                with bench(day) as packer:
                    for n, tote in enumerate(day.totes):
                        packer.pack(
                            tote, *(*SLIPS, "")[n % (len(SLIPS) + 1)].splitlines()
                        )  # after all of them a plain one
                told["seconds"] += round(time.monotonic() - began)
                no_hand_but_the_scanner(day, packer)
                all_left(day)
            finally:
                day.close()
        for each in ("orders", "parcels", "units", "scans", "weighings", "stops"):
            told[each] += getattr(packer.done, each)
        told["slips"] += packer.done.slips.total()
        told["done"] += 1
    return told


PARTS = (Part("days at the pack screen", 5, 1, at_the_window, limit_s=3_600, in_order=True),)
