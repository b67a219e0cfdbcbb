"""Changes as one page that needs nothing else: no script, no font, no picture from anywhere."""

from collections.abc import Iterator, Sequence
from html import escape

from corpus.changes.types import ChangeKind, ClauseChange, DocumentChange, Edit, EditKind
from corpus.changes.wording import count, heading, kind_name, place, quantity_lines
from corpus.validity import describe

STYLE = """
:root { color-scheme: light; --line: #d9dee5; --muted: #56606d; --del: #a3161d; --ins: #0b6b2e; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 54rem; padding: 1.5rem 1rem 4rem; color: #1b2430; background: #fff;
  font: 16px/1.75 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.4; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; line-height: 1.5; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
.muted { color: var(--muted); }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
article { border: 1px solid var(--line); border-left-width: 4px; border-radius: 4px; padding: .6rem .9rem; margin: .75rem 0; }
article.added { border-left-color: var(--ins); } article.removed { border-left-color: var(--del); }
article.amended { border-left-color: #9a6700; } article.moved { border-left-color: #0a5ca8; }
.kind { display: inline-block; min-width: 3em; font-weight: 600; }
del { color: var(--del); background: #fdecec; } ins { color: var(--ins); background: #e6f6ea; text-decoration: underline; }
del.quantity, ins.quantity { font-weight: 700; outline: 1px solid currentColor; border-radius: 2px; }
@media print { body { max-width: none; padding: 0; } article { break-inside: avoid; } }
"""


def to_page(changes: Sequence[DocumentChange], *, title: str = "政策修订对照") -> str:
    """Return the whole page."""
    body = "\n".join(_document(change) for change in changes) or "<p>没有变化。</p>"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _document(change: DocumentChange) -> str:
    return "\n".join(["<section>", *_parts(change), "</section>"])


def _parts(change: DocumentChange) -> Iterator[str]:
    yield f"<h2>{escape(heading(change))}</h2>"
    if change.old and change.new:
        yield f'<p class="muted">原文：{_about(change.old.number, describe(change.old))}</p>'
        yield f'<p class="muted">新文：{_about(change.new.number, describe(change.new))}</p>'
    yield f"<p>{escape(count(change.changes))}</p>"
    if quantities := quantity_lines(change.changes):
        yield "<table><caption>数字和日期</caption><thead><tr><th scope=col>条款</th><th scope=col>原</th><th scope=col>新</th></tr></thead><tbody>"
        for where, old, new in quantities:
            yield f"<tr><td>{escape(where)}</td><td><del>{escape(old)}</del></td><td><ins>{escape(new)}</ins></td></tr>"
        yield "</tbody></table>"
    for clause in change.changes:
        if clause.kind is not ChangeKind.RENUMBERED:
            yield clause_html(clause)
    renumbered = [clause for clause in change.changes if clause.kind is ChangeKind.RENUMBERED]
    if renumbered:
        yield f"<h3>只改了编号</h3><p>{escape('；'.join(place(clause) for clause in renumbered))}</p>"


def clause_html(change: ClauseChange) -> str:
    """Return one clause's change as an element of the page."""
    head = f'<h3><span class="kind">{escape(kind_name(change))}</span> {escape(place(change))}</h3>'
    text = escape(change.clause.plain)
    if change.edits:
        text = "".join(_edit(edit) for edit in change.edits)
    elif change.kind is ChangeKind.ADDED:
        text = f"<ins>{text}</ins>"
    elif change.kind is ChangeKind.REMOVED:
        text = f"<del>{text}</del>"
    return f'<article class="{change.kind.value}">{head}<p>{text}</p></article>'


def _edit(edit: Edit) -> str:
    text = escape(edit.text)
    if edit.kind is EditKind.KEPT:
        return text
    tag = "del" if edit.kind is EditKind.DELETED else "ins"
    mark = ' class="quantity"' if edit.is_quantity else ""
    return f"<{tag}{mark}>{text}</{tag}>"


def _about(number: str | None, state: str) -> str:
    return escape("，".join(part for part in (number, state) if part))
