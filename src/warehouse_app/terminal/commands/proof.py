"""How packed lines are proven: rules listed, set, cleared and explained; how a parcel was proven."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.terminal.call import call_of
from warehouse_app.wording import tr
from warehouse_app.wording.proof import asked_words, how_words, whose_words

_proof = typer.Typer(help="What must be scanned at the pack bench, by product, person, role and station.")

Sku = Annotated[str, typer.Argument(help="The product; leave it out for a rule of all products.")]
Person = Annotated[str, typer.Option("--person", help="For one person only, by code.")]
Role = Annotated[str, typer.Option("--role", help="For people of a role only.")]
Station = Annotated[str, typer.Option("--station", help="At one station only.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_proof, name="proof")


@_proof.command("list")
def _list(context: typer.Context) -> None:
    """List the rules. Where there is none, units and case codes are scanned."""
    from warehouse_app.application.proofrules import proof_rules

    call = call_of(context)
    rows = [each[1:] for each in call.runner.ask(proof_rules, call.session())]
    columns = ("sku", "name", "person", "role", "station", "level", "why", "at")
    call.out.rows(columns, rows, tr("No rule: units and case codes are scanned."))


@_proof.command("set")
def _set(
    context: typer.Context,
    sku: Sku = "",
    level: Annotated[str, typer.Option("--level", help="each, case, first or none.")] = "",
    why: Annotated[str, typer.Option("--why", help="The reason, shown to the packer.")] = "",
    person: Person = "",
    role: Role = "",
    station: Station = "",
) -> None:
    """Keep a rule for what is named, in the place of the one for just the same."""
    from warehouse_app.application.proofrules import SetProof

    call = call_of(context)
    command = SetProof(
        id=call.runner.ids.new(), level=level.lower(), why=why, sku=sku, person=person, role=role, station=station
    )
    done = call.runner.perform(command, call.session()).done()
    told = tr("Kept for {what}.").format(what=done or tr("all"))
    call.out.answer({"of": done, "level": level.lower(), "why": why}, told)


@_proof.command("clear")
def _clear(context: typer.Context, sku: Sku = "", person: Person = "", role: Role = "", station: Station = "") -> None:
    """Drop the rule for just what is named."""
    from warehouse_app.application.proofrules import ClearProof

    call = call_of(context)
    command = ClearProof(id=call.runner.ids.new(), sku=sku, person=person, role=role, station=station)
    done = call.runner.perform(command, call.session()).done()
    call.out.answer({"of": done}, tr("Dropped for {what}.").format(what=done or tr("all")))


@_proof.command("why")
def _why(context: typer.Context, sku: Sku = "", station: Station = "", person: Person = "") -> None:
    """Say what is asked of a product, and whose rule says so."""
    from warehouse_app.application.proofrules import why

    call = call_of(context)
    found = call.runner.ask(lambda desk: why(desk, sku, person, station), call.session())
    rule = whose_words(found.by, {"sku": found.sku, "station": found.station})
    answer = {"level": found.level.value, "by": found.by, "why": found.why, "sku": found.sku, "role": found.role}
    call.out.answer({**answer, "station": found.station}, asked_words(found.level.value, 1, rule, found.why))


@_proof.command("parcel")
def _parcel(context: typer.Context, parcel: Annotated[str, typer.Argument(help="The parcel.")]) -> None:
    """Tell how the units of a parcel were proven."""
    from warehouse_app.application.proofrules import parcel_proof

    call = call_of(context)
    found = call.runner.ask(lambda desk: parcel_proof(desk, parcel), call.session())
    parts = [each._asdict() for each in found.parts]
    lines = [
        tr("{units} of {sku}: {how}").format(units=each.units, sku=each.sku, how=how_words(each.how))
        for each in found.parts
    ]
    call.out.answer({"parcel": found.parcel, "weakest": found.weakest, "parts": parts}, *lines)
