"""Search over published articles: SQLite FTS5 or PostgreSQL tsvector behind one function."""


def ensure_index(using: str = "default") -> None:
    """Build the index where it is missing."""
