"""Photos at the pack bench: asked for by policy, kept with parcel or item, never waited for without a camera."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable

import pytest

from tests.application.test_photos import jpeg
from tests.company import Company
from tests.packbench import Bench, pick, rows
from tests.parcels import spool
from warehouse_app.application.erasing import EraseCustomer
from warehouse_app.application.orders import order_detail
from warehouse_app.application.outbox import work_off
from warehouse_app.application.packing import PackAnswer
from warehouse_app.application.photos import keep_picture, order_photos, photos_of
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.bench import Expect
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import SYSTEM, Actor, PersonId, Role
from warehouse_app.domain.photos import About
from warehouse_app.store.export_rows import rows as rows_of
from warehouse_app.store.exports import EXPORTS
from warehouse_app.store.schema import floor
from warehouse_app.system.photos import PhotoFolder
from warehouse_app.terminal.station import Line, Station, mode_of
from warehouse_app.terminal.stationphotos import StationPhotos
from warehouse_app.wording.say import say


@pytest.fixture
def bench(company: Company) -> Bench:
    with company.write() as desk:
        company.product(desk, "LAMP")
        company.product(desk, "MUG")
        pick(desk, company, company.order(desk, "4711", [("LAMP", 2), ("MUG", 1)]), "T1")
    return Bench(company)


@pytest.fixture
def shelf(company: Company) -> PhotoFolder:
    return PhotoFolder(lambda: company.folder / "photos", lambda: "")


def asks(company: Company, value: str, name: str = "pack.photo") -> None:
    command = ChangeSetting(id=company.ids.new(), setting=name, value=value)
    assert company.runner.perform(command, Session(SYSTEM)).refusal is None


def shoot(bench: Bench, *texts: str) -> PackAnswer:
    """Scan at a bench that has a camera."""
    answer = None
    for text in texts:
        answer = bench.send(text, camera=True).value
    assert answer is not None
    return answer


def keep(bench: Bench, shelf: PhotoFolder, answer: PackAnswer) -> int:
    """Do what a mouth does with the answer to PHOTO."""
    assert answer.code == "take_photo"
    about, ref = About(str(answer.facts["about"])), int(answer.facts["ref"] or 0)
    return keep_picture(bench.company.runner, bench.session, shelf, jpeg(), about, ref, str(answer.facts["thing"]))


def story(bench: Bench) -> list[str]:
    detail = bench.company.runner.ask(lambda desk: order_detail(desk, 1), bench.session)
    return [say(each.code, each.facts) for each in detail.timeline if "photo" in each.code]


def test_a_parcel_is_photographed_before_it_is_sealed(company: Company, bench: Bench, shelf: PhotoFolder) -> None:
    asks(company, "always")
    last = shoot(bench, "T1", "LAMP", "LAMP", "MUG")
    assert (last.code, last.state.phase, last.state.asked) == ("photo_wanted", Phase.VERIFYING, "photo")
    assert last.state.expects[:2] == (Expect("command", "PHOTO"), Expect("command", "CONTINUE"))
    keep(bench, shelf, shoot(bench, "PHOTO"))
    done = shoot(bench, "CONTINUE")
    assert (done.code, done.state.phase) == ("order_packed", Phase.CLOSED)
    assert story(bench) == ["1 photo of parcel P00000001"]
    found = company.runner.ask(lambda desk: (photos_of(desk, "4711"), photos_of(desk, "P00000001")), bench.session)
    assert found[0] == found[1]
    assert [(each.about, each.note) for each in found[0]] == [(About.PARCEL, "P00000001")]


def test_without_a_camera_the_work_goes_on_and_says_why(company: Company, bench: Bench) -> None:
    asks(company, "always")
    done = bench.scan("T1", "LAMP", "LAMP", "MUG")
    assert (done.code, done.state.phase) == ("order_packed", Phase.CLOSED)
    assert "this bench has no camera" in say(done.code, done.facts)
    assert story(bench) == ["No photo was taken: this bench has no camera"]


def test_who_goes_on_without_a_photo_does_so_in_the_story(company: Company, bench: Bench) -> None:
    asks(company, "always")
    assert shoot(bench, "T1", "LAMP", "LAMP", "MUG", "CONTINUE").code == "order_packed"
    assert story(bench) == ["No photo was taken: passed over at the bench"]


def test_undo_takes_the_last_item_out_and_pause_asks_again(company: Company, bench: Bench) -> None:
    asks(company, "always")
    back = shoot(bench, "T1", "LAMP", "LAMP", "MUG", "UNDO")
    assert (back.code, back.state.asked, back.state.done_units) == ("undone", "", 2)
    assert shoot(bench, "MUG", "PAUSE").code == "pack_paused"
    assert shoot(bench, "CONTINUE").code == "photo_wanted"


def test_a_damaged_item_asks_for_its_photo(company: Company, bench: Bench, shelf: PhotoFolder) -> None:
    asks(company, "damage")
    out = shoot(bench, "T1", "DAMAGED", "LAMP")
    assert (out.code, out.state.asked) == ("damage_photo", "photo")
    keep(bench, shelf, shoot(bench, "PHOTO"))
    assert shoot(bench, "CONTINUE").code == "photo_kept"
    assert shoot(bench, "DAMAGED", "LAMP").state.asked == "photo"
    assert shoot(bench, "MUG").code == "all_in_short"  # going on packing passes the question over
    assert story(bench) == ["1 photo of LAMP"]


def test_a_damaged_item_without_a_camera_says_so(company: Company, bench: Bench) -> None:
    asks(company, "damage")
    out = bench.scan("T1", "DAMAGED", "LAMP")
    assert (out.code, out.state.asked) == ("damaged", "")
    assert "no camera" in say(out.code, out.facts)


def test_a_dear_order_is_photographed_by_rule(company: Company, bench: Bench) -> None:
    asks(company, "rule")
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE orders SET total_minor = 25000")
    asks(company, "251", "pack.photo_from")
    assert shoot(bench, "T1", "LAMP", "LAMP", "MUG").code == "order_packed"
    with company.write() as desk:
        pick(desk, company, company.order(desk, "4712", [("MUG", 1)]), "T2")
        desk.connection.exec_driver_sql("UPDATE orders SET total_minor = 25100")
    assert shoot(bench, "T2", "MUG").code == "photo_wanted"


def test_a_photo_can_be_taken_unasked_of_what_is_at_hand(company: Company, bench: Bench, shelf: PhotoFolder) -> None:
    assert bench.scan("PHOTO").code == "nothing_to_photograph"
    keep(bench, shelf, shoot(bench, "T1", "PHOTO"))
    keep(bench, shelf, shoot(bench, "LAMP", "LAMP", "MUG", "PHOTO"))
    found = company.runner.ask(lambda desk: order_photos(desk, 1), bench.session)
    assert [(each.about, each.ref) for each in found] == [(About.PARCEL, 1)] * 2
    assert rows(company, floor.scan)[-1].code == "take_photo"


def camera_of(company: Company) -> PhotoFolder:
    """Return a shelf whose machine has a camera: a program that copies a picture."""
    picture = company.folder / "seen.jpg"
    picture.write_bytes(jpeg())
    copies = f"import shutil, sys; shutil.copy({str(picture)!r}, sys.argv[1])"
    command = shlex.join([sys.executable, "-c", copies, "{file}"])
    return PhotoFolder(lambda: company.folder / "photos", lambda: command)


def line_mode(bench: Bench, shelf: PhotoFolder) -> Callable[..., dict[str, object]]:
    runner, session = bench.company.runner, bench.session
    station = Station(runner, session, mode_of("pack"), photos=StationPhotos(runner, session, shelf))
    station.begin()
    return lambda text, own="": station.answer(Line(text, own))


def test_in_line_mode_photo_takes_it_with_the_camera_once(company: Company, bench: Bench) -> None:
    asks(company, "always")
    scan = line_mode(bench, camera_of(company))
    said = [scan(text) for text in ("T1", "LAMP", "LAMP", "MUG")]
    assert said[-1]["code"] == "photo_wanted"
    done = scan("PHOTO", "once")
    assert (done["verdict"], done["code"], done["photo"]) == ("done", "order_packed", 1)
    assert scan("PHOTO", "once")["code"] == "take_photo"  # sent again it is told again, and takes no second one
    assert len(company.runner.ask(lambda desk: order_photos(desk, 1), bench.session)) == 1


def test_in_line_mode_without_a_camera_a_photo_is_refused_and_the_work_goes_on(
    bench: Bench, shelf: PhotoFolder
) -> None:
    scan = line_mode(bench, shelf)
    scan("T1")
    said = scan("PHOTO")
    assert (said["verdict"], said["class"], said["code"]) == ("refused", "note", "no_camera")
    assert scan("LAMP")["code"] == "right_item"


def test_who_is_forgotten_is_forgotten_in_photos_too(company: Company, bench: Bench, shelf: PhotoFolder) -> None:
    keep(bench, shelf, shoot(bench, "T1", "PHOTO"))
    keep(bench, shelf, shoot(bench, "LAMP", "LAMP", "MUG", "PHOTO"))
    digest = company.runner.ask(lambda desk: order_photos(desk, 1), bench.session)[0].digest
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE orders SET state = 'closed'")
    admin = Session(Actor(PersonId("p-a"), "A", "A", Role.ADMINISTRATOR, with_pin=True), "B1")
    company.runner.perform(EraseCustomer(id=company.ids.new(), order=1), admin).done()
    assert company.runner.ask(lambda desk: order_photos(desk, 1), bench.session) == ()
    assert shelf.read(digest) is not None
    work_off(company.runner, Session(SYSTEM), spool(company.folder), once=True, pause=lambda _s: None, shelf=shelf)
    assert shelf.read(digest) is None


def test_photos_leave_in_a_file(company: Company, bench: Bench, shelf: PhotoFolder) -> None:
    keep(bench, shelf, shoot(bench, "T1", "PHOTO"))
    with company.store.read() as desk:
        found = [*rows_of(desk, EXPORTS["photos"](), None)]
        parcels = [*rows_of(desk, EXPORTS["parcels"](), None)]
    assert [(each["about"], each["order"], each["parcel"], each["sku"]) for each in found] == [
        ("parcel", "4711", "P00000001", "")
    ]
    assert parcels[0]["photos"] == 1
