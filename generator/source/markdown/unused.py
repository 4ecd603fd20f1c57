"""What Markdown says in vain: notes and definitions that nothing refers to, cells that no column has."""

from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from generator.decode.findings import shown
from generator.problems import Name
from generator.source.markdown.links import Links

_NOTES = "notes"
"""Under this name the parser remembers the label and the line of each footnote."""


def footnotes_plugin(parser: MarkdownIt) -> None:
    """Use the plugin of footnotes, and remember where each is defined before it moves them."""
    parser.use(footnote_plugin)
    parser.core.ruler.before("footnote_tail", "footnote_places", _remember_notes)


def _remember_notes(state: StateCore) -> None:
    notes = [token for token in state.tokens if token.type == "footnote_reference_open" and token.map]
    state.env[_NOTES] = [(token.meta["label"], token.map[0]) for token in notes if token.map]


def tell_unused(tokens: Sequence[Token], text: str, environment: EnvType) -> None:
    """Report what a document says that no reader will see."""
    if environment.get(_NOTES):
        _tell_notes(environment)
    if "references" in environment:
        _tell_definitions(tokens, environment)
    if "|" in text and any(token.type == "table_open" for token in tokens):
        _tell_cells(tokens, text.split("\n"), environment)


def _tell_notes(environment: EnvType) -> None:
    known = environment["footnotes"]["refs"]
    seen = set()
    for label, line in environment[_NOTES]:
        written = f"[^{label}]"
        if label in seen:
            problem = (f"{written} is defined twice", "give it a name of its own, or remove one")
            _report(environment, line, f"{written}:", ("repeated-footnote", *problem))
        elif known[f":{label}"] < 0:
            remedy = f"write {written} where it belongs, or remove it"
            message = f"the footnote {written} is shown nowhere"
            _report(environment, line, f"{written}:", ("unused-footnote", message, remedy))
        seen.add(label)


def _tell_definitions(tokens: Sequence[Token], environment: EnvType) -> None:
    used = {str(token.meta["label"]) for token in _inner(tokens) if "label" in token.meta}
    for label, definition in environment["references"].items():
        if label not in used and not _is_remark(label, definition["href"]):
            message = f"nothing refers to [{shown(label.lower())[1:-1]}]"
            remedy = "write [text][name] where it belongs, or remove it"
            _report(environment, definition["map"][0], "[", ("unused-definition", message, remedy))
    for definition in environment.get("duplicate_refs", ()):
        label = str(definition["label"])
        if not _is_remark(label, definition["href"]):
            message = f"[{shown(label.lower())[1:-1]}] is defined twice; the first counts"
            _report(environment, definition["map"][0], "[", ("repeated-definition", message, "remove one"))


def _is_remark(label: str, url: str) -> bool:
    """Say whether a definition is no link but a remark, as in ``[//]: # (to do)``."""
    return label.startswith("//") or label == "COMMENT" or url in {"", "#"}


def _tell_cells(tokens: Sequence[Token], lines: Sequence[str], environment: EnvType) -> None:
    columns = 0
    for token in tokens:
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map and columns:
            cells = escapedSplit(lines[token.map[0]].lstrip(" >\t").strip())
            cells = cells[1:] if cells[0] == "" else cells
            surplus = [cell.strip() for cell in cells[columns:] if cell.strip()]
            if surplus:
                message = (
                    f"the row has more cells than the table has columns: {shown(surplus[0])} is not shown"
                )
                remedy = "add a column to the first two rows, or write \\| for a bar that parts no cells"
                _report(environment, token.map[0], surplus[0], ("surplus-cell", message, remedy))


def _inner(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _inner(token.children or ())


def _report(environment: EnvType, line: int, needle: str, problem: tuple[Name, str, str]) -> None:
    links: Links = environment["links"]
    links.findings.report(links.find(needle, environment["first_line"] + line), *problem)
