"""The lab by command: a window, a lab without one, and every deed of its panel for scripts."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.lab import LabNow, PrinterMood, ScaleMood, Thing
from warehouse_app.terminal.call import Call, call_of, write_bytes
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.ports.lab import Lab

_lab = typer.Typer(help="A scanner, a scale and a printer that are not there: for the demo, training and tests.")
Codes = Annotated[list[str], typer.Argument(help="One code, or several in a shot.")]
Mood = Annotated[PrinterMood, typer.Argument(help="How it is from now on.")]
STATION = "B1"
HEAVIEST = 100_000_000


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_lab, name="lab")


@_lab.callback(invoke_without_command=True)
def _open(context: typer.Context) -> int:
    """Open the lab's window; with a word behind, do that at the lab that runs."""
    if context.invoked_subcommand is not None:
        return 0
    call = call_of(context)
    return call.host.lab_window(call.home)


@_lab.command("serve")
def _serve(context: typer.Context) -> None:
    """Run a lab without a window until the end of input."""
    call = call_of(context)
    with contextlib.closing(call.host.start_lab(call.home)) as lab:
        call.out.answer(plainly(lab.ports()), tr("The lab is there. End it with the end of input (Ctrl D)."))
        for _line in sys.stdin:
            pass


@_lab.command("setup")
def _setup(
    context: typer.Context, station: Annotated[str, typer.Option(help="The station that works with it.")] = STATION
) -> None:
    """Let a station use the lab's scanner, scale and label printer."""
    from warehouse_app.application.lab import PRINTER, set_up_lab
    from warehouse_app.application.registry import profile_of

    call = call_of(context)
    code, runner = station.strip().upper(), call.company().runner
    ports, session = _panel(call).ports(), call.session(code)
    before = runner.ask(lambda desk: profile_of(desk, code), session).station.label_printer
    rows = set_up_lab(runner, session, ports, code)
    told = [tr("Station {station} works with the lab.").format(station=code)]
    if before != PRINTER:
        words = tr("Its labels go to its own printer again by: warehouse device station {station} --labels {printer}")
        told.append(words.format(station=code, printer=before or "''"))
    call.out.answer({"station": code, "devices": plainly(rows), "labels_before": before}, *told)


@_lab.command("scan")
def _scan(
    context: typer.Context, codes: Annotated[list[str], typer.Argument(help="One code, or several in a shot.")]
) -> None:
    """Scan codes."""
    call = call_of(context)
    _say(call, _panel(call).scan(*codes), tr("Scanned."))


@_lab.command("read")
def _read(context: typer.Context, picture: Annotated[Path, typer.Argument(help="A picture with codes.")]) -> None:
    """Scan the first code of a picture."""
    from warehouse_app.documents.codes_in import codes_in

    call = call_of(context)
    try:
        found = codes_in(picture.read_bytes())
    except OSError as error:
        raise Usage("file_missing", file=str(picture)) from error
    except ValueError as error:
        raise Usage("lab_picture", file=str(picture)) from error
    if not found:
        raise Usage("lab_picture", file=str(picture))
    now = _panel(call).scan(found[0])
    call.out.answer({"codes": found, "lab": plainly(now)}, tr("Scanned {code}.").format(code=found[0]))


@_lab.command("weigh")
def _weigh(
    context: typer.Context,
    grams: Annotated[int, typer.Argument(min=-HEAVIEST, max=HEAVIEST, help="What lies on the scale.")],
    moving: Annotated[bool, typer.Option("--moving", help="It has not come to rest.")] = False,
    over: Annotated[bool, typer.Option("--over", help="It is too heavy.")] = False,
) -> None:
    """Put a weight on the scale."""
    call = call_of(context)
    mood = ScaleMood.OVER if over else ScaleMood.MOTION if moving else ScaleMood.STEADY
    _say(call, _panel(call).weigh(grams, mood), tr("{grams} g lie on the scale.").format(grams=grams))


@_lab.command("printer")
def _printer(
    context: typer.Context, mood: Annotated[PrinterMood, typer.Argument(help="How it is from now on.")]
) -> None:
    """Let the printer be ready, jammed, out of paper, open, paused, or break off in the middle of the next label."""
    call = call_of(context)
    _say(call, _panel(call).be(mood), tr("The printer is so now: {mood}.").format(mood=mood.value))


@_lab.command("unplug")
def _unplug(context: typer.Context, thing: Annotated[Thing, typer.Argument(help="What is pulled out.")]) -> None:
    """Pull a cable out."""
    call = call_of(context)
    _say(call, _panel(call).plug(thing, on=False), tr("Its cable is out."))


@_lab.command("plug")
def _plug(context: typer.Context, thing: Annotated[Thing, typer.Argument(help="What is plugged in.")]) -> None:
    """Put a cable in again."""
    call = call_of(context)
    _say(call, _panel(call).plug(thing, on=True), tr("It is plugged in."))


@_lab.command("status")
def _status(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="Write what was printed into this folder.")] = None,
) -> None:
    """Say how the lab is, and what its printer got."""
    call = call_of(context)
    panel = _panel(call)
    now, prints = panel.now(), panel.prints()
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for each in prints:
            ending = "pdf" if each.content.startswith(b"%PDF") else "zpl"
            write_bytes(out / f"{each.number:04d}.{ending}", each.content)
    answer = {**plainly(now), "printed": [{"number": one.number, "whole": one.whole} for one in prints]}
    told = tr("{grams} g on the scale, printer {printer}, {prints} prints.")
    call.out.answer(answer, told.format(grams=now.grams, printer=now.printer.value, prints=now.prints))


def _panel(call: Call) -> Lab:
    return call.host.lab(call.home)


def _say(call: Call, now: LabNow, words: str) -> None:
    call.out.answer(plainly(now), words)
