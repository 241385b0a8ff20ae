"""The steps from one schema to the next, as alembic reads them."""
