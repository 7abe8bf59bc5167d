"""Customers on the command line: forgotten for good."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.domain.refusals import Trouble
from warehouse_app.terminal.call import call_of
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error

_customer = typer.Typer(help="One customer.")


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_customer, name="customer")


@_customer.command("erase")
def _erase(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The customer's number.")],
    later: Annotated[
        bool, typer.Option("--later", help="Leave the file to the worker, who writes it anew in a quiet hour.")
    ] = False,
) -> None:
    """Forget a customer: names, addresses, mail, phone and notes; what was shipped stays counted."""
    from warehouse_app.application.erasing import clean_up, customer_of, erase

    call = call_of(context)
    session, opened = call.session(), call.company()
    number = call.runner.ask(lambda desk: customer_of(desk, code), session)
    done = erase(call.runner, session, number)
    told = trn(
        "The customer is {code} now; {n} order names nobody any more.",
        "The customer is {code} now; {n} orders name nobody any more.",
        done.orders,
    ).format(code=done.customer, n=done.orders)
    facts = {"customer": done.customer, "orders": done.orders, "records": done.records, "cleaned": False, "papers": 0}
    rest = tr("The worker writes the file anew in a quiet hour.")
    if not later:
        try:
            facts["papers"] = clean_up(call.runner, session, opened.printers, number)
            facts["cleaned"] = True
            rest = tr("The file was written anew. Older backups and exports still name the customer: remove them.")
        except Trouble as trouble:
            rest = f"{say_error(trouble)}. {rest}"
    call.out.answer(facts, told, rest)
