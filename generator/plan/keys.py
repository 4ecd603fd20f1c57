"""Keys: the digest of all that a file's bytes depend on."""

from hashlib import blake2b

import msgspec

from generator import __version__
from generator.model import Theme
from generator.views import Link, SiteFrame

encode = msgspec.msgpack.Encoder().encode
"""Encodes parts of a key; equal values give equal bytes."""


_WITH_HEAD = (".html", "mail.txt")
"""What renders views that have a head, with the links to own pages."""


class Keys:
    """Makes the keys of one build's outputs.

    The program's version, the theme and the settings that all pages share are hashed once.
    """

    def __init__(self, theme: Theme, frame: SiteFrame, pages: tuple[Link, ...] = ()) -> None:
        """Take what is on many pages.

        :param pages: the links to own pages in the foot of each page.
        """
        self._file = blake2b(encode((__version__, theme.digest, frame)), digest_size=16)
        self._page = self._file.copy()
        self._page.update(encode(pages))
        lasting = msgspec.structs.replace(frame, assets={}, nav=(), footer=(), feeds=())
        self._data = blake2b(encode((__version__, lasting)), digest_size=16)
        self._picture = blake2b(encode((__version__, theme.pictures, lasting)), digest_size=16)
        self.shared = self._page.digest()
        """Over what the keys of all pages have in common."""

    def key(self, renderer: str, path: str, *parts: object) -> bytes:
        """Return the key of an output.

        :param parts: views, or digests of them, that together tell all that the file shows.
        """
        state = (self._page if renderer.endswith(_WITH_HEAD) else self._file).copy()
        state.update(encode((renderer, path, parts)))
        return state.digest()

    def picture_key(self, renderer: str, path: str, *parts: object) -> bytes:
        """Return the key of a picture, which takes long to draw: only what it shows touches it."""
        state = self._picture.copy()
        state.update(encode((renderer, path, parts)))
        return state.digest()

    def data_key(self, renderer: str, *parts: object) -> bytes:
        """Return the key of a file that neither theme nor navigation touches, nor its own address.

        Search shards are named by it, so a reader keeps them through changes of the theme.
        """
        state = self._data.copy()
        state.update(encode((renderer, parts)))
        return state.digest()
