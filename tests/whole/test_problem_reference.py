"""``docs/reference/problems.md`` explains every kind of problem, and no other."""

import re
from pathlib import Path

import pytest

from generator.problems import KINDS, NAMES, Kind

PAGE = (Path(__file__).parents[2] / "docs/reference/problems.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## `([a-z0-9-]+)`\n\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_kind_is_explained_and_no_other() -> None:
    assert list(SECTIONS) == sorted(NAMES)
    assert KINDS.keys() == set(NAMES)


def gravity(kind: Kind) -> str:
    if kind.firm:
        return f"Stays an error: {kind.firm}."
    return "An error." if kind.severity == "error" else "A warning."


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_is_explained_as_it_is(name: str) -> None:
    kind = next(kind for other, kind in KINDS.items() if other == name)
    what, grave, mend, example = SECTIONS[name].strip().split("\n\n", 3)

    assert what.startswith(f"{kind.about} ")
    assert len(what) > len(kind.about) + 10, "why it is a problem"
    assert grave == gravity(kind)
    assert mend.startswith("To mend it: ")
    assert re.fullmatch(r"```\n.+\n```", example, re.DOTALL)
    assert kind.severity == "error" or not kind.firm
