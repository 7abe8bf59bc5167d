"""What can be done with every long list, declared once: copy rows, arrange columns, let the list leave as a file.

Promise: columns and sort are remembered for this machine and this person; copying is plain text in which no cell runs
in a spreadsheet; an export runs beside the window, shows how far it is, can be stopped, and is a whole file or none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from warehouse_app.application.exporting import LIST_FORMATS, cell, export_list
from warehouse_app.application.run import Session
from warehouse_app.domain.refusals import Refusal, Trouble
from warehouse_app.ports.wholefile import whole_binary
from warehouse_app.ui.kit import icons
from warehouse_app.ui.kit.columnpanel import ColumnPanel
from warehouse_app.ui.kit.columns import Arrangement, from_text, to_text
from warehouse_app.ui.kit.listtable import MOST_CHOSEN, ListTable
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.runtime.listfeed import ListFeed
from warehouse_app.ui.runtime.tasks import Task
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.cards import ScreenContext
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error


def list_actions() -> tuple[Action, ...]:
    """Return the deeds of a list, for the action table of its page."""
    return (
        Action("copy_rows", tr("Copy rows"), "Ctrl+C", "copy", place="key"),
        Action("columns", tr("Columns"), "Ctrl+Shift+C", "columns-3", place="key"),
        Action("export_list", tr("Export the list"), "Ctrl+E", "file-down", place="key"),
    )


class ListDeeds:
    """Give it a page whose actions hold `list_actions()`, its table and what feeds it; `name` names exports."""

    def __init__(self, page: Page, table: ListTable, feed: ListFeed[Any], context: ScreenContext, name: str) -> None:
        self._page, self._table, self._feed, self._context, self._name = page, table, feed, context, name
        self._hands = context.hands(name)
        self.choose_file: Callable[[str, Callable[[str], None]], None] = self._ask_file
        page.chosen.connect(self._deed)
        table.head_menu.connect(self._open_menu)
        table.arranged.connect(self._remember)
        table.sorted_by.connect(lambda by, down: self._remember(replace(table.arrangement(), sort=by, descending=down)))
        table.arrange(from_text(context.settings.get(self._key(), "")))

    def remembered(self) -> Arrangement:
        """Return how this person has the columns, and by which they sort."""
        return self._table.arrangement()

    def _key(self) -> str:
        return f"columns:{self._name}:{self._context.session().actor.person}"

    def remember(self, kept: Arrangement) -> None:
        """Let the columns stand so from now on; the sort stays."""
        now = self._table.arrangement()
        self._remember(replace(kept, sort=now.sort, descending=now.descending))

    def _remember(self, kept: Arrangement) -> None:
        if kept != self._table.arrangement():
            self._table.arrange(kept)
        self._context.settings.put(self._key(), to_text(kept))

    def _deed(self, name: str) -> None:
        deeds = {"copy_rows": self._copy, "columns": self._open_columns, "export_list": self._ask_where}
        if name in deeds:
            deeds[name]()

    # ------------------------------------------------------------------------------------------------------- columns

    def _open_menu(self, where: QPoint, name: str) -> None:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(tr("Columns"))
        title = next((one.title for one in self._table.columns() if name and (one.name or one.title) == name), "")
        if self._table.can_sort(name):
            for words, icon, down in (
                (tr("Sort upwards"), "arrow-up", False),
                (tr("Sort downwards"), "arrow-down", True),
            ):
                by = menu.addAction(icons.icon(icon), words)
                by.triggered.connect(lambda _on=False, down=down: self._table.sort_by(name, descending=down))
        if title:
            hide = menu.addAction(icons.icon("eye-off"), tr("Hide {column}").format(column=title))
            hide.triggered.connect(lambda _on=False: self._toggle(name))
        more = menu.addAction(icons.icon("columns-3"), tr("Columns"))
        more.triggered.connect(lambda _on=False: self._open_columns(where))
        menu.popup(where)

    def _toggle(self, name: str) -> None:
        seen = [one.name or one.title for one in self._table.in_view() if one.title]
        self._remember(self._table.arrangement().toggled(name, seen))

    def _open_columns(self, where: QPoint | None = None) -> None:
        panel = ColumnPanel(
            self._table, frozenset(filter(self._table.can_sort, self._table.names())), self._page.window()
        )
        panel.changed.connect(self._remember)
        panel.sorted.connect(self._sort_by)
        head = self._table.horizontalHeader()
        panel.open_at(where or head.mapToGlobal(QPoint(0, head.height())), panel.names())

    def _sort_by(self, name: str) -> None:
        query = self._feed.state.query
        same = name == (query.sort or self._feed.source.sort)
        self._table.sort_by(name, descending=same and not query.descending)

    # ---------------------------------------------------------------------------------------------------------- rows

    def _copy(self) -> None:
        places = self._table.chosen_places()
        if not places:
            self._context.not_done(tr("Choose rows first"))
            return
        first, last = places[0], places[-1]
        if last - first < MOST_CHOSEN:
            wanted = [at - first for at in places]
            self._feed.fetch(
                first, last - first + 1, lambda rows: self._copied([rows[at] for at in wanted if at < len(rows)])
            )
        else:
            known = [row for at in places if (row := self._feed.book.row(at)) is not None]
            self._copied(known)

    def _copied(self, rows: list[Any]) -> None:
        columns = [column for column in self._table.in_view() if column.told]
        lines = [[column.title for column in columns]]
        lines += [[_one_line(cell(column.leaving(row))) for column in columns] for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self._context.toast(trn("{n} row copied", "{n} rows copied", len(rows)).format(n=len(rows)), False)

    # -------------------------------------------------------------------------------------------------------- export

    def _ask_file(self, proposed: str, then: Callable[[str], None]) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self._page, tr("Export the list"), folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if proposed.endswith(".xlsx"):
            dialog.setNameFilters([tr("Spreadsheet (*.xlsx)"), tr("Table as text (*.csv)")])
        dialog.selectFile(proposed)
        dialog.fileSelected.connect(then)
        dialog.open()  # the window goes on: scans are heard and lists refresh while a person looks for a folder

    def _ask_where(self) -> None:
        self.choose_file(f"{self._name}-{self._context.now()[:10]}.xlsx", self._export)

    def _export(self, chosen: str) -> None:
        path = Path(chosen)
        form = path.suffix.removeprefix(".").lower()
        if form not in LIST_FORMATS:
            path, form = path.with_name(f"{path.name}.xlsx"), "xlsx"
        columns = tuple((column.title, column.leaving) for column in self._table.in_view() if column.told)
        source, query, house = self._feed.source, self._feed.state.query, self._context.house()

        whole = self._feed.state.extent.total if self._feed.state.extent is not None else 0

        def deed(session: Session, task: Task) -> int:
            with whole_binary(path) as file:
                return export_list(house, session, source, query, columns, form, file, lambda n: task.told(n, whole))

        self._hands.long(
            tr("Exporting the list"), deed, lambda answer: self._exported(answer, path), frozenset(),
            stopped=lambda: self._context.not_done(tr("Export stopped. There is no file")), trouble=self._troubled,
        )  # fmt: skip

    def _exported(self, answer: int | Refusal, path: Path) -> None:
        if isinstance(answer, Refusal):
            self._context.refused(answer)
        else:
            words = trn("{n} row is in {file}", "{n} rows are in {file}", answer).format(n=answer, file=path.name)
            self._context.toast(words, False)

    def _troubled(self, caught: Trouble) -> None:
        self._context.not_done(say_error(caught))


def _one_line(value: object) -> str:
    """Return a value as one cell of the clipboard."""
    return plain(" ".join(str(value).split())) if isinstance(value, str) else str(value)
