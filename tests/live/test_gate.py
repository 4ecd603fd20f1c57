"""No request sees half a build, whatever the moment it comes in."""

import asyncio
from threading import Thread

import pytest

from generator.live.gate import Gate, StoppingError
from tests.live.preview import Preview


def test_requests_wait_while_files_are_put_in_place() -> None:
    async def story() -> list[str]:
        gate, happened = Gate(), list[str]()
        gate.open()
        entered, leave = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()

        def build() -> None:
            with gate.committing():
                loop.call_soon_threadsafe(entered.set)
                asyncio.run_coroutine_threadsafe(leave.wait(), loop).result()
                happened.append("put in place")

        async def request() -> None:
            await gate.passed()
            happened.append("answered")

        builder = Thread(target=build)
        builder.start()
        await entered.wait()
        requests = [asyncio.create_task(request()) for _ in range(3)]
        await asyncio.sleep(0.05)
        happened.append("still waiting")
        leave.set()
        await asyncio.gather(*requests)
        builder.join()
        return happened

    assert asyncio.run(story()) == ["still waiting", "put in place", "answered", "answered", "answered"]


def test_requests_wait_for_the_end_of_the_first_build() -> None:
    async def story() -> list[bool]:
        gate = Gate()
        request = asyncio.create_task(gate.passed())

        def build() -> None:
            with gate.committing():
                pass

        await asyncio.to_thread(build)
        await asyncio.sleep(0)
        before = request.done()
        gate.open()
        await request
        return [before, request.done()]

    assert asyncio.run(story()) == [False, True]


def test_no_build_touches_the_output_once_the_server_ends() -> None:
    async def story() -> None:
        gate = Gate()
        await gate.stop()

        def build() -> None:
            with gate.committing():
                raise AssertionError

        with pytest.raises(StoppingError):
            await asyncio.to_thread(build)

    asyncio.run(story())


def test_pages_of_one_build_belong_together(preview: Preview) -> None:
    """While one page is edited again and again, it is never missing and never empty."""
    preview.get("/one/")
    for number in range(20):
        preview.write("content/one.html", f"<h1>Edit {number}</h1>")
        for _ in range(10):
            page = preview.get("/one/")
            assert page.status_code == 200
            assert page.text.endswith("</body></html>")
    assert preview.shows("/one/", "Edit 19")
