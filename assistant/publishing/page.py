"""The publication report as one self-contained page; no script, nothing fetched. Everything is escaped."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Template

from assistant.publishing.cases import Effect
from assistant.publishing.changes import in_short, name_of
from assistant.publishing.report import Report
from assistant.templating import page_environment
from assistant.types import Answer, Status
from corpus.changes import Edit
from corpus.changes.words import edit
from corpus.validity import chinese_date

_EFFECTS = {
    Effect.CHANGED: "依据已改写",
    Effect.VANISHED: "依据已删除",
    Effect.NOT_IN_FORCE: "文件已失效",
    Effect.FACT_GONE: "要点已改写",
    Effect.AMBIGUOUS: "多处条款说法相同",
    Effect.MOVED: "依据换了条款",
}
_STATUSES = {Status.ANSWERED: "已回答", Status.NOT_COVERED: "不予回答", Status.SMALLTALK: "寒暄"}


def render_report(report: Report) -> str:
    """Return the page."""
    return _template().render(report=report, in_short=in_short(report.changes))


def _answer_edits(old: Answer, new: Answer) -> Sequence[Edit]:
    return edit(old.text, new.text)


@cache
def _template() -> Template:
    environment = page_environment("assistant.publishing")
    environment.filters.update(
        what_happened=name_of,
        effect=_EFFECTS.__getitem__,
        status=_STATUSES.__getitem__,
        percent="{:.1%}".format,
        chinese_date=chinese_date,
    )
    environment.globals.update(answer_edits=_answer_edits)
    return environment.get_template("report.html")
