"""Reads files: opens, recognises, stages, and hands out a `Reading`. All temporary data lies in the folder it was
given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from warehouse_app.channels.files import columns
from warehouse_app.channels.files.card import CARD
from warehouse_app.channels.files.loading import Loaded, Loader, Plan
from warehouse_app.channels.files.native_reading import NativeReading
from warehouse_app.channels.files.pictures import FolderReading
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
    """The files channel. `folder` takes the staging files; `zone` is the local time of native files, `retail_zone`
    that of the retail shop.
    """

    def __init__(self, folder: Path, zone: tzinfo, retail_zone: tzinfo) -> None:
        self._folder, self._zone, self._retail_zone = folder, zone, retail_zone

    def open(self, path: Path, request: IntakeRequest, progress: Progress | None = None) -> Reading:
        """Read one file whole into a stage. Raises `Usage` for what cannot be read as asked; nothing is left behind
        then.
        """
        _check(request)
        if path.is_dir() and request.kind == "products":
            return FolderReading(self._folder, path, request)
        if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
            raise Usage("not_in_this_version", what="json")
        source = Source(path)
        stage = Stage(self._folder)
        try:
            try:
                reading = self._read(_begin(source, stage, request, progress))
            except UnicodeDecodeError:
                source.recode()
                stage.reset()
                reading = self._read(_begin(source, stage, request, progress))
        except UnicodeError:
            stage.close()
            raise Usage("import_file_encoding", file=path.name) from None
        except BaseException:
            stage.close()
            raise
        reading.file = path.name
        return reading

    def _read(self, job: _Job) -> BaseReading:
        kind, names = job.request.kind, job.header.names
        found = _retail_columns(names)
        is_retail = len(found) == len(retail.FIELDS)
        wants_retail = job.request.format in {"retail", "retail-opening"}
        if wants_retail and not is_retail:
            missing = ", ".join(name for name in retail.FIELDS if name not in found)
            shown = ", ".join(name[:40] for name in names[:12])
            raise Usage("import_header_unknown", file=job.file, kind="retail", missing=missing, found=shown)
        takes_retail = dict(CARD.formats)["retail"]
        if wants_retail or (is_retail and job.request.format == "auto" and kind in takes_retail):
            reading: BaseReading = self._retail(job, found)
        elif is_retail and kind == "stock":
            raise Usage("import_retail_stock", file=job.file)
        else:
            reading = self._native(job)
        reading.header = names
        if job.source.encoding.guessed:
            reading.notes.add("encoding_guessed", job.source.encoding.name)
        return reading

    def _retail(self, job: _Job, found: dict[str, int]) -> BaseReading:
        names = job.header.names
        twice = next((name for i, name in enumerate(names) if name and name in names[:i]), None)
        if twice:
            raise Usage("import_column_twice", file=job.file, first=twice, second=twice)
        plan = Plan((found["invoice"],), "invoice", (found["quantity"], found["price"]), (found["at"],), fold_case=True)
        loaded = job.load(plan)
        where = [found[name] for name in retail.FIELDS]
        reading = RetailReading(job.stage, loaded, job.request, where, self._retail_zone)
        _remark(loaded, reading.notes)
        reading.fold()
        return reading

    def _native(self, job: _Job) -> BaseReading:
        kind = job.request.kind
        found, ignored = columns.match(kind, job.header.names, job.file)
        roles, keys = columns.roles(kind), columns.KEYS[kind]
        plan = Plan(
            keys=tuple(found[name] for name in keys if name in found),
            key_field=keys[0],
            numbers=tuple(at for name, at in found.items() if roles[name] == "number"),
            dates=tuple(at for name, at in found.items() if roles[name] == "date"),
            fold_case=kind in {"products", "stock"},
        )
        loaded = job.load(plan)
        notes = Notes()
        for name in ignored:
            notes.add("column_ignored", name)
        _remark(loaded, notes)
        return NativeReading(
            job.stage, loaded.read, job.request, Manner.of(found, loaded, self._zone, notes), job.source.path.parent
        )


@dataclass(frozen=True, slots=True)
class _Job:
    """One file under way."""

    source: Source
    stage: Stage
    request: IntakeRequest
    header: Header
    progress: Progress | None

    @property
    def file(self) -> str:
        return self.source.path.name

    def load(self, plan: Plan) -> Loaded:
        """Make the first pass; dates that cannot be read with certainty end it."""
        loaded = Loader(self.source, self.header, self.stage, plan).load(self.progress)
        order = loaded.order
        if order.unclear and not order.order:
            mixed = order.day_first and order.month_first
            code = "import_dates_mixed" if mixed else "import_dates_ambiguous"
            raise Usage(code, file=self.file, example=order.example)
        return loaded


def _begin(source: Source, stage: Stage, request: IntakeRequest, progress: Progress | None) -> _Job:
    def score(names: Sequence[str]) -> int:
        return max(columns.known_count(request.kind, names), len(_retail_columns(names)) + 1)

    return _Job(source, stage, request, find_header(source, score), progress)


def _check(request: IntakeRequest) -> None:
    if request.kind in _LATER:
        raise Usage("not_in_this_version", what=f"import {request.kind}")
    if request.format in _LATER_FORMATS:
        raise Usage("not_in_this_version", what=request.format)
    if request.mapping is not None:
        raise Usage("not_in_this_version", what="--map")
    formats = dict(CARD.formats)
    if request.format not in ("auto", *formats):
        raise Usage("import_format_unknown", format=request.format, known=", ".join(["auto", *formats]))
    kinds = formats.get(request.format, formats["native"])
    if request.kind not in kinds:
        raise Usage("import_kind_unknown", kind=request.kind, format=request.format, known=", ".join(kinds))


def _retail_columns(names: Sequence[str]) -> dict[str, int]:
    plain = [columns.plain(name) for name in names]
    found = {
        field: next((i for i, name in enumerate(plain) if name in known), None)
        for field, known in retail.HEADER.items()
    }
    return {field: at for field, at in found.items() if at is not None}


def _remark(loaded: Loaded, notes: Notes) -> None:
    if loaded.order.order == "month":
        notes.add("month_first", loaded.order.example, loaded.order.month_first)
    elif loaded.order.order == "day" and loaded.order.unclear:
        notes.add("day_first", loaded.order.example, loaded.order.unclear)
    if loaded.mark.mark == ",":
        notes.add("decimal_comma", loaded.mark.example, loaded.mark.commas)
    if loaded.mark.points and loaded.mark.commas:
        notes.add("decimal_mixed", loaded.mark.example, min(loaded.mark.points, loaded.mark.commas))
