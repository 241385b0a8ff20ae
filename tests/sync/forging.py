"""Files as a faulty or hostile author would write them: signed and sealed rightly, around what does not belong."""

import hashlib
from collections.abc import Mapping

from reviewer_app.model.canonical import Json, canonical
from reviewer_app.sync.container import Holds, header_of, pack_signed, unpack
from reviewer_app.vault.identity import Identity, seal


def resigned(holds: Holds, raw: bytes, signer: Identity, **fields: Json) -> bytes:
    """Give a file another header, signed by anyone; what is sealed inside stays."""
    container = unpack(holds, raw)
    header = canonical({**container.header, **fields})
    return pack_signed(holds, header, container.sealed, signer.sign(header))


def enclosing(
    holds: Holds, plain: bytes, header: Mapping[str, Json], *, signer: Identity, to: str
) -> bytes:
    """Write a file around anything at all, sealed to one recipient, with a header that fits it."""
    sealed = seal(plain, [to])
    payload = hashlib.sha256(sealed).hexdigest()
    outside = header_of(holds, {**header, "payload": payload}, sealed)
    return pack_signed(holds, outside, sealed, signer.sign(outside))
