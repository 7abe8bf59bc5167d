"""Products and places without a window: found, shown, made and changed; nothing that was typed is lost."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.catalogue import SetProduct
from warehouse_app.application.places import SetPlace
from warehouse_app.application.run import Session
from warehouse_app.domain.editing import Change
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places as stores
from warehouse_app.store.schema import ledger
from warehouse_app.ui.kit import rulewords
from warehouse_app.ui.kit.soldweeks import sold_by_week
from warehouse_app.ui.screens.places import shown as places_shown
from warehouse_app.ui.screens.places.presenter import PlacesPresenter
from warehouse_app.ui.screens.products import shown as products_shown
from warehouse_app.ui.screens.products.presenter import ProductsPresenter


class Floor(Screen):
    """Product A1 in A01-01, B2 without anything."""

    def __init__(self, company: Company, session: Session | None = None) -> None:
        super().__init__(company, session or company.supervisor)
        self.table_view = ListTwin()
        with company.write() as desk:
            desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
            company.product(desk, "A1", name="RED MUG")
            company.product(desk, "B2", name="BLUE MUG", weight_g=None)
            company.bin(desk, "A01-01", walk_seq=1, aisle=1)
            company.bin(desk, "A01-02", walk_seq=2, aisle=1)
            company.stock(desk, "A01-01", "A1", 10)
            company.order(desk, "1001", [("A1", 3)])

    def products(self) -> ProductsPresenter:
        made = ProductsPresenter(self, self.hands("products"), self.now, self.toast)
        self.wire(made, "products")
        made.shown()
        return made

    def places(self) -> PlacesPresenter:
        made = PlacesPresenter(self, self.hands("places"), self.company.runner, self.toast)
        self.wire(made, "places")
        made.shown()
        return made

    def refused(self) -> dict[str, str]:
        return dict(self.states[-1].form.refusals)

    def codes(self, name: str = "sku") -> list[str]:
        return [str(getattr(row, name)) for row in self.table_view.book.rows()]


@pytest.fixture
def floor(company: Company) -> Floor:
    return Floor(company)


def test_products_are_found_by_what_they_lack(floor: Floor) -> None:
    presenter = floor.products()
    assert floor.codes() == ["A1", "B2"]
    presenter.viewed("no_weight")
    assert floor.codes() == ["B2"]
    assert {value.name: value.count for value in products_shown.filters(floor.state)}["no_weight"] == 1
    presenter.sought("nothing")
    assert floor.state.is_empty
    presenter.commanded("back")
    assert floor.codes() == ["B2"]


def test_a_product_is_made_shown_and_given_a_barcode(floor: Floor) -> None:
    presenter = floor.products()
    presenter.commanded("make")
    presenter.saved({"sku": "a1", "name": "Twice", "base_unit": "piece", "weight_g": "x"})
    assert floor.refused() == {"sku": "There is a product a1 already. Open it, or choose another SKU"}
    presenter.saved({"sku": "C3", "name": "Green Mug", "base_unit": "piece", "weight_g": "x", "multi_scan": "no"})
    assert "weight_g" in floor.refused()
    presenter.saved({"sku": "C3", "name": "Green Mug", "base_unit": "piece", "weight_g": "90", "multi_scan": "no"})
    assert floor.state.form is None
    assert floor.state.detail.card.row.name == "Green Mug"

    presenter.commanded("barcode")
    presenter.saved({"code": "4006381333932", "factor": "6", "keep": "no"})
    assert "last digit should be 1" in floor.refused()["code"]
    presenter.saved({"code": "4006381333931", "factor": "6", "keep": "no"})
    codes = products_shown.codes(floor.state.detail.card)
    assert [(each.barcode.written, each.barcode.factor) for each in codes] == [("4006381333931", 6)]
    presenter.barcode(codes[0].barcode)
    presenter.commanded("unlink")
    assert floor.state.detail.card.barcodes == ()


def test_who_changes_what_another_changed_is_told_and_may_go_on(floor: Floor) -> None:
    presenter = floor.products()
    presenter.scanned("A1", "wedge")
    presenter.commanded("edit")
    typed = {**dict(floor.state.form.before), "name": "Crimson Mug"}
    other = SetProduct(id="other", sku="A1", changes=(Change("name", "RED MUG", "Scarlet Mug"),))
    assert floor.company.runner.perform(other, floor.company.supervisor).refusal is None

    presenter.saved(typed)
    assert "it was RED MUG, it is Scarlet Mug" in floor.refused()["name"]
    presenter.saved(typed)
    assert floor.state.form is None
    assert floor.state.detail.card.row.name == "Crimson Mug"


def test_an_open_form_is_not_lost_to_another_row(floor: Floor) -> None:
    presenter = floor.products()
    first, second = floor.table_view.book.rows()
    presenter.chosen(first)
    presenter.commanded("edit")
    presenter.chosen(second)
    assert floor.state.chosen == first.id
    assert floor.state.form is not None
    presenter.commanded("back")
    presenter.chosen(second)
    assert floor.state.chosen == second.id


def test_sales_and_places_of_a_product_are_told(floor: Floor) -> None:
    presenter = floor.products()
    presenter.opened("product:A1")
    words, bars = sold_by_week(floor.state.detail.card.weeks)
    assert words == "3 sold in 12 weeks, 0 a week"
    assert (bars.labels[-1], bars.bars[-1]) == ("6 Dec", 3)
    assert [(each.place, each.on_hand) for each in floor.state.detail.places] == [("A01-01", 10)]


def test_places_are_found_made_and_changed(floor: Floor) -> None:
    presenter = floor.places()
    presenter.viewed("empty")
    assert floor.codes("code") == ["A01-02"]
    presenter.commanded("make")
    values = {
        "place": "A01-01",
        "kind": "BIN",
        "warehouse": WAREHOUSE,
        "walk_seq": "",
        "aisle": "A",
        "bay": "",
        "level": "",
    }
    presenter.saved(values)
    assert "place" in floor.refused()
    presenter.saved({**values, "place": " "})
    assert floor.refused() == {"place": "Code is empty. Type it"}, "the field is called as the form calls it"
    presenter.saved({**values, "place": "A01-03"})
    assert floor.state.detail.row.code == "A01-03"
    presenter.commanded("edit")
    presenter.saved({**dict(floor.state.form.before), "walk_seq": "17"})
    assert floor.state.detail.row.walk_seq == 17


def test_the_second_who_moves_a_place_in_the_walk_is_told(floor: Floor) -> None:
    presenter = floor.places()
    presenter.scanned("A01-02", "wedge")
    presenter.commanded("edit")
    typed = {**dict(floor.state.form.before), "walk_seq": "9"}
    other = SetPlace(id="other", place_id=floor.state.chosen, changes=(Change("walk_seq", "2", "5"),))
    assert floor.company.runner.perform(other, floor.company.supervisor).refusal is None
    presenter.saved(typed)
    assert "it was 2, it is 5" in floor.refused()["walk_seq"]


def test_a_full_place_stays_in_use_and_says_why(floor: Floor) -> None:
    presenter = floor.places()
    presenter.scanned("A01-01", "wedge")
    presenter.commanded("use")
    assert "A01-01 is not empty" in floor.state.care
    presenter.scanned("A01-02", "wedge")
    presenter.commanded("use")
    assert floor.told[-1] == "A01-02 is out of use"
    assert not floor.state.detail.row.active


def test_many_bins_are_made_and_labels_leave_as_a_paper(floor: Floor) -> None:
    presenter = floor.places()
    presenter.commanded("generate")
    presenter.saved({"warehouse": WAREHOUSE, "aisles": "x", "bays": "2", "levels": "2"})
    assert floor.refused()[""] == "Aisles, bays and levels are whole numbers"
    presenter.saved({"warehouse": WAREHOUSE, "aisles": "2", "bays": "2", "levels": "2"})
    assert floor.state.form is None
    assert floor.told[-1].endswith("are new, 0 were there")
    papers: list[tuple[str, bytes]] = []
    presenter.keep = lambda name, paper: papers.append((name, paper))
    presenter.commanded("labels")
    assert papers[0][0] == "place-labels.pdf"
    assert papers[0][1].startswith(b"%PDF")


def test_without_the_right_every_deed_says_why(company: Company) -> None:
    floor = Floor(company, company.packer)
    floor.products()
    assert all(products_shown.deeds(floor.state).values())
    presenter = floor.places()
    assert places_shown.deeds(floor.state)["make"] == 'You need the right "edit places"'
    presenter.commanded("make")
    presenter.saved({"place": "X", "kind": "BIN", "warehouse": WAREHOUSE})
    assert floor.refused()[""]


def test_rules_of_a_place_are_changed_and_its_lock_is_told(floor: Floor) -> None:
    places = floor.places()
    places.opened("place:A01-02")
    places.commanded("rule")
    places.saved({"use": "bulk", "most_units": "40", "mixes_lots": "no"})
    detail = floor.states[-1].detail
    told = {each.name: each.value for each in rulewords.place_lines(detail.rule, detail.homes)}
    assert told == {"For": "Reserve", "Most units": "40", "Takes": "one lot"}
    places.commanded("lock")
    places.saved({"reason": ""})
    assert floor.refused() or floor.states[-1].form is not None
    places.saved({"reason": "wet floor"})
    assert "wet floor" in places_shown.about(floor.states[-1].detail)
    places.commanded("lock")
    assert "locked" not in places_shown.about(floor.states[-1].detail)


def test_how_a_product_is_kept_and_its_homes_are_changed(floor: Floor) -> None:
    products = floor.products()
    products.opened("product:A1")
    products.commanded("rule")
    products.saved({"demand_class": "A", "climate": "cold"})
    products.commanded("home")
    products.saved({"place": "NOWHERE", "least": "", "most": "", "fixed": "no"})
    assert "place" in floor.refused()
    products.saved({"place": "A01-02", "least": "2", "most": "6", "fixed": "yes"})
    assert floor.told == ["Product A1 is saved", "Home A01-02 is saved"]
    kept = floor.states[-1].detail.kept
    told = {each.name: each.value for each in rulewords.product_lines(kept.rule, kept.homes)}
    assert told == {"Climate": "cold", "Demand": "A", "Home A01-02": "up to 6, from below 2, its alone"}
    products.commanded("home")
    products.saved({"place": "A01-02", "least": "", "most": "", "fixed": "gone"})
    assert floor.states[-1].detail.kept.homes == ()


def test_how_a_product_is_packed_is_changed_and_shown(floor: Floor) -> None:
    products = floor.products()
    products.opened("product:A1")
    products.commanded("care")
    products.saved({"category": "aerosol", "un": "19", "class": "2.1", "group": "", "limited": "1"})
    assert "un" in floor.refused()
    products.saved({"category": "aerosol", "un": "1950", "class": "2.1", "group": "", "limited": "1"})
    detail = floor.states[-1].detail
    told = dict(products_shown.facts(detail.card.row, detail.care))
    assert told["Packing"] == "aerosol. Dangerous goods UN 1950, class 2.1. Put the limited quantity mark on."
    products.commanded("care")
    products.saved({"category": "", "un": "", "class": "", "group": "", "limited": ""})
    assert "Packing" not in dict(products_shown.facts(detail.card.row, floor.states[-1].detail.care))


def test_what_is_scanned_of_a_product_is_changed_with_its_reason(floor: Floor) -> None:
    products = floor.products()
    products.opened("product:A1")
    products.commanded("scan")
    products.saved({"place": "skip", "item": "each", "why": "x" * 99})
    assert "why" in floor.refused()
    products.saved({"place": "skip", "item": "each", "why": "Looks like A2"})
    rule = floor.states[-1].detail.scanned
    assert (rule.place, rule.item, rule.why) == ("skip", "each", "Looks like A2")
    products.commanded("scan")
    products.saved({"place": "", "item": "", "why": ""})
    assert floor.states[-1].detail.scanned.item is None


def test_a_products_label_prints_and_says_where(floor: Floor) -> None:
    presenter = floor.products()
    presenter.paperwork.done = floor.told.append
    presenter.scanned("A1", "wedge")
    presenter.commanded("label")
    assert floor.told == ["Product label A1 prints into the folder LABELS of this home, as job 1"]
    presenter.commanded("label")
    assert "waits" in floor.state.care
    assert products_shown.deeds(floor.state)["label"] == ""


def test_labels_of_places_and_totes_print_or_become_files(floor: Floor) -> None:
    with floor.company.write() as desk:
        stores.add(desk, WAREHOUSE, PlaceKind.TOTE, "T-0042")
    presenter, kept = floor.places(), list[str]()
    presenter.paperwork.done = floor.told.append
    presenter.paperwork.keep = lambda name, _paper: kept.append(name)
    for code in ("A01-01", "T-0042"):
        presenter.scanned(code, "wedge")
        presenter.commanded("label")
        presenter.commanded("label_file")
    assert [words.partition(" prints")[0] for words in floor.told] == ["Place label A01-01", "Tote label T-0042"]
    assert kept == ["place-A01-01.pdf", "tote-T-0042.pdf"]
    assert places_shown.deeds(floor.state)["label"] == ""
