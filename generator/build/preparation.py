"""What a build needs before it looks at the first event: settings, theme and registries, all checked."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.build.inputs import Inputs
from generator.build.options import BuildOptions
from generator.config import Cards, SiteConfig, links_of, load_config
from generator.diagnostics import Problem, has_errors
from generator.digest import digest
from generator.errors import ContentError
from generator.model import TAXONOMIES, Outlet, Reference, ReferenceKind, SourceFile, Theme, Topic
from generator.plan.frame import site_frame
from generator.source.registry import pictures_of, read_sources, read_topics
from generator.source.scan import DOCUMENT_KINDS
from generator.source.settings import ParseSettings, parse_settings
from generator.theme.files import find_theme
from generator.views import SiteFrame

Entry = TypeVar("Entry")
Registry = tuple[dict[str, Entry], tuple[Problem, ...]]
Reader = Callable[[bytes, str], Registry[Entry]]

_encode = msgspec.msgpack.Encoder().encode


class Preparation(msgspec.Struct, frozen=True):
    """Settings, theme and registries."""

    config: SiteConfig
    theme: Theme
    frame: SiteFrame
    parse: ParseSettings
    fingerprint: bytes
    """Over the program and all that the parser depends on, for the document cache."""
    outlets: dict[str, Outlet]
    registries: dict[str, dict[str, Topic]]
    """The terms of each taxonomy by id."""
    documents: tuple[SourceFile, ...]
    """The files to parse: events, pages and notes of weeks."""
    static: tuple[SourceFile, ...]
    beside: tuple[SourceFile, ...]
    """The files that lie beside documents."""
    links: tuple[tuple[str, Reference], ...]
    """The paths of this site that ``site.yaml`` and registries name, each with the path of that file."""
    problems: tuple[Problem, ...]
    unjudged: frozenset[ReferenceKind]
    """Kinds of references that can't be checked, because their registry has errors itself."""


def prepare(options: BuildOptions, inputs: Inputs, earlier: Preparation | None = None) -> Preparation:
    """Read and check settings, theme and registries.

    :param earlier: what was prepared before, if nothing but documents was edited since.
    :raises ContentError: without settings or theme that can be used, nothing else can be judged.
    """
    if earlier is not None:
        return msgspec.structs.replace(earlier, documents=_documents(inputs.scan.files))
    config, problems = read_settings(options, inputs.settings)
    if options.preview:
        # Nobody sees the social cards of a preview, and drawing one takes longer than the rest of an edit.
        config = msgspec.structs.replace(config, cards=Cards(mode="off"))
    theme, theme_problems = find_theme(options.root, config.theme)
    if theme is None:
        raise ContentError(problems + theme_problems)
    files = inputs.scan.files
    outlets, source_problems = _registry(options.root, files, "sources", read_sources)
    registries, pictures, term_problems = _taxonomies(options.root, files, config)
    settings = parse_settings(config)
    used = {f"content/{key}.yaml" for key in (*TAXONOMIES, *config.taxonomies)}
    found = tuple(problem for problem in inputs.scan.problems if problem.path not in used)
    unjudged: dict[ReferenceKind, bool] = {
        "source": has_errors(source_problems),
        "topic": has_errors(term_problems),
        "term": has_errors(term_problems),
    }
    return Preparation(
        config=config,
        theme=theme,
        frame=site_frame(config, theme, has_fingerprints=not options.preview),
        parse=settings,
        fingerprint=digest(inputs.program + _encode(settings)),
        outlets=outlets,
        registries=registries,
        documents=_documents(files),
        static=tuple(file for file in files if file.kind == "static"),
        beside=tuple(file for file in files if file.kind == "beside"),
        links=(*((settings_path(options), link) for link in links_of(config, inputs.settings)), *pictures),
        problems=problems + theme_problems + found + source_problems + term_problems,
        unjudged=frozenset(kind for kind, broken in unjudged.items() if broken),
    )


def read_settings(options: BuildOptions, data: bytes) -> tuple[SiteConfig, tuple[Problem, ...]]:
    """Decode the bytes of ``site.yaml``, with what the command line puts in place of it.

    :raises ContentError: it has errors.
    """
    name = settings_path(options)
    overrides = {"base_url": options.base_url} if options.base_url else {}
    config, problems = load_config(data, name, overrides)
    if config is None:
        raise ContentError(problems)
    return config, problems


def _documents(files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
    return tuple([file for file in files if file.kind in DOCUMENT_KINDS])


def settings_path(options: BuildOptions) -> str:
    """Return how messages call ``site.yaml``: relative to the site's folder where it lies there."""
    path, root = options.config, options.root
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _taxonomies(
    root: Path, files: tuple[SourceFile, ...], config: SiteConfig
) -> tuple[dict[str, dict[str, Topic]], list[tuple[str, Reference]], tuple[Problem, ...]]:
    """Read the registry of each taxonomy, with the pictures that it names; one without a file is empty."""
    registries: dict[str, dict[str, Topic]] = {key: {} for key in (*TAXONOMIES, *config.taxonomies)}
    paths = {f"content/{key}.yaml": key for key in registries}
    pictures: list[tuple[str, Reference]] = []
    problems: tuple[Problem, ...] = ()
    for file in files:
        if file.path in paths:
            data = (root / file.path).read_bytes()
            terms, told = read_topics(data, file.path)
            registries[paths[file.path]] = terms
            pictures += [(file.path, picture) for picture in pictures_of(data, terms)]
            problems += told
    return registries, pictures, problems


def _registry(root: Path, files: tuple[SourceFile, ...], kind: str, read: Reader[Entry]) -> Registry[Entry]:
    """Read a registry; a site without one has an empty one."""
    for file in files:
        if file.kind == kind:
            return read((root / file.path).read_bytes(), file.path)
    return {}, ()
