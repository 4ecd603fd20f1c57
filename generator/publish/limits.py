"""Limits of well-known hosts, told before they are met.

Sources, read in 2026: the documentation of Cloudflare Pages ("Limits": 20,000 files, 25 MiB a file, 2,000
static redirects), GitHub Pages ("GitHub Pages limits": sites of at most 1 GB) and GitHub ("About large
files": at most 100 MiB a file).
"""

from collections.abc import Iterable

import msgspec

from generator.diagnostics import counted
from generator.model import Manifest
from generator.publish.plan import readable_size

MEBIBYTE = 1 << 20
_NEAR = 0.9
"""The share of a limit from which on it is worth a warning."""


class Limits(msgspec.Struct, frozen=True):
    """What a host takes; 0 where no limit is known."""

    name: str
    files: int = 0
    file_size: int = 0
    site_size: int = 0


HOSTS = {
    "github-pages": Limits("GitHub Pages", file_size=100 * MEBIBYTE, site_size=1_000_000_000),
    "cloudflare-pages": Limits("Cloudflare Pages", files=20_000, file_size=25 * MEBIBYTE),
    "netlify": Limits("Netlify"),
}


def limit_warnings(manifest: Manifest, hosts: Iterable[str]) -> tuple[str, ...]:
    """Return a sentence for each limit of a host that the site is near or over."""
    sizes = {path: entry.size for path, entry in manifest.files.items()}
    largest = max(sizes, key=lambda path: sizes[path], default="")
    warnings = []
    for limits in (HOSTS[host] for host in hosts):
        if limits.files and len(sizes) >= limits.files * _NEAR:
            have = counted(len(sizes), "file")
            warnings.append(f"{limits.name} takes at most {limits.files:,} files; the site has {have}")
        if limits.file_size and sizes.get(largest, 0) >= limits.file_size * _NEAR:
            most, size = readable_size(limits.file_size), readable_size(sizes[largest])
            warnings.append(f"{limits.name} takes files of at most {most}; {largest} has {size}")
        if limits.site_size and sum(sizes.values()) >= limits.site_size * _NEAR:
            most, size = readable_size(limits.site_size), readable_size(sum(sizes.values()))
            warnings.append(f"{limits.name} takes sites of at most {most}; this one has {size}")
    return tuple(warnings)
