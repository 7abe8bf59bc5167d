"""The presenter of the templates screen: a draft is drawn as it is typed, and saved once nothing is wrong. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from warehouse_app.application.run import Outcome
from warehouse_app.application.templates import (
    ResetTemplate,
    SaveTemplate,
    TemplateText,
    Tried,
    template_rows,
    template_text,
)
from warehouse_app.application.trying import try_shown
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.domain.templates import TemplateRow
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.templates import shown
from warehouse_app.ui.screens.templates import state as screen
from warehouse_app.ui.screens.templates.state import TemplatesScreen
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error


class TemplatesView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: TemplatesScreen) -> None: ...


class TemplatesPresenter(Presenter):
    """`toast` tells of a finished deed."""

    def __init__(self, view: TemplatesView, hands: Hands, toast: Callable[[str, bool], None]) -> None:
        self._view, self._hands, self._toast = view, hands, toast
        self.screen = TemplatesScreen()
        self._in_view = self._drawing = False

    def shown(self) -> None:
        """Read the list, and the one in work."""
        self._in_view = True
        self._hands.ask(template_rows, self._rows_came, right=Right.SETTINGS)
        if self.screen.chosen:
            self._read()

    def hidden(self) -> None:
        """Out of view; drafts stay until they are saved or let go."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Somebody saved a template, or the company's name changed."""
        if self._in_view and Touched.SETTING in changes and not mine:
            self.shown()

    def opened(self, what: str) -> None:
        """Show one template: "templates:slip"."""
        self.chosen(what.partition(":")[2])

    def chosen(self, name: str) -> None:
        """Another template."""
        if name and name != self.screen.chosen:
            self._show(screen.chose(self.screen, name))
            self._read()

    def edited(self, text: str) -> None:
        """The text was changed; the page waits until typing rests."""
        self._show(screen.edited(self.screen, text))
        self._draw()

    def pointed(self, ref: str) -> None:
        """Draw it with a real thing; "" is the sample again."""
        if ref.strip() != self.screen.ref:
            self._show(replace(self.screen, ref=ref.strip()))
            self._draw()

    def commanded(self, name: str) -> None:
        """Save, let go, put back, read again."""
        deeds: dict[str, Callable[[], None]] = {
            "save": self._save, "back": self._back, "drop": self._back, "reset": self._ask_reset, "refresh": self.shown,
        }  # fmt: skip
        if name in deeds:
            deeds[name]()

    def keyed(self, key: str) -> bool:
        """Answer whether ours is put back."""
        if not self.screen.asking or key not in {"1", "2"}:
            return False
        self._show(replace(self.screen, asking=False))
        if key == "1":
            self._hands.do(ResetTemplate(id=self._hands.new_id(), template=self.screen.chosen), self._was_reset)
        return True

    def _rows_came(self, rows: tuple[TemplateRow, ...]) -> None:
        self._show(replace(self.screen, rows=rows))
        if not self.screen.chosen and rows:
            self.chosen(rows[0].name)

    def _read(self) -> None:
        name = self.screen.chosen
        self._hands.ask(lambda desk: template_text(desk, name), self._came, right=Right.SETTINGS)

    def _came(self, found: TemplateText) -> None:
        self._show(screen.read(self.screen, found))
        self._draw()

    def _draw(self) -> None:
        """Draw what stands in the editor, one drawing at a time; what was typed meanwhile is drawn after it."""
        if self._drawing or self.screen.open is None or self.screen.is_fresh:
            return
        self._drawing, of = True, self.screen.wanted

        def question(desk: Any) -> Tried | str:  # noqa: ANN401 - the application's desk
            try:
                return try_shown(desk, *of)
            except (Refused, Usage) as no:
                return say_error(no.refusal if isinstance(no, Refused) else no)

        self._hands.ask(question, lambda found: self._drawn(of, found), right=Right.SETTINGS, failed=self._failed)

    def _failed(self, _caught: Any) -> None:  # noqa: ANN401 - a Trouble, told by the page
        self._drawing = False

    def _drawn(self, of: tuple[str, str, str], found: Tried | str) -> None:
        self._drawing = False
        if isinstance(found, Tried):
            self._show(screen.drew(self.screen, of, found))
        elif of == self.screen.wanted:
            self._show(replace(self.screen, tried=Tried(), tried_of=of, told=found, saving=False))
        if of != self.screen.wanted:
            self._draw()
        elif self.screen.saving:
            self._save()

    def _save(self) -> None:
        """Save what was drawn without a fault; a text that is not drawn yet is saved when it is."""
        state = self.screen
        if not state.changed:
            return
        if state.ref:  # the sample is what a template is proven with
            state = replace(state, ref="")
        if not state.is_fresh:
            self._show(replace(state, saving=True))
            self._draw()
            return
        faults = state.tried.faults if state.tried is not None else ()
        if faults:
            self._show(replace(state, saving=False, refusal=tr("Nothing is saved: mend what is named below first")))
            return
        self._show(replace(state, saving=False))
        began = state.began.get(state.chosen)
        command = SaveTemplate(id=self._hands.new_id(), template=state.chosen, text=state.text, was=began)
        self._hands.do(command, lambda outcome: self._saved(state.chosen, outcome))

    def _saved(self, name: str, outcome: Outcome[Any]) -> None:
        if outcome.refusal is not None:
            self._show(replace(self.screen, refusal=say_error(outcome.refusal)))
            return
        if name == self.screen.chosen:
            self._show(screen.dropped(self.screen))
        self._toast(tr("{title} is saved").format(title=shown.title(name)), False)
        self.shown()

    def _back(self) -> None:
        if self.screen.asking:
            self._show(replace(self.screen, asking=False))
        elif self.screen.changed:
            self._show(screen.dropped(self.screen))
            self._draw()

    def _ask_reset(self) -> None:
        if self.screen.open is not None and self.screen.open.row.own:
            self._show(replace(self.screen, asking=True))

    def _was_reset(self, outcome: Outcome[Any]) -> None:
        if outcome.refusal is not None:
            self._show(replace(self.screen, refusal=say_error(outcome.refusal)))
            return
        self._show(screen.dropped(self.screen))
        self._toast(
            tr("{title} is as it travels with the program").format(title=shown.title(self.screen.chosen)), False
        )
        self.shown()

    def _show(self, state: TemplatesScreen) -> None:
        self.screen = state
        self._view.render_state(state)
