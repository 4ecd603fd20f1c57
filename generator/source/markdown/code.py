"""Code in colours: Pygments tells what its words are, a class of one letter for each kind of them.

The names are the first letters of Pygments' own. Colours are the theme's.
"""

import re
from functools import cache
from html import escape
from itertools import groupby

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, String, _TokenType

LONGEST = 10_000
"""How many characters a block of code has at most to be coloured; a longer one stays plain."""

MOST = 30_000
"""How many characters of a document are coloured at most; the blocks after them stay plain."""

_ODD = re.compile(r"[^\n]{500}|\s{100}")
"""A line or a gap that no code for people has; lexers look at the rest of one again and again."""

LANGUAGES = frozenset(
    """
    bash bat c clojure cmake console cpp css dart diff docker dockerfile elixir elm erlang fish
    fortran fsharp go graphql groovy haskell html ini java javascript js json json5 jsonc jsx julia
    kotlin kt latex lisp lua make makefile matlab md markdown nginx nim nix objc objective-c ocaml perl
    php powershell proto protobuf ps1 py pycon python python3 r rb rs ruby rust scala scheme scss sh
    shell shell-session sql svelte swift tex toml ts tsx typescript vb vim vue xml yaml yml
    zig zsh c++ cs csharp c# f# patch udiff golang hs ex exs jl rest rst console sass less svg swift viml
    """.split()  # noqa: SIM905  # easier to read than a hundred quoted words
)
"""What is coloured; each has been tried with hostile texts, which some other lexers read for minutes."""

OTHER_NAMES = {
    "svelte": "html",
    "vue": "html",
    "svg": "xml",
    "jsonc": "json",
    "shell": "bash",
    "viml": "vim",
    "kt": "kotlin",
    "patch": "diff",
    "vb": "vb.net",
    **dict.fromkeys(("java", "csharp", "cs", "c#"), "js"),
}
"""Languages read as another: Pygments gives them another name, or is slow with hostile texts of them."""

_CLASSES = (
    (Comment, "c"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (Name.Tag, "k"),
    (Name.Builtin, "n"),
    (Name.Function, "n"),
    (Name.Class, "n"),
    (Name.Decorator, "n"),
    (Name.Attribute, "n"),
    (Name.Variable, "n"),
    (String, "s"),
    (Number, "m"),
    (Generic.Inserted, "s"),
    (Generic.Deleted, "k"),
    (Generic.Heading, "n"),
    (Generic.Subheading, "n"),
    (Generic.Prompt, "c"),
)


def highlight(code: str, language: str) -> str:
    """Return code as HTML with its words in classes; only escaped where the language is not known."""
    name = language.lower()
    if name not in LANGUAGES or len(code) > LONGEST or _ODD.search(code):
        return escape(code, quote=False)
    lexer = _lexer(OTHER_NAMES.get(name, name))
    runs = groupby(lexer.get_tokens(code), lambda token: _class(token[0]))
    return "".join(_span("".join(text for _, text in run), kind) for kind, run in runs)


def _span(text: str, kind: str) -> str:
    html = escape(text, quote=False).replace('"', "&quot;")
    return f'<span class="{kind}">{html}</span>' if kind else html


@cache
def _lexer(name: str) -> Lexer:
    return get_lexer_by_name(name, stripnl=False, ensurenl=False)


@cache
def _class(token: _TokenType) -> str:
    return next((name for kind, name in _CLASSES if token in kind), "")
