"""Draws every page in every theme at both reference screens: `make screenshots`, into build/screenshots."""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from reviewer_app.ui.start import application
from reviewer_app.ui.theme import Theme
from tests.ui.shell.check_scenes import CHECK_SCENES, check_stage
from tests.ui.shell.form_scenes import FORM_SCENES, form_stage
from tests.ui.shell.framework_scenes import FRAMEWORK_SCENES, framework_stage
from tests.ui.shell.hypothesis_scenes import HYPOTHESIS_SCENES, hypothesis_stage
from tests.ui.shell.name_scenes import NAME_SCENES, name_stage
from tests.ui.shell.photo_scenes import PHOTO_SCENES, photo_stage
from tests.ui.shell.report_scenes import REPORT_SCENES, report_stage
from tests.ui.shell.scenes import SCENES, SCREENS, THEMES, stage
from tests.ui.shell.team_scenes import TEAM_SCENES, team_stage
from tests.ui.shell.version_scenes import VERSION_SCENES, version_stage

OUT = Path("build") / "screenshots"
DESKTOP = (1280, 800, 1.0)


def draw(out: Path, wanted: list[str]) -> int:
    """Draw the scenes; gives how many pictures there are."""
    out.mkdir(parents=True, exist_ok=True)
    theme = Theme()
    theme.apply(application(), "light")
    looks = [(theme_name, name, size) for theme_name in THEMES for name, size in SCREENS.items()]
    looks.append(("light", "desktop", DESKTOP))
    count = 0
    for staged, known in (
        (stage, SCENES),
        (form_stage, FORM_SCENES),
        (framework_stage, FRAMEWORK_SCENES),
        (photo_stage, PHOTO_SCENES),
        (name_stage, NAME_SCENES),
        (version_stage, VERSION_SCENES),
        (hypothesis_stage, HYPOTHESIS_SCENES),
        (report_stage, REPORT_SCENES),
        (check_stage, CHECK_SCENES),
        (team_stage, TEAM_SCENES),
    ):
        scenes = [one for one in wanted if one in known]
        if not scenes:
            continue
        with tempfile.TemporaryDirectory() as folder, staged(Path(folder), theme) as shown:
            for theme_name, name, size in looks:
                shown.dress(theme_name, size)
                for scene in scenes:
                    shown.show(scene)
                    shown.picture().save(str(out / f"{scene}-{theme_name}-{name}.png"))
                    count += 1
    return count


if __name__ == "__main__":
    began = time.monotonic()
    every = [*SCENES, *FORM_SCENES, *FRAMEWORK_SCENES, *PHOTO_SCENES, *NAME_SCENES]
    every += [*VERSION_SCENES, *REPORT_SCENES, *CHECK_SCENES, *HYPOTHESIS_SCENES, *TEAM_SCENES]
    drawn = draw(OUT, sys.argv[1:] or every)
    sys.stdout.write(f"{drawn} pictures in {OUT}, {time.monotonic() - began:.0f} s\n")
