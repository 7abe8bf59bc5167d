"""The presenter of the packing instructions screen: listed, made, changed, dropped, tried on an order. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.instructions.keep import AddInstruction, ChangeInstruction, DropInstruction
from warehouse_app.application.instructions.telling import INSTRUCTIONS, count_instructions, instruction_of, why_of
from warehouse_app.application.orders import order_id_of
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.instructions.choose import Judged
from warehouse_app.domain.instructions.values import Instruction, InstructionRow, ItemOfWhat, NothingTold
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.instructions import shown
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error


class InstructionsPresenter(Keeper[InstructionRow, Instruction]):
    """Packing instructions. `why` is what was found for the order that was tried last."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        self.why: tuple[Judged, ...] = ()
        self.tried = ""
        super().__init__(view, hands, INSTRUCTIONS, now, toast, frozenset({Touched.INSTRUCTION}))

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many instructions each view has."""
        return count_instructions(desk)

    def read(self, desk: Any, row: InstructionRow | None, key: int) -> Instruction | None:  # noqa: ANN401 - as above
        """Return one instruction."""
        return instruction_of(desk, key)

    def opened(self, what: str) -> None:
        """Show one instruction: "instruction:12"; "order:539953" is tried."""
        kind, _, ref = what.partition(":")
        if kind == "order":
            self.scanned(ref, "")
        elif ref.isdigit():
            self.choose(int(ref))

    def scanned(self, text: str, device: str) -> None:
        """An order's code is tried: which instructions hold for it, and why not the others. No open form is lost."""
        code = text.strip()
        self._hands.ask(lambda desk: _why(desk, code), lambda found: self._was_tried(code, *found))

    def _was_tried(self, code: str, found: tuple[Judged, ...], refusal: Refusal | None) -> None:
        form = self.state.form
        asked = form if form is not None and form.name == "why" else None
        if refusal is not None:
            self._not_tried(asked, say_error(refusal))
            return
        self.why, self.tried = found, code
        form = None if asked is not None else form
        free = form is None and not self.state.chosen
        first = found[0].rule.id if found and free else self.state.chosen
        self._show(replace(self.state, care="", form=form, chosen=first))
        self._detail()

    def _not_tried(self, asked: FormValue | None, words: str) -> None:
        """The order cannot be tried: told at its field where a form asked for it."""
        if asked is None:
            self.warn(words)
        else:
            self._show(replace(self.state, form=asked.refused("order", words)))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        detail = self.state.detail
        if name == "make":
            self.open_form(shown.make_form())
        elif name == "why":
            self.open_form(shown.why_form())
        elif name in ("back", "refresh", "show_all") or detail is None:
            super().commanded(name)
        elif name == "edit":
            self.open_form(shown.edit_form(detail))
        elif name == "drop":
            words = tr("Instruction {number} holds no more").format(number=detail.id)
            self.perform(DropInstruction(id=self._hands.new_id(), instruction=detail.id), words)

    def saved(self, values: Mapping[str, str]) -> None:
        """An order to be tried is no command; everything else is written."""
        if self.state.form is not None and self.state.form.name == "why":
            self.scanned(values.get("order", ""), "")
        else:
            super().saved(values)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new = self._hands.new_id()
        if form.name == "make":
            return AddInstruction(id=new, fields=tuple((name, text.strip()) for name, text in values.items()))
        detail, changes = self.state.detail, form.changes(values)
        if detail is None:
            return tr("Choose an instruction first")
        return (
            ChangeInstruction(id=new, instruction=detail.id, changes=changes)
            if changes
            else tr("Nothing is changed yet")
        )

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        if isinstance(refusal, NothingTold):
            return "text_en"
        return "product" if isinstance(refusal, NoSuchProduct | ItemOfWhat) else ""

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a number
        """Return what is said when it is saved."""
        return tr("Instruction {n} is saved").format(n=answer)

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a number
        """A new instruction is shown."""
        if form.name == "make":
            self.choose(int(answer))
        else:
            self._detail()


def _why(desk: Any, code: str) -> tuple[tuple[Judged, ...], Refusal | None]:  # noqa: ANN401 - the application's desk
    try:
        return why_of(desk, order_id_of(desk, code)), None
    except Refused as refused:
        return (), refused.refusal
