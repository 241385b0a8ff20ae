"""The name guard: no name of a pupil or a member of staff stays in notes, findings or the report."""
