"""What a reader does with a page: chooses colours, copies links, scrolls wide things, goes on reading."""

from playwright.sync_api import expect

from tests.look.conftest import Newsstand, OpenPage

EVENT = "/events/archive/"
WEEK = "/weekly/2026-w17/"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
FEED = '<link rel="alternate" type="application/'
LIGHT, DARK = "rgb(255, 253, 248)", "rgb(23, 22, 20)"


def test_the_switch_is_remembered_until_it_agrees_with_the_system_again(open_page: OpenPage) -> None:
    page = open_page(EVENT, color_scheme="dark")
    switch = page.get_by_role("button", name="Dark colours")
    assert page.evaluate(BACKGROUND) == DARK
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    assert page.evaluate(BACKGROUND) == LIGHT
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.reload()
    assert page.evaluate(BACKGROUND) == LIGHT
    switch.click()
    assert page.evaluate("localStorage.length") == 0
    page.emulate_media(color_scheme="light")
    assert page.evaluate(BACKGROUND) == LIGHT


def test_a_remembered_choice_is_there_before_the_page_is_painted(open_page: OpenPage) -> None:
    page = open_page(EVENT, color_scheme="light")
    page.get_by_role("button", name="Dark colours").click()
    page.add_init_script("""
        requestAnimationFrame(() => { window.first = document.documentElement.dataset.scheme; });
    """)
    page.reload()
    assert page.evaluate("first") == "dark"


def test_without_scripts_the_system_chooses_and_nothing_is_lost(open_page: OpenPage) -> None:
    page = open_page(EVENT, java_script_enabled=False, color_scheme="dark")
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == DARK
    expect(page.locator("button.scheme")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Contents").get_by_role("link")).to_have_count(3)
    expect(page.get_by_role("link", name="Read the original")).to_be_visible()
    page.goto(page.url.replace(EVENT, WEEK))
    page.get_by_text("Show as a table").click()
    expect(page.get_by_role("row")).to_have_count(8)


def test_a_heading_gives_its_link(open_page: OpenPage) -> None:
    page = open_page(EVENT, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#timeline").get_by_role("link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url.split('#')[0]}#timeline"
    assert page.url.endswith("#timeline")
    page.get_by_role("heading", name="The Week").get_by_role("link").click()
    assert page.evaluate("navigator.clipboard.readText()").endswith("#the-week")


def test_what_is_too_wide_is_scrolled_with_the_keyboard(open_page: OpenPage) -> None:
    page = open_page(EVENT)
    for selector, name in ((".prose pre", "Ten million"), (".prose .scroll", "Museum opens its archive")):
        part = page.locator(selector)
        expect(part).to_have_attribute("tabindex", "0")
        assert name in str(part.get_attribute("aria-label"))
        part.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("selector => document.querySelector(selector).scrollLeft > 0", arg=selector)
    assert page.get_by_role("table").count() == 1
    narrow = page.locator(".prose td").first.bounding_box()
    assert narrow, "a column beside a long word keeps room for more than a letter"
    assert narrow["width"] >= 70


def test_what_fits_is_no_stop_of_the_keyboard(open_page: OpenPage) -> None:
    page = open_page(EVENT, width=1280)
    page.locator(".prose pre").evaluate("pre => { pre.firstElementChild.textContent = 'short'; }")
    page.set_viewport_size({"width": 500, "height": 800})
    expect(page.locator(".prose pre")).not_to_have_attribute("tabindex", "0")


def test_events_and_weeks_lead_on(open_page: OpenPage) -> None:
    page = open_page(EVENT)
    page.get_by_role("link", name="Previous event").click()
    underline = page.locator(".colophon p a").first.evaluate(
        "link => getComputedStyle(link).textDecorationLine"
    )
    assert underline == "underline", "among words a link can't be told by its place"
    sides = page.locator(".pager a")
    expect(sides).to_have_count(2)
    assert len(set(sides.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)"))) == 1
    page.locator("a[rel=next]").click()  # its page is in Japanese
    assert page.url.endswith(EVENT)
    page.get_by_role("complementary").get_by_role("link", name="Week 17 of 2026").click()
    page.get_by_role("link", name="Previous week").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Week 6 of 2026")
    page.get_by_role("link", name="Next week").click()
    assert page.url.endswith(WEEK)


def test_a_week_is_a_picture_and_a_table(open_page: OpenPage) -> None:
    page = open_page(WEEK)
    expect(page.get_by_role("img", name="Events a day, by topic")).to_be_visible()
    days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    expect(page.locator(".chart .day")).to_have_text(days)
    page.get_by_text("Show as a table").click()
    rows = page.get_by_role("row").all_inner_texts()
    assert rows[1].split("\t")[:2] == ["April 20, 2026", "0"]
    assert rows[2].split("\t") == ["April 21, 2026", "1", "Ten million letters are free to read. 1"]


def test_a_topic_has_every_month_and_a_source_its_latency(open_page: OpenPage) -> None:
    page = open_page("/topics/letters/")
    expect(page.get_by_role("img", name="Events a month")).to_be_visible()
    page.get_by_text("Show as a table").click()
    rows = [row.split("\t") for row in page.get_by_role("row").all_inner_texts()[1:]]
    assert rows == [["January 2026", "1"], ["February 2026", "1"], ["March 2026", "0"], ["April 2026", "3"]]
    page = open_page("/sources/gazette/")
    expect(page.locator(".opening .meta")).to_contain_text("Collected in 5m (median)")
    expect(page.locator(".opening .meta")).to_contain_text("1 event")
    assert page.locator(".story .p-publication").count() == 0, "its name is the heading already"

    page.goto(page.url.replace("gazette/", ""))
    row = page.get_by_role("row").filter(has_text="What's new")
    name, *figures = row.locator("th, td").evaluate_all("all => all.map(one => one.getBoundingClientRect())")
    assert name["width"] > 300, "a name has the line to itself"
    assert all(figure["top"] >= name["bottom"] for figure in figures)
    assert figures[-1]["right"] == name["right"]

    page.locator("tbody th a").first.evaluate(
        "name => { name.textContent = 'Academy of Arts and Sciences, '.repeat(4); }"
    )
    page.set_viewport_size({"width": 768, "height": 800})
    head = page.locator("thead").bounding_box()
    assert head, "no word of the head is broken for the sake of a long name"
    assert head["height"] < 45


def test_the_day_when_a_prediction_is_due_stands_on_one_line_beside_it(open_page: OpenPage) -> None:
    due = open_page("/predictions/", width=1280).locator(".entries > li > .meta > span").first
    due.locator("time").evaluate("time => { time.textContent = 'December 31, 2026'; }")
    expect(due).to_have_text("Due December 31, 2026")
    assert due.evaluate("due => due.getBoundingClientRect().height") < 30


def test_on_paper_a_page_has_margins_and_no_page_of_links_alone(open_page: OpenPage) -> None:
    page = open_page(WEEK)
    page.emulate_media(media="print")
    expect(page.locator(".colophon")).to_be_hidden()
    expect(page.locator(".strip")).to_be_hidden()
    kickers = page.locator(".ranked .kicker")
    assert kickers.evaluate_all("all => all.map(one => getComputedStyle(one).breakAfter)") == ["avoid"] * (
        kickers.count()
    )
    sheets = "[...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).map(rule => rule.cssText)"
    assert any("@page { margin: 18mm 16mm; }" in rule for rule in page.evaluate(sheets))

    answers = page.locator(".answers > div")
    assert set(answers.evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")) == {"avoid"}
    rubric = page.locator(".rubric").first
    assert rubric.evaluate("part => getComputedStyle(part).boxShadow") == "none", (
        "it draws a line down the page"
    )

    page.goto(page.url.replace(WEEK, EVENT))
    expect(page.get_by_role("heading", name="Event coverage")).to_be_visible()
    expect(page.locator(".recap")).to_be_hidden()


def test_below_a_lead_without_a_picture_is_no_white_space(open_page: OpenPage) -> None:
    page = open_page("/")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator(".cover").count() == 0
    lead = page.locator(".lead > .story").bounding_box()
    recap = page.locator(".front .recap").bounding_box()
    seconds = page.locator(".seconds").bounding_box()
    assert lead
    assert recap
    assert seconds
    assert recap["x"] == lead["x"] < seconds["x"]
    assert seconds["y"] == lead["y"]
    assert 0 < recap["y"] - (lead["y"] + lead["height"]) < 40


def test_a_country_is_a_code_with_a_name(open_page: OpenPage) -> None:
    page = open_page(EVENT)
    flag = page.locator(".kicker .flag")
    expect(flag).to_have_text("HK")
    expect(flag).to_have_accessible_name("Hong Kong")
    assert flag.evaluate("flag => getComputedStyle(flag, '::after').content") == "none"
    flags = page.locator(":is(.kicker, .briefs .meta, .coverage .meta) > .flag")
    beside = flags.evaluate_all("""all => all.map(one => {
        one.nextElementSibling.textContent = "Academy of the Arts and Sciences of Pictures that Move";
        const [flag, name] = [one, one.nextElementSibling].map(part => part.getBoundingClientRect());
        return name.left > flag.right && name.top + name.height / 2 > flag.bottom && name.height > 30;
    })""")
    assert beside == [True] * len(beside), "a long name breaks beside its flag, not below it"
    assert len(beside) > 2


def test_a_cite_names_its_source_until_escape_takes_that_away(open_page: OpenPage) -> None:
    page = open_page(EVENT)
    cite = page.locator(".cites a").first
    told = "cite => getComputedStyle(cite, '::after').content"
    cite.hover()
    name = cite.evaluate(told)
    assert name == f'"{cite.get_attribute("data-source")}"'
    page.keyboard.press("Escape")
    assert cite.evaluate(told) == "none"
    page.mouse.move(0, 0)
    cite.hover()
    assert cite.evaluate(told) == name


def test_a_feed_is_shown_as_a_page(open_page: OpenPage) -> None:
    page = open_page("/feed.xml")
    shown = page.evaluate("""() => ["title", "entry", "id", "content", "updated"].map(
        name => getComputedStyle(document.getElementsByTagName(name)[0]).display)""")
    assert shown == ["block", "block", "none", "none", "none"]
    days = page.evaluate("""() => [...document.querySelectorAll("entry > published")].map(day => {
        const letter = document.createRange();
        letter.setStart(day.firstChild, 0);
        letter.setEnd(day.firstChild, 10);
        return [letter.getBoundingClientRect().width - day.getBoundingClientRect().width, letter.toString()];
    })""")
    assert {day[:5] for _, day in days} == {"2026-"}
    assert max(abs(more) for more, _ in days) < 0.5
    assert page.evaluate("getComputedStyle(document.querySelector('published')).overflowX") == "clip"
    assert "This is a feed." in page.evaluate(
        "getComputedStyle(document.documentElement, '::before').content"
    )
    arabic = open_page("/weekly/feed.xml", "ar")
    assert arabic.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"


def test_every_page_names_the_feeds_that_fit_it(newsstand: Newsstand) -> None:
    folder = newsstand("en").folder
    pages = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.html")
        if path.name != "mail.html"
    }
    assert [path for path, text in pages.items() if text.count(FEED) < 3] == []
    assert f'{FEED}atom+xml" title="The Week: Ten million letters' in pages["topics/letters/index.html"]
