"""Money of returns by command: previewed, settled, paid by hand, undone; work, credit and suppliers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import Company
from tests.journeys.program import Program, one_sentence
from tests.settled import Shop
from warehouse_app.domain.returning.states import Disposition

DONE, REFUSED = 0, 1
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A company with three returns on the bench: of mugs, of a lamp to be repacked, of a bowl for its supplier."""
    made = Program(tmp_path_factory.mktemp("shop") / "home").begin()
    shop = Shop(Company(Path(made.home))).open()
    order = shop.ship("O1", ("MUG", 3), ("LAMP", 1), ("BOWL", 1), post=3_95)
    shop.back(order, ("MUG", 2))
    shop.back(order, ("LAMP", 1), disposition=Disposition.REPACK)
    shop.back(order, ("BOWL", 1), disposition=Disposition.VENDOR)
    shop.company.close()
    return made


def test_a_return_is_shown_settled_paid_and_no_longer_undone(program: Program) -> None:
    told = program.call("return", "preview", "rt000001")
    assert "20.00 GBP" in told.out
    assert "RETURNS-IN" in told.out
    assert program.call("return", "preview", "RT000001", "--json").json["refund_minor"] == 2000
    shown = program.call("return", "settle", "RT000001")
    assert (shown.code, "--yes" in shown.err) == (DONE, True)
    assert program.call("return", "choose", "RT000001", "refund", "--kept", "10").code == DONE
    done = program.call("return", "settle", "RT000001", "--yes")
    assert "Return RT000001 is settled: 18.00 GBP go back" in done.out
    assert program.call("return", "undo", "RT000001").code == DONE
    assert program.call("return", "choose", "RT000001", "refund").code == DONE
    done = program.call("return", "settle", "RT000001", "--yes", "--json")
    (code,) = done.json["refunds"]
    assert "20.00 GBP goes back to the way you paid" in program.call("return", "show", "RT000001").out
    listed = program.call("refund", "list", "--state", "approved", "--json").json
    assert (code, 2000) in [(each["code"], each["amount_minor"]) for each in listed]
    assert code in program.call("refund", "list").out
    assert program.call("refund", "confirm", code, "--reference", "cash 1").code == DONE
    assert "paid back" in program.call("refund", "show", code).out
    late = program.call("return", "undo", "RT000001")
    assert (late.code, code in one_sentence(late)) == (REFUSED, True)
    above = program.call("refund", "add", "RT000001", "999", "--why", "late")
    assert (above.code, "999.00 is more than order O1 can get back" in one_sentence(above)) == (REFUSED, True)
    other = program.call("refund", "add", "RT000001", "1", "--why", "late", "--currency", "EUR")
    assert "It was paid in GBP, not in EUR" in one_sentence(other)
    more = program.call("refund", "add", "RT000001", "1", "--why", "late", "--json").json["refund"]
    for words in (("retry",), ("approve",)):
        assert program.call("refund", *words, more).code == REFUSED
    assert program.call("refund", "cancel", more, "--why", "typo").code == DONE
    assert program.call("refund", "fail", more, "--why", "typo").code == REFUSED


def test_credit_and_work_are_listed_and_done(program: Program) -> None:
    assert program.call("return", "choose", "RT000002", "credit").code == DONE
    assert program.call("return", "settle", "RT000002", "--yes", "--json").json["work"] == ["WO000001"]
    assert "C1 may still spend: 25.00 GBP" in program.call("credit", "C1").out
    assert program.call("credit", "C1", "--json").json["balances"] == {"GBP": 2500}
    assert "No such customer C9" in one_sentence(program.call("credit", "C9"))
    assert "WO000001" in program.call("work", "list").out
    assert program.call("work", "done", "WO000001", "--result", "melt").code == REFUSED
    assert program.call("work", "done", "WO000001", "--result", "send-back", "--cost", "3.50").code == DONE
    assert program.call("return", "sent-back", "RT000002", "--tracking", "T1", "--json").json == {"units": 1}
    assert program.call("return", "ahead", "RT000002").code == REFUSED
    assert program.call("return", "paid", "O1", "--reference", "x").code == REFUSED


def test_goods_go_to_their_supplier_with_a_paper(program: Program, tmp_path: Path) -> None:
    assert program.call("supplier", "add", "acme", "Acme Ltd").code == DONE
    assert program.call("return", "settle", "RT000003", "--yes").code == DONE
    none = program.call("supplier-return", "new", "acme", "--all")  # it sells no bowls
    assert (none.code, "Nothing of ACME waits" in one_sentence(none)) == (REFUSED, True)
    assert program.call("supplier-return", "new", "acme", "--json").json == {"supplier_return": "SR000001"}
    assert program.call("supplier-return", "add", "SR000001", "RT000003", "--json").json == {"units": 1}
    assert "BOWL" in program.call("supplier-return", "show", "SR000001").out
    assert program.call("document", "supplierback", "SR000001", "--out", tmp_path / "back.pdf").code == DONE
    assert (tmp_path / "back.pdf").read_bytes().startswith(b"%PDF")
    assert program.call("supplier-return", "send", "SR000001", "--reference", "RMA 7").code == DONE
    assert program.call("supplier-return", "cancel", "SR000001").code == REFUSED
    assert program.call("supplier-return", "credit", "SR000001", "--amount", "4.00").code == DONE
    assert "RMA 7" in program.call("supplier-return", "list").out


def test_bad_input_is_refused_with_a_sentence_and_a_way_on(program: Program, tmp_path: Path) -> None:
    shop = Shop(Company(Path(program.home)))
    shop.customer, shop.company.ids.n = 1, 5_000
    shop.ship("O2", ("MUG", 2))
    here = f"RT{shop.back(shop.ship('O5', ('MUG', 1)), ('MUG', 1)):06}"
    with shop.company.write() as desk:
        shop.company.order(desk, "O3", [("MUG", 1)])
        shop.company.order(desk, "O4", [("MUG", 1)], state="cancelled")
    shop.company.close()
    for words, told in (
        (("request", "NOBODY", "MUG=1"), "There is no order NOBODY"),
        (("request", "O3", "MUG=1"), "Nothing of order O3 has left yet: it is confirmed"),
        (("request", "O4", "MUG=1"), "Nothing of order O4 has left yet: it is cancelled"),
        (("request", "O2", "MUG=0"), "0 of MUG cannot come back"),
        (("request", "O2", "MUG=-1"), "-1 of MUG cannot come back"),
        (("request", "O2", "MUG=1.5"), "1.5 of MUG cannot come back"),
        (("request", "O2", "MUG=3"), "3 of MUG is more than order O2 sent: 2 may still come back"),
        (("request", "O2", "LAMP=1"), "LAMP was not in order O2"),
        (("unidentify", here), f"Nobody said by hand whose return {here} is"),
        (("sent", here), f"Return {here} is being inspected: this cannot be done now (send off)"),
    ):
        said = one_sentence(program.call("return", *words))
        assert said.startswith(told), said
    late = one_sentence(program.call("return", "request", "O2", "MUG=1"))
    assert late.startswith("Order O2 could come back until")
    assert program.call("return", "request", "O2", "MUG=1", "--override", "promised").code == DONE
    wrong = program.call("refund", "add", here, "1.00", "--currency", "USD", "--why", "late")
    assert one_sentence(wrong).startswith("It was paid in GBP, not in USD")
    text = tmp_path / "photo.jpg"
    text.write_text("no picture", "utf-8")
    assert one_sentence(program.call("return", "photo", here, text)).startswith("photo.jpg is no photo")
    assert program.call("photo", "list", here).out == "No photo.\n"
    assert program.call("return", "find", "NOBO-1").out.startswith("Nobody is known by NOBO-1")
