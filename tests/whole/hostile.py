# ruff: noqa: E501 - payloads stand as an attacker writes them, a line each
"""A site whose every text tries to break out: what curators may paste, collect or be sent by machines."""

import json
from pathlib import Path

from tests.sites import SiteFolder

LINE = (
    "</title></script><script>canary()</script><img src=/images/x.svg onerror=canary()>\"'><svg onload=canary()>"
    " ]]> --> {{ 7 * 7 }} {% raw %} [x](javascript:canary()) \u202e\u2028 &lt;b&gt; ${canary()} \\u003cb"
)
"""Plain text."""
SHOWN = " ".join(LINE.split())
"""The same as it is read: a line separator is white space, escaped or not."""
PROSE = (
    "</p></script><script>canary()</script><img src=/images/x.svg onerror=canary()> \"'><svg/onload=canary()> ]]> -->"
    " {{ 7 * 7 }} `</code><script>canary()</script>` *<b onclick=canary()>* <javascript:canary()>"
    ' &#60;script&#62;canary()&#60;/script&#62; <a href="java&#115;cript:canary()">x</a>'
)
"""Inline Markdown."""
LOADING = """
<script src="data:text/javascript,canary()"></script>
<iframe src="javascript:parent.canary()"></iframe>
<object data="data:text/html,<script>canary()</script>"></object>
<embed src="javascript:canary()">
<a href="site:javascript:canary()">x</a>
<img src="site://evil.example/t.png">
"""
"""What is refused, rather than dropped, where raw HTML is sanitized: its addresses are no pictures of the site."""
BODY = f"""
# <img src=/images/x.svg onerror=canary()> {{#x onclick=canary()}}

{PROSE}

<script>canary()</script>
<iframe srcdoc="<script>parent.canary()</script>"></iframe>
<base href="https://evil.example/">
<meta http-equiv="refresh" content="0; url=javascript:canary()">
<link rel="stylesheet" href="https://evil.example/x.css">
<style>@import "https://evil.example/x.css"; * {{ display: none }}</style>
<form action="javascript:canary()"><input autofocus onfocus="canary()"><button formaction="javascript:canary()">
</form>
<details open ontoggle="canary()"><summary>x</summary></details>
<video src=/images/x.svg onerror="canary()"></video>
<svg><script>canary()</script><a xlink:href="javascript:canary()"><text>x</text></a><animate onbegin="canary()"/></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=/images/x.svg onerror=canary()&gt;">
<noscript><p title="</noscript><img src=/images/x.svg onerror=canary()>">

</div></article></main></body></html>

<a href='//evil.example/

[x](/about/) href="site:javascript:canary()" src="event:x" <h2 id="h-x">

<p>'>x</a>

| <img src=/images/x.svg onerror=canary()> | `|` |
|---|---|
| <script>canary()</script> | [x][y] |

```html"><script>canary()</script>
</code></pre><script>canary()</script>
```

[y]: https://example.com/"onmouseover="canary()
"""
EVENT = {
    "title": LINE,
    "published": "2026-04-23T09:00:00Z",
    "collected": "2026-04-23T09:05:00Z",
    "source": "wire",
    "url": "https://example.com/?a='onclick=canary()&b=%3Cscript%3E",
    "hook": PROSE,
    "tldr": {"what_changed": PROSE, "why_it_matters": PROSE, "what_to_do_next": PROSE},
    "origin": "ai-reviewed",
    "model": LINE,
    "reviewed_by": LINE,
    "audience": [LINE],
    "topics": ["policy"],
    "insight": {
        "origin": "ai-reviewed",
        "model": LINE,
        "reviewed_by": LINE,
        "takeaways": [PROSE, {"text": PROSE, "cites": ["source", "other"]}],
        "implications": [{"prediction": PROSE, "rationale": PROSE, "due": "2026-12", "cites": ["other"]}],
        "timeline": [{"date": "2026-01", "text": PROSE}],
    },
    "coverage": [
        {"id": "other", "source": {"name": LINE}, "title": LINE, "url": "https://example.org/#'onclick=x"}
    ],
    "corrections": [{"date": "2026-04-24", "text": PROSE, "severity": "major"}],
    "image": {"src": "/images/x.svg", "alt": LINE, "credit": LINE},
    "x-own": LINE,
}
SETTINGS = {
    "title": LINE,
    "tagline": LINE,
    "description": LINE,
    "author": LINE,
    "publisher": {"name": LINE, "logo": "/images/x.svg"},
    "recap": {"name": LINE},
    "nav": [{"name": LINE, "url": "/weekly/"}],
    "x-own": LINE,
}


def hostile_site(root: Path, html: str) -> SiteFolder:
    """Make the site; ``html`` says how raw HTML in Markdown is treated."""
    site = SiteFolder(root).with_settings(**SETTINGS, markdown={"html": html})
    outlet = {"wire": {"name": LINE, "publisher": LINE, "country": "HK", "url": "https://example.com/"}}
    topic = {"policy": {"name": LINE, "description": LINE}}
    body = BODY if html == "sanitize" else LOADING + BODY
    site.with_event("hostile", body, **EVENT).with_event("second", body, **EVENT | {"recap": "exclude"})
    page = {"title": LINE, "description": LINE, "aliases": ["/old/"]}
    site.with_file("content/sources.yaml", json.dumps(outlet)).with_file(
        "content/topics.yaml", json.dumps(topic)
    )
    site.with_file("content/weekly/2026-w17.md", f"---\n{json.dumps({'title': LINE})}\n---\n{body}")
    site.with_file("content/pages/about.md", f"---\n{json.dumps(page)}\n---\n{body}")
    return site.with_file("content/static/images/x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
