"""Steps of a curator, taken and taken back.

A step is remembered before it is taken, and forgotten after it is taken back, and to take back what never
was changes nothing. So whoever is interrupted in between, by Ctrl-C or for good, has not lost the way back.
"""

from pathlib import Path

import msgspec

from generator.desk.database import Database
from generator.desk.plain import plain_text
from generator.desk.records import Step
from generator.errors import EditError, WeekmarkError
from generator.inbox.files import make, reverse

_MOST_WORDS = 1000


def take_step(root: Path, database: Database, step: Step, now: int) -> Step:
    """Take a step, and remember it.

    :raises EditError: a file was changed meanwhile; nothing was written.
    :raises OSError: a file can't be written.
    """
    words = plain_text(step.words, _MOST_WORDS, is_markup=False)
    number = database.add_step(msgspec.structs.replace(step, words=words), now)
    try:
        make(root, step.files)
    except (EditError, OSError):
        database.remove_step(number, step)
        raise
    return step


def take_back(root: Path, database: Database) -> Step:
    """Take the last step back.

    :raises WeekmarkError: there is none, or a file of it was touched since.
    """
    last = database.last_step()
    if last is None:
        raise WeekmarkError("there is nothing to take back")
    number, step = last
    try:
        make(root, [reverse(change) for change in step.files])
    except EditError as error:
        raise EditError(f"{error.message}; not taken back: {step.words}", "change the file by hand") from None
    database.remove_step(number, step)
    return step
