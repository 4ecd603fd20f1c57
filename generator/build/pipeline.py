"""The order of the stages, and nothing else.

::

    inputs     stamps of every file                               inputs
    prepare    site.yaml, theme, registries                       preparation
    parse      SourceFiles         -> Documents     cache         parsing, source.parse, by the crew
    assemble   Documents           -> Site                        site.assemble
    plan       Site                -> Outputs                     plan.plan, deliverables
    render     stale Outputs       -> staged files                render, by the crew
    commit     staged files        -> the output folder           output.commit

Every stage reports all its problems. The first stage that found an error is the last one run: nothing is
written, and the site already built stays as it was.
"""

import secrets
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator.build.deliverables import Deliverables
from generator.build.inputs import Inputs, gather_inputs
from generator.build.memory import BuildMemory, Seen
from generator.build.options import BuildOptions
from generator.build.parsing import ParsedFiles, parse_changed
from generator.build.planning import Planned, plan_site
from generator.build.pool import Crew, ExecutorFactory, process_pool
from generator.build.preparation import Preparation, prepare
from generator.build.rendering import Rendering, render_stale
from generator.build.validity import valid_until
from generator.build.worker import WorkSettings
from generator.cache.last_build import FoundOutput, LastBuild
from generator.cache.record import DamagedError
from generator.config import Compression
from generator.digest import digest
from generator.errors import ContentError, OutputError
from generator.manifest import MANIFEST_NAME
from generator.model import BuildReport, Changes, Document
from generator.output.commit import commit
from generator.output.lock import build_lock, output_lock
from generator.output.manifest import check_ownership
from generator.output.staging import Staging, clear_staging, fresh_staging
from generator.plan.outputs import Output
from generator.source.scan import describe_passed_over

_UNREADABLE = f"{MANIFEST_NAME} in the output folder could not be read and was made anew"


@dataclass(frozen=True)
class Surroundings:
    """What a build asks of whoever runs it."""

    progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None
    """Called with the name of a stage, how much of it is done, and how much there is."""
    say: Callable[[str], None] = lambda _message: None
    """Told when another build has to be waited for."""
    executor: ExecutorFactory = process_pool
    """Makes the processes that parse and render."""
    committing: Callable[[], AbstractContextManager[None]] = nullcontext
    """Entered while, and only while, the output folder changes."""
    wanted: Callable[[list[Output]], list[Output]] = lambda outputs: outputs
    """Chooses the files to make from all that are planned."""
    changed: frozenset[Path] | None = None
    """The files that may differ from what the memory's last successful build saw; None for any."""


def build(
    options: BuildOptions, memory: BuildMemory | None = None, surroundings: Surroundings | None = None
) -> BuildReport:
    """Build a site and return what was done.

    :param memory: what an earlier build of this process remembered; read from disk, and saved there,
        when none is given.
    :raises ContentError: the site's files have errors, or warnings under ``strict``; the output is as it was.
    :raises OutputError: the output folder is not ours.
    :raises OSError: the disk is full or permissions are missing; the output is as it was.
    """
    started = time.perf_counter()
    around = surroundings or Surroundings()
    with build_lock(options.cache, around.say), output_lock(options.output, around.say):
        check_ownership(options.output, force=options.force)
        seen = memory.seen(options) if memory is not None else None
        inputs = gather_inputs(options, seen.inputs if seen else None, around.changed)
        if memory is not None:
            report = _build_from(options, inputs, memory, around)
        else:
            with closing(BuildMemory(options)) as kept:
                report = _save(kept, _build_from(options, inputs, kept, around))
        return msgspec.structs.replace(report, seconds=time.perf_counter() - started)


def check(options: BuildOptions, surroundings: Surroundings | None = None) -> BuildReport:
    """Do all that a build would do now but leave the output as it is, and return what it would have done.

    Only what is stale in the output is rendered, into a folder that is thrown away.

    :raises ContentError: the site's files have errors, or warnings under ``strict``.
    """
    started = time.perf_counter()
    around = surroundings or Surroundings()
    with build_lock(options.cache, around.say):
        options = _with_own_output(options)
        inputs = gather_inputs(options)
        with closing(BuildMemory(options)) as kept:
            report = kept.report_if_current(inputs, options.now)
            if report is None:
                report = _save(kept, _go(_Build.rehearse, options, inputs, kept, around))
        return msgspec.structs.replace(report, seconds=time.perf_counter() - started)


def _with_own_output(options: BuildOptions) -> BuildOptions:
    """Return the options with an output to compare with: where it is not ours, one that is not there."""
    try:
        check_ownership(options.output, force=options.force)
    except OutputError:
        return msgspec.structs.replace(options, output=options.cache / "no-output")
    return options


def _build_from(
    options: BuildOptions, inputs: Inputs, memory: BuildMemory, around: Surroundings
) -> BuildReport:
    """Build what has changed since what the memory knows."""
    report = memory.report_if_current(inputs, options.now)
    if report is not None:
        clear_staging(options.output)
        return report
    return _go(_Build.run, options, inputs, memory, around)


def _go(
    stages: "Callable[[_Build], BuildReport]",
    options: BuildOptions,
    inputs: Inputs,
    memory: BuildMemory,
    around: Surroundings,
) -> BuildReport:
    """Go through the stages; where what is remembered proves wrong, once more without it."""
    try:
        return stages(_Build(options, inputs, memory, around))
    except DamagedError:
        memory.forget()
        return stages(_Build(options, inputs, memory, around))


def _save(memory: BuildMemory, report: BuildReport) -> BuildReport:
    """Save what the next build can use; where it can't be saved, the site is no worse for it."""
    try:
        memory.save()
    except OSError as error:
        notice = f"the cache could not be saved, so that the next build takes longer: {error.strerror}"
        return msgspec.structs.replace(report, notices=(*report.notices, notice))
    return report


@dataclass(frozen=True)
class _Made:
    """What a build has made before it changes the output."""

    prepared: Preparation
    parsed: ParsedFiles
    planned: Planned
    found: FoundOutput
    rendering: Rendering


class _Build:
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
            made = self._make(staging)
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
        """Go through the stages but the last: what was rendered is thrown away, and no output remembered."""
        self._options.cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="check-", dir=self._options.cache) as folder:
            made = self._make(Path(folder))
        notices = self._memory.take_notices() + describe_passed_over(self._inputs.scan)
        return _report(made.planned, made.rendering, Changes(), notices)

    def _make(self, staging: Path) -> "_Made":
        """Do all that comes before the output changes."""
        seen = self._memory.seen(self._options) if self._inputs.only_edited else None
        prepared = prepare(self._options, self._inputs, seen.prepared if seen else None)
        cache = self._memory.documents(prepared.fingerprint)
        settings = WorkSettings(
            root=str(self._options.root),
            parse=prepared.parse,
            theme=prepared.theme,
            frame=prepared.frame,
            pack=str(cache.pack_path),
            staging=str(staging),
            precompress=prepared.config.precompress,
            build=secrets.token_hex(8),
        )
        with Crew(settings, self._options.jobs, self._around.executor) as crew:
            earlier = seen.parsed if seen else None
            parsed = parse_changed(crew, cache, prepared.documents, earlier, self._around.progress)
            crew.warm_up()
            planned = self._plan(prepared, parsed.documents)
            self._refuse(planned)
            found = self._memory.find_output(self._program(prepared.config.precompress))
            rendering = self._render(crew, planned.files, found)
        return _Made(prepared, parsed, planned, found, rendering)

    def _plan(self, prepared: Preparation, documents: list[Document]) -> Planned:
        return plan_site(prepared, documents, self._options, self._memory)

    def _refuse(self, planned: Planned) -> None:
        if planned.is_refused or (planned.problems and self._options.strict):
            raise ContentError(planned.problems)

    def _render(self, crew: Crew, files: Deliverables, found: FoundOutput) -> Rendering:
        outputs = self._around.wanted(files.outputs)
        return render_stale(crew, files.edition, outputs, self._options.output, found, self._around.progress)

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
