import os
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from reviewer_app.errors import UserError
from reviewer_app.store.place import (
    Mount,
    Surroundings,
    check_place,
    cloud_service,
    is_network,
    mounts_of_linux,
    mounts_of_mac,
)

LINUX = r"""/dev/vda / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/staff /mnt/staff nfs4 rw,vers=4.2 0 0
//trust/share /mnt/the\040trust cifs rw 0 0
asha@host: /home/asha/far fuse.sshfs rw,user_id=1000 0 0
tmpfs /mnt/staff/near tmpfs rw 0 0
/dev/sdb1 /media/stick fuseblk rw 0 0
C:\134 /mnt/c 9p rw,dirsync 0 0
/dev/sdc1 /mnt/twice ext4 rw 0 0
remote: /mnt/twice fuse.rclone rw 0 0
"""

MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//asha@trust.example/Staff on /Volumes/Staff (smbfs, nodev, nosuid, mounted by asha)
trust.example:/home on /Volumes/Home of Asha (1) (nfs, nodev, nosuid)
"""


def surroundings(*mounts: Mount, remote_drive: str = "") -> Surroundings:
    return Surroundings(mounts, {}, lambda drive: drive == remote_drive)


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/home/helen/Reviews", False),
        ("/mnt/staff/helen", True),
        ("/mnt/staffroom/helen", False),
        ("/mnt/the trust/helen", True),
        ("/home/asha/far/away", True),
        ("/mnt/staff/near/helen", False),
        ("/media/stick/helen", False),
        ("/mnt/c/Users/helen", True),
        ("/mnt/twice/helen", True),
    ],
)
def test_linux_network_file_systems_are_told_by_the_nearest_mount(
    folder: str, network: bool
) -> None:
    asked = surroundings(*mounts_of_linux(LINUX))
    assert is_network(PurePosixPath(folder), asked) is network


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/Users/asha/Reviews", False),
        ("/Volumes/Staff/asha", True),
        ("/Volumes/Home of Asha (1)/asha", True),
    ],
)
def test_mac_network_volumes_are_told(folder: str, network: bool) -> None:
    asked = surroundings(*mounts_of_mac(MAC))
    assert is_network(PurePosixPath(folder), asked) is network


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        (r"C:\Users\helen\Reviews", False),
        (r"\\server\staff\helen", True),
        (r"\\?\UNC\server\staff\helen", True),
        (r"\\?\C:\Users\helen", False),
        (r"H:\Reviews", True),
    ],
)
def test_windows_shares_and_network_drives_are_told(folder: str, network: bool) -> None:
    asked = surroundings(remote_drive="H:")
    assert is_network(PureWindowsPath(folder), asked) is network


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/helen/Reviews", None),
        ("/home/helen/My OneDriver notes", None),
        ("/home/helen/OneDrive/Reviews", "OneDrive"),
        ("/Users/helen/OneDrive - Larkfield Trust/Documents/Reviews", "OneDrive"),
        ("/Users/helen/Library/CloudStorage/OneDrive-Larkfield/Reviews", "OneDrive"),
        (
            "/Users/helen/Library/CloudStorage/GoogleDrive-helen@example.org/My Drive",
            "Google Drive",
        ),
        ("/Users/helen/Library/CloudStorage/Dropbox/Reviews", "Dropbox"),
        ("/home/helen/Dropbox (Larkfield)/Reviews", "Dropbox"),
        ("/home/helen/Google Drive/Reviews", "Google Drive"),
        ("/Users/helen/Library/Mobile Documents/com~apple~CloudDocs/Reviews", "iCloud Drive"),
        ("/Users/helen/iCloudDrive/Reviews", "iCloud Drive"),
        ("/home/helen/Nextcloud/Reviews", "Nextcloud"),
        ("/home/helen/Nextcloud2/Reviews", "Nextcloud"),
        ("/home/helen/ownCloud/Reviews", "ownCloud"),
    ],
)
def test_folders_of_copying_services_are_told_by_name(folder: str, service: str | None) -> None:
    assert cloud_service(Path(folder), {}) == service


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"])
def test_onedrive_is_told_by_where_it_says_it_is(variable: str) -> None:
    assert cloud_service(Path("/d/Work/Reviews"), {variable: "/d/Work"}) == "OneDrive"
    assert cloud_service(Path("/d/Workshop"), {variable: "/d/Work"}) is None
    assert cloud_service(Path("/d/Work"), {variable: ""}) is None


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".dropbox", "Dropbox"),
        (".sync_4f1e2d.db", "Nextcloud"),
        ("._sync_4f1e2d.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    ],
)
def test_copied_folder_of_any_name_is_told_by_what_the_service_leaves_in_it(
    tmp_path: Path, marker: str, service: str
) -> None:
    folder = tmp_path / "School things" / "Reviews"
    folder.mkdir(parents=True)
    assert cloud_service(folder, {}) is None
    (tmp_path / "School things" / marker).write_bytes(b"")
    assert cloud_service(folder, {}) == service


def test_settings_of_a_service_at_home_do_not_make_home_a_copied_folder(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert cloud_service(tmp_path / "Reviews", {}) is None


def test_folder_not_made_yet_is_judged_by_where_it_would_be(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        check_place(tmp_path / "Dropbox" / "not made" / "yet")
    assert caught.value.code == "profile.place-cloud"
    assert "Dropbox" in caught.value.happened
    check_place(tmp_path / "not made" / "yet")


def test_link_into_a_copied_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "Reviews").mkdir(parents=True)
    (tmp_path / "Reviews").symlink_to(tmp_path / "Dropbox" / "Reviews")
    with pytest.raises(UserError) as caught:
        check_place(tmp_path / "Reviews")
    assert caught.value.code == "profile.place-cloud"


def test_network_place_is_a_sentence() -> None:
    with pytest.raises(UserError) as caught:
        check_place(Path("/mnt/staff/helen"), surroundings(Mount("/mnt/staff", "nfs4")))
    assert caught.value.code == "profile.place-network"
    assert "/mnt/staff/helen" in caught.value.happened


def test_this_computer_says_what_it_has_mounted() -> None:
    assert any(mount.point == "/" for mount in Surroundings.here().mounts)
    assert not is_network(PurePath(os.sep), Surroundings.here())
