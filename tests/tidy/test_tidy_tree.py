"""The tree as a whole: who imports what, which files may say what, and what lies in resources."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter

import pytest

from tests.tidy.tree import PACKAGE, ROOT, TEXT_ENDINGS, Source, files, imported, sources

# Names by which packages are imported, where they differ from the name in pyproject.toml.
IMPORT_NAMES = {
    "pyside6-essentials": ("PySide6", "shiboken6"),
    "argon2-cffi": ("argon2",),
    "pillow": ("PIL",),
    "pyserial": ("serial",),
    "python-barcode": ("barcode",),
    "zxing-cpp": ("zxingcpp",),
}
# Split by a group, so that this file may be checked like any other.
MACHINE_PATH = re.compile(r"(?<![\w.}/-])/(?:work|root)/\w|file(?::)///|[A-Z]:\\Users\\")
REGISTRY_HOSTS = re.compile(r"(?:pypi|pythonhosted|npmjs)\.(?:org|com)")


def undeclared_imports(source: Source, declared: frozenset[str]) -> list[str]:
    """A package that is imported is declared in pyproject.toml, not there by luck of another's need."""
    return [
        f"{source.path}:{line}: {name} is not declared"
        for line, name in imported(source.nodes)
        if name.split(".")[0] not in declared | sys.stdlib_module_names | {"warehouse_app"}
    ]


def arrows_upward(source: Source) -> list[str]:
    """Domain is the standard library only; in bootstrap only wire.py sees the store."""
    found = []
    for line, name in imported(source.nodes):
        top = name.split(".")[0]
        foreign = (
            source.room == "domain"
            and top not in sys.stdlib_module_names
            and not name.startswith("warehouse_app.domain")
        )
        store = (
            source.room == "bootstrap"
            and name.startswith("warehouse_app.store")
            and not source.path.endswith("/wire.py")
        )
        if foreign or store:
            found.append(f"{source.path}:{line}: {name}")
    return found


def relative_imports(source: Source) -> list[str]:
    """Imports are absolute: the rules about arrows read them."""
    return [line for line in source.text.splitlines() if re.match(r"\s*from\s+\.", line)]


def places_and_hosts(text: str) -> list[str]:
    """A file of the project names no path of a machine and no package registry."""
    return [line for line in text.splitlines() if MACHINE_PATH.search(line) or REGISTRY_HOSTS.search(line)]


def modules_declared() -> dict[str, tuple[str, ...]]:
    """Return every package that pyproject.toml requires, with the names by which it may be imported."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[^A-Za-z0-9_.-]", wanted)[0].lower() for wanted in project["dependencies"]]
    return {name: IMPORT_NAMES.get(name, (name, name.replace("-", "_"))) for name in names}


def declared() -> frozenset[str]:
    return frozenset(module for modules in modules_declared().values() for module in modules)


def test_what_is_imported_is_declared() -> None:
    known = frozenset(name.lower() for name in declared()) | declared()
    assert [line for source in sources("src") for line in undeclared_imports(source, known)] == []


def test_what_is_declared_is_imported() -> None:
    """A package that nothing imports is installed, locked and shipped for nothing."""
    used = {name.split(".")[0] for source in sources("src") for _line, name in imported(source.nodes)}
    assert [name for name, modules in modules_declared().items() if used.isdisjoint(modules)] == []


def test_no_arrow_points_upward() -> None:
    assert [line for source in sources("src") for line in arrows_upward(source)] == []


def test_imports_are_absolute() -> None:
    assert [line for source in sources("src") for line in relative_imports(source)] == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    broken = []
    for path in files():
        ending = path.rpartition("/")[2].partition(".")[1] and "." + path.rpartition(".")[2]
        if ending in TEXT_ENDINGS and not path.startswith(("packaging/lock/", "tests/texts/blns")):
            text = (ROOT / path).read_text(encoding="utf-8", errors="replace")
            broken += [f"{path}: {line.strip():.100}" for line in places_and_hosts(text)]
    assert broken == []


def test_the_lock_is_public_and_hashed() -> None:
    for name in ("run.txt", "dev.txt", "guided.txt"):
        text = (ROOT / "packaging" / "lock" / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        pinned = re.findall(r"^[a-z0-9-]+==.*$", text, flags=re.MULTILINE)
        assert pinned
        assert all(line.endswith("\\") for line in pinned), "a version without its hashes"


def test_test_files_have_names_of_their_own() -> None:
    names = Counter(path.rpartition("/")[2] for path in files() if re.match(r"tests/.*/test_[^/]*\.py$", path))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_resource_folder_is_named_with_its_licence() -> None:
    said = (ROOT / "resources" / "README.md").read_text(encoding="utf-8")
    folders = {path.split("/")[1] for path in files() if path.startswith("resources/") and path.count("/") > 1}
    assert [folder for folder in sorted(folders) if f"| `{folder}/` |" not in said] == []
    assert "SIL OPEN FONT LICENSE" in (ROOT / "resources/fonts/LICENSE-OFL.txt").read_text(encoding="utf-8").upper()
    assert "ISC License" in (ROOT / "resources/icons/LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "fault", "twin"),
    [
        ("domain/a.py", "import rich\n", "import re\n"),
        ("domain/a.py", "from warehouse_app.wording import tr\n", "from warehouse_app.domain.orders import Order\n"),
        ("bootstrap/start.py", "def f():\n    from warehouse_app.store import desk\n", "import rich\n"),
    ],
)
def test_an_arrow_upward_is_found(path: str, fault: str, twin: str) -> None:
    assert arrows_upward(Source(f"{PACKAGE}/{path}", fault))
    assert arrows_upward(Source(f"{PACKAGE}/{path}", twin)) == []


def test_an_undeclared_import_is_found() -> None:
    assert undeclared_imports(Source(f"{PACKAGE}/store/a.py", "import numpy\n"), frozenset({"sqlalchemy"}))
    assert undeclared_imports(Source(f"{PACKAGE}/store/a.py", "import sqlalchemy\n"), frozenset({"sqlalchemy"})) == []


def test_a_relative_import_is_found() -> None:
    assert relative_imports(Source(f"{PACKAGE}/store/a.py", "from . import b\n"))
    assert relative_imports(Source(f"{PACKAGE}/store/a.py", "from warehouse_app.store import b\n")) == []


@pytest.mark.parametrize(
    "fault", ["see /" + "work/main", "in /" + "root/x", "file" + ":///opt", "https://pypi" + ".org/simple"]
)
def test_a_machine_or_a_registry_is_found(fault: str) -> None:
    assert places_and_hosts(fault)
    assert places_and_hosts("see ../shared/data, https://doi.org/10 and a/tmp/b") == []
