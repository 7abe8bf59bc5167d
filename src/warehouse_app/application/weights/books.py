"""Weights in the books beside what parcels taught: listed, taken over, or said to be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.people import Right
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.weights.values import NothingLearned, Told, WeightMoved, WeightRow
from warehouse_app.store import products
from warehouse_app.store.desk import Desk
from warehouse_app.store.weights import lists

WEIGHTS: ListOf[WeightRow] = ListOf("weights", lists.WEIGHTS, home="wrong")
"""The list of learned weights."""

LONGEST_REASON = 200
PARCELS_SHOWN = 20
"""Parcels that are shown as evidence, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptWeight(Command):
    """Let the books say `grams` of a product, as was learned; `book_g` is what the person saw there."""

    sku: str
    grams: int
    book_g: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepWeight(Command):
    """Say that the weight in the books is right, whatever was learned, and why."""

    sku: str
    reason: str


@dataclass(frozen=True, slots=True)
class WeightDetail:
    """One product with the parcels that taught it."""

    row: WeightRow
    parcels: tuple[Told, ...]


@handles(AcceptWeight, right=Right.PRODUCTS, answer=str)
def accept_weight(desk: Desk, command: AcceptWeight, _session: Session) -> str:
    """Write a learned weight into the books; return the SKU.

    Raises Refused(NoSuchProduct, NothingLearned, WeightMoved); what is learned may have moved since: `grams` counts.
    """
    row = weight_of(desk, command.sku)
    if row.book_g not in (command.book_g, command.grams):
        raise Refused(WeightMoved(row.sku, row.book_g))
    products.change(desk, row.id, {"weight_g": max(1, command.grams)})
    lists.forget(desk, row.id)
    desk.touch(Touched.PRODUCT, Touched.WEIGHT)
    return row.sku


@handles(KeepWeight, right=Right.PRODUCTS, answer=str)
def keep_weight(desk: Desk, command: KeepWeight, _session: Session) -> str:
    """Write down that the books are right; return the SKU. Raises Refused(NoSuchProduct, NothingLearned, BadField)."""
    row = weight_of(desk, command.sku)
    lists.keep(desk, row.id, row.mean_mg, words("reason", command.reason, LONGEST_REASON))
    desk.touch(Touched.WEIGHT)
    return row.sku


def weight_of(desk: Desk, sku: str) -> WeightRow:
    """Return what was learned of a product. Raises Refused(NoSuchProduct, NothingLearned)."""
    product = products.find(desk, sku)
    if product is None:
        raise Refused(NoSuchProduct(sku))
    row = lists.one(desk, int(product.id))
    if row is None:
        raise Refused(NothingLearned(product.sku))
    return row


def weight_detail(desk: Desk, sku: str) -> WeightDetail:
    """Return one product whole. Raises Refused(NoSuchProduct, NothingLearned)."""
    row = weight_of(desk, sku)
    return WeightDetail(row, lists.told(desk, row.id, PARCELS_SHOWN))


def count_weights(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many products it shows."""
    return lists.counts(desk)
