"""A model is asked: not again what it was asked before, and never beyond the budget."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from generator.desk.database import Database
from generator.desk.models.command import CommandModel
from generator.desk.models.costs import MILLION, Estimate, cost, estimate, written
from generator.desk.models.ledger import Ledger
from generator.desk.models.request import BudgetError, LateError, Reply, Request
from generator.desk.models.secret import Secret
from generator.desk.models.settings import ModelSettings
from generator.digest import digest


class Model(Protocol):
    """Whatever answers."""

    def ask(self, request: Request) -> Reply:
        """Return an answer, or raise :class:`~generator.errors.ModelError`."""


class NamedModel(NamedTuple):
    """A model of the user's settings, ready to be asked."""

    name: str
    settings: ModelSettings
    model: Model


class Asking:
    """Asks one model for one run.

    :param name: of the model in the user's settings.
    :param clock: gives the time, in seconds since 1970 UTC.
    :param again: ask even what was asked before.
    """

    def __init__(
        self,
        named: NamedModel,
        database: Database,
        ledger: Ledger,
        *,
        clock: Callable[[], int],
        again: bool = False,
    ) -> None:
        self.name, self.settings, self._model = named
        self.spent = 0
        """What this run has cost so far, in millionths."""
        self.requests = 0
        """How many requests this run has sent."""
        self._database = database
        self._ledger = ledger
        self._clock = clock
        self._again = again

    def estimate(self, request: Request) -> Estimate:
        """Return what a request may cost; nothing where its answer is kept."""
        if self._kept(request) is not None:
            return Estimate(0, 0, 0)
        return estimate(request, self.settings)

    def ask(self, request: Request) -> Reply:
        """Return the answer to a request, from memory where it was given before.

        :raises BudgetError: it could cost more than is left.
        :raises ModelError: there is no answer.
        """
        kept = self._kept(request)
        if kept is not None:
            return kept
        before = estimate(request, self.settings)
        now = self._clock()
        self._reserve(before.money, now)
        paid = 0
        try:
            self.requests += 1
            reply = self._model.ask(request)
            paid = cost(reply, before, self.settings)
        except (KeyboardInterrupt, LateError):
            paid = before.money  # it may be answered still, and charged for
            raise
        finally:
            self.spent += paid
            self._ledger.settle(self.name, now, before.money, paid)
        self._database.keep_answer(self._key(request), now, reply)
        return reply

    def _reserve(self, money: int, now: int) -> None:
        budget = self.settings.budget
        if budget.run is not None and self.spent + money > budget.run * MILLION:
            raise _used_up("a run", budget.run, self.spent, money)
        limit = None if budget.month is None else int(budget.month * MILLION)
        if not self._ledger.reserve(self.name, now, money, limit):
            raise _used_up("the month", budget.month or 0, self._ledger.spent(self.name, now), money)

    def _kept(self, request: Request) -> Reply | None:
        return None if self._again else self._database.answer(self._key(request), Reply)

    def _key(self, request: Request) -> bytes:
        """Return the digest of all that an answer depends on."""
        settings = self.settings
        parts = (settings.endpoint, settings.model, settings.command, settings.answer, request)
        return digest(msgspec.json.encode(parts))


def named_model(name: str, settings: ModelSettings, folder: Path) -> NamedModel:
    """Return a model that can be asked.

    :param folder: of the user's settings.
    :raises WeekmarkError: its key is not there.
    """
    if settings.command:
        return NamedModel(name, settings, CommandModel(settings, folder))
    from generator.desk.models.chat import ChatModel  # noqa: PLC0415 - a command needs no client

    return NamedModel(name, settings, ChatModel(settings, Secret(settings.key_env)))


def _used_up(period: str, budget: float, spent: int, next_one: int) -> BudgetError:
    return BudgetError(
        f"the budget of {period}, {budget:g}, is used up: {written(spent)} were spent,"
        f" and the next request may cost {written(next_one)}",
        f"raise `budget.{period.rsplit(maxsplit=1)[-1]}` in your desk.yaml, or go on later",
    )
