"""The presenter of the flow board: reads when something moved, asks what-if, shows what a release would do, does it.

No Qt: the view wakes it when a rest is over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import Any, Protocol

from warehouse_app.application.crew.board import board
from warehouse_app.application.crew.giving import GiveBatch
from warehouse_app.application.flow import read_flow
from warehouse_app.application.releasing.deed import ReleaseReport, release_now
from warehouse_app.application.releasing.proposing import Asked, Proposal, propose
from warehouse_app.application.run import Command, Outcome, Runner, Session
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.crew.values import Board, CrewRow
from warehouse_app.domain.flow import AS_IT_IS
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.releasing.channels import Lane
from warehouse_app.ui.runtime.boardreader import BoardReader, BoardView
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.tasks import Task
from warehouse_app.ui.screens.flow import shown
from warehouse_app.ui.screens.flow import state as screen
from warehouse_app.ui.screens.flow.state import PACE, FlowScreen
from warehouse_app.ui.shell import dayboard
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WAKES = frozenset(
    {
        Touched.ORDER, Touched.STOCK, Touched.BATCH, Touched.PACK, Touched.PARCEL, Touched.MANIFEST, Touched.PRINT,
        Touched.COUNT, Touched.SETTING,
    }
)  # fmt: skip
_TOUCHED: frozenset[str] = frozenset({Touched.BATCH, Touched.ORDER, Touched.STOCK})


class FlowView(BoardView, Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: FlowScreen) -> None: ...


class FlowPresenter(BoardReader):
    """`house` carries out a release, `go` shows another screen, `day` returns the beginning of the local day."""

    def __init__(
        self,
        view: FlowView,
        hands: Hands,
        house: Runner,
        go: Callable[[str, str], None],
        toast: Callable[[str, bool], None],
        now: Callable[[], str],
        day: Callable[[str], str],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(view, hands, _WAKES, PACE, clock)
        self._view, self._house, self._go, self._toast = view, house, go, toast
        self._now, self._day = now, day
        self._screen = FlowScreen(rights=hands.session().actor.rights)
        self._wanted = False
        """Whether the preview that is worked out is still waited for."""

    def hidden(self) -> None:
        """Out of view: nothing is read, and no question stays open."""
        super().hidden()
        self._wanted = False
        self._screen = replace(self._screen, preview=None, everything=False, asked=AS_IT_IS, refusal="", asking="")

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        if name in ("picker", "packer", "later"):
            self._show(screen.asking(self._screen, name))
        elif name == "release" and not self._screen.busy:
            self._screen = replace(self._screen, asking="")
            self._release() if self._screen.preview is not None else self._preview()
        elif name == "all" and not self._screen.busy:
            self._screen = replace(self._screen, everything=self._screen.preview is None or not self._screen.everything)
            self._preview()
        elif name == "back":
            self._wanted = False
            self._show(replace(self._screen, preview=None, everything=False, asked=AS_IT_IS, refusal="", asking=""))
        elif name == "refresh":
            self.again()
        elif name == "assign":
            self._ask_who()
        elif name == "undo":
            self._undo()

    def keyed(self, key: str) -> bool:
        """Enter releases what the preview shows; digits answer what is asked."""
        at = int(key) - 1 if key.isdigit() else -1
        if self._screen.asking and at >= 0:
            return self._answered(at)
        if key == "Enter" and self._screen.preview is not None and not self._screen.busy:
            self._release()
            return True
        return False

    def stage_opened(self, name: str, code: str) -> None:
        """A stage, or one order of it."""
        board = self._screen.flow.today if self._screen.flow is not None else None
        order = dayboard.order_of(board, name, code)
        self._go(*(("orders", f"row:{order.id}") if order is not None else dayboard.behind_stage(name)))

    def tile_opened(self, name: str) -> None:
        """The figure of a tile: the rows behind it."""
        self._go(*shown.behind_tile(name))

    def channel_opened(self, channel: str) -> None:
        """A release channel: of which lane the orders are to be shown is asked."""
        asked = replace(self._screen, asking="lane", channel=channel, preview=None)
        if asked.lanes:
            self._show(asked)

    def lane_opened(self, channel: str, lane: Lane) -> None:
        """The orders of one lane."""
        self._go("orders", f"lane:{channel}:{lane.value}")

    def _answered(self, at: int) -> bool:
        state = self._screen
        if state.asking == "lane" and at < len(state.lanes):
            self._show(replace(state, asking=""))
            self.lane_opened(state.channel, state.lanes[at])
            return True
        if state.asking == "who" and at < len(state.hands):
            self._give(state.hands[at])
            return True
        return False

    # ------------------------------------------------------------------------------------------------------ assigning
    def _ask_who(self) -> None:
        now = self._now()
        day = self._day(now)
        self._hands.ask(lambda desk: board(desk, now, day), self._crew_came, right=Right.ASSIGN)

    def _crew_came(self, found: Board) -> None:
        state = replace(self._screen, crew=found, asking="who", preview=None, refusal="")
        self._show(state if state.hands else replace(state, asking="", refusal=shown.nobody(state)))

    def _give(self, row: CrewRow) -> None:
        batch = self._screen.next_batch
        if batch is None:
            return
        words = tr("Batch {batch} is for {who}").format(batch=batch.code, who=row.name)
        undo = GiveBatch(id=self._hands.new_id(), batch_id=batch.id, was=row.person)
        command = GiveBatch(id=self._hands.new_id(), batch_id=batch.id, person=row.person, was="")
        self._hands.do(command, lambda outcome: self._given(outcome, words, undo))

    def _given(self, outcome: Outcome[Any], words: str, undo: Command | None) -> None:
        if outcome.refusal is not None:
            self._show(replace(self._screen, asking="", refusal=say_error(outcome.refusal)))
            return
        self._show(replace(self._screen, asking="", undo=undo))
        self._toast(words, undo is not None)
        self.again()

    def _undo(self) -> None:
        undo = self._screen.undo
        if undo is not None:
            self._show(replace(self._screen, undo=None))
            self._hands.do(undo, lambda outcome: self._given(outcome, tr("Taken back"), None))

    def need_opened(self, at: int) -> None:
        """The deed of a need."""
        flow = self._screen.flow
        if flow is not None and at < len(flow.today.needs):
            self._go(*dayboard.behind_need(flow.today.needs[at]))

    # ----------------------------------------------------------------------------------------------------- release

    def _preview(self) -> None:
        flow = self._screen.flow
        if flow is None:
            return
        warehouses, now, today = tuple(flow.crews), self._now(), not self._screen.everything
        self._wanted = True

        def question(desk: Any) -> tuple[Proposal, ...]:  # noqa: ANN401 - the application's desk
            return tuple(propose(desk, Asked(each, now, only_today=today)) for each in warehouses)

        self._hands.ask(question, self._proposed, right=Right.PLAN)

    def _proposed(self, found: tuple[Proposal, ...]) -> None:
        if self._wanted:
            self._show(replace(self._screen, preview=found, refusal=""))

    def _release(self) -> None:
        found = [each for each in self._screen.preview or () if each.verdict.release]
        if not found:
            self._show(replace(self._screen, preview=None))
            return
        self._wanted = False
        words, now = tr("Releasing"), self._now()
        self._show(replace(self._screen, busy=words, preview=None, everything=False))
        house = self._house

        def deed(session: Session, task: Task) -> tuple[ReleaseReport, ...]:
            wanted = [Asked(each.asked.warehouse, now, only_today=each.asked.only_today) for each in found]
            return tuple(release_now(house, session, each, pause=task.pause, told=task.told) for each in wanted)

        self._hands.long(words, deed, self._released, _TOUCHED, stopped=self._stopped)

    def _stopped(self) -> None:
        self._show(replace(self._screen, busy=""))
        self.stir()

    def _released(self, answer: tuple[ReleaseReport, ...] | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._show(replace(self._screen, busy="", refusal=say_error(answer)))
            return
        self._show(replace(self._screen, busy="", refusal=shown.refused(answer)))
        self._toast(shown.released(answer), False)

    # ----------------------------------------------------------------------------------------------------- reading

    def read(self) -> None:
        """Read the flow."""
        now = self._now()
        day = self._day(now)
        self.ask(lambda desk: read_flow(desk, now, day), lambda found: self._show(replace(self._screen, flow=found)))

    def _show(self, state: FlowScreen) -> None:
        self._screen = state
        self._view.render_state(state)
