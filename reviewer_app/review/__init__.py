"""The verbs of a review, in the order of a review."""
