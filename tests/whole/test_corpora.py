"""What people have in their archives builds as it is, comes in by one command, and no word of it is lost."""

import re
from collections import Counter
from html import unescape
from pathlib import Path, PurePosixPath

import pytest
import yaml

from tests.importing.old_site import OldFolder
from tests.sites import SiteFolder
from tests.whole.archives import Corpus, Old
from tests.whole.corpora import CORPORA

PLAIN = {"cards": "off"}
"""Drawing cards takes most of the time, and shows no text of a document."""
_UNSEEN = re.compile(
    r"<!--.*?-->"  # comments
    r"|<style>.*?</style>"
    r"|<iframe.*?</iframe>"
    r"|(?m:^\[[^\]\n]+\]: \S+$)"  # definitions of references
    r"|(?m:^(?:```|~~~).*$)"
    r"|\]\(.*?\)+|(?<=\])\[[^\]\n]*\]"  # where links lead
    r"|\[\^?\d+\]:?"
    r"|\{#[^}\n]*\}"  # anchors that headings name
    r"|</?[a-zA-Z][^>\n]*>|&[a-z]+;",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{3,}")


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def words_of(document: Old) -> Counter[str]:
    """Count the words of a document that a reader is meant to read."""
    return words(_UNSEEN.sub(" ", document.body))


def words_on(page: str) -> Counter[str]:
    """Count the words that a page shows, the descriptions of pictures among them."""
    main = page[page.index("<main") : page.rindex("</main>")]
    described = " ".join(re.findall(r'(?:alt|title)="([^"]*)"', main))
    return words(unescape(re.sub(r"<[^>]*>", " ", main) + described))


def page_of(place: str) -> str:
    kind, stem = PurePosixPath(place).parts[0], PurePosixPath(place).stem
    return f"/{stem}/" if kind == "pages" else f"/{kind}/{stem}/"


def made(folder: Path, corpus: Corpus) -> SiteFolder:
    site = SiteFolder(folder)
    for document in corpus.documents:
        site.with_file(f"content/{document.place}", document.adapted)
    return site


@pytest.mark.parametrize("name", CORPORA)
def test_an_archive_builds_with_its_dead_links_and_no_word_is_lost(name: str, tmp_path: Path) -> None:
    corpus = CORPORA[name]
    site = made(tmp_path, corpus).with_settings(problems={"dead-link": "warning"}, **PLAIN, **corpus.settings)

    report = site.build()

    assert {problem.severity for problem in report.problems} <= {"warning"}
    assert lost(site, {document.place: document for document in corpus.documents}) == {}


def test_archives_build_without_the_files_whose_links_are_dead(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path).with_settings(leave_out=True, **PLAIN)
    documents = {document.place: document for corpus in CORPORA.values() for document in corpus.documents}
    for document in documents.values():
        site.with_file(f"content/{document.place}", document.adapted)

    report = site.build()

    errors = {(problem.name, problem.path) for problem in report.problems if problem.severity == "error"}
    dead = {place for place, document in documents.items() if document.dead}
    assert errors == {("dead-link", f"content/{place}") for place in dead}
    assert [
        place for place in documents if (site.output / f".{page_of(place)}").exists() == (place in dead)
    ] == []


@pytest.mark.parametrize("name", [name for name, corpus in CORPORA.items() if not corpus.settings])
def test_an_archive_comes_in_by_one_command_and_no_word_is_lost(name: str, tmp_path: Path) -> None:
    corpus = CORPORA[name]
    old = OldFolder(tmp_path)
    for document in corpus.documents:
        old.having(document.path, document.as_it_was)

    account = old.imported(corpus.form, into=corpus.into)
    with (old.site.root / "site.yaml").open("a") as settings:
        settings.write(yaml.safe_dump(PLAIN))
    old.site.build()

    kind = PurePosixPath(corpus.documents[0].place).parts[0]
    assert account.taken == {kind: len(corpus.documents)}
    titles = {}
    for place in old.documents():
        matter = yaml.safe_load(old.file(place).split("---\n")[1])
        titles[matter["title"]] = place
    assert lost(old.site, {titles[document.ours["title"]]: document for document in corpus.documents}) == {}


def lost(site: SiteFolder, documents: dict[str, Old]) -> dict[str, Counter[str]]:
    """Return the words of each document that are not on its page."""
    missing = {
        place: words_of(document) - words_on(site.page(page_of(place)))
        for place, document in documents.items()
    }
    return {place: counted for place, counted in missing.items() if counted}
