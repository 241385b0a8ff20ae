"""Opening the store a person named."""

from collections.abc import Callable
from pathlib import Path

from reviewer_app.errors import UserError
from reviewer_app.sync.address import network_address
from reviewer_app.sync.network_stores import NetworkStore
from reviewer_app.sync.patience import Patience
from reviewer_app.sync.stores import FolderStore, Store
from reviewer_app.vault.store_access import StoreAccess


def open_store(
    address: str, access: StoreAccess | None = None, stopped: Callable[[], bool] = lambda: False
) -> Store:
    """Open the store a person named: a folder's path, `webdav+https://host/path`, `s3://bucket/prefix?endpoint=...`.

    Nothing is asked of a network yet. `stopped` says whether what is asked of the store is to end, within a file
    as well.

    Raises:
        UserError: "store.address-unknown", "store.endpoint-missing", "store.secret-in-address",
            "store.not-encrypted", "store.folder-missing", "store.not-permitted".
    """
    if not address.strip():
        raise UserError("store.address-unknown", address=address)
    network = network_address(address)
    if network is not None:
        return NetworkStore(network, access, Patience(stopped=stopped))
    try:
        folder = Path(address).expanduser()
    except RuntimeError:  # "~somebody" whom this computer does not know
        raise UserError("store.folder-missing", place=address) from None
    return FolderStore(folder.absolute(), stopped)
