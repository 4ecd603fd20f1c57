"""What a build would say of each document, told before it is written."""

from collections.abc import Mapping

from generator.importing.account import Account
from generator.model import SourceFile, SourceKind
from generator.rhythms import RHYTHMS
from generator.source.parse import parse
from generator.source.settings import ParseSettings

_KINDS: dict[str, SourceKind] = {"events": "event", "pages": "page", **dict.fromkeys(RHYTHMS, "note")}


def check_documents(documents: Mapping[str, bytes], settings: ParseSettings, account: Account) -> None:
    """Tell every error that a build would find in documents, by file and line of what is written."""
    for target, data in documents.items():
        kind = _KINDS[target.split("/")[1]]
        document = parse(SourceFile(target, kind, len(data), (0, 0, 0)), data, settings)
        for problem in document.problems:
            if problem.severity == "error":
                account.ask(target, problem.message, problem.line)
