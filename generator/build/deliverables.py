"""All files of a site: those planned from its content, and those that go out as they are."""

import unicodedata
from collections.abc import Iterable
from functools import partial
from importlib.util import find_spec

import msgspec

from generator.build.options import BuildOptions
from generator.build.preparation import Preparation
from generator.cache.pictures import PictureSizes
from generator.cache.weeks import WeekRecords
from generator.diagnostics import Problem
from generator.memo import Memo
from generator.model import Site, SourceFile
from generator.plan.attachments import Attachments
from generator.plan.clashes import find_clashes
from generator.plan.copies import plan_assets, plan_attached, plan_copies, plan_static
from generator.plan.hosting import plan_hosting
from generator.plan.joined import join_own, joined_names
from generator.plan.outputs import Output
from generator.plan.paths import check_anchors, check_paths
from generator.plan.social_cards import check_fonts
from generator.plan.whole_site import Edition, PlanOptions, plan


class Deliverables(msgspec.Struct, frozen=True):
    """Every file to be."""

    edition: Edition
    """What they are composed from."""
    outputs: list[Output]
    problems: tuple[Problem, ...]
    """What is wrong with their paths."""


def plan_files(  # noqa: PLR0913, PLR0917 - what files are made of, and three things that are remembered
    site: Site,
    prepared: Preparation,
    options: BuildOptions,
    memo: Memo,
    pictures: PictureSizes,
    records: WeekRecords,
) -> Deliverables:
    """Return every file to be.

    :param memo: of an earlier plan, and filled in for the next.
    :param pictures: how large pictures are, and filled in too; so are ``records``, the digests of weeks.
    """
    local = options.now.astimezone(prepared.config.zone)
    plan_options = PlanOptions(today=local.date(), now=options.now, preview=options.preview)
    beside, static = _named(prepared.beside), _named(prepared.static)
    has_copies = not options.preview and find_spec("PIL") is not None
    measure = partial(pictures.measure, options.root)
    attachments = Attachments(site, beside, static, measure, has_copies=has_copies)
    smaller = list(plan_copies(attachments.copies.values(), options.root))
    pictures.used = {output.key.hex() for output in smaller}
    edition = Edition(site, prepared.config, prepared.theme, plan_options, memo, attachments, records)
    made = [*plan(edition), *plan_hosting(edition)]
    own = joined_names(made, prepared.static)
    outputs = [
        *join_own(made, own, options.root, edition),
        *plan_assets(edition),
        *plan_static((file for file in prepared.static if file.path not in own), options.root),
        *plan_attached(attachments.files, prepared.beside, options.root),
        *smaller,
    ]
    problems = (
        _find_clashes(outputs, memo)
        + check_anchors(site)
        + check_paths(
            site,
            outputs,
            prepared.links,
            attachments.is_there,
            leave_out=options.leave_out or prepared.config.leave_out,
        )
        + check_fonts(site, prepared.config)
    )
    return Deliverables(edition, outputs, problems)


def _named(files: Iterable[SourceFile]) -> dict[str, SourceFile]:
    """Return files by their paths in NFC, as texts name them."""
    return {unicodedata.normalize("NFC", file.path): file for file in files}


def _find_clashes(outputs: list[Output], memo: Memo) -> tuple[Problem, ...]:
    """Look for clashes unless paths and files are those of the last plan."""
    parts = [(output.path, output.source) for output in outputs]
    return memo.value("clashes", lambda _: find_clashes(outputs), parts)
