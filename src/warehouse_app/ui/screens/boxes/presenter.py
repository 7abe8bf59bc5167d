"""The presenter of the boxes screen: listed with their stock, made, changed, ordered, put out of use. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from warehouse_app.application.cartons.importing import LONGEST_FILE, BoxesRead, import_boxes, lines_of
from warehouse_app.application.cartons.masters import (
    BOXES,
    MakeBox,
    SetBox,
    UseBox,
    box_card,
    box_of,
    count_boxes,
    order_of,
    to_order,
)
from warehouse_app.application.purchasing.looking import purchase_choices
from warehouse_app.application.purchasing.orders import NewLine
from warehouse_app.application.run import Command, Outcome, Runner, Session
from warehouse_app.domain.cartons.boxes import BoxRow, BoxTaken
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.refusals import Refusal, Refused, Usage
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import KeepView
from warehouse_app.ui.runtime.tasks import Task
from warehouse_app.ui.screens.boxes import shown
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.PRODUCT, Touched.PURCHASE, Touched.STOCK})


class BoxesView(KeepView, Protocol):
    """What the presenter asks of its page."""

    def ask_file(self, then: Callable[[str], None]) -> None: ...

    def show_file(self, found: BoxesRead | None) -> None: ...


@dataclass(frozen=True, slots=True)
class _ToOrder:
    """What is to be ordered by supplier, and where it could come; `care` says why nothing can be ordered."""

    lines: Mapping[str, tuple[NewLine, ...]] = field(default_factory=dict)
    warehouses: tuple[str, ...] = ()
    care: str = ""


class BoxesPresenter(CodeKeeper[BoxRow, BoxRow]):
    """The boxes that goods are packed into."""

    def __init__(
        self,
        view: BoxesView,
        hands: Hands,
        now: Callable[[], str],
        toast: Callable[[str, bool], None],
        house: Runner,
    ) -> None:
        super().__init__(view, hands, BOXES, now, toast, _WAKES)
        self._page, self._house = view, house
        self.file: BoxesRead | None = None
        self._say = toast

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many boxes each view has."""
        return count_boxes(desk)

    def read(self, desk: Any, row: BoxRow | None, key: int) -> BoxRow | None:  # noqa: ANN401 - as above
        """Return one box."""
        return box_card(desk, key)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the box with this code."""
        return box_of(desk, code).id

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        row = self.state.detail
        if name == "make":
            self.open_form(shown.make_form())
        elif name == "order":
            self._hands.ask(_to_order, self._order)
        elif name == "import":
            self._page.ask_file(self.read_file)
        elif name == "back" and self.file is not None:
            self._file_read(None)
        elif name in ("back", "refresh", "show_all") or row is None:
            super().commanded(name)
        elif name == "edit":
            self.open_form(shown.edit_form(row))
        elif name == "use":
            words = tr("{box} is out of use") if row.active else tr("{box} is in use again")
            command = UseBox(id=self._hands.new_id(), sku=row.sku, active=not row.active)
            self.perform(command, words.format(box=row.sku))

    def choose(self, key: int, row: BoxRow | None = None) -> None:
        """Show one; what became of a file is looked at no more."""
        if self.file is not None:
            self._file_read(None)
        super().choose(key, row)

    def read_file(self, path: str) -> None:
        """Make and change boxes as a file says, beside the scans; what was not taken is told line by line."""
        words, name = tr("Reading boxes"), Path(path).name
        self._hands.long(
            words,
            lambda session, task: _import(self._house, session, Path(path), task),
            lambda answer: self._was_read(name, answer),
            _WAKES,
            stopped=self.again,
            trouble=lambda caught: self.warn(say_error(caught)),
        )

    def _was_read(self, name: str, answer: BoxesRead | Refusal | Usage) -> None:
        if isinstance(answer, BoxesRead):
            self.warn("")
            self._file_read(replace(answer, file=name))
            self.again()
        else:
            self.warn(say_error(answer))

    def _file_read(self, found: BoxesRead | None) -> None:
        self.file = found
        self._page.show_file(found)
        self._show(self.state)

    def saved(self, values: Mapping[str, str]) -> None:
        """Where boxes are to come is no command: the orders are read and drafted. Everything else is written."""
        if self.state.form is not None and self.state.form.name == "order":
            self.dropped()
            self._hands.ask(_to_order, lambda found: self._order(found, values.get("warehouse", "")))
        else:
            super().saved(values)

    def _order(self, found: _ToOrder, warehouse: str = "") -> None:
        """Draft an order with each supplier, once it is known where boxes are to come. That nothing runs low, or that
        nobody sells it, is said.
        """
        if found.care:
            self.warn(found.care)
        elif not found.lines:
            self._say(tr("No box runs low"), False)
        elif not warehouse and len(found.warehouses) > 1:
            self.open_form(shown.order_form(found.warehouses))
        else:
            self._draft(found.lines, warehouse)

    def _draft(self, found: Mapping[str, tuple[NewLine, ...]], warehouse: str) -> None:
        """Draft them; who refuses stays told when another is drafted after it."""
        refused: list[str] = []

        def then(words: str, outcome: Outcome[Any]) -> None:
            if outcome.refusal is None:
                self._say(words, False)
            else:
                refused.append(say_error(outcome.refusal))
            self.warn(". ".join(refused))

        for supplier, lines in found.items():
            words = tr("{boxes} drafted at {supplier}").format(
                boxes=", ".join(f"{each.qty} x {each.sku}" for each in lines), supplier=supplier
            )
            self._hands.do(order_of(self._hands.new_id(), supplier, lines, warehouse), partial(then, words))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new, told = self._hands.new_id(), {name: text.strip() for name, text in values.items()}
        if form.name == "make":
            return MakeBox(id=new, called=told.pop("name"), **told)
        row, changes = self.state.detail, form.changes(values)
        if row is None:
            return tr("Choose a box first")
        return SetBox(id=new, sku=row.sku, changes=changes) if changes else tr("Nothing is changed yet")

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        return "sku" if isinstance(refusal, BoxTaken) else ""

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a SKU
        """Return what is said when it is saved."""
        return tr("{what} is saved").format(what=answer)

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a SKU
        """A new box is shown."""
        if form.name == "make":
            self.scanned(str(answer), "")
        else:
            self._detail()


def _import(house: Runner, session: Session, file: Path, task: Task) -> BoxesRead | Usage:
    try:
        with file.open("rb") as source:
            lines = lines_of(file.name, source.read(LONGEST_FILE + 1))
        return import_boxes(house, session, lines, task.pause)
    except OSError as why:
        return Usage("box_file_unreadable", file=file.name, why=why.strerror or str(why))
    except Usage as why:
        return why


def _to_order(desk: Any) -> _ToOrder:  # noqa: ANN401 - the application's desk
    try:
        return _ToOrder(to_order(desk), purchase_choices(desk)[1])
    except Refused as refused:
        return _ToOrder(care=say_error(refused.refusal))
