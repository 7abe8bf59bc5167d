"""Carriers on the command line: whose a service is, which labels are waited for, asked for again or by another."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.terminal.call import Call, call_of
from warehouse_app.wording import tr

SHOWN = 50
_carrier = typer.Typer(no_args_is_help=True, help="Carriers: their services, and the labels bought of them.")
Parcel = Annotated[str, typer.Argument(help="The parcel's code.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_carrier, name="carrier")


@_carrier.command("services")
def _services(context: typer.Context) -> None:
    """List which services are of a carrier; every other one is of the house."""
    from warehouse_app.application.carriers.desk import service_list

    call = call_of(context)
    rows = [(each.service, each.carrier) for each in call.runner.ask(service_list, call.session())]
    call.out.rows(("service", "carrier"), rows, tr("No service: the house prints every label."))


@_carrier.command("service")
def _service(
    context: typer.Context,
    service: Annotated[str, typer.Argument(help="The service, as orders name it.")],
    carrier: Annotated[str, typer.Argument(help="The carrier; HOUSE: the house prints its labels.")],
) -> None:
    """Say of which carrier a service is."""
    from warehouse_app.application.carriers.desk import SetService

    call = call_of(context)
    command = SetService(id=call.runner.ids.new(), service=service, carrier=carrier)
    kept = call.runner.perform(command, call.session()).done()
    words = tr("{service} is of {carrier} from now on.").format(service=kept.service, carrier=kept.carrier)
    call.out.answer({"service": kept.service, "carrier": kept.carrier}, words)


@_carrier.command("labels")
def _labels(
    context: typer.Context,
    state: Annotated[
        str,
        typer.Option(help="wanted, sent, unknown, booked, bought, refused, voiding, voided, kept or dropped."),
    ] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = SHOWN,
) -> None:
    """List labels bought, or to be bought, of carriers: those of a state oldest first, else the newest."""
    from warehouse_app.application.carriers.desk import label_list

    call = call_of(context)
    found = call.runner.ask(lambda desk: label_list(desk, state, limit), call.session())
    columns = (
        *("parcel", "order", "carrier", "service", "state", "tracking", "price_minor", "currency", "attempts"),
        *("at", "why"),
    )
    rows = [tuple(getattr(each, name) for name in columns) for each in found]
    call.out.rows(columns, rows, tr("No label."))


@_carrier.command("retry")
def _retry(context: typer.Context, parcel: Parcel) -> None:
    """Ask a carrier again for a label, or to take one back: never twice for the same."""
    from warehouse_app.application.carriers.desk import RetryLabel

    call = call_of(context)
    number = _number(call, parcel)
    code = call.runner.perform(RetryLabel(id=call.runner.ids.new(), purchase=number), call.session()).done()
    call.out.answer({"parcel": code}, tr("Parcel {parcel}: its carrier is asked again.").format(parcel=code))


@_carrier.command("change")
def _change(
    context: typer.Context,
    parcel: Parcel,
    service: Annotated[str, typer.Argument(help="The other service.")],
) -> None:
    """Let a parcel that waits for its label go by another service."""
    from warehouse_app.application.carriers.desk import ChangeService

    call = call_of(context)
    command = ChangeService(id=call.runner.ids.new(), purchase=_number(call, parcel), service=service)
    code = call.runner.perform(command, call.session()).done()
    words = tr("Parcel {parcel} goes by {service}; its label is asked for.").format(parcel=code, service=service)
    call.out.answer({"parcel": code, "service": service}, words)


def _number(call: Call, parcel: str) -> int:
    from warehouse_app.application.carriers.desk import label_of

    return call.runner.ask(lambda desk: label_of(desk, parcel), call.session()).id
