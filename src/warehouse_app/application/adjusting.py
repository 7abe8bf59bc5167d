"""Adjustments from files become facts: goods more or fewer than the books said, each with a reason of the list.

Promise: each is posted whole or not at all, once. One that would take more than there is, or names an unknown product,
stays as it is and is told with what there is; the others go on. Undoing the import takes back what it posted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.application.allocation import PAUSE_S
from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.counting.adjustments import AdjustmentDetail, AdjustmentRow
from warehouse_app.domain.counting.reasons import reason_of
from warehouse_app.domain.counting.values import Lost
from warehouse_app.domain.importing import retail
from warehouse_app.domain.items import Item, Tracking
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.ledger.promises import Purpose, Shortage
from warehouse_app.domain.ledger.rules import MAX_LEGS
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import MAIN_BIN, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import adjusting, inventory, items, orders, places, stockview
from warehouse_app.store.adjusting import KEPT, POSTED, Goods, Paper, Standing
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import changes
from warehouse_app.store.importing.changes import Change

Leg = tuple[PlaceId, Item, int]


@dataclass(frozen=True, slots=True)
class NoSuchAdjustment(Refusal):
    """There is no adjustment of that number, or several channels have one."""

    code: ClassVar[str] = "no_such_adjustment"
    document: str


@dataclass(frozen=True, slots=True)
class NotPosted(Refusal):
    """The adjustment is not posted: there is nothing to take back."""

    code: ClassVar[str] = "adjustment_not_posted"
    document: str


@dataclass(frozen=True, slots=True)
class NotAdjusted:
    """Why an adjustment was left: `why` is below_zero (with what is asked and there), unknown_product, needs_count."""

    document: str
    sku: str
    why: str
    asked: int = 0
    there: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAdjustments(Command):
    """Post some kept adjustments in a warehouse, each whole or not at all."""

    warehouse: str
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What was posted: documents and units, fewer and more, by reason; what was left and why; who lost a promise."""

    posted: int = 0
    fewer: int = 0
    more: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    left: tuple[NotAdjusted, ...] = ()
    lost: tuple[Lost, ...] = ()

    def __add__(self, other: Adjusted) -> Adjusted:
        """Return both as one."""
        reasons = Counter(dict(self.reasons)) + Counter(dict(other.reasons))
        return Adjusted(
            self.posted + other.posted,
            self.fewer + other.fewer,
            self.more + other.more,
            tuple(sorted(reasons.items())),
            self.left + other.left,
            self.lost + other.lost,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpostAdjustment(Command):
    """Take a posted adjustment back: its mirror entry, and it is as it was kept."""

    document: int


@handles(PostAdjustments, right=Right.STOCK, answer=Adjusted)
def post_adjustments(desk: Desk, command: PostAdjustments, _session: Session) -> Adjusted:
    """Post what can be; one that was posted meanwhile is passed over."""
    whole = Adjusted()
    for number in command.documents[: adjusting.MOST_AT_ONCE]:
        paper = adjusting.get(desk, number)
        if paper is not None and paper.state == KEPT:
            whole += _post(desk, EntryId(f"{command.id}.{number}"), command.warehouse, paper)
    desk.touch(Touched.STOCK, Touched.DOCUMENT, Touched.ORDER)
    return whole


def _post(desk: Desk, entry_id: EntryId, warehouse: str, paper: Paper) -> Adjusted:
    legs: list[Leg] = []
    for goods in adjusting.goods_of(desk, paper.id):
        found = _legs(desk, warehouse, paper, goods) if _stands(goods) and goods.qty else []
        if isinstance(found, NotAdjusted):
            return Adjusted(left=(found,))
        legs += found
    if len(legs) > MAX_LEGS:
        return Adjusted(left=(NotAdjusted(paper.code, "", "too_many", len(legs), MAX_LEGS),))
    more, fewer = sum(max(0, leg[2]) for leg in legs), sum(max(0, -leg[2]) for leg in legs)
    reason = reason_of(paper.note, more - fewer)
    lost: tuple[Lost, ...] = ()
    if legs:
        posted = inventory.adjust(desk, entry_id, legs, reason.value)
        changes.keep(desk, paper.run, [Change(changes.ENTRY, entry_id)])
        lost = _told(desk, paper, posted.lost)
    adjusting.mark(desk, paper.id, KEPT, POSTED, entry_id if legs else None)
    return Adjusted(1, fewer, more, ((reason.value, 1),) if legs else (), (), lost)


def _stands(goods: Goods) -> bool:
    """Tell whether it is something that stands somewhere; postage and fees need no product to be known for none."""
    return goods.is_goods and (bool(goods.sku) or retail.read_code(goods.written).kind == "goods")


def _legs(desk: Desk, warehouse: str, paper: Paper, goods: Goods) -> list[Leg] | NotAdjusted:
    """Return what changes where: fewer where most stands free, more where the product stands already."""
    if not goods.sku:
        return NotAdjusted(paper.code, goods.written, "unknown_product", goods.qty)
    there = adjusting.standing(desk, warehouse, goods.sku)
    if goods.qty < 0:
        return _fewer(desk, paper, goods, there)
    plain = [each for each in there if items.get(desk, each.item_id) == Item(goods.sku)]
    if goods.tracking != Tracking.NONE.value:
        return NotAdjusted(paper.code, goods.sku, "needs_count", goods.qty)
    if plain:
        return [(PlaceId(plain[0].place_id), Item(goods.sku), goods.qty)]
    home = PlaceId(there[0].place_id) if there else places.known(desk, warehouse, MAIN_BIN, PlaceKind.BIN).id
    return [(home, Item(goods.sku), goods.qty)]


def _fewer(desk: Desk, paper: Paper, goods: Goods, there: tuple[Standing, ...]) -> list[Leg] | NotAdjusted:
    asked = -goods.qty
    if sum(each.on_hand for each in there) < asked:
        return NotAdjusted(paper.code, goods.sku, "below_zero", asked, sum(each.on_hand for each in there))
    legs: list[Leg] = []
    for each in there:
        taken = min(asked, each.on_hand)
        legs.append((PlaceId(each.place_id), items.get(desk, each.item_id), -taken))
        asked -= taken
        if asked == 0:
            break
    return legs


def _told(desk: Desk, paper: Paper, lost: tuple[Shortage, ...]) -> tuple[Lost, ...]:
    """Return the order lines that lost a promise, and tell it in the story of each order."""
    found = []
    for each in lost:
        if each.purpose is Purpose.LINE:
            line = stockview.line_of(desk, each.ref)
            found.append(Lost(line.order, line.n, line.sku, each.qty))
            orders.log_event(desk, line.order_id, "count_short", f"{each.qty} x {line.sku}, {paper.code}")
    return tuple(found)


@handles(UnpostAdjustment, right=Right.STOCK, answer=str)
def unpost_adjustment(desk: Desk, command: UnpostAdjustment, _session: Session) -> str:
    """Take back what an adjustment changed; return its code. Raises Refused(NoSuchAdjustment, NotPosted, NotEnough)."""
    paper = adjusting.get(desk, command.document)
    if paper is None:
        raise Refused(NoSuchAdjustment(str(command.document)))
    if paper.state != POSTED or not adjusting.mark(desk, paper.id, POSTED, KEPT, None):
        raise Refused(NotPosted(paper.code))
    if paper.entry_id:
        inventory.reverse(desk, EntryId(paper.entry_id), EntryId(f"{command.id}.undo"), "adjustment taken back")
    desk.touch(Touched.STOCK, Touched.DOCUMENT)
    return paper.code


def post_kept(
    runner: Runner,
    session: Session,
    warehouse: str,
    codes: tuple[str, ...] = (),
    run: int = 0,
    pause: Callable[[float], None] | None = None,
) -> Adjusted:
    """Post kept adjustments: of `codes`, of an import, or all. Raises Refused(NoSuchAdjustment), Trouble."""
    whole = Adjusted()
    after = 0
    wanted = [runner.ask(lambda desk, code=code: adjustment_of(desk, code), session) for code in codes]  # type: ignore[misc]
    while True:
        if codes:
            part, wanted = tuple(wanted[: adjusting.MOST_AT_ONCE]), wanted[adjusting.MOST_AT_ONCE :]
        else:
            found = runner.ask(lambda desk, at=after: adjusting.waiting(desk, at, run), session)  # type: ignore[misc]
            part = tuple(each.id for each in found)
            after = part[-1] if part else after
        if not part:
            return whole
        command = PostAdjustments(id=runner.ids.new(), warehouse=warehouse, documents=part)
        whole += runner.perform(command, session).done()
        if pause is not None:
            pause(PAUSE_S)


def adjustment_of(desk: Desk, code: str) -> int:
    """Return the row of the one adjustment of that code. Raises Refused(NoSuchAdjustment)."""
    found = adjusting.with_code(desk, code.strip())
    if len(found) != 1:
        raise Refused(NoSuchAdjustment(code[:40]))
    return found[0].id


ADJUSTMENTS: ListOf[AdjustmentRow] = ListOf("adjustments", adjusting.ADJUSTMENTS, home="waiting")
"""The list of adjustments."""


def adjustment_detail(desk: Desk, number: int) -> AdjustmentDetail | None:
    """Return one adjustment whole; None when there is none."""
    row = adjusting.rows(desk, [number]).get(number)
    return None if row is None else AdjustmentDetail(row, adjusting.things(desk, number))


def count_adjustments(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many adjustments it shows."""
    return adjusting.counts(desk)


def find_adjustments(desk: Desk, view: str = "waiting") -> tuple[AdjustmentRow, ...]:
    """Return adjustments, those that wait to be posted at first, with the reason that each would be given.

    Raises Refused(NotInList).
    """
    query = ADJUSTMENTS.check(ListQuery(view))
    return ADJUSTMENTS.page(desk, query, 0, MOST_LISTED).rows


MOST_LISTED = 5_000
"""Adjustments that are listed."""
