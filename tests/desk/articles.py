"""Pages of articles for tests."""

PARAGRAPHS = (
    """The harbour board of Eastport said on 14 May that it had signed a contract worth $1.5 billion for 320 \
electric cranes, the largest order it has placed since 1998.""",
    """“We will not close a single berth,” said Maria Keller, the board's chief engineer, “and the first 12 \
cranes will run by March 2027.”""",
    "Officials at the finance office in Norwood declined to comment on the price.",
)


def page(*paragraphs: str, head: str = "", title: str = "Harbour orders electric cranes") -> str:
    """Return a page with an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>'
        f'<nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}</article>'
        "<footer>All rights reserved</footer></body></html>"
    )
