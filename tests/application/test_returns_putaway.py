"""Put-away labels of what came back: at the bench, by itself at settling, and as a document."""

from __future__ import annotations

import pytest

from tests.application.test_returns_bench import expected
from tests.company import Company
from tests.returnbench import ReturnBench, bench, goods
from warehouse_app.application.documents import document_bytes
from warehouse_app.application.returning.putlabel import unit_refs, values_of_unit
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.printing.values import NoSuchPaper
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.intake import NotGradedYet
from warehouse_app.store.returning import cases, units
from warehouse_app.store.schema import floor


@pytest.fixture
def desk(company: Company) -> ReturnBench:
    goods(company)
    with company.write() as made:
        company.bin(made, "A01")
    return bench(company, checks=False)


def jobs(at: ReturnBench) -> list[tuple[str, str]]:
    with at.company.store.read() as read:
        return [(row.document, row.ref) for row in read.connection.execute(floor.print_job.select())]


def refs(at: ReturnBench, code: str) -> tuple[int, ...]:
    with at.company.store.read() as read:
        return unit_refs(read, code)


def values(at: ReturnBench, ref: int) -> dict[str, object]:
    with at.company.store.read() as read:
        return dict(values_of_unit(read, ref))


def test_the_unit_in_hand_gets_its_label_once_it_has_a_grade(desk: ReturnBench) -> None:
    code = expected(desk, "S1", ("MUG", 1), ("LAMP", 1))
    assert desk.codes("PRINT AGAIN", "S1", "PRINT AGAIN", "MUG", "PRINT AGAIN") == [
        "no_return_open", "return_opened", "no_unit_in_hand", "return_taken", "not_graded_yet",
    ]  # fmt: skip
    assert "PRINT AGAIN" not in {each.code for each in desk.answers[-1].state.expects}
    graded = desk.scan("1")
    assert "PRINT AGAIN" in {each.code for each in graded.state.expects}
    assert desk.codes("PRINT AGAIN", "REPRINT") == ["return_label_wanted"] * 2
    (ref,) = refs(desk, code)
    assert jobs(desk) == [("putaway", str(ref))] * 2
    assert desk.codes("UNDO", "PRINT AGAIN") == ["return_judged_before", "not_graded_yet"]


def test_a_label_says_what_the_preview_says_before_and_after_settling(desk: ReturnBench) -> None:
    code = expected(desk, "S1", ("MUG", 1), ("LAMP", 1))
    desk.codes("S1", "MUG", "1", "LAMP", "3")
    shown = desk.answers[-1].state.preview
    assert shown is not None
    first, second = refs(desk, code)
    told = values(desk, first)
    assert (told["return"], told["code"], told["sku"]) == (code, make(OwnKind.RETURN, code), "MUG")
    assert (told["grade"], told["goes"], told["place"]) == ("A", "Back to stock", "RETURNS-IN")
    assert told["bin"] == told["target"] == shown.stock[0].bin == "A01"
    other = values(desk, second)
    assert (other["grade"], other["bin"], other["target"]) == ("C", "", shown.stock[1].place)
    assert desk.scan("").code.startswith("return_settled")
    assert [values(desk, each) for each in (first, second)] == [told, other]
    assert jobs(desk) == []


def test_labels_print_by_themselves_at_settling_where_the_setting_says_so(desk: ReturnBench) -> None:
    on = ChangeSetting(id="on", setting="returns.putaway_label", value="on")
    desk.company.runner.perform(on, desk.company.supervisor).done()
    code = expected(desk, "S1", ("MUG", 1), ("LAMP", 1))
    desk.codes("S1", "MUG", "1", "LAMP", "4")
    assert desk.scan("").code.startswith("return_settled")
    assert jobs(desk) == [("putaway", str(refs(desk, code)[0]))]  # what is scrapped is carried to no bin


def test_the_document_is_of_all_units_or_of_one_and_of_nothing_else(desk: ReturnBench) -> None:
    code = expected(desk, "S1", ("MUG", 1), ("LAMP", 1))
    desk.codes("S1", "MUG", "1", "LAMP", "2")
    first, second = refs(desk, make(OwnKind.RETURN, code))
    assert refs(desk, f"{code.lower()}/2") == (second,)
    with desk.company.store.read() as read:
        both = document_bytes(read, "putaway", code, form="zpl")
        assert both == b"".join(document_bytes(read, "putaway", f"{code}/{n}", form="zpl") for n in (1, 2))
        assert document_bytes(read, "putaway", code).startswith(b"%PDF")
        for bad in ("", "NONE", f"{code}/0", f"{code}/3", f"{code}/x", f"{code}/\u00b2"):
            with pytest.raises(Refused) as caught:
                document_bytes(read, "putaway", bad)
            assert isinstance(caught.value.refusal, NoSuchPaper)
    expected(desk, "S2", ("MUG", 1))
    with desk.company.store.read() as read:
        (waits,) = units.of_return(read, cases.known(read, "RT000002").id)
        with pytest.raises(Refused) as caught:
            values_of_unit(read, waits.id)
    assert caught.value.refusal == NotGradedYet("MUG")
    assert first != second
