"""The command line: thin commands over the same verbs as the window."""

from reviewer_app.cli.main import run

__all__ = ["run"]
