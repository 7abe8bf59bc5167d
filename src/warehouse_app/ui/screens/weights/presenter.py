"""The presenter of the weights screen: looked through, taken into the books, or said to be right. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.run import Command
from warehouse_app.application.weights.books import (
    WEIGHTS,
    AcceptWeight,
    KeepWeight,
    WeightDetail,
    count_weights,
    weight_detail,
    weight_of,
)
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.weights.values import WeightRow
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.weights import shown
from warehouse_app.wording import tr

_WAKES = frozenset({Touched.WEIGHT, Touched.PRODUCT})


class WeightsPresenter(Keeper[WeightRow, WeightDetail]):
    """Learned weights beside the books."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, WEIGHTS, now, toast, _WAKES)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many products each view has."""
        return count_weights(desk)

    def read(self, desk: Any, row: WeightRow | None, key: int) -> WeightDetail | None:  # noqa: ANN401 - as above
        """Return one product whole."""
        return None if row is None else weight_detail(desk, row.sku)

    def scanned(self, text: str, device: str) -> None:
        """A SKU opens the product; a text that is none is looked for."""
        code = text.strip()
        self._hands.ask(
            lambda desk: _found(desk, code), lambda row: self.choose(row.id, row) if row else self.sought(code)
        )

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        detail = self.state.detail
        if name == "accept" and detail is not None:
            self.open_form(shown.accept_form(detail.row))
        elif name == "keep" and detail is not None:
            self.open_form(shown.keep_form(detail.row))
        else:
            super().commanded(name)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        detail, new = self.state.detail, self._hands.new_id()
        if detail is None:
            return tr("Choose a product first")
        if form.name == "keep":
            return KeepWeight(id=new, sku=detail.row.sku, reason=values["reason"])
        text = values["grams"].strip()
        if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= MOST_GRAMS:
            return tr("A whole number of grams")
        return AcceptWeight(id=new, sku=detail.row.sku, grams=int(text), book_g=detail.row.book_g)

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a SKU
        """The list and the product are read again."""
        self.again()


MOST_GRAMS = 10_000_000


def _found(desk: Any, code: str) -> WeightRow | None:  # noqa: ANN401 - the application's desk
    try:
        return weight_of(desk, code)
    except Refused:
        return None
