"""What a transfer brings is expected in its target warehouse: orders that are short there wait for it."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.transfers.values import TransferHead, TransferLine
from warehouse_app.store.desk import Desk


def changed(desk: Desk, _head: TransferHead, _lines: Iterable[TransferLine]) -> None:
    """Note that what is to come of some products changed."""
    desk.touch(Touched.TRANSFER)


def arrived(desk: Desk, _head: TransferHead, _sku: str) -> str:
    """Promise what came to orders that wait for it, and name them."""
    desk.touch(Touched.TRANSFER)
    return ""
