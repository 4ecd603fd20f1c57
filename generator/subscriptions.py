"""Mail services: where a form of theirs is sent, and what it calls the address of a reader.

Each takes a form of plain HTML, without a script. What their documentation says of it:

- Buttondown: https://docs.buttondown.com/building-your-subscriber-base
- Kit: a form's number is in the address of its editor
- listmonk: ``/subscription/form`` of one's own server, with the UUID of a list
- Mailchimp: the address in the ``action`` of an embedded form
- Ghost: signs up on its own page, which a link leads to
"""

from typing import Literal, NamedTuple
from urllib.parse import urlsplit

Service = Literal["buttondown", "ghost", "kit", "listmonk", "mailchimp"]


class Form(NamedTuple):
    """A form by which a reader subscribes; without a field it is a page that a link leads to."""

    action: str
    field: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    """Names and values that go along."""


def form_of(service: Service | None, name: str, mailing_list: str) -> Form:
    """Return the form of a service.

    :param name: what the service calls the newsletter: a name at Buttondown, a number at Kit, elsewhere an
        address.
    :param mailing_list: the UUID of a list at listmonk.
    """
    match service:
        case "buttondown":
            return Form(f"https://buttondown.com/api/emails/embed-subscribe/{name}", "email")
        case "kit":
            return Form(f"https://app.kit.com/forms/{name}/subscriptions", "email_address")
        case "listmonk":
            hidden = (("l", mailing_list),) if mailing_list else ()
            return Form(f"{name.rstrip('/')}/subscription/form", "email", hidden)
        case "ghost":
            return Form(f"{name.rstrip('/')}/#/portal/signup")
        case _:
            return Form(name, "EMAIL" if service else "email")


def origin_of(address: str) -> str:
    """Return scheme and host of an address, as policies for content name them; empty where it has none."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} and parts.netloc else ""


def with_form_action(policy: str, origin: str) -> str:
    """Return a policy (CSP Level 3) that lets forms be sent to one origin more, and nothing else."""
    if not origin:
        return policy
    directives = [directive.strip() for directive in policy.split(";")]
    return "; ".join(
        f"{directive} {origin}" if directive.split(" ")[0].lower() == "form-action" else directive
        for directive in directives
    )
