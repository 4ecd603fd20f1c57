"""The exceptions of Weekmark, and no others, that reach a command.

::

    WeekmarkError              something the user can mend; exit code 1
    ├── ContentError           problems in the site's own files, each with its place
    ├── EditError              a file of a person can't be edited as text
    ├── ModelError             a model gives no answer, or may not be asked
    ├── OutputError            the output folder can't be used or written
    ├── PublishError           a target refused, failed or could not be reached
    └── UndatedError           nobody says when a report appeared

Wrong options are click's own ``UsageError``; exit code 2.
"""

from generator.diagnostics import Problem


class WeekmarkError(Exception):
    """A failure told to the user as one message: what, where, and what to do next."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class ContentError(WeekmarkError):
    """The site's own files hold errors; ``problems`` has all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the site has errors")
        self.problems = problems
        self.args = (problems,)


class EditError(WeekmarkError):
    """A file that a person wrote can't be added to without touching what is there."""


class ModelError(WeekmarkError):
    """A model that gives no answer: its server fails, it takes too long, it is not there."""


class OutputError(WeekmarkError):
    """The output folder can't be used or written."""


class PublishError(WeekmarkError):
    """A target refused, failed or could not be reached."""


class UndatedError(WeekmarkError):
    """A report of which neither its feed nor its page says when it appeared."""
