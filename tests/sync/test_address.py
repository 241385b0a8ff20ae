"""An address names a place and nothing else: no secret in it, nothing unencrypted, nothing above its folder."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.sync.address import NetworkAddress, network_address


@pytest.mark.parametrize(
    ("written", "endpoint", "root", "place"),
    [
        (
            "webdav+https://files.example/reviews/season/",
            "https://files.example",
            "/reviews/season/",
            "webdav+https://files.example/reviews/season",
        ),
        (
            " webdav+https://FILES.example:8443 ",
            "https://files.example:8443",
            "/",
            "webdav+https://files.example:8443",
        ),
        (
            "webdav+http://127.0.0.1:80/x",
            "http://127.0.0.1:80",
            "/x/",
            "webdav+http://127.0.0.1:80/x",
        ),
        ("webdav+http://[::1]/x", "http://[::1]", "/x/", "webdav+http://[::1]/x"),
    ],
)
def test_an_address_of_webdav_has_one_way_of_writing(
    written: str, endpoint: str, root: str, place: str
) -> None:
    found = network_address(written)
    assert found == NetworkAddress("webdav", endpoint, root)
    assert found.place == place


def test_an_address_of_s3_names_bucket_prefix_endpoint_and_region() -> None:
    found = network_address("s3://our-bucket/season/1?endpoint=https://s3.example&region=eu-west-2")
    assert found == NetworkAddress(
        "s3", "https://s3.example", "/season/1/", bucket="our-bucket", region="eu-west-2"
    )
    assert found.place == "s3://our-bucket/season/1?endpoint=https://s3.example"


@pytest.mark.parametrize("written", ["/media/stick", "C:\\Users\\us", "stick", "./a b"])
def test_a_path_is_a_folder_and_no_address(written: str) -> None:
    assert network_address(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("webdav+https://us:word@files.example/x", "store.secret-in-address"),
        ("s3://our-bucket?endpoint=https://us:word@s3.example", "store.secret-in-address"),
        ("webdav+http://files.example/x", "store.not-encrypted"),
        ("s3://our-bucket?endpoint=http://10.0.0.1", "store.not-encrypted"),
        ("webdav+ftp://files.example/x", "store.address-unknown"),
        ("webdav+https:///x", "store.address-unknown"),
        ("webdav+https://files.example/../x", "store.address-unknown"),
        ("webdav+https://files.example/x?y=1", "store.address-unknown"),
        ("webdav+https://files.example:port/x", "store.address-unknown"),
        ("s3://our-bucket", "store.endpoint-missing"),
        ("s3://us:word@our-bucket", "store.secret-in-address"),
        ("s3://our_bucket", "store.address-unknown"),
        ("s3://our-bucket?endpoint=https://s3.example&key=word", "store.address-unknown"),
        ("s3://our-bucket?endpoint=https://s3.example&endpoint=https://x", "store.address-unknown"),
        ("https://files.example/x", "store.address-unknown"),
    ],
)
def test_what_is_no_address_is_refused_without_repeating_a_secret(written: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        network_address(written)
    assert refused.value.code == code
    assert "word@" not in str(refused.value)
