"""The text of a policy from a saved page of a government site: what the page adds around it is dropped."""

import re
from collections.abc import Iterator

from lxml import etree, html

from corpus.adding.tables import is_layout, to_lines
from corpus.errors import SourceError

_NEVER_TEXT = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "iframe", "object",
    "embed", "svg", "canvas", "button", "select", "option", "textarea", "input", "audio", "video", "map",
)  # fmt: skip
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENOUGH = 0.8  # of the page's running text: the innermost element that holds it is the policy
_LINK_WEIGHT = 3  # a character within a link tells against an element
# 网站 put these around a text; the State Council's rules name the meta elements
_FIELDS = ("发文字号", "文号", "成文日期", "发文日期", "发布日期", "有效性", "时效性", "是否有效")
_FIELD = re.compile(rf"(?P<name>{'|'.join(_FIELDS)})\s*[】\]]?\s*[:：]\s*(?P<value>[^\s|｜]{{2,40}})")
_SPACED_LABEL = re.compile(r"(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff]{0,3}[\s\u3000]*[:：])")
_PAGE_TOOLS = re.compile(
    r"^(?:【?(?:字体|字号|打印|分享|关闭|纠错|收藏|返回|复制链接|浏览次数|责任编辑|扫一扫|下载|保存|附件下载|相关(?:链接|解读|文档|稿件)"
    r"|上一篇|下一篇|您(?:现在|当前)?(?:所在)?的?位置|当前位置|首页|主办|承办|版权所有|网站标识码|ICP备)|来源[:：]\s*$|\[?\s*(?:大|中|小)\s*(?:大|中|小)?\s*\]?$).{0,60}$"
)
_MAX_TOOL_LINE = 60


def read_html(data: bytes, *, name: str) -> str:
    """Return the text of the page's policy, one paragraph a line, tables as rows between bars.

    Raises SourceError where the page holds no running text.
    """
    root = _parse(data, name)
    meta = _meta(root)
    fields = _fields(root)
    _drop(root)
    body = root.find("body")
    main = _main_element(body if body is not None else root)
    lines = [line for line in _lines(main) if line]
    lines = _without_tools(lines)
    if not any("。" in line or len(line) > 30 for line in lines):
        raise SourceError(name, "网页里没有找到政策正文（可能是列表页、登录页，或正文由脚本加载）。")
    return "\n".join([*_head(lines, meta, fields), *lines]) + "\n"


def _parse(data: bytes, name: str) -> html.HtmlElement:
    text = _decode(data)
    if text is None:
        raise SourceError(name, "网页的编码无法识别。")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)  # lxml takes no encoding declaration in a str
    if not text.strip():
        raise SourceError(name, "文件是空的。")
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(no_network=True, remove_comments=True))
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(name, f"不是可读的网页（{error}）。") from error


def _decode(data: bytes) -> str | None:
    declared = _CHARSET.search(data[:4096])
    first = declared[1].decode("ascii").lower() if declared else "utf-8"
    for encoding in ("utf-8-sig" if first in ("utf-8", "utf8") else first, "utf-8-sig", "gb18030", "utf-16"):
        try:
            return data.decode("gb18030" if encoding in ("gbk", "gb2312") else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _meta(root: html.HtmlElement) -> dict[str, str]:
    found = {}
    for element in root.iter("meta"):
        name, content = (element.get("name") or "").lower(), (element.get("content") or "").strip()
        if name and content:
            found[name] = content
    return found


def _fields(root: html.HtmlElement) -> dict[str, str]:
    """Return what the page's head table says of the document: 发文字号, dates, whether it is in force."""
    pieces = (_SPACED_LABEL.sub("", piece.strip()) for piece in root.itertext())
    flat = re.sub(r"[:：]\s*\n\s*", "：", "\n".join(piece for piece in pieces if piece))
    found: dict[str, str] = {}
    for match in _FIELD.finditer(flat):
        found.setdefault(match["name"], match["value"])
    return found


def _drop(root: html.HtmlElement) -> None:
    """Take out what is no text, and what a reader of the page would not see."""
    for element in list(root.iter()):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if isinstance(element.tag, str) and (element.tag in _NEVER_TEXT or hidden) and element.getparent() is not None:
            element.drop_tree()


def _main_element(root: html.HtmlElement) -> html.HtmlElement:
    """Return the innermost element that holds most of the page's running text."""
    weights: dict[html.HtmlElement, float] = {}
    for element in root.iter():
        weights[element] = _own_weight(element)
    for element in reversed(list(root.iter())):
        parent = element.getparent()
        if parent is not None and parent in weights:
            weights[parent] += weights[element]
    current, whole = root, weights[root]
    while whole > 0:
        inner = max(current, key=lambda child: weights.get(child, 0.0), default=None)
        if inner is None or weights[inner] < _ENOUGH * whole or inner.tag in ("p", "span"):
            break
        current = inner
    if current.tag in ("tr", "tbody", "thead"):  # a table of data, where one that arranges the page has a single cell
        return next(current.iterancestors("table"), current)
    return current


def _own_weight(element: html.HtmlElement) -> float:
    """Return the 汉字 of an element's own text, those of links held against it."""
    own = len(_HAN.findall(element.text or ""))
    tails = sum(len(_HAN.findall(child.tail or "")) for child in element)
    linked = element.tag == "a" or any(ancestor.tag == "a" for ancestor in element.iterancestors("a"))
    return -float(own * _LINK_WEIGHT) + tails if linked else float(own + tails)


def _lines(element: html.HtmlElement) -> Iterator[str]:
    """Yield the paragraphs of an element."""
    pending: list[str] = []
    for piece in _pieces(element):
        if piece is None or isinstance(piece, list):
            yield _line(pending)
            pending = []
            yield from piece or ()
        else:
            pending.append(piece)
    yield _line(pending)


def _pieces(element: html.HtmlElement) -> Iterator[str | list[str] | None]:
    """Yield text, None where a paragraph ends, and a table as a list of lines."""
    if element.tag == "table" and not element.xpath(".//table"):
        rows = _rows(element)
        if not is_layout(rows):
            yield to_lines(rows)
            return
    block = element.tag in _BLOCKS
    if block or element.tag == "br":
        yield None
    if element.tag == "pre":
        yield [_line([line]) for line in element.text_content().splitlines()]
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if block:
        yield None


def _line(pieces: list[str]) -> str:
    return re.sub(r"[ \t\r\n\u00a0]+", " ", "".join(pieces)).strip(" \u200b\ufeff")


def _rows(table: html.HtmlElement) -> list[list[str]]:
    """Return a table's cells, one that spans rows repeated in each so that every row reads by itself."""
    rows: list[list[str]] = []
    spanning: dict[int, tuple[int, str]] = {}  # column → rows still to fill, text
    for tr in table.iter("tr"):
        row: list[str] = []
        for cell in tr.iterchildren("td", "th"):
            _fill(row, spanning)
            text = " ".join(cell.text_content().split())
            down = _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    spanning[len(row)] = (down - 1, text)
                row.append(text)
                text = ""
        _fill(row, spanning)
        rows.append(row)
    return rows


def _fill(row: list[str], spanning: dict[int, tuple[int, str]]) -> None:
    while len(row) in spanning:
        left, text = spanning.pop(len(row))
        if left > 1:
            spanning[len(row)] = (left - 1, text)
        row.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), 50) if value.isdecimal() and int(value) > 0 else 1


def _without_tools(lines: list[str]) -> list[str]:
    return [line for line in lines if len(line) > _MAX_TOOL_LINE or not _PAGE_TOOLS.match(line)]


def _head(lines: list[str], meta: dict[str, str], fields: dict[str, str]) -> list[str]:
    """Return what stands above the policy on the page and belongs to it: data about it, and its title."""
    text = "".join("".join(lines).split())
    if "发布日期" not in fields and (published := meta.get("pubdate", "")[:10]):
        fields = {**fields, "发布日期": published}
    told = [f"{name}：{value}" for name, value in fields.items() if value not in text]
    title = meta.get("articletitle", "")
    head = ["　".join(told)] if told else []
    if title and "".join(title.split()) not in text[: len(title) + 400]:
        head.append(title)
    return head
