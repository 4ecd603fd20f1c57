"""The 30-second summary, and what its answers rest on."""

from generator.model import Quote, Tldr
from generator.source.front_matter import EventMatter, QuoteMatter
from generator.source.insight import Claims
from generator.source.reading import Reading


def read_tldr(reading: Reading[EventMatter], claims: Claims) -> Tldr:
    """Return the summary with its texts rendered and its quotes checked."""
    tldr = reading.matter.tldr
    return Tldr(
        reading.html(tldr.what_changed, "tldr", "what_changed"),
        reading.html(tldr.why_it_matters, "tldr", "why_it_matters"),
        reading.html(tldr.what_to_do_next, "tldr", "what_to_do_next"),
        _answer_quotes(reading, claims, "what_changed"),
        _answer_quotes(reading, claims, "why_it_matters"),
    )


def _answer_quotes(reading: Reading[EventMatter], claims: Claims, key: str) -> tuple[Quote, ...]:
    """Return what an answer of the summary rests on."""
    matter = reading.matter
    quotes: tuple[QuoteMatter, ...] = getattr(matter.tldr.quotes, key)
    if quotes and not getattr(matter.tldr, key):
        message = f"there is no tldr.{key} for them, so that they would be shown nowhere"
        reading.report("missing-key", message, f"write tldr.{key}, or remove them", "tldr", "quotes", key)
    elif not quotes and getattr(matter.tldr, key):
        claims.want_quotes(matter.origin or reading.settings.origin, "tldr", key)
    return claims.check_quotes(quotes, "tldr", "quotes", key)
