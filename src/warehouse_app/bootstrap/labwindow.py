"""The lab's window: alone, or beside the window of a bench."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from warehouse_app.documents.codes_in import codes_in
from warehouse_app.documents.preview import pages
from warehouse_app.ports.lab import Lab
from warehouse_app.ui.lab.presenter import Eyes


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


def _eyes() -> Eyes:
    return Eyes(codes_in, lambda content: pages(content, 1))
