"""The forms of the layout screen, and the drawing each of them makes. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from warehouse_app.domain.layouts.drawing import ordered, simple, with_aisles
from warehouse_app.domain.layouts.values import Aisle, BadLayout, Layout, Pace
from warehouse_app.domain.refusals import Refused
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.wording import tr

Values = Mapping[str, str]


def draw_form(layout: Layout | None, number: int) -> FormValue:
    """Return the form of a whole warehouse of equal aisles; it begins with what is there."""
    fields = (
        FormField("aisles", tr("Aisles"), tr("Beside each other, left to right")),
        FormField("blocks", tr("Blocks"), tr("Behind each other; a cross aisle lies before, between and behind them")),
        FormField("bays", tr("Bays"), tr("On one side of an aisle, in each block")),
        FormField("levels", tr("Levels"), tr("Above each other")),
        FormField("aisle_mm", tr("Aisle to aisle, mm"), tr("From the middle of an aisle to the next")),
        FormField("bay_mm", tr("Bay width, mm")),
        FormField("prefix", tr("Names begin with"), tr("A gives A01, A02")),
    )
    before = {"aisles": "10", "blocks": "1", "bays": "20", "levels": "4", "aisle_mm": "4200", "bay_mm": "2700",
              "prefix": "A"}  # fmt: skip
    if layout is not None:
        aisles = ordered(layout)
        first = aisles[0]
        step = aisles[1].x_mm - first.x_mm if len(aisles) > 1 else 4_200
        before |= {
            "aisles": str(len(layout.aisles)), "blocks": str(layout.blocks), "bays": str(layout.longest),
            "levels": str(first.levels), "aisle_mm": str(step), "bay_mm": str(layout.bay_mm),
            "prefix": first.name.rstrip("0123456789"),
        }  # fmt: skip
    return FormValue("draw", tr("Draw the warehouse"), tr("Draw it"), fields, before, number=number)


def aisle_form(aisle: Aisle | None, layout: Layout, number: int) -> FormValue:
    """Return the form of one aisle; None for a new one beside the last."""
    ways = (("", tr("Both ways")), ("up", tr("To the back only")), ("down", tr("To the front only")))
    sides = (("both", tr("Both")), ("left", tr("On the left")), ("right", tr("On the right")))
    opens = (("both", tr("At both ends")), ("front", tr("At the front only")), ("back", tr("At the back only")),
             ("none", tr("Nowhere")))  # fmt: skip
    fields = (
        FormField("name", tr("Name")),
        FormField("x_mm", tr("Its middle, mm"), tr("From the left")),
        FormField("bays", tr("Bays"), tr("On one side, in each block")),
        FormField("levels", tr("Levels")),
        FormField("sides", tr("Racks"), choices=sides),
        FormField("one_way", tr("Walked"), choices=ways),
        FormField("open", tr("Open"), tr("An aisle open at one end is a blind alley"), choices=opens),
    )
    shown = aisle or _next(layout)
    before = {
        "name": shown.name, "x_mm": str(shown.x_mm), "bays": str(shown.bays), "levels": str(shown.levels),
        "sides": shown.sides, "one_way": shown.one_way, "open": _open(shown),
    }  # fmt: skip
    title = tr("Aisle {name}").format(name=shown.name) if aisle is not None else tr("One more aisle")
    name = "aisle" if aisle is not None else "new_aisle"
    return FormValue(name, title, tr("Save"), fields, before, number=number)


def rules_form(layout: Layout, number: int) -> FormValue:
    """Return the form of where walks begin and end, and how fast people are."""
    turning = (("yes", tr("Anywhere")), ("no", tr("At cross aisles only")))
    fields = (
        FormField("start", tr("Walks begin"), tr("x, y in mm; y is less than 0 before the front cross aisle")),
        FormField("end", tr("Walks end"), tr("x, y in mm; empty where they begin")),
        FormField("turning", tr("Turning round"), choices=turning),
        FormField("speed", tr("Walking, mm/s")),
        FormField("line_ms", tr("Each line, ms"), tr("Finding, scanning")),
        FormField("unit_ms", tr("Each unit, ms")),
        FormField("level_ms", tr("Each level, ms"), tr("Above the floor, up and down")),
        FormField("cross_mm", tr("Cross aisle, mm"), tr("How wide it is")),
    )
    pace, end = layout.pace, layout.end
    before = {
        "start": _written(layout.start), "end": "" if end is None else _written(end),
        "turning": "yes" if layout.turning else "no", "speed": str(pace.speed_mm_s), "line_ms": str(pace.line_ms),
        "unit_ms": str(pace.unit_ms), "level_ms": str(pace.level_ms), "cross_mm": str(layout.cross_mm),
    }  # fmt: skip
    return FormValue("rules", tr("Start, end and pace"), tr("Save"), fields, before, number=number)


def drawing_of(form: FormValue, values: Values, layout: Layout | None, house: str, aisle: str) -> Layout:
    """Return the drawing a form stands for. Raises Refused(BadLayout)."""
    if form.name == "draw":
        numbers = {name: _whole(name, values[name]) for name in values if name != "prefix"}
        made = simple(house, prefix=values.get("prefix", "A").strip(), **numbers)
        if layout is None:
            return made
        return _as_before(made, layout)
    if layout is None:
        raise Refused(BadLayout("aisles", "not_within", "1 .. 200"))
    if form.name == "rules":
        return _ruled(layout, values)
    new = _aisle(values)
    if form.name == "new_aisle":
        return with_aisles(layout, (*layout.aisles, new))
    rows = tuple(replace(new, number=each.number) if each.name == aisle else each for each in layout.aisles)
    return with_aisles(layout, rows, {aisle: new.name})


def _as_before(made: Layout, layout: Layout) -> Layout:
    """Return a drawing made anew with what its form does not ask: pace, codes, and where walks begin and end."""
    beside = (ordered(layout)[0].x_mm, made.start[1])
    return replace(
        made, pace=layout.pace, pattern=layout.pattern, cross_mm=layout.cross_mm, turning=layout.turning,
        start=made.start if layout.start == beside else layout.start, end=layout.end,
    )  # fmt: skip


_OTHERWISE = {"speed_mm_s": "speed", "front_open": "open", "back_open": "open"}
_DRAWN = {"x_mm": "aisle_mm", "name": "prefix", "pattern": "prefix"}
"""What a drawing calls a field -> what a form asks in its place; the form of a whole warehouse asks otherwise again."""


def field_of(refusal: BadLayout, form: FormValue) -> str:
    """Return the field of a form that a refusal is about: the last part of where it says it is that the form has."""
    asked = _OTHERWISE | (_DRAWN if form.name == "draw" else {})
    parts = [part.partition("[")[0] for part in reversed(refusal.field.split("."))]
    named = [asked.get(part, part) for part in parts]
    known = {each.name for each in form.fields}
    return next((name for name in named if name in known), named[0])


def called(form: FormValue, field: str) -> str:
    """Return what a form calls a field, and the sum of its places that it does not ask for."""
    return tr("Places in all") if field == "places" else form.called(field)


def _ruled(layout: Layout, values: Values) -> Layout:
    pace = Pace(
        _whole("speed", values["speed"]), _whole("line_ms", values["line_ms"]), _whole("unit_ms", values["unit_ms"]),
        _whole("level_ms", values["level_ms"]),
    )  # fmt: skip
    end = values["end"].strip()
    return replace(
        layout, pace=pace, turning=values["turning"] == "yes", cross_mm=_whole("cross_mm", values["cross_mm"]),
        start=_point("start", values["start"]), end=_point("end", end) if end else None,
    )  # fmt: skip


def _aisle(values: Values) -> Aisle:
    opens = values["open"]
    return Aisle(
        values["name"].strip(), _whole("x_mm", values["x_mm"]), _whole("bays", values["bays"]),
        _whole("levels", values["levels"]), values["sides"], values["one_way"],
        opens in {"both", "front"}, opens in {"both", "back"},
    )  # fmt: skip


def _next(layout: Layout) -> Aisle:
    """Return an aisle like the last one, beside it."""
    rows = sorted(layout.aisles, key=lambda aisle: aisle.x_mm)
    step = rows[-1].x_mm - rows[-2].x_mm if len(rows) > 1 else 4_200
    letters = rows[-1].name.rstrip("0123456789")
    figures = rows[-1].name[len(letters) :]
    name = f"{letters}{int(figures) + 1:0{len(figures)}}" if figures else f"{letters}2"
    return replace(rows[-1], name=name, x_mm=rows[-1].x_mm + step, number=0)


def _open(aisle: Aisle) -> str:
    return {(True, True): "both", (True, False): "front", (False, True): "back"}.get(
        (aisle.front_open, aisle.back_open), "none"
    )


def _whole(field: str, text: str) -> int:
    try:
        return int(text.strip().replace(" ", ""))
    except ValueError:
        raise Refused(BadLayout(field, "no_number", text.strip()[:20])) from None


def _point(field: str, text: str) -> tuple[int, int]:
    parts = text.split(",")
    if len(parts) != 2:
        raise Refused(BadLayout(field, "no_point", text.strip()[:20]))
    return _whole(field, parts[0]), _whole(field, parts[1])


def _written(point: tuple[int, int]) -> str:
    return f"{point[0]}, {point[1]}"
