"""The presenter of the print jobs screen: the list, one job and every deed on it. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, cast

from warehouse_app.application.print_deeds import (
    PRINTS,
    CancelPrint,
    MovePrint,
    RetryPrint,
    count_prints,
    print_story,
)
from warehouse_app.application.print_preview import draw_print
from warehouse_app.application.print_standin import UsePrinterAgain, UseStandIn
from warehouse_app.application.printing import AnswerUnknownPrint, PrintAgain
from warehouse_app.application.run import Command, Outcome
from warehouse_app.domain.barcodes.own import OwnCode, parse
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.printing.values import ASKED_REASONS, PrintJobRow
from warehouse_app.ports.printer import PrinterDesk
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.listfeed import ListFeed, ListView
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.protocols import Performs
from warehouse_app.ui.screens.prints import state as screen
from warehouse_app.ui.screens.prints.printers import PrinterPanel
from warehouse_app.ui.screens.prints.state import Asking, PrintsScreen, Tab
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.PRINT, Touched.SETTING})


class PrintsView(Protocol):
    """What the presenter asks of its page."""

    @property
    def jobs(self) -> ListView: ...

    def render_state(self, state: PrintsScreen) -> None: ...


class PrintsPresenter(Presenter):
    """`desk` opens printers, `lanes` asks them beside the window; `toast` tells of a finished deed."""

    def __init__(
        self,
        view: PrintsView,
        hands: Hands,
        lanes: Performs,
        desk: PrinterDesk,
        now: Callable[[], str],
        toast: Callable[[str, bool], None],
    ) -> None:
        self._view, self._hands, self._toast = view, hands, toast
        self.screen = PrintsScreen(rights=hands.session().actor.rights)
        self.list = ListFeed(hands, PRINTS, view.jobs, lambda row: row.id, self._list_changed)
        self.printers = PrinterPanel(self, hands, lanes, desk, now)
        self._in_view, self._opened = False, False

    def kept(self) -> ListQuery:
        """Return what the list asks, to be kept as a view."""
        return self.screen.query

    def reopen(self, query: ListQuery) -> None:
        """Ask for a kept view."""
        self._want(query)

    def shown(self) -> None:
        """Read the list and the printers."""
        self._in_view = True
        if self._opened:
            self.again()
        else:
            self._want(self.screen.query)
            self.printers.read()

    def hidden(self) -> None:
        """Out of view."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Something printed, or a printer was set up, here or elsewhere."""
        if self._in_view and changes & _WAKES:
            self.again()

    def opened(self, what: str) -> None:
        """Show one job: "print:12"."""
        number = what.removeprefix("print:")
        if number.isdecimal():
            self._hands.ask(lambda desk: print_story(desk, int(number)).job, self.chosen)

    def scanned(self, text: str, device: str) -> None:
        """A parcel's, batch's or manifest's code shows its jobs."""
        own = parse(text.strip().upper())
        self._want(ListQuery("all", own.body if isinstance(own, OwnCode) else text.strip(), descending=True))

    def viewed(self, view: str) -> None:
        """Another view."""
        self._want(replace(self.screen.query, view=view))

    def sought(self, text: str) -> None:
        """Another text; the page waits until typing rests."""
        if text.strip() != self.screen.query.text:
            self._want(replace(self.screen.query, text=text.strip()))

    def sorted(self, name: str, descending: bool) -> None:
        """Another order of the list."""
        self._want(replace(self.screen.query, sort=name, descending=descending))

    def narrowed(self, printer: str) -> None:
        """Only the jobs of one printer; "" shows all again."""
        self._want(self.screen.query.narrowed("printer", printer))

    def chosen(self, row: PrintJobRow | None) -> None:
        """Another job."""
        self.show(replace(screen.chose(self.screen, row), panel="job"))
        self._detail()

    def tabbed(self, tab: str) -> None:
        """The story of the job, or its paper as printed."""
        self.show(replace(self.screen, tab=cast("Tab", tab)))
        self._draw()

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        deeds: dict[str, Callable[[], None]] = {
            "retry": self._retry, "move": lambda: self._ask("move"), "cancel": lambda: self._ask("cancel"),
            "cancel_now": self._cancel, "yes": lambda: self._answer(printed=True),
            "again": lambda: self._answer(printed=False), "copy": lambda: self._ask("copy"),
            "printers": self._turn, "refresh": self.again, "back": self._back,
            "swap": self._swap, "swap_printer": self._swap,
            "show_all": lambda: self._want(ListQuery("all", descending=True)),
        }  # fmt: skip
        if name in deeds:
            deeds[name]()
        else:
            self.printers.commanded(name)

    def keyed(self, key: str) -> bool:
        """Digits choose a printer, confirm the cancelling, or answer whether it printed."""
        state = self.screen
        at = int(key) - 1 if key.isdigit() else -1
        if state.asking in {"move", "move_all", "stand_in"}:
            if 0 <= at < len(state.targets):
                self._sent_to(state.targets[at].row.code)
                return True
            if at == len(state.targets) and state.asking == "stand_in":
                self._sent_to("")
                return True
        elif state.asking == "copy":
            if 0 <= at < len(ASKED_REASONS):
                self._copy(ASKED_REASONS[at].value)
                return True
        elif state.asking in {"cancel", "forget"} and key in {"1", "2"}:
            self.commanded("back" if key == "2" else "cancel_now" if state.asking == "cancel" else "forget_now")
            return True
        elif not state.asking and state.panel == "job" and state.unknown and key in {"1", "2"}:
            self.commanded("yes" if key == "1" else "again")
            return True
        return False

    def show(self, state: PrintsScreen) -> None:
        """Show another state."""
        self.screen = state
        self._view.render_state(state)

    def do(self, command: Command, words: str, more: Callable[[Any], None] = lambda _value: None) -> None:
        """Perform a deed; a no is told where it was asked for."""

        def then(outcome: Outcome[Any]) -> None:
            if outcome.refusal is not None:
                self.show(replace(self.screen, refusal=say_error(outcome.refusal)))
                return
            self.show(screen.done(self.screen))
            self._toast(words, False)
            more(outcome.value)

        self._hands.do(command, then)

    def again(self) -> None:
        """Read everything in view again, in place."""
        self.list.refresh(self.screen.query)
        self._count()
        self._detail()
        self.printers.read()

    def _turn(self) -> None:
        panel = self.screen.panel
        self.show(replace(self.screen, panel="printers" if panel == "job" else "job", asking="", refusal=""))

    def _back(self) -> None:
        state = self.screen
        if state.asking or state.refusal:
            self.show(replace(state, asking="", refusal=""))
        elif state.panel == "printers":
            self._turn()
        elif state.query.narrowing:
            self._want(replace(state.query, text="", filters=()))

    def _ask(self, question: Asking) -> None:
        came_out = self.screen.job is not None and not self.screen.may_try and not self.screen.unknown
        if came_out if question == "copy" else self.screen.may_try:
            self.show(replace(self.screen, asking=question, refusal="", panel="job"))

    def _retry(self) -> None:
        job = self.screen.job
        if job is not None and self.screen.may_try:
            words = tr("{code} is tried again").format(code=job.code)
            self.do(RetryPrint(id=self._hands.new_id(), job_id=job.id), words)

    def _sent_to(self, printer: str) -> None:
        job = self.screen.job
        if self.screen.asking == "move_all":
            self.printers.move_all(printer)
        elif self.screen.asking == "stand_in":
            self.printers.stands_in(printer)
        elif job is not None:
            words = tr("{code} goes to {printer}").format(code=job.code, printer=printer)
            self.do(MovePrint(id=self._hands.new_id(), job_id=job.id, printer=printer), words)

    def _cancel(self) -> None:
        job = self.screen.job
        if job is not None and self.screen.asking == "cancel":
            words = tr("{code} is not printed").format(code=job.code)
            self.do(CancelPrint(id=self._hands.new_id(), job_id=job.id), words)

    def _answer(self, *, printed: bool) -> None:
        job = self.screen.job
        if job is not None and self.screen.unknown:
            words = tr("{code} is printed") if printed else tr("{code} prints again, marked as a copy")
            command = AnswerUnknownPrint(id=self._hands.new_id(), job_id=job.id, printed=printed)
            self.do(command, words.format(code=job.code))

    def _swap(self) -> None:
        """One key: what waits goes to the stand-in, or the printer prints itself again."""
        use = self.screen.swap
        if use is None:
            return
        row, number = use.row, self._hands.new_id()
        facts = {"printer": row.code, "stand_in": row.stand_in}
        if row.away_at:
            self.do(UsePrinterAgain(id=number, printer=row.code), tr("{printer} prints again itself").format(**facts))
        else:
            words = tr("{stand_in} prints for {printer} until it is back").format(**facts)
            self.do(UseStandIn(id=number, printer=row.code), words)

    def _copy(self, reason: str) -> None:
        job = self.screen.job
        if job is not None and self.screen.asking == "copy":
            command = PrintAgain(id=self._hands.new_id(), document=job.document, ref=job.ref, reason=reason)
            self.do(command, tr("A further copy of {code} prints").format(code=job.code))

    def _want(self, query: ListQuery) -> None:
        self._opened = True
        self.show(screen.done(self.screen))
        self.list.open(query)
        self._count()

    def _count(self) -> None:
        query = self.screen.query
        self._hands.ask(lambda desk: tuple(count_prints(desk, query).items()), self._was_counted)

    def _was_counted(self, counts: tuple[tuple[str, int], ...]) -> None:
        self.show(replace(self.screen, counts=counts))

    def _list_changed(self) -> None:
        self.show(replace(self.screen, list=self.list.state))

    def _detail(self) -> None:
        picked = self.screen.picked
        if picked is not None:
            number = picked.id
            self._hands.ask(lambda desk: print_story(desk, number), self._was_storied)
            self._draw()

    def _was_storied(self, story: Any) -> None:  # noqa: ANN401 - a PrintStory
        self.show(screen.storied(self.screen, story))

    def _draw(self) -> None:
        picked = self.screen.picked
        if picked is not None and self.screen.tab == "paper":
            number = picked.id
            self._hands.ask(
                lambda desk: draw_print(desk, number), lambda drawn: self.show(screen.drew(self.screen, drawn))
            )
