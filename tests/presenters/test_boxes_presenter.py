"""The boxes page without a window: made, found, changed, put out of use, ordered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.buying import sell, supplier, warehouse
from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.cartons.importing import BoxesRead, Rejected
from warehouse_app.domain.cartons.boxes import texts
from warehouse_app.store.schema import ledger, purchasing
from warehouse_app.ui.screens.boxes import shown
from warehouse_app.ui.screens.boxes.presenter import BoxesPresenter


class Office(Screen):
    """An office with one box that runs low, which Acme sells."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        self.table_view = ListTwin()
        self.file: BoxesRead | None = None
        self.path = ""
        with company.write() as desk:
            warehouse(desk)

    def ask_file(self, then: Callable[[str], None]) -> None:
        then(self.path)

    def read(self) -> BoxesRead:
        """Return what is told of a file; nothing where it is told of no more."""
        return self.file or BoxesRead()

    def show_file(self, found: BoxesRead | None) -> None:
        self.file = found

    def boxes(self) -> BoxesPresenter:
        made = BoxesPresenter(self, self.hands("boxes"), self.now, self.toast, self.company.runner)
        self.wire(made, "boxes")
        made.shown()
        return made


@pytest.fixture
def office(company: Company) -> Office:
    return Office(company)


def test_a_box_is_made_found_changed_and_ordered(company: Company, office: Office) -> None:
    presenter = office.boxes()
    presenter.commanded("make")
    filled = {"sku": "S", "name": "Small", "inner": "nothing", "kind": "carton", "counted": "yes",
              "reorder_at": "5", "reorder_to": "20", "cost": "0.30", "tare_g": "90", "most_g": "9000", "outer": "",
              "barcode": "BOX-S"}  # fmt: skip
    presenter.saved(filled)
    assert "inner" in dict(office.states[-1].form.refusals)
    presenter.saved({**filled, "inner": "200 x 150 x 100"})
    row = office.states[-1].detail
    assert (row.sku, shown.state(row).text, row.barcodes) == ("S", "Order it", ("BOX-S",))
    assert ("Inside", "200 × 150 × 100 mm") in shown.facts(row)
    presenter.commanded("order")
    assert "Nobody is known to sell S" in office.states[-1].care
    sell(company, supplier(company), "S", pack="10")
    presenter.commanded("order")
    assert office.states[-1].detail.expected == 20
    presenter.commanded("order")
    assert office.told[-1] == "No box runs low"
    presenter.commanded("edit")
    presenter.saved({**texts(row), "cost": "0.35"})
    assert office.states[-1].detail.cost_e4 == 3_500
    presenter.commanded("use")
    assert not office.states[-1].detail.active


def _low(company: Company, office: Office, *boxes: str) -> BoxesPresenter:
    """Make boxes that run low, each sold by its own supplier."""
    presenter = office.boxes()
    for box in boxes:
        presenter.commanded("make")
        presenter.saved({"sku": box, "name": box, "inner": "200 x 150 x 100", "kind": "carton", "counted": "yes",
                         "reorder_at": "5", "reorder_to": "20", "cost": "", "tare_g": "", "most_g": "9000",
                         "outer": "", "barcode": ""})  # fmt: skip
        sell(company, supplier(company, f"SELLS-{box}"), box)
    return presenter


def test_a_supplier_who_refuses_is_told_whatever_becomes_of_the_others(company: Company, office: Office) -> None:
    presenter = _low(company, office, "A", "B")
    office.performer.held = True
    presenter.commanded("order")
    office.performer.release()
    with company.write() as desk:
        desk.connection.execute(purchasing.supplier.update().where(purchasing.supplier.c.code == "SELLS-A")
                                .values(active=0))  # fmt: skip
    office.performer.release()
    office.performer.held = False
    assert office.told[-1].startswith("20 x B drafted")
    assert "SELLS-A" in office.state.care


def test_with_several_warehouses_it_is_asked_where_boxes_are_to_come(company: Company, office: Office) -> None:
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code="NORTH"))
    presenter = _low(company, office, "A")
    presenter.commanded("order")
    assert [code for code, _words in office.state.form.fields[0].choices] == sorted(["NORTH", WAREHOUSE])
    presenter.saved({"warehouse": "NORTH"})
    assert (office.state.form, office.state.care) == (None, "")
    assert office.told[-1] == "20 x A drafted at SELLS-A"
    with company.store.read() as desk:
        [bought] = desk.connection.execute(select(purchasing.purchase_order.c.warehouse))
    assert bought == ("NORTH",)


def test_boxes_of_a_file_are_made_and_what_is_wrong_is_told_by_its_line(office: Office, tmp_path: Path) -> None:
    presenter = office.boxes()
    file = tmp_path / "boxes.csv"
    office.path = str(file)
    file.write_text("box;inner;cost\nS;200x150x100;0.30\nM;no size;\n;100x100x100;\nL;;\n")
    presenter.commanded("import")
    assert office.read() == BoxesRead(
        "boxes.csv", created=1, updated=0, rejected=(
            Rejected(3, "M", "inner is no size: no size. Type three sides in millimetres, as 350x250x200"),
            Rejected(4, "", "sku is empty. Type it"),
            Rejected(5, "L", "The inside is not given."),
        ),
    )  # fmt: skip
    assert shown.read_chip(office.read()).text == "3 lines not taken"
    file.write_text("box,inner,cost\nS,200x150x100,0.35\n")
    presenter.commanded("import")
    assert office.read() == BoxesRead("boxes.csv", created=0, updated=1)
    presenter.scanned("S", "")
    assert office.read() == BoxesRead(), "who looks at a box is done with the file"
    file.write_text("sku,inner\n")
    presenter.commanded("import")
    assert "no column box" in office.state.care
