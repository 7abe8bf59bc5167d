"""Every exception at the pack bench at a real window: a scripted scanner shoots, and what the page shows is held to it.

Rows share a window: each begins with a company's bench at rest.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.exceptiontable import LAMP, MUG, ROWS, Row, furnish
from tests.packbench import Bench
from tests.windows import Window
from warehouse_app.domain.verdicts.values import AMBER
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.pack.view import PackView

pytestmark = pytest.mark.slow

_KEYS = {"": Qt.Key.Key_Return, "SHORT": Qt.Key.Key_F6, "ISSUE": Qt.Key.Key_F9, "DAMAGED": Qt.Key.Key_F7}
_DIGITS = {str(n): getattr(Qt.Key, f"Key_{n}") for n in range(1, 6)}
STOPS = frozenset(
    {"wrong_item", "over_pick", "serial_elsewhere", "wrong_lot", "expired", "lot_blocked", "on_hold",
     "cancelled_meanwhile"}
)  # fmt: skip
ASKS = frozenset({"what_about_missing", "look_again", "what_is_wrong_here", "which_carries", "capture", "type_note"})
ASKS |= {"label_awaited", "label_refused", "reopen_reach"}


@pytest.mark.parametrize(
    "row",
    [each for each in ROWS if "no_right" not in dict(one for one in each.says if isinstance(one, tuple)).values()],
    ids=lambda row: row.name,
)
def test_a_row_of_the_table_is_shown(
    qtbot: QtBot, tmp_path: Path, performer: Performer, gate: ScanGate, company: Company, row: Row
) -> None:
    furnish(company)
    if row.before is not None:
        with company.write() as desk:
            row.before(desk, company)
    window = Window(qtbot, company, performer, gate, company.packer)
    page = window.go("pack")
    assert isinstance(page, PackView)
    for each in row.says:
        if isinstance(each, tuple):
            _shoot(window, each[0])
            _is_shown(page, each[1])
        else:
            each(company)


def test_work_is_taken_over_by_another_packer_after_the_power_was_lost(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate
) -> None:
    furnish(company)
    assert Bench(company).codes("T1", MUG) == ["order_opened", "right_item"]
    # The program is gone with no word; a window is opened at the bench, by somebody else.
    window = Window(qtbot, company, performer, gate, Bench(company, "B1", "BORIS").session)
    page = window.go("pack")
    assert isinstance(page, PackView)
    assert page._panel.verdict().word == "Recovered"
    assert page._state.now is not None
    assert (page._state.now.done_units, page._state.now.total_units) == (1, 3)
    for text, code in ((MUG, "right_item"), (LAMP, "order_packed")):
        window.scan(text)
        _is_shown(page, code)
    assert page._panel.verdict().kind == "closed"
    assert len(page._state.now.people) == len(("ANNA", "BORIS")), "both names are kept"


def _shoot(window: Window, text: str) -> None:
    key = _KEYS.get(text) or _DIGITS.get(text)
    if key is not None:
        window.press(key)
    else:
        window.scan(text)


def _is_shown(page: PackView, code: str) -> None:
    state = page._state
    assert state.answer is not None
    assert state.answer.code == code or (code == "acknowledge_first" and state.stopped), state.answer
    assert page.area is not None
    if code in STOPS:
        assert page.area.stopped()
    if code in AMBER or code in ASKS:
        assert page._panel.verdict().kind == "asked"
        assert not page.area.stopped()
    if code == "acknowledged":
        assert not page.area.stopped()
