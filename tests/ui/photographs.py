"""An invented photo: a display of pupils' work with a child in front of it, all of it drawn."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1200
FACE = (980, 420, 1240, 740)
"""Left, top, right and bottom of the face."""
EYES = (1040, 556, 1180, 596)


@cache
def display(kind: str = "JPEG") -> bytes:
    """Give the photo as a camera writes it: with the place and the time in it."""
    image = Image.new("RGB", (WIDTH, HEIGHT), (232, 222, 200))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 1000, WIDTH, HEIGHT), fill=(150, 126, 100))
    for number in range(6):
        left, top = 90 + number % 3 * 290, 110 + number // 3 * 420
        draw.rectangle(
            (left, top, left + 250, top + 350), fill=(250, 250, 246), outline=(90, 110, 140)
        )
        draw.rectangle(
            (left + 20, top + 20, left + 230, top + 120), fill=(120 + 20 * number, 160, 180)
        )
        for line in range(9):
            draw.line(
                (
                    left + 20,
                    top + 150 + line * 20,
                    left + 200 + line * 7 % 30,
                    top + 150 + line * 20,
                ),
                fill=(60, 60, 80),
                width=4,
            )
    draw.rectangle((960, 760, 1260, HEIGHT), fill=(40, 70, 130))
    draw.ellipse(FACE, fill=(214, 168, 140))
    draw.pieslice((970, 400, 1250, 640), 180, 360, fill=(70, 46, 30))
    for x in (1060, 1160):
        draw.ellipse((x - 16, 560, x + 16, 592), fill=(30, 30, 30))
    draw.arc((1050, 600, 1170, 680), 20, 160, fill=(150, 60, 60), width=8)
    exif = Image.Exif()
    exif[0x010E] = "Larkfield, class 4B"
    out = BytesIO()
    image.save(out, kind, **({"exif": exif} if kind == "JPEG" else {}))
    return out.getvalue()
