"""The presenter of the capture screen: rules listed, kept, dropped. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.run import Command
from warehouse_app.application.verdicts.capture import (
    RULES,
    BadScope,
    DropCaptureRule,
    KeepCaptureRule,
    capture_rule,
    capture_rules,
    count_capture_rules,
)
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.capture import CaptureRow
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.capture import shown
from warehouse_app.wording import tr

_WAKES = frozenset({Touched.PRODUCT})


class CapturePresenter(Keeper[CaptureRow, CaptureRow]):
    """Rules of what is captured while goods are packed."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, RULES, now, toast, _WAKES)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many rules each view has."""
        return count_capture_rules(desk)

    def read(self, desk: Any, row: CaptureRow | None, key: int) -> CaptureRow | None:  # noqa: ANN401 - as above
        """Return one rule."""
        return capture_rule(desk, key)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        rule = self.state.detail
        if name == "make":
            self.open_form(shown.form())
        elif name == "edit" and rule is not None:
            self.open_form(shown.form(rule))
        elif name == "drop" and rule is not None:
            words = tr("{field} is asked for no more").format(field=shown.field_words(rule.field))
            command = DropCaptureRule(id=self._hands.new_id(), scope=rule.scope, ref=rule.ref, field=rule.field)
            self.perform(command, words)
        else:
            super().commanded(name)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        told = {name: text.strip() for name, text in values.items()}
        if form.name == "make":
            return KeepCaptureRule(id=self._hands.new_id(), **told)
        rule = self.state.detail
        if rule is None:
            return tr("Choose a rule first")
        if not form.changes(values):
            return tr("Nothing is changed yet")
        return KeepCaptureRule(
            id=self._hands.new_id(), scope=rule.scope, ref=rule.ref, field=rule.field, mask=told["mask"],
            hint=told["hint"],
        )  # fmt: skip

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        kinds = {NoSuchProduct: "ref", BadScope: "scope"}
        return next((field for kind, field in kinds.items() if isinstance(refusal, kind)), "")

    def told(self, answer: Any) -> str:  # noqa: ANN401 - nothing
        """Return what is said when it is saved."""
        return tr("The rule is kept, from the next order on")

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - nothing
        """A rule that was changed has another row now."""
        rule = self.state.detail
        if form.name == "edit" and rule is not None:
            self.follow(lambda desk: _same(desk, rule))


def _same(desk: Any, rule: CaptureRow) -> int:  # noqa: ANN401 - the application's desk
    named = (rule.scope, rule.ref, rule.field)
    return next((each.id for each in capture_rules(desk) if (each.scope.value, each.ref, each.field) == named), 0)
