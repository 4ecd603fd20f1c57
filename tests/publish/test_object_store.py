"""Publishing to object stores: ``rclone serve s3`` and moto, and a local folder."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import boto3
import httpx2
import obstore
import pytest
from obstore.store import S3Store

from generator.errors import PublishError
from generator.manifest import MANIFEST_NAME
from generator.publish.object_store.lock import LOCK_FILE
from generator.publish.object_store.target import ObjectStoreTarget
from generator.publish.target import Run
from generator.targets import ObjectStoreOptions
from tests.publish.built import BuiltSite, texts
from tests.publish.conftest import KEY_ID, SECRET, Server, StartServer, free_port, require
from tests.publish.faults import FaultProxy, fault_proxy

pytestmark = pytest.mark.usefixtures("aws_keys")


def serve_rclone(start_server: StartServer, folder: Path) -> Server:
    (folder / "digest").mkdir(parents=True, exist_ok=True)
    port = free_port()
    keys = f"{KEY_ID},{SECRET}"
    command = [
        require("rclone"),
        "serve",
        "s3",
        "--auth-key",
        keys,
        "--addr",
        f"127.0.0.1:{port}",
        str(folder),
    ]
    return start_server(command, port)


@pytest.fixture
def rclone(start_server: StartServer, tmp_path: Path) -> Server:
    """An S3-compatible server whose objects are files below ``s3``."""
    return serve_rclone(start_server, tmp_path / "s3")


@pytest.fixture(scope="module")
def running_moto() -> Iterator[Server]:
    port = free_port()
    server = Server([require("moto_server"), "-H", "127.0.0.1", "-p", str(port)], port)
    yield server
    server.kill()


@pytest.fixture
def moto(running_moto: Server) -> Server:
    """A second S3-compatible server, which honours conditional writes."""
    session = boto3.Session(KEY_ID, SECRET, region_name="us-east-1")
    client = session.client("s3", endpoint_url=running_moto.url)
    httpx2.post(f"{running_moto.url}/moto-api/reset").raise_for_status()
    client.create_bucket(Bucket="digest")
    return running_moto


@pytest.fixture
def proxy(rclone: Server) -> Iterator[FaultProxy]:
    with fault_proxy(rclone.port) as proxy:
        yield proxy


def target(built: BuiltSite, endpoint: str, **options: object) -> ObjectStoreTarget:
    values = {"url": "s3://digest/site", "endpoint": endpoint, "retries": 2, "parallel": 4, **options}
    return ObjectStoreTarget(ObjectStoreOptions("object-store", **values), built.root)  # type: ignore[arg-type]


def store_of(url: str) -> S3Store:
    return S3Store("digest", prefix="site", endpoint=url, client_options={"allow_http": True})


def objects(url: str) -> dict[str, str]:
    """Return every object but our manifest."""
    store = store_of(url)
    keys = [item["path"] for chunk in obstore.list(store) for item in chunk]
    return {
        key: bytes(obstore.get(store, key).bytes()).decode() for key in sorted(keys) if key != MANIFEST_NAME
    }


@pytest.mark.parametrize("server", ["rclone", "moto"])
def test_a_round_trip_with_changes_and_removals(
    built: BuiltSite, server: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue(server).url
    first = built.publish(target(built, url))
    second = built.publish(target(built, url))
    built.put(**{"index.html": "new", "about/index.html": None, "new.html": "new"})
    third = built.publish(target(built, url))

    assert objects(url) == built.files
    assert (len(first.added), second.is_empty) == (15, True)
    assert (third.added, third.changed, third.removed) == (
        ("new.html",),
        ("index.html",),
        ("about/index.html",),
    )


def test_nothing_is_sent_the_second_time(built: BuiltSite, proxy: FaultProxy) -> None:
    built.publish(target(built, proxy.url))
    proxy.requests.clear()
    built.publish(target(built, proxy.url))

    assert proxy.requests == [("GET", f"/digest/site/{MANIFEST_NAME}")]


def test_the_order_never_breaks_a_reader(built: BuiltSite, proxy: FaultProxy) -> None:
    built.publish(target(built, proxy.url))
    proxy.requests.clear()
    built.put(
        **{
            "about/index.html": None,
            "assets/style.11111111.css": "new",
            "events/new/index.html": "new",
            "events/memo/index.html": "changed",
            "topics/policy/index.html": "changed",
            "topics/new/index.html": "new",
            "index.html": "changed",
            "feed.xml": "changed",
            "sitemap.xml": "changed",
        }
    )
    built.publish(target(built, proxy.url, parallel=1))

    changes = [
        unquote(path).removeprefix("/digest/site/") for method, path in proxy.requests if method != "GET"
    ]
    assert changes == [
        LOCK_FILE,
        MANIFEST_NAME,
        "assets/style.11111111.css",
        "events/new/index.html",
        "topics/new/index.html",
        "events/memo/index.html",
        "topics/policy/index.html",
        "feed.xml",
        "index.html",
        "sitemap.xml",
        "/digest?delete",
        MANIFEST_NAME,
        "/digest?delete",
    ]


def test_every_object_has_its_type_and_cache_rule(built: BuiltSite, rclone: Server) -> None:
    built.publish(
        target(built, rclone.url, cache_control={"images/*": "max-age=60", "/weekly/*": "no-store"})
    )

    store = store_of(rclone.url)
    html, hour = "text/html; charset=utf-8", "public, max-age=3600"
    short, immutable = "public, max-age=300", "public, max-age=31536000, immutable"
    assert {
        path: (attributes["Content-Type"], attributes["Cache-Control"])
        for path in built.files
        for attributes in [obstore.get(store, path).attributes]
    } == {
        "404.html": (html, short),
        "about/index.html": (html, short),
        "assets/style.0a1b2c3d.css": ("text/css; charset=utf-8", immutable),
        "events/memo/index.html": (html, short),
        "events/naïve café/index.html": (html, short),
        "feed.json": ("application/feed+json; charset=utf-8", short),
        "feed.xml": ("application/xml; charset=utf-8", short),
        "images/100% [new] + ~old.svg": ("image/svg+xml", "max-age=60"),
        "index.html": (html, short),
        "robots.txt": ("text/plain; charset=utf-8", short),
        "search/2026-04.00ff00ff.json": ("application/json", immutable),
        "sitemap.xml": ("application/xml", short),
        "topics/policy/index.html": (html, short),
        "weekly/2026-w17/index.html": (html, "no-store"),
        "weekly/index.html": (html, "no-store"),
    }
    assert hour not in {obstore.get(store, path).attributes["Cache-Control"] for path in built.files}


def test_a_name_without_an_ending_is_text_and_a_clean_key_a_page(built: BuiltSite, moto: Server) -> None:
    built.put(
        **{".well-known/discord": "dh=1", "LICENSE": "Free", "events/v1.2/index.html": "<title>V</title>"}
    )
    built.publish(target(built, moto.url, clean_keys=True))

    store = store_of(moto.url)
    kinds = {path: obstore.get(store, path).attributes["Content-Type"] for path in objects(moto.url)}

    assert {path: kind.partition(";")[0] for path, kind in kinds.items() if "html" not in kind} == {
        ".well-known/discord": "text/plain",
        "LICENSE": "text/plain",
        "assets/style.0a1b2c3d.css": "text/css",
        "feed.json": "application/feed+json",
        "feed.xml": "application/xml",
        "images/100% [new] + ~old.svg": "image/svg+xml",
        "robots.txt": "text/plain",
        "search/2026-04.00ff00ff.json": "application/json",
        "sitemap.xml": "application/xml",
    }
    assert kinds["events/v1.2"] == kinds["events/memo"] == "text/html; charset=utf-8"


def test_new_cache_rules_send_everything_again(built: BuiltSite, rclone: Server) -> None:
    built.publish(target(built, rclone.url))
    plan = built.publish(target(built, rclone.url, cache_control={"*": "no-store"}))
    again = built.publish(target(built, rclone.url, cache_control={"*": "no-store"}))

    assert (len(plan.changed), again.is_empty) == (15, True)
    assert obstore.get(store_of(rclone.url), "feed.xml").attributes["Cache-Control"] == "no-store"


def test_clean_keys_come_and_go_with_their_pages(built: BuiltSite, moto: Server) -> None:
    clean = {"about": "about/index.html", "events/memo": "events/memo/index.html"}
    clean |= {
        "events/naïve café": "events/naïve café/index.html",
        "topics/policy": "topics/policy/index.html",
    }
    clean |= {"weekly/2026-w17": "weekly/2026-w17/index.html", "weekly": "weekly/index.html"}
    built.publish(target(built, moto.url, clean_keys=True))
    with_clean = objects(moto.url)
    about = obstore.get(store_of(moto.url), "about").attributes
    built.publish(target(built, moto.url))

    assert with_clean == built.files | {key: built.files[path] for key, path in clean.items()}
    assert about["Content-Type"] == "text/html; charset=utf-8"
    assert objects(moto.url) == built.files


def test_more_than_a_thousand_keys(built: BuiltSite, rclone: Server) -> None:
    many = {f"events/e{number}/index.html": f"{number}" for number in range(1100)}
    built.put(**many)
    built.publish(target(built, rclone.url, parallel=32))
    assert objects(rclone.url) == built.files
    built.put(**dict.fromkeys(many))
    built.publish(target(built, rclone.url))

    assert objects(rclone.url) == built.files


def test_a_large_file_goes_in_parts(built: BuiltSite, rclone: Server) -> None:
    built.put(**{"images/large.svg": "0123456789" * 1_200_000})
    built.publish(target(built, rclone.url))

    assert objects(rclone.url) == built.files


def test_files_of_another_origin_stop_it_and_stay_when_adopted(built: BuiltSite, moto: Server) -> None:
    obstore.put(store_of(moto.url), "notes.txt", b"mine")

    with pytest.raises(PublishError) as refusal:
        built.publish(target(built, moto.url))
    built.publish(target(built, moto.url), adopt=True)
    built.put(**{"about/index.html": None})
    built.publish(target(built, moto.url))

    assert str(refusal.value) == (
        "s3://digest/site holds files that Weekmark did not put there, such as notes.txt"
    )
    assert objects(moto.url) == built.files | {"notes.txt": "mine"}


def test_errors_that_pass_are_tried_again(built: BuiltSite, proxy: FaultProxy) -> None:
    failing: dict[str, int] = {}

    def twice(method: str, path: str, _number: int) -> int | None:
        failing[path] = failing.get(path, 0) + 1
        return 500 if method == "PUT" and "memo" in path and failing[path] <= 2 else None

    proxy.rule = twice
    built.publish(target(built, proxy.url))

    assert objects(proxy.url) == built.files
    assert failing["/digest/site/events/memo/index.html"] >= 3


@pytest.mark.parametrize(
    ("status", "message", "remedy"),
    [
        (500, "the service answers with error 500", "publish again later; it will complete what was begun"),
        (503, "the service answers with error 503", "publish again later; it will complete what was begun"),
        (507, "the store is full", "free some space there and publish again"),
        (
            403,
            "access is denied",
            "check the credentials, and that their policy allows to list, read, write and delete",
        ),
        (
            400,
            "the service refuses the request with error 400",
            "check url, endpoint and region in site.yaml",
        ),
    ],
)
def test_errors_that_stay_are_told_and_the_next_run_completes(
    built: BuiltSite, proxy: FaultProxy, status: int, message: str, remedy: str
) -> None:
    proxy.rule = lambda method, path, _number: status if method == "PUT" and "memo" in path else None

    with pytest.raises(PublishError) as failure:
        built.publish(target(built, proxy.url, retries=1))
    proxy.rule = lambda _method, _path, _number: None
    built.put(**{"about/index.html": None})
    built.publish(target(built, proxy.url))

    assert (str(failure.value), failure.value.remedy) == (
        f"s3://digest/site: events/memo/index.html: {message}",
        remedy,
    )
    assert objects(proxy.url) == built.files


def test_what_arrived_before_a_failure_is_not_sent_again(
    built: BuiltSite, proxy: FaultProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.publish.publication._CHECKPOINT", 4)
    proxy.rule = lambda method, path, _number: 403 if method == "PUT" and path.endswith("feed.xml") else None
    with pytest.raises(PublishError):
        built.publish(target(built, proxy.url, parallel=1))
    proxy.rule = lambda _method, _path, _number: None
    plan = built.publish(target(built, proxy.url))

    assert plan.changed == (
        "feed.json",
        "feed.xml",
        "index.html",
        "robots.txt",
        "sitemap.xml",
        "topics/policy/index.html",
        "weekly/2026-w17/index.html",
        "weekly/index.html",
    )
    assert objects(proxy.url) == built.files


def test_a_server_that_is_too_slow_is_told(built: BuiltSite, proxy: FaultProxy) -> None:
    proxy.delay = 1.6

    with pytest.raises(PublishError) as failure:
        built.publish(target(built, proxy.url, retries=0, timeout=1))

    assert str(failure.value) == "s3://digest/site: the service did not answer in time"


def test_a_slow_server_is_waited_for(built: BuiltSite, proxy: FaultProxy) -> None:
    proxy.delay = 0.1
    built.publish(target(built, proxy.url, parallel=16))

    assert objects(proxy.url) == built.files


def test_a_server_killed_half_way_is_told_and_the_next_run_completes(
    built: BuiltSite, rclone: Server, proxy: FaultProxy
) -> None:
    def kill(method: str, path: str, _number: int) -> None:
        if method == "PUT" and "memo" in path:
            rclone.kill()

    proxy.rule = kill
    with pytest.raises(PublishError) as failure:
        built.publish(target(built, proxy.url, retries=1))
    proxy.rule = lambda _method, _path, _number: None
    rclone.start()
    half = objects(rclone.url)
    built.put(**{"about/index.html": None})
    built.publish(target(built, proxy.url))

    assert str(failure.value).endswith(": the connection failed")
    assert "index.html" not in half
    assert objects(rclone.url) == built.files


def test_a_publisher_killed_half_way_is_completed_by_its_next_run(
    built: BuiltSite, proxy: FaultProxy
) -> None:
    (built.root / "site.yaml").write_text(
        "title: x\nbase_url: https://x.example.org/\npublish: {targets: {web: "
        f"{{type: object-store, url: s3://digest/site, endpoint: '{proxy.url}', parallel: 2}}}}}}\n"
    )
    reached = threading.Event()

    def notice(method: str, path: str, _number: int) -> None:
        if method == "PUT" and "memo" in path:
            reached.set()
            time.sleep(1)

    proxy.rule = notice
    command = [sys.executable, "-m", "generator", "-C", str(built.root), "publish", "--no-build"]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as victim:
        assert reached.wait(60)
        victim.kill()
    proxy.rule = lambda _method, _path, _number: None
    half = objects(proxy.url)
    built.put(**{"about/index.html": None})
    built.publish(target(built, proxy.url))

    assert LOCK_FILE in half
    assert "index.html" not in half
    assert objects(proxy.url) == built.files


def test_of_two_publishers_one_wins_and_the_other_says_so(
    built: BuiltSite, moto: Server, tmp_path: Path
) -> None:
    other = BuiltSite(tmp_path / "other", {"index.html": "other"})
    built.publish(target(built, moto.url))
    built.put(**{"index.html": "mine"})
    outcomes: list[str] = []

    def compete(site: BuiltSite) -> None:
        try:
            site.publish(target(site, moto.url))
            outcomes.append("won")
        except PublishError as error:
            outcomes.append(str(error))

    rivals = [threading.Thread(target=compete, args=(site,)) for site in (built, other)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()

    assert "won" in outcomes
    assert set(outcomes) <= {
        "won",
        "s3://digest/site is held by another publisher",
        "s3://digest/site was changed by another publisher in this moment",
    }
    assert objects(moto.url) in (built.files, other.files)


def test_a_lock_is_respected_until_it_expires_or_is_forced(built: BuiltSite, moto: Server) -> None:
    def leave_lock(seconds: float) -> None:
        data = json.dumps({"run": "somebody", "until": time.time() + seconds}).encode()
        obstore.put(store_of(moto.url), LOCK_FILE, data)

    leave_lock(60)
    built.put(**{"index.html": "1"})
    with pytest.raises(PublishError) as refusal:
        built.publish(target(built, moto.url))
    built.publish(target(built, moto.url), force=True)
    leave_lock(-1)
    built.put(**{"index.html": "2"})
    built.publish(target(built, moto.url))

    assert refusal.value.remedy == (
        "wait for it to end; a publisher that died gives way after two minutes, or with --force at once"
    )
    assert objects(moto.url) == built.files


def test_a_publisher_whose_lock_was_broken_stops(moto: Server) -> None:
    from generator.publish.object_store.lock import ObjectLock

    lock = ObjectLock(store_of(moto.url), "there", Run("me-1", "me"))
    lock.acquire()
    ObjectLock(store_of(moto.url), "there", Run("you-1", "you", force=True)).acquire()
    with pytest.raises(PublishError, match="another publisher has broken the lock"):
        lock.confirm()
    with pytest.raises(PublishError, match="another publisher has broken the lock"):
        lock.check()
    lock.release()
    assert json.loads(bytes(obstore.get(store_of(moto.url), LOCK_FILE).bytes()))["run"] == "you-1"
    obstore.delete(store_of(moto.url), LOCK_FILE)


def test_a_full_disk_of_the_server_is_told(
    built: BuiltSite, start_server: StartServer, small_disk: Path
) -> None:
    server = serve_rclone(start_server, small_disk)
    built.put(**{"index.html": "x" * 700_000})

    with pytest.raises(PublishError) as failure:
        built.publish(target(built, server.url, retries=0))
    built.put(**{"index.html": "small"})
    built.publish(target(built, server.url))

    assert str(failure.value) == "s3://digest/site: index.html: the service answers with error 500"
    assert objects(server.url) == built.files


def test_a_bucket_or_server_that_is_not_there_is_told(built: BuiltSite, rclone: Server) -> None:
    with pytest.raises(PublishError) as bucket:
        built.publish(target(built, rclone.url, url="s3://nowhere/site"))
    with pytest.raises(PublishError) as server:
        built.publish(target(built, "http://127.0.0.1:1", retries=0))

    assert str(bucket.value) == "s3://nowhere/site: there is no such bucket or container"
    assert str(server.value) == "s3://digest/site: the connection failed"


def test_a_local_folder_by_its_address(built: BuiltSite, tmp_path: Path) -> None:
    url = f"file://{tmp_path}/www"
    built.publish(target(built, "", url=url))
    built.put(**{"about/index.html": None, "index.html": "new"})
    plan = built.publish(target(built, "", url=url))

    assert texts(tmp_path / "www") == built.files
    assert plan.steps == 2


def test_addresses_that_are_none_or_hold_secrets_are_refused(built: BuiltSite) -> None:
    for url in ("digest/site", "ftp://digest", "s3:///site"):
        with pytest.raises(PublishError, match="is no address of an object store"):
            target(built, "", url=url)
    for url, endpoint in (("s3://key:secret@digest/site", ""), ("s3://digest", "https://key:secret@minio")):
        with pytest.raises(PublishError) as refusal:
            target(built, endpoint, url=url)
        assert str(refusal.value) == "publish: the address of the object store holds credentials"
