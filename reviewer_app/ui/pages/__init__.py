"""One screen a file; pages only compose."""
