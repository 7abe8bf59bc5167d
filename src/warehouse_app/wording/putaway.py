"""Words of put-away: what is loaded and where it goes, why a place was proposed, and what is wrong with another."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.wording import tr

_LOADED = "{qty} x {sku} on the trolley"
_PUT = "Put {qty} x {sku} at {place}"
_TOLD = "{qty} x {sku} put at {place}"
_NEXT = "Next: {next_qty} x {next_sku} at {next_place}"
_ASK = "Scan the place again to put it there all the same, or go to another"

WHY: Mapping[str, str] = {
    "home": "its own bin",
    "same_lot": "the same goods stand there",
    "same_product": "another lot of it stands there",
    "empty": "nearest empty place",
    "mixed": "nearest place with room beside others",
    "class_a": "fast goods, nearest empty place",
    "class_b": "empty place in the middle of the walk",
    "class_c": "slow goods, empty place farther off",
    "reserve": "empty place in the reserve",
    "cross_dock": "orders wait for it",
    "no_place": "no place has room",
    "locked": "locked",
    "unused": "out of use",
    "climate": "wrong climate for it",
    "hazard": "wrong hazard zone",
    "others_home": "fixed bin of other goods",
    "mixes_owners": "goods of another owner stand there",
    "mixes_products": "other goods stand there",
    "mixes_lots": "another lot stands there",
    "over_units": "no room for more units",
    "over_weight": "it would be too heavy",
    "over_volume": "it would not fit in",
    "over_pallets": "no room for another pallet",
    "home_full": "its bin is full",
    "for_waiting": "kept for goods that orders wait for",
    "no_stage": "orders wait for it elsewhere",
    "less_suited": "another place suits better",
    "other_zone": "outside its zone",
    "wrong_use": "meant for another use",
    "cool_place": "kept for goods that need its climate",
    "for_faster": "kept for faster goods",
    "takes_less": "takes only part of it",
    "farther": "farther off",
}
"""Why a place was proposed or passed over, in few words."""

ELSEWHERE: Mapping[str, str] = {
    "other": "another place than proposed",
    "beside_lots": "beside another lot",
    "beside_products": "beside other goods",
    "beside_owners": "beside goods of another owner",
    "home_full": "more than its bin is filled up to",
    "other_zone": "outside its zone",
    "wrong_use": "a place meant for another use",
    "for_faster": "a place kept for faster goods",
    "cool_place": "a place kept for goods that need its climate",
    "less_suited": "the proposed place suited better",
    "no_stage": "orders wait for it elsewhere",
    "takes_less": "all that place has room for",
    "farther": "farther off than proposed",
    "climate": "in another climate, allowed by a supervisor",
    "hazard": "in another hazard zone, allowed by a supervisor",
    "over_weight": "more weight than it bears",
    "over_volume": "more than fits it",
    "over_units": "more than it takes",
    "over_pallets": "one pallet more than it takes",
    "mixes_lots": "it mixes lots now",
    "mixes_products": "it mixes products now",
    "mixes_owners": "it mixes owners now",
    "others_home": "the fixed bin of other goods",
}
"""What follows from a place that was not proposed, told with the place: below it the next stop is shown already."""

WORDS = {
    "putaway.idle": (
        "Scan what lies on the dock",
        "A product, a pallet or a tote: {things} {things:thing|things} wait",
    ),
    "putaway.idle.empty": ("Nothing lies on the dock", "Scan what was brought in"),
    "putaway.load": ("{qty} x {sku} {qty:goes|go} to {place}", "Type how many, scan more, or scan DONE to walk"),
    "putaway.load.no_place": ("No place has room for {qty} x {sku}", "Scan more, or take it to a place you choose"),
    "putaway.put": (_PUT, "Scan the place"),
    "putaway.put.home": (_PUT, "Its own bin. Scan the place"),
    "putaway.put.same_lot": (_PUT, "The same goods stand there. Scan the place"),
    "putaway.put.same_product": (_PUT, "Another lot of it stands there. Scan the place"),
    "putaway.put.cross_dock": (_PUT, "Orders wait for it. Scan the place"),
    "putaway.put.reserve": (_PUT, "A place in the reserve. Scan the place"),
    "putaway.put.class_a": (_PUT, "Fast goods, near the start. Scan the place"),
    "putaway.put.class_c": (_PUT, "Slow goods, farther off. Scan the place"),
    "putaway.put.no_place": (
        "No place has room for {qty} x {sku}",
        "Scan a place of your choice, or DONE to bring it back",
    ),
    "putaway.pallet": ("Pallet {sku} goes to {place}", "Press 1 to break it up, scan more, or scan DONE to walk"),
    "putaway.pallet.no_place": ("No place has room for pallet {sku}", "Press 1 to break it up, or scan more"),
    "mark.no_place": ("No place has room", ""),
    "putaway_loaded": (_LOADED, "{qty:It goes|They go} to {place}"),
    "putaway_loaded.home": (_LOADED, "{qty:It goes|They go} to {place}, {qty:its|their} own bin"),
    "putaway_loaded.same_lot": (_LOADED, "{qty:It goes|They go} to {place}, where the same goods stand"),
    "putaway_loaded.same_product": (_LOADED, "{qty:It goes|They go} to {place}, beside another lot"),
    "putaway_loaded.empty": (_LOADED, "{qty:It goes|They go} to {place}, the nearest empty place"),
    "putaway_loaded.mixed": (_LOADED, "{qty:It goes|They go} to {place}, the nearest place with room beside others"),
    "putaway_loaded.class_a": (_LOADED, "{qty:It goes|They go} to {place}: fast goods, near the start"),
    "putaway_loaded.class_b": (_LOADED, "{qty:It goes|They go} to {place}, in the middle of the walk"),
    "putaway_loaded.class_c": (_LOADED, "{qty:It goes|They go} to {place}: slow goods, farther off"),
    "putaway_loaded.reserve": (_LOADED, "{qty:It goes|They go} to {place}, in the reserve"),
    "putaway_loaded.cross_dock": (_LOADED, "Orders wait for {waiting}: take them to {place}"),
    "putaway_loaded.no_place": (_LOADED, "No place has room: take it to one you choose"),
    "putaway_loaded_waiting": (_LOADED, "Orders wait for {waiting} of them. {qty:It goes|They go} to {place}"),
    "putaway_back": ("{sku} is on the dock again", "It lies at {place}"),
    "putaway_which": ("Several of {sku} lie on the dock", "Which is it? {lots}"),
    "putaway_this": ("{lot}", "{left} on the dock"),
    "putaway_break_up": ("Break up {pallet}", "Put it away in pieces"),
    "putaway_broken_up": ("{qty} {qty:unit|units} of {pallet} on the trolley, in pieces", "Scan more, or DONE to walk"),
    "putaway_tour": ("Go to {place}", "Put {qty} x {sku} there"),
    "putaway_tour.no_place": ("No place has room for {qty} x {sku}", "Scan a place of your choice"),
    "putaway_at_dock": ("Back at {place}", "Scan what you load, or DONE to walk on"),
    "putaway_chosen": ("{qty} x {sku}", "Put {qty:it|them} at {place}"),
    "putaway_chosen.no_place": ("{qty} x {sku}", "No place has room: scan one you choose"),
    "putaway_part": ("{qty} of {sku} here", "Scan the place"),
    "putaway_put": (_TOLD, _NEXT),
    "putaway_put.last": (_TOLD, "The trolley is empty"),
    "putaway_ask": ("{place} is not for {sku}", _ASK),
    "putaway_ask.climate": ("{place} has the wrong climate for {sku}", "Take it elsewhere, or a supervisor allows it"),
    "putaway_ask.hazard": (
        "{place} is in the wrong hazard zone for {sku}",
        "Take it elsewhere, or a supervisor allows it",
    ),
    "putaway_ask.others_home": ("{place} is the fixed bin of other goods", _ASK),
    "putaway_ask.mixes_owners": ("Goods of another owner stand at {place}", _ASK),
    "putaway_ask.mixes_products": ("Other goods stand at {place}, which takes one product", _ASK),
    "putaway_ask.mixes_lots": ("Another lot stands at {place}, which takes one lot", _ASK),
    "putaway_ask.over_units": ("{place} takes no {qty} more", _ASK),
    "putaway_ask.over_weight": ("{qty} x {sku} {qty:is|are} too heavy for {place}", _ASK),
    "putaway_ask.over_volume": ("{qty} x {sku} {qty:does|do} not fit {place}", _ASK),
    "putaway_ask.over_pallets": ("{place} takes no more pallets", _ASK),
    "putaway_all_the_same": ("Put it there all the same", ""),
    "putaway_not_here": ("Not here", ""),
    "putaway_going_on": ("Go on", "Put {qty} x {sku} at {place}"),
    "putaway_leftovers": (
        "{left} {left:unit is|units are} still on the trolley",
        "Scan DONE again to bring them back to the dock, or go on",
    ),
    "putaway_bring_back": ("Bring the rest back to the dock", ""),
    "putaway_go_on": ("Go on", ""),
    "putaway_all_back": ("{qty} {qty:unit lies|units lie} on the dock again", "At {place}"),
    "putaway_undone": ("Undone", "Take {qty} x {sku} back"),
    "putaway_undone.put": ("Undone", "{qty} x {sku} {qty:is|are} on the trolley again"),
    "putaway_undone.short": ("Undone", "{qty} x {sku} {qty:is|are} on the trolley again"),
    "putaway_undone.load": ("Undone", "{qty} x {sku} {qty:lies|lie} at {place} again"),
    "putaway_skipped": ("{passed} is passed over", "Put {qty} x {sku} at {place}"),
    "putaway_skipped.no_place": ("{passed} is passed over", "No other place has room: scan one you choose"),
    "putaway_short": ("A count of {sku} is asked for", "Type how many there are"),
    "putaway_short.dock": ("A count of {sku} at {place} is asked for", "Type how many you have"),
    "putaway_short.trolley": (
        "{qty} x {sku} {qty:is|are} not on the trolley",
        "A count at {place} is asked for. Go on",
    ),
    "putaway_paused": (
        "Paused: {qty} {qty:unit stays|units stay} on the trolley",
        "Go on at this station when you like",
    ),
    "putaway_paused.empty": ("Paused", "Nothing is on the trolley"),
    "not_on_dock": ("Only {there} more of {sku} lie on the dock", "Take {there}, or scan SHORT for a count"),
    "not_on_dock.nothing": ("No {sku} lies on the dock", "Receive it first, or scan its place at the moving bench"),
    "not_on_dock.on_trolley": ("{sku} is on the trolley of {station} already", "Scan something else"),
    "not_on_dock.for_picker": ("A picker comes for {sku} to the dock", "Leave it there"),
    "nothing_loaded": ("Nothing is on the trolley", "Scan what lies on the dock first"),
    "trolley_full": ("The trolley holds {most} different things", "Put some away first"),
    "not_for_goods": ("{place} is a {kind}: nothing is put away there", "Scan a bin"),
    "place_elsewhere": ("{place} is in warehouse {warehouse}", "Scan a place of {mine}"),
    "place_locked": ("{place} is locked: {reason}", "Press Enter, then scan another place"),
    "more_than_loaded": ("Only {there} of {sku} are on the trolley", "Type at most {there}"),
    "pallet_not_here": ("{pallet} does not stand on the dock", "It stands at {place}. Move it at the moving bench"),
    "bad_field.no_choice": ("{field} cannot be {value}", "Choose one of those offered"),
    "bad_span": ("A home is filled up to {most}, which is less than {least}", "Let the higher number be the most"),
    "no_such_home": ("{place} is no home of {sku}", "Check both"),
    "no_home_there": ("{place} is a {kind}: only a bin can be a home", "Choose a bin"),
    "lock_reason": ("{place} is locked for a reason that people read", "Say why it is locked"),
    "nothing_in_it": ("{pallet} is empty", "Scan something else"),
    "say_which": ("{many} different lots of {sku} lie on the dock", "Scan a code that names the lot or serial"),
}
"""Code -> what happened, what to do."""

for _end, _then in (("", _NEXT), ("_last", "The trolley is empty")):
    WORDS |= {f"putaway_elsewhere{_end}.{code}": (f"{_TOLD}, {told}", _then) for code, told in ELSEWHERE.items()}
    WORDS[f"putaway_elsewhere{_end}"] = WORDS[f"putaway_elsewhere{_end}.other"]

_QUESTIONS = {"putaway_ask": "putaway.ask", "putaway_which": "putaway.which", "putaway_leftovers": "putaway.back"}
WORDS |= {f"{_QUESTIONS[c.partition('.')[0]]}{c[len(c.partition('.')[0]) :]}": said for c, said in WORDS.items()
          if c.partition(".")[0] in _QUESTIONS}  # fmt: skip


def why_words(code: str) -> str:
    """Return why a place was proposed or passed over, in few words."""
    return tr(WHY[code]) if code in WHY else code.replace("_", " ")
