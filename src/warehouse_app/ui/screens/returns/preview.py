"""What settling would do, as the returns bench shows it: money, goods, the message and its one button. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.returning.finishing import message_facts
from warehouse_app.domain.returning.intake import IntakeState
from warehouse_app.domain.returning.states import Finding, Outcome
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code, product
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.wording import tr
from warehouse_app.wording.intake import lacks
from warehouse_app.wording.returning import dispositions, outcomes
from warehouse_app.wording.say import worded, words_of

_NOT_PAID = frozenset({Finding.SWAPPED, Finding.NOT_OURS, Finding.COUNTERFEIT})
"""What may be found of a unit for which nothing is given by itself."""


@dataclass(frozen=True, slots=True)
class Money:
    """What goes back: rows of words and amounts, the sum, and whereto."""

    title: ChipValue
    rows: tuple[tuple[str, str], ...] = ()
    total: str = ""
    whereto: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finish:
    """The button that settles: its words, and whether it can be pressed."""

    words: str
    ready: bool


def money(now: IntakeState) -> Money:
    """Return what goes back or is still to be paid, or that nothing is known yet."""
    told, title = now.preview, ChipValue("info", _gets(now), "undo-2")
    if told is None:
        return Money(title, note=tr("Grade the units: then it stands here."))
    rows = [(_what(each.what, each.name or each.sku, each.qty), figures.money(each.amount_minor, told.currency))
            for each in told.money]  # fmt: skip
    rows += [(_what("goods", line.name or line.sku, line.qty), figures.money(-line.total_minor, told.currency))
             for each in told.orders for line in each.lines if line.total_minor]  # fmt: skip
    due = sum(each.due_minor for each in told.orders)
    back = told.refund_minor or told.credit_minor
    whole = figures.money(back or due, told.currency)
    where = tr("As store credit") if told.credit_minor and not told.refund_minor else tr("Goes back")
    where = tr("The customer pays") if due and not back else where
    capped = tr("{amount} more was asked than was paid.").format(amount=figures.money(told.capped_minor, told.currency))
    note = capped if told.capped_minor else "" if back or due else _nothing_back(now)
    return Money(title, tuple(rows), whole, where, note)


def _nothing_back(now: IntakeState) -> str:
    """Return why no money goes back, where something that was found is the reason."""
    if any(each.finding in _NOT_PAID and not each.outcome for each in now.units):
        return tr("Nothing is given for what is swapped, counterfeit or not ours. F11 gives it all the same.")
    return tr("Nothing came back, so nothing is given.") if now.open is not None and now.open.empty else ""


def _gets(now: IntakeState) -> str:
    """Return what the customer gets: of each unit its own, else what holds for the return."""
    of_all = "" if now.open is None else now.open.outcome
    found = {each.outcome or of_all for each in now.units if each.state == "graded"} or {of_all}
    if len(found) > 1:
        return tr("Several")
    one = next(iter(found))
    return outcomes()[Outcome(one)] if one else tr("Nothing yet")


def _what(what: str, name: str, qty: int) -> str:
    if what == "goods":
        return product(name) if qty == 1 else f"{figures.number(qty)} x {product(name)}"
    return {"postage": tr("Postage"), "difference": tr("Difference in price"), "goodwill": tr("Goodwill")}.get(
        what, what
    )


def stock(now: IntakeState) -> tuple[tuple[str, str], ...]:
    """Return where goods go: words, and how many."""
    counts: dict[str, int] = {}
    for each in () if now.preview is None else now.preview.stock:
        where = dispositions()[each.disposition]
        words = f"{where}, {code(each.bin)}" if each.bin else where
        counts[words] = counts.get(words, 0) + each.qty
    return tuple((words, figures.number(n)) for words, n in counts.items())


def orders(now: IntakeState) -> tuple[tuple[str, str], ...]:
    """Return the orders that it would give rise to."""
    found = () if now.preview is None else now.preview.orders
    words = {"exchange": tr("Exchange"), "replacement": tr("Replacement"), "repair": tr("Repair and send back")}
    return tuple(
        (f"{words.get(each.kind, each.kind)}: {product(line.name or line.sku)}", figures.number(line.qty))
        for each in found
        for line in each.lines
    )


def message(now: IntakeState) -> str:
    """Return what the customer would be told."""
    told = now.preview
    if told is None or not told.message or not worded(told.message):
        return ""
    amounts = {"refund": told.refund_minor, "credit": told.credit_minor, "due": sum(e.due_minor for e in told.orders)}
    written = {name: figures.money(minor, told.currency) for name, minor in amounts.items()}
    parts = words_of(told.message, {**message_facts(told), **written})
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def finish(now: IntakeState) -> Finish:
    """Return what the finishing button says: the deed, or what is still missing."""
    expected = sum(each.qty for each in now.units if each.state == "expected")
    ungraded = sum(each.qty for each in now.units if each.state == "received")
    if expected:
        return Finish(tr("Scan {n} more to finish").format(n=figures.number(expected)), ready=False)
    if ungraded:
        return Finish(tr("Grade {n} more to finish").format(n=figures.number(ungraded)), ready=False)
    if now.phase != "ready":
        return Finish(tr("Scan what is in the parcel"), ready=False)
    if now.preview is not None and now.preview.lacks:
        lack = now.preview.lacks[0]
        return Finish(lacks().get(lack.code, lack.code).capitalize(), ready=False)
    return Finish(tr("Settle it"), ready=True)
