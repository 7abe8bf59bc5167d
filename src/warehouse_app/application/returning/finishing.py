"""A return settled at the bench: just what was shown is posted, money, stock and words in one; or taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.returning import grading, settling, unsettling
from warehouse_app.application.returning.here import HAND, SHOWN, WORK, Here, free, here
from warehouse_app.application.run import Session
from warehouse_app.documents.papers.money import amount
from warehouse_app.domain.bench import NothingToUndo, Verdict
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import StillLacks
from warehouse_app.domain.returning.states import HERE, ReturnState, UnitState
from warehouse_app.domain.returning.values import Settlement
from warehouse_app.store import bench
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, units

SETTLED = "settled"
"""What a free bench remembers: the return it settled last, which UNDO takes back."""


def preview(desk: Desk, at: Here) -> Settlement | None:
    """Return what settling would do now, None while nothing was judged."""
    head = at.open()
    judged = head.empty or any(each.state is UnitState.GRADED for each in units.of_return(desk, head.id))
    return settling.preview(desk, head.id) if judged else None


def message_facts(told: Settlement) -> Mapping[str, str | int]:
    """Return what the words to the customer speak of."""
    return settling.message_facts(told)


def remember(desk: Desk, station: str, told: Settlement | None) -> None:
    """Keep what the bench showed that settling would do: only that is ever done."""
    row = bench.read(desk, station, WORK)
    digest = "" if told is None else settling.digest_of(told)
    if digest != (row.recall(SHOWN) or ""):
        memory = {**row.memory, SHOWN: digest}
        bench.write(desk, station, WORK, BenchRow(row.ref, row.stop, memory))


def finish(desk: Desk, session: Session, at: Here) -> FloorDeed:
    """Settle the return on the table as it was shown, or take the unit in hand that still has no grade.

    Raises Refused(StillLacks, PreviewOld) or a rule of posting.
    """
    head = at.open()
    mine = units.of_return(desk, head.id)
    ungraded = {each.id for each in mine if each.state is UnitState.RECEIVED}
    if ungraded and at.row.recall(HAND) not in ungraded:
        return grading.next_unit(desk, at)
    for state, lack in ((UnitState.RECEIVED, "ungraded"), (UnitState.EXPECTED, "expected")):
        left = [each for each in mine if each.state is state]
        if left:
            raise Refused(StillLacks(head.code, lack, sum(each.qty for each in left), left[0].sku))
    if not any(each.state in HERE for each in mine) and not head.empty:
        raise Refused(StillLacks(head.code, "units", 1))
    told = settling.preview(desk, head.id)
    done = settling.settle_in(desk, session, head.id, str(at.row.recall(SHOWN) or ""))
    back = done.refund_minor or done.credit_minor
    carry = _carry(told)
    facts: Facts = {
        "return": head.code, "amount": f"{amount(back, done.currency)} {done.currency}".strip(), "carry": carry,
        "problem": "carry" if carry else "",
    }  # fmt: skip
    code = "return_settled_credit" if done.credit_minor and not done.refund_minor else "return_settled_refund"
    return FloorDeed(code if back else "return_settled", facts, Verdict.DONE, row=free(at, **{SETTLED: head.id}),
                     order_id=head.order_id)  # fmt: skip


def _carry(told: Settlement) -> str:
    """Return whereto how many units are carried now, as "restock:2,scrap:1": the preview is gone with the return."""
    counts: Counter[str] = Counter()
    for line in told.stock:
        counts[line.disposition.value] += line.qty
    return ",".join(f"{goes}:{qty}" for goes, qty in counts.items())


def take_back(desk: Desk, session: Session, at: Here) -> FloorDeed:
    """Take back what this bench settled last, and put it on the table again. Raises Refused(NothingToUndo, ...)."""
    number = at.row.recall(SETTLED)
    if number is None or cases.get(desk, int(number)).state is not ReturnState.SETTLED:
        raise Refused(NothingToUndo())
    unsettling.undo_in(desk, session, int(number))
    cases.note(desk, int(number), station=at.station, slot="")
    mine = [each for each in units.of_return(desk, int(number)) if each.state in HERE]
    memory = {HAND: mine[-1].id} if mine else {}
    row = BenchRow(int(number), at.row.stop, memory)
    name = here(desk, at.station, row).name or cases.get(desk, int(number)).code
    return FloorDeed("return_unsettled", {"return": name}, row=row)
