"""What the pages that list events show."""

from generator.config import NavigationItem, RecapSettings
from generator.model import Outlet
from generator.plan.terms import INDEX_SIZE
from generator.views import Head, Link, Pagination, PartCount, RecapNumbers, Term
from tests.site.newsroom import Newsroom


def slugs(cards: tuple[object, ...]) -> list[str]:
    return [card.slug for card in cards]  # type: ignore[attr-defined]  # only cards are given


def test_home_is_cut_into_pages() -> None:
    newsroom = Newsroom().settings(page_size=2, tagline="Every week", cards="off")
    for slug in "abcde":
        newsroom.event(slug)
    first, last = newsroom.view("index.html"), newsroom.view("page/3/index.html")
    leading = [stored.card.slug for stored in newsroom.compose("index.html").events]
    assert (leading, slugs(first.seconds), slugs(first.cards)) == (["a"], ["b", "c"], [])
    assert slugs(last.cards) == ["e"]
    assert first.pagination == Pagination(1, 3, next="/page/2/", first="/", last="/page/3/")
    assert last.pagination == Pagination(3, 3, previous="/page/2/", first="/", last="/page/3/")
    assert first.head == Head("", "/", "https://digest.example/", "Every week")
    assert last.head.canonical == "https://digest.example/page/3/"
    assert (first.recap.id, last.recap) == ("2026-w17", None)


def test_home_begins_with_what_the_newest_full_week_ranks_first() -> None:
    newsroom = Newsroom().settings(cards="off").event("newest", "2026-04-28")
    for slug, importance in (("a", 1), ("b", 2), ("c", 5), ("d", 4)):
        newsroom.event(slug, importance=importance, topics=("policy",) if importance > 2 else ("models",))
    home = newsroom.view("index.html")
    leading = [stored.card.slug for stored in newsroom.compose("index.html").events]
    assert (leading, slugs(home.seconds), slugs(home.cards)) == (["c"], ["d", "b"], ["newest", "a"])
    assert [(topic.name, topic.count) for topic in home.topics] == [("Models", 2), ("Policy", 2)]

    newsroom.settings(front="newest")
    assert [stored.card.slug for stored in newsroom.compose("index.html").events] == ["newest"]


def test_own_pages_are_at_the_foot_of_every_page_unless_the_settings_choose() -> None:
    newsroom = Newsroom().event("memo").page("imprint").page("about")
    for path in ("index.html", "events/memo/index.html", "weekly/2026-w17/index.html", "search/index.html"):
        assert [link.url for link in newsroom.view(path).head.pages] == ["/about/", "/imprint/"]

    newsroom.settings(footer=(NavigationItem("Imprint", "/imprint/"),))
    assert newsroom.view("index.html").head.pages == ()
    assert [link.url for link in newsroom.edition().frame.footer] == ["/imprint/"]


def test_a_recap_has_its_numbers_groups_and_days() -> None:
    newsroom = Newsroom().settings(recap=RecapSettings("The Recap", 1))
    newsroom.event("memo", importance=5, topics=("policy",), latency=60)
    newsroom.event("b", "2026-04-22", topics=("models", "policy"), latency=180, source="wire")
    newsroom.event("a", "2026-04-22").event("c", "2026-04-22", topics=("models",))
    newsroom.note("2026-w17", intro_html="<p>An intro.</p>")
    composed = newsroom.compose("weekly/2026-w17/index.html")
    view = newsroom.view("weekly/2026-w17/index.html")
    models = Link("Models", "/topics/models/", 2)
    assert slugs(tuple(stored.card for stored in composed.events)) == ["memo"]
    assert [(group.heading, slugs(group.cards)) for group in view.rest] == [
        (models, ["b", "c"]),
        (Link("", "", 1), ["a"]),
    ]
    assert view.numbers == RecapNumbers(events=4, sources=2, topics=2, median_latency=60)
    assert view.parts[:3] == (
        PartCount("2026-04-20", (Link("Policy", "/topics/policy/", 1),), 1),
        PartCount("2026-04-21", (), 0),
        PartCount("2026-04-22", (Link("", "", 1), models), 3),
    )
    assert len(view.parts) == 7
    assert (view.intro_html, view.head.description) == ("<p>An intro.</p>", "An intro.")


def test_weeks_lead_to_each_other_over_empty_ones() -> None:
    newsroom = Newsroom().event("a", "2026-04-20").event("b", "2026-03-31").note("2026-w17", title="A title")
    newer, older = newsroom.view("weekly/2026-w17/index.html"), newsroom.view("weekly/2026-w14/index.html")
    assert (newer.previous, newer.next) == (older.recap, None)
    assert (older.previous, older.next) == (None, newer.recap)
    assert [week.title for week in newsroom.view("weekly/index.html").recaps] == [
        "A title",
        "",
    ]
    newsroom.event("c", "2026-02-03")
    oldest, newest = newsroom.view("weekly/2026-w06/index.html"), newsroom.view("weekly/latest/index.html")
    assert (oldest.earlier, oldest.later) == (None, Link("2026-w17", "/weekly/2026-w17/"))
    assert (newest.earlier, newest.later) == (Link("2026-w06", "/weekly/2026-w06/"), None)


def test_the_latest_week_is_a_copy_that_names_the_original() -> None:
    view = Newsroom().event("a").event("b", "2026-04-01").view("weekly/latest/index.html")
    assert (view.recap.id, view.latest) == ("2026-w17", True)
    assert view.head.url == "/weekly/latest/"
    assert view.head.canonical == "https://digest.example/weekly/2026-w17/"


def test_a_topic_has_its_events_months_and_feed() -> None:
    newsroom = Newsroom().settings(page_size=2).event("a", topics=("regulation",))
    newsroom.event("b", "2026-04-19", topics=("policy",)).event("c", "2026-02-03", topics=("policy",))
    newsroom.event("other", "2026-03-01")
    view, second = newsroom.view("topics/policy/index.html"), newsroom.view("topics/policy/page/2/index.html")
    assert view.term == Term(
        "topics", "policy", "Policy", "/topics/policy/", 3, "Laws and orders.", newest="2026-04-20"
    )
    assert (slugs(view.cards), slugs(second.cards)) == (["a", "b"], ["c"])
    assert view.months == (
        Link("2026-02", "/archive/2026/02/", 1),
        Link("2026-03", ""),
        Link("2026-04", "/archive/2026/04/", 2),
    )
    assert second.months == ()
    assert [feed.url for feed in view.head.feeds] == ["/topics/policy/feed.xml"]


def test_a_source_tells_how_fast_it_is_collected() -> None:
    newsroom = Newsroom().event("a", latency=100).event("b", latency=300).event("c")
    term = newsroom.view("sources/scmp/index.html").term
    assert (term.outlet, term.median_latency) == (newsroom.outlets["scmp"], 100)


def test_the_index_of_a_kind_is_in_the_order_of_names() -> None:
    newsroom = Newsroom().event("a", source="zeta", inline=Outlet("zeta", "alpha")).event("b", source="wire")
    newsroom.event("c", audience=("Founders", "builders"))
    names = [term.name for term in newsroom.view("sources/index.html").terms]
    assert names == ["alpha", "SCMP", "The Wire"]
    assert [term.name for term in newsroom.view("audience/index.html").terms] == ["builders", "Founders"]


def test_an_index_of_hundreds_of_audiences_goes_on_at_a_second_page() -> None:
    readers = tuple(f"Reader {number:03}" for number in range(INDEX_SIZE + 1))
    newsroom = Newsroom().event("a", audience=readers)
    first, second = newsroom.view("audience/index.html"), newsroom.view("audience/page/2/index.html")
    assert [term.name for term in (*first.terms, *second.terms)] == list(readers)
    assert [term.name for term in second.terms] == [readers[-1]]
    assert (first.pagination.next, second.pagination.previous) == ("/audience/page/2/", "/audience/")


def test_an_event_with_two_spellings_of_an_audience_is_listed_once() -> None:
    newsroom = Newsroom().event("a", audience=("Founders", "founders"))
    assert slugs(newsroom.view("audience/founders/index.html").cards) == ["a"]


def test_the_archive_has_months_and_their_days() -> None:
    newsroom = Newsroom().event("a", "2026-04-20").event("b", "2026-04-20").event("c", "2026-04-02")
    newsroom.event("d", "2025-12-31")
    assert newsroom.view("archive/index.html").months == (
        Link("2026-04", "/archive/2026/04/", 3),
        Link("2025-12", "/archive/2025/12/", 1),
    )
    april = newsroom.view("archive/2026/04/index.html")
    assert [(day.day, slugs(day.cards)) for day in april.days] == [
        ("2026-04-20", ["a", "b"]),
        ("2026-04-02", ["c"]),
    ]
    assert (april.previous, april.next) == (Link("2025-12", "/archive/2025/12/", 1), None)


def test_predictions_are_sorted_by_when_they_are_due_and_settled_ones_last() -> None:
    newsroom = Newsroom().event("a", predictions=(("2026-12", "open"), ("2026-05-01", "right"), ("", "open")))
    newsroom.event("b", "2026-04-02", predictions=(("2026-04-30", "open"), ("2026", "open"), ("", "wrong")))
    composed = newsroom.compose("predictions/index.html")
    view = newsroom.view("predictions/index.html")
    assert slugs(tuple(stored.card for stored in composed.events)) == ["b", "a"]
    assert [(item.event, item.index, item.due, item.outcome, item.overdue) for item in view.items] == [
        (0, 0, "2026-04-30", "open", True),
        (1, 0, "2026-12", "open", False),
        (0, 1, "2026", "open", False),
        (1, 1, "2026-05-01", "right", False),
        (0, 2, "", "wrong", False),
    ]
    assert view.tally == (Link("open", "", 4), Link("right", "", 1), Link("wrong", "", 1))
    assert view.undated == 1


def test_corrections_are_newest_first() -> None:
    newsroom = Newsroom().settings(page_size=2)
    newsroom.event("a", corrections=(("2026-04-25", "minor"), ("2026-04-21", "major")))
    newsroom.event("b", corrections=(("2026-04-23", "minor"),))
    first = newsroom.compose("corrections/index.html")
    items = [(item.event, item.index) for item in newsroom.view("corrections/index.html").items]
    assert slugs(tuple(stored.card for stored in first.events)) == ["a", "b"]
    assert items == [(0, 0), (1, 0)]
    assert newsroom.view("corrections/page/2/index.html").pagination.previous == "/corrections/"
