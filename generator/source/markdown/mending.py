"""Addresses that are none, and the one that was meant where only one can be."""

import re

_BRACKETED = re.compile(
    r"[(\[<\"'\u201c\u2018]+(?P<rest>https?://[^\s()<>\"']+)[)\]>\"'\u201d\u2019.,;]*", re.IGNORECASE
)
_DOUBLED = re.compile(r"https?:/{0,2}(?P<rest>https?://\S+)", re.IGNORECASE)
_MISSPELT = re.compile(
    r"(?=[htps]{3,9}[:;/])h{0,3}t{1,3}p{0,3}(?P<secure>s{0,3})(?:[:;]{1,2}/{1,3}|/{2,3})(?P<rest>[\w-]+\.\S+)",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"(?P<rest>www\.[\w-]+\.[\w-]\S*)", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"//(?P<rest>[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?)")
_SOUND = re.compile(r"https?://[^\s/?#\\<>\"%:@]+(?::[0-9]+)?(?:[/?#]\S*)?", re.IGNORECASE)
_ODD_HOST = re.compile(r"https?://(?:[^/?#]*(?:[\s<>]|%20)|https?:(?:/|$))", re.IGNORECASE)


def has_odd_host(url: str) -> bool:
    """Say whether an address with a scheme has a host that can't be one: ``https://x y``."""
    return _ODD_HOST.match(url) is not None


def mended(url: str) -> str | None:
    """Return the address that can only have been meant; none where none or several can."""
    for pattern in (_BRACKETED, _DOUBLED):
        if match := pattern.fullmatch(url):
            return _sound(match["rest"])
    if match := _MISSPELT.fullmatch(url):
        return _sound(f"http{'s' if match['secure'] else ''}://{match['rest']}")
    if match := _WITHOUT.fullmatch(url) or _WITHOUT_SCHEME.fullmatch(url):
        return _sound(f"https://{match['rest']}")
    return None


def _sound(url: str) -> str | None:
    return url if _SOUND.fullmatch(url) else None
