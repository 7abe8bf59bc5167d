"""One order on the command line: shown whole, held, let go, cancelled, put back, let go incomplete."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

import typer

from warehouse_app.domain.editing import Change
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.orders.values import OrderDetail, OrderRow
from warehouse_app.domain.quantities import minor_digits
from warehouse_app.domain.refusals import Usage
from warehouse_app.domain.releasing.channels import Lane
from warehouse_app.domain.today import STAGES
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.commands import instructions
from warehouse_app.terminal.commands.views import Saved, as_saved
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.orders import hold_kind, hold_reason
from warehouse_app.wording.purchasing import waits_for
from warehouse_app.wording.say import words_of
from warehouse_app.wording.shipping import recipient_of

_order = typer.Typer(help="One order.")
Code = Annotated[str, typer.Argument(help="The order's number.")]
SHOWN_LEFT = 20
"""Orders that are named where some were left out."""

Reason = Annotated[str, typer.Option("--reason", help="Why; it stands in the order's story.")]

Part = Annotated[str | None, typer.Option(help="This part of the address.")]

_order.command("gift")(instructions.gift)


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_order, name="order")


def _stage(text: str) -> str:
    """Return a stage by the word of the board. Raises Usage."""
    known = {stage.value.lower(): stage.value for stage in STAGES} | {"loaded": Stage.MANIFESTED.value}
    if text.lower() not in known:
        raise Usage("stage_unknown", stage=text[:40], known=", ".join(known))
    return known[text.lower()]


def _among(call: Call, text: str) -> str:
    """Return the orders of a lane ("URGENT:late") as a filter. Raises Usage."""
    from warehouse_app.application.flow import lane_orders

    channel, _, name = text.rpartition(":")
    if name not in {lane.value for lane in Lane}:
        raise Usage("lane_unknown", lane=text[:40], known=", ".join(Lane))
    now = call.runner.now()
    found = call.runner.ask(lambda desk: lane_orders(desk, now, channel.upper(), Lane(name)), call.session())
    return ",".join(map(str, found.orders)) or "0"


@_order.command("list")
def _list(
    context: typer.Context,
    view: Annotated[
        str, typer.Option(help="to_ship_today, ready, short, on_hold, late, open, closed or all.")
    ] = "open",
    text: Annotated[str, typer.Option(help="Beginning the number or customer, or words of the name.")] = "",
    stage: Annotated[str, typer.Option(help="Only those at a stage of Flow, such as ready or picking.")] = "",
    lane: Annotated[str, typer.Option(help="Only those in a lane of a release channel: URGENT:late.")] = "",
    leaves: Annotated[str, typer.Option(help="overdue, today, tomorrow or week.")] = "",
    channel: Annotated[str, typer.Option(help="Only of this sales channel.")] = "",
    country: Annotated[str, typer.Option(help="Only to this country.")] = "",
    sort: Annotated[str, typer.Option(help="Such as ship_by, value or code; with - before it downwards.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 50,
    saved: Saved = "",
) -> None:
    """List orders as the window does; filters combine."""
    from warehouse_app.application.orders import ORDERS, find_orders

    call = call_of(context)
    told = (("channel", channel), ("country", country), ("leaves", leaves), ("stage", _stage(stage) if stage else ""),
            ("among", _among(call, lane) if lane else ""))  # fmt: skip
    narrowed = tuple((name, value) for name, value in told if value)
    query = ListQuery(view, text, narrowed, sort.removeprefix("-"), sort.startswith("-"), now=call.runner.now())
    query = ORDERS.check(as_saved(call, "orders", saved, query))
    rows = call.runner.ask(lambda desk: find_orders(desk, query, limit), call.session())
    if text and call.runner.ask(lambda desk: ORDERS.extent(desk, query).more, call.session()):
        call.out.note(tr("More orders match than are looked at. Give more of the text."))
    columns: tuple[str, ...] = (
        "code", "channel", "customer", "country", "lines", "units", "total_minor", "stage", "ship_by",
    )  # fmt: skip
    told_as = {"customer": "buyer"}
    cells = [tuple(getattr(row, told_as.get(name, name)) for name in columns) for row in rows]
    if not call.out.as_json:
        columns = tuple("total" if name == "total_minor" else name for name in columns)
        cells = [(*cell[:6], _money(row), *cell[7:]) for cell, row in zip(cells, rows, strict=True)]
    call.out.rows(columns, cells, tr("No order."))


def _money(row: OrderRow) -> str:
    """Return what an order is worth as a person reads it: "18.00 EUR", never 1800."""
    return f"{Decimal(row.total_minor).scaleb(-minor_digits(row.currency))} {row.currency}".strip()


@_order.command("shipped-before")
def _shipped_before(
    context: typer.Context,
    day: Annotated[str, typer.Argument(help="Orders placed before this day (YYYY-MM-DD).")],
    channel: Annotated[str, typer.Option(help="Only of this sales channel.")] = "",
) -> None:
    """Say of past orders that they left before the books began: they are closed, and can come back."""
    from warehouse_app.application.pastorders import leave_all

    call = call_of(context)
    session = call.session()
    with call.out.progress(tr("Past orders")) as told:
        done = leave_all(call.runner, session, day, channel, call.company().pause, lambda orders: told(orders, 0))
    words = trn(
        "{n} order left before, with {units} units.", "{n} orders left before, with {units} units.", done.orders
    )
    reasons = {
        "begun": tr("work on it has begun"),
        "unknown": tr("it names goods that are not known"),
        "tracked": tr("it holds goods with lots or serial numbers"),
    }
    left = [
        tr("Order {order} was left as it is: {why}.").format(order=code, why=reasons[why])
        for code, why in done.left_out[:SHOWN_LEFT]
    ]
    facts = {"orders": done.orders, "units": done.units, "left_out": [list(each) for each in done.left_out]}
    call.out.answer(facts, words.format(n=done.orders, units=done.units), *left)


@_order.command("set")
def _set(
    context: typer.Context,
    code: Code,
    priority: Annotated[str | None, typer.Option(help="0 to 9, 9 the most urgent.")] = None,
    leaves: Annotated[str | None, typer.Option(help="When it must leave, as 2010-12-06T15:30.")] = None,
    service: Annotated[str | None, typer.Option(help="The carrier's service.")] = None,
    note: Annotated[str | None, typer.Option(help="What is to be noted at the bench.")] = None,
) -> None:
    """Change when and how an open order leaves."""
    from warehouse_app.application.orderedit import SetOrder, order_fields
    from warehouse_app.application.orders import order_id_of

    call = call_of(context)
    before = call.runner.ask(lambda desk: order_fields(desk, order_id_of(desk, code)), call.session())
    told = {"priority": priority, "ship_by": leaves, "service": service, "note": note}
    changes = tuple(Change(name, before[name], text) for name, text in told.items() if text is not None)
    _do(call, lambda order_id, new: SetOrder(id=new, order_id=order_id, changes=changes), code)
    words = tr("Order {code} is changed.").format(code=code)
    call.out.answer({"order": code, "changed": [each.field for each in changes]}, words)


@_order.command("address")
def _address(
    context: typer.Context,
    code: Code,
    reason: Reason = "",
    name: Part = None,
    company: Part = None,
    street: Part = None,
    street2: Part = None,
    city: Part = None,
    region: Part = None,
    postcode: Part = None,
    country: Part = None,
    email: Part = None,
    phone: Part = None,
) -> None:
    """Show where an order goes, or change it before it has left: labels already printed are printed anew."""
    from warehouse_app.application.addressing import SetAddress, address_fields
    from warehouse_app.application.orders import order_id_of

    call = call_of(context)
    before = call.runner.ask(lambda desk: address_fields(desk, order_id_of(desk, code)), call.session())
    told = {"name": name, "company": company, "street": street, "street2": street2, "city": city, "region": region,
            "postcode": postcode, "country": country, "email": email, "phone": phone}  # fmt: skip
    changes = tuple(Change(each, before[each], text) for each, text in told.items() if text is not None)
    if not changes:
        lines = [f"{each}: {text}" for each, text in before.items() if text]
        call.out.answer({"order": code, **before}, *(lines or [tr("No address is known.")]))
        return
    done = _do(call, lambda order_id, new: SetAddress(id=new, order_id=order_id, changes=changes, reason=reason), code)
    words = [tr("Order {code} goes to another address.").format(code=code) if done.changed else tr("Nothing changed.")]
    words += [tr("It is no longer on hold for its address.")] if done.let_go else []
    words += [tr("The label of parcel {parcel} is printed anew.").format(parcel=each) for each in done.labels]
    call.out.answer(plainly(done) if call.out.as_json else None, *words)


@_order.command("show")
def _show(context: typer.Context, code: Code) -> None:
    """Show an order whole: lines, holds, parcels, and its story."""
    from warehouse_app.application.orders import order_detail, order_id_of

    call = call_of(context)
    found = call.runner.ask(lambda desk: order_detail(desk, order_id_of(desk, code)), call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
    else:
        _print(call, found)


def _print(call: Call, found: OrderDetail) -> None:
    row = found.row
    holds = ", ".join(f"{hold_kind(each.kind)} ({hold_reason(each.reason)})" for each in found.holds) or "-"
    head = tr("Order {code}, {who}: {stage}, {light}. Holds: {holds}")
    name = found.address.name if found.address is not None else ""
    who = ", ".join(recipient_of(row.customer, row.country, name))
    facts = {"stage": row.stage.value, "light": row.readiness.value, "holds": holds}
    call.out.answer(None, head.format(code=row.code, who=who, **facts))
    if found.gives_back:
        call.out.answer(None, tr("Cancelled by hand it gives {amount} back.").format(amount=found.gives_back))
    columns: tuple[str, ...] = ("n", "sku", "name", "qty", "promised", "picked", "packed", "shipped", "short")
    columns += ("kit_n",) if any(line.is_kit for line in found.lines) else ()
    lines = [tuple(getattr(each, name) for name in columns) for each in found.lines]
    call.out.rows(columns, lines, tr("No lines."))
    for line in found.lines:
        for coming in line.waits_for:
            words = waits_for(coming.qty, coming.day, coming.purchase)
            call.out.answer(None, tr("Line {n}: {words}").format(n=line.n, words=words))
    for each in found.timeline:
        what, _ = words_of(each.code, each.facts)
        call.out.answer(None, f"{each.at[:19].replace('T', ' ')}  {what}  {each.who}".rstrip())


@_order.command("hold")
def _hold(
    context: typer.Context,
    code: Code,
    reason: Reason = "",
    kind: Annotated[str, typer.Option("--kind", help="address, fraud, payment, stock, customer or manual.")] = "manual",
) -> None:
    """Let an order wait: it keeps its stock and is not released."""
    from warehouse_app.application.orders import HoldOrder

    call = call_of(context)
    _do(call, lambda order_id, new: HoldOrder(id=new, order_id=order_id, reason=reason, kind=kind), code)
    call.out.answer({"order": code, "held": kind}, tr("Order {code} is held.").format(code=code))


@_order.command("unhold")
def _unhold(
    context: typer.Context,
    code: Code,
    reason: Reason = "",
    kind: Annotated[str, typer.Option("--kind", help="Only this hold; all of them without.")] = "",
) -> None:
    """Let a held order go on."""
    from warehouse_app.application.orders import UnholdOrder

    call = call_of(context)
    _do(call, lambda order_id, new: UnholdOrder(id=new, order_id=order_id, kind=kind, reason=reason), code)
    call.out.answer({"order": code}, tr("Order {code} goes on.").format(code=code))


@_order.command("cancel")
def _cancel(context: typer.Context, code: Code, reason: Reason = "") -> None:
    """Cancel an order, at any time before it is handed over."""
    from warehouse_app.application.orders import CancelOrder

    call = call_of(context)
    done = _do(call, lambda order_id, new: CancelOrder(id=new, order_id=order_id, reason=reason), code)
    words = trn(
        "Order {code} is cancelled; {n} unit is free again.",
        "Order {code} is cancelled; {n} units are free again.",
        done.released,
    ).format(code=code, n=done.released)
    call.out.answer(plainly(done) if call.out.as_json else None, words)
    if done.given and not call.out.as_json:
        told = tr("{amount} go back to the customer: {refunds}.")
        call.out.answer(None, told.format(amount=done.gives, refunds=", ".join(done.given)))
    for each in done.to_put_back if not call.out.as_json else ():
        way = tr("To put back: {qty} of {sku} from {place}")
        call.out.answer(None, way.format(qty=each.qty, sku=each.sku, place=each.place))


@_order.command("putback")
def _putback(context: typer.Context, code: Code) -> None:
    """Put what lies in an order's totes back to its bins."""
    from warehouse_app.application.putback import PutBack

    call = call_of(context)
    done = _do(call, lambda order_id, new: PutBack(id=new, order_id=order_id), code)
    if call.out.as_json:
        call.out.document({"order": code, "put_back": [plainly(each) for each in done]})
        return
    call.out.rows(("sku", "qty", "from", "to"), [(e.sku, e.qty, e.tote, e.place) for e in done], tr("Nothing."))


@_order.command("part")
def _part(
    context: typer.Context,
    code: Code,
    wait: Annotated[bool, typer.Option("--wait", help="Take it back: the order waits for all of it.")] = False,
) -> None:
    """Let an order leave incomplete."""
    from warehouse_app.application.orders import ShipPart

    call = call_of(context)
    _do(call, lambda order_id, new: ShipPart(id=new, order_id=order_id, part=not wait), code)
    words = tr("Order {code} waits for all of it.") if wait else tr("Order {code} may leave incomplete.")
    call.out.answer({"order": code, "ship_part": not wait}, words.format(code=code))


def _do(call: Call, command: Any, code: str) -> Any:  # noqa: ANN401 - any command of an order, and its answer
    """Perform a command on the order of that code. Raises Refused."""
    from warehouse_app.application.orders import order_id_of

    session = call.session()
    order_id = call.runner.ask(lambda desk: order_id_of(desk, code), session)
    return call.runner.perform(command(order_id, call.runner.ids.new()), session).done()
