"""What the pack page shows of its state, as kit values: verdict, lines, side cards, scan bar. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from warehouse_app.domain.bench import Verdict as Judged
from warehouse_app.domain.packing.values import PackAnswer, PackState, Phase
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import (
    Answer,
    ChipValue,
    Item,
    ScanLine,
    ScanState,
    Step,
    Verdict,
)
from warehouse_app.ui.screens.pack import asks, boxes, labels, numbered, scale, stops, wallside
from warehouse_app.ui.screens.pack.state import PackScreen, next_one, touched_lines
from warehouse_app.wording import tr, trn
from warehouse_app.wording.people import right_words
from warehouse_app.wording.say import words_of

_COUNTS = frozenset({"right_item", "counted", "all_in_short"})


def verdict(state: PackScreen, now_text: str = "") -> Verdict:
    """Return the panel: the answer to the last scan that was one, a question, or what to scan first."""
    now = state.now
    if now is None:
        return Verdict("idle", tr("One moment"))
    question = boxes.measure(state) or asks.question(state) or _question(state, now) or wallside.panel(state)
    if question is not None:
        return question
    said = state.said
    if now.phase is Phase.CLOSED and now.order is not None:
        word, words = labels.closed(state)
        item = Item(tr("Parcel {code}").format(code=now.parcel), words.format(order=now.order.code))
        icon = "timer" if labels.waits(state) else "package-check"
        return Verdict("closed", word, item=item, done=now.done_units, total=now.total_units, icon=icon)
    if said is not None and said.code in _COUNTS and now.order is not None:
        what = tr("Counted as {n}").format(n=said.facts.get("n")) if said.code == "counted" else tr("Right item")
        item = _item(state, str(said.facts.get("sku", "")), str(said.facts.get("name", "")))
        return Verdict("right", what, item=item, done=now.done_units, total=now.total_units)
    return _waiting(state, now, now_text)


def _waiting(state: PackScreen, now: PackState, now_text: str) -> Verdict:
    order, said = now.order, state.said
    if order is not None and state.recovered:
        left = now.total_units - now.done_units
        words = tr("Order {order} goes on. {left}. Scan the next one.")
        said_words = words.format(order=code(order.code), left=_left(left))
        return Verdict("idle", tr("Recovered"), said_words, icon="rotate-ccw")
    if said is not None and not (order is None and said.code == "order_packed"):
        what, deed = words_of(said.code, {**named(said.facts), "ship_by": ""})
        icon = {
            "taken_unproven": "triangle-alert",
            "undone": "undo-2",
            "never_mind": "undo-2",
            "unpacked": "package-open",
            "parcel_reopened": "package-open",
            "damaged": "package-x",
        }
        return Verdict("idle", what, deed, icon=icon.get(said.code, ""))
    if order is not None:
        left = now.total_units - now.done_units
        deed = tr("{left}. Scan the next one").format(left=_left(left)) if now.done_units else tr("Scan the first item")
        return Verdict("idle", tr("Order {order}").format(order=code(order.code)), deed)
    if state.beside.rush and not now.labels and not now.awaited:
        return Verdict("idle", tr("Scan an item"), tr("Rush: one scan packs it and prints its label."))
    if not state.waiting and not now.labels and not now.awaited:
        return Verdict("idle", tr("Scan a tote"), tr("Nothing that is picked waits here."))
    return Verdict("idle", tr("Scan a tote"), _rest(state, now_text))


def _rest(state: PackScreen, now_text: str) -> str:
    """Return how much waits, and when the first of it leaves."""
    n = state.beside.orders
    waits = labels.open_labels(state.now) if state.now is not None else ""
    if waits:
        return waits
    if not n:
        return tr("An order or an item will do as well.")
    waits = trn("{n} order is picked.", "{n} orders are picked.", n).format(n=figures.number(n))
    return f"{waits} {_first_leaves(state.beside.waiting[0].ship_by, now_text)}"


def _first_leaves(ship_by: str, now_text: str) -> str:
    minutes = figures.minutes_until(ship_by, now_text)
    if minutes is not None and minutes < 0:
        return tr("The next one is {span} late.").format(span=figures.span(minutes))
    day, moment = figures.when(ship_by, now_text), figures.stamp(ship_by, now_text)
    if day == moment:
        return tr("The next one leaves at {time}.").format(time=moment)
    return tr("The next one leaves {day}.").format(day=day)


def _question(state: PackScreen, now: PackState) -> Verdict | None:
    missing = now.ordered_units - now.total_units
    differs = scale.differs(state)
    if differs is not None:
        return differs
    asks = stops.amber(state) or numbered.question(state)
    if asks is not None:
        return asks
    if state.all_in:
        answers = (
            Answer("short", tr("Send it short"), "1", primary=True), Answer("pause", tr("Wait for them"), "2"),
            Answer("missing", tr("Something else"), "3"),
        )  # fmt: skip
        why = tr('All there is, is in. The rest is not here. Sending it needs the right "{right}".').format(
            right=right_words(Right.CHANGE_ORDER)
        )
        label = tr("Missing of {n}").format(n=now.ordered_units)
        return Verdict("asked", tr("Not complete"), why, place_label=label, place=str(missing), answers=answers)
    if now.asked == "damaged":
        why, nothing = (
            tr("It goes to quarantine, and its line is short."),
            Answer("back", tr("Nothing is damaged"), "2"),
        )
        return Verdict("asked", tr("Scan the damaged item"), why, answers=(nothing,))
    if now.asked == "take_over":
        return Verdict("asked", tr("Take over"), tr("Scan the tote or the order that is open at another bench."))
    if now.phase is Phase.PAUSED and now.order is not None:
        why = tr("Order {order} waits here. Scan its tote, or go on.").format(order=code(now.order.code))
        go_on = Answer("resume", tr("Go on"), "Enter", primary=True)
        return Verdict("asked", tr("Paused"), why, answers=(go_on,), icon="pause")
    return None


def named(facts: Mapping[str, object]) -> Mapping[str, object]:
    """Return facts in which a product is called by its name: nobody at a bench knows its number."""
    return {**facts, "sku": calm(str(facts["name"]))} if facts.get("name") else facts


def _left(n: int) -> str:
    return trn("{n} item is left", "{n} items are left", n).format(n=figures.number(n))


def _item(state: PackScreen, sku: str, name: str) -> Item:
    for line in touched_lines(state):
        if line.sku == sku:
            words = tr("{sku}, {done} of {all} scanned").format(sku=sku, done=line.packed, all=line.required)
            return Item(line.name or name or sku, words, line.picture)
    return Item(name or sku, sku)


def head(state: PackScreen) -> tuple[str, str]:
    """Return what stands over the lines: how many items are left, and of how many lines."""
    now = state.now
    if now is None or now.order is None:
        return wallside.head(state) or (tr("Waiting"), "" if now is None else labels.to_come(now))
    found = boxes.boxing_of(state)
    if found is not None and found.measure is None:
        fit = boxes.fit(found)
        return fit.head, fit.line if fit.parts else ""
    left = now.total_units - now.done_units
    words = trn("{n} item left", "{n} items left", left).format(n=figures.number(left))
    lines = figures.counted(now.line_count, "line", "lines")
    return (words if left else tr("All in")), tr("In any sequence, {lines}").format(lines=lines)


def waiting_note(state: PackScreen) -> str:
    """Return what stands over the list that is chosen from: how many labels are to come, else how one chooses."""
    resting = state.now is not None and not numbered.is_open(state.now)
    to_come = labels.to_come(state.now) if resting and state.now is not None else ""
    return to_come or tr("Press a number, or scan")


def go_on_words(state: PackScreen) -> str:
    """Return what F2 does now: at rest it opens the next order."""
    if asked := asks.go_on_words(state):
        return asked
    if state.differs is not None:
        return tr("Keep it")
    if state.reopening:
        return tr("Open it again")
    return tr("Next order") if next_one(state) else tr("Go on")


def steps(state: PackScreen) -> tuple[Step, ...]:
    """Return the steps: items, label, close; box and weight where this bench asks for them."""
    closed = state.now is not None and (state.now.phase is Phase.CLOSED or state.applying)
    box = [tr("Box")] if state.boxing or state.beside.boxes else []
    weight = [tr("Weight")] if state.weighing or state.beside.weighs else []
    names = [tr("Items"), *box, *weight, tr("Label"), tr("Close")]
    to_come = 2 if labels.waits(state) else state.applying
    at = len(names) - to_come if closed else 1 + len(box) if state.weighing else int(state.boxing)
    return tuple(Step(name, "done" if n < at else "now" if n == at else "todo") for n, name in enumerate(names))


def scan_line(state: PackScreen) -> ScanLine:
    """Return the scan bar: what to scan next, and what became of the last shot."""
    heard, answer = state.heard, state.answer
    shown, at = (code(heard.text) if heard.text else ""), figures.seconds(heard.at)
    if state.stopped:
        again = answer is not None and heard.text and heard.text[:200] != answer.scan
        hint = tr("Press Enter, or scan the CONTINUE card")
        chip = ChipValue("stop", tr("Not taken")) if again else None
        held: ScanState = "held_ask" if stops.is_amber(state) else "held_stop"
        return ScanLine(tr("Scans wait until you confirm"), held, hint, shown if again else "", chip)
    if answer is None:
        hint = (
            tr("Recovered: go on where the last scan stopped")
            if state.recovered
            else wallside.hint(state) or tr("Nothing open at this bench")
        )
        return ScanLine(_prompt(state), hint=hint if state.recovered or not state.open else "")
    what, deed = words_of(answer.code, _told(state, answer))
    if answer.verdict is Judged.REFUSED:
        return ScanLine(deed or _prompt(state), "note", what if not shown else "", shown, ChipValue("ask", what), at)
    chip = ChipValue("ask" if answer.verdict is Judged.ASKED else "ok", what)
    open_question = numbered.line(state)
    if open_question is not None:
        return replace(open_question, code=shown, chip=chip if shown else None)
    if state.all_in:
        heard_chip, when = (chip, at) if shown else (None, "")  # a key is no scan: it has nothing to show
        words = tr("Send it short, or wait?")
        return ScanLine(words, "held_ask", tr("Press 1 or 2"), shown, heard_chip, when)
    return ScanLine(_prompt(state), "ready", "" if shown else what, shown, chip if shown else None, at if shown else "")


def _told(state: PackScreen, answer: PackAnswer) -> Mapping[str, object]:
    """Return the facts of an answer as people say them: a name for a code, the time of the clock on the wall."""
    facts = figures.told(answer.facts, state.heard.at)
    who = str(facts.get("who") or "")
    return {**facts, "who": state.names.get(who, who)}


def _prompt(state: PackScreen) -> str:
    now = state.now
    if sorts := wallside.prompt(state):
        return sorts
    if now is not None and now.phase is Phase.IDLE and now.asked in (asks.MOVE, asks.REOPEN):
        return asks.prompt(state)
    if now is None or now.phase in (Phase.IDLE, Phase.CLOSED):
        if state.said is not None and state.said.code == "scan_to_take_over":
            return tr("Scan the tote or the order")
        if state.beside.rush:
            return tr("Scan the next item") if state.said else tr("Scan an item")
        return tr("Scan a tote, an order or an item") if not state.said else tr("Scan the next tote")
    if state.boxing:
        return boxes.prompt(state)
    open_question = numbered.line(state)
    if open_question is not None:
        return open_question.prompt
    if now.asked:
        return asks.prompt(state)
    if now.phase is Phase.PAUSED:
        return tr("Scan its tote to go on")
    if now.phase is Phase.APPLYING:
        return tr("Scan the label on the box")
    if now.phase is Phase.WEIGHING:
        return scale.prompt(state)
    return tr("Scan the next item") if now.done_units else tr("Scan the first item")


stop = stops.blocking
"""The Stop over the work area, if one waits and is not told on the question panel."""


def commands(state: PackScreen) -> tuple[frozenset[str], dict[str, str]]:
    """Return the deeds that make sense now, and those that wait with the reason why."""
    now = state.now
    if now is None or state.stopped:
        return frozenset(), {}
    if numbered.is_open(now):
        return frozenset({"undo"}), {}
    if now.phase in (Phase.IDLE, Phase.CLOSED):
        deeds = {"print_again", "photo"} if now.closed is not None or now.phase is Phase.CLOSED else set()
        if labels.waits(state) or (now.closed is not None and not now.closed.tracking):
            deeds -= {"print_again"}  # its carrier has not sent it
        deeds |= {"resume"} if next_one(state) or state.reopening else set()
        return frozenset(deeds | wallside.commands(state) | ({"take_over"} if state.may_take_over else set())), {}
    if now.phase is Phase.PAUSED:
        return frozenset({"resume"} | ({"take_over"} if state.may_take_over else set())), {}
    if now.phase is Phase.WEIGHING:
        return scale.commands(now.asked), {}
    if now.phase is Phase.APPLYING:
        return labels.commands(state), {}
    if state.boxing:
        return frozenset({"damaged", "pause", "undo", "photo"}), {}
    nothing = {"short": tr("Scan 1 item first"), "undo": tr("Nothing is scanned yet")} if not now.done_units else {}
    if now.asked:
        return asks.commands(state), {}
    return frozenset({"short", "damaged", "issue", "pause", "undo", "photo", "next_box"}), nothing
