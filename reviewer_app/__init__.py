"""Evidence, findings and the signed report of a school peer review visit."""

__version__ = "0.1.0"
