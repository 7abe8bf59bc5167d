"""The papers: every code on them is read by a scanner, every row is there, and no text can break them."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse_app.documents import pdf
from warehouse_app.documents.papers.cards import (
    BadgeData,
    CardKind,
    CommandCard,
    badge,
    command_cards,
)
from warehouse_app.documents.papers.manifest import ManifestData, ManifestParcel, manifest
from warehouse_app.documents.papers.picklist import PickLine, PickListData, pick_list
from warehouse_app.documents.papers.sheets import sheets
from warehouse_app.documents.papers.slip import PackingSlipData, SlipLine, packing_slip
from warehouse_app.documents.papers.templates.ours import label_template
from warehouse_app.documents.papers.templates.setting import set_label
from warehouse_app.documents.papers.templates.words import Values

NAMES = ("WHITE HANGING HEART T-LIGHT HOLDER", "POPPY'S PLAYHOUSE BEDROOM ", "SET 7 BABUSHKA NESTING BOXES", "")
SEAL = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


def read_codes(document: bytes, dots_per_mm: int = 12) -> list[str]:
    return [code.text for page in pdf.pictures(document, dots_per_mm) for code in zxingcpp.read_barcodes(page)]


def read_text(document: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(document)
    out = []
    for page in opened:
        reading = page.get_textpage()
        out.append(reading.get_text_range())
        reading.close()
        page.close()
    opened.close()
    return out


def labels(name: str, *things: Values) -> bytes:
    template = label_template(name)
    return sheets(template, tuple(set_label(template, thing) for thing in things))


def slip(lines: int) -> bytes:
    rows = tuple(SlipLine(f"{20000 + n}A", NAMES[n % 4], n % 9 + 1, n % 9, 0) for n in range(lines))
    return packing_slip(
        PackingSlipData("Sample Gifts Ltd", "537434", "PA-00000123-K", rows, recipient=("Zoë Müller", "Paris"))
    )


def test_a_long_name_is_set_smaller_and_not_cut() -> None:
    name = "Maximiliane-Charlotte von und zu Hohenstein-Wittgenstein"
    made = packing_slip(PackingSlipData("C", "1", "P1", (SlipLine("1", "n", 1, 1),), (), (name,)))
    assert name in "".join(read_text(made))


def picks(lines: int) -> PickListData:
    rows = tuple(
        PickLine(f"{'ABCDEF'[n // 8 % 6]}{n % 9 + 1:02d}-{n:02d}-1", f"{20000 + n}", NAMES[n % 4], n + 1, "A1×2 B3×1")
        for n in range(lines)
    )
    return PickListData("Sample Gifts Ltd", "BA-00000017-X", rows, "Cart 3", "Maria Hill", 8, "2010-12-02", "1 of 2")


def parcels(count: int) -> ManifestData:
    rows = tuple(
        ManifestParcel(f"PA-{n:08d}-K", f"{n:020d}" if n % 2 else "", str(536365 + n), "Customer 17850", "EIRE", "", n)
        for n in range(count)
    )
    return ManifestData("Sample Gifts Ltd", "MA-00000003-T", "House carrier", rows, seal=SEAL, seal_number="12")


def test_a_slip_of_675_lines_has_them_all_and_counts_its_pages() -> None:
    pages = read_text(slip(675))
    text = "\n".join(pages)
    assert all(f"{20000 + n}A" in text for n in range(675))
    assert len(pages) > 10
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Description" in page


@pytest.mark.parametrize("lines", [0, 1, 2, 24, 25, 26, 27, 28, 29, 30])
def test_a_slip_of_any_length_ends_well_and_bears_its_order(lines: int) -> None:
    document = slip(lines)
    pages = read_text(document)
    assert "Units in this parcel" in pages[-1]
    codes = read_codes(document)
    assert codes == ["537434"] * len(pages)


def test_each_line_of_a_pick_list_is_scannable_and_each_page_names_the_batch() -> None:
    data = picks(40)
    pages = read_text(pick_list(data))
    codes = read_codes(pick_list(data))
    assert sorted(codes) == sorted([line.place for line in data.lines] + [data.batch] * len(pages))


@pytest.mark.parametrize("place", ["Kühlregal 3", "東京", "x" * 90, " lead", "A\nB"])
def test_a_place_no_code_can_say_is_printed_as_text(place: str) -> None:
    data = PickListData("C", "BA-00000017-X", (PickLine(place, "1", "n", 1),))
    assert read_codes(pick_list(data)) == ["BA-00000017-X"]


def test_a_place_too_long_for_bars_becomes_a_square_code() -> None:
    place = "AISLE-12-BAY-045-LEVEL-3-POSITION-2"
    data = PickListData("C", "BA-00000017-X", (PickLine(place, "1", "n", 1),))
    assert sorted(read_codes(pick_list(data))) == sorted(["BA-00000017-X", place])


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_what_is_gone_by_is_set_smaller_and_not_cut(page: str) -> None:
    place, slots = "AISLE-12-BAY-045-L10-P2", "A1×2 B3×1 C4×12 D2×1 A2×3 B1×1"
    made = pick_list(
        PickListData("C", "BA-00000017-X", (PickLine(place, "85123A-RED-LARGE-2", "n", 1, slots),), page=page)
    )
    text = "".join("".join(read_text(made)).split()).replace("\ufffe", "-")  # so a hyphen at the end of a line is read
    assert all("".join(each.split()) in text for each in (place, "85123A-RED-LARGE-2", slots))
    rows = (SlipLine("20000-EXTRA-LONG", "n", 1, 1),)
    assert "20000-EXTRA-LONG" in "".join(read_text(packing_slip(PackingSlipData("C", "1", "P1", rows, page=page))))


def test_signs_without_a_font_are_told_only_where_a_page_has_a_foot() -> None:
    told = "stands for signs"
    things: Values = {"sku": "1", "name": "\U00012000", "code": "22423"}
    template = label_template("product")
    alone = sheets(template, (set_label(template, things),), alone=True)
    assert told not in "".join(read_text(alone))
    paper = pick_list(PickListData("C", "BA-00000017-X", (PickLine("A1", "1", "\U00012000", 1),)))
    assert told in "".join(read_text(paper))


def test_a_manifest_lists_every_parcel_and_the_newest_seal() -> None:
    document = manifest(parcels(60))
    pages = read_text(document)
    text = "".join(pages)
    assert all(f"PA-{n:08d}-K" in text for n in range(60))
    assert SEAL in "".join(text.split())
    assert "Taken over by" in pages[-1]
    assert set(read_codes(document)) == {"MA-00000003-T"}


def test_a_manifest_without_a_seal_says_so() -> None:
    text = "".join(read_text(manifest(ManifestData("C", "MA-00000001-A", "House carrier", ()))))
    assert "no seal yet" in text


def test_cards_and_labels_read_back() -> None:
    assert read_codes(badge(BadgeData("Sample Gifts Ltd", "Maria Hill", "Packer", "US-00000007-H"))) == [
        "US-00000007-H"
    ]
    places = tuple(f"A{n:02d}-17-2" for n in range(17))
    document = labels("place", *({"place": place, "warehouse": "Zone A"} for place in places))
    assert len(pdf.pictures(document, 2)) == 2
    assert sorted(read_codes(document)) == list(places)
    codes = ["85123A", "5012345678900"]
    assert (
        read_codes(labels("product", *({"code": code, "sku": "85123A", "name": NAMES[0]} for code in codes))) == codes
    )
    cards = tuple(
        CommandCard(f"CM-{word}-7", word, "What it does", CardKind.ASK) for word in ("UNDO", "ISSUE", "PAUSE")
    )
    assert sorted(read_codes(command_cards(cards))) == ["CM-ISSUE-7", "CM-PAUSE-7", "CM-UNDO-7"]


def test_long_command_codes_stay_bars_on_their_card() -> None:
    cards = tuple(CommandCard(code, "WORD", "m") for code in ("CM-FINISH-SHORT-7", "CM-PRINT-AGAIN-X"))
    found = [code for page in pdf.pictures(command_cards(cards), 12) for code in zxingcpp.read_barcodes(page)]
    assert all(code.format == zxingcpp.BarcodeFormat.Code128 for code in found)
    assert sorted(code.text for code in found) == ["CM-FINISH-SHORT-7", "CM-PRINT-AGAIN-X"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: slip(30),
        lambda: pick_list(picks(12)),
        lambda: manifest(parcels(9)),
        lambda: badge(BadgeData("C", "Zoë", "Packer", "US-00000007-H")),
        lambda: labels("place", {"place": "A01-01-1"}),
        lambda: labels("product", {"code": "1", "sku": "1", "name": "n"}),
        lambda: command_cards((CommandCard("CM-UNDO-7", "UNDO", "m"),)),
    ],
)
def test_the_same_values_give_the_same_bytes(make: Callable[[], bytes]) -> None:
    assert make() == make()


@pytest.mark.slow
@given(st.text(st.characters(), max_size=300) | st.sampled_from(["<b>&amp;<para>", "x" * 5000, "\x00\u202e", "%PDF"]))
@settings(max_examples=40, deadline=None)
def test_no_text_can_break_a_paper(text: str) -> None:
    rows = (SlipLine(text, text, 1, 1), SlipLine("A", "B", 10**12, 1))
    papers = (
        packing_slip(
            PackingSlipData(text, text, text, rows, (text,) * 9, (text,) * 9, text, text, text, text, note=text)
        ),
        pick_list(
            PickListData(text, text, (PickLine(text, text, text, 10**9, text),), text, text, 1, text, text, text)
        ),
        manifest(ManifestData(text, text, text, (ManifestParcel(text, text, text, text, text, text, 1),), seal=text)),
        badge(BadgeData(text, text, text, "US-00000007-H")),
        labels("place", {"place": text, "warehouse": text}),
        labels("product", {"code": text, "sku": text, "name": text}),
        command_cards((CommandCard("CM-UNDO-7", text, text),)),
    )
    for paper in papers:
        assert len(pdf.pictures(paper, 1)) == 1


def test_papers_without_any_content_are_still_papers() -> None:
    for paper in (labels("place"), labels("product"), command_cards(())):
        assert len(pdf.pictures(paper, 1)) == 1
