"""The longest documents: a site of one event of 1 MiB, of one shape repeated, and what its build costs.

No text may keep a build waiting: none takes more than 5 s of processor time, whether it is built or refused.
A shape that is refused for its marks is measured once more with as many as are let pass.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from generator.errors import ContentError
from generator.source.markdown.marks import MOST_MARKS, count_marks
from tests.sites import SiteFolder

LONGEST = (1 << 20) - 1000
"""Bytes of a body; the front matter needs some."""
MOST = 5.0
"""Seconds of processor time."""

SHAPES = {
    "words": "harbour lantern orchard ",
    "one word": "a",
    "short paragraphs": "a\n\n",
    "paragraphs": "harbour lantern orchard compiler meadow turbine glacier archive " * 5 + "\n\n",
    "open brackets": "[",
    "brackets": "[a]",
    "stars": "*a ",
    "stars and underscores": "*_a ",
    "emphasis": "**lantern** *orchard* ~~meadow~~ ",
    "pipes": "|a",
    "table": "|a|b|\n",
    "wide table": "|" + "a|" * 50 + "\n",
    "code blocks": "```python\nprint(1)\n```\n\n",
    "one code block of Python": "print('a', 1 + 2)  # b\n",
    "indented code": "    a\n",
    "backticks": "`a",
    "bare links": "https://example.com/{number} ",
    "bare hosts": "www.example.com ",
    "links": "- [harbour](https://example.com/{number}) and lantern\n",
    "links to pages": "[a](/about/{number}/) ",
    "links that are mistyped": "[a]((https://example.com/{number})) ",
    "pictures": "![a](/images/{number}.png)\n",
    "tags": "<b>a</b> ",
    "open tags": "<div>\n",
    "open angles": "<a ",
    "comments": "<!-- a -->\n\n",
    "footnotes": "a[^{number}]\n\n[^{number}]: b\n\n",
    "definitions": "[a{number}]: https://example.com/{number}\n",
    "references": "[a{number}][b{number}] ",
    "nested quotes": "> " * 30 + "a\n",
    "quotes": "> a\n\n",
    "lists": "- a\n",
    "loose lists": "- a\n\n",
    "nested lists": "- a\n  - b\n    - c\n",
    "numbered": "1. a\n",
    "headings": "## a {number}\n\n",
    "one heading": "## a\n",
    "underlined headings": "a\n===\n",
    "entities": "&amp;",
    "escapes": "\\*",
    "straight quotes": "\"a\" 'b' ",
    "dollars": "$a$ ",
    "formulas": "$" + "x^2+" * 400 + "1$ ",
    "double brackets": "[[a]] ",
    "hyphens beside digits": "GPT-5.5 ",
    "control characters": "a\u000b",
    "letters with accents": "e\u0301",
    "rules": "***\n",
    "alerts": "> [!NOTE]\n> a\n\n",
    "tasks": "- [ ] a\n",
}
"""What is repeated; `{number}` counts."""


HEADS = {"table": "|a|b|\n|---|---|\n", "one code block of Python": "```python\n"}
"""What comes before."""


def repeated(shape: str, most_marks: int) -> Iterator[str]:
    """Yield a shape until a body is as long, or has as many marks, as one may."""
    length = marks = 0
    for number in count():
        piece = shape.replace("{number}", str(number))
        length += len(piece.encode())
        marks += count_marks(piece)
        if length > LONGEST or marks > most_marks:
            return
        yield piece


def measure(body: str, html: str, *, math: bool) -> tuple[float, str]:
    """Build a site of one event, and return the seconds of processor time and what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        site = SiteFolder(Path(folder))
        site.with_settings(
            cards="off", markdown={"html": html, "math": math}, problems={"dead-link": "warning"}
        )
        site.with_event("long", body)
        start = time.process_time()
        try:
            site.build()
            result = "built"
        except ContentError as error:
            result = next(problem.name for problem in error.problems if problem.severity == "error")
        return time.process_time() - start, result


def main() -> None:
    """Print what each shape costs, and say which cost too much."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--html", choices=("escape", "sanitize"), default="escape")
    arguments.add_argument("--math", action="store_true", help="read formulas")
    arguments.add_argument("names", nargs="*", help="shapes; by default all")
    given = arguments.parse_args()
    slow = []
    print("| shape | bytes | processor time | result |\n|---|---:|---:|---|")
    for name in given.names or SHAPES:
        for most_marks in (LONGEST, MOST_MARKS - 100):
            body = HEADS.get(name, "") + "".join(repeated(SHAPES[name], most_marks))
            seconds, result = measure(body, given.html, math=given.math)
            print(f"| {name} | {len(body.encode()):,} | {seconds:.2f} s | {result} |", flush=True)
            if seconds > MOST:
                slow.append(name)
            if result != "too-much-markup":
                break
    if slow:
        raise SystemExit(f"more than {MOST:.0f} s: {', '.join(slow)}")


if __name__ == "__main__":
    main()
