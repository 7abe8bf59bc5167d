"""What stands in for the machine where a test needs no window: settings, a guard, a home, tools. No Qt."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tests.company import Company
from tests.devicebench import PuppetBench
from tests.parcels import spool
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.ports.payment import Answer, Fate
from warehouse_app.system.photos import PhotoFolder


class Memory:
    """Settings that last as long as the test."""

    def __init__(self) -> None:
        self.kept = {"look": "light"}

    def get(self, name: str, default: str) -> str:
        return self.kept.get(name, default)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value


class PlainGuard:
    """Guards nothing, quickly."""

    def seal(self, pin: str) -> str:
        """Return a text that is not the PIN."""
        return f"sealed {pin[::-1]}"

    def sealed_as(self, salt: str, pin: str) -> str:
        """There is no salt here."""
        return self.seal(pin)

    def fits(self, kept: str, pin: str) -> bool:
        """Compare."""
        return kept == self.seal(pin)


class PlainHome:
    """A home of which only the machine's own settings are asked for."""

    def __init__(self, machine: Memory) -> None:
        self.machine = machine


class Tools:
    """What bootstrap hands to office screens: printers that are folders, a guard, this machine's settings, a reader."""

    def __init__(self, company: Company, machine: Memory) -> None:
        self.intake = FilesIntake(company.folder / "stage", ZoneInfo("UTC"), ZoneInfo("Europe/London"))
        self.bench = PuppetBench(spool(company.folder))
        self.printers, self.devices, self.hub = self.bench.printers, self.bench.devices, self.bench.hub
        self.guard, self.home = PlainGuard(), PlainHome(machine)
        self.photos = PhotoFolder(lambda: company.folder / "photos", lambda: "")


class Bank:
    """A payment provider that keeps its keys, loses answers, is down or refuses, each once for each trouble named."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.paid: dict[str, tuple[int, str, str]] = {}
        self.troubles: list[str] = []

    def refund(self, intent: str, amount_minor: int, currency: str, reference: str) -> Answer:
        """Pay once for each key."""
        trouble = self.troubles.pop(0) if self.troubles else ""
        if trouble == "down":
            return Answer(Fate.UNKNOWN)
        self.keys.append(intent)
        if trouble == "refused":
            return Answer(Fate.FAILED, why="card expired")
        self.paid.setdefault(intent, (amount_minor, currency, reference))
        return Answer(Fate.UNKNOWN) if trouble == "answer lost" else self.look(intent)

    def look(self, intent: str) -> Answer:
        """Tell what became of a key."""
        if intent not in self.paid:
            return Answer(Fate.NEVER)
        return Answer(Fate.CONFIRMED, f"B{list(self.paid).index(intent) + 1}")
