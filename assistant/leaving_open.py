"""What a clause plainly leaves open, however near it is: a date where it tells no time, last year's figures in a plan.

A near miss is closest to the very clause that does not answer it, so similarity cannot tell it. What can is that
nothing in the clause even looks like an answer of the sort asked for. Only sorts whose every way of being stated can be
listed are judged so; the rest is weighed by ``assistant.deciding``.
"""

import re

from assistant.answer_kinds import AnswerKind
from assistant.question import Ask
from corpus.types import Clause

_NUMBER = r"[\d零〇一二三四五六七八九十百千两半]"
_TIME = (
    rf"{_NUMBER}\s*个?(?:年|月|日|天|号|周|季|学期|星期|工作日|小时|分钟|点)|每[年月季周日天]|按[年月季日]|逐[年月]"
    r"|[年月季周]度?[底初末内前]|定期|随时|即时|即办|当场|当[日天年月]|长期|常年|常态|期[满间内限]|之日|届时|同时|起[施执]行|及时|立即"
    r"|节假日|周末|假期|寒假|暑假|开学|尽快|第一时间|[前后时][，,、可按由应须给]|以[前后]|之[前后]|永久|终身|生效|截止"
)
_HOW_MUCH = (
    r"\d|[一二三四五六七八九十百千万亿两]\s*(?:元|万|亿)|[%％‰]|百分之|分之|[一二两三四五六七八九半]成|[全差余足][额部款]|减半|一半|折|倍"
    r"|免|无偿|据实|不收|不得收|公益|自付|自费|自担|承担|负担|支付|标准|价"
)
_ANY_NUMBER = r"\d|[零〇二三四五六七八九十百千两双]|(?<![统进唯同之第万])一(?!步|批|体|定|律|般|并|系列|样|些|起|致|直|切|流|线|站)"
_ADDRESS = r"[路街道巷]\s*\d+号|\d+号|号楼|\d+[楼层室]|位于|坐落|地址|设[在于]|建在|在[^，。；]{2,20}(?:举[办行]|召开|开设|设立|建设|建立)|大厅|窗口"
_SIGNS = {
    AnswerKind.DATE: re.compile(_TIME),
    AnswerKind.DURATION: re.compile(_TIME),
    AnswerKind.MONEY: re.compile(_HOW_MUCH),
    AnswerKind.PERCENT: re.compile(_HOW_MUCH),
    AnswerKind.PERSONS: re.compile(_ANY_NUMBER),
    AnswerKind.PHONE: re.compile(r"\d{5}"),
    AnswerKind.AGE: re.compile(r"岁|年龄|老年|老人|未成年|儿童|少年|青年|退休|婴|幼|高龄|大龄"),
}
# Asked for like this, a number, a place or a site is meant exactly.
_EXACTLY = (
    (re.compile(r"多少(?!钱|元|材料|资料|证件|手续|条件|部门|单位)"), re.compile(rf"{_ANY_NUMBER}|{_HOW_MUCH}")),
    (
        re.compile(
            r"地址|哪条(?:街|路|巷)|哪一?[栋幢座层]|几[楼号层]|具体位置|什么位置|哪个(?:场馆|会场|场地|体育馆|会议中心|酒店)"
            r"|(?:举[办行]|召开|建|设立?|坐落|位于)在(?:哪|什么地方)|在(?:哪|什么地方)[里儿]?(?:举[办行]|召开|开幕)"
        ),
        re.compile(_ADDRESS),
    ),
    (re.compile(r"网址|链接|域名"), re.compile(r"http|www|网址|\.(?:com|cn|gov|org)")),
)

# Asked for as a condition or a detail, such an attribute is stated in one of these words or not at all.
_ATTRIBUTES = tuple(
    (
        re.compile(
            rf"(?:什么|啥|哪种|多高|要不要|需不需要|用不用|需要|有没有|有无|要求|限制|是否|必须|非得|还得|得有|得找|要找|看不看)[^，,。？?]{{0,8}}(?:{named})"
            rf"|(?:{named})[^，,。？?]{{0,4}}(?:要求|限制|门槛|有什么|是什么|怎么选|怎么定|怎样|不够|才行|才能)"
        ),
        re.compile(signs),
    )
    for named, signs in (
        (r"学历|文凭|学位", r"学历|文凭|学位|本科|大专|专科|硕士|博士|研究生|毕业"),
        (r"户口|户籍|籍贯", r"户口|户籍|籍|本地|外地|常住|居住"),
        (r"抵押|质押|反担保|担保人|保证人", r"抵押|质押|反担保|担保人|保证|信用贷|免担保"),
        (r"社保|社会保险|养老保险", r"社保|保险|参保|缴费"),
        (r"级别|职级", r"级|职务"),
        (r"评委|裁判", r"评委|裁判|专家|评审"),
        (r"工作经验|从业经验|工作年限|工龄", r"经验|年限|工龄|年以上|工作满|从事"),
        (r"注册资[本金]", r"注册资[本金]"),
    )
)
_UNITS = (
    (re.compile(r"(?:多少|几)(?:个|节)?(?:学时|课时|学分)"), re.compile(r"学时|课时|学分|小时|节课")),
    (re.compile(r"(?:多少|几)(?:平方米|平米|平方|平|亩|公顷)"), re.compile(r"平方|平米|㎡|亩|公顷")),
    (re.compile(r"(?:多少|几)(?:笔)"), re.compile(r"[\d一二三四五六七八九十百千两]\s*笔")),
    (re.compile(r"(?:多少|几)分(?![之钟利])"), re.compile(r"[\d一二三四五六七八九十百两]\s*分")),
)

# 去年一共放了多少笔, 到现在培训出多少人: what came of a plan, which a plan does not tell.
_HOW_MANY = r"(?:多少|几)[^，,。？?才能可]{0,14}(?:[了啦呢啊吗]|[，,。？?]|$)"
_BY_NOW = re.compile(
    r"(?:已经?|到(?:目前|现在)|截至|截止|迄今|至今|以来)[^，,。？?能可]{0,24}?"
    r"(?:(?:[了过出给到成]|一共|总共|累计)(?:多少|几)|(?:多少|几)[^，,。？?才能可]{0,14}了)"
)
_STANDING = re.compile(rf"(?:现在|目前|如今|眼下)(?:一共|总共|共|已经?|都|大概|全市|全国|全省)*有(?:了)?{_HOW_MANY}")
_BEFORE = re.compile(
    rf"(?:去年|前年|上一?年度?|往年|上半年|上个?月|20\d\d年)[^，,。？?能可]{{0,20}}?(?:[了过出]|一共|总共|实际)[^，,。？?能可]{{0,6}}?{_HOW_MANY}"
)
# 今年在哪个场馆办, 上一届哪些人得奖: of one occasion, which a standing rule does not tell either.
_OCCASION = re.compile(
    r"(?:上一?届|上一?次|往届|历届|本届|这一?届|今年|明年|去年|前年|本月|下个?月|这个月)[^，,。？?能可补享符负管]{0,20}?(?:哪[几些个所家天年月里儿位支场]|谁|什么时候|啥时候|几月|几号)(?!部门|单位|机构)[^能可享符负管]*$"
)
_OCCASION_TOLD = re.compile(r"今年|本届|本月|上一?届|20\d\d年")
_YEAR = re.compile(r"20\d\d年")
_REPORTED = re.compile(r"已经?(?!有规定)|截至|累计|目前|去年|上年|现有|实现了|完成了|达到了")


def leaves_open(ask: Ask, clause: Clause) -> bool:
    """Whether the clause cannot answer the ask, for nothing in it looks like an answer of the sort asked for."""
    text = clause.plain
    if _asks_what_came_of_it(ask.words, text):
        return True
    if _OCCASION.search(ask.words) and not _OCCASION_TOLD.search(text):
        return True
    for asked, sign in (*_EXACTLY, *_ATTRIBUTES, *_UNITS):
        if asked.search(ask.words) and not sign.search(text):
            return True
    strict = [kind for kind in ask.kinds if kind in _SIGNS]
    return len(ask.kinds) == len(strict) == 1 and not _SIGNS[strict[0]].search(text)


def _asks_what_came_of_it(words: str, text: str) -> bool:
    """Whether figures of what was done are asked for, of a clause that reports none."""
    past = _BEFORE.search(words)
    if not (past or _BY_NOW.search(words) or _STANDING.search(words)) or _REPORTED.search(text):
        return False
    years = _YEAR.findall(words)
    return not years or not any(year in text for year in years)
