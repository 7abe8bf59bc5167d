"""Words of settings, and the page that documents them, made of the table that declares them."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.settings import SETTINGS, Scope, Setting, SettingKind
from warehouse_app.wording import tr

WORDS: Mapping[str, tuple[str, str]] = {
    "setting_unknown": ("There is no setting {name}", "See: warehouse settings list"),
    "setting_invalid": ("This value does not fit {name}", "It takes {wanted}"),
    "setting_moved": ("Somebody changed {name} meanwhile: it is {value} now", "Look again, then save"),
    "setting_elsewhere.company": ("{name} is the same at every station", "Set it for the company"),
    "setting_elsewhere.machine": ("{name} holds on one machine only", "Set it at that machine"),
}
"""Code -> what happened, what to do."""

GROUPS: Mapping[str, str] = {
    "company": "Company",
    "pick": "Picking",
    "pack": "Packing",
    "count": "Counting",
    "plan": "Planning",
    "people": "People",
    "photos": "Photos",
    "returns": "Returns",
    "scan": "Scanning",
    "window": "Window",
}
"""First word of a setting's name -> the title its group stands under."""

SCOPES: Mapping[str, str] = {
    Scope.COMPANY: "the whole company",
    Scope.STATION: "the company; a station may have its own",
    Scope.MACHINE: "this machine only",
}
"""Scope -> where a setting holds."""

CHOICES: Mapping[str, str] = {
    "on": "On",
    "off": "Off",
    "system": "Like the system",
    "window.language.system": "Like the computer",
    "en": "English",
    "de": "Deutsch",
    "light": "Light",
    "dark": "Dark",
    "contrast": "High contrast",
    "each": "Each unit",
    "count": "Each, or one and how many",
    "first": "One proves all",
    "none": "Nothing, a key confirms",
    "never": "Never",
    "damage": "Of damaged items",
    "always": "Of each parcel, before it is sealed",
    "rule": "By rule",
    "pack.scan_back.always": "Always",
    "several": "Where several are open",
    "large": "Where it is larger than a cart",
    "suggest": "Suggested, a number takes it",
    "scan": "By its code",
    "A4": "A4",
    "Letter": "Letter (US)",
}
"""A value of a switch or choice -> its word (behind a setting's name: there alone); any other is shown as it is."""

_HEAD = """# Settings

Every setting there is: declared once in `domain/settings.py`, changed at the Settings screen (Ctrl+S saves) or by
`warehouse settings set NAME VALUE`, with `--station CODE` for one station. A change stands in the audit with who made
it. This page is written by `warehouse settings page`.
"""


def shown(setting: Setting, value: str) -> str:
    """Return a value as a form shows it."""
    if not value:
        return tr("nothing")
    own = CHOICES.get(f"{setting.name}.{value}") or CHOICES.get(value)
    words = tr(own) if own and setting.kind is not SettingKind.TEXT else value
    return f"{words} {setting.unit}" if setting.unit else words


def takes(setting: Setting) -> str:
    """Return what a setting takes, in words."""
    if setting.kind is SettingKind.SWITCH:
        return tr("on or off")
    if setting.kind is SettingKind.CHOICE:
        return ", ".join(setting.choices)
    if setting.kind is SettingKind.NUMBER:
        return tr("a whole number from {low} to {high}").format(low=setting.low, high=setting.high)
    return tr(setting.wanted) if setting.wanted else tr("text")


def page() -> str:
    """Return the documentation page of all settings as Markdown."""
    lines = [_HEAD]
    for group in dict.fromkeys(each.group for each in SETTINGS.values()):
        lines += [f"## {GROUPS[group]}", "", "| setting | what it does | takes | default | holds for | changed by |"]
        lines.append("| --- | --- | --- | --- | --- | --- |")
        for each in (one for one in SETTINGS.values() if one.group == group):
            who = f'right "{each.right.value}"' if each.right else "whoever sits there"
            default = f"`{each.default}`" if each.default else "nothing"
            lines.append(
                f"| `{each.name}` | {each.sentence} | {takes(each)} | {default} | {SCOPES[each.scope]} | {who} |"
            )
        lines.append("")
    return "\n".join(lines)
