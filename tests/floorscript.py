"""A floor bench that follows a script: what each code is answered with, at a station that starts at rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.company import Company
from warehouse_app.application.floorwork import FloorScan
from warehouse_app.application.run import Outcome, Session
from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import Choice, FloorAnswer, FloorLine, FloorState, FloorStop
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import RefusalClass, Trouble
from warehouse_app.ui.shell.floorbench.work import FloorWork

HEART = FloorLine("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", "A07-14", done=8, wanted=12, lot="7A")
STAND = FloorLine("22423", "REGENCY CAKESTAND 3 TIER", done=3, wanted=3, mark="cross_dock")
JAM = FloorLine("22960", "JAM MAKING SET WITH JARS", done=7, mark="over")
CARDS = tuple(Expect("command", word) for word in ("DAMAGED", "PAUSE", "DONE", "UNDO"))

IDLE = FloorState("B1", "count")
ITEM = FloorState("B1", "count", "item", "C0007", lines=(HEART, STAND, JAM), at="85123A", done=18, wanted=40,
                  more=2, expects=CARDS)  # fmt: skip
PLACE = FloorState("B1", "count", "target", hero="A07-14", hero_note="12 of 40 there", lines=(HEART,), at="85123A")
NUMBER = FloorState("B1", "count", "qty", lines=(HEART, JAM), at="22960")
ASKED = FloorState("B1", "count", "item", hero="7", lines=(JAM,), at="22960",
                   choices=(Choice("1", "mark.over"), Choice("2", "mark.wrong")))  # fmt: skip
MANY = FloorState("B1", "count", "item", lines=(JAM,), at="22960",
                  choices=tuple(Choice(str(n), "mark.over") for n in range(1, 6)))  # fmt: skip
STOPPED = FloorState("B1", "count", "target", hero="A07-14", lines=(HEART,),
                     stop=FloorStop("wrong_place", {"scanned": "A07-13", "wanted": "A07-14"}))  # fmt: skip
WAITING = FloorState("B1", "count", choices=(Choice("1", "mark.urgent"), Choice("2", "mark.recount")))


def told(state: FloorState, code: str, verdict: Verdict = Verdict.ACCEPTED, klass: RefusalClass | None = None,
         scan: str = "x", **facts: str | int) -> FloorAnswer:  # fmt: skip
    """Return an answer."""
    return FloorAnswer(scan=scan, verdict=verdict, klass=klass, code=code, facts=facts, state=state)


ANSWERS = {
    "C7": told(ITEM, "right_item", left=4),
    "PLACE": told(PLACE, "right_place", left=4, sku="85123A"),
    "NUMBER": told(NUMBER, "right_place", left=4, sku="22960"),
    "ASK": told(ASKED, "which_one", Verdict.ASKED, candidates="two"),
    "MANY": told(MANY, "which_one", Verdict.ASKED, candidates="five"),
    "WRONG": told(STOPPED, "wrong_place", Verdict.REFUSED, "stop", scan="WRONG", scanned="A07-13", wanted="A07-14"),
    "NOTE": told(ITEM, "nothing_to_undo", Verdict.REFUSED, "note", scan="NOTE"),
    "": told(PLACE, "acknowledged", stop="wrong_place"),
    "DONE": told(IDLE, "batch_picked", Verdict.DONE, batch="C0007"),
    "128": told(ITEM, "right_item", left=0),
    "0": told(ITEM, "right_item", left=0),
    "1": told(PLACE, "right_item", left=0),
    "UNDO": told(IDLE, "undone", qty=1, sku="85123A", place="A07-14"),
}


class Script:
    """A runner that answers by the script; the next answers can be lost, and `at` is where the station is."""

    def __init__(self, company: Company) -> None:
        self._company, self.at, self.losses = company, IDLE, 0
        self.heard: list[tuple[str, str]] = []

    def perform(self, command: Any, _session: Session) -> Outcome[FloorAnswer]:
        """Answer a shot."""
        self.heard.append((command.text, command.id))
        if self.losses:
            self.losses -= 1
            raise Trouble("database_away")
        answer = ANSWERS.get(command.text, told(self.at, "unknown_barcode", Verdict.REFUSED, "note", text=command.text))
        self.at = answer.state
        return Outcome(answer)

    def ask(self, question: Callable[[Any], Any], session: Session, right: Any = Right.VIEW) -> Any:
        """Answer a question from the company's store."""
        return self._company.runner.ask(question, session, right)

    def work(self) -> FloorWork:
        """Return the bench."""
        wakes = frozenset({Touched.COUNT.value})
        return FloorWork("count", FloorScan, lambda _desk, _station: self.at, wakes=wakes)
