"""Packing instructions on the command line: listed, made, changed, dropped, why an order has them; gifts and care."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.editing import Change
from warehouse_app.domain.listing import ListQuery
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.commands.photos import read
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.application.run import Command

_instruction = typer.Typer(no_args_is_help=True, help="Packing instructions: what a packer must know of an order.")
Number = Annotated[int, typer.Argument(min=1, help="The instruction's number.")]
Field = Annotated[str | None, typer.Option(help="Another value; empty takes it away.")]
Flag = Annotated[bool | None, typer.Option(help="Whether it does.")]
Texts = Annotated[
    list[str] | None, typer.Option("--text", help="What it says, as en='Wrap it'; without a language in English.")
]
Picture = Annotated[Path | None, typer.Option(help="A picture of how it is done.")]
SHOWN = 200


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_instruction, name="instruction")


@_instruction.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="used, must, dropped, all.")] = "used",
    text: Annotated[str, typer.Option(help="Only those with this text.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=500, help="At most so many.")] = SHOWN,
) -> None:
    """List the instructions."""
    from warehouse_app.application.instructions.telling import INSTRUCTIONS

    call = call_of(context)
    query = INSTRUCTIONS.check(ListQuery(view, text))
    found = call.runner.ask(lambda desk: list(islice(INSTRUCTIONS.walk(desk, query), limit)), call.session())
    if call.out.as_json:
        call.out.document([plainly(each.rule) | {"confirmed": each.confirmed} for each in found])
        return
    names = (
        "id",
        "name",
        "moment",
        "must",
        "product",
        "category",
        "customer",
        "channel",
        "country",
        "service",
        "topic",
    )
    rows = [(*(getattr(each.rule, name) for name in names), each.rule.text("en"), each.confirmed) for each in found]
    call.out.rows((*names, "text", "confirmed"), rows, tr("There is no instruction."))


@_instruction.command("add")
def _add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What it is called.")],
    text: Texts = None,
    moment: Annotated[
        str, typer.Option(help="open: when the order opens; item: at the item; seal: before sealing.")
    ] = "open",
    must: Annotated[bool, typer.Option("--must", help="It must be confirmed.")] = False,
    product: Field = None,
    category: Field = None,
    customer: Field = None,
    channel: Field = None,
    country: Field = None,
    service: Field = None,
    topic: Field = None,
    insert: Annotated[str | None, typer.Option(help="What is put in: a SKU of the stock, or a word.")] = None,
    printed: Annotated[bool, typer.Option("--printed", help="It stands on the packing slip.")] = False,
    photo: Annotated[bool, typer.Option("--photo", help="It asks for a photo of the parcel.")] = False,
    picture: Picture = None,
) -> None:
    """Add an instruction."""
    from warehouse_app.application.instructions.keep import AddInstruction

    call = call_of(context)
    told = {"product": product, "category": category, "customer": customer, "channel": channel, "country": country}
    told |= {"service": service, "topic": topic, "insert": insert, **_flags(must=must, printed=printed, photo=photo)}
    told |= {"name": name, "moment": moment, "picture": _kept(call, picture), **_texts(text)}
    fields = tuple((field, value) for field, value in told.items() if value is not None)
    number = _do(call, AddInstruction(id=call.runner.ids.new(), fields=fields))
    call.out.answer({"instruction": number}, tr("Instruction {number} holds.").format(number=number))


@_instruction.command("change")
def _change(
    context: typer.Context,
    number: Number,
    name: Field = None,
    text: Texts = None,
    moment: Field = None,
    must: Flag = None,
    product: Field = None,
    category: Field = None,
    customer: Field = None,
    channel: Field = None,
    country: Field = None,
    service: Field = None,
    topic: Field = None,
    insert: Field = None,
    printed: Flag = None,
    photo: Flag = None,
    picture: Picture = None,
    no_picture: Annotated[bool, typer.Option("--no-picture", help="Its picture is taken away.")] = False,
) -> None:
    """Change an instruction."""
    from warehouse_app.application.instructions.keep import ChangeInstruction, fields_of
    from warehouse_app.application.instructions.telling import instruction_of

    call = call_of(context)
    before = fields_of(call.runner.ask(lambda desk: instruction_of(desk, number), call.session()))
    told = {"product": product, "category": category, "customer": customer, "channel": channel, "country": country}
    told |= {"service": service, "topic": topic, "insert": insert, **_flags(must=must, printed=printed, photo=photo)}
    told |= {"name": name, "moment": moment, "picture": "" if no_picture else _kept(call, picture), **_texts(text)}
    changes = tuple(Change(field, before.get(field, ""), value) for field, value in told.items() if value is not None)
    _do(call, ChangeInstruction(id=call.runner.ids.new(), instruction=number, changes=changes))
    changed = [each.field for each in changes]
    call.out.answer({"instruction": number, "changed": changed}, tr("Instruction {n} is changed.").format(n=number))


@_instruction.command("drop")
def _drop(context: typer.Context, number: Number) -> None:
    """Let an instruction hold no more."""
    from warehouse_app.application.instructions.keep import DropInstruction

    call = call_of(context)
    _do(call, DropInstruction(id=call.runner.ids.new(), instruction=number))
    call.out.answer({"instruction": number}, tr("Instruction {number} holds no more.").format(number=number))


@_instruction.command("why")
def _why(context: typer.Context, order: Annotated[str, typer.Argument(help="The order's number.")]) -> None:
    """Say which instructions hold for an order, and why not the others."""
    from warehouse_app.application.instructions.telling import why_of
    from warehouse_app.application.orders import order_id_of
    from warehouse_app.wording.instructions import why_words

    call = call_of(context)
    found = call.runner.ask(lambda desk: why_of(desk, order_id_of(desk, order)), call.session())
    rows = [(each.rule.id, each.rule.name, each.rule.moment.value, each.holds, why_words(each)) for each in found]
    call.out.rows(("instruction", "name", "moment", "holds", "why"), rows, tr("There is no instruction."))


def gift(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The order's number.")],
    note: Annotated[str, typer.Option(help="Words for the recipient; empty for none.")] = "",
    no_prices: Annotated[bool, typer.Option("--no-prices", help="No prices in the box.")] = False,
    channel: Annotated[str | None, typer.Option(help="The order's channel, where several have its code.")] = None,
) -> None:
    """Say what the buyer asks for: words for the recipient, no prices in the box; nothing takes it away."""
    from warehouse_app.application.instructions.keep import SetGift, gift_fields
    from warehouse_app.application.instructions.telling import gift_of
    from warehouse_app.application.orders import order_id_of

    call = call_of(context)
    number = call.runner.ask(lambda desk: order_id_of(desk, code, channel), call.session())
    before = gift_fields(call.runner.ask(lambda desk: gift_of(desk, number), call.session()))
    told = {"note": note, "no_prices": "1" if no_prices else ""}
    changes = tuple(Change(field, before[field], value) for field, value in told.items())
    done = _do(call, SetGift(id=call.runner.ids.new(), order_id=number, changes=changes))
    words = tr("Order {order} is a gift.") if note or no_prices else tr("Order {order} is no gift.")
    call.out.answer({"order": done, "no_prices": no_prices}, words.format(order=done))


def care(
    context: typer.Context,
    sku: Annotated[str, typer.Argument(help="The product's SKU.")],
    category: Annotated[str | None, typer.Option(help="A word of the house, as glass; empty for none.")] = None,
    un: Annotated[str | None, typer.Option(help="The UN number of dangerous goods, as 1950; empty for none.")] = None,
    hazard: Annotated[str | None, typer.Option("--class", help="The class of the danger, as 2.1.")] = None,
    group: Annotated[str | None, typer.Option(help="The packing group: I, II or III.")] = None,
    limited: Annotated[bool | None, typer.Option(help="Whether it is sent as a limited quantity.")] = None,
) -> None:
    """Show or say how a product is packed: its category, and what danger it is."""
    from warehouse_app.application.instructions.keep import SetCare, care_fields
    from warehouse_app.application.instructions.telling import care_of

    call = call_of(context)
    before = care_fields(call.runner.ask(lambda desk: care_of(desk, sku), call.session()))
    told = {"category": category, "un": un, "class": hazard, "group": group, **_flags(limited=limited)}
    changes = tuple(Change(field, before[field], value) for field, value in told.items() if value is not None)
    if changes:
        _do(call, SetCare(id=call.runner.ids.new(), sku=sku, changes=changes))
    found = care_fields(call.runner.ask(lambda desk: care_of(desk, sku), call.session()))
    call.out.rows(("field", "value"), list(found.items()))


def _do(call: Call, command: Command) -> object:
    return call.runner.perform(command, call.session()).done()


def _flags(**flags: bool | None) -> dict[str, str | None]:
    return {name: None if on is None else "1" if on else "" for name, on in flags.items()}


def _texts(given: list[str] | None) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for each in given or ():
        language, mark, words = each.partition("=")
        if mark and len(language) == 2 and language.isalpha():  # noqa: PLR2004 - the letters of a language
            found[f"text_{language.lower()}"] = words
        else:
            found["text_en"] = each
    return found


def _kept(call: Call, picture: Path | None) -> str | None:
    """Keep a picture where photos lie; return its digest. Raises Usage, Refused(NotAPhoto), Trouble."""
    from warehouse_app.application.photos import shelved

    return None if picture is None else shelved(call.company().photos, read(picture), picture.name)
