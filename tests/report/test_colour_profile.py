from io import BytesIO
from itertools import product

from PIL import Image, ImageCms

from reviewer_app.report.colour_profile import srgb_profile


def test_it_means_the_colours_that_an_independent_colour_engine_means_by_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    theirs = ImageCms.createProfile("sRGB")
    steps = (0, 1, 5, 10, 11, 40, 96, 128, 200, 254, 255)
    image = Image.new("RGB", (len(steps) ** 2, len(steps)))
    image.putdata(list(product(steps, repeat=3)))
    seen = ImageCms.profileToProfile(image, ours, theirs)
    assert seen is not None
    assert (
        max(
            abs(before - after)
            for before, after in zip(image.tobytes(), seen.tobytes(), strict=True)
        )
        <= 1
    )


def test_it_says_what_it_is_and_that_anyone_may_pass_it_on() -> None:
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB IEC61966-2.1"
    assert ImageCms.getProfileCopyright(profile).strip() == "No rights reserved."
    assert len(srgb_profile()) == int.from_bytes(srgb_profile()[:4], "big") < 1000
