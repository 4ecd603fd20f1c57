"""Related events: found by what they share, kept as long as nothing around them changes."""

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Summary
from generator.site.related import NEAREST, RELATED, find_related
from tests.site.newsroom import Newsroom, summary

TOPICS = ("policy", "models", "chips", "agents", "deals")
WORDS = ("memo", "court", "model", "launch", "budget", "export", "open", "weights")


def made_up_events(count: int, seed: int = 1, days: int = 90) -> list[Summary]:
    random = Random(seed)  # noqa: S311 - a corpus, no secret
    events = [
        summary(
            f"event-{number}",
            (date(2026, 4, 26) - timedelta(days=random.randrange(days))).isoformat(),
            topics=tuple(random.sample(TOPICS, random.randrange(3))),
            title_words=tuple(random.sample(WORDS, random.randrange(4))),
        )
        for number in range(count)
    ]
    return sorted(events, key=lambda event: (-event.instant, event.slug))


def by_week(events: list[Summary]) -> dict[str, list[Summary]]:
    weeks: dict[str, list[Summary]] = {}
    for event in events:
        weeks.setdefault(event.week, []).append(event)
    return weeks


def related(newsroom: Newsroom, slug: str) -> tuple[str, ...]:
    site = newsroom.assemble()
    return next(week.related[slug] for week in site.weeks if slug in week.related)


def test_events_that_share_nothing_are_not_related() -> None:
    newsroom = Newsroom().event("memo", topics=("policy",)).event("launch", topics=("models",))
    assert related(newsroom, "memo") == ()


def test_shared_topics_and_words_of_the_title_relate() -> None:
    newsroom = Newsroom().event("white-house-memo", topics=("policy",)).event("house-prices")
    newsroom.event("budget", topics=("policy",)).event("launch")
    assert related(newsroom, "white-house-memo") == ("budget", "house-prices")


def test_what_few_events_share_counts_more() -> None:
    newsroom = Newsroom().event("memo", topics=("policy", "chips"))
    newsroom.event("rare", topics=("chips",))
    for number in range(4):
        newsroom.event(f"common{number}", topics=("policy",))
    assert related(newsroom, "memo")[0] == "rare"


def test_of_two_that_share_the_same_the_nearer_in_time_comes_first() -> None:
    newsroom = Newsroom().event("memo", "2026-04-20", topics=("policy",))
    newsroom.event("far", "2026-04-10", topics=("policy",)).event("near", "2026-04-17", topics=("policy",))
    assert related(newsroom, "memo") == ("near", "far")


def test_the_authors_own_come_first_and_no_event_twice() -> None:
    newsroom = Newsroom().event("memo", topics=("policy",), related=("launch", "budget", "memo"))
    newsroom.event("launch").event("budget", topics=("policy",)).event("court", topics=("policy",))
    assert related(newsroom, "memo") == ("launch", "budget", "court")


def test_there_are_five_but_never_fewer_than_the_author_names() -> None:
    names = tuple(f"own{number}" for number in range(7))
    newsroom = Newsroom().event("memo", topics=("policy",)).event("chosen", related=names)
    for name in names:
        newsroom.event(name, topics=("policy",))
    assert len(related(newsroom, "memo")) == RELATED
    assert related(newsroom, "chosen") == names


def test_in_a_crowd_only_the_nearest_are_compared() -> None:
    events = [
        summary(
            f"e{number:03}", (date(2026, 1, 5) + timedelta(days=number // 100)).isoformat(), topics=("a",)
        )
        for number in range(700)
    ]
    events.sort(key=lambda event: (-event.instant, event.slug))
    places = {event.slug: place for place, event in enumerate(events)}
    weeks = find_related(by_week(events), {})
    found = {slug: others for _, week in weeks.values() for slug, others in week.items()}
    gaps = [abs(places[slug] - places[other]) for slug, others in found.items() for other in others]
    assert len(gaps) == 700 * RELATED
    assert max(gaps) <= NEAREST * 2


def test_an_edit_is_felt_in_the_weeks_around_it_only() -> None:
    events = made_up_events(900, days=63)
    memo = find_related(by_week(events), {})
    middle = next(event for event in events if event.week == "2026-w12")
    changed = [
        summary(event.slug, event.day, topics=("deals",), title_words=("court",))
        if event is middle
        else event
        for event in events
    ]
    new = find_related(by_week(changed), memo)
    kept = [week for week in new if new[week] is memo[week]]
    assert kept == ["2026-w17", "2026-w16", "2026-w15", "2026-w09"]


def test_nothing_is_looked_for_again_when_nothing_has_changed() -> None:
    events = made_up_events(300)
    memo = find_related(by_week(events), {})
    again = find_related(by_week(made_up_events(300)), memo)
    assert all(again[week] is memo[week] for week in memo)


@settings(max_examples=60, deadline=None)
@given(
    old=st.tuples(st.integers(0, 80), st.integers(0, 3)), new=st.tuples(st.integers(0, 80), st.integers(0, 3))
)
def test_a_memo_of_any_other_site_never_changes_the_result(
    old: tuple[int, int], new: tuple[int, int]
) -> None:
    events = made_up_events(*new)
    memo = find_related(by_week(made_up_events(*old)), {})
    assert find_related(by_week(events), memo) == find_related(by_week(events), {})
