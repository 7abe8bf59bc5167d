"""What a form beside a list shows, as values: fields with what they held when they were opened. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from warehouse_app.domain.editing import Change


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: its name for the house, its words, a line of help, and the choices where it is one of several.

    With `picture` its value is the digest of one, which is chosen from a file; `decimal` ones are figures with a
    decimal mark, written and read as the person's language has it.
    """

    name: str
    words: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    picture: bool = False
    decimal: bool = False


@dataclass(frozen=True, slots=True)
class FormValue:
    """A form. `before` is what was there when it was opened; `number` tells one opening from another.

    `refusals` are told under their fields, those of "" under the whole; what was typed stays.
    """

    name: str
    title: str
    deed: str
    fields: tuple[FormField, ...]
    before: Mapping[str, str] = field(default_factory=dict)
    refusals: Mapping[str, str] = field(default_factory=dict)
    number: int = 0

    def refused(self, where: str, words: str) -> FormValue:
        """Return it with one refusal."""
        known = {each.name for each in self.fields}
        return replace(self, refusals={where if where in known else "": words})

    def called(self, name: str) -> str:
        """Return what the form calls a field."""
        return next((each.words for each in self.fields if each.name == name), name)

    def seen(self, name: str, now: str) -> FormValue:
        """Return it knowing what a field holds now: saving again is done knowingly."""
        return replace(self, before={**self.before, name: now})

    def changes(self, values: Mapping[str, str]) -> tuple[Change, ...]:
        """Return what was changed of what was there."""
        names = [each.name for each in self.fields if each.name in self.before]
        return tuple(
            Change(name, self.before[name], values[name].strip())
            for name in names
            if name in values and values[name].strip() != self.before[name]
        )
