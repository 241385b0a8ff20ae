"""An exchange onto a stick that is full, and one that is pulled out between the text and the photos."""

import subprocess
import sys
from pathlib import Path

STICK = """
import os, pathlib, subprocess, sys
from reviewer_app.sync import handing_over
from reviewer_app.sync.have import have_of
from reviewer_app.sync.photos import digest_of
from reviewer_app.sync.stores import FolderStore
from tests.sync.team import TIME, Team, journal

stick, team = pathlib.Path(sys.argv[1]), Team()
changes = journal(team.asha, team.review, 3)
photos = {digest_of(one): one for one in (b"\\xff\\xd8" + os.urandom(90_000), b"\\xff\\xd8 small")}

def mount(size):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", stick], check=True)

def hand_over(remembered, photo):
    told = []
    done = handing_over.hand_over(
        FolderStore(stick), review=team.review, changes=changes, have=have_of(changes),
        identity=team.asha, review_keys=[team.key[0]], made_at=TIME, photos=list(photos),
        photo=photo, remembered=remembered, stands=told.append,
    )
    print(
        [name[-4:] for name in done.sent], len(done.changes), len(told[0].changes),
        done.stopped and done.stopped.code, sorted(name[-4:] for name in os.listdir(stick)),
    )
    return done.carried

mount("64k")
seen = hand_over({}, photos.get)
subprocess.run(["mount", "-o", "remount,size=1m", stick], check=True)
seen = hand_over(seen, photos.get)
hand_over(seen, photos.get)
subprocess.run(["umount", stick], check=True)

def pulled(digest):
    subprocess.run(["umount", "--lazy", stick], check=True)
    return photos[digest]

mount("1m")
hand_over({}, pulled)
"""


def test_what_stands_is_told_and_only_the_rest_goes_once_there_is_room(tmp_path: Path) -> None:
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", sys.executable, "-c", STICK, tmp_path],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "['.rvb'] 3 3 store.full ['.rvb']",
        "['.rvp', '.rvp'] 3 3 None ['.rvb', '.rvp', '.rvp']",
        "[] 3 3 None ['.rvb', '.rvp', '.rvp']",
        "['.rvb'] 3 3 store.gone []",
    ]
