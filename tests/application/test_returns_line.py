"""Returns in line mode: one JSON answer a line, always with what may be scanned next; a photo with the camera there."""

from __future__ import annotations

import shlex
import sys
from typing import Any

from tests.application.test_photos import jpeg
from tests.application.test_returns_bench import expected
from tests.company import Company
from tests.returnbench import bench, goods, head, order
from warehouse_app.store import photos
from warehouse_app.system.photos import PhotoFolder
from warehouse_app.terminal.station import Line, Station, mode_of
from warehouse_app.terminal.stationphotos import StationPhotos


def line(company: Company, **more: Any) -> Station:
    session = bench(company, checks=False).session
    return Station(company.runner, session, mode_of("returns"), **more)


def test_a_return_by_lines_from_end_to_end(company: Company) -> None:
    goods(company)
    station = line(company)
    code = expected(bench_of(company), "S1", ("MUG", 1), ("LAMP", 1))
    assert station.begin() is not None

    def said(text: str) -> dict[str, Any]:
        answer: dict[str, Any] = station.answer(Line(text, ""))
        assert isinstance(answer["state"]["expects"], list)
        return answer

    opened = said("S1")
    assert (opened["verdict"], opened["code"], opened["state"]["open"]["code"]) == ("accepted", "return_opened", code)
    assert [each["code"] for each in opened["state"]["expects"][:2]] == ["MUG", "LAMP"]
    assert said("MUG")["say"] == "1 of 1 expected. 1 x MUG Name of MUG. Press 1 to 6"
    assert said("PRINT AGAIN")["code"] == "not_graded_yet"
    assert said("1")["say"] == "Grade A: MUG Name of MUG. Goes to: Back to stock"
    assert said("PRINT AGAIN")["say"] == "The label of MUG Name of MUG prints"
    lacks = said("DONE")
    assert (lacks["verdict"], lacks["code"]) == ("refused", "return_lacks")
    assert lacks["say"] == "Not settled yet: LAMP is expected. Scan it, or press F6 (SHORT) if it is not here"
    assert said("SHORT")["code"] == "return_missing"
    done = said("")
    assert (done["verdict"], done["state"]["phase"], head(company, code).state) == ("done", "idle", "settled")
    assert done["say"].endswith("Carry it: 1 x Back to stock. Then the next parcel")
    once: dict[str, Any] = station.answer(Line("S1", "my-id"))
    twice: dict[str, Any] = station.answer(Line("S1", "my-id"))
    assert (once["code"], twice["code"], twice["state"]["about"]) == (
        "return_begun",
        "return_begun",
        once["state"]["about"],
    )


def bench_of(company: Company) -> Any:
    from tests.returnbench import ReturnBench

    return ReturnBench(company)


def test_a_camera_takes_the_photo_that_policy_asks_for(company: Company) -> None:
    goods(company)
    order(company, "S1", ("MUG", 1))
    picture = company.folder / "shot.jpg"
    picture.write_bytes(jpeg())
    copy = "import shutil,sys; shutil.copy(sys.argv[1], sys.argv[2])"
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(copy)} {shlex.quote(str(picture))} {{file}}"
    shelf = PhotoFolder(lambda: company.folder / "photos", lambda: command)
    session = bench(company, checks=False).session
    station = Station(company.runner, session, mode_of("returns"), photos=StationPhotos(company.runner, session, shelf))
    codes = [station.answer(Line(text, ""))["code"] for text in ("S1", "MUG", "4")]
    assert codes == ["return_begun", "return_taken_more", "returns.photo"]
    taken: dict[str, Any] = station.answer(Line("PHOTO", ""))
    assert (taken["code"], taken["photo"]) == ("photo_kept", 1)
    with company.store.read() as desk:
        assert len(photos.of_return(desk, 1)) == 1
