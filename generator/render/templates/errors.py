"""Failures of templates as problems: the template's file and line, what is wrong and what to do."""

from types import TracebackType

from jinja2 import TemplateError, TemplateSyntaxError
from msgspec import Struct

from generator.diagnostics import Problem
from generator.render.templates.environment import no_such_field
from generator.render.templates.places import shown_path


def template_problem(error: Exception, name: str, templates: dict[str, str]) -> Problem:
    """Return what a template's failure means to the person who wrote it.

    :param error: what rendering raised, with Jinja's traceback, which has the lines of templates.
    :param name: the template that was rendered, for errors that have no place of their own.
    :param templates: the path on this machine of each template of the theme, by name.
    """
    path, line = _place(error, frozenset(templates.values()))
    message, _, remedy = _explanation(error).partition("\n")
    return Problem(shown_path(path or templates.get(name, name)), line, 0, "template-error", message, remedy)


def _place(error: Exception, paths: frozenset[str]) -> tuple[str, int]:
    """Return the path and line of the innermost place in a template."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or "", error.lineno
    place = ("", 0)
    step: TracebackType | None = error.__traceback__
    while step:
        file = step.tb_frame.f_code.co_filename
        if file in paths:
            place = (file, step.tb_lineno)
        step = step.tb_next
    return place


def _explanation(error: Exception) -> str:
    """Return the message, and on a second line the remedy, if there is one."""
    if isinstance(error, RecursionError):
        return "templates or macros include or call one another without end"
    if isinstance(error, UnicodeDecodeError):
        return "the template is not valid UTF-8"
    if isinstance(error, OSError) and error.strerror:
        return f"the template can't be read: {error.strerror}"
    if isinstance(error, AttributeError) and isinstance(error.obj, Struct):
        return no_such_field(error.obj, error.name or "")
    if isinstance(error, TemplateError):
        return error.message or type(error).__name__
    return f"{type(error).__name__}: {error}"
