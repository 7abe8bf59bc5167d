"""The presenter of the batches screen: plan, release, give to a person, choose the way, confirm a list. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from warehouse_app.application import labelfirst
from warehouse_app.application.batches import (
    AssignBatch,
    DiscardBatch,
    PlanReport,
    batch_detail,
    find_batches,
    plan,
    release,
)
from warehouse_app.application.people import find_hands
from warehouse_app.application.picklist import confirm_list
from warehouse_app.application.pickways import ChooseWay
from warehouse_app.application.releasing.joining import TakeBackBatch
from warehouse_app.application.run import Command, Outcome, Runner, Session
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.lists import named
from warehouse_app.domain.picking.values import BatchRow
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.tasks import Task
from warehouse_app.ui.screens.batches import state as screen
from warehouse_app.ui.screens.batches.shown import way_at, way_words
from warehouse_app.ui.screens.batches.state import BatchesScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error

_MOST = 1_000
_TOUCHED: frozenset[str] = frozenset({Touched.BATCH, Touched.ORDER, Touched.STOCK})


class BatchesView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: BatchesScreen) -> None: ...


class BatchesPresenter(Presenter):
    """`house` carries out what takes several commands; `toast` tells of a finished deed."""

    def __init__(
        self,
        view: BatchesView,
        hands: Hands,
        house: Runner,
        toast: Callable[[str, bool], None],
        rights: frozenset[Right],
        go: Callable[[str, str], None] = lambda _screen, _what: None,
    ) -> None:
        self._go = go
        self._view, self._hands, self._house, self._toast = view, hands, house, toast
        self._screen = BatchesScreen(rights=rights)
        self._in_view, self._wanted = False, ""

    def shown(self) -> None:
        """Read the list."""
        self._in_view = True
        self._read()

    def hidden(self) -> None:
        """Out of view."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Somebody picks: progress moves."""
        if self._in_view and Touched.BATCH in changes:
            self._read()

    def opened(self, what: str) -> None:
        """Show one batch: "batch:B00012"."""
        self._wanted = what.removeprefix("batch:")
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        """Choose the batch that was asked for, as soon as the list is here."""
        found = next((row for row in self._screen.rows if row.code == self._wanted), None)
        if found is not None:
            self._wanted = ""
            self._show(screen.viewed(self._screen, "all"))
            self.chosen(found.id)

    def scanned(self, text: str, device: str) -> None:
        """A batch's code chooses it; while a list is confirmed, a line and how many of it were taken name a lack."""
        line = named(text) if self._screen.asking == "list" else None
        if line is not None:
            self._show(screen.named(self._screen, line.line, line.taken))
            return
        code, own = text.strip().upper(), parse(text.strip().upper())
        wanted = own.body if isinstance(own, OwnCode) and own.kind is OwnKind.BATCH else code
        found = next((row for row in self._screen.rows if row.code == wanted), None)
        if found is not None:
            self._show(screen.viewed(self._screen, "all"))
            self.chosen(found.id)

    def viewed(self, view: str) -> None:
        """Another view."""
        self._show(screen.viewed(self._screen, view))

    def chosen(self, batch_id: int) -> None:
        """Another batch."""
        self._show(screen.chose(self._screen, batch_id))
        self._detail()

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        deeds = {
            "plan": self._plan, "release": self._release, "assign": self._ask_whom, "discard": self._discard,
            "takeback": self._take_back,
            "back": lambda: self._show(screen.asked(self._screen, "")), "refresh": self._read,
            "board": self._board, "way": self._ask_way, "list": self._ask_list,
        }  # fmt: skip
        if name in deeds and not self._screen.busy:
            deeds[name]()

    def _board(self) -> None:
        self._go("plan", "")

    def keyed(self, key: str) -> bool:
        """Digits choose the person, or answer the question."""
        state, at = self._screen, int(key) - 1 if key.isdigit() else -1
        if state.asking == "assign" and 0 <= at <= len(state.hands):
            self._assign("" if at == len(state.hands) else state.hands[at].person)
            return True
        way = way_at(int(key)) if state.asking == "way" and key.isdigit() else None
        if way is not None:
            self._choose_way(way)
            return True
        if state.asking == "list" and key in {"1", "2"}:
            self._confirm_list() if key == "1" else self.commanded("back")
            return True
        if state.asking == "discard" and key in {"1", "2"}:
            self.commanded("discard" if key == "1" else "back")
            return True
        return False

    def _plan(self) -> None:
        words = tr("Planning batches")
        self._show(replace(self._screen, busy=words, refusal="", told=""))
        self._hands.long(
            words, lambda session, task: plan(self._house, session, pause=task.pause), self._planned, _TOUCHED,
            stopped=self._stopped,
        )  # fmt: skip

    def _stopped(self) -> None:
        self._show(replace(self._screen, busy=""))
        self._read()

    def _planned(self, answer: PlanReport | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._show(screen.refused(self._screen, say_error(answer)))
            return
        made, left = len(answer.batches), len(answer.left_out)
        none = tr("No batch planned: no ready order waits for one")
        rest = trn(", {n} order left out", ", {n} orders left out", left).format(n=left) if left else ""
        why = f". {say_error(answer.left_out[0])}" if left else ""
        self._show(replace(self._screen, busy="", told="" if made else f"{none}{rest}{why}"))
        if made:
            self._toast(trn("{n} batch planned", "{n} batches planned", made).format(n=made) + rest, False)
        self._read()

    def _release(self) -> None:
        row = self._screen.row
        if row is None or row.state != "planned":
            return
        words = tr("Releasing {batch}").format(batch=row.code)
        self._show(replace(self._screen, busy=words, refusal=""))
        self._hands.long(
            words,
            lambda session, task: _release(self._house, session, row.id, task),
            lambda answer: self._done(answer, self._told_released(answer, row.code)),
            _TOUCHED,
            stopped=self._stopped,
        )

    def _told_released(self, answer: bool | Refusal, code: str) -> str:
        words = tr("Batch {batch} is released").format(batch=code)
        return f"{words}. {tr('Their labels print now.')}" if answer is True else words

    def _ask_whom(self) -> None:
        if self._screen.row is not None:
            self._hands.ask(
                lambda desk: find_hands(desk, Right.PICK),
                lambda people: self._show(screen.asked(self._screen, "assign", people)),
                right=Right.ASSIGN,
            )

    def _assign(self, person: str) -> None:
        row = self._screen.row
        if row is not None:
            name = next((each.name for each in self._screen.hands if each.person == person), "")
            words = tr("Batch {batch} is for {who}") if name else tr("Batch {batch} is for anyone")
            command = AssignBatch(id=self._hands.new_id(), batch_id=row.id, person=person)
            self._perform(command, words.format(batch=row.code, who=name))

    def _ask_way(self) -> None:
        row = self._screen.row
        if row is not None and row.state in ("planned", "released"):
            self._show(screen.asked(self._screen, "way"))

    def _choose_way(self, way: str) -> None:
        row = self._screen.row
        if row is not None:
            words = tr("Batch {batch} is picked {way}").format(batch=row.code, way=way_words(way, row.orders))
            self._perform(ChooseWay(id=self._hands.new_id(), batch_id=row.id, way=way), words)

    def _ask_list(self) -> None:
        row = self._screen.row
        if row is not None and row.state in ("released", "picking", "suspended"):
            self._show(screen.asked(self._screen, "list"))

    def _confirm_list(self) -> None:
        row, fewer = self._screen.row, dict(self._screen.fewer)
        if row is None:
            return
        words = tr("Booking the list of {batch}").format(batch=row.code)
        self._show(replace(self._screen, busy=words, refusal=""))
        self._hands.long(
            words,
            lambda session, task: confirm_list(
                self._house, replace(session, station=f"LIST-{row.code}"), row.id, fewer, pause=task.pause
            ),
            lambda answer: self._done(answer, tr("The list of batch {batch} is booked").format(batch=row.code)),
            _TOUCHED,
            stopped=self._stopped,
        )

    def _discard(self) -> None:
        row = self._screen.row
        if row is None or row.state != "planned":
            return
        if self._screen.asking != "discard":
            self._show(screen.asked(self._screen, "discard"))
            return
        command = DiscardBatch(id=self._hands.new_id(), batch_id=row.id)
        self._perform(command, tr("Batch {batch} is discarded").format(batch=row.code))

    def _take_back(self) -> None:
        row = self._screen.row
        if row is not None and row.state == "released":
            command = TakeBackBatch(id=self._hands.new_id(), batch_id=row.id)
            self._perform(command, tr("Batch {batch} is planned again").format(batch=row.code))

    def _perform(self, command: Command, words: str) -> None:
        self._hands.do(command, lambda outcome: self._done(_answer(outcome), words))

    def _done(self, answer: object, words: str) -> None:
        if isinstance(answer, Refusal):
            self._show(screen.refused(self._screen, say_error(answer)))
        else:
            self._show(screen.asked(replace(self._screen, busy="", told=""), ""))
            self._toast(words, False)
        self._read()

    def _read(self) -> None:
        self._hands.ask(lambda desk: find_batches(desk, (), _MOST), self._was_read)

    def _was_read(self, rows: tuple[BatchRow, ...]) -> None:
        self._show(screen.listed(self._screen, rows))
        if self._wanted:
            self._choose_wanted()
        self._detail()

    def _detail(self) -> None:
        chosen = self._screen.chosen
        if chosen:
            self._hands.ask(
                lambda desk: batch_detail(desk, chosen),
                lambda detail: self._show(screen.detailed(self._screen, detail)),
            )

    def _show(self, state: BatchesScreen) -> None:
        self._screen = state
        self._view.render_state(state)


def _answer(outcome: Outcome[object]) -> object:
    return outcome.refusal if outcome.refusal is not None else outcome.value


def _release(house: Runner, session: Session, batch_id: int, task: Task) -> bool:
    """Release a batch; tell whether its labels print with it."""
    release(house, session, batch_id, pause=task.pause)
    return house.ask(lambda desk: labelfirst.asks(desk, session.station), session)
