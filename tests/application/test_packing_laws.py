"""Whatever is scanned at two benches, in whatever order: stock is conserved, and every figure tells the same."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.company import Company
from tests.packbench import Bench, line_counts, pick, rows, scans, sums_are_zero
from warehouse_app.application.packing import PackScan
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store import carrying
from warehouse_app.store.packing import goods
from warehouse_app.store.schema import floor, trade

ORDERS = {1: [("LAMP", 2), ("MUG", 1), ("LAMP", 1)], 2: [("MUG", 3)], 3: [("CAP", 1), ("LAMP", 2)]}
CODES = ("LAMP", "MUG", "CAP", "BOX2", "LAMP", "MUG")
CARDS = ("UNDO", "UNDO", "PAUSE", "CONTINUE", "FINISH SHORT", "DAMAGED", "PRINT AGAIN", "TAKE OVER", "*2", "*3", "")
benches = st.integers(0, 1)


class PackingMachine(RuleBasedStateMachine):
    """Two benches, three orders in totes, and people who scan what comes to hand."""

    weigh = "off"

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.company = Company(Path(self.folder.name))
        company = self.company
        with company.write() as desk:
            for sku in ("LAMP", "MUG", "CAP"):
                company.product(desk, sku)
            from warehouse_app.store.schema import ledger as tables

            desk.connection.execute(tables.barcode.insert().values(code="BOX2", product_id=1, factor=2))
            for n, lines in ORDERS.items():
                pick(desk, company, company.order(desk, f"47{n}", lines, ship_part=n % 2), f"T{n}")
        command = ChangeSetting(id=company.ids.new(), setting="pack.weigh", value=self.weigh)
        assert company.runner.perform(command, Session(SYSTEM)).refusal is None
        self.benches = (Bench(company), Bench(company, "B2", "BEN"))
        self.sent: list[tuple[int, str, str]] = []

    def teardown(self) -> None:
        if hasattr(self, "company"):
            self.company.close()
            self.folder.cleanup()

    def _scan(self, n: int, text: str) -> None:
        scan_id = self.company.ids.new()
        self.sent.append((n, scan_id, text))
        assert self.benches[n].send(text, id=scan_id).value is not None

    @rule(n=benches, code=st.sampled_from(CODES))
    def item(self, n: int, code: str) -> None:
        self._scan(n, code)

    @rule(n=benches)
    def what_is_asked_for(self, n: int) -> None:
        expects = self.benches[n].state().expects
        self._scan(n, expects[0].code if expects else "")

    @rule(n=benches, card=st.sampled_from(CARDS))
    def card(self, n: int, card: str) -> None:
        self._scan(n, card)

    @rule(n=benches, order=st.sampled_from(sorted(ORDERS)), by=st.sampled_from(("T", "47", "P0000000")))
    def opener(self, n: int, order: int, by: str) -> None:
        self._scan(n, f"{by}{order}")

    @rule(order=st.sampled_from(sorted(ORDERS)), state=st.sampled_from(("cancelled", "confirmed")))
    def somebody_decides(self, order: int, state: str) -> None:
        with self.company.write() as desk:
            found = trade.orders.update().where(trade.orders.c.id == order)
            desk.connection.execute(found.values(state=state))

    @rule(pick_one=st.integers(0, 1_000))
    def an_answer_was_lost_and_the_scan_is_sent_again(self, pick_one: int) -> None:
        if self.sent:
            n, scan_id, text = self.sent[pick_one % len(self.sent)]
            before = self._everything()
            command = PackScan(id=scan_id, text=text)
            assert self.company.runner.perform(command, self.benches[n].session).replayed
            assert self._everything() == before

    def _everything(self) -> list[Any]:
        tables = (floor.bench, floor.pack, floor.parcel, floor.label, trade.order_line, floor.scan)
        return [rows(self.company, table) for table in tables]

    @invariant()
    def stock_is_conserved_and_every_line_is_in_order(self) -> None:
        if not hasattr(self, "company"):
            return
        assert sums_are_zero(self.company)
        for order in ORDERS:
            for _, picked, packed, shipped in line_counts(self.company, order):
                assert picked >= packed >= shipped >= 0

    @invariant()
    def what_is_packed_lies_in_parcels_and_was_scanned(self) -> None:
        if not hasattr(self, "company"):
            return
        packed = {n: sum(line[2] for line in line_counts(self.company, n)) for n in ORDERS}
        waits = {n: sum(line[1] - line[2] for line in line_counts(self.company, n)) for n in ORDERS}
        inside = dict.fromkeys(ORDERS, 0)
        with self.company.store.read() as desk:
            for parcel in desk.connection.execute(floor.parcel.select()):
                inside[parcel.order_id] += sum(qty for _, qty in carrying.contents(desk, parcel.place_id))
            lying = {n: sum(each.qty for each in goods.of_order(desk, n)) for n in ORDERS}
        assert inside == packed
        assert lying == waits
        counted = dict.fromkeys(ORDERS, 0)
        for row in scans(self.company):
            if row.verdict != "refused" and row.order_id:
                counted[row.order_id] += row.qty
        assert counted == packed

    @invariant()
    def an_order_is_one_persons_work_and_a_label_is_never_doubled(self) -> None:
        if not hasattr(self, "company"):
            return
        live = [row.order_id for row in rows(self.company, floor.pack) if row.state in ("verifying", "paused", "boxed")]
        assert len(live) == len(set(live))
        labels = [row.parcel_id for row in rows(self.company, floor.label) if row.state != "voided"]
        assert sorted(labels) == sorted(
            row.id for row in rows(self.company, floor.parcel) if row.state in ("labelled", "handed_over")
        )


class WeighingMachine(PackingMachine):
    """The same two benches, and each weighs its parcels: what a scale says comes at any moment, right or wrong."""

    weigh = "on"

    @rule(n=benches, state=st.sampled_from(WeightState), grams=st.sampled_from((None, -5, 0, 700)))
    def the_scale_speaks(self, n: int, state: WeightState, grams: int | None) -> None:
        weight = Weight(state, grams, "")
        before = len(rows(self.company, floor.label))
        answer = self.benches[n].send("", device="S1", weight=weight).value
        assert answer is not None
        if not weight.takeable:
            assert len(rows(self.company, floor.label)) == before

    @rule(n=benches, text=st.sampled_from(("700 g", "0 g", "700", "1,2 kg")))
    def a_weight_is_typed(self, n: int, text: str) -> None:
        self._scan(n, text)

    @invariant()
    def no_parcel_has_a_weight_that_nobody_told(self) -> None:
        if hasattr(self, "company"):
            for row in rows(self.company, floor.parcel):
                assert row.weight_from in ("", "scale", "typed"), row.weight_from
                assert not row.weight_from or row.weight_g > 0


EXAMPLES = settings().max_examples

TestPackingLaws = PackingMachine.TestCase
TestWeighingLaws = WeighingMachine.TestCase
TestPackingLaws.settings = settings(max_examples=max(10, EXAMPLES // 5), stateful_step_count=40, deadline=None)
TestWeighingLaws.settings = settings(max_examples=max(8, EXAMPLES // 10), stateful_step_count=30, deadline=None)
