"""Review frameworks and evidence forms as data."""
