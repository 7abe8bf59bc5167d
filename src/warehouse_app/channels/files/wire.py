"""Reads files: opens, recognises, stages, and hands out a `Reading`. All temporary data lies in the folder it was given."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path

from warehouse_app.channels.files import columns
from warehouse_app.channels.files.card import CARD
from warehouse_app.channels.files.loading import Loaded, Loader, Plan
from warehouse_app.channels.files.native_reading import NativeReading
from warehouse_app.channels.files.portions import BaseReading
from warehouse_app.channels.files.record import Manner
from warehouse_app.channels.files.retail_reading import RetailReading
from warehouse_app.channels.files.source import Source
from warehouse_app.channels.files.staging import Notes, Stage
from warehouse_app.channels.files.table import Header, find_header
from warehouse_app.domain.importing import retail
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.intake import IntakeRequest, Progress, Reading

_LATER = ("suppliers",)
_LATER_FORMATS = ("xlsx", "json", "jsonl")


class FilesIntake:
    """The files channel. `folder` takes the staging files; `zone` is the local time of native files, `retail_zone` that of the retail shop."""

    def __init__(self, folder: Path, zone: tzinfo, retail_zone: tzinfo) -> None:
        self._folder, self._zone, self._retail_zone = folder, zone, retail_zone

    def open(self, path: Path, request: IntakeRequest, progress: Progress | None = None) -> Reading:
        """Read one file whole into a stage. Raises `Usage` for what cannot be read as asked; nothing is left behind then."""
        _check(request)
        if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
            raise Usage("not_in_this_version", what="json")
        source = Source(path)
        stage = Stage(self._folder)
        try:
            try:
                reading = self._read(source, stage, request, progress)
            except UnicodeDecodeError:
                source.recode()
                stage.reset()
                reading = self._read(source, stage, request, progress)
        except UnicodeError:
            stage.close()
            raise Usage("import_file_encoding", file=path.name) from None
        except BaseException:
            stage.close()
            raise
        reading.file = path.name
        return reading

    def _read(self, source: Source, stage: Stage, request: IntakeRequest, progress: Progress | None) -> BaseReading:
        file = source.path.name
        kind = request.kind
        header = find_header(source, lambda names: max(columns.known_count(kind, names), len(_retail_columns(names)) + 1))
        found = _retail_columns(header.names)
        is_retail = len(found) == len(retail.FIELDS)
        wants_retail = request.format in ("retail", "retail-opening")
        if wants_retail and not is_retail:
            missing = ", ".join(name for name in retail.FIELDS if name not in found)
            raise Usage("import_header_unknown", file=file, kind="retail", missing=missing, found=", ".join(header.names[:12]))
        if wants_retail or (is_retail and request.format == "auto" and kind in ("orders", "products", "customers")):
            reading: BaseReading = self._retail(source, stage, request, header, found, progress)
        elif is_retail and kind == "stock":
            raise Usage("import_retail_stock", file=file)
        else:
            reading = self._native(source, stage, request, header, progress)
        reading.header = header.names
        if source.encoding.guessed:
            reading.notes.add("encoding_guessed", source.encoding.name)
        return reading

    def _retail(
        self, source: Source, stage: Stage, request: IntakeRequest, header: Header, found: dict[str, int], progress: Progress | None
    ) -> BaseReading:
        twice = next((name for i, name in enumerate(header.names) if name and name in header.names[:i]), None)
        if twice:
            raise Usage("import_column_twice", file=source.path.name, first=twice, second=twice)
        plan = Plan((found["invoice"],), "invoice", (found["quantity"], found["price"]), (found["at"],), fold_case=True)
        loaded = Loader(source, header, stage, plan).load(progress)
        _check_dates(loaded, source.path.name)
        reading = RetailReading(stage, loaded, request, [found[name] for name in retail.FIELDS], self._retail_zone)
        _remark(loaded, reading.notes)
        reading.fold()
        return reading

    def _native(self, source: Source, stage: Stage, request: IntakeRequest, header: Header, progress: Progress | None) -> BaseReading:
        kind = request.kind
        found, ignored = columns.match(kind, header.names, source.path.name)
        roles = columns.roles(kind)
        keys = columns.KEYS[kind]
        plan = Plan(
            keys=tuple(found[name] for name in keys if name in found),
            key_field=keys[0],
            numbers=tuple(at for name, at in found.items() if roles[name] == "number"),
            dates=tuple(at for name, at in found.items() if roles[name] == "date"),
            fold_case=kind in ("products", "stock"),
        )
        loaded = Loader(source, header, stage, plan).load(progress)
        _check_dates(loaded, source.path.name)
        notes = Notes()
        for name in ignored:
            notes.add("column_ignored", name)
        _remark(loaded, notes)
        return NativeReading(stage, loaded.read, request, Manner.of(found, loaded, self._zone, notes))


def _check(request: IntakeRequest) -> None:
    if request.kind in _LATER:
        raise Usage("not_in_this_version", what=f"import {request.kind}")
    if request.format in _LATER_FORMATS:
        raise Usage("not_in_this_version", what=request.format)
    if request.mapping is not None:
        raise Usage("not_in_this_version", what="--map")
    formats = {name: kinds for name, kinds in CARD.formats}
    if request.format not in ("auto", *formats):
        raise Usage("import_format_unknown", format=request.format, known=", ".join(["auto", *formats]))
    kinds = formats.get(request.format, formats["native"])
    if request.kind not in kinds:
        raise Usage("import_kind_unknown", kind=request.kind, format=request.format, known=", ".join(kinds))


def _retail_columns(names: tuple[str, ...] | list[str]) -> dict[str, int]:
    plain = [columns.plain(name) for name in names]
    found = {field: next((i for i, name in enumerate(plain) if name in known), None) for field, known in retail.HEADER.items()}
    return {field: at for field, at in found.items() if at is not None}


def _check_dates(loaded: Loaded, file: str) -> None:
    order = loaded.order
    if order.unclear and not order.order:
        both = order.day_first and order.month_first
        raise Usage("import_dates_mixed" if both else "import_dates_ambiguous", file=file, example=order.example)


def _remark(loaded: Loaded, notes: Notes) -> None:
    if loaded.order.order == "month":
        notes.add("month_first", loaded.order.example, loaded.order.month_first)
    elif loaded.order.order == "day" and loaded.order.unclear:
        notes.add("day_first", loaded.order.example, loaded.order.unclear)
    if loaded.mark.mark == ",":
        notes.add("decimal_comma", loaded.mark.example, loaded.mark.commas)
    if loaded.mark.points and loaded.mark.commas:
        notes.add("decimal_mixed", loaded.mark.example, min(loaded.mark.points, loaded.mark.commas))
