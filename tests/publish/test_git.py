"""Publishing to a branch."""

import os
import secrets
import subprocess
from pathlib import Path

import pytest

from generator.errors import PublishError
from generator.manifest import MANIFEST_NAME
from generator.publish.git.target import GitTarget
from generator.publish.publication import prepare
from generator.publish.state import State
from generator.publish.target import Job, Run
from generator.targets import GitOptions
from tests.publish.built import BuiltSite
from tests.publish.conftest import Sshd, require
from tests.publish.git_https import git_over_https


def git(folder: Path, *arguments: str) -> str:
    """Run the user's git in a folder."""
    who = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {"GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "a@example.org"}
    done = subprocess.run(
        [require("git"), *arguments], cwd=folder, env=os.environ | who, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    return tmp_path / "remote.git"


def target(built: BuiltSite, remote: Path | str, name: str = "web", **options: object) -> GitTarget:
    values = {"type": "git", "remote": str(remote), **options}
    return GitTarget(GitOptions(**values), built.root, built.root / ".weekmark" / "publish" / f"{name}.git")  # type: ignore[arg-type]


def branch(remote: Path, name: str = "gh-pages") -> dict[str, str]:
    """Return every file of a branch but our manifest."""
    paths = git(remote, "ls-tree", "-r", "-z", "--name-only", name).split("\0")
    return {path: git(remote, "show", f"{name}:{path}") for path in paths if path and path != MANIFEST_NAME}


def as_branch(built: BuiltSite, **more: str) -> dict[str, str]:
    """Return what the branch has to hold."""
    return {path: text.strip() for path, text in built.files.items()} | {".nojekyll": ""} | more


def log(remote: Path) -> list[str]:
    return git(remote, "log", "--format=%s", "gh-pages").splitlines()


def test_a_round_trip_from_no_repository(built: BuiltSite, remote: Path) -> None:
    first = built.publish(target(built, f"file://{remote}", cname="digest.example.org"))
    second = built.publish(target(built, remote, cname="digest.example.org"))

    assert branch(remote) == as_branch(built, CNAME="digest.example.org")
    assert log(remote) == ["Publish the site"]
    assert (len(first.added), second.is_empty) == (15, True)
    assert git(remote, "log", "-1", "--format=%an <%ae>", "gh-pages") == "Weekmark <weekmark@localhost>"


def test_programs_that_a_cloned_repository_names_are_not_run(
    built: BuiltSite, remote: Path, tmp_path: Path
) -> None:
    built.publish(target(built, f"file://{remote}"))
    forged = f"""
[core]
    bare = true
    sshCommand = touch {tmp_path}/ran; ssh
    fsmonitor = touch {tmp_path}/ran; false
[credential]
    helper = "!touch {tmp_path}/ran"
[uploadpack]
    packObjectsHook = touch {tmp_path}/ran; git
[url "ext::touch {tmp_path}/ran "]
    insteadOf = file://
    pushInsteadOf = file://
[protocol "ext"]
    allow = always
"""
    (built.root / ".weekmark/publish/web.git/config").write_text(forged)
    (built.root / ".weekmark/publish/web.git/HEAD").write_text("ref: refs/heads/main\n")
    built.put(**{"index.html": "new"})

    built.publish(target(built, f"file://{remote}"))

    assert branch(remote)["index.html"] == "new"
    assert not (tmp_path / "ran").exists()


def test_history_is_kept_and_removals_are_exact(built: BuiltSite, remote: Path) -> None:
    built.publish(target(built, remote))
    built.put(**{"index.html": "new", "about/index.html": None})
    plan = built.publish(target(built, remote))

    assert (plan.changed, plan.removed) == (("index.html",), ("about/index.html",))
    assert branch(remote) == as_branch(built)
    assert len(log(remote)) == 2


def test_without_history_one_commit_is_left(built: BuiltSite, remote: Path) -> None:
    built.publish(target(built, remote, history=False))
    built.put(**{"index.html": "new"})
    built.publish(target(built, remote, history=False))

    assert branch(remote) == as_branch(built)
    assert len(log(remote)) == 1


def test_another_machine_sends_only_what_differs(built: BuiltSite, remote: Path, tmp_path: Path) -> None:
    built.publish(target(built, remote))
    elsewhere = BuiltSite(tmp_path / "elsewhere")
    elsewhere.put(**{"index.html": "new"})
    plan = elsewhere.publish(target(elsewhere, remote))

    assert (plan.added, plan.changed, plan.removed, plan.unchanged) == ((), ("index.html",), (), 14)
    assert branch(remote) == as_branch(elsewhere)
    assert len(log(remote)) == 2


def test_the_users_checkout_index_and_stash_stay(built: BuiltSite, remote: Path) -> None:
    root = built.root
    (root / ".gitignore").write_text("public\n.weekmark\n")
    (root / "notes.txt").write_text("one")
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "remote", "add", "origin", "../remote.git")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Begin")
    (root / "notes.txt").write_text("stashed")
    git(root, "stash")
    (root / "notes.txt").write_text("staged")
    git(root, "add", "notes.txt")
    (root / "notes.txt").write_text("changed")

    def seen() -> tuple[object, ...]:
        index = (root / ".git" / "index").read_bytes()
        return index, *(
            git(root, *words.split()) for words in ("status --porcelain", "stash list", "for-each-ref")
        )

    before = seen()
    objects = git(root, "count-objects", "-v")
    inner = BuiltSite(root / "sites" / "inner")
    git_before = seen()
    built.publish(target(built, "origin"))
    built.put(**{"index.html": "new"})
    built.publish(target(built, "origin"))

    assert before[0] == seen()[0]
    assert git_before == seen()
    assert git(root, "count-objects", "-v") == objects
    assert not (root / ".git" / "FETCH_HEAD").exists()
    assert branch(remote) == as_branch(built)
    inner.publish(target(inner, "origin", branch="inner"))
    assert branch(remote, "inner") == as_branch(inner)


def test_it_works_inside_of_a_hook_of_the_users_repository(
    built: BuiltSite, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet", "theirs")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "theirs" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "theirs" / ".git" / "index"))
    built.publish(target(built, remote))
    monkeypatch.undo()

    assert branch(remote) == as_branch(built)
    assert not (tmp_path / "theirs" / ".git" / "index").exists()


def test_a_domain_set_on_the_branch_is_kept(built: BuiltSite, remote: Path, tmp_path: Path) -> None:
    built.publish(target(built, remote))
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(remote), "clone")
    (tmp_path / "clone" / "CNAME").write_text("own.example.org\n")
    (tmp_path / "clone" / "robots.txt").write_text("Disallow: /\n")
    git(tmp_path / "clone", "add", ".")
    git(tmp_path / "clone", "commit", "--quiet", "-m", "Create CNAME")
    git(tmp_path / "clone", "push", "--quiet")

    plan = built.publish(target(built, remote))

    assert plan.changed == ("robots.txt",)
    assert branch(remote) == as_branch(built, CNAME="own.example.org")


def test_a_new_domain_is_published_though_the_site_is_unchanged(built: BuiltSite, remote: Path) -> None:
    built.publish(target(built, remote))
    for domain in ("one.example.org", "two.example.org", "two.example.org"):
        built.publish(target(built, remote, cname=domain))
        assert branch(remote) == as_branch(built, CNAME=domain)

    assert len(log(remote)) == 3


def test_files_of_another_origin_stop_it_and_stay_when_adopted(
    built: BuiltSite, remote: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", str(remote), "clone")
    (tmp_path / "clone" / "README.md").write_text("by hand")
    git(tmp_path / "clone", "add", ".")
    git(tmp_path / "clone", "commit", "--quiet", "-m", "Begin")
    git(tmp_path / "clone", "push", "--quiet", "origin", "HEAD:gh-pages")

    with pytest.raises(PublishError) as refusal:
        built.publish(target(built, remote))
    built.publish(target(built, remote), adopt=True)
    built.put(**{"about/index.html": None})
    built.publish(target(built, remote))

    assert str(refusal.value) == (
        f"branch gh-pages of {remote} holds files that Weekmark did not put there, such as README.md"
    )
    assert branch(remote) == as_branch(built) | {"README.md": "by hand"}
    assert log(remote) == ["Publish the site", "Publish the site", "Begin"]


def test_a_hook_that_refuses_is_quoted(built: BuiltSite, remote: Path) -> None:
    hook = remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'No deploys on Fridays.' >&2\nexit 1\n")
    hook.chmod(0o755)

    with pytest.raises(PublishError) as refusal:
        built.publish(target(built, remote))

    assert str(refusal.value) == (
        f"can't push to branch gh-pages of {remote}: the remote's rules refuse the push"
        ' (it says: "No deploys on Fridays.")'
    )
    assert refusal.value.remedy == "allow pushes to the branch there, or publish to another branch"
    assert git(remote, "for-each-ref") == ""


@pytest.mark.parametrize("history", [True, False])
def test_of_two_publishers_one_wins_and_the_other_says_so(
    built: BuiltSite, remote: Path, tmp_path: Path, history: bool
) -> None:
    other = BuiltSite(tmp_path / "other", {"index.html": "other"})
    built.publish(target(built, remote, history=history))
    built.put(**{"index.html": "mine"})
    slow = target(built, remote, history=history)
    look, looks = slow.look, []

    def look_then_be_overtaken() -> object:
        there = look()
        looks.append(there)
        if len(looks) == 2:
            other.publish(target(other, remote, history=history), adopt=True)
        return there

    slow.look = look_then_be_overtaken  # type: ignore[method-assign,assignment]
    with pytest.raises(PublishError) as refusal:
        built.publish(slow)

    assert str(refusal.value) == (
        f"can't push to branch gh-pages of {remote}: another publisher was quicker and the branch has moved"
    )
    assert branch(remote) == as_branch(other)
    built.publish(target(built, remote, history=history))
    assert branch(remote) == as_branch(built)


def test_a_branch_that_moved_is_overwritten_when_force_is_asked_for(
    built: BuiltSite, remote: Path, tmp_path: Path
) -> None:
    other = BuiltSite(tmp_path / "other", {"index.html": "other"})
    built.publish(target(built, remote))
    built.put(**{"index.html": "mine"})
    forced = target(built, remote)
    prospect = prepare(built.tree, forced)
    with forced.open(
        Job(built.tree, frozenset(["index.html"]), frozenset(), Run("me-1", "me", force=True))
    ) as session:
        other.publish(target(other, remote))
        session.send(prospect.plan.changed, lambda _path: None)
        session.finish(State(prospect.manifest.files))

    assert branch(remote) == as_branch(built)
    assert log(remote) == ["Publish the site", "Publish the site"]


def test_a_branch_that_was_rewritten_is_published_to_again(built: BuiltSite, remote: Path) -> None:
    built.publish(target(built, remote))
    git(remote, "update-ref", "-d", "refs/heads/gh-pages")
    built.publish(target(built, remote))

    assert branch(remote) == as_branch(built)


def test_a_repository_of_ours_that_was_left_locked_or_damaged_is_mended(
    built: BuiltSite, remote: Path
) -> None:
    own = built.root / ".weekmark" / "publish" / "web.git"
    built.publish(target(built, remote))
    for name in ("refs/weekmark/pushed.lock", "refs/weekmark/there.lock", "shallow.lock"):
        (own / name).write_text("")
    built.put(**{"index.html": "locked"})
    built.publish(target(built, remote))
    (own / "HEAD").write_text("")
    built.put(**{"index.html": "damaged"})
    built.publish(target(built, remote))

    assert branch(remote) == as_branch(built)


def test_a_full_disk_is_told(built: BuiltSite, small_disk: Path) -> None:
    git(small_disk, "init", "--quiet", "--bare", "--template=", "remote.git")
    built.publish(target(built, small_disk / "remote.git"))
    built.put(**{"index.html": "".join(secrets.token_hex(8) for _ in range(60_000))})
    with pytest.raises(PublishError) as failure:
        built.publish(target(built, small_disk / "remote.git"))
    built.put(**{"index.html": "small"})
    built.publish(target(built, small_disk / "remote.git"))

    assert str(failure.value).startswith(
        f"can't push to branch gh-pages of {small_disk}/remote.git: the disk is full"
    )
    assert branch(small_disk / "remote.git") == as_branch(built)


def test_over_ssh(built: BuiltSite, remote: Path, sshd: Sshd) -> None:
    url = f"ssh://127.0.0.1:{sshd.port}{remote}"
    built.publish(target(built, url))
    built.put(**{"index.html": "new"})
    built.publish(target(built, url))

    assert branch(remote) == as_branch(built)


def test_an_unknown_ssh_host_is_told_and_nobody_is_asked(built: BuiltSite, remote: Path, sshd: Sshd) -> None:
    with pytest.raises(PublishError) as failure:
        built.publish(target(built, f"ssh://localhost:{sshd.port}{remote}"))

    assert str(failure.value) == (
        f"can't reach branch gh-pages of ssh://localhost:{sshd.port}{remote}: access is denied"
    )


def test_over_https_with_the_token_that_a_ci_leaves_in_its_checkout(
    built: BuiltSite, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(remote, "config", "http.receivepack", "true")
    git(built.root, "init", "--quiet")
    with git_over_https(tmp_path, "Basic c2VjcmV0") as (url, certificate):
        monkeypatch.setenv("GIT_SSL_CAINFO", str(certificate))
        git(built.root, "remote", "add", "origin", f"{url.replace('://', '://ada@')}/remote.git")
        with pytest.raises(PublishError) as refusal:
            built.publish(target(built, "origin"))
        git(built.root, "config", f"http.{url}/.extraheader", "Authorization: Basic c2VjcmV0")
        built.publish(target(built, "origin"))
        built.put(**{"index.html": "new"})
        built.publish(target(built, "origin"))

    assert str(refusal.value) == f"can't reach branch gh-pages of {url}/remote.git: access is denied"
    assert branch(remote) == as_branch(built)
    assert "c2VjcmV0" not in "".join(
        path.read_text("utf-8", "replace") for path in (built.root / ".weekmark").rglob("*") if path.is_file()
    )


def test_a_password_in_a_remote_is_never_shown(built: BuiltSite) -> None:
    git(built.root, "init", "--quiet")
    git(built.root, "remote", "add", "origin", "https://ada:s3cret@127.0.0.1:9/x.git")

    with pytest.raises(PublishError) as failure:
        target(built, "origin").look()

    assert str(failure.value) == (
        "can't reach branch gh-pages of https://127.0.0.1:9/x.git: the connection failed"
    )
    assert "s3cret" not in failure.value.remedy


def test_remotes_that_are_none_are_told(built: BuiltSite, remote: Path) -> None:
    git(built.root, "init", "--quiet")
    git(built.root, "remote", "add", "origin", str(remote))

    with pytest.raises(PublishError) as typo:
        target(built, "orgin")
    with pytest.raises(PublishError) as option:
        target(built, "--upload-pack=x")
    with pytest.raises(PublishError) as password:
        target(built, "https://ada:s3cret@example.org/x.git")
    with pytest.raises(PublishError) as missing:
        target(built, "../nothing.git").look()

    assert (str(typo.value), typo.value.remedy) == (
        'there is no git remote "orgin" here',
        'did you mean "origin"?',
    )
    assert str(option.value) == 'there is no git remote "--upload-pack=x" here'
    assert str(password.value) == "publish: the remote's address holds a password"
    assert str(missing.value) == (
        f"can't reach branch gh-pages of {built.root.parent}/nothing.git: "
        "there is no repository that you may read"
    )
