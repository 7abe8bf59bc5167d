"""Two supervisors give the same batch away: what one did is not undone by the other, nor taken from a picker unseen."""

from __future__ import annotations

from tests.company import Company
from tests.crewfloor import Floor
from warehouse_app.application.batches import batch_row_of
from warehouse_app.application.crew.giving import GiveBatch
from warehouse_app.wording.say import say_error


def give(floor: Floor, person: str, was: str | None = None) -> str:
    """Give the first batch away; return the sentence of a refusal."""
    done = floor.do(GiveBatch(id=floor.new, batch_id=floor.batches[0].id, person=person, was=was))
    return "" if done.refusal is None else say_error(done.refusal)


def who_has_it(floor: Floor) -> str | None:
    row = floor.company.runner.ask(lambda desk: batch_row_of(desk, floor.batches[0].id), floor.company.supervisor)
    return row.who_name


def test_an_undo_takes_back_no_deed_of_somebody_else(company: Company) -> None:
    floor = Floor(company)
    give(floor, "p-pick")
    give(floor, "p-sam")
    assert give(floor, "", was="p-pick") == (
        f"Somebody gave batch {floor.batches[0].code} to Sam P. meanwhile. Nothing was changed. Look at it again"
    )
    assert who_has_it(floor) == "Sam P."
    assert give(floor, "p-pick", was="p-sam") == ""
    give(floor, "")
    assert "into the pool meanwhile" in give(floor, "p-sam", was="p-pick")
    assert give(floor, "p-sam", was="") == ""


def test_a_batch_seen_to_wait_is_taken_out_of_nobodys_hands(company: Company) -> None:
    floor = Floor(company)
    item = floor.begin(0, floor.sam, scans=1).state.expects[0].code
    assert "to Sam P. meanwhile" in give(floor, "p-pick", was="")
    assert floor.scan(item, floor.sam).verdict.value == "accepted"
    assert give(floor, "p-pick") == "", "whoever asks nothing takes it over"
    assert floor.scan(item, floor.sam).code == "claim_lost"
