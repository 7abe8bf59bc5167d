"""Mappings of foreign tables, kept by channel and kind: saved, removed, listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.importing.mapping import FileMapping, fault
from warehouse_app.domain.importing.mapping_text import from_text, to_text
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused, Usage
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import mappings
from warehouse_app.store.importing.mappings import MappingRow

LONGEST_CHANNEL = 40


@dataclass(frozen=True, slots=True)
class MappingUnknown(Refusal):
    """No mapping is kept for this kind of this channel."""

    code: ClassVar[str] = "mapping_unknown"
    kind: str
    channel: str


@dataclass(frozen=True, slots=True)
class MappingMoved(Refusal):
    """Somebody else kept another mapping for the channel while one worked on it."""

    code: ClassVar[str] = "mapping_moved"
    kind: str
    channel: str


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """A mapping, when it was kept and by whom (person id)."""

    mapping: FileMapping
    at: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveMapping(Command):
    """Keep a mapping for its channel and kind, in the place of the one before. `body` is its text.

    `was` is the text the person saw in its place ("" for none); None asks nothing.
    """

    channel: str
    kind: str
    body: str
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMapping(Command):
    """Forget the mapping of a channel for a kind."""

    channel: str
    kind: str


@handles(SaveMapping, right=Right.IMPORT)
def _save(desk: Desk, command: SaveMapping, _: Session) -> None:
    if command.was is not None:
        row = mappings.one(desk, command.channel, command.kind)
        if (row.body if row is not None else "") not in (command.was, command.body):
            raise Refused(MappingMoved(command.kind, command.channel))
    mappings.keep(desk, command.channel, command.kind, command.body)
    desk.touch(Touched.IMPORT)


@handles(RemoveMapping, right=Right.IMPORT)
def _remove(desk: Desk, command: RemoveMapping, _: Session) -> None:
    if not mappings.remove(desk, command.channel, command.kind):
        raise Refused(MappingUnknown(command.kind, command.channel))
    desk.touch(Touched.IMPORT)


def save_mapping(command_id: str, mapping: FileMapping, seen: Iterable[FileMapping] | None = None) -> SaveMapping:
    """Return the command that keeps a mapping; `seen` are those the person knows to be kept.

    Raises Usage for one without channel, or that no file could fit.
    """
    channel = mapping.channel.strip()
    if not channel or len(channel) > LONGEST_CHANNEL:
        raise Usage("mapping_wrong", file=mapping.kind, problem="channel", example=channel[:LONGEST_CHANNEL] or "-")
    found = fault(mapping)
    if found is not None:
        raise Usage("mapping_wrong", file=mapping.kind, problem=found[0], example=found[1])
    return SaveMapping(
        id=command_id, channel=channel, kind=mapping.kind, body=to_text(mapping), was=_was(mapping, seen)
    )


def _was(mapping: FileMapping, seen: Iterable[FileMapping] | None) -> str | None:
    if seen is None:
        return None
    here = (mapping.channel.strip(), mapping.kind)
    return next((to_text(each) for each in seen if (each.channel, each.kind) == here), "")


def find_mappings(desk: Desk) -> tuple[KeptMapping, ...]:
    """Return all kept mappings by channel and kind. For `Runner.ask` with the right to import."""
    return tuple(_read(row) for row in mappings.every(desk))


def mapping_of(desk: Desk, channel: str, kind: str) -> KeptMapping:
    """Return one. Raises Refused(MappingUnknown). For `Runner.ask`."""
    row = mappings.one(desk, channel, kind)
    if row is None:
        raise Refused(MappingUnknown(kind, channel))
    return _read(row)


def kept_for(runner: Runner, session: Session, kind: str) -> tuple[FileMapping, ...]:
    """Return the mappings by which a file of this kind may be read."""
    kept = runner.ask(find_mappings, session, Right.IMPORT)
    return tuple(each.mapping for each in kept if each.mapping.kind == kind)


def _read(row: MappingRow) -> KeptMapping:
    return KeptMapping(from_text(row.body, f"{row.channel} {row.kind}"), row.at, row.who)
