"""A link digest shaped like a community weekly: 25 standing sections, 250 links, no events."""

from collections.abc import Iterator

from tests.sites import SiteFolder

SECTIONS = (
    "Official", "Foundation", "Newsletters", "Project updates", "Observations", "Walkthroughs", "Research",
    "Miscellaneous", "Crate of the week", "Calls for testing", "Calls for papers", "Calls for participation",
    "Updates from the core", "Approved requests", "Final comment period", "New requests", "Virtual events",
    "Africa", "Asia", "Europe", "North America", "Oceania", "South America", "Jobs", "Quote of the week",
)  # fmt: skip
ITEMS = 10


def write_weekly(site: SiteFolder, *weeks: str) -> SiteFolder:
    """Write the site with an issue of each week."""
    site.with_settings(title="This Week in Tests", recap={"name": "All issues"}, cards="off")
    for week in weeks:
        site.with_file(f"content/weekly/{week}.md", "\n".join(_lines(week)))
    return site


def _lines(week: str) -> Iterator[str]:
    yield f"---\ntitle: Issue of {week}\n---\nHello and welcome to **another issue**.\n"
    for number, name in enumerate(SECTIONS):
        yield f"## {name}{' {.sponsored}' if name == 'Jobs' else ''}\n"
        for item in range(ITEMS):
            address = f"https://{week}.example/{number}/{item}"
            yield f"* [{name} link {item}]({address}) by author{number}x{item}"
        yield ""
