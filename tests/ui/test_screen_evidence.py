"""Photos and what must be said, at the pack bench's real window: by scanner and keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.application.test_pack_instructions import add
from tests.application.test_pack_photos import camera_of
from tests.application.test_photos import jpeg
from tests.company import Company
from tests.importers import Importer
from tests.packbench import may_part, pick
from tests.windows import Window, nameless
from warehouse_app.application.instructions.telling import INSTRUCTIONS
from warehouse_app.application.moving.kits import DefineKit
from warehouse_app.application.photos import order_photos, shelved
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.barcodes.commands import Command, barcode_of
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.photos import About
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.buttons import AnswerButton, CommandButton
from warehouse_app.ui.kit.picturefield import PictureField
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.instructions.view import InstructionsView
from warehouse_app.ui.screens.orders.view import OrdersView
from warehouse_app.ui.screens.pack import sidecards
from warehouse_app.ui.screens.pack.rows import Rows
from warehouse_app.ui.screens.pack.view import PackView

pytestmark = pytest.mark.slow


@pytest.fixture
def packed(company: Company) -> Company:
    with company.write() as desk:
        for sku in ("A1000", "B2000"):
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "1001", [("A1000", 1), ("B2000", 1)]), "T-0001")
    return company


def set_to(company: Company, name: str, value: str) -> None:
    command = ChangeSetting(id=company.ids.new(), setting=name, value=value)
    assert company.runner.perform(command, Session(SYSTEM)).refusal is None


FAR, GLOVE = 48, 64
"""Pixels of a word that is read from two metres, and of a target for gloves."""


def small_targets(page: PackView) -> list[str]:
    """Return the deeds in view that a glove would miss: buttons of the panel and of the scan bar."""
    found = [each for each in page.findChildren(QAbstractButton) if each.isVisibleTo(page)]
    deeds = [each for each in found if isinstance(each, AnswerButton | CommandButton)]
    assert deeds
    return [each.accessibleName() for each in deeds if min(each.width(), each.height()) < GLOVE]


def verdict(page: PackView) -> tuple[str, str]:
    said = page._panel.verdict()
    return said.kind, said.word


def test_the_camera_takes_the_parcel_and_the_damage_and_the_order_shows_both(
    qtbot: QtBot, packed: Company, performer: Performer, gate: ScanGate
) -> None:
    set_to(packed, "pack.photo", "always")
    may_part(packed)
    window = Window(qtbot, packed, performer, gate, packed.packer)
    window.tools.photos = camera_of(packed)
    page = window.go("pack")
    assert isinstance(page, PackView)
    window.scan("T-0001")
    window.press(Qt.Key.Key_F7)
    window.scan("B2000")
    assert verdict(page) == ("asked", "Photo of the damage")
    assert nameless(page) == []
    window.press(Qt.Key.Key_Return)  # takes it, and goes on by itself
    QTest.qWait(130)
    window.scan("A1000")
    assert verdict(page) == ("asked", "Photo of the parcel")
    window.scan("PHOTO")
    assert verdict(page)[0] == "closed"
    found = packed.runner.ask(lambda desk: order_photos(desk, 1), packed.packer)
    assert [each.about for each in found] == [About.ORDER_LINE, About.PARCEL]
    orders = window.go("orders")
    assert isinstance(orders, OrdersView)
    orders._presenter.opened("order:1001")
    window.settle()
    orders._presenter.tabbed("photos")
    window.settle()
    assert orders.detail.photos.count() == 2


def test_what_must_be_confirmed_is_read_large_and_confirmed_by_enter_or_card(
    qtbot: QtBot, packed: Company, performer: Performer, gate: ScanGate
) -> None:
    shelf = camera_of(packed)
    add(packed, "Card", must="1", text_en="Sign the card", picture=shelved(shelf, jpeg(size=(300, 200))))
    add(packed, "Lamp", moment="item", product="A1000", text_en="Bubble wrap")
    add(packed, "Tape", moment="seal", must="1", text_en="Two strips of tape")
    window = Window(qtbot, packed, performer, gate, packed.packer)
    window.tools.photos = shelf
    page = window.go("pack")
    assert isinstance(page, PackView)
    window.scan("T-0001")
    said = page._panel.verdict()
    assert said.long == "Sign the card"
    assert said.item is not None
    assert Path(said.item.picture).is_file()
    assert window.sounds.played[-1] == "question"
    for wide, high in ((1280, 800), (1920, 1080)):
        window.window.resize(wide, high)
        window.settle()
        assert small_targets(page) == []
        assert fonts.px("far") >= FAR
        assert page._panel._pages["asked"].long.font().pixelSize() >= FAR  # type: ignore[union-attr]
    window.scan("A1000")
    assert page._panel.verdict().long == "Sign the card"  # not counted: a line says what comes first
    window.press(Qt.Key.Key_Return)
    QTest.qWait(130)
    window.scan("A1000")
    cards = [each.value for each in sidecards.cards(page._state, page._now())]
    assert "Bubble wrap" in cards
    QTest.qWait(130)
    window.scan("B2000")
    assert page._panel.verdict().long == "Two strips of tape"
    assert nameless(page) == []
    window.press(Qt.Key.Key_F1)
    window.press(Qt.Key.Key_F1)
    assert barcode_of(Command.PHOTO) in window.window.help.cards_shown()
    window.scan(barcode_of(Command.CONTINUE))  # read off the screen, while the cards stand over the page
    window.press(Qt.Key.Key_Escape)
    assert verdict(page) == ("closed", "Closed")


def picture_of_an_instruction(window: Window, page: InstructionsView, folder: Path) -> list[str]:
    """Choose a picture, see it, remove it again; return what was kept. A file that is none changes nothing."""
    kept = []
    (folder / "how.jpg").write_bytes(jpeg(size=(300, 200)))
    (folder / "no.jpg").write_text("no picture")
    for names in (("how.jpg", "no.jpg"), ()):
        page._presenter.commanded("edit")
        window.settle()
        field = page.form._fields["picture"].field
        assert isinstance(field, PictureField)
        assert nameless(page) == []
        if not names:
            assert not field._shown.pixmap().isNull(), "the picture that is kept is seen"
            field.remove.click()
        for name in names:
            path = str(folder / name)
            page.photos.choose_file = lambda then, path=path: then(path)  # type: ignore[misc]
            field.choose.click()
            window.settle()
        page.form.save()
        window.settle()
        detail = page._presenter.state.detail
        assert detail is not None
        kept.append(detail.picture)
        assert page.rule._picture.pixmap().isNull() == (not names)
    return kept


def test_instructions_are_made_tried_and_dropped_by_keys(
    qtbot: QtBot, packed: Company, performer: Performer, gate: ScanGate, tmp_path: Path
) -> None:
    window = Window(qtbot, packed, performer, gate, packed.supervisor)
    window.tools.photos = camera_of(packed)
    page = window.go("instructions")
    assert isinstance(page, InstructionsView)
    page._presenter.commanded("make")
    page._presenter.saved({"name": "Card", "text_en": ""})
    window.settle()
    assert page._presenter.state.form is not None
    assert page._presenter.state.form.refusals["text_en"].startswith("It says nothing")
    page._presenter.saved({"name": "Card <b>", "text_en": "Sign it", "must": "1", "moment": "open"})
    window.settle()
    page._presenter.commanded("why")
    page._presenter.saved({"order": "1001"})
    window.settle()
    assert [each.rule.name for each in page._presenter.why] == ["Card <b>"]
    assert nameless(page) == []
    page._presenter.commanded("edit")
    window.settle()
    form = page._presenter.state.form
    assert form is not None
    page._presenter.saved({**form.before, "text_de": "Unterschreiben"})
    window.settle()
    digests = picture_of_an_instruction(window, page, tmp_path)
    assert digests[0]
    assert digests[1] == ""
    page._presenter.commanded("drop")
    window.settle()
    found = packed.runner.ask(lambda desk: INSTRUCTIONS.page(desk, ListQuery("dropped"), 0, 9), packed.supervisor).rows
    assert [dict(each.rule.texts) for each in found] == [{"en": "Sign it", "de": "Unterschreiben"}]


def test_a_gift_of_a_kit_is_written_by_keys_and_packed_part_by_part(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate, tmp_path: Path
) -> None:
    with company.write() as desk:
        for sku in ("SET", "TEA", "CUP"):
            company.product(desk, sku)
    recipe = DefineKit(id="recipe", sku="SET", parts=(("TEA", 1), ("CUP", 1)), loose=True)
    company.runner.perform(recipe, company.supervisor).done()
    Importer(company, tmp_path).take("orders", "order,sku,qty,placed_at\n71,SET,1,2010-12-06\n")
    with company.write() as desk:
        pick(desk, company, 1, "T-0001", but={"SET": 1})
    window = Window(qtbot, company, performer, gate, company.supervisor)
    orders = window.go("orders")
    assert isinstance(orders, OrdersView)
    orders._presenter.opened("order:71")
    window.settle()
    QTest.keyClick(window.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    window.settle()
    orders.form._fields["note"].field.setFocus(Qt.FocusReason.TabFocusReason)
    window.write("Well done")
    orders.form.save()
    window.settle()
    assert orders.detail._gift_words.text() == "Gift: Well done"
    orders._presenter.tabbed("lines")
    window.settle()
    assert nameless(orders) == []
    page = window.go("pack")
    assert isinstance(page, PackView)
    window.scan("T-0001")
    assert [row.code for row in Rows().of(page._state)] == ["CUP, part of Name of SET", "TEA, part of Name of SET"]
    assert "Well done" in [each.value for each in sidecards.cards(page._state, page._now())]
    window.scan("CUP")
    QTest.qWait(130)
    window.scan("TEA")
    assert verdict(page)[0] == "closed"
