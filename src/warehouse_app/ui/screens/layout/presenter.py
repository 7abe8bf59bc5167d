"""The presenter of the layout screen: draws by forms and files, makes places, reads heat and advice. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, cast

from warehouse_app.application.labels import place_sheets
from warehouse_app.application.layouts.drawing import (
    FloorView,
    KeepLayout,
    PlacesLaid,
    UndoLayout,
    floor_of,
    lay_all,
    read_file,
)
from warehouse_app.application.layouts.looking import (
    PlaceHeat,
    SlottingAdvice,
    heat_of,
    propose_moves,
    since_days,
    slotting_of,
)
from warehouse_app.application.run import Outcome, Runner, Session
from warehouse_app.application.warehouses import find_warehouses
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.layouts.drawing import with_aisles
from warehouse_app.domain.layouts.files import to_csv, to_json
from warehouse_app.domain.layouts.values import BadLayout, Layout
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.layout import forms
from warehouse_app.ui.screens.layout import state as screen
from warehouse_app.ui.screens.layout.state import LayoutScreen, Page
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error

MOST_LABELS = 500
"""Places whose labels are printed together."""

LARGEST_FILE = 8_000_000
_MADE: frozenset[str] = frozenset({Touched.PLACE})
_MOVED: frozenset[str] = frozenset({Touched.MOVE})


class LayoutPage(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: LayoutScreen) -> None: ...

    def ask_file(self, then: Callable[[str], None]) -> None:
        """Let the person choose a drawing's file."""

    def keep_file(self, name: str, content: bytes) -> None:
        """Let the person keep a file."""


class LayoutPresenter(Presenter):
    """`house` carries out what takes several commands."""

    def __init__(self, view: LayoutPage, hands: Hands, house: Runner, toast: Callable[[str, bool], None]) -> None:
        self._view, self._hands, self._house, self._toast = view, hands, house, toast
        self._screen = LayoutScreen(may=Right.PLACES in hands.session().actor.rights)
        self._in_view, self._forms, self._moved = False, 0, False

    @property
    def state(self) -> LayoutScreen:
        """Return what is shown."""
        return self._screen

    def shown(self) -> None:
        """Read the warehouses and the drawing."""
        self._in_view = True
        self._hands.ask(find_warehouses, self._houses_came)

    def hidden(self) -> None:
        """Out of view; an open form stays."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Somebody changed a place or a drawing."""
        if self._in_view and Touched.PLACE in changes and self._screen.house:
            self._read()

    def opened(self, what: str) -> None:
        """Show one warehouse: "layout:MAIN"."""
        self.housed(what.removeprefix("layout:"))

    def housed(self, house: str) -> None:
        """Another warehouse."""
        if house and house != self._screen.house:
            self._show(screen.housed(self._screen, house))
            self._read()

    def paged(self, page: str) -> None:
        """Another way to look at it."""
        self._show(replace(self._screen, page=cast("Page", page), form=None, place="", move=""))
        self._look()

    def days_set(self, days: int) -> None:
        """Another span of days."""
        self._show(screen.days_set(self._screen, days))
        self._look()

    def aisle_chosen(self, name: str) -> None:
        """An aisle of the list."""
        self._show(replace(self._screen, aisle=name))

    def move_chosen(self, sku: str) -> None:
        """A move of the advice."""
        self._show(replace(self._screen, move=sku))

    def place_chosen(self, place: str) -> None:
        """A place of the map or of the busiest ones; its aisle is chosen with it."""
        floor = None if self._screen.view is None else self._screen.view.floor
        spot = next((each for each in floor.spots if each.code == place), None) if floor is not None else None
        layout = self._screen.layout
        aisle = self._screen.aisle
        if spot is not None and layout is not None:
            near = min(layout.aisles, key=lambda each: abs(each.x_mm - spot.x_mm))
            aisle = near.name
        self._show(replace(self._screen, place=place, aisle=aisle))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        state, layout = self._screen, self._screen.layout
        if name == "refresh":
            self._show(replace(state, heat=None, advice=None))
            self._read()
            self._look()
        elif name == "back":
            self._show(screen.back(state))
        elif name in {"draw", "edit", "add", "rules"}:
            self._open_form(name)
        elif name == "remove" and state.row is not None and layout is not None:
            rest = tuple(aisle for aisle in layout.aisles if aisle.name != state.aisle)
            self._keep(with_aisles(layout, rest), state.version)
        elif name == "places":
            self._lay()
        elif name == "undo":
            self._undo()
        elif name == "import":
            self._view.ask_file(self._take)
        elif name == "export" and layout is not None:
            self._view.keep_file(f"layout-{layout.warehouse}.json", to_json(layout).encode())
        elif name == "export_csv" and layout is not None:
            self._view.keep_file(f"aisles-{layout.warehouse}.csv", to_csv(layout).encode())
        elif name == "labels":
            self._labels()
        elif name == "propose":
            self._propose()

    def saved(self, values: Mapping[str, str]) -> None:
        """Draw what was typed; what cannot be is told under its field."""
        state, form = self._screen, self._screen.form
        if form is None:
            return
        try:
            layout = forms.drawing_of(form, values, state.layout, state.house, state.aisle)
        except Refused as no:
            self._refused(no.refusal)
            return
        self._keep(layout, state.seen, values.get("name", state.aisle))

    def dropped(self) -> None:
        """The form is closed."""
        self._show(replace(self._screen, form=None))

    def _open_form(self, name: str) -> None:
        state, layout = self._screen, self._screen.layout
        self._forms += 1
        if name == "draw":
            form = forms.draw_form(layout, self._forms)
        elif layout is None or (name == "edit" and state.row is None):
            return
        elif name == "rules":
            form = forms.rules_form(layout, self._forms)
        else:
            form = forms.aisle_form(state.row if name == "edit" else None, layout, self._forms)
        self._show(replace(state, form=form, seen=state.version, page="drawing"))

    def _keep(self, layout: Layout, version: int, aisle: str = "") -> None:
        """Keep a drawing in the place of the version that it was made from."""
        command = KeepLayout(id=self._hands.new_id(), layout=layout, version=version)

        def answered(outcome: Outcome[Any]) -> None:
            if outcome.refusal is not None:
                self._refused(outcome.refusal)
                return
            self._show(replace(self._screen, form=None, refusal="", aisle=aisle, heat=None, advice=None))
            self._toast(tr("The drawing is kept"), False)
            self._read()

        self._hands.do(command, answered)

    def _refused(self, no: Refusal) -> None:
        form = self._screen.form
        words = say_error(no)
        if form is not None:
            field = forms.field_of(no, form) if isinstance(no, BadLayout) else ""
            words = say_error(replace(no, field=forms.called(form, field))) if isinstance(no, BadLayout) else words
            self._show(replace(self._screen, form=form.refused(field, words)))
        else:
            self._show(replace(self._screen, refusal=words))
        if no.code == "layout_moved":
            self._moved = True
            self._read()

    def _undo(self) -> None:
        state = self._screen
        command = UndoLayout(id=self._hands.new_id(), warehouse=state.house, version=state.version)

        def answered(outcome: Outcome[Any]) -> None:
            if outcome.refusal is not None:
                self._refused(outcome.refusal)
                return
            self._toast(tr("The drawing before holds again") if outcome.value else tr("Nothing is drawn now"), False)
            self._read()

        self._hands.do(command, answered)

    def _lay(self) -> None:
        house = self._screen.house
        self._hands.long(
            tr("Making places"),
            lambda session, task: lay_all(self._house, session, house, task.pause, task.told),
            self._laid, _MADE, stopped=self._read,
        )  # fmt: skip

    def _laid(self, answer: PlacesLaid | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._refused(answer)
            return
        told = trn("{n} place made, {m} put on the map anew", "{n} places made, {m} put on the map anew", answer.made)
        self._toast(told.format(n=answer.made, m=answer.changed), False)
        self._read()

    def _take(self, where: str) -> None:
        state = self._screen

        def deed(session: Session) -> int:
            try:
                with Path(where).open("rb") as file:
                    raw = file.read(LARGEST_FILE)
            except OSError as no:
                raise Refused(BadLayout("file", "unreadable", no.strerror or "")) from None
            layout = read_file(raw.decode("utf-8-sig", errors="replace"), where, state.layout, state.house)
            command = KeepLayout(id=self._hands.new_id(), layout=layout, version=state.version)
            return int(self._house.perform(command, session).done())

        def done(answer: int | Refusal) -> None:
            if isinstance(answer, Refusal):
                self._refused(answer)
                return
            self._toast(tr("{file} is drawn").format(file=Path(where).name), False)
            self._read()

        self._hands.bulk(deed, done, _MADE)

    def _labels(self) -> None:
        """Make the labels of the places on the map, of one aisle where they are more than a stack."""
        state = self._screen
        spots = () if state.view is None else state.view.floor.spots
        if len(spots) > MOST_LABELS and state.row is not None:
            x = state.row.x_mm
            spots = tuple(spot for spot in spots if spot.x_mm == x)
        if len(spots) > MOST_LABELS:
            self._show(replace(state, refusal=tr("Choose an aisle: its labels are made together")))
            return
        where = tuple((spot.code, state.house) for spot in spots)
        self._hands.ask(
            lambda desk: place_sheets(desk, where),
            lambda paper: self._view.keep_file("place-labels.pdf", paper),
            right=Right.PRINT,
        )

    def _propose(self) -> None:
        state = self._screen
        if state.advice is None:
            return
        advice = state.advice.advice

        def done(answer: int | Refusal) -> None:
            if isinstance(answer, Refusal):
                self._refused(answer)
                return
            self._toast(trn("{n} move is asked for", "{n} moves are asked for", answer).format(n=answer), False)

        self._hands.bulk(lambda session: propose_moves(self._house, session, state.house, advice), done, _MOVED)

    def _houses_came(self, houses: tuple[str, ...]) -> None:
        state = replace(self._screen, houses=houses)
        if state.house not in houses and houses:
            state = screen.housed(state, houses[0])
        self._show(state)
        if state.house:
            self._read()
            self._look()

    def _read(self) -> None:
        house = self._screen.house
        self._hands.ask(lambda desk: floor_of(desk, house), self._came)

    def _came(self, view: FloorView) -> None:
        state, moved, self._moved = screen.came(self._screen, view), self._moved, False
        self._show(replace(state, seen=state.version) if moved else state)  # it was told: saved again it is meant so

    def _look(self) -> None:
        """Read what the page in view needs and has not yet."""
        state = self._screen
        house, days = state.house, state.days
        since = since_days(self._house.clock.now(), days)

        def heat_came(found: tuple[PlaceHeat, ...]) -> None:
            if (house, days) == (self._screen.house, self._screen.days):
                self._show(replace(self._screen, heat=found))

        def advice_came(found: SlottingAdvice) -> None:
            if (house, days) == (self._screen.house, self._screen.days):
                self._show(replace(self._screen, advice=found))

        if state.page == "heat" and state.heat is None:
            self._hands.ask(lambda desk: heat_of(desk, house, since), heat_came)
        elif state.page == "slotting" and state.advice is None:
            self._hands.ask(lambda desk: slotting_of(desk, house, since, days), advice_came)

    def _show(self, state: LayoutScreen) -> None:
        self._screen = state
        self._view.render_state(state)
