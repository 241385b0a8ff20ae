"""What a refusal says in the window: what happened, and what to do."""

from reviewer_app.errors import UserError


def refusal_words(error: UserError) -> str:
    """Give the sentences of a refusal, without its code."""
    return f"{error.happened} {error.remedy}".strip()
