"""What the files of ``content/events`` use and tell, read once for each writing of a file.

The files are the memory of what was used, so nothing here may be lost to a mistake in one of them: of front
matter that can't be read, every ``url`` is taken as it stands there.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from generator.addresses import canonical_address
from generator.cache.record import keep_record, read_record
from generator.cache.stamps import is_settled
from generator.decode.context import Context
from generator.decode.findings import Findings
from generator.decode.names import document_name
from generator.decode.nodes import compose_front_matter
from generator.decode.plain import read_plain
from generator.model import SourceFile

FILE = "desk-content"
_URL = re.compile(r"""\burl:\s*["']?(https?://[^\s"',}\]]+)""")
_MARKUP = re.compile(r"[*_`\[\]]|\(https?://[^)]*\)")


class KnownFile(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An event as the desk sees it."""

    path: str
    stamp: tuple[int, int, int]
    slug: str
    title: str = ""
    text: str = ""
    """Its hook and TL;DR."""
    day: str = ""
    """When it appeared, as far as its front matter tells."""
    urls: tuple[str, ...] = ()
    """Canonical addresses of the event and of all its coverage."""
    topics: tuple[str, ...] = ()
    """As they are written."""
    importance: int = 3


def known_files(root: Path, files: Iterable[SourceFile], folder: Path) -> tuple[KnownFile, ...]:
    """Return all events; a file that has not been touched since it was read is not read again.

    :param files: what a scan of ``content`` found.
    :param folder: where the caches of the site lie.
    """
    record = folder / FILE
    cached = {known.path: known for known in read_record(record, tuple[KnownFile, ...]) or ()}
    found, is_new = [], False
    for file in files:
        if file.kind != "event":
            continue
        known = cached.get(file.path)
        if known is None or known.stamp != file.stamp:
            known, is_new = read_file(file, (root / file.path).read_bytes()), True
        found.append(known)
    if is_new or len(found) != len(cached):
        settled = tuple(known for known in found if is_settled(known.stamp))
        keep_record(record, settled)
    return tuple(found)


def read_file(file: SourceFile, data: bytes) -> KnownFile:
    """Return an event as the desk sees it; of one that can't be read its addresses alone."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    name = document_name(file.path)
    values = _front_matter(text)
    if values is None:
        urls = tuple(canonical_address(url) for url in _URL.findall(text))
        return KnownFile(file.path, file.stamp, name, urls=urls)
    tldr = values.get("tldr")
    parts = [values.get("hook"), *(tldr.values() if isinstance(tldr, dict) else ())]
    topics = values.get("topics")
    importance = values.get("importance")
    return KnownFile(
        path=file.path,
        stamp=file.stamp,
        slug=_text(values.get("slug")) or name,
        title=_text(values.get("title")),
        text=_MARKUP.sub(" ", " ".join(map(_text, parts))),
        day=str(values.get("published", ""))[:10],
        urls=tuple(canonical_address(url) for url in _urls(values)),
        topics=tuple(map(_text, topics)) if isinstance(topics, list) else (),
        importance=importance if isinstance(importance, int) else 3,
    )


def _front_matter(text: str) -> Mapping[str, Any] | None:
    findings = Findings()
    root = compose_front_matter(text, findings)
    values = read_plain(root, Context(findings, 1)) if root else None
    return values if isinstance(values, dict) and not findings else None


def _urls(values: Mapping[str, Any]) -> Iterable[str]:
    coverage = values.get("coverage")
    for entry in (values, *(coverage if isinstance(coverage, list) else ())):
        if isinstance(entry, dict) and isinstance(entry.get("url"), str):
            yield entry["url"]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
