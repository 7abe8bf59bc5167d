"""Codes are read off pictures as they stand there, and what is no picture is told."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from warehouse_app.documents import codes_in as room
from warehouse_app.documents.codes_in import codes_in


def picture(*codes: tuple[str, str]) -> bytes:
    whole = Image.new("L", (900, 300 * len(codes)), 255)
    for at, (text, form) in enumerate(codes):
        made = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, form)).to_image(scale=3)
        whole.paste(Image.fromarray(made), (60, 300 * at + 40))
    target = BytesIO()
    whole.save(target, "PNG")
    return target.getvalue()


def test_every_code_is_read_once_from_top_to_bottom() -> None:
    wanted = (("4006381333931", "EAN13"), ("WS-TEST-YZ10-X", "Code128"), ("4006381333931", "QRCode"))
    assert codes_in(picture(*wanted)) == ("4006381333931", "WS-TEST-YZ10-X")


def test_a_picture_without_a_code_has_none() -> None:
    assert codes_in(_white()) == ()


def _white() -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 40), "white").save(target, "JPEG")
    return target.getvalue()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, _white()[:60]])
def test_what_is_no_picture_is_told(data: bytes) -> None:
    with pytest.raises(ValueError):
        codes_in(data)


def test_a_picture_without_end_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_DOTS", 100)
    with pytest.raises(ValueError):
        codes_in(_white())
    monkeypatch.setattr(room, "MOST_BYTES", 10)
    with pytest.raises(ValueError):
        codes_in(_white())
