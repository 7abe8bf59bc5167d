"""The barcodes in a picture that somebody gives us: what the lab's scanner reads off an image dropped on it."""

from __future__ import annotations

from io import BytesIO

MOST_BYTES, MOST_DOTS = 20_000_000, 60_000_000
MOST_CODES = 20


def codes_in(picture: bytes) -> tuple[str, ...]:
    """Return the codes in a PNG, JPEG or the like, from top to bottom. Raises ValueError for what is no picture."""
    import zxingcpp
    from PIL import Image, UnidentifiedImageError

    if len(picture) > MOST_BYTES:
        raise ValueError("the picture is too large")
    try:
        with Image.open(BytesIO(picture)) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise ValueError("the picture is too large")
            grey = opened.convert("L")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("this is no picture") from error
    found = sorted(zxingcpp.read_barcodes(grey), key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return tuple(dict.fromkeys(code.text for code in found if code.text))[:MOST_CODES]
