"""A company begun: its database facts, first administrator, bins and printer, by the commands everybody else uses."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.devices import AddPrinter, SetStationPrinters
from warehouse_app.application.importing import generate_places
from warehouse_app.application.people import FIRST_STATION, NewUser, init_company
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.beginning import Beginning, problems
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.secrets import PinGuard

FIRST_PRINTER = "LABELS"


def begin(
    runner: Runner,
    guard: PinGuard,
    wish: Beginning,
    pause: Callable[[float], None] = lambda _seconds: None,
) -> NewUser:
    """Begin the company and return what its first administrator is handed once.

    Raises Usage (a problem of the wish), Refused(CompanyExists), Trouble.
    """
    for problem in problems(wish).values():
        raise Usage(problem.code, **problem.facts)
    new = init_company(
        runner, guard, warehouse=wish.warehouse, admin_name=wish.admin, company=wish.company,
        timezone=wish.zone, currency=wish.currency.strip().upper(),
    )  # fmt: skip
    system = Session(SYSTEM)
    if wish.bins:
        generate_places(runner, system, "", wish.aisles, wish.bays, wish.levels, pause)
    if wish.printer.strip():
        printer = AddPrinter(
            id=runner.ids.new(), code=FIRST_PRINTER, kind="tcp", language=wish.language, target=wish.printer.strip()
        )
        runner.perform(printer, system).done()
        station = SetStationPrinters(id=runner.ids.new(), station=FIRST_STATION, label=FIRST_PRINTER, paper="")
        runner.perform(station, system).done()
    return new
