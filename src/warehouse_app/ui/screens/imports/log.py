"""The log of imports beside the screen's presenter: listed, one in detail, what stands on it, undone. No Qt."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from warehouse_app.application.importing import (
    ImportRow,
    KeptReject,
    Reach,
    Undone,
    find_imports,
    find_mappings,
    find_warehouses,
    kept_rejects,
    reach,
    undo_import,
)
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.importing.mapping import FileMapping
from warehouse_app.domain.importing.values import Standing
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ui.screens.imports import state as screen
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

if TYPE_CHECKING:
    from warehouse_app.ui.screens.imports.presenter import ImportsPresenter

RIGHT = Right.IMPORT
MOST_SHOWN = 500
UNDOABLE = frozenset({"done", "stopped", "undoing"})
_TOUCHED: frozenset[str] = frozenset({Touched.IMPORT, Touched.ORDER, Touched.PRODUCT, Touched.STOCK, Touched.PLACE})


def setting_of(desk: Any) -> tuple[tuple[FileMapping, ...], tuple[str, ...]]:  # noqa: ANN401 - the application's desk
    """Return the mappings that are kept, and the warehouses there are."""
    return tuple(each.mapping for each in find_mappings(desk)), find_warehouses(desk)


class Log:
    """The part of the presenter that speaks of the log."""

    def __init__(self, presenter: ImportsPresenter) -> None:
        self._presenter = presenter

    def read(self) -> None:
        """Read the newest imports."""
        self._presenter.hands.ask(lambda desk: find_imports(desk, MOST_SHOWN), self._came, right=RIGHT)

    def chosen(self, number: int) -> None:
        """Another import."""
        state = self._presenter.state
        if number and number != state.chosen:
            self._presenter.show(replace(state, chosen=number, rejects=(), stands=None, asking="", refusal=""))
            self._detail()

    def ask_undo(self) -> None:
        """Ask before an import is undone; what stands on it is shown instead, where something does."""
        state = self._presenter.state
        if state.row is not None and state.row.state in UNDOABLE and state.stands == ():
            self._presenter.show(replace(state, mode="log", asking="undo", refusal=""))

    def keyed(self, key: str) -> bool:
        """1 undoes the import, 2 keeps it."""
        state = self._presenter.state
        if state.asking != "undo" or key not in {"1", "2"}:
            return False
        if key == "2":
            self._presenter.show(replace(state, asking=""))
        else:
            self._undo()
        return True

    def _came(self, rows: tuple[ImportRow, ...]) -> None:
        before = self._presenter.state
        state = screen.listed(before, rows)
        if state.chosen != before.chosen:
            state = replace(state, rejects=(), stands=None)
        self._presenter.show(state)
        self._detail()

    def _detail(self) -> None:
        presenter, number = self._presenter, self._presenter.state.chosen
        if not number:
            return
        now = presenter.house.clock.now()

        def question(desk: Any) -> tuple[tuple[KeptReject, ...], tuple[Standing, ...] | None]:  # noqa: ANN401
            try:
                found: Reach | None = reach(desk, number, now)
            except Refused:
                found = None
            return kept_rejects(desk, number), found.stands if found is not None else None

        def then(answer: tuple[tuple[KeptReject, ...], tuple[Standing, ...] | None]) -> None:
            state = presenter.state
            if state.chosen == number:
                presenter.show(replace(state, rejects=answer[0], stands=answer[1]))

        presenter.hands.ask(question, then, right=RIGHT)

    def _undo(self) -> None:
        presenter, number = self._presenter, self._presenter.state.chosen
        words = tr("Undoing import {n}").format(n=number)
        presenter.show(replace(presenter.state, asking="", busy=words))

        def then(answer: Undone | Refusal) -> None:
            refusal = say_error(answer) if isinstance(answer, Refusal) else ""
            presenter.show(replace(presenter.state, busy="", refusal=refusal, mode="log"))
            if not isinstance(answer, Refusal):
                presenter.told(tr("Import {n} is undone").format(n=answer.number))
            self.read()

        presenter.hands.bulk(
            lambda session: undo_import(presenter.house, session, number, time.sleep),
            then,
            _TOUCHED,
            presenter.failed,
        )
