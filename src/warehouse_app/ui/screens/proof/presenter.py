"""The presenter of the proof screen: rules listed, kept, dropped. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.people import UserUnknown
from warehouse_app.application.proofrules import (
    RULES,
    ClearProof,
    ProofRuleInvalid,
    SetProof,
    count_rules,
    proof_rule,
    proof_rules,
    why,
)
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.proof import Proof, ProofRow
from warehouse_app.domain.printing.values import NoSuchStation
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.proof import shown
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.SETTING, Touched.PRODUCT})
_PROBLEMS = {"level": "level", "role": "role", "both": "role", "length": "why", "traced": "level"}


class ProofPresenter(Keeper[ProofRow, ProofRow]):
    """Rules of what is scanned at the pack bench."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, RULES, now, toast, _WAKES)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many rules each view has."""
        return count_rules(desk)

    def read(self, desk: Any, row: ProofRow | None, key: int) -> ProofRow | None:  # noqa: ANN401 - as above
        """Return one rule."""
        return proof_rule(desk, key)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        rule = self.state.detail
        if name == "make":
            self.open_form(shown.form())
        elif name == "why":
            self.open_form(shown.why_form())
        elif name == "edit" and rule is not None:
            self.open_form(shown.form(rule))
        elif name == "drop" and rule is not None:
            words = tr("The rule for {what} is dropped").format(what=shown.whose(rule))
            self.perform(ClearProof(id=self._hands.new_id(), **_scope(rule)), words)
        else:
            super().commanded(name)

    def saved(self, values: Mapping[str, str]) -> None:
        """What is asked of a product is told, not written."""
        form = self.state.form
        if form is None or form.name != "why":
            super().saved(values)
            return
        told = {name: text.strip() for name, text in values.items()}
        self._hands.ask(lambda desk: _asked(desk, **told), lambda found: self._was_asked(form, told["sku"], *found))

    def _was_asked(self, form: FormValue, sku: str, found: Proof | None, refusal: Refusal | None) -> None:
        now = self.state.form
        if now is None or (now.name, now.number) != (form.name, form.number):
            return
        if found is not None:
            self._show(replace(self.state, form=None, care=shown.asked(sku.upper(), found)))
        elif refusal is not None:
            self._show(replace(self.state, form=now.refused(self.place_of(refusal), say_error(refusal))))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        told = {name: text.strip() for name, text in values.items()}
        if form.name == "make":
            return SetProof(id=self._hands.new_id(), **told)
        rule = self.state.detail
        if rule is None:
            return tr("Choose a rule first")
        if not form.changes(values):
            return tr("Nothing is changed yet")
        return SetProof(id=self._hands.new_id(), level=told["level"], why=told["why"], **_scope(rule))

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        if isinstance(refusal, ProofRuleInvalid):
            return _PROBLEMS.get(refusal.problem, "")
        kinds = {NoSuchProduct: "sku", UserUnknown: "person", NoSuchStation: "station"}
        return next((field for kind, field in kinds.items() if isinstance(refusal, kind)), "")

    def told(self, answer: Any) -> str:  # noqa: ANN401 - what the rule names
        """Return what is said when it is saved."""
        return tr("The rule for {what} is kept").format(what=answer or tr("all"))

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - what the rule names
        """A rule that was changed has another row now, also one that was kept anew by the form of a new one."""
        rule = self.state.detail
        if rule is not None:
            self.follow(lambda desk: _same(desk, rule))


def _scope(rule: ProofRow) -> dict[str, str]:
    return {"sku": rule.sku, "person": rule.person, "role": rule.role, "station": rule.station}


def _asked(
    desk: Any,  # noqa: ANN401 - the application's desk
    sku: str,
    person: str,
    station: str,
) -> tuple[Proof | None, Refusal | None]:
    try:
        return why(desk, sku, person, station), None
    except Refused as refused:
        return None, refused.refusal


def _same(desk: Any, rule: ProofRow) -> int:  # noqa: ANN401 - the application's desk
    return next((each.id for each in proof_rules(desk) if _scope(each) == _scope(rule)), 0)
