"""Returns where something goes wrong at the worst moment: two clerks at once, goods and money that went on, a printer
that is off, a refund of which nobody knows.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.application.test_print_standin import do, quick, stand_in
from tests.company import Company
from tests.parcels import station_with, work
from tests.settled import Shop
from tests.twins import Bank
from warehouse_app.application.allocation import AllocateOrder
from warehouse_app.application.print_standin import UseStandIn
from warehouse_app.application.printing import print_notices
from warehouse_app.application.returning.refunding import CancelRefund, FailRefund, GiveRefund
from warehouse_app.application.returning.settling import SettleReturn, digest_of
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.devices.printers.twin import PrinterTwin
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.printing.values import PrinterRow
from warehouse_app.domain.returning.refusals import CannotUndo, PreviewOld, ReturnNotIn
from warehouse_app.store import devices, places
from warehouse_app.store import ledger as posted
from warehouse_app.store.schema import floor, ledger, returning


@pytest.fixture
def shop(company: Company) -> Shop:
    return Shop(company).open()


def refunded(shop: Shop) -> list[tuple[str, int]]:
    with shop.company.store.read() as desk:
        return [(row.state, row.amount_minor) for row in desk.connection.execute(returning.refund.select())]


@pytest.mark.slow
def test_two_clerks_who_settle_at_once_pay_once(shop: Shop, tmp_path: Path) -> None:
    clerks = []
    for n in (1, 2):
        (tmp_path / f"at{n}").mkdir()
        clerk = Company(tmp_path / f"at{n}", database=shop.company.address)
        clerk.ids.n, clerk.runner.writer.id = n * 100_000, f"writer-{n}"
        clerks.append(clerk)
    for turn in range(3):
        back = shop.back(shop.ship(f"O{turn}", ("MUG", 1)), ("MUG", 1))
        shown, gate, told = digest_of(shop.preview(back)), threading.Barrier(2), list[Any]()

        def settle(clerk: Company, back: int = back, shown: str = shown, gate: Any = gate, told: Any = told) -> None:
            command = SettleReturn(id=clerk.ids.new(), return_id=back, shown=shown)
            gate.wait()
            told.append(clerk.runner.perform(command, clerk.supervisor))

        threads = [threading.Thread(target=settle, args=(clerk,)) for clerk in clerks]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        refusals = [each.refusal for each in told if each.refusal is not None]
        assert len(refusals) == 1
        assert isinstance(refusals[0], ReturnNotIn | PreviewOld)
    assert refunded(shop) == [("approved", 10_00)] * 3
    assert shop.at("RETURNS-IN", "MUG") == {"A": 3}
    for clerk in clerks:
        clerk.close()
    shop.healthy()


def test_goods_that_are_promised_or_moved_on_hold_the_settlement_fast(shop: Shop) -> None:
    with shop.company.write() as desk:
        shop.company.product(desk, "VASE")
    shop.totals["VASE"] = 5_00
    back = shop.back(shop.ship("O1", ("VASE", 2)), ("VASE", 2))
    with shop.company.write() as desk:
        waits = shop.company.order(desk, "O2", [("VASE", 1)])
    shop.settle(back).done()
    promised = shop.do(AllocateOrder(id=shop.company.ids.new(), order_id=waits, explain=False))
    assert promised.refusal is None
    assert shop.undo(back).refusal == CannotUndo("RT000001", "stock", "VASE")
    assert shop.at("RETURNS-IN", "VASE") == {"A": 2}
    assert refunded(shop) == [("approved", 10_00)]
    with shop.company.write() as desk:  # the one that is not promised is put away
        dock, shelf = (places.with_code(desk, code)[0].id for code in ("RETURNS-IN", "A-1"))
        carried = Leg(Item("VASE"), dock, shelf, 1)
        posted.post(desk, Entry(EntryId(shop.company.ids.new()), EntryKind.MOVE, (carried,), "put away"))
    assert shop.undo(back).refusal == CannotUndo("RT000001", "stock", "VASE")
    shop.leaves("O2")
    assert shop.undo(back).refusal == CannotUndo("RT000001", "stock", "VASE")
    assert below_zero(shop) == []
    shop.healthy()


def below_zero(shop: Shop) -> list[int]:
    """Return the places inside of which less than nothing stands."""
    outside = ["SUPPLIER", "ADJUST", "SCRAP", "ISSUED", "UNTRACED"]
    cells = ledger.balance.join(ledger.place, ledger.place.c.id == ledger.balance.c.place_id)
    inside = select(ledger.place.c.id).select_from(cells).where(ledger.balance.c.on_hand < 0)
    with shop.company.store.read() as desk:
        found = desk.connection.execute(inside.where(ledger.place.c.kind.not_in(outside)))
        return [int(row[0]) for row in found]


def test_a_printer_that_is_off_holds_up_its_label_and_not_the_return(shop: Shop, tmp_path: Path) -> None:
    company = shop.company
    with PrinterTwin() as twin:
        station_with(company, twin.target)
    with company.write() as desk:
        devices.keep_printer(desk, PrinterRow("SPARE", "file", "zpl203", str(tmp_path / "spare")))
    stand_in(company, "zebra", "spare").done()
    shop.do(ChangeSetting(id="on", setting="returns.putaway_label", value="on")).done()
    back = shop.back(shop.ship("O1", ("MUG", 1)), ("MUG", 1))
    shop.settle(back).done()
    work(company, quick(tmp_path))
    with company.store.read() as desk:
        (job,) = [(row.document, row.state) for row in desk.connection.execute(floor.print_job.select())]
        (notice,) = print_notices(desk)
    assert job == ("putaway", "wanted")
    assert (notice.printer, notice.stand_in, notice.count) == ("ZEBRA", "SPARE", 1)
    assert shop.at("RETURNS-IN", "MUG") == {"A": 1}
    do(company, UseStandIn(id="u", printer="zebra"), company.packer).done()
    company.clock.forward(minutes=5)
    work(company, quick(tmp_path))
    assert len(list((tmp_path / "spare").iterdir())) == 1


def test_a_refund_of_which_nobody_knows_is_counted_until_it_is_known(shop: Shop) -> None:
    shop.do(ChangeSetting(id="bank", setting="returns.provider", value="bank")).done()
    bank, company = Bank(), shop.company
    back = shop.back(shop.ship("O1", ("MUG", 1)), ("MUG", 1))
    given = GiveRefund(id=company.ids.new(), return_id=back, amount="5.00", currency="GBP", why="late")
    code = shop.do(given).done()
    bank.troubles = ["answer lost"]
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE refund SET state = 'unknown'")
    told = shop.preview(back)
    assert (told.refund_minor, told.capped_minor) == (5_00, 5_00)
    shop.settle(back).done()
    assert refunded(shop) == [("unknown", 5_00), ("approved", 5_00)]
    shop.undo(back).done()
    assert refunded(shop) == [("unknown", 5_00), ("cancelled", 5_00)]
    shop.do(FailRefund(id=company.ids.new(), refund=code, why="not at the bank")).done()
    assert shop.preview(back).refund_minor == 5_00
    shop.do(CancelRefund(id=company.ids.new(), refund=code, why="not at the bank")).done()
    assert shop.settle(back).done().refund_minor == 10_00
    shop.healthy()
