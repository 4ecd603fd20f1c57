"""Symbolic links made real: ``event:SLUG`` and ``site:/PATH`` in markup become the site's URLs."""

import re

from generator.percent import encode_path
from generator.views import SiteFrame

_BELOW = re.compile(r"/(?![/\\])(?!(?:[^?#]*/)?(?:\.|%2e){1,2}(?:[/?#]|$))", re.IGNORECASE)
"""The beginning of a path that stays below the site's root."""
_STEP = re.compile(r"[A-Za-z0-9._~%-]+")
"""A slug, percent-encoded."""
_SYMBOLIC = re.compile(r'\b(href|src)="(event|site|beside):([^"]*)"')
_SOURCE_SET = re.compile(r' srcset="([^"]*)" sizes="[^"]*"')
_LOCAL = re.compile(r'\b(href|src)="((?!//)[/#][^"]*)"')


class SymbolicLinks:
    """Resolves the links that safe markup holds to the site's own places.

    Markup is cached with its file, so it can't know the site's base path; it is filled in here, when a
    page is rendered.
    """

    def __init__(self, frame: SiteFrame) -> None:
        self._base_path = frame.base_path
        self._host = frame.base_url[: len(frame.base_url) - len(frame.base_path)]
        self._event_url = frame.event_url or f"{frame.base_path}events/{{slug}}/"

    def resolve(self, html: str) -> str:
        """Return the markup with paths from the host's root in place of symbolic links."""
        if '="event:' in html or '="site:' in html or '="beside:' in html:
            html = _SYMBOLIC.sub(self._resolve_link, html)
            return _SOURCE_SET.sub(self._resolve_set, html) if ' srcset="' in html else html
        return html

    def resolve_absolute(self, html: str, page_url: str = "") -> str:
        """Return the markup with absolute URLs only, as feeds and mails need it.

        :param page_url: the absolute URL of the page the markup belongs to, for links to its fragments.
        """
        if '="' not in html:
            return html

        def absolute(match: re.Match[str]) -> str:
            attribute, target = match.groups()
            base = page_url if target.startswith("#") else self._host
            return f'{attribute}="{base}{target}"'

        html = self.resolve(_SOURCE_SET.sub("", html))
        return _LOCAL.sub(absolute, html) if '="/' in html or '="#' in html else html

    def absolute(self, path: str) -> str:
        """Return the absolute URL of a path from the host's root; any other URL stays as it is."""
        return self._host + path if path.startswith("/") and not path.startswith("//") else path

    def path(self, path: str) -> str:
        """Return the URL, from the host's root, of a path below the site's root, such as ``/über uns/``.

        Any other URL stays as it is.
        """
        return self._base_path + encode_path(path[1:]) if path.startswith("/") else path

    def _resolve_set(self, match: re.Match[str]) -> str:
        return match[0].replace("site:/", self._base_path)

    def _resolve_link(self, match: re.Match[str]) -> str:
        """Return the attribute with a URL below the site's root; what can't be one leads to the home page."""
        attribute, kind, target = match.groups()
        if kind == "beside":  # of nothing that is published
            return f'{attribute}="{self._base_path}"'
        if kind == "site":
            return f'{attribute}="{self._base_path}{target[1:] if _BELOW.match(target) else ""}"'
        slug, mark, anchor = target.partition("#")
        url = self._event_url.replace("{slug}", slug) if _STEP.fullmatch(slug) else self._base_path
        return f'{attribute}="{url}{mark}{anchor}"'
