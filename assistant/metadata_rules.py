"""How what a document says of itself is asked for, and in which words it is told."""

import re
from dataclasses import dataclass

from assistant.patterns import HOW_MANY, ISSUING, WHAT, WHEN, any_of, one_of, within
from corpus.types import MetadataName


@dataclass(frozen=True, slots=True)
class MetadataRule:
    """How one thing that a document says about itself is asked for and told; ``{}`` takes the value."""

    names: tuple[MetadataName, ...]
    asked: re.Pattern[str]
    told: str


_BODY = "(?:部门|单位|机关|机构)"
_OFFICE = "(?:单位|部门|科室|处室)"

_RESTING_ON = "(?:依据|根据|按照|依照|参照)的?是?(?:国家|省里?|上级|中央|上面)?的?"
_WHAT_FOUNDATION = (
    f"(?:{WHAT}|哪(?:些|一?个|一?份|几个)?)(?:上级|国家|省)?(?:文件|政策|法律|规定|法规|通知)?"
    "来?(?:制定|定|出台|制订|印发)?的?"
)
_BASIS = any_of(
    f"{_RESTING_ON}{_WHAT_FOUNDATION}",  # 根据国家的哪些文件制定的
    "(?:制定|出台|政策|文件|上位|法律|上级)的?(?:依据|根据)",
    "上位法|上级(?:文件|政策)",
    "依据是?(?:什么|啥|哪)",
)

_PURPOSE = any_of(
    "目的|初衷|用意|出发点|背景",
    f"为了{WHAT}",
    "(?:为什么|为啥|为何)[要会]?(?:出台|制定|印发|发|出|定|搞)",
)

_NUMBER = any_of(
    "(?:发文|文件|政策|通知)?(?:文号|字号|编号)",
    "(?:多少|几|哪个|什么)号文",
    f"第?{HOW_MANY}号(?:文件|令)",
)

_AT_A_LOSS = "(?:不懂|不明白|不清楚|有疑问|有问题|想咨询|要咨询|咨询|还想问)"
_CONTACT = any_of(
    f"(?:联系|咨询|问询)的?是?(?:哪[个家里儿]?|{WHAT}|谁)?(?:{_OFFICE}|谁|人|方式)",
    "联系人",
    f"[找问跟和向](?:谁|哪个{_OFFICE}?|哪[里儿]?)去?(?:咨询|联系|打听|问)",
    # 有疑问的话该找哪个科室
    rf"{_AT_A_LOSS}[^。？?]{{0,10}}(?:找|联系|问|去|上|到)(?:谁|哪(?:一?个|些|里|儿|家)?){_OFFICE}?",
)

_ISSUER = any_of(
    f"(?:哪(?:些|几个|个|家)?|几个|多少个?|{WHAT}|谁)(?:{_BODY}|局|政府|地方)?(?:一起|共同|联合|一块)?来?"
    f"(?:{ISSUING}|下发|发出|公布|发的|定的|出的|搞的|弄的)",
    f"(?:{ISSUING}|制发)的?是?(?:哪(?:些|个|几个)?|什么|谁)?(?:{_BODY}|主体|谁)",  # 发文的是哪个单位
)

_IN_FORCE = "(?:生效|施行|实施|执行|起效)"
_EFFECTIVE_DATE = any_of(
    one_of(WHEN, "哪一?[天年]|什么时间|几号|从哪") + within(6) + one_of(_IN_FORCE, "管用|作数"),
    f"{_IN_FORCE}的?(?:时间|日期|日)",
)

_EXPIRY = any_of(
    "有效期",
    # 管用到哪年; 执行几号文 asks for another document
    "(?:有效|执行|实施|管用|管)到?" + one_of(WHEN, "哪一?[年天]", "几年|多久|多长时间", "几[号月](?!文|令|通知)"),
    f"(?:{WHEN}|哪一?[天年]){within(4)}(?:失效|到期|作废|截止|过期|废止)",
    "过期|失效|作废|还有效",
)

_ISSUE_DATE = any_of(
    one_of(WHEN, "哪一?[天年]|什么时间|几月|几号")
    + within(8)
    + one_of(ISSUING, "下发|公布|发的|定的|出的|印的|挂网|上网|发出"),
    f"(?:{ISSUING}|下发|公布|成文|落款|上网|挂网)的?(?:时间|日期|日子|日|年份)",
    rf"\d{{2,4}}年{within(6)}(?:印发|发布|出台|公布|发|定|下)的",  # 是2023年发的吗
    f"(?:发布|印发|出台|公布|发)于?的?是?(?:{WHEN}|哪一?[天年]|几月|几号)",
    f"(?:政策|文件|通知|办法|措施|意见|方案)是?(?:{WHEN}|哪一?年|几几年)的",
)

_INTERPRETER = any_of(
    f"[由归该找]?(?:谁|哪(?:一?个|些|几个|家)?(?:{_BODY}|局|政府)?)[来去]?(?:负责)?"
    "(?:具体|最终)?(?:作出|做)?的?解释权?(?:工作)?",
    f"解释(?:权|{_BODY}|工作)(?:是|归|由|属于|在)?(?:谁|哪(?:一?个|些|几个|家|里)?{_BODY}?)?(?:手里|负责|所有)?",
    f"负责解释的?[是归]?(?:谁|哪(?:一?个|些|家)?{_BODY}?)",
)

_ADDRESSEE = any_of(
    "(?:主送|抄送)(?:的?是?(?:哪些|哪几个|什么|谁)?(?:单位|部门|机关))?",
    "发给了?(?:谁|哪|什么)(?:些|个|几个)?(?:单位|部门)?",
    "印发给|下发给|收文",
)

_DISCLOSURE = any_of(
    "(?:公开|保密|涉密|内部)的?(?:属性|文件|方式|吗|么|不)",
    "(?:是否|是不是|能不能|可不可以)(?:主动|依申请)?公开",
    "公开发布",
)

_TITLE = any_of(
    "全称|全名|标题|题目|题名|名称|正式名",
    f"叫{WHAT}(?:名字?|题目|标题)?(?=[？?。！!]*$)",
    f"叫{WHAT}名",
)

RULES = (
    MetadataRule((MetadataName.BASIS,), _BASIS, "依据{}制定。"),
    MetadataRule((), _PURPOSE, ""),  # what only the preamble says
    MetadataRule((MetadataName.NUMBER,), _NUMBER, "发文字号是{}。"),
    MetadataRule((MetadataName.CONTACT,), _CONTACT, "联系单位：{}。"),
    MetadataRule((MetadataName.ISSUER,), _ISSUER, "由{}印发。"),
    MetadataRule((MetadataName.EFFECTIVE_DATE,), _EFFECTIVE_DATE, "施行时间：{}。"),
    MetadataRule((MetadataName.EXPIRY,), _EXPIRY, "有效期：{}。"),
    MetadataRule((MetadataName.ISSUE_DATE, MetadataName.PUBLICATION_DATE), _ISSUE_DATE, "{}。"),
    MetadataRule((MetadataName.INTERPRETER,), _INTERPRETER, "由{}负责解释。"),
    MetadataRule((MetadataName.ADDRESSEE,), _ADDRESSEE, "主送：{}。"),
    MetadataRule((MetadataName.DISCLOSURE,), _DISCLOSURE, "公开方式：{}。"),
    MetadataRule((MetadataName.TITLE,), _TITLE, "名称：{}。"),
)
