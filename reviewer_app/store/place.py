"""Where the encrypted file may lie: on this computer's own disk, and in no folder that a service copies.

A network file system breaks the locks the file relies on; a service that copies a folder sees the file
and its waiting changes at different moments and puts an old one beside a new one.
"""

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from reviewer_app.errors import UserError

_NETWORK_SYSTEMS: Final = frozenset(
    (
        "nfs",
        "nfs3",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "afpfs",
        "coda",
        "davfs",
        "davfs2",
        "webdav",
        "9p",
        "ceph",
        "glusterfs",
        "lustre",
        "beegfs",
        "gpfs",
        "sshfs",
        "osxfuse",
        "macfuse",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.s3fs",
        "fuse.s3ql",
        "fuse.gcsfuse",
        "fuse.curlftpfs",
        "fuse.cifs",
        "fuse.smbnetfs",
        "fuse.glusterfs",
        "fuse.ceph",
        "fuse.google-drive-ocamlfuse",
        "fuse.gvfsd-fuse",
        "fuse.kio-fuse",
        "fuse.onedriver",
        "fuse.juicefs",
    )
)

_CLOUD_NAMES: Final = (
    ("OneDrive", re.compile(r"OneDrive( ?- ?.+|-.+)?|SkyDrive", re.IGNORECASE)),
    ("Dropbox", re.compile(r"Dropbox( ?\(.+\)|-.+)?", re.IGNORECASE)),
    ("Google Drive", re.compile(r"Google ?Drive([ -].+)?|DriveFS", re.IGNORECASE)),
    (
        "iCloud Drive",
        re.compile(r"iCloud ?Drive|Mobile Documents|com~apple~CloudDocs", re.IGNORECASE),
    ),
    ("Nextcloud", re.compile(r"Nextcloud([ -]?\d+)?", re.IGNORECASE)),
    ("ownCloud", re.compile(r"ownCloud([ -].+)?", re.IGNORECASE)),
    ("Box", re.compile(r"Box Sync|Box-Box", re.IGNORECASE)),
    ("pCloud", re.compile(r"pCloud ?Drive", re.IGNORECASE)),
    ("Synology Drive", re.compile(r"SynologyDrive", re.IGNORECASE)),
)

_CLOUD_MARKERS: Final = (
    ("OneDrive", ".849C9593-D756-4E56-8D6E-42412F2A707B"),
    ("Dropbox", ".dropbox.cache"),
    ("Google Drive", ".tmp.driveupload"),
    ("Google Drive", ".tmp.drivedownload"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("Nextcloud", "._sync_*.db"),
    ("Nextcloud", ".sync_*.db"),
    ("ownCloud", ".owncloudsync.log"),
    ("Syncthing", ".stfolder"),
)

_CLOUD_VARIABLES: Final = (
    ("OneDrive", "OneDrive"),
    ("OneDrive", "OneDriveConsumer"),
    ("OneDrive", "OneDriveCommercial"),
)


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system: where it lies and what kind it is."""

    point: str
    kind: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the system says about its disks; passed in, so that the rules hold on any machine."""

    mounts: tuple[Mount, ...]
    environment: Mapping[str, str]
    drive_is_remote: Callable[[str], bool]

    @classmethod
    def here(cls) -> "Surroundings":
        """Ask this computer."""
        return cls(_mounts_here(), os.environ, _drive_is_remote)


def check_place(folder: Path, surroundings: Surroundings | None = None) -> None:
    """Refuse a folder the encrypted file would not be safe in.

    Raises:
        UserError: `profile.place-network`, `profile.place-cloud`.
    """
    asked = Surroundings.here() if surroundings is None else surroundings
    for place in {folder.absolute(), folder.resolve()}:
        if is_network(place, asked):
            raise UserError("profile.place-network", folder=folder)
        service = cloud_service(place, asked.environment)
        if service is not None:
            raise UserError("profile.place-cloud", folder=folder, service=service)


def is_network(folder: PurePath, surroundings: Surroundings) -> bool:
    """Say whether a folder lies on another computer's disk."""
    if folder.drive.startswith(("\\\\", "//")):
        # Windows writes a long local path with a prefix of the same shape.
        return not folder.drive.startswith(("\\\\?\\", "\\\\.\\")) or "UNC" in folder.drive
    if folder.drive:
        return surroundings.drive_is_remote(folder.drive)
    under = [mount for mount in surroundings.mounts if folder.is_relative_to(mount.point)]
    # Of two mounts on one point the later one is what the folder shows.
    nearest = max(reversed(under), key=lambda mount: len(PurePath(mount.point).parts), default=None)
    return nearest is not None and nearest.kind.lower() in _NETWORK_SYSTEMS


def cloud_service(folder: Path, environment: Mapping[str, str]) -> str | None:
    """Name the service that copies this folder elsewhere, if one does."""
    for service, variable in _CLOUD_VARIABLES:
        root = environment.get(variable)
        if root and folder.is_relative_to(root):
            return service
    for part in folder.parts:
        for service, name in _CLOUD_NAMES:
            if name.fullmatch(part):
                return service
    for above in (folder, *folder.parents):
        # Dropbox keeps its settings in a folder of this name at home, and a file of it where it copies.
        if (above / ".dropbox").is_file():
            return "Dropbox"
        for service, marker in _CLOUD_MARKERS:
            if next(above.glob(marker), None) is not None:
                return service
    return None


def mounts_of_linux(table: str) -> tuple[Mount, ...]:
    r"""Read the kernel's table of mounts (proc(5)), where a blank in a name stands as `\\040`."""
    fields = (line.split(" ") for line in table.splitlines() if line)
    return tuple(Mount(_unescaped(field[1]), field[2]) for field in fields)


def mounts_of_mac(listing: str) -> tuple[Mount, ...]:
    """Read what mount(8) prints on a Mac: `source on /point (kind, options)`."""
    found = re.findall(r"^.* on (/.*) \((\w+)[,)].*$", listing, re.MULTILINE)
    return tuple(Mount(point, kind) for point, kind in found)


def _unescaped(name: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), name)


def _mounts_here() -> tuple[Mount, ...]:
    mounts: tuple[Mount, ...] = ()
    if sys.platform == "linux":
        table = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
        mounts = mounts_of_linux(table)
    elif sys.platform == "darwin":
        listing = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True)
        mounts = mounts_of_mac(listing.stdout)
    return mounts


def _drive_is_remote(drive: str) -> bool:
    remote = False
    if sys.platform == "win32":
        # DRIVE_REMOTE of GetDriveTypeW is 4.
        remote = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == 4
    return remote
