"""What ``weekmark new`` leaves for the author to write, and what must not be published."""

import re

from generator.decode.findings import Findings, Place

TEXT = "Replace me"
URL = "https://example.com/replace-me"

_LEFT = re.compile(
    rf"""^(?![ \t]*\#).*?(?P<text>{TEXT}|{re.escape(URL)})(?=[ \t]*(?:$|[,}}\]"'\#]))""", re.MULTILINE
)


def check_placeholders(text: str, findings: Findings) -> None:
    """Report each placeholder of the template that is still there.

    :param text: the whole file of an event that is no draft.
    """
    if TEXT not in text and URL not in text:
        return
    for found in _LEFT.finditer(text):
        start = text.rfind("\n", 0, found.start("text")) + 1
        findings.report(
            Place(text.count("\n", 0, start) + 1, found.start("text") - start + 1, len(found["text"])),
            "placeholder",
            f'"{found["text"]}" is from the template',
            'write what is meant, or keep "draft: true"',
        )
