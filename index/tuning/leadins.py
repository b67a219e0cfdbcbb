"""What people say before they ask. It says nothing of whether there is an answer, nor how long the question is."""

import random

_SHARE = 0.3  # of the questions get one
_LEAD_INS = (
    "您好，请问",
    "你好，我想咨询一下，",
    "麻烦问一下，",
    "想打听个事，",
    "不好意思打扰了，想问",
    "我是外地来的，想问问",
    "我家在农村，想了解一下",
    "听邻居说有这么个政策，",
    "刚在群里看到消息，",
    "单位同事让我来问，",
    "我替家里人问一句，",
    "上次打电话没说清楚，我再问问",
    "最近一直在琢磨这事，",
    "我不太懂政策，想请教一下，",
    "在网上查了半天没查到，",
    "我们老板让我打听，",
    "去年就想问了，",
    "有个情况想核实一下，",
    "请工作人员帮忙看看，",
    "我年纪大了看不懂文件，",
    "孩子让我来问的，",
    "我刚毕业没多久，",
    "小区里好多人都在说，",
    "帮朋友问的，",
)


def with_lead_in(question: str, rng: random.Random) -> str:
    """Return the question as it is, or after one of the lead-ins."""
    return rng.choice(_LEAD_INS) + question if rng.random() < _SHARE else question
