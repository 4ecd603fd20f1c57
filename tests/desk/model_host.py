"""A model on loopback: a server of chat completions whose answers are computed from what it is asked."""

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self

KEY = "sk-Zk81-qq2m-9xT7-secret"


class Asked(NamedTuple):
    """A request that came."""

    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def prompt(self) -> str:
        """What the model was told to write about."""
        return str(self.body["messages"][1]["content"])

    @property
    def articles(self) -> dict[str, list[str]]:
        """The paragraphs of each article, by what cites call it."""
        fence = self.prompt.split()[5]
        parts = self.prompt.split(f"\n{fence} ")[2:-1]
        found = {}
        for part in parts:
            head, *lines = part.split("\n")
            found[head.split("cite=")[1].split()[0]] = [line.partition("] ")[2] for line in lines]
        return found

    @property
    def is_repair(self) -> bool:
        """Whether it is asked a second time, since the first answer was no good."""
        return len(self.body["messages"]) > 2


class Answer(NamedTuple):
    """What is answered."""

    status: int
    body: bytes
    headers: Mapping[str, str] = {}


Behaviour = Callable[[Asked], Answer]


class ModelHost:
    """Serves a model on 127.0.0.1."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._behaviour: Behaviour = right
        host = self

        class Answering(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                headers = {name.lower(): text for name, text in self.headers.items()}
                asked = Asked(body, headers)
                host.asked.append(asked)
                answer = host._behaviour(asked) if self.path == "/v1/chat/completions" else Answer(404, b"")
                try:
                    self.send_response_only(answer.status)
                    for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(answer.body)
                except OSError:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library has it
                pass

        ThreadingHTTPServer.daemon_threads = True
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self._server.block_on_close = False
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answers(self, behaviour: Behaviour) -> "ModelHost":
        """Answer so from now on."""
        self._behaviour = behaviour
        return self


def completion(content: str, finish: str = "stop", tokens: tuple[int, int] | None = (1000, 500)) -> Answer:
    """Return a completion as servers write it."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
    body: dict[str, Any] = {"id": "x", "object": "chat.completion", "choices": [choice]}
    if tokens:
        body["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return Answer(200, json.dumps(body).encode())


def draft(asked: Asked) -> dict[str, Any]:
    """Return a draft whose words are all in the articles."""

    def quote(cite: str, paragraph: int, first: int = 0, length: int = 8) -> dict[str, str]:
        words = asked.articles[cite][paragraph].split()
        return {"cite": cite, "text": " ".join(words[first : first + length])}

    cites = list(asked.articles)
    return {
        "hook": "Eastport buys 320 electric cranes.",
        "what_changed": {"text": "The board signed a contract.", "quotes": [quote(cites[0], 1)]},
        "why_it_matters": {"text": "It is the largest order since 1998.", "quotes": [quote(cites[-1], 1, 2)]},
        "what_to_do_next": "Watch the first cranes.",
        "takeaways": [
            {"text": "No berth is closed.", "quotes": [quote(cites[0], 2)]},
            {"text": "The finance office says nothing.", "quotes": [quote(cite, 3) for cite in cites]},
        ],
        "implications": [
            {"prediction": "Ports follow.", "rationale": "It is large.", "quotes": [quote(cites[0], 1, 12)]}
        ],
        "timeline": [{"date": "2026-05-14", "text": "Signed.", "quotes": [quote(cites[0], 1, 3, 9)]}],
    }


def right(asked: Asked) -> Answer:
    """Answer as it should be."""
    return completion(json.dumps(draft(asked)))


def drafts(change: Callable[[dict[str, Any], Asked], object]) -> Behaviour:
    """Answer with a draft in which something is changed."""

    def behaviour(asked: Asked) -> Answer:
        found = draft(asked)
        change(found, asked)
        return completion(json.dumps(found))

    return behaviour


def says(content: str, finish: str = "stop") -> Behaviour:
    """Answer with a text whatever is asked."""
    return lambda _asked: completion(content, finish)


def fails(status: int, message: str = "", **headers: str) -> Behaviour:
    """Answer with an error in the usual form."""
    body = json.dumps({"error": {"message": message, "type": "invalid_request_error"}}).encode()
    return lambda _asked: Answer(
        status, body, {name.replace("_", "-"): text for name, text in headers.items()}
    )


def hangs(_asked: Asked) -> Answer:
    """Say nothing for a while."""
    time.sleep(1.5)
    return Answer(200, b"")


def refuses(*parameters: str) -> Behaviour:
    """Refuse parameters, and answer as it should be without them."""

    def behaviour(asked: Asked) -> Answer:
        for parameter in parameters:
            if re.search(rf"\b{parameter}\b", " ".join(asked.body)):
                return fails(400, f"Unsupported parameter: '{parameter}' is not supported with this model.")(
                    asked
                )
        return right(asked)

    return behaviour
