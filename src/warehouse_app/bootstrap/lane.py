"""The worker's lane inside a window or a station: works off the outbox while no other worker is alive."""

from __future__ import annotations

import threading
import traceback

from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.anchors import NAME, AnchorFile
from warehouse_app.ports.carrier import NO_CARRIERS, Carriers
from warehouse_app.ports.home import Home
from warehouse_app.ports.photos import Photos
from warehouse_app.ports.printer import PrinterDesk

LAST_SHIFT_S = 5.0
"""How long a closing program goes on with what is due."""


class Lane:
    """One thread with a runner of its own. What it leaves undone is in the outbox, for the next worker."""

    def __init__(
        self, runner: Runner, printers: PrinterDesk, home: Home, shelf: Photos, carriers: Carriers = NO_CARRIERS
    ) -> None:
        self._carriers = carriers
        self._runner, self._printers, self._home, self._shelf = runner, printers, home, shelf
        self._closing, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Do what is due now, for five seconds at most, and end."""
        self._closing.set()
        self._thread.join(LAST_SHIFT_S)
        self._stop.set()
        self._thread.join(LAST_SHIFT_S)

    def _work(self) -> None:
        from warehouse_app.application.carriers.calls import Aside
        from warehouse_app.application.outbox import Ears, work_off  # loaded here, where nobody waits for it

        self._anchor()
        calls = Aside()
        for once, stop in ((False, self._closing), (True, self._stop)):
            try:
                work_off(
                    self._runner,
                    Session(SYSTEM),
                    self._printers,
                    once=once,
                    stop=stop,
                    pause=lambda seconds, stop=stop: stop.wait(seconds) and None,  # type: ignore[misc]
                    ears=Ears(fault=self._fault),
                    shelf=self._shelf,
                    carriers=self._carriers,
                    calls=calls,
                )
            except Trouble as trouble:
                self._home.log("trouble", code=trouble.code, **trouble.facts)
            except Exception as error:  # noqa: BLE001 - a bug here must end no bench's work
                self._fault(error)
                return

    def _anchor(self) -> None:
        """Keep a seal in the home, outside a server's database, once a day."""
        from warehouse_app.application.sealing import anchor_if_due

        try:
            anchor_if_due(self._runner, Session(SYSTEM), AnchorFile(self._home.path / NAME))
        except Trouble as trouble:
            self._home.log("trouble", code=trouble.code, **trouble.facts)
        except Exception as error:  # noqa: BLE001 - a bug here must end no bench's work
            self._fault(error)

    def _fault(self, error: BaseException) -> None:
        self._home.crash("".join(traceback.format_exception(error)))
