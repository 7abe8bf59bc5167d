"""What Qt's binding for Python does beside its work, and this program has no use for."""

from __future__ import annotations

import sys
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - loads what is changed here


def read_no_sources() -> None:
    """Let the binding read no source file of a module that is imported after it.

    It looks there for the wish for other names (`from __feature__ import snake_case`), which nobody has here. Reading
    700 files was a tenth of the start, and their lines were kept in memory. A binding that does it otherwise is left
    alone.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _without_wishes  # type: ignore[attr-defined]  # noqa: SLF001 - it has no switch


def _without_wishes(_module: ModuleType) -> bool:
    return False
