"""From rows of a native file to returns as a channel tells of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from warehouse_app.channels.files.record import Record
from warehouse_app.domain.importing.values import Draft
from warehouse_app.domain.returning.incoming import DraftLine, ReturnDraft, Said
from warehouse_app.domain.returning.values import MOST_QTY, MOST_UNITS

_SAID: Mapping[str, str] = {
    "asked": "asked", "requested": "asked", "agreed": "agreed", "open": "agreed", "on its way": "on its way",
    "in transit": "on its way", "off": "off", "cancelled": "off", "canceled": "off", "declined": "off",
}  # fmt: skip


def returns(_key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make one return of all rows with its numbers; what is told of the whole of it is taken from the first that does.

    Raises BadCellError.
    """
    first = records[0]
    number, order = first.code("return"), first.code("order")
    if not number and not order:
        raise first.bad("order", "missing")
    if len(records) > MOST_UNITS:
        raise records[MOST_UNITS].bad("sku", "too_many_lines")
    lines = tuple(_line(record) for record in records)

    def text(name: str) -> str:
        return next((record.text(name) for record in records if record.has(name)), "")

    said = next((record.one_of("said", _SAID, "agreed") for record in records if record.has("said")), "agreed")
    return (
        ReturnDraft(
            text("theirs"), number, order, lines, Said(said), text("outcome"), text("words"), text("carrier"),
            text("tracking_code"), text("customer"),
        ),
    )  # fmt: skip


def _line(record: Record) -> DraftLine:
    sku, qty = record.code("sku"), record.whole("qty", 1, MOST_QTY)
    if not sku:
        raise record.bad("sku", "missing")
    if qty is None:
        raise record.bad("qty", "missing")
    return DraftLine(sku, str(qty), record.text("reason"), record.line)
