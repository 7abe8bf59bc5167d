"""Adding up while an import runs: what was done of each kind, what the files tell of, what was refused and remarked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from warehouse_app.application.importing.values import (
    MOST_TOLD,
    ImportReport,
    ImportRequest,
    Noted,
    RejectedRecord,
    Took,
)
from warehouse_app.application.people import NewUser
from warehouse_app.domain.importing.buying import DeliveryDraft, PurchaseDraft, SoldDraft, SupplierDraft
from warehouse_app.domain.importing.values import (
    EXAMPLES_SHOWN,
    CustomerDraft,
    DocumentDraft,
    Draft,
    OrderDraft,
    PlaceDraft,
    ProductDraft,
    Remark,
    StockDraft,
)
from warehouse_app.domain.returning.incoming import ReturnDraft
from warehouse_app.ports.intake import Reading

ALWAYS = ("orders", "lines", "customers", "products", "credit_notes", "adjustments")
_NAMES = {
    CustomerDraft: "customers",
    ProductDraft: "products",
    PlaceDraft: "places",
    StockDraft: "stock",
    OrderDraft: "orders",
    SupplierDraft: "suppliers",
    SoldDraft: "supplier_products",
    PurchaseDraft: "purchases",
    DeliveryDraft: "deliveries",
    ReturnDraft: "returns",
}


def kind_of(draft: Draft) -> str:
    """Return the name of a draft's kind in the report."""
    if isinstance(draft, DocumentDraft):
        return f"{draft.kind}s"
    return _NAMES.get(type(draft), "users")


class Tally:
    """The report while it grows."""

    def __init__(self) -> None:
        self.read = 0
        self.by_kind: Counter[str] = Counter(dict.fromkeys(ALWAYS, 0))
        self.changes: dict[str, Counter[str]] = {}
        self.totals: Counter[str] = Counter(units=0, value_e4=0)
        self.rejected: list[RejectedRecord] = []
        self.rejected_count = 0
        self.people: list[NewUser] = []
        self.runs: list[int] = []
        self._remarks: dict[str, Remark] = {}
        self._suppliers: set[str] = set()

    def count(self, draft: Draft) -> None:
        """Count what a file tells of."""
        if isinstance(draft, SupplierDraft):
            if draft.code in self._suppliers:
                return  # each of its rows may say more of it
            self._suppliers.add(draft.code)
        self.by_kind[kind_of(draft)] += 1
        if isinstance(draft, OrderDraft):
            self.by_kind["lines"] += len(draft.lines)
        elif isinstance(draft, PurchaseDraft | DeliveryDraft):
            kind = "purchase" if isinstance(draft, PurchaseDraft) else "delivery"
            self.by_kind[f"{kind}_lines"] += len(draft.lines)
        elif isinstance(draft, DocumentDraft):
            self.by_kind[f"{draft.kind}_lines"] += len(draft.lines)

    def take(self, kind: str, took: Took) -> None:
        """Count what became of drafts of one kind."""
        done = self.changes.setdefault(kind, Counter(created=0, updated=0, unchanged=0))
        done["created"] += took.created
        done["updated"] += took.updated
        done["unchanged"] += took.unchanged
        self.note(took.noted)

    def note(self, noted: Iterable[Noted]) -> None:
        """Remark decisions of the application."""
        for each in noted:
            self._remark(Remark(each.code, 1, (each.example,)))

    def close(self, reading: Reading) -> None:
        """Take over the figures of a reading that was gone through."""
        self.read += reading.read
        self.totals.update(reading.totals())
        self.rejected_count += reading.rejected_count
        for refused in reading.rejected() if len(self.rejected) < MOST_TOLD else ():
            self.rejected.append(RejectedRecord(reading.file, refused))
            if len(self.rejected) >= MOST_TOLD:
                break
        for remark in reading.remarks():
            self._remark(remark)

    def _remark(self, more: Remark) -> None:
        known = self._remarks.get(more.code)
        if known is None:
            self._remarks[more.code] = more
        else:
            examples = tuple(dict.fromkeys((*known.examples, *more.examples)))[:EXAMPLES_SHOWN]
            facts = {**known.facts, **more.facts}
            self._remarks[more.code] = Remark(more.code, known.count + more.count, examples, facts)

    def report(self, request: ImportRequest, files: Sequence[str], *, stopped: bool) -> ImportReport:
        """Return the report as it stands."""
        if stopped:
            self._remark(Remark("import_stopped", 1))
        return ImportReport(
            request.kind,
            tuple(files),
            self.read,
            dict(self.by_kind),
            {kind: dict(done) for kind, done in self.changes.items()},
            dict(self.totals),
            tuple(self.rejected),
            self.rejected_count,
            tuple(self._remarks.values()),
            request.dry_run,
            stopped,
            tuple(self.people),
            tuple(self.runs),
        )
