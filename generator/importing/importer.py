"""The order of an import, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from os.path import commonpath
from pathlib import Path
from urllib.parse import urlsplit

from generator.cache.folder import cache_folder
from generator.config import SiteConfig
from generator.importing import state
from generator.importing.account import Account
from generator.importing.check import check_documents
from generator.importing.documents import write_document
from generator.importing.drafts import Draft, make_drafts
from generator.importing.files import Files
from generator.importing.folder import MOST_DOCUMENTS
from generator.importing.markup import HTML_REMARK
from generator.importing.naming import place_drafts
from generator.importing.places import Places, add_aliases
from generator.importing.readers import find_reader
from generator.importing.records import Found, OldSite, Record, numbered
from generator.importing.registries import sources_of, topics_of
from generator.importing.request import Request
from generator.importing.rewriting import Rewriter
from generator.importing.site import open_site
from generator.importing.terms import name_outlets, name_sources, name_topics
from generator.importing.writer import Writer
from generator.source.settings import parse_settings


def import_into(
    root: Path, places: Sequence[str], request: Request, config_name: str = "site.yaml"
) -> Account:
    """Bring what another tool left at ``places`` into the site at ``root``, which is made if need be.

    :raises WeekmarkError: nothing of it can be read, or day and month could be swapped and nothing tells.
    """
    account = Account()
    found = _read(places, request, account)
    records = list(numbered(found.records, MOST_DOCUMENTS))
    drafts = make_drafts(records, found.site, request, account)
    written = state.load(cache_folder(root))
    writer = Writer(root, written, account, dry_run=request.dry_run)
    config = open_site(root, config_name, found.site, writer, account)
    if config.markdown.html == "sanitize":
        account.hands = [remark for remark in account.hands if not remark.message.startswith(HTML_REMARK)]
    place_drafts(drafts, root, config.base_path, written, account)
    add_aliases(drafts, found.site, config.base_path, account)
    files = Files(found.site, account)
    _rewrite(drafts, Places(drafts, found.site), files, request, account)
    _register(drafts, root, found.site, request, config, writer, account)
    _write(drafts, files, config, writer, account)
    if not request.dry_run:
        state.save(cache_folder(root), written)
    return account


def _read(places: Sequence[str], request: Request, account: Account) -> Found:
    """Return what is at several places as one; each record gets the key that tells it apart."""
    read = find_reader(request.format)
    found = [read(place, request, account) for place in places]
    roots = {place: one.site.root or Path() for place, one in zip(places, found, strict=True)}
    site = found[0].site
    for other in found[1:]:
        site.static = tuple(dict.fromkeys(site.static + other.site.static))
        if site.root and other.site.root:
            site.root = Path(commonpath([site.root, other.site.root]))

    def records() -> Iterator[Record]:
        for place, one in zip(places, found, strict=True):
            is_web = urlsplit(place).scheme in {"http", "https"}
            source = place if is_web else str(Path(place).resolve())
            for record in one.records:
                is_file = record.folder is not None
                record.key = str(roots[place] / record.origin) if is_file else f"{source}\n{record.origin}"
                yield record

    return Found(site, records())


def _rewrite(
    drafts: Iterable[Draft], places: Places, files: Files, request: Request, account: Account
) -> None:
    """Let links, pictures and files lead to their new places."""
    rewriter = Rewriter(places, files, account)
    drafts = [draft for draft in drafts if not draft.record.target]
    rewritten = [rewriter.rewrite(draft) for draft in drafts]
    if request.fetch and files.wanted and not request.dry_run:
        from generator.importing.fetching import fetch_pictures  # noqa: PLC0415 - the only way out of this machine

        fetch_pictures(files, account)
        rewritten = [rewriter.rewrite(draft) for draft in drafts]
    for draft, body in zip(drafts, rewritten, strict=True):
        draft.body = body
        rewriter.rewrite_picture(draft)


def _register(  # noqa: PLR0913, PLR0917 - every part of an import has a say
    drafts: Iterable[Draft],
    root: Path,
    site: OldSite,
    request: Request,
    config: SiteConfig,
    writer: Writer,
    account: Account,
) -> None:
    """Name sources and topics by the ids of the registries, which get what is new."""
    events = [draft for draft in drafts if draft.kind == "events"]
    paths = {name: root / "content" / f"{name}.yaml" for name in ("sources", "topics")}
    data = {name: path.read_bytes() if path.is_file() else b"" for name, path in paths.items()}
    sources, topics = sources_of(data["sources"]), topics_of(data["topics"])
    for registry, name in ((sources, "sources"), (topics, "topics")):
        registry.adopt(site.registries.get(name, {}))
    name_outlets(site, sources, account)
    name_sources(events, site, request, config, sources)
    name_topics(events, topics)
    for key in ("audience", *config.taxonomies):
        if entries := site.registries.get(key):
            path = root / "content" / f"{key}.yaml"
            registry = topics_of(path.read_bytes() if path.is_file() else b"")
            registry.adopt(entries)
            if (extended := registry.extended()) is not None:
                writer.extend(f"content/{key}.yaml", extended)
    account.sources, account.topics = sources.counted(), topics.counted()
    for name, extended, sound in (
        ("sources", sources.extended(), sources.is_sound),
        ("topics", topics.extended(), topics.is_sound),
    ):
        if extended is not None:
            writer.extend(f"content/{name}.yaml", extended)
        elif not sound:
            account.ask(
                f"content/{name}.yaml", "it has errors, so nothing was added to it; mend it and import again"
            )


def _write(
    drafts: Iterable[Draft], files: Files, config: SiteConfig, writer: Writer, account: Account
) -> None:
    """Write documents, and the files that came along with them."""
    settings = parse_settings(config)
    documents: dict[str, bytes] = {}
    origins: dict[str, Draft] = {}
    for draft in drafts:
        documents[draft.target] = write_document(draft, settings, account)
        origins[draft.target] = draft
        account.taken[draft.kind] += 1
    check_documents(documents, settings, account)
    for target, data in documents.items():
        writer.put(target, data)
    for path, file in sorted(files.copies.items()):
        account.taken["files"] += 1
        writer.put(f"content/static/{path}", file.read_bytes())
    for path, picture in sorted(files.pictures.items()):
        account.taken["files"] += 1
        writer.put(f"content/static/{path}", picture)
