"""What a model is told to do: the site's own words, or ours."""

from importlib.resources import files
from pathlib import Path

from generator.desk.drafting.prompt import Prompt
from generator.errors import WeekmarkError

FILE = "desk-prompt.md"
"""Beside ``site.yaml``: what a site tells a model in place of what Weekmark does."""
_MOST = 100_000


def read_prompt(root: Path) -> Prompt:
    """Return the prompt of a site.

    :raises WeekmarkError: its file can't be used.
    """
    path = root / FILE
    if not path.exists():
        text = (files("generator") / "desk" / "drafting" / "draft.md").read_text("utf-8")
        return Prompt("draft", text)
    if path.is_symlink() or not path.is_file():
        raise WeekmarkError(f"{FILE} is no file of the site's own", "put a file there, or remove it")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WeekmarkError(f"{FILE} is not UTF-8", "save the file as UTF-8") from None
    if not text.strip() or len(text) > _MOST:
        message = f"{FILE} is empty or longer than {_MOST:,} letters"
        raise WeekmarkError(message, "write what the model is to do")
    return Prompt("desk-prompt", text)
