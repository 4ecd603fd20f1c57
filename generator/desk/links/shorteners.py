"""Hosts whose addresses only lead to others, and die with their owner. Pure."""

from generator.addresses import host_and_path

_HOSTS = frozenset(
    """
    amzn.to aol.it apple.co apne.ws bbc.in bit.do bit.ly bitly.com bloom.bg buff.ly cnb.cx cnn.it cutt.ly
    dlvr.it dwz.cn econ.st fb.me flip.it g.co git.io glo.bo goo.gl gu.com hubs.ly hubs.la ift.tt is.gd j.mp
    lnkd.in mol.im n.pr nbcnews.to npr.it nyti.ms on.ft.com on.wsj.com ow.ly politi.co pst.cr qr.ae rb.gy
    rebrand.ly reut.rs rplg.co s.coop s.id short.io shorturl.at shorturl.com snip.ly spoti.fi su.pr suo.im
    t.cn t.co t.ly tcrn.ch tgr.ph theatln.tc tiny.cc tiny.one tinyurl.com trib.al url.cn urlz.fr v.gd
    vrge.co wapo.st wp.me x.gd yhoo.it zpr.io
    """.split()  # noqa: SIM905 - one name a line would be all that is seen of this file
)


def is_short(url: str) -> bool:
    """Say whether an address is one of a service that shortens addresses."""
    return host_and_path(url)[0] in _HOSTS
