"""Counted scans whose goods still lie in their parcel: what UNDO and COUNT AGAIN can take back as it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from warehouse_app.domain.ledger.entries import Entry, EntryId
from warehouse_app.store import inventory, items
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods


def still_in(desk: Desk, parcel_place: int, scans: Iterable[str]) -> Iterator[Entry]:
    """Yield of these scans, newest first, those whose goods all lie in the parcel yet.

    Units that were damaged, taken out or moved to another parcel are of the newest scans that brought such goods.
    """
    left = Counter[tuple[int, int]]()
    for each in goods.in_parcel(desk, parcel_place):
        left[each.line_id, each.item_id] += each.qty
    for entry_id in scans:
        entry = inventory.entry(desk, EntryId(entry_id))
        wanted = Counter[tuple[int, int]]()
        for leg in entry.legs:
            if leg.line is not None:
                wanted[int(leg.line), items.number(desk, leg.item)] += leg.qty
        if wanted <= left:
            left -= wanted
            yield entry
