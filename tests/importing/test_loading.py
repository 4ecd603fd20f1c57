"""Importing is an extra: no build loads it, and without its libraries the command says what to do."""

import subprocess
import sys

from tests.importing.old_site import OldFolder
from tests.sites import SiteFolder

BUILD = """
import sys
sys.argv = ["weekmark", "-C", sys.argv[1], "-q", "build"]
from generator.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code
libraries = {"bs4", "markdownify", "dateutil", "feedparser", "defusedxml"}
print(sorted(name for name in sys.modules if name in libraries or name.startswith("generator.importing")))
"""
WITHOUT = """
import sys
for name in ("bs4", "markdownify", "dateutil", "feedparser", "defusedxml"):
    sys.modules[name] = None
sys.argv = ["weekmark", "-C", sys.argv[1], "import", "markdown", sys.argv[2]]
from generator.cli import main
main()
"""


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_build_loads_nothing_that_imports(site: SiteFolder) -> None:
    ended = run(BUILD, str(site.root))

    assert (ended.stdout, ended.stderr) == ("[]\n", "")


def test_without_the_extra_the_command_says_how_to_install_it(old: OldFolder) -> None:
    old.having("a.md", "---\ntitle: A\ndate: 24 March 2020\n---\n")

    ended = run(WITHOUT, str(old.site.root), str(old.root))

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        "error: importing needs the library dateutil\n  install it with: pip install 'weekmark[import]'\n"
    )
