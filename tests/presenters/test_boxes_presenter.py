"""The boxes page without a window: made, found, changed, put out of use, ordered."""

from __future__ import annotations

import pytest

from tests.buying import sell, supplier, warehouse
from tests.company import Company
from tests.hands import ListTwin, Screen
from warehouse_app.domain.cartons.boxes import texts
from warehouse_app.ui.screens.boxes import shown
from warehouse_app.ui.screens.boxes.presenter import BoxesPresenter


class Office(Screen):
    """An office with one box that runs low, which Acme sells."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        self.table_view = ListTwin()
        with company.write() as desk:
            warehouse(desk)

    def boxes(self) -> BoxesPresenter:
        made = BoxesPresenter(self, self.hands("boxes"), self.now, self.toast)
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
