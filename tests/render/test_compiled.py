"""Compiled templates are kept for the built-in themes alone."""

import sys
from pathlib import Path

import pytest

from generator.render.templates.compiled import CompiledTemplates
from generator.render.templates.environment import Sandbox
from generator.theme.files import built_in_themes

OURS = str(built_in_themes() / "default" / "templates" / "archive.html")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def compile_template(kept: Path, path: str) -> bool:
    """Compile a template, and say whether a process that already had would have to do so."""
    environment = Sandbox({"page.html": path})
    environment.filters.update(path=str, month=str, number=str)
    cache = CompiledTemplates()
    cache.directory = str(kept)
    environment.bytecode_cache = cache
    environment.get_template("page.html")
    source, name, _ = environment.loader.get_source(environment, "page.html")  # type: ignore[union-attr]  # it has one
    return cache.get_bucket(environment, "page.html", name, source).code is None


def test_a_template_of_the_program_is_kept_as_its_modules_are(kept: Path) -> None:
    assert not compile_template(kept, OURS)
    assert len(list(kept.iterdir())) == 1


def test_a_template_of_a_site_is_never_kept(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text("Hello", "utf-8")
    assert compile_template(kept, str(tmp_path / "own.html"))
    assert not kept.exists()


def test_what_is_damaged_is_made_anew(kept: Path) -> None:
    compile_template(kept, OURS)
    (file,) = kept.iterdir()
    file.write_bytes(b"damaged")
    assert not compile_template(kept, OURS)


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compile_template(kept, OURS)
    assert not kept.exists()
