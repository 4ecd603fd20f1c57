"""The document of every file, of which only those are parsed that have changed."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from generator.build.pool import Crew
from generator.build.worker import ParseTask
from generator.cache.documents import DocumentCache
from generator.model import Document, SourceFile


class ParsedFiles(msgspec.Struct, frozen=True):
    """Files and what they say."""

    files: tuple[SourceFile, ...]
    documents: list[Document]
    """That of each file, in the same order."""
    pack: Path
    """Where their events are kept in full."""


def parse_changed(
    crew: Crew,
    cache: DocumentCache,
    files: tuple[SourceFile, ...],
    earlier: ParsedFiles | None,
    progress: Callable[[str, int, int], None],
) -> ParsedFiles:
    """Return the document of each file, parsing only those that the cache does not know.

    :param earlier: the same files before some of them were edited; about those that are the very same objects
        not even the cache is asked. None for any other files.
    """
    if earlier is None or earlier.pack != cache.pack_path:
        cache.keep_only(file.path for file in files)
        known = [cache.find(file) for file in files]
    else:
        before = zip(files, earlier.files, earlier.documents, strict=True)
        known = [document if file is same else cache.find(file) for file, same, document in before]
    places = [place for place, document in enumerate(known) if document is None]
    tasks = [ParseTask(files[place], cache.known_digest(files[place].path)) for place in places]
    for number, (place, parsed) in enumerate(zip(places, crew.parse(tasks), strict=True), 1):
        known[place] = (
            cache.store(parsed.file, parsed.document, parsed.event)
            if parsed.document
            else cache.renew(parsed.file)
        )
        progress("Reading", number, len(tasks))
    cache.flush()
    return ParsedFiles(files, [document for document in known if document is not None], cache.pack_path)
