"""Where the policy stands on a page of a government site: what lies around it is taken out, and told where in doubt."""

import copy
import re
from collections.abc import Iterator, Sequence

from lxml import html

from corpus.adding.html_lines import element_lines, is_data_table
from corpus.parsing.titles import completes_title

_HAN = re.compile(r"[\u3400-\u9fff]")
_ENOUGH = 0.8  # of the page's running text: the innermost element that holds it is looked into
_LINK_WEIGHT = 3  # a character within a link tells against an element
_MOST_OF_FURNITURE = 0.2  # of the page's 汉字: an element with more is no furniture, whatever its name
_SHORT_TITLE = 9  # characters: as short as the names of a site's columns (政策解读)
_DOUBTFUL = 20  # 汉字 left out that a person should be told of
_MAX_TOLD = 5
_MAX_TOOL_LINE = 60
_MAX_FOOT = 400
_NAMES = re.compile(
    r"nav|navbar|navigation|menu|(?:bread)?crumbs?|position|location|dqwz|footer|foot|copyright|(?:bd)?share|bdsharebuttonbox"
    r"|fenxiang|relat(?:ed|e|ion)|xglj|xgjd|xgwd|xgyd|sidebar|toolbar|tools|login|search|qrcode|ewm|erweima|print|banner|logo"
    r"|friendlink|pagination"
)
_FOOT = re.compile(r"ICP备\s*\d|公网安备|网站标识码|版权所有|Copyright", re.IGNORECASE)
_ASIDE = re.compile(r"即将离开.{0,20}网站|(?:推荐|建议)使用.{0,30}(?:浏览器|分辨率)")
_TOOL = re.compile(
    r"^(?:【?(?:字体|字号|打印|分享|关闭|纠错|收藏|返回|复制链接|浏览次数|责任编辑|扫一扫|下载|保存|附件下载|相关(?:链接|解读|文档|稿件)"
    r"|上一[篇条]|下一[篇条]|您(?:现在|当前)?(?:所在)?的?位置|当前位置|首页|主办|承办|版权所有|网站标识码|ICP备)|[\[【]?\s*(?:大|中|小)\s*(?:大|中|小)?\s*[\]】]?$|来源[:：]"
    r"|发布时间[:：]).{0,60}$"
)
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d))"
)
_BESIDE = re.compile(r"(?:注|备注|说明|附|附件|附表)\s*\d{0,2}\s*[:：]|附件\s*\d{0,2}$")
_DATE = re.compile(r"[\d〇零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日")
_PARAGRAPHS = ("p", "span", "b", "strong", "font", "h1", "h2", "h3")
_RUNNING = re.compile(r"[。；！？]")


def narrow(body: html.HtmlElement) -> list[str]:
    """Take out of ``body`` what surrounds the policy; return the texts left out that may not be mere furniture."""
    out = [text for element in _furniture(body) for text in _remove(element)]
    weights = _weights(body)
    current = body
    while weights[current] > 0 and not is_data_table(current):
        inner = max(current, key=lambda child: weights.get(child, 0.0), default=None)
        if inner is None or weights[inner] < _ENOUGH * weights[current] or inner.tag in ("p", "span"):
            break
        if any(is_data_table(table) and weights[table] == weights[inner] for table in inner.iter("table")):
            break  # what a table is about, and its notes, stand around it
        out += _cut_around(current, inner)
        current = inner
    return out[:_MAX_TOLD]


def without_tools(lines: Sequence[str]) -> list[str]:
    """Leave out what a page says of itself; a line that makes a sentence is the policy's, whatever it begins with."""
    return [line for line in lines if not _is_tool(line)]


def _is_tool(line: str) -> bool:
    if len(line) > _MAX_TOOL_LINE:
        return False
    says_of_itself = _RUNNING.search(line) is None and (_TOOL.match(line) or _FOOT.search(line))
    return bool(says_of_itself or _ASIDE.search(line))


def _furniture(body: html.HtmlElement) -> list[html.HtmlElement]:
    most = _MOST_OF_FURNITURE * _han(body)
    return [element for element in body.iterdescendants() if element.tag != "a" and _is_furniture(element, most)]


def _is_furniture(element: html.HtmlElement, most: float) -> bool:
    text = element.text_content()
    is_foot = len(text) < _MAX_FOOT and _FOOT.search(text) is not None
    if not (is_foot or _is_named(element) or _is_links(element)):
        return False
    if _RUNNING.search(text) and _han(element) > most:
        return False
    return not any(_frames(line) for line in element_lines(_unlinked(element)))


def _is_named(element: html.HtmlElement) -> bool:
    if element.get("role") in ("navigation", "banner", "contentinfo", "search"):
        return True
    names = re.findall(r"[A-Z]?[a-z]+", f"{element.get('id') or ''} {element.get('class') or ''}")
    return any(_NAMES.fullmatch(name.lower()) for name in names)


def _is_links(element: html.HtmlElement) -> bool:
    """Whether an element is a list of links; the attachments of a policy are links as well, and stay."""
    if element.tag in _PARAGRAPHS:  # that names laws by their links
        return False
    links = [link for link in element.iter("a") if link.get("href") is not None]
    text = element.text_content()
    linked = sum(_han(link) for link in links)
    return len(links) > 1 and "附件" not in text and not _RUNNING.search(text) and linked * 2 > len(_HAN.findall(text))


def _cut_around(current: html.HtmlElement, inner: html.HtmlElement) -> Iterator[str]:
    """Keep of ``current`` the children from the first to the last that belong to the policy, ``inner`` among them."""
    children = list(current)
    belonging = [n for n, child in enumerate(children) if child is inner or _belongs(child)]
    if _is_policy(current.text or ""):
        belonging.append(0)
    for child in children[: min(belonging)] + children[max(belonging) + 1 :]:
        if child.tail and child.tail.strip():
            yield from _told([child.tail.strip()])
            child.tail = None
        yield from _remove(child)


def _belongs(child: html.HtmlElement) -> bool:
    lines = without_tools([line for line in element_lines(_unlinked(child)) if line])
    headed = child.tag in ("h1", "h2", "h3") and completes_title("".join(lines)) and len("".join(lines)) > 5
    return headed or any(_is_policy_line(line) for line in lines) or _is_policy(child.tail or "")


def _is_policy(text: str) -> bool:
    return any(_is_policy_line(line) for line in without_tools([text.strip(" \r\n\t\u3000\u00a0\u2003")]))


def _is_policy_line(line: str) -> bool:
    return _RUNNING.search(line) is not None or _frames(line)


def _frames(line: str) -> bool:
    """Whether a line is a numbered provision, a note, a date that signs, or a title."""
    compact = "".join(line.split())
    if _NUMBERED.match(compact) or _BESIDE.match(compact) or _DATE.fullmatch(compact):
        return True
    return ("关于" in compact or len(compact) > _SHORT_TITLE) and not _is_tool(line) and completes_title(compact)


def _unlinked(element: html.HtmlElement) -> html.HtmlElement:
    """Return a copy without links: their words are other pages' titles, unless they name an attachment."""
    twin = copy.deepcopy(element)
    twin.tail = None
    for link in list(twin.iter("a")):
        if link.get("href") is not None and not link.text_content().strip().startswith("附"):
            link.tail, tail = None, link.tail
            link.clear()
            link.tail = tail
    return twin


def _remove(element: html.HtmlElement) -> Iterator[str]:
    if element.getparent() is not None:
        yield from _told([line for line in element_lines(_unlinked(element)) if line])
        element.drop_tree()


def _told(lines: Sequence[str]) -> Iterator[str]:
    """Yield the text where a person might miss it: what tools and links say is not missed."""
    text = " ".join(without_tools(lines))
    known = _FOOT.search(text) or "索引号" in "".join(text.split())  # the head table, whose data are read by name
    if not known and (_RUNNING.search(text) or len(_HAN.findall(text)) >= _DOUBTFUL):
        yield text


def _weights(root: html.HtmlElement) -> dict[html.HtmlElement, float]:
    weights = {element: _own_weight(element) for element in root.iter()}
    for element in reversed(list(root.iterdescendants())):
        weights[element.getparent()] += weights[element]
    return weights


def _own_weight(element: html.HtmlElement) -> float:
    """Return the 汉字 of an element's own text, those of links held against it."""
    own = len(_HAN.findall(element.text or ""))
    tails = sum(len(_HAN.findall(child.tail or "")) for child in element)
    linked = element.tag == "a" or any(ancestor.tag == "a" for ancestor in element.iterancestors("a"))
    return -float(own * _LINK_WEIGHT) + tails if linked else float(own + tails)


def _han(element: html.HtmlElement) -> int:
    return len(_HAN.findall(element.text_content()))
