"""The presenter of the receipts screen: listed, shown, and what stands aside dealt with. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from warehouse_app.application.receiving.looking import (
    RECEIPTS,
    count_receipts,
    receipt_choices,
    receipt_detail,
    receipt_id_of,
)
from warehouse_app.application.receiving.parked import LinkParked, MakeParked, NothingParked, Solved, SolveParked
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.photos import About
from warehouse_app.domain.products import NoSuchProduct, SkuTaken
from warehouse_app.domain.receiving.values import ReceiptDetail, ReceiptRow
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Choices, Keeping, KeepView
from warehouse_app.ui.runtime.photosbeside import PhotosBeside
from warehouse_app.ui.screens.receipts import shown
from warehouse_app.ui.screens.receipts.state import waiting
from warehouse_app.wording import tr, trn

_WAKES = frozenset({Touched.RECEIPT, Touched.PURCHASE})


class ReceiptsView(KeepView, Protocol):
    """What the presenter asks of its page."""

    def show_photos(self, photos: Any) -> None: ...  # noqa: ANN401 - small photos, as the shell reads them


class ReceiptsPresenter(CodeKeeper[ReceiptRow, ReceiptDetail]):
    """Receipts are made at the dock; here they are read, and what nobody knew there is settled."""

    first_tab = "came"

    def __init__(
        self, view: ReceiptsView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        self.photos = PhotosBeside(view.show_photos)
        super().__init__(view, hands, RECEIPTS, now, toast, _WAKES)

    def first(self) -> ListQuery:
        """Begin with the newest."""
        return ListQuery(sort=RECEIPTS.sort, descending=True)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many receipts each view has."""
        return count_receipts(desk)

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return the suppliers and warehouses there are."""
        suppliers, warehouses = receipt_choices(desk)
        told = (("supplier", suppliers), ("warehouse", warehouses))
        return tuple((name, tuple((each, each) for each in values)) for name, values in told)

    def read(self, desk: Any, row: ReceiptRow | None, key: int) -> ReceiptDetail | None:  # noqa: ANN401 - as above
        """Return one receipt whole."""
        return receipt_detail(desk, key)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the receipt with this code."""
        return receipt_id_of(desk, code)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        things = waiting(self.state.detail)
        forms = {"link": shown.link_form, "make": shown.make_form, "solve": shown.solve_form}
        if name == "photo":
            known = shown.photographed(self.state.detail)
            if known:
                self.open_form(shown.photo_form(known))
        elif name in forms:
            if things:
                self.tabbed("parked")
                self.open_form(forms[name](things))
        else:
            super().commanded(name)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        own, number = self._hands.new_id(), int(values["parked"])
        if form.name == "link":
            return LinkParked(id=own, parked=number, sku=values["sku"].strip())
        if form.name == "make":
            return MakeParked(id=own, parked=number, title=values["title"], sku=values["sku"].strip())
        return SolveParked(id=own, parked=number, note=values["note"])

    def saved(self, values: Mapping[str, str]) -> None:
        """A photo is taken once it is known what it shows; everything else is written."""
        form = self.state.form
        if form is None or form.name != "photo" or self.photos.deeds is None:
            super().saved(values)
            return
        about, _sign, ref = values["about"].partition(":")
        self.dropped()
        self.photos.deeds.take(About(about), int(ref), values.get("note", "").strip())

    def _show(self, state: Keeping[ReceiptRow, ReceiptDetail]) -> None:
        super()._show(state)
        self.photos.of(() if state.detail is None else state.detail.photos)

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        if isinstance(refusal, NoSuchProduct | SkuTaken):
            return "sku"
        return "parked" if isinstance(refusal, NothingParked) else ""

    def told(self, answer: Solved) -> str:
        """Return what is said when it is dealt with."""
        if answer.qty:
            words = trn("{n} unit of {sku} came in", "{n} units of {sku} came in", answer.qty)
            return words.format(n=answer.qty, sku=answer.sku)
        if answer.sku:
            return tr("{barcode} is {sku}. Scan it at the dock").format(barcode=answer.barcode, sku=answer.sku)
        return tr("{barcode} is dealt with").format(barcode=answer.barcode)
