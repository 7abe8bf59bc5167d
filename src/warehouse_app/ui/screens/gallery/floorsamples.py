"""The shared floor bench in its states, with invented work: goods in, put-away, moving, counting."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.floorwork import FloorScan
from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.floorwork import Choice, FloorAnswer, FloorLine, FloorState, FloorStop
from warehouse_app.ui.runtime.benchwork import Heard
from warehouse_app.ui.shell.floorbench.state import FloorScreen, after, found, typed
from warehouse_app.ui.shell.floorbench.view import FloorBenchView
from warehouse_app.ui.shell.floorbench.work import FloorWork

NOW = "2010-12-06T14:43:00Z"
_HEARD = Heard("85123A", "2010-12-06T14:42:51Z")
_CARDS = tuple(Expect("command", word) for word in ("DAMAGED", "PAUSE", "DONE", "UNDO"))
LINES = (
    FloorLine("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", done=8, wanted=12, lot="7A", expiry="2011-12-03"),
    FloorLine("22423", "REGENCY CAKESTAND 3 TIER", done=3, wanted=3, mark="cross_dock"),
    FloorLine("22960", "JAM MAKING SET WITH JARS", done=7, wanted=6, mark="over"),
    FloorLine("21212", "PACK OF 72 RETROSPOT CAKE CASES", wanted=120),
)
BLIND = (
    FloorLine("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", "A07-14", done=8),
    FloorLine("22423", "REGENCY CAKESTAND 3 TIER", "A07-13", done=3, mark="counted"),
)


def bench(name: str) -> FloorWork:
    """Return a bench that nothing is scanned at."""
    return FloorWork(name, FloorScan, lambda _desk, station: FloorState(station, name))


def answered(state: FloorState, code: str, verdict: Verdict = Verdict.ACCEPTED, **facts: str | int) -> FloorScreen:
    """Return a screen whose last shot was answered."""
    answer = FloorAnswer(scan=_HEARD.text, verdict=verdict, code=code, facts=facts, state=state)
    return after(FloorScreen(state.work), answer, _HEARD)


def _waits() -> FloorScreen:
    kinds = ("mark.urgent", "mark.short", "mark.recount", "mark.cross_dock")
    choices = tuple(Choice(str(at), code) for at, code in enumerate(kinds, 1))
    return found(FloorScreen("count"), FloorState("B1", "count", choices=choices))


def _item() -> FloorScreen:
    state = FloorState(
        "B1",
        "receive",
        "item",
        "P1042",
        facts={"supplier": "Rose & Finch"},
        lines=LINES,
        at="85123A",
        done=18,
        wanted=141,
        more=3,
        expects=_CARDS,
    )
    return answered(state, "right_item", left=4)


def _place() -> FloorScreen:
    note = "Same product, 12 of 40 there"
    state = FloorState(
        "B1", "putaway", "target", hero="A07-14", hero_note=note, lines=LINES, at="85123A", expects=_CARDS
    )
    return answered(state, "counted", n=8)


def _offer() -> FloorScreen:
    state = FloorState(
        "B1", "count", "item", "C0007", "A07-14", lines=BLIND, choices=(Choice("1", "mark.quarantine"),), offered=True,
        expects=_CARDS[1:],
    )  # fmt: skip
    return answered(state, "right_place", left=1, sku="85123A")


def _number(digits: str = "") -> FloorScreen:
    state = FloorState("B1", "count", "qty", "C0007", lines=BLIND, at="85123A", expects=_CARDS[1:])
    return typed(answered(state, "right_place", left=1, sku="85123A"), digits, pad=False)


def _asked() -> FloorScreen:
    choices = (Choice("1", "mark.over"), Choice("2", "mark.wrong"))
    state = FloorState(
        "B1",
        "receive",
        "item",
        "P1042",
        hero="7",
        hero_note="6 are ordered",
        lines=LINES,
        at="22960",
        choices=choices,
    )
    return answered(state, "which_one", Verdict.ASKED)


def _many() -> FloorScreen:
    names = ("damaged", "expired", "short", "wrong", "price", "unknown", "variance", "quarantine", "skipped")
    choices = tuple(Choice(str(at), f"mark.{name}") for at, name in enumerate(names, 1))
    state = FloorState("B1", "move", "item", lines=LINES, at="22960", choices=choices)
    return answered(state, "which_one", Verdict.ASKED)


def _stop() -> FloorScreen:
    facts = {"scanned": "A07-13", "wanted": "A07-14"}
    state = FloorState("B1", "putaway", "target", hero="A07-14", lines=LINES, stop=FloorStop("wrong_place", facts))
    return answered(state, "wrong_place", Verdict.REFUSED)


def _done() -> FloorScreen:
    return answered(FloorState("B1", "receive", done=141, wanted=141), "acknowledged_done", Verdict.DONE)


STATES: dict[str, tuple[str, Callable[[], FloorScreen]]] = {
    "floor idle": ("receive", lambda: found(FloorScreen("receive"), FloorState("B1", "receive"))),
    "floor waits": ("count", _waits),
    "floor item": ("receive", _item),
    "floor place": ("putaway", _place),
    "floor number": ("count", _number),
    "floor typed": ("count", lambda: _number("128")),
    "floor offer": ("count", _offer),
    "floor asked": ("receive", _asked),
    "floor many": ("move", _many),
    "floor stop": ("putaway", _stop),
    "floor done": ("receive", _done),
}


def sample(name: str) -> FloorBenchView:
    """Return the bench in one of its states."""
    work, made = STATES[name]
    view = FloorBenchView(bench(work), lambda: NOW, "B1")
    view.render_state(made())
    return view
