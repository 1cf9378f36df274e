"""Do two pictures show the same thing, whatever version of the font library drew them?"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# Another version of the font library moves a letter by a pixel. So each dot of a picture must lie between
# the darkest and the lightest of the nine dots around the same place in the other, give or take these
# levels of 255: what moves by two dots, changes colour, comes or goes is seen.
_LEVELS = 32
_AROUND = 3


def look_alike(first: bytes, second: bytes) -> bool:
    """Tell whether two PNG pictures show the same thing."""
    if first == second:
        return True
    one, two = _opened(first), _opened(second)
    return (
        one is not None
        and two is not None
        and one.size == two.size
        and _within(one, two) <= _LEVELS
        and _within(two, one) <= _LEVELS
    )


def _opened(png: bytes) -> Image | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(png)) as picture:
            white = Image.new("RGBA", picture.size, "white")
            return Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB")
    except (OSError, UnidentifiedImageError, ValueError):
        return None


def _within(one: Image, two: Image) -> int:
    """Return how far, in levels, a dot of one picture is out of what is around it in the other, at most."""
    from PIL import ImageChops, ImageFilter

    below = ImageChops.subtract(two.filter(ImageFilter.MinFilter(_AROUND)), one)
    above = ImageChops.subtract(one, two.filter(ImageFilter.MaxFilter(_AROUND)))
    extremes: list[tuple[int, int]] = [*below.getextrema(), *above.getextrema()]
    return max(high for _low, high in extremes)
