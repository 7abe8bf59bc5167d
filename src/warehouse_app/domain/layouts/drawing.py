"""A drawing checked, made by a form of few numbers, and the places it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from warehouse_app.domain.layouts.values import (
    FARTHEST_MM,
    FASTEST_MM_S,
    HIGHEST_NUMBER,
    LONGEST_CODE,
    LONGEST_MS,
    LONGEST_NAME,
    LOOKS,
    MOST,
    MOST_PLACES,
    ONE_WAY,
    SIDES,
    SLOWEST_MM_S,
    Aisle,
    BadLayout,
    DrawnPlace,
    Layout,
)
from warehouse_app.domain.refusals import Refused


def simple(
    warehouse: str, *, aisles: int, bays: int, levels: int, blocks: int = 1, aisle_mm: int = 4_200, prefix: str = "A",
    bay_mm: int = 2_700,
) -> Layout:  # fmt: skip
    """Return the drawing of so many equal aisles. Raises Refused(BadLayout)."""
    _within("aisles", aisles, 1, MOST["aisles"])
    wide = max(2, len(str(aisles)))
    rows = tuple(
        Aisle(f"{prefix}{number:0{wide}}", (number - 1) * aisle_mm, bays, levels, number=number)
        for number in range(1, aisles + 1)
    )
    return checked(Layout(warehouse, rows, blocks, bay_mm))


def checked(layout: Layout) -> Layout:
    """Return the drawing if it can be. Raises Refused(BadLayout)."""
    _within("aisles", len(layout.aisles), 1, MOST["aisles"])
    _within("blocks", layout.blocks, 1, MOST["blocks"])
    _within("bay_mm", layout.bay_mm, 100, 20_000)
    _within("cross_mm", layout.cross_mm, 100, 50_000)
    for number, aisle in enumerate(layout.aisles):
        _check_aisle(f"aisles[{number}]", aisle)
    for field, found in (("name", [a.name for a in layout.aisles]), ("x_mm", [str(a.x_mm) for a in layout.aisles])):
        twice = [each for each, times in Counter(found).items() if times > 1]
        if twice:
            raise Refused(BadLayout(f"aisles.{field}", "twice", twice[0]))
    for field, point in (("start", layout.start), ("end", layout.end or layout.start)):
        for axis, value in zip("xy", point, strict=True):
            _within(f"{field}.{axis}", value, -FARTHEST_MM, FARTHEST_MM)
    _within("speed_mm_s", layout.pace.speed_mm_s, SLOWEST_MM_S, FASTEST_MM_S)
    for field in ("line_ms", "unit_ms", "level_ms"):
        _within(field, getattr(layout.pace, field), 0, LONGEST_MS)
    _check_rules(layout)
    count = sum(aisle.bays * aisle.levels * (2 if aisle.sides == "both" else 1) for aisle in layout.aisles)
    _within("places", count * layout.blocks, 1, MOST_PLACES)
    _check_codes(layout)
    return layout


def _check_aisle(field: str, aisle: Aisle) -> None:
    if not aisle.name.strip() or len(aisle.name) > LONGEST_NAME or not aisle.name.isprintable():
        raise Refused(BadLayout(f"{field}.name", "not_a_name", aisle.name[:LONGEST_NAME]))
    _within(f"{field}.x_mm", aisle.x_mm, -FARTHEST_MM, FARTHEST_MM)
    _within(f"{field}.bays", aisle.bays, 0, MOST["bays"])
    _within(f"{field}.levels", aisle.levels, 1, MOST["levels"])
    _within(f"{field}.number", aisle.number, 0, HIGHEST_NUMBER)
    if aisle.sides not in SIDES:
        raise Refused(BadLayout(f"{field}.sides", "no_such_word", str(aisle.sides)[:20]))
    if aisle.one_way not in ONE_WAY:
        raise Refused(BadLayout(f"{field}.one_way", "no_such_word", str(aisle.one_way)[:20]))
    _yes_or_no(f"{field}.front_open", aisle.front_open)
    _yes_or_no(f"{field}.back_open", aisle.back_open)


def _check_rules(layout: Layout) -> None:
    _yes_or_no("turning", layout.turning)
    for number, gap in enumerate(layout.closed):
        _within(f"closed[{number}].aisle", gap.aisle, 0, len(layout.aisles) - 2)
        _within(f"closed[{number}].cross", gap.cross, 0, layout.blocks)
    for number, turn in enumerate(layout.no_turns):
        _within(f"no_turns[{number}].aisle", turn.aisle, 0, len(layout.aisles) - 1)
        _within(f"no_turns[{number}].cross", turn.cross, 0, layout.blocks)
        for look in (turn.coming, turn.going):
            if look not in LOOKS:
                raise Refused(BadLayout(f"no_turns[{number}]", "no_such_word", str(look)[:20]))


def _check_codes(layout: Layout) -> None:
    """Refuse a pattern that gives two places one code, or a code that no place made by hand could have."""
    if len(layout.pattern) > LONGEST_CODE or not layout.pattern.isprintable():
        raise Refused(BadLayout("pattern", "too_long", layout.pattern[:LONGEST_CODE]))
    for token in ("{aisle}", "{bay}", "{level}"):
        if token not in layout.pattern:
            raise Refused(BadLayout("pattern", "lacks", token))
    seen: set[str] = set()
    for place in places_of(layout):
        if place.code in seen:
            raise Refused(BadLayout("pattern", "twice", place.code))
        if len(place.code) > LONGEST_CODE or place.code != place.code.strip():
            raise Refused(BadLayout("pattern", "too_long", place.code))
        seen.add(place.code)


def _within(field: str, value: object, least: int, most: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Refused(BadLayout(field, "not_within", f"{least} .. {most}"))


def _yes_or_no(field: str, value: object) -> None:
    if not isinstance(value, bool):
        raise Refused(BadLayout(field, "no_such_word", str(value)[:20]))


def aisle_number(aisle: Aisle, index: int) -> int:
    """Return the number by which places say they lie in this aisle."""
    digits = "".join(sign for sign in aisle.name if sign.isdecimal() and sign.isascii())
    named = int(digits or 0)
    return aisle.number or (named if named <= HIGHEST_NUMBER else 0) or index + 1


def ordered(layout: Layout) -> tuple[Aisle, ...]:
    """Return the aisles from left to right."""
    return tuple(sorted(layout.aisles, key=lambda aisle: aisle.x_mm))


def with_aisles(layout: Layout, aisles: tuple[Aisle, ...], renamed: Mapping[str, str] | None = None) -> Layout:
    """Return the drawing with these aisles in place of its own.

    Forbidden turns stay with their aisle, and a cross aisle stays closed between two that are still beside each other.
    `renamed` says what an aisle was called before -> what it is called now.
    """
    names = [(renamed or {}).get(aisle.name, aisle.name) for aisle in ordered(layout)]
    made = replace(layout, aisles=aisles, closed=(), no_turns=())
    at = {aisle.name: number for number, aisle in enumerate(ordered(made))}
    closed = (
        replace(gap, aisle=at[names[gap.aisle]])
        for gap in layout.closed
        if names[gap.aisle] in at and at.get(names[gap.aisle + 1]) == at[names[gap.aisle]] + 1
    )
    turns = (replace(turn, aisle=at[names[turn.aisle]]) for turn in layout.no_turns if names[turn.aisle] in at)
    return replace(made, closed=tuple(closed), no_turns=tuple(turns))


def places_of(layout: Layout) -> tuple[DrawnPlace, ...]:
    """Return every place of the drawing in walking order."""
    places: list[DrawnPlace] = []
    wide = max(2, len(str(2 * layout.longest * layout.blocks)))
    tall = len(str(max((aisle.levels for aisle in layout.aisles), default=1)))
    for index, aisle in enumerate(ordered(layout)):
        sides = ("left", "right") if aisle.sides == "both" else (aisle.sides,)
        stands = [(block, bay) for block in range(layout.blocks) for bay in range(aisle.bays)]
        upward = aisle.one_way == "up" or (index % 2 == 0 and aisle.one_way != "down")
        for block, bay in stands if upward else reversed(stands):
            y = layout.crossings[block] + layout.cross_mm // 2 + bay * layout.bay_mm + layout.bay_mm // 2
            for place, side in enumerate(sides):
                number = (block * aisle.bays + bay) * len(sides) + place + 1
                for level in range(1, aisle.levels + 1):
                    code = (
                        layout.pattern.replace("{aisle}", aisle.name)
                        .replace("{bay}", f"{number:0{wide}}")
                        .replace("{level}", f"{level:0{tall}}")
                        .replace("{side}", side[0].upper())
                    )
                    at = aisle_number(aisle, index)
                    places.append(DrawnPlace(code, at, number, level, side, aisle.x_mm, y, len(places) + 1))
    return tuple(places)
