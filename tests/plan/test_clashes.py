"""Files that can't be side by side, and links to files that aren't there."""

from generator.diagnostics import Problem
from generator.model import Phase
from generator.plan.clashes import find_clashes
from generator.plan.outputs import Output, finished
from generator.plan.paths import check_anchors, check_paths
from generator.views import CopiedFile
from tests.site.newsroom import Newsroom

MEMO = "content/events/memo.md"
REMEDY = "change its slug, alias or name"


def static(path: str) -> Output:
    source = f"content/static/{path}"
    return Output(path, "copy", b"", finished(CopiedFile(path)), Phase.ASSETS, listed=False, source=source)


def clashes(newsroom: Newsroom, *more: Output) -> list[Problem]:
    return list(find_clashes([*newsroom.outputs(), *more]))


def test_an_ordinary_site_has_none() -> None:
    newsroom = Newsroom().event("memo", topics=("policy",), aliases=("/old/",)).page("about")
    assert clashes(newsroom, static("images/memo.svg")) == []


def test_a_page_in_the_place_of_the_sites_own_is_an_error() -> None:
    assert clashes(Newsroom().page("topics")) == [
        Problem(
            "content/pages/topics.md", 0, 0, "path-clash",
            'its page would be at "topics/index.html", where that of the site itself is', REMEDY,
        )
    ]  # fmt: skip


def test_an_alias_in_the_place_of_another_event_names_both_files() -> None:
    newsroom = Newsroom().event("memo").event("budget", aliases=("/Events/Memo/",))
    assert clashes(newsroom) == [
        Problem(
            "content/events/budget.md", 0, 0, "path-clash",
            f'its page would be at "Events/Memo/index.html", where that of {MEMO} is', REMEDY,
        )
    ]  # fmt: skip


def test_a_static_file_in_the_place_of_a_page_is_an_error() -> None:
    assert clashes(Newsroom(), static("feed.xml")) == [
        Problem(
            "content/static/feed.xml", 0, 0, "path-clash",
            'its page would be at "feed.xml", where that of the site itself is', REMEDY,
        )
    ]  # fmt: skip


def test_a_file_can_not_be_where_a_folder_is() -> None:
    assert clashes(Newsroom().event("memo"), static("events")) == [
        Problem(
            MEMO, 0, 0, "path-clash",
            'its page would be at "events", where that of content/static/events is', REMEDY,
        )
    ]  # fmt: skip


def test_topics_that_differ_in_case_only_clash() -> None:
    newsroom = Newsroom().event("memo", topics=("ai", "AI"))
    newsroom.topics |= {key: newsroom.topics["policy"].__class__(key, key) for key in ("ai", "AI")}
    assert {problem.path for problem in clashes(newsroom)} == {"content/topics.yaml", "site.yaml"}


def path_problems(newsroom: Newsroom, *more: Output) -> list[Problem]:
    return list(check_paths(newsroom.assemble(), [*newsroom.outputs(), *more]))


def test_links_to_pages_and_files_that_are_there_are_fine() -> None:
    newsroom = Newsroom().event("memo").page("über")
    for target in ("/", "/über/", "/topics/", "/feed.xml", "/a.pdf"):
        newsroom.link(MEMO, "path", target)
    newsroom.link(MEMO, "static", "/images/memo.svg")
    assert path_problems(newsroom, static("images/memo.svg"), static("a.pdf")) == []


def test_links_to_headings_that_a_page_does_not_have_are_told() -> None:
    newsroom = Newsroom().event("memo").page("about")
    newsroom.link(MEMO, "anchor", "/about/#team", 1).link(MEMO, "anchor", "/topics/policy/#team", 2)
    newsroom.link(MEMO, "anchor", "event:memo#team", 3)
    remedy = "name a heading by its words: #what-it-says"

    assert list(check_anchors(newsroom.assemble())) == [
        Problem(MEMO, 1, 5, "dead-anchor", '"/about/" has no heading "#team"', remedy, 12),
        Problem(MEMO, 3, 5, "dead-anchor", '"event:memo" has no heading "#team"', remedy, 15),
    ]
    assert path_problems(newsroom) == []


def test_links_to_nothing_are_errors_with_a_remedy() -> None:
    newsroom = Newsroom().event("memo").page("about")
    newsroom.link(MEMO, "path", "/about", 1).link(MEMO, "path", "/abuot/", 2)
    newsroom.link(MEMO, "static", "/images/x.svg", 3).link(MEMO, "path", "/zzz/", 4)
    assert path_problems(newsroom) == [
        Problem(MEMO, 1, 5, "dead-link", 'the site has nothing at "/about"', 'write "/about/"', 6),
        Problem(MEMO, 2, 5, "dead-link", 'the site has nothing at "/abuot/"', 'did you mean "/about/"?', 7),
        Problem(
            MEMO, 3, 5, "dead-link", 'the site has nothing at "/images/x.svg"',
            'put the file at "content/static/images/x.svg"', 13,
        ),
        Problem(MEMO, 4, 5, "dead-link", 'the site has nothing at "/zzz/"', "", 5),
    ]  # fmt: skip
