"""What other tools call the keys of front matter, by their meaning."""

import re

OURS: dict[str, tuple[str, ...]] = {
    "title": ("headline",),
    "published": (
        *("date", "pubdate", "pubdatetime", "publishdate", "publisheddate", "publishedat", "datepublished"),
        *("created", "createdat", "createdon", "createddate", "posted"),
    ),
    "updated": (
        *(
            "lastmod",
            "lastmodified",
            "lastmodifiedat",
            "modified",
            "modifieddate",
            "moddatetime",
            "updatedat",
        ),
        *("updateddate", "dateupdated", "lastupdated"),
    ),
    "url": ("link", "externalurl", "externallink", "originalurl", "canonical", "canonicalurl", "sourceurl"),
    "source": ("outlet", "publication"),
    "topics": ("tags", "tag", "categories", "category", "keywords"),
    "hook": ("description", "summary", "excerpt", "subtitle", "abstract", "deck"),
    "slug": (),
    "aliases": ("alias", "redirectfrom", "redirects"),
    "lang": ("language", "locale"),
    "draft": (),
    "image": ("cover", "coverimage", "thumbnail", "featuredimage", "heroimage", "banner", "ogimage"),
    "permalink": (),
}
"""Our key -> what other tools call it, folded, the likeliest first; ``permalink`` is an old address."""

MEANINGS = {folded: ours for ours, names in OURS.items() for folded in (ours, *names)}
"""Our key, by any name of it, folded."""

DRAFTS = frozenset({"status", "hidden", "private", "unlisted", "isdraft", "publish"})
"""What other tools call keys that leave a document out, folded; their values mean other things."""
UNUSED = frozenset(
    {"author", "authors", "layout", "weight", "type", "comments", "toc", "guid", "id", "order", "pinned"}
)
"""Keys of other tools that mean nothing here, folded."""


def fold(key: str) -> str:
    """Return what two spellings of a key share: ``publish_date`` and ``publishDate``."""
    return re.sub(r"[\s_.-]", "", key).casefold()
