"""The school agrees to a reader, where a test is about something else."""

from reviewer_app.model.words import Consenting, Given
from reviewer_app.report.content import MadeFor
from reviewer_app.review import consent
from tests.support import Device


def consents(device: Device, made_for: MadeFor) -> str:
    """Record that the headteacher agreed in person to a reader and a purpose; gives the record's id."""
    return device.does(
        consent.record, made_for.recipient, made_for.purpose, Consenting.HEAD, Given.IN_PERSON
    )
