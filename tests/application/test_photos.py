"""Photos as evidence: kept with damaged and unknown goods, bare of what they tell of their taker, found, dropped."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.company import Company
from tests.dockbench import Dock, purchase, station
from warehouse_app.application.photos import KeepPhoto, drop_picture, find_photos, keep_picture, photo_of
from warehouse_app.application.receiving.showing import shown_here
from warehouse_app.application.run import Command, Outcome, Session
from warehouse_app.documents.photos import prepared
from warehouse_app.domain.photos import LONGEST_SIDE, MOST_BYTES, MOST_OF_ONE, About, ToPhotograph
from warehouse_app.domain.refusals import Refused, Trouble
from warehouse_app.system.photos import PhotoFolder
from warehouse_app.wording.say import say_error


def jpeg(colour: str = "red", size: tuple[int, int] = (60, 40), *, turned: bool = False) -> bytes:
    made, found = io.BytesIO(), Image.new("RGB", size, colour)
    facts = Image.Exif()
    facts[0x010F] = "Maker of the camera"
    facts[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    if turned:
        facts[0x0112] = 6
    found.save(made, "JPEG", exif=facts)
    return made.getvalue()


@pytest.fixture
def dock(company: Company) -> Dock:
    with company.write() as desk:
        company.product(desk, "A1")
        station(desk, "D1")
        purchase(desk, "PO-1", [("A1", 20)])
    return Dock(company)


@pytest.fixture
def shelf(tmp_path: Path) -> PhotoFolder:
    return PhotoFolder(lambda: tmp_path / "photos", lambda: "")


def last(dock: Dock) -> ToPhotograph | None:
    session = dock.session
    return dock.company.runner.ask(lambda desk: shown_here(desk, session.station, session.actor.person), session)


def kept(dock: Dock, shelf: PhotoFolder, data: bytes, about: About = About.RECEIPT_LINE, ref: int = 1) -> int:
    return keep_picture(dock.company.runner, dock.session, shelf, data, about, ref, " a  dent\n", "dent.jpg")


def test_damaged_and_unknown_goods_have_photos(dock: Dock, shelf: PhotoFolder) -> None:
    dock.scan("PO-1", "DAMAGED", "A1", "??", "1")
    kept(dock, shelf, jpeg())
    kept(dock, shelf, jpeg("blue"), About.PARKED)
    found = dock.company.runner.ask(lambda desk: find_photos(desk, 1), dock.session)
    assert [(each.about, each.ref, each.note) for each in found] == [
        ("receipt_line", 1, "a dent"),
        ("parked", 1, "a dent"),
    ]
    assert all(len(shelf.read(each.digest) or b"") == each.size for each in found)


def test_a_kept_photo_is_upright_small_and_tells_nothing_of_its_taker() -> None:
    with Image.open(io.BytesIO(prepared(jpeg(size=(4000, 3000), turned=True)))) as found:
        assert found.size == (1536, LONGEST_SIDE)
        assert not found.getexif()
        assert "exif" not in found.info


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "unreadable"),
        (b"%PDF-1.7", "unreadable"),
        (jpeg()[:300], "unreadable"),
        (b"\0" * (MOST_BYTES + 1), "too_large"),
    ],
    ids=["nothing", "a paper", "cut off", "too large"],
)
def test_a_file_that_is_no_photo_is_refused_and_nothing_is_kept(
    dock: Dock, shelf: PhotoFolder, tmp_path: Path, data: bytes, why: str
) -> None:
    dock.scan("PO-1", "A1")
    with pytest.raises(Refused) as refused:
        kept(dock, shelf, data)
    assert (refused.value.refusal.code, refused.value.refusal.why) == ("not_a_photo", why)  # type: ignore[attr-defined]
    assert not (tmp_path / "photos").exists()


def test_what_is_not_there_has_no_photo_and_one_thing_has_so_many(
    dock: Dock, shelf: PhotoFolder, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="nothing_to_show"):
        kept(dock, shelf, jpeg(), ref=9)
    assert not (tmp_path / "photos").exists()
    dock.scan("PO-1", "A1")
    for n in range(MOST_OF_ONE):
        kept(dock, shelf, jpeg(size=(50 + n, 50)))
    with pytest.raises(Refused, match="too_many_photos"):
        kept(dock, shelf, jpeg())


def test_the_dock_knows_what_a_photo_shows(dock: Dock) -> None:
    assert last(dock) is None
    dock.scan("PO-1")
    assert last(dock) is None
    dock.scan("A1")
    assert last(dock) == ToPhotograph(About.RECEIPT_LINE, 1, "A1")
    dock.scan("??", "1")
    assert last(dock) == ToPhotograph(About.PARKED, 1, "??")
    dock.scan("A1")
    assert last(dock) == ToPhotograph(About.RECEIPT_LINE, 2, "A1")
    dock.scan("UNDO")
    assert last(dock) == ToPhotograph(About.PARKED, 1, "??")


def test_a_changed_picture_is_not_taken_for_the_one_that_was_kept(dock: Dock, shelf: PhotoFolder) -> None:
    dock.scan("PO-1", "A1")
    number = kept(dock, shelf, jpeg())
    digest = dock.company.runner.ask(lambda desk: photo_of(desk, number), dock.session).digest
    path = shelf.path(digest)
    path.write_bytes(jpeg("green"))
    assert shelf.read(digest) is None
    path.unlink()
    assert shelf.read(digest) is None


def test_a_dropped_photo_takes_its_picture_with_it_unless_another_has_the_same(dock: Dock, shelf: PhotoFolder) -> None:
    dock.scan("PO-1", "A1")
    first, second = kept(dock, shelf, jpeg()), kept(dock, shelf, jpeg())
    runner, boss = dock.company.runner, dock.company.supervisor
    digest = runner.ask(lambda desk: photo_of(desk, first), dock.session).digest
    with pytest.raises(Refused, match="no_right"):
        drop_picture(runner, dock.session, shelf, first)
    drop_picture(runner, boss, shelf, first)
    assert shelf.read(digest) is not None
    drop_picture(runner, boss, shelf, second)
    assert shelf.read(digest) is None
    with pytest.raises(Refused, match="no_such_photo"):
        drop_picture(runner, boss, shelf, first)


def test_a_picture_lies_under_its_digest_for_this_account_alone(shelf: PhotoFolder) -> None:
    path = shelf.path(shelf.keep(b"bytes"))
    assert path.parent.name == path.name[:2]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert shelf.path(shelf.keep(b"bytes")) == path
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_camera_is_a_program_that_writes_a_file(tmp_path: Path) -> None:
    made = tmp_path / "made by the camera.jpg"
    made.write_bytes(jpeg())
    copies = f"{sys.executable} -c 'import shutil, sys; shutil.copy(*sys.argv[1:])' '{made}' {{file}}"
    camera = PhotoFolder(lambda: tmp_path, lambda: copies)
    assert camera.has_camera
    assert camera.take() == made.read_bytes()
    broken = PhotoFolder(lambda: tmp_path, lambda: f"{sys.executable} -c 'raise SystemExit(3)'")
    with pytest.raises(Trouble, match="camera_failed"):
        broken.take()
    with pytest.raises(Trouble, match="camera_failed"):
        PhotoFolder(lambda: tmp_path, lambda: "no-such-camera {file}").take()
    with pytest.raises(Trouble, match="camera_failed"):
        PhotoFolder(lambda: tmp_path, lambda: "camera 'never closed {file}").take()
    assert not PhotoFolder(lambda: tmp_path, lambda: " ").has_camera


def test_a_disk_without_room_leaves_no_half_a_picture(shelf: PhotoFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Trouble) as trouble:
        shelf.keep(b"bytes")
    assert "No space left" in say_error(trouble.value)
    folder = shelf.path("00").parent.parent
    assert [each for each in folder.rglob("*") if each.is_file()] == []


def test_a_spoilt_picture_is_kept_anew(shelf: PhotoFolder) -> None:
    digest = shelf.keep(b"bytes")
    shelf.path(digest).write_bytes(b"bYtes")
    assert shelf.keep(b"bytes") == digest
    assert shelf.read(digest) == b"bytes"


def test_a_picture_dropped_by_another_meanwhile_is_there_for_who_kept_it_last(
    dock: Dock, shelf: PhotoFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    dock.scan("PO-1", "A1")
    first, runner = kept(dock, shelf, jpeg()), dock.company.runner
    digest = runner.ask(lambda desk: photo_of(desk, first), dock.session).digest
    perform = runner.perform

    def late(command: Command, session: Session) -> Outcome[Any]:
        if isinstance(command, KeepPhoto):
            shelf.forget(digest)  # the other person's drop saw no second photo yet
        return perform(command, session)

    monkeypatch.setattr(runner, "perform", late)
    kept(dock, shelf, jpeg())
    assert shelf.read(digest) is not None
