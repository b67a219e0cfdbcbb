"""The text of a policy from a saved page of a government site: what the page adds around it is dropped."""

import re

from lxml import etree, html

from corpus.adding.html_lines import element_lines
from corpus.adding.html_main import narrow, without_tools
from corpus.errors import SourceError

_NEVER_TEXT = (
    "script", "style", "noscript", "template", "nav", "aside", "iframe", "object",
    "embed", "svg", "canvas", "button", "select", "option", "textarea", "input", "audio", "video", "map",
)  # fmt: skip
_MAX_TOLD_CHARS = 60
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
# 网站 put these around a text; the State Council's rules name the meta elements
_FIELDS = ("发文字号", "文号", "成文日期", "发文日期", "发布日期", "有效性", "时效性", "是否有效")
_FIELD = re.compile(rf"(?P<name>{'|'.join(_FIELDS)})\s*[】\]]?\s*[:：]\s*(?P<value>[^\s|｜]{{2,40}})")
_SPACED_LABEL = re.compile(r"(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff]{0,3}[\s\u3000]*[:：])")


def read_html(data: bytes, *, name: str) -> tuple[str, list[str]]:
    """Return the text of the page's policy, one paragraph a line, tables as rows between bars, and notes on it.

    Raises SourceError where the page holds no running text.
    """
    root = _parse(data, name)
    meta = _meta(root)
    fields = _fields(root)
    _drop(root)
    body = root.find("body")
    main = body if body is not None else root
    left_out = narrow(main)
    lines = without_tools([line for line in element_lines(main) if line])
    if not any("。" in line or len(line) > 30 for line in lines):
        raise SourceError(name, "网页里没有找到政策正文（可能是列表页、登录页，或正文由脚本加载）。")
    notes = [f"网页上这段文字没有读入，请核对是否属于政策：“{_shortened(text)}”" for text in left_out]
    return "\n".join([*_head(lines, meta, fields), *lines]) + "\n", notes


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_TOLD_CHARS else f"{text[:_MAX_TOLD_CHARS]}……"


def _parse(data: bytes, name: str) -> html.HtmlElement:
    text = _decode(data)
    if text is None:
        raise SourceError(name, "网页的编码无法识别。")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)  # lxml takes no encoding declaration in a str
    if not text.strip():
        raise SourceError(name, "文件是空的。")
    try:
        return html.document_fromstring(
            text, parser=html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        )
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
        # an article's own header and footer hold its title and signature
        framing = element.tag in ("header", "footer") and next(element.iterancestors("article", "main"), None) is None
        if (element.tag in _NEVER_TEXT or hidden or framing) and element.getparent() is not None:
            element.drop_tree()


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
