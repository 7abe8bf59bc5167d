"""Scratch folders: each process has its own; the dead's are swept, the living's are not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from warehouse_app.system.scratch import OLD_AFTER_S, Scratch


def test_a_folder_is_made_once_and_gone_at_the_end(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "intake")
    assert not (tmp_path / "intake").exists()
    mine = scratch.take()
    assert mine.is_dir()
    assert scratch.take() == mine
    scratch.close()
    assert list((tmp_path / "intake").iterdir()) == []


def test_what_the_dead_left_is_swept_and_the_living_s_is_not(tmp_path: Path) -> None:
    dying = "import sys,os; from pathlib import Path; from warehouse_app.system.scratch import Scratch\n"
    dying += "made = Scratch(Path(sys.argv[1])).take(); (made / 'stage.db').write_text('x'); os._exit(9)"
    subprocess.run(
        [sys.executable, "-c", dying, str(tmp_path)], check=False, env={"PYTHONPATH": os.pathsep.join(sys.path)}
    )
    living = Scratch(tmp_path)
    mine = living.take()
    assert len(list(tmp_path.iterdir())) == 4
    Scratch(tmp_path).sweep()
    assert sorted(tmp_path.iterdir()) == sorted([mine, mine.with_suffix(".lock")])
    living.close()


def test_what_nobody_claims_is_left_alone_until_it_is_old(tmp_path: Path) -> None:
    papers = tmp_path / "labels"
    papers.mkdir()
    for name in ("intake/look-1", "intake/intake-2"):
        (tmp_path / name).mkdir(parents=True)
    (papers / ".job-3").touch()
    (papers / "label-1.zpl").touch()
    scratch = Scratch(tmp_path / "intake")
    for age in (0, 2 * OLD_AFTER_S):
        for each in (*(tmp_path / "intake").iterdir(), *papers.iterdir()):
            then = each.stat().st_mtime - age
            os.utime(each, (then, then))
        scratch.sweep([papers])
        left = [each.name for each in (*(tmp_path / "intake").iterdir(), *papers.iterdir())]
        assert sorted(left) == ([".job-3", "intake-2", "label-1.zpl", "look-1"] if not age else ["label-1.zpl"])
