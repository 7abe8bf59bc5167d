"""Corruptions planted in move tasks and kits, at least three for each of their checks."""

from __future__ import annotations

from tests.planted import KITS, Plant, deeds

TASK = "a move task is whole, and ended when it says so"
AT_BENCH = "a move task is at one bench at most"
RECIPES = "a kit has one active recipe at most, and every recipe has parts"
LOOSE = "a kit that is sold by its parts has a line of each, and shares its money among them"
SECOND = "INSERT INTO kit (product_id, version, active, at) SELECT product_id, version + 1, 1, at FROM kit"

MOVES: dict[str, tuple[Plant, ...]] = {
    TASK: (
        deeds("UPDATE move_task SET done = qty + 1"),
        deeds("UPDATE move_task SET ended_at = taken_at"),
        deeds("UPDATE move_task SET person = ''"),
        deeds("UPDATE move_task SET warehouse = 'MOON'"),
    ),
    AT_BENCH: (
        deeds("UPDATE bench SET ref = 99 WHERE work = 'move'"),
        deeds("UPDATE move_task SET station = 'X9'"),
        deeds("UPDATE move_task SET state = 'open', person = ''"),
    ),
    KITS: (
        deeds("UPDATE kit_part SET qty = qty + 1"),
        deeds("UPDATE kit_work SET qty = qty + 1"),
        deeds("UPDATE kit_work SET what = 'broken'"),
    ),
    LOOSE: (
        deeds("INSERT INTO order_kit_part (line_id, kit_line_id, each, share_minor) VALUES (2, 1, 1, 0)"),
        deeds("INSERT INTO order_kit_part (line_id, kit_line_id, each, share_minor) VALUES (1, 2, 3, 5)"),
        deeds("INSERT INTO order_kit (order_id, product_id, version) SELECT 1, product_id, version FROM kit"),
    ),
    RECIPES: (
        deeds(SECOND, "INSERT INTO kit_part SELECT product_id, version + 1, part_id, qty FROM kit_part"),
        deeds("UPDATE kit SET active = 0", SECOND),
        deeds(SECOND),
    ),
}
