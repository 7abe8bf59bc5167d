"""Every state that is stored is a word of its state table: nothing else can be understood by anyone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from sqlalchemy import Column, Row, Select, func, select

from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.carriers.states import BuyState
from warehouse_app.domain.cartons.values import BoxKind
from warehouse_app.domain.counting.states import CountState, PlanState
from warehouse_app.domain.doctoring import Check
from warehouse_app.domain.instructions.values import Moment
from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.ledger.entries import EntryKind
from warehouse_app.domain.ledger.promises import Purpose, Scope
from warehouse_app.domain.moving.kits import KitDeed
from warehouse_app.domain.moving.states import MoveKind, MoveState
from warehouse_app.domain.orders.states import HoldKind, OrderState, Payment
from warehouse_app.domain.outbox import OutboxState
from warehouse_app.domain.packing.proof import Level, Proven
from warehouse_app.domain.packing.states import PackStage
from warehouse_app.domain.people import Role
from warehouse_app.domain.picking.states import BatchState, TaskState
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.printing.states import PrintState
from warehouse_app.domain.purchasing.states import DeliveryState, PurchaseState
from warehouse_app.domain.putaway.values import Use
from warehouse_app.domain.receiving.judge import Judged
from warehouse_app.domain.receiving.values import ReceiptState
from warehouse_app.domain.releasing.channels import Mode
from warehouse_app.domain.returning.states import (
    ClaimState,
    Disposition,
    Fault,
    Finding,
    RefundState,
    ReturnKind,
    ReturnState,
    SupplierReturnState,
    UnitState,
    WorkState,
)
from warehouse_app.domain.returning.states import Way as MoneyWay
from warehouse_app.domain.shipping.states import LabelState, ManifestState, ParcelState
from warehouse_app.domain.transfers.states import TransferState, What
from warehouse_app.domain.weights.values import CheckVerdict
from warehouse_app.store.checks.asking import told
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import (
    carriers,
    cartons,
    counting,
    floor,
    instructions,
    ledger,
    moving,
    office,
    picking,
    proof,
    purchasing,
    releasing,
    returning,
    returnrules,
    storage,
    trade,
    transfers,
    weights,
)

_WORDS: tuple[tuple[Column[str], type[StrEnum]], ...] = (
    (cartons.carton.c.kind, BoxKind),
    (trade.orders.c.state, OrderState),
    (trade.orders.c.payment, Payment),
    (trade.order_hold.c.kind, HoldKind),
    (trade.order_line.c.kind, ProductKind),
    (purchasing.purchase_order.c.state, PurchaseState),
    (purchasing.delivery.c.state, DeliveryState),
    (purchasing.receipt.c.state, ReceiptState),
    (purchasing.receipt_line.c.verdict, Judged),
    (transfers.transfer.c.state, TransferState),
    (transfers.transfer_deed.c.what, What),
    (floor.batch.c.state, BatchState),
    (picking.batch_part.c.state, BatchState),
    (floor.task.c.state, TaskState),
    (floor.pack.c.state, PackStage),
    (moving.move_task.c.state, MoveState),
    (moving.move_task.c.kind, MoveKind),
    (moving.kit_work.c.what, KitDeed),
    (floor.parcel.c.state, ParcelState),
    (proof.proof_rule.c.level, Level),
    (proof.proof_mark.c.how, Proven),
    (floor.label.c.state, LabelState),
    (carriers.label_purchase.c.state, BuyState),
    (floor.manifest.c.state, ManifestState),
    (floor.print_job.c.state, PrintState),
    (floor.print_hop.c.state, PrintState),
    (counting.count_request.c.state, CountState),
    (counting.count_plan.c.state, PlanState),
    (floor.scan.c.verdict, Verdict),
    (floor.scan.c.work, Work),
    (floor.bench.c.work, Work),
    (office.outbox.c.state, OutboxState),
    (office.person.c.role, Role),
    (ledger.product.c.kind, ProductKind),
    (ledger.entry.c.kind, EntryKind),
    (ledger.place.c.kind, PlaceKind),
    (ledger.promise_log.c.scope, Scope),
    (ledger.promise_log.c.purpose, Purpose),
    (ledger.shortage.c.purpose, Purpose),
    (storage.place_rule.c.use, Use),
    (releasing.release_channel.c.mode, Mode),
    (releasing.wave.c.mode, Mode),
    (returning.refund.c.state, RefundState),
    (returning.refund.c.kind, MoneyWay),
    (returning.work_order.c.state, WorkState),
    (returning.supplier_return.c.state, SupplierReturnState),
    (returning.returns.c.kind, ReturnKind),
    (returning.returns.c.state, ReturnState),
    (returning.return_unit.c.state, UnitState),
    (returning.return_unit.c.finding, Finding),
    (returning.carrier_claim.c.state, ClaimState),
    (returnrules.return_reason.c.fault, Fault),
    (returnrules.return_rule.c.disposition, Disposition),
    (weights.weight_check.c.verdict, CheckVerdict),
    (instructions.instruction.c.moment, Moment),
)


def state_words(desk: Desk) -> Check:
    """Look at every column that holds a word of a closed list."""
    rows = [(column, known, desk.connection.execute(_used(column)).all()) for column, known in _WORDS]
    examined = sum(row[1] for _column, _known, found in rows for row in found)
    return told("every state is a word of its table", examined, _unknown(rows))


def _used(column: Column[str]) -> Select[str, int]:
    return select(column, func.count()).group_by(column)


def _unknown(rows: Iterable[tuple[Column[str], type[StrEnum], Iterable[Row[str, int]]]]) -> Iterator[str]:
    for column, known, found in rows:
        words = {each.value for each in known}
        for word, count in found:
            if word not in words:
                yield f"{column.table.name}.{column.name} {word!r} in {count} rows"
