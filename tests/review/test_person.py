from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from reviewer_app.errors import UserError
from reviewer_app.review import person
from reviewer_app.vault.card import read_card
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.authority import issue_p12
from tests.support import Device, Devices


def test_person_is_the_same_after_the_program_was_closed(helen: Device) -> None:
    before = helen.session.person()
    helen.restarts()
    assert helen.session.person() == before
    assert helen.session.database.author == before.author


def test_person_is_made_once(helen: Device) -> None:
    with pytest.raises(UserError) as refused:
        helen.session.become("Someone else")
    assert refused.value.code == "person.exists"
    assert helen.session.person().identity.name == "Helen Marsh"


def test_two_people_are_two_persons_at_two_devices(helen: Device, devices: Devices) -> None:
    other = devices("Helen").session.person()
    assert other.identity.person != helen.session.person().identity.person
    assert other.device != helen.session.person().device


def test_card_names_the_person_and_their_public_keys(helen: Device) -> None:
    card = read_card(helen.session.database.ask(person.my_card).result())
    me = helen.session.person().identity
    assert (card.name, card.person, card.age_key) == (me.name, me.person, me.age_key)


def test_certificate_is_issued_once_and_kept(helen: Device) -> None:
    issued = helen.session.certificate()
    assert issued.subject_name == "Helen Marsh"
    helen.restarts()
    assert helen.session.certificate().certificate_der == issued.certificate_der


@pytest.mark.parametrize("name", ["", " ", "a\nb"])
def test_name_no_person_can_have_is_refused(name: str) -> None:
    with pytest.raises(UserError) as refused:
        person.check_name(name)
    assert refused.value.code == "vault.name-wrong"


def test_certificate_nobody_else_would_renew_is_issued_anew_once_it_is_not_valid(
    helen: Device,
) -> None:
    first = helen.session.certificate()
    helen.clock.forward(60 * 24 * 365 * 4)
    second = helen.session.certificate()
    second.check_usable(helen.clock())
    assert second.subject_name == first.subject_name
    assert helen.session.certificate() == second
    key = ec.generate_private_key(ec.SECP256R1())
    issued = SigningCertificate.from_pkcs12(
        issue_p12("Helen Marsh", key, "words"), "words", now=datetime(2027, 1, 1, tzinfo=UTC)
    )
    helen.session.database.local(person.keep_certificate, issued).result()
    assert helen.session.certificate() == issued


def test_certificate_imported_while_one_was_being_issued_is_the_one_that_stays(
    helen: Device,
) -> None:
    imported = SigningCertificate.issue("Lark Trust", now=helen.session.clock())
    issued = SigningCertificate.issue("Helen Marsh", now=helen.session.clock())
    database = helen.session.database
    database.local(person.keep_certificate, imported).result()
    now = helen.clock()
    assert database.local(person.keep_own_certificate, issued, now).result() == imported
    assert helen.session.certificate().subject_name == "Lark Trust"
