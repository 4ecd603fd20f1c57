"""What another tool left behind, made on disk, and brought into a site as a user would."""

from pathlib import Path
from typing import Any, Self

from generator.importing.account import Account
from generator.importing.importer import import_into
from generator.importing.request import Mapping, Request
from tests.sites import SiteFolder


class OldFolder:
    """A folder of another tool, and the site that it is imported into."""

    def __init__(self, base: Path) -> None:
        self.root = base / "old"
        self.root.mkdir()
        (base / "new").mkdir()
        self.site = SiteFolder(base / "new")

    def having(self, path: str, content: str | bytes) -> Self:
        """Write a file of the old site."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def imported(
        self,
        form: str = "markdown",
        path: str = "",
        *,
        dry_run: bool = False,
        events: bool = False,
        **mapping: Any,
    ) -> Account:
        """Import it, and return the account."""
        request = Request(form, Mapping(**mapping), dry_run=dry_run, events=events)
        return import_into(self.site.root, [str(self.root / path)], request)

    def file(self, path: str) -> str:
        """Return the text of a file of the new site's content."""
        return (self.site.root / "content" / path).read_text("utf-8")

    def documents(self) -> list[str]:
        """Return the path of every document of the new site."""
        content = self.site.root / "content"
        return sorted(path.relative_to(content).as_posix() for path in content.rglob("*.md"))


def told(account: Account) -> list[str]:
    """Return all that needs hands, as lines."""
    return [f"{remark.path}:{remark.line}: {remark.message}" for remark in sorted(account.hands)]
