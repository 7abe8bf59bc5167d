"""The presenter of the imports screen: a file is tried and imported, its mapping kept; the log and undo. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from warehouse_app.application.importing import ImportReport, save_mapping
from warehouse_app.application.run import Outcome, Runner
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.importing.mapping import FileMapping
from warehouse_app.domain.refusals import Refusal, Usage
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.screens.imports import log, opening
from warehouse_app.ui.screens.imports.filework import FileWork, ImportsView
from warehouse_app.ui.screens.imports.opening import CannotRead, Tools, Tried
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_TOUCHED: frozenset[str] = frozenset(
    {Touched.IMPORT, Touched.ORDER, Touched.PRODUCT, Touched.STOCK, Touched.PLACE, Touched.CUSTOMER, Touched.DOCUMENT}
)


class ImportsPresenter(FileWork):
    """`house` carries out what takes several commands; `tools` reads files; `toast` tells of a finished deed."""

    def __init__(
        self, view: ImportsView, hands: Hands, house: Runner, tools: Tools, toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, house, tools, toast)
        self._in_view = False
        self.log = log.Log(self)

    def shown(self) -> None:
        """Read the log."""
        self._in_view = True
        self.log.read()

    def hidden(self) -> None:
        """Out of view. A file stays open until the person leaves it, or signs off."""
        self._in_view = False

    def closed(self) -> None:
        """The page goes away: let go of the file."""
        look, self._look = self._look, None
        if look is not None:
            look.close()

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Somebody imported, or undid."""
        if self._in_view and Touched.IMPORT in changes and self._screen.mode == "log":
            self.log.read()

    def opened(self, what: str) -> None:
        """Show one import ("import:12") or one file ("file:/path")."""
        kind, _, name = what.partition(":")
        if kind == "file":
            self.choose(name)
        elif name.isdigit():
            self.show(replace(self._screen, mode="log", chosen=int(name)))
            self.log.read()

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        if name == "back":
            self._back()
            return
        deeds: dict[str, Callable[[], None]] = {
            "choose": self._view.ask_file, "try": self.try_it, "import": self._import, "save": self._save,
            "wrong": self._toggle_wrong, "undo": self.log.ask_undo, "refresh": self.log.read,
        }  # fmt: skip
        if name in deeds and not self._screen.busy:
            deeds[name]()

    def keyed(self, key: str) -> bool:
        """Digits answer the question beside the log."""
        return self.log.keyed(key)

    def try_it(self) -> None:
        """Foretell what the import would do."""
        if not self._screen.ready:
            return
        request = opening.request_of(self._screen, dry_run=True)
        self.show(replace(self._screen, busy=tr("Trying the file"), refusal=""))
        self._hands.long(
            tr("Trying the file"),
            lambda session, task: opening.tried(self._house, self._tools, session, request, task),
            self._was_tried,
            frozenset(),
            stopped=lambda: self.show(replace(self._screen, busy="")),
            trouble=self.failed,
        )

    def left(self) -> None:
        """The person left the file before it was read."""
        self._back(force=True)

    def _was_tried(self, answer: Tried | CannotRead | Refusal) -> None:
        if isinstance(answer, Tried):
            self._tried = answer
            self.show(replace(self._screen, busy="", verdict=answer.verdict, refusal=""))
            self._filter()
        elif isinstance(answer, CannotRead):
            self._cannot(answer.usage)
        else:
            self.show(replace(self._screen, busy="", refusal=say_error(answer)))

    def _toggle_wrong(self) -> None:
        self.show(replace(self._screen, only_wrong=not self._screen.only_wrong))
        self._filter()

    def _import(self) -> None:
        if not self._screen.ready:
            return
        request = opening.request_of(self._screen, dry_run=False)
        words = tr("Importing {file}").format(file=request.paths[0].name)
        self.show(replace(self._screen, busy=words, refusal=""))
        self._hands.long(
            words,
            lambda session, task: opening.taken(self._house, self._tools, session, request, task),
            self._was_taken,
            _TOUCHED,
            stopped=lambda: self.show(replace(self._screen, busy="", refusal=tr("Stopped. Nothing was imported"))),
            trouble=self.failed,
        )

    def _was_taken(self, answer: ImportReport | CannotRead | Refusal) -> None:
        if isinstance(answer, ImportReport):
            self._drop_file()
            chosen = answer.runs[-1] if answer.runs else 0
            self.show(replace(self._screen, busy="", mode="result", report=answer, chosen=chosen))
            self.log.read()
        elif isinstance(answer, CannotRead):
            self._cannot(answer.usage)
        else:
            self.show(replace(self._screen, busy="", refusal=say_error(answer)))

    def _save(self) -> None:
        state = self._screen
        if state.mapping is None:
            return
        try:
            mine = replace(state.mapping, channel=state.channel)
            command = save_mapping(self._hands.new_id(), mine, state.kept)
        except Usage as usage:
            self.show(replace(state, refusal=say_error(usage)))
            return
        words = tr("Files of {channel} are read as {kind} by this mapping from now on")

        def then(outcome: Outcome[object]) -> None:
            self._hands.ask(log.setting_of, self._knows, right=log.RIGHT)
            if outcome.refusal is not None:
                self.show(replace(self._screen, refusal=say_error(outcome.refusal)))
            else:
                self._toast(words.format(channel=state.channel, kind=state.kind), False)

        self._hands.do(command, then)

    def _knows(self, setting: tuple[tuple[FileMapping, ...], tuple[str, ...]]) -> None:
        self.show(replace(self._screen, kept=setting[0]))

    def _back(self, *, force: bool = False) -> None:
        """One step back: the question, the filter, the file, in this order."""
        state = self._screen
        if state.busy and not force:
            return
        if state.asking or (state.refusal and state.mode == "log"):
            self.show(replace(state, asking="", refusal=""))
        elif state.mode == "file" and state.only_wrong and not force:
            self._toggle_wrong()
        elif state.mode != "log":
            self._drop_file()
            self.show(replace(state, mode="log", source=None, mapping=None, verdict=None, refusal="", busy=""))
            self.log.read()
