"""The headers of the published site, as the preview sends them."""

from collections.abc import Mapping
from functools import lru_cache

from generator.media import is_fingerprinted
from generator.plan.urls import mail_period

_SOURCES = ("script-src", "connect-src", "style-src")
_ELEMENTS = ("script-src-elem", "style-src-elem")
_LEFT_OUT = frozenset({"strict-transport-security", "content-length", "content-type", "etag"})


def preview_headers(headers: Mapping[str, str], path: str, *, is_version: bool = False) -> dict[str, str]:
    """Return the site's headers for a file, with lower-case names, fit for a preview.

    Browsers keep nothing unasked but assets whose address tells their version, so that a reload waits for
    the page alone. The policy lets the preview's own script in, and what would send a browser to https is
    left out.

    :param path: the file's path below the output folder.
    :param is_version: whether it was asked for by an address that tells its version.
    """
    result = {name.lower(): value for name, value in headers.items() if name.lower() not in _LEFT_OUT}
    if policy := result.get("content-security-policy"):
        own = [allow_preview(part, inline_styles=bool(mail_period(path))) for part in policy.split(",")]
        result["content-security-policy"] = ", ".join(own)
    result.setdefault("cross-origin-resource-policy", "same-origin")
    kept = "max-age=31536000, immutable" if is_version or is_fingerprinted(path) else "no-cache"
    return result | {"cache-control": kept, "x-content-type-options": "nosniff"}


@lru_cache(maxsize=64)
def allow_preview(policy: str, *, inline_styles: bool = False) -> str:
    """Return a Content Security Policy (CSP Level 3) that also lets in what this server itself sends.

    :param inline_styles: let in styles on elements too, which a mail consists of.

    >>> allow_preview("default-src 'none'; img-src *")
    "default-src 'none'; img-src *; script-src 'self'; connect-src 'self'; style-src 'self'"
    """
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        if words := directive.split():
            directives.setdefault(words[0].lower(), words[1:])
    directives.pop("upgrade-insecure-requests", None)
    fallback = directives.get("default-src")
    for name in (*_SOURCES, *_ELEMENTS):
        sources = directives.get(name, fallback if name in _SOURCES else None)
        if sources is not None and not {"'self'", "*"} & set(sources):
            directives[name] = [*(source for source in sources if source != "'none'"), "'self'"]
    if inline_styles:
        directives["style-src"] = ["'unsafe-inline'"]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
