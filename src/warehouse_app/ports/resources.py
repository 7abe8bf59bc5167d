"""Where the files that travel with the program are: icons, fonts, sounds, sample data, templates.

One pure answer for the three ways the program is run: from a source tree (`resources/` beside `src/`), installed from
a wheel (`warehouse_app/resources/`), and frozen into one folder (`sys._MEIPASS`). The files are only ever read.
"""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_root() -> Path:
    """Return the folder that holds the resources of this very program, whichever way it was started."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    candidates: tuple[Path, ...] = (
        *((Path(frozen) / "warehouse_app" / "resources", Path(frozen) / "resources") if frozen else ()),
        _PACKAGE / "resources",
        _PACKAGE.parent.parent / "resources",
    )
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    message = f"the program's resources are missing; looked in {', '.join(map(str, candidates))}"
    raise FileNotFoundError(message)


def resource_path(*parts: str) -> Path:
    """Return the path of one resource, `resource_path("icons", "truck.svg")`.

    The file need not exist; a part that leaves the folder (`..`, an absolute path) is a ValueError.
    """
    root = resource_root()
    path = root.joinpath(*parts)
    if not path.resolve().is_relative_to(root.resolve()):
        message = f"a resource lies inside the program: {'/'.join(parts)}"
        raise ValueError(message)
    return path
