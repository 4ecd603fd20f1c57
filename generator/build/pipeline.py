"""What a build begins and ends with: locks, what is remembered, and whether there is anything to do.

What lies between is in :mod:`generator.build.stages`.
"""

import time
from contextlib import closing

import msgspec

from generator.build.inputs import Inputs, gather_inputs
from generator.build.memory import BuildMemory
from generator.build.options import BuildOptions
from generator.build.surroundings import Surroundings
from generator.cache.record import DamagedError
from generator.errors import OutputError
from generator.model import BuildReport, Site
from generator.output.lock import build_lock, output_lock
from generator.output.manifest import check_ownership
from generator.output.staging import clear_staging


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
                report = _save(kept, _go(options, inputs, kept, around, rehearse=True))
        return msgspec.structs.replace(report, seconds=time.perf_counter() - started)


def survey(options: BuildOptions) -> Site:
    """Read a site and return what is in it; nothing is rendered, and only the cache of documents written.

    :raises ContentError: the site's files have errors.
    """
    from generator.build.stages import Stages  # noqa: PLC0415 - see below

    with build_lock(options.cache, lambda _message: None), closing(BuildMemory(options)) as memory:
        site = Stages(options, gather_inputs(options), memory, Surroundings()).survey()
        memory.save()
        return site


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
    return _go(options, inputs, memory, around)


def _go(
    options: BuildOptions,
    inputs: Inputs,
    memory: BuildMemory,
    around: Surroundings,
    *,
    rehearse: bool = False,
) -> BuildReport:
    """Go through the stages; where what is remembered proves wrong, once more without it."""
    from generator.build.stages import Stages  # noqa: PLC0415 - nothing to do, no stage to load

    go = Stages.rehearse if rehearse else Stages.run
    try:
        return go(Stages(options, inputs, memory, around))
    except DamagedError:
        memory.forget()
        return go(Stages(options, inputs, memory, around))


def _save(memory: BuildMemory, report: BuildReport) -> BuildReport:
    """Save what the next build can use; where it can't be saved, the site is no worse for it."""
    try:
        memory.save()
    except OSError as error:
        notice = f"the cache could not be saved, so that the next build takes longer: {error.strerror}"
        return msgspec.structs.replace(report, notices=(*report.notices, notice))
    return report
