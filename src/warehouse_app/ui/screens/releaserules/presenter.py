"""The presenter of the release rules screen: channels, cut-offs and limits made, changed and dropped. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.releasing.rulelist import CUT_OFFS, RULES, RuleBook, RuleRow, rule_book
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.releasing.channels import Channel
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import KeepView
from warehouse_app.ui.runtime.rulekeeping import RuleKeeper
from warehouse_app.ui.screens.releaserules import forms, shown
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.SETTING, Touched.BATCH})


class RulesPresenter(RuleKeeper[RuleRow]):
    """What is said about releasing. `book` is all of it as read last."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        self.book = RuleBook()
        super().__init__(view, hands, RULES, now, toast, _WAKES)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many rules each view has."""
        return rule_book(desk).counts()

    def read(self, desk: Any, row: RuleRow | None, key: int) -> RuleRow | None:  # noqa: ANN401 - as above
        """Return one rule as it is now."""
        return rule_book(desk).find(key)

    def title(self, row: RuleRow) -> str:
        """Return what a rule is called."""
        return shown.title(row)

    def new_form(self, kind: str) -> FormValue:
        """Return the form of a new channel, cut-off or limit."""
        return forms.new_form(kind, self.book.warehouses)

    def edit_form(self, row: RuleRow) -> FormValue:
        """Return the form in which one is changed."""
        return forms.edit_form(row, self.book.warehouses)

    def made(self, new: str, kind: str, values: Mapping[str, str]) -> Command | str:
        """Return the command of a new one, or which is there already. Raises Refused for no number or no time."""
        return self._taken(kind, values) or forms.made(new, kind, values)

    def changed(self, new: str, row: RuleRow, changes: Mapping[str, str]) -> Command:
        """Return the command that changes one. Raises Refused as above."""
        return forms.changed(new, row, changes)

    def let_go(self, new: str, row: RuleRow) -> Command:
        """Return the command that lets one hold no more."""
        return forms.dropped(new, row)

    def saved(self, values: Mapping[str, str]) -> None:
        """Write what was typed; what cannot be read is told under its field."""
        form = self.state.form
        try:
            super().saved(values)
        except Refused as no:
            if form is not None:
                refusal = no.refusal
                named = replace(refusal, field=form.called(refusal.field)) if isinstance(refusal, BadField) else refusal
                told = form.refused(forms.field_of(refusal), say_error(named))
                self._show(replace(self.state, form=told))

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        return forms.field_of(refusal)

    def _taken(self, kind: str, values: Mapping[str, str]) -> str:
        """Return why a new rule cannot take the place of one that is there."""
        if kind == CUT_OFFS:
            return ""
        for row in self.book.rows:
            rule = row.rule
            if row.view == kind and (
                rule.code == values["code"].strip().upper()
                if isinstance(rule, Channel)
                else (row.warehouse, getattr(rule, "zone", "")) == (values["warehouse"], values["zone"].strip())
            ):
                return tr("{rule} is there already: change it").format(rule=shown.title(row))
        return ""

    def _count(self) -> None:
        self._hands.ask(rule_book, self._book_came)

    def _book_came(self, book: RuleBook) -> None:
        self.book = book
        self._counted((book.counts(), ()))
