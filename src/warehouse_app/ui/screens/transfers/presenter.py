"""The presenter of the transfers screen: listed, shown, made, confirmed, picked, sent, received, closed. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.run import Command, Runner, Session
from warehouse_app.application.transfers.common import transfer_id_of
from warehouse_app.application.transfers.orders import (
    CancelTransfer,
    CloseTransfer,
    ConfirmTransfer,
    NewTransfer,
    SetTransferLine,
)
from warehouse_app.application.transfers.picking import cancel_whole, pick_all
from warehouse_app.application.transfers.queries import TRANSFERS, count_transfers, transfer_choices, transfer_detail
from warehouse_app.application.transfers.receiving import FinishTransfer, ReceivePackage, ReceiveTransfer
from warehouse_app.application.transfers.sending import SendTransfer
from warehouse_app.domain.barcodes.own import OwnCode, parse
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.places import UnknownWarehouse
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.transfers.refusals import BadTransferQty, MoreThanSent, SameWarehouse
from warehouse_app.domain.transfers.values import Asked, TransferDetail, TransferRow
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Choices, KeepView
from warehouse_app.ui.screens.transfers import shown
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.TRANSFER})
_TOUCHED: frozenset[str] = frozenset({Touched.TRANSFER, Touched.STOCK})
LONGEST_QTY = 9


class TransfersPresenter(CodeKeeper[TransferRow, TransferDetail]):
    """`house` carries out what takes several commands."""

    first_tab = "lines"

    def __init__(
        self,
        view: KeepView,
        hands: Hands,
        house: Runner,
        toast: Callable[[str, bool], None],
    ) -> None:
        super().__init__(view, hands, TRANSFERS, house.now, toast, _WAKES)
        self._house = house

    def first(self) -> ListQuery:
        """Begin with those that are not closed."""
        return ListQuery("open")

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many transfers each view has."""
        return count_transfers(desk)

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return the warehouses there are."""
        found = tuple((each, each) for each in transfer_choices(desk))
        return (("source", found), ("target", found))

    def read(self, desk: Any, row: TransferRow | None, key: int) -> TransferDetail | None:  # noqa: ANN401 - as above
        """Return one transfer whole."""
        return transfer_detail(desk, key)

    def code_in(self, text: str) -> str:
        """A transfer's package carries it, too."""
        own = parse(text.strip().upper())
        return own.body if isinstance(own, OwnCode) else text.strip()

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the transfer with this code."""
        return transfer_id_of(desk, code)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        detail = self.state.detail
        if name == "new":
            self.open_form(shown.new_form(dict(self.state.choices).get("source", ())))
        elif detail is not None and name in shown.NEXT_DEEDS:
            self._deed(name, detail)
        else:
            super().commanded(name)

    def _deed(self, name: str, detail: TransferDetail) -> None:
        if detail.head.state not in shown.NEXT_DEEDS[name]:
            return
        new, number, code = self._hands.new_id(), detail.head.id, detail.head.code
        if name == "line":
            self.open_form(shown.line_form(detail))
        elif name == "receive":
            self.open_form(shown.receive_form(detail))
        elif name == "cancel" or (name == "close" and detail.row.on_way):
            self.open_form(shown.why_form(name, detail))
        elif name == "pick":
            self._pick(detail)
        elif name == "confirm":
            self.perform(ConfirmTransfer(id=new, transfer_id=number), tr("{code} is confirmed").format(code=code))
        elif name == "send":
            words = tr("{code} is on its way to {target}").format(code=code, target=detail.head.target)
            self.perform(SendTransfer(id=new, transfer_id=number), words)
        elif name == "all":
            self.perform(ReceivePackage(id=new, transfer_id=number), tr("What {code} brought is in").format(code=code))
        elif name == "finish":
            words = tr("Nothing more of {code} is expected").format(code=code)
            self.perform(FinishTransfer(id=new, transfer_id=number), words)
        elif name == "close":
            self.perform(CloseTransfer(id=new, transfer_id=number), tr("{code} is closed").format(code=code))

    def _pick(self, detail: TransferDetail) -> None:
        house, number = self._house, detail.head.id

        def deed(session: Session, task: Any) -> int:  # noqa: ANN401 - the shell's task
            return pick_all(house, session, number, task.pause)

        self._hands.long(tr("Picking {code}").format(code=detail.head.code), deed, self._picked, _TOUCHED,
                         stopped=self.again)  # fmt: skip

    def _picked(self, answer: int | Refusal) -> None:
        if isinstance(answer, Refusal):
            self.warn(say_error(answer))
        else:
            self.warn("")
            self._toast(trn("{n} unit picked", "{n} units picked", answer).format(n=answer), False)
        self.again()

    def saved(self, values: Mapping[str, str]) -> None:
        """Write what was typed; cancelling a transfer that is picked puts its goods back first."""
        form, detail = self.state.form, self.state.detail
        if form is not None and detail is not None and form.name == "cancel" and detail.row.picked:
            house, number, why = self._house, detail.head.id, values["reason"].strip()
            self._hands.long(
                tr("Putting {code} back").format(code=detail.head.code),
                lambda session, task: cancel_whole(house, session, number, why, task.pause),
                lambda answer: self._cancelled(form, answer), _TOUCHED, stopped=self.dropped,
            )  # fmt: skip
        else:
            super().saved(values)

    def _cancelled(self, form: FormValue, answer: str | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._show(replace(self.state, form=form.refused("", say_error(answer))))
        else:
            self.dropped()
            self._toast(tr("{code} is cancelled").format(code=answer), False)
        self.again()

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new = self._hands.new_id()
        if form.name == "new":
            asked = asked_of(values["lines"])
            if isinstance(asked, str):
                return asked
            facts = {name: values[name].strip() for name in ("source", "target", "due_day", "note")}
            return NewTransfer(id=new, lines=asked, **facts)
        detail = self.state.detail
        if detail is None:
            return tr("Choose a transfer first")
        return self._of_one(form.name, values, detail.head.id, new)

    def _of_one(self, name: str, values: Mapping[str, str], number: int, new: str) -> Command | str:
        if name == "close":
            return CloseTransfer(id=new, transfer_id=number, reason=values["reason"].strip())
        if name == "cancel":
            return CancelTransfer(id=new, transfer_id=number, reason=values["reason"].strip())
        qty = number_of(values["qty"])
        if qty is None:
            return tr("How many is a whole number")
        if name == "line":
            return SetTransferLine(id=new, transfer_id=number, sku=values["sku"].strip(), qty=qty)
        how = values["how"]
        return ReceiveTransfer(
            id=new, transfer_id=number, sku=values["sku"], qty=qty, damaged=how == "damaged", over=how == "over"
        )

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        if isinstance(refusal, UnknownWarehouse | SameWarehouse):
            return "target"
        if isinstance(refusal, BadTransferQty | MoreThanSent):
            return "qty"
        return "sku" if isinstance(refusal, NoSuchProduct) else ""

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a command's answer
        """Return what is said when it is saved."""
        served = getattr(answer, "served", "")
        if served:
            return tr("Taken in, and promised to {orders}").format(orders=served)
        return tr("Saved")

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a command's answer
        """A new transfer is shown."""
        if form.name == "new":
            self.scanned(str(answer), "")
        self.again()


def number_of(text: str) -> int | None:
    """Return the whole number that was typed, None where it is none."""
    bare = text.strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= LONGEST_QTY else None


def asked_of(text: str) -> tuple[Asked, ...] | str:
    """Return what a person wrote as goods ("MUG=40, LAMP=4"), or what is wrong with it."""
    found = []
    for part in text.replace(";", ",").replace("\n", ",").split(","):
        if not part.strip():
            continue
        sku, _equals, qty = part.rpartition("=")
        number = number_of(qty)
        if not sku.strip() or number is None:
            return tr("{text} is not SKU=HOW MANY").format(text=part.strip()[:40])
        found.append(Asked(sku.strip(), number))
    return tuple(found)
