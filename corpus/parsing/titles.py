"""Recognising the title of a policy, also where it is set on several lines."""

import itertools
import re
from collections.abc import Sequence

from corpus.parsing.blocks import Block
from corpus.parsing.dates import YEAR
from corpus.parsing.frame import Line, classify
from corpus.parsing.organizations import names_body

_KIND = (
    r"通知|公告|通告|决定|决议|意见|办法|措施|规定|细则|条例|方案|计划|规划|纲要|要点|规则|章程|标准|指南|指引|指导|批复"
    r"|复函|函|报告|命令|令|议案|纪要|制度|清单|目录|规程|规范|解读|问答|提示|倡议书|公开信|声明|政策|法|预案|名单|表|指标"
    r"|指标体系|体系|安排|任务|流程|须知|说明|守则|准则|公约|大纲|十条|\d+条|[一二三四五六七八九十]+条|条款|举措|内容|通报|答复|议程|事项|工程|行动"
)
# What a title about something (关于…) ends with as a whole.
_STRONG = re.compile(r"的(?:通知|公告|通告|决定|决议|意见|复函|函|批复|报告|命令|议案|提示|公开信|倡议书|通报)$")
_QUALIFIER = r"(?:[（(〔\[][^（）()]{1,30}[）)〕\]]|[《》”\"]|\s)*"
_NUMBER_BEHIND = rf"(?:[（(]?[\u4e00-\u9fff]{{2,12}}[〔\[［【（(]{YEAR}[〕\]］】）)]\d{{1,5}}号[）)]?|[（(]?{YEAR}年第\d{{1,4}}号[）)]?)?"
_TITLE = re.compile(rf"(?:{_KIND}){_QUALIFIER}{_NUMBER_BEHIND}$")
_NAVIGATION = re.compile(
    r"首页|登录|登陆|当前位置|您的位置|位置[：:]|无障碍|适老化?版|网站地图|[>»›]\s*\S|www\.|https?:|^English|设为收藏|加入收藏"
)
_PERHAPS_NAVIGATION = re.compile(
    r"注册|欢迎|搜索|打印|字体|字号[：:]|分享|关闭|浏览|点击|访问量|收藏|账号|密码|官方微信|官方微博|扫一扫|返回|导航|平台$|频道$|^相关(?:解读|链接|文档|文件|政策|阅读|新闻|稿件|信息)|^附件下载|^上一篇|^下一篇"
)
_CLOSED = re.compile(r"[。！？；，、,;]$")
MAX_TITLE = 120
_MAX_TITLE_LINES = 5


def could_be_title_line(block: Block, *, last: bool = True) -> bool:
    """Whether a block may be a title or, unless it has to be the ``last``, any line of one."""
    text = block.compact if last else block.compact.rstrip("、")
    return (
        block.mark is None
        and 2 <= len(text) <= MAX_TITLE
        and not _CLOSED.search(text)
        and not text.endswith(("：", ":"))
        and "。" not in text.rstrip("”》")
        and not text.startswith("|")
    )


def is_navigation(text: str) -> bool:
    """Whether a line looks like a web page's navigation."""
    return bool(_NAVIGATION.search(text)) or (
        bool(_PERHAPS_NAVIGATION.search(text)) and "。" not in text and not completes_title(text)
    )


def completes_title(text: str) -> bool:
    """Whether the text ends as the title of a policy does."""
    compact = "".join(text.split())
    return bool(_TITLE.search(compact)) and compact.count("《") <= compact.count("》")


def title_end(blocks: Sequence[Block], first: int) -> int | None:
    """Return the index after the title that begins at ``first``, or None where none does.

    A title may run over several lines; the last of them ends with the name of a kind of document, and only
    complete lines that go on with 关于、印发 or an open bracket are joined.
    """
    if first < len(blocks) and classify(blocks[first]) is Line.SIGNATURE and not _titled_below(blocks, first):
        return None
    joined = ""
    for i in range(first, min(len(blocks), first + _MAX_TITLE_LINES)):
        if not could_be_title_line(blocks[i], last=False) or is_navigation(blocks[i].text):
            return None
        if classify(blocks[i]) not in (Line.OTHER, Line.SIGNATURE):
            return None
        joined += blocks[i].compact
        if len(joined) > MAX_TITLE:
            return None
        if completes_title(joined) and not _runs_on(blocks, i, joined, first=i == first):
            return i + 1
    return None


def _titled_below(blocks: Sequence[Block], first: int) -> bool:
    """Whether names of bodies open a title (甲局 / 乙局 / 关于…的通知) rather than sign a text."""
    for block in blocks[first + 1 : first + _MAX_TITLE_LINES]:
        if classify(block) is not Line.SIGNATURE:
            return bool(re.match(r".{0,30}?(?:关于|印发|转发|发布)", block.compact))
    return False


def _runs_on(blocks: Sequence[Block], i: int, joined: str, *, first: bool) -> bool:
    """Whether a line only ends like a title by chance (关于支持两部制电价政策 / 降低成本的通知)."""
    if i + 1 >= len(blocks) or not could_be_title_line(blocks[i + 1]):
        return False
    following = blocks[i + 1].compact
    if first and following.startswith(("的通知", "的公告", "的意见", "的决定", "实施方案", "实施细则", "实施意见")):
        return True
    opens = re.compile(r"关于|印发|转发")
    if not opens.search(joined) or _STRONG.search(joined) or opens.search(following):
        return False
    return classify(blocks[i + 1]) is Line.OTHER and bool(_STRONG.search(joined + following))


def join_title(text: str) -> str:
    """Join a title that is broken over lines or padded; blanks stay between several issuers and Latin words."""
    words = text.split()
    joined = words[0] if words else ""
    for before, word in itertools.pairwise(words):
        latin = before[-1].isascii() and before[-1].isalpha() and word[0].isascii() and word[0].isalpha()
        issuers = names_body(before) and (names_body(word) or bool(issuer_in_title(word)))
        joined += f" {word}" if latin or issuers else word
    return joined


def issuer_in_title(title: str) -> str:
    """Return the public body that a title begins with (甲局关于…, 甲局印发…), or "" where it names none."""
    match = re.match(r"(.{2,40}?)(?:等\d+部门|等[一二三四五六七八九十]+部门)?(?:关于|印发|转发|发布|公布)", title)
    return match[1] if match and names_body(match[1]) else ""
