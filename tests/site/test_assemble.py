"""From documents to a site: what is published, in which order, under which names."""

from generator.diagnostics import Problem
from generator.model import Location, Outlet, Topic
from tests.site.newsroom import Newsroom


def slugs(newsroom: Newsroom) -> list[str]:
    return [event.slug for event in newsroom.assemble().events]


def test_events_are_newest_first_and_ties_by_slug() -> None:
    newsroom = Newsroom().event("b").event("a").event("older", "2026-04-19").event("newer", "2026-04-21")
    assert slugs(newsroom) == ["newer", "a", "b", "older"]


def test_drafts_and_scheduled_events_are_left_out_and_named() -> None:
    newsroom = Newsroom().event("out").event("idea", draft=True).event("later", "2026-05-02")
    newsroom.page("imprint", draft=True).note("2026-w17", draft=True, title="Unfinished")
    site = newsroom.assemble()
    assert slugs(newsroom) == ["out"]
    assert site.skipped_drafts == (
        "content/events/idea.md",
        "content/pages/imprint.md",
        "content/weekly/2026-w17.md",
    )
    assert site.skipped_scheduled == ("content/events/later.md",)
    assert site.recaps["weekly"][0].note is None
    assert site.pages == ()
    assert site.problems == ()


def test_drafts_and_scheduled_events_are_shown_when_asked_for() -> None:
    newsroom = Newsroom().event("idea", draft=True).event("later", "2026-05-02")
    newsroom.drafts = newsroom.future = True
    site = newsroom.assemble()
    assert slugs(newsroom) == ["later", "idea"]
    assert (site.skipped_drafts, site.skipped_scheduled) == ((), ())


def test_aliases_of_topics_resolve_and_double_ones_count_once() -> None:
    newsroom = Newsroom().event("memo", topics=("regulation", "models", "policy"))
    site = newsroom.assemble()
    assert site.events[0].topics == ("policy", "models")
    assert site.problems == ()


def test_an_unknown_topic_is_a_warning_and_gets_its_own_page() -> None:
    newsroom = Newsroom().event("memo", topics=("Polcy", "Große Modelle"))
    site = newsroom.assemble()
    assert site.events[0].topics == ("polcy", "grosse-modelle")
    assert site.topics["polcy"] == Topic("polcy", "Polcy")
    path = "content/events/memo.md"
    assert site.problems == (
        Problem(
            path, 5, 10, "unknown-topic",
            'unknown topic "Große Modelle", it gets a page of its own',
            "add it to topics.yaml, so that it has a name of its own", 13,
        ),
        Problem(
            path, 5, 10, "unknown-topic",
            'unknown topic "Polcy", it gets a page of its own', 'did you mean "Policy"?', 5,
        ),
    )  # fmt: skip


def test_a_topic_written_in_capitals_is_the_one_that_is_meant() -> None:
    site = Newsroom().event("memo", topics=("Policy",)).assemble()
    assert site.events[0].topics == ("policy",)
    assert site.problems == ()


def test_an_unknown_source_is_a_warning_with_the_nearest() -> None:
    site = Newsroom().event("memo", source="scmp-teck").assemble()
    assert site.problems == (
        Problem(
            "content/events/memo.md", 4, 9, "unknown-source",
            'unknown source "scmp-teck", it is shown by that name', 'did you mean "scmp-tech"?', 9,
        ),
    )  # fmt: skip


def test_a_source_described_by_an_event_is_known_to_the_site() -> None:
    blog = Outlet("a-blog", "A Blog", "https://blog.example/")
    site = Newsroom().event("memo", source="a-blog", inline=blog).assemble()
    assert site.outlets["a-blog"] == blog
    assert site.problems == ()


def test_an_inline_source_must_not_take_an_id_of_the_registry() -> None:
    inline = Outlet("wire", "Wire")
    site = Newsroom().event("memo", source="wire", inline=inline).assemble()
    assert site.problems == (
        Problem(
            "content/events/memo.md", 0, 0, "name-clash",
            'the inline source "Wire" has the id "wire", which sources.yaml gives to another',
            "write `source: wire` if that is meant, else give it another name",
        ),
    )  # fmt: skip
    assert site.outlets["wire"].name == "The Wire"


def test_two_events_with_one_slug_are_an_error_that_names_both_files() -> None:
    newsroom = Newsroom().event("memo", path="content/events/a/memo.md")
    newsroom.event("memo", path="content/events/b/memo.md", title="Second")
    site = newsroom.assemble()
    assert site.problems == (
        Problem(
            "content/events/b/memo.md", 0, 0, "slug-clash",
            'the slug "memo" is also that of content/events/a/memo.md',
            "rename one of the files, or give one of them another `slug`",
        ),
    )  # fmt: skip
    assert [event.title for event in site.events] == ["Memo"]


def test_slugs_that_differ_only_in_case_or_composition_clash() -> None:
    newsroom = Newsroom().event("Memo", path="1.md").event("memo", path="2.md")
    newsroom.event("caf\u00e9", path="3.md").event("cafe\u0301", path="4.md")
    assert [(problem.path, problem.message) for problem in newsroom.assemble().problems] == [
        ("2.md", 'the slug "memo" and "Memo" of 1.md are one on many file systems'),
        ("4.md", 'the slug "cafe\u0301" and "caf\u00e9" of 3.md are one on many file systems'),
    ]


def test_audiences_that_differ_in_case_share_an_id() -> None:
    newsroom = Newsroom().event("a", audience=("Founders & Product Leaders", "!!!"))
    newsroom.event("b", audience=("founders & product leaders",))
    site = newsroom.assemble()
    (first, second), (third,) = (event.audience for event in site.events)
    assert first == third == "founders-product-leaders"
    assert second.isalnum()
    assert [site.taxonomies["audience"][key].name for key in (first, second)] == [
        "Founders & Product Leaders",
        "!!!",
    ]


def test_publishers_count_owners_once_and_the_original_too() -> None:
    newsroom = Newsroom().event("memo", coverage=(Outlet("scmp-tech", ""), Outlet("wire", "")))
    newsroom.event("alone")
    assert newsroom.assemble().weeks[0].publishers == {"memo": 2, "alone": 1}


def test_locations_and_files_are_kept_by_slug() -> None:
    newsroom = Newsroom().event("memo", body="text").page("about")
    site = newsroom.assemble()
    (location,) = [document.location for document in newsroom.documents() if document.location]
    assert isinstance(location, Location)
    assert site.weeks[0].locations == {"memo": location}
    assert site.event_files == {"memo": "content/events/memo.md"}
    assert site.page_files == {"about": "content/pages/about.md"}


def test_a_site_without_a_file_is_empty() -> None:
    site = Newsroom().assemble()
    assert (site.events, site.recaps, site.pages, site.problems) == ((), {"weekly": ()}, (), ())
