"""Words of the moving bench, of move tasks and kits, and of goods corrected, locked away and thrown away."""

from __future__ import annotations

from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.wording.say import words_of

WORDS = {
    "move.idle": ("Scan the place you take from", "A bin, pallet, tote or cart"),
    "move.task": ("Go to {from}", "{wanted} of {what} to {target}. Or scan another place for a move of your own"),
    "move.place": ("Go to {from}", "Take {wanted} of {what} to {target}"),
    "move.item": ("Scan what you take", "Scan {place} again to take everything in it"),
    "move.lot": ("Which one is it?", "Press its number, or scan its full code"),
    "move.qty": ("Scan where it goes", "Type another number, or scan {place} again for all {there}"),
    "move.target": ("Scan where it all goes", "{there} {there:unit|units} from {place}"),
    "move.whole": ("Is everything in {place} to go to {target}?", "Press a number"),
    "move.consequence": ("{target} is not meant for that", "Press a number, or scan another place"),
    "move.about": ("Task {task}", ""),
    "mark.held": ("Promised here", ""),
    "mark.replenish": ("Refill", ""),
    "mark.consolidate": ("Put together", ""),
    "mark.restock": ("Put back", ""),
    "move_choice_lot": ("{what}: {qty}", ""),
    "move_choice_whole": ("Everything in {place} goes to {target}", ""),
    "move_choice_source": ("Take from {target} instead", ""),
    "move_choice_all_the_same": ("Put it in {target} all the same", ""),
    "move_choice_other": ("Another place", ""),
    "move_choice_take": ("Take task {task}", ""),
    "move_choice_skip": ("Later", ""),
    "move_source": ("Place {place}", "{units} {units:unit|units} in it. Scan what you take"),
    "move_item": ("{qty} of {sku}", "Scan where it goes"),
    "move_all": ("All {qty} of {sku}", "Scan where they go"),
    "move_everything": ("Everything in {place}", "{units} {units:unit|units}. Scan where they go"),
    "move_container": ("{container}, with all that is in it", "Scan where it goes"),
    "move_ask_lot": ("{sku} is in {place} more than once", "Press the number of the one you take"),
    "move_ask_whole": ("Everything in {place} to {target}?", "Press 1 for yes, 2 to take from {target}"),
    "move_ask_full": (
        "{place} would be fuller than it may",
        "Press 1 to put it there all the same, 2 for another place",
    ),
    "move_ask_heavy": (
        "{place} would be heavier than it may",
        "Press 1 to put it there all the same, 2 for another place",
    ),
    "move_ask_mixed": (
        "{place} is for one product at a time",
        "Press 1 to put it there all the same, 2 for another place",
    ),
    "move_ask_mixed_lots": (
        "{place} is for one lot at a time",
        "Press 1 to put it there all the same, 2 for another place",
    ),
    "move_other_target": ("Not there", "Scan another place"),
    "moved": ("{qty} of {what} from {source} to {place}", "Scan the next place"),
    "moved_beside_others": ("{qty} of {what} to {place}, beside other products", "Scan the next place"),
    "moved_beside_lots": ("{qty} of {what} to {place}, beside another lot", "Scan the next place"),
    "moved_promised": (
        "{qty} of {what} to {place}; {promised} {promised:stays|stay} promised",
        "Who picks {promised:it is|them is} sent there. Scan the next place",
    ),
    "moved_aside": ("{qty} of {what} to {place}", "From there nothing is promised to orders. Scan the next place"),
    "moved_container": ("{what} is in {place} now, with {units} {units:unit|units}", "Scan the next place"),
    "move_task_done": ("{qty} of {what} to {place}: task {task}", "Scan the next place"),
    "move_task_taken_up": ("Task {task} is yours", "Go to {place}"),
    "move_undone": ("Undone", "Put {qty} of {what} back into {place}"),
    "move_put_down": ("Nothing was moved", "Put it back where it was"),
    "move_skipped": ("Task {task} comes later", "Go on with the next one"),
    "move_short": ("{place} is short of {what}", "A count is asked for. Go on"),
    "replenish_needed": ("Batch {batch} needs it", ""),
    "replenish_needed_soon": ("A planned batch needs it", ""),
    "replenish_low": ("{have} left in {target}, below {least}", ""),
    "consolidate_free": ("Frees {bin}", ""),
    "no_such_kit": ("{sku} is no kit", "Say first what it is made of"),
    "bad_recipe.empty": ("Nothing is in kit {sku}", "Name its parts"),
    "bad_recipe.many": ("Kit {sku} has too many parts", "Make kits of some of them first"),
    "bad_recipe.twice": ("{part} is named twice", "Name it once, with the whole quantity"),
    "bad_recipe.quantity": ("{part} has no quantity above zero", "Say how many are in one kit"),
    "bad_recipe.itself": ("{sku} cannot be a part of itself", "Name other parts"),
    "bad_recipe.loop": ("{sku} would be a part of itself by way of another kit", "Name other parts"),
    "bad_recipe.deep": ("Kits in kits of {sku} go too deep", "Name the parts themselves"),
    "bad_recipe.not_goods": ("{part} is nothing that is kept in stock", "Name goods"),
    "kit_short": ("{place} lacks {lacking} for {qty} {qty:kit|kits} {sku}", "Move the parts to the bench first"),
    "not_at_bench": ("{place} is no bench", "Move the goods to a bench: nothing is promised from there"),
    "kit_needs_mark.lot": ("{sku} is kept by lot", "Name the lot"),
    "kit_needs_mark.serial": ("{sku} is kept by serial number", "Name it"),
    "kit_needs_mark.one": ("A serial number is of one kit", "Build them one by one"),
    "kit_part_invalid": ("{part} is no part", "Write it as SKU=QTY"),
    "source_first": ("Place first", "Scan the place that {what} is in"),
    "nothing_to_move": ("Nothing is in {place}", "Scan another place, or have it counted"),
    "not_in_place": ("{what} is not in {place}", "Look where it is kept, or have {place} counted"),
    "more_than_there": (
        "Only {there} of {sku} {there:is|are} in {place}, not {asked}",
        "Take fewer, or have it counted",
    ),
    "not_a_number_of_units": ("{asked} is no quantity", "Type a number above zero"),
    "target_first": ("{what} is in your hands", "Scan where it goes, or UNDO"),
    "target_elsewhere": ("{place} belongs to warehouse {warehouse}", "Goods leave {here} by a transfer"),
    "move_locked": ("{place} is locked {why}", "Scan another place"),
    "not_moved_to": ("Nothing is moved to {place}", "Scan a bin, dock, bench, pallet, tote or cart"),
    "not_moved_to.parcel": ("{place} is a parcel", "Goods go into it at a packing bench"),
    "not_moved_to.from_parcel": ("{place} is a parcel", "Goods are taken out of it at a packing bench"),
    "not_moved_to.quarantine": (
        "{place} is for goods that are locked away",
        "Lock them away with a reason: stock quarantine",
    ),
    "not_moved_to.from_quarantine": ("{place} is locked away", "Release the goods with a reason: stock unlock"),
    "not_moved_to.nowhere": ("{place} stands nowhere yet", "Receive it first"),
    "not_moved_to.not_quarantine": ("{place} is no quarantine", "Move the goods instead"),
    "would_become.full": ("{place} would be fuller than it may", "Name another place, or say that it is meant so"),
    "would_become.heavy": ("{place} would be heavier than it may", "Name another place, or say that it is meant so"),
    "would_become.mixed": ("{place} is for one product at a time", "Name another place, or say that it is meant so"),
    "would_become.mixed_lots": ("{place} is for one lot at a time", "Name another place, or say that it is meant so"),
    "bad_mark": ("{mark} is no lot, serial number or grade", "Write it in up to 40 letters and digits"),
    "too_many_kinds": ("{place} holds {kinds} kinds of goods that fit", "Scan the full code of the one you take"),
    "move_task_taken": ("Task {task} is {state}", "Take another one"),
    "no_move_task": ("There is no task here", "Scan a place for a move of your own"),
    "why_missing": ("A reason is missing", "Say why"),
    "which_place": ("Place {place} is in several warehouses", "Name one of {warehouses}"),
    "nothing_to_correct": ("{sku} is like that already", "Nothing was changed"),
}
"""Code -> what happened, what to do."""


def reason_of(task: MoveTask) -> str:
    """Return why a task is there, in words."""
    code = task.reason
    if code == "replenish_needed" and not task.facts.get("batch"):
        code = "replenish_needed_soon"
    return words_of(code, {**task.facts, "target": task.target, "source": task.source})[0]
