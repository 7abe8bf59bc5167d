"""The presenter of the audit screen: the list and what narrows it, one row opened, the proof. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, cast

from warehouse_app.application.people import person_id_of
from warehouse_app.application.run import Runner, Session
from warehouse_app.application.trail import (
    TRAIL,
    Reopened,
    find_thing,
    held_at,
    link_facts,
    prove,
    reopened,
    searched,
    trail_state,
)
from warehouse_app.domain.doctoring import Report
from warehouse_app.domain.ledger.trail import Held, Thing, TrailRow
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ports.clock import iso
from warehouse_app.ui.kit import figures
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.listfeed import ListFeed, ListView
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.tasks import Task
from warehouse_app.ui.screens.audit import shown
from warehouse_app.ui.screens.audit import state as screen
from warehouse_app.ui.screens.audit.state import AuditScreen, Span, Tab
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error
from warehouse_app.wording.trail import deed

_WEEK = timedelta(days=6)
_EVER = datetime.min.replace(tzinfo=UTC)
_PAUSE = timedelta(seconds=5)
"""The list is read again at most this often: at a busy hour somebody does something every moment."""


class AuditView(Protocol):
    """What the presenter asks of its page."""

    @property
    def links(self) -> ListView: ...

    def render_state(self, state: AuditScreen) -> None: ...


class AuditPresenter(Presenter):
    """Reads only; `house` proves the trail beside the window, and its clock says what today is."""

    def __init__(self, view: AuditView, hands: Hands, house: Runner) -> None:
        self._view, self._hands, self._house = view, hands, house
        self._screen = AuditScreen()
        self.list = ListFeed(hands, TRAIL, view.links, lambda row: row.seq, self._list_changed)
        self._in_view, self._opened = False, False
        self._fresh = _EVER

    def kept(self) -> ListQuery:
        """Return what the list asks, to be kept as a view: days instead of moments, codes instead of rows."""
        state = self._screen
        filters = [(each.name, each.kept) for each in state.narrowed]
        filters += [("span", state.span)] if state.span != "all" else []
        return replace(state.query, filters=tuple(sorted(filters)))

    def reopen(self, query: ListQuery) -> None:
        """Ask for a kept view; a person or thing that is no more is said and left out."""
        self._hands.ask(lambda desk: reopened(desk, query), lambda found: self._reopened(query, found))

    def _reopened(self, query: ListQuery, found: Reopened) -> None:
        span = query.value("span") or "all"
        narrowed = []
        for name, kept in query.filters:
            words = {"who": found.who, "station": kept, "deed": deed(kept)}.get(name, "")
            if name == "thing" and found.thing is not None:
                words = shown.thing_words(found.thing)
            narrowed += [screen.Narrowing(name, words, kept)] if words else []
        self._show(
            replace(self._screen, span=cast("Span", span), narrowed=tuple(narrowed), thing=found.thing, tab="facts")
        )
        self._want(found.query.narrowed("since", self._since(span)))
        gone = ", ".join(found.gone)
        told = tr("There is no {names} any more. The list is shown without").format(names=gone) if gone else ""
        self._show(replace(self._screen, refusal=told))

    def shown(self) -> None:
        """Read the list and how the trail stands."""
        self._in_view = True
        if self._opened:
            self._again()
        else:
            self._want(self._screen.query)

    def hidden(self) -> None:
        """Out of view."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Something was done, here or elsewhere: nearly every deed touches something, so now and then is enough."""
        now = self._house.now()
        if self._in_view and changes and (figures.moment(now) or _EVER) - self._fresh >= _PAUSE:
            self._again()

    def opened(self, what: str) -> None:
        """Show the trail of one thing: "order:539953", "place:A01-01", "product:85123A"."""
        self.about(what)

    def scanned(self, text: str, device: str) -> None:
        """A code narrows the trail to its order, product, place or parcel."""
        self.about(text)

    def viewed(self, view: str) -> None:
        """Another view."""
        self._want(replace(self._screen.query, view=view))

    def sought(self, text: str) -> None:
        """Another text; the page waits until typing rests."""
        if text.strip() != self._screen.query.text:
            self._want(searched(self._screen.query, text))

    def sorted(self, name: str, descending: bool) -> None:
        """Another order of the list."""
        self._want(replace(self._screen.query, sort=name, descending=descending))

    def about(self, text: str) -> None:
        """Narrow to the thing of a code; none takes it away."""
        if not text.strip():
            self.unnarrowed("thing")
            return

        def find(desk: Any) -> tuple[Thing | Refusal]:  # noqa: ANN401 - the application's desk
            try:
                return (find_thing(desk, text),)
            except Refused as no:
                return (no.refusal,)

        self._hands.ask(find, self._found)

    def spanned(self, span: str) -> None:
        """Only today's deeds, or the last seven days', or all."""
        self._show(replace(self._screen, span=cast("Span", span)))
        self._want(self._screen.query.narrowed("since", self._since(span)))

    def narrowed(self, name: str) -> None:
        """Only the chosen row's person, station or deed."""
        row = self._screen.picked
        if row is None:
            return
        if name == "who" and row.user:
            self._hands.ask(
                lambda desk: person_id_of(desk, row.user), lambda person: self._narrow("who", person, row.who, row.user)
            )
        elif name == "station" and row.station:
            self._narrow("station", row.station, row.station)
        elif name == "deed":
            self._narrow("deed", row.deed, shown.deed_words(row))

    def unnarrowed(self, name: str) -> None:
        """A filter is taken away."""
        self._narrow(name, "", "")

    def chosen(self, row: TrailRow | None) -> None:
        """Another row: its facts, and what lay there then."""
        self._show(screen.chose(self._screen, row))
        self._open()

    def tabbed(self, tab: str) -> None:
        """The facts of the deed, or what lay there then."""
        self._show(replace(self._screen, tab=cast("Tab", tab)))
        self._look_back()

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        deeds: dict[str, Callable[[], None]] = {
            "prove": self._prove, "refresh": self._again, "back": self._back,
            "only_who": lambda: self.narrowed("who"), "only_station": lambda: self.narrowed("station"),
            "only_deed": lambda: self.narrowed("deed"), "show_all": self._show_all,
        }  # fmt: skip
        if name in deeds:
            deeds[name]()

    def _back(self) -> None:
        state = self._screen
        if state.refusal:
            self._show(replace(state, refusal=""))
        elif state.narrowed or state.query.narrowing:
            self._show_all()

    def _show_all(self) -> None:
        self._show(replace(self._screen, narrowed=(), thing=None, span="all", tab="facts", refusal=""))
        self._want(ListQuery(self._screen.query.view, descending=True))

    def _since(self, span: str) -> str:
        """Return the moment the span begins: midnight here, today or six days ago."""
        if span == "all":
            return ""
        here = datetime.fromisoformat(self._house.now()).astimezone()
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        return iso(midnight - (_WEEK if span == "week" else timedelta(0)))

    def _found(self, answers: tuple[Thing | Refusal]) -> None:
        (answer,) = answers
        if isinstance(answer, Refusal):
            self._show(replace(self._screen, refusal=say_error(answer)))
            return
        self._narrow("thing", answer.value, shown.thing_words(answer), f"{answer.kind}:{answer.code}")
        self._show(replace(self._screen, thing=answer))

    def _narrow(self, name: str, value: str, words: str, kept: str = "") -> None:
        self._show(screen.narrowed(self._screen, name, words if value else "", kept or value))
        self._want(self._screen.query.narrowed(name, value))

    def _prove(self) -> None:
        if self._screen.proving:
            return
        self._show(replace(self._screen, proving=True, stopped=False, refusal=""))

        def deed(session: Session, task: Task) -> Report | None:
            def told(done: int, whole: int) -> bool:
                task.told(done, whole)
                return True

            return prove(self._house, session, told)

        self._hands.long(tr("Proving the trail"), deed, self._proven, frozenset(), stopped=lambda: self._proven(None))

    def _proven(self, answer: Report | Refusal | None) -> None:
        if isinstance(answer, Refusal):
            self._show(replace(self._screen, proving=False, refusal=say_error(answer)))
        else:
            self._show(screen.proven(self._screen, answer))
        self._stand()

    def _want(self, query: ListQuery) -> None:
        self._opened = True
        self._show(screen.chose(self._screen, None))
        self.list.open(query)
        self._stand()

    def _again(self) -> None:
        self.list.refresh(self._screen.query)
        self._stand()

    def _stand(self) -> None:
        self._fresh = figures.moment(self._house.now()) or _EVER
        self._hands.ask(trail_state, lambda found: self._show(replace(self._screen, trail=found)), right=TRAIL.right)

    def _list_changed(self) -> None:
        self._show(replace(self._screen, list=self.list.state))

    def _open(self) -> None:
        row = self._screen.picked
        if row is not None:
            link = str(row.seq)
            self._hands.ask(lambda desk: link_facts(desk, link), self._was_opened, right=TRAIL.right)
            self._look_back()

    def _was_opened(self, facts: Any) -> None:  # noqa: ANN401 - a TrailFacts
        self._show(screen.opened(self._screen, facts))

    def _look_back(self) -> None:
        state, row = self._screen, self._screen.picked
        if row is None or state.thing is None or not state.looks_back or state.tab != "then":
            return
        thing, at = state.thing, row.at
        self._hands.ask(lambda desk: held_at(desk, thing, at), lambda held: self._looked_back(row, held))

    def _looked_back(self, row: TrailRow, held: tuple[Held, ...]) -> None:
        if self._screen.picked is not None and self._screen.picked.seq == row.seq:
            self._show(replace(self._screen, then=held))

    def _show(self, state: AuditScreen) -> None:
        self._screen = state
        self._view.render_state(state)
