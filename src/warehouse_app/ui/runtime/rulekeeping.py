"""What the pages of rules have in common: several kinds, each a view, made, changed and dropped one by one. No Qt."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, Keeping, KeepView, Row
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right


class RuleKeeper(Keeper[Row, Row]):
    """Subclasses say the forms of a rule and the commands they stand for; `making` is the kind an open form makes."""

    def __init__(
        self,
        view: KeepView,
        hands: Hands,
        source: ListOf[Row],
        now: Callable[[], str],
        toast: Callable[[str, bool], None],
        wakes: frozenset[str],
    ) -> None:
        self.making = source.home
        super().__init__(view, hands, source, now, toast, wakes)

    @abstractmethod
    def title(self, row: Row) -> str:
        """Return what a rule is called."""

    @abstractmethod
    def new_form(self, kind: str) -> FormValue:
        """Return the form in which a rule of a kind is made; its name is "new"."""

    @abstractmethod
    def edit_form(self, row: Row) -> FormValue:
        """Return the form in which a rule is changed."""

    @abstractmethod
    def made(self, new: str, kind: str, values: Mapping[str, str]) -> Command | str:
        """Return the command of a new rule, or why there is none."""

    @abstractmethod
    def changed(self, new: str, row: Row, changes: Mapping[str, str]) -> Command:
        """Return the command that changes a rule; `changes` are the fields that did."""

    @abstractmethod
    def let_go(self, new: str, row: Row) -> Command:
        """Return the command that lets a rule hold no more."""

    def opened(self, what: str) -> None:
        """Show one kind: "rules:limits"."""
        kind = what.removeprefix("rules:")
        if kind in self.list.source.known.views:
            self.viewed(kind)

    def viewed(self, view: str) -> None:
        """Another kind of rule; the one beside goes with its list, unless a form is open on it."""
        if self.state.form is None:
            self._show(replace(self.state, chosen=0, row=None, detail=None))
        super().viewed(view)

    def commanded(self, name: str) -> None:
        """A deed of the action table; all of a kind is the most a page shows."""
        row = self.state.detail
        if name == "make":
            self.making = self.state.query.view
            self.open_form(self.new_form(self.making))
        elif name == "edit" and row is not None:
            self.open_form(self.edit_form(row))
        elif name == "drop" and row is not None:
            words = tr("{rule} holds no more").format(rule=self.title(row))
            self.perform(self.let_go(self._hands.new_id(), row), words)
        elif name == "show_all":
            self.want(replace(self.state.query, text="", filters=()))
        else:
            super().commanded(name)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form. Raises Refused for what cannot be read."""
        new, row = self._hands.new_id(), self.state.detail
        if form.name == "new":
            return self.made(new, self.making, values)
        changes = {each.field: each.after for each in form.changes(values)}
        if row is None:
            return tr("Choose a rule first")
        return self.changed(new, row, changes) if changes else tr("Nothing is changed yet")

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a command's answer
        """Return what is said when a rule is written."""
        return tr("The rule holds from now on")

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a command's answer
        """A changed rule is read again."""
        self.again()


def rule_footer(state: Keeping[Any, Any], says: Mapping[str, str]) -> tuple[str, str]:
    """Return how many rules the list has, and what there is to know about their kind."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "rule", "rules")
    return left, says.get(state.query.view, "")


def rule_reasons(state: Keeping[Any, Any], right: Right) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    lacks = lacks_right(state.rights, right)
    choose = "" if state.detail is not None else tr("Choose a rule first")
    return {"make": lacks, "edit": lacks or choose, "drop": lacks or choose}
