"""Makes the virtual environment of a source tree, on a machine that has nothing but Python.

Standard library only. It checks the Python, adds what the system lacks (Debian's venv module, the libraries Qt is
linked against) where it may, and otherwise prints the one line to type; then it installs the locked, hashed
requirements and the project itself, editable. Running it again is harmless and quick.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)

# What PySide6-Essentials is linked against and its wheel does not carry: library -> Debian package.
QT_OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# What real windows need besides (and Xvfb, to have them where there is no screen).
QT_WINDOWS = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
TOOLS = {"Xvfb": "xvfb", "xauth": "xauth", "gcc": "gcc", "node": "nodejs", "npm": "npm"}

# A print server of their own for the tests of CUPS queues: what it must have -> Debian package.
CUPS = {
    "/usr/sbin/cupsd": "cups",
    "/usr/bin/cancel": "cups-client",
    "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd": "printer-driver-cups-pdf",
}


class CannotError(Exception):
    """What stands in the way, in one sentence for the person at the keyboard."""


def check_python() -> None:
    """Raise CannotError where this Python is too old."""
    if sys.version_info < OLDEST_PYTHON:
        message = f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}. Say which: make PYTHON=python3.11"
        raise CannotError(message)


def library_loads(name: str) -> bool:
    """Tell whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_packages(*, windows: bool) -> list[str]:
    """Name the Debian packages whose library or program is not there; on other systems nothing is asked for."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = dict(QT_OFFSCREEN)
    if windows:
        wanted |= QT_WINDOWS
    missing = [package for library, package in wanted.items() if not library_loads(library)]
    if windows:
        missing += [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
        missing += [package for path, package in CUPS.items() if not Path(path).exists()]
    return missing


def venv_package() -> list[str]:
    """Name the Debian package that brings `venv`, if this Python came without it."""
    if importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None:
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def administrator() -> list[str] | None:
    """Return what to put before a command to run it as administrator, or None where that would need a password."""
    if getattr(os, "geteuid", lambda: 1)() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages, or raise CannotError with the one line to type."""
    if not packages:
        return
    line = f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
    prefix = administrator()
    if prefix is None or shutil.which("apt-get") is None:
        message = f"this system lacks {', '.join(packages)}. On Debian or Ubuntu type:\n\n    {line}\n"
        raise CannotError(message)
    print(f"installing from the system's packages: {' '.join(packages)}", flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    subprocess.run([*apt, "update"], check=False, env=quiet)  # an unreachable extra source must not stop us
    done = subprocess.run([*apt, "install", "-y", "--no-install-recommends", *packages], check=False, env=quiet)
    if done.returncode != 0:
        message = f"the system's packages could not be installed. Type:\n\n    {line}\n"
        raise CannotError(message)


def python_of(venv: Path) -> Path:
    """Return the interpreter inside a virtual environment."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def make_venv(venv: Path) -> None:
    """Create the virtual environment unless a working one is there."""
    probe = [str(python_of(venv)), "-m", "pip", "--version"]
    if Path(probe[0]).exists() and subprocess.run(probe, check=False, capture_output=True).returncode == 0:
        return
    print(f"creating {venv}", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)


def install_project(venv: Path, lock: Path) -> None:
    """Install the locked requirements, each proven by its hash, then the project itself, editable."""
    pip = [str(python_of(venv)), "-m", "pip", "--disable-pip-version-check", "install"]
    pip += ["--quiet", "--quiet"]  # twice: errors alone; an index that warns about itself is nothing to act on
    print(f"installing {lock.relative_to(ROOT)} with pip: a few minutes, this once", flush=True)
    subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the environment; returns 0, or 3 with one sentence when something outside stands in the way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv")
    parser.add_argument("--lock", type=Path, default=ROOT / "packaging" / "lock" / "dev.txt")
    parser.add_argument(
        "--windows", action="store_true", help="also what real windows under Xvfb and a print server need (CI)"
    )
    parser.add_argument("--system-only", action="store_true", help="only the system's packages, no environment")
    chosen = parser.parse_args(arguments)
    try:
        check_python()
        install_packages(venv_package() + missing_packages(windows=chosen.windows))
        if not chosen.system_only:
            make_venv(chosen.venv.absolute())
            install_project(chosen.venv.absolute(), chosen.lock.resolve())
    except CannotError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 3
    except subprocess.CalledProcessError as error:
        print(f"setup: this step failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
