"""All files of a site: those planned from its content, and those that go out as they are."""

from functools import partial

from generator.cache.stamps import is_settled
from generator.diagnostics import Problem
from generator.digest import digest
from generator.model import Site, SourceFile
from generator.options import BuildOptions
from generator.plan.clashes import find_clashes
from generator.plan.paths import check_paths
from generator.plan.plan import PlanOptions, plan
from generator.plan.urls import asset_path, output_path
from generator.preparation import Preparation
from generator.views import Composition, CopiedFile, Output


def plan_files(
    site: Site, prepared: Preparation, options: BuildOptions
) -> tuple[list[Output], tuple[Problem, ...]]:
    """Return every file to be, and what is wrong with their paths."""
    local = options.now.astimezone(prepared.config.zone)
    plan_options = PlanOptions(today=local.date(), now=options.now, preview=options.preview)
    outputs = [
        *plan(site, prepared.config, prepared.theme, plan_options),
        *_assets(prepared),
        *(_static(file, options) for file in prepared.static),
    ]
    return outputs, find_clashes(outputs) + check_paths(site, outputs)


def _assets(prepared: Preparation) -> list[Output]:
    return [
        _copied(output_path(asset_path(name, asset.digest)), asset.path, asset.digest.encode(), "")
        for name, asset in prepared.theme.assets.items()
    ]


def _static(file: SourceFile, options: BuildOptions) -> Output:
    """Plan a static file; its stamp is its key, so that only files that were touched are read again."""
    stamp = repr(file.stamp).encode() if is_settled(file.stamp) else repr(options.now).encode()
    path = file.path.removeprefix("content/static/")
    return _copied(path, str(options.root / file.path), digest(stamp), file.path)


def _copied(path: str, source: str, key: bytes, origin: str) -> Output:
    return Output(path, "copy", key, partial(Composition, CopiedFile(source)), origin)
