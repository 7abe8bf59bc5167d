"""The first start as data: which steps there are on each way, what each asks, and what of it cannot be taken.

Pure, without Qt. Nothing is made here: the last step hands the answers over at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import urlsplit

from warehouse_app.domain.beginning import Beginning, Problem, problems
from warehouse_app.ui.kit import figures
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say

Way = Literal["new", "demo", "existing"]
Step = Literal["way", "company", "place", "person", "floor", "printer", "check", "demo", "made"]
Kind = Literal["text", "choice", "number"]
STEPS: Mapping[Way, tuple[Step, ...]] = {
    "new": ("way", "company", "place", "person", "floor", "printer", "check", "made"),
    "demo": ("way", "demo"),
    "existing": ("way", "place"),
}
FLOORS: Mapping[str, tuple[int, int, int]] = {"none": (0, 0, 0), "small": (2, 10, 3), "medium": (10, 24, 4)}
CURRENCIES = ("EUR", "GBP", "USD", "CHF", "PLN", "SEK", "NOK", "DKK", "CZK", "HUF", "RON", "UAH", "CAD", "AUD", "JPY")
LANGUAGES = ("zpl203", "zpl300", "zpl600")


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything that was answered so far. `where` is file or server, `floor` none, small, medium or own."""

    way: Way = "new"
    begin: Beginning = field(default_factory=Beginning)
    where: str = "file"
    file: str = ""
    url: str = ""
    floor: str = "none"

    @property
    def database(self) -> str:
        """Return the address of the database that was named."""
        return self.url.strip() if self.where == "server" else f"sqlite:///{self.file.strip()}"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a step. `options` are (value, words); `most` is the greatest number."""

    name: str
    label: str
    help: str = ""
    kind: Kind = "text"
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    most: int = 0


def value_of(wish: Wish, name: str) -> str:
    """Return an answer as text."""
    return str(getattr(wish.begin, name) if hasattr(wish.begin, name) else getattr(wish, name))


def answered(wish: Wish, name: str, value: str) -> Wish:
    """Return the wish with one answer changed."""
    if name == "floor" and value in FLOORS:
        aisles, bays, levels = FLOORS[value]
        wish = replace(wish, begin=replace(wish.begin, aisles=aisles, bays=bays, levels=levels))
    elif name == "floor" and not wish.begin.bins:
        wish = replace(wish, begin=replace(wish.begin, aisles=4, bays=10, levels=4))
    changed: dict[str, Any] = {name: value}
    if not hasattr(wish.begin, name):
        return replace(wish, **changed)
    if isinstance(getattr(wish.begin, name), int):
        changed[name] = int(value) if value.isascii() and value.isdigit() else 0
    return replace(wish, begin=replace(wish.begin, **changed))


def steps(wish: Wish) -> tuple[Step, ...]:
    """Return the steps of the way that was chosen."""
    return STEPS[wish.way]


def after(wish: Wish, step: Step) -> Step | None:
    """Return the next step, None at the end of the way."""
    way = steps(wish)
    at = way.index(step) + 1
    return way[at] if at < len(way) else None


def before(wish: Wish, step: Step) -> Step | None:
    """Return the step before; what was made is not gone back from."""
    way = steps(wish)
    return way[way.index(step) - 1] if step not in {"way", "made"} else None


def asks(wish: Wish, step: Step, zones: tuple[str, ...] = ()) -> tuple[Ask, ...]:
    """Return what a step asks, given the answers so far."""
    if step == "company":
        return _company(zones)
    if step == "place":
        return _place(wish)
    if step == "person":
        told = tr("The first administrator. Badge and PIN are made for them and shown once.")
        return (Ask("admin", tr("Name"), told, hint=tr("Ada Admin")),)
    if step == "floor":
        return _floor(wish)
    if step == "printer":
        return _printer(wish)
    return ()


def _company(zones: tuple[str, ...]) -> tuple[Ask, ...]:
    return (
        Ask("company", tr("Company"), tr("The name on labels and papers")),
        Ask("warehouse", tr("Warehouse"), tr("A short code. Others may be added later.")),
        Ask("zone", tr("Time zone"), "", "choice", tuple((each, each.replace("_", " ")) for each in zones)),
        Ask("currency", tr("Currency"), "", "choice", tuple((each, each) for each in CURRENCIES)),
    )


def _place(wish: Wish) -> tuple[Ask, ...]:
    options = (("file", tr("In a file on this computer")), ("server", tr("On a PostgreSQL server")))
    where = Ask("where", tr("Where"), "", "choice", options)
    if wish.where == "server":
        told = tr("Without a password: the program takes it from PGPASSWORD, the password file or the service file.")
        return (where, Ask("url", tr("Address"), told, hint="postgresql://name@host/warehouse"))
    return (where, Ask("file", tr("File"), tr("On a local disk: a power cut must not lose a scan.")))


def _floor(wish: Wish) -> tuple[Ask, ...]:
    options = (
        ("none", tr("No bins yet: they come from a file")),
        ("small", tr("60 bins: 2 aisles, 10 bays, 3 levels")),
        ("medium", tr("960 bins: 10 aisles, 24 bays, 4 levels")),
        ("own", tr("Other sizes")),
    )
    first = Ask("floor", tr("Bins"), tr("With coordinates and a walking sequence"), "choice", options)
    if wish.floor != "own":
        return (first,)
    return (
        first,
        Ask("aisles", tr("Aisles"), kind="number", most=100),
        Ask("bays", tr("Bays of an aisle"), kind="number", most=100),
        Ask("levels", tr("Levels of a bay"), kind="number", most=26),
    )


def _printer(wish: Wish) -> tuple[Ask, ...]:
    told = tr("Leave it empty to have labels written into a folder until a printer is set up.")
    address = Ask("printer", tr("Label printer"), told, hint="192.168.1.40:9100")
    if not wish.begin.printer.strip():
        return (address,)
    names = {
        "zpl203": tr("ZPL, 203 dots an inch"),
        "zpl300": tr("ZPL, 300 dots an inch"),
        "zpl600": tr("ZPL, 600 dots an inch"),
    }
    return (address, Ask("language", tr("It speaks"), "", "choice", tuple((each, names[each]) for each in LANGUAGES)))


def wrong(wish: Wish, step: Step) -> dict[str, str]:
    """Return the sentences for what cannot be taken in a step, by the name of the question."""
    asked = {each.name for each in asks(wish, step)}
    found = problems(wish.begin)
    if step == "place" and wish.where == "file" and not wish.file.strip():
        found["file"] = Problem("begin_file", {})
    if step == "place" and wish.where == "server":
        found |= _address(wish.url.strip())
    return {name: say(each.code, each.facts) for name, each in found.items() if name in asked}


def _address(url: str) -> dict[str, Problem]:
    try:
        parts = urlsplit(url)
        if parts.password or "password" in parts.query.lower():
            return {"url": Problem("password_in_url", {})}
        fits = parts.scheme.startswith("postgresql") and len(parts.path.strip("/")) > 0
    except ValueError:
        fits = False
    return {} if fits else {"url": Problem("begin_url", {})}


def summary(wish: Wish) -> tuple[tuple[str, str], ...]:
    """Return what would be made, as (label, value)."""
    begin = wish.begin
    bins = trn("{n} bin", "{n} bins", begin.bins).format(n=figures.number(begin.bins)) if begin.bins else tr("None yet")
    return (
        (tr("Company"), begin.company.strip()),
        (tr("Warehouse"), f"{begin.warehouse.strip().upper()}, {begin.zone}, {begin.currency}"),
        (tr("Data"), wish.url.strip() if wish.where == "server" else wish.file.strip()),
        (tr("Administrator"), begin.admin.strip()),
        (tr("Bins"), bins),
        (tr("Label printer"), begin.printer.strip() or tr("A folder, until one is set up")),
    )


def title(step: Step) -> str:
    """Return the short name of a step."""
    return {
        "way": tr("Begin"), "company": tr("Company"), "place": tr("Data"), "person": tr("First user"),
        "floor": tr("Bins"), "printer": tr("Printer"), "check": tr("Check"), "demo": tr("Look around"),
        "made": tr("Badge and PIN"),
    }[step]  # fmt: skip


def question(step: Step) -> str:
    """Return what a step asks, in words for its head."""
    return {
        "way": tr("What do you want to do?"), "company": tr("Which company is it?"),
        "place": tr("Where does its data lie?"), "person": tr("Who looks after it?"),
        "floor": tr("How large is the warehouse?"), "printer": tr("Is there a label printer?"),
        "check": tr("Is all of this right?"), "demo": tr("Look around in a sample company"),
        "made": tr("Write these down now"),
    }[step]  # fmt: skip
