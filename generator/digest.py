"""The one hash of the house: BLAKE2b with 128 bits, for caches, keys and manifests.

It is stable over processes, machines and versions of Python, unlike :func:`hash`. It tells equal from
different; it is not meant to withstand somebody who searches for collisions in his own site.
"""

from hashlib import blake2b


def digest(data: bytes) -> bytes:
    """Return the 16-byte digest of ``data``."""
    return blake2b(data, digest_size=16).digest()


def hexadecimal_digest(data: bytes) -> str:
    """Return the digest of ``data`` as 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()
