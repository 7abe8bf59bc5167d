"""The gate itself is proven: contracts that bite, resources found in all three ways, a lock the set-up can use."""

from __future__ import annotations

import shutil
import subprocess
import sys
import wave
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.tidy.tree import ROOT
from warehouse_app.ports.resources import resource_path, resource_root

PROBE = "from warehouse_app.ports.resources import resource_path as p; print(p('icons', 'truck.svg').read_text()[:4])"

# the file the fault is planted in, the fault, words of the contract that must break
PLANTED = [
    ("domain/refusals.py", "import warehouse_app.wording", "Arrows point down only"),
    ("store/__init__.py", "import warehouse_app.application", "Arrows point down only"),
    ("wording/__init__.py", "import warehouse_app.ports", "Arrows point down only"),
    ("terminal/__init__.py", "import PySide6.QtCore", "Qt only under ui"),
    ("ui/screens/planted/presenter.py", "import warehouse_app.ui.screens.planted.view", "No Qt in a presenter"),
    ("application/__init__.py", "import sqlalchemy", "SQLAlchemy only under store"),
    ("terminal/__init__.py", "import warehouse_app.store", "Only application and bootstrap speak to the store"),
    ("ui/__init__.py", "import warehouse_app.system", "Mouths know no machine"),
    ("ui/screens/planted/presenter.py", "import warehouse_app.ui.screens.other", "Screens are strangers"),
    ("newroom/__init__.py", "ROOM = 1", "Arrows point down only"),
]


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    program = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, 'src'); {program}", "--no-cache"]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


@pytest.fixture
def copied_tree(tmp_path: Path) -> Path:
    """A copy of the package with two empty screens more, one of which draws."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    screens = tmp_path / "src" / "warehouse_app" / "ui" / "screens"
    for name in ("planted", "other"):
        (screens / name).mkdir(parents=True)
        (screens / name / "__init__.py").write_text("")
    (screens / "planted" / "view.py").write_text("import PySide6.QtWidgets\n")
    (screens / "planted" / "presenter.py").write_text("")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(("path", "fault", "contract"), PLANTED)
def test_a_planted_arrow_breaks_its_contract(copied_tree: Path, path: str, fault: str, contract: str) -> None:
    planted = copied_tree / "src" / "warehouse_app" / path
    planted.parent.mkdir(exist_ok=True)
    before = planted.read_text(encoding="utf-8") if planted.exists() else ""
    planted.write_text(f"{before}\n{fault}\n", encoding="utf-8")

    done = lint_imports(copied_tree)

    assert done.returncode == 1, done.stdout + done.stderr
    assert any(line.startswith(contract) and "BROKEN" in line for line in done.stdout.splitlines()), done.stdout


def test_resources_are_found_from_source() -> None:
    assert resource_root() == ROOT / "resources"
    assert resource_path("icons", "truck.svg").is_file()


def test_resources_are_found_when_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "warehouse_app" / "resources"
    inside.mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_root() == inside


@pytest.mark.parametrize(
    "parts", [("..", "pyproject.toml"), ("icons", "..", "..", "LICENSE"), (str(Path.cwd().anchor), "x")]
)
def test_a_resource_outside_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="lies inside the program"):
        resource_path(*parts)


@pytest.mark.slow
def test_resources_travel_inside_the_wheel(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")

    found = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); {PROBE}"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )

    assert found.stdout.strip() == "<!--"
    assert (tmp_path / "site" / "warehouse_app" / "resources" / "fonts" / "Inter-Regular.ttf").is_file()


def test_every_icon_is_drawable_in_any_colour() -> None:
    icons = sorted(resource_path("icons").glob("*.svg"))
    assert len(icons) >= 70
    for icon in icons:
        root = ET.fromstring(icon.read_text(encoding="utf-8"))
        assert root.get("stroke") == "currentColor", icon.name
        assert root.get("viewBox") == "0 0 24 24", icon.name


@pytest.mark.parametrize(
    ("name", "milliseconds"),
    [
        ("right-item", 90),
        ("line-complete", 180),
        ("order-complete", 330),
        ("question", 380),
        ("stop", 520),
        ("trouble", 460),
        ("double-read", 25),
    ],
)
def test_a_sound_lasts_as_long_as_the_table_says(name: str, milliseconds: int) -> None:
    with wave.open(str(resource_path("sounds", f"{name}.wav")), "rb") as sound:
        assert sound.getnchannels() == 1
        assert sound.getsampwidth() == 2
        assert sound.getnframes() == round(sound.getframerate() * milliseconds / 1000)


@pytest.mark.slow
def test_the_rooms_without_qt_do_without_it(tmp_path: Path) -> None:
    """The plugin of `make bare` removes what it is told to, even from inside a function."""
    (tmp_path / "test_lazy.py").write_text("def test_lazy() -> None:\n    import sqlalchemy\n")
    config = str(ROOT / "tests" / "tidy" / "bare.ini")
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-c", config, "--rootdir", str(tmp_path)]

    without = subprocess.run(
        [*run, "--without", "sqlalchemy", str(tmp_path)], cwd=ROOT, check=False, capture_output=True, text=True
    )
    normal = subprocess.run([*run, str(tmp_path)], cwd=ROOT, check=False, capture_output=True, text=True)

    assert without.returncode == 1
    assert "sqlalchemy is removed for this run" in without.stdout
    assert normal.returncode == 0, normal.stdout
