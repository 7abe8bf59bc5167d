"""What a supervisor decides of a count: its differences are booked, or not, or it is counted again."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.counting import posting
from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.counting.reasons import Reason
from warehouse_app.domain.counting.states import CountState
from warehouse_app.domain.counting.values import (
    Accuracy,
    CountDetail,
    CountNotIn,
    CountOutcome,
    NoSuchCount,
    NoSuchReason,
    code_of,
)
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.counting import counts, lists
from warehouse_app.store.counting.counts import CountRow
from warehouse_app.store.desk import Desk

COUNTS = ListOf("counts", lists.COUNTS)
"""The list of counts."""

ACCURACY_BY = ("place", "product", "person")
"""By what accuracy can be asked for."""

_DECIDABLE = (CountState.REVIEW, CountState.RECOUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveCount(Command):
    """Book what a count found, as it was found; `reason` is one of the list, or "" for missing and found."""

    count: int
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectCount(Command):
    """Believe the books: nothing is booked. A count that waits is called off by it."""

    count: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAgain(Command):
    """Let somebody count again before it is decided."""

    count: int
    note: str = ""


@handles(ApproveCount, right=Right.APPROVE_COUNT, answer=CountOutcome)
def approve_count(desk: Desk, command: ApproveCount, _session: Session) -> CountOutcome:
    """Book the differences, and name whoever loses a promise by them.

    Raises Refused(NoSuchCount, CountNotIn, NoSuchReason, CountMovedOn, CountOutdated).
    """
    count = _decidable(desk, command.count, "approved", _DECIDABLE)
    if command.reason and command.reason not in set(Reason):
        raise Refused(NoSuchReason(command.reason[:40], tuple(Reason)))
    found = count._replace(round=count.round - 1) if count.state is CountState.RECOUNT else count
    lost, others = posting.post(desk, command.id, found, command.reason)
    counts.decide(desk, count, CountState.POSTED, command.note.strip())
    return CountOutcome(
        *(count.id, count.place, CountState.POSTED.value, count.differences, count.value_minor), lost, others
    )


@handles(RejectCount, right=Right.APPROVE_COUNT, answer=CountOutcome)
def reject_count(desk: Desk, command: RejectCount, _session: Session) -> CountOutcome:
    """Let the books stand. Raises Refused(NoSuchCount, CountNotIn)."""
    count = _decidable(desk, command.count, "rejected", (*_DECIDABLE, CountState.REQUESTED))
    posting.let_go(desk, count)
    counts.decide(desk, count, CountState.REJECTED, command.note.strip())
    desk.touch(Touched.COUNT, Touched.STOCK)
    return CountOutcome(count.id, count.place, CountState.REJECTED.value, count.differences, count.value_minor)


@handles(CountAgain, right=Right.APPROVE_COUNT, answer=CountOutcome)
def count_again(desk: Desk, command: CountAgain, _session: Session) -> CountOutcome:
    """Send somebody there once more. Raises Refused(NoSuchCount, CountNotIn)."""
    count = _decidable(desk, command.count, "counted again", (CountState.REVIEW,))
    counts.decide(desk, count, CountState.RECOUNT, command.note.strip())
    desk.touch(Touched.COUNT)
    return CountOutcome(count.id, count.place, CountState.RECOUNT.value, count.differences, count.value_minor)


def _decidable(desk: Desk, count_id: int, deed: str, states: tuple[CountState, ...]) -> CountRow:
    count = counts.get(desk, count_id)
    if count is None:
        raise Refused(NoSuchCount(code_of(count_id)))
    if count.state not in states:
        raise Refused(CountNotIn(code_of(count_id), count.state.value, deed))
    return count


def count_id_of(desk: Desk, code: str) -> int:
    """Return the row of a count by its code (K00012) or number. Raises Refused(NoSuchCount)."""
    digits = code.strip().upper().removeprefix("K")
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else 0  # noqa: PLR2004 - digits of a row
    if counts.get(desk, number) is None:
        raise Refused(NoSuchCount(code[:40]))
    return number


def count_detail(desk: Desk, count_id: int) -> CountDetail | None:
    """Return one count whole; None when there is none of that number."""
    return lists.detail(desk, count_id)


def accuracy(desk: Desk, by: str, since: str) -> Accuracy:
    """Return how right the books (by place, product) or people were since a day, and the books week by week."""
    days = lists.accuracy(desk, "day", since)
    return Accuracy(by, lists.accuracy(desk, by, since), lists.by_week(days), lists.joined("", days))
