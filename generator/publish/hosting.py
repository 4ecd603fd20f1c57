"""The files by which Netlify and Cloudflare Pages learn headers and redirects: ``_headers``, ``_redirects``.

Both hosts read the same formats. A rule's path is one of the host, where the output folder is the root; the
address a redirect leads to is one of the browser, and so it begins with the base path.
"""

from collections.abc import Mapping
from urllib.parse import quote

from generator.media import ATOM, IMMUTABLE, JSON_FEED

_SAFE = "/-._~!$&'()+,;=@"
"""Characters of a path that stay as they are; ``:`` and ``*`` have a meaning in these files."""


def security_headers(policy: str) -> dict[str, str]:
    """Return the headers that every file of the site is served with.

    :param policy: the Content Security Policy (CSP Level 3) of the theme; no header when it is empty.
    """
    headers = {
        "Content-Security-Policy": " ".join(policy.split()),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
    }
    return {name: value for name, value in headers.items() if value}


def headers_file(policy: str) -> str:
    """Return the text of ``_headers``: security headers everywhere, long caching for fingerprinted assets.

    The hosts join the values of all rules that match, so pages have no ``Cache-Control`` of their own here;
    both hosts ask browsers to revalidate them.
    """
    rules = {
        "/*": security_headers(policy),
        "/assets/*": {"Cache-Control": IMMUTABLE},
        "/feed.xml": {"Content-Type": ATOM},
        "/feed.json": {"Content-Type": JSON_FEED},
        "/weekly/feed.xml": {"Content-Type": ATOM},
    }
    blocks = []
    for path, headers in rules.items():
        lines = [path, *(f"  {name}: {value}" for name, value in headers.items())]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def redirects_file(
    redirects: Mapping[str, str], base_path: str = "/", *, temporary: frozenset[str] = frozenset()
) -> str:
    """Return the text of ``_redirects``, sorted by path.

    :param redirects: where each old path below the site's root leads: another such path or a URL.
    :param base_path: the path of ``base_url``, with a slash at both ends.
    :param temporary: the old paths whose target will change, such as ``/weekly/latest/``: 302, not 301.
    """
    lines = []
    for old, new in sorted(redirects.items()):
        target = new if "://" in new else base_path + quote(new.lstrip("/"), safe=_SAFE + "%#?:*")
        status = 302 if old in temporary else 301
        lines.append(f"{quote(old, safe=_SAFE)} {target} {status}\n")
    return "".join(lines)
