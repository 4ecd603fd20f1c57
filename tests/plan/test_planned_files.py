"""Which files a site has."""

from generator.config import RecapSettings
from tests.site.newsroom import Newsroom


def full_site() -> Newsroom:
    newsroom = Newsroom().settings(page_size=2, recap=RecapSettings("Recap", 1))
    newsroom.event("memo", topics=("policy",), audience=("Founders",), aliases=("/events/note/", "/m.html"))
    newsroom.event("launch", "2026-04-14", topics=("models",)).event("court", "2026-03-31", source="wire")
    return newsroom.page("about", aliases=("/who",)).page("legal/imprint")


def test_a_site_has_every_page_the_reference_lists() -> None:
    shards = {path for path in full_site().plan() if path.startswith("search/2026")}
    assert sorted(full_site().plan().keys() - shards) == [
        "404.html",
        "about/index.html",
        "archive/2026/03/index.html",
        "archive/2026/04/index.html",
        "archive/index.html",
        "audience/founders/index.html",
        "audience/index.html",
        "corrections/feed.xml",
        "corrections/index.html",
        "data/2026-03.json",
        "data/2026-04.json",
        "data/index.json",
        "data/schema.json",
        "events/court/card.png",
        "events/court/index.html",
        "events/launch/card.png",
        "events/launch/index.html",
        "events/memo/card.png",
        "events/memo/index.html",
        "events/note/index.html",
        "feed.json",
        "feed.xml",
        "index.html",
        "legal/imprint/index.html",
        "llms.txt",
        "m.html",
        "news-sitemap.xml",
        "page/2/index.html",
        "predictions/index.html",
        "robots.txt",
        "search/index.html",
        "search/manifest.json",
        "sitemap.xml",
        "sources.opml",
        "sources/index.html",
        "sources/scmp/index.html",
        "sources/wire/index.html",
        "subscribe/index.html",
        "topics/index.html",
        "topics/models/feed.xml",
        "topics/models/index.html",
        "topics/policy/feed.xml",
        "topics/policy/index.html",
        "weekly/2026-w14/card.png",
        "weekly/2026-w14/index.html",
        "weekly/2026-w14/mail.html",
        "weekly/2026-w14/mail.txt",
        "weekly/2026-w16/card.png",
        "weekly/2026-w16/index.html",
        "weekly/2026-w16/mail.html",
        "weekly/2026-w16/mail.txt",
        "weekly/2026-w17/card.png",
        "weekly/2026-w17/index.html",
        "weekly/2026-w17/mail.html",
        "weekly/2026-w17/mail.txt",
        "weekly/feed.xml",
        "weekly/index.html",
        "weekly/latest/index.html",
        "who/index.html",
    ]
    assert {path[:14] for path in shards} == {"search/2026-03", "search/2026-04"}


def test_an_empty_site_still_has_its_frame() -> None:
    assert sorted(Newsroom().settings(search=False, data=False).plan()) == [
        "404.html",
        "archive/index.html",
        "audience/index.html",
        "corrections/feed.xml",
        "corrections/index.html",
        "feed.json",
        "feed.xml",
        "index.html",
        "llms.txt",
        "news-sitemap.xml",
        "predictions/index.html",
        "robots.txt",
        "sitemap.xml",
        "sources.opml",
        "sources/index.html",
        "subscribe/index.html",
        "topics/index.html",
        "weekly/feed.xml",
        "weekly/index.html",
    ]


def test_files_lie_alike_below_any_base_path() -> None:
    below = full_site().settings(base_url="https://host.example/team/digest/").plan()
    shards = {path for path in below if path.startswith("search/2026")}
    assert below.keys() - shards <= full_site().plan().keys()


def test_outputs_name_the_files_they_come_from() -> None:
    outputs = full_site().plan()
    assert outputs["events/memo/index.html"].source == "content/events/memo.md"
    assert outputs["m.html"].source == "content/events/memo.md"
    assert outputs["who/index.html"].source == "content/pages/about.md"
    assert outputs["index.html"].source == ""


def test_every_file_can_be_composed() -> None:
    outputs = full_site().plan().values()
    assert {type(output.compose(full_site().edition()).view).__name__ for output in outputs} == {
        "ArchivePage",
        "CorrectionsPage",
        "DataIndex",
        "DataShard",
        "EventPage",
        "FeedPage",
        "HomePage",
        "MailEdition",
        "MonthPage",
        "NewsSitemap",
        "NotFoundPage",
        "OwnPage",
        "PredictionsPage",
        "RedirectPage",
        "SearchManifest",
        "SearchPage",
        "SearchShard",
        "Sitemap",
        "SocialCard",
        "SourceList",
        "SubscribePage",
        "TermPage",
        "TermsPage",
        "TextFile",
        "RecapPage",
        "RecapsPage",
    }
