"""Tables with a line for each event: CSV, with commas, semicolons or tabs."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from generator.errors import WeekmarkError
from generator.importing.account import Account
from generator.importing.folder import decode_text
from generator.importing.readers.jsonl import row_record
from generator.importing.records import Found, OldSite, Record
from generator.importing.request import Request

LARGEST = 64 << 20
"""The most bytes of a table."""

_LONGEST_CELL = 1 << 20


def read(place: str, request: Request, account: Account) -> Found:  # noqa: ARG001 - as all readers
    """Read a table whose first line names its columns."""
    path = Path(place)
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise WeekmarkError(f"there is no file {place} of at most {LARGEST:,} bytes", "name a table")
    text = decode_text(path.read_bytes(), path.name, account)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    table = csv.DictReader(io.StringIO(text), delimiter=delimiter, restkey="more columns")
    return Found(OldSite(), _rows(table, path.name))


def _rows(table: "csv.DictReader[str]", name: str) -> Iterator[Record]:
    try:
        for row in table:
            values = {
                str(key).strip(): value for key, value in row.items() if key and value not in (None, "")
            }
            if values:
                yield row_record(values, name, table.line_num)
    except csv.Error as error:
        raise WeekmarkError(f"{name} can't be read at line {table.line_num}: {error}") from None
