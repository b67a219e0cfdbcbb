"""What a clause plainly leaves open, however near it is: a date where it tells no time, last year's figures in a plan.

A near miss is closest to the very clause that does not answer it, so similarity cannot tell it. What can is that
nothing in the clause even looks like an answer of the sort asked for. The signs are wider than what
``assistant.answer_kinds`` takes for stated: a sort is judged only where all ways of stating it can be listed, and what
is left is weighed by ``assistant.deciding``.
"""

import re
from dataclasses import dataclass

from assistant.answer_kinds import AnswerKind
from assistant.question import Ask
from corpus.types import Clause

_NUMBER = r"[\d零〇一二三四五六七八九十百千两半]"
_TIME = (
    rf"{_NUMBER}\s*个?(?:年|月|日|天|号|周|季|学期|学年|星期|工作日|小时|分钟|点|时|旬)|每个?(?:学?[年月季周日天期]|星期)"
    r"|按[年月季日]|逐[年月]|[年月季周]度|[年月季周][底初末内前终]|次[年月日]|定期|随时|即时|即办|当场|马上|当[日天年月]|长期|常年|常态"
    r"|期[满间内限]|之日|届时|起[施执]行|为止|及时|立即|节假日|周末|假期|寒假|暑假|开学|尽快|第一时间|日结|晚间?|夜"
    r"|[前后时][，,、可按由应须给再缴交拨发兑付]|以[前后]|之[前后]|永久|终身|生效|截止|全天|同期"
)
_HOW_MUCH = (
    r"\d|[一二三四五六七八九十百千万亿两零]\s*(?:元|万|亿)|[%％‰]|[百分]分之|分之|[一二两三四五六七八九半五]成|[全差余足][额部款]|减半|一半|折|倍"
    r"|(?<![避以难])免|无偿|据实|按实|实际|不收|不得收|公益|自付|自费|自担|列支|租金|薪|工资|荣誉|证书|零[收税]|[比由与]双方|协商|约定|核定"
    r"|(?<!评)价(?!值)|(?<!评价)标准|五五|比[一二三四五六七]"
)
_ANY_NUMBER = r"\d|[零〇二三四五六七八九十百千两双]|(?<![统进唯同之第万])一(?!步|批|体|定|律|般|并|系列|样|些|起|致|直|切|流|线|站)"
_ADDRESS = (
    r"[路街道巷]\s*\d+号|\d+号|号楼|\d+[楼层室]|位于|坐落|地址|设[在于]|建在|大厅|窗口"
    r"|在[^，。；]{2,20}(?:举[办行]|召开|开设|设立|建设|建立)"
)


@dataclass(frozen=True, slots=True)
class _Sort:
    """How something is asked for, and the least that a text which tells it must hold."""

    asked: re.Pattern[str]
    sign: re.Pattern[str]


def _sort(asked: str, sign: str) -> _Sort:
    return _Sort(re.compile(asked), re.compile(sign))


def _attribute(named: str, sign: str) -> _Sort:
    """An attribute asked for as a condition or a detail."""
    return _sort(
        r"(?:什么|啥|哪种|多高|要不要|需不需要|用不用|需要|有没有|有无|要求|限制|是否|必须|非得|还得|得有|得找|要找|看不看)"
        rf"[^，,。？?]{{0,8}}(?:{named})"
        rf"|(?<![不需])要[^，,。？?]{{0,3}}(?:{named})[^，,。？?]{{0,2}}(?:[吗么不没](?=[，,。？?]|$))"  # 贷款要抵押吗
        rf"|(?:{named})[^，,。？?]{{0,4}}(?:要求|限制|门槛|有什么|是什么|要什么|要啥|用什么|用啥|怎么选|怎么定|怎样|不够|才行|才能)",
        sign,
    )


# A date may hang on a condition instead: 什么时候能申请 is answered by 毕业的，可以申请.
_WHEN_ALLOWED = re.compile(r"(?:什么|啥)时候(?:就|才)?(?:能|可以|会|才)|何时(?:能|可|会|才)")
_ASKS_WHICH = re.compile(r"多少|几|什么|啥|哪|何|多[久长大高]|最[晚迟早高低长短多少]|截止|限制|要求|年[龄纪]|\d岁")
_KINDS = {
    AnswerKind.DATE: re.compile(_TIME),
    AnswerKind.DURATION: re.compile(_TIME),
    AnswerKind.MONEY: re.compile(_HOW_MUCH),
    AnswerKind.PERCENT: re.compile(_HOW_MUCH),
    AnswerKind.PERSONS: re.compile(_ANY_NUMBER),
    AnswerKind.AGE: re.compile(r"岁|年龄|老年|老人|未成年|儿童|少年|青年|退休|婴|幼|高龄|大龄"),
}
_SORTS = (
    _sort(r"多少(?!钱|元|材料|资料|证件|手续|条件|部门|单位|时间|利息)", rf"{_ANY_NUMBER}|{_HOW_MUCH}"),
    _sort(
        r"地址(?:是|在|哪)|什么地址|(?<!走)哪条(?:街|路|巷)|哪一?[栋幢]|在几[楼层]|具体位置|什么位置"
        r"|哪个(?:场馆|会场|场地|体育馆|会议中心|酒店)"
        r"|(?:举[办行]|召开|坐落|位于)在(?:哪|什么地方)(?!个|一|家)|在(?:哪|什么地方)[里儿]?(?:举[办行]|召开|开幕)",
        _ADDRESS,
    ),
    _sort(
        r"有(?:没有|什么|啥|无)?[^，,。？?]{0,8}(?:补贴|补助|津贴|奖金)(?:[吗么嘛没不啊呢]|[，,。？?]|$)",
        r"[补津]贴|补助|奖|资助|贴息|\d|[一二三四五六七八九十百千万两]\s*[元万]|免|减|经费|资金|费|支持|扶持|待遇",
    ),
    _sort(
        r"免(?:不免|收)?(?:房租|租金?|息|税|学费|门票|票)[^，,。？?]{0,6}(?:[吗么嘛没不呢](?:[，,。？?]|$)|[？?]|$)"
        r"|(?:房租|租金|利息|学费|门票)(?:能|给|可以|全)?(?:不能|不给)?免(?:不免|了|掉)?(?:[吗么嘛没不呢]|[，,。？?]|$)"
        r"|[包管](?:不[包管])?(?:吃(?!食)|食宿|饭)|(?<![么样])[包管](?:不[包管])?住(?=[吗么不没，,。？?]|$)",
        r"免|减|无偿|公益|优惠|不收|不得收|不予收|取消|补[贴助]|费|租|折|[食住]宿|就餐|用餐|伙食|餐|住房|公寓|安置|宿舍|吃|住|饭"
        r"|贴息|利率|全额|承担|支付|报销",
    ),
    # How much one is fined, a price of something else never tells, however near it stands.
    _sort(
        r"罚(?!息)(?:款|金|钱)?[^，,。？?]{0,4}(?:多少(?!人|家|次|分)|几[百千万块]|好多钱)|(?:多少|几[百千万块]|几块)钱?的?罚",
        r"罚|滞纳金|违约金|加收",
    ),
    _sort(r"网址|链接|域名", r"http|www|网址|\.(?:com|cn|gov|org)"),
    _sort(
        r"(?:电话|号码|热线|手机号|邮箱|传真)(?:号码?)?(?:是|有)?(?:多少|什么|啥|哪个|几号|[？?]|$)"
        r"|打(?:哪个|什么|啥|几号|多少)|(?:什么|哪个|多少|啥)(?:电话|号码|热线)",
        r"\d{5}|(?<!\d)1[12]\d(?!\d)|@",
    ),
    _sort(r"(?:多少|几)个?(?:学时|课时|学分)|几节课", r"学时|课时|学分|小时|节课|[天日周月]"),
    _sort(r"(?:多少|几)(?:平方米|平米|平方|亩|公顷)", r"平方|平米|㎡|亩|公顷"),
    _sort(r"(?:多少|几)笔", rf"{_NUMBER}\s*笔"),
    _sort(r"(?:多少|几)分(?!钱|[之钟利])", rf"{_NUMBER}\s*分|学分|[%％]|成"),
    # 找哪家银行办 asks for one by its kind, which a clause that speaks of none of that kind does not name.
    *(
        _sort(rf"哪(?:一|几)?(?:家|个|所|些)?(?:定点|指定|合作|经办)?{named}", sign)
        for named, sign in (
            ("银行", "银行|[农商]行|信用社|金融机构"),
            ("(?:保险)?公司(?!能|可|才|符合)", "公司|集团"),
            ("医院", "医院|医疗机构|卫生院|诊所"),
        )
    ),
    _sort(
        r"(?:哪[些种类几]|什么样|啥样)(?:种|类)?的?(?:人|企业|单位|公司|家庭|情[况形]|对象)[^，,。？?能可给让准算]{0,4}"
        r"(?:不(?:能|可以|得|许|准|让|给|算|包括|符合|享受)|没资格|被排除)",
        r"不|除|非|无|未|禁|限|仅|只|停|取消|以外|扣",
    ),
    # How long an office takes is no time that an applicant must have worked.
    _sort(
        r"(?:多久|多长时间|几天|几个?月|多少天|几个工作日)(?:才|就|会|可以)?能?(?:给我?)?"
        r"(?:批(?!次|准文)|审[批核完]|下来|到[账帐手]|办[好完下结]|有(?:结果|回音|信儿?|答复)|出结果|发下来|放款)",
        r"[日天](?:之|以)?内|工作日|[月时年周](?:之|以)?内|当[场日天]|即[时办]|及时|立即|马上|期限|时限|[日月年季][前底初末]|之日起|期内|按[年月季]|随[时到]",
    ),
    _sort(
        r"(?:丢|遗失)了?[^。？?]{0,10}(?:补[办领发一个张]|怎么[弄补]|咋补)|补办|挂失",
        r"遗失|补[办发领换打]|挂失|丢|毁|损坏|换[发领]|重新",
    ),
    _attribute(
        r"学历|文凭|学位",
        r"学历|文凭|学位|文化程度|学士|本科|大专|专科|硕士|博士|研究生|毕业|大学|高中|初中|中专|技校|职高",
    ),
    _attribute(r"户口|户籍|籍贯", r"户口|户籍|籍|本地|外地|常住|居住"),
    _attribute(r"抵押|质押|反担保|担保人|保证人", r"抵押|质押|反担保|担保人|保证[人金责]|信用贷|免担保"),
    _attribute(r"社保|社会保险|养老保险", r"社保|保险|参保|缴费"),
    _attribute(r"级别|职级", r"级|职务"),
    _attribute(r"评委|裁判", r"评委|裁判|专家|评审"),
    _attribute(r"工作经验|从业经验|工作年限|工龄", r"经验|年限|工龄|年以上|工作满|从事"),
)

# 去年一共放了多少笔, 到现在培训出多少人: what came of a plan, which a plan does not tell.
# Not 能, 可 and 才: 已经工作几年才能评 asks for a condition. 人才 and 技能 are other words.
_WORDS = r"(?:(?<=人)才|(?<=[智技职功])能|[^，,。？?才能可])"
_HOW_MANY = (
    rf"(?:多少|几)(?![种项类]|补贴|奖励|名额|部门){_WORDS}{{0,14}}?(?<!以上)(?<!以下)(?:[了啦呢啊吗]|[，,。？?]|$)"
)
# Not of somebody's own life: 已经怀孕五个月了给几天假, 去年生了二胎补贴多少 ask what there is for it.
_BY_NOW = re.compile(
    rf"(?:已经?|到(?:目前|现在)|截至|迄今|至今|以来)(?:(?!个?[年月天周岁]了){_WORDS}){{0,24}}?"
    rf"(?:(?:[过出到成]|(?<=[发贷拨借奖补投送分派付交])给|一共|总共|累计)(?:多少|几)|(?:多少|几)(?!年|个月)(?:(?![上下]){_WORDS}){{0,14}}?了)"
)
_STANDING = re.compile(
    rf"(?:现在|目前|如今|眼下)(?:一共|总共|共|已经?|都|大概|全市|全国|全省)*(?:有了|共有|一共有|总共有|有){_HOW_MANY}"
)
_TO_NUMBER = r"一共|总共|共|合计|累计|大概|大约|差不多|约|百分之|[来去掉]|哪|好"
_BEFORE = re.compile(
    rf"(?:去年|前年|上一?年度?|往年|上半年|上个?月|上季度|20\d\d年){_WORDS}{{0,20}}?"
    rf"(?:[了过出](?:{_TO_NUMBER})*|实际(?:(?!以){_WORDS}){{0,6}}?){_HOW_MANY}"
)
# 上一届哪些人得奖: of one occasion, which a standing rule does not tell either.
_OCCASION = re.compile(r"(?:上一?届|上一次|往届|历届)[^，,。？?能可]{0,20}?(?:哪|谁|多少|几|什么)")
_YEAR = re.compile(r"20\d\d年")
_REPORTED = re.compile(r"已经?(?!有规定)|截至|累计|目前|去年|上年|现有|上一?届|实现了|完成了|达到了")

_CONDITIONS_ASKED = re.compile(
    r"(?:什么|哪些|哪几个|啥|具体)(?:样的?)?(?:条件|门槛|资格)|(?:条件|门槛|资格)(?:是|有|都|具体|要)*(?:什么|哪些|啥)"
)
# 符合条件的小微企业可申请 states none. Beside it only what plainly states one counts, else whatever may.
_CIRCULAR = re.compile(r"符合(?:相关|有关|规定|上述|本地|其他)*(?:条件|要求|规定|需求)的?")
_CONDITION = re.compile(
    r"应当?|须|必须|具备|具有|满足|持有|取得|年满|周岁|毕业|学历|下列|以下|如下|包括|是指|同时|[^，。；]{4,}的[，,]"
)
_MAYBE_A_CONDITION = re.compile(
    rf"\d|{_NUMBER}|需|获得|职称|超过|低于|少于|未|无|没有|不得|除|且|的[，,、；。]|经|者|指|即|为|是|属于|[列纳]入|注册|登记|从事"
    rf"|户籍|考核|评|认定|首|连续|优秀|贡献|业绩|条件|{_CONDITION.pattern}"
)


def leaves_open(ask: Ask, clause: Clause) -> bool:
    """Whether the clause cannot answer the ask, for nothing in it looks like an answer of the sort asked for."""
    text = "".join(sentence.plain for sentence in clause.sentences) or clause.plain  # its own number answers nothing
    if _asks_what_came_of_it(ask.words, text) or _names_conditions_only(ask.words, text):
        return True
    if any(sort.asked.search(ask.words) and not sort.sign.search(text) for sort in _SORTS):
        return True
    return lacks_number(ask, text)


def lacks_number(ask: Ask, text: str) -> bool:
    """Whether one amount, number, date or age is asked for, and ``text`` holds nothing like it."""
    if len(ask.kinds) != 1 or _WHEN_ALLOWED.search(ask.words) or not _ASKS_WHICH.search(ask.words):
        return False
    sign = _KINDS.get(ask.kinds[0])
    return sign is not None and not sign.search(text)


def _asks_what_came_of_it(words: str, text: str) -> bool:
    """Whether figures of what was done are asked for, of a clause that reports none."""
    if _REPORTED.search(text) or not any(asked.search(words) for asked in (_BEFORE, _BY_NOW, _STANDING, _OCCASION)):
        return False
    years = _YEAR.findall(words)
    return not years or not any(year in text for year in years)


def _names_conditions_only(words: str, text: str) -> bool:
    """Whether conditions are asked for, of a clause that tells none or only that there are some."""
    if not _CONDITIONS_ASKED.search(words):
        return False
    told = _CIRCULAR.sub("", text)
    return not (_MAYBE_A_CONDITION if told == text else _CONDITION).search(told)
