"""Rules of places and products on the command line: what a place takes, what a product asks, homes, locks, where to."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from warehouse_app.domain.editing import Change
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.putaway import why_words

SHOWN = 40
"""Places of a proposal that are shown."""

Sku = Annotated[str, typer.Argument(help="The product's SKU.")]
Code = Annotated[str, typer.Argument(help="The place's code.")]
Warehouse = Annotated[str, typer.Option(help="The warehouse, where several have the place.")]
Word = Annotated[str | None, typer.Option(help="A word of the house; empty for none.")]
Number = Annotated[str | None, typer.Option(help="A whole number; empty for no limit.")]
YesNo = Annotated[bool | None, typer.Option(help="Whether they may stand beside others.")]


def add_to(product: typer.Typer, place: typer.Typer) -> None:
    """Add these commands to those of one product and of one place."""
    place.command("rule")(_place_rule)
    place.command("lock")(_lock)
    place.command("unlock")(_unlock)
    product.command("rule")(_product_rule)
    product.command("home")(_home)
    product.command("where")(_where)
    product.command("classes")(_classes)


def _place_rule(
    context: typer.Context, code: Code, warehouse: Warehouse = "",
    use: Annotated[str | None, typer.Option(help="pick, bulk (reserve) or stage (goods that orders wait for).")] = None,
    zone: Word = None, climate: Word = None, hazard: Word = None,
    most_units: Number = None, most_g: Number = None, volume_mm3: Number = None, most_pallets: Number = None,
    mixes_products: YesNo = None, mixes_lots: YesNo = None, mixes_owners: YesNo = None,
) -> None:  # fmt: skip
    """Show what a place is for and can take; what is named is changed."""
    from warehouse_app.application.places import place_id_of
    from warehouse_app.application.storage import SetPlaceRule, place_ruled
    from warehouse_app.domain.putaway.rules import texts

    call = call_of(context)
    place_id = call.runner.ask(lambda desk: place_id_of(desk, code, warehouse), call.session())
    told = {"use": use, "zone": zone, "climate": climate, "hazard": hazard, "most_units": most_units, "most_g": most_g,
            "volume_mm3": volume_mm3, "most_pallets": most_pallets, "mixes_products": _flag(mixes_products),
            "mixes_lots": _flag(mixes_lots), "mixes_owners": _flag(mixes_owners)}  # fmt: skip
    before = call.runner.ask(lambda desk: place_ruled(desk, place_id), call.session())
    changes = _changes(texts(before.rule), told)
    if changes:
        _do(call, SetPlaceRule(id=call.runner.ids.new(), place_id=place_id, changes=changes))
        before = call.runner.ask(lambda desk: place_ruled(desk, place_id), call.session())
    if call.out.as_json:
        call.out.document({"place": code, "changed": [each.field for each in changes], **plainly(before)})
        return
    locked = [("locked", before.rule.locked_why)] if before.rule.locked else []
    call.out.rows(("field", "value"), [*_shown(texts(before.rule)), *locked])
    homes = [(each.sku, each.least, each.most or "", "yes" if each.fixed else "no") for each in before.homes]
    call.out.rows(("home of", "least", "most", "fixed"), homes, tr("It is nobody's home."))


def _lock(
    context: typer.Context, code: Code, reason: Annotated[str, typer.Option(help="Why; read by who comes to it.")],
    warehouse: Warehouse = "",
) -> None:  # fmt: skip
    """Lock a place: nothing is put there until it is opened again."""
    _set_lock(call_of(context), code, warehouse, reason, locked=True)


def _unlock(context: typer.Context, code: Code, warehouse: Warehouse = "") -> None:
    """Open a locked place again."""
    _set_lock(call_of(context), code, warehouse, "", locked=False)


def _set_lock(call: Call, code: str, warehouse: str, reason: str, *, locked: bool) -> None:
    from warehouse_app.application.places import place_id_of
    from warehouse_app.application.storage import LockPlace

    place_id = call.runner.ask(lambda desk: place_id_of(desk, code, warehouse), call.session())
    done = _do(call, LockPlace(id=call.runner.ids.new(), place_id=place_id, reason=reason, locked=locked))
    told = tr("Place {place} is locked: {reason}") if locked else tr("Place {place} is open.")
    call.out.answer({"place": done, "locked": locked}, told.format(place=done, reason=reason))


def _product_rule(
    context: typer.Context, sku: Sku, climate: Word = None, hazard: Word = None, zone: Word = None,
    demand_class: Annotated[str | None, typer.Option(help="A (often asked for), B or C; empty for not known.")] = None,
    shelf_days: Number = None,
    min_days: Annotated[str | None, typer.Option(help="Days a lot must still have when it comes in.")] = None,
    inspect: Annotated[bool | None, typer.Option(help="Whether what comes in is looked at first.")] = None,
    upright: Annotated[bool | None, typer.Option(help="Whether it stands in its box as it is.")] = None,
    fragile: Annotated[bool | None, typer.Option(help="Whether nothing may lie on it.")] = None,
    nest_mm: Annotated[str | None, typer.Option(help="How many mm one more makes a nested stack higher.")] = None,
    apart: Annotated[str | None, typer.Option(help="A word: goods of other words never share its box.")] = None,
) -> None:  # fmt: skip
    """Show what a product asks of its place, and its homes; what is named is changed."""
    from warehouse_app.application.storage import SetProductRule, product_ruled
    from warehouse_app.domain.putaway.rules import texts

    call = call_of(context)
    told = {"climate": climate, "hazard": hazard, "zone": zone, "demand_class": demand_class,
            "shelf_days": shelf_days, "min_days": min_days, "inspect": _flag(inspect),
            "upright": _flag(upright), "fragile": _flag(fragile), "nest_mm": nest_mm, "apart": apart}  # fmt: skip
    before = call.runner.ask(lambda desk: product_ruled(desk, sku), call.session())
    changes = _changes(texts(before.rule), told)
    if changes:
        _do(call, SetProductRule(id=call.runner.ids.new(), sku=sku, changes=changes))
        before = call.runner.ask(lambda desk: product_ruled(desk, sku), call.session())
    if call.out.as_json:
        call.out.document({"sku": sku, "changed": [each.field for each in changes], **plainly(before)})
        return
    call.out.rows(("field", "value"), _shown(texts(before.rule)))
    homes = [(each.place, each.least, each.most or "", "yes" if each.fixed else "no") for each in before.homes]
    call.out.rows(("home", "least", "most", "fixed"), homes, tr("It has no home."))


def _home(
    context: typer.Context, sku: Sku, place: Code, warehouse: Warehouse = "",
    least: Annotated[str, typer.Option(help="Filled up when fewer stand there.")] = "",
    most: Annotated[str, typer.Option(help="Filled up to so many; empty for as many as fit.")] = "",
    fixed: Annotated[bool, typer.Option(help="Goods of others are not put there.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="It is no home any more.")] = False,
) -> None:  # fmt: skip
    """Make a bin a home of a product, change what it is filled up to, or take it away."""
    from warehouse_app.application.places import place_id_of
    from warehouse_app.application.storage import DropHome, SetHome

    call = call_of(context)
    place_id = call.runner.ask(lambda desk: place_id_of(desk, place, warehouse), call.session())
    new = call.runner.ids.new()
    if remove:
        done = _do(call, DropHome(id=new, sku=sku, place_id=place_id))
        call.out.answer({"sku": sku, "removed": done},
                        tr("{place} is no home of {sku} any more.").format(place=done, sku=sku))  # fmt: skip
        return
    done = _do(call, SetHome(id=new, sku=sku, place_id=place_id, least=least, most=most, fixed=fixed))
    call.out.answer({"sku": sku, "home": done}, tr("{place} is a home of {sku}.").format(place=done, sku=sku))


def _where(
    context: typer.Context, sku: Sku, qty: Annotated[int, typer.Option(min=1, help="So many units.")] = 1,
    lot: Annotated[str, typer.Option(help="Of this lot.")] = "", warehouse: Warehouse = "",
) -> None:  # fmt: skip
    """Say where units of a product would be put away, and of every place looked at why or why not."""
    from warehouse_app.application.places import place_choices
    from warehouse_app.application.storage import where_to

    call = call_of(context)
    known, _aisles = call.runner.ask(place_choices, call.session())
    house = warehouse.upper() or (known[0] if known else "")
    found = call.runner.ask(lambda desk: where_to(desk, sku, qty, house, lot), call.session())
    chosen = {stop.spot.id: stop.qty for stop in found.stops}
    rows = [(each.spot.code, chosen.get(each.spot.id, 0), each.room, why_words(each.told)) for each in found.judged]
    if call.out.as_json:
        places = [{"place": place, "qty": put, "room": room, "code": each.told, "why": why}
                  for (place, put, room, why), each in zip(rows, found.judged, strict=True)]  # fmt: skip
        call.out.document({"sku": sku, "qty": qty, "left": found.left, "places": places})
        return
    rows.sort(key=lambda row: not row[1])
    call.out.rows(("place", "put", "room", "why"), rows[:SHOWN], tr("No place has room."))
    if found.left:
        call.out.answer(None, tr("{n} have no place.").format(n=found.left))


def _classes(
    context: typer.Context, days: Annotated[int, typer.Option(min=1, max=3_650, help="Orders of so many days.")] = 90
) -> None:
    """Class all goods by demand: A makes up 80 % of the units asked for, B up to 95 %, C the rest."""
    from warehouse_app.application.storage import classify

    call = call_of(context)
    found = classify(call.runner, call.session(), days, call.company().pause)
    told = tr("A: {a}, B: {b}, C: {c}; {changed} changed")
    words = told.format(a=found["A"], b=found["B"], c=found["C"], changed=found["changed"])
    call.out.answer(dict(found), words)


def _shown(found: dict[str, str]) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), value or "-") for name, value in found.items()]


def _flag(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def _changes(before: dict[str, str], told: dict[str, str | None]) -> tuple[Change, ...]:
    return tuple(Change(name, before[name], text) for name, text in told.items() if text is not None)


def _do(call: Call, command: Any) -> Any:  # noqa: ANN401 - the answer of any command
    return call.runner.perform(command, call.session()).done()
