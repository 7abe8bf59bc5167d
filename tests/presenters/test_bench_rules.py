"""The pages of blocked lots, of capture rules and of verdicts, without a window."""

from __future__ import annotations

from typing import Any

from tests.company import Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.ui.screens.capture import shown as of_capture
from warehouse_app.ui.screens.capture.presenter import CapturePresenter
from warehouse_app.ui.screens.lots import shown as of_lots
from warehouse_app.ui.screens.lots.presenter import LotsPresenter
from warehouse_app.ui.screens.nearmisses.presenter import MissesPresenter
from warehouse_app.ui.screens.verdicts import shown as of_verdicts
from warehouse_app.ui.screens.verdicts.presenter import VerdictsPresenter

ADMIN = Session(Actor(PersonId("p-ada"), "ADA", "Ada A.", Role.ADMINISTRATOR, with_pin=True), "B1")


class Desk(Screen):
    """One page of a person."""

    def __init__(self, company: Company, session: Session, kind: Any, name: str) -> None:
        super().__init__(company, session)
        self.table_view = ListTwin()
        more = (company.runner,) if kind is LotsPresenter else ()
        self.presenter = kind(self, self.hands(name), *more, self.now, self.toast)
        self.wire(self.presenter, name)
        self.presenter.shown()

    def rows(self) -> list[Any]:
        """Return the rows in view."""
        return list(self.table_view.book.rows())

    def refused(self) -> dict[str, str]:
        """Return what is told in the open form."""
        return dict(self.state.form.refusals)


def test_a_lot_is_blocked_with_its_reason_locked_away_and_released(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "MILK")
        company.stock(desk, "A01", "MILK", 4, lot="L1")
    page = Desk(company, company.supervisor, LotsPresenter, "lots")
    page.presenter.commanded("block")
    page.presenter.saved({"sku": "TEA", "lot": "L1", "reason": "glass"})
    assert "sku" in page.refused()
    page.presenter.saved({"sku": "MILK", "lot": "L1", "reason": ""})
    assert "reason" in page.refused()
    page.presenter.saved({"sku": "MILK", "lot": "L1", "reason": "glass in it"})
    assert page.told == ["Lot L1 of MILK may not leave. 4 units are locked away"]
    (row,) = page.rows()
    page.presenter.chosen(row)
    assert [(each.qty, each.locked) for each in page.state.detail.stands] == [(4, True)]
    assert of_lots.deeds(page.state) == {"block": "", "release": "", "lock": "Nothing of it is free"}

    with company.write() as desk:
        company.stock(desk, "A02", "MILK", 1, lot="L1")
    page.presenter.again()
    assert of_lots.deeds(page.state)["lock"] == ""
    page.presenter.commanded("lock")
    assert page.state.detail.free == 0

    page.presenter.commanded("release")
    page.presenter.saved({"reason": "it was another lot"})
    assert page.state.form is None
    assert dict(page.state.counts) == {"blocked": 0, "released": 1, "all": 1}
    assert of_lots.deeds(page.state)["release"] == "Choose a blocked lot first"


def test_a_rule_of_what_is_captured_is_made_changed_and_dropped(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "PHONE")
    page = Desk(company, company.supervisor, CapturePresenter, "capture")
    page.presenter.commanded("make")
    told = {"scope": "product", "ref": "TEA", "field": "imei", "mask": "99999", "hint": "under the lid"}
    page.presenter.saved(told)
    assert "ref" in page.refused()
    page.presenter.saved({**told, "ref": "PHONE"})
    (row,) = page.rows()
    page.presenter.chosen(row)
    assert (of_capture.about(row), row.field, row.mask, row.hint) == ("Product PHONE", "imei", "99999", "under the lid")

    page.presenter.commanded("edit")
    page.presenter.saved({"mask": "99999", "hint": "on the box"})
    assert [each.hint for each in page.rows()] == ["on the box"]
    assert page.state.detail.hint == "on the box"

    page.presenter.commanded("drop")
    assert page.rows() == []
    assert (page.state.chosen, page.state.detail) == (0, None)


def test_the_class_of_a_verdict_is_changed_with_a_reason_and_set_back(company: Company) -> None:
    page = Desk(company, ADMIN, VerdictsPresenter, "verdicts")
    row = next(each for each in page.rows() if each.told.code == "over_pick")
    page.presenter.chosen(row)
    assert of_verdicts.deeds(page.state) == {"set": "", "reset": "It is the program's own"}
    page.presenter.commanded("set")
    page.presenter.saved({"klass": "note", "reason": ""})
    assert "reason" in page.refused()
    page.presenter.saved({"klass": "note", "reason": "we count at the scale"})
    assert (page.state.detail.told.klass, page.state.detail.why) == ("note", "we count at the scale")
    page.presenter.viewed("changed")
    assert [each.told.code for each in page.rows()] == ["over_pick"]
    page.presenter.commanded("reset")
    assert page.rows() == []

    page.presenter.viewed("pack")
    page.presenter.sought("lot blocked")
    fixed = next(each for each in page.rows() if each.told.code == "lot_blocked")
    page.presenter.chosen(fixed)
    assert of_verdicts.deeds(page.state)["set"] == "Its class is fixed"


def test_what_is_scanned_at_a_list_of_rules_is_looked_for(company: Company) -> None:
    """No scan is dropped in silence, whatever page is in view."""
    for kind, name in ((VerdictsPresenter, "verdicts"), (MissesPresenter, "nearmisses"), (CapturePresenter, "capture")):
        page = Desk(company, ADMIN, kind, name)
        page.presenter.scanned(" lot_blocked\n", "wedge")
        assert page.state.query.text == "lot_blocked"


def test_the_table_of_verdicts_is_read_in_slices_in_both_directions(company: Company) -> None:
    page = Desk(company, ADMIN, VerdictsPresenter, "verdicts")
    page.presenter.viewed("all")
    page.presenter.sorted("code", True)
    codes = [each.told.code for each in page.rows()]
    assert codes == sorted(codes, reverse=True)
    assert dict(page.state.counts)["all"] >= len(codes) > 100
    page.presenter.again()
    assert [each.told.code for each in page.rows()] == codes
    assert all(of_verdicts.sentence(each) and "{" not in of_verdicts.sentence(each) for each in page.rows())
