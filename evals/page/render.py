"""The pages: one file each, no script, nothing fetched. Everything is escaped."""

from functools import cache

from jinja2 import Environment

from assistant.templating import page_environment
from evals.page.comparison import Compared
from evals.page.content import Content
from evals.page.curves import history_plot, latency_plot, reliability_plot, threshold_plot
from evals.page.words import EXPECTED, HISTORY, STATUSES, SUITES, class_help, class_name


def render_page(content: Content) -> str:
    """Return the report of one run."""
    times = [one.latency_ms for one in content.scored.outcomes]
    return (
        _environment()
        .get_template("report.html")
        .render(
            content=content,
            scored=content.scored,
            history=history_plot(content.history),
            threshold=threshold_plot(),
            reliability=reliability_plot(),
            latency=latency_plot(times),
            history_names=tuple(HISTORY.values()),
        )
    )


def render_comparison(compared: Compared) -> str:
    """Return the comparison of two runs."""
    return _environment().get_template("compare.html").render(compared=compared)


@cache
def _environment() -> Environment:
    environment = page_environment("evals.page")
    environment.filters.update(
        percent="{:.1%}".format,
        signed="{:+.1%}".format,
        class_name=class_name,
        class_help=class_help,
        status=lambda name: STATUSES.get(name, name),
        expected=lambda name: EXPECTED.get(name, name),
        suite=lambda name: SUITES.get(name, name),
    )
    environment.globals.update(statuses=tuple(STATUSES.values()))
    return environment
