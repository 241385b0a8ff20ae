"""One file per released schema, never changed afterwards."""
