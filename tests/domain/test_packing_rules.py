"""The rules of a pack without a store: which stage follows which."""

from __future__ import annotations

import pytest

from warehouse_app.domain.packing.judge import Units
from warehouse_app.domain.packing.states import LIVE, NEXT, TO_CLOSED, PackStage, walked


def test_a_pack_walks_to_its_end_step_by_step() -> None:
    assert walked(PackStage.VERIFYING, TO_CLOSED) is PackStage.CLOSED
    assert walked(PackStage.PAUSED, ()) is PackStage.PAUSED


@pytest.mark.parametrize("stage", sorted(LIVE))
def test_no_step_is_left_out(stage: PackStage) -> None:
    for after in set(PackStage) - NEXT[stage]:
        with pytest.raises(ValueError, match="cannot go"):
            walked(stage, (after,))


def test_what_was_unpacked_is_nobodys_work_again() -> None:
    with pytest.raises(ValueError, match="cannot go"):
        walked(PackStage.CLOSED, (PackStage.UNPACKED, PackStage.VERIFYING))


@pytest.mark.parametrize(
    ("units", "over"),
    [
        (Units(5, 2, 2, 1), 0),
        (Units(3, 3, 0, 0), 0),
        (Units(2, 3, 0, 0), 1),  # one of three is wanted no more
        (Units(4, 5, 1, 1), 3),  # of one line three are too many, of others one waits and one is missing
    ],
)
def test_what_is_packed_beyond_what_is_wanted_follows_from_the_sums(units: Units, over: int) -> None:
    assert (units.over, units.picked) == (over, units.packed + units.left)
