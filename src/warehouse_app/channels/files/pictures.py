"""Pictures of products: a path in a product file, a folder named in it, or a folder that is imported itself, whose
file names are codes. Only where they lie is kept; no picture is opened here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from warehouse_app.channels.files.portions import BaseReading, portions
from warehouse_app.channels.files.staging import Notes, Stage
from warehouse_app.domain.importing.texts import code
from warehouse_app.domain.importing.values import BadValueError, Draft, ProductDraft, Rejected
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.intake import IntakeRequest

ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".svg"})


class Pictures:
    """Finds the pictures that a product file names. `folder` is where the file lies: paths may be relative to it."""

    def __init__(self, folder: Path, notes: Notes) -> None:
        self._folder, self._notes = folder, notes
        self._known = cache(_by_code)

    def find(self, draft: ProductDraft) -> str:
        """Return where the picture lies. Of a folder the file that is named like one of the product's codes is taken;
        what is not found is kept as written, and remarked.
        """
        path = self._folder / draft.picture
        try:
            if path.is_dir():
                known = self._known(path)
                codes = (draft.sku, *(each.text.upper() for each in draft.barcodes))
                found = next((known[each] for each in codes if each in known), None)
            else:
                found = path if path.is_file() else None
        except (OSError, ValueError):
            found = None
        if found is None:
            self._notes.add("picture_missing", draft.sku)
            return draft.picture
        return str(found.resolve())


class FolderReading(BaseReading):
    """A folder of pictures: each file is a product's picture, found by SKU or barcode; other files are ignored."""

    kind, format = "products", "pictures"

    def __init__(self, staging: Path, folder: Path, request: IntakeRequest) -> None:
        self._found = tuple(sorted(_by_code(folder).items()))
        if not self._found:
            raise Usage("import_no_pictures", file=folder.name)
        super().__init__(Stage(staging), len(self._found))
        self.kind, self.file = request.kind, folder.name
        self.header = ("picture",)

    def chunks(self) -> Iterator[tuple[Draft, ...]]:
        """Yield products that say nothing but their picture."""
        yield from portions(self._drafts())

    def _drafts(self) -> Iterator[Draft]:
        for line, (name, path) in enumerate(self._found, 1):
            self.stage.add_run(name, [line], [[str(path)]])
            try:
                sku = code(name)
            except BadValueError as bad:
                self.stage.reject(Rejected(line, "picture", name, bad.reason, bad.facts), [str(path)])
                continue
            yield ProductDraft(sku, sku, picture=str(path.resolve()), given=frozenset({"picture"}), source_line=line)


def _by_code(folder: Path) -> dict[str, Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError as error:
        raise Usage("import_file_unreadable", file=folder.name, why=error.strerror or str(error)) from None
    return {path.stem.strip().upper(): path for path in reversed(found)}
