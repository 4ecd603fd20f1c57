"""What ``publish`` in ``site.yaml`` may say, one record a kind of target."""

from typing import Annotated, Literal

import msgspec

from generator.decode.scalars import Line, Slug

Host = Literal["", "github-pages", "netlify", "cloudflare-pages"]


class GitOptions(msgspec.Struct, frozen=True):
    """``type: git``: a branch that a host serves."""

    type: Literal["git"]
    remote: Line = "origin"
    """The name of a remote of the repository around the site, a URL, or a path."""
    branch: Line = "gh-pages"
    cname: Line = ""
    """The domain to write into ``CNAME``; when empty, the branch's own ``CNAME`` stays."""
    history: bool = True
    """Whether to keep earlier publications, or leave one commit."""
    message: Line = "Publish the site"
    """The message of a commit."""
    host: Host = ""
    """Whose limits to watch; found from the remote where it can be."""


class ObjectStoreOptions(msgspec.Struct, frozen=True):
    """``type: object-store``: a bucket of S3, R2, MinIO, Google Cloud Storage or Azure, or a local folder."""

    type: Literal["object-store"]
    url: Line
    """``s3://BUCKET/PREFIX``, ``gs://…``, ``az://CONTAINER/PREFIX`` or ``file:///…``."""
    endpoint: Line = ""
    """The address of an S3-compatible service."""
    region: Line = ""
    profile: Line = ""
    """The profile of ``~/.aws`` to take credentials from; AWS_PROFILE when empty."""
    cache_control: dict[Line, Line] = {}
    """``Cache-Control`` by pattern of path, before the defaults; ``*`` also matches slashes."""
    clean_keys: bool = False
    """Whether to store each ``a/index.html`` also as ``a``."""
    parallel: Annotated[int, msgspec.Meta(ge=1, le=256)] = 16
    """How many requests to have under way at once."""
    retries: Annotated[int, msgspec.Meta(ge=0, le=20)] = 6
    """How often to try a failed request again, each time after a longer wait."""
    timeout: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 60
    """Seconds that one request may take."""


class RsyncOptions(msgspec.Struct, frozen=True):
    """``type: rsync``: a folder of a server, over ssh."""

    type: Literal["rsync"]
    to: Line
    """``user@host:/folder/``."""
    ssh_port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
    """The port of ssh; 0 for what ssh's own settings say."""


class FolderOptions(msgspec.Struct, frozen=True):
    """``type: folder``: a folder of this machine."""

    type: Literal["folder"]
    path: Line
    """The folder, relative to the site's or absolute."""
    atomic: bool = True
    """Whether to swap in a whole new folder where the file system allows."""
    host: Host = ""
    """Whose limits to watch, where a tool of a host uploads the folder."""


TargetOptions = GitOptions | ObjectStoreOptions | RsyncOptions | FolderOptions


class PublishSettings(msgspec.Struct, frozen=True):
    """``publish``: where to, and which of the targets when none is named."""

    targets: dict[Slug, TargetOptions] = {}
    """By the name that ``weekmark publish NAME`` takes."""
    default: Line = ""
