"""The crew on the command line: who is where, work given and taken over, skills and limits, messages to benches."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.people import Right
from warehouse_app.ports.clock import iso
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.crew import at_words, presence_words, to_words, verdict_words

if TYPE_CHECKING:
    from warehouse_app.application.run import Command
    from warehouse_app.domain.crew.values import Board

_crew = typer.Typer(help="The crew: who is where and at what, what each can do, messages to benches.")
_skills = typer.Typer(help="Skills: what somebody must be able to do.")
_crew.add_typer(_skills, name="skills")
Person = Annotated[str, typer.Argument(help="The person's code.")]
Batch = Annotated[str, typer.Argument(help="The batch.")]
Cap = Annotated[int, typer.Option(min=0, max=1_000_000, help="0 is no limit.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_crew, name="crew")


def _day(now: str) -> str:
    begin = datetime.fromisoformat(now).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return iso(begin.astimezone(UTC))


def _do(call: Call, command: Command, words: str, **told: object) -> None:
    call.runner.perform(command, call.session()).done()
    call.out.answer(told, words)


def _board(call: Call) -> Board:
    from warehouse_app.application.crew.board import board

    now = call.runner.now()
    return call.runner.ask(lambda desk: board(desk, now, _day(now)), call.session(), Right.ASSIGN)


@_crew.command("scans")
def _scans(
    context: typer.Context,
    station: Annotated[str, typer.Argument(help="The bench.")],
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="At most so many.")] = 20,
) -> None:
    """Show the last scans of one bench with what was said to each, the newest first."""
    from warehouse_app.application.crew.board import bench_scans

    call = call_of(context)
    here = station.strip().upper()
    found = call.runner.ask(lambda desk: bench_scans(desk, here, limit), call.session(), Right.ASSIGN)
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    rows = [(each.at[11:19], each.who, each.raw, each.verdict, verdict_words(each)) for each in found]
    call.out.rows(("at", "who", "scanned", "verdict", "answer"), rows, tr("Nothing was scanned there lately."))


@_crew.command("show")
def _show(context: typer.Context) -> None:
    """Show who is where, on what, since when and how fast today, and which batches wait for whom."""
    call = call_of(context)
    found = _board(call)
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    rows = [
        (
            *(
                row.code,
                row.name,
                presence_words(row.presence),
                row.station,
                "" if row.at is None else at_words(row.at),
            ),
            *("" if row.at is None else row.at.since[:16], row.last[:16], row.units, row.rate, " ".join(row.given)),
            " ".join(row.skills),
        )
        for row in found.rows
    ]
    columns = ("code", "name", "is", "where", "on", "since", "last scan", "units", "an hour", "waits", "skills")
    call.out.rows(columns, rows, tr("Nobody works here."))


@_crew.command("assign")
def _assign(
    context: typer.Context,
    batch: Batch,
    to: Annotated[str, typer.Option("--to", help="The person's code; empty puts it back into the pool.")],
) -> None:
    """Give a batch to a person; one that another picks is taken over."""
    from warehouse_app.application.batches import batch_id_of
    from warehouse_app.application.crew.giving import GiveBatch
    from warehouse_app.application.people import person_id_of

    call = call_of(context)
    number = call.runner.ask(lambda desk: batch_id_of(desk, batch), call.session())
    person = call.runner.ask(lambda desk: person_id_of(desk, to), call.session()) if to else ""
    words = tr("{batch} is {who}'s now.") if to else tr("{batch} is in the pool now.")
    command = GiveBatch(id=call.runner.ids.new(), batch_id=number, person=person)
    _do(call, command, words.format(batch=batch, who=to), batch=batch, who=to or None)


@_crew.command("suspend")
def _suspend(context: typer.Context, batch: Batch) -> None:
    """Put a cart to rest that is being picked."""
    from warehouse_app.application.batches import batch_id_of
    from warehouse_app.application.crew.giving import SuspendBatch

    call = call_of(context)
    number = call.runner.ask(lambda desk: batch_id_of(desk, batch), call.session())
    command = SuspendBatch(id=call.runner.ids.new(), batch_id=number)
    _do(call, command, tr("{batch} rests.").format(batch=batch), batch=batch)


@_crew.command("caps")
def _caps(
    context: typer.Context, person: Person, batches: Cap = 0, orders: Cap = 0, units: Cap = 0, grams: Cap = 0
) -> None:
    """Say the most that is given to a person: batches at once; orders, units and grams of one batch."""
    from warehouse_app.application.crew.abilities import SetCaps
    from warehouse_app.application.people import person_id_of

    call = call_of(context)
    who = call.runner.ask(lambda desk: person_id_of(desk, person), call.session())
    most = {"batches": batches, "orders": orders, "units": units, "weight_g": grams}
    command = SetCaps(id=call.runner.ids.new(), person=who, **most)
    _do(call, command, tr("The limits of {who} are set.").format(who=person), person=person, **most)


@_crew.command("message")
def _message(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The words.")],
    to: Annotated[str, typer.Option("--to", help="One person, by code.")] = "",
    station: Annotated[str, typer.Option("--station", help="One bench. Without both: everybody.")] = "",
    minutes: Annotated[int, typer.Option(min=1, max=1440, help="For how many minutes it stands.")] = 480,
) -> None:
    """Say something to one bench, one person or everybody."""
    from warehouse_app.application.crew.messages import SendMessage
    from warehouse_app.application.people import person_id_of

    call = call_of(context)
    who = call.runner.ask(lambda desk: person_id_of(desk, to), call.session()) if to else ""
    command = SendMessage(id=call.runner.ids.new(), text=text, station=station, person=who, minutes=minutes)
    number = call.runner.perform(command, call.session()).done()
    call.out.answer({"message": number}, tr("Message {n} is sent.").format(n=number))


@_crew.command("messages")
def _messages(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
) -> None:
    """Show the messages that stand, and who saw them."""
    from warehouse_app.application.crew.messages import find_messages

    call = call_of(context)
    now = call.runner.now()
    found = call.runner.ask(lambda desk: find_messages(desk, now, everything=everything), call.session(), Right.ASSIGN)
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    rows = [(each.id, to_words(each), each.text, each.at, each.who, ", ".join(each.seen)) for each in found]
    call.out.rows(("n", "to", "text", "at", "from", "seen by"), rows, tr("No message stands."))


@_crew.command("take-back")
def _take_back(context: typer.Context, message: Annotated[int, typer.Argument(help="The message's number.")]) -> None:
    """Take a message back."""
    from warehouse_app.application.crew.messages import TakeBackMessage, sent_of

    call = call_of(context)
    sent = call.runner.ask(lambda desk: sent_of(desk, message), call.session(), Right.ASSIGN)
    command = TakeBackMessage(id=call.runner.ids.new(), sent=sent)
    _do(call, command, tr("Message {n} is taken back.").format(n=message), message=message)


@_skills.command("list")
def _skills_list(context: typer.Context) -> None:
    """List the skills."""
    from warehouse_app.application.crew.abilities import find_skills

    call = call_of(context)
    found = call.runner.ask(find_skills, call.session())
    rows = [(each.code, each.name, each.people, each.products) for each in found]
    call.out.rows(("code", "name", "people", "products"), rows, tr("No skill."))


@_skills.command("add")
def _skills_add(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="Its short code.")],
    name: Annotated[str, typer.Option(help="What it is called.")] = "",
) -> None:
    """Make a skill, or call it otherwise."""
    from warehouse_app.application.crew.abilities import SetSkill

    call = call_of(context)
    made = call.runner.perform(SetSkill(id=call.runner.ids.new(), code=code, title=name), call.session()).done()
    call.out.answer({"skill": made}, tr("Skill {code} is there.").format(code=made))


@_skills.command("drop")
def _skills_drop(context: typer.Context, code: Annotated[str, typer.Argument(help="Its code.")]) -> None:
    """Take a skill away that nobody has and no product asks for."""
    from warehouse_app.application.crew.abilities import DropSkill

    call = call_of(context)
    words = tr("Skill {code} is gone.").format(code=code.upper())
    _do(call, DropSkill(id=call.runner.ids.new(), code=code), words, skill=code.upper())


@_skills.command("set")
def _skills_set(
    context: typer.Context,
    skills: Annotated[list[str] | None, typer.Argument(help="The skills; none takes all away.")] = None,
    person: Annotated[str, typer.Option("--person", help="Who has them.")] = "",
    product: Annotated[str, typer.Option("--product", help="Or which product asks for them.")] = "",
) -> None:
    """Say what a person can do, or what a product asks for."""
    from warehouse_app.application.crew.abilities import SetPersonSkills, SetProductSkills
    from warehouse_app.application.people import person_id_of
    from warehouse_app.domain.refusals import Usage

    call = call_of(context)
    if bool(person) == bool(product):
        raise Usage("person_or_product")
    wanted = tuple(skills or ())
    command: Command
    if person:
        who = call.runner.ask(lambda desk: person_id_of(desk, person), call.session())
        command = SetPersonSkills(id=call.runner.ids.new(), person=who, skills=wanted)
    else:
        command = SetProductSkills(id=call.runner.ids.new(), sku=product, skills=wanted)
    kept = call.runner.perform(command, call.session()).done()
    told = tr("{who}: {skills}").format(who=person or product, skills=", ".join(kept) or tr("no skill"))
    call.out.answer({"person": person or None, "product": product or None, "skills": list(kept)}, told)
