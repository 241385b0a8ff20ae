"""What the index of notes must hold, and what it holds: the words of every note, told another way."""

from sqlalchemy import Connection, text

from reviewer_app.frameworks.search import folded
from reviewer_app.store import search

Said = dict[str, set[str]]
"""The words of each note."""


def words_of_notes(connection: Connection) -> Said:
    """Read the notes themselves."""
    rows = connection.execute(text("SELECT id, text FROM note"))
    return {note: set(folded(words).split()) for note, words in rows}


def words_in_index(connection: Connection) -> Said:
    """Read the index word by word, as SQLite tells what lies in it; the word that names the review left out."""
    connection.execute(
        text("CREATE VIRTUAL TABLE temp.said USING fts5vocab(main, note_search, instance)")
    )
    rows = connection.execute(text("SELECT doc, term FROM temp.said")).all()
    connection.execute(text("DROP TABLE temp.said"))
    notes = connection.execute(text("SELECT key, note FROM note_search_note"))
    said: Said = {}
    whose = {}
    for key, note in notes:
        whose[key], said[note] = note, set()
    for key, term in rows:
        # The beginnings of words lie beside them; SQLite tells whole words alone.
        words = said.setdefault(whose.get(key, f"no note, row {key}"), set())
        if not term.startswith("\ue000"):
            words.add(term)
    return said


def disagreements(connection: Connection) -> list[str]:
    """Say of which notes the index holds other words than they have; of an index that is not whole, nothing."""
    if not search.is_whole(connection):
        return []
    index, notes = words_in_index(connection), words_of_notes(connection)
    return [
        f"note {note}: the index has {sorted(index.get(note, ()))}, the note {sorted(notes.get(note, ()))}"
        for note in sorted(index.keys() | notes.keys())
        if index.get(note) != notes.get(note)
    ]
