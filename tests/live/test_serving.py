"""What the server sends: types, tags, ranges, redirects and headers."""

import pytest

from generator.live.headers import allow_preview
from generator.live.script import add_script
from tests.live.conftest import Start
from tests.live.preview import Preview

CLIP = bytes(range(256)) * 8192  # 2 MiB, more than is read at once


def test_a_page_has_the_reload_script_and_the_sites_headers(preview: Preview) -> None:
    page = preview.get("/one/")
    assert page.status_code == 200
    assert "<h1>One</h1>" in page.text
    assert page.text.endswith("</script></body></html>")
    headers = {name: page.headers.get(name) for name in ("content-type", "cache-control")}
    assert headers == {"content-type": "text/html; charset=utf-8", "cache-control": "no-cache"}
    assert page.headers["content-security-policy"] == (
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'"
    )
    assert "strict-transport-security" not in page.headers


def test_a_style_sheet_is_kept_by_its_fingerprint(preview: Preview) -> None:
    preview.write("themes/style.css", "h1 { color: red }").said("changed: themes")
    sheet = preview.get("/one/").text.partition('href="')[2].partition('"')[0]
    assert preview.get(sheet).headers["cache-control"] == "max-age=31536000, immutable"


def test_the_output_itself_has_no_script(preview: Preview) -> None:
    preview.get("/one/")
    assert b"<script" not in (preview.root / "output/one/index.html").read_bytes()


@pytest.mark.parametrize(
    "element",
    [
        '<meta http-equiv="Content-Security-Policy" content="script-src &#39;none&#39;">\n',
        "<META content='x' http-equiv=content-security-policy>",
    ],
)
def test_the_policy_of_a_page_gives_way_to_that_of_the_preview(element: str) -> None:
    page = f"<head><meta charset=utf-8>{element}</head><body>x</body>".encode()
    assert add_script(page, "1").startswith(b"<head><meta charset=utf-8></head><body>x<script defer src=")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default-src 'self'", "default-src 'self'"),
        ("script-src 'none'", "script-src 'self'"),
        ("default-src 'self'; script-src 'sha256-x'", "default-src 'self'; script-src 'sha256-x' 'self'"),
        ("img-src 'self'; upgrade-insecure-requests", "img-src 'self'"),
        (
            "default-src *; style-src-elem https://a.example",
            "default-src *; style-src-elem https://a.example 'self'",
        ),
    ],
)
def test_the_policy_is_widened_by_this_server_alone(policy: str, expected: str) -> None:
    assert allow_preview(policy) == expected


def test_what_the_browser_has_is_not_sent_again(preview: Preview) -> None:
    preview.write("static/a.svg", "<svg/>").said("changed: static/a.svg")
    for path in ("/one/", "/a.svg"):
        tag = preview.get(path).headers["etag"]
        assert tag.startswith('"')
        again = preview.get(path, if_none_match=f'"other", W/{tag}')
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert preview.get(path, if_none_match='"other"').status_code == 200


def test_a_changed_page_has_another_tag(preview: Preview) -> None:
    tag = preview.get("/one/").headers["etag"]
    preview.write("content/one.html", "<h1>Two</h1>").said("changed: content/one.html")
    assert preview.get("/one/", if_none_match=tag).status_code == 200


def test_head_tells_the_length_and_sends_nothing(preview: Preview) -> None:
    preview.write("static/clip.mp4", CLIP).said("changed: static/clip.mp4")
    for path in ("/one/", "/clip.mp4"):
        whole, head = preview.get(path), preview.get(path, "HEAD")
        assert head.content == b""
        assert int(head.headers["content-length"]) == len(whole.content)
        assert head.headers["content-type"] == whole.headers["content-type"]


@pytest.mark.parametrize(
    ("wanted", "status", "part", "content_range"),
    [
        ("bytes=0-99", 206, slice(0, 100), "bytes 0-99/2097152"),
        ("bytes=2097000-", 206, slice(2097000, None), "bytes 2097000-2097151/2097152"),
        ("bytes=-5", 206, slice(-5, None), "bytes 2097147-2097151/2097152"),
        ("bytes=1-1999999", 206, slice(1, 2000000), "bytes 1-1999999/2097152"),
        ("bytes=0-99999999999", 206, slice(0, None), "bytes 0-2097151/2097152"),
        ("bytes=2097152-", 416, slice(0, 0), "bytes */2097152"),
        ("bytes=9-1", 200, slice(0, None), None),
        ("bytes=0-1,4-5", 200, slice(0, None), None),
        ("lines=1-2", 200, slice(0, None), None),
        (f"bytes=0-{'9' * 5000}", 200, slice(0, None), None),
    ],
)
def test_ranges_of_media(
    preview: Preview, wanted: str, status: int, part: slice, content_range: str | None
) -> None:
    preview.write("static/clip.mp4", CLIP).said("changed: static/clip.mp4")
    answer = preview.get("/clip.mp4", range=wanted)
    assert (answer.status_code, answer.headers.get("content-range")) == (status, content_range)
    assert answer.content == CLIP[part]


def test_a_range_of_another_version_is_the_whole_file(preview: Preview) -> None:
    preview.write("static/clip.mp4", CLIP).said("changed: static/clip.mp4")
    tag = preview.get("/clip.mp4", "HEAD").headers["etag"]
    assert preview.get("/clip.mp4", range="bytes=0-9", if_range=tag).status_code == 206
    assert preview.get("/clip.mp4", range="bytes=0-9", if_range='"older"').status_code == 200


def test_a_folder_leads_to_its_own_url(preview: Preview) -> None:
    answer = preview.get("/one?from=here")
    assert (answer.status_code, answer.headers["location"]) == (301, "/one/?from=here")
    assert answer.headers["cache-control"] == "no-store"


def test_names_outside_ascii(preview: Preview) -> None:
    preview.write("content/möwe 1.html", "<h1>Gull</h1>").said("changed: content/möwe 1.html")
    assert preview.get("/m%C3%B6we%201").headers["location"] == "/m%C3%B6we%201/"
    assert "Gull" in preview.get("/m%C3%B6we%201/").text


def test_the_sites_own_page_for_what_is_not_there(preview: Preview) -> None:
    for path in ("/nothing/", "/one/nothing.html", "/static/"):
        answer = preview.get(path)
        assert answer.status_code == 404
        assert "<h1>Nothing here</h1>" in answer.text
        assert "/__weekmark/client.js" in answer.text


def test_a_site_below_a_path(start: Start) -> None:
    preview = start("--base-path", "/team/digest/")
    assert preview.url.endswith("/team/digest/")
    assert "<h1>One</h1>" in preview.get("/one/").text
    host = preview.url.removesuffix("team/digest/")
    assert preview.status("/one/") == 404
    assert preview.status("/team/digestone/") == 404
    raw = preview.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").decode()
    assert raw.startswith("HTTP/1.1 302 ")
    assert "location: /team/digest/\r\n" in raw
    raw = preview.raw(b"GET /team/digest HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").decode()
    assert "location: /team/digest/\r\n" in raw
    assert host.startswith("http://127.0.0.1:")


def test_the_overview_lists_files_and_pages(start: Start) -> None:
    preview = start("--base-path", "/team/")
    raw = preview.raw(b"GET /__weekmark/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").decode()
    assert raw.startswith("HTTP/1.1 200 ")
    assert '<a href="/team/one/">&lt;One&gt;</a>' in raw
    assert "<code>content/one.html</code>" in raw
    assert "<td>a draft</td>" in raw
    assert "<h2>Drafts (1)</h2>" in raw
    assert "Nothing is scheduled." in raw
