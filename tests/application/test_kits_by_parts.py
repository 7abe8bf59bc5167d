"""Kits that are sold by their parts: ordered as one, promised, picked, packed, declared and taken back by the part."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import Company
from tests.importers import Importer
from tests.packbench import Bench, line_counts, may_part, pick
from warehouse_app.application.allocation import allocate
from warehouse_app.application.doctor import examine
from warehouse_app.application.importing import find_imports, undo_import
from warehouse_app.application.importing.papers import ImportOrders
from warehouse_app.application.moving.kits import DefineKit
from warehouse_app.application.orders import CancelOrder, order_detail
from warehouse_app.application.papers import gather
from warehouse_app.application.tradepapers import customs_of, invoice_data
from warehouse_app.documents.papers.slip import PackingSlipData, SlipLine
from warehouse_app.domain.importing.kits import shared
from warehouse_app.domain.orders.values import OrderDetail
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.values import Document
from warehouse_app.store.returning import claims, facts, sold
from warehouse_app.store.schema import floor, trade
from warehouse_app.terminal.plainly import plainly

SKUS = ("SET", "TEA", "CUP", "MUG")
ORDER = "order,sku,qty,price,placed_at\n71,mug,1,5,2011-05-06\n71,set,2,10.01,2011-05-06\n71,CUP,1,3,2011-05-06\n"
LINES = "SELECT n, sku, kind, qty, price_e4, total_minor FROM order_line ORDER BY order_id, n"


def define(company: Company, *parts: tuple[str, int], loose: bool | None = True) -> int:
    command = DefineKit(id=company.ids.new(), sku="SET", parts=parts, loose=loose)
    return int(company.runner.perform(command, company.supervisor).done())


@pytest.fixture
def shop(company: Company, tmp_path: Path) -> Importer:
    with company.write() as desk:
        for sku in SKUS:
            company.product(desk, sku)
    assert define(company, ("TEA", 2), ("CUP", 1)) == 1
    return Importer(company, tmp_path)


def detail(shop: Importer, order_id: int = 1) -> OrderDetail:
    return shop.company.runner.ask(lambda desk: order_detail(desk, order_id), shop.company.supervisor)


LAW = "a kit that is sold by its parts has a line of each, and shares its money among them"


def healthy(shop: Importer) -> None:
    found = examine(shop.company.runner, shop.company.supervisor)
    assert [each for each in found.checks if not each.ok and each.name != "whoever acted is known"] == []


def lawful(shop: Importer) -> bool:
    """Tell whether kits are; goods that tests pick without a scan are told by other invariants."""
    found = examine(shop.company.runner, shop.company.supervisor)
    return next(each.ok for each in found.checks if each.name == LAW)


def picked(shop: Importer) -> Bench:
    """Pick order 1 into tote T1, all its parts and nothing for the kit itself."""
    with shop.company.write() as desk:
        pick(desk, shop.company, 1, "T1", but={"SET": 2})
    return Bench(shop.company)


def test_an_order_of_a_kit_has_a_line_of_each_part_and_the_money_on_the_kit(shop: Importer) -> None:
    assert shop.take("orders", ORDER).changes["orders"]["created"] == 1
    assert shop.rows(LINES) == [
        (1, "MUG", "goods", 1, 50_000, 500),
        (2, "SET", "service", 2, 100_100, 2002),
        (3, "CUP", "goods", 2, 0, 0),
        (4, "TEA", "goods", 4, 0, 0),
        (5, "CUP", "goods", 1, 30_000, 300),
    ]
    found = detail(shop)
    assert [(line.sku, line.kit_n, line.is_kit, line.short) for line in found.lines] == [
        ("MUG", 0, False, 1), ("SET", 0, True, 0), ("CUP", 2, False, 2), ("TEA", 2, False, 4), ("CUP", 0, False, 1),
    ]  # fmt: skip
    assert (found.row.units, found.row.lines, found.row.total_minor) == (8, 5, 2802)
    assert shop.rows("SELECT product_id, version FROM order_kit") == [(1, 1)]
    healthy(shop)


def test_the_same_file_is_the_same_order_whatever_the_recipe_is_by_now(shop: Importer) -> None:
    shop.take("orders", ORDER)
    before = shop.rows(LINES)
    assert define(shop.company, ("TEA", 3)) == 2
    assert define(shop.company, ("TEA", 3), loose=None) == 2, "it stays sold by its parts"
    report = shop.take("orders", ORDER)
    assert (report.created, report.unchanged, report.rejected) == (0, 1, ())
    assert shop.rows(LINES) == before
    assert define(shop.company, ("TEA", 3), loose=False) == 3
    shop.take("orders", ORDER.replace("71,", "72,"))
    assert ("SET", "goods") in shop.rows("SELECT sku, kind FROM order_line WHERE order_id = 2")
    healthy(shop)


def test_an_import_that_is_undone_takes_the_kits_back(shop: Importer) -> None:
    shop.take("orders", ORDER)
    company = shop.company
    number = company.runner.ask(find_imports, company.supervisor, Right.IMPORT)[0].id
    assert undo_import(company.runner, company.supervisor, number).orders == 1
    for table in ("orders", "order_line", "order_kit", "order_kit_part"):
        assert shop.rows(f"SELECT count(*) FROM {table}") == [(0,)]
    healthy(shop)


def test_an_import_cut_off_goes_on_by_the_recipe_it_began_with(shop: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    """An order of 300 kits is written in parts; the recipe is another one before the rest of it comes."""
    rows = "".join(f"80,set,{n},1,2011-05-06\n" for n in range(1, 301))
    text = "order,sku,qty,price,placed_at\n" + rows
    company, asked = shop.company, 0
    perform = type(company.runner).perform

    def cut(self: object, command: object, session: object) -> object:
        nonlocal asked
        if isinstance(command, ImportOrders):
            asked += 1
            if asked == 2:
                raise KeyboardInterrupt
        return perform(company.runner, command, session)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(type(company.runner), "perform", cut)
        with pytest.raises(KeyboardInterrupt):
            shop.take("orders", text)
    assert shop.rows("SELECT state, lines FROM orders") == [("draft", 900)]
    define(company, ("TEA", 1))
    shop.take("orders", text)
    assert shop.rows("SELECT state, units FROM orders") == [("confirmed", 3 * 300 * 301 // 2)]
    assert shop.rows("SELECT count(*) FROM order_kit_part") == [(600,)]
    healthy(shop)


def test_parts_are_promised_picked_and_packed_one_by_one(shop: Importer) -> None:
    shop.take("orders", ORDER)
    with shop.company.write() as desk:
        shop.company.stock(desk, "A02", "TEA", 4)
        shop.company.stock(desk, "A02", "SET", 9)
    assert allocate(shop.company.runner, shop.company.supervisor).promised == 4, "a kit that was built is no part"
    bench = picked(shop)
    bench.scan("T1")
    assert [(line.sku, line.required, line.kit) for line in bench.state().lines] == [
        ("MUG", 1, ""), ("CUP", 2, "Name of SET"), ("TEA", 4, "Name of SET"), ("CUP", 1, ""),
    ]  # fmt: skip
    assert [each["kit"] for each in plainly(bench.state())["lines"]][:2] == ["", "Name of SET"], "line mode says it too"
    assert bench.scan("SET").code != "right_item"
    bench.scan("CONTINUE")
    last = bench.scan("MUG", "CUP", "CUP", "CUP", "TEA", "TEA", "TEA", "TEA")
    assert last.code == "order_packed"
    slip = shop.company.runner.ask(lambda desk: gather(desk, Document.SLIP, 1), bench.session)
    assert isinstance(slip, PackingSlipData)
    assert slip.lines == (
        SlipLine("MUG", "Name of MUG", 1, 1),
        SlipLine("SET", "Name of SET", 2, 2, kit=True),
        SlipLine("CUP", "Name of CUP", 2, 2, part=True),
        SlipLine("TEA", "Name of TEA", 4, 4, part=True),
        SlipLine("CUP", "Name of CUP", 1, 1),
    )
    assert lawful(shop)


def test_the_invoice_names_the_kit_and_customs_its_parts_with_their_share(shop: Importer) -> None:
    shop.take("orders", ORDER)
    bench = picked(shop)
    bench.scan("T1", "MUG", "CUP", "CUP", "CUP", "TEA", "TEA", "TEA", "TEA")
    ask, session = shop.company.runner.ask, shop.company.supervisor
    bill = ask(lambda desk: invoice_data(desk, 1), session)
    assert [(line.sku, line.qty, line.price_e4) for line in bill.lines] == [
        ("MUG", 1, 50_000), ("SET", 2, 100_100), ("CUP", 1, 30_000),
    ]  # fmt: skip
    declared = ask(lambda desk: customs_of(desk, "cn23", "P00000001"), session)
    assert [(line.sku, line.qty, line.price_e4) for line in declared.lines] == [
        ("MUG", 1, 50_000), ("CUP", 2, 33_350), ("TEA", 4, 33_375), ("CUP", 1, 30_000),
    ]  # fmt: skip
    for currency, of_minor in (("JPY", 10_000), ("KWD", 10)):
        with shop.company.write() as desk:
            desk.connection.execute(trade.orders.update().values(currency=currency))
        declared = ask(lambda desk: customs_of(desk, "cn23", "P00000001"), session)
        assert [line.price_e4 for line in declared.lines[1:3]] == [667 * of_minor // 2, (1_335 * of_minor + 2) // 4]
    with shop.company.write() as desk:
        there = claims.content(desk, desk.connection.execute(floor.parcel.select()).one().place_id)
        lost = [(line.sku, facts.paid_line(desk, number).paid_minor) for number, line in there]
    assert lost == [("MUG", 500), ("CUP", 667), ("TEA", 1335), ("CUP", 300)]
    back = ask(lambda desk: sold.of_order(desk, 1), session)
    assert [(line.sku, line.paid_minor) for line in back] == [
        ("MUG", 500), ("SET", 0), ("CUP", 667), ("TEA", 1335), ("CUP", 300),
    ]  # fmt: skip


def test_what_is_short_of_a_kit_is_told_and_the_slip_counts_whole_kits(shop: Importer) -> None:
    shop.take("orders", ORDER)
    may_part(shop.company)
    with shop.company.write() as desk:
        pick(desk, shop.company, 1, "T1", but={"SET": 2, "TEA": 1})
    bench = Bench(shop.company)
    bench.scan("T1", "MUG", "CUP", "CUP", "CUP", "TEA", "TEA", "TEA")
    if bench.state().order is not None:
        bench.scan("FINISH SHORT")
    slip = shop.company.runner.ask(lambda desk: gather(desk, Document.SLIP, 1), bench.session)
    assert isinstance(slip, PackingSlipData)
    assert [(line.sku, line.ordered, line.packed) for line in slip.lines if line.kit] == [("SET", 2, 1)]
    assert lawful(shop)


def test_a_cancelled_order_of_kits_leaves_nothing(shop: Importer) -> None:
    shop.take("orders", ORDER)
    cancel = CancelOrder(id=shop.company.ids.new(), order_id=1, reason="x")
    assert shop.company.runner.perform(cancel, shop.company.supervisor).refusal is None
    assert all(counts[1:] == (0, 0, 0) for counts in line_counts(shop.company, 1))
    assert shop.rows("SELECT count(*) FROM promise") == [(0,)]
    healthy(shop)


def test_shares_add_up_to_the_money() -> None:
    assert shared(2002, [1, 2]) == (667, 1335)
    assert (sum(shared(100, [3, 3, 3])), shared(0, [5]), shared(-7, [1, 1])) == (100, (0,), (-4, -3))
