"""The lab's window: alone, or beside the window of a bench."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.home import Home
from warehouse_app.ports.lab import Lab, LabPorts

if TYPE_CHECKING:
    from warehouse_app.bootstrap.lab import HomeLab
    from warehouse_app.ui.lab.presenter import Eyes
    from warehouse_app.ui.lab.window import LabWindow


def show(lab: Lab) -> int:
    """Show a lab until its window is closed; return the exit code."""
    from warehouse_app.ui.lab.window import LabWindow
    from warehouse_app.ui.shell.start import application

    app = application()
    window = LabWindow(lab, _eyes())
    window.show()
    try:
        return int(app.exec())
    finally:
        window.end()


@contextlib.contextmanager
def beside(lab: Lab) -> Iterator[None]:
    """Show a lab beside whatever window comes; it is closed with it."""
    from warehouse_app.ui.lab.window import LabWindow
    from warehouse_app.ui.shell.start import application

    application()
    window = LabWindow(lab, _eyes(), alone=False)
    window.show()
    try:
        yield
    finally:
        window.end()


class LabBeside:
    """The lab that the window of a bench opens beside itself while it runs."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lab: HomeLab | None = None
        self._window: LabWindow | None = None

    def start(self) -> LabPorts:
        """Start the lab, or find the one that runs in this home, and tell where its things are. Raises Trouble."""
        from warehouse_app.bootstrap.lab import begun
        from warehouse_app.bootstrap.labpanel import FarLab, folder_of

        if self._lab is None:
            try:
                self._lab = begun(self._home)
            except Usage:  # one runs already: it has a window, or a script, of its own
                return FarLab(folder_of(self._home.path)).ports()
        return self._lab.ports()

    def show(self) -> None:
        """Show the window of the lab that was started here."""
        from warehouse_app.ui.lab.window import LabWindow

        if self._lab is None:
            return
        if self._window is None:
            self._window = LabWindow(self._lab, _eyes(), alone=False)
        self._window.show()
        self._window.raise_()

    def end(self) -> None:
        """Close it."""
        if self._window is not None:
            self._window.end()
        if self._lab is not None:
            self._lab.close()
        self._window = self._lab = None


def _eyes() -> Eyes:
    # not loaded before a lab is shown: the window of a bench begins without
    from warehouse_app.documents.codes_in import codes_in
    from warehouse_app.documents.preview import pages
    from warehouse_app.ui.lab.presenter import Eyes

    return Eyes(codes_in, lambda content: pages(content, 1))
