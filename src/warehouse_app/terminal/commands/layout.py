"""The layout of a warehouse on the command line: drawn, changed, imported, undone; places, heat, slotting, walks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.layouts.values import LOOKS, Aisle, ClosedCross, Layout, NoTurn
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.terminal.call import Call, call_of, write_bytes
from warehouse_app.terminal.commands.adjusting import warehouse_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.decimals import decimal
from warehouse_app.wording.layouts import remark_words, way_words

if TYPE_CHECKING:
    from warehouse_app.application.layouts.drawing import FloorView

_layout = typer.Typer(help="The layout of a warehouse: aisles, bays, cross aisles, where walks begin and end.")
Warehouse = Annotated[str, typer.Option(help="The warehouse, where there are several.")]
Days = Annotated[int, typer.Option(min=1, max=3_650, help="Tours of so many days.")]
SHOWN = 40
LARGEST_FILE = 8_000_000


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_layout, name="layout")


@_layout.command("show")
def _show(context: typer.Context, warehouse: Warehouse = "") -> None:
    """Show the drawing, what the map knows of the places, and what is amiss."""
    from warehouse_app.application.layouts.drawing import floor_of

    call = call_of(context)
    house = warehouse_of(call, warehouse)
    view = call.runner.ask(lambda desk: floor_of(desk, house), call.session())
    if call.out.as_json:
        call.out.document(_plain(view))
        return
    _tell(call, view)


def _plain(view: FloorView) -> dict[str, object]:
    return {
        "warehouse": view.warehouse,
        "drawn": view.drawn is not None and view.drawn.drawn,
        "version": view.drawn.version if view.drawn is not None else 0,
        "layout": plainly(view.drawn.layout) if view.drawn is not None else None,
        "crossings_mm": list(view.floor.crossings),
        "places": view.places, "missing": view.missing, "beside": view.beside,
        "islands": [spot.code for spot in view.floor.spots if spot.island],
        "remarks": dict(view.floor.remarks),
    }  # fmt: skip


def _tell(call: Call, view: FloorView) -> None:
    drawn = view.drawn
    if drawn is not None:
        rows = [(a.name, a.x_mm, a.bays, a.levels, a.sides, a.one_way or "-", _ends(a)) for a in drawn.layout.aisles]
        call.out.rows(("aisle", "x mm", "bays", "levels", "sides", "one way", "open"), rows[:SHOWN])
        how = tr("Drawn, version {n}.") if drawn.drawn else tr("Not drawn: this is what the coordinates suggest.")
        pace = drawn.layout.pace
        told = tr("Cross aisles at {ys} mm; walking {speed} mm a second, {line} ms a line, {unit} ms a unit.")
        ys = ", ".join(map(str, drawn.layout.crossings))
        words = told.format(ys=ys, speed=pace.speed_mm_s, line=pace.line_ms, unit=pace.unit_ms)
        call.out.answer(None, how.format(n=drawn.version), words)
    told = trn(
        "{n} place in use; {missing} of the drawing are not made, {beside} are not in it.",
        "{n} places in use; {missing} of the drawing are not made, {beside} are not in it.",
        view.places,
    )
    call.out.answer(None, told.format(n=view.places, missing=view.missing, beside=view.beside))
    for code, n in view.floor.remarks:
        call.out.answer(None, f"{remark_words(code, n)}.")


def _ends(aisle: Aisle) -> str:
    return {(True, True): "both", (True, False): "front", (False, True): "back"}.get(
        (aisle.front_open, aisle.back_open), "none"
    )


@_layout.command("draw")
def _draw(
    context: typer.Context,
    aisles: Annotated[int, typer.Option(min=1, help="So many aisles.")],
    bays: Annotated[int, typer.Option(min=1, help="Bays on a side of an aisle, in each block.")],
    levels: Annotated[int, typer.Option(min=1, help="Levels of a bay.")] = 4,
    blocks: Annotated[int, typer.Option(min=1, help="Blocks one behind the other, with cross aisles between.")] = 1,
    aisle_mm: Annotated[int, typer.Option(help="From the middle of an aisle to the next, in mm.")] = 4_200,
    bay_mm: Annotated[int, typer.Option(help="How wide a bay is, in mm.")] = 2_700,
    prefix: Annotated[str, typer.Option(help="What the aisles' names begin with.")] = "A",
    warehouse: Warehouse = "",
) -> None:  # fmt: skip
    """Draw a warehouse of equal aisles, in the place of what was drawn."""
    from warehouse_app.domain.layouts.drawing import simple

    call = call_of(context)
    house = warehouse_of(call, warehouse)
    _keep(call, simple(house, aisles=aisles, bays=bays, levels=levels, blocks=blocks, aisle_mm=aisle_mm, prefix=prefix,
                       bay_mm=bay_mm))  # fmt: skip


@_layout.command("aisle")
def _aisle(
    context: typer.Context, name: Annotated[str, typer.Argument(help="The aisle.")],
    x_mm: Annotated[int | None, typer.Option(help="Where its middle lies, in mm from the left.")] = None,
    bays: Annotated[int | None, typer.Option(help="Bays on a side, in each block.")] = None,
    levels: Annotated[int | None, typer.Option(help="Levels of a bay.")] = None,
    sides: Annotated[str | None, typer.Option(help="both, left or right.")] = None,
    one_way: Annotated[str | None, typer.Option(help="up (front to back), down, or empty for both ways.")] = None,
    open_at: Annotated[str | None, typer.Option("--open", help="both, front, back or none.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="It is not there.")] = False,
    warehouse: Warehouse = "",
) -> None:  # fmt: skip
    """Change one aisle of the drawing, add one (--x-mm says where), or take it away."""
    from warehouse_app.domain.layouts.drawing import with_aisles

    call = call_of(context)
    layout = _now(call, warehouse)
    known = {aisle.name: aisle for aisle in layout.aisles}
    if remove:
        kept = tuple(aisle for aisle in layout.aisles if aisle.name != name)
        _keep(call, with_aisles(layout, kept))
        return
    if name not in known and x_mm is None:
        raise Usage("layout_where", aisle=name)
    told = {"x_mm": x_mm, "bays": bays, "levels": levels, "sides": sides, "one_way": one_way}
    if open_at is not None:
        told |= {"front_open": open_at in {"both", "front"}, "back_open": open_at in {"both", "back"}}
    news = {field: value for field, value in told.items() if value is not None}
    new = replace(known.get(name, Aisle(name, x_mm or 0)), **news)  # type: ignore[arg-type]
    rest = tuple(new if aisle.name == name else aisle for aisle in layout.aisles)
    _keep(call, with_aisles(layout, rest if name in known else (*rest, new)))


@_layout.command("rule")
def _rule(
    context: typer.Context,
    start: Annotated[str | None, typer.Option(help="Where walks begin, as X,Y in mm.")] = None,
    end: Annotated[str | None, typer.Option(help="Where walks end, as X,Y in mm; empty: where they began.")] = None,
    speed: Annotated[int | None, typer.Option(help="Walking, mm a second.")] = None,
    line_ms: Annotated[int | None, typer.Option(help="For each line taken, ms.")] = None,
    unit_ms: Annotated[int | None, typer.Option(help="For each unit taken, ms.")] = None,
    level_ms: Annotated[int | None, typer.Option(help="For each level above the floor, up and down, ms.")] = None,
    turning: Annotated[bool | None, typer.Option(help="One may turn round inside an aisle.")] = None,
    close: Annotated[
        list[str] | None, typer.Option(help="AISLE,CROSS: cross aisle CROSS (0 is the front) ends at that aisle.")
    ] = None,
    forbid: Annotated[
        list[str] | None, typer.Option(help="AISLE,CROSS,COMING,GOING: a turn nobody takes (north is to the back).")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Forget closed cross aisles and forbidden turns.")] = False,
    warehouse: Warehouse = "",
) -> None:  # fmt: skip
    """Say where walks begin and end, how fast people are, and what one may not do."""
    call = call_of(context)
    layout = _now(call, warehouse)
    paces = {"speed_mm_s": speed, "line_ms": line_ms, "unit_ms": unit_ms, "level_ms": level_ms}
    pace = replace(layout.pace, **{name: value for name, value in paces.items() if value is not None})
    closed = () if clear else layout.closed
    turns = () if clear else layout.no_turns
    closed += tuple(ClosedCross(_number(layout, parts[0]), _whole(parts[1])) for parts in _split(close, 2))
    turns += tuple(
        NoTurn(_number(layout, parts[0]), _whole(parts[1]), _look(parts[2]), _look(parts[3]))
        for parts in _split(forbid, 4)
    )
    changed = replace(
        layout, pace=pace, closed=closed, no_turns=turns,
        start=layout.start if start is None else _point(start),
        end=layout.end if end is None else _point(end) if end else None,
        turning=layout.turning if turning is None else turning,
    )  # fmt: skip
    _keep(call, changed)


@_layout.command("import")
def _import(
    context: typer.Context, file: Annotated[Path, typer.Argument(help="The file: .csv the aisles, else JSON.")],
    warehouse: Warehouse = "",
) -> None:  # fmt: skip
    """Take a drawing from a file: JSON whole, or CSV with a row for each aisle (aisle, x_mm, bays, levels, ...)."""
    from warehouse_app.application.layouts.drawing import drawn_or_derived, read_file

    call = call_of(context)
    house = warehouse_of(call, warehouse)
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST_FILE + 1)
    except OSError as no:
        raise Usage("layout_file", path=str(file), why=no.strerror or "") from None
    now = call.runner.ask(lambda desk: drawn_or_derived(desk, house), call.session())
    text = raw.decode("utf-8-sig", errors="replace")
    _keep(call, read_file(text, file.name, now.layout if now is not None else None, house))


@_layout.command("export")
def _export(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The file: .json whole, .csv the aisles.")] = Path("layout.json"),
    warehouse: Warehouse = "",
) -> None:
    """Write the drawing to a file that import takes."""
    from warehouse_app.domain.layouts.files import to_csv, to_json

    call = call_of(context)
    layout = _now(call, warehouse)
    text = to_csv(layout) if out.suffix.lower() == ".csv" else to_json(layout)
    write_bytes(out, text.encode())
    call.out.answer({"file": str(out)}, tr("Written: {file}").format(file=out))


@_layout.command("undo")
def _undo(context: typer.Context, warehouse: Warehouse = "") -> None:
    """Take the newest drawing away, so that the one before holds again. Places that were made stay."""
    from warehouse_app.application.layouts.drawing import UndoLayout, drawn_or_derived

    call = call_of(context)
    house = warehouse_of(call, warehouse)
    now = call.runner.ask(lambda desk: drawn_or_derived(desk, house), call.session())
    command = UndoLayout(id=call.runner.ids.new(), warehouse=house, version=now.version if now is not None else 0)
    version = call.runner.perform(command, call.session()).done()
    told = tr("What holds again is version {n}.").format(n=version) if version else tr("Nothing is drawn any more.")
    call.out.answer({"warehouse": house, "version": version}, told)


@_layout.command("places")
def _places(context: typer.Context, warehouse: Warehouse = "") -> None:
    """Make the places of the drawing, and say of those that are there where they lie."""
    from warehouse_app.application.layouts.drawing import lay_all

    call = call_of(context)
    house = warehouse_of(call, warehouse)
    with call.out.progress(tr("Places")) as told:
        done = lay_all(call.runner, call.session(), house, call.company().pause, told)
    words = tr("{made} places made, {changed} put on the map anew.")
    call.out.answer(
        {"warehouse": house, "made": done.made, "changed": done.changed},
        words.format(made=done.made, changed=done.changed),
    )


@_layout.command("heat")
def _heat(context: typer.Context, days: Days = 30, warehouse: Warehouse = "") -> None:
    """Show how often each place is picked from."""
    from warehouse_app.application.layouts.looking import heat_of, since_days

    call = call_of(context)
    house = warehouse_of(call, warehouse)
    since = since_days(call.runner.clock.now(), days)
    found = call.runner.ask(lambda desk: heat_of(desk, house, since), call.session())
    if call.out.as_json:
        call.out.document({"warehouse": house, "days": days, "places": plainly(found)})
        return
    rows = [(each.place, each.picks, each.units) for each in found[:SHOWN]]
    call.out.rows(("place", "picks", "units"), rows, tr("Nothing was picked."))


@_layout.command("slotting")
def _slotting(
    context: typer.Context, days: Days = 30,
    most: Annotated[int, typer.Option(min=1, max=50, help="So many moves at most.")] = 10,
    propose: Annotated[bool, typer.Option("--propose", help="Ask for the moves that go to empty places.")] = False,
    warehouse: Warehouse = "",
) -> None:  # fmt: skip
    """Say which products stand in the wrong place, and what moving them would save a day."""
    from warehouse_app.application.layouts.looking import propose_moves, since_days, slotting_of

    call = call_of(context)
    house = warehouse_of(call, warehouse)
    since = since_days(call.runner.clock.now(), days)
    found = call.runner.ask(lambda desk: slotting_of(desk, house, since, days, most), call.session())
    asked = propose_moves(call.runner, call.session(), house, found.advice) if propose else 0
    if call.out.as_json:
        call.out.document({"warehouse": house, "days": days, **plainly(found), "proposed": asked})
        return
    rows = [
        (move.sku, move.source, move.target, move.swap or tr("empty"), move.visits, _metres(move.saved_mm))
        for move in found.advice.moves
    ]
    call.out.rows(("product", "from", "to", "there now", "visits", "metres saved"), rows, tr("Nothing stands wrong."))
    told = tr("{metres} m and {minutes} min less walking a day, on the {tours} newest tours.")
    saved = {"metres": _metres(found.saved_mm_a_day), "minutes": decimal(found.saved_ms_a_day / 60_000)}
    call.out.answer(None, told.format(**saved, tours=found.advice.tours))
    if not found.advice.known:
        call.out.answer(None, tr("No distances are known: draw the layout, or give the places coordinates."))
    if propose:
        call.out.answer(None, trn("{n} move is asked for.", "{n} moves are asked for.", asked).format(n=asked))


@_layout.command("route")
def _route(
    context: typer.Context, places: Annotated[list[str], typer.Argument(help="The places to visit.")],
    warehouse: Warehouse = "",
) -> None:  # fmt: skip
    """Show the shortest walk through places: its order, its length, how long walking takes, and how it was found."""
    from warehouse_app.application.layouts.drawing import graph_for
    from warehouse_app.application.products import NoSuchPlace
    from warehouse_app.planning.routing import plan_route, route_ms

    call = call_of(context)
    house = warehouse_of(call, warehouse)
    graph = call.runner.ask(lambda desk: graph_for(desk, house), call.session())
    for place in places:
        if not graph.knows(place):
            raise Refused(NoSuchPlace(place[:40]))
    route = plan_route(graph, places)
    ms = route_ms(graph, route, {})
    facts = {"places": list(route.places), "distance_mm": route.distance_mm, "ms": ms, "method": route.method}
    order = " ".join(route.places)
    if route.distance_mm is None or ms is None:
        call.out.answer(facts, order, tr("No distance is known: {way}.").format(way=way_words(route.method)))
        return
    told = tr("{metres} m, {minutes} min: {way}.")
    words = told.format(metres=_metres(route.distance_mm), minutes=decimal(ms / 60_000), way=way_words(route.method))
    call.out.answer(facts, order, words)


def _now(call: Call, warehouse: str) -> Layout:
    """Return the drawing in force or what the coordinates suggest. Raises Refused(NoLayout)."""
    from warehouse_app.application.layouts.drawing import drawn_or_derived
    from warehouse_app.domain.layouts.values import NoLayout
    from warehouse_app.domain.refusals import Refused

    house = warehouse_of(call, warehouse)
    now = call.runner.ask(lambda desk: drawn_or_derived(desk, house), call.session())
    if now is None:
        raise Refused(NoLayout(house))
    return now.layout


def _keep(call: Call, layout: Layout) -> None:
    from warehouse_app.application.layouts.drawing import KeepLayout, drawn_or_derived

    now = call.runner.ask(lambda desk: drawn_or_derived(desk, layout.warehouse), call.session())
    seen = now.version if now is not None else 0
    version = call.runner.perform(
        KeepLayout(id=call.runner.ids.new(), layout=layout, version=seen), call.session()
    ).done()
    aisles = len(layout.aisles)
    told = trn("{warehouse} is drawn with {n} aisle, version {version}.",
               "{warehouse} is drawn with {n} aisles, version {version}.", aisles)  # fmt: skip
    words = told.format(warehouse=layout.warehouse, n=aisles, version=version)
    call.out.answer({"warehouse": layout.warehouse, "version": version, "aisles": aisles}, words)


def _metres(mm: int) -> str:
    return decimal(mm / 1_000)


def _split(texts: list[str] | None, count: int) -> list[list[str]]:
    found = [[part.strip() for part in text.split(",")] for text in texts or []]
    for parts, text in zip(found, texts or [], strict=True):
        if len(parts) != count:
            raise Usage("layout_option", option=text)
    return found


def _number(layout: Layout, name: str) -> int:
    from warehouse_app.domain.layouts.drawing import ordered

    names = [aisle.name for aisle in ordered(layout)]
    if name not in names:
        raise Usage("layout_option", option=name)
    return names.index(name)


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Usage("layout_option", option=text) from None


def _look(text: str) -> str:
    if text not in LOOKS:
        raise Usage("layout_option", option=text)
    return text


def _point(text: str) -> tuple[int, int]:
    parts = _split([text], 2)[0]
    return _whole(parts[0]), _whole(parts[1])
