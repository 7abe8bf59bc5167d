"""Stock health on the command line: worth, age, what ends, what nobody wants, when more can be promised; any moment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.health import age_names

if TYPE_CHECKING:
    from warehouse_app.domain.health.values import StockThen

_health = typer.Typer(help="Stock health: worth, age, what ends, what nobody wants, and stock as it was.")
Warehouse = Annotated[str, typer.Option(help="Only this warehouse.")]
Limit = Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")]
SHOWN = 50


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_health, name="health")


@_health.command("show")
def _show(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="all, short, old, ending, dead or unpriced.")] = "all",
    warehouse: Warehouse = "",
    limit: Limit = SHOWN,
) -> None:
    """Show products with what they are worth, how old they are, and what comes."""
    from warehouse_app.application.health import health
    from warehouse_app.documents.papers.money import amount
    from warehouse_app.domain.health.views import seen

    call = call_of(context)
    now = call.runner.now()
    found = call.runner.ask(lambda desk: health(desk, now, warehouse), call.session())
    rows = seen(found.rows, view)
    if call.out.as_json:
        call.out.document({**plainly(found), "rows": [plainly(row) for row in rows[:limit]], "all": len(rows)})
        return
    columns = (
        "warehouse", "sku", "name", "on hand", "promised", "free", "expected", "on", "lacking", "worth",
        "first in first out", "days idle", "oldest, days", "ends",
    )  # fmt: skip
    told = [
        (
            *(row.warehouse, row.sku, row.name, row.on_hand, row.promised, row.free, row.expected, row.expected_day),
            *(row.short, amount(row.value_minor, found.currency), amount(row.fifo_minor, found.currency)),
            *(row.idle, row.ages.oldest, row.expires),
        )
        for row in rows[:limit]
    ]
    call.out.rows(columns, told, tr("No product."))
    for each in found.sums:
        one, many = (
            "{warehouse}: {n} unit, worth {value} {currency}",
            "{warehouse}: {n} units, worth {value} {currency}",
        )
        worth = amount(each.value_minor, found.currency)
        facts = {"n": each.units, "value": worth, "currency": found.currency}
        said = trn(one, many, each.units).format(warehouse=each.warehouse or tr("Elsewhere"), **facts)
        call.out.answer(None, said + _unpriced(each.unpriced))


def _unpriced(units: int) -> str:
    """Return the part of a sentence that says how many units have no price."""
    if not units:
        return "."
    return trn("; {n} unit has no price.", "; {n} units have no price.", units).format(n=units)


@_health.command("ages")
def _ages(context: typer.Context, sku: Annotated[str, typer.Argument(help="The product's SKU.")]) -> None:
    """Show the ages of one product's units, and from when on how many can be promised."""
    from warehouse_app.application.health import health
    from warehouse_app.domain.products import NoSuchProduct
    from warehouse_app.domain.refusals import Refused

    call = call_of(context)
    now = call.runner.now()
    found = call.runner.ask(lambda desk: health(desk, now), call.session())
    rows = [row for row in found.rows if row.sku.upper() == sku.strip().upper()]
    if not rows:
        raise Refused(NoSuchProduct(sku))
    if call.out.as_json:
        call.out.document([plainly(row) for row in rows])
        return
    for row in rows:
        call.out.answer(None, tr("{sku} in {warehouse}").format(sku=row.sku, warehouse=row.warehouse))
        call.out.rows(("age", "units"), list(zip(age_names(), row.ages.units, strict=True)))
        call.out.rows(("from", "can be promised"), [(each.day or tr("now"), each.units) for each in row.ahead])


@_health.command("at")
def _at(
    context: typer.Context,
    moment: Annotated[str, typer.Argument(help="When (ISO; UTC where no zone is named).")],
    warehouse: Warehouse = "",
    cells: Annotated[bool, typer.Option("--cells", help="By place and item, not by product.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write it to this CSV file.")] = None,
    limit: Limit = SHOWN,
) -> None:
    """Show the stock as it stood at a moment, and what it was worth."""
    from warehouse_app.application.health import cells_at, stock_then
    from warehouse_app.application.stock import minute_of
    from warehouse_app.application.trail import moment as read_moment

    call = call_of(context)
    at = read_moment(moment)
    at = minute_of(at) if moment.count(":") == 1 else at
    if cells:
        columns = ("warehouse", "place", "kind", "sku", "lot", "serial", "grade", "owner", "on_hand")
        found = call.runner.ask(lambda desk: tuple(cells_at(desk, at, warehouse)), call.session())
        _tell(call, columns, [tuple(getattr(each, name) for name in columns) for each in found], out, limit)
        return
    then = call.runner.ask(lambda desk: stock_then(desk, at, warehouse), call.session())
    if call.out.as_json and out is None:
        call.out.document(plainly(then))
        return
    if out is None and not call.out.as_json:
        _tell_then(call, then, limit)
        return
    told = ("warehouse", "sku", "name", "units", "average_e4", "value_e4", "fifo_e4", "unpriced")
    _tell(call, told, [tuple(getattr(each, name) for name in told) for each in then.rows], out, limit)


def _tell_then(call: Call, then: StockThen, limit: int) -> None:
    """Show a moment to a person: money as it is written, where the file has exact 1/10 000."""
    from warehouse_app.domain.purchasing.fields import written

    columns = ("warehouse", "sku", "name", "units", "average", "worth", "first_in_first_out", "unpriced")
    rows = [
        (each.warehouse, each.sku, each.name, each.units,
         *("" if e4 is None else written(e4) for e4 in (each.average_e4, each.value_e4, each.fifo_e4)),
         each.unpriced or "")
        for each in then.rows[:limit]
    ]  # fmt: skip
    call.out.rows(columns, rows, tr("Nothing lay there."))
    _tell_sums(call, then)


def _tell(call: Call, columns: tuple[str, ...], rows: list[tuple[object, ...]], out: Path | None, limit: int) -> None:
    """Show the first rows, or write all of them to a file."""
    if out is None:
        call.out.rows(columns, rows if call.out.as_json else rows[:limit], tr("Nothing lay there."))
        return
    from warehouse_app.application.exporting import write_csv

    with out.open("w", encoding="utf-8", newline="") as file:
        write_csv(columns, rows, file)
    words = trn("{n} row is in {file}.", "{n} rows are in {file}.", len(rows)).format(n=len(rows), file=out)
    call.out.answer({"rows": len(rows), "file": str(out)}, words)


def _tell_sums(call: Call, then: StockThen) -> None:
    for each in then.sums:
        words = trn("{warehouse}: {n} unit of {products} products", "{warehouse}: {n} units of {products} products",
                    each.units)  # fmt: skip
        said = words.format(warehouse=each.warehouse or tr("Elsewhere"), n=each.units, products=each.products)
        call.out.answer(None, said + _unpriced(each.unpriced))


@_health.command("value")
def _value(
    context: typer.Context,
    first: Annotated[str, typer.Option("--from", help="The first day (ISO date).")],
    last: Annotated[str, typer.Option("--to", help="The last day.")],
    warehouse: Warehouse = "",
) -> None:
    """Show what each warehouse was worth at the end of each day, at the moving average."""
    from warehouse_app.application.health import value_days
    from warehouse_app.application.settings import value_of
    from warehouse_app.domain.purchasing.fields import written_amount

    call = call_of(context)
    rows = call.runner.ask(lambda desk: value_days(desk, first, last, warehouse), call.session())
    if call.out.as_json:
        columns = ("day", "warehouse", "units", "value_minor", "unpriced")
        call.out.rows(columns, [tuple(getattr(row, name) for name in columns) for row in rows])
        return
    currency = call.runner.ask(lambda desk: value_of(desk, "company.currency"), call.session())
    told = [
        (row.day, row.warehouse, row.units, written_amount(row.value_minor, currency), row.unpriced or "")
        for row in rows
    ]
    call.out.rows(("day", "warehouse", "units", "worth", "unpriced"), told, tr("No warehouse."))


@_health.command("untraced")
def _untraced(context: typer.Context) -> None:
    """Show goods that came back or went without a paper: what is still to be explained."""
    from warehouse_app.application.health import untraced

    call = call_of(context)
    found = call.runner.ask(untraced, call.session())
    rows = [(each.sku, each.name, each.lot, each.units) for each in found]
    call.out.rows(("sku", "name", "lot", "units"), rows, tr("Everything is explained."))
