"""The encrypted profile: engine, lane, unit of work, journal, apply, migrations."""
