"""The side cards of the pack page: time left, the note, parcel and weight, the order. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.packing.values import PackOrder
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import SideValue
from warehouse_app.ui.screens.pack import boxes, labels, tells
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.shipping import recipient_of

SOON, NOW = 30, 10
"""Minutes before it leaves from which the time left is a question, and a Stop."""


def cards(state: PackScreen, now_text: str) -> tuple[SideValue, ...]:
    """Return the side cards: time left, the note, parcel and weight, the order."""
    now = state.now
    if now is None or now.order is None:
        return ()
    order = now.order
    cards = [_leaves(order, now_text), *tells.cards(state)]
    if order.note:
        cards.append(SideValue("message-square", tr("Note"), order.note, kind="ask", note=True))
    cards += boxes.coming(state)
    cards.append(labels.card(state, now))
    facts = (
        _spoken(state.beside.channel),
        *recipient_of(order.customer, order.country, state.recipient),
        *_came(state),
    )
    cards.append(SideValue("inbox", tr("Order {number}").format(number=order.code), "", tuple(x for x in facts if x)))
    return tuple(cards)


def _spoken(channel: str) -> str:
    """Say a channel's code as the beginning of a line."""
    return f"{channel[:1].upper()}{channel[1:]}"


def _came(state: PackScreen) -> tuple[str, ...]:
    """Return in which totes the goods lie, and who packed at it before the person at hand."""
    totes, others = state.beside.totes, ", ".join(state.beside.others)
    words = tr("Begun by {name}") if state.beside.begun else tr("Packed by {name} too")
    return (
        trn("Tote {codes}", "Totes {codes}", len(totes)).format(codes=", ".join(map(code, totes))) if totes else "",
        words.format(name=others) if others else "",
    )


def _leaves(order: PackOrder, now_text: str) -> SideValue:
    minutes = figures.minutes_until(order.ship_by, now_text)
    day, moment = figures.when(order.ship_by, now_text), figures.stamp(order.ship_by, now_text)
    # Of another day the day alone: with its time it is wider than the card.
    label = tr("Leaves at {time}").format(time=moment) if day == moment else tr("Leaves {day}").format(day=day)
    lines = (order.service,) if order.service else ()
    if minutes is None or minutes >= 24 * 60:
        return SideValue("clock", tr("Leaves"), figures.when(order.ship_by, now_text), lines)
    if minutes < 0:
        return SideValue("octagon-x", label, tr("{span} late").format(span=figures.span(minutes)), lines, kind="stop")
    kind, icon = (
        ("stop", "octagon-x")
        if minutes <= NOW
        else ("ask", "triangle-alert")
        if minutes <= SOON
        else ("neutral", "clock")
    )
    return SideValue(icon, label, tr("{span} left").format(span=figures.span(minutes)), lines, kind=kind)  # type: ignore[arg-type]
