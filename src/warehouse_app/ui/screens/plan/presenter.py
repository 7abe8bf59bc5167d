"""The presenter of the plan screen: work a plan out, change it by hand, keep it, release it. No Qt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from warehouse_app.application.plandesk import Gathered, Now, gather, now_ready
from warehouse_app.application.plandeskkeep import Kept, keep
from warehouse_app.application.plandeskmap import TourBook
from warehouse_app.application.plandeskwork import Budget, Worked, work_out
from warehouse_app.application.run import Runner
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal
from warehouse_app.planning.draft import (
    Draft,
    fixed,
    joined_into,
    left_out,
    moved,
    parted,
    staying,
    taken_in,
    what_if,
)
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.tasks import Task
from warehouse_app.ui.screens.plan import offers, shown
from warehouse_app.ui.screens.plan import state as screen
from warehouse_app.ui.screens.plan.state import Desk, PlanScreen, Scope
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error

_TOUCHED: frozenset[str] = frozenset({Touched.BATCH, Touched.ORDER, Touched.STOCK})
_SCOPES: tuple[Scope, ...] = ("all", "batch", "out")


class PlanView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: PlanScreen) -> None: ...


class PlanPresenter(Presenter):
    """`house` carries out what takes several commands, `go` shows another screen, `clock` counts seconds."""

    def __init__(
        self,
        view: PlanView,
        hands: Hands,
        house: Runner,
        toast: Callable[[str, bool], None],
        go: Callable[[str, str], None] = lambda _screen, _what: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._view, self._hands, self._house, self._toast = view, hands, house, toast
        self._go, self._clock = go, clock
        self._screen = PlanScreen(rights=hands.session().actor.rights)
        self._in_view, self._looking = False, False
        self._task: Task | None = None
        self.budget: Budget | None = None
        self.book = TourBook()
        self.marked: Callable[[], tuple[str, ...]] = tuple

    # ------------------------------------------------------------------------------------------------- what is shown
    def shown(self) -> None:
        """Read what can be planned, or look whether that is still so."""
        self._in_view = True
        if self._screen.loaded:
            self._look()
        else:
            self._gather()

    def hidden(self) -> None:
        """Out of view: what is worked out goes on."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Orders come and go."""
        if self._in_view and not mine and changes & {Touched.ORDER, Touched.BATCH}:
            self._look()

    def opened(self, what: str) -> None:
        """Show the batch of one order: "order:1001"."""
        code, desk = what.removeprefix("order:"), self._screen.desk
        found = None if desk is None else next((each for each in desk.part.orders if each.code == code), None)
        if found is not None:
            self.order_chosen(found.key)

    def scanned(self, text: str, device: str) -> None:
        """An order's number chooses it."""
        self.opened(text.strip())

    def viewed(self, key: str) -> None:
        """Another plan."""
        self._show(screen.viewed(self._screen, key))
        self._begin()

    def chosen(self, number: int) -> None:
        """Another batch."""
        if number != self._screen.chosen:
            self._show(screen.chose(self._screen, number))

    def order_chosen(self, key: str) -> None:
        """Another order; its batch is shown with it, where all orders are listed."""
        desk = self._screen.desk
        batch = None if desk is None else desk.draft.batch_with(key)
        number = batch.number if batch is not None and self._screen.scope == "all" else self._screen.chosen
        if key != self._screen.order:
            self._show(replace(screen.chose(self._screen, number), order=key))

    def scoped(self, scope: str) -> None:
        """Other orders in the list."""
        if scope in _SCOPES:
            self._show(replace(self._screen, scope=scope))

    def sought(self, text: str) -> None:
        """Other words to look for in the list."""
        self._show(replace(self._screen, text=text.strip()))

    # --------------------------------------------------------------------------------------------------- what is done
    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        deeds: dict[str, Callable[[], None]] = {
            "work": self._work, "back": self._back, "release": lambda: self._keep(let_go=True),
            "release_one": lambda: self._keep(let_go=True, one=True), "keep": lambda: self._keep(let_go=False),
            "move": self._ask_where, "join": self._ask_with, "part": self._part, "fix": self._fix,
            "undo": lambda: self._edit_to(screen.undone(self._screen)), "refresh": self._gather,
            "batches": lambda: self._go("batches", self._last_kept()),
        }  # fmt: skip
        if name == "out":
            self.left_out(self.marked() or (self._screen.order,))
        elif name in deeds and not self._screen.busy:
            deeds[name]()

    def keyed(self, key: str) -> bool:
        """A digit chooses one of the batches that are offered."""
        at = int(key) - 1 if key.isdigit() else -1
        if self._screen.busy or not self._screen.asking or not 0 <= at < len(self._screen.offers):
            return False
        self._take(self._screen.offers[at].number)
        return True

    def weighed(self, key: str, number: int) -> str:
        """Return in words what dropping an order on a batch would come to."""
        desk = self._screen.desk
        if desk is None or desk.part.order(key) is None:
            return ""
        return shown.change(what_if(desk.part.ground, desk.draft, key, number), desk.part.ground.capacity)

    def dropped(self, key: str, number: int) -> None:
        """An order was dropped on a batch; 0 is a new one."""
        desk = self._screen.desk
        if desk is None or self._screen.busy or desk.part.order(key) is None:
            return
        found = what_if(desk.part.ground, desk.draft, key, number)
        if not found.fits:
            self._show(screen.refused(self._screen, shown.change(found, desk.part.ground.capacity)))
            return
        self._edit(moved(desk.part.ground, desk.draft, key, number))
        batch = self._screen.desk.draft.batch_with(key) if self._screen.desk is not None else None
        self._show(screen.chose(self._screen, batch.number if batch is not None else 0))

    def left_out(self, keys: tuple[str, ...]) -> None:
        """Leave orders out of the plan, or take those that were left out in again."""
        desk = self._screen.desk
        if desk is None or self._screen.busy:
            return
        ground = desk.part.ground
        back = [key for key in keys if key in desk.draft.out]
        if back:
            self._edit(taken_in(ground, desk.draft, back))
        else:
            self._edit(left_out(ground, desk.draft, keys))

    def _ask_where(self) -> None:
        desk, order = self._screen.desk, self._screen.ready
        if desk is None or order is None:
            return
        self._show(screen.asked(self._screen, "move", offers.for_order(desk, order.key)))

    def _ask_with(self) -> None:
        desk, batch = self._screen.desk, self._screen.batch
        if desk is None or batch is None:
            return
        self._show(screen.asked(self._screen, "join", offers.for_batch(desk, batch.number)))

    def _take(self, number: int) -> None:
        desk, batch = self._screen.desk, self._screen.batch
        if desk is not None and self._screen.asking == "move":
            self.dropped(self._screen.order, number)
        elif desk is not None and batch is not None:
            self._edit(joined_into(desk.part.ground, desk.draft, batch.number, number))
            self._show(screen.chose(self._screen, number))

    def _part(self) -> None:
        desk, batch = self._screen.desk, self._screen.batch
        if desk is not None and batch is not None:
            self._edit(parted(desk.part.ground, desk.draft, batch.number))

    def _fix(self) -> None:
        desk, batch = self._screen.desk, self._screen.batch
        if desk is not None and batch is not None:
            self._edit(fixed(desk.draft, batch.number, on=not batch.fixed))

    def _edit(self, draft: Draft) -> None:
        self._edit_to(screen.edited(self._screen, draft))

    def _edit_to(self, state: PlanScreen) -> None:
        """A hand goes before what is worked out: that ends, and what it found until now is what was changed."""
        self._halt()
        self._show(replace(state, working=""))

    def _back(self) -> None:
        if self._screen.asking:
            self._show(screen.asked(self._screen, ""))
        elif self._screen.working:
            self._edit_to(self._screen)
        elif self._screen.text:
            self.sought("")
        else:
            self._show(replace(self._screen, refusal="", told=""))

    # ---------------------------------------------------------------------------------------------------- working out
    def _begin(self) -> None:
        """Work a plan out that was not looked at yet."""
        desk = self._screen.desk
        new = desk is not None and all(desk.part.planned_as(batch.number) for batch in desk.draft.batches)
        if desk is not None and new and desk.waiting:
            self._work()

    def _work(self) -> None:
        desk = self._screen.desk
        if desk is None or not desk.part.orders:
            return
        self._halt()
        self._show(replace(self._screen, working=desk.key, refusal="", told="", asking="", offers=()))
        ground, before, out = desk.part.ground, desk.draft, staying(desk.draft, desk.part.ground)
        budget = self.budget or Budget(seconds=self._screen.seconds)
        made: list[Task] = []

        def told(found: Worked) -> None:
            if self._screen.working == desk.key and not (made and made[0].stopping()):
                self._show(screen.worked(self._screen, desk.key, found))

        def over(found: Worked) -> None:
            if made and made[0].stopping():
                return
            told(found)
            self._show(replace(self._screen, working=""))

        made.append(
            self._hands.compute(
                lambda tell, stopped: work_out(
                    ground,
                    out,
                    before,
                    budget,
                    now=self._clock,
                    stopped=stopped,
                    told=lambda found: tell(shown.prepared(desk, found, self.book)),
                ),
                told,
                over,
            )
        )
        self._task = made[0]

    def _halt(self) -> None:
        if self._task is not None:
            self._task.stop()
            self._task = None

    # --------------------------------------------------------------------------------------------------- keep, release
    def _keep(self, *, let_go: bool, one: bool = False) -> None:
        desk = self._screen.desk
        if desk is None:
            return
        numbers = tuple(batch.number for batch in desk.draft.batches)
        if one:
            numbers = () if self._screen.batch is None else (self._screen.batch.number,)
        if not numbers and not desk.unkept:
            return
        self._halt()
        words = tr("Releasing the plan") if let_go else tr("Keeping the plan")
        self._show(replace(self._screen, working="", busy=words, refusal="", told="", asking="", offers=()))
        self._write(desk, numbers, words, let_go=let_go)

    def _write(self, desk: Desk, numbers: tuple[int, ...], words: str, *, let_go: bool) -> None:
        part, draft = desk.part, desk.draft
        self._hands.long(
            words,
            lambda session, task: keep(self._house, session, part, draft, numbers, pause=task.pause, let_go=let_go),
            lambda answer: self._kept(answer, let_go=let_go),
            _TOUCHED,
            stopped=self._gather,
        )

    def _kept(self, answer: Kept | Refusal, *, let_go: bool) -> None:
        if isinstance(answer, Refusal):
            self._show(screen.refused(self._screen, say_error(answer)))
            return
        count = len(answer.released) if let_go else len(answer.batches)
        if not let_go and not count and not answer.left_out:
            self._toast(tr("The plan is kept"), False)
        if count:
            words = trn("{n} batch is released", "{n} batches are released", count)
            kept = trn("{n} batch is planned", "{n} batches are planned", count)
            self._toast((words if let_go else kept).format(n=count), False)
        told = " ".join(f"{say_error(each)}." for each in (*answer.left_out, *answer.held_back)[:3])
        self._show(replace(self._screen, busy="", told=told, kept=answer.batches))
        self._gather()

    def _last_kept(self) -> str:
        return f"batch:{self._screen.kept[0].code}" if self._screen.kept else ""

    # --------------------------------------------------------------------------------------------------------- reading
    def _gather(self) -> None:
        self._halt()
        self._show(replace(self._screen, working="", busy=""))
        self._hands.ask(lambda desk: gather(desk, with_planned=True), self._gathered, right=Right.PLAN)

    def _gathered(self, found: Gathered) -> None:
        first = not self._screen.loaded
        self._show(screen.gathered(self._screen, found))
        if first or self._untouched():
            self._begin()

    def _untouched(self) -> bool:
        """Say whether no batch stands in any plan: what comes in upsets no hand's work."""
        return not any(desk.draft.batches for desk in self._screen.desks)

    def _look(self) -> None:
        """See whether the orders are still those that were read; one look at a time."""
        if self._looking or self._screen.busy:
            return
        self._looking = True
        self._hands.ask(now_ready, self._seen, right=Right.PLAN, failed=self._unseen)

    def _unseen(self, _caught: object) -> None:
        self._looking = False

    def _seen(self, found: Now) -> None:
        self._looking = False
        parts = [desk.part for desk in self._screen.desks]
        planned = {(each.code, *each.orders) for part in parts for each in part.planned}
        in_batch = {int(order) for part in parts for each in part.planned for order in each.orders}
        here = {order.id for part in parts for order in part.orders} - in_batch
        stale = (len(found.ready - self._screen.seen), len(here - found.ready), len(planned ^ found.planned))
        if any(stale) and self._untouched() and not self._screen.working:
            self._gather()
        elif stale != self._screen.stale:
            self._show(replace(self._screen, stale=stale))

    def _show(self, state: PlanScreen) -> None:
        self._screen = state
        self._view.render_state(state)
