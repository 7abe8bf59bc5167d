"""The command line is built for each call: the same each time, and the part that is named is the part of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer

from tests.journeys.program import Program
from warehouse_app.terminal.commands import app
from warehouse_app.terminal.narrow import narrowed


def walked(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Go through a command and all below it."""
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from walked(each, *path, name)


def shape(command: Any) -> list[tuple[str, list[str], bool]]:
    return [(each.name, each.opts, each.required) for each in command.params]


def count(built: typer.Typer) -> int:
    below = [each.typer_instance for each in built.registered_groups if each.typer_instance is not None]
    return len(built.registered_commands) + sum(map(count, below))


def test_it_does_not_grow_from_call_to_call() -> None:
    assert count(app()) == count(app()) == len({path for path, _ in walked(typer.main.get_command(app()))}) - groups()


def groups() -> int:
    return sum(hasattr(each, "commands") for _, each in walked(typer.main.get_command(app())))


def test_what_is_named_is_as_in_the_whole_and_stands_alone() -> None:
    for path, command in walked(typer.main.get_command(app())):
        less = typer.main.get_command(narrowed(app(), path))
        found = dict(walked(less))[path]
        assert (found.name, found.help, shape(found)) == (command.name, command.help, shape(command))
        for up in range(len(path)):
            assert list(dict(walked(less))[path[:up]].commands) == [path[up]]


@pytest.mark.parametrize("words", [(), ("--help",), ("nonsense",), ("stock", "--help"), ("stock", "nonsense")])
def test_where_nothing_is_named_all_is_there_to_be_told(words: tuple[str, ...]) -> None:
    whole = typer.main.get_command(app())
    at = words[:-1]
    less = dict(walked(typer.main.get_command(narrowed(app(), words))))
    assert list(less[at].commands) == list(dict(walked(whole))[at].commands)


def test_a_wrong_word_is_told_by_what_it_stands_behind(tmp_path: Any) -> None:
    program = Program(tmp_path / "home")
    assert "stock nonsense" in program.call("stock", "nonsense").err
    assert program.call("stock", "move", "--nonsense").code == 2
