"""Pages as the content systems of Chinese government sites make them, for tests of adding: furniture all around."""

from tests.corpus.published_files import SIGNED, TITLE, articles

TEXTS = ("各区人民政府：", *articles(), *SIGNED)
TABLE = (
    "<table border=1><tr><th>类别</th><th>标准</th></tr><tr><td>新建</td><td><span>每亩</span>800元</td></tr></table>"
)
ROWS = ("| 类别 | 标准 |", "| 新建 | 每亩800元 |")
NOISE = (
    "首页", "当前位置", "微信", "打印", "上一篇", "下一篇", "相关链接", "解读稿", "备案", "ICP", "主办", "请输入", "地址：",
    "浏览次数", "即将离开", "登录", "xml",
)  # fmt: skip

_TOP = (
    '<div class="header"><a href="/">首页</a><a href="/dl">登录</a></div>'
    '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zc">政策文件</a></div>'
)
_ABOVE = (
    '<div class="info">发布时间：2024-04-08 09:30 来源：市政府办公室 浏览次数：123</div>'
    '<div class="share">分享到：<a href="#">微信</a><a href="#">打印</a></div>'
)
_BELOW = (
    '<div>上一篇：<a href="/1">甲市召开茶产业会议</a></div><div>下一篇：<a href="/2">甲市茶叶节开幕</a></div>'
    '<div><h3>相关链接</h3><ul><li><a href="/3">茶产业补助办法解读稿</a></li><li><a href="/4">一图读懂</a></li></ul></div>'
    "<div><p>主办：甲市人民政府办公室　地址：甲市一号路</p><p>甲ICP备12345678号-1　甲公网安备 1100号</p></div>"
    "<p>您访问的链接即将离开“甲市人民政府门户网站”，是否继续？</p>"
)
_PARAGRAPHS = "".join(f"<p>&emsp;&emsp;<span style='font-size:16pt'>{text}</span></p>" for text in TEXTS)
_WITH_TABLE = _PARAGRAPHS.replace("</p>", f"</p>{TABLE}", 4).replace(f"</p>{TABLE}", "</p>", 3)


def _page(middle: str) -> str:
    return f"<html><head><title>{TITLE}_甲市人民政府</title></head><body>{_TOP}{middle}{_BELOW}</body></html>"


PAGES = {
    "trs": _page(
        f'<div class="xl"><h1>{TITLE}</h1>{_ABOVE}<div class="TRS_Editor"><style>p{{}}</style><div class="Custom_UnionStyle">'
        f'<div class="Custom_UnionStyle"><?xml:namespace prefix = o ns = "urn:office" />{_WITH_TABLE}</div></div></div></div>'
    ),
    "zoom": _page(f'<div class="bt">{TITLE}</div>{_ABOVE}<div id="zoom">{_WITH_TABLE}</div>'),
    "bt_content": _page(
        f'<table width="100%"><tr><td class="title">{TITLE}</td></tr><tr><td>{_ABOVE}</td></tr>'
        f'<tr><td class="bt_content">{_WITH_TABLE}</td></tr></table>'
    ),
    "ucap": _page(f"<div><h2>{TITLE}</h2>{_ABOVE}<div><UCAPCONTENT>{_WITH_TABLE}</UCAPCONTENT></div></div>"),
    "aspnet": (
        f'<html><body><form id="form1" method="post"><input type="hidden" value="请输入">{_TOP}<select><option>请输入</option>'
        f"</select><div><h1>{TITLE}</h1>{_ABOVE}<span id='lblContent'>{_WITH_TABLE}</span></div>{_BELOW}</form></body></html>"
    ),
    "breaks": _page(
        f"<h1>{TITLE}</h1>{_ABOVE}<div class='article'>{'<br>　　'.join(TEXTS[:4])}{TABLE}{'<br>'.join(TEXTS[4:])}</div>"
    ),
    "article": _page(f"<article><header><h1>{TITLE}</h1></header><section>{_WITH_TABLE}</section></article>"),
}
