"""Small plots as inline SVG: coloured by the page's own style, light and dark, with its fonts, and sharp on a phone.

Drawn here and not with matplotlib, which has no Chinese letters of its own and paints its colours in. A plot is 360
units wide, the width of a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_WIDTH, _HEIGHT = 360, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 12, 12, 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A named curve through points, x and y in the units of the axes."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """What a plot's sides mean, from where to where, and what stands at them."""

    x: tuple[float, float]
    y: tuple[float, float]
    x_ticks: Sequence[tuple[float, str]]
    y_ticks: Sequence[tuple[float, str]]
    x_title: str = ""

    def across(self, value: float) -> float:
        """Return where a value of x lies."""
        low, high = self.x
        return _LEFT + (value - low) / ((high - low) or 1) * (_WIDTH - _LEFT - _RIGHT)

    def up(self, value: float) -> float:
        """Return where a value of y lies."""
        low, high = self.y
        return _HEIGHT - _BOTTOM - (value - low) / ((high - low) or 1) * (_HEIGHT - _TOP - _BOTTOM)


def plot_lines(lines: Sequence[Line], axes: Axes, *, told: str, mark: float | None = None, dots: bool = True) -> Markup:
    """Draw curves, the n-th in the style's n-th colour; ``mark`` is a vertical line; ``told`` says what is to be seen."""
    parts = [_frame(axes)]
    if mark is not None:
        x = axes.across(mark)
        parts.append(_tag("line", cls="mark", x1=x, x2=x, y1=_TOP, y2=_HEIGHT - _BOTTOM))
    for number, line in enumerate(lines, start=1):
        places = [(axes.across(x), axes.up(y)) for x, y in line.points]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(_tag("polyline", cls=f"curve c{number}", points=joined))
        if dots:
            parts += [_tag("circle", cls=f"dot c{number}", cx=x, cy=y, r=3.5) for x, y in places]
    return _svg(parts, told)


def plot_bars(counts: Sequence[int], axes: Axes, *, told: str, marks: Sequence[tuple[float, str]] = ()) -> Markup:
    """Draw a histogram whose bars share the x axis evenly."""
    parts = [_frame(axes)]
    step = (axes.x[1] - axes.x[0]) / max(1, len(counts))
    for i, count in enumerate(counts):
        left, right = axes.across(axes.x[0] + i * step), axes.across(axes.x[0] + (i + 1) * step)
        top = axes.up(count)
        parts.append(_tag("rect", cls="bar", x=left + 1, y=top, width=right - left - 2, height=_HEIGHT - _BOTTOM - top))
    for place, name in marks:
        x = axes.across(place)
        parts.append(_tag("line", cls="mark", x1=x, x2=x, y1=_TOP, y2=_HEIGHT - _BOTTOM))
        parts.append(_text(x - 4, _TOP + 10, name, "end"))
    return _svg(parts, told)


def _frame(axes: Axes) -> Markup:
    parts = []
    for value, name in axes.y_ticks:
        y = axes.up(value)
        parts.append(_tag("line", cls="grid", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y))
        parts.append(_text(_LEFT - 5, y + 4, name, "end"))
    parts += [_text(axes.across(value), _HEIGHT - _BOTTOM + 15, name, "middle") for value, name in axes.x_ticks]
    if axes.x_title:
        parts.append(_text((_WIDTH + _LEFT) / 2, _HEIGHT - 5, axes.x_title, "middle"))
    return Markup("").join(parts)


def _svg(parts: Sequence[Markup], told: str) -> Markup:
    head = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">').format(_WIDTH, _HEIGHT, told)
    return head + Markup("").join(parts) + Markup("</svg>")


def _tag(name: str, *, cls: str, **attributes: float | str) -> Markup:
    values = {key: f"{value:.1f}" if isinstance(value, float) else value for key, value in attributes.items()}
    written = "".join(f' {key}="{escape(value)}"' for key, value in values.items())
    return Markup(f'<{name} class="{escape(cls)}"{written}/>')


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, text)
