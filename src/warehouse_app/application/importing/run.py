"""One import: files are read and judged draft by draft, and written in small transactions with a pause between them.

A file that cannot be read changes nothing. An import that is stopped or killed is finished by running it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from warehouse_app.application.importing import arriving, buying, catalogue, floor, papers, returns
from warehouse_app.application.importing.fates import Fates
from warehouse_app.application.importing.kitorders import LooseKits
from warehouse_app.application.importing.log import BeginImport, write_log
from warehouse_app.application.importing.mappings import kept_for
from warehouse_app.application.importing.people import Hiring
from warehouse_app.application.importing.tally import Tally, kind_of
from warehouse_app.application.importing.values import MOST_ROWS, PAUSE_S, ImportReport, ImportRequest, NotTaken, Took
from warehouse_app.application.run import Command, Runner, Session
from warehouse_app.domain.importing.buying import DeliveryDraft, PurchaseDraft, SoldDraft, SupplierDraft
from warehouse_app.domain.importing.mapping_text import to_text
from warehouse_app.domain.importing.values import (
    CustomerDraft,
    DocumentDraft,
    Draft,
    Fate,
    OrderDraft,
    PlaceDraft,
    ProductDraft,
    Rejected,
    StockDraft,
    UserDraft,
)
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import MAIN_BIN
from warehouse_app.domain.refusals import Usage
from warehouse_app.domain.returning.incoming import ReturnDraft
from warehouse_app.ports.intake import Intake, IntakeRequest, Reading
from warehouse_app.ports.secrets import PinGuard
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import floor as floor_store
from warehouse_app.store.importing.known import Known

ImportProgress = Callable[[str, int, int], None]
"""Told `read` with bytes done and in all, then `write` with records done and in all."""

SLOW_MS, QUICK_MS = 50, 20
FEWEST_ROWS = 100
_TAKES: dict[type[Command], Callable[..., Took]] = {
    papers.ImportOrders: papers.take_orders,
    papers.ImportDocuments: papers.take_documents,
    catalogue.ImportProducts: catalogue.take_products,
    catalogue.ImportCustomers: catalogue.take_customers,
    floor.ImportPlaces: floor.take_places,
    floor.ImportStock: floor.take_stock,
    floor.ImportOpening: floor.take_opening,
    buying.ImportSuppliers: buying.take_suppliers,
    buying.ImportSold: buying.take_sold,
    arriving.ImportPurchases: arriving.take_purchases,
    arriving.ImportDeliveries: arriving.take_deliveries,
    returns.ImportReturns: returns.take_returns,
}
_ORDER = (
    *("customers", "products", "places", "stock", "orders", "credit_notes", "adjustments"),
    *("suppliers", "supplier_products", "purchases", "deliveries"),
    "returns",
)
"""Kinds in the order in which they are written: what is named comes before what names it."""


def run_import(
    runner: Runner,
    session: Session,
    intake: Intake,
    request: ImportRequest,
    progress: ImportProgress | None = None,
    stop: Callable[[], bool] = bool,
    pause: Callable[[float], None] = lambda _seconds: None,
    *,
    guard: PinGuard | None = None,
    spill: Callable[[Iterator[tuple[str, ...]]], None] | None = None,
    fates: Fates | None = None,
) -> ImportReport:
    """Import files and tell what was done.

    `stop` is asked between transactions; `pause` waits so many seconds, in which others write; `guard` is needed for
    users; `spill` is given header and rejected records of each file as they were written; `fates` is told by a dry run
    what would become of each record of its one file. Raises Usage for files that cannot be read
    (then nothing was written), Refused(NoRight), Trouble.
    """
    warehouse = runner.ask(lambda desk: _warehouse(desk, request.warehouse, request.kind), session, Right.IMPORT)
    hiring = None if guard is None else Hiring(runner, session, guard)
    if request.kind == "users" and hiring is None:
        raise Usage("not_in_this_version", what="import users")
    tell = progress or (lambda _what, _done, _of: None)
    tally = Tally()
    with ExitStack() as open_files:
        asked = _asked(runner, session, request)
        readings = [
            open_files.enter_context(intake.open(path, asked, lambda done, of: tell("read", done, of)))
            for path in request.paths
        ]
        stopped = False
        for reading in readings:
            filing = Filing(runner, session, request, warehouse, reading, tally, hiring, pause, fates)
            stopped = stopped or filing.file(tell, stop)
            if spill is not None:
                spill(reading.rejected_records())
        return tally.report(request, [reading.file for reading in readings], stopped=stopped)


def _asked(runner: Runner, session: Session, request: ImportRequest) -> IntakeRequest:
    kept = () if request.mapping is not None else kept_for(runner, session, request.kind)
    return IntakeRequest(
        *(request.kind, request.format, request.channel, request.mapping, kept),
        mended=request.mended,
        digest=request.digest,
        sheet=request.sheet,
    )


def generate_places(
    runner: Runner,
    session: Session,
    warehouse: str,
    aisles: int,
    bays: int,
    levels: int,
    pause: Callable[[float], None] = lambda _seconds: None,
) -> Took:
    """Make the bins of a realistic warehouse, with coordinates and walking sequence; those that are there stay.

    Raises Usage for sizes that are none, Refused(NoRight), Trouble.
    """
    drafts = floor.generated(aisles, bays, levels)
    code = runner.ask(lambda desk: _warehouse(desk, warehouse), session, Right.IMPORT)
    created = updated = unchanged = 0
    for at in range(0, len(drafts), MOST_ROWS):
        part = tuple(drafts[at : at + MOST_ROWS])
        command = floor.ImportPlaces(id=runner.ids.new(), run=0, warehouse=code, drafts=part)
        took: Took = runner.perform(command, session).done()
        created, updated, unchanged = created + took.created, updated + took.updated, unchanged + took.unchanged
        pause(PAUSE_S)
    return Took(created, updated, unchanged)


def find_warehouses(desk: Desk) -> tuple[str, ...]:
    """Return the codes of all warehouses, of which an import must name one where there are several."""
    return floor_store.warehouses(desk)


_OF_THE_COMPANY = frozenset({"products", "customers", "suppliers", "users"})
"""Kinds of files of which nothing belongs to a warehouse: nobody is asked for one."""


def _warehouse(desk: Desk, asked: str, kind: str = "places") -> str:
    known = floor_store.warehouses(desk)
    if asked and known and asked not in known:
        raise Usage("import_warehouse_unknown", warehouse=asked, known=", ".join(known))
    if not asked and len(known) > 1 and kind not in _OF_THE_COMPANY:
        raise Usage("import_which_warehouse", known=", ".join(known))
    return asked or next(iter(known), MAIN_BIN)


class Filing:
    """One file on its way into the database."""

    def __init__(
        self,
        runner: Runner,
        session: Session,
        request: ImportRequest,
        warehouse: str,
        reading: Reading,
        tally: Tally,
        hiring: Hiring | None,
        pause: Callable[[float], None],
        fates: Fates | None = None,
    ) -> None:
        self._fates = fates
        self._runner, self._session, self._request, self._warehouse = runner, session, request, warehouse
        self._reading, self._tally, self._hiring, self._pause = reading, tally, hiring, pause
        self._known, self._kits = Known(), LooseKits(runner, session)
        self._waiting: dict[str, list[Any]] = {kind: [] for kind in _ORDER}
        self._rows: dict[str, int] = dict.fromkeys(_ORDER, 0)
        self._most = MOST_ROWS
        self._written = self._runner.clock.now()
        self._run = 0
        self._done = 0

    def file(self, tell: ImportProgress, stop: Callable[[], bool]) -> bool:
        """Take all drafts of the reading; return whether it was stopped before the end."""
        reading = self._reading
        if not self._request.dry_run:
            begin = BeginImport(
                id=self._runner.ids.new(),
                kind=reading.kind,
                format=reading.format,
                file=reading.file,
                channel=self._request.channel,
                size=reading.size,
                digest=reading.digest,
                mapping=to_text(reading.mapping) if reading.mapping is not None else "",
                mended=len(self._request.mended),
            )
            self._run = self._runner.perform(begin, self._session).done()
            self._tally.runs.append(self._run)
        stopped = False
        for portion in self._portions():
            for draft in portion:
                self._add(draft)
            tell("write", min(self._done, reading.read), reading.read)
            if stop():
                stopped = True
                break
        if not stopped:
            self._flush()
        self._tally.close(reading)
        if self._fates is not None:
            self._fates.mark((each.line for each in reading.rejected()), Fate.REJECTED)
        if not self._request.dry_run:
            report = self._tally.report(self._request, (reading.file,), stopped=stopped)
            write_log(self._runner, self._session, self._run, reading, report, self._pause)
        return stopped

    def _portions(self) -> Iterator[Sequence[Draft]]:
        """Yield the drafts; opening stock is given its bins first, for which all of it must be known."""
        if self._reading.posting != "opening":
            yield from self._reading.chunks()
            return
        drafts = [draft for portion in self._reading.chunks() for draft in portion]
        yield tuple(draft for draft in drafts if not isinstance(draft, StockDraft))
        stock = [draft for draft in drafts if isinstance(draft, StockDraft)]
        slots = self._runner.ask(
            lambda desk: floor.slots_for(desk, self._warehouse, stock), self._session, Right.IMPORT
        )
        self._flush()
        for at in range(0, len(stock), MOST_ROWS):
            yield tuple(replace(draft, place=slots[draft.sku]) for draft in stock[at : at + MOST_ROWS])

    def _add(self, draft: Draft) -> None:
        self._tally.count(draft)
        if isinstance(draft, UserDraft):
            self._hire(draft)
            return
        self._done += _records_of(draft, self._reading.kind)
        if isinstance(draft, OrderDraft):
            draft = self._kits.of(draft)
        kind, rows = kind_of(draft), _rows_of(draft)
        if self._rows[kind] + rows > self._most and self._waiting[kind]:
            self._flush()
        self._waiting[kind].append(draft)
        self._rows[kind] += rows

    def _flush(self) -> None:
        for kind in _ORDER:
            drafts, self._waiting[kind] = tuple(self._waiting[kind]), []
            self._rows[kind] = 0
            if drafts:
                took = self._perform(drafts)
                while took.more:
                    took = self._perform(drafts)
                self._foretell(drafts, took)
                self._refuse(drafts, took.refused)

    def _perform(self, drafts: tuple[Any, ...]) -> Took:
        command = self._command(drafts)
        begun = self._runner.clock.now()
        left = PAUSE_S - (begun - self._written).total_seconds()
        if left > 0:  # reading on is a pause as well
            self._pause(min(left, PAUSE_S))  # the clock may have been set back
            begun = self._runner.clock.now()
        if self._request.dry_run:
            take = _TAKES[type(command)]
            took: Took = self._runner.ask(lambda desk: take(desk, command, write=False), self._session, Right.IMPORT)
        else:
            took = self._runner.perform(command, self._session).done()
        self._written = self._runner.clock.now()
        spent = (self._written - begun).total_seconds() * 1000
        if spent > SLOW_MS:
            self._most = max(FEWEST_ROWS, self._most // 2)
        elif spent < QUICK_MS:
            self._most = min(MOST_ROWS, self._most + FEWEST_ROWS)
        self._tally.take(kind_of(drafts[0]), took)
        return took

    def _command(self, drafts: tuple[Any, ...]) -> Command:
        new: dict[str, Any] = {"id": self._runner.ids.new(), "run": self._run, "drafts": drafts}
        first = drafts[0]
        creates_only = self._reading.creates_only
        if isinstance(first, OrderDraft):
            return papers.ImportOrders(
                **new,
                warehouse=self._warehouse,
                contents=papers.contents_of(drafts),
                makes_products=self._reading.makes_products,
                lines=papers.prepared(self._runner, self._session, drafts, self._known),
                known=self._known,
            )
        if isinstance(first, DocumentDraft):
            return papers.ImportDocuments(**new, contents=papers.contents_of(drafts), known=self._known)
        if isinstance(first, CustomerDraft):
            contents = catalogue.contents_of(drafts)
            return catalogue.ImportCustomers(**new, contents=contents, creates_only=creates_only)
        if isinstance(first, ProductDraft):
            return catalogue.ImportProducts(**new, creates_only=creates_only)
        if isinstance(first, SupplierDraft):
            return buying.ImportSuppliers(**new, contents=tuple(each.code for each in drafts))
        if isinstance(first, SoldDraft):
            return buying.ImportSold(**new)
        if isinstance(first, PurchaseDraft):
            contents = arriving.contents_of(drafts)
            return arriving.ImportPurchases(**new, warehouse=self._warehouse, contents=contents)
        if isinstance(first, DeliveryDraft):
            contents = arriving.contents_of(drafts)
            return arriving.ImportDeliveries(**new, warehouse=self._warehouse, contents=contents)
        if isinstance(first, ReturnDraft):
            contents = tuple(each.external or each.order for each in drafts)
            return returns.ImportReturns(**new, channel=self._request.channel, contents=contents)
        if isinstance(first, PlaceDraft):
            return floor.ImportPlaces(**new, warehouse=self._warehouse)
        if self._reading.posting == "opening":
            return floor.ImportOpening(**new, warehouse=self._warehouse)
        return floor.ImportStock(**new, warehouse=self._warehouse, again=self._request.again)

    def _foretell(self, drafts: Sequence[Any], took: Took) -> None:
        if self._fates is not None:
            for draft, fate in zip(drafts, took.fates, strict=False):
                self._fates.mark(_lines_of(draft), fate)

    def _refuse(self, drafts: Sequence[Any], refused: Sequence[NotTaken]) -> None:
        for each in refused:
            lines = _lines_of(drafts[each.at])
            told = Rejected(lines[0], each.field, each.value, each.reason, each.facts)
            self._reading.refuse(told, lines)

    def _hire(self, draft: UserDraft) -> None:
        assert self._hiring is not None, "users are asked for with a guard"
        took, new = self._hiring.take(draft, write=not self._request.dry_run)
        self._tally.take("users", took)
        if new is not None:
            self._tally.people.append(new)
        done = ((took.created, Fate.CREATED), (took.updated, Fate.UPDATED), (took.unchanged, Fate.UNCHANGED))
        self._foretell((draft,), replace(took, fates=tuple(fate for count, fate in done if count)))
        self._refuse((draft,), took.refused)
        self._done += 1


def _rows_of(draft: Draft) -> int:
    """Return how many rows a draft makes at most, so that a transaction stays small."""
    if isinstance(draft, OrderDraft):
        kits = len(draft.parts) + len(draft.kits)
        return 1 + len(draft.lines) + kits + len(draft.holds) + (draft.address is not None)
    if isinstance(draft, DocumentDraft):
        return 1 + len(draft.lines)
    if isinstance(draft, ProductDraft):
        return 1 + len(draft.barcodes)
    if isinstance(draft, PurchaseDraft | DeliveryDraft):
        return 4 + 2 * len(draft.lines)
    if isinstance(draft, ReturnDraft):
        return 8 + 2 * len(draft.lines)
    if isinstance(draft, SoldDraft):
        return 3 + len(draft.breaks)
    if isinstance(draft, StockDraft):
        return 8
    return 2 if isinstance(draft, CustomerDraft) else 1


def _records_of(draft: Draft, kind: str) -> int:
    if isinstance(draft, OrderDraft | DocumentDraft):
        return len(draft.lines)
    if isinstance(draft, PurchaseDraft | DeliveryDraft | SoldDraft | ReturnDraft):
        return len(draft.lines)
    return 0 if kind == "orders" or (kind == "stock" and isinstance(draft, ProductDraft)) else 1


def _lines_of(draft: Any) -> tuple[int, ...]:  # noqa: ANN401 - any draft
    if isinstance(draft, OrderDraft | DocumentDraft):
        return tuple(dict.fromkeys(line.source_line for line in draft.lines))
    if isinstance(draft, PurchaseDraft | DeliveryDraft | ReturnDraft):
        return tuple(line.source_line for line in draft.lines)
    if isinstance(draft, SoldDraft):
        return draft.lines
    return (draft.source_line,)
