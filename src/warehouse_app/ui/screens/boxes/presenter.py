"""The presenter of the boxes screen: listed with their stock, made, changed, ordered, put out of use. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.cartons.masters import (
    BOXES,
    MakeBox,
    SetBox,
    UseBox,
    box_card,
    box_of,
    count_boxes,
    order_of,
    to_order,
)
from warehouse_app.application.purchasing.orders import NewLine
from warehouse_app.application.run import Command
from warehouse_app.domain.cartons.boxes import BoxRow, BoxTaken
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.boxes import shown
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.PRODUCT, Touched.PURCHASE, Touched.STOCK})


class BoxesPresenter(Keeper[BoxRow, BoxRow]):
    """The boxes that goods are packed into."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, BOXES, now, toast, _WAKES)
        self.state = replace(self.state, list=replace(self.state.list, query=ListQuery(BOXES.home)))
        self._say = toast

    def key(self, row: BoxRow) -> int:
        """Return the number of the box's product."""
        return row.id

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many boxes each view has."""
        return count_boxes(desk)

    def read(self, desk: Any, row: BoxRow | None, key: int) -> BoxRow | None:  # noqa: ANN401 - as above
        """Return one box."""
        return box_card(desk, key)

    def opened(self, what: str) -> None:
        """Show one box: "box:M"."""
        self.scanned(what.removeprefix("box:"), "")

    def scanned(self, text: str, device: str) -> None:
        """A code opens the box; a text that is none is looked for."""
        code = text.strip()
        self._hands.ask(lambda desk: _found(desk, code), lambda key: self.choose(key) if key else self.sought(code))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        row = self.state.detail
        if name == "make":
            self.open_form(shown.make_form())
        elif name == "order":
            self._hands.ask(_to_order, self._order)
        elif name in ("back", "refresh", "show_all") or row is None:
            super().commanded(name)
        elif name == "edit":
            self.open_form(shown.edit_form(row))
        elif name == "use":
            words = tr("{box} is out of use") if row.active else tr("{box} is in use again")
            command = UseBox(id=self._hands.new_id(), sku=row.sku, active=not row.active)
            self.perform(command, words.format(box=row.sku))

    def _order(self, found: Mapping[str, tuple[NewLine, ...]] | str) -> None:
        """Draft an order with each supplier; nothing that runs low, or nobody who sells it, is said."""
        if isinstance(found, str):
            self._show(replace(self.state, care=found))
            return
        if not found:
            self._say(tr("No box runs low"), False)
        for supplier, lines in found.items():
            words = tr("{boxes} drafted at {supplier}").format(
                boxes=", ".join(f"{each.qty} x {each.sku}" for each in lines), supplier=supplier
            )
            self.perform(order_of(self._hands.new_id(), supplier, lines), words)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new, told = self._hands.new_id(), {name: text.strip() for name, text in values.items()}
        if form.name == "make":
            return MakeBox(id=new, called=told.pop("name"), **told)
        row, changes = self.state.detail, form.changes(values)
        if row is None:
            return tr("Choose a box first")
        return SetBox(id=new, sku=row.sku, changes=changes) if changes else tr("Nothing is changed yet")

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        return "sku" if isinstance(refusal, BoxTaken) else ""

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a SKU
        """Return what is said when it is saved."""
        return tr("{what} is saved").format(what=answer)

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a SKU
        """A new box is shown."""
        if form.name == "make":
            self.scanned(str(answer), "")
        else:
            self._detail()


def _found(desk: Any, code: str) -> int:  # noqa: ANN401 - the application's desk
    try:
        return box_of(desk, code).id
    except Refused:
        return 0


def _to_order(desk: Any) -> Mapping[str, tuple[NewLine, ...]] | str:  # noqa: ANN401 - the application's desk
    try:
        return to_order(desk)
    except Refused as refused:
        return say_error(refused.refusal)
