"""Our reader beside an independent renderer: the carriers' labels and one label of each template, drawn by both."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops

from tests.documents.test_foreign import CARRIERS, NAMES, cells, likeness
from warehouse_app.documents import code128, foreign, gs1, zpl
from warehouse_app.documents.model import LabelModel, Symbol
from warehouse_app.documents.papers.templates.ours import template
from warehouse_app.documents.papers.templates.setting import set_label
from warehouse_app.documents.papers.templates.shapes import LabelTemplate
from warehouse_app.documents.papers.templates.things import THINGS
from warehouse_app.documents.reading.values import ReadCode
from warehouse_app.documents.symbols import Symbology

JUDGE = Path(__file__).parents[2] / "build" / "label_judge"
PER_MM = {203: 8, 300: 12, 600: 24}
LABELS = tuple(name for name in THINGS if isinstance(template(name), LabelTemplate))
SYMBOLS = {
    Symbology.GS1_128: gs1.joined([("00", "106141412345678908"), ("10", "LOT-1"), ("21", "S7")]),
    Symbology.DATAMATRIX: "SN:12345-ABC^~_x",
    Symbology.GS1_DATAMATRIX: gs1.joined([("01", "10012345678902"), ("10", "AB1"), ("21", "S7")]),
    Symbology.QR: "https://example.com/r/RMA-77?a=^~_&b=é",
    Symbology.EAN13: "4006381333931",
    Symbology.ITF14: "10012345678902",
    Symbology.CODE39: "ABC-12.$/+% Z",
    Symbology.PDF417: "A manifest of one pallet, ^~_ and more: " * 2 + ".",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.system,
    pytest.mark.skipif(
        shutil.which("node") is None or not (JUDGE / "node_modules").is_dir(),
        reason="build/label_judge holds no zpl-renderer-js with its render.mjs",
    ),
]


def judged(document: bytes, folder: Path, wide: float, high: float, dpi: int = 203) -> list[Image.Image]:
    """Return what the independent renderer draws, in black and white."""
    (folder / "label.zpl").write_bytes(document)
    size = [str(wide), str(high), str(PER_MM[dpi])]
    command = ["node", "render.mjs", str(folder / "label.zpl"), str(folder / "out"), *size]
    subprocess.run(command, cwd=JUDGE, check=True, capture_output=True)
    drawn = sorted(folder.glob("out-*.png"))
    return [Image.open(file).convert("L").point(lambda grey: 255 if grey >= 128 else 0) for file in drawn]


def decoded(picture: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(picture, text_mode=zxingcpp.TextMode.Plain)
    return sorted(code.text for code in found)


def bars_apart(ours: Image.Image, theirs: Image.Image, codes: Iterable[ReadCode]) -> dict[str, int]:
    """Return for each code that stands otherwise how many of its dots are others; stacked codes have more spellings."""
    shift = (theirs.width - ours.width) // 2
    apart = {}
    for code in codes:
        room = (code.x, code.y + 2, code.x + code.width, code.y + code.height - 2)
        moved = (room[0] + shift, room[1], room[2] + shift, room[3])
        count = ImageChops.difference(ours.crop(room), theirs.crop(moved)).histogram()[255]
        if count:
            apart[code.text] = count
    return apart


def of_kinds(sheet: foreign.Sheet, *kinds: str) -> list[ReadCode]:
    assert sheet.label is not None
    return [each for each in sheet.label.elements if isinstance(each, ReadCode) and each.kind in kinds]


def lone_end(text: str) -> bool:
    """Whether one sign alone stands behind the last turn of the code set: that renderer loses it (version 3.4.0)."""
    return code128.encodable(text) and code128.zpl_data(text)[-3:-1] == ">6"


@pytest.mark.parametrize("name", NAMES)
def test_both_draw_a_carriers_label_alike(name: str, tmp_path: Path) -> None:
    content = (CARRIERS / f"{name}.zpl").read_bytes()
    theirs = judged(content, tmp_path, 101.6, 203.2)[-1]
    [sheet], _ = foreign.sheets(content)
    ours = Image.new("L", theirs.size, 255)
    ours.paste(sheet.picture, ((theirs.width - sheet.picture.width) // 2, 0))
    assert likeness(cells(theirs, theirs.size), cells(ours, theirs.size)) >= 0.84
    assert bars_apart(sheet.picture, theirs, of_kinds(sheet, "Code128", "ITF")) == {}
    assert decoded(theirs) == sorted(foreign.prove_foreign(content).found)


@pytest.mark.parametrize("name", LABELS)
def test_both_draw_a_label_of_each_template_alike(name: str, tmp_path: Path) -> None:
    shape = template(name)
    assert isinstance(shape, LabelTemplate)
    label = set_label(shape, THINGS[name].sample, THINGS[name].sample_rows)
    document = zpl.render(label.model)
    [theirs] = judged(document, tmp_path, label.model.width_mm, label.model.height_mm)
    [sheet], remarks = foreign.sheets(document)
    assert remarks == ()
    assert theirs.size == sheet.picture.size
    assert likeness(cells(theirs, theirs.size), cells(sheet.picture, theirs.size)) >= 0.8
    codes = of_kinds(sheet, "Code128")
    assert bars_apart(sheet.picture, theirs, [code for code in codes if not lone_end(code.text)]) == {}
    assert decoded(theirs) == sorted(text[:-1] if lone_end(text) else text for text in label.expected.codes)


@pytest.mark.parametrize("kind", Symbology)
@pytest.mark.parametrize("dpi", PER_MM)
def test_the_independent_renderer_reads_each_kind_of_code_as_we_mean_it(
    kind: Symbology, dpi: int, tmp_path: Path
) -> None:
    document = zpl.render(LabelModel(100, 50, (Symbol(20, 20, 950, 400, kind, SYMBOLS[kind]),)), dpi)
    [theirs] = judged(document, tmp_path, 100, 50, dpi)
    assert decoded(theirs) == [SYMBOLS[kind]]
