"""``weekmark publish`` as a user meets it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from generator.digest import hexadecimal_digest
from generator.publish.local_run import local_run
from tests.publish.built import BuiltSite, texts
from tests.publish.conftest import KEY_ID, SECRET, Server, StartServer
from tests.publish.faults import fault_proxy
from tests.publish.test_object_store import serve_rclone
from tests.sites import SiteFolder

ROOT = Path(__file__).parents[2]


def weekmark(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a site's folder."""
    command = [sys.executable, "-m", "generator", "-C", str(root), *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def published(folder: Path) -> dict[str, str]:
    """Return the digest of every file but our manifest and lock."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".weekmark-")]
    return {path.relative_to(folder).as_posix(): hexadecimal_digest(path.read_bytes()) for path in files}


@pytest.fixture
def configured(built: BuiltSite) -> BuiltSite:
    """A built site with a folder to publish to."""
    (built.root / "site.yaml").write_text(
        "title: x\nbase_url: https://x.example.org/\n"
        "publish: {targets: {web: {type: folder, path: ../www}}}\n"
    )
    return built


def test_it_builds_shows_the_plan_and_publishes(site: SiteFolder, tmp_path: Path) -> None:
    site.with_settings(publish={"targets": {"web": {"type": "folder", "path": "../www"}}})
    dry = weekmark(site.root, "publish", "--dry-run", "--now", "2026-05-01")
    nothing_yet = (tmp_path / "www").exists()
    first = weekmark(site.root, "publish", "--now", "2026-05-01")
    second = weekmark(site.root, "publish", "web", "--now", "2026-05-01")

    assert (dry.returncode, first.returncode, second.returncode, first.stderr) == (0, 0, 0, "")
    assert "  + 404.html\n" in dry.stdout
    assert not nothing_yet
    assert first.stdout.splitlines()[0].startswith(f"built {site.output}: ")
    assert first.stdout.splitlines()[-1] == f"published to {tmp_path / 'www'}"
    assert second.stdout.splitlines()[-1] == "nothing to publish"
    assert published(tmp_path / "www") == published(site.output)


def test_a_site_with_errors_is_not_published(site: SiteFolder, tmp_path: Path) -> None:
    site.with_settings(publish={"targets": {"web": {"type": "folder", "path": "../www"}}})
    site.with_event("broken", importence=3)
    run = weekmark(site.root, "publish")

    assert run.returncode == 1
    assert run.stderr.endswith("nothing was published\n")
    assert 'did you mean "importance"?' in run.stderr
    assert not (tmp_path / "www").exists()


def test_machines_get_json(configured: BuiltSite, tmp_path: Path) -> None:
    run = weekmark(configured.root, "publish", "--no-build", "--json")
    configured.put(**{"index.html": None})
    (tmp_path / "www" / ".weekmark-manifest.json").write_text("{")
    broken = weekmark(configured.root, "publish", "--no-build", "--json")

    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout) == {
        "ok": True,
        "target": "web",
        "where": str(tmp_path / "www"),
        "published": True,
        "added": sorted({**configured.files, "index.html": ""}),
        "changed": [],
        "removed": [],
        "unchanged": 0,
        "bytes": 271,
        "warnings": [],
    }
    assert (broken.returncode, json.loads(broken.stdout)) == (
        1,
        {
            "ok": False,
            "error": f"{tmp_path / 'www'}: its .weekmark-manifest.json can't be read",
            "remedy": "remove .weekmark-manifest.json there, then publish with --adopt",
        },
    )


def test_many_removals_stop_where_nobody_can_be_asked(configured: BuiltSite, tmp_path: Path) -> None:
    weekmark(configured.root, "publish", "--no-build")
    before = dict(configured.files)
    configured.put(
        **dict.fromkeys([path for path in before if path.endswith(".html") and path != "index.html"])
    )
    refused = weekmark(configured.root, "publish", "--no-build")
    unchanged = texts(tmp_path / "www")
    allowed = weekmark(configured.root, "publish", "--no-build", "--yes")

    assert refused.returncode == 1
    assert refused.stderr == (
        "error: 7 of the 8 pages there would be removed\n"
        "  look at the plan with --dry-run; use --yes if it is what you want\n"
    )
    assert unchanged == before
    assert allowed.returncode == 0
    assert texts(tmp_path / "www") == configured.files


def test_many_removals_are_asked_about_in_a_terminal(configured: BuiltSite, tmp_path: Path) -> None:
    weekmark(configured.root, "publish", "--no-build")
    configured.put(**dict.fromkeys([path for path in configured.files if path.startswith(("events", "w"))]))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "-C", str(configured.root), "publish", "--no-build"]
    with subprocess.Popen(command, cwd=ROOT, stdin=theirs, stderr=subprocess.PIPE, text=True) as run:
        os.write(ours, b"y\n")
        said = run.communicate()[1]
    os.close(ours)
    os.close(theirs)

    assert (run.returncode, said) == (0, "4 of the 8 pages there would be removed; go on? [y/N]: ")
    assert texts(tmp_path / "www") == configured.files


def test_limits_of_a_host_are_told_before_they_are_met(configured: BuiltSite) -> None:
    settings = configured.root / "site.yaml"
    settings.write_text(settings.read_text().replace("../www", "../www, host: cloudflare-pages"))
    configured.put(**{"images/film.svg": "x" * (24 << 20)})
    said = weekmark(configured.root, "publish", "--no-build", "--dry-run")
    machine = weekmark(configured.root, "publish", "--no-build", "--dry-run", "--json")

    warning = "Cloudflare Pages takes files of at most 26.2 MB; images/film.svg has 25.2 MB"
    assert said.stderr == f"warning: {warning}\n"
    assert json.loads(machine.stdout)["warnings"] == [warning]


def test_one_publication_at_a_time_from_a_folder(configured: BuiltSite, tmp_path: Path) -> None:
    with local_run(configured.root / ".weekmark" / "publish", "web"):
        second = weekmark(configured.root, "publish", "--no-build")
    third = weekmark(configured.root, "publish", "--no-build")

    assert (second.returncode, second.stderr) == (
        1,
        "error: another publication to web is under way from this folder\n  wait for it to end\n",
    )
    assert third.returncode == 0
    assert texts(tmp_path / "www") == configured.files


def test_wrong_options_are_told_with_exit_code_two(configured: BuiltSite) -> None:
    assert weekmark(configured.root, "publish", "--nonsense").returncode == 2
    assert weekmark(configured.root, "publish", "--verify-patience", "x").returncode == 2
    assert weekmark(configured.root, "publish", "--verify", "file:///etc").returncode == 2
    assert weekmark(configured.root.parent, "publish").returncode == 2
    unknown = weekmark(configured.root, "publish", "wep")
    assert (unknown.returncode, unknown.stderr) == (
        1,
        'error: there is no target "wep" in site.yaml\n  did you mean "web"?\n',
    )


def test_what_was_not_built_is_not_published(configured: BuiltSite, tmp_path: Path) -> None:
    (configured.tree / "index.html").write_text("edited by hand")
    edited = weekmark(configured.root, "publish", "--no-build")
    (configured.tree / ".weekmark-manifest.json").unlink()
    none = weekmark(configured.root, "publish", "--no-build")

    assert edited.stderr == (
        f"error: {configured.tree}/index.html is not what the build wrote\n  build the site again\n"
    )
    assert none.stderr == (
        f"error: {configured.tree} holds no built site\n  run `weekmark build`, or leave out --no-build\n"
    )
    assert not (tmp_path / "www").exists()


@pytest.mark.usefixtures("aws_keys")
@pytest.mark.parametrize("status", [None, 400, 403, 500])
def test_secrets_are_in_no_output(
    built: BuiltSite, start_server: StartServer, tmp_path: Path, status: int | None
) -> None:
    server: Server = serve_rclone(start_server, tmp_path / "s3")
    with fault_proxy(server.port) as proxy:
        proxy.rule = lambda method, path, _number: status if method == "PUT" and "memo" in path else None
        (built.root / "site.yaml").write_text(
            "title: x\nbase_url: https://x.example.org/\npublish: {targets: {web: {type: object-store, "
            f"url: s3://digest/site, endpoint: '{proxy.url}', retries: 0}}}}}}\n"
        )
        runs = [weekmark(built.root, "-v", "publish", "--no-build", *more) for more in ([], ["--json"])]

    said = "".join(run.stdout + run.stderr for run in runs)
    assert {run.returncode for run in runs} == ({1} if status else {0})
    assert "s3://digest/site" in said
    for secret in (SECRET, KEY_ID, "Signature", "a secret of the server", "Traceback"):
        assert secret not in said
    assert SECRET not in "".join(
        path.read_text("utf-8", "replace") for path in built.root.rglob("*") if path.is_file()
    )
