"""Bundles, rosters, and the stores they travel over."""
