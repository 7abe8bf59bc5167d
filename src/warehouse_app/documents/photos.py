"""A picture of any camera made into what is kept: upright, small enough, and without what it tells of its taker.

Promise: the bytes returned are a JPEG without metadata (place, device, time); a file that is none is refused.
"""

from __future__ import annotations

import io
import warnings

from warehouse_app.domain.photos import LONGEST_SIDE, MOST_BYTES, MOST_PIXELS, NotAPhoto
from warehouse_app.domain.refusals import Refused

QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")


def prepared(data: bytes, file: str = "") -> bytes:
    """Return the photo as it is kept. Raises Refused(NotAPhoto)."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(data) > MOST_BYTES:
        raise Refused(NotAPhoto(file, "too_large"))
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=_FORMATS) as found:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if found.width * found.height > MOST_PIXELS:
                raise Refused(NotAPhoto(file, "too_large"))
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(NotAPhoto(file, "unreadable")) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    made = io.BytesIO()
    bare.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()
