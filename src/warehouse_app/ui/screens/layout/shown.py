"""What the layout page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.layouts.looking import PlaceHeat
from warehouse_app.domain.layouts.values import Aisle
from warehouse_app.planning.slotting import SlotMove
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import Column, FilterValue
from warehouse_app.ui.screens.layout.state import DAYS, PAGES, LayoutScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.layouts import remark_words

_MS_A_MINUTE = 60_000


def pages() -> tuple[FilterValue, ...]:
    """Return the three ways to look at a warehouse."""
    words = {"drawing": tr("Drawing"), "heat": tr("Where is picked"), "slotting": tr("What stands wrong")}
    return tuple(FilterValue(name, words[name]) for name in PAGES)


def houses(state: LayoutScreen) -> tuple[tuple[str, str], ...]:
    """Return the warehouses to choose from, none where there is only one."""
    return tuple((each, code(each)) for each in state.houses) if len(state.houses) > 1 else ()


def spans() -> tuple[tuple[str, str], ...]:
    """Return the spans of days to choose from."""
    return tuple((str(n), trn("Last {n} day", "Last {n} days", n).format(n=n)) for n in DAYS)


def aisle_columns() -> tuple[Column[Aisle], ...]:
    """Return the columns of the aisles."""
    ways = {"": tr("both ways"), "up": tr("to the back"), "down": tr("to the front")}
    return (
        Column(tr("Aisle"), lambda row: code(row.name), 84, "strong"),
        Column(tr("Middle"), _middle, 84, "number", sort=lambda row: row.x_mm),
        Column(tr("Bays"), lambda row: row.bays, 60, "number"),
        Column(tr("Levels"), lambda row: row.levels, 66, "number"),
        Column(tr("Walked"), lambda row: _walked(row, ways), 0),
    )


def _middle(row: Aisle) -> str:
    return f"{figures.tenths(row.x_mm / 1_000)} m"


def _walked(row: Aisle, ways: dict[str, str]) -> str:
    told = [ways[row.one_way]]
    if not row.front_open or not row.back_open:
        told.append(tr("shut") if not row.front_open and not row.back_open else tr("blind alley"))
    if row.sides != "both":
        told.append(tr("left racks") if row.sides == "left" else tr("right racks"))
    return ", ".join(told)


def heat_columns() -> tuple[Column[PlaceHeat], ...]:
    """Return the columns of the busiest places."""
    return (
        Column(tr("Place"), lambda row: code(row.place), 0, "strong"),
        Column(tr("Picks"), lambda row: figures.number(row.picks), 84, "number", sort=lambda row: row.picks),
        Column(tr("Units"), lambda row: figures.number(row.units), 84, "number", sort=lambda row: row.units),
    )


def move_columns() -> tuple[Column[SlotMove], ...]:
    """Return the columns of the moves advised."""
    return (
        Column(tr("Product"), lambda row: code(row.sku), 0, "strong"),
        Column(tr("From"), lambda row: code(row.source), 96),
        Column(tr("To"), lambda row: code(row.target), 96),
        Column(tr("Visits"), lambda row: figures.number(row.visits), 58, "number", sort=lambda row: row.visits),
        Column(tr("Saves"), lambda row: figures.metres(row.saved_mm), 76, "number", sort=lambda row: row.saved_mm),
    )


def facts(state: LayoutScreen) -> tuple[tuple[str, str], ...]:
    """Return what the drawing says in figures."""
    view, layout = state.view, state.layout
    if view is None:
        return ()
    told = [(tr("Places in use"), figures.number(view.places))]
    if layout is not None:
        told.append((tr("Blocks"), figures.number(layout.blocks)))
        told.append((tr("Cross aisles"), figures.number(len(layout.crossings))))
        if layout.closed:
            told.append((tr("Cross aisles closed between two aisles"), figures.number(len(layout.closed))))
        if layout.no_turns:
            told.append((tr("Turns forbidden"), figures.number(len(layout.no_turns))))
        told.append((tr("Walking"), tr("{speed} m/s").format(speed=figures.tenths(layout.pace.speed_mm_s / 1_000))))
    if state.drawn:
        told.append((tr("Drawn, not made yet"), figures.number(view.missing)))
        if view.beside:
            told.append((tr("In use, not drawn"), figures.number(view.beside)))
    return tuple(told)


def care(state: LayoutScreen) -> str:
    """Return what is amiss, in one line; the worst first."""
    if state.view is None:
        return ""
    return ". ".join(remark_words(name, n) for name, n in state.view.floor.remarks)


def title(state: LayoutScreen) -> str:
    """Return what stands over the map."""
    if state.view is None:
        return ""
    if state.page == "heat":
        picks = sum(each.picks for each in state.heat or ())
        return trn("{n} pick in these days", "{n} picks in these days", picks).format(n=figures.number(picks))
    if state.page == "slotting":
        return saving(state)
    if state.drawn:
        return tr("Warehouse {house}, drawing {n}").format(house=code(state.house), n=state.version)
    if state.layout is None:
        return tr("Warehouse {house}").format(house=code(state.house))
    return tr("Warehouse {house}, not drawn: what the coordinates suggest").format(house=code(state.house))


def saving(state: LayoutScreen) -> str:
    """Return what the moves would save a day, in words."""
    if state.advice is None:
        return tr("Past tours are walked again")
    found = state.advice
    if not found.advice.known:
        return tr("No distances are known: draw the warehouse first")
    if not found.advice.tours:
        return tr("Nothing was picked in these days")
    if not found.advice.moves:
        return tr("Nothing stands wrong: no move shortens these tours")
    minutes = figures.tenths(found.saved_ms_a_day / _MS_A_MINUTE)
    told = trn("{n} move saves {metres} and {minutes} min of walking a day",
               "{n} moves save {metres} and {minutes} min of walking a day", len(found.advice.moves))  # fmt: skip
    return told.format(n=len(found.advice.moves), metres=figures.metres(found.saved_mm_a_day), minutes=minutes)


def under(state: LayoutScreen) -> str:
    """Return the line under the list."""
    move = state.chosen_move
    if state.page == "slotting" and move is not None:
        if move.swap:
            return tr("{sku} changes with {other}, which is asked for seldom").format(
                sku=code(move.sku), other=code(move.swap)
            )
        return tr("{place} is empty").format(place=code(move.target))
    if state.page == "heat" and state.heat is not None and not state.heat:
        return tr("Nothing was picked in these days")
    return ""


def marked(state: LayoutScreen) -> tuple[str, ...]:
    """Return the places that are ringed on the map."""
    move = state.chosen_move
    if state.page == "slotting" and move is not None:
        return (move.source, move.target)
    if state.place:
        return (state.place,)
    return ()


def heat(state: LayoutScreen) -> dict[str, int]:
    """Return how much each place is filled on the map."""
    return {each.place: each.picks for each in state.heat or ()} if state.page == "heat" else {}


def _removes(state: LayoutScreen) -> str:
    if state.row is None:
        return tr("Choose an aisle")
    only = state.layout is not None and len(state.layout.aisles) == 1
    return tr("It is the only aisle") if only else ""


def reasons(state: LayoutScreen) -> dict[str, str]:
    """Return why a deed cannot be done now, "" where it can."""
    need = "" if state.may else tr("You may not edit places")
    drawn = need or ("" if state.drawn else tr("Draw the warehouse first"))
    some = need or ("" if state.layout is not None else tr("Draw the warehouse first"))
    ready = state.advice.moves_ready if state.advice is not None else 0
    return {
        "draw": need,
        "import": need,
        "add": some,
        "rules": some,
        "edit": some or ("" if state.row is not None else tr("Choose an aisle")),
        "remove": some or _removes(state),
        "places": drawn,
        "undo": drawn,
        "export": "" if state.layout is not None else tr("Nothing is drawn"),
        "labels": "" if state.view is not None and state.view.places else tr("There is no place yet"),
        "propose": "" if ready else tr("No move goes to an empty place"),
    }
