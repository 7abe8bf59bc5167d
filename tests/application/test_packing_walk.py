"""A bench with all rules on at once, scanned at random: no bug, nothing stuck, and the books stay right.

Two benches weigh, ask for boxes, photos, labels, lots, serial numbers and instructions, know proof levels, and open the
next order by themselves; orders are cancelled, held and changed beside them, and some go by a carrier in trouble. From
wherever the walk stops, what the bench says it expects leads back to rest, and no parcel has two labels that are paid.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.carrierbench import SERVICE, work
from tests.company import Company
from tests.packbench import Bench, batch, pick, rows, sums_are_zero, tote
from tests.twins import CarrierTwin
from warehouse_app.application import outbox
from warehouse_app.application.carriers.desk import SetService
from warehouse_app.application.cartons import advising
from warehouse_app.application.cartons.masters import MakeBox
from warehouse_app.application.doctor import examine
from warehouse_app.application.instructions.keep import AddInstruction
from warehouse_app.application.orders import CancelOrder, HoldOrder, UnholdOrder
from warehouse_app.application.packing import PackAnswer, PauseBench, UnpackParcel, pack_beside, work_ahead
from warehouse_app.application.print_worker import PRINTS
from warehouse_app.application.proofrules import SetProof
from warehouse_app.application.run import Command, Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.application.verdicts.capture import KeepCaptureRule
from warehouse_app.application.verdicts.lots import BlockLot, ReleaseLot
from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.outbox import Done
from warehouse_app.domain.packing.values import PackState, Phase
from warehouse_app.domain.people import SYSTEM, Actor, PersonId, Role
from warehouse_app.store.schema import carriers, floor, trade
from warehouse_app.store.schema import ledger as tables
from warehouse_app.ui.runtime.benchwork import Heard
from warehouse_app.ui.screens.pack import shown
from warehouse_app.ui.screens.pack import state as screens
from warehouse_app.wording.say import say

pytestmark = pytest.mark.slow

SEEDS, STEPS = 3, 300
"""So many walks of so many steps; raised by hand, they walk for hours."""

UNFILLED = re.compile(r"[{}]|(^|\s)\?([\s.,:;]|$)|None")
"""A sentence that lacks one of its facts."""

GTIN = "05012345678900"
SIZED = {"length_mm": 100, "width_mm": 80, "height_mm": 60}
RULES = {
    "pack.weigh": "on", "pack.box": "suggest", "pack.scan_back": "always", "pack.photo": "always",
    "pack.weigh_percent": "5", "pack.rush": "on",
}  # fmt: skip
LINES = (
    [("LAMP", 2), ("MUG", 1)], [("PHONE", 2), ("NUT", 6)], [("MILK", 3)], [("BOLT", 4), ("LAMP", 1), ("LAMP", 1)],
    [("MUG", 3), ("MILK", 1)], [("NUT", 2)], [("PHONE", 1)], [("CUP", 2), ("BOLT", 1), ("MILK", 2)],
)  # fmt: skip
CARDS = (
    *("UNDO", "UNDO", "PAUSE", "PAUSE", "CONTINUE", "CONTINUE", "FINISH SHORT", "DAMAGED", "PRINT AGAIN", "TAKE OVER"),
    *(
        "SHORT",
        "ISSUE",
        "NEXT BOX",
        "SUPERVISOR",
        "PHOTO",
        "COUNT AGAIN",
        "DONE",
        "SKIP",
        "FOUND",
        "GET WORK",
        "MOVE",
        "MOVE",
        "",
    ),
)
TYPED = (
    *("*2", "*3", "*1", "*0", "*99999", "1", "2", "3", "4", "5", "9", "0", "700 g", "1,2 kg", "0 g", "12x10x8"),
    *("2030-05-01", "2001-01-01", "L1", "L2", "AB-12", "the box was wet", "XX-NOTHING", "4006381333931", " ", "é"),
)
CODES = (
    *("LAMP", "MUG", "PHONE", "MILK", "NUT", "BOLT", "CUP", "CASE3", "S", "L", "BOX-S", "BOX-L"),
    *(f"]C101{GTIN}21Z1", f"]C101{GTIN}21Z2", f"]C101{GTIN}10L1"),
)
TROUBLES = ("", "", "", "down", "answer lost", "dropped", "books late", "booked", "refused: no such street", "keeps")
ADMIN = Session(Actor(PersonId("p-ada"), "ADA", "Ada", Role.ADMINISTRATOR, with_pin=True), "OFFICE")


class Walker:
    """Two benches and an office, and what each of them may do next."""

    def __init__(self, company: Company, seed: int) -> None:
        self.company, self.random = company, random.Random(seed)
        self.told: list[str] = []
        self.serial = self.orders = self.totes = 0
        self.fields: dict[str, str] = {}
        self.twin = CarrierTwin()
        advising.KNOWN.forget()
        self._rules()
        self._goods()
        self.benches = (
            Bench(company, role=Role.SUPERVISOR, with_pin=True),
            Bench(company, "B2", "BEN", role=Role.SUPERVISOR, with_pin=True),
        )
        self.screens = {each.station: screens.PackScreen() for each in self.benches}
        self.planted = frozenset(self.doctor())
        """Checks that speak of what stands in the books by a test's hand: no command vouches for it."""

    def _rules(self) -> None:
        for name, value in RULES.items():
            self.set(ChangeSetting, setting=name, value=value)
        self.set(SetService, service=SERVICE, carrier="DHL")
        self.set(MakeBox, sku="S", inner="200x160x120", called="Small", tare_g="90", counted="yes", barcode="BOX-S")
        self.set(MakeBox, sku="L", inner="500x400x300", called="Large", tare_g="400", barcode="BOX-L")

    def _goods(self) -> None:
        with self.company.write() as desk:
            for sku in ("LAMP", "MUG", "NUT", "BOLT"):
                self.company.product(desk, sku, **SIZED)
            self.company.product(desk, "CUP")  # nobody knows how large it is
            self.company.product(desk, "PHONE", tracking="serial", **SIZED)
            self.company.product(desk, "MILK", tracking="lot", **SIZED)
            ids = {row.sku: row.id for row in desk.connection.execute(tables.product.select())}
            for code, sku, factor in (("CASE3", "NUT", 3), (GTIN, "PHONE", 1)):
                desk.connection.execute(tables.barcode.insert().values(code=code, product_id=ids[sku], factor=factor))
            self.company.stock(desk, "B07", "S", 3)
        self.set(SetProof, level="first", sku="NUT")
        self.set(SetProof, level="none", sku="BOLT", why="sealed bags")
        self.set(KeepCaptureRule, scope="product", ref="MILK", field="expiry")
        self.set(KeepCaptureRule, scope="product", ref="CUP", field="Batch", mask="AA-99", hint="on the base")
        self.set(
            AddInstruction,
            fields=(("name", "glass"), ("product", "MUG"), ("moment", "item"), ("must", "yes"), ("text_en", "Wrap it")),
        )
        self.set(
            AddInstruction,
            fields=(("name", "top"), ("channel", "shop"), ("moment", "seal"), ("must", "yes"), ("text_en", "Strap it")),
        )
        for _ in LINES:
            self.new_order()
        self.new_batch()

    def set(self, command: type[Command], **fields: Any) -> None:
        """Keep a rule."""
        self.company.runner.perform(command(id=self.company.ids.new(), **fields), ADMIN).done()

    def do(self, command: type[Command], session: Session = ADMIN, **fields: Any) -> None:
        """Do something in the office; a no is as good as a yes."""
        self.company.runner.perform(command(id=self.company.ids.new(), **fields), session)

    def new_order(self) -> None:
        """Pick one more order into a tote of its own, which may be one that others lie in."""
        self.orders += 1
        lines, into = LINES[self.orders % len(LINES)], f"T{1 + self.orders % 5}"
        with self.company.write() as desk:
            made = self.company.order(desk, f"47{self.orders:02d}", lines, ship_part=self.orders % 2)
            if self.orders % 3 == 0:
                named = trade.orders.update().where(trade.orders.c.id == made)
                desk.connection.execute(named.values(service=SERVICE))
            pick(desk, self.company, made, into, {"LAMP": 1} if self.orders % 4 == 0 else None)

    def new_batch(self) -> None:
        """Pick two more orders into one tote, to be sorted at a wall."""
        first, into = self.orders + 1, f"M{self.orders % 3}"
        with self.company.write() as desk:
            made = []
            for n in (first, first + 1):
                made.append(self.company.order(desk, f"47{n:02d}", LINES[n % 2 * 5]))
                pick(desk, self.company, made[-1], into)
            batch(desk, self.company, f"BA{first}", dict(zip(made, ("A1", "A2"), strict=True)), way="sort")
        self.orders += 2

    # ---------------------------------------------------------------------------------------------------------- scans

    def texts(self, bench: Bench) -> tuple[Callable[[], str], ...]:
        """Return the ways of choosing what is scanned next."""
        return (
            *(lambda: self.wanted(bench.state()),) * 9, *(lambda: self.expected(bench),) * 3,
            lambda: self.random.choice(CARDS), lambda: self.random.choice(TYPED), lambda: self.random.choice(CODES),
            lambda: f"47{self.random.randint(1, self.orders):02d}", lambda: f"T{self.random.randint(1, 6)}",
            self.wall_tote, self.label, self.new_serial,
        )  # fmt: skip

    def expected(self, bench: Bench) -> str:
        """Return one of the scans the bench says it expects."""
        expects = bench.state().expects
        if not expects:
            return ""
        each = self.random.choice(expects)
        return {"weight": each.code or "700 g", "size": "12x10x8"}.get(each.kind, each.code)

    def label(self) -> str:
        """Return the code of any parcel there was."""
        found = rows(self.company, floor.label)
        tracked = [row.tracking for row in found]
        return self.random.choice([*tracked, *(f"P{n:08d}" for n in range(1, 4 + len(found)))])

    def wall_tote(self) -> str:
        """Return a tote to sort from, a batch, or an empty tote for a slot."""
        some = (f"M{self.random.randint(0, 2)}", f"BA{self.random.randint(1, self.orders)}")
        return self.random.choice((*some, some[0], self.free_tote()))

    def new_serial(self) -> str:
        self.serial += 1
        return f"SN-{self.serial}" if self.random.random() < 0.8 else "SN-1"

    def step(self) -> None:
        """Let something happen: mostly a scan at one of the benches."""
        chance, bench = self.random.random(), self.random.choice(self.benches)
        if chance < 0.9:
            self.shoot(bench, self.random.choice(self.texts(bench))(), camera=self.random.random() < 0.5)
        elif chance < 0.93:
            grams = self.random.choice((None, -5, 0, 300, 700, 100_000))
            weight = Weight(self.random.choice(list(WeightState)), grams, "")
            self.shoot(bench, "", device="S1", weight=weight)
        elif chance < 0.95:
            self.told.append(f"{bench.station} pauses")
            self.do(PauseBench, bench.session)
        elif chance < 0.96:
            self.shoot(bench, "LAMP", double=True)
        else:
            self.office()

    def office(self) -> None:
        order = self.random.randint(1, self.orders)
        deeds: tuple[tuple[str, Callable[[], None]], ...] = (
            (f"cancel {order}", lambda: self.do(CancelOrder, order_id=order, reason="no")),
            (f"hold {order}", lambda: self.do(HoldOrder, order_id=order, reason="wait")),
            (f"unhold {order}", lambda: self.do(UnholdOrder, order_id=order)),
            (f"unpack {order}", lambda: self.do(UnpackParcel, parcel_id=order, reason="no", tote=self.any_tote())),
            ("the carrier is asked", self._carrier), ("the carrier is asked", self._carrier),
            ("batch to sort", self.new_batch),
            ("another order", self.new_order), ("another order", self.new_order),
            ("unhold all", self._unhold),
            ("block L1", lambda: self.do(BlockLot, sku="MILK", lot="L1", reason="recall")),
            ("release L1", lambda: self.do(ReleaseLot, sku="MILK", lot="L1", reason="fine")),
        )  # fmt: skip
        told, deed = self.random.choice(deeds)
        self.told.append(told)
        deed()

    def _carrier(self) -> None:
        """Let the worker ask the carrier, which may be in trouble, or book what came late."""
        self.twin.troubles = [self.random.choice(TROUBLES) for _ in range(3)]
        self.twin.catch_up()
        work(self.company, self.twin, minutes=self.random.choice((0.1, 1, 3)))
        self.paid_once()

    def paid_once(self) -> None:
        for parcel, keys in self.twin.paid().items():
            kept = [row.intent for row in rows(self.company, carriers.label_purchase) if row.state == "kept"]
            assert len([each for each in keys if each not in kept]) <= 1, f"{parcel} is paid twice: {keys}"

    def _unhold(self) -> None:
        for order in range(1, self.orders + 1):
            self.do(UnholdOrder, order_id=order)

    def shoot(self, bench: Bench, text: str, **more: Any) -> PackAnswer:
        """Scan, and see to it that the answer can be said and shown."""
        self.told.append(f"{bench.station} {text!r} {more or ''}")
        outcome = bench.send(text, **more)
        answer = outcome.value
        assert answer is not None, outcome.refusal
        words = say(answer.code, answer.facts)
        assert words
        assert not UNFILLED.search(words), words
        self.told[-1] += f" -> {answer.verdict.value} {answer.code} [{answer.state.phase.value} {answer.state.asked}]"
        self.fields[bench.station] = str(answer.facts.get("field") or "")
        self.look(bench, answer)
        return answer

    def look(self, bench: Bench, answer: PackAnswer) -> None:
        """Show the answer on the bench's screen, and read the bench whole as a screen does that just came."""
        seen = screens.after(self.screens[bench.station], answer, None, Heard())
        state = bench.state()
        for each in (seen, screens.found(seen, state), screens.found(screens.PackScreen(), state)):
            shown.steps(each), shown.commands(each)
            told, bar = shown.verdict(each), shown.scan_line(each)
            for words in (told.word, told.why, told.long, bar.prompt, bar.hint, *shown.head(each)):
                assert not UNFILLED.search(words), words
        self.screens[bench.station] = screens.found(seen, state)
        ask = self.company.runner.ask
        ask(lambda desk: pack_beside(desk, bench.station, bench.session.actor.person), bench.session)
        ask(lambda desk: work_ahead(desk, bench.station), bench.session)

    # ----------------------------------------------------------------------------------------------------------- laws

    def doctor(self) -> dict[str, tuple[str, ...]]:
        """Return what the doctor finds."""
        checks = examine(self.company.runner, Session(SYSTEM)).checks
        return {each.name: each.broken for each in checks if each.broken}

    def well(self) -> None:
        """Hold what the walk made to the books."""
        assert sums_are_zero(self.company)
        assert not {name: told for name, told in self.doctor().items() if name not in self.planted}

    def home(self, bench: Bench) -> None:
        """Bring a bench to rest: acknowledge, then pause or leave the label; four scans are enough."""
        for text in ("", "", "PAUSE", "PAUSE"):
            if bench.state().phase in (Phase.IDLE, Phase.PAUSED) and bench.state().stop is None:
                return
            wants = {each.kind for each in bench.state().expects}
            self.shoot(bench, self.free_tote() if wants == {"command", "tote"} else text)
        state = bench.state()
        assert state.phase in (Phase.IDLE, Phase.PAUSED), state
        assert state.stop is None, state

    def any_tote(self) -> str:
        """Return a tote to unpack into: none, one that may be in use, or an empty one."""
        return self.random.choice(("", "", f"T{self.random.randint(1, 6)}", self.free_tote()))

    def free_tote(self) -> str:
        """Bring a tote in which nothing lies."""
        self.totes += 1
        with self.company.write() as desk:
            tote(desk, self.company, f"N{self.totes}")
        return f"N{self.totes}"

    def finish(self, bench: Bench) -> None:
        """Pack what is at hand to its end, doing only what the bench says it expects."""
        self._unhold()
        order = None if bench.state().order is None else bench.state().order.id  # type: ignore[union-attr]
        for _ in range(120):
            state = bench.state()
            now = None if state.order is None else state.order.id
            if state.phase is Phase.IDLE or now != order:
                return
            self.shoot(bench, self.wanted(state), camera=False)
        raise AssertionError(bench.state())

    def wanted(self, state: PackState) -> str:
        """Return the scan that goes on with an order."""
        if state.stop is not None:
            return self.free_tote() if any(each.kind == "tote" for each in state.expects) else ""
        asked = self.fields.get(state.station, "") if state.asked == "capture" else ""
        if asked:
            return self.value(asked)
        for kind in ("item", "box", "parcel", "weight", "size", "order"):
            each = next((each for each in state.expects if each.kind == kind), None)
            if each is not None and not (kind == "weight" and state.asked == "weight"):
                return {"weight": each.code or "700 g", "size": "12x10x8"}.get(kind, each.code)
        codes = {each.code for each in state.expects}
        if state.asked == "weight_why":
            return "1"
        return next((each for each in ("CONTINUE", "FINISH SHORT", "PAUSE") if each in codes), "UNDO")

    def value(self, field: str) -> str:
        return {"expiry": "2030-05-01", "Batch": "AB-12", "lot": "L2"}.get(field) or self.new_serial()


@pytest.fixture(autouse=True)
def nothing_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paper is not what this is about."""
    monkeypatch.setattr(outbox, "HANDLES", {**outbox.HANDLES, **dict.fromkeys(PRINTS, lambda _lane, _row: Done())})


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_is_scanned_with_all_rules_on_leads_back_to_rest(tmp_path: Path, seed: int) -> None:
    company = Company(tmp_path)
    walker = Walker(company, seed)
    try:
        for n in range(1, STEPS + 1):
            walker.step()
            if n % 50 == 0:
                walker.well()
                for bench in walker.benches:
                    (walker.home if n % 100 else walker.finish)(bench)
                walker.well()
                walker.new_order()
                walker.new_order()
    except Exception as error:
        error.add_note("\n".join(walker.told[-60:]))
        raise
    finally:
        company.close()
