"""Events get what a model drafts and what holds of it: texts, question, answer, and the change of the file.

Each event is a step of its own, which can be taken back. Whatever fails leaves its event as it was, and is
told.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import msgspec

from generator.desk.articles.texts import read_articles
from generator.desk.database import Database
from generator.desk.drafting.claims import Draft, UnreadableError, read_answer
from generator.desk.drafting.holding import Dropped, Flag, Held, hold
from generator.desk.drafting.prompt import Prompt, repair
from generator.desk.drafting.writing import Origins, keys
from generator.desk.models.asking import Asking, named_model
from generator.desk.models.costs import Estimate
from generator.desk.models.ledger import Ledger
from generator.desk.models.request import BudgetError, Reply, Request
from generator.desk.records import FileChange, Step
from generator.desk.user_settings import settings_path
from generator.diagnostics import has_errors
from generator.editing.insertion import add_key
from generator.errors import EditError, ModelError
from generator.inbox.candidates import Candidate
from generator.inbox.desk_site import DeskSite
from generator.inbox.questions import Question, question_for, remarks
from generator.inbox.steps import take_step
from generator.source.parse import parse
from generator.source.settings import parse_settings

_ERROR = 300
_MOST_SILENCE = 2
"""After so many events in a row without an answer the rest is left for another time."""


Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much is done, and how much there is."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of an event."""

    candidate: Candidate
    step: Step | None = None
    """What was written, or would be."""
    written: tuple[str, ...] = ()
    """The keys that were."""
    reason: str = ""
    """Why the event was left as it was, in words; empty where it was not."""
    is_failure: bool = False
    """Whether that is anything to mend."""
    missing: tuple[str, ...] = ()
    """Reports without a text, and why; in words."""
    remarks: tuple[str, ...] = ()
    """What a person should know of the question, in words."""
    dropped: tuple[Dropped, ...] = ()
    flags: tuple[Flag, ...] = ()


class Enriching:
    """One run over some events; made by :func:`enriching`."""

    def __init__(self, site: DeskSite, asking: Asking, database: Database, prompt: Prompt) -> None:
        self.asking = asking
        self._site = site
        self._database = database
        self._prompt = prompt

    def prepare(
        self, candidates: Sequence[Candidate], *, again: bool, progress: Progress
    ) -> tuple[tuple[Question, ...], tuple[Outcome, ...]]:
        """Return what is to be asked, and the events that nothing is to be asked for.

        :param again: fetch texts that are kept, too.
        """
        wanted = [one for one in candidates if one.wanted.anything]
        left = [Outcome(one, reason=one.wanted.reason) for one in candidates if not one.wanted.anything]
        urls = [report.url for one in wanted for report in one.reports]
        manner = msgspec.structs.replace(self._site.manner, progress=progress)
        readings = read_articles(urls, self._database, manner, again=again)
        questions = []
        for one in wanted:
            question = question_for(one, readings, self._prompt, self.asking.settings.letters)
            if question.sent:
                questions.append(question)
            else:
                reason = "none of its articles can be read"
                left.append(Outcome(one, reason=reason, is_failure=True, missing=question.missing))
        return tuple(questions), tuple(left)

    def estimate(self, questions: Sequence[Question]) -> tuple[Estimate, ...]:
        """Return what each question may cost, if nothing has to be asked twice."""
        return tuple(self.asking.estimate(question.request) for question in questions)

    def draft_all(
        self,
        questions: Sequence[Question],
        begin: Callable[[Question, int], None],
        tell: Callable[[Outcome], None],
        *,
        dry_run: bool,
    ) -> ModelError | None:
        """Ask for one event after the other, and tell what came of each as it comes.

        :param begin: called with each question, and its number from 1, before it is asked.
        :returns: why the rest of them was left, where it was.
        """
        silent = 0
        for number, question in enumerate(questions, 1):
            begin(question, number)
            try:
                tell(self.draft(question, dry_run=dry_run))
                silent = 0
            except ModelError as error:
                tell(_failed(question, error.message))
                silent += 1
                if isinstance(error, BudgetError) or silent == _MOST_SILENCE:
                    for rest in questions[number:]:
                        tell(Outcome(rest.candidate, reason="was not asked for", is_failure=True))
                    return error
        return None

    def draft(self, question: Question, *, dry_run: bool) -> Outcome:
        """Ask for an event, and write what holds.

        :param dry_run: write nothing.
        :raises BudgetError: the request could cost more than is left.
        :raises ModelError: the model gives no answer.
        """
        candidate = question.candidate
        try:
            answer, reply = self._answer(question.request)
            held = self._held(question, answer)
            change, written = self._change(question, held)
            words = f'drafted "{candidate.title}" in {candidate.file.path}'
            step = Step(words, (change,)) if change is not None else None
            if step is not None and not dry_run:
                take_step(self._site.root, self._database, step, self._site.manner.clock())
        except (UnreadableError, EditError) as error:
            return _failed(question, str(error))
        return Outcome(
            candidate,
            step,
            written,
            reason="" if step else "nothing of the draft holds",
            is_failure=step is None,
            missing=question.missing,
            remarks=remarks(question, reply),
            dropped=held.dropped,
            flags=held.flags,
        )

    def _held(self, question: Question, draft: Draft) -> Held:
        """Return what holds of a draft."""
        candidate = question.candidate
        known = [candidate.title, *(f"{report.name} {report.published[:10]}" for report in candidate.reports)]
        return hold(draft, question.sent, candidate.lang, known)

    def _answer(self, request: Request) -> tuple[Draft, Reply]:
        """Return the draft, and the first answer as it came.

        :raises UnreadableError: it is not what was asked for, nor is a second one.
        """
        first = self.asking.ask(request)
        try:
            return read_answer(first.content), first
        except UnreadableError as error:
            problem = "it is cut off, since it was too long" if first.is_cut else str(error)[:_ERROR]
        second = self.asking.ask(repair(request, first.content, problem))
        try:
            return read_answer(second.content), first
        except UnreadableError as error:
            message = f"the answer is not in the form that was asked for: {error}"
            raise UnreadableError(message) from None

    def _change(self, question: Question, held: Held) -> tuple[FileChange | None, tuple[str, ...]]:
        """Return the change of the file, and the keys that it puts in."""
        candidate = question.candidate
        now = datetime.fromtimestamp(self._site.manner.clock(), UTC)
        origins = Origins(
            model=self.asking.settings.told(self.asking.name),
            prompt=self._prompt.version,
            at=now.isoformat().replace("+00:00", "Z"),
            sources={one.material.id: one.material.sha256 for one in question.sent},
        )
        found = keys(held, candidate.wanted, candidate.there, origins)
        data = candidate.data
        for key, value in found.items():
            data = add_key(data, (key,), value)
        if not found:
            return None, ()
        document = parse(candidate.file, data, parse_settings(self._site.config))
        if has_errors(document.problems):
            problem = next(one for one in document.problems if one.severity == "error")
            raise EditError(f"the draft would be an error: {problem.message}", "tell us")
        return FileChange(candidate.file.path, candidate.data, data), tuple(found)


@contextmanager
def enriching(site: DeskSite, name: str, prompt: Prompt, *, again: bool = False) -> Iterator[Enriching]:
    """Open a run.

    :param name: of a model of the user's settings.
    :param again: ask what was asked before, too.
    :raises WeekmarkError: the database, the ledger or the model can't be used.
    """
    model = named_model(name, site.user.models[name], settings_path().parent)
    with Database.open(site.folder) as database, Ledger.open() as ledger:
        asking = Asking(model, database, ledger, clock=site.manner.clock, again=again)
        yield Enriching(site, asking, database, prompt)


def _failed(question: Question, reason: str) -> Outcome:
    return Outcome(question.candidate, reason=reason, is_failure=True, missing=question.missing)
