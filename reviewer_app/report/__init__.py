"""The report: content, layout, signing, verifying."""
