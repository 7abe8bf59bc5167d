"""Compiles the planner's innermost loops beside their sources, where there is a C compiler.

Standard library only. Without a compiler the program plans with numpy, more slowly and to the same costs: that is no
error. Installing calls it (packaging/hatch_build.py), and `make`, so that a compiler that came later is used as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "src" / "warehouse_app" / "planning" / "native"
# Not "libplanner.so": Python would take it for a module of the package.
NAME = "libplanner.dll" if sys.platform == "win32" else "libplanner.so.1"
FLAGS = ("-std=c11", "-O3", "-shared", "-fPIC", "-fvisibility=hidden", "-ffp-contract=off")


def compiler() -> str | None:
    """Return the C compiler: the one named in CC, else the first there is."""
    names = [name for name in (os.environ.get("CC", ""), "cc", "gcc", "clang") if name]
    return next((found for name in names if (found := shutil.which(name)) is not None), None)


def is_fresh(folder: Path = SOURCES) -> bool:
    """Tell whether the library is younger than its sources."""
    built = folder / NAME
    sources = [*folder.glob("*.c"), *folder.glob("*.h"), Path(__file__)]
    return built.exists() and all(built.stat().st_mtime_ns >= source.stat().st_mtime_ns for source in sources)


def build(folder: Path = SOURCES) -> str | None:
    """Build the library if need be; return why there is none, None where there is."""
    if is_fresh(folder):
        return None
    program = compiler()
    if program is None:
        return "no C compiler here: plans are made with numpy, more slowly"
    with tempfile.TemporaryDirectory(dir=folder) as work:
        made = Path(work) / NAME  # renamed when it is whole: another process may have the old one open
        command = [program, *FLAGS, "-o", str(made), str(folder / "core.c"), "-lm"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            first = next(iter(done.stderr.splitlines()), "no reason given")
            return f"the planner's compiled part could not be built ({first}): plans are made with numpy, more slowly"
        made.replace(folder / NAME)
    return None


def main() -> int:
    """Build, and say in one line where that was not possible; never an error."""
    problem = build()
    if problem is not None:
        print(problem)
    return 0


if __name__ == "__main__":
    sys.exit(main())
