"""What ``weekmark new`` leaves for the author to write, and what must not be published."""

import re

from generator.decode.cutting import Cut
from generator.decode.findings import Findings, Place

TEXT = "Replace me"
URL = "https://example.com/replace-me"

_LEFT = rf"(?P<text>{TEXT}|{re.escape(URL)})"
_VALUE = re.compile(rf"""^(?![ \t]*\#).*?[:\-"'][ ]?{_LEFT}(?=[ \t]*(?:$|[,}}\]"'\#]))""", re.MULTILINE)
_PARAGRAPH = re.compile(rf"^{_LEFT}[ \t]*$", re.MULTILINE)


def check_placeholders(parts: Cut, findings: Findings) -> None:
    """Report each placeholder of the template that is still there.

    :param parts: those of a document that is no draft.
    """
    for pattern, text, first_line in ((_VALUE, parts.matter, 2), (_PARAGRAPH, parts.body, parts.body_line)):
        if TEXT not in text and URL not in text:
            continue
        for found in pattern.finditer(text):
            column = found.start("text") - text.rfind("\n", 0, found.start("text"))
            findings.report(
                Place(first_line + text.count("\n", 0, found.start("text")), column, len(found["text"])),
                "placeholder",
                f'"{found["text"]}" is from the template',
                'write what is meant, or keep "draft: true"',
            )
