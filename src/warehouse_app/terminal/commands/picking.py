"""How batches are picked: ways, zones, and rules of what is scanned."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import call_of
from warehouse_app.wording import tr

_rules = typer.Typer(help="What a picker must scan, by product and by role.")

Code = Annotated[str, typer.Argument(help="The batch.")]
PlaceRule = Annotated[str, typer.Option("--place", help="scan or skip; nothing leaves it to the bench.")]
ItemRule = Annotated[str, typer.Option("--item", help="each, count, first or none; nothing leaves it to the bench.")]
Why = Annotated[str, typer.Option("--why", help="The reason, shown to the picker.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_rules, name="scanrule")


def fill(batches: typer.Typer) -> None:
    """Add what is done to one batch to the commands of batches, once."""
    batches.command("way")(_way)
    batches.command("zones")(_zones)
    batches.command("zone")(_zone)
    batches.command("confirm")(_confirm)


def _way(
    context: typer.Context,
    code: Code,
    way: Annotated[str, typer.Argument(help="discrete, cluster, sort, singles, zone or pack; auto: as it comes.")],
) -> None:
    """Choose how a batch is picked, before anybody began."""
    from warehouse_app.application.batches import batch_id_of
    from warehouse_app.application.pickways import ChooseWay

    call = call_of(context)
    session = call.session()
    batch_id = call.runner.ask(lambda desk: batch_id_of(desk, code), session)
    chosen = "" if way.lower() == "auto" else way.lower()
    done = call.runner.perform(ChooseWay(id=call.runner.ids.new(), batch_id=batch_id, way=chosen), session).done()
    told = tr("Batch {batch} is picked this way: {way}.").format(batch=done, way=way.lower())
    call.out.answer({"batch": done, "way": chosen}, told)


def _zones(context: typer.Context, code: Code) -> None:
    """List the zones, or the parts of a split order, with who picks them."""
    from warehouse_app.application.batches import batch_id_of
    from warehouse_app.application.pickways import zones_of

    call = call_of(context)
    found = call.runner.ask(lambda desk: zones_of(desk, batch_id_of(desk, code)), call.session())
    columns = ("trip", "zone", "state", "person", "station", "cart")
    rows = [tuple(getattr(each, name) for name in columns) for each in found]
    call.out.rows(columns, rows, tr("This batch is picked in one piece."))


def _zone(
    context: typer.Context,
    code: Code,
    zone: Annotated[str, typer.Argument(help="The zone, or the number of the part.")],
    to: Annotated[str, typer.Option("--to", help="The person's code; empty gives it back to all.")] = "",
) -> None:
    """Give one zone or part of a batch to a person."""
    from warehouse_app.application.batches import batch_id_of
    from warehouse_app.application.people import person_id_of
    from warehouse_app.application.pickways import AssignZone, zones_of

    call = call_of(context)
    session = call.session()
    batch_id = call.runner.ask(lambda desk: batch_id_of(desk, code), session)
    found = call.runner.ask(lambda desk: zones_of(desk, batch_id), session)
    trip = next((each.trip for each in found if zone in (each.zone, str(each.trip))), 0)
    person = call.runner.ask(lambda desk: person_id_of(desk, to), session) if to else ""
    command = AssignZone(id=call.runner.ids.new(), batch_id=batch_id, trip=trip, person=person)
    call.runner.perform(command, session).done()
    told = tr("Part {zone} of {batch} is {who}'s now.") if to else tr("Part {zone} of {batch} is for all.")
    call.out.answer({"batch": code, "zone": zone, "who": to or None}, told.format(zone=zone, batch=code, who=to))


def _confirm(
    context: typer.Context,
    code: Code,
    fewer: Annotated[
        list[str] | None, typer.Option("--fewer", help="PLACE=UNITS, or 'PLACE SKU=UNITS', of which fewer were taken.")
    ] = None,
) -> None:
    """Confirm a pick list that was walked on paper: all of it was taken, but for the lines named."""
    from warehouse_app.application.batches import batch_id_of
    from warehouse_app.application.picklist import confirm_list
    from warehouse_app.domain.picking.lists import named

    call = call_of(context)
    session = call.session(f"LIST-{code.upper()}"[:30])
    batch_id = call.runner.ask(lambda desk: batch_id_of(desk, code), session)
    lines = {}
    for each in fewer or ():
        found = named(each)
        if found is None:
            raise Usage("fewer_invalid", given=each[:60])
        lines[found.line] = found.taken
    done = confirm_list(call.runner, session, batch_id, lines, pause=call.company().pause)
    told = tr("Booked of {batch}: {units}. Not there: {short}. Lines still open: {open}.")
    answer = {"batch": done.batch, "units": done.units, "short": done.short, "open": done.open, "state": done.state}
    call.out.answer(answer, told.format(**answer))


@_rules.command("product")
def _product(
    context: typer.Context,
    sku: Annotated[str, typer.Argument(help="The product.")],
    place: PlaceRule = "",
    item: ItemRule = "",
    why: Why = "",
) -> None:
    """Say what of a product must be scanned; without options the bench decides again."""
    from warehouse_app.application.pickforced import SetProductScan

    call = call_of(context)
    command = SetProductScan(id=call.runner.ids.new(), sku=sku, place=place, item=item, why=why)
    done = call.runner.perform(command, call.session()).done()
    answer = {"product": done, "place": place, "item": item, "why": why}
    call.out.answer(answer, tr("Kept for {sku}.").format(sku=done))


@_rules.command("role")
def _role(
    context: typer.Context,
    role: Annotated[str, typer.Argument(help="The role.")],
    place: PlaceRule = "",
    item: ItemRule = "",
    why: Why = "",
) -> None:
    """Say what people of a role must scan at least; without options nothing more than others."""
    from warehouse_app.application.pickforced import SetRoleScan

    call = call_of(context)
    command = SetRoleScan(id=call.runner.ids.new(), role=role.lower(), place=place, item=item, why=why)
    done = call.runner.perform(command, call.session()).done()
    answer = {"role": done, "place": place, "item": item, "why": why}
    call.out.answer(answer, tr("Kept for the role {role}.").format(role=done))


@_rules.command("list")
def _list(context: typer.Context) -> None:
    """List the rules of products and roles; what the benches ask stands in the settings."""
    from warehouse_app.application.pickforced import rules

    call = call_of(context)
    products, roles = call.runner.ask(rules, call.session())
    rows = [("product", *each) for each in products] + [("role", *each) for each in roles]
    call.out.rows(("kind", "of", "place", "item", "why"), rows, tr("No rule: the benches decide."))
