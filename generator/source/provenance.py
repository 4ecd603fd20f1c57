"""How a machine's text came about, and whether what was reviewed still stands there."""

from generator.model import Provenance
from generator.reviewed_text import text_at, text_digest
from generator.source.front_matter import EventMatter
from generator.source.reading import Reading


def read_provenance(reading: Reading[EventMatter]) -> Provenance | None:
    """Return how the text came about, after a word about each text that is another than was reviewed."""
    provenance = reading.matter.provenance
    if provenance is None:
        return None
    for path, reviewed in provenance.reviewed_text.items():
        text = text_at(reading.matter, path)
        if text and text_digest(text) == reviewed:
            continue
        change = "has changed" if text else "is gone"
        message = f"{path} {change} since it was reviewed"
        remedy = "review it again, or take its line away here"
        reading.report("changed-since-review", message, remedy, "provenance", "reviewed_text", path)
    at = reading.time(provenance.at, "provenance", "at")
    return Provenance(at.iso if at else "", provenance.prompt, provenance.sources, provenance.reviewed_text)
