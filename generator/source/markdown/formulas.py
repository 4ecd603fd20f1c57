"""Formulas between dollars, ``$E = mc^2$``, as MathML: TeX is read by latex2mathml, of the extra ``math``."""

from html import escape
from xml.etree import ElementTree as ET

from generator.decode.findings import Place, shown
from generator.source.markdown.links import Links

LONGEST = 2_000
"""How many characters a formula has at most."""

MOST = 100_000
"""How many characters the formulas of a text have together; those after them are shown as they are typed."""

_ELEMENTS = frozenset(
    """
    math menclose merror mfrac mi mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle msub msubsup
    msup mtable mtd mtext mtr munder munderover
    """.split()  # noqa: SIM905  # easier to read than thirty quoted words
)
_ATTRIBUTES = frozenset(
    """
    accent accentunder columnalign columnlines depth display displaystyle fence form height linethickness
    lspace mathvariant maxsize minsize movablelimits notation rowlines rspace scriptlevel separator stretchy
    width
    """.split()  # noqa: SIM905  # see above
)


class _UnknownMarkError(ValueError):
    """A formula that makes more than a formula."""


def formula(tex: str, links: Links, line: int, *, is_block: bool, is_one_too_many: bool = False) -> str:
    """Return TeX as MathML, or, with a problem told, as it is written between dollars.

    :param line: where the paragraph with it begins, from 1.
    :param is_one_too_many: whether the text has so many formulas that reading one more keeps a build waiting.
    """
    remedy = "split the text: its formulas are longer than can be read in time"
    try:
        if not is_one_too_many:
            return _mathml(tex, is_block=is_block)
    except ModuleNotFoundError:
        remedy = 'install what reads formulas: pip install "weekmark[math]"'
    except Exception:  # noqa: BLE001  # the library fails in many ways at what is no TeX
        remedy = "mend its TeX, or put it between backticks"
    message = f"the formula {shown(tex.strip())} can't be read, and is shown as it is"
    place = Place(line) if is_one_too_many else links.find(tex, line)
    links.findings.report(place, "malformed-math", message, remedy)
    dollars = "$$" if is_block else "$"
    return f"<code>{dollars}{escape(tex, quote=False)}{dollars}</code>"


def _mathml(tex: str, *, is_block: bool) -> str:
    from latex2mathml.converter import convert  # noqa: PLC0415  # an extra, loaded where there is a formula

    if len(tex) > LONGEST:
        raise _UnknownMarkError
    return _clean(ET.fromstring(convert(tex, display="block" if is_block else "inline")))  # noqa: S314  # it is ours


def _clean(element: ET.Element) -> str:
    """Return an element with nothing in it but elements and attributes of formulas."""
    name = element.tag.rpartition("}")[2]
    if name not in _ELEMENTS:
        raise _UnknownMarkError
    if (element.text or "").startswith("\\"):  # a command that is not known
        raise _UnknownMarkError
    attributes = "".join(
        f' {key}="{escape(value)}"' for key, value in element.attrib.items() if key in _ATTRIBUTES
    )
    inner = "".join(_clean(child) + escape(child.tail or "", quote=False) for child in element)
    return f"<{name}{attributes}>{escape(element.text or '', quote=False)}{inner}</{name}>"
