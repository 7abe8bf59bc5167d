"""Which document goes to which printer, by command: the rules, their order, and where a document prints and why."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.domain.printing.routing import PrintRule
from warehouse_app.domain.printing.values import Document
from warehouse_app.terminal.call import MOST_NUMBER, Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.printing import last_rule, route_words, rule_words

_rule = typer.Typer(help="The rules by which documents find their printer; the first that fits decides.")
Rule = Annotated[int, typer.Argument(max=MOST_NUMBER, help="The rule's number, as `prints rule list` shows it.")]
KINDS = ", ".join(Document)
COLUMNS = ("order", "rule", "document", "carrier", "station", "printer", "means")


def add_to(prints: typer.Typer) -> None:
    """Add these commands to those of the print ledger."""
    prints.add_typer(_rule, name="rule")
    prints.command("where")(_where)


@_rule.command("list")
def _list(context: typer.Context) -> None:
    """List the rules in the order in which they are asked."""
    from warehouse_app.application.print_routing import find_print_rules

    call = call_of(context)
    rules = call.runner.ask(find_print_rules, call.session())
    rows = [(at, *plainly(rule).values(), rule_words(rule)) for at, rule in enumerate(rules, 1)]
    call.out.rows(COLUMNS, rows, tr("There is no rule."))
    if not call.out.as_json:
        call.out.note(f"{last_rule()}.")


@_rule.command("add")
def _add(
    context: typer.Context,
    printer: Annotated[str, typer.Option(help="The printer it goes to.")],
    document: Annotated[
        str, typer.Option(help=f"{KINDS}; labels for every label, paper for all others; empty for all.")
    ] = "",
    carrier: Annotated[str, typer.Option(help="Only of this carrier; * stands for any signs.")] = "",
    station: Annotated[str, typer.Option(help="Only asked for at this station; * stands for any signs.")] = "",
    first: Annotated[bool, typer.Option("--first", help="Ask it before all others, not after.")] = False,
) -> None:
    """Let documents go to a printer."""
    from warehouse_app.application.print_routing import AddPrintRule, MovePrintRule

    call = call_of(context)
    session, ids = call.session(), call.runner.ids
    command = AddPrintRule(id=ids.new(), printer=printer, document=document, carrier=carrier, at_station=station)
    rule = call.runner.perform(command, session).done()
    if first:
        call.runner.perform(MovePrintRule(id=ids.new(), rule=rule.id, position=1), session).done()
    _told(call, rule, tr("Rule {rule}: {words}."))


@_rule.command("move")
def _move(
    context: typer.Context,
    rule: Rule,
    to: Annotated[int, typer.Option(min=1, max=MOST_NUMBER, help="Its new place; 1 is asked first.")],
) -> None:
    """Ask a rule earlier or later."""
    from warehouse_app.application.print_routing import MovePrintRule

    call = call_of(context)
    command = MovePrintRule(id=call.runner.ids.new(), rule=rule, position=to)
    _told(call, call.runner.perform(command, call.session()).done(), tr("Rule {rule} has another place: {words}."))


@_rule.command("remove")
def _remove(context: typer.Context, rule: Rule) -> None:
    """Take a rule away."""
    from warehouse_app.application.print_routing import RemovePrintRule

    call = call_of(context)
    gone = call.runner.perform(RemovePrintRule(id=call.runner.ids.new(), rule=rule), call.session()).done()
    _told(call, gone, tr("Rule {rule} holds no more: {words}."))


def _told(call: Call, rule: PrintRule, words: str) -> None:
    told = rule_words(rule)
    call.out.answer({**plainly(rule), "means": told}, words.format(rule=rule.id, words=told))


def _where(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help=f"{KINDS}.")],
    station: Annotated[str, typer.Option(help="The station that asks.")] = "",
    carrier: Annotated[str, typer.Option(help="The carrier of the parcel or manifest.")] = "",
) -> None:
    """Say where a document prints, and which rule decides it."""
    from warehouse_app.application.print_routing import where_prints

    call = call_of(context)
    route = call.runner.ask(lambda desk: where_prints(desk, document, station, carrier), call.session())
    rule = plainly(route.rule) if route.rule is not None else None
    answer = {"printer": route.printer, "via": route.via.value, "rule": rule, "instead_of": route.instead_of}
    call.out.answer(answer, route_words(route))
