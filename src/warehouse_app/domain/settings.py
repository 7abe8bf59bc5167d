"""Settings, declared once: name, type, default, the sentence that explains it, and the right that may change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal

LONGEST_VALUE = 500


class SettingKind(StrEnum):
    """What a setting's value is."""

    TEXT = "text"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Numbers lie between `low` and `high`; a choice is one of `choices`; values are kept as text."""

    name: str
    kind: SettingKind
    default: str
    sentence: str
    right: Right = Right.SETTINGS
    low: int = 0
    high: int = 1_000_000
    choices: tuple[str, ...] = ()


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


_DECLARED = (
    Setting("company.name", SettingKind.TEXT, "My company", "The name on labels and papers"),
    Setting("company.street", SettingKind.TEXT, "", "The sender's street on labels"),
    Setting("company.city", SettingKind.TEXT, "", "The sender's postcode and city on labels"),
    Setting("company.country", SettingKind.TEXT, "", "The sender's country on labels"),
)

SETTINGS: Mapping[str, Setting] = MappingProxyType({each.name: each for each in _DECLARED})
"""Every setting by name."""


def checked(setting: Setting, text: str) -> str | SettingInvalid:
    """Return the value as it is kept, or why it does not fit."""
    value = text.strip()
    if len(value) > LONGEST_VALUE or not all(sign.isprintable() for sign in value):
        return SettingInvalid(setting.name, f"at most {LONGEST_VALUE} printable characters")
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
