"""What a transfer brings is expected in its target warehouse: orders that are short there wait for it, and get it."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.application.receiving.serving import named, serve
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.receiving.values import Served
from warehouse_app.domain.transfers.values import TransferHead, TransferLine
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import pegs

SETTLED_AT_ONCE = 3
"""Products whose pegs are made anew in the same command; the worker does the rest."""

SERVED_AT_ONCE = 60
"""Order lines that one command promises to; what is left is promised when orders are allocated."""


def changed(desk: Desk, head: TransferHead, lines: Iterable[TransferLine]) -> None:
    """Let it be told anew who waits for what of the products of a transfer."""
    pairs = [(each.sku, head.target) for each in lines]
    if len(pairs) > SETTLED_AT_ONCE:
        pegs.mark(desk, pairs)
    for sku, warehouse in pairs if len(pairs) <= SETTLED_AT_ONCE else ():
        pegs.settle(desk, sku, warehouse)
    desk.touch(Touched.TRANSFER)


def arrived(desk: Desk, head: TransferHead, skus: Iterable[str]) -> str:
    """Promise what came of some products to orders that wait for them, so many at once, and name the orders."""
    served: list[Served] = []
    for sku in skus:
        left = SERVED_AT_ONCE - len(served)
        if left > 0:
            served += serve(desk, sku, head.target, left)
        else:
            pegs.mark(desk, [(sku, head.target)])
    return named(served)
