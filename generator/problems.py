"""The kinds of problems: a lasting name for each, how grave it is, and whether a site may change that.

Whoever reports a problem names its kind; how grave it is stands here alone.
"""

from typing import Literal, NamedTuple, get_args

Severity = Literal["error", "warning"]
Level = Literal["error", "warning", "off"]
"""How grave a site may want a kind of problem to be."""

Name = Literal[
    "alias-clash",
    "before-published",
    "broken-table",
    "card-not-drawn",
    "changed-since-review",
    "conflict-marker",
    "control-character",
    "control-escape",
    "dead-anchor",
    "dead-link",
    "dead-link-in-settings",
    "empty-link",
    "empty-value",
    "event-folder",
    "event-of-another-period",
    "failed",
    "file-too-large",
    "firm-problem",
    "folder-of-another-week",
    "font-missing",
    "forbidden-scheme",
    "foreign-picture",
    "gone-link",
    "hash-in-text",
    "internal-error",
    "key-not-text",
    "link-to-left-out",
    "long-quote",
    "lost-quote",
    "mail-settings",
    "malformed-date",
    "malformed-host",
    "malformed-link",
    "malformed-math",
    "malformed-name",
    "malformed-path",
    "malformed-url",
    "mended-link",
    "mended-value",
    "missing-asset",
    "missing-key",
    "moved-event",
    "moved-link",
    "name-clash",
    "nested-too-deeply",
    "no-content",
    "no-front-matter",
    "not-a-period",
    "not-an-address",
    "not-utf-8",
    "note-shown-nowhere",
    "odd-space",
    "open-comment",
    "open-front-matter",
    "other-host",
    "page-is-home",
    "path-clash",
    "pinned-and-excluded",
    "placeholder",
    "raw-markup",
    "related-to-itself",
    "removed-html",
    "repeated-definition",
    "repeated-footnote",
    "repeated-id",
    "repeated-key",
    "repeated-link",
    "reserved-id",
    "reserved-name",
    "reviewer-of-ai",
    "same-address",
    "shared-id",
    "short-link",
    "slug-clash",
    "stray-link",
    "surplus-cell",
    "symbolic-link",
    "template-error",
    "too-many-accents",
    "too-many-folders",
    "too-much-html",
    "too-much-markup",
    "tracker",
    "translation-error",
    "uncited-claim",
    "undefined-reference",
    "unknown-cite",
    "unknown-event",
    "unknown-key",
    "unknown-source",
    "unknown-target",
    "unknown-term",
    "unknown-theme",
    "unknown-topic",
    "unpublished-link",
    "unpublished-listed",
    "unquoted-claim",
    "unreadable-file",
    "unusable-file",
    "unused-block",
    "unused-definition",
    "unused-file",
    "unused-footnote",
    "unused-template",
    "wrong-shape",
    "wrong-value",
    "yaml-feature",
    "yaml-syntax",
]
"""What is shown in brackets, and what ``problems:`` of ``site.yaml`` names."""

NAMES: tuple[Name, ...] = get_args(Name)


class Kind(NamedTuple):
    """What is true of every problem of one kind."""

    severity: Severity
    """An error fails the build; a warning does so only under ``--strict``."""
    about: str
    """What is wrong, in one sentence."""
    firm: str = ""
    """Why an error can't be made a warning; empty where it can."""

    @property
    def is_firm(self) -> bool:
        """Whether it is an error whatever a site says."""
        return bool(self.firm)


_LOST = "what it says would be lost"
_UNREAD = "nothing after it could be read as it is meant"
_MIXED = "two things would be mixed"
_UNSAFE = "what is published would not be safe"
_UNMADE = "there would be nothing to publish"

KINDS: dict[Name, Kind] = {
    "alias-clash": Kind("error", "An alias leads to two terms.", _MIXED),
    "before-published": Kind(
        "error", "A time is earlier than that of the publication.", "the page would tell times that can't be"
    ),
    "broken-table": Kind("warning", "Lines look like a table, and their second row makes none."),
    "card-not-drawn": Kind("error", "The picture of a social card can't be drawn.", _UNMADE),
    "control-character": Kind("warning", "An invisible control character is left out of a text."),
    "changed-since-review": Kind("warning", "A text is another than the one that was reviewed."),
    "conflict-marker": Kind("error", "A merge that was never finished is in the file.", _MIXED),
    "control-escape": Kind(
        "error", "An escape names a character that neither HTML nor XML can hold.", _UNSAFE
    ),
    "dead-anchor": Kind("warning", "A link leads to a heading that is not there."),
    "dead-link": Kind("error", "A link or picture of a text leads to nothing on the site."),
    "dead-link-in-settings": Kind(
        "warning", "A path that `site.yaml` or a registry names leads to nothing on the site."
    ),
    "empty-link": Kind("warning", "A link has no address; its text stays."),
    "empty-value": Kind("error", "A key or an entry of a list says nothing.", _LOST),
    "event-folder": Kind("error", "A folder with an `index.md` holds other events.", _MIXED),
    "event-of-another-period": Kind("warning", "An editor's note ranks an event of another period."),
    "failed": Kind("error", "The build could not go on.", _UNMADE),
    "file-too-large": Kind("error", "A file has more bytes than `limits` allows.", _UNREAD),
    "firm-problem": Kind("error", "`problems` would soften what can't be softened.", _LOST),
    "folder-of-another-week": Kind("warning", "The folder of an event says another week than the event."),
    "font-missing": Kind("warning", "No font that is installed has the letters of a title."),
    "forbidden-scheme": Kind(
        "error", "A link has an address that a page may not have, such as `javascript:`."
    ),
    "foreign-picture": Kind("warning", "A picture of another site is shown as a link."),
    "gone-link": Kind("error", "A page that an event leads to is gone."),
    "hash-in-text": Kind("warning", "A `#` in text without quotes, from which on YAML reads nothing."),
    "internal-error": Kind("error", "Weekmark itself is mistaken.", _UNMADE),
    "key-not-text": Kind("error", "A key is a list, a mapping or something else that is no text.", _LOST),
    "link-to-left-out": Kind("warning", "A link leads to a file that is left out, since it has errors."),
    "long-quote": Kind("error", "A quote takes more of a source's words than one may."),
    "lost-quote": Kind("error", "The words of a quote do not stand in the page that it cites."),
    "mail-settings": Kind("error", "A setting of `mail` can't stand in the header of a mail.", _UNSAFE),
    "malformed-date": Kind("error", "A date or a time can't be read, or never was.", _LOST),
    "malformed-host": Kind("error", "A text is not the name of a host.", _LOST),
    "malformed-link": Kind("error", "The address of a link or picture can't be understood."),
    "malformed-math": Kind("warning", "A formula can't be read, and is shown as it is typed."),
    "malformed-name": Kind(
        "error", "A slug, an id or the name of a file can't be part of an address.", _UNMADE
    ),
    "malformed-path": Kind("error", "A path of this site can't be one.", _UNMADE),
    "malformed-url": Kind("error", "An address is none.", _LOST),
    "mended-link": Kind("warning", "A mistyped address leads where it can only be meant to."),
    "mended-value": Kind("warning", "A value is not written as it should be, and can mean one thing only."),
    "missing-asset": Kind("warning", "A template names an asset that the theme does not have."),
    "missing-key": Kind("error", "A key that is needed is not there.", _UNMADE),
    "moved-event": Kind("warning", "An event is named by a slug whose address leads to another by now."),
    "moved-link": Kind("warning", "A page that an event leads to has moved for good."),
    "name-clash": Kind(
        "error", "An event describes a source whose id `sources.yaml` gives to another.", _MIXED
    ),
    "nested-too-deeply": Kind("error", "Lists, mappings or quotes are nested too deeply.", _LOST),
    "no-content": Kind("error", "The site has no folder `content`.", _UNMADE),
    "no-front-matter": Kind("error", "A file does not begin with front matter.", _UNREAD),
    "not-a-period": Kind(
        "error", "The name of a note's file is not that of a week, month or the like.", _UNMADE
    ),
    "not-an-address": Kind("warning", "The address of a link can't be one; its text stays."),
    "not-utf-8": Kind("error", "A file is not UTF-8.", _UNREAD),
    "note-shown-nowhere": Kind("warning", "An editor's note is of a rhythm that the site has no recaps of."),
    "odd-space": Kind("error", "Another character stands in place of a space.", _UNREAD),
    "open-comment": Kind("warning", "A comment has no end, so that what follows it is not shown."),
    "open-front-matter": Kind("error", "The front matter is never closed.", _UNREAD),
    "other-host": Kind("warning", "A target is another host than the site is built for."),
    "page-is-home": Kind("error", "A page has the address of the home page.", _MIXED),
    "path-clash": Kind("error", "Two pages or files would be at one path.", _MIXED),
    "pinned-and-excluded": Kind("error", "A note pins and excludes the same event."),
    "placeholder": Kind(
        "error", "A text of the template is still there, and the event is no draft.", "readers would see it"
    ),
    "raw-markup": Kind("warning", "Something looks like markup and is shown as it is typed."),
    "related-to-itself": Kind("error", "An event names itself as related."),
    "removed-html": Kind("warning", "The sanitizer takes an element of raw HTML out."),
    "repeated-definition": Kind("warning", "A reference is defined twice."),
    "repeated-footnote": Kind("warning", "A footnote is defined twice."),
    "repeated-id": Kind("error", "Two entries have one id.", _MIXED),
    "repeated-key": Kind("error", "A key is there twice.", _LOST),
    "repeated-link": Kind("warning", "An item of a note leads where an event or an earlier issue does."),
    "reserved-id": Kind("error", "An id means something else already.", _MIXED),
    "reserved-name": Kind("error", "A name is what servers, robots or Windows keep for themselves.", _UNSAFE),
    "reviewer-of-ai": Kind("warning", "A reviewer is named where the origin says that there was none."),
    "same-address": Kind(
        "warning", "Two events lead to one address, or one leads where another's coverage does."
    ),
    "shared-id": Kind("warning", "Two names make one id, and so one page."),
    "short-link": Kind("warning", "An address only leads to another, by a service that shortens addresses."),
    "slug-clash": Kind("error", "Two files have one slug.", _MIXED),
    "stray-link": Kind("warning", "An address leads to something else than it seems to have led to."),
    "surplus-cell": Kind("warning", "A row of a table has more cells than the table has columns."),
    "symbolic-link": Kind(
        "error", "A symbolic link leads out of its folder, nowhere or in a circle.", _UNSAFE
    ),
    "template-error": Kind("error", "A template failed.", _UNMADE),
    "too-many-accents": Kind("error", "A letter carries more accents than any language has.", _UNSAFE),
    "too-many-folders": Kind("error", "A file lies in too many folders.", _LOST),
    "too-much-html": Kind("error", "A text has more raw HTML than can be looked through.", _UNSAFE),
    "too-much-markup": Kind("error", "A text has more marks of Markdown than can be read in time.", _UNSAFE),
    "tracker": Kind("warning", "An address tells who sent a reader."),
    "translation-error": Kind("error", "A catalogue of translations can't be used.", _UNMADE),
    "uncited-claim": Kind("warning", "A claim cites nothing."),
    "undefined-reference": Kind(
        "warning", "A link or footnote is defined nowhere, and shown as it is typed."
    ),
    "unknown-cite": Kind(
        "error", "A claim cites an id that no coverage has.", "the claim would stand there without its source"
    ),
    "unknown-event": Kind("error", "A list names an event that is not there."),
    "unknown-key": Kind("error", "A key has no meaning here.", _LOST),
    "unknown-source": Kind(
        "warning", "A source is not in `sources.yaml`, and looks as if it were meant to be."
    ),
    "unknown-target": Kind("error", "A target is not among those of `publish`.", _UNMADE),
    "unknown-term": Kind("warning", "A term is not in the registry of its taxonomy."),
    "unknown-theme": Kind("error", "There is no theme of that name.", _UNMADE),
    "unknown-topic": Kind("warning", "A topic is not in `topics.yaml`."),
    "unpublished-link": Kind("error", "A link leads to an event that is a draft or scheduled."),
    "unpublished-listed": Kind("warning", "A list names an event that is a draft or scheduled."),
    "unquoted-claim": Kind(
        "warning",
        "A claim of a machine has no words of a source; told only where a site asks for it.",
    ),
    "unreadable-file": Kind("error", "A file or folder can't be read.", _LOST),
    "unusable-file": Kind(
        "error", "Something is neither a file nor a folder, or has a name that no address can hold.", _LOST
    ),
    "unused-block": Kind("warning", "A block replaces none of the template that it extends."),
    "unused-definition": Kind("warning", "Nothing refers to the definition of a link."),
    "unused-file": Kind("warning", "Nothing reads a file or folder."),
    "unused-footnote": Kind("warning", "Nothing refers to a footnote, so that it is not shown."),
    "unused-template": Kind("warning", "No page uses a template."),
    "wrong-shape": Kind("error", "A list, a mapping or a text stands where another is meant.", _LOST),
    "wrong-value": Kind("error", "A value is none of those that its key can have.", _LOST),
    "yaml-feature": Kind("error", "Front matter or a registry uses anchors, aliases or tags of YAML.", _LOST),
    "yaml-syntax": Kind("error", "The YAML can't be read.", _UNREAD),
}
