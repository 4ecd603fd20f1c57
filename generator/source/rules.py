"""Which rules of the Markdown parser a text can need, so that no others are tried on each of its lines.

A rule that looks for a mark can't match in a text without it: leaving it out changes nothing but the time.
"""

_MARKS: dict[str, tuple[str, ...]] = {
    "code": ("    ", "\t"),
    "fence": ("```", "~~~"),
    "blockquote": (">",),
    "hr": ("---", "***", "___", "- -", "* *", "_ _", "-  ", "*  ", "_  ", "\t"),
    "reference": ("]:",),
    "html_block": ("<",),
    "heading": ("#",),
    "lheading": ("=\n", "= \n", "=  ", "=\t", "-\n", "- \n", "-  ", "-\t"),
    "table": ("|",),
    "footnote": ("[^", "^["),
    "deflist": tuple(f"{before}{mark}{after}" for before in "\n\t >" for mark in ":~" for after in " \t"),
    "escape": ("\\",),
    "backticks": ("`",),
    "strikethrough": ("~~",),
    "emphasis": ("*", "_"),
    "link": ("[",),
    "image": ("![",),
    "autolink": ("<",),
    "html_inline": ("<",),
    "entity": ("&",),
}
"""What a text must hold, one of them at least, for the rule of the parser (or the plugin) to match."""


_BLOCK = ("code", "fence", "blockquote", "hr", "reference", "html_block", "heading", "lheading", "table")
_LINE_MARKS = {rule: marks for rule, marks in _MARKS.items() if rule not in {*_BLOCK, "footnote", "deflist"}}


def unneeded_rules(text: str, *, is_line: bool = False) -> tuple[str, ...]:
    """Return the rules that can't match anything in the text.

    :param is_line: the text is inline Markdown, where nothing of a document's structure is meant.
    """
    text += "\n"
    marks_of = _LINE_MARKS if is_line else _MARKS
    unneeded = [rule for rule, marks in marks_of.items() if not any(mark in text for mark in marks)]
    return ("footnote", "deflist", *unneeded) if is_line else tuple(unneeded)
