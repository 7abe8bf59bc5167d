"""The lab of a home: twins on real lines and sockets, which every program of this machine can open as hardware."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from warehouse_app.bootstrap.labpanel import Panel, folder_of
from warehouse_app.devices.printers.twin import Mood as TwinMood
from warehouse_app.devices.printers.twin import PrinterTwin
from warehouse_app.devices.scales.twin import LabScale, PtyScale, ScaleModel, lab_scale
from warehouse_app.devices.scales.twin import Mood as ModelMood
from warehouse_app.devices.scanners.listening import GoneError
from warehouse_app.devices.scanners.twin import PtyScanner, ScannerTwin, twin
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.ports.home import Home
from warehouse_app.ports.lab import LabNow, LabPorts, Print, PrinterMood, ScaleMood, Thing
from warehouse_app.system.clock import SystemIds

LANGUAGE = "sics"
MOST_PRINTS = 200
"""Prints that are kept, the newest; a lab that runs for weeks forgets the others."""

HALF_BYTES = 300
KEPT = "printer-port"
_SECRET_BITS = 128
PRINTER, SCALE, SCANNER = "printer", "scale", "scanner"
_MODEL = {ScaleMood.STEADY: ModelMood.STEADY, ScaleMood.MOTION: ModelMood.MOTION, ScaleMood.OVER: ModelMood.OVER}
_TWIN = {PrinterMood.JAM: TwinMood.STALL, PrinterMood.HALF: TwinMood.RESET}


class TwinLab:
    """The `Lab` itself. On Windows, which has no pseudo-terminals, scanner and scale live in this program alone."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._guard = threading.RLock()
        self._model = ScaleModel(LANGUAGE)
        self._road = "twin" if sys.platform == "win32" else "serial"
        if self._road == "serial":
            for name in (SCANNER, SCALE):
                (folder / name).unlink(missing_ok=True)
            self._scanner: PtyScanner | ScannerTwin = PtyScanner(folder / SCANNER, waits=False)
            self._scale: PtyScale | LabScale = PtyScale(self._model, folder / SCALE)
            self._scale.plug()
            self._scanner_port, self._scale_port = str(folder / SCANNER), str(folder / SCALE)
        else:
            self._scanner, self._scale = twin(SCANNER), lab_scale(SCALE)
            self._model = self._scale.model
            self._scanner_port, self._scale_port = SCANNER, SCALE
        self._printer = _listening(port)
        self._target = self._printer.target
        self._mood = PrinterMood.READY
        self._pulled: set[Thing] = set()
        self._prints: list[Print] = []
        self._taken = self._number = 0

    @property
    def printer_port(self) -> int:
        """The port its printer listens on, to be taken again at the next start."""
        return int(self._target.rpartition(":")[2])

    def ports(self) -> LabPorts:
        """Return where its things are."""
        return LabPorts(self._road, self._scanner_port, self._scale_port, self._target, LANGUAGE)

    def now(self) -> LabNow:
        """Return how it is."""
        with self._guard:
            self._collect()
            mood = next(name for name, each in _MODEL.items() if each is self._model.mood)
            held = frozenset(self._pulled)
            return LabNow(held, self._model.grams, self._model.zeroed, mood, self._mood, self._number)

    def scan(self, *codes: str) -> LabNow:
        """Pull the trigger."""
        with self._guard:
            self._there(Thing.SCANNER)
            try:
                self._scanner.shoot(*codes)
            except (GoneError, OSError) as error:
                raise Trouble("lab_unheard") from error
            return self.now()

    def weigh(self, grams: int, mood: ScaleMood = ScaleMood.STEADY) -> LabNow:
        """Put so much on the scale."""
        with self._guard:
            self._model.grams, self._model.mood = grams, _MODEL[mood]
            return self.now()

    def be(self, mood: PrinterMood) -> LabNow:
        """Let the printer be so."""
        with self._guard:
            self._mood = mood
            self._behave()
            return self.now()

    def plug(self, thing: Thing, *, on: bool) -> LabNow:
        """Pull a cable out, or put it in again."""
        with self._guard:
            if on == (thing in self._pulled):
                (self._pulled.discard if on else self._pulled.add)(thing)
                {Thing.SCANNER: self._plug_scanner, Thing.SCALE: self._plug_scale, Thing.PRINTER: self._plug_printer}[
                    thing
                ](on=on)
            return self.now()

    def prints(self, after: int = 0) -> tuple[Print, ...]:
        """Return what was printed."""
        with self._guard:
            self._collect()
            return tuple(each for each in self._prints if each.number > after)

    def close(self) -> None:
        """Pull everything out."""
        for thing in Thing:
            self.plug(thing, on=False)

    def _there(self, thing: Thing) -> None:
        if thing in self._pulled:
            raise Trouble("lab_pulled", thing=thing.value)

    def _plug_scanner(self, *, on: bool) -> None:
        self._scanner.plug() if on else self._scanner.pull()

    def _plug_scale(self, *, on: bool) -> None:
        if isinstance(self._scale, LabScale):
            self._scale.plugged = on
        else:
            self._scale.plug() if on else self._scale.unplug()

    def _plug_printer(self, *, on: bool) -> None:
        self._collect()
        if on:
            self._printer = _listening(self.printer_port)
            self._taken = 0
            self._behave()
        else:
            self._printer.close()
            self._collect()

    def _behave(self) -> None:
        how = self._printer.behaviour
        how.mood = _TWIN.get(self._mood, TwinMood.ACCEPT)
        how.reset_after = HALF_BYTES
        how.paper_out = self._mood is PrinterMood.PAPER
        how.head_open = self._mood is PrinterMood.OPEN
        how.paused = self._mood is PrinterMood.PAUSE

    def _collect(self) -> None:
        """Number what came since; a printer that broke off once prints on."""
        jobs = self._printer.jobs
        fresh, self._taken = jobs[self._taken :], len(jobs)
        for job in fresh:
            self._number += 1
            self._prints.append(Print(self._number, job))
        del self._prints[:-MOST_PRINTS]
        if fresh and self._mood is PrinterMood.HALF:
            self._mood = PrinterMood.READY
            self._behave()


def _listening(port: int) -> PrinterTwin:
    """Return a printer at a port, at another one where somebody else has that by now."""
    try:
        return PrinterTwin(at=port).__enter__()
    except OSError:
        return PrinterTwin().__enter__()


class HomeLab(TwinLab):
    """The lab of a home while it runs: its panel answers other programs, its printer keeps its port over starts."""

    def __init__(self, home: Home, secret: str) -> None:
        claim = home.claim("lab")
        if claim is None:
            raise Usage("lab_runs")
        self._claim = claim
        self._panel: Panel | None = None
        folder = folder_of(home.path)
        try:
            super().__init__(folder, _kept_port(folder))
            folder.chmod(0o700)
            (folder / KEPT).write_text(str(self.printer_port), "ascii")
            self._panel = Panel(self, folder, secret)
        except BaseException:
            claim.close()
            raise

    def close(self) -> None:
        """Pull everything out, and let another lab begin."""
        if self._panel is not None:
            self._panel.close()
            self._panel = None
            super().close()
            self._claim.close()


def begun(home: Home) -> HomeLab:
    """Start the lab of a home, with a secret of its own; close it. Raises Usage where one runs."""
    return HomeLab(home, f"{SystemIds().secret(_SECRET_BITS):x}")


def _kept_port(folder: Path) -> int:
    try:
        return int((folder / KEPT).read_text("ascii"))
    except (OSError, ValueError):
        return 0
