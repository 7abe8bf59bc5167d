"""What a page does with papers: it prints them, asks why one prints once more, and keeps one as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from warehouse_app.application.run import Session
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.wholefile import whole_binary
from warehouse_app.ui.kit.choicepanel import ChoicePanel
from warehouse_app.ui.runtime.paperwork import Options, Paperwork
from warehouse_app.ui.shell.cards import ScreenContext
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error


class PaperDeeds:
    """Give it a page, what the keyboard goes back to, and the page's paperwork; `beside` is where it asks."""

    def __init__(
        self, page: Page, home: QWidget, context: ScreenContext, paperwork: Paperwork, beside: QWidget, name: str
    ) -> None:
        self._page, self._home, self._context, self._beside = page, home, context, beside
        self._hands = context.hands(name)
        self.choose_file: Callable[[str, Callable[[str], None]], None] = self._ask_file
        self.panel: ChoicePanel | None = None
        paperwork.keep, paperwork.ask = self.keep, self.ask
        paperwork.done = lambda words: context.toast(words, False)

    def ask(self, question: str, options: Options, then: Callable[[str], None]) -> None:
        """Ask for one of a few things, beside the button that asked for it."""
        self.leave()
        panel = ChoicePanel(question, options, self._home, self._page.window())
        panel.chosen.connect(then)
        self.panel = panel
        at = self._beside if self._beside.isVisible() else self._page
        panel.open_at(at.mapToGlobal(QPoint(0, self._beside.height())), panel.list)

    def leave(self) -> None:
        """Ask no more."""
        if self.panel is not None and isValid(self.panel):
            self.panel.close()
        self.panel = None

    def keep(self, name: str, paper: bytes) -> None:
        """Let a person keep a paper as a file."""

        def chosen(where: str) -> None:
            def deed(_session: Session) -> int:
                with whole_binary(Path(where)) as file:
                    return file.write(paper)

            told = tr("{file} is there").format(file=Path(where).name)
            self._hands.bulk(deed, lambda _written: self._context.toast(told, False), frozenset(), self._troubled)

        self.choose_file(name, chosen)

    def _ask_file(self, proposed: str, then: Callable[[str], None]) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self._page, tr("Save the paper"), folder, "PDF (*.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(proposed)
        dialog.fileSelected.connect(then)
        dialog.open()  # the window goes on: scans are heard and lists refresh while a person looks for a folder

    def _troubled(self, caught: Trouble) -> None:
        self._context.not_done(say_error(caught))
