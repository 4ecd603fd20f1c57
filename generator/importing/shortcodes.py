"""Shortcodes of Hugo: those it brings become Markdown, others are told."""

import re
from collections.abc import Callable

from generator.importing.account import Account
from generator.importing.markup import Lines
from generator.importing.records import Record

_CALL = re.compile(r"\{\{(?:<|%)((?:[^{]|\{(?!\{)){0,4000}?)(?:>|%)\}\}")
_COMMENT = re.compile(r"\{\{/\*(?:[^{]|\{(?!\{)){0,20000}?\*/\}\}")
_ARGUMENT = re.compile(r"""(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`]+))""")
_PLACES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "x": "https://x.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
}


class Shortcodes:
    """Writes the shortcodes of one site as Markdown.

    :param find: returns the path of the document that ``ref`` means, from the root of the old site.
    """

    def __init__(self, find: Callable[[str, Record], str], account: Account) -> None:
        self._find = find
        self._account = account

    def replace(self, record: Record) -> str:
        """Return the body of a record without shortcodes; Hugo reads them in code as well."""
        body = _COMMENT.sub("", record.body)
        if "{{" not in body:
            return body
        closed = {
            match[1].strip()[1:].strip() for match in _CALL.finditer(body) if match[1].strip()[:1] == "/"
        }

        lines = Lines(body, record.line)

        def written(match: re.Match[str]) -> str:
            inner = match[1].strip()
            if inner.startswith("/*") and inner.endswith("*/"):
                return match[0].replace("/*", "", 1)[::-1].replace("/*", "", 1)[::-1]
            line = lines.number(match.start())
            return self._written(inner, match[0], record, line, closed)

        return _CALL.sub(written, body)

    def _written(  # noqa: PLR0911 - a return for each shortcode
        self, inner: str, whole: str, record: Record, line: int, closed: set[str]
    ) -> str:
        name, _, rest = inner.partition(" ")
        name, rest = name.rstrip("/"), rest.rstrip().removesuffix("/")
        if name.startswith("/"):
            return "\n```\n" if name == "/highlight" else ""
        arguments = [(key, quoted or raw or bare) for key, quoted, raw, bare in _ARGUMENT.findall(rest)]
        named = {key: value for key, value in arguments if key}
        plain = [value for key, value in arguments if not key]
        if name in {"ref", "relref"}:
            return self._find(plain[0] if plain else named.get("path", ""), record)
        if name == "figure":
            return _figure(named)
        if name == "highlight":
            return f"\n```{plain[0] if plain else ''}\n"
        if name == "gist" and len(plain) > 1:
            return f"[Gist](https://gist.github.com/{plain[0]}/{plain[1]})"
        if name in _PLACES and (plain or named):
            identifier = named.get("id") or (plain[-1] if plain else "")
            self._account.mend(record.path, f"the shortcode {name} became a link", line)
            return f"[{name.capitalize()}]({_PLACES[name].format(identifier)})"
        if name in closed:
            self._account.ask(record.path, f"the shortcode {name} is gone, what it held stays", line)
            return ""
        self._account.ask(record.path, f"the shortcode {name} stays as code", line)
        return f"`{' '.join(whole.replace('`', chr(39)).split())}`"


def _figure(named: dict[str, str]) -> str:
    """Return a picture with its caption."""
    alt = named.get("alt") or named.get("caption") or named.get("title") or ""
    picture = f"![{alt}](<{named.get('src', '')}>)"
    if named.get("link"):
        picture = f"[{picture}]({named['link']})"
    caption = " ".join(filter(None, (named.get("title"), named.get("caption"), named.get("attr"))))
    return f"{picture}\n\n*{caption}*" if caption else picture
