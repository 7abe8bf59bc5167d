"""Names of people in 126 locales on a 4 x 6 inch label: printed without loss, or told beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFont

from tests.documents.made_font import write_font
from tests.texts import names
from warehouse_app.documents import lettering, pdf, zpl, zpl_reader
from warehouse_app.documents.label import AddressLabelData, address_label
from warehouse_app.documents.proof import prove_label
from warehouse_app.documents.text import clean, wrap

NAMES = names()
TOLD = {"signs_missing", "shaping_missing"}


def label_to(*lines: str) -> AddressLabelData:
    return AddressLabelData(order="536365", parcel="PA-1-A", tracking="PA-1-A", recipient=lines)


def judged(name: str, *, on_paper: bool) -> None:
    """A name prints whole in its own signs, or the label is held for the very signs that cannot be set."""
    data = label_to(name, "1 Long Street", "Town")
    model = address_label(data)
    documents = [zpl.render(model)] + ([pdf.render(model)] if on_paper else [])
    lacks = lettering.missing(clean(name), bold=True)
    for document in documents:
        problems = prove_label(document, data).problems
        assert {problem.code for problem in problems} <= TOLD
        assert {problem.detail for problem in problems} == {lack.script for lack in lacks}


@pytest.mark.parametrize("locale", NAMES)
def test_a_full_name_of_every_locale_prints_whole_or_is_told(locale: str) -> None:
    judged(max(NAMES[locale], key=len), on_paper=False)


@pytest.mark.slow
@pytest.mark.parametrize("locale", NAMES)
def test_every_name_prints_whole_or_is_told_on_paper_and_thermal_label(locale: str) -> None:
    for name in NAMES[locale]:
        judged(name, on_paper=True)


def test_where_no_font_is_there_what_inter_has_still_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse_app.documents.systemfonts.folders", lambda: (tmp_path,))
    lettering.forget()
    for locale in ("de", "fr", "pl", "ru", "el", "tr", "vi", "cs", "is", "uk", "lv"):
        for name in NAMES.get(locale, ()):
            assert lettering.missing(clean(name), bold=True) == (), name
    lettering.forget()


# ------------------------------------------------------------------------------------------------------ reading order
needs_shaping = pytest.mark.skipif(not lettering.shaping_there(), reason="this machine has no library for it")
LEFTWARD, RIGHTWARD = "אבגדה", "xyzwq"
WORDS = st.lists(st.sampled_from(["אבג", "דה", "xyz", "wq", "12", "7", "345"]), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def both_ways(tmp_path_factory: pytest.TempPathFactory) -> ImageFont.FreeTypeFont:
    font = write_font(tmp_path_factory.mktemp("fonts") / "Both.ttf", LEFTWARD + RIGHTWARD, even=True)
    return ImageFont.truetype(str(font), 24, layout_engine=ImageFont.Layout.RAQM)


@needs_shaping
@given(WORDS)
@settings(max_examples=200, deadline=None)
def test_words_stand_in_the_order_of_unicode(both_ways: ImageFont.FreeTypeFont, words: list[str]) -> None:
    """The library orders a whole line by Unicode's rules; we order words, so that each may have its own font."""
    whole, ours = (Image.new("L", (700, 40), 255) for _ in range(2))
    ImageDraw.Draw(whole).text((2, 30), " ".join(words), font=both_ways, fill=0, anchor="ls")
    pen, x = ImageDraw.Draw(ours), 2.0  # the font's blank has ink
    for word in lettering.reading_order(tuple(words)):
        if x > 2:
            pen.text((x, 30), " ", font=both_ways, fill=0, anchor="ls")
            x += both_ways.getlength(" ")
        pen.text((x, 30), word, font=both_ways, fill=0, anchor="ls")
        x += both_ways.getlength(word)
    assert not any(ImageChops.difference(whole, ours).histogram()[64:])


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        *[("one two", "one two"), ("אבג דה", "דה אבג"), ("one אבג דה two", "one דה אבג two")],
        *[("אבג one two דה", "דה one two אבג"), ("אבג 12 דה", "דה 12 אבג"), ("one אבג 12", "one 12 אבג")],
        *[("אבג one 12 דה", "דה one 12 אבג"), ("12 34", "12 34"), ("אבג 12 34", "34 12 אבג"), ("", "")],
        *[("one - אבג", "one - אבג"), ("אבג one - two", "one - two אבג"), ("אבג - one", "one - אבג")],
    ],
)
def test_a_line_runs_as_its_first_letter_does(line: str, shown: str) -> None:
    assert " ".join(lettering.reading_order(tuple(line.split(" ")))) == shown


# -------------------------------------------------------------------------------------------------- marks and clusters
@needs_shaping
def test_a_mark_stands_on_its_letter_and_not_beside_it() -> None:
    """Letter and mark that Unicode has no one sign for: as wide as the letter alone, and higher."""
    bare, marked = (lettering.picture(text, 400, 60, bold=True) for text in ("m m", "m\u0300 m\u0300"))
    assert abs(bare.width - marked.width) <= 4
    heights = [ImageChops.invert(each.convert("L")).getbbox() for each in (bare, marked)]
    assert heights[0] is not None
    assert heights[1] is not None
    assert heights[1][1] < heights[0][1]
    data = label_to("Ọ̀ṣọ́ Adébáyọ̀", "Lagos")
    for document in (zpl.render(address_label(data)), pdf.render(address_label(data))):
        assert prove_label(document, data).ok


def test_a_word_is_never_broken_between_a_letter_and_its_mark() -> None:
    for word in ("কা" * 30, "ọ̀" * 40, "ക്ഷ" * 30, "กี่" * 30):
        for piece in wrap(word, 200, 30):
            assert not lettering.is_mark(piece[0])
            assert "".join(wrap(word, 200, 30)) == word


def test_shaping_that_the_machine_lacks_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("warehouse_app.documents.systemfonts.folders", lambda: (tmp_path,))
    monkeypatch.setattr(lettering, "shaping_there", lambda: False)
    write_font(tmp_path / "Some.ttf", "שלום")
    lettering.forget()
    assert lettering.missing("שלום") == (lettering.Lack("Hebrew", shaping=True),)
    assert lettering.missing("m\u0300") == (lettering.Lack("Latin", shaping=True),)
    lettering.forget()


@needs_shaping
def test_brackets_of_another_font_open_towards_their_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse_app.documents.systemfonts.folders", lambda: (tmp_path,))
    write_font(tmp_path / "Some.ttf", "שלום")
    lettering.forget()
    framed = ImageChops.invert(lettering.picture("(שלום)", 900, 60, bold=True).convert("L"))
    left, top, right, bottom = framed.getbbox() or (0, 0, 0, 0)
    for edge in (left, right - 2):
        inked = framed.crop((edge, top, edge + 2, bottom)).getbbox()
        assert inked is not None
        assert inked[1] > 4, "a bracket's back is in its middle"
        assert inked[3] < bottom - top - 4
    lettering.forget()


def test_pictures_of_lines_are_packed_and_read_back_to_the_dot() -> None:
    data = label_to("Пётр Ильич Чайковский", "Paris")
    document = zpl.render(address_label(data))
    [shown, *_] = [part for part in zpl_reader.read(document).elements if isinstance(part, zpl_reader.ReadPicture)]
    given = document[document.index(b"^GFA") :].split(b",", 4)[4].split(b"^FS")[0]
    assert len(given) * 2 < len(shown.rows) * 2
