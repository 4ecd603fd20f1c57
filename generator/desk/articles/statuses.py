"""What a server means by the status of its answer (RFC 9110, section 15), for people. Pure."""

_STATUSES = {
    401: "401: wants a password",
    402: "402: has to be paid for",
    403: "403: refused",
    404: "404: there is nothing",
    410: "410: gone",
    429: "429: too many requests",
    451: "451: withheld for legal reasons",
}


def status_in_words(status: int, usual: str) -> str:
    """Return a status in words.

    :param usual: what to say where nothing better is known.
    """
    return _STATUSES.get(status, f"{status}: {'the server fails' if status >= 500 else usual}")
