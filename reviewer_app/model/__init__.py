"""The nouns of a review, and what a change is. Pure: no files, no clock, no window."""
