"""What is done to the records of a file before they are staged: cells a person mended, then a mapping."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from warehouse_app.channels.files import columns
from warehouse_app.domain.importing.fields import Role
from warehouse_app.domain.importing.mapping import FileMapping, Fit, Reshaper, fit
from warehouse_app.domain.importing.values import Mend
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.intake import IntakeRequest

Row = list[str]


class Shape:
    """Reshapes rows. `own` cells stand in front of the file's own ones afterwards, so that both are kept."""

    def __init__(self, mends: Iterable[Mend] = (), reshaper: Reshaper | None = None) -> None:
        self.reshaper = reshaper
        self.own = len(reshaper.fields) if reshaper is not None else 0
        self._mends: dict[int, list[Mend]] = {}
        for mend in mends:
            self._mends.setdefault(mend.line, []).append(mend)

    def mender(self) -> Callable[[int, Row], Row] | None:
        """Return what puts mended cells into a row of the file, None when nothing was mended."""
        if not self._mends:
            return None

        def mended(line: int, row: Row) -> Row:
            for mend in self._mends.get(line, ()):
                row = [*row, *[""] * (mend.column + 1 - len(row))]
                row[mend.column] = mend.value
            return row

        return mended

    def row(self, row: Row) -> Row:
        """Return the mapped cells and then the file's own."""
        return [*self.reshaper.row(row), *row] if self.reshaper is not None else row


def chosen_mapping(request: IntakeRequest, names: Sequence[str], file: str) -> FileMapping | None:
    """Return the mapping to read a file by: the one that was asked for, one kept for its channel, or one that is kept
    for any channel when the names alone tell too little. Raises Usage for one that was asked for and does not fit.
    """
    if request.mapping is not None:
        found = fit(request.mapping, names)
        if request.mapping.kind != request.kind:
            raise Usage("mapping_other_kind", file=file, kind=request.kind, mapping=request.mapping.kind)
        if not found.fits:
            raise _no_longer_fits(found, names, file)
        return request.mapping
    if request.format != "auto":
        return None
    fitting = [each for each in request.kept if each.kind == request.kind and fit(each, names).fits]
    if request.channel:
        return next((each for each in fitting if each.channel == request.channel), None)
    return None if columns.suffice(request.kind, names) else next(iter(fitting), None)


def check_kept(request: IntakeRequest, names: Sequence[str], file: str) -> None:
    """Raise Usage where nothing tells how to read a file but the mapping kept for its channel, which fits no longer."""
    if not request.channel or columns.suffice(request.kind, names):
        return
    for each in request.kept:
        if (each.kind, each.channel) == (request.kind, request.channel):
            raise _no_longer_fits(fit(each, names), names, file)


def _no_longer_fits(found: Fit, names: Sequence[str], file: str) -> Usage:
    return Usage(
        "mapping_no_longer_fits",
        file=file,
        missing=", ".join((*found.missing, *found.unfilled)) or "-",
        twice=", ".join(found.twice) or "-",
        found=", ".join(name[:40] for name in names[:12]),
    )


def source_roles(reshaper: Reshaper, roles: Mapping[str, Role], width: int) -> list[Role | None]:
    """Return what the cells of the file's own columns are: what the fields are that they fill. A cell that is one of
    several in a field, a word with a meaning, or in fields of two sorts is a text.
    """
    found: list[Role | None] = [None] * width
    for rule, sources in zip(reshaper.mapping.rules, reshaper.sources, strict=True):
        plainly = len(sources) == 1 and not rule.words and not rule.part
        for at in sources:
            role = roles[rule.field] if plainly else "text"
            found[at] = role if found[at] in (None, role) else "text"
    return found


def known_columns(request: IntakeRequest, names: Sequence[str]) -> int:
    """Count the names of a header that the mappings of a request know."""
    mappings = [request.mapping] if request.mapping is not None else [*request.kept]
    return max((len(each.columns) - len(fit(each, names).missing) for each in mappings), default=0)


def fingerprint(path: Path) -> str:
    """Return the digest of a file's bytes, by which it is known again. Raises Usage."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise Usage("import_file_missing", file=path.name) from None
    except OSError as error:
        raise Usage("import_file_unreadable", file=path.name, why=error.strerror or "") from None
