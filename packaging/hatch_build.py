"""The build hook of wheels and editable installs: compiles the planner's innermost loops where a compiler is there."""

from __future__ import annotations

import importlib.util
import re
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NativeHook(BuildHookInterface[Any]):
    """Builds the library; a wheel with it is for this system alone, one without it for all."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered."""
        spec = importlib.util.spec_from_file_location("build_native", Path(self.root) / "packaging" / "build_native.py")
        assert spec is not None
        assert spec.loader is not None
        native = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(native)
        folder = Path(self.root) / "src" / "warehouse_app" / "planning" / "native"
        problem = native.build(folder)
        if problem is not None:
            self.app.display_info(problem)
        elif version == "standard":
            system = re.sub(r"[^A-Za-z0-9]", "_", sysconfig.get_platform())
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{system}"
            build_data["artifacts"].append(f"src/warehouse_app/planning/native/{native.NAME}")
