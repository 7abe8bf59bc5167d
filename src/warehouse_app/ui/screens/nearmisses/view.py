"""The near-miss page: views, the list, and beside it one of them."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.verdicts import MISSES, PickerMisses
from warehouse_app.domain.verdicts.misses import NearMiss
from warehouse_app.ui.kit.labels import rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.ui.screens.nearmisses import shown
from warehouse_app.ui.screens.nearmisses.presenter import MissesPresenter
from warehouse_app.ui.screens.nearmisses.state import MissesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("settle", tr("What became of it"), "F2", "check", "bar", "primary"),
        Action("people", tr("By person"), "F3", "users", "bar"),
        *keep_actions(tr("Search near misses")),
    )


class MissView(OneCard):
    """One near miss: what, of which order, by whom."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__()
        self._now = now

    def render_miss(self, row: NearMiss | None) -> None:
        """Show one."""
        if row is not None:
            chip = shown.state_chip(row)
            told = chip if isinstance(chip, ChipValue) else ChipValue("info", tr("Stopped"))
            self.show_head(shown.title(row), shown.about(row), shown.facts(row, self._now()), told)


class PeopleView(OneCard):
    """Near misses of the last weeks by who picked, and by what was wrong; a row narrows the list to that person."""

    def __init__(self) -> None:
        super().__init__(wraps=True)
        self.people = Table(
            shown.people_columns(), name=tr("Near misses by person"), key=lambda row: row[:3], dense=True
        )
        self.people.none = tr("No near miss in this time.")
        self.put(rule())
        self.put_rest(self.people)

    def render_people(self, rows: tuple[PickerMisses, ...] | None) -> None:
        """Show them."""
        if rows is not None:
            self.show_head(*shown.people_head(rows), ())
            self.people.show_rows(rows)


class MissesView(KeepPage):
    """Renders `MissesScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Near misses"), MISSES)
        self.miss = MissView(now)
        frame = Frame(
            tr("SKU, order or picker"), (tr("Choose a near miss"), tr("Who picked it appears here."), "shield-alert"),
            show_all=tr("Show all"), filters=(("picker", tr("Any picker")), ("code", tr("Anything"))),
            shares=(760, 420), least=400,
        )  # fmt: skip
        super().__init__(_actions(), table, self.miss, frame)
        self.by_person = PeopleView()
        self._people_side = self.add_side(self.by_person)
        self._people: tuple[PickerMisses, ...] | None = None

    def use(self, presenter: MissesPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)
        self.by_person.people.picked.connect(presenter.picked)

    def show_people(self, rows: tuple[PickerMisses, ...] | None) -> None:
        """Show near misses by person beside the list; None shows one of the list again."""
        self._people = rows
        self.by_person.render_people(rows)

    def render_state(self, state: MissesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.miss.render_miss(state.detail)
        if self._people is not None and state.form is None:
            self.sides.setCurrentIndex(self._people_side)
        self.show_reasons(shown.deeds(state))
