"""A site put on a real server, below a path and under the policy that its own headers name."""

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BASE_PATH = "/team/digest/"


class Host:
    """Serves a built site until it is closed."""

    def __init__(self, output: Path) -> None:
        policy = re.search("Content-Security-Policy: (.+)", (output / "_headers").read_text("utf-8"))
        assert policy
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, output, policy[1]))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}{BASE_PATH}"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, output: Path, policy: str, *args: object) -> None:
        self._policy = policy
        super().__init__(*args, directory=str(output))  # type: ignore[arg-type]  # as the server passes them

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BASE_PATH[:-1]))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""
