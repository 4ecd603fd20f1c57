"""The two kinds of work that fill a build, as functions of data, so that any process can do them."""

import os
import platform
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator import __version__
from generator.build.idle import give_back, take_renderer
from generator.cache.pack import Pack
from generator.cache.record import replace_file
from generator.cache.stamps import stamp_of
from generator.config import Compression
from generator.diagnostics import Problem
from generator.digest import digest
from generator.errors import ContentError, WeekmarkError
from generator.manifest import read_plain_file
from generator.model import Document, ManifestEntry, SourceFile, Theme
from generator.output.compression import compressed_copies, is_compressible
from generator.output.staging import StagedFile, StagingWriter
from generator.plan.attachments import attach_event
from generator.source.settings import ParseSettings
from generator.views import CopiedFile, FeedPage, FullEvent, ResizedPicture, SiteFrame, StoredEvent, View

if TYPE_CHECKING:
    from generator.render.renderer import Renderer


class WorkSettings(msgspec.Struct, frozen=True):
    """What a worker must know, the same for a whole build."""

    root: str
    parse: ParseSettings
    theme: Theme
    frame: SiteFrame
    pack: str
    staging: str
    precompress: tuple[Compression, ...] = ()
    build: str = ""
    """Tells this build from every other: a worker that is kept makes itself ready for each once."""
    version: str = __version__


class ParseTask(msgspec.Struct, frozen=True, array_like=True):
    """A file to be read, and parsed if it is new."""

    file: SourceFile
    known: bytes
    """The digest of the bytes that the cache has a document for; empty when it has none."""


class ParsedFile(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was when it was read, and what it says."""

    file: SourceFile
    document: Document | None
    """None when the file still has the known bytes."""
    event: bytes = b""
    """The event in full, as the cache keeps it."""


class RenderTask(msgspec.Struct, frozen=True, array_like=True):
    """A file to be rendered and staged."""

    path: str
    renderer: str
    view: View
    events: tuple[StoredEvent, ...]
    present: dict[str, ManifestEntry]
    """The file and its compressed copies in the output folder now: equal ones are not written again."""
    is_flat: bool = False
    """How to stage it, see :func:`generator.output.staging.staged_name`."""


class RenderedBatch(msgspec.Struct, frozen=True, array_like=True):
    """What became of a batch of tasks."""

    staged: list[StagedFile]
    problems: list[Problem]
    """Mistakes in templates, each once."""


_encode = msgspec.msgpack.Encoder().encode
_decode_files = msgspec.msgpack.Decoder(list[ParseTask]).decode
_decode_tasks = msgspec.msgpack.Decoder(list[RenderTask]).decode
_decode_settings = msgspec.msgpack.Decoder(WorkSettings).decode
decode_parsed = msgspec.msgpack.Decoder(list[ParsedFile]).decode
decode_rendered = msgspec.msgpack.Decoder(RenderedBatch).decode
encode_jobs = _encode


class Worker:
    """Does jobs; what it imports and opens is kept from one job to the next."""

    def __init__(self, settings: WorkSettings) -> None:
        self._settings = settings
        self._pack: Pack | None = None
        self._writer = StagingWriter(Path(settings.staging))

    def parse(self, tasks: list[ParseTask]) -> list[ParsedFile]:
        """Read and parse files."""
        return [self._parse_file(task.file, task.known) for task in tasks]

    def render(self, tasks: list[RenderTask]) -> RenderedBatch:
        """Render and stage files.

        :raises DamagedError: the cache is damaged.
        :raises OSError: a file can't be written.
        """
        staged: list[StagedFile] = []
        problems: set[Problem] = set()
        for task in tasks:
            try:
                staged += self._render_task(task)
            except ContentError as error:
                problems.update(error.problems)
        return RenderedBatch(staged, sorted(problems))

    def warm_up(self) -> None:
        """Load and compile what rendering needs."""
        self._renderer.warm_up()

    def close(self) -> None:
        """Close the cache's file, and leave the renderer to the next worker."""
        if "_renderer" in vars(self):
            give_back(self._renderer, self._settings.theme, self._settings.frame)
        if self._pack is not None:
            self._pack.close()
            self._pack = None

    def _parse_file(self, file: SourceFile, known: bytes) -> ParsedFile:
        try:
            with open(f"{self._settings.root}/{file.path}", "rb") as stream:  # noqa: PTH123 - once an event
                status = os.fstat(stream.fileno())
                data = stream.read()
        except OSError as error:
            return ParsedFile(file, _unreadable(file, error))
        file = msgspec.structs.replace(file, stamp=stamp_of(status), size=len(data))
        if known and digest(data) == known:
            return ParsedFile(file, None)
        from generator.source.parse import parse  # noqa: PLC0415 - loads the Markdown parser, needed only here

        document = parse(file, data, self._settings.parse)
        if document.event is None:
            return ParsedFile(file, document)
        return ParsedFile(file, msgspec.structs.replace(document, event=None), _encode(document.event))

    def _render_task(self, task: RenderTask) -> Iterator[StagedFile]:
        """Stage a file and its compressed copies."""
        kinds = self._settings.precompress if is_compressible(task.path) else ()
        present, is_flat = task.present, task.is_flat
        if isinstance(task.view, CopiedFile) and not kinds:
            source = task.view.source
            yield self._writer.copy(task.path, source, present.get(task.path), is_flat=is_flat)
            return
        data = self._render(task)
        yield self._writer.write(task.path, data, present.get(task.path), is_flat=is_flat)
        for path, packed in compressed_copies(task.path, data, kinds):
            yield self._writer.write(path, packed, present.get(path), is_flat=is_flat)

    def _render(self, task: RenderTask) -> bytes:
        if isinstance(task.view, CopiedFile):
            return Path(task.view.source).read_bytes()
        if isinstance(task.view, ResizedPicture):
            return self._resize(task.view)
        if isinstance(task.view, FeedPage):
            return self._renderer.render_feed(task.renderer, task.view, task.events, self._load)
        return self._renderer.render(task.renderer, task.view, tuple(map(self._load, task.events)))

    def _resize(self, view: ResizedPicture) -> bytes:
        """Return a smaller copy of a picture, made once for as long as it is needed."""
        from generator.render.pictures.resizing import resize  # noqa: PLC0415 - loads Pillow

        kept = Path(self._settings.pack).parent / "copies" / view.name
        with suppress(OSError):
            return read_plain_file(kept)
        data = resize(Path(view.source).read_bytes(), view.width)
        with suppress(OSError):  # another process makes the same one
            kept.parent.mkdir(exist_ok=True)
            replace_file(kept, data)
        return data

    @cached_property
    def _renderer(self) -> "Renderer":
        return take_renderer(self._settings.theme, self._settings.frame)

    def _load(self, stored: StoredEvent) -> FullEvent:
        if self._pack is None:
            self._pack = Pack(Path(self._settings.pack))
        event = attach_event(self._pack.load(stored.location), stored.attachments)
        return FullEvent(stored.card, event, stored.outlets)


def _unreadable(file: SourceFile, error: OSError) -> Document:
    problem = Problem(
        file.path,
        0,
        0,
        "unreadable-file",
        f"the file can't be read: {error.strerror}",
        "check who may read it",
    )
    return Document(file.path, b"", None, problems=(problem,))


# ── In a process of its own ────────────────────────────────────────────────────────────────────────

_here = threading.local()


def _worker_of(settings: bytes) -> Worker:
    """Return the worker of this thread, made anew when it is first asked to work for a build.

    :raises WeekmarkError: this machine does not have the site's folder, or another version of the program.
    """
    if getattr(_here, "settings", b"") != settings:
        earlier: Worker | None = getattr(_here, "worker", None)
        if earlier is not None:
            earlier.close()
        _here.worker, _here.settings = Worker(_read(settings)), settings
    worker: Worker = _here.worker
    return worker


def _read(settings: bytes) -> WorkSettings:
    try:
        read = _decode_settings(settings)
    except msgspec.ValidationError:
        read = None
    if read is None or read.version != __version__:
        raise WeekmarkError(
            f"the worker on {platform.node()} is of another version of Weekmark",
            f"install weekmark=={__version__} for all workers",
        )
    if not os.path.isdir(read.staging):  # noqa: PTH112 - a text as it came
        raise WeekmarkError(
            f"the worker on {platform.node()} does not find {read.staging}",
            "share the site's folder and the folder of its output, at the same paths on all machines",
        )
    return read


def start_process() -> None:
    """Make this process one that lives no longer than its parent and leaves Ctrl-C to it."""
    import gc  # noqa: PLC0415 - a worker process only
    import signal  # noqa: PLC0415 - a worker process only

    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def parse_in_worker(settings: bytes, jobs: bytes) -> bytes:
    """Do :meth:`Worker.parse` in the worker of this thread; what goes in and comes out is msgpack."""
    return _encode(_worker_of(settings).parse(_decode_files(jobs)))


def warm_up_in_worker(settings: bytes) -> None:
    """Do :meth:`Worker.warm_up` in the worker of this thread."""
    _worker_of(settings).warm_up()


def render_in_worker(settings: bytes, jobs: bytes) -> bytes:
    """Do :meth:`Worker.render` in the worker of this thread; what goes in and comes out is msgpack."""
    return _encode(_worker_of(settings).render(_decode_tasks(jobs)))
