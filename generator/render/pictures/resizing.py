"""Smaller copies of pictures, by Pillow; the same picture always gives the same bytes."""

from io import BytesIO
from typing import Any

_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80, "method": 4},
}


def resize(data: bytes, width: int) -> bytes:
    """Return a picture at another width, as high as its form wants, in its own format.

    What Pillow can't read, and what moves, stays as it is: a page may name the copy, so there has to be one.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - of the extra "images"

    try:
        with Image.open(BytesIO(data)) as opened:
            kind = opened.format or ""
            if kind not in _OPTIONS or getattr(opened, "is_animated", False):
                return data
            profile = opened.info.get("icc_profile")
            picture = ImageOps.exif_transpose(opened)
            if picture.mode in {"1", "P"}:
                picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
            height = max(1, round(picture.height * width / picture.width))
            small = picture.resize((width, height), Image.Resampling.LANCZOS)
            stream = BytesIO()
            small.save(stream, kind, icc_profile=profile, **_OPTIONS[kind])
            return stream.getvalue()
    except Exception:  # noqa: BLE001 - a broken picture may provoke anything, and is shown as it is
        return data
