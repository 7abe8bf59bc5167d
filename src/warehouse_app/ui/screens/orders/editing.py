"""The form in which an open order is changed: nothing typed is lost, and who was faster is told. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.addressing import Readdressed
from warehouse_app.application.run import Outcome
from warehouse_app.domain.editing import BadField, ChangedMeanwhile
from warehouse_app.domain.orders.addressing import AddressIncomplete
from warehouse_app.domain.orders.refusals import ReasonMissing
from warehouse_app.domain.orders.values import OrderRow
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.screens.orders import forms, questions, shown
from warehouse_app.ui.screens.orders.state import OrdersScreen
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error


class Editing:
    """Opens a form from what is there (how an order leaves, where it goes, its gift note), writes what was changed."""

    def __init__(
        self,
        hands: Hands,
        state: Callable[[], OrdersScreen],
        show: Callable[[OrdersScreen], None],
        toast: Callable[[str, bool], None],
    ) -> None:
        self._hands, self._state, self._show, self._toast = hands, state, show, toast
        self._ship_by, self._number = "", 0

    def open(self) -> None:
        """Open the form of the chosen order."""
        row = self._state().row
        if row is not None and not shown.deeds(self._state())["change"]:
            self._hands.ask(lambda desk: questions.fields(desk, row.id), self._opened)

    def open_address(self) -> None:
        """Open the form of where the chosen order goes."""
        row = self._state().row
        if row is not None and not shown.deeds(self._state())["address"]:
            self._hands.ask(
                lambda desk: questions.where(desk, row.id), lambda now: self._begin(row.id, now, forms.address_form)
            )

    def open_gift(self) -> None:
        """Open the form of what the chosen order's buyer asks for."""
        row = self._state().row
        if row is not None and not shown.deeds(self._state())["gift"]:
            self._hands.ask(
                lambda desk: questions.asked_for(desk, row.id), lambda now: self._begin(row.id, now, forms.gift_form)
            )

    def _begin(
        self, order_id: int, now: Mapping[str, str], form: Callable[[OrderRow, Mapping[str, str]], FormValue]
    ) -> None:
        """Open a form, where its order is still the chosen one."""
        state = self._state()
        if state.row is not None and state.row.id == order_id:
            self._number += 1
            self._show(replace(state, form=replace(form(state.row, now), number=self._number)))

    def _opened(self, now: Mapping[str, str]) -> None:
        state = self._state()
        if state.row is not None:
            self._ship_by, self._number = now["ship_by"], self._number + 1
            self._show(replace(state, form=replace(forms.edit_form(state.row, now), number=self._number)))

    def save(self, values: Mapping[str, str]) -> None:
        """Write what was changed."""
        state = self._state()
        if state.form is None or state.row is None:
            return
        changes = state.form.changes(values)
        if not changes:
            self._show(replace(state, form=state.form.refused("", tr("Nothing is changed yet"))))
            return
        new = self._hands.new_id()
        if state.form.name == forms.ADDRESS:
            self._hands.do(questions.readdress(new, state.row, changes, values.get("reason", "")), self._written)
        elif state.form.name == forms.GIFT:
            self._hands.do(questions.set_gift(new, state.row, changes), self._written)
        else:
            self._hands.do(questions.change(new, state.row, questions.utc(changes, self._ship_by)), self._written)

    def _written(self, outcome: Outcome[Any]) -> None:
        state, refusal, value = self._state(), outcome.refusal, outcome.value
        if refusal is None:
            self._show(replace(state, form=None))
            told = tr("Order {code} is changed").format(code=value)
            self._toast(questions.readdressed_words(value) if isinstance(value, Readdressed) else told, False)
        elif state.form is not None:
            self._show(replace(state, form=self._told(state.form, refusal)))

    def _told(self, form: FormValue, refusal: Refusal) -> FormValue:
        if isinstance(refusal, ChangedMeanwhile):
            now, before = refusal.now, refusal.before
            if refusal.field == "ship_by":
                self._ship_by = now
                now, before = figures.filed(now), figures.filed(before)
            words = say_error(replace(refusal, now=now, before=before))
            return form.refused(refusal.field, words).seen(refusal.field, now)
        where = refusal.field if isinstance(refusal, (BadField, AddressIncomplete)) else ""
        where = "reason" if isinstance(refusal, ReasonMissing) else where
        named = replace(refusal, field=form.called(refusal.field)) if isinstance(refusal, BadField) else refusal
        return form.refused(where, say_error(named))
