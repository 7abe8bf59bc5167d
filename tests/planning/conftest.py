"""The planner's compiled part is built before its tests, wherever there is a compiler."""

from __future__ import annotations

import importlib.util
from pathlib import Path

_PATH = Path(__file__).resolve().parents[2] / "packaging" / "build_native.py"
_spec = importlib.util.spec_from_file_location("build_native", _PATH)
assert _spec is not None
assert _spec.loader is not None
_build_native = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_build_native)
_build_native.build()
