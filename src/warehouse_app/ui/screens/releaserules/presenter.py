"""The presenter of the release rules screen: channels, cut-offs and limits made, changed and dropped. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.releasing.rulelist import CHANNELS, CUT_OFFS, RULES, VIEWS, RuleBook, RuleRow, rule_book
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.releasing.channels import Channel
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.releaserules import forms, shown
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.SETTING, Touched.BATCH})


class RulesPresenter(Keeper[RuleRow, RuleRow]):
    """What is said about releasing. `book` is all of it as read last, `making` the kind an open form makes."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        self.book = RuleBook()
        self.making = CHANNELS
        super().__init__(view, hands, RULES, now, toast, _WAKES)
        self.state = replace(self.state, list=replace(self.state.list, query=ListQuery(RULES.home)))

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many rules each view has."""
        return rule_book(desk).counts()

    def read(self, desk: Any, row: RuleRow | None, key: int) -> RuleRow | None:  # noqa: ANN401 - as above
        """Return one rule as it is now."""
        return rule_book(desk).find(key)

    def opened(self, what: str) -> None:
        """Show one kind: "rules:limits"."""
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
            self.open_form(forms.new_form(self.making, self.book.warehouses))
        elif name == "edit" and row is not None:
            self.open_form(forms.edit_form(row, self.book.warehouses))
        elif name == "drop" and row is not None:
            words = tr("{rule} holds no more").format(rule=shown.title(row))
            self.perform(forms.dropped(self._hands.new_id(), row), words)
        elif name == "show_all":
            self.want(replace(self.state.query, text="", filters=()))
        else:
            super().commanded(name)

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

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form. Raises Refused for what is no number or no time."""
        new, row = self._hands.new_id(), self.state.detail
        if shown.is_new(form):
            return self._taken(values) or forms.made(new, self.making, values)
        changes = {each.field: each.after for each in form.changes(values)}
        if row is None:
            return tr("Choose a rule first")
        return forms.changed(new, row, changes) if changes else tr("Nothing is changed yet")

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        return forms.field_of(refusal)

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a channel's code, or a warehouse
        """Return what is said when a rule is written."""
        return tr("The rule holds from now on")

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - as above
        """A changed rule is read again."""
        self.again()

    def _taken(self, values: Mapping[str, str]) -> str:
        """Return why a new rule cannot take the place of one that is there."""
        if self.making == CUT_OFFS:
            return ""
        for row in self.book.rows:
            rule = row.rule
            if row.view == self.making and (
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
