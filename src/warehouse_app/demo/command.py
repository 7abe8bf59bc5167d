"""`warehouse demo`: a whole shift on a fresh company, with the time of each step, with and without a screen."""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.bootstrap.machine import has_screen
from warehouse_app.demo.report import Report
from warehouse_app.domain.refusals import Usage

if TYPE_CHECKING:
    from warehouse_app.bootstrap.wire import Company
    from warehouse_app.demo.shift import Shift

FEWEST, MOST = 10, 486
"""Orders a demo can have: the sample holds 486."""


def demo(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="Folder for papers, pictures and demo.json.")] = None,
    orders: Annotated[int, typer.Option(min=FEWEST, max=MOST, help="How many orders of the sample come in.")] = 20,
    seed: Annotated[int, typer.Option(help="Same seed, same shift.")] = 1,
    no_window: Annotated[bool, typer.Option("--no-window", help="Do not leave a window open at the end.")] = False,  # noqa: FBT002
) -> int:
    """Show a whole shift on a fresh company made of sample orders."""
    from warehouse_app.terminal.call import call_of

    call = call_of(context)
    seen = has_screen(os.environ)
    if not seen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if call.options.home_path is None and not call.options.database:
        call.options = replace(call.options, home=tempfile.mkdtemp(prefix="warehouse-demo-"))
    folder = (out or call.home.path / "papers").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if call.home.database.exists():
        raise Usage("company_there", home=str(call.home.path))
    company: Company = call.company(create=True, station="B1")  # type: ignore[assignment]
    report = Report(partial(typer.echo, err=call.options.json), time.monotonic)
    report.tell(f"A shift in {call.home.path}, papers in {folder}")
    shift = _shift(company, folder, orders, seed, report)
    code = _work(shift, leave_open=seen and not no_window)
    if call.options.json:
        call.out.document({"home": str(call.home.path), "out": str(folder), "ok": code == 0, "seconds": report.seconds})
    return code


def _shift(company: Company, folder: Path, orders: int, seed: int, report: Report) -> Shift:
    from warehouse_app.demo.shift import Shift

    return Shift(company, folder, orders, seed, report)


def _tell_drawn(report: Report, drawn: int, whole: int) -> None:
    """Say where the pictures are: they take longest, and a minute of silence looks like a fault."""
    report.tell(f"{'':<22} {drawn} of {whole} pictures drawn")


def _work(shift: Shift, *, leave_open: bool) -> int:
    """Work the shift; return the exit code: 0 when doctor finds that everything holds."""
    from warehouse_app.bootstrap.window import build, run
    from warehouse_app.demo.bench import PackBench
    from warehouse_app.demo.pictures import draw_screens

    shift.begin()
    shift.fill()
    shift.allocate()
    released = shift.plan()
    totes = shift.pick(released[:-1] or released)
    started = build(shift.company, "B1", silent=True)
    started.show()
    try:
        bench = PackBench(shift.company, started, "B1", shift.people["packer"].badge)
        closed = bench.pack(totes[:-1] or totes, "NO-SUCH-ITEM")
        shift.report.step("Pack", f"{closed} parcels verified by {bench.tally.scans} scans at the pack screen")
        shift.print_out()
        shift.hand_over()
        shift.take_back()
        if len(totes) > 1:
            bench.begin(totes[-1])
        ok = shift.doctor()
        if not leave_open:
            told = partial(_tell_drawn, shift.report)
            drawn = draw_screens(started, shift, released[-1] if len(released) > 1 else "", told)
            shift.report.step("Screens", f"{drawn} pictures of the main screens, light and dark")
    finally:
        started.stop()
    shift.write_people()
    shift.report.tell(f"Done in {shift.report.seconds:.1f} s. Papers lie in {shift.out}, badges and PINs in demo.json")
    if leave_open:
        run(shift.company, "B1")
    return 0 if ok else 1
