"""The presenter of the orders screen: lists by page, one order in detail, and every deed asked for once. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol, cast

from warehouse_app.application.allocation import AllocationReport
from warehouse_app.application.orders import ORDERS
from warehouse_app.application.run import Command, Outcome, Runner
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import PAGE, ListQuery
from warehouse_app.domain.orders.values import OrderDetail, OrderRow, PoolReason
from warehouse_app.domain.refusals import Refusal, Trouble
from warehouse_app.ui.kit.columns import Arrangement
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.listfeed import ListFeed, ListView
from warehouse_app.ui.runtime.paperwork import Paperwork
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.orders import bulk, questions, shown
from warehouse_app.ui.screens.orders import state as screen
from warehouse_app.ui.screens.orders.bulk import Planned
from warehouse_app.ui.screens.orders.editing import Editing
from warehouse_app.ui.screens.orders.packed import PackedReader
from warehouse_app.ui.screens.orders.state import Asking, OrdersScreen, Tab
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_TOUCHED: frozenset[str] = frozenset({Touched.ORDER, Touched.BATCH, Touched.STOCK})
_WAKES = _TOUCHED | {Touched.PACK, Touched.PARCEL, Touched.MANIFEST}


class OrdersView(Protocol):
    """What the presenter asks of its page."""

    @property
    def orders(self) -> ListView: ...

    def render_state(self, state: OrdersScreen) -> None: ...


class OrdersPresenter(Presenter):
    """`house` carries out what takes several commands; `toast` tells of a finished deed, `go` shows another screen."""

    def __init__(
        self,
        view: OrdersView,
        hands: Hands,
        house: Runner,
        toast: Callable[[str, bool], None],
        go: Callable[[str, str], None],
    ) -> None:
        self._view, self._hands, self._house, self._toast, self._go = view, hands, house, toast, go
        self._screen = OrdersScreen(rights=hands.session().actor.rights)
        self.list = ListFeed(hands, ORDERS, view.orders, lambda row: row.id, self._list_changed, self._failed)
        self._editing = Editing(hands, lambda: self._screen, self._show, toast)
        self._packed = PackedReader(hands, lambda: self._screen, self._show)
        self.paperwork = Paperwork(hands, lambda words: self._show(screen.told(self._screen, words)))
        self._in_view, self._opened, self._readdress = False, False, 0

    def remembered(self, kept: Arrangement) -> None:
        """Begin with the sort this person had last."""
        query = replace(self._screen.query, sort=kept.sort, descending=kept.descending)
        self._show(replace(self._screen, list=replace(self._screen.list, query=query)))

    def kept(self) -> ListQuery:
        """Return what the list asks, to be kept as a view."""
        return replace(self._screen.query, now="", until="")

    def reopen(self, query: ListQuery) -> None:
        """Ask for a kept view."""
        self._want(query)

    def shown(self) -> None:
        """Read the list."""
        self._in_view = True
        if self._opened:
            self._again()
        else:
            self._want(self._screen.query)
            self._hands.ask(questions.choices, lambda found: self._show(replace(self._screen, choices=found)))

    def hidden(self) -> None:
        """Out of view."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Orders moved, here or elsewhere."""
        if self._in_view and changes & _WAKES:
            self._again()

    def opened(self, what: str) -> None:
        """Show one order ("order:539953", "row:12"), all that speak of a text ("find:C7"), or a view ("view:late").

        "address:12" opens the form of where an order goes; "stage:Picking" and "lane:URGENT:late" what a board counts.
        """
        kind, _, ref = what.partition(":")
        if kind in ("row", "address"):
            self._readdress = int(ref) if kind == "address" else 0
            self._was_found(int(ref))
        elif kind == "find":
            self._want(replace(self._screen.query, view="all", text=ref))
        elif kind == "view":
            self._want(replace(self._screen.query, view=ref, text=""))
        elif kind == "stage":
            self._want(replace(self._screen.query, view="open", text="", filters=(("stage", ref),)))
        elif kind == "lane":
            self._open_lane(*ref.partition(":")[::2])
        else:
            self.scanned(what.removeprefix("order:"), "")

    def _open_lane(self, channel: str, lane: str) -> None:
        """Show the orders of a release channel's lane, as they are now."""

        def came(found: questions.LaneOrders) -> None:
            self._screen = replace(self._screen, lane=found.words)
            ids = ",".join(map(str, found.orders)) or "0"
            self._want(replace(self._screen.query, view="open", text="", filters=(("among", ids),)))

        now = self._house.now()
        self._hands.ask(lambda desk: questions.in_lane(desk, now, channel, lane), came)

    def scanned(self, text: str, device: str) -> None:
        """An order's code, read from a paper, opens the order whatever the view shows."""
        code = text.strip()
        self._hands.ask(lambda desk: questions.by_code(desk, code), self._was_found)

    def viewed(self, view: str) -> None:
        """Another view."""
        self._want(replace(self._screen.query, view=view))

    def narrowed(self, name: str, value: str) -> None:
        """Another value of a filter; filters combine."""
        self._want(self._screen.query.narrowed(name, value))

    def saved(self, values: Mapping[str, str]) -> None:
        """The form beside the list was filled in."""
        self._editing.save(values)

    def sought(self, text: str) -> None:
        """Another text; the page waits until typing rests."""
        if text.strip() != self._screen.query.text:
            self._want(replace(self._screen.query, text=text.strip()))

    def sorted(self, name: str, descending: bool) -> None:
        """Another order of the list."""
        self._want(replace(self._screen.query, sort=name, descending=descending))

    def chosen(self, row: OrderRow | None) -> None:
        """Another order of the list."""
        self._choose(row.id if row is not None else 0, row)

    def mark(self, row: OrderRow) -> None:
        """Mark an order for a deed on several, or take its mark away."""
        self._show(screen.marked(self._screen, row))

    def tabbed(self, tab: str) -> None:
        """Another page of the order."""
        self._show(replace(self._screen, tab=cast("Tab", tab)))
        self._packed.read()
        if tab == "holders":
            self._who_holds()

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        deeds: dict[str, Callable[[], None]] = {
            "allocate": self._allocate, "plan": lambda: self._plan(release=False),
            "release": lambda: self._plan(release=True),
            "batches": lambda: self._go("batches", ""), "hold": self._ask_hold, "cancel": lambda: self._ask("cancel"),
            "forget": lambda: self._ask("forget"),
            "drop": self._drop, "part": self._ship_part, "holders": lambda: self.tabbed("holders"), "back": self._back,
            "change": self._editing.open, "address": self._editing.open_address,
            "gift": self._editing.open_gift,
            "print": self._ask_paper,
            "refresh": self._again, "show_all": lambda: self._want(replace(self._screen.query, view="all", text="")),
        }  # fmt: skip
        kind = name.removesuffix("_file")
        if name in deeds and not self._screen.busy:
            deeds[name]()
        elif kind in shown.PAPERS and not self._screen.busy:
            self._paper(kind, as_file=kind != name)

    def decided(self, reason: str, proof: str) -> None:
        """The question beside the order was answered: `proof` is the order's number, typed, before it is cancelled."""
        state, row = self._screen, self._screen.row
        if row is None or not state.asking:
            return
        if state.asking == "forget":
            self._forget(row, proof)
        elif state.asking != "unhold" and not reason.strip():
            self._show(screen.told(state, tr("Say why, in a few words")))
        elif state.asking == "cancel" and proof.strip() != row.code:
            self._show(screen.told(state, tr("Type {code} to cancel it").format(code=row.code)))
        elif state.asking == "cancel":
            self._perform(questions.cancel(self._hands.new_id(), row, reason.strip()), tr("Order {code} is cancelled"))
        elif state.asking == "hold":
            self._perform(questions.hold(self._hands.new_id(), row, reason.strip()), tr("Order {code} is on hold"))
        elif state.detail is not None and state.detail.holds:
            kind = state.detail.holds[0].kind
            self._perform(questions.unhold(self._hands.new_id(), row, kind, reason.strip()), tr("Order {code} goes on"))

    def _forget(self, row: OrderRow, proof: str) -> None:
        """Forget the customer of an order; one with many orders step by step, as a person would press again."""
        if proof.strip() != row.code:
            self._show(screen.told(self._screen, tr("Type {code} to be sure").format(code=row.code)))
            return

        def then(outcome: Outcome[object]) -> None:
            if outcome.refusal is not None:
                self._show(screen.told(self._screen, say_error(outcome.refusal)))
            elif questions.more_to_forget(outcome.value):
                self._hands.do(questions.forget(self._hands.new_id(), row), then)
            else:
                self._show(screen.done(self._screen))
                self._toast(tr("The customer is forgotten; the file is cleaned in a quiet hour"), False)

        self._hands.do(questions.forget(self._hands.new_id(), row), then)

    def _ask_hold(self) -> None:
        detail = self._screen.detail
        if detail is not None:
            self._ask("unhold" if detail.holds else "hold")

    def _ask(self, question: Asking) -> None:
        if self._screen.row is not None:
            self._show(replace(self._screen, asking=question, refusal=""))

    def _back(self) -> None:
        state = self._screen
        if state.form is not None:
            self._show(replace(state, form=None))
        elif state.asking or state.refusal:
            self._show(replace(state, asking="", refusal=""))
        elif state.tab == "holders":
            self.tabbed("story")
        elif state.marked:
            self._show(replace(state, marked=()))
        elif state.query.narrowing:
            self._want(replace(state.query, text="", filters=()))

    def _drop(self) -> None:
        row = self._screen.row
        if row is not None:
            self._perform(questions.drop(self._hands.new_id(), row), tr("Order {code} is out of its batch"))

    def _ship_part(self) -> None:
        row = self._screen.row
        if row is not None:
            words = tr("Order {code} waits for all") if row.ship_part else tr("Order {code} may leave incomplete")
            self._perform(questions.ship_part(self._hands.new_id(), row, part=not row.ship_part), words)

    def _ask_paper(self) -> None:
        if self._screen.row is not None:
            question, options = shown.papers(self._screen)
            self.paperwork.ask(question, options, self.commanded)

    def _paper(self, kind: str, *, as_file: bool) -> None:
        """Print the order's invoice or a paper of its newest parcel, or make it a file."""
        row, parcel = self._screen.row, shown.newest_parcel(self._screen.detail)
        if row is None:
            return
        if kind != "invoice" and parcel is None:
            self._show(screen.told(self._screen, tr("The order has no parcel yet")))
        elif as_file:
            self.paperwork.make(kind, row.code if parcel is None or kind == "invoice" else parcel.code, row.channel)
        else:
            self.paperwork.print_row(kind, row.id if parcel is None or kind == "invoice" else parcel.id)

    def _perform(self, command: Command, words: str) -> None:
        code = self._screen.row.code if self._screen.row is not None else ""

        def then(outcome: Outcome[object]) -> None:
            if outcome.refusal is not None:
                self._show(screen.told(self._screen, say_error(outcome.refusal)))
            else:
                self._show(screen.done(self._screen))
                self._toast(words.format(code=code) + questions.left_to_do(outcome.value), False)

        self._hands.do(command, then)

    def _allocate(self) -> None:
        codes = tuple(row.code for row in self._screen.deed_on) if self._screen.marked else None
        self._begin(tr("Promising stock"))
        self._hands.long(
            tr("Promising stock"), lambda session, task: bulk.promise(self._house, session, codes, task),
            self._allocated, _TOUCHED, stopped=self._stopped, trouble=self._failed,
        )  # fmt: skip

    def _allocated(self, answer: AllocationReport | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._show(screen.told(self._screen, say_error(answer)))
        else:
            self._end(bulk.promised_words(answer))

    def _plan(self, *, release: bool) -> None:
        orders = tuple(row.id for row in self._screen.deed_on) if release else None
        if release and not orders:
            return
        words = tr("Releasing") if release else tr("Planning batches")
        self._begin(words)
        self._hands.long(
            words, lambda session, task: bulk.plan_batches(self._house, session, orders, task),
            self._was_planned, _TOUCHED, stopped=self._stopped, trouble=self._failed,
        )  # fmt: skip

    def _was_planned(self, answer: Planned | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._show(screen.told(self._screen, say_error(answer)))
        elif answer.left:
            self._show(screen.told(self._screen, answer.left))
        elif answer.batches or answer.released:
            self._end(bulk.planned_words(answer))
        else:
            self._show(replace(screen.done(self._screen), care=bulk.planned_words(answer)))

    def _begin(self, words: str) -> None:
        self._show(replace(self._screen, busy=words, refusal="", care=""))

    def _end(self, words: str) -> None:
        self._show(screen.done(self._screen))
        self._toast(words, False)

    def _stopped(self) -> None:
        self._show(screen.done(self._screen))

    def _failed(self, trouble: Trouble) -> None:
        self._show(screen.told(self._screen, say_error(trouble)))

    def _want(self, query: ListQuery) -> None:
        self._opened = True
        self._show(screen.wanting(self._screen))
        self.list.open(self._at_this_moment(query))
        if not self._screen.counts:
            self._count()

    def _again(self) -> None:
        """Read everything in view again, in place."""
        self.list.refresh(self._at_this_moment(self._screen.query))
        self._count()
        self._detail()

    def _at_this_moment(self, query: ListQuery) -> ListQuery:
        return replace(query, now=self._house.now())

    def _count(self) -> None:
        query = self._screen.query
        self._hands.ask(lambda desk: questions.counts(desk, query), self._was_counted)

    def _was_counted(self, counts: tuple[tuple[str, int], ...]) -> None:
        self._show(replace(self._screen, counts=counts))

    def _list_changed(self) -> None:
        found = self.list.state
        state = screen.listed(self._screen, found, frozenset(row.currency for row in self.list.book.rows()[:PAGE]))
        if found.gone:
            words = tr("There is no {names} to go by any more. The list is shown without")
            state = replace(state, care=words.format(names=", ".join(found.gone)))
        self._show(state)

    def _choose(self, order_id: int, row: OrderRow | None = None) -> None:
        if order_id != self._screen.chosen and self._screen.form is None:
            self._show(screen.chose(self._screen, order_id, row))
            self._detail()

    def _detail(self) -> None:
        chosen = self._screen.chosen
        if chosen:
            self._hands.ask(lambda desk: questions.detail(desk, chosen), self._was_detailed)

    def _was_detailed(self, detail: OrderDetail) -> None:
        self._show(screen.detailed(self._screen, detail))
        if self._readdress == detail.row.id:
            self._readdress = 0
            self._editing.open_address()
        self._packed.read()
        if self._screen.tab == "holders":
            self._who_holds()

    def _who_holds(self) -> None:
        detail = self._screen.detail
        if detail is not None:
            self._hands.ask(
                lambda desk: questions.who_lacks(desk, detail), lambda why: self._told_who(detail.row.id, why)
            )

    def _told_who(self, order_id: int, holders: tuple[PoolReason, ...]) -> None:
        if order_id == self._screen.chosen:
            self._show(replace(self._screen, holders=holders))

    def _was_found(self, order_id: int) -> None:
        if order_id:
            self._choose(order_id)

    def _show(self, state: OrdersScreen) -> None:
        self._screen = state
        self._view.render_state(state)
