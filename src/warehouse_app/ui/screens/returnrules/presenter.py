"""The presenter of the page of return rules: reasons, policies and questions made, changed and dropped. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.returning.rulelist import REASONS, RULES, VIEWS, ReturnRule, all_rules, counts
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.returnrules import forms, shown
from warehouse_app.wording import tr

_WAKES = frozenset({Touched.SETTING})


class RulesPresenter(Keeper[ReturnRule, ReturnRule]):
    """What is said about returns; `making` is the kind an open form makes."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        self.making = REASONS
        super().__init__(view, hands, RULES, now, toast, _WAKES)
        self.state = replace(self.state, list=replace(self.state.list, query=ListQuery(RULES.home)))

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many rules each view has."""
        return counts(all_rules(desk))

    def read(self, desk: Any, row: ReturnRule | None, key: int) -> ReturnRule | None:  # noqa: ANN401 - as above
        """Return one rule as it is now."""
        return next((each for each in all_rules(desk) if each.id == key), None)

    def opened(self, what: str) -> None:
        """Show one kind: "rules:policies"."""
        view = what.removeprefix("rules:")
        if view in VIEWS:
            self.viewed(view)

    def viewed(self, view: str) -> None:
        """Another kind of rule; the one beside goes with its list, unless a form is open on it."""
        if self.state.form is None:
            self._show(replace(self.state, chosen=0, row=None, detail=None))
        super().viewed(view)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        row = self.state.detail
        if name == "make":
            self.making = self.state.query.view
            self.open_form(forms.new_form(self.making))
        elif name == "edit" and row is not None:
            self.open_form(forms.edit_form(row))
        elif name == "drop" and row is not None:
            words = tr("{rule} holds no more").format(rule=shown.title(row))
            self.perform(forms.dropped(self._hands.new_id(), row), words)
        elif name == "show_all":
            self.want(replace(self.state.query, text="", filters=()))
        else:
            super().commanded(name)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new, row = self._hands.new_id(), self.state.detail
        if form.name == "new":
            return forms.made(new, self.making, values)
        changes = {each.field: each.after for each in form.changes(values)}
        if row is None:
            return tr("Choose a rule first")
        return forms.changed(new, row, changes) if changes else tr("Nothing is changed yet")

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a code, a name or a number
        """Return what is said when a rule is written."""
        return tr("The rule holds from now on")

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - as above
        """A changed rule is read again."""
        self.again()
