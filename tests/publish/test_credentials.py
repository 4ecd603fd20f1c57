"""Where credentials of object stores are looked for."""

from pathlib import Path

import pytest

from generator.errors import PublishError
from generator.publish.object_store.access import open_store
from generator.publish.object_store.aws_profile import profile_settings
from generator.targets import ObjectStoreOptions

CREDENTIALS = """\
[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = default%secret

[digest]
aws_access_key_id = AKIADIGEST
aws_secret_access_key = digestsecret
aws_session_token = token
"""
CONFIG = """\
[default]
region = eu-west-1

[profile digest]
region = eu-central-1
endpoint_url = https://s3.example.org

[profile sso]
sso_session = work
sso_account_id = 1
"""


@pytest.fixture
def profiles() -> Path:
    folder = Path.home() / ".aws"
    folder.mkdir()
    (folder / "credentials").write_text(CREDENTIALS)
    (folder / "config").write_text(CONFIG)
    return folder


DEFAULT = {"region": "eu-west-1", "access_key_id": "AKIADEFAULT", "secret_access_key": "default%secret"}
DIGEST = {
    "region": "eu-central-1",
    "endpoint": "https://s3.example.org",
    "access_key_id": "AKIADIGEST",
    "secret_access_key": "digestsecret",
    "session_token": "token",
}


@pytest.mark.usefixtures("profiles")
def test_a_profile_of_the_settings_counts_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert profile_settings("") == (DEFAULT, None)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT")
    assert profile_settings("") == ({}, None)
    assert profile_settings("digest") == (DIGEST, None)
    monkeypatch.setenv("AWS_PROFILE", "digest")
    assert profile_settings("") == (DIGEST, None)


def test_without_profiles_the_environment_counts() -> None:
    assert profile_settings("") == ({}, None)


def test_the_files_may_lie_elsewhere(profiles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(profiles / "mine"))
    (profiles / "mine").write_text("[default]\naws_access_key_id = AKIAMINE\n")

    assert profile_settings("")[0] == {"region": "eu-west-1", "access_key_id": "AKIAMINE"}


@pytest.mark.usefixtures("profiles")
def test_a_profile_that_is_none_is_told() -> None:
    with pytest.raises(PublishError) as refusal:
        profile_settings("digset")

    assert (refusal.value.message, refusal.value.remedy) == (
        'there is no AWS profile "digset"',
        "see `aws configure list-profiles`, or unset AWS_PROFILE",
    )


def test_a_broken_file_is_told_without_its_text(profiles: Path) -> None:
    (profiles / "credentials").write_text("aws_secret_access_key = secret\n")

    with pytest.raises(PublishError) as refusal:
        profile_settings("digest")

    assert str(refusal.value) == f"{profiles}/credentials can't be read"
    assert refusal.value.__suppress_context__


@pytest.mark.usefixtures("profiles")
def test_a_profile_of_single_sign_on_is_left_to_boto3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "boto3", None)

    with pytest.raises(PublishError) as refusal:
        profile_settings("sso")

    assert refusal.value.message == (
        'the AWS profile "sso" has no keys of its own (single sign-on, a role or a process)'
    )
    assert "aws configure export-credentials --profile sso" in refusal.value.remedy


def test_an_endpoint_without_credentials_is_told_before_anything_is_asked() -> None:
    options = ObjectStoreOptions("object-store", "s3://digest", endpoint="https://minio.example.org")

    with pytest.raises(PublishError) as refusal:
        open_store(options, Path())

    assert (refusal.value.message, refusal.value.remedy) == (
        "s3://digest: no credentials were found",
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile",
    )


@pytest.mark.usefixtures("profiles")
def test_stores_of_other_services_are_opened_by_their_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "digest")

    stores = [
        open_store(ObjectStoreOptions("object-store", url), Path())
        for url in ("s3://digest/site", "gs://digest/site", "az://digest/site")
    ]

    assert [type(store).__name__ for store in stores] == ["S3Store", "GCSStore", "AzureStore"]
    assert [store.prefix for store in stores] == ["site", "site", "site"]
