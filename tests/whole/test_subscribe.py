"""Doors out of a site: every feed on one page, mail by a service, corrections to follow, errors to report."""

import feedparser
import pytest

from tests.sites import SiteFolder

FORM = {
    ("buttondown", "aiweek", ""): ("https://buttondown.com/api/emails/embed-subscribe/aiweek", "email"),
    ("kit", "12345", ""): ("https://app.kit.com/forms/12345/subscriptions", "email_address"),
    ("listmonk", "https://lists.example/", "5f1"): ("https://lists.example/subscription/form", "email"),
    ("mailchimp", "https://x.us1.list-manage.com/subscribe/post?u=1&id=2", ""): (
        "https://x.us1.list-manage.com/subscribe/post?u=1&amp;id=2", "EMAIL",
    ),
}  # fmt: skip


def test_one_page_names_every_feed_and_the_list_of_sources(site: SiteFolder) -> None:
    site.with_event("memo", topics=["Models"], companies=["Acme"])
    site.with_settings(recaps={"daily": None}, taxonomies={"companies": {"name": "Companies"}}).build()

    page = site.page("/subscribe/")
    for feed in ("feed.xml", "feed.json", "weekly/feed.xml", "daily/feed.xml", "corrections/feed.xml",
                 "topics/models/feed.xml", "companies/acme/feed.xml", "sources.opml"):  # fmt: skip
        assert f'href="/{feed}"' in page
        assert feed in site.files()
    assert "<form" not in page
    assert 'href="/weekly/2026-w17/mail.html"' in page
    assert 'href="/subscribe/"' in site.page("/")

    site.with_settings(mail={"enabled": False}, taxonomies={"companies": {"name": "Companies"}}).build()
    assert "mail.html" not in site.page("/subscribe/")


@pytest.mark.parametrize("given", FORM)
def test_a_mail_service_takes_the_form_and_the_policy_lets_its_host_in_alone(
    site: SiteFolder, given: tuple[str, str, str]
) -> None:
    subscribe = {key: value for key, value in zip(("service", "name", "list"), given, strict=True) if value}
    site.with_settings(subscribe=subscribe).build()

    action, field = FORM[given]
    page = site.page("/subscribe/")
    assert f'action="{action}" method="post"' in page
    assert f'type="email" name="{field}"' in page
    assert ('<input type="hidden" name="l" value="5f1">' in page) == bool(given[2])
    host = action.split("/")[2]
    assert f"form-action 'self' https://{host};" in site.page("/_headers")
    assert site.page("/_headers").count(host) == 1


def test_a_page_of_ones_own_stands_in_its_place(site: SiteFolder) -> None:
    site.with_file("content/pages/subscribe.md", "---\ntitle: Stay with us\n---\nBy pigeon.\n").build()
    assert "By pigeon." in site.page("/subscribe/")


def test_a_form_that_leads_nowhere_is_told(site: SiteFolder) -> None:
    told = site.with_settings(subscribe={"service": "listmonk", "name": "my list"}).errors()
    assert "subscribe.name: is no address [wrong-value]" in told
    assert "write the address of your listmonk: https://…" in told
    assert "subscribe: says not where to subscribe [missing-key]" in site.with_settings(subscribe={}).errors()


def test_corrections_have_a_feed_whose_ids_last(site: SiteFolder) -> None:
    first = {"date": "2026-04-24", "text": "It was *Friday*."}
    site.with_event("memo", corrections=[first]).build()
    (before,) = feedparser.parse(site.page("/corrections/feed.xml")).entries
    assert before.link == "https://digest.example.org/events/memo/#corrections"
    assert before.content[0].value == "It was <em>Friday</em>."

    second = {"date": "2026-04-26", "text": "It was 40, not 14.", "severity": "major"}
    site.with_event("memo", title="Another title", corrections=[first, second]).build()
    feed = feedparser.parse(site.page("/corrections/feed.xml"))
    assert [entry.content[0].value for entry in feed.entries] == [
        "It was 40, not 14.",
        before.content[0].value,
    ]
    assert feed.entries[1].id == before.id
    assert feed.feed.updated == "2026-04-26T00:00:00Z"


def test_readers_report_an_error_by_mail_or_at_an_address(site: SiteFolder) -> None:
    site.with_event("memo", title="A & B: 50 % more?").with_settings(contact="errors@example.org").build()
    page = "https%3A%2F%2Fdigest.example.org%2Fevents%2Fmemo%2F"
    mail = f"mailto:errors@example.org?subject=A%20%26%20B%3A%2050%20%25%20more%3F&amp;body={page}"
    assert f'href="{mail}"' in site.page("/events/memo/")

    site.with_settings(contact="https://example.org/report?page={url}").build()
    assert f'href="https://example.org/report?page={page}"' in site.page("/events/memo/")
    assert 'contact: "nobody" is no address to write to' in site.with_settings(contact="nobody").errors()


def test_ones_own_files_for_hosts_and_robots_are_joined_with_those_that_are_made(site: SiteFolder) -> None:
    site.with_event("memo", aliases=["/old/"])
    site.with_file("content/static/_redirects", "/short https://example.org/long 302\r\n")
    site.with_file("content/static/_headers", "/feed.xml\n  X-Robots-Tag: noindex\n")
    site.with_file("content/static/robots.txt", "User-agent: *\nDisallow: /drafts/\n")
    assert site.warnings() == ""

    assert site.page("/_redirects").splitlines()[:2] == [
        "/short https://example.org/long 302",
        "/old/ /events/memo/ 301",
    ]
    headers = site.page("/_headers")
    assert headers.startswith("/*\n  Content-Security-Policy:")
    assert headers.endswith("\n\n/feed.xml\n  X-Robots-Tag: noindex\n")
    assert site.page("/robots.txt") == (
        "User-agent: *\nDisallow: /drafts/\n\n"
        "Sitemap: https://digest.example.org/sitemap.xml\nSitemap: https://digest.example.org/news-sitemap.xml\n"
    )
    report = site.with_file("content/static/robots.txt", "User-agent: *\nDisallow:\n").build()
    assert report.changes.changed == ("robots.txt",)
