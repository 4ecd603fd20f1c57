"""The theme's gettext catalogues, read from their ``.po`` sources.

Babel reads a catalogue, checks it and compiles it in memory; the standard library's ``gettext`` does the
rest, plural forms included. English is the language of the messages themselves and needs no catalogue.
"""

from collections.abc import Sequence
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from generator.diagnostics import Problem
from generator.errors import ContentError
from generator.render.templates.places import shown_path


def read_translations(paths: Sequence[str]) -> NullTranslations:
    """Return the translations of some catalogues; what a later one has, it has instead of the others.

    :raises ContentError: a catalogue is not valid, with its file and line.
    """
    translations = NullTranslations()
    for path in paths:
        compiled = BytesIO()
        write_mo(compiled, read_catalogue(path))
        compiled.seek(0)
        layer = _translations(path, compiled)
        layer.add_fallback(translations)
        translations = layer
    return translations


def read_catalogue(path: str) -> Catalog:
    """Return a catalogue whose placeholders all agree with those of its messages.

    :raises ContentError: it is not valid, with its file and line.
    """
    try:
        with Path(path).open("rb") as file:
            # The folder names the language, which decides on plural forms where the file does not.
            catalogue = read_po(file, locale=Path(path).parts[-3].replace("-", "_"), abort_invalid=True)
    except PoFileError as error:
        reason = str(error).rpartition(" on ")[0]
        raise _error(path, f"the catalogue can't be read: {reason}", error.lineno + 1) from error
    except (ValueError, LookupError) as error:
        raise _error(path, f"the catalogue can't be read: {error}") from error
    for message, errors in catalogue.check():
        raise _error(path, f"the translation does not fit its message: {errors[0]}", message.lineno or 0)
    return catalogue


def _translations(path: str, compiled: BytesIO) -> GNUTranslations:
    try:
        return GNUTranslations(compiled)
    except ValueError as error:
        raise _error(path, f"the plural forms are not valid: {error}") from error


def _error(path: str, message: str, line: int = 0) -> ContentError:
    return ContentError((Problem(shown_path(path), line, 0, "translation-error", message),))
