"""What the system says of its network, behind a small port: what it can tell differs from one to the next."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from reviewer_app.review.exchange_timing import Network

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation


class Connection(Protocol):
    """Tells how the network is, and when that changes."""

    @property
    def changed(self) -> SignalInstance:
        """Emitted when the network is another now."""

    def network(self) -> Network:
        """Say how the network is now."""


class SystemConnection(QObject):
    """The network as Qt hears of it from the system; where it hears nothing, nothing is known of it.

    Signals:
        changed: the network is another now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Here and not above: a start does not wait for it.
        from PySide6.QtNetwork import QNetworkInformation

        self._kinds = QNetworkInformation
        self._told = self._told_by_the_system()
        if self._told is not None:
            self._told.reachabilityChanged.connect(self._changed)
            self._told.isMeteredChanged.connect(self._changed)
            self._told.isBehindCaptivePortalChanged.connect(self._changed)

    def _told_by_the_system(self) -> "QNetworkInformation | None":
        wanted = self._kinds.Feature.Reachability
        return self._kinds.instance() if self._kinds.loadBackendByFeatures(wanted) else None

    def network(self) -> Network:
        """Say how the network is now."""
        told = self._told
        if told is None:
            return Network()
        can, kinds = told.supports, self._kinds
        reaches = told.reachability()
        return Network(
            None if reaches == kinds.Reachability.Unknown else reaches == kinds.Reachability.Online,
            told.isMetered() if can(kinds.Feature.Metered) else None,
            told.isBehindCaptivePortal() if can(kinds.Feature.CaptivePortal) else None,
        )

    def _changed(self) -> None:
        self.changed.emit()
