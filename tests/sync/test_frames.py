import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.sync import frames
from reviewer_app.sync.frames import read_frames, write_frames

WRONG = "bundle.contents-malformed"


@given(st.lists(st.none() | st.binary(max_size=40), max_size=20))
def test_frames_come_back_as_written(written: list[bytes | None]) -> None:
    assert read_frames(write_frames(written), malformed=WRONG) == written


@given(st.binary(max_size=60))
def test_any_bytes_are_frames_or_refused(raw: bytes) -> None:
    for compressed in (raw, zlib.compress(raw)):
        with suppress(UserError):
            frames = read_frames(compressed, malformed=WRONG)
            assert zlib.decompress(write_frames(frames)) == zlib.decompress(compressed)


def test_frames_cut_short_or_with_anything_after_are_refused() -> None:
    whole = zlib.decompress(write_frames([b"first", None, b"last"]))
    for inside in (whole[:-1], whole[:-6], whole + b"\0", whole + b"\0\0\0\x01"):
        with pytest.raises(UserError) as caught:
            read_frames(zlib.compress(inside), malformed=WRONG)
        assert caught.value.code == WRONG
    for compressed in (write_frames([])[:-1], write_frames([b"x"]) + b"x"):
        with pytest.raises(UserError) as caught:
            read_frames(compressed, malformed=WRONG)
        assert caught.value.code == WRONG


def test_inside_may_be_as_large_as_the_bound_and_no_larger() -> None:
    compressed = write_frames([bytes(96)])
    assert read_frames(compressed, malformed=WRONG, largest=100) == [bytes(96)]
    with pytest.raises(UserError) as caught:
        read_frames(compressed, malformed=WRONG, largest=99)
    assert caught.value.code == "file.expands-too-far"


def test_more_frames_than_any_file_has_are_refused() -> None:
    most = [b""] * frames.MOST_FRAMES
    assert read_frames(write_frames(most), malformed=WRONG) == most
    with pytest.raises(UserError) as caught:
        read_frames(write_frames([*most, b""]), malformed=WRONG)
    assert caught.value.code == WRONG
