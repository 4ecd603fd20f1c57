"""Anchors that a heading names itself, ``## Changes {#what-is-new}``: here they follow from its text."""

import re

from generator.importing.account import Account
from generator.importing.markup import Code, without_marks
from generator.importing.records import Record
from generator.source.markdown.headings import anchor_of

_NAMED = re.compile(
    r"^( {0,3}#{1,6}[ \t][^\n{]{0,500}?)[ \t]*\{:?[ \t]*#([\w.:-]{1,100})[^{}\n]{0,100}\}[ \t]*$",
    re.MULTILINE,
)
_LINK = re.compile(r"(?<=\]\()#([\w.:-]{1,100})(?=\))")


def without_names(body: str, record: Record, account: Account) -> str:
    """Return Markdown whose headings name no anchors; links within it lead to those that they have here."""
    if "{" not in body:
        return body
    code = Code(body)
    renamed: dict[str, str] = {}

    def take_off(match: re.Match[str]) -> str:
        if code.holds(match.start()):
            return match[0]
        name, anchor = match[2], anchor_of(without_marks(match[1].strip("# ")))
        if anchor != name:
            account.mend(record.path, f"the anchor #{name} is #{anchor} now")
            renamed.setdefault(name, anchor)
        return match[1]

    body = _NAMED.sub(take_off, body)
    return _LINK.sub(lambda match: f"#{renamed.get(match[1], match[1])}", body)
