"""Returns and refunds as lists."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.application.listing import ListOf
from warehouse_app.domain.returning.rows import ReturnRow
from warehouse_app.domain.returning.values import RefundRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import lists

RETURNS: ListOf[ReturnRow] = ListOf("returncases", lists.RETURNS, home="requested")
"""The list of all returns."""

REFUNDS: ListOf[RefundRow] = ListOf("refunds", lists.REFUNDS, home="waiting")
"""The list of all refunds."""


def count_returns(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many returns it shows."""
    return lists.count_returns(desk)


def return_channels(desk: Desk) -> tuple[str, ...]:
    """Return the channels that a list of returns can be narrowed to."""
    return lists.channels(desk)


def count_refunds(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many refunds it shows."""
    return lists.count_refunds(desk)
