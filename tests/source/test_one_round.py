"""All that is wrong with a file is told at once, whatever else is wrong with it."""

from tests.sites import SiteFolder

CLAIMS = {
    "origin": "human",
    "takeaways": [{"text": "A", "cites": ["reuter"]}],
    "implications": [{"rationale": "B", "cites": ["nobody"]}],
    "timeline": [{"date": "2026-02-30", "text": "C", "cites": ["none"]}],
}
REPORT = {"source": {"name": "Reuters"}, "title": "A report", "url": "https://example.com/report"}


def told(site: SiteFolder, **front_matter: object) -> list[str]:
    lines = site.with_event("memo", **front_matter).errors().split("\n")
    return [line.split(": ", 1)[1] for line in lines if line.startswith("content/")]


def test_an_unknown_key_of_the_coverage_hides_no_cite(site: SiteFolder) -> None:
    coverage = [{**REPORT, "titel": "Typo"}, {"source": {"name": "AP"}, "url": "https://example.com/ap"}]

    assert told(site, coverage=coverage, insight=CLAIMS) == [
        'error: coverage[0]: unknown key "titel" [unknown-key]',
        "error: coverage[1].title: is missing [missing-key]",
        'error: insight.takeaways[0].cites[0]: no coverage has the id "reuter" [unknown-cite]',
        "error: insight.implications[0].prediction: is missing [missing-key]",
        'error: insight.implications[0].cites[0]: no coverage has the id "nobody" [unknown-cite]',
        'error: insight.timeline[0].date: there is no "2026-02-30" in the calendar [malformed-date]',
        'error: insight.timeline[0].cites[0]: no coverage has the id "none" [unknown-cite]',
    ]


def test_an_insight_without_an_origin_hides_no_cite(site: SiteFolder) -> None:
    assert told(site, insight={"takeaways": [{"text": "A", "cites": ["x"]}]}) == [
        "error: insight.origin: is missing [missing-key]",
        'error: insight.takeaways[0].cites[0]: no coverage has the id "x" [unknown-cite]',
    ]


def test_what_coverage_nobody_can_read_is_cited_is_not_guessed(site: SiteFolder) -> None:
    assert told(
        site, coverage=["x"], insight={"origin": "human", "takeaways": [{"text": "A", "cites": ["x"]}]}
    ) == ["error: coverage[0]: must be a mapping [wrong-shape]"]


def test_a_mistake_in_the_front_matter_hides_no_dead_reference(site: SiteFolder) -> None:
    site.with_file("topics.yaml", "policy: {name: Policy}\n").with_event("draft", draft=True)
    body = "[a](event:nowhere) [b](event:draft) [c](/no/such/page/)\n"

    assert told(site, body=body, importence=3, topics=["polcy"], source="nobody", related=["draft"]) == [
        'warning: unknown source "nobody", it is shown by that name [unknown-source]',
        'error: unknown key "importence" [unknown-key]',
        'warning: unknown topic "polcy", it gets a page of its own [unknown-topic]',
        'error: there is no event "nowhere" [dead-link]',
        'error: the site has nothing at "/no/such/page/" [dead-link]',
    ]


def test_empty_parts_of_every_kind_are_told_and_nothing_else(site: SiteFolder) -> None:
    empty = {
        "insight": {"origin": "human", "takeaways": [{}], "implications": [{}], "timeline": [{}]},
        "coverage": [{}, {"source": {}, "title": "x", "url": "https://example.com/x"}, {}],
        "corrections": [{}],
        "image": {},
        "source": {},
    }

    problems = told(site, **empty)

    assert len(problems) == 14
    assert all(problem.endswith("is missing [missing-key]") for problem in problems)
