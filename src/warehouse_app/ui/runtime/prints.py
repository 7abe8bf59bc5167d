"""What printing needs from a person, told as notices: a printer that is off, a label whose end nobody knows. No Qt."""

from __future__ import annotations

from functools import partial
from typing import Any

from warehouse_app.application.print_standin import UsePrinterAgain, UseStandIn
from warehouse_app.application.printing import AnswerUnknownPrint, print_notices
from warehouse_app.application.run import Outcome
from warehouse_app.domain.printing.values import PrintNotice
from warehouse_app.ui.kit.values import Answer, NoticeValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import words_of

_RANKS = {"answer": 4, "look": 3, "nothing": 2, "back": 1}


class PrintWatch:
    """Reads what waits at the printers and keeps the board of notices as it is; `read` is cheap."""

    def __init__(self, hands: Hands, notices: Notices) -> None:
        self._hands, self._notices = hands, notices
        self._standing: dict[str, PrintNotice] = {}

    def read(self) -> None:
        """Ask what waits."""
        self._hands.ask(print_notices, self._came, trouble=lambda _trouble: None)

    def _came(self, found: tuple[PrintNotice, ...]) -> None:
        now = {_key(each): each for each in found}
        for key, gone in self._standing.items():
            if key not in now:
                waited = gone.needs in {"nothing", "back"} and bool(gone.printer)
                waited = waited and not any(each.printer == gone.printer for each in now.values())
                self._notices.solve(key, tr("Printer {printer} is back").format(printer=gone.printer) if waited else "")
        for key, each in now.items():
            if self._standing.get(key) != each:
                self._notices.raise_notice(_notice(key, each), partial(self._answered, each))
        self._standing = now

    def _answered(self, notice: PrintNotice, name: str) -> None:
        if notice.jobs and name in {"yes", "again"}:
            command = AnswerUnknownPrint(id=self._hands.new_id(), job_id=notice.jobs[0].id, printed=name == "yes")
            self._hands.do(command, self._done)
        elif name == "stand_in":
            self._hands.do(UseStandIn(id=self._hands.new_id(), printer=notice.printer), self._done)
        elif name == "back":
            self._hands.do(UsePrinterAgain(id=self._hands.new_id(), printer=notice.printer), self._done)

    def _done(self, _outcome: Outcome[Any]) -> None:
        self.read()


def _key(each: PrintNotice) -> str:
    job = each.jobs[0].id if each.jobs and each.needs == "answer" else ""
    return f"print:{each.printer}:{each.trouble}:{job}"


def _notice(key: str, each: PrintNotice) -> NoticeValue:
    what, deed = words_of(each.trouble, each.facts())
    answers: tuple[Answer, ...] = ()
    if each.needs == "answer":
        answers = (Answer("yes", tr("It is there"), ""), Answer("again", tr("Print again"), ""))
    elif each.needs == "nothing" and each.count:
        waits = trn("{n} paper waits", "{n} papers wait", each.count).format(n=each.count)
        deed = tr("{deed}. {waits}, nothing is lost").format(deed=deed, waits=waits) if deed else waits
    elif each.needs == "back":
        answers = (Answer("back", tr("Use it again"), ""),)
    if each.stand_in and each.needs in {"nothing", "look"}:
        answers = (Answer("stand_in", tr("Print on {printer}").format(printer=each.stand_in), "", primary=True),)
    return NoticeValue(key, what, deed, "printer-x", answers, rank=_RANKS.get(each.needs, 0))
