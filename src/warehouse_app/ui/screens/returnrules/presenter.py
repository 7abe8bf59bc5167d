"""The presenter of the page of return rules: reasons, policies and questions made, changed and dropped. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.returning.rulelist import RULES, ReturnRule, all_rules, counts
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import KeepView
from warehouse_app.ui.runtime.rulekeeping import RuleKeeper
from warehouse_app.ui.screens.returnrules import forms, shown

_WAKES = frozenset({Touched.SETTING})


class RulesPresenter(RuleKeeper[ReturnRule]):
    """What is said about returns."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, RULES, now, toast, _WAKES)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many rules each view has."""
        return counts(all_rules(desk))

    def read(self, desk: Any, row: ReturnRule | None, key: int) -> ReturnRule | None:  # noqa: ANN401 - as above
        """Return one rule as it is now."""
        return next((each for each in all_rules(desk) if each.id == key), None)

    def title(self, row: ReturnRule) -> str:
        """Return what a rule is called."""
        return shown.title(row)

    def new_form(self, kind: str) -> FormValue:
        """Return the form of a new reason, policy or question."""
        return forms.new_form(kind)

    def edit_form(self, row: ReturnRule) -> FormValue:
        """Return the form in which one is changed."""
        return forms.edit_form(row)

    def made(self, new: str, kind: str, values: Mapping[str, str]) -> Command:
        """Return the command of a new one."""
        return forms.made(new, kind, values)

    def changed(self, new: str, row: ReturnRule, changes: Mapping[str, str]) -> Command:
        """Return the command that changes one."""
        return forms.changed(new, row, changes)

    def let_go(self, new: str, row: ReturnRule) -> Command:
        """Return the command that lets one hold no more."""
        return forms.dropped(new, row)
