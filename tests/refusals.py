"""What a person is told where something is refused: every test asks for it in one way."""

from collections.abc import Callable

import pytest

from reviewer_app.errors import UserError


def refusal(act: Callable[..., object], *arguments: object) -> str:
    """Give the code of what an act is refused with; it says what happened and what to do."""
    with pytest.raises(UserError) as caught:
        act(*arguments)
    assert caught.value.happened
    assert caught.value.remedy
    return caught.value.code
