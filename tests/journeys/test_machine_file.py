"""What a machine remembers is there whole or as it was; a damaged file, or none that can be written, harms nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse_app.system.machine import MachineFile


def test_what_is_remembered_is_there_for_the_next_window(tmp_path: Path) -> None:
    MachineFile(tmp_path / "window.json").put("columns:orders:p-1", '{"version":1}')
    assert MachineFile(tmp_path / "window.json").get("columns:orders:p-1", "") == '{"version":1}'
    assert [each.name for each in tmp_path.iterdir()] == ["window.json"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
def test_a_damaged_file_is_as_if_there_were_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "window.json").write_bytes(damage)
    kept = MachineFile(tmp_path / "window.json")
    assert kept.get("look", "system") == "system"
    kept.put("look", "dark")
    assert MachineFile(tmp_path / "window.json").get("look", "system") == "dark"


def test_a_home_that_cannot_be_written_is_let_go(tmp_path: Path) -> None:
    kept = MachineFile(tmp_path / "nowhere" / "window.json")
    kept.put("look", "dark")
    assert kept.get("look", "system") == "dark"
