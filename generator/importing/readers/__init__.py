"""The readers, one file a format; a reader's module is loaded when its format is asked for."""

import importlib

from generator.importing.records import Reader

FORMATS = {
    "markdown": "a folder of Markdown or HTML files, with front matter of any kind or none",
    "hugo": "the folder of a Hugo site",
    "jekyll": "the folder of a Jekyll site",
    "feed": "an RSS, Atom or JSON feed, as a file or a URL",
    "wordpress": "an export of WordPress (WXR)",
    "links": "issues of a link digest",
    "opml": "a list of feeds",
    "csv": "a table with a line for each event",
    "jsonl": "JSON Lines with an object for each event",
}


def find_reader(name: str) -> Reader:
    """Return the reader of a format of ``FORMATS``."""
    module = importlib.import_module(f"generator.importing.readers.{name}")
    reader: Reader = module.read
    return reader
