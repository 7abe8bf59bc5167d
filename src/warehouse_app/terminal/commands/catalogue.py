"""Products and places on the command line: listed, shown, made, changed; barcodes given and taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Annotated, Any

import typer

from warehouse_app.domain.editing import Change
from warehouse_app.domain.listing import ListQuery
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.commands import instructions, storage
from warehouse_app.terminal.commands.views import Saved, as_saved
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

SHOWN = 50
"""Rows of a list that is shown."""

_product, _place = typer.Typer(help="One product."), typer.Typer(help="One place.")
_warehouses = typer.Typer(help="The warehouses of the company.")
Sku = Annotated[str, typer.Argument(help="The product's SKU.")]
Code = Annotated[str, typer.Argument(help="The place's code.")]
Warehouse = Annotated[str, typer.Option(help="The warehouse, where several have the place.")]
View = Annotated[str, typer.Option(help="Which of them, as the chips of the window.")]
Text = Annotated[str, typer.Option(help="Only those with this text.")]
Sort = Annotated[str, typer.Option(help="Sorted by this column; with - before it downwards.")]
Limit = Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")]
Grams = Annotated[str | None, typer.Option(help="Whole grams; empty for unknown.")]
Millimetres = Annotated[str | None, typer.Option(help="Whole millimetres; empty for unknown.")]

_product.command("care")(instructions.care)


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_product, name="product")
    whole.add_typer(_place, name="place")
    whole.add_typer(_warehouses, name="warehouses")


def _asked(view: str, text: str, sort: str) -> ListQuery:
    return ListQuery(view, text, (), sort.removeprefix("-"), sort.startswith("-"))


def _listed(call: Call, source: Any, told: ListQuery, saved: str, limit: int) -> list[Any]:  # noqa: ANN401 - any list
    query = source.check(as_saved(call, source.name, saved, told))

    def first(desk: Any) -> list[Any]:  # noqa: ANN401 - the application's desk
        rows: Iterator[Any] = source.walk(desk, query)
        return list(islice(rows, limit))

    return call.runner.ask(first, call.session(), source.right)


@_product.command("list")
def _products(
    context: typer.Context, view: View = "all", text: Text = "", sort: Sort = "", limit: Limit = SHOWN,
    saved: Saved = "",
) -> None:  # fmt: skip
    """List products: all, in_stock, no_stock, no_barcode, no_weight or no_size."""
    from warehouse_app.application.catalogue import PRODUCTS

    call = call_of(context)
    rows = _listed(call, PRODUCTS, _asked(view, text, sort), saved, limit)
    columns = ("sku", "name", "barcodes", "weight_g", "on_hand", "places")
    call.out.rows(columns, [tuple(getattr(row, name) for name in columns) for row in rows], tr("No product."))


@_product.command("show")
def _show_product(context: typer.Context, sku: Sku) -> None:
    """Show a product: sizes, barcodes with pack factors, where it stands, what was sold."""
    from warehouse_app.application.catalogue import product_card
    from warehouse_app.application.products import product_detail
    from warehouse_app.domain.purchasing.fields import written

    call = call_of(context)
    today = call.runner.now()
    card = call.runner.ask(lambda desk: product_card(desk, sku, today), call.session())
    detail = call.runner.ask(lambda desk: product_detail(desk, sku), call.session())
    places = detail.places
    if call.out.as_json:
        call.out.document({**plainly(card), "places": plainly(places), "expected": plainly(detail.expected)})
        return
    row = card.row
    size = " x ".join(str(each) if each else "?" for each in (row.length_mm, row.width_mm, row.height_mm))
    head = tr("{sku}, {name}: {weight} g, {size} mm, counted in {unit}, {units} on hand")
    call.out.answer(None, head.format(sku=row.sku, name=row.name, weight=row.weight_g or "?", size=size,
                                      unit=row.base_unit, units=row.on_hand))  # fmt: skip
    call.out.rows(
        ("barcode", "units in it"), [(each.written, each.factor) for each in card.barcodes], tr("No barcode.")
    )
    call.out.rows(("place", "kind", "lot", "on hand", "held"),
                  [(each.place, each.kind, each.lot, each.on_hand, each.held) for each in places])  # fmt: skip
    call.out.rows(("supplier", "its code", "pack", "price"),
                  [(each.supplier, each.code, each.pack, written(each.price_e4)) for each in card.sellers])  # fmt: skip
    call.out.rows(("expected on", "units", "waited for", "purchase order"),
                  [(each.day, each.qty, each.waited_for, each.purchase) for each in detail.expected])  # fmt: skip
    call.out.rows(("week of", "units"), [week for week in card.weeks if week[1]])


@_product.command("add")
def _add_product(
    context: typer.Context,
    sku: Sku,
    name: Annotated[str, typer.Option(help="What people call it.")],
    unit: Annotated[str, typer.Option(help="What it is counted in.")] = "piece",
    weight: Grams = "",
    length: Millimetres = "",
    width: Millimetres = "",
    height: Millimetres = "",
    multi_scan: Annotated[bool, typer.Option(help="Whether a scan may count several.")] = True,
) -> None:
    """Make a product."""
    from warehouse_app.application.catalogue import MakeProduct

    call = call_of(context)
    sizes = {"weight_g": weight or "", "length_mm": length or "", "width_mm": width or "", "height_mm": height or ""}
    made = _do(
        call, lambda new: MakeProduct(id=new, sku=sku, title=name, base_unit=unit, multi_scan=multi_scan, **sizes)
    )
    call.out.answer({"sku": made}, tr("Product {sku} is there.").format(sku=made))


@_product.command("set")
def _set_product(
    context: typer.Context,
    sku: Sku,
    name: Annotated[str | None, typer.Option(help="What people call it.")] = None,
    weight: Grams = None,
    length: Millimetres = None,
    width: Millimetres = None,
    height: Millimetres = None,
    multi_scan: Annotated[bool | None, typer.Option(help="Whether a scan may count several.")] = None,
    picture: Annotated[str | None, typer.Option(help="Its picture.")] = None,
    hs_code: Annotated[str | None, typer.Option(help="Its customs tariff number.")] = None,
    origin: Annotated[str | None, typer.Option(help="The country it comes from.")] = None,
) -> None:
    """Change what is named."""
    from warehouse_app.application.catalogue import SetProduct, fields_of, product_card

    call = call_of(context)
    today = call.runner.now()
    before = fields_of(call.runner.ask(lambda desk: product_card(desk, sku, today), call.session()).row)
    several = None if multi_scan is None else "yes" if multi_scan else "no"
    told = {"name": name, "weight_g": weight, "length_mm": length, "width_mm": width, "height_mm": height,
            "multi_scan": several, "picture": picture, "hs_code": hs_code, "origin_country": origin}  # fmt: skip
    changes = _changes(before, told)
    done = _do(call, lambda new: SetProduct(id=new, sku=sku, changes=changes))
    call.out.answer(
        {"sku": done, "changed": [each.field for each in changes]}, tr("Product {sku} is changed.").format(sku=done)
    )


@_product.command("barcode")
def _barcode(
    context: typer.Context,
    sku: Sku,
    code: Annotated[str, typer.Argument(help="The barcode, as printed.")],
    factor: Annotated[int, typer.Option(min=1, help="How many base units are in what carries it.")] = 1,
    remove: Annotated[bool, typer.Option("--remove", help="Take it away.")] = False,
    as_it_is: Annotated[bool, typer.Option("--as-it-is", help="Also with a wrong check digit.")] = False,
) -> None:
    """Give a product a barcode, or take it away; others that carry it are told."""
    from warehouse_app.application.catalogue import UnlinkBarcode, carriers_of
    from warehouse_app.application.products import LinkBarcode

    call = call_of(context)
    if remove:
        done = _do(call, lambda new: UnlinkBarcode(id=new, sku=sku, code=code))
        call.out.answer({"sku": done, "removed": code}, tr("{sku} carries {code} no more.").format(sku=done, code=code))
        return
    done = _do(call, lambda new: LinkBarcode(id=new, sku=sku, code=code, factor=factor, as_it_is=as_it_is))
    others = [each for each in call.runner.ask(lambda desk: carriers_of(desk, code), call.session()) if each != done]
    call.out.answer({"sku": done, "barcode": code, "factor": factor, "also_carried_by": others},
                    tr("{sku} carries {code}.").format(sku=done, code=code))  # fmt: skip
    if others and not call.out.as_json:
        words = tr("It is also on {others}: benches will ask which is meant.")
        call.out.note(words.format(others=", ".join(others)))


@_place.command("list")
def _places(
    context: typer.Context, view: View = "all", text: Text = "", sort: Sort = "", limit: Limit = SHOWN,
    saved: Saved = "",
) -> None:  # fmt: skip
    """List places: all, bins, empty, work, carried or unused."""
    from warehouse_app.application.places import PLACES

    call = call_of(context)
    rows = _listed(call, PLACES, _asked(view, text, sort), saved, limit)
    columns = ("code", "kind", "warehouse", "walk_seq", "aisle", "bay", "level", "active", "kinds", "units", "held")
    call.out.rows(columns, [tuple(getattr(row, name) for name in columns) for row in rows], tr("No place."))


@_place.command("show")
def _show_place(context: typer.Context, code: Code, warehouse: Warehouse = "") -> None:
    """Show a place: what stands there, and who holds it."""
    from warehouse_app.application.places import place_detail, place_id_of

    call = call_of(context)
    found = call.runner.ask(lambda desk: place_detail(desk, place_id_of(desk, code, warehouse)), call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    row = found.row
    head = trn(
        "{code}, {kind} in {warehouse}: {units} unit, {kinds} products, {held} held, walk {walk}",
        "{code}, {kind} in {warehouse}: {units} units, {kinds} products, {held} held, walk {walk}",
        row.units,
    )
    call.out.answer(None, head.format(code=row.code, kind=row.kind.lower(), warehouse=row.warehouse, units=row.units,
                                      kinds=row.kinds, held=row.held, walk=row.walk_seq or "-"))  # fmt: skip
    columns = ("sku", "name", "lot", "serial", "grade", "on_hand", "held")
    call.out.rows(columns, [tuple(getattr(each, name) for name in columns) for each in found.goods], tr("Empty."))
    call.out.rows(("held by", "line", "sku", "units"),
                  [(each.order or each.purpose, each.line, each.sku, each.qty) for each in found.holders])  # fmt: skip


@_place.command("add")
def _add_place(
    context: typer.Context,
    code: Code,
    kind: Annotated[str, typer.Option(help="bin, dock, bench, quarantine, tote or cart.")] = "bin",
    warehouse: Warehouse = "",
    walk: Annotated[str, typer.Option(help="Its number in the walk.")] = "",
    aisle: Annotated[str, typer.Option(help="As 3, C or A03.")] = "",
    bay: Annotated[str, typer.Option(help="The bay.")] = "",
    level: Annotated[str, typer.Option(help="The level, 1 at the floor.")] = "",
) -> None:
    """Make one place. Whole warehouses are made by: warehouse places generate."""
    from warehouse_app.application.places import MakePlace

    call = call_of(context)
    where = {"walk_seq": walk, "aisle": aisle, "bay": bay, "level": level}
    made = _do(call, lambda new: MakePlace(id=new, place=code, kind=kind, warehouse=warehouse, **where))
    call.out.answer({"place": made}, tr("Place {place} is there.").format(place=made))


@_place.command("set")
def _set_place(
    context: typer.Context,
    code: Code,
    warehouse: Warehouse = "",
    walk: Annotated[str | None, typer.Option(help="Its number in the walk; empty for none.")] = None,
    aisle: Annotated[str | None, typer.Option(help="As 3, C or A03.")] = None,
    bay: Annotated[str | None, typer.Option(help="The bay.")] = None,
    level: Annotated[str | None, typer.Option(help="The level.")] = None,
    use: Annotated[
        bool | None, typer.Option(help="Whether it is in use; only an empty place can be put out of it.")
    ] = None,
) -> None:
    """Change where a place lies in the walk, or put it out of use."""
    from warehouse_app.application.places import SetPlace, UsePlace, fields_of, place_detail, place_id_of

    call = call_of(context)
    row = call.runner.ask(lambda desk: place_detail(desk, place_id_of(desk, code, warehouse)), call.session()).row
    changes = _changes(fields_of(row), {"walk_seq": walk, "aisle": aisle, "bay": bay, "level": level})
    if changes:
        _do(call, lambda new: SetPlace(id=new, place_id=row.id, changes=changes))
    if use is not None:
        _do(call, lambda new: UsePlace(id=new, place_id=row.id, active=use))
    call.out.answer({"place": row.code, "changed": [each.field for each in changes]},
                    tr("Place {place} is changed.").format(place=row.code))  # fmt: skip


def _changes(before: dict[str, str], told: dict[str, str | None]) -> tuple[Change, ...]:
    return tuple(Change(name, before[name], text) for name, text in told.items() if text is not None)


def _do(call: Call, command: Callable[[str], Any]) -> Any:  # noqa: ANN401 - the answer of any command
    session = call.session()
    return call.runner.perform(command(call.runner.ids.new()), session).done()


@_warehouses.command("add")
def _add_warehouse(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="Its code.")],
    name: Annotated[str, typer.Option(help="What people call it.")] = "",
    zone: Annotated[str, typer.Option(help="Its time zone, as in Europe/London.")] = "UTC",
) -> None:
    """Add a warehouse, with a dock and a bench; places and stations of it are made after."""
    from warehouse_app.application.warehouses import MakeWarehouse

    made = _do(call_of(context), lambda new: MakeWarehouse(id=new, warehouse=code, title=name, zone=zone))
    call_of(context).out.answer({"warehouse": made}, tr("Warehouse {warehouse} is there.").format(warehouse=made))


@_warehouses.command("list")
def _list_warehouses(context: typer.Context) -> None:
    """List the warehouses."""
    from warehouse_app.application.warehouses import find_warehouses

    call = call_of(context)
    found = call.runner.ask(find_warehouses, call.session())
    call.out.rows(("warehouse",), [(each,) for each in found])


storage.add_to(_product, _place)  # once: the command line is built anew for each call
