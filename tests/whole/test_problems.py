"""Problems as a site judges them: softened, turned off, counted, or with their files left out."""

import json
import time
from pathlib import Path

import pytest

from generator.commands.report import print_problems
from generator.config import load_config
from generator.diagnostics import Problem
from tests.sites import SiteFolder
from tests.whole.commands import weekmark

LEFT_OUT = "is left out, since its file has errors [link-to-left-out]"
MEMO = "content/events/memo.md"
TEMPLATE = "themes/default/templates/event.html"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path).with_settings().with_event("memo")


def test_a_dead_link_can_be_made_a_warning_or_turned_off(site: SiteFolder) -> None:
    site.with_event("memo", "[a](/old/) [b](event:gone)", related=["lost"])
    assert [problem.name for problem in site_problems(site)] == ["unknown-event", "dead-link", "dead-link"]

    site.with_settings(problems={"dead-link": "warning", "unknown-event": "off"})

    assert site.warnings() == (
        'content/events/memo.md:10:5: warning: the site has nothing at "/old/" [dead-link]\n'
        "  10 | [a](/old/) [b](event:gone)\n"
        "     |     ^^^^^\n"
        'content/events/memo.md:10:16: warning: there is no event "gone" [dead-link]\n'
        "  10 | [a](/old/) [b](event:gone)\n"
        "     |                ^^^^^^^^^^"
    )
    site.with_settings(problems={"dead-link": "off", "unknown-event": "off"})
    assert site.warnings() == ""


def site_problems(site: SiteFolder) -> list[Problem]:
    try:
        return list(site.build().problems)
    except Exception as error:  # noqa: BLE001 - what else it may be has no problems, and fails here
        return list(error.problems)  # type: ignore[attr-defined]  # as said


def test_a_warning_can_be_made_an_error(site: SiteFolder) -> None:
    site.with_event("memo", insight={"origin": "human", "takeaways": ["A claim"]})
    site.with_settings(problems={"uncited-claim": "error"})

    assert site.errors().startswith(
        "content/events/memo.md:10:5: error: insight.takeaways[0]: the claim cites nothing [uncited-claim]\n"
    )


def test_what_would_mix_or_lose_content_stays_an_error() -> None:
    text = "title: T\nbase_url: https://e.example/\nproblems:\n  slug-clash: warning\n  ded-link: off\n"

    _, problems = load_config(text.encode(), "site.yaml")

    assert [(problem.name, problem.line, problem.message, problem.remedy) for problem in problems] == [
        (
            "firm-problem",
            4,
            'problems: "slug-clash" is an error whatever a site says: two things would be mixed',
            "mend what it tells; `leave_out: true` builds the site without that file",
        ),
        ("wrong-value", 5, 'problems: there is no problem named "ded-link"', 'did you mean "dead-link"?'),
    ]


def test_of_many_problems_ten_are_told_and_where_the_others_are(site: SiteFolder) -> None:
    claims = [f"Claim {number}" for number in range(9)]
    for name in ("memo", "chip"):
        site.with_event(name, topics=["policy"], insight={"origin": "human", "takeaways": claims})
    site.with_settings(problems={})

    told = weekmark("build", folder=site.root).errors
    all_told = weekmark("build", "-v", folder=site.root).errors
    machines = json.loads(weekmark("build", "--json", folder=site.root).output)["problems"]

    assert told.count("[uncited-claim]\n") == 10
    assert (
        "and 8 more [uncited-claim], most in content/events/memo.md (8); -v shows all\n20 warnings\n" in told
    )
    assert 'unknown topic "policy", it gets a page of its own (2 times) [unknown-topic]\n' in told
    assert told.count("[unknown-topic]") == 1
    assert (all_told.count("[uncited-claim]\n"), all_told.count("[unknown-topic]\n")) == (18, 2)
    assert len(machines) == 20
    assert {problem["name"] for problem in machines} == {"uncited-claim", "unknown-topic"}


def test_twenty_thousand_problems_are_told_at_once(tmp_path: Path) -> None:
    problems = [
        Problem(f"content/events/e{number % 2000}.md", number, 1, "uncited-claim", "the claim cites nothing")
        for number in range(20_000)
    ]
    started = time.process_time()

    print_problems(problems, tmp_path)

    assert time.process_time() - started < 0.3


def test_files_with_errors_are_left_out_and_the_rest_is_built(site: SiteFolder) -> None:
    site.with_event("typo", importence=3).with_event("chip", "[x](event:typo) [y](/about/)", related=["typo"])
    site.with_file("content/events/other/memo.md", (site.root / "content/events/memo.md").read_bytes())
    site.with_file("content/pages/about.md", "---\nslug: about\n---\n")

    built = weekmark("build", "--leave-out", folder=site.root)
    strict = weekmark("build", "--leave-out", "--strict", folder=site.root)
    as_before = weekmark("build", folder=site.root)

    assert (built.code, strict.code, as_before.code) == (0, 1, 1)
    assert "left out 3 files with errors: content/events/other/memo.md, content/events/typo" in built.output
    assert [line for line in built.errors.splitlines() if line.startswith("content/")] == [
        f'content/events/chip.md:10:5: warning: the event "typo" {LEFT_OUT}',
        f'content/events/chip.md:10:21: warning: what is at "/about/" {LEFT_OUT}',
        f'content/events/other/memo.md: error: the slug "memo" is also that of {MEMO} [slug-clash]',
        'content/events/typo.md:7:1: error: unknown key "importence" [unknown-key]',
        "content/pages/about.md:2:1: error: title: is missing [missing-key]",
    ]
    assert {"events/memo/index.html", "events/chip/index.html"} <= site.files().keys()
    assert not {"events/typo/index.html", "about/index.html"} & site.files().keys()
    site.with_settings(leave_out=True)
    assert weekmark("check", folder=site.root).code == 0


def test_settings_with_errors_are_not_left_out(site: SiteFolder) -> None:
    site.with_file("content/sources.yaml", "a: {nme: A}\n").with_settings(leave_out=True)

    assert weekmark("build", folder=site.root).code == 1


def test_publishing_takes_a_page_down_for_an_error_only_when_told_so(
    site: SiteFolder, tmp_path: Path
) -> None:
    target = {"default": "web", "targets": {"web": {"type": "folder", "path": str(tmp_path / "web")}}}
    site.with_settings(leave_out=True, publish=target).with_event("chip")
    assert weekmark("publish", folder=site.root).code == 0
    site.with_event("chip", importence=3)

    refused = weekmark("publish", folder=site.root)
    taken_down = weekmark("publish", "--yes", folder=site.root)

    assert (refused.code, taken_down.code) == (1, 0)
    assert "with errors were left out" in refused.errors


def test_checking_costs_what_changed_and_changes_nothing(site: SiteFolder) -> None:
    weekmark("build", folder=site.root)
    before = site.files()
    unchanged = weekmark("-v", "check", folder=site.root)
    site.with_event("memo", "More.")

    checked = weekmark("-v", "check", folder=site.root)
    built = weekmark("-v", "build", folder=site.root)

    assert unchanged.errors == ""
    assert checked.errors == "Reading: 1\nRendering: 8\n"
    assert built.errors == "Rendering: 11\n", "three of them only the program writes: data and the search"
    assert before != site.files()
    assert not list((site.root / ".weekmark").glob("check-*"))


def test_checking_finds_a_broken_template_and_leaves_the_output(site: SiteFolder) -> None:
    weekmark("build", folder=site.root)
    before = site.files()
    site.with_file(TEMPLATE, "{{ nothing_of_this_name }}")

    checked = weekmark("check", folder=site.root)

    assert checked.code == 1
    assert "[template-error]" in checked.errors
    assert site.files() == before
