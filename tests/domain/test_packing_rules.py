"""The rules of a pack without a store: which stage follows which."""

from __future__ import annotations

import pytest

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
