"""Care of the program: the window, the worker, the doctor, the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.refusals import Refused, Trouble, Usage
from warehouse_app.terminal.call import Call, call_of, write_bytes
from warehouse_app.wording import tr, trn

if TYPE_CHECKING:
    from warehouse_app.application.run import Session
    from warehouse_app.terminal.host import OpenCompany

_db = typer.Typer(help="Care of the database.")


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.command()(gui)
    whole.command()(worker)
    whole.command()(doctor)
    whole.command()(support)
    whole.add_typer(_db, name="db")


def open_window(call: Call, screen: str, station: str) -> int:
    """Open the window until it is closed; its exit code is the call's."""
    return call.host.window(call.home, call.options.database, screen, station)


def gui(
    context: typer.Context,
    screen: Annotated[str, typer.Option(help="The screen to begin with.")] = "",
    station: Annotated[str, typer.Option(help="The station this window is.")] = "",
    lab: Annotated[bool, typer.Option("--lab", help="Show a scanner, a scale and a printer beside it.")] = False,
) -> int:
    """Open the window."""
    call = call_of(context)
    return call.host.window(call.home, call.options.database, screen, station.upper(), lab=lab)


def worker(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Return when nothing is due.")] = False,
) -> None:
    """Work off the outbox: printing, carriers, channels, mail, schedules, seals."""
    from warehouse_app.terminal.commands.checks import work_once

    call = call_of(context)
    opened = call.company()
    if once:
        work_once(call)
        return
    opened.start_lane()
    call.out.note(tr("Working until stopped (Ctrl+C)."))
    while True:
        call.host.wait(1.0)


def doctor(
    context: typer.Context,
    anchors: Annotated[Path | None, typer.Option(help="A file of anchors kept outside, to compare with.")] = None,
) -> int:
    """Check every invariant of the design on the live database."""
    from warehouse_app.terminal.commands.checks import examine

    return examine(call_of(context), anchors)


def support(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The zip to write.")] = Path("warehouse-support.zip"),
) -> None:
    """Write a support file: versions, settings, doctor, logs and crash reports, with nothing personal in it."""
    from warehouse_app.application.support import bundle

    call = call_of(context)
    with call.out.progress(tr("Gathering the support file")) as told:
        files = call.host.support(call.home, *_company_if_any(call), told)
    write_bytes(out, bundle(files))
    sentence = trn(
        "{file} holds {n} file. Read it before you send it.",
        "{file} holds {n} files. Read them before you send it.",
        len(files),
    ).format(file=out, n=len(files))
    call.out.answer({"file": str(out), "files": sorted(files)}, sentence)


def _company_if_any(call: Call) -> tuple[OpenCompany | None, Session | None, str]:
    """Return the company and who asks; a support file is made all the same where neither can be had."""
    try:
        return call.company(), call.session(), ""
    except (Usage, Trouble) as error:
        return None, None, error.code
    except Refused as refused:
        return None, None, refused.refusal.code


@_db.command("upgrade")
def _upgrade(context: typer.Context) -> None:
    """Bring a database of an older version up to this one, after a backup beside it."""
    from warehouse_app.application import care

    call = call_of(context)
    version = care.version(call.runner, call.session())
    done = care.upgraded(call.runner)
    if done is not None:
        facts = {"version": version, "upgraded": True, "before": done.before, "backup": done.backup}
        call.out.answer(facts, tr("The database is of version {version} now.").format(version=version))
        return
    told = tr("The database is of version {version}; there is nothing to do.")
    call.out.answer({"version": version, "upgraded": False}, told.format(version=version))


@_db.command("backup")
def _backup(context: typer.Context, file: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Write a backup of the open database; people may go on working."""
    from warehouse_app.application import care

    call = call_of(context)
    with call.out.progress(tr("Backing up")) as told:
        size = care.backup(call.runner, call.session(), file, told)
    sentence = tr("{file} holds the whole company ({size} bytes).").format(file=file, size=size)
    call.out.answer({"file": str(file), "bytes": size}, sentence)


@_db.command("restore")
def _restore(context: typer.Context, file: Annotated[Path, typer.Argument(help="The backup.")]) -> None:
    """Put a backup in the place of the company's database; what stood there is kept beside it."""
    call = call_of(context)
    _may_restore(call)
    found = call.host.restore(call.home, call.options.database, file)
    call.home.log("restored", **found)
    kept = tr("What stood there before is {kept}.").format(kept=found["kept"]) if found.get("kept") else ""
    told = tr("{database} is as it was in {file}.").format(database=found["database"], file=file)
    call.out.answer(dict(found), told, *((kept,) if kept else ()))


def _may_restore(call: Call) -> None:
    """Check the right where there is a company to ask; one that is gone or damaged is what a backup is for."""
    from warehouse_app.application import care

    try:
        call.company()
    except (Usage, Trouble):
        return
    care.version(call.runner, call.session())
    call.close()


@_db.command("grants")
def _grants(
    context: typer.Context,
    station: Annotated[list[str] | None, typer.Option(help="Only this station; may stand several times.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the SQL here for the owner; nothing is done.")] = None,
) -> None:
    """Give each station a role of its own on the server: it reads, goes through gates, and nothing more."""
    from warehouse_app.application import care

    call = call_of(context)
    named = [each.upper() for each in station or ()]
    roles, words = care.grants(call.runner, call.session(), named, run=out is None)
    if out is not None:
        write_bytes(out, words.encode())
    done = trn("{n} station has its role: {roles}", "{n} stations have their roles: {roles}", len(roles))
    told = done.format(n=len(roles), roles=", ".join(roles))
    how = tr("Give each a password (ALTER ROLE ... PASSWORD) or a certificate; stations connect as it.")
    call.out.answer({"roles": list(roles), "file": None if out is None else str(out)}, told, how)


@_db.command("rebuild-projections")
def _rebuild(context: typer.Context) -> None:
    """Compute all balances anew from the ledger."""
    from warehouse_app.application.doctor import RebuildProjections

    call = call_of(context)
    command = RebuildProjections(id=call.runner.ids.new())
    changed = call.runner.perform(command, call.session()).done()
    told = trn(
        "All balances were computed anew; {n} figure was wrong and is right now.",
        "All balances were computed anew; {n} figures were wrong and are right now.",
        changed,
    )
    call.out.answer({"changed": changed}, told.format(n=changed))


@_db.command("copy")
def _copy(
    context: typer.Context, to: Annotated[str, typer.Option("--to", help="The other, empty database's URL.")] = ""
) -> int:
    """Move a company between SQLite and PostgreSQL and prove that both tell the same."""
    from warehouse_app.terminal.commands.checks import copy_company

    return copy_company(call_of(context), to)
