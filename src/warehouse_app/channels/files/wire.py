"""Reads files: opens, recognises, stages, and hands out a `Reading`. All temporary data lies in the folder it was
given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

from warehouse_app.channels.files import columns, shopify_mapping
from warehouse_app.channels.files.card import CARD
from warehouse_app.channels.files.loading import Loaded, Loader, Plan
from warehouse_app.channels.files.native_reading import NativeReading
from warehouse_app.channels.files.peek import Peek
from warehouse_app.channels.files.pictures import FolderReading
from warehouse_app.channels.files.portions import BaseReading
from warehouse_app.channels.files.record import Manner
from warehouse_app.channels.files.reshaping import (
    Shape,
    check_kept,
    chosen_mapping,
    fingerprint,
    known_columns,
    source_roles,
)
from warehouse_app.channels.files.retail_reading import RetailReading
from warehouse_app.channels.files.staging import Notes, Stage
from warehouse_app.channels.files.table import CsvTable, Roles, Table, Wanted
from warehouse_app.channels.files.tables import open_table
from warehouse_app.domain.importing import retail, shopify
from warehouse_app.domain.importing.fields import Role
from warehouse_app.domain.importing.mapping import FileMapping, Reshaper, fit
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.intake import IntakeRequest, Look, Progress, Reading


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
        if request.kind == "adjustments" and request.format == "auto":
            request = replace(request, format="retail")  # the one format that has them
        _check(request)
        if path.is_dir() and request.kind == "products":
            return FolderReading(self._folder, path, request)
        if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or a device would be waited for
            raise Usage("import_no_file", file=path.name)
        digest = fingerprint(path)
        if request.digest not in ("", digest):
            raise Usage("import_file_changed", file=path.name)
        stage = Stage(self._folder)
        try:
            with closing(open_table(path, _wanted(request), stage.home)) as table:
                reading = self._read_safely(_Job(table, stage, request, progress))
        except UnicodeError:
            stage.close()
            raise Usage("import_file_encoding", file=path.name) from None
        except BaseException:
            stage.close()
            raise
        reading.file, reading.size, reading.digest = path.name, path.stat().st_size, digest
        return reading

    def look(self, path: Path, sheet: str = "") -> Look:
        """Look at one file; nothing but its header is read yet. Raises `Usage`, `Trouble`."""
        look = Peek(path, self._folder, sheet)
        if len(_retail_columns(look.header)) == len(retail.FIELDS):
            look.format, look.columns = "retail", _retail_columns(look.header)
        elif columns.is_shopify(look.header):
            look.format, look.columns = "shopify", columns.match_shopify(look.header, look.file)[0]
        return look

    def _read_safely(self, job: _Job) -> BaseReading:
        """Read; a text file that turns out to be written in other letters is read once more in those."""
        try:
            return self._read(job)
        except UnicodeDecodeError:
            if not isinstance(job.table, CsvTable):
                raise
            job.table.recode()
            job.stage.reset()
            return self._read(job)

    def _read(self, job: _Job) -> BaseReading:
        kind, names = job.request.kind, job.table.header.names
        found = _retail_columns(names)
        is_retail = len(found) == len(retail.FIELDS)
        wants_retail = job.request.format in {"retail", "retail-opening"}
        if wants_retail and not is_retail:
            missing = ", ".join(name for name in retail.FIELDS if name not in found)
            shown = ", ".join(name[:40] for name in names[:12])
            raise Usage("import_header_unknown", file=job.file, kind="retail", missing=missing, found=shown)
        takes_retail = dict(CARD.formats)["retail"]
        mapping = chosen_mapping(job.request, names, job.file)
        if mapping is not None:
            reading: BaseReading = self._native(job, mapping)
        elif wants_retail or (is_retail and job.request.format == "auto" and kind in takes_retail):
            reading = self._retail(job, found)
        elif job.request.format == "shopify" or (self._is_shopify(job) and job.request.format == "auto"):
            reading = self._shopify(job)
        elif is_retail and kind == "stock":
            raise Usage("import_retail_stock", file=job.file)
        else:
            check_kept(job.request, names, job.file)
            reading = self._native(job)
        reading.header = names
        return reading

    def _retail(self, job: _Job, found: dict[str, int]) -> BaseReading:
        names = job.table.header.names
        twice = next((name for i, name in enumerate(names) if name and name in names[:i]), None)
        if twice:
            raise Usage("import_column_twice", file=job.file, first=twice, second=twice)
        roles = _roles(len(names), found, retail.ROLES)
        numbers = (found["quantity"], found["price"])
        loaded = job.load(Plan((found["invoice"],), ("invoice",), numbers, (found["at"],), roles, fold_case=True))
        where = [found[name] for name in retail.FIELDS]
        reading = RetailReading(job.stage, loaded, job.request, where, self._retail_zone)
        reading.columns = found
        job.remark(loaded, reading.notes)
        reading.fold()
        return reading

    def _is_shopify(self, job: _Job) -> bool:
        return job.request.kind == "orders" and columns.is_shopify(job.table.header.names)

    def _shopify(self, job: _Job) -> BaseReading:
        names = job.table.header.names
        found, assumed = columns.match_shopify(names, job.file)
        kinds = {name: role for name, (_, role) in shopify.FIELDS.items()}
        plan = Plan(
            keys=(found["order"],),
            key_fields=("order",),
            numbers=tuple(at for name, at in found.items() if kinds[name] == "number"),
            dates=tuple(at for name, at in found.items() if kinds[name] == "date"),
            roles=_roles(len(names), found, kinds),
        )
        loaded = job.load(plan)
        notes = Notes()
        for name in assumed:
            notes.add("columns_assumed", name)
        job.remark(loaded, notes)
        manner = Manner.of(found, loaded, self._zone, notes)
        form = ("shopify", shopify_mapping.orders)
        reading = NativeReading(job.stage, loaded.read, job.request, manner, job.table.path.parent, form)
        reading.columns = found
        return reading

    def _native(self, job: _Job, mapping: FileMapping | None = None) -> BaseReading:
        kind, names, reshaper = job.request.kind, job.table.header.names, None
        if mapping is None:
            found, ignored = columns.match(kind, names, job.file)
        else:
            reshaper = Reshaper(mapping, names)
            found, ignored = {field: at for at, field in enumerate(reshaper.fields)}, ()
        roles, keys = columns.roles(kind), columns.KEYS[kind]
        if not any(name in found for name in keys):
            shown = ", ".join(names[:12])
            raise Usage("import_header_unknown", file=job.file, kind=kind, missing=keys[-1], found=shown)
        plan = Plan(
            keys=tuple(found[name] for name in keys if name in found),
            key_fields=tuple(name for name in keys if name in found),
            numbers=tuple(at for name, at in found.items() if roles[name] == "number"),
            dates=tuple(at for name, at in found.items() if roles[name] == "date"),
            roles=_roles(len(names), found, roles) if reshaper is None else source_roles(reshaper, roles, len(names)),
            fold_case=kind in {"products", "stock", "suppliers", "purchases", "deliveries"},
        )
        shape = Shape(job.request.mended, reshaper)
        loaded = job.load(plan, shape)
        notes = Notes()
        for name in ignored:
            notes.add("column_ignored", name)
        if mapping is not None:
            notes.add("mapping_used", mapping.channel or job.file)
        job.remark(loaded, notes)
        manner = Manner.of(found, loaded, self._zone, notes, shape)
        request = job.request
        if mapping is not None:
            request = replace(request, channel=request.channel or mapping.channel)
        reading = NativeReading(job.stage, loaded.read, request, manner, job.table.path.parent)
        reading.mapping = mapping
        reading.columns = found if reshaper is None else _sources(reshaper)
        return reading


@dataclass(frozen=True, slots=True)
class _Job:
    """One file under way."""

    table: Table
    stage: Stage
    request: IntakeRequest
    progress: Progress | None

    @property
    def file(self) -> str:
        return self.table.path.name

    def load(self, plan: Plan, shape: Shape | None = None) -> Loaded:
        """Make the first pass; dates that cannot be read with certainty end it, unless a mapping says how they are."""
        shape = shape or Shape(self.request.mended)
        loaded = Loader(self.table, self.stage, plan, shape).load(self.progress)
        if shape.reshaper is not None:
            loaded = _told_by(shape.reshaper.mapping, loaded)
        order = loaded.order
        if order.unclear and not order.order:
            mixed = order.day_first and order.month_first
            code = "import_dates_mixed" if mixed else "import_dates_ambiguous"
            raise Usage(code, file=self.file, example=order.example)
        return loaded

    def remark(self, loaded: Loaded, notes: Notes) -> None:
        """Tell how the file is written."""
        table = self.table
        if isinstance(table, CsvTable) and table.source.encoding.guessed:
            notes.add("encoding_guessed", table.source.encoding.name)
        notes.take(table.notes)
        if loaded.order.order == "month":
            notes.add("month_first", loaded.order.example, loaded.order.month_first)
        elif loaded.order.order == "day" and loaded.order.unclear:
            notes.add("day_first", loaded.order.example, loaded.order.unclear)
        if loaded.mark.mark == ",":
            notes.add("decimal_comma", loaded.mark.example, loaded.mark.commas)
        if loaded.mark.mixed:
            notes.add("decimal_mixed", loaded.mark.example, min(loaded.mark.points, loaded.mark.commas))


def _wanted(request: IntakeRequest) -> Wanted:
    """Say which table of a file is looked for: adjustments stand among orders."""
    if request.kind == "adjustments":
        request = replace(request, kind="orders")

    def score(names: Sequence[str]) -> int:
        known = max(columns.known_count(request.kind, names), known_columns(request, names))
        return max(known, len(_retail_columns(names)) + 1, columns.count_shopify(names))

    def fits(names: Sequence[str]) -> bool:
        if request.mapping is not None:
            return fit(request.mapping, names).fits
        if any(each.kind == request.kind and fit(each, names).fits for each in request.kept):
            return True
        ours = columns.is_shopify(names) or len(_retail_columns(names)) == len(retail.FIELDS)
        return ours or columns.can_match(request.kind, names)

    return Wanted(score, fits, request.sheet, request.kind)


def _roles(width: int, found: Mapping[str, int], roles: Mapping[str, Role]) -> Roles:
    """Return the role of each column that is read."""
    told: list[Role | None] = [None] * width
    for name, at in found.items():
        told[at] = roles[name]
    return told


def _check(request: IntakeRequest) -> None:
    formats = dict(CARD.formats)
    if request.format not in ("auto", *formats):
        raise Usage("import_format_unknown", format=request.format, known=", ".join(["auto", *formats]))
    kinds = formats.get(request.format, formats["native"])
    if request.kind not in kinds:
        raise Usage("import_kind_unknown", kind=request.kind, format=request.format, known=", ".join(kinds))


def _told_by(mapping: FileMapping, loaded: Loaded) -> Loaded:
    """Return how the file writes numbers and dates, as the mapping says it where it does."""
    mark = replace(loaded.mark, mark=mapping.decimal, declared=True) if mapping.decimal else loaded.mark
    order = replace(loaded.order, order=mapping.dates) if mapping.dates else loaded.order
    return replace(loaded, mark=mark, order=order)


def _sources(reshaper: Reshaper) -> dict[str, int]:
    """Return where the fields of a mapping stand in the file; constants stand nowhere."""
    found = {field: reshaper.column_of(field) for field in reshaper.fields}
    return {field: at for field, at in found.items() if at is not None}


def _retail_columns(names: Sequence[str]) -> dict[str, int]:
    plain = [columns.plain(name) for name in names]
    found = {
        field: next((i for i, name in enumerate(plain) if name in known), None)
        for field, known in retail.HEADER.items()
    }
    return {field: at for field, at in found.items() if at is not None}
