"""Credentials of a profile of ``~/.aws``, in the files and order of the AWS command line.

Keys that a profile holds are read here. What has to be asked for first (single sign-on, roles, processes)
is left to boto3, where that is installed.
"""

import os
from collections.abc import Mapping
from configparser import ConfigParser, Error, SectionProxy
from pathlib import Path
from typing import Any

from generator.decode.findings import shown
from generator.errors import PublishError

_ELSEWHERE = (
    "AWS_ACCESS_KEY_ID",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_SKIP_SIGNATURE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
)
_DYNAMIC = (
    "credential_process",
    "role_arn",
    "source_profile",
    "sso_account_id",
    "sso_session",
    "sso_start_url",
)


def profile_settings(profile: str) -> tuple[dict[str, Any], Any]:
    """Return settings for obstore's S3 store, and what provides credentials (None: the environment).

    :param profile: the name in ``site.yaml``; when empty, AWS_PROFILE counts, then the keys of the
        environment, then the profile ``default``.
    :raises PublishError: there is no such profile, or boto3 is needed and missing.
    """
    named = profile or os.environ.get("AWS_PROFILE", "")
    if not named and any(name in os.environ for name in _ELSEWHERE):
        return {}, None
    section = _find_section(named or "default")
    if section is None:
        if named:
            raise PublishError(
                f"there is no AWS profile {shown(named)}",
                "see `aws configure list-profiles`, or unset AWS_PROFILE",
            )
        return {}, None
    settings = {"region": section.get("region"), "endpoint": section.get("endpoint_url")}
    found = {key: value for key, value in settings.items() if value}
    if key := section.get("aws_access_key_id"):
        secrets = {
            "access_key_id": key,
            "secret_access_key": section.get("aws_secret_access_key"),
            "session_token": section.get("aws_session_token"),
        }
        return found | {name: value for name, value in secrets.items() if value}, None
    if any(name in section for name in _DYNAMIC):
        return found, _ask_boto3(named or "default")
    return found, None


def are_missing(settings: Mapping[str, Any], provider: object) -> bool:
    """Say whether nothing but the machine itself could provide credentials, as machines of AWS do."""
    return not (provider or "access_key_id" in settings or any(name in os.environ for name in _ELSEWHERE))


def _find_section(name: str) -> SectionProxy | None:
    """Return the profile's entries, those of the credentials file laid over those of the config file."""
    home = Path.home() / ".aws"
    places = (
        (
            os.environ.get("AWS_CONFIG_FILE") or home / "config",
            name if name == "default" else f"profile {name}",
        ),
        (os.environ.get("AWS_SHARED_CREDENTIALS_FILE") or home / "credentials", name),
    )
    merged = ConfigParser(interpolation=None)
    for file, title in places:
        parser = ConfigParser(interpolation=None, default_section="", strict=False)
        try:
            parser.read(Path(file).expanduser(), encoding="utf-8")
        except (OSError, Error, UnicodeDecodeError):
            raise PublishError(f"{file} can't be read", "check its form and permissions") from None
        if parser.has_section(title):
            merged.read_dict({"found": dict(parser[title])})
    return merged["found"] if merged.has_section("found") else None


def _ask_boto3(name: str) -> Any:  # noqa: ANN401 - boto3 is no dependency and has no types here
    try:
        import boto3  # type: ignore[import-untyped,import-not-found,unused-ignore] # noqa: PLC0415 - not a dependency
        from obstore.auth.boto3 import Boto3CredentialProvider  # noqa: PLC0415 - see above
    except ImportError:
        raise PublishError(
            f"the AWS profile {shown(name)} has no keys of its own (single sign-on, a role or a process)",
            "install boto3, or put keys into the environment: "
            f'eval "$(aws configure export-credentials --profile {name} --format env)"',
        ) from None
    return Boto3CredentialProvider(boto3.Session(profile_name=name))
