"""What a build remembers of earlier ones, in ``.weekmark/`` beside ``site.yaml``.

The laws of the cache:

1. It is data (msgpack with a checksum), never code, and only ever a short cut: deleting it is always safe.
2. A record that is truncated, altered, foreign or of another version reads as missing, with one notice.
3. A record is replaced whole, by a rename; a reader sees the old one or the new one.
4. A cached document depends on one file and on the settings in the fingerprint of the cache, on nothing else.
5. A file is trusted unread only if its stamp is equal and older than the clock's grain could blur.
"""
