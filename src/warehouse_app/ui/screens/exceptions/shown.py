"""What the exceptions page shows of its state, as kit values, and where an exception leads. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.application.allocation import OrderAllocation
from warehouse_app.domain.exceptions.values import Case, CaseKind, Deed
from warehouse_app.domain.people import Right
from warehouse_app.domain.today import soon_from
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue, Kind, Option
from warehouse_app.ui.screens.exceptions.state import RESTING, VIEWS, ExceptionsScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.crew import work_words
from warehouse_app.wording.exceptions import case_about, case_title, deed_words, kind_words
from warehouse_app.wording.orders import hold_kind, short_why
from warehouse_app.wording.people import need_right

_ROOMY = 900
"""A list of so many pixels shows what else is known, and the money."""

_MARKS: dict[CaseKind, tuple[Kind, str]] = {
    CaseKind.SHORT: ("stop", "package-x"), CaseKind.RESERVED: ("ask", "lock"),
    CaseKind.DAMAGE: ("ask", "shield-alert"), CaseKind.CODE: ("ask", "barcode"), CaseKind.WEIGHT: ("stop", "weight"),
    CaseKind.HOLD: ("ask", "hand"), CaseKind.PRINT: ("ask", "printer-x"), CaseKind.PRINTER: ("ask", "printer-x"),
    CaseKind.BATCH: ("ask", "shopping-cart"), CaseKind.PACK: ("ask", "package-open"),
    CaseKind.STOP: ("stop", "octagon-x"), CaseKind.COUNTING: ("neutral", "clipboard-list"),
    CaseKind.REVIEW: ("info", "clipboard-check"), CaseKind.PARKED: ("ask", "package-search"),
    CaseKind.SCANNER: ("ask", "scan-barcode"), CaseKind.STOPS: ("stop", "octagon-x"),
    CaseKind.SURPLUS: ("ask", "package-x"), CaseKind.ISSUE: ("ask", "message-square"),
    CaseKind.BOOKS: ("neutral", "scale"), CaseKind.RETURN: ("ask", "package-open"),
    CaseKind.REFUND: ("stop", "banknote"), CaseKind.CLAIM: ("ask", "shield-alert"),
    CaseKind.LABEL: ("ask", "printer-x"),
}  # fmt: skip


def chip(case: Case) -> ChipValue:
    """Return what kind an exception is of, as a chip."""
    kind, icon = _MARKS[case.kind]
    return ChipValue(kind, kind_words(case.kind), icon)


def columns(now: str) -> tuple[Column[Case], ...]:
    """Return the columns of the queue."""
    return (
        Column(tr("Kind"), chip, 152, "chip", sort=lambda case: kind_words(case.kind)),
        Column(tr("What"), case_title, 0, "strong"),
        Column(tr("About"), lambda case: case_about(case) or figures.NOTHING, 220, room=_ROOMY),
        Column(tr("Orders"), lambda case: figures.number(case.orders) if case.orders else figures.NOTHING, 66, "number",
               sort=lambda case: case.orders),
        Column(tr("First leaves"), lambda case: leaves(case, now), 150, sort=lambda case: case.due or "9"),
        Column(tr("Since"), lambda case: age(case, now), 84, sort=lambda case: case.since or "9"),
        Column(tr("Worth"), lambda case: figures.money(case.value_minor, "") if case.value_minor else figures.NOTHING,
               96, "number", sort=lambda case: case.value_minor, room=_ROOMY),
    )  # fmt: skip


def leaves(case: Case, now: str) -> str:
    """Return when the first order that waits leaves."""
    return figures.stamp(case.due, now) if case.due else figures.NOTHING


def age(case: Case, now: str) -> str:
    """Return for how long it waits."""
    minutes = figures.minutes_until(now, case.since) if case.since else None
    return figures.NOTHING if minutes is None else figures.span(max(0, minutes))


def views(state: ExceptionsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts; those of the queue that is not read are not counted."""
    words = {
        "all": tr("All"), "stock": tr("Stock"), "orders": tr("Orders"), "floor": tr("Floor"), "prints": tr("Prints"),
        "dock": tr("Dock"), "returns": tr("Returns"),
    }  # fmt: skip
    found = state.queue
    known = found is not None and state.view != RESTING
    cases = () if found is None else found.cases
    told = [
        FilterValue(name, text, sum(case.kind in VIEWS[name] for case in cases) if known else None)
        for name, text in words.items()
    ]
    return (*told, FilterValue(RESTING, tr("Set aside"), None if found is None else found.resting))


def footer(state: ExceptionsScreen) -> str:
    """Return the sums under the queue."""
    cases = state.cases
    parts = [trn("{n} exception", "{n} exceptions", len(cases)).format(n=figures.number(len(cases)))]
    if state.queue is not None and state.queue.more:
        parts.append(tr("of a kind that has more, the first are told"))
    return ", ".join(parts)


def empty(state: ExceptionsScreen) -> tuple[str, str]:
    """Return what is said where nothing is shown."""
    if state.view == RESTING:
        return tr("Nothing is set aside"), tr("What is set aside with a reason rests here.")
    if state.text or state.view != "all":
        return tr("No exception in this view"), tr("Choose another view, or take the search away with Esc.")
    return tr("Nothing waits for you"), tr("What goes off the plan appears here, the dearest first.")


def title(case: Case) -> str:
    """Return what happened."""
    return case_title(case)


def facts(case: Case, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of it."""
    found = [(tr("Orders that wait"), figures.number(case.orders) if case.orders else tr("none"))]
    if case.due:
        late = case.due < now
        soon = case.due < soon_from(now)
        words = tr("{when}, late") if late else tr("{when}, soon") if soon else "{when}"
        found.append((tr("First leaves"), words.format(when=figures.stamp(case.due, now))))
    if case.since:
        found.append((tr("Since"), f"{figures.stamp(case.since, now)} ({age(case, now)})"))
    if case.value_minor:
        found.append((tr("Worth"), figures.money(case.value_minor, "")))
    about = case_about(case)
    if about:
        found.append((tr("About"), about))
    found += _own_facts(case)
    if case.rest is not None:
        until = figures.stamp(case.rest.until, now) if case.rest.until else tr("it changes")
        found += [(tr("Set aside"), case.rest.reason), (tr("Until"), until)]
    return tuple(found)


def _own_facts(case: Case) -> list[tuple[str, str]]:
    names = {
        "station": tr("Bench"), "cart": tr("Cart"), "lot": tr("Lot"), "serial": tr("Serial number"),
        "country": tr("Country"), "device": tr("Scanner"), "order": tr("Order"), "differences": tr("Differences"),
    }  # fmt: skip
    skipped = {"order"} if case.kind in (CaseKind.HOLD, CaseKind.WEIGHT, CaseKind.PACK) else set()
    told = [(words, case.fact(name)) for name, words in names.items() if name not in skipped and case.fact(name)]
    if held := case.fact("hold") or case.fact("held"):
        told.append((tr("Hold"), hold_kind(held)))
    if case.kind is CaseKind.STOP:
        told.append((tr("Work"), work_words(case.fact("work"))))
    return told


def in_vain(values: Iterable[object]) -> str:
    """Return why a deed gained nothing: orders were allocated, and nothing is free for them. Else ""."""
    found = [value for value in values if isinstance(value, OrderAllocation)]
    if not found or any(each.promised or not each.short for each in found):
        return ""
    why = short_why(found[0].short[0], found[0].order)
    return tr("Nothing could be promised: {why}").format(why=why)


def options(state: ExceptionsScreen) -> tuple[Option, ...]:
    """Return the deeds of the chosen exception with their digits, or the people that can be given it."""
    if state.asking is not None:
        return tuple(Option(n, hand.name, hand.code) for n, hand in enumerate(state.hands, 1))
    if not state.may:
        return ()
    return tuple(
        Option(n, deed_words(deed), deed_line(deed), suggested=n == 1) for n, deed in enumerate(state.deeds[:9], 1)
    )


def deed_line(deed: Deed) -> str:
    """Return what follows from a deed, in a few words."""
    return {
        Deed.ALLOCATE: tr("Promise what is there now"), Deed.SHIP_PART: tr("They leave without it"),
        Deed.COUNT: tr("All places of the product"), Deed.FREE: tr("Held orders are short then"),
        Deed.LINK: tr("Name what carries it"), Deed.UNHOLD: tr("With a reason"),
        Deed.ACCEPT: tr("The product's weight is the learned one then"), Deed.KEEP: tr("With a reason"),
        Deed.CORRECT: tr("Opens the order"), Deed.PRINTED: tr("Nothing is printed again"),
        Deed.PRINT_AGAIN: tr("The copy says REPRINT"), Deed.GIVE: tr("From who had it"),
        Deed.POOL: tr("Whoever scans it has it"), Deed.PUT_DOWN: tr("Its figures are forgotten"),
        Deed.REST: tr("With a reason, for a while or for good"), Deed.MESSAGE: tr("Shown at the bench"),
    }.get(deed, "")  # fmt: skip


def form(case: Case, deed: Deed) -> FormValue:
    """Return the form of what a deed has to be told."""
    reason = FormField("reason", tr("Why"))
    fields: dict[Deed, tuple[FormField, ...]] = {
        Deed.LINK: (FormField("sku", tr("Product"), tr("The SKU that carries this code from now on")),),
        Deed.SOLVE: (FormField("reason", tr("What became of it")),),
        Deed.KEEP: (reason,),
        Deed.SETTLE: (FormField("reason", tr("What became of it")),),
        Deed.MESSAGE: (FormField("reason", tr("Message"), tr("Shown at the bench until it is read")),),
        Deed.UNLOCK: (FormField("place", tr("Place"), tr("Where the goods go back to")), reason),
        Deed.REST: (reason, FormField("hours", tr("For"), choices=_spans())),
    }
    heading = f"{deed_words(deed)}: {case_title(case)}"
    mine = fields.get(deed, (reason,))
    before = {each.name: "" for each in mine} | ({"hours": "0"} if deed is Deed.REST else {})
    return FormValue(deed.value, heading, deed_words(deed), mine, before, number=hash(case.name))


def _spans() -> tuple[tuple[str, str], ...]:
    return (
        ("0", tr("Until it changes")), ("1", tr("An hour")), ("4", tr("Four hours")),
        ("12", tr("Until tomorrow")), ("72", tr("Three days")), ("168", tr("A week")),
    )  # fmt: skip


def behind(case: Case, deed: Deed) -> tuple[str, str]:
    """Return the screen where an exception is looked at, and the thing to show there."""
    if deed is Deed.CORRECT:
        return "orders", f"address:{case.fact('id')}"
    return {
        CaseKind.SHORT: ("stock", f"holders:{case.ref}"), CaseKind.RESERVED: ("stock", f"holders:{case.ref}"),
        CaseKind.DAMAGE: ("stock", f"place:{case.fact('place')}"), CaseKind.CODE: ("products", ""),
        CaseKind.WEIGHT: ("orders", f"row:{case.fact('id')}"), CaseKind.HOLD: ("orders", f"row:{case.fact('id')}"),
        CaseKind.PRINT: ("prints", f"print:{case.ref}"), CaseKind.PRINTER: ("prints", ""),
        CaseKind.BATCH: ("batches", f"batch:{case.ref}"), CaseKind.PACK: ("orders", f"row:{case.fact('id')}"),
        CaseKind.STOP: ("crew", ""), CaseKind.COUNTING: ("counts", f"place:{case.fact('place')}"),
        CaseKind.REVIEW: ("counts", "view:review"), CaseKind.PARKED: ("receipts", f"receipt:{case.fact('receipt')}"),
        CaseKind.SCANNER: ("devices", ""), CaseKind.STOPS: ("crew", ""),
        CaseKind.SURPLUS: ("stock", f"holders:{case.fact('sku')}"),
        CaseKind.BOOKS: ("weights", f"product:{case.fact('sku')}"),
        CaseKind.RETURN: ("returncases", f"return:{case.ref}"), CaseKind.REFUND: ("refunds", f"refund:{case.ref}"),
        CaseKind.CLAIM: ("claims", f"claim:{case.ref}"), CaseKind.LABEL: ("orders", f"row:{case.fact('id')}"),
        CaseKind.ISSUE: ("orders", f"row:{case.fact('id')}") if case.fact("order") else ("crew", ""),
    }[case.kind]  # fmt: skip


def reasons(state: ExceptionsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    need = "" if state.may else need_right(Right.PLAN)
    choose = "" if state.case is not None else tr("Choose an exception first")
    give = "" if Deed.GIVE in state.deeds else tr("It is no cart")
    return {
        "main": need or choose, "give": need or choose or give, "aside": need or choose,
        "undo": "" if state.undo else tr("Nothing to take back"),
    }  # fmt: skip


def main_words(state: ExceptionsScreen) -> str:
    """Return what the main deed is called now."""
    return deed_words(state.deeds[0]) if state.deeds else tr("Do what helps")


def aside_words(state: ExceptionsScreen) -> str:
    """Return what setting aside is called now."""
    return deed_words(Deed.WAKE if Deed.WAKE in state.deeds else Deed.REST)
