"""Settings, declared once: name, type, default, the sentence that explains it, where it holds, and who may change it.

Form, documentation page, validation and command line all come from this table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from warehouse_app.domain.barcodes.shop_numbers import SHAPE
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.returning.claims import SHAPE as CLAIM_DAYS

LONGEST_VALUE = 500


class SettingKind(StrEnum):
    """What a setting's value is."""

    TEXT = "text"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"


class Scope(StrEnum):
    """Where a setting holds: in the whole company, there with another value at a station, or on one machine only."""

    COMPANY = "company"
    STATION = "station"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Numbers lie between `low` and `high`; a choice is one of `choices`; values are kept as text.

    `label` is what a form calls it, `unit` stands behind a number. `right` None: whoever sits at the machine.
    """

    name: str
    kind: SettingKind
    default: str
    label: str
    sentence: str
    scope: Scope = Scope.COMPANY
    right: Right | None = Right.SETTINGS
    low: int = 0
    high: int = 1_000_000
    choices: tuple[str, ...] = ()
    unit: str = ""
    shape: str = ""
    """What each word of a text looks like (a regular expression), with `wanted` to say so."""
    wanted: str = ""

    @property
    def group(self) -> str:
        """Return the first word of the name: settings of one group stand together."""
        return self.name.partition(".")[0]

    @property
    def key(self) -> str:
        """Return the last word of the name: what the machine's own file calls it."""
        return self.name.partition(".")[2]


@dataclass(frozen=True, slots=True)
class SettingUnknown(Refusal):
    """There is no such setting."""

    code: ClassVar[str] = "setting_unknown"
    name: str


@dataclass(frozen=True, slots=True)
class SettingInvalid(Refusal):
    """The value does not fit the setting; `wanted` says what would."""

    code: ClassVar[str] = "setting_invalid"
    name: str
    wanted: str


@dataclass(frozen=True, slots=True)
class SettingElsewhere(Refusal):
    """The setting does not hold for a station, or holds on one machine only."""

    code: ClassVar[str] = "setting_elsewhere"
    name: str
    problem: str


@dataclass(frozen=True, slots=True)
class SettingMoved(Refusal):
    """Somebody else changed the setting while one looked at it; it is `value` now."""

    code: ClassVar[str] = "setting_moved"
    name: str
    value: str


_TEXT, _SWITCH, _CHOICE, _NUMBER = SettingKind.TEXT, SettingKind.SWITCH, SettingKind.CHOICE, SettingKind.NUMBER
_LOOKS = ("system", "light", "dark", "contrast")
_LANGUAGES = ("system", "en", "de")
_SIZES = ("100", "115", "130", "150")
_VOLUMES = ("25", "50", "75", "100")
_DECLARED = (
    Setting("company.name", _TEXT, "My company", "Name", "The company's name on labels and papers"),
    Setting("company.street", _TEXT, "", "Street", "The sender's street on labels"),
    Setting("company.city", _TEXT, "", "City", "The sender's postcode and city on labels"),
    Setting("company.country", _TEXT, "", "Country", "The sender's country on labels"),
    Setting("company.currency", _TEXT, "EUR", "Currency", "The company's own currency, by its three letters"),
    Setting(
        "company.paper", _CHOICE, "A4", "Paper", "What papers are laid out for",
        choices=("A4", "Letter"),
    ),
    Setting(
        "company.gs1_prefix", _TEXT, "", "GS1 prefix",
        "Given by GS1, 7 to 12 digits; pallet numbers begin with it",
    ),
    Setting("pack.slip", _SWITCH, "on", "Packing slip", "A packing slip prints with each parcel", Scope.STATION),
    Setting(
        "pack.rush", _SWITCH, "off", "Rush mode",
        "For runs of orders of one item: its scan at rest opens the order, packs it, seals it and prints its label",
        Scope.STATION,
    ),
    Setting(
        "pack.wall", _SWITCH, "on", "Put wall at the bench",
        "Goods of a batch still to be sorted are put into their slots at the pack bench; off: they are refused",
        Scope.STATION,
    ),
    Setting(
        "pack.scan_back", _CHOICE, "several", "Scan the label back",
        "always: the scan of its label closes each parcel; several: where an order takes more than one parcel, or "
        "another label is open at the bench; off: never", Scope.STATION, choices=("always", "several", "off"),
    ),
    Setting(
        "pack.label_first", _SWITCH, "off", "Labels with the release",
        "What is released at this station has its labels bought from the expected weight and printed at once; the pack "
        "bench opens an order by its label, and a weight that differs voids it", Scope.STATION,
    ),
    Setting(
        "pack.box", _CHOICE, "off", "Box of a parcel",
        "off: no box is asked for; suggest: one is suggested, a number or its code takes one; scan: its code alone",
        Scope.STATION, choices=("off", "suggest", "scan"),
    ),
    Setting(
        "pack.box_infill", _NUMBER, "10", "Room for padding",
        "So much of a box is kept for what pads the goods", Scope.STATION, high=90, unit="%",
    ),
    Setting(
        "pack.box_divisor", _NUMBER, "5000", "Volume per kilogram",
        "Carriers charge a large light parcel by its volume: so many cubic centimetres as a kilogram; 0: never",
        high=100_000, unit="cm3",
    ),
    Setting(
        "pack.box_divisors", _TEXT, "", "Volume per kilogram by service",
        "Where it differs, as DHL=5000 UPS-EXPRESS=4000: for all services that begin so",
        shape="[A-Za-z0-9._-]{1,40}=[0-9]{1,6}", wanted="SERVICE=5000",
    ),
    Setting(
        "pack.box_kilo", _NUMBER, "100", "A kilogram costs",
        "What a kilogram is reckoned with when boxes are compared, in cents", Scope.STATION, unit="ct",
    ),
    Setting(
        "pack.box_parcel", _NUMBER, "300", "One more parcel costs",
        "What each parcel of an order is reckoned with when boxes are compared, in cents", Scope.STATION, unit="ct",
    ),
    Setting(
        "pack.weigh", _SWITCH, "off", "Weigh each parcel",
        "A parcel waits for its weight, from the scale or typed, before its label prints; else it is computed",
        Scope.STATION,
    ),
    Setting(
        "pack.weigh_still_ms", _NUMBER, "800", "Taken by itself after",
        "So long a weight stands still before it is taken by itself; 0: only when Weigh is pressed", Scope.STATION,
        high=10_000, unit="ms",
    ),
    Setting(
        "pack.weigh_percent", _NUMBER, "10", "Weights in the books may be off by",
        "A parcel is asked about where it differs more, until parcels have taught what its goods weigh; "
        "0: it is not judged", Scope.STATION,
        high=100, unit="%",
    ),
    Setting(
        "pack.photo", _CHOICE, "never", "Photo of a parcel",
        "never; damage: of each damaged item; always: of each parcel too, before it is sealed; rule: of damaged items, "
        "and where an instruction asks for it or the order is worth so much", Scope.STATION,
        choices=("never", "damage", "always", "rule"),
    ),
    Setting(
        "pack.photo_from", _NUMBER, "0", "Photo from a worth of",
        "By rule: a parcel of an order worth so much is photographed before it is sealed; 0: whatever it is worth, no",
        Scope.STATION,
    ),
    Setting(
        "pack.weigh_least_g", _NUMBER, "10", "Always allowed",
        "A parcel is never asked about for a smaller difference, nor for less than one step of the scale",
        Scope.STATION, high=5_000, unit="g",
    ),
    Setting(
        "pack.weigh_share", _NUMBER, "5", "Always allowed, of the whole",
        "Nor for less than such a part of its weight, in thousandths", Scope.STATION, high=200, unit="‰",
    ),
    Setting(
        "pack.weigh_sigmas", _NUMBER, "3", "How sure a question is",
        "Asked is beyond so many standard deviations of what was learned: 2 asks more often, 5 seldom",
        Scope.STATION, low=1, high=9,
    ),
    Setting(
        "pack.packaging_g", _NUMBER, "500", "Packaging at most",
        "What box and filling may weigh where no box is named, until parcels have taught what they do",
        Scope.STATION, high=50_000, unit="g",
    ),
    Setting(
        "pick.place_scan", _SWITCH, "on", "Scan each place", "A picker scans the place before its goods, unless the "
        "product's own rule says otherwise", Scope.STATION,
    ),
    Setting(
        "pick.item_scan", _CHOICE, "count", "Scan the goods",
        "each: every unit; count: each, or one and how many; first: one proves all; none: a key confirms them",
        Scope.STATION, choices=("each", "count", "first", "none"),
    ),
    Setting(
        "pick.zero_check", _SWITCH, "off", "Ask whether a place is empty",
        "Where the books say that the last unit was taken the picker says whether it is so; if not, it is counted",
        Scope.STATION,
    ),
    Setting(
        "count.blind", _SWITCH, "on", "Count blind", "Who counts is not told what the books have", Scope.STATION,
    ),
    Setting(
        "count.recount_units", _NUMBER, "5", "Counted again above", "Another person counts again where a product "
        "differs by more units", high=1_000_000, unit="units",
    ),
    Setting(
        "count.recount_value", _NUMBER, "50", "Counted again above a worth of", "Another person counts again where "
        "the differences of a place are worth more, in the company's currency", high=1_000_000,
    ),
    Setting(
        "count.approve_value", _NUMBER, "100", "Decided above a worth of", "A supervisor decides where the "
        "differences of a place are worth more, in the company's currency", high=1_000_000,
    ),
    Setting(
        "count.ask_over", _NUMBER, "1000", "Ask about numbers above", "A larger number typed at the count bench is "
        "asked about", high=999_999, unit="units",
    ),
    Setting(
        "plan.cart_orders", _NUMBER, "12", "Orders on a cart", "A batch has at most so many orders, one a slot",
        low=1, high=200, unit="orders",
    ),
    Setting(
        "plan.cart_units", _NUMBER, "1000", "Units on a cart",
        "A trip picks at most so many units; an order with more is picked in several trips",
        low=1, high=1_000_000, unit="units",
    ),
    Setting(
        "plan.split", SettingKind.CHOICE, "never", "Split an order over several carts",
        "never: one person picks an order larger than a cart, trip after trip; large: each cartful is a part of its "
        "own, picked by several people at once, and packed when all of them are picked", choices=("never", "large"),
    ),
    Setting(
        "plan.singles", _NUMBER, "12", "Single pieces apart from",
        "From so many orders of one piece a day on these are picked by themselves into one tote; 0 is never",
        low=0, high=10_000, unit="orders",
    ),
    Setting(
        "plan.seconds", _NUMBER, "10", "Improve a plan for",
        "So long a plan is improved before it rests; it can be released at any time", low=0, high=600, unit="s",
    ),
    Setting(
        "people.pause_s", _NUMBER, "180", "A pause is longer than",
        "A longer time between two scans of a person is a pause: it is not counted as work", low=30, high=3_600,
        unit="s",
    ),
    Setting(
        "people.lock_minutes", SettingKind.NUMBER, "15", "Lock an idle bench",
        "After so many minutes without a scan, key or click the window asks for a badge; 0 is never", Scope.STATION,
        high=480, unit="min",
    ),
    Setting(
        "scan.shop_numbers", _TEXT, "", "Shop's own numbers",
        "How numbers with 02, 04 or 20 to 29 in front carry item and grams: I item, G grams, X anything, C check digit",
        shape=SHAPE, wanted="words of 13 signs, such as 28IIIIIGGGGGC",
    ),
    Setting(
        "scan.double_ms", SettingKind.NUMBER, "120", "Double reading",
        "The same code again so soon, from a scanner that types, is one reading: it is told and not counted; "
        "a scanner that is set up as a device has its own", Scope.STATION, high=2_000, unit="ms",
    ),
    Setting(
        "scan.gap_ms", SettingKind.NUMBER, "35", "Slowest keys of a scanner",
        "Keys that follow each other so fast come from a scanner, not from a person", Scope.STATION, low=10, high=200,
        unit="ms",
    ),
    Setting(
        "scan.prefix", _TEXT, "", "Before each code",
        "What a scanner that types sends before each code; it is taken off. \\x02 is a control character",
        Scope.STATION,
    ),
    Setting(
        "scan.suffix", _TEXT, "", "After each code",
        "What it sends after each code, before Enter or Tab or instead of them; it is taken off, and ends the code",
        Scope.STATION,
    ),
    Setting(
        "returns.claim_days", _TEXT, "7", "Days to claim of a carrier",
        "So long after a parcel came back damaged or empty a carrier takes a claim; where one differs, as 7 DHL=3",
        right=Right.RETURN_RULES, shape=CLAIM_DAYS, wanted="7 DHL=3",
    ),
    Setting(
        "returns.putaway_label", _SWITCH, "off", "Put-away labels of returns",
        "Each unit of a return that is settled has its put-away label printed: grade, where it goes, the bin proposed",
        Scope.STATION, Right.RETURN_RULES,
    ),
    Setting(
        "returns.weigh", _SWITCH, "on", "Weigh what comes back",
        "The returns bench says where a parcel was not weighed yet; it is settled all the same",
        Scope.STATION, Right.RETURN_RULES,
    ),
    Setting(
        "returns.provider", _TEXT, "", "Who pays refunds back",
        "The provider that refunds are sent to by themselves; empty: a person pays each, and confirms its reference",
        right=Right.RETURN_RULES,
    ),
    Setting(
        "photos.photo_folder", _TEXT, "", "Folder of the photos",
        "Where photos lie; empty is the folder photos in the home. Several computers need one that all of them see",
        Scope.MACHINE, None,
    ),
    Setting(
        "photos.photo_command", _TEXT, "", "Camera",
        "The command that takes one picture into {file}, such as: fswebcam -q {file}. Empty: photos are files",
        Scope.MACHINE, None,
    ),
    Setting(
        "window.language", _CHOICE, "system", "Language",
        "What this computer speaks, from its next start on; a person may have another", Scope.MACHINE, None,
        choices=_LANGUAGES,
    ),
    Setting("window.look", _CHOICE, "system", "Look", "Colours of the window", Scope.MACHINE, None, choices=_LOOKS),
    Setting(
        "window.text_size", _CHOICE, "100", "Text size", "How large all text is, in percent", Scope.MACHINE, None,
        choices=_SIZES, unit="%",
    ),
    Setting("window.touch", _SWITCH, "off", "Touch", "Larger targets, for fingers and gloves", Scope.MACHINE, None),
    Setting("window.sounds", _SWITCH, "on", "Sounds", "Each verdict has its tone", Scope.MACHINE, None),
    Setting(
        "window.volume", _CHOICE, "100", "Volume", "How loud the tones are, in percent of what the computer plays",
        Scope.MACHINE, None, choices=_VOLUMES, unit="%",
    ),
    Setting("window.still", _SWITCH, "off", "No motion", "Nothing slides or fades", Scope.MACHINE, None),
)  # fmt: skip

SETTINGS: Mapping[str, Setting] = MappingProxyType({each.name: each for each in _DECLARED})
"""Every setting by name."""


def checked(setting: Setting, text: str) -> str | SettingInvalid:
    """Return the value as it is kept, or why it does not fit."""
    value = text.strip()
    if len(value) > LONGEST_VALUE or not all(sign.isprintable() for sign in value):
        return SettingInvalid(setting.name, f"at most {LONGEST_VALUE} printable characters")
    if setting.shape and not all(re.fullmatch(setting.shape, word) for word in value.split()):
        return SettingInvalid(setting.name, setting.wanted)
    if setting.kind is SettingKind.NUMBER:
        fits = value.isascii() and value.isdigit() and len(value) <= len(str(setting.high))
        if not fits or not setting.low <= int(value) <= setting.high:
            return SettingInvalid(setting.name, f"a whole number from {setting.low} to {setting.high}")
        return str(int(value))
    if setting.kind is SettingKind.SWITCH:
        switch = {
            "on": "on",
            "yes": "on",
            "true": "on",
            "1": "on",
            "off": "off",
            "no": "off",
            "false": "off",
            "0": "off",
        }
        return switch.get(value.lower()) or SettingInvalid(setting.name, "on or off")
    if setting.kind is SettingKind.CHOICE and value not in setting.choices:
        return SettingInvalid(setting.name, " or ".join(setting.choices))
    return value
