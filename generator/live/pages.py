"""The preview's own pages: the overview, and what is shown while there is no site."""

from functools import cache
from pathlib import Path

import jinja2

from generator.diagnostics import Problem, abridge, line_reader
from generator.live.failure import describe, tally
from generator.live.overview import Overview
from generator.live.script import add_script, client_text, client_version

POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content Security Policy of these pages."""

_SECTIONS = (
    ("drafts", "Drafts", "No drafts."),
    ("scheduled", "Scheduled", "Nothing is scheduled."),
    ("warnings", "Warnings", "No warnings."),
    ("unreviewed", "Not reviewed", "Every text of a machine has had its reader."),
    ("uncited", "Lacking citations", "Every claim cites something."),
)


def overview_page(overview: Overview, home: str, build: str) -> bytes:
    """Return the page that lists what an editor still has to look after.

    :param home: the path of the site's home page.
    :param build: tells the output's state, for the reload script.
    """
    sections = [(name, empty, getattr(overview, field)) for field, name, empty in _SECTIONS]
    page = _template("overview.html").render(sections=sections, home=home)
    return add_script(page.encode(), build, always=True)


def failed_page(problems: tuple[Problem, ...], root: Path, build: str) -> bytes:
    """Return the page shown in place of every other until a first build succeeds."""
    read_lines = line_reader(root)
    abridged = abridge(problems)
    text = "\n\n".join([*(describe(problem, read_lines) for problem in abridged.shown), *abridged.more])
    page = _template("failed.html").render(text=text, tally=tally(problems))
    return add_script(page.encode(), build, always=True)


def desk_page(**values: object) -> bytes:
    """Return the curator's desk; its script alone changes it, since whoever works there has a place in it."""
    return _template("desk.html").render(version=client_version(), **values).encode()


def review_page(name: str, **values: object) -> bytes:
    """Return a page of the review, which its own script alone changes, as that of the desk.

    :param name: of its template.
    """
    return _template(name).render(version=client_version(), **values).encode()


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(client_text),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
