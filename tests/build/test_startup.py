"""What a command loads: nothing that it has no use for."""

import json
import subprocess
import sys
import time

import generator
from tests.sites import NOW, SiteFolder

SERVERS = {"starlette", "uvicorn", "watchfiles", "obstore"}
RENDERERS = {"jinja2", "markdown_it", "mdit_py_plugins", "babel", "nh3", "resvg_py", "css_inline", "rich"}
LOADS = """
import json, sys
before = set(sys.modules)
sys.argv[0] = "weekmark"
from generator.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""


def loaded(*arguments: str) -> tuple[set[str], str]:
    """Run the command; return the packages that it loaded, and what it printed."""
    ended = subprocess.run(
        [sys.executable, "-c", LOADS, *arguments], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    printed, _, names = ended.stdout.rstrip("\n").rpartition("\n")
    return set(json.loads(names)), printed


def test_the_version_is_told_without_loading_anything() -> None:
    packages, printed = loaded("--version")

    assert printed == f"weekmark {generator.__version__}"
    assert packages - sys.stdlib_module_names == {"generator"}
    assert packages & sys.stdlib_module_names <= {"gc", "json"}


def test_a_build_with_nothing_to_do_loads_no_parser_template_or_server(site: SiteFolder) -> None:
    settle(site).build()

    packages, printed = loaded("build", "-C", str(site.root), "--now", NOW.isoformat())

    assert "0 rendered, 0 added, 0 changed, 0 removed" in printed
    assert packages & (SERVERS | RENDERERS) == set()
    own = {name for name in packages - sys.stdlib_module_names if not name.startswith("_")}
    assert own - {"cython_runtime", "typing_extensions"} == {"generator", "click", "msgspec"}
    assert packages & {"asyncio", "ssl", "http", "urllib3", "multiprocessing", "concurrent"} == set()


def test_a_build_of_one_edit_loads_no_server_and_draws_no_card(site: SiteFolder) -> None:
    site.with_settings(cards="off").build()
    site.with_event("memo", "Another body.")

    packages, printed = loaded("build", "-C", str(site.root), "--now", NOW.isoformat())

    assert "from 1 event, " in printed
    assert {"jinja2", "markdown_it"} <= packages
    assert packages & (SERVERS | {"resvg_py", "rich"}) == set()


def settle(site: SiteFolder) -> SiteFolder:
    """Wait until every file is so old that its times prove something."""
    time.sleep(0.15)
    return site
