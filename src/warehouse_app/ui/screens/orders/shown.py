"""What the orders page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from warehouse_app.domain.orders.readiness import Readiness, Stage
from warehouse_app.domain.orders.values import Event as Happened
from warehouse_app.domain.orders.values import OrderDetail, OrderLine, OrderRow, ParcelRow, PoolReason
from warehouse_app.domain.people import Right
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.domain.today import STAGES
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, Event, FilterValue
from warehouse_app.ui.screens.orders.state import OrdersScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.codes import said as said_code
from warehouse_app.wording.orders import hold_kind, hold_reason
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.printing import document_words
from warehouse_app.wording.purchasing import waits_for
from warehouse_app.wording.say import words_of
from warehouse_app.wording.shipping import recipient_of
from warehouse_app.wording.today import stage_words

_MOST_PROMISES = 2
_OPEN = frozenset({"draft", "confirmed"})
_WIDE, _ASKED_FOR = 1100, 1 << 20
"""Columns that are shown where there is this much room; and only where a person asks for them."""


@dataclass(frozen=True, slots=True)
class Held:
    """One holder of stock that a short line lacks."""

    who: str
    qty: int
    where: str


def stock(row: OrderRow) -> ChipValue:
    """Return the readiness light with its word."""
    return {
        Readiness.GREEN: ChipValue("ok", tr("All")),
        Readiness.AMBER: ChipValue("ask", tr("Part"), "contrast"),
        Readiness.RED: ChipValue("stop", tr("None")),
    }[row.readiness]


def stage(row: OrderRow) -> str:
    """Return how far an order is, in one word."""
    words = {
        Stage.DRAFT: tr("Draft"), Stage.HOLD: tr("Hold"), Stage.SHORT: tr("Short"), Stage.READY: tr("Ready"),
        Stage.RELEASED: tr("Released"), Stage.PICKING: tr("Picking"), Stage.PICKED: tr("Picked"),
        Stage.PACKING: tr("Packing"), Stage.PACKED: tr("Packed"), Stage.MANIFESTED: tr("Loaded"),
        Stage.SHIPPED: tr("Shipped"), Stage.CANCELLED: tr("Cancelled"),
    }  # fmt: skip
    return words[row.stage]


def columns(now: str, marked: Callable[[OrderRow], bool]) -> tuple[Column[OrderRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column("", lambda row: ChipValue("info", " ", "check") if marked(row) else "", 24, "icon", name="mark",
               told=False),
        Column(tr("Order"), lambda row: row.code, 76, "code", name="code"),
        Column(tr("Customer"), lambda row: row.buyer or figures.NOTHING, 74, name="customer",
               leaves=lambda row: row.buyer),
        Column(tr("Country"), lambda row: row.country or figures.NOTHING, 126, name="country",
               leaves=lambda row: row.country),
        Column(tr("Lines"), lambda row: figures.number(row.lines), 48, "number", name="lines",
               leaves=lambda row: row.lines),
        Column(tr("Units"), lambda row: figures.number(row.units), 54, "number", name="units",
               leaves=lambda row: row.units),
        Column(tr("Value"), lambda row: figures.money(row.total_minor, row.currency), 92, "number", name="value",
               leaves=lambda row: figures.amount(row.total_minor, row.currency)),
        Column(tr("Currency"), lambda row: row.currency, 70, name="currency", room=_ASKED_FOR),
        Column(tr("Channel"), lambda row: row.channel, 90, name="channel", room=_WIDE),
        Column(tr("Placed"), lambda row: figures.stamp(row.placed_at, now), 146, name="placed_at", room=_WIDE,
               leaves=lambda row: figures.filed(row.placed_at)),
        Column(tr("Payment"), lambda row: said_code(row.payment), 96, name="payment", room=_WIDE),
        Column(tr("Stock"), stock, 80, "icon", name="stock"),
        Column(tr("Stage"), stage, 82, name="stage"),
        Column(tr("Leaves"), lambda row: figures.when(row.ship_by, now), 102, name="ship_by",
               leaves=lambda row: figures.filed(row.ship_by)),
    )  # fmt: skip


VIEWS = ("to_ship_today", "ready", "short", "on_hold", "late", "open", "closed", "all")


LEAVES = ("overdue", "today", "tomorrow", "week")


def narrowings() -> tuple[tuple[str, str], ...]:
    """Return the filters beside the views, each with the words of its open choice."""
    return (
        ("stage", tr("All stages")), ("leaves", tr("Leaves any day")), ("channel", tr("All channels")),
        ("country", tr("All countries")), ("among", tr("All of them")),
    )  # fmt: skip


def choices(state: OrdersScreen) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return what each filter can be set to."""
    days = {"overdue": tr("Overdue"), "today": tr("Leaves today"), "tomorrow": tr("Leaves tomorrow"),
            "week": tr("Leaves within a week")}  # fmt: skip
    told = dict(state.choices)
    among = state.query.value("among")
    return (
        ("stage", tuple((stage.value, stage_words(stage)) for stage in STAGES)),
        ("among", ((among, state.lane or tr("As a board counted them")),) if among else ()),
        ("leaves", tuple((each, days[each]) for each in LEAVES)),
        *((name, tuple((each, each) for each in told.get(name, ()))) for name in ("channel", "country")),
    )


def gift_words(detail: OrderDetail) -> str:
    """Return what the buyer asks for, in one line; nothing where it is no gift."""
    gift = detail.gift
    if not gift:
        return ""
    parts = (calm(gift.note), tr("no prices in the box") if gift.no_prices else "")
    return tr("Gift: {what}").format(what="; ".join(part for part in parts if part))


def where(detail: OrderDetail) -> str:
    """Return where an order goes, in one line; its name and country stand above."""
    address = detail.address
    if address is None:
        return tr("No address is known")
    town = " ".join(part for part in (address.postcode, address.city) if part)
    lines = (address.company, address.street, address.street2, town, address.region)
    return ", ".join(line for line in lines if line) or tr("No street is known")


def filters(state: OrdersScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "to_ship_today": tr("To ship today"), "ready": tr("Ready"), "short": tr("Short"), "on_hold": tr("On hold"),
        "late": tr("Late"), "open": tr("Open"), "closed": tr("Shipped"), "all": tr("All"),
    }  # fmt: skip
    sums = dict(state.counts)
    return tuple(FilterValue(name, words[name], sums.get(name)) for name in VIEWS)


def footer(state: OrdersScreen) -> tuple[str, str]:
    """Return how many orders there are and what they are worth; and the keys, or how many are marked."""
    extent = state.list.extent
    if extent is None:
        left = tr("Counting") if state.list.read else ""
    else:
        worth = tr(", {value} in all").format(value=figures.money(extent.sum("value_minor"), state.currency))
        left = figures.counted(extent.total, "order", "orders") + (worth if state.currency else "")
        left += tr(". More match: type more") if extent.more else ""
    if state.marked:
        return left, tr("{n} marked. F2 releases them, F9 allocates").format(n=len(state.marked))
    return left, tr("Space marks, F2 releases, F9 allocates")


def is_empty(state: OrdersScreen) -> bool:
    """Say whether the list is known to have no order."""
    extent = state.list.extent
    return extent is not None and not extent.total and not state.list.waiting


def empty(state: OrdersScreen) -> tuple[str, str, str]:
    """Return what an empty list says, one fact, and the deed that fills it."""
    if state.query.narrowing:
        return tr("No order matches"), "", tr("Clear the search (Esc)")
    if dict(state.counts).get("all"):
        return tr("No order in this view"), tr("The other views have some."), tr("Show all orders")
    return tr("No order yet"), tr("Orders come in by: warehouse import orders FILE"), ""


def chips(detail: OrderDetail) -> tuple[ChipValue, ...]:
    """Return the chips under an order's number: stock, money, holds."""
    row = detail.row
    lights = {
        Readiness.GREEN: ChipValue("ok", tr("All in stock")),
        Readiness.AMBER: ChipValue("ask", tr("Part in stock"), "contrast"),
        Readiness.RED: ChipValue("stop", tr("Nothing in stock")),
    }
    paid = ChipValue("ok" if row.payment == "paid" else "ask", said_code(row.payment), "banknote")
    over = ChipValue("neutral", stage(row), "flag")
    holds = tuple(
        ChipValue("ask", tr("Hold: {kind}").format(kind=hold_kind(each.kind)), "hand") for each in detail.holds
    )
    return (lights[row.readiness], paid, *holds) if row.state in _OPEN else (over, paid)


def who(detail: OrderDetail) -> str:
    """Return for whom an order is."""
    row = detail.row
    name = detail.address.name if detail.address is not None else ""
    return ", ".join(recipient_of(row.customer, row.country, name))


def short_words(detail: OrderDetail) -> str:
    """Return what is short, in one line; nothing when nothing is."""
    short = [line for line in detail.lines if line.short]
    if not short or detail.row.state != "confirmed":
        return ""
    units = figures.counted(sum(line.short for line in short), "unit", "units")
    words = trn("{units} short on {n} of {all} line", "{units} short on {n} of {all} lines", len(detail.lines)).format(
        units=units, n=len(short), all=len(detail.lines)
    )
    return "; ".join((words, *_waited_for(short)))


def _waited_for(short: Iterable[OrderLine]) -> list[str]:
    """Return what the short lines wait for: the earliest goods first, some of them."""
    coming = sorted((each for line in short for each in line.waits_for), key=lambda each: (not each.day, each.day))
    told = Counter[tuple[str, str]]()
    for each in coming:
        told[each.day, each.purchase] += each.qty
    shown = [waits_for(qty, figures.day(day, "") if day else "", purchase) for (day, purchase), qty in told.items()]
    return shown[:_MOST_PROMISES] + ([tr("and later ones")] if len(shown) > _MOST_PROMISES else [])


def holds_words(detail: OrderDetail) -> str:
    """Return why the order waits, who said so and why."""
    return ". ".join(
        tr("On hold: {kind}, {reason}").format(kind=hold_kind(each.kind), reason=hold_reason(each.reason))
        for each in detail.holds
    )


def story(detail: OrderDetail, now: str) -> tuple[Event, ...]:
    """Return the order's life, oldest first, with what comes next hollow."""
    past = tuple(_event(each, now) for each in detail.timeline)
    row = detail.row
    if row.state not in _OPEN:
        return past
    current = Event(stage(row), _waits(detail), "now")
    leaves = tr("Leaves {when}").format(when=figures.stamp(row.ship_by, now))
    return (*past, current, Event(tr("Pick, pack, hand over"), leaves, "to_come"))


def _event(each: Happened, now: str) -> Event:
    what, _ = words_of(each.code, each.facts)
    return Event(what, ", ".join(part for part in (figures.stamp(each.at, now), each.who) if part))


def _waits(detail: OrderDetail) -> str:
    row = detail.row
    words = {
        Stage.DRAFT: tr("Not confirmed yet"), Stage.HOLD: tr("Waits until the hold is taken away"),
        Stage.SHORT: tr("Waits for stock"), Stage.READY: tr("Waits for a batch"),
        Stage.RELEASED: tr("Waits for a picker"), Stage.PICKED: tr("Waits at the pack bench"),
        Stage.PACKED: tr("Waits for the manifest"), Stage.MANIFESTED: tr("Waits to be handed over"),
    }  # fmt: skip
    return words.get(row.stage, tr("At work"))


def _item(line: OrderLine) -> str:
    """Return what a line is of; a part stands in, below its kit."""
    name = calm(line.name or line.sku)
    return tr("- {name}").format(name=name) if line.kit_n else name


def line_columns() -> tuple[Column[OrderLine], ...]:
    """Return the columns of an order's lines."""
    return (
        Column(tr("Item"), _item, 0),
        Column(tr("Units"), lambda line: figures.number(line.qty - line.cancelled), 58, "number",
               sort=lambda line: line.qty),
        Column(tr("State"), line_state, 116, "icon", sort=lambda line: -line.short),
    )  # fmt: skip


def line_state(line: OrderLine) -> ChipValue:
    """Return how far a line is."""
    wanted = line.qty - line.cancelled
    steps = (
        (line.shipped, tr("shipped"), "truck"), (line.packed, tr("packed"), "package-check"),
        (line.picked, tr("picked"), "shopping-cart"), (line.promised + line.picked, tr("promised"), "circle-check"),
    )  # fmt: skip
    if line.short:
        return ChipValue("stop", tr("{n} short").format(n=figures.number(line.short)))
    if line.is_kit:
        return ChipValue("neutral", tr("kit"), "package-open")
    if line.kind != "goods":
        return ChipValue("neutral", tr("service"), "receipt")
    for done, word, icon in steps:
        if done:
            text = word if done >= wanted else tr("{n} {word}").format(n=figures.number(done), word=word)
            return ChipValue("ok" if done >= wanted else "info", text, icon)
    return ChipValue("neutral", tr("waits"), "circle-dashed")


def parcel_columns(now: str) -> tuple[Column[ParcelRow], ...]:
    """Return the columns of an order's parcels."""
    return (
        Column(tr("Parcel"), lambda one: one.code, 104, "strong"),
        Column(tr("State"), lambda one: said_code(one.state), 0),
        Column(tr("Weight"), lambda one: figures.weight(one.weight_g), 76, "number"),
        Column(tr("Left"), lambda one: figures.when(one.handed_at, now), 84),
    )


def held_columns() -> tuple[Column[Held], ...]:
    """Return the columns of who holds the stock."""
    return (
        Column(tr("Held by"), lambda one: one.who, 0, "strong"),
        Column(tr("Units"), lambda one: figures.number(one.qty), 64, "number", sort=lambda one: one.qty),
        Column(tr("Where"), lambda one: one.where, 110),
    )


def held(reasons: tuple[PoolReason, ...]) -> tuple[Held, ...]:
    """Return who holds what the short lines lack, strongest first, and what stands where nobody can promise it."""
    found: list[Held] = []
    for why in reasons:
        for each in why.holders:
            line = tr("{order}, line {n}").format(order=each.order, n=each.line)
            found.append(Held(line if each.order else each.purpose, each.qty, each.place or tr("any place")))
        away = tr("On its way: {kind}")
        found += [Held(away.format(kind=said_code(one.kind)), one.qty, one.place) for one in why.elsewhere]
        if why.more_holders:
            found.append(Held(tr("{n} more").format(n=why.more_holders), why.more_held, ""))
    return tuple(found)


def held_words(reasons: tuple[PoolReason, ...]) -> str:
    """Return the stock of the short lines in words."""
    if not reasons:
        return tr("Asking")
    words = tr("{sku}: {on_hand} on hand, {promised} promised, {free} free")
    return ". ".join(
        words.format(sku=why.sku, on_hand=figures.number(why.on_hand_total), promised=figures.number(why.promised),
                     free=figures.number(why.free)) for why in reasons
    )  # fmt: skip


PAPERS = ("invoice", "slip", "return", "cn22", "cn23")
"""Deeds that print a paper of an order or of its newest parcel; with `_file` behind, those that make it a file."""


ON_PAPER = ("print", *PAPERS, *(f"{each}_file" for each in PAPERS))


def papers(state: OrdersScreen) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the question which paper is printed, and what there is: papers of a parcel once there is one."""
    code = state.row.code if state.row is not None else ""
    there = PAPERS if newest_parcel(state.detail) else PAPERS[:1]
    return tr("What of order {code} is printed?").format(code=code), tuple(
        (each, document_words(each)) for each in there
    )


def newest_parcel(detail: OrderDetail | None) -> ParcelRow | None:
    """Return an order's newest parcel that was not unpacked again."""
    parcels = detail.parcels if detail is not None else ()
    return next((each for each in reversed(parcels) if each.state != ParcelState.VOIDED.value), None)


def deeds(state: OrdersScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    row, rights = state.row, state.rights
    choose = "" if state.deed_on else tr("Choose an order first")
    closed = "" if row is None or row.state in _OPEN else tr("The order is over")
    one = tr("Choose an order first") if row is None else closed

    def lacks(right: Right) -> str:
        return lacks_right(rights, right) or state.busy

    return {
        "allocate": lacks(Right.ALLOCATE),
        "plan": lacks(Right.PLAN),
        "release": lacks(Right.PLAN) or choose,
        "batches": "" if Right.PLAN in rights else lacks_right(rights, Right.ASSIGN),
        "hold": lacks(Right.HOLD_ORDER) or one,
        "cancel": lacks(Right.CANCEL_ORDER) or one,
        "part": lacks(Right.ALLOCATE) or one,
        "drop": lacks(Right.PLAN) or one,
        "change": lacks(Right.CHANGE_ORDER) or one,
        "address": lacks(Right.CHANGE_ORDER) or one,
        "gift": lacks(Right.CHANGE_ORDER) or (tr("Choose an order first") if row is None else ""),
        **dict.fromkeys(ON_PAPER, lacks(Right.PRINT) or (tr("Choose an order first") if row is None else "")),
        "forget": lacks(Right.ERASE) or (tr("Choose an order first") if row is None else ""),
    }


def gives_back(detail: OrderDetail) -> str:
    """Return what goes back to the customer when an order of a return is cancelled; "" for nothing."""
    if not detail.gives_back:
        return ""
    return tr("{amount} go back to the customer.").format(amount=figures.money_of(detail.gives_back))
