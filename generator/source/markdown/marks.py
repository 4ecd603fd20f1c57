"""How much markup a text may have: what the Markdown parser does for each mark adds up."""

from generator.decode.findings import Findings, Place

MOST_MARKS = 120_000
"""How many characters of a text may be marks or ends of lines; a long issue with 2,000 links has 20,000."""
_MARKS = "\n[]*_~`<&!\\^@|"


def count_marks(text: str) -> int:
    """Return how many characters of a text are marks or ends of lines."""
    return sum(map(text.count, _MARKS))


def has_too_many_marks(text: str, findings: Findings) -> bool:
    """Say whether a text has more marks of Markdown than can be read in a few seconds, and report it."""
    if len(text) <= MOST_MARKS:
        return False
    number = count_marks(text)
    if number <= MOST_MARKS:
        return False
    message = f"the text has {number:,} marks of Markdown; {MOST_MARKS:,} is the most"
    findings.report(Place(0), "too-much-markup", message, "split it, or remove what is no text")
    return True
