"""The presenter of the places screen: listed, shown, made one by one or many at once, changed, labelled. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.importing import generate_places
from warehouse_app.application.importing.values import Took
from warehouse_app.application.labels import place_sheets
from warehouse_app.application.places import (
    PLACES,
    MakePlace,
    SetPlace,
    UsePlace,
    count_places,
    place_choices,
    place_detail,
    place_id_of,
)
from warehouse_app.application.run import Command, Runner, Session
from warehouse_app.application.storage import LockPlace, SetPlaceRule
from warehouse_app.application.warehouses import BadWarehouse, MakeWarehouse, WarehouseTaken
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceDetail, PlaceKind, PlaceRow, PlaceTaken, UnknownWarehouse
from warehouse_app.domain.refusals import Refusal, Usage
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Choices, KeepView
from warehouse_app.ui.runtime.paperwork import Paperwork
from warehouse_app.ui.runtime.tasks import Task
from warehouse_app.ui.screens.places import shown
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.PLACE, Touched.STOCK})
"""Benches never wait for the making of places."""

MOST_LABELS = 500
"""Places whose labels are printed together."""


class PlacesPresenter(CodeKeeper[PlaceRow, PlaceDetail]):
    """`house` carries out what takes several commands; `keep(name, bytes)` hands a paper to the person."""

    first_tab = "goods"
    label = OwnKind.PLACE

    def __init__(
        self,
        view: KeepView,
        hands: Hands,
        house: Runner,
        toast: Callable[[str, bool], None],
    ) -> None:
        super().__init__(view, hands, PLACES, house.now, toast, _WAKES)
        self._house, self._writes = house, ""
        self.keep: Callable[[str, bytes], None] = lambda _name, _paper: None
        self.paperwork = Paperwork(hands, self.warn)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many places each view has."""
        return count_places(desk)

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return the warehouses and aisles there are."""
        warehouses, aisles = place_choices(desk)
        return (
            ("warehouse", tuple((each, each) for each in warehouses)),
            ("aisle", tuple((str(each), shown.part(each)) for each in aisles)),
        )

    def read(self, desk: Any, row: PlaceRow | None, key: int) -> PlaceDetail | None:  # noqa: ANN401 - as above
        """Return one place whole."""
        return place_detail(desk, key)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the place with this code."""
        return place_id_of(desk, code)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        detail = self.state.detail
        if name == "make":
            self.open_form(shown.make_form(self._warehouses()))
        elif name == "warehouse":
            self.open_form(shown.warehouse_form())
        elif name == "generate":
            self.open_form(shown.generate_form(self._warehouses()))
        elif name == "edit" and detail is not None:
            self.open_form(shown.edit_form(detail.row))
        elif name == "use" and detail is not None:
            row = detail.row
            words = tr("{place} is out of use") if row.active else tr("{place} is in use again")
            command = UsePlace(id=self._hands.new_id(), place_id=row.id, active=not row.active)
            self.perform(command, words.format(place=row.code))
        elif name == "rule" and detail is not None and detail.rule is not None:
            self.open_form(shown.rule_form(detail.row, detail.rule))
        elif name == "lock" and detail is not None:
            self._lock(detail)
        elif name == "labels":
            self._labels()
        elif name in {"label", "label_file"} and detail is not None:
            self._label(detail.row, as_file=name == "label_file")
        else:
            super().commanded(name)

    def saved(self, values: Mapping[str, str]) -> None:
        """Write what was typed; many places at once are made beside the window."""
        form = self.state.form
        if form is not None and form.name == "generate":
            self._generate(form, values)
        else:
            super().saved(values)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new, self._writes = self._hands.new_id(), form.name
        if form.name == "make":
            return MakePlace(id=new, **{name: text.strip() for name, text in values.items()})
        if form.name == "warehouse":
            return MakeWarehouse(id=new, **values)
        changes = form.changes(values)
        if self.state.detail is None or not changes:
            return tr("Nothing is changed yet")
        if form.name == "rule":
            return SetPlaceRule(id=new, place_id=self.state.detail.row.id, changes=changes)
        if form.name == "lock":
            return LockPlace(id=new, place_id=self.state.detail.row.id, reason=values["reason"].strip())
        return SetPlace(id=new, place_id=self.state.detail.row.id, changes=changes)

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        if isinstance(refusal, BadWarehouse):
            return refusal.field
        if isinstance(refusal, PlaceTaken):
            return "place"
        return "warehouse" if isinstance(refusal, UnknownWarehouse | WarehouseTaken) else ""

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a code
        """Return what is said when it is saved."""
        made = tr("Warehouse {place} is there, with a dock and a bench")
        return (made if self._writes == "warehouse" else tr("Place {place} is saved")).format(place=answer)

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a code
        """A new place is shown."""
        if form.name == "make":
            self.scanned(str(answer), "")

    def _warehouses(self) -> tuple[tuple[str, str], ...]:
        return dict(self.state.choices).get("warehouse", ())

    def _generate(self, form: FormValue, values: Mapping[str, str]) -> None:
        if not all(values[name].strip().isdecimal() for name in ("aisles", "bays", "levels")):
            self._refuse(form, tr("Aisles, bays and levels are whole numbers"))
            return
        aisles, bays, levels = (int(values[name]) for name in ("aisles", "bays", "levels"))
        warehouse, house = values.get("warehouse", ""), self._house

        def deed(session: Session, task: Task) -> Took | Usage:
            try:
                return generate_places(house, session, warehouse, aisles, bays, levels, task.pause)
            except Usage as wrong:
                return wrong

        self._hands.long(
            tr("Making places"), deed, lambda answer: self._generated(form, answer), frozenset({Touched.PLACE}),
            stopped=self.dropped,
        )  # fmt: skip

    def _generated(self, form: FormValue, answer: Took | Usage | Refusal) -> None:
        if isinstance(answer, Took):
            self.dropped()
            self._toast(
                trn("{n} place is new, {m} were there", "{n} places are new, {m} were there", answer.created).format(
                    n=answer.created, m=answer.unchanged
                ),
                False,
            )
        else:
            self._refuse(form, say_error(answer))

    def _lock(self, detail: PlaceDetail) -> None:
        """Ask why a place is to be locked, or open a locked one again."""
        if detail.rule is None or not detail.rule.locked:
            self.open_form(shown.lock_form(detail.row))
            return
        command = LockPlace(id=self._hands.new_id(), place_id=detail.row.id, reason="", locked=False)
        self.perform(command, tr("{place} is open again").format(place=detail.row.code))

    def _label(self, row: PlaceRow, *, as_file: bool) -> None:
        """Print the label of the place or tote in view, or make it a file."""
        kind = "tote" if row.kind == PlaceKind.TOTE else "place"
        if as_file:
            self.paperwork.make(kind, row.code)
        else:
            self.paperwork.print_row(kind, row.id)

    def _refuse(self, form: FormValue, words: str) -> None:
        self._show(replace(self.state, form=form.refused("", words)))

    def _labels(self) -> None:
        """Make the labels of what the list shows, or of the place in view where the list is longer than a stack."""
        extent, detail = self.state.list.extent, self.state.detail
        if extent is not None and extent.total <= MOST_LABELS:
            query = self.state.query
            self._hands.ask(
                lambda desk: place_sheets(desk, ((row.code, row.warehouse) for row in PLACES.walk(desk, query))),
                lambda paper: self.keep("place-labels.pdf", paper), right=Right.PRINT,
            )  # fmt: skip
        elif detail is not None:
            where = ((detail.row.code, detail.row.warehouse),)
            self._hands.ask(
                lambda desk: place_sheets(desk, where), lambda paper: self.keep("place-label.pdf", paper),
                right=Right.PRINT,
            )  # fmt: skip
