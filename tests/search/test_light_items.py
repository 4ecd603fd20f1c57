"""A digest of events and of links in notes: a reader finds both side by side."""

from pathlib import Path

from playwright.sync_api import expect

from tests.search.conftest import SETTINGS, NewReader
from tests.search.hosting import Host
from tests.search.reader import RESULTS
from tests.sites import SiteFolder

EVENT, LINK, PAID = "Acme opens its notebook", "A notebook for tests", "Notebooks by the dozen"
NOTE = f"""---
title: A quiet day
---
## Tools

- [{LINK}](https://tools.example/notebook): runs *offline*.
- [Another tool](https://tools.example/other)

## From sponsors {{.sponsored}}

- [{PAID}](https://shop.example/)
"""


def test_links_of_notes_are_found_beside_events(new_reader: NewReader, tmp_path: Path) -> None:
    site = SiteFolder(tmp_path).with_settings(
        **SETTINGS, recaps={"daily": None}, taxonomies={"companies": {"name": "Companies"}}
    )
    site.with_file("content/companies.yaml", "acme: {name: Acme}\n").with_event(
        "acme", title=EVENT, companies=["Acme"]
    )
    site.with_event(
        "arabic", title="دفتر ملاحظات", hook="A notebook, at last.", lang="ar", published="2026-04-20"
    )
    site.with_file("content/daily/2026-04-22.md", NOTE).build()
    host = Host(site.output)
    try:
        reader = new_reader(host.url)
        arabic = "دفتر ملاحظات"
        reader.open().type("notebook").sees(EVENT, LINK, PAID, arabic).is_told("4 results.")

        found = reader.page.locator(RESULTS).filter(has_text=LINK)
        expect(found.get_by_role("link", name=LINK)).to_have_attribute(
            "href", "https://tools.example/notebook"
        )
        section = found.get_by_role("link", name="A quiet day: Tools")
        expect(section).to_have_attribute("href", "/team/digest/daily/2026-04-22/#h-tools")
        expect(found).to_contain_text("runs offline.")
        expect(reader.page.get_by_role("link", name=PAID)).to_have_attribute("rel", "sponsored noopener")
        left = [box["x"] for link in reader.page.locator(".kicker a").all() if (box := link.bounding_box())]
        assert len(set(left)) == 1

        reader.choose("Companies", "Acme").sees(EVENT).is_at("?q=notebook&companies=acme")
        reader.choose("Companies", "All").type("quiet")
        reader.sees("Tools", LINK, "Another tool", "From sponsors", PAID)
        reader.page.get_by_role("link", name="Tools", exact=True).click()
        expect(reader.page.get_by_role("heading", name="Tools")).to_be_in_viewport()
        reader.page.close()
    finally:
        host.close()
