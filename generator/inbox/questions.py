"""What a model is asked for an event, and what a person should know of it. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from generator.desk.articles.extraction import Article
from generator.desk.articles.texts import Reading
from generator.desk.drafting.passages import Material, Passages, passages
from generator.desk.drafting.prompt import Prompt, Subject, first_request
from generator.desk.models.costs import is_read_in_part
from generator.desk.models.request import Reply, Request
from generator.inbox.candidates import Candidate, Report


class Question(NamedTuple):
    """What is to be asked for an event."""

    candidate: Candidate
    sent: tuple[Passages, ...]
    """Of each article that could be read."""
    request: Request
    missing: tuple[str, ...]
    """Reports without a text, and why; in words."""


def question_for(
    candidate: Candidate, readings: Mapping[str, Reading], prompt: Prompt, letters: int
) -> Question:
    """Return what to ask for an event.

    :param readings: of its reports, by address.
    :param letters: how many of all articles are sent at most.
    """
    materials, missing = [], []
    for report in candidate.reports:
        reading = readings[report.url]
        if reading.article is None:
            missing.append(f"{report.id}: {reading.failure} ({report.url})")
        else:
            materials.append(_material(report, reading.article))
    sent = passages(tuple(materials), letters)
    subject = Subject(candidate.title, candidate.lang)
    return Question(candidate, sent, first_request(prompt, subject, sent), tuple(missing))


def remarks(question: Question, reply: Reply) -> tuple[str, ...]:
    """Return what a person should know of a question, in words."""
    found = [question.candidate.wanted.reason] if question.candidate.wanted.reason else []
    found += [
        f"{one.material.id}: only its first {len(one.text):,} letters were sent"
        for one in question.sent
        if one.is_cut
    ]
    if is_read_in_part(question.request, reply):
        tokens = f"{reply.input_tokens:,} tokens"
        found.append(f"the server says that it has read {tokens} alone; give the model a larger context")
    return tuple(found)


def _material(report: Report, article: Article) -> Material:
    published = report.published or article.published.moment
    return Material(report.id, report.name, article.text, article.sha256, published)
