"""A document of a channel as a table: returns of Shopify and Amazon, wherever they stand in it, a row for each line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from warehouse_app.channels.files.source import Source
from warehouse_app.channels.files.staging import Notes
from warehouse_app.channels.files.table import Header, Roles, Row
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.domain.returning.incoming import ReturnDraft, read

LARGEST = 200_000_000
"""Signs of a document that is taken apart in memory."""

NAMES = (
    *("return", "order", "sku", "qty", "reason", "outcome", "words", "carrier", "tracking_code", "customer", "said"),
    "theirs",
)
_SURE = ('"returnLineItems"', '"returnMetadata"')
"""Names that stand in nothing but returns; an order's document may tell of refunds as well."""

_ALL = (*_SURE, '"refund_line_items"')


def shaped(source: Source, kind: str) -> ShapesTable | None:
    """Return the returns of a document of a channel; None for one that holds none, or is looked at for other things.

    Raises Usage.
    """
    if kind not in ("", "returns"):
        return None
    if not kind and not any(each in source.head().decode("utf-8", "replace") for each in _SURE):
        return None
    text = ""
    for block in source.blocks():
        text += block
        if len(text) > LARGEST:
            raise Usage("import_json_broken", file=source.path.name, line=1)
    if not any(each in text for each in _ALL):
        return None
    try:
        return ShapesTable(source, read(text))
    except Refused:
        raise Usage("import_json_broken", file=source.path.name, line=1) from None


class ShapesTable:
    """The lines of returns, counted from 1."""

    def __init__(self, source: Source, drafts: Sequence[ReturnDraft]) -> None:
        self.source, self.path, self.notes = source, source.path, Notes()
        self.header = Header(NAMES, "", 0)
        self._drafts = drafts

    def rows(self, roles: Roles) -> Iterator[tuple[int, Row]]:
        """Yield (number, cells) of every line; a return without lines has one that says nothing."""
        assert len(roles) == len(NAMES), "a role for each name"
        line = 0
        for draft in self._drafts:
            head = {name: str(getattr(draft, name)) for name in NAMES if hasattr(draft, name)}
            head |= {
                "return": draft.external,
                "said": draft.said.value,
                "theirs": draft.kind,
                "tracking_code": draft.tracking,
            }
            for each in draft.lines or (None,):
                line += 1
                told = {} if each is None else {"sku": each.sku, "qty": each.qty, "reason": each.reason}
                yield line, [(head | told).get(name, "") for name in NAMES]

    def position(self) -> tuple[int, int]:
        """Return bytes done and bytes in all."""
        return self.source.size, self.source.size

    def close(self) -> None:
        """Let go of the file."""
        self.source.close()
