"""Only what is named is built: a call names one of many commands, and to build them all takes longer than most do."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import typer
from typer.models import CommandInfo


def narrowed(whole: typer.Typer, words: Sequence[str]) -> typer.Typer:
    """Return the command line without what these words do not name; all of it where they name nothing that is there."""
    word = words[0] if words else ""
    commands = [each for each in whole.registered_commands if _name(each) == word]
    groups = [each for each in whole.registered_groups if each.name == word]
    if not commands and not groups:  # help, an option, or a word that is told to be wrong
        return whole
    less = copy.copy(whole)
    less.registered_commands, less.registered_groups = commands, []
    for group in map(copy.copy, groups):
        assert group.typer_instance is not None, "a group has commands"
        group.typer_instance = narrowed(group.typer_instance, words[1:])
        less.registered_groups.append(group)
    return less


def _name(command: CommandInfo) -> str:
    """Return the word by which a command is called, as typer makes it."""
    return command.name or getattr(command.callback, "__name__", "").lower().replace("_", "-")
