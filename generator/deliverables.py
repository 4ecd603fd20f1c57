"""All files of a site: those planned from its content, and those that go out as they are."""

import os
from functools import partial

from generator.cache.stamps import is_settled
from generator.diagnostics import Problem
from generator.digest import digest
from generator.model import Site, SourceFile
from generator.options import BuildOptions
from generator.plan.clashes import find_clashes
from generator.plan.memo import PlanMemo
from generator.plan.paths import check_paths
from generator.plan.plan import PlanOptions, plan
from generator.plan.social import check_fonts
from generator.plan.urls import alias_path, asset_path, event_path, output_path, own_page_path
from generator.preparation import Preparation
from generator.publish.hosting import headers_file, redirects_file
from generator.views import Composition, CopiedFile, Output, TextFile


def plan_files(
    site: Site, prepared: Preparation, options: BuildOptions, memo: PlanMemo | None
) -> tuple[list[Output], tuple[Problem, ...]]:
    """Return every file to be, and what is wrong with their paths.

    :param memo: of an earlier plan, and filled in for the next.
    """
    local = options.now.astimezone(prepared.config.zone)
    plan_options = PlanOptions(today=local.date(), now=options.now, preview=options.preview)
    outputs = [
        *plan(site, prepared.config, prepared.theme, plan_options, memo),
        *_assets(prepared, options),
        *(_static(file, options) for file in prepared.static),
        *_hosting(site, prepared),
    ]
    problems = find_clashes(outputs) + check_paths(site, outputs) + check_fonts(site, prepared.config)
    return outputs, problems


def _assets(prepared: Preparation, options: BuildOptions) -> list[Output]:
    return [
        _copied(
            output_path(asset_path(name, "" if options.preview else asset.digest)),
            asset.path,
            asset.digest.encode(),
            "",
        )
        for name, asset in prepared.theme.assets.items()
    ]


def _static(file: SourceFile, options: BuildOptions) -> Output:
    """Plan a static file; its stamp is its key, so that only files that were touched are read again.

    A stamp that proves nothing yet gives a key like no other.
    """
    stamp = repr(file.stamp).encode() if is_settled(file.stamp) else os.urandom(16)
    path = file.path.removeprefix("content/static/")
    return _copied(path, str(options.root / file.path), digest(stamp), file.path)


def _copied(path: str, source: str, key: bytes, origin: str) -> Output:
    return Output(path, "copy", key, partial(Composition, CopiedFile(source)), origin)


def _hosting(site: Site, prepared: Preparation) -> list[Output]:
    """Plan what hosts read: headers for every file, and redirects from old addresses."""
    config = prepared.config
    texts = {
        "_headers": headers_file(config.content_security_policy),
        "_redirects": redirects_file(_redirects(site), prepared.chrome.base_path),
    }
    return [
        Output(name, "text", digest(text.encode()), partial(Composition, TextFile(text)))
        for name, text in texts.items()
        if text
    ]


def _redirects(site: Site) -> dict[str, str]:
    """Return where each old address leads."""
    redirects = {
        alias_path(alias): event_path(event.slug) for event in site.events for alias in event.aliases
    }
    redirects.update(
        (alias_path(alias), own_page_path(page.slug)) for page in site.pages for alias in page.aliases
    )
    return redirects
