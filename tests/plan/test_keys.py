"""Keys: a file has another key if, and only if, it shows something else."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Location
from generator.plan.frame import site_frame
from generator.plan.outputs import Output
from tests.plan.edits import EVENT_EDITS, OTHER_EDITS, Edit, apply, body, field, some_of_everything
from tests.site.newsroom import Newsroom

LISTS = (
    "index.html",
    "weekly/index.html",
    "topics/models/index.html",
    "sources/wire/index.html",
    "audience/builders/index.html",
    "archive/2026/04/index.html",
    "sitemap.xml",
)

edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda make, number: make(number), st.sampled_from(EVENT_EDITS), st.integers(0, 11)),
    st.sampled_from(OTHER_EDITS),
)


def shown(newsroom: Newsroom, output: Output) -> bytes:
    """Return all that a file is made of; an event in full is told by the digest of what is stored of it."""
    composition = output.compose(newsroom.edition())
    events = [
        msgspec.structs.replace(stored, location=Location(0, 0, stored.location.digest))
        for stored in composition.events
    ]
    shared: object = (newsroom.theme.digest, site_frame(newsroom.config, newsroom.theme))
    if output.path == "data/schema.json":
        shared = b""
    elif output.renderer.startswith(("search-", "card", "data-")):
        lasting = msgspec.structs.replace(
            site_frame(newsroom.config, newsroom.theme), assets={}, nav=(), footer=(), feeds=()
        )
        shared = (newsroom.theme.pictures if output.renderer == "card.png" else b"", lasting)
    return msgspec.msgpack.encode((output.renderer, composition.view, events, shared))


def changed_keys(before: Newsroom, after: Newsroom) -> set[str]:
    old, new = before.plan(), after.plan()
    return {path for path in old.keys() & new.keys() if old[path].key != new[path].key}


@settings(max_examples=50, deadline=None)
@given(first=st.lists(edits, max_size=3), second=st.lists(edits, min_size=1, max_size=3))
def test_a_key_changes_exactly_with_what_the_file_shows(first: list[Edit], second: list[Edit]) -> None:
    before = apply(some_of_everything(), *first)
    after = apply(before, *second)
    old, new = before.plan(), after.plan()
    shows_another = {
        path for path in old.keys() & new.keys() if shown(before, old[path]) != shown(after, new[path])
    }
    has_another_key = {path for path in old.keys() & new.keys() if old[path].key != new[path].key}
    assert has_another_key == shows_another


def test_a_search_shard_is_never_changed_in_place() -> None:
    for make in EVENT_EDITS:
        before = some_of_everything()
        after = apply(before, make(4))
        assert not [path for path in changed_keys(before, after) if path.startswith("search/2026")]


def test_another_body_touches_the_event_and_what_shows_it_in_full() -> None:
    before = some_of_everything()
    changed = changed_keys(before, apply(before, body(11)))
    assert changed == {
        "events/event-11/index.html",
        "index.html",
        "feed.json",
        "feed.xml",
        "topics/models/feed.xml",
        "companies/acme/feed.xml",
        "companies/beta/feed.xml",
        "data/2026-04.json",
        "weekly/2026-w16/index.html",
        "weekly/2026-w16/mail.html",
        "weekly/2026-w16/mail.txt",
        "weekly/latest/index.html",
        "search/manifest.json",
    }
    assert changed.isdisjoint(LISTS[1:])


def test_another_title_touches_lists_neighbours_and_relatives() -> None:
    before = some_of_everything()
    changed = changed_keys(before, apply(before, field(11, title="New title")))
    assert {"index.html", "weekly/2026-w16/index.html", "topics/models/index.html"} <= changed
    assert "events/event-1/index.html" in changed
    assert "events/event-2/index.html" not in changed


def test_another_theme_touches_every_page_and_no_search_shard() -> None:
    before = some_of_everything()
    after = apply(
        before, lambda newsroom: setattr(newsroom, "theme", before.theme.__class__({}, {}, {}, b""))
    )
    untouched = before.plan().keys() - changed_keys(before, after)
    assert {path.partition("/")[0] for path in untouched} == {"data", "search"}
    assert len(untouched) == 7


def test_equal_sites_have_equal_keys_whatever_the_order_of_files() -> None:
    site = some_of_everything()
    shuffled = site.copy()
    shuffled.events = dict(reversed(shuffled.events.items()))
    assert changed_keys(site, shuffled) == set()


def test_every_output_has_a_key_of_its_own() -> None:
    keys = [output.key for output in some_of_everything().outputs()]
    assert len(set(keys)) == len(keys)
