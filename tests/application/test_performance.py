"""Performance of people: defined figures out of the log of scans, one's own for everybody, those of others by right."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, pick
from warehouse_app.application.performance import everybody, own_day
from warehouse_app.application.run import NoRight, Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.people import NOBODY, SYSTEM
from warehouse_app.domain.performance.tally import Shot, figures, step_of
from warehouse_app.domain.performance.values import By, Figures, Step, StepTime
from warehouse_app.domain.refusals import Refused

DAY = "2010-12-06T00:00:00.000000Z"


def shot(second: float, code: str = "right_item", who: str = "anna", **more: object) -> Shot:
    at = f"2010-12-06T09:{int(second) // 60:02d}:{second % 60:09.6f}Z"
    values: dict[str, object] = {
        "at": at, "who": who, "work": "pack", "verdict": "accepted", "code": code, "moved": 1, "order_id": 1, "qty": 1,
        "weighed": 0, "subject": who, **more,
    }  # fmt: skip
    return Shot(**values)  # type: ignore[arg-type]


def test_time_between_scans_is_work_and_a_longer_one_is_a_pause() -> None:
    open_ = shot(0, "order_opened", moved=0, qty=0)
    shots = [
        open_, shot(4), shot(10), shot(300), shot(303, "wrong_item", verdict="refused", moved=0, qty=0),
        shot(308, "order_packed", verdict="done", moved=0, qty=0, weighed=1),
    ]  # fmt: skip
    [told] = figures(shots, 180, str)
    assert (told.units, told.orders, told.scans, told.worked_ms) == (3, 1, 6, 18_000)
    assert told.steps == (
        StepTime(Step.SCAN, 2, 10_000, 4_000), StepTime(Step.WEIGH, 1, 5_000, 5_000),
        StepTime(Step.STOP, 1, 3_000, 3_000),
    )  # fmt: skip
    assert told.units_an_hour is None, "a few seconds tell nothing"
    assert told.ms_a_unit == 6_000
    hour = Figures("a", "A", "pack", units=120, orders=30, worked_ms=1_800_000)
    assert (hour.units_an_hour, hour.orders_an_hour) == (240, 60)


@pytest.mark.parametrize(
    ("code", "moved", "step"),
    [
        ("weigh_parcel", 1, Step.SCAN), ("weigh_parcel", 0, Step.BOX), ("item_measured", 0, Step.BOX),
        ("label_applied", 0, Step.CLOSE), ("order_opened", 0, Step.OPEN), ("acknowledged", 0, Step.STOP),
        ("weight_differs", 0, Step.WEIGH), ("never_mind", 0, Step.OTHER),
    ],
)  # fmt: skip
def test_time_goes_into_what_the_later_scan_was(code: str, moved: int, step: Step) -> None:
    assert step_of(shot(0, code, moved=moved, qty=moved)) is step


def test_times_are_a_persons_and_count_where_the_later_scan_was() -> None:
    shots = [
        shot(0, subject="B1"), shot(1, who="boris", subject="B2"), shot(5, subject="B2"),
        shot(7, who="boris", subject="B2"),
        shot(9, "undone", subject="B2", qty=-1),
    ]  # fmt: skip
    told = {row.key: (row.units, row.worked_ms) for row in figures(shots, 60, str)}
    assert told == {"B1": (1, 0), "B2": (2, 5_000 + 6_000 + 4_000)}


@pytest.fixture
def worked(company: Company) -> Company:
    """Anna packs two orders at B1 and stops a wrong item; Boris begins one at B2."""
    with company.write() as desk:
        for sku in ("LAMP", "MUG", "BOWL"):
            company.product(desk, sku)
        for code, lines in (("1", [("LAMP", 2)]), ("2", [("MUG", 1), ("LAMP", 1)]), ("3", [("MUG", 2)])):
            pick(desk, company, company.order(desk, code, lines), f"T{code}")
    for name, value in (("pack.weigh", "off"), ("people.pause_s", "60")):
        assert company.runner.perform(
            ChangeSetting(id=company.ids.new(), setting=name, value=value), Session(SYSTEM)
        ).refusal is None  # fmt: skip
    anna, boris = Bench(company), Bench(company, "B2", "BORIS")
    for text in ("T1", "LAMP", "BOWL", "", "LAMP", "T2", "MUG", "LAMP"):
        company.clock.forward(seconds=5)
        anna.scan(text)
    for text in ("T3", "MUG"):
        company.clock.forward(seconds=90)
        boris.scan(text)
    return company


def test_everybody_sees_their_own_day_and_nobody_elses(worked: Company) -> None:
    anna, boris = Bench(worked).session, Bench(worked, "B2", "BORIS").session
    [mine] = own_day(worked.runner, anna, DAY).rows
    assert (mine.key, mine.work, mine.units, mine.orders, mine.stopped) == ("p-anna", "pack", 4, 2, 1)
    assert 34_000 < mine.worked_ms < 36_000
    [his] = own_day(worked.runner, boris, DAY).rows
    assert (his.units, his.orders, his.worked_ms) == (1, 0, 0), "a longer time than the pause is none"
    assert own_day(worked.runner, anna, "2010-12-07T00:00:00.000000Z").rows == ()
    for session, by in ((anna, By.PERSON), (boris, By.BENCH), (Session(NOBODY), By.PRODUCT)):
        with pytest.raises(Refused) as refused:
            everybody(worked.runner, session, by, DAY)
        assert isinstance(refused.value.refusal, NoRight)


def test_a_supervisor_sees_people_benches_and_products(worked: Company) -> None:
    boss = worked.supervisor
    by_person = everybody(worked.runner, boss, By.PERSON, DAY).rows
    assert [(row.key, row.units) for row in by_person] == [("p-anna", 4), ("p-boris", 1)]
    by_bench = everybody(worked.runner, boss, By.BENCH, DAY).rows
    assert [(row.key, row.units, row.orders, row.stopped) for row in by_bench] == [("B1", 4, 2, 1), ("B2", 1, 0, 0)]
    by_product = everybody(worked.runner, boss, By.PRODUCT, DAY).rows
    assert {row.key: row.units for row in by_product} == {"LAMP": 3, "MUG": 2}
    early = everybody(worked.runner, boss, By.PERSON, DAY, "2010-12-06T09:00:30.000000Z").rows
    assert [(row.key, row.units) for row in early] == [("p-anna", 2)]
