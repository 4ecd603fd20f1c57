"""A digest of a few events, in several months and languages, on a server, and readers of it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.search.hosting import BASE_PATH, Host
from tests.search.reader import Reader
from tests.sites import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NewReader = Callable[..., Reader]

SETTINGS: dict[str, Any] = {"base_url": f"https://digest.example.org{BASE_PATH}"}
TOPICS = "museums: {name: Museums}\nrobots: {name: Robots and machines}\n"
SOURCES = "gazette: {name: The Gazette}\nmirror: {name: El Espejo}\n"
HOSTILE = """<img src=x onerror="document.title='taken'"> & "quoted" ${1} {slug} $&"""


def write_digest(site: SiteFolder) -> SiteFolder:
    """Write the digest that most tests of the search read."""
    site.with_settings(**SETTINGS)
    site.with_file("content/topics.yaml", TOPICS).with_file("content/sources.yaml", SOURCES)
    site.with_event(
        "koeln-archive",
        title="Museum in Köln opens its archive",
        published="2026-04-23T09:00:00Z",
        source="gazette",
        topics=["museums"],
        audience=["Historians"],
        hook="Ten million **letters** are free to read.",
        tldr={"what_changed": "The city pays. Scholars had asked for 3.5 years."},
        insight={"origin": "human", "takeaways": ["Thought burnt, the letters were saved by conservators."]},
    )
    site.with_event(
        "robot-guide",
        title="A robot guides visitors",
        published="2026-04-14T09:00:00Z",
        source="mirror",
        topics=["museums", "robots"],
        audience=["Visitors"],
        hook="The museum says it never tires.",
    )
    site.with_event(
        "robot-painter",
        title="Robot paints a museum wall",
        published="2026-03-10T09:00:00Z",
        source="gazette",
        topics=["robots"],
        audience=["Historians"],
    )
    site.with_event("tokyo", title="東京大学の博物館が人工知能を使う", published="2026-02-10", lang="ja")
    site.with_event("kyoto", title="京都で展覧会が始まる", published="2026-02-09", lang="ja")
    site.with_event("beijing", title="故宫用人工智能修复古画", published="2026-02-08", lang="zh")
    site.with_event("cairo", title="مُتحف القاهرة يفتح أبوابه", published="2026-02-07", lang="ar")
    site.with_event("gpt", title="GPT-5 is sold without distillation", published="2026-02-06")
    site.with_event("congress", title="美国会通过一项法案", published="2026-02-05", lang="zh")
    site.with_event("suffrage", title="外国人参政権の議論", published="2026-02-04", lang="ja")
    site.with_event("library", title="مكتبة ٢٠٢٦ تفتح", published="2026-02-03", lang="ar")
    return site.with_event("hostile", title=HOSTILE, published="2026-01-05", hook="Not \\<b>bold\\</b>.")


@pytest.fixture(scope="session")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The digest on its server."""
    site = write_digest(SiteFolder(tmp_path_factory.mktemp("search") / "site"))
    site.build()
    host = Host(site.output)
    yield host
    host.close()


@pytest.fixture
def mistakes() -> Iterator[list[str]]:
    """What the browser's console complains about, breaches of the security policy too: nothing in the end."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def new_reader(browser: "Browser", digest: Host, mistakes: list[str]) -> Iterator[NewReader]:
    """Makes readers, each with a browser of their own settings."""
    contexts = []

    def open_browser(url: str = digest.url, **settings: Any) -> Reader:
        context = browser.new_context(**settings)
        contexts.append(context)
        page: Page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: mistakes.append(str(error)))
        page.on("console", lambda message: mistakes.append(message.text) if message.type == "error" else None)
        return Reader(page, url)

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture
def reader(new_reader: NewReader) -> Reader:
    """A reader of the digest."""
    return new_reader()
