"""The order of the stages, and nothing else.

::

    inputs     stamps of every file                               inputs
    prepare    site.yaml, theme, registries                       preparation
    parse      SourceFiles         -> Documents     cache         parsing, source.parse, by the crew
    assemble   Documents           -> Site                        site.assemble
    plan       Site                -> Outputs                     plan.whole_site, deliverables
    render     stale Outputs       -> staged files                render, by the crew
    commit     staged files        -> the output folder           output.commit

Every stage reports all its problems. The first stage that found an error is the last one run: nothing is
written, and the site already built stays as it was.
"""

import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator.build.inputs import Inputs
from generator.build.memory import BuildMemory, Seen
from generator.build.options import BuildOptions
from generator.build.parsing import ParsedFiles, parse_changed
from generator.build.planning import Planned, plan_site
from generator.build.pool import Crew, process_pool
from generator.build.preparation import Preparation, prepare
from generator.build.rendering import Rendering, render_stale
from generator.build.surroundings import Surroundings
from generator.build.validity import valid_until
from generator.build.worker import WorkSettings
from generator.cache.documents import DocumentCache
from generator.cache.last_build import FoundOutput, LastBuild
from generator.config import Compression
from generator.digest import digest
from generator.errors import ContentError
from generator.manifest import MANIFEST_NAME
from generator.model import BuildReport, Changes, Document, Site
from generator.output.commit import commit
from generator.output.staging import Staging, fresh_staging
from generator.plan.edition import Edition
from generator.plan.outputs import Output
from generator.source.scan import describe_passed_over

_UNREADABLE = f"{MANIFEST_NAME} in the output folder could not be read and was made anew"


@dataclass(frozen=True)
class _Made:
    """What a build has made before it changes the output."""

    prepared: Preparation
    parsed: ParsedFiles
    planned: Planned
    found: FoundOutput
    rendering: Rendering


class Stages:
    """One run through the stages."""

    def __init__(
        self, options: BuildOptions, inputs: Inputs, memory: BuildMemory, around: Surroundings
    ) -> None:
        self._options = options
        self._inputs = inputs
        self._memory = memory
        self._around = around

    def run(self) -> BuildReport:
        """Go through the stages in order."""
        with fresh_staging(self._options.output) as staging:
            made = self._make(staging, self._memory.find_output)
            changes = self._commit(staging, made.rendering, made.found)
        prepared, site = made.prepared, made.planned.site
        lost = (_UNREADABLE,) if made.found.is_manifest_lost else ()
        passed_over = describe_passed_over(self._inputs.scan)
        notices = self._memory.take_notices() + lost + passed_over
        report = _report(made.planned, made.rendering, changes, notices)
        until = valid_until(site, self._options.now, prepared.config.zone)
        lasting = msgspec.structs.replace(report, notices=passed_over)
        record = self._record(prepared, until, made.rendering, lasting)
        self._memory.remember(record, site, Seen(self._options, self._inputs, prepared, made.parsed))
        return report

    def rehearse(self) -> BuildReport:
        """Go through the stages but the last: what was rendered is thrown away, and no output remembered.

        Nothing of a user's can be wrong with a file that only the program writes; none is rendered.
        """
        self._options.cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="check-", dir=self._options.cache) as folder:
            made = self._make(Path(folder), self._memory.recall_output, lambda file: not file.is_fixed_format)
        notices = self._memory.take_notices() + describe_passed_over(self._inputs.scan)
        return _report(made.planned, made.rendering, Changes(), notices)

    def survey(self) -> Site:
        """Go through the stages that read, and return what they found."""
        prepared = prepare(self._options, self._inputs, None)
        cache = self._memory.documents(prepared.fingerprint)
        settings = self._settings(prepared, cache, self._options.cache)
        with Crew(settings, self._options.jobs, self._around.executor or process_pool) as crew:
            parsed = parse_changed(crew, cache, prepared.documents, None, self._around.progress)
        planned = self._plan(prepared, parsed.documents)
        self._refuse(planned)
        return planned.site

    def _make(
        self,
        staging: Path,
        find_output: Callable[[bytes], FoundOutput],
        may_render: Callable[[Output], bool] = lambda _: True,
    ) -> "_Made":
        """Do all that comes before the output changes."""
        seen = self._memory.seen(self._options) if self._inputs.only_edited else None
        prepared = prepare(self._options, self._inputs, seen.prepared if seen else None)
        cache = self._memory.documents(prepared.fingerprint)
        settings = self._settings(prepared, cache, staging)
        with Crew(settings, self._options.jobs, self._around.executor or process_pool) as crew:
            earlier = seen.parsed if seen else None
            parsed = parse_changed(crew, cache, prepared.documents, earlier, self._around.progress)
            crew.warm_up()
            planned = self._plan(prepared, parsed.documents)
            self._refuse(planned)
            found = find_output(self._program(prepared.config.precompress))
            outputs = [*filter(may_render, self._around.wanted(planned.files.outputs))]
            rendering = self._render(crew, planned.files.edition, outputs, found)
        return _Made(prepared, parsed, planned, found, rendering)

    def _settings(self, prepared: Preparation, cache: DocumentCache, staging: Path) -> WorkSettings:
        return WorkSettings(
            root=str(self._options.root),
            parse=prepared.parse,
            theme=prepared.theme,
            frame=prepared.frame,
            pack=str(cache.pack_path),
            staging=str(staging),
            precompress=prepared.config.precompress,
            build=secrets.token_hex(8),
        )

    def _plan(self, prepared: Preparation, documents: list[Document]) -> Planned:
        return plan_site(prepared, documents, self._options, self._memory)

    def _refuse(self, planned: Planned) -> None:
        if planned.is_refused or (planned.problems and self._options.strict):
            raise ContentError(planned.problems)

    def _render(self, crew: Crew, edition: Edition, outputs: list[Output], found: FoundOutput) -> Rendering:
        return render_stale(crew, edition, outputs, self._options.output, found, self._around.progress)

    def _program(self, precompress: tuple[Compression, ...]) -> bytes:
        """Return the fingerprint of what turns views into files, beside theme and settings."""
        return digest(self._inputs.program + repr(precompress).encode())

    def _commit(self, staging: Path, rendering: Rendering, found: FoundOutput) -> Changes:
        force = self._options.force or found.is_manifest_lost
        with self._around.committing():
            staged = Staging(staging, rendering.is_flat)
            return commit(staged, self._options.output, found.present, rendering.manifest, force=force)

    def _record(
        self, prepared: Preparation, until: int, rendering: Rendering, report: BuildReport
    ) -> LastBuild:
        """Return what the next build can use; told again, the report has nothing rendered or changed."""
        unchanged = Changes(unchanged=len(rendering.files))
        return LastBuild(
            program=self._program(prepared.config.precompress),
            inputs=self._inputs.digest,
            valid_from=int(self._options.now.timestamp()),
            valid_until=until,
            files=rendering.files,
            report=msgspec.structs.replace(report, rendered=0, changes=unchanged),
        )


def _report(
    planned: Planned, rendering: Rendering, changes: Changes, notices: tuple[str, ...]
) -> BuildReport:
    site = planned.site
    return BuildReport(
        pages=len(rendering.files),
        events=len(site.events),
        rendered=rendering.rendered,
        changes=changes,
        problems=planned.problems,
        skipped_drafts=site.skipped_drafts,
        skipped_scheduled=site.skipped_scheduled,
        left_out=planned.left_out,
        notices=notices,
    )
