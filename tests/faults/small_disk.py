"""What happens to a profile on a small disk that is full, or on one that cannot be written.

A program, started by `test_profile_faults.py` in a space of its own where it may mount a small disk:
`small_disk.py SCENARIO DISK PROFILE`, where PROFILE is copied onto the disk first. It prints what came of it.
"""

import contextlib
import io
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import qInstallMessageHandler
from sqlalchemy import text

from reviewer_app.app import Program
from reviewer_app.cli import run
from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture, waivers
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.store.cipher import Connection, translated, wal_of
from reviewer_app.store.engine import engine_of
from reviewer_app.store.migration import migrate
from reviewer_app.store.profile import create, open_profile
from reviewer_app.store.restoring import restore
from reviewer_app.store.settings import put
from tests.store.keyrings import MemoryBackend, keyring_over
from tests.store.schemas import scripts_with_one_more

PASSPHRASE = "seven green gates"
DISK = Path(sys.argv[2])
FOLDER = DISK / "Helen Marsh"
DB = FOLDER / "profile.db"


def fill(room: int = 0) -> None:
    """Leave so many bytes free and not one block more."""
    empty()
    (DISK / "filler").write_bytes(bytes(shutil.disk_usage(DISK).free - room))


def empty() -> None:
    (DISK / "filler").unlink(missing_ok=True)


def held() -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in FOLDER.rglob("*")
        if file.is_file() and file.name not in {"lock", "profile.db-shm"}
    }


@contextlib.contextmanager
def refusal() -> Iterator[None]:
    """Print the code of the refusal that must come, and whether anything was harmed."""
    before = held()
    try:
        yield
    except UserError as error:
        print(error.code)
    else:
        print("not refused")
    print("same" if held() == before else "changed")


def insert(writer: Connection, name: str) -> None:
    with engine_of(writer).begin() as opened:
        opened.execute(
            text("INSERT INTO setting VALUES (:name, hex(zeroblob(2000)))"), {"name": name}
        )


def settings() -> int:
    profile = open_profile(FOLDER, passphrase=PASSPHRASE)
    (count,) = profile.connect_reader().execute("SELECT count(*) FROM setting").fetchone()
    profile.close()
    return int(count)


def open_on_full_disk() -> None:
    fill()
    with refusal():
        open_profile(FOLDER, passphrase=PASSPHRASE)


def open_with_waiting_changes_on_full_disk() -> None:
    profile = open_profile(FOLDER, passphrase=PASSPHRASE)
    insert(profile.connect_writer(), "theme")
    waiting = {file.name: file.read_bytes() for file in (DB, wal_of(DB))}
    profile.close()
    for name, content in waiting.items():
        (FOLDER / name).write_bytes(content)
    fill()
    with refusal():
        open_profile(FOLDER, passphrase=PASSPHRASE)
    empty()
    print(settings())


def write_review() -> tuple[str, str]:
    """Fill the profile with a review and leave a note of it waiting beside the file, as a killed program does."""
    session = Program().open(FOLDER, passphrase=PASSPHRASE)
    session.become("Helen")
    review = session.create_review(
        SchoolFacts("Larkfield Primary School"), usual(), start="2026-11-17", days=3
    )
    opened = session.open(review)
    session.do(opened, waivers.leave_unagreed, "It is for a test.")
    session.certificate()
    session.back_up()
    session.database.checkpoint().result()
    activity = session.do(opened, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4")
    session.do(opened, capture.commit_note, activity, "Seen before the disk was full.")
    waiting = {file: file.read_bytes() for file in (DB, wal_of(DB))}
    session.close()
    for file, content in waiting.items():
        file.write_bytes(content)
    return review, activity


def tell_commands(review: str, activity: str) -> None:
    """Say how commands end on this disk as it is, what files they left elsewhere, and what was harmed."""
    before = held()
    passphrase, out = DISK.parent / "passphrase.txt", DISK.parent / "out"
    passphrase.write_text(PASSPHRASE)
    out.mkdir()
    at = ("--profile", str(FOLDER), "--passphrase-file", str(passphrase))
    for command in (
        ("profile", "info"),
        ("review", "show", review),
        ("note", "list", review),
        ("report", "build", review, "-o", f"{out}/final.pdf"),
        ("backup", "verify", str(next((FOLDER / "backups").glob("*.db")))),
        ("audit", review),
        ("note", "add", review, "--activity", activity, "--text", "One more."),
        ("report", "build", review, "--draft", "-o", f"{out}/draft.pdf"),
        ("backup", "create"),
    ):
        said, complaint = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complaint):
            code = run([*at, *command])
        print(
            *command[: 1 if command[0] == "audit" else 2],
            complaint.getvalue().partition(":")[0] or code,
        )
        if command[:2] == ("note", "list"):
            print(said.getvalue().strip().rpartition("  ")[2])
    print(*sorted(file.name for file in out.iterdir()))
    print("same" if held() == before else "changed")


def commands_on_full_disk() -> None:
    review, activity = write_review()
    fill()
    tell_commands(review, activity)


def commands_on_disk_that_cannot_be_written() -> None:
    review, activity = write_review()
    subprocess.run(["mount", "-o", "remount,ro,bind", DISK], check=True)
    tell_commands(review, activity)


def tell_window(spoil: Callable[[], object], mend: Callable[[], object]) -> None:
    """Open the window on a disk that takes nothing, say what it shows, then let it take something again."""
    # Here and not above: of these scenarios only two have a window.
    from reviewer_app.ui.shell.desk import Desk, Wanted  # noqa: PLC0415
    from reviewer_app.ui.shell.window import MainWindow  # noqa: PLC0415
    from reviewer_app.ui.start import application  # noqa: PLC0415
    from reviewer_app.ui.theme import Theme  # noqa: PLC0415
    from tests.ui.support import wait_until  # noqa: PLC0415

    qInstallMessageHandler(lambda _kind, _context, _message: None)
    write_review()
    spoil()
    before = held()
    theme = Theme()
    theme.apply(application(), "light")
    window = MainWindow(theme)
    window.furnish()
    window.show()
    desk = Desk(window, theme, Program(keyring=lambda: None), Wanted(FOLDER, PASSPHRASE))
    desk.start()
    wait_until(lambda: window.current_page == "today")
    print(window.notices.reminder.text)
    window.show_page("notes")
    print("more" if window.notices.notice.isVisible() else "no more")
    print("same" if held() == before else "changed")
    mend()
    window.notices.reminder.acted.emit()
    wait_until(lambda: window.current_page == "today" and window.notices.reminder.isHidden())
    assert desk.session is not None
    desk.session.set_setting("theme", "dark").result()
    window.close()
    print("written" if settings() else "not written")


def window_on_full_disk() -> None:
    tell_window(fill, empty)


def window_on_disk_that_cannot_be_written() -> None:
    def remount(how: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{how},bind", DISK], check=True)

    tell_window(lambda: remount("ro"), lambda: remount("rw"))


def write_until_full() -> None:
    profile = open_profile(FOLDER, passphrase=PASSPHRASE)
    writer = profile.connect_writer()
    committed = 0
    fill(room=1_000_000)
    try:
        with translated(DB):
            while True:
                insert(writer, f"name {committed}")
                committed += 1
    except UserError as error:
        print(error.code)
    with contextlib.suppress(UserError):
        profile.close()
    empty()
    print("all there" if committed and settings() == committed else "lost")


def create_on_full_disk() -> None:
    shutil.rmtree(FOLDER)
    FOLDER.mkdir()
    fill()
    try:
        create(FOLDER, keyring=None, passphrase=PASSPHRASE, ids=lambda: "p1")
    except UserError as error:
        print(error.code)
    empty()
    create(FOLDER, keyring=None, passphrase=PASSPHRASE, ids=lambda: "p1")[0].close()
    print(settings())


def migrate_on_full_disk() -> None:
    key = open_key()
    scripts = scripts_with_one_more(Path(sys.argv[3]).parent / "scripts")
    before = DB.read_bytes()
    fill(room=len(before))
    with refusal():
        migrate(FOLDER, key, lambda _: None, scripts=scripts)
    # A person's share of a disk can end before the disk does, and the system does not tell.
    without_asking = patch("reviewer_app.store.migration.require_room", lambda *_: None)
    refused = set()
    for room in range(0, 4 * len(before), 32768):
        fill(room)
        try:
            with without_asking:
                migrate(FOLDER, key, lambda _: None, scripts=scripts)
        except UserError as error:
            refused.add(error.code)
            if DB.read_bytes() != before or FOLDER.joinpath("profile.db.migrating").exists():
                print("changed")
        else:
            print(*refused)
            print("migrated" if DB.read_bytes() != before else "not migrated")
            break


def restore_on_small_disk() -> None:
    """Go back to a backup where there is no room, with a little more each time, and where nothing can be written."""
    key = open_key()
    keyring = keyring_over(MemoryBackend())
    keyring.put("p1", key)
    file = FOLDER / "backups" / "20261118T101700+0000.db"
    shutil.copyfile(DB, file)
    content = bytearray(DB.read_bytes())
    content[len(content) // 2] ^= 1
    DB.write_bytes(content)

    def put_back() -> None:
        restore(
            FOLDER,
            file,
            keyring=keyring,
            passphrase=None,
            code=None,
            rebuild=lambda _: None,
            prepare=lambda connection: put(connection, "device", "new"),
        )

    fill(room=len(content))
    with refusal():
        put_back()
    subprocess.run(["mount", "-o", "remount,ro,bind", DISK], check=True)
    with refusal():
        put_back()
    subprocess.run(["mount", "-o", "remount,rw,bind", DISK], check=True)
    # A person's share of a disk can end before the disk does, and the system does not tell.
    without_asking = patch("reviewer_app.store.restoring.require_room", lambda *_: None)
    refused = set()
    before = held()
    for room in range(0, 4 * len(content), len(content) // 3):
        fill(room)
        try:
            with without_asking:
                put_back()
        except UserError as error:
            refused.add(error.code)
            if held() != before:
                print("changed")
        else:
            break
    print(*refused)
    empty()
    print(settings())


def open_key() -> bytes:
    profile = open_profile(FOLDER, passphrase=PASSPHRASE)
    profile.close()
    return profile.key


def read_only() -> None:
    subprocess.run(["mount", "-o", "remount,ro,bind", DISK], check=True)
    with refusal():
        open_profile(FOLDER, passphrase=PASSPHRASE)
    with refusal():
        create(DISK / "new", keyring=None, passphrase=PASSPHRASE, ids=lambda: "p1")


if __name__ == "__main__":
    shutil.copytree(sys.argv[3], FOLDER)
    globals()[sys.argv[1]]()
