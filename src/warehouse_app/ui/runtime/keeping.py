"""What the pages of kept things (products, places) have in common: a list, one of it in detail, a form. No Qt.

Promise: what a person typed stays until it is written or they drop it; who is told that another changed a field can
save again, knowing it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command, Outcome
from warehouse_app.domain.editing import BadField, ChangedMeanwhile
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ui.kit.columns import Arrangement
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.listfeed import ListFeed, ListState, ListView
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error


class Numbered(Protocol):
    """A row of a list."""

    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=Numbered)
Detail = TypeVar("Detail")

Choices: TypeAlias = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""What a list can be narrowed to: filter, then (value, words) of each choice."""


@dataclass(frozen=True, slots=True)
class Keeping(Generic[Row, Detail]):
    """The screen. `detail` belongs to `chosen`, `row` is its line as the list had it; `form` is open beside it."""

    list: ListState = field(default_factory=ListState)
    counts: tuple[tuple[str, int], ...] = ()
    choices: Choices = ()
    care: str = ""
    chosen: int = 0
    row: Row | None = None
    detail: Detail | None = None
    tab: str = ""
    form: FormValue | None = None
    rights: frozenset[Right] = frozenset()

    @property
    def query(self) -> ListQuery:
        """Return what the list asks."""
        return self.list.query

    def views(self, words: Mapping[str, str]) -> tuple[FilterValue, ...]:
        """Return the views of the list as they are called, each with its count."""
        sums = dict(self.counts)
        return tuple(FilterValue(name, words[name], sums.get(name)) for name in words)

    @property
    def is_empty(self) -> bool:
        """Say whether the list is known to hold nothing."""
        return self.list.extent is not None and not self.list.extent.total and not self.list.waiting


class KeepView(Protocol):
    """What the presenter asks of its page."""

    @property
    def table_view(self) -> ListView: ...

    def render_state(self, state: Any) -> None: ...  # noqa: ANN401 - the screen's own state


class Keeper(Presenter, Generic[Row, Detail]):
    """Subclasses say what is counted, read and written. `wakes` are the kinds of change that make the page stale.

    A page whose deeds can be told by their reasons overrides `reasons` and `deed`; another overrides `commanded`.
    """

    first_tab = ""

    def __init__(
        self,
        view: KeepView,
        hands: Hands,
        source: ListOf[Row],
        now: Callable[[], str],
        toast: Callable[[str, bool], None],
        wakes: frozenset[str],
    ) -> None:
        self._view, self._hands, self._now, self._toast, self._wakes = view, hands, now, toast, wakes
        self.list = ListFeed(hands, source, view.table_view, self.key, self._list_changed)
        self.state: Keeping[Row, Detail] = Keeping(
            list=ListState(self.first()), rights=hands.session().actor.rights, tab=self.first_tab
        )
        self._opened, self._in_view, self._forms = False, False, 0

    def first(self) -> ListQuery:
        """Return what the list asks before anybody chose anything."""
        return ListQuery(self.list.source.home)

    def key(self, row: Row) -> int:
        """Return the key of a row: its number, by which it is chosen and read."""
        return row.id

    @abstractmethod
    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many rows each view has."""

    @abstractmethod
    def read(self, desk: Any, row: Row | None, key: int) -> Detail | None:  # noqa: ANN401 - as above
        """Return one of the list in detail; None, or a refusal, where it is there no more."""

    @abstractmethod
    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command a form stands for, or why there is nothing to write."""

    def scanned(self, text: str, device: str) -> None:
        """What is scanned is looked for; a page that knows better opens it."""
        self.sought(text.strip())

    def opened(self, what: str) -> None:
        """Show one by its code, "refund:RF000007", or a view, "view:failed"."""
        kind, sign, ref = what.partition(":")
        if kind == "view":
            self.viewed(ref)
        else:
            self.scanned(ref if sign else kind, "")

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return what a list can be narrowed to."""
        return ()

    def reasons(self) -> Mapping[str, str]:
        """Return for every deed of the page why it cannot be done now, "" where it can."""
        return {}

    def deed(self, name: str) -> None:
        """Do a deed of `reasons`; asked only where it can be done."""

    def remembered(self, kept: Arrangement) -> None:
        """Begin with the sort this person had last, if any; else the page has its own."""
        if kept.sort:
            query = replace(self.state.query, sort=kept.sort, descending=kept.descending)
            self._show(replace(self.state, list=replace(self.state.list, query=query)))

    def kept(self) -> ListQuery:
        """Return what the list asks, to be kept as a view."""
        return self.state.query

    def reopen(self, query: ListQuery) -> None:
        """Ask for a kept view."""
        self.want(query)

    def shown(self) -> None:
        """Read the list, or read it again in place."""
        self._in_view = True
        if self._opened:
            self.again()
        else:
            self.want(self.state.query)
            self._count()

    def hidden(self) -> None:
        """Out of view."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """What is shown may be old."""
        if self._in_view and changes & self._wakes:
            self.again()

    def viewed(self, view: str) -> None:
        """Another view."""
        self.want(replace(self.state.query, view=view))

    def narrowed(self, name: str, value: str) -> None:
        """Another value of a filter."""
        self.want(self.state.query.narrowed(name, value))

    def sought(self, text: str) -> None:
        """Another text; the page waits until typing rests."""
        if text.strip() != self.state.query.text:
            self.want(replace(self.state.query, text=text.strip()))

    def sorted(self, name: str, descending: bool) -> None:
        """Another order of the list."""
        self.want(replace(self.state.query, sort=name, descending=descending))

    def chosen(self, row: Row | None) -> None:
        """Another row."""
        if row is not None:
            self.choose(self.key(row), row)

    def choose(self, key: int, row: Row | None = None) -> None:
        """Show one in detail, whether the list has it or not. An open form is not lost to it."""
        if key != self.state.chosen and self.state.form is None:
            self._show(replace(self.state, chosen=key, row=row, detail=None))
            self._detail()

    def tabbed(self, tab: str) -> None:
        """Another page of the detail."""
        self._show(replace(self.state, tab=tab))

    def commanded(self, name: str) -> None:
        """A deed of the action table: one of the page, or one that every such page has."""
        reasons = self.reasons()
        if name in reasons:
            if not reasons[name]:
                self.deed(name)
        elif name == "refresh":
            self.again()
        elif name == "back":
            self._back()
        elif name == "show_all":
            self.want(replace(self.state.query, view="all", text="", filters=()))

    def open_form(self, form: FormValue) -> None:
        """Open a form, from what is there now."""
        self._forms += 1
        self._show(replace(self.state, form=replace(form, number=self._forms)))

    def saved(self, values: Mapping[str, str]) -> None:
        """Write what was typed."""
        form = self.state.form
        if form is None:
            return
        command = self.writes(form, values)
        if isinstance(command, str):
            self._show(replace(self.state, form=form.refused("", command)))
        else:
            self._hands.do(command, lambda outcome: self._written(form, outcome))

    def perform(self, command: Command, words: str) -> None:
        """Do a deed without a form; it is told, or why not."""

        def then(outcome: Outcome[Any]) -> None:
            refusal = outcome.refusal
            self.warn(say_error(refusal) if refusal is not None else "")
            if refusal is None:
                self._toast(words, False)

        self._hands.do(command, then)

    def warn(self, words: str) -> None:
        """Say above the list what to take care of."""
        self._show(replace(self.state, care=words))

    def dropped(self) -> None:
        """The form is closed without a word."""
        self._show(replace(self.state, form=None))

    def want(self, query: ListQuery) -> None:
        """Ask for another list."""
        self._opened = True
        self.warn("")
        self.list.open(query)

    def again(self) -> None:
        """Read everything in view again, in place."""
        self.list.refresh()
        self._count()
        self._detail()

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a command's answer
        """Return what is said when a form was written."""
        return tr("{what} is saved").format(what=answer)

    def _written(self, form: FormValue, outcome: Outcome[Any]) -> None:
        refusal = outcome.refusal
        if refusal is None:
            words = self.told(outcome.value)  # before the form is closed: it says what was written
            self._show(replace(self.state, form=None))
            self._toast(words, False)
            self.came(form, outcome.value)
            return
        told = self.state.form or form
        where = refusal.field if isinstance(refusal, (BadField, ChangedMeanwhile)) else self.place_of(refusal)
        named = replace(refusal, field=told.called(refusal.field)) if isinstance(refusal, BadField) else refusal
        told = told.refused(where, say_error(named))
        if isinstance(refusal, ChangedMeanwhile):
            told = told.seen(refusal.field, refusal.now)
        self._show(replace(self.state, form=told))

    def place_of(self, _refusal: Refusal) -> str:
        """Return the field under which a refusal is told; "" is the whole form."""
        return ""

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a command's answer
        """What follows when a form was written."""

    def follow(self, find: Callable[[Any], int]) -> None:
        """Show what is kept under another key since it was written; `find` returns the key, 0 where there is none."""
        self._hands.ask(find, lambda key: self.choose(key) if key else None)

    def _back(self) -> None:
        if self.state.form is not None:
            self.dropped()
        elif self.state.query.narrowing:
            self.want(replace(self.state.query, text="", filters=()))

    def _list_changed(self) -> None:
        found = self.list.state
        care = self.state.care
        if found.gone:
            care = tr("There is no {names} to go by any more. The list is shown without").format(
                names=", ".join(found.gone)
            )
        self._show(replace(self.state, list=found, care=care))

    def _count(self) -> None:
        self._hands.ask(lambda desk: (self.count(desk), self.choices(desk)), self._counted)

    def _counted(self, found: tuple[Mapping[str, int], Choices]) -> None:
        self._show(replace(self.state, counts=tuple(found[0].items()), choices=found[1]))

    def _detail(self) -> None:
        key, row = self.state.chosen, self.state.row
        if key:
            self._hands.ask(lambda desk: self._read(desk, row, key), lambda detail: self._detailed(key, detail))

    def _read(self, desk: Any, row: Row | None, key: int) -> Detail | None:  # noqa: ANN401 - as above
        try:
            return self.read(desk, row, key)
        except Refused:
            return None

    def _detailed(self, key: int, detail: Detail | None) -> None:
        if key != self.state.chosen:
            return
        if detail is None:  # it is there no more: nothing of it stands beside the list
            self._show(replace(self.state, chosen=0, row=None, detail=None))
        else:
            self._show(replace(self.state, detail=detail))

    def _show(self, state: Keeping[Row, Detail]) -> None:
        self.state = state
        self._view.render_state(state)
