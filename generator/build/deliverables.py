"""All files of a site: those planned from its content, and those that go out as they are."""

import os

import msgspec

from generator.build.options import BuildOptions
from generator.build.preparation import Preparation
from generator.cache.stamps import is_settled
from generator.diagnostics import Problem
from generator.digest import digest
from generator.memo import Memo
from generator.model import Site, SourceFile
from generator.plan.clashes import find_clashes
from generator.plan.outputs import Output, finished
from generator.plan.paths import check_paths
from generator.plan.plan import Edition, PlanOptions, plan
from generator.plan.social_cards import check_fonts
from generator.plan.urls import alias_path, asset_path, event_path, output_path, own_page_path
from generator.publish.hosting import headers_file, redirects_file
from generator.views import CopiedFile, TextFile


class Deliverables(msgspec.Struct, frozen=True):
    """Every file to be."""

    edition: Edition
    """What they are composed from."""
    outputs: list[Output]
    problems: tuple[Problem, ...]
    """What is wrong with their paths."""


def plan_files(site: Site, prepared: Preparation, options: BuildOptions, memo: Memo) -> Deliverables:
    """Return every file to be.

    :param memo: of an earlier plan, and filled in for the next.
    """
    local = options.now.astimezone(prepared.config.zone)
    plan_options = PlanOptions(today=local.date(), now=options.now, preview=options.preview)
    edition = Edition(site, prepared.config, prepared.theme, plan_options, memo)
    outputs = [
        *plan(edition),
        *_assets(prepared, options),
        *(_static(file, options) for file in prepared.static),
        *_hosting(site, prepared),
    ]
    problems = _find_clashes(outputs, memo) + check_paths(site, outputs) + check_fonts(site, prepared.config)
    return Deliverables(edition, outputs, problems)


def _find_clashes(outputs: list[Output], memo: Memo) -> tuple[Problem, ...]:
    """Look for clashes unless paths and files are those of the last plan."""
    parts = [(output.path, output.source) for output in outputs]
    return memo.value("clashes", lambda _: find_clashes(outputs), parts)


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
    return Output(path, "copy", key, finished(CopiedFile(source)), origin)


def _hosting(site: Site, prepared: Preparation) -> list[Output]:
    """Plan what hosts read: headers for every file, and redirects from old addresses."""
    config = prepared.config
    texts = {
        "_headers": headers_file(config.content_security_policy),
        "_redirects": redirects_file(_redirects(site), prepared.frame.base_path),
    }
    return [
        Output(name, "text", digest(text.encode()), finished(TextFile(text)))
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
