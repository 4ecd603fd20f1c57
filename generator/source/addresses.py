"""What tells the addresses of an event apart, so that all of a site can be held against each other."""

from generator.addresses import canonical_address
from generator.digest import digest
from generator.model import Address, Coverage
from generator.source.front_matter import EventMatter
from generator.source.reading import Reading


def read_addresses(reading: Reading[EventMatter], coverage: tuple[Coverage, ...]) -> tuple[Address, ...]:
    """Return the event's own address, then those of its coverage, each once."""
    own = Address(address_key(reading.matter.url), reading.place("url").line)
    found = {own.key: own}
    for number, entry in enumerate(coverage):
        key = address_key(entry.url)
        found.setdefault(key, Address(key, reading.place("coverage", number, "url").line))
    return tuple(found.values())


def address_key(address: str) -> int:
    """Return what two addresses share that are one, and hardly ever two others."""
    return int.from_bytes(digest(canonical_address(address).encode("utf-8", "replace"))[:7], "big")
