"""How what OpenDAL says is read; that it still says so is seen by `test_network_stores.py` on real connections."""

import pytest

from reviewer_app.sync.answers import Answer, told


def answered(status: int, *headers: str, said: str = "slow") -> Exception:
    """What OpenDAL raises of such an answer."""
    return RuntimeError(
        f"Unexpected (temporary) at list => {said}\n\nContext:\n   uri: https://files.example/\n"
        f"   response: Parts {{ status: {status}, version: HTTP/1.1, headers: {{{', '.join(headers)}}} }}"
        "\n\nBacktrace:\n   0: certificate"
    )


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ((), 0.0),
        (('"retry-after": "7"',), 7.0),
        (
            (
                '"date": "Wed, 18 Nov 2026 10:00:00 GMT"',
                '"retry-after": "Wed, 18 Nov 2026 10:01:30 GMT"',
            ),
            90.0,
        ),
        (('"retry-after": "Wed, 18 Nov 2026 10:01:30 GMT"',), 0.0),
        (('"retry-after": "soon"',), 0.0),
        (('"retry-after": "-5"',), 0.0),
    ],
)
def test_the_time_a_store_asks_for_is_read_in_both_of_its_forms(
    headers: tuple[str, ...], wait: float
) -> None:
    assert told(answered(429, *headers)) == Answer("store.busy", "HTTP 429", True, wait)


@pytest.mark.parametrize(
    ("said", "code", "momentary"),
    [
        ("send http request ... client error (Connect): dns error", "store.unreachable", False),
        ("Unexpected (temporary) at read => connection reset", "store.unreachable", True),
        ("send http request: invalid peer certificate", "store.certificate-wrong", False),
        ("Unexpected (permanent) at x => whatever it was", "store.failed", False),
    ],
)
def test_what_no_server_answered_is_told_by_its_words(
    said: str, code: str, momentary: bool
) -> None:
    found = told(RuntimeError(said))
    assert (found.code, found.momentary) == (code, momentary)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, 'S3Error { code: "XMinioAdminBucketQuotaExceeded" }'),
        (403, 'S3Error { code: "QuotaExceeded" }'),
        (500, "write /srv/files/a.rvb: no space left on device"),
        (500, "Disk quota exceeded"),
        (507, 'S3Error { code: "XMinioStorageFull" }'),
    ],
)
def test_a_full_disk_is_told_however_a_server_says_so_and_not_asked_again(
    status: int, said: str
) -> None:
    found = told(answered(status, said=said))
    assert (found.code, found.momentary) == ("store.full", False)


def test_a_place_that_is_called_full_is_not_taken_for_one() -> None:
    assert told(answered(500, '"server": "no space left"')).code == "store.failed"


def test_what_lies_behind_an_error_in_the_program_is_no_part_of_it() -> None:
    assert told(answered(500)).code == "store.failed"
