"""The office screens at a real window: by keys alone, a name for every control, what is drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.parcels import jobs, labelled, spool, station_with, work
from tests.windows import Window, nameless
from warehouse_app.application.run import Session
from warehouse_app.application.settings import value_of
from warehouse_app.devices.printers.twin import PrinterTwin
from warehouse_app.domain.people import SYSTEM, PersonId, Role
from warehouse_app.store import devices, people, templates
from warehouse_app.store import settings as kept
from warehouse_app.store.people import PersonRow
from warehouse_app.store.schema import floor
from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.audit.view import AuditView
from warehouse_app.ui.screens.people.view import PeopleView
from warehouse_app.ui.screens.prints.view import PrintsView
from warehouse_app.ui.screens.settings.view import SettingsView
from warehouse_app.ui.screens.templates.view import TemplatesView

pytestmark = pytest.mark.slow

ADMIN = Session(SYSTEM, "B1")


@pytest.fixture
def house(company: Company) -> Company:
    """A label waits for a printer that is off."""
    with company.write() as desk:
        people.set_company_fact(desk, "id", "c-1")
        program = PersonRow(
            PersonId("test"), "TEST", "Test", Role.CLERK, "", "",
            locked=False, failures=0, failed_at="", created_at=desk.at,
        )  # fmt: skip
        people.add(desk, program)
        people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
    with PrinterTwin() as twin:
        station_with(company, twin.target)
    labelled(company, "1001")
    work(company, spool(company.folder))
    return company


@pytest.fixture
def window(qtbot: QtBot, house: Company, performer: Performer, gate: ScanGate) -> Window:
    return Window(qtbot, house, performer, gate, ADMIN)


def prints(window: Window) -> PrintsView:
    page = window.go("prints")
    assert isinstance(page, PrintsView)
    return page


def test_a_waiting_label_is_sent_to_another_printer_by_keys_alone(window: Window) -> None:
    page = prints(window)
    page._presenter.viewed("waiting")
    window.settle()
    page.jobs.setFocus(Qt.FocusReason.TabFocusReason)
    page.jobs.selectRow(0)
    window.settle()
    assert nameless(page) == []
    window.press(Qt.Key.Key_F7)
    assert nameless(page) == []
    window.press(Qt.Key.Key_1)
    work(window.company, spool(window.company.folder))
    assert len(list(window.company.folder.glob("labels/*.zpl"))) == 1


def test_the_paper_of_a_job_is_drawn_and_the_printers_have_names(window: Window) -> None:
    page = prints(window)
    page._presenter.viewed("all")
    window.settle()
    page.jobs.selectRow(0)
    page._presenter.tabbed("paper")
    window.settle()
    assert page.job._paper.pages() == 1
    for deed in ("printers", "new", "stations"):
        page._presenter.commanded(deed)
        window.settle()
        assert nameless(page) == [], deed
    window.press(Qt.Key.Key_Escape)
    window.press(Qt.Key.Key_Escape)
    assert page._presenter.screen.panel == "job"


def test_a_setting_is_typed_and_saved_by_keys_alone(window: Window) -> None:
    page = window.go("settings")
    assert isinstance(page, SettingsView)
    assert nameless(page) == []
    city = next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == "City")
    city.setFocus(Qt.FocusReason.TabFocusReason)
    window.write("Bath")
    window.until(lambda: page._presenter._screen.changed)
    QTest.keyClick(city, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert city.text() == "Bath"
    assert not page._presenter._screen.changed
    with window.company.store.read() as desk:
        assert value_of(desk, "company.city") == "Bath"


def test_a_template_is_changed_and_saved_by_keys_alone_and_a_fault_is_gone_to(window: Window) -> None:
    page = window.go("templates")
    assert isinstance(page, TemplatesView)
    window.until(lambda: page.paper.pages() == 1)
    assert nameless(page) == []
    page._presenter.chosen("slip")
    window.settle()
    page.editor.setFocus(Qt.FocusReason.TabFocusReason)
    page.editor.selectAll()
    page.editor.insertPlainText(page._presenter.screen.text.replace("{sku}", "{price}"))
    window.until(lambda: page._lines != ())
    window.press(Qt.Key.Key_F6)
    assert page.editor.textCursor().block().text() == "[[column]]"
    page.editor.selectAll()
    page.editor.insertPlainText(page._presenter.screen.text.replace("{price}", "{sku}") + "# ours")
    QTest.keyClick(page.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: not page._presenter.screen.changed)
    window.settle()
    with window.company.store.read() as desk:
        assert templates.own(desk, "slip").endswith("# ours")
    window.press(Qt.Key.Key_F8)
    assert nameless(page) == []
    window.press(Qt.Key.Key_1)
    with window.company.store.read() as desk:
        assert templates.own(desk, "slip") == ""


def test_the_look_of_this_machine_is_in_force_when_saved(window: Window) -> None:
    page = window.go("settings")
    assert isinstance(page, SettingsView)
    for name in ("station", "machine"):
        page._presenter.paged(name)
        window.settle()
        assert nameless(page) == [], name
    page._presenter.edited("window.look", "dark")
    page._presenter.edited("window.text_size", "130")
    page._presenter.commanded("save")
    window.settle()
    assert theme.is_dark()
    assert fonts.text_size() == 130
    assert window.memory.kept["look"] == "dark"


def test_a_person_is_added_by_keys_alone_and_the_badge_saved(window: Window) -> None:
    page = window.go("people")
    assert isinstance(page, PeopleView)
    badge = window.company.folder / "badge.pdf"
    page.ask_file = lambda _suggestion: str(badge)
    QTest.keyClick(window.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert nameless(page) == []
    window.write("Paul")
    QTest.keyClick(field, Qt.Key.Key_Return)
    window.until(lambda: page._presenter._screen.new is not None)
    assert page.person._pin.text()
    page._presenter.commanded("save")
    window.settle()
    assert badge.read_bytes().startswith(b"%PDF")
    page.ask_file = lambda _suggestion: str(window.company.folder / "nowhere" / "badge.pdf")
    page._presenter.commanded("save")
    window.settle()
    assert page.table.button("save").words().startswith("Not saved")
    window.press(Qt.Key.Key_Escape)
    assert page.person._pin.text() == ""
    for deed in ("role", "lock", "back"):
        page._presenter.commanded(deed)
        window.settle()
        assert nameless(page) == [], deed


def test_the_trail_is_narrowed_proven_and_exported(window: Window) -> None:
    page = window.go("audit")
    assert isinstance(page, AuditView)
    page._presenter.viewed("all")
    window.settle()
    assert nameless(page) == []
    window.press(Qt.Key.Key_F9)
    window.until(lambda: page._presenter._screen.proof is not None)
    assert page.trail._chip.value().kind == "ok"
    QTest.keyClick(window.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() or field.placeholderText()
    page._presenter.about("nothing-has-this")
    window.settle()
    assert page.care.isVisible()
    file = window.company.folder / "audit.csv"
    page.deeds[0].choose_file = lambda _proposed, then: then(str(file))  # type: ignore[attr-defined]
    QTest.keyClick(window.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert file.read_text("utf-8").splitlines()[0].startswith("When,Who")


def test_the_manifests_page_has_names_and_says_when_there_is_none(window: Window) -> None:
    page = window.go("manifests")
    assert nameless(page) == []
    assert page.empty._words.text() == "No manifest yet"  # type: ignore[attr-defined]


def test_a_pallets_label_prints_by_a_key_and_asks_why_it_prints_once_more(window: Window) -> None:
    with window.company.write() as desk:
        kept.keep(desk, "company.gs1_prefix", "", "4012345")
        devices.set_printers(desk, "B1", "", "")
        values = {"code": "M00000001", "carrier": "HOUSE", "warehouse": WAREHOUSE, "opened_at": desk.at}
        desk.connection.execute(floor.manifest.insert().values(**values))
    page = window.go("manifests")
    assert nameless(page) == []
    papers = page.deeds[1]  # type: ignore[attr-defined]
    window.press(Qt.Key.Key_F6)
    assert page.presenter._screen.refusal == ""  # type: ignore[attr-defined]
    work(window.company, spool(window.company.folder))
    window.press(Qt.Key.Key_F6)
    assert papers.panel.isVisible()
    assert nameless(papers.panel) == []
    QTest.keyClicks(papers.panel.list, "3")
    assert papers.panel.isVisible(), "a scanner types digits: they answer nothing"
    QTest.keyClick(papers.panel.list, Qt.Key.Key_Down)
    QTest.keyClick(papers.panel.list, Qt.Key.Key_Return)
    window.settle()
    made = [job for job in jobs(window.company) if job.document == "pallet"]
    assert [(job.copy, job.reason) for job in made] == [(1, ""), (2, "damaged")]
    file = window.company.folder / "pallet.pdf"
    papers.choose_file = lambda _proposed, then: then(str(file))
    QTest.keyClick(window.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window.until(file.exists)
    window.settle()
    assert file.read_bytes().startswith(b"%PDF")


def test_a_paper_of_an_order_is_chosen_with_the_mouse_or_left_with_esc(window: Window) -> None:
    page = window.go("orders")
    page.shot(Shot("1001", "wedge"))  # type: ignore[attr-defined]
    window.settle()
    papers = page.deeds[2]  # type: ignore[attr-defined]
    button = page.table.button("print")  # type: ignore[attr-defined]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    panel = papers.panel
    assert [panel.list.item(n).text() for n in range(panel.list.count())][:2] == ["Invoice", "Packing slip"]
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    window.settle()
    before = len(jobs(window.company))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    panel = papers.panel
    spot = panel.list.visualItemRect(panel.list.item(0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    window.settle()
    assert len(jobs(window.company)) == before + 1
    assert jobs(window.company)[-1].document == "invoice"
