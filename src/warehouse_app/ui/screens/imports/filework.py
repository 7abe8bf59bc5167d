"""A file on the imports screen: looked at page by page, understood, mapped and mended by a person. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from warehouse_app.application.run import Runner
from warehouse_app.domain.importing.mapping import FieldRule, FileMapping, pointed, ruled
from warehouse_app.domain.importing.values import Fate, Mend
from warehouse_app.domain.refusals import Refusal, Trouble, Usage
from warehouse_app.ports.intake import Look, LookRow
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.imports import log, opening, shown
from warehouse_app.ui.screens.imports import state as screen
from warehouse_app.ui.screens.imports.opening import CannotRead, Opened, Tools, Tried
from warehouse_app.ui.screens.imports.state import FileFacts, ImportsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

MOST_RECENT = 6
MOST_WRONG = 100_000


class ImportsView(Protocol):
    """What the presenter asks of its page. Records come page by page: `show_records(first, rows)`."""

    def render_state(self, state: ImportsScreen) -> None: ...

    def show_file(self, count: int, numbers: Sequence[int] | None) -> None: ...

    def show_records(self, first: int, rows: tuple[LookRow, ...], fates: tuple[Fate, ...]) -> None: ...

    def go(self, record: int, column: int) -> None: ...

    def ask_file(self) -> None: ...


class FileWork(Presenter):
    """The part of the presenter that works on a file; what it foretells and imports is its heir's."""

    def __init__(
        self, view: ImportsView, hands: Hands, house: Runner, tools: Tools, toast: Callable[[str, bool], None]
    ) -> None:
        self._view, self._hands, self._house, self._tools, self._toast = view, hands, house, tools, toast
        self._screen = ImportsScreen(rights=hands.session().actor.rights)
        self._look: Look | None = None
        self._tried: Tried | None = None
        self._samples: tuple[LookRow, ...] = ()
        self._numbers: tuple[int, ...] | None = None

    @property
    def state(self) -> ImportsScreen:
        """Return what is shown."""
        return self._screen

    @property
    def hands(self) -> Hands:
        """Return what deeds are done with."""
        return self._hands

    @property
    def house(self) -> Runner:
        """Return the runner itself."""
        return self._house

    def choose(self, path: str, sheet: str = "") -> None:
        """Look at a file."""
        if not path or self._screen.busy:
            return
        self._drop_file()
        name = path.replace("\\", "/").rsplit("/", 1)[-1]
        recent = (path, *(each for each in self._screen.recent if each != path))[:MOST_RECENT]
        blank = ImportsScreen(
            mode="file", rows=self._screen.rows, loaded=self._screen.loaded, chosen=self._screen.chosen,
            source=FileFacts(path, name, sheet=sheet), busy=tr("Opening {file}").format(file=name),
            recent=recent, rights=self._screen.rights,
        )  # fmt: skip
        self.show(blank)
        self._hands.bulk(lambda _session: opening.opened(self._tools, path, sheet), self._was_opened, frozenset())

    def kind(self, kind: str) -> None:
        """The person says what the file is."""
        if kind and kind != self._screen.kind:
            self._understand(kind)

    def channel(self, channel: str) -> None:
        """The person names the channel; a mapping that is kept for it is used."""
        if channel != self._screen.channel:
            self.show(replace(self._screen, channel=channel))
            self._understand(self._screen.kind)

    def warehouse(self, code: str) -> None:
        """The person says which warehouse it is for."""
        if code != self._screen.warehouse:
            self.show(screen.stale(replace(self._screen, warehouse=code)))
            self._try_soon()

    def point(self, column: int, field: str) -> None:
        """The person points a column at a field ("": not used)."""
        state = self._screen
        if state.mapping is not None and state.source is not None and column < len(state.source.header):
            self._map(pointed(state.mapping, field, state.source.header[column]))

    def rule(self, rule: FieldRule) -> None:
        """The person says how a field is read: part, case, factor, constant."""
        if self._screen.mapping is not None:
            self._map(ruled(self._screen.mapping, rule))

    def manner(self, mapping: FileMapping) -> None:
        """The person says how the file writes: dates, decimals, how rows belong together."""
        self._map(mapping)

    def mend(self, line: int, column: int, value: str, written: str) -> None:
        """The person mended a cell."""
        self.show(screen.mended(self._screen, Mend(line, column, value), written))
        self._try_soon()

    def went(self, record: int, column: int) -> None:
        """The person is on another cell."""
        if self._screen.at != (record, column):
            self.show(replace(self._screen, at=(record, column)))

    def wanted(self, first: int, count: int) -> None:
        """Records came into view: read them."""
        look, numbers = self._look, self._numbers
        if look is None:
            return
        fates = self._tried.fates if self._tried is not None else None

        def read(_session: object) -> tuple[tuple[LookRow, ...], tuple[Fate, ...]]:
            rows = look.rows(first, count) if numbers is None else look.rows_at(numbers[first : first + count])
            return rows, tuple(Fate.UNKNOWN if fates is None else fates.of(row.line) for row in rows)

        def then(answer: tuple[tuple[LookRow, ...], tuple[Fate, ...]] | Refusal) -> None:
            if not isinstance(answer, Refusal) and self._look is look and self._numbers is numbers:
                self._view.show_records(first, *answer)

        self._hands.bulk(read, then, frozenset())

    def find(self, line: int) -> None:
        """Bring the record of a line into view, at the cell for which it would be rejected."""
        look, numbers = self._look, self._numbers
        cell = shown.wrong_cells(self._screen).get(line)
        if look is None:
            return

        def then(at: int | Refusal) -> None:
            if not isinstance(at, Refusal) and at >= 0 and self._numbers is numbers:
                self._view.go(at if numbers is None else numbers.index(at), max(0, cell[0] if cell else 0))

        self._hands.bulk(lambda _session: look.number_of(line), then, frozenset())

    def show(self, state: ImportsScreen) -> None:
        """Show a state."""
        self._screen = state
        self._view.render_state(state)

    def told(self, words: str) -> None:
        """Tell of a finished deed."""
        self._toast(words, False)

    def failed(self, trouble: Trouble) -> None:
        """The world is down: said where the deed was asked for."""
        self.show(replace(self._screen, busy="", refusal=say_error(trouble)))

    def _was_opened(self, answer: Opened | CannotRead | Refusal) -> None:
        if isinstance(answer, Opened):
            self._look, self._samples = answer.look, answer.samples
            self.show(replace(self._screen, source=answer.facts, busy=""))
            self._view.show_file(answer.look.count, None)
            self._ask_kept()
        elif isinstance(answer, CannotRead):
            self._cannot(answer.usage)
        else:
            self.show(replace(self._screen, busy="", refusal=say_error(answer)))

    def _ask_kept(self) -> None:
        def then(setting: tuple[tuple[FileMapping, ...], tuple[str, ...]]) -> None:
            kept, warehouses = setting
            known = replace(self._screen, kept=kept, warehouses=warehouses)
            self.show(opening.understood(known, self._samples))
            self._read_whole()

        self._hands.ask(log.setting_of, then, right=log.RIGHT)

    def _read_whole(self) -> None:
        look = self._look
        if look is None or look.complete:
            self._try_soon()
            return
        self.show(replace(self._screen, busy=tr("Reading the file")))

        def then(answer: FileFacts | CannotRead | Refusal) -> None:
            source = self._screen.source
            if self._look is not look or source is None:
                return
            if isinstance(answer, FileFacts):
                self.show(replace(self._screen, busy="", source=replace(source, count=answer.count, complete=True)))
                self._view.show_file(answer.count, None)
                self._try_soon()
            elif isinstance(answer, CannotRead):
                self._cannot(answer.usage)

        self._hands.long(
            tr("Reading the file"),
            lambda _session, task: opening.read_whole(look, task),
            then,
            frozenset(),
            stopped=self.left,
            trouble=self.failed,
        )

    def _cannot(self, usage: Usage) -> None:
        """The file cannot be read as asked: say why; a workbook of several sheets lets the person choose one."""
        source = self._screen.source
        sheets = tuple(str(usage.facts.get("sheets", "")).split(", ")) if "sheets" in usage.facts else ()
        if source is not None:
            source = replace(source, sheets=tuple(each for each in sheets if each))
        self.show(replace(self._screen, source=source, busy="", refusal=say_error(usage)))

    def _understand(self, kind: str) -> None:
        self.show(opening.understood(self._screen, self._samples, kind))
        self._forget_fates()
        self._try_soon()

    def _map(self, mapping: FileMapping) -> None:
        if mapping != self._screen.mapping:
            self.show(screen.mapped(self._screen, mapping))
            self._try_soon()

    def _try_soon(self) -> None:
        source = self._screen.source
        if self._screen.ready and source is not None and source.count <= opening.AUTO_RECORDS:
            self.try_it()

    def _filter(self) -> None:
        """Show all records, or only those that would be rejected."""
        look, tried = self._look, self._tried
        if look is None:
            return
        numbers: tuple[int, ...] | None = None
        if self._screen.only_wrong and tried is not None:
            lines = tried.fates.lines(Fate.REJECTED, MOST_WRONG)
            numbers = tuple(at for at in map(look.number_of, lines) if at >= 0)
        self._numbers = numbers
        self._view.show_file(look.count, numbers)

    def _forget_fates(self) -> None:
        self._tried, self._numbers = None, None

    def _drop_file(self) -> None:
        look, self._look = self._look, None
        self._forget_fates()
        if look is not None:
            self._hands.bulk(lambda _session: look.close(), lambda _answer: None, frozenset())

    def try_it(self) -> None:
        """Foretell what the import would do; the heir knows how."""

    def left(self) -> None:
        """The person left the file before it was read; the heir knows where to."""
