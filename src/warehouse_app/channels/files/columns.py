"""Headers of native files: which column holds which field, and why a header cannot be used."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse_app.domain.importing import shopify
from warehouse_app.domain.importing.fields import ADDRESS_FIELDS, COLUMNS, KEYS, plain, roles
from warehouse_app.domain.refusals import Usage

__all__ = ["ADDRESS_FIELDS", "COLUMNS", "KEYS", "known_count", "match", "plain", "roles"]


def _aliases(kind: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for column in COLUMNS[kind]:
        known[plain(column.name)] = column.name
    for column in COLUMNS[kind]:
        for other in column.others:
            known.setdefault(other, column.name)
    return known


def known_count(kind: str, names: Sequence[str]) -> int:
    """Count the names of a header that this kind understands."""
    known = _aliases(kind)
    return sum(plain(name) in known for name in names)


def suffice(kind: str, names: Sequence[str]) -> bool:
    """Tell whether a header names every column that is needed."""
    known = _aliases(kind)
    found = {known.get(plain(name)) for name in names}
    return all(column.name in found for column in COLUMNS[kind] if column.needed)


def match(kind: str, names: Sequence[str], file: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the position of every field, and the names that were not understood. Raises `Usage` for a header that
    cannot be used.
    """
    known = _aliases(kind)
    twice = next(
        (name for i, name in enumerate(names) if name and plain(name) in [plain(earlier) for earlier in names[:i]]),
        None,
    )
    needed = {column.name for column in COLUMNS[kind] if column.needed}
    if twice is not None and needed <= {known.get(plain(name)) for name in names}:
        raise Usage("import_column_twice", file=file, first=twice, second=twice)
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        field = known.get(plain(name))
        if field is None:
            continue
        if field in found:
            exact = [other for other in (found[field], at) if plain(names[other]) == plain(field)]
            if not exact:
                raise Usage("import_column_twice", file=file, first=names[found[field]], second=name)
            found[field] = exact[0]
        else:
            found[field] = at
    missing = [column.name for column in COLUMNS[kind] if column.needed and column.name not in found]
    if missing:
        shown = ", ".join(name[:40] for name in names[:12])
        raise Usage("import_header_unknown", file=file, kind=kind, missing=", ".join(missing), found=shown)
    if not any(name in found for name in KEYS[kind]):
        raise Usage("import_header_unknown", file=file, kind=kind, missing=KEYS[kind][-1], found=", ".join(names[:12]))
    used = set(found.values())
    return found, tuple(name for at, name in enumerate(names) if name and at not in used)


def can_match(kind: str, names: Sequence[str]) -> bool:
    """Tell whether a header can be used for a kind."""
    try:
        match(kind, names, "")
    except Usage:
        return False
    return True


def _shopify_columns(names: Sequence[str]) -> dict[str, int]:
    plainly = [plain(name) for name in names]
    found = {field: plain(name) for field, (name, _) in shopify.FIELDS.items()}
    return {field: plainly.index(name) for field, name in found.items() if name in plainly}


def count_shopify(names: Sequence[str]) -> int:
    """Count the columns of Shopify's export of orders."""
    return len(_shopify_columns(names))


def is_shopify(names: Sequence[str]) -> bool:
    """Tell whether a header is that of Shopify's export of orders."""
    return set(shopify.KNOWN_BY) <= _shopify_columns(names).keys()


def match_shopify(names: Sequence[str], file: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the position of every column of Shopify's export, and those without which something is assumed. Raises
    `Usage` for a header that cannot be used.
    """
    found = _shopify_columns(names)
    missing = [shopify.FIELDS[field][0] for field in shopify.NEEDED if field not in found]
    if missing:
        shown = ", ".join(name[:40] for name in names[:12])
        raise Usage("import_header_unknown", file=file, kind="Shopify", missing=", ".join(missing), found=shown)
    plainly = [plain(name) for name in names]
    twice = next((names[at] for at in found.values() if plainly.count(plainly[at]) > 1), None)
    if twice is not None:
        raise Usage("import_column_twice", file=file, first=twice, second=twice)
    return found, tuple(shopify.FIELDS[field][0] for field in shopify.EXPECTED if field not in found)
