"""The files by which Netlify and Cloudflare Pages learn headers and redirects: ``_headers``, ``_redirects``.

Both hosts read the same formats. A rule's path is one of the host, where the output folder is the root; the
address a redirect leads to is one of the browser, and so it begins with the base path.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from generator.digest import digest
from generator.media import ATOM, IMMUTABLE, JSON_FEED
from generator.model import Phase, Site
from generator.plan import urls
from generator.plan.edition import Edition
from generator.plan.outputs import Output, finished
from generator.rhythms import WEEKLY, RhythmName
from generator.views import TextFile

RENDERER = "text"

_SAFE = "/-._~!$&'()+,;=@"
"""Characters of a path that stay as they are; ``:`` and ``*`` have a meaning in these files."""


def plan_hosting(edition: Edition) -> Iterator[Output]:
    """Yield headers for every file, and redirects from old addresses."""
    texts = {
        urls.HEADERS: headers_file(edition.config.policy, edition.recaps),
        urls.REDIRECTS: redirects_file(_redirects(edition.site), edition.urls.base_path),
    }
    for path, text in texts.items():
        if text:
            view = finished(TextFile(text))
            key = digest(text.encode())
            yield Output(urls.output_path(path), RENDERER, key, view, Phase.INDEXES, listed=False)


def _redirects(site: Site) -> dict[str, str]:
    """Return where each old address leads."""
    redirects = {
        urls.alias_path(alias): urls.event_path(event.slug)
        for event in site.events
        for alias in event.aliases
    }
    redirects.update(
        (urls.alias_path(alias), urls.own_page_path(page.slug))
        for page in site.pages
        for alias in page.aliases
    )
    return redirects


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


def headers_file(policy: str, rhythms: Iterable[RhythmName] = (WEEKLY,)) -> str:
    """Return the text of ``_headers``: security headers everywhere, long caching for fingerprinted assets.

    The hosts join the values of all rules that match, so pages have no ``Cache-Control`` of their own here;
    both hosts ask browsers to revalidate them.

    :param rhythms: those of the site's recaps.
    """
    rules = {
        "/*": security_headers(policy),
        urls.asset_path("*", ""): {"Cache-Control": IMMUTABLE},
        urls.FEED: {"Content-Type": ATOM},
        urls.JSON_FEED: {"Content-Type": JSON_FEED},
        **{urls.recap_feed_path(rhythm): {"Content-Type": ATOM} for rhythm in rhythms},
    }
    blocks = []
    for path, headers in rules.items():
        lines = [path, *(f"  {name}: {value}" for name, value in headers.items())]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def redirects_file(redirects: Mapping[str, str], base_path: str = "/") -> str:
    """Return the text of ``_redirects``, sorted by path.

    :param redirects: where each old path below the site's root leads: another such path or a URL.
    :param base_path: the path of ``base_url``, with a slash at both ends.
    """
    lines = []
    for old, new in sorted(redirects.items()):
        target = new if "://" in new else base_path + quote(new.lstrip("/"), safe=_SAFE)
        lines.append(f"{quote(old, safe=_SAFE)} {target} 301\n")
    return "".join(lines)
