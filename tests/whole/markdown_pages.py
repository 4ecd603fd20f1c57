"""Pages of the documentation as tests read them: sections with their tables, blocks of code, and links."""

import re
from pathlib import Path

from tests.whole.conftest import REPOSITORY

DOCS = REPOSITORY / "docs"
REFERENCE = DOCS / "reference"


def sections(page: Path) -> dict[str, str]:
    """Return the text below each heading, by the heading without its marks."""
    parts = re.split(r"^#{1,6} (.+)\n", outside_code(page), flags=re.MULTILINE)
    return {heading.replace("`", ""): text for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def outside_code(page: Path) -> str:
    """Return the text of a page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def first_cells(text: str) -> list[list[str]]:
    """Return the names in the first column of each table: ``--output`` where it has ``--output DIR``."""
    tables = re.findall(r"^\|[ |:-]*-{3}[ |:-]*\|\n((?:\|.*\n?)*)", text, re.MULTILINE)
    return [
        [
            name.split(" ")[0]
            for row in table.splitlines()
            for name in re.findall("`([^`]+)`", row.split("|")[1])
        ]
        for table in tables
    ]


def blocks(page: Path, *languages: str) -> list[tuple[str, str]]:
    """Return the language and the text of each block of code, of some languages only."""
    found = re.findall(r"^```(\w+)\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [(language, text) for language, text in found if language in languages]


def anchors(page: Path) -> set[str]:
    """Return the fragments by which headings of a page can be linked to, as code hosts make them."""
    headings = re.findall(r"^#{1,6} (.+)", outside_code(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> list[str]:
    """Return where the links of a page lead."""
    text = re.sub("`[^`\n]*`", "", outside_code(page))
    return re.findall(r"\]\(([^)\s]+)\)", text)
