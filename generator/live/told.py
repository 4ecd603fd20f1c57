"""What is wrong, in words for a page of the desk."""

from generator.diagnostics import Problem
from generator.errors import ContentError, WeekmarkError


def told(error: Exception) -> str:
    """Return what is wrong, and what to do about it, in words."""
    problems: tuple[Problem, ...] = error.problems if isinstance(error, ContentError) else ()
    if problems:
        first = problems[0]
        return f"{first.path}:{first.line}: {first.message}. {first.remedy}"
    if isinstance(error, WeekmarkError):
        return f"{error.message}. {error.remedy}" if error.remedy else error.message
    return str(error)
