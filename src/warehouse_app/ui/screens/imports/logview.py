"""The log of imports: a list, one import with what it did and did not take, what stands on it, and its undoing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.application.importing import ImportRow
from warehouse_app.ui.kit import figures, fonts
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import CareStrip, EmptyState, Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.labels import IconLabel, Label, card, drop, footed_card, rule
from warehouse_app.ui.kit.qss import vary
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.ui.screens.imports import shown
from warehouse_app.ui.screens.imports.figures import Figures
from warehouse_app.ui.screens.imports.presenter import ImportsPresenter
from warehouse_app.ui.screens.imports.state import ImportsScreen
from warehouse_app.wording import tr

_DETAIL = 400
_MOST_NAMED = 6


class LogView(QWidget):
    """Renders the log of `ImportsScreen`. `wanted(path)` is a recent file."""

    wanted = Signal(str)
    choose = Signal()

    def __init__(self, now: Callable[[], str], undo: Button) -> None:
        super().__init__()
        self._now, self._undo = now, undo
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._result())
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        column.addWidget(self._refusal)
        column.addWidget(self._recent())
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._list(), 1)
        self._details = self._detail()
        below.addWidget(self._details)
        column.addLayout(below, 1)
        self.sizes_changed()

    def use(self, presenter: ImportsPresenter) -> None:
        """Wire the presenter."""
        self.table.picked.connect(lambda row: presenter.log.chosen(row.id if row is not None else 0))
        self._choices.chosen.connect(lambda n: presenter.keyed(str(n)))
        self._empty.chosen.connect(lambda: presenter.commanded("choose"))
        self.wanted.connect(presenter.choose)

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._details.setFixedWidth(round(_DETAIL * min(1.3, fonts.text_size() / 100)))

    def _result(self) -> QWidget:
        self._told, layout = card("ok")
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(12)
        self._told_icon = IconLabel("circle-check", 32, "ink")
        row.addWidget(self._told_icon)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._told_title, self._told_line = Label("", "notice"), Label("", "body", "ink2", wrap=True)
        words.addWidget(self._told_title)
        words.addWidget(self._told_line)
        row.addLayout(words, 1)
        layout.addLayout(row)
        self._told.hide()
        return self._told

    def _recent(self) -> QWidget:
        self._recents = QWidget()
        self._recent_row = QHBoxLayout(self._recents)
        self._recent_row.setContentsMargins(4, 0, 0, 0)
        self._recent_row.setSpacing(4)
        self._recents.hide()
        self._shown_recent: tuple[str, ...] = ()
        return self._recents

    def _list(self) -> QStackedWidget:
        self.table = Table(shown.columns(self._now()), name=tr("Imports"), key=lambda row: row.id)
        made, self._foot, _keys = footed_card(self.table, tr("Ctrl N imports a file; files may be dropped here"))
        self._empty = EmptyState(
            tr("Nothing was imported yet"), tr("Choose a file, or drop one here."), icon="file-down",
            button=tr("Choose a file"),
        )  # fmt: skip
        self._lists = QStackedWidget()
        self._lists.addWidget(made)
        self._lists.addWidget(self._empty)
        return self._lists

    def _detail(self) -> QStackedWidget:
        made, layout = card()
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        head = QHBoxLayout()
        self._title, self._chip = Label("", "strong", wrap=True), Chip()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        self._figures = Figures()
        layout.addWidget(self._figures)
        self._facts = Facts("body")
        layout.addWidget(self._facts)
        layout.addWidget(rule())
        self._undo_words = Label("", "body_strong", wrap=True)
        self._stands = Label("", "body", "ink2", wrap=True)
        layout.addWidget(self._undo_words)
        layout.addWidget(self._stands)
        layout.addWidget(self._undo)
        self._question = Label(tr("Undo this import? Press 1 to undo it, 2 to keep it."), "strong", wrap=True)
        self._choices = Choices()
        layout.addWidget(self._question)
        layout.addWidget(self._choices)
        self._kept_title = Label("", "body_strong")
        layout.addWidget(self._kept_title)
        self._kept = Table(shown.kept_columns(), name=tr("Rejected records"), key=lambda each: each.n, dense=True)
        layout.addWidget(self._kept, 1)
        self._kept_why = Label("", "body", "ink2", wrap=True)
        self._kept.picked.connect(lambda each: self._kept_why.setText(shown.kept_why(each)))
        layout.addWidget(self._kept_why)
        layout.addStretch(1)
        self._column = layout
        pages = QStackedWidget()
        pages.addWidget(EmptyState(tr("Choose an import"), tr("What it did appears here."), icon="history"))
        pages.addWidget(made)
        return pages

    def render_state(self, state: ImportsScreen) -> None:
        """Show the state."""
        self._render_result(state)
        self._refusal.show_words(state.refusal or state.busy, "octagon-x" if state.refusal else "hourglass")
        self._show_recent(state.recent)
        self.table.show_rows(state.rows)
        if state.chosen:
            self.table.choose(state.chosen)
        self._lists.setCurrentIndex(0 if state.rows or not state.loaded else 1)
        self._details.setVisible(bool(state.rows) or not state.loaded)
        self._foot.setText(figures.counted(len(state.rows), "import", "imports"))
        row = state.row
        self._details.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        self._render_row(state, row)

    def _render_row(self, state: ImportsScreen, row: ImportRow) -> None:
        self._title.setText(row.file)
        self._chip.show_chip(shown.chip(row))
        told = shown.counts(row)
        values = (row.own("created"), row.own("updated"), row.own("unchanged"), row.rejected)
        self._figures.show_figures(
            tuple(FilterValue(words, words, value) for (words, _), value in zip(told, values, strict=True))
        )
        self._facts.show_facts(shown.facts(row, self._now()))
        words, stands = shown.undo_words(state)
        asking = state.asking == "undo"
        self._undo_words.setText(words)
        self._undo_words.setVisible(bool(words) and not asking)
        more = [tr("and {n} more").format(n=len(stands) - _MOST_NAMED)] if len(stands) > _MOST_NAMED else []
        self._stands.setText("\n".join([*stands[:_MOST_NAMED], *more]))
        self._stands.setVisible(bool(stands) and not asking)
        self._undo.setVisible(bool(words) and not asking)
        self._question.setVisible(asking)
        self._choices.setVisible(asking)
        if asking:
            self._choices.show_options(shown.undo_or_keep())
        self._kept_title.setText(tr("Rejected records, kept to be mended"))
        self._kept_title.setVisible(bool(state.rejects) and not asking)
        self._kept.show_rows(state.rejects)
        self._kept.setVisible(bool(state.rejects) and not asking)
        spare = int(self._kept.isHidden())  # else what is left would be shared out among the facts
        self._column.setStretch(self._column.count() - 1, spare)
        chosen = self._kept.chosen()
        self._kept_why.setText(shown.kept_why(chosen[0] if chosen else None))
        self._kept_why.setVisible(bool(self._kept_why.text()) and not asking)

    def _render_result(self, state: ImportsScreen) -> None:
        report = state.report if state.mode == "result" else None
        self._told.setVisible(report is not None)
        if report is not None:
            title, line = shown.result(report)
            vary(self._told, "card", "ask" if report.rejected_count or report.stopped else "ok")
            self._told_icon.show_icon("triangle-alert" if report.rejected_count or report.stopped else "circle-check")
            self._told_title.setText(title)
            self._told_line.setText(line)
            self._told.setAccessibleName(f"{title}. {line}")

    def _show_recent(self, recent: tuple[str, ...]) -> None:
        self._recents.setVisible(bool(recent))
        if recent == self._shown_recent:
            return
        self._shown_recent = recent
        while self._recent_row.count():
            widget = self._recent_row.takeAt(0).widget()  # type: ignore[union-attr]
            if widget is not None:
                drop(widget)
        self._recent_row.addWidget(Label(tr("Recent"), "label", "ink2"))
        for path in recent:
            name = path.replace("\\", "/").rsplit("/", 1)[-1]
            button = Button(name, kind="quiet", icon="file-text")
            button.clicked.connect(lambda _on=False, path=path: self.wanted.emit(path))
            self._recent_row.addWidget(button)
        self._recent_row.addStretch(1)
