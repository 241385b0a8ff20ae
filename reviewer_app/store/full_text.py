"""Merging full-text indexes in slices (sqlite.org/fts5.html#the_merge_command)."""

from sqlalchemy import Connection


def merge_some(connection: Connection, index: str, pages: int) -> bool:
    """Merge parts of an index, about so many pages; gives whether there may be more to merge.

    With a negative number everything becomes one part in the end, so that nothing is left of what was taken out.
    """
    changed = "SELECT total_changes()"
    before = connection.exec_driver_sql(changed).scalar_one()
    connection.exec_driver_sql(
        f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)",  # noqa: S608 (one of our own tables)
        (pages,),
    )
    return bool(connection.exec_driver_sql(changed).scalar_one() - before > 1)
