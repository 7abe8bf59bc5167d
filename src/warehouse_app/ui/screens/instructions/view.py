"""The packing instructions page: the list, one rule with its words, and which of them hold for an order."""

from __future__ import annotations

from PySide6.QtCore import Qt

from warehouse_app.application.instructions.telling import INSTRUCTIONS
from warehouse_app.domain.instructions.choose import Judged
from warehouse_app.domain.instructions.values import Instruction
from warehouse_app.ui.kit.labels import Label, rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.photostrip import picture_of
from warehouse_app.ui.kit.picturefield import HEIGHT, WIDTH
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import calm, code, unbroken
from warehouse_app.ui.screens.instructions import shown
from warehouse_app.ui.screens.instructions.presenter import InstructionsPresenter
from warehouse_app.ui.screens.instructions.state import InstructionsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.ui.shell.photodeeds import PhotoDeeds
from warehouse_app.wording import tr

_BESIDE = ("edit", "drop", "why")


def _actions() -> tuple[Action, ...]:
    return (
        Action("make", tr("New instruction"), "Ctrl+N", "plus", "bar", "primary"),
        Action("edit", tr("Change it"), "F2", "pencil"),
        Action("drop", tr("Drop it"), "F10", "ban"),
        Action("why", tr("Try an order"), "F6", "search"),
        *keep_actions(tr("Search instructions")),
    )


class InstructionView(OneCard):
    """One instruction: what it says and for what it holds; below, which hold for the order that was tried."""

    def __init__(self) -> None:
        super().__init__(wraps=True)
        self._tried = Label("", "strong", wrap=True)
        self.why = Table(
            shown.why_columns(), name=tr("Which hold for an order"), key=lambda one: one.rule.id, dense=True
        )
        self.why.none = tr("Try an order (F6), or scan its number.")
        self._picture = Label("", "small", "ink2", wrap=True)
        self._picture.setAccessibleName(tr("Picture"))
        self._picture.hide()
        self._digest = ""
        self.put(self._picture, rule(), self._tried)
        self.put_rest(self.why)

    def use(self, photos: PhotoDeeds) -> None:
        """Take what reads pictures."""
        self._photos = photos

    def _show_picture(self, digest: str) -> None:
        """Show the picture of how it is done; it is read when another one is shown."""
        if digest != self._digest:
            self._digest = digest
            self._picture.setVisible(bool(digest))
            self._picture.clear()
            if digest:
                self._photos.picture(digest, self._came)

    def _came(self, digest: str, data: bytes | None) -> None:
        found = picture_of(data)
        if digest == self._digest and found is not None:
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._picture.setPixmap(found.scaled(WIDTH, HEIGHT, kept, smooth))
        elif digest == self._digest:
            self._picture.setText(tr("The picture is not at this computer"))

    def render_rule(self, found: Instruction | None, tried: str, why: tuple[Judged, ...]) -> None:
        """Show an instruction."""
        if found is not None:
            title = tr("{n}  {name}").format(n=found.id, name=calm(found.name))
            self.show_head(unbroken(title), unbroken(calm(found.text(""))), shown.facts(found))
            self._show_picture(found.picture)
        words = tr("Which hold for order {order}") if tried else tr("Which hold for an order")
        self._tried.setText(words.format(order=code(tried)))
        self.why.show_rows(why)


class InstructionsView(KeepPage):
    """Renders `InstructionsScreen`."""

    def __init__(self) -> None:
        table = keep_table(shown.columns(), tr("Packing instructions"), INSTRUCTIONS)
        self.rule = InstructionView()
        empty = (tr("Choose an instruction"), tr("What it says and for what it holds appears here."), "clipboard-list")
        super().__init__(
            _actions(), table, self.rule, Frame(tr("Name, words or SKU"), empty, show_all=tr("Show all"))
        )  # fmt: skip
        self.rule.take(tuple(self.table.button(name) for name in _BESIDE))

    def use(self, presenter: InstructionsPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire(presenter)

    def show_pictures(self, photos: PhotoDeeds) -> None:
        """Take what reads pictures and keeps what is chosen."""
        self.photos = photos
        self.form.picturing.connect(photos.feed)
        self.rule.use(photos)

    def render_state(self, state: InstructionsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.rule.render_rule(state.detail, self._presenter.tried, self._presenter.why)
        self.show_reasons(shown.deeds(state))
