"""How a lesson is graded: by what was scanned and what lies in the parcels, not by who watched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from warehouse_app.domain.training.grading import Scanned, graded
from warehouse_app.domain.training.lessons import GOODS, TASKS, task_of

RIGHT = {task.order: task.right for task in TASKS}


def scanned(*rows: str) -> list[Scanned]:
    """Return scans, a second apart: "order code", with "!" behind what was refused and "#" behind a key."""
    found = []
    for n, row in enumerate(rows):
        order, code = row.rstrip("!#").split()
        at = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n)).isoformat()
        verdict = "refused" if "!" in row else "accepted"
        found.append(Scanned(at, order, "keyboard" if "#" in row else "GUN", "X", verdict, code))
    return found


GOOD = scanned(
    "TRAIN-1 order_opened", "TRAIN-1 order_packed", "TRAIN-2 order_packed", "TRAIN-3 wrong_item!",
    "TRAIN-3 acknowledged#", "TRAIN-3 order_packed", "TRAIN-4 order_packed#", "TRAIN-5 damaged",
    "TRAIN-5 order_packed#",
)  # fmt: skip


def test_a_lesson_without_a_fault_is_all_right() -> None:
    report = graded(GOOD, RIGHT)
    assert (report.right, report.closed, report.mistakes, report.passed) == (5, 5, 0, True)
    assert (report.stops, report.answered) == (3, 3), "the wrong, the missing and the damaged one"
    assert (report.scans, report.keys, report.seconds) == (6, 3, 8)


def test_a_parcel_with_the_wrong_goods_is_wrong_however_it_came() -> None:
    packed = {**RIGHT, "TRAIN-4": {"T-BOWL": 2, "T-CARD": 1}, "TRAIN-5": {"T-VASE": 2, "T-SOAP": 1}}
    report = graded(GOOD, packed)
    assert [task.right for task in report.tasks] == [True, True, True, False, False]
    assert (report.passed, report.answered) == (False, 1)


def test_an_order_that_was_not_closed_is_not_packed() -> None:
    report = graded(GOOD[:1], {})
    assert (report.closed, report.right, report.stops) == (0, 0, 0)
    assert graded([], {}).seconds == 0


def test_what_was_refused_and_need_not_have_been_is_a_mistake() -> None:
    more = scanned(
        "TRAIN-1 unknown_barcode!", "TRAIN-3 wrong_item!", "TRAIN-3 acknowledge_first!", "TRAIN-3 wrong_item!"
    )
    report = graded([*more, *GOOD], RIGHT)
    assert [task.mistakes for task in report.tasks] == [1, 0, 2, 0, 0]
    assert not report.tasks[2].answered, "the wrong item was not set aside"
    assert report.right == 5


def test_the_lesson_can_be_packed_as_it_is_laid() -> None:
    known = {good.sku for good in GOODS}
    for task in TASKS:
        assert set(task.lies) | {sku for sku, _ in task.lines} <= known
        assert task.right, task.order
        assert task_of(task.order) is task
    assert [task.complete for task in TASKS] == [True, True, True, False, False]
    assert len({good.barcode for good in GOODS}) == len(GOODS)
