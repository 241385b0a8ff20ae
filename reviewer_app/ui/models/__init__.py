"""Qt item models over the open review."""
