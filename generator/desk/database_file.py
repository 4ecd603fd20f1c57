"""A database of SQLite that it is safe to lose: opened, or made anew.

It may have come with a site that was cloned. So it has to have our tables to the letter and nothing else: a
trigger or a view of somebody else would run whenever we write or read.
"""

import sqlite3
from pathlib import Path


def connect(path: Path, tables: str, version: int) -> sqlite3.Connection:
    """Open a database, or make it anew where it is foreign, or a link out of a site that was cloned.

    :param tables: statements that make its tables, each ended by a semicolon.
    :param version: of the tables.
    :raises sqlite3.Error: it can't be used.
    """
    for file in _files(path):
        if file.is_symlink() or (file.exists() and not file.is_file() and not file.is_dir()):
            file.unlink()
    try:
        return _connect(path, tables, version)
    except (sqlite3.DatabaseError, _ForeignError) as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
    for file in _files(path):
        file.unlink(missing_ok=True)
    return _connect(path, tables, version)


def _files(path: Path) -> list[Path]:
    """Return the files of a database in WAL mode."""
    return [path.with_name(path.name + ending) for ending in ("", "-wal", "-shm", "-journal")]


class _ForeignError(Exception):
    """A database of other tables than ours."""


def _connect(path: Path, tables: str, version: int) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        statements = [statement.strip() for statement in tables.split(";") if statement.strip()]
        if _version(connection) == 0:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            if _version(connection) == 0:
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
        is_ours = _version(connection) == version and _schema(connection) == sorted(statements)
    except BaseException:
        connection.close()
        raise
    if not is_ours:
        connection.close()
        raise _ForeignError
    return connection


def _version(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found)


def _schema(connection: sqlite3.Connection) -> list[str]:
    """Return the statements that would make a database as it is; SQLite's own indexes need none."""
    query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
    return sorted(str(row[0]) for row in connection.execute(query))
