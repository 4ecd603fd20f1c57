"""Reaching an object store: its address, its credentials, its patience."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import obstore.store

from generator.errors import PublishError
from generator.publish.object_store.aws_profile import are_missing, profile_settings
from generator.targets import ObjectStoreOptions

_from_url: Any = obstore.store.from_url
"""Its overloads tell kinds of stores apart by their keywords; ours are put together at run time."""

_SCHEMES = {"s3": "S3", "s3a": "S3", "gs": "Google Cloud Storage", "az": "Azure", "file": "a folder"}


def open_store(options: ObjectStoreOptions, root: Path) -> Any:  # noqa: ANN401 - one of obstore's stores
    """Return the store; nothing is asked of it yet.

    :param root: the site's folder, which a ``file:`` address without a leading slash is relative to.
    :raises PublishError: the address is none, or holds credentials.
    """
    url = urlsplit(options.url)
    if url.scheme not in _SCHEMES or not (url.netloc or url.scheme == "file"):
        raise PublishError(
            f"publish: {options.url!r} is no address of an object store",
            "it begins with s3://BUCKET, gs://BUCKET, az://CONTAINER or file:///FOLDER",
        )
    if "@" in url.netloc or url.query or "@" in urlsplit(options.endpoint).netloc:
        raise PublishError(
            "publish: the address of the object store holds credentials",
            "take them out of site.yaml; they belong into the environment or a profile",
        )
    if url.scheme == "file":
        return _open_folder(options, root)
    client: dict[str, Any] = {
        "timeout": timedelta(seconds=options.timeout),
        "connect_timeout": timedelta(seconds=10),
    }
    if options.endpoint.startswith("http://"):
        client["allow_http"] = True
    config, provider = _s3_settings(options) if url.scheme in {"s3", "s3a"} else ({}, None)
    more = {"credential_provider": provider} if provider else {}
    return _from_url(
        options.url, config=config, client_options=client, retry_config=_retries(options), **more
    )


def _open_folder(options: ObjectStoreOptions, root: Path) -> Any:  # noqa: ANN401 - obstore's LocalStore
    if options.clean_keys:
        raise PublishError("publish: a folder can't hold both a and a/index.html", "set clean_keys: false")
    folder = (root / options.url.removeprefix("file://")).resolve()
    return _from_url(folder.as_uri(), mkdir=True, automatic_cleanup=True)


def _s3_settings(options: ObjectStoreOptions) -> tuple[dict[str, Any], Any]:
    """Return the settings of an S3 store and what provides credentials."""
    settings, provider = profile_settings(options.profile)
    if options.endpoint and are_missing(settings, provider):
        raise PublishError(
            f"{options.url}: no credentials were found",
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile",
        )
    own = {"endpoint": options.endpoint, "region": options.region}
    return settings | {key: value for key, value in own.items() if value}, provider


def _retries(options: ObjectStoreOptions) -> Any:  # noqa: ANN401 - obstore's RetryConfig
    """Return how to try again: after 0.2 s, then about twice as long each time, with jitter."""
    return {
        "max_retries": options.retries,
        "backoff": {"init_backoff": timedelta(seconds=0.2), "max_backoff": timedelta(seconds=10), "base": 2},
        "retry_timeout": timedelta(seconds=170),
    }
