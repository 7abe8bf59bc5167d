"""Boxes on the command line: listed, made, changed, imported, ordered; and the search for a box alone, on a file."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.cartons import imported_words

_box = typer.Typer(help="Boxes that goods are packed into.")
Sku = Annotated[str, typer.Argument(help="The box's code: the SKU of its product.")]
Field = Annotated[str | None, typer.Option(help="Another value; empty takes it away.")]
Sides = Annotated[str, typer.Option(help="Three sides in millimetres, as 350x250x200.")]
MOST_ROWS = 10_000


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_box, name="box")
    whole.command("cartonise")(_cartonise)


@_box.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="used, low (to be ordered), unused or all.")] = "used",
    text: Annotated[str, typer.Option(help="Only those with this text.")] = "",
    sort: Annotated[str, typer.Option(help="code, volume, cost or on_hand; with - before it downwards.")] = "",
) -> None:
    """List boxes with their stock."""
    from warehouse_app.application.cartons.masters import BOXES
    from warehouse_app.domain.cartons.boxes import sides_text, texts

    call = call_of(context)
    query = BOXES.check(ListQuery(view, text, (), sort.removeprefix("-"), sort.startswith("-")))
    rows = call.runner.ask(lambda desk: list(islice(BOXES.walk(desk, query), MOST_ROWS)), call.session(), BOXES.right)
    if call.out.as_json:
        told = [{"box": row.sku, **texts(row), "on_hand": row.on_hand, "expected": row.expected, "low": row.low,
                 "active": row.active, "barcodes": row.barcodes, "used": row.used} for row in rows]  # fmt: skip
        call.out.document(plainly(told))
        return
    shown = [
        (row.sku, row.name, row.kind.value, sides_text(row.inner), row.tare_g, texts(row)["cost"],
         row.on_hand if row.counted else "", row.expected or "", "yes" if row.low else "")
        for row in rows
    ]  # fmt: skip
    columns = ("box", "name", "kind", "inside, mm", "tare, g", "cost", "on hand", "expected", "to be ordered")
    call.out.rows(columns, shown, tr("No box."))


@_box.command("add")
def _add(
    context: typer.Context,
    code: Sku,
    inner: Sides,
    name: Annotated[str, typer.Option(help="What people call it.")] = "",
    kind: Annotated[str, typer.Option(help="carton, or mailer (bends, as thick as what is in it).")] = "carton",
    outer: Sides = "",
    tare_g: Annotated[str, typer.Option(help="What it weighs empty, in grams.")] = "",
    most_g: Annotated[str, typer.Option(help="What it carries, in grams.")] = "",
    cost: Annotated[str, typer.Option(help="What one costs, as 0.41.")] = "",
    counted: Annotated[bool, typer.Option(help="Whether its stock is kept.")] = False,
    reorder_at: Annotated[str, typer.Option(help="It is ordered at so many or fewer.")] = "",
    reorder_to: Annotated[str, typer.Option(help="Up to so many.")] = "",
    barcode: Annotated[str, typer.Option(help="The code that is on it.")] = "",
) -> None:
    """Add a box."""
    told = {"name": name, "kind": kind, "inner": inner, "outer": outer, "tare_g": tare_g, "most_g": most_g,
            "cost": cost, "counted": "yes" if counted else "no", "reorder_at": reorder_at, "reorder_to": reorder_to,
            "barcode": barcode}  # fmt: skip
    call = call_of(context)
    made = _make(call, code, told).done()
    call.out.answer({"box": made}, tr("Box {box} is there.").format(box=made))


def _make(call: Call, code: str, told: dict[str, str]) -> Any:  # noqa: ANN401 - an outcome of the application
    from warehouse_app.application.cartons.masters import MakeBox

    called = told.pop("name", "")
    return call.runner.perform(MakeBox(id=call.runner.ids.new(), sku=code, called=called, **told), call.session())


@_box.command("change")
def _change(
    context: typer.Context,
    code: Sku,
    name: Field = None,
    kind: Field = None,
    inner: Field = None,
    outer: Field = None,
    tare_g: Field = None,
    most_g: Field = None,
    cost: Field = None,
    counted: Annotated[bool | None, typer.Option(help="Whether its stock is kept.")] = None,
    reorder_at: Field = None,
    reorder_to: Field = None,
    barcode: Field = None,
    use: Annotated[bool | None, typer.Option(help="Whether it is in use.")] = None,
) -> None:
    """Change a box, or put it out of use."""
    from warehouse_app.application.cartons.importing import set_box_texts
    from warehouse_app.application.cartons.masters import UseBox

    call = call_of(context)
    told = {"name": name, "kind": kind, "inner": inner, "outer": outer, "tare_g": tare_g, "most_g": most_g,
            "cost": cost, "counted": None if counted is None else "yes" if counted else "no",
            "reorder_at": reorder_at, "reorder_to": reorder_to, "barcode": barcode}  # fmt: skip
    changed = list(set_box_texts(call.runner, call.session(), code, told))
    if use is not None:
        call.runner.perform(UseBox(id=call.runner.ids.new(), sku=code, active=use), call.session()).done()
    call.out.answer({"box": code, "changed": changed}, tr("Box {box} is changed.").format(box=code))


@_box.command("import")
def _import(context: typer.Context, file: Annotated[Path, typer.Argument(help="A CSV file with a head line.")]) -> None:
    """Make boxes of a file, or change those that are there; one bad line never loses the others."""
    from warehouse_app.application.cartons.importing import LONGEST_FILE, import_boxes, lines_of

    call = call_of(context)
    try:
        with file.open("rb") as source:
            lines = lines_of(file.name, source.read(LONGEST_FILE + 1))
    except OSError as why:
        raise Usage("box_file_unreadable", file=file.name, why=str(why)[:200]) from why
    done = import_boxes(call.runner, call.session(), lines)
    rejected = [{"line": each.line, "box": each.box, "reason": each.why} for each in done.rejected]
    call.out.answer(
        {"created": done.created, "updated": done.updated, "rejected": rejected},
        imported_words(done.created, done.updated),
    )
    if rejected and not call.out.as_json:
        call.out.rows(("line", "box", "why not"), [tuple(each.values()) for each in rejected])
    if rejected:
        raise typer.Exit(1)


@_box.command("order")
def _order(
    context: typer.Context,
    warehouse: Annotated[str, typer.Option(help="Where they are to come, where there are several.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Only tell.")] = False,
) -> None:
    """Draft purchase orders of the boxes that run low, one for each supplier."""
    from warehouse_app.application.cartons.masters import order_of, to_order

    call = call_of(context)
    found = call.runner.ask(to_order, call.session())
    told = []
    for supplier, lines in found.items():
        code = ""
        if not preview:
            done = call.runner.perform(order_of(call.runner.ids.new(), supplier, lines, warehouse), call.session())
            code = done.done().purchase
        told += [{"supplier": supplier, "purchase": code, "box": each.sku, "qty": int(each.qty)} for each in lines]
    if call.out.as_json:
        call.out.document(told)
        return
    rows = [tuple(each.values()) for each in told]
    call.out.rows(("supplier", "purchase order", "box", "pieces"), rows, tr("No box runs low."))


def _cartonise(
    context: typer.Context,
    file: Annotated[Path, typer.Option("--file", help="Goods and boxes as JSON; - is standard input.")],
) -> None:
    """Choose the boxes of a basket, on a file alone, without a database."""
    from warehouse_app.application.cartons.file import answer_of

    call = call_of(context)
    try:
        text = typer.get_text_stream("stdin").read() if str(file) == "-" else file.read_text("utf-8")
        asked = json.loads(text)
    except (OSError, UnicodeDecodeError, ValueError) as why:
        raise Usage("box_file_unreadable", file=file.name, why=str(why)[:200]) from why
    found = answer_of(asked)
    if call.out.as_json:
        call.out.document(found)
        return
    rows = [
        (n, " + ".join(each["box"] for each in choice["boxes"]), choice["cost"],
         " + ".join(f"{each['fill']} %" for each in choice["boxes"]), sum(e["paid_g"] for e in choice["boxes"]))
        for n, choice in enumerate(found["choices"], 1)
    ]  # fmt: skip
    call.out.rows(("", "boxes", "cost", "full", "paid weight, g"), rows, tr("No box."))
    call.out.rows(("goods", "why not"), [(each["item"], each["why"]) for each in found["unfit"]])
