"""What the pick page shows of its state, as kit values: words, places, slots. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.bench import Verdict as Judged
from warehouse_app.domain.picking.scanrules import ItemScan, PlaceScan
from warehouse_app.domain.picking.values import BatchRow, PickState, PickTask, WrongItem, WrongPlace, WrongSlot
from warehouse_app.domain.picking.ways import TOTALS, Way
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import Answer, ChipValue, Item, Option, ScanLine, Slot, Step, Stop, Verdict
from warehouse_app.ui.screens.pick.state import PickScreen, next_one
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import words_of
from warehouse_app.wording.screens import stop_words

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Face:
    """The biggest thing: what it is about, the far word, how to get there, and a figure beside it (0: none)."""

    lead: str
    far: str
    how: str
    icon: str = ""
    take: str = ""
    count: int = 0


def face(now: PickState, task: PickTask) -> Face:
    """Return the answer to the one question: where to go, how many to take, where to put them."""
    if now.phase == "place":
        return Face(tr("Go to"), task.place, tr("Scan the label on the shelf"), "scan-barcode", tr("Take"), task.left)
    if now.phase == "slot":
        how = tr("Tote {tote}, order {order}").format(tote=task.tote, order=task.order)
        return Face(tr("Put into slot"), task.slot, how, "shopping-basket", tr("Put"), task.qty)
    how = tr("from {place}, where you stand").format(place=task.place)
    if task.forced.place is PlaceScan.SKIP:
        how = tr("from {place}").format(place=task.place)
    if task.forced.item is ItemScan.NONE:
        return Face(tr("Press Enter when you have them"), tr("Take {n}").format(n=task.left), how, "map-pin")
    if task.forced.item is ItemScan.FIRST:
        return Face(tr("Scan one of them"), tr("Take {n}").format(n=task.left), how, "map-pin")
    if task.forced.item is ItemScan.EACH and task.left > 1:
        return Face(tr("Scan each of them"), tr("Take {n}").format(n=task.left), how, "map-pin")
    return Face(tr("Scan each, or scan one and type {times}").format(times=f"*{task.left}") if task.left > 1 else
                tr("Scan it"), tr("Take {n}").format(n=task.left), how, "map-pin")  # fmt: skip


def steps(now: PickState) -> tuple[Step, ...]:
    """Return the steps of this pick: what the rules do not ask for is none, and what goes into one tote has no slot."""
    task = now.task
    names = [("place", tr("Scan place"))] if task is None or task.forced.place is PlaceScan.SCAN else []
    by_hand = task is not None and task.forced.item is ItemScan.NONE
    names.append(("item", tr("Take them") if by_hand else tr("Scan item")))
    names += [] if now.way in TOTALS or len(_orders(now)) == 1 else [("slot", tr("Scan slot"))]
    at = next((n for n, (name, _) in enumerate(names) if name == now.phase), 0)
    return tuple(Step(words, "done" if n < at else "now" if n == at else "todo") for n, (_, words) in enumerate(names))


def _orders(now: PickState) -> set[str]:
    return {each.order for each in now.slots}


def slots(now: PickState) -> tuple[Slot, ...]:
    """Return the cart as it stands: three slots a shelf, each with the order in it."""
    tote, orders = shared(now)
    if tote:
        return (Slot(tote, orders, 0, 0),)
    seen = {each.slot: each.order for each in now.slots}
    return tuple(
        Slot(name, order, at // _COLUMNS, at % _COLUMNS) for at, (name, order) in enumerate(sorted(seen.items()))
    )


def target(now: PickState) -> tuple[str, str]:
    """Return the slot the hands go to, and the deed there."""
    if now.task is None:
        return "", ""
    if shared(now)[0]:
        tote, orders = shared(now)
        return tote, tr("put {n} here, {orders}").format(n=now.task.left, orders=orders)
    n = now.task.qty if now.phase == "slot" else now.task.left
    return now.task.slot, tr("put {n} here").format(n=n)


def progress(now: PickState) -> tuple[str, str, int, int]:
    """Return the batch, how far it is in words, and as a part of a whole."""
    alone = now.trips > 1 and now.way != Way.PARTS
    trips = tr(", trip {n} of {all}").format(n=now.trip, all=now.trips) if alone else ""
    words = trn(
        "{done} of {all} line{trips}, {walk} in all", "{done} of {all} lines{trips}, {walk} in all", now.total_tasks
    ).format(done=now.done_tasks, all=now.total_tasks, trips=trips, walk=figures.metres(now.distance_mm))
    batch = tr("Batch {batch}").format(batch=code(now.batch))
    words_of = tr(", part {zone}") if now.way == Way.PARTS else tr(", zone {zone}")
    zone = words_of.format(zone=code(now.zone)) if now.zone else ""
    return f"{batch}{zone}", words, now.done_tasks, now.total_tasks


def taken(task: PickTask) -> tuple[str, str]:
    """Return how many are in the tote, and how many the shelf still holds by the book."""
    return (
        tr("{done} of {all} taken").format(done=task.picked, all=task.qty),
        tr("{n} on the shelf").format(n=figures.number(task.on_shelf)) if task.on_shelf else "",
    )


def shared(now: PickState) -> tuple[str, str]:
    """Return the tote into which everything goes, and for how many orders; nothing where each order has its slot."""
    task = now.task
    if task is None or now.way not in TOTALS:
        return "", ""
    orders = trn("for {n} order", "for {n} orders", task.orders).format(n=figures.number(task.orders))
    return task.tote, orders


def reason(task: PickTask) -> str:
    """Return why more is scanned here than elsewhere, "" where it is as ever."""
    why = task.forced.why
    if task.forced.by == "traced":
        return tr("These goods have lots or numbers of their own")
    if task.forced.by == "role":
        return tr("Your role: {why}").format(why=why) if why else tr("People of your role scan more")
    return why if task.forced.by == "product" else ""


def coming(task: PickTask) -> tuple[str, str, str]:
    """Return place, name and what to do of a task to come."""
    if not task.slot:
        return task.place, task.name or task.sku, tr("take {n}").format(n=task.left)
    return task.place, task.name or task.sku, tr("take {n}, slot {slot}").format(n=task.left, slot=task.slot)


def panel(state: PickScreen) -> Verdict | None:
    """Return what the panel says instead of the walk: a question, or what is done while no task is at hand."""
    task = state.now.task if state.now is not None else None
    now = state.now
    if now is not None and now.phase == "zero":
        return _zero(now)
    if task is None:
        return rest(state)
    if now is not None and now.phase == "problem":
        return _problem(task)
    if not state.asking:
        return None
    why = tr("Another shelf is tried, and a count of this one is asked for. Undo does not take it back.")
    deed = trn("It is not there", "They are not there", task.left)
    answers = (Answer("short", deed, "1", primary=True), Answer("back", tr("Go on"), "2"))
    line = tr("{sku}, on {place}").format(sku=code(task.sku), place=code(task.place))
    item = Item(task.name or task.sku, line, task.picture)
    left = figures.number(task.left)
    return Verdict("asked", tr("Too few?"), why, item, place_label=tr("Not there"), place=left, answers=answers)


def _zero(now: PickState) -> Verdict:
    """Return the question whether a place that should be empty is."""
    why = tr("The books say that you took the last one. If something is left, type how many: it will be counted.")
    answers = (Answer("done", tr("It is empty"), "Enter", primary=True),)
    return Verdict("asked", tr("Empty now?"), why, place_label=tr("Look at"), place=now.emptied, answers=answers)


def _problem(task: PickTask) -> Verdict:
    """Return the question what is wrong; its answers stand in the list beside it."""
    line = tr("{sku}, on {place}").format(sku=code(task.sku), place=code(task.place))
    item = Item(task.name or task.sku, line, task.picture)
    return Verdict("asked", tr("What is wrong?"), tr("Press a number, or scan on."), item)


def problems(now: PickState) -> tuple[Option, ...]:
    """Return what can be wrong here, by its digits."""
    return tuple(Option(int(each.key), words_of(each.code, each.facts)[0], "") for each in now.choices)


def rest(state: PickScreen) -> Verdict:
    """Return the panel while no batch is open, or while a full cart is brought to the bench."""
    now = state.now
    if now is not None and now.phase == "trip_done":
        word = tr("Cart is full")
        why = tr("Trip {n} of {all} is picked. Bring cart {cart} to the bench.")
        filled = why.format(n=now.trip, all=now.trips, cart=code(now.cart))
        return Verdict("closed", word, filled, done=now.done_tasks, total=now.total_tasks, icon="shopping-cart")
    if state.finished and state.answer is not None and state.answer.code != "batch_picked":
        what, deed = words_of(state.answer.code, state.answer.facts)
        return Verdict("closed", tr("Picked"), f"{what}. {deed}.")
    if state.finished:
        words = tr("Batch {batch} is picked. Bring cart {cart} to the bench.")
        return Verdict("closed", tr("Picked"), words.format(batch=code(state.finished), cart=code(state.cart)))
    if not state.waiting:
        return Verdict("idle", tr("Nothing to pick"), tr("No batch is released. New ones appear here by themselves."))
    words = trn("{n} batch waits.", "{n} batches wait.", len(state.waiting)).format(n=len(state.waiting))
    return Verdict("idle", tr("Scan a batch"), tr("{words} Or press its number.").format(words=words))


def options(rows: tuple[BatchRow, ...], now: str) -> tuple[Option, ...]:
    """Return the batches to choose from."""
    return tuple(_option(n, row, now) for n, row in enumerate(rows, 1))


def _option(n: int, row: BatchRow, now: str) -> Option:
    reason = tr("Yours") if row.who else tr("Paused") if row.state == "suspended" else ""
    parts = (
        *((reason,) if reason else ()),
        figures.counted(row.orders, "order", "orders"),
        figures.counted(row.units, "unit", "units"),
        figures.metres(row.distance_mm),
    )
    return Option(n, row.code, ", ".join(parts), mark=_due(row.ship_day, now))


def _due(day: str, now: str) -> ChipValue:
    """Return the day it leaves; one that is past is late, with its sign."""
    late = figures.days_since(day, now)
    if late > 0:
        return ChipValue("stop", trn("{n} day late", "{n} days late", late).format(n=figures.number(late)))
    return ChipValue("neutral", tr("leaves {day}").format(day=figures.day(day, now)), "clock")


def done_words(state: PickScreen) -> str:
    """Return what F9 does now."""
    phase = "" if state.now is None else state.now.phase
    return {"zero": tr("It is empty"), "item": tr("I have them")}.get(phase, tr("Trip done"))


def skip_words(state: PickScreen) -> str:
    """Return what F2 does now: at rest it gives the next best batch."""
    return tr("Next batch") if next_one(state) else tr("Skip")


def scan_line(state: PickScreen) -> ScanLine:
    """Return the scan bar: what to scan next, and what became of the last shot."""
    heard = state.heard
    if state.stopped:
        return ScanLine(
            tr("Scans wait until you confirm"), "held_stop", tr("Press Enter, or scan the CONTINUE card"),
            *((code(heard.text), ChipValue("stop", tr("Not taken")), "") if _refused_again(state) else ()),
        )  # fmt: skip
    if state.asking:
        return ScanLine(tr("Too few, or go on?"), "held_ask", tr("Press 1 or 2, or scan on"))
    if state.now is not None and state.now.phase == "problem":
        return ScanLine(tr("What is wrong?"), "held_ask", tr("Press a number, or scan on"))
    if state.now is not None and state.now.phase == "zero":
        prompt = tr("Is {place} empty?").format(place=code(state.now.emptied))
        return ScanLine(prompt, "held_ask", tr("Press Enter, or type how many are left"))
    answer = state.answer
    if answer is None:
        hint = tr("Recovered. Go on where the last scan stopped.") if state.recovered else tr("Nothing open here")
        return ScanLine(_prompt(state), hint=hint if state.recovered or state.idle else "")
    what, deed = words_of(answer.code, answer.facts)
    note = answer.verdict is Judged.REFUSED
    chip = ChipValue("ask" if note else "ok", what)
    shown = code(heard.text) if heard.text else ""
    if note:
        return ScanLine(deed or _prompt(state), "note", code=shown, chip=chip, time=figures.seconds(heard.at))
    return ScanLine(_prompt(state), hint="" if shown else what, code=shown, chip=chip, time=figures.seconds(heard.at))


def _refused_again(state: PickScreen) -> bool:
    return bool(state.answer is not None and state.heard.text and state.heard.text != state.answer.scan)


def _prompt(state: PickScreen) -> str:
    now = state.now
    task = now.task if now is not None else None
    if now is None or task is None:
        return tr("Scan DONE, or press Enter") if now is not None and now.phase == "trip_done" else tr("Scan a batch")
    if now.phase == "slot":
        return tr("Scan slot {slot}").format(slot=code(task.slot))
    if now.phase == "item" and task.forced.item is ItemScan.NONE:
        return tr("Take {n} of {sku}, then press Enter").format(n=task.left, sku=code(task.sku))
    if now.phase == "item":
        return tr("Scan {sku}").format(sku=code(task.sku))
    return tr("Scan place {place}").format(place=code(task.place))


def stop(state: PickScreen) -> Stop | None:
    """Return the Stop, if one waits: from the answer that raised it, or, found again, by its code alone."""
    if not state.stopped or state.now is None:
        return None
    answer = state.answer
    known = answer is not None and answer.code == state.now.stop
    word, why, deed = stop_words(state.now.stop, answer.facts if known and answer is not None else {})
    if not known:
        word, deed = tr("Stop"), tr("Look at the goods in your hand, then confirm")
        why = tr("The last scan of this station was stopped.")
    task = state.now.task
    scanned = None
    if isinstance(state.refusal, WrongItem):
        scanned = Item(state.refusal.name or state.refusal.sku, state.refusal.sku)
        why = ""
    needed = (Item(task.name or task.sku, _needs(task), task.picture),) if scanned and task else ()
    at = wanted = ""
    if isinstance(state.refusal, (WrongPlace, WrongSlot)):
        at, wanted, why = state.refusal.scanned, state.refusal.wanted, ""
    safe = _safe(state) if why else ""
    return Stop(word, why or _safe(state), deed, tr("Done"), safe, scanned, needed, at=at, wanted=wanted)


def which(task: PickTask) -> str:
    """Return the code of what to take, with the lot and serial number that are promised."""
    told = [code(task.sku)]
    told += [tr("lot {lot}").format(lot=code(task.lot))] if task.lot else []
    told += [tr("serial number {serial}").format(serial=code(task.serial))] if task.serial else []
    return ", ".join(told)


def _needs(task: PickTask) -> str:
    return tr("{sku}, take {n}").format(sku=which(task), n=task.left)


def _safe(state: PickScreen) -> str:
    now = state.now
    if now is None or now.task is None:
        return tr("Nothing was taken.")
    return tr("Nothing was taken: still {done} of {all}.").format(done=now.task.picked, all=now.task.qty)


def commands(state: PickScreen) -> tuple[frozenset[str], dict[str, str]]:
    """Return the deeds that make sense now, and those that wait with the reason why."""
    now = state.now
    if state.stopped or state.asking or now is None:
        return frozenset(), {}
    if next_one(state):
        return frozenset({"skip"}), {}
    by_phase = {
        "place": {"short", "damaged", "skip", "problem", "pause", "undo"},
        "item": {"short", "damaged", "skip", "problem", "pause", "undo"},
        "slot": {"full", "pause", "undo"},
        "zero": {"done", "pause", "undo"},
        "trip_done": {"done", "pause", "undo"},
    }
    first = tr("Scan the place first")
    waiting = {"short": first, "damaged": first} if now.phase == "place" else {}
    if now.phase == "item" and now.task is not None and now.task.forced.item is ItemScan.NONE:
        by_phase["item"].add("done")
    return frozenset(by_phase.get(now.phase, set())), waiting
