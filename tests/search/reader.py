"""A reader in front of a page of the search."""

from typing import Self

from playwright.sync_api import Locator, Page, Route, expect

RESULTS = "#search-results > li"
TITLES = f"{RESULTS} h2"


class Reader:
    """Types, presses keys and looks at what the page shows."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.field = page.get_by_role("searchbox")

    def open(self, path: str = "search/") -> Self:
        """Go to a page of the site."""
        self.page.goto(self.url + path)
        return self

    def type(self, words: str) -> Self:
        """Put words into the field, key by key, in place of what is there."""
        self.field.fill("")
        self.field.press_sequentially(words)
        return self

    def press(self, *keys: str) -> Self:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def choose(self, name: str, choice: str) -> Self:
        """Choose from one of the lists of the form."""
        self.filter(name).select_option(choice)
        return self

    def filter(self, name: str) -> Locator:
        """Return one of the lists of the form."""
        return self.page.get_by_role("combobox", name=name, exact=True)

    def sees(self, *titles: str) -> Self:
        """Wait until these are the results, in this order."""
        expect(self.page.locator(TITLES)).to_have_text(list(titles))
        return self

    def is_told(self, status: str) -> Self:
        """Wait until the live region, which is read out, says this."""
        expect(self.page.get_by_role("status").and_(self.page.locator("#search-status"))).to_have_text(status)
        return self

    def is_at(self, query: str) -> Self:
        """Wait until the address has this query."""
        expect(self.page).to_have_url(f"{self.url}search/{query}")
        return self

    def marks(self) -> list[str]:
        """Return the marked texts."""
        return self.page.locator(f"{RESULTS} mark").all_inner_texts()

    def has_focus_on(self, text: str) -> Self:
        """Wait until a link or the field, by its text, has the focus."""
        focused = self.page.locator(":focus")
        expect(focused).to_have_text(text)
        return self

    def loses(self, pattern: str) -> Self:
        """Let requests to some URLs fail from now on."""
        self.page.route(pattern, lambda route: route.abort())
        return self

    def finds_again(self, pattern: str) -> Self:
        """Let them arrive again."""
        self.page.unroute(pattern)
        return self

    def waits_for(self, pattern: str) -> list[Route]:
        """Hold requests to some URLs back; the caller lets each go on with ``continue_()``."""
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        self.page.route(pattern, hold)
        return held
