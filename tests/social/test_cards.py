"""Social cards: which pages have one, that they are the same everywhere, and when they are drawn."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import Executor
from pathlib import Path

import pytest

from generator.build.pool import process_pool
from generator.build.surroundings import Surroundings
from tests.sites import SiteFolder


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def cards(site: SiteFolder) -> dict[str, bytes]:
    return {path: data for path, data in site.files().items() if path.endswith("/card.png")}


def meta(page: str) -> dict[str, str]:
    """Return what a page says of its picture."""
    found = re.findall(r'<meta (?:property|name)="((?:og:image|twitter)[^"]*)" content="([^"]*)">', page)
    return dict(found)


def test_events_and_recaps_have_a_card_and_say_so(site: SiteFolder) -> None:
    site.build()

    assert {path: size(data) for path, data in cards(site).items()} == {
        "events/memo/card.png": (1200, 630),
        "weekly/2026-w17/card.png": (1200, 630),
    }
    assert meta(site.page("/events/memo/")) == {
        "og:image": "https://digest.example.org/events/memo/card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "A memo is published (Example News)",
        "twitter:card": "summary_large_image",
    }
    recap = {
        "og:image": "https://digest.example.org/weekly/2026-w17/card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Weekly recap: A memo is published",
        "twitter:card": "summary_large_image",
    }
    assert [meta(site.page(url)) for url in ("/", "/weekly/2026-w17/", "/weekly/latest/")] == [recap] * 3
    assert meta(site.page("/archive/")) == {"twitter:card": "summary"}


def test_older_events_use_the_card_of_their_week(site: SiteFolder) -> None:
    site.with_settings(cards={"recent": 1}).with_event("older", published="2026-04-20").build()

    assert sorted(cards(site)) == ["events/memo/card.png", "weekly/2026-w17/card.png"]
    older = meta(site.page("/events/older/"))
    assert older["og:image"] == "https://digest.example.org/weekly/2026-w17/card.png"


@pytest.mark.parametrize("settings", ["off", {"mode": "off"}])
def test_cards_can_be_turned_off(site: SiteFolder, settings: object) -> None:
    site.build()

    report = site.with_settings(cards=settings).build()

    assert cards(site) == {}
    assert set(report.changes.removed) == {"events/memo/card.png", "weekly/2026-w17/card.png"}
    assert meta(site.page("/events/memo/")) == {"twitter:card": "summary"}


def test_all_events_can_have_a_card(site: SiteFolder) -> None:
    site.with_settings(cards={"mode": "all", "recent": 1}).with_event("older", published="2026-04-20").build()

    assert "events/older/card.png" in cards(site)


def test_a_picture_of_the_events_own_goes_before_its_card(site: SiteFolder) -> None:
    site.with_file("content/static/images/memo.jpg", b"JPEG").with_file(
        "content/static/images/a.svg", "<svg/>"
    )
    site.with_event("memo", image={"src": "/images/memo.jpg", "alt": "The memo"})
    site.with_event("drawn", image={"src": "/images/a.svg", "alt": "A drawing"}).build()

    assert meta(site.page("/events/memo/")) == {
        "og:image": "https://digest.example.org/images/memo.jpg",
        "og:image:alt": "The memo",
        "twitter:card": "summary_large_image",
    }
    assert meta(site.page("/events/drawn/"))["og:image"] == "https://digest.example.org/events/drawn/card.png"
    assert "events/memo/card.png" not in cards(site)


def test_a_card_is_drawn_again_only_when_it_shows_something_else(site: SiteFolder) -> None:
    site.with_event("other", published="2026-04-02").build()

    def changed() -> set[str]:
        return {path for path in site.build().changes.changed if path.endswith(".png")}

    site.with_event("memo", "Another body.", hook="Another hook")
    assert changed() == set()
    site.with_file("themes/default/assets/custom.css", ":root { --paper: white }")
    assert changed() == set()
    site.with_event("memo", title="Another title")
    assert changed() == {"events/memo/card.png", "weekly/2026-w17/card.png"}


def test_cards_are_the_same_in_every_build_and_in_other_processes(site: SiteFolder, tmp_path: Path) -> None:
    site.with_settings(cards={"recent": 2}, search=False)
    for number in range(140):
        site.with_event(f"event-{number:03}", title=f"Event {number}", published="2026-04-22")
    pools = []
    site.build()
    first = cards(site)

    def pool(workers: int) -> Executor:
        pools.append(workers)
        return process_pool(workers)

    other = tmp_path / "other"
    site.build(Surroundings(executor=pool), output=other, jobs=2)
    assert pools == [2]
    assert {path: (other / path).read_bytes() for path in first} == first


def test_fonts_of_the_system_have_no_part_in_a_card(site: SiteFolder, tmp_path: Path) -> None:
    """A configuration of fontconfig that names other fonts as serif and sans changes nothing."""
    site.with_event("memo", title="A memo ☃ of ℵ letters that no font has").build()
    before = cards(site)
    fonts = tmp_path / "home" / ".fonts"
    fonts.mkdir(parents=True)
    package = next(Path(path) for path in sys.path if (Path(path) / "fontpkg_noto_sans_arabic").is_dir())
    for file in (package / "fontpkg_noto_sans_arabic" / "files").iterdir():
        (fonts / file.name).write_bytes(file.read_bytes())
    environment = {**os.environ, "HOME": str(tmp_path / "home"), "XDG_DATA_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "generator", "-C", str(site.root), "build", "-o", "again", "--json"]

    built = subprocess.run(
        [*command, "--now", "2026-05-01T12:00:00Z"], check=True, env=environment, capture_output=True
    )

    assert json.loads(built.stdout)["ok"] is True
    assert {path: (site.root / "again" / path).read_bytes() for path in before} == before
