"""The closed set of what the pack bench answers: every code with its verdict, and every refusal it can give.

`docs/verdicts.md` is written from here; a tidy test holds the code of packing to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from warehouse_app.application.run import NoRight, OtherRequest
from warehouse_app.application.verdicts.classes import every_refusal, refusals
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.floorwork import NoSuchChoice
from warehouse_app.domain.ledger.rules import SerialElsewhere
from warehouse_app.domain.picking.values import ScanEach
from warehouse_app.domain.refusals import Refusal

_GOOD, _ASKED, _DONE = Verdict.ACCEPTED, Verdict.ASKED, Verdict.DONE

ANSWERS: Mapping[str, Verdict] = MappingProxyType(
    {
        "right_item": _GOOD,
        "counted": _GOOD,
        "taken_unproven": _GOOD,
        "order_opened": _GOOD,
        "order_open": _GOOD,
        "order_resumed": _GOOD,
        "taken_over": _GOOD,
        "all_in_short": _GOOD,
        "choose_box": _GOOD,
        "measure_item": _GOOD,
        "item_measured": _GOOD,
        "measure_left": _GOOD,
        "weigh_parcel": _GOOD,
        "weight_differs": _ASKED,
        "weight_why": _ASKED,
        "count_again": _GOOD,
        "order_packed": _DONE,
        "nothing_to_pack": _DONE,
        "damaged": _GOOD,
        "scan_damaged": _ASKED,
        "undone": _GOOD,
        "instruction_wanted": _ASKED,
        "instruction_confirmed": _GOOD,
        "damage_photo": _ASKED,
        "photo_wanted": _ASKED,
        "photo_kept": _GOOD,
        "photo_passed": _GOOD,
        "take_photo": _GOOD,
        "never_mind": _GOOD,
        "pack_paused": _GOOD,
        "printing_again": _GOOD,
        "scan_to_take_over": _ASKED,
        "packed_next": _DONE,
        "move_from": _ASKED,
        "move_items": _ASKED,
        "move_more": _ASKED,
        "goods_moved": _GOOD,
        "scan_label": _GOOD,
        "next_label": _GOOD,
        "label_applied": _GOOD,
        "label_left": _GOOD,
        "label_awaited": _ASKED,
        "label_refused": _ASKED,
        "label_asked": _GOOD,
        "label_came": _GOOD,
        "label_hold": _GOOD,
        "next_box": _GOOD,
        "parcel_shown": _ASKED,
        "reopen_reach": _ASKED,
        "parcel_reopened": _GOOD,
        "acknowledged": _GOOD,
        "what_is_wrong_here": _ASKED,
        "scan_wrong": _ASKED,
        "type_note": _ASKED,
        "issue_noted": _GOOD,
        "supervisor_called": _GOOD,
        "what_about_missing": _ASKED,
        "look_again": _ASKED,
        "runner_fetches": _GOOD,
        "held_in_slot": _GOOD,
        "address_hold": _GOOD,
        "scan_again": _GOOD,
        "set_aside": _GOOD,
        "which_carries": _ASKED,
        "code_linked": _GOOD,
        "capture": _ASKED,
        "take_out": _ASKED,
        "taken_out": _GOOD,
        "unpacked": _DONE,
        "unpacked_part": _ASKED,
        **dict.fromkeys(("sort_open", "sort_to", "sorted", "sorted_order", "sorted_so_far"), _GOOD),
        **dict.fromkeys(("sort_put_back", "sort_undone", "sort_short", "sort_paused"), _GOOD),
        **dict.fromkeys(("part_first", "part_alone", "part_stands", "part_to"), _GOOD),
        "sorted_all": _DONE,
    }
)
"""Code -> verdict, of everything that is no refusal."""

_ROOMS = (
    *("domain.packing.", "domain.bench", "domain.marks", "domain.cartons.bench"),
    *("domain.verdicts.lots", "domain.sorting."),
)
_OTHERS: tuple[type[Refusal], ...] = (*(NoRight, OtherRequest, NoSuchChoice, ScanEach, SerialElsewhere),)


def refusals_here() -> tuple[type[Refusal], ...]:
    """Return the refusals that the pack bench can give: those of its own rooms, and a few of others."""
    rooms = tuple(f"warehouse_app.{each}" for each in _ROOMS)
    codes = {each.code for each in (*every_refusal(), *_OTHERS) if each in _OTHERS or _is_in(each, rooms)}
    return tuple(each for each in refusals() if each.code in codes)


def _is_in(refusal: type[Refusal], rooms: tuple[str, ...]) -> bool:
    return f"{refusal.__module__}.".startswith(rooms)
