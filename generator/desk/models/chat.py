"""A server of chat completions in the form that OpenAI has begun and nearly everybody speaks.

The answer is asked for by a JSON Schema, at temperature 0 and of limited length. A server that refuses one of
these gets the same question without it, or by its other name; what it refused is remembered for the run.
"""

import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx2
import msgspec
import stamina

from generator.desk.models.request import LateError, Reply, Request
from generator.desk.models.secret import Secret
from generator.desk.models.settings import ModelSettings
from generator.desk.pacing import retry_after
from generator.desk.plain import plain_text
from generator.desk.wall import trusted
from generator.errors import ModelError

stamina.instrumentation.set_on_retry_hooks(())  # it would print a line for each

ATTEMPTS = 3
FIRST_WAIT = 1.0
"""Seconds before what failed for a moment is asked again; a server may order another wait."""
_LONGEST_WAIT = 60
_MOST_BYTES = 5_000_000
_PASSING = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
_REFUSED = frozenset({400, 404, 415, 422, 501})
_STATUSES = {
    401: "the key is not accepted",
    402: "the account has no money left",
    403: "it is not allowed",
    404: "there is no such address or model",
    429: "too many requests",
}
_FORMAT, _TEMPERATURE, _LENGTH = "response_format", "temperature", "max_tokens"
_NEW_LENGTH = "max_completion_tokens"


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Answered(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Answered
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class _Answer(msgspec.Struct):
    """What came over HTTP, with the key in no part of it."""

    status: int
    body: bytes
    wait: int | None = None


class _PassingError(Exception):
    """An answer that may be another in a moment."""

    def __init__(self, answer: _Answer) -> None:
        super().__init__(str(answer.status))
        self.answer = answer


class ChatModel:
    """Asks a server.

    :param secret: its key.
    """

    def __init__(self, settings: ModelSettings, secret: Secret) -> None:
        self._settings = settings
        self._secret = secret
        self._refused: set[str] = set()
        self._host = httpx2.URL(settings.endpoint).netloc.decode()

    def ask(self, request: Request) -> Reply:
        """Return what the model answers.

        :raises ModelError: it does not.
        """
        while True:
            answer = self._send(self._body(request))
            if answer.status == 200:
                return self._read(answer.body)
            if answer.status not in _REFUSED or not self._give_up_one(answer.body):
                raise ModelError(self._in_words(answer))

    def _body(self, request: Request) -> dict[str, Any]:
        refused = self._refused
        length = _NEW_LENGTH if _LENGTH in refused else _LENGTH
        body = {
            "model": self._settings.model,
            "messages": msgspec.to_builtins(request.messages),
            "stream": False,
            length: self._settings.answer,
        }
        if _TEMPERATURE not in refused:
            body[_TEMPERATURE] = 0
        if _FORMAT not in refused:
            named = {"name": "draft", "strict": True, "schema": request.schema}
            body[_FORMAT] = {"type": "json_schema", "json_schema": named}
        return body

    def _give_up_one(self, body: bytes) -> bool:
        """Give up the parameter that an error names, or else the likeliest; say whether there was one."""
        words = body.decode("utf-8", "replace").lower()
        named = {
            _LENGTH: _LENGTH in words or _NEW_LENGTH in words,
            _TEMPERATURE: _TEMPERATURE in words,
            _FORMAT: any(word in words for word in (_FORMAT, "json_schema", "schema", "grammar")),
        }
        left = [name for name in named if name not in self._refused]
        chosen = next((name for name in left if named[name]), "")
        if not chosen and not any(word in words for word in ("model", "context", "token")):
            chosen = _FORMAT if _FORMAT in left else ""
        if chosen:
            self._refused.add(chosen)
        return bool(chosen)

    def _send(self, body: Mapping[str, Any]) -> _Answer:
        """Send a request, again where its server asks for patience."""
        try:
            for attempt in stamina.retry_context(
                _wait, attempts=ATTEMPTS, timeout=None, wait_initial=FIRST_WAIT, wait_jitter=FIRST_WAIT
            ):
                with attempt:
                    return _checked(self._post(body))
        except _PassingError as error:
            return error.answer
        raise AssertionError("the last attempt returns or raises")

    def _post(self, body: Mapping[str, Any]) -> _Answer:
        seconds = self._settings.timeout
        try:
            with (
                httpx2.Client(timeout=seconds, trust_env=False, verify=trusted()) as client,
                client.stream(
                    "POST",
                    f"{self._settings.endpoint}chat/completions",
                    content=msgspec.json.encode(body),
                    headers={"Content-Type": "application/json", **self._secret.headers()},
                ) as response,
            ):
                data = self._receive(response)
        except (httpx2.ReadTimeout, httpx2.WriteTimeout):
            raise LateError(
                f"{self._host} gave no answer in {seconds} s", "give it a longer `timeout`"
            ) from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            message = f"{self._host} can't be asked ({type(error).__name__})"
            raise ModelError(message, "is it running?") from None
        self._check(data.decode("utf-8", "replace"))
        until = retry_after(dict(response.headers), now := int(time.time()))
        return _Answer(response.status_code, data, None if until is None else until - now)

    def _check(self, text: str) -> None:
        """Let nothing through that has the key in it.

        :raises ModelError: the text has.
        """
        if self._secret.is_in(text):
            raise ModelError(f"{self._host} repeats the key in its answer, which is thrown away")

    def _receive(self, response: httpx2.Response) -> bytes:
        """Return the body, within the limits of time and size."""
        end = time.monotonic() + self._settings.timeout
        data = bytearray()
        for part in response.iter_bytes():
            data += part
            if len(data) > _MOST_BYTES:
                raise ModelError(f"{self._host} answered more than {_MOST_BYTES // 1_000_000} MB")
            if time.monotonic() > end:
                raise httpx2.ReadTimeout("it drips")
        return bytes(data)

    def _read(self, body: bytes) -> Reply:
        try:
            found = msgspec.json.decode(body, type=_Completion)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise ModelError(f"{self._host} does not answer in the OpenAI-compatible form") from None
        if not found.choices:
            raise ModelError(f"{self._host} gave no answer")
        choice, usage = found.choices[0], found.usage or _Usage()
        self._check(f"{choice.message.content} {choice.message.refusal}")
        if choice.message.refusal:
            words = plain_text(choice.message.refusal, 200, is_markup=False)
            raise ModelError(f"the model refuses: {words}")
        return Reply(
            choice.message.content or "",
            max(usage.prompt_tokens or 0, 0),
            max(usage.completion_tokens or 0, 0),
            choice.finish_reason == "length",
        )

    def _in_words(self, answer: _Answer) -> str:
        """Return what a failure is, with what the server says of it."""
        usual = "it fails" if answer.status >= 500 else "it refuses"
        words = _STATUSES.get(answer.status, usual)
        if 300 <= answer.status < 400:
            words = "it leads elsewhere, where no key is sent"
        told = _message(answer.body)
        self._check(told)
        return f"{self._host} answers {answer.status}: {words}" + (f' ("{told}")' if told else "")


def _checked(answer: _Answer) -> _Answer:
    """Return an answer that lasts.

    :raises _PassingError: it may be another in a moment.
    """
    if answer.status in _PASSING:
        raise _PassingError(answer)
    return answer


def _wait(error: Exception) -> bool | timedelta:
    """Say whether to ask again after an error, and when, where the server says so."""
    if not isinstance(error, _PassingError):
        return False
    wait = error.answer.wait
    if wait is None:
        return True
    return timedelta(seconds=max(wait, FIRST_WAIT)) if wait <= _LONGEST_WAIT else False


def _message(body: bytes) -> str:
    """Return what a server says of an error, where it says so in the usual form."""
    try:
        found = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""
    error = found.get("error", found) if isinstance(found, dict) else found
    told = error.get("message", "") if isinstance(error, dict) else error
    return plain_text(told, 200, is_markup=False) if isinstance(told, str) else ""
