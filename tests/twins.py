"""What stands in for the machine where a test needs no window: settings, a guard, a home, tools. No Qt."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tests.company import Company
from tests.devicebench import PuppetBench
from tests.parcels import spool
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.ports.carrier import Answer as CarrierAnswer
from warehouse_app.ports.carrier import Fate as CarrierFate
from warehouse_app.ports.carrier import Price, Shipment
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


class CarrierTwin:
    """A carrier that keeps its keys: down, slow to book, refusing in words, losing answers, each once for each trouble
    named. It books whatever key it is sent, so two keys are two labels, and both are paid.
    """

    def __init__(self, name: str = "DHL", prices: dict[str, int] | None = None) -> None:
        self.name, self.rates = name, prices or {}
        self.sold: dict[str, Shipment] = {}
        self.voided: set[str] = set()
        self.asked: list[tuple[str, str]] = []
        self.troubles: list[str] = []
        self.down = False
        self.late: list[tuple[str, Shipment]] = []

    def buy(self, key: str, shipment: Shipment) -> CarrierAnswer:
        """Book once for each key."""
        self.asked.append(("buy", key))
        trouble = "down" if self.down else self._trouble()
        if trouble == "down":
            return CarrierAnswer(CarrierFate.AWAY)
        if trouble.startswith("refused"):
            return CarrierAnswer(CarrierFate.REFUSED, why=trouble.partition(": ")[2] or "no such postcode")
        if trouble == "dropped":
            return CarrierAnswer(CarrierFate.UNKNOWN)
        if trouble == "books late":
            self.late.append((key, shipment))
            return CarrierAnswer(CarrierFate.UNKNOWN)
        self.sold.setdefault(key, shipment)
        if trouble == "dies":
            raise SystemExit
        if trouble == "fault":
            message = "an adapter's bug"
            raise RuntimeError(message)
        if trouble == "booked":
            return CarrierAnswer(CarrierFate.BOOKED)
        return CarrierAnswer(CarrierFate.UNKNOWN) if trouble == "answer lost" else self._of(key)

    def look(self, key: str) -> CarrierAnswer:
        """Tell what became of a key."""
        self.asked.append(("look", key))
        trouble = "down" if self.down else self._trouble()
        if trouble == "down":
            return CarrierAnswer(CarrierFate.AWAY)
        return CarrierAnswer(CarrierFate.UNKNOWN) if trouble else self._of(key)

    def void(self, key: str) -> CarrierAnswer:
        """Take a label back."""
        self.asked.append(("void", key))
        trouble = "down" if self.down else self._trouble()
        if trouble == "down":
            return CarrierAnswer(CarrierFate.AWAY)
        if trouble.startswith("keeps"):
            return CarrierAnswer(CarrierFate.REFUSED, why=trouble.partition(": ")[2] or "scanned already")
        if key not in self.sold:
            return CarrierAnswer(CarrierFate.NEVER)
        self.voided.add(key)
        return CarrierAnswer(CarrierFate.UNKNOWN if trouble else CarrierFate.VOIDED)

    def prices(self, _shipment: Shipment) -> tuple[Price, ...]:
        """Return what the services cost."""
        return () if self.down else tuple(Price(service, minor, "GBP") for service, minor in self.rates.items())

    def paid(self) -> dict[str, list[str]]:
        """Return the keys that are paid and not void, by parcel."""
        found: dict[str, list[str]] = {}
        for key, shipment in self.sold.items():
            if key not in self.voided:
                found.setdefault(shipment.parcel, []).append(key)
        return found

    def catch_up(self) -> None:
        """Book what came late."""
        for key, shipment in self.late:
            self.sold.setdefault(key, shipment)
        self.late.clear()

    def _trouble(self) -> str:
        return self.troubles.pop(0) if self.troubles else ""

    def _of(self, key: str) -> CarrierAnswer:
        if key not in self.sold:
            return CarrierAnswer(CarrierFate.NEVER)
        number = list(self.sold).index(key) + 1
        return CarrierAnswer(CarrierFate.BOUGHT, f"{self.name}{number:06d}", 590, "GBP")
