"""When a report appeared, by its own page, where its feed says nothing."""

import msgspec

from generator.desk.records import Item
from generator.inbox.desk_site import DeskSite


def dated_by_page(site: DeskSite, item: Item) -> tuple[Item, str]:
    """Return a report with the time that its page gives, or as it is, with why there is none, in words.

    The page is asked, as politely as any.
    """
    if not item.url:
        return item, "it has no page"
    from generator.inbox.page_facts import read_page_facts  # noqa: PLC0415 - loads what reads articles

    facts = read_page_facts(site, item.url)
    if isinstance(facts, str):
        return item, f"its page can't be read ({facts})"
    found = facts.published
    if not found.moment or found.dating == "future":
        return item, "its page gives none either"
    told = found.told if found.dating == "zoneless" else ""
    return msgspec.structs.replace(item, published=found.moment, dating="page", told=told), ""
