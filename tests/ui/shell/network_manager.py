"""A stand-in for the NetworkManager on a bus of its own, as far as Qt's own plugin asks it.

Names and numbers are those of its D-Bus interface, https://networkmanager.dev/docs/api/latest/nm-dbus-types.html.
Whether a network is metered Qt reads from the first device of the primary connection when it starts, and from the
manager itself when that tells of a change.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Final

from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection
from jeepney.low_level import HeaderFields, Message, MessageType
from jeepney.wrappers import DBusAddress, new_error, new_method_return, new_signal

NAME: Final = "org.freedesktop.NetworkManager"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
MANAGER: Final = "/org/freedesktop/NetworkManager"
CONNECTION: Final = f"{MANAGER}/ActiveConnection/1"
DEVICE: Final = f"{MANAGER}/Devices/1"
INTERFACES: Final = {
    MANAGER: NAME,
    CONNECTION: f"{NAME}.Connection.Active",
    DEVICE: f"{NAME}.Device",
}

State = Mapping[str, int]

DISCONNECTED: Final = {"State": 20, "Connectivity": 1, "Metered": 0}
AT_HOME: Final = {"State": 70, "Connectivity": 4, "Metered": 2}
BY_PHONE: Final = {"State": 70, "Connectivity": 4, "Metered": 1}
AT_THE_DOOR: Final = {"State": 60, "Connectivity": 2, "Metered": 4}
"""A hotel's page to sign in at stands between."""

Properties = dict[str, tuple[str, object]]


class NetworkManager:
    """Answers what Qt asks, and tells of what is another now."""

    def __init__(self, bus: DBusConnection, state: State) -> None:
        self._bus = bus
        self._sending = threading.Lock()
        self._state = state
        Proxy(message_bus, bus).RequestName(NAME)

    def becomes(self, state: State) -> None:
        """Tell everybody on the bus that the network is another now."""
        self._state = state
        here = DBusAddress(MANAGER, interface=PROPERTIES)
        gone: list[str] = []
        changed = (NAME, self._properties(MANAGER), gone)
        self._send(new_signal(here, "PropertiesChanged", "sa{sv}as", changed))

    def answer(self) -> None:
        """Answer until the bus is gone."""
        try:
            while True:
                asked = self._bus.receive()
                if asked.header.message_type is MessageType.method_call:
                    self._send(self._answer_to(asked))
        except OSError:
            return

    def _send(self, message: Message) -> None:
        with self._sending:
            self._bus.send(message)

    def _properties(self, path: str) -> Properties:
        if path == CONNECTION:
            return {"Devices": ("ao", [DEVICE])}
        if path == DEVICE:
            return {"DeviceType": ("u", 2), "Metered": ("u", self._state["Metered"])}
        numbers: Properties = {name: ("u", number) for name, number in self._state.items()}
        return {**numbers, "PrimaryConnection": ("o", CONNECTION)}

    def _answer_to(self, asked: Message) -> Message:
        path = asked.header.fields[HeaderFields.path]
        properties = self._properties(path)
        answer: Message = new_error(asked, "org.freedesktop.DBus.Error.UnknownMethod")
        match asked.header.fields[HeaderFields.member]:
            case "GetAll":
                answer = new_method_return(asked, "a{sv}", (properties,))
            case "Get":
                answer = new_method_return(asked, "v", (properties[asked.body[1]],))
            case "Introspect":
                listed = "".join(
                    f'<property name="{name}" type="{kind}" access="read"/>'
                    for name, (kind, _) in properties.items()
                )
                told = f'<node><interface name="{INTERFACES[path]}">{listed}</interface></node>'
                answer = new_method_return(asked, "s", (told,))
        return answer


@contextmanager
def network_manager(address: str, state: State) -> Iterator[NetworkManager]:
    """Run the stand-in on a bus."""
    with closing(open_dbus_connection(address)) as bus:
        manager = NetworkManager(bus, state)
        threading.Thread(target=manager.answer, daemon=True).start()
        yield manager
