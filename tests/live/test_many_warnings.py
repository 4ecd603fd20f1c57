"""A preview of a site with many thousand warnings: ten are told once, and an edit stays quick."""

import asyncio
import time
from pathlib import Path

import msgspec

from generator.diagnostics import Problem
from generator.live.builder import Builder
from generator.live.gate import Committing, Gate
from generator.model import BuildReport
from tests.live.small_site import SmallSite

MANY = 20_000
SHOWN = 12
"""Ten problems of a kind, a line about the others, and what the build has done."""


class Careless(SmallSite):
    """A site whose topics nobody has registered."""

    def build(self, committing: Committing, only: frozenset[Path] | None) -> BuildReport:
        problems = [
            Problem("content/one.html", 1, number, "dead-anchor", f'there is no heading "{number}"')
            for number in range(MANY)
        ]
        return msgspec.structs.replace(super().build(committing, only), problems=tuple(problems))


def test_warnings_are_told_once_and_edits_stay_quick(root: Path) -> None:
    said: list[str] = []

    async def build_twice() -> float:
        builder = Builder(Careless(root, "/"), Gate(), said.append)
        await builder.build()
        assert len(said) == SHOWN
        started = time.process_time()
        await builder.build()
        return time.process_time() - started

    assert asyncio.run(build_twice()) < 3, "comparing each warning with each took thirteen seconds"
    assert len(said) == SHOWN + 1
    assert said[-1].endswith(" ms") or said[-1].endswith(" s")
