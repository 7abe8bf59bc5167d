"""The question beside an order before it is held, let go or cancelled: a reason, and to cancel its number typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.form import FieldRow, field
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.screens.orders.state import PROVEN, Asking
from warehouse_app.wording import tr


class Decide(QWidget):
    """Show it a question; `decided(reason, proof)` when it is answered, `dropped` when it is not."""

    decided = Signal(str, str)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        self._title, self._what = Label("", "strong", wrap=True), Label("", "body", "ink2", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._what)
        self._reason, self._proof = field(tr("Why")), field(tr("Order number"))
        for each in (self._reason, self._proof):
            each.setMaxLength(200)
            each.returnPressed.connect(self._answered)
        self._reason_row, self._proof_row = FieldRow(tr("Why"), self._reason), FieldRow(tr("Its number"), self._proof)
        column.addWidget(self._reason_row)
        column.addWidget(self._proof_row)
        row = QHBoxLayout()
        row.setSpacing(4)
        self._yes, no = Button(tr("Do it"), kind="primary", key="Enter"), Button(tr("Not now"), key="Esc")
        self._yes.clicked.connect(lambda _on=False: self._answered())
        no.clicked.connect(lambda _on=False: self.dropped.emit())
        row.addStretch(1)
        row.addWidget(no)
        row.addWidget(self._yes)
        column.addLayout(row)
        column.addStretch(1)
        self._shown: tuple[Asking, str] = ("", "")

    def show_question(self, asking: Asking, code: str, refusal: str, gives: str = "") -> None:
        """Show a question about the order `code`; a new one empties the fields and takes the focus.

        `gives` says what goes back to the customer when it is cancelled.
        """
        title, what, deed = {
            "hold": (tr("Hold order {code}"), tr("It keeps its stock and is not released."), tr("Hold it")),
            "unhold": (tr("Let order {code} go on"), tr("It can be released again."), tr("Let it go on")),
            "cancel": (
                tr("Cancel order {code}"),
                tr("Its stock goes to others. This cannot be undone. Type its number to be sure."),
                tr("Cancel it"),
            ),
            "forget": (
                tr("Forget the customer of order {code}"),
                tr(
                    "Names, addresses, mail, phone and notes go from all of the customer's orders; what was shipped"
                    " stays counted. This cannot be undone. Type the order's number to be sure."
                ),
                tr("Forget"),
            ),
            "": ("", "", ""),
        }[asking]
        self._title.setText(title.format(code=code))
        self._what.setText(f"{gives} {what}".strip() if asking == "cancel" else what)
        self._yes.set_words(deed)
        self._yes.set_kind("dangerous" if asking in PROVEN else "primary")
        self._proof_row.setVisible(asking in PROVEN)
        self._reason_row.setVisible(asking != "forget")
        in_proof = asking == "forget" or (asking == "cancel" and bool(self._reason.text().strip()))
        self._reason_row.refuse("" if in_proof else refusal)
        self._proof_row.refuse(refusal if in_proof else "")
        if (asking, code) != self._shown and asking:
            self._reason.clear()
            self._proof.clear()
            first = self._proof if asking == "forget" else self._reason
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._shown = (asking, code)

    def _answered(self) -> None:
        if self._proof_row.isVisible() and self._reason.text().strip() and not self._proof.text().strip():
            self._proof.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.decided.emit(self._reason.text(), self._proof.text())
