"""What a text looks like that states each sort of answer, whatever the policy."""

import re
from collections.abc import Callable

from assistant.patterns import any_of, told_within
from assistant.quantities import QuantityKind, find_quantities

Test = Callable[[str], bool]


def _counts(*kinds: QuantityKind) -> Test:
    return lambda text: any(q.kind in kinds for q in find_quantities(text))


def _says(*alternatives: str) -> Test:
    pattern = any_of(*alternatives)
    return lambda text: pattern.search(text) is not None


def _either(one: Test, other: Test) -> Test:
    return lambda text: one(text) or other(text)


def _both(one: Test, other: Test) -> Test:
    return lambda text: one(text) and other(text)


rate = _says("[利费]率|利息|贴息|息率|LPR|免息|无息|基点")

_SHARE = r"(?:\d+(?:\.\d+)?[%％‰]|[百千万]分之)"  # 加班费 as 百分之二百的工资 is an amount told
_MONTHS_OF_PAY = "个月的?(?:基本|平均|应付)?(?:租金|房租|月租|工资|薪)"  # 3个月租金 is an amount, no period
money = _either(
    _counts(QuantityKind.MONEY),
    _says(
        "(?<![避以难不])免(?:收|缴|交|征|费(?!师))|不收取?|不得收|减半",  # not 避免收取, 以免交叉, 免费师范生
        r"\d+\s*倍|[一二三四五十]倍",
        f"[补贴返减免奖扣息费税报付缴存]{told_within(16)}{_SHARE}",
        f"{_SHARE}{told_within(12)}(?:[补贴返减免奖扣报付缴]|工资|滞纳金)",
        f"(?:工资|滞纳金|首付){told_within(12)}{_SHARE}",
        f"个月{told_within(16)}工资|工资{told_within(8)}个月",
        _MONTHS_OF_PAY,
    ),
)

percent = _says(
    "(?<![×✕*÷]100)[%％‰]",  # ×100% is how a share is worked out, no share
    "百分之|二分之一|三分之|[一二三四五六七八九十半]成",
    r"[\d一二三四五六七八九十]折|折[扣半]|打折|减半|一半|全额|全免",  # not 折旧, 存折
)

persons = _counts(QuantityKind.PERSONS)

_NUMERAL = r"[\d一二两三四五六七八九十百]"
times = _says(
    # not 市场, 其次, 长期
    f"{_NUMERAL}[余多]?(?:次|遍|趟|场(?!所|地|馆|景|内|外)|届|期(?!限|间|内)|(?<!一)批|(?<!新一)轮(?![自车椅驱]))",
    "次数|[场航班课人]次|[多按]次|每[次场届期批]|[年月季周]一[次度评审检选换签办报考核查]",
    f"每(?:隔?{_NUMERAL}个?)?(?:学年|学期|[年月季周日天])|[按逐][年月季周]|半年",
)

count = _counts(QuantityKind.COUNT, QuantityKind.PERSONS, QuantityKind.TIMES, QuantityKind.PERCENT)

_periods = _counts(QuantityKind.DURATION)
duration = _either(lambda text: _periods(re.sub(_MONTHS_OF_PAY, "", text)), _says("长期|期限"))

date = _either(
    _counts(QuantityKind.DATE),
    _says(
        # 三十日内提出申请
        r"[\d一二两三四五六七八九十]\s*个?(?:工作日|日|天|个月|月|年)(?:之?内|以内|前|后)",
        r"[前后]\s*[\d一二两三四五六七八九十]+\s*个?(?:工作日|日|天|个月|月)",  # 到期前30日
        "之日起|年底|月底|月初|季度|期满|期间",
        "当[日天月年]|[按每次逐]月|次年|[上下]半年|[上中下]旬",
    ),
)

age = _says("岁|年龄")

place = _says(
    r"路\d+|街\d+|号楼|窗口|大厅|中心|地址",
    "所在地|户籍地|经营地|登记地|居住地",
    f"向{told_within(20, least=2)}(?:申请|申报|提出|报告|提交|登记|备案)",
    # 到就近的派出所办理
    f"[到在]{told_within(20, least=2)}"
    "(?:机构|机关|部门|中心|窗口|银行|单位|派出所|办事处|政府|卫生院|服务站|社区|医院|学校|网点)"
    f"{told_within(6)}(?:办理|申请|登记|申报|领取|报到)",
    f"(?:小程序|公众号|平台|网站|系统|APP|政务服务网){told_within(6)}(?:提交|申请|申报|办理|登记|填报|报名|查询|预约|领取)",
)

phone = _says(r"\d{7,}|\d{3,4}[-—]\d{7,8}|@", r"(?<![\d.,])12[13]\d\d(?![\d.]|\s*[元万亿多余美平个名人户家公吨亩])")

website = _says("http|www|网站|网址|官网|公众号|小程序|APP|网上|线上|在线")

materials = _says(
    "材料|资料|证件|证明|身份证|营业执照",
    "申请表|申请书|复印件|原件|凭证|票据|合同",
)

procedure = _says(
    "提交|报送|受理|审核|审批|公示|备案|填写|填报|登录|流程|程序|步骤",
    r"网上|线上|窗口|书面|客户端|小程序|公众号|拨打\d",
    "(?<![文任])凭(?!证(?![书件明申领办登入到迁享免乘参租])|什么|啥|空|借)",  # 凭证书办理, 凭证登机, not 缴费凭证, 凭什么
    f"(?<![支保维坚主扶把])持{told_within(12, least=1)}(?:证|证明|材料|卡)",
    f"向{told_within(24, least=2)}(?:申请|申报|提出|报告|登记|反映|申领|办理|报名)",
    f"经{told_within(16, least=2)}(?:批准|同意|认定|核准)",
    f"由{told_within(16, least=2)}(?:审核|认定|推荐|组织)",
)

unit = _both(
    _says(
        "部门|机关|单位|(?<![布格结])局(?![限面势部])|政府|办公室|中心|银行|厅|联席会议|代表大会",
        "委(?![托派培屈任以]|员(?!会))|(?:促进|[员工协商学合总联字事委金究善谊友乡律贤])会(?![议员计展])",  # 市委, 理事会, not 委托, 会议
    ),
    _says("负责|主管|牵头|监督|管理|组织|承担|配合|会同|协调|审批|受理|实施|责任|指导|制定"),
)

_DOES = (
    "(?:负责|主管|牵头|组织|会同|承担|受理|审[核批定查]|管理|监督|指导|协调|办理|实施|查处|认定|核[定发准]|发放|拨付)"
)
# Surer than ``unit``: 由市商务局组织实施, 街道办事处负责日常巡查, not 某人 通信管理局局长.
doer = _says(
    f"(?<![理自])由{told_within(24, least=2)}{_DOES}",
    f"(?:部门|机关|机构|局|厅|委|办|政府|中心|站|街道|镇|支队|银行|[联协]会)(?:[（(][^（()）]*[）)])?(?:应当?|依法|具体|统一|统筹)*{_DOES}",
)

names = _says("名单", "如下", r"\|", "(?:[^，。；、]{2,24}、){3,}")  # a row of a table, a row of names

condition: Test = bool  # any text may say whom it is for

requirement = _says(
    "(?:应当?|须|必须|需要?)(?:同时)?(?:具备|符合|满足|具有|持有|取得|为|是|在|经|有)",
    "具备|同时(?:符合|满足)",
    "(?:下列|以下)(?:条件|情形|要求)|条件(?:是|为|：|:)",
    r"年满|\d+周?岁|满\d+",
    f"{told_within(30, least=2)}的[，,](?:可|给予|按|由|应|均)",  # 吸纳毕业生的，给予补贴
    "(?:取得|获得|持有|拥有|缴纳|缴存|注册|登记|毕业|从事|工作|居住|入选|获评|认定)"
    f"{told_within(24)}的(?:[，,、]|企业|人员|个人|单位|毕业生|劳动者|家庭)",
)

consequence = _says(
    "罚|处分|处以|追究|责令|没收|吊销|撤销|取消|暂停|终止|停止",
    "扣分|扣减|通报|约谈|不得|追回|收回|责任|移送|移交",
)
