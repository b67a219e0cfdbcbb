"""What the shipped policy says about itself, asked for as people ask."""

import pytest

from assistant.citing import cite
from assistant.metadata import find_metadata_question
from assistant.metadata_drafting import draft_metadata
from assistant.verifying import Verifier
from assistant.wording import clean_question
from corpus.types import Corpus, Document, MetadataName
from index.tokens import Tokeniser
from tests.builders import make_document

N = MetadataName
ASKED = {
    N.NUMBER: ["文号是多少", "这个文件的文号是什么？", "发文字号", "是几号文", "日照市数字人才政策的文号"],
    N.ISSUE_DATE: [
        "什么时候印发的",
        "这个政策什么时候发布的",
        "这文件啥时候发的",
        "哪天出台的",
        "印发日期",
        "这个文件是哪一年的",
        "成文时间",
        "这个文件是啥时候的",
        "这个政策发布于几时",
    ],
    N.ISSUER: ["几个部门联合印发的", "哪些部门发的", "谁发的", "发文单位是谁", "由哪些部门制定"],
    N.CONTACT: [
        "联系单位是哪个",
        "有疑问找谁",
        "对政策有疑问，联系哪个单位？",
        "咨询哪个科室",
        "联系方式",
        "这份文件看不懂,联系单位是哪个科室",
    ],
    N.BASIS: ["依据什么文件制定的", "制定依据是什么", "上级文件有哪些", "根据哪个文件出台的"],
    N.ADDRESSEE: ["主送哪些单位", "这个通知发给谁", "主送机关是谁"],
    N.DISCLOSURE: ["这个文件能不能公开", "是否公开", "这个政策保密吗"],
    N.TITLE: ["这个文件全称叫什么", "文件标题", "这个政策叫什么名字", "这个文件叫什么？"],
    N.EFFECTIVE_DATE: ["什么时候施行", "这个政策从什么时候开始生效", "这个政策哪年施行", "哪年哪月开始施行"],
    N.EXPIRY: [
        "有效期到什么时候",
        "这个政策什么时候到期",
        "这个政策几时到期",
        "这个政策管到几时",
        "这个政策哪一年失效",
    ],
    N.INTERPRETER: ["由谁解释", "这个文件由哪个部门负责解释？", "解释权归谁", "哪个部门来解释", "负责解释的是哪个部门"],
}


@pytest.mark.parametrize(("name", "question"), [(name, q) for name, questions in ASKED.items() for q in questions])
def test_question_about_the_document_is_recognised(
    name: MetadataName, question: str, policy: Document, tokeniser: Tokeniser
) -> None:
    asked = find_metadata_question(clean_question(question), (policy,), tokeniser.words)
    assert asked is not None
    assert asked.rule is not None
    assert name in asked.rule.names


@pytest.mark.parametrize(
    "question",
    [
        "创业担保贷款什么时候发放",
        "数据标注培训依据什么开展",
        "总数据师制度是谁制定的",
        "贷款找谁咨询",
        "数字人才库的依据是什么",
        "高层次人才名单公开吗",
        "职业培训补贴的有效期多久",
        "数字技能大赛叫什么",
        "创业提振贷的联系单位",
        "工资价位什么时候发布",
        "全民数字素养提升月有哪些部门参加",
        "创业担保贷款最高多少",
        "谁能解释一下创业提振贷",
        "这个文件从哪领,生效了吗",
    ],
)
def test_topic_beside_it_makes_it_a_question_about_content(
    question: str, policy: Document, tokeniser: Tokeniser
) -> None:
    assert find_metadata_question(question, (policy,), tokeniser.words) is None


@pytest.fixture(scope="module")
def subsidy() -> Document:
    issuers = ("日照市人力资源和社会保障局",)
    return make_document("subsidy", "补贴5000元。", title="日照市创业补贴实施办法", issuers=issuers)


@pytest.mark.parametrize(
    "question",
    [
        "创业补贴是哪个部门发的",
        "补贴是谁发的",
        "这个补贴是谁发的",
        "哪个部门发的补贴",
        "创业补贴由谁出的钱",
        "创业补贴由谁出的",
        "创业补贴是什么时候发的",
        "创业补贴什么时候公布",
        "什么时候创业补贴公布",
        "什么时候公布创业补贴",
        "补贴什么时候下发",
        "2025年的补贴是什么时候发的",
        "创业补贴发给谁",
        "办法里的补贴是谁发的",
        "办法规定的补贴是什么时候发的",
    ],
)
def test_who_pays_and_when_is_not_who_issued_the_document(
    question: str, subsidy: Document, tokeniser: Tokeniser
) -> None:
    assert find_metadata_question(question, (subsidy,), tokeniser.words) is None


PERMITS = make_document(
    "permits", "居住证有效期1年。", title="某市居住证管理办法", number="某政发〔2024〕3号", issuers=("某市人民政府",)
)
NAMES = make_document("names", "企业名称由申请人选用。", title="企业名称登记管理规定")
INSURANCE = make_document("insurance", "缴费次月享受待遇。", title="某市基本医疗保险办法")


@pytest.mark.parametrize(
    "question",
    [
        "居住证有效期多久",
        "居住证什么时候到期",
        "居住证有没有过期",
        "居住证的编号",
        "居住证的有效期是怎么规定的",
        "居住证有效期有什么规定",
        "办法规定的居住证有效期多久",
        "《某市居住证管理办法》规定的居住证有效期多久",
        "基本医疗保险什么时候生效",
        "企业名称怎么登记",
        "企业的名称",
    ],
)
def test_thing_in_a_title_is_not_the_document(question: str, tokeniser: Tokeniser) -> None:
    assert find_metadata_question(question, (PERMITS, NAMES, INSURANCE), tokeniser.words) is None


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("居住证办法有效期多久", PERMITS),
        ("某市居住证管理办法什么时候到期", PERMITS),
        ("《某市居住证管理办法》有效期多久", PERMITS),
        ("某政发〔2024〕3号什么时候到期", PERMITS),
        ("居住证的文号是多少", PERMITS),
        ("什么时候生效的基本医疗保险办法", INSURANCE),
        ("基本医疗保险什么时候施行", INSURANCE),
        ("企业名称登记管理规定的全称", NAMES),
    ],
)
def test_document_that_is_spoken_of_is_meant(question: str, document: Document, tokeniser: Tokeniser) -> None:
    asked = find_metadata_question(question, (PERMITS, NAMES, INSURANCE), tokeniser.words)
    assert asked is not None
    assert asked.documents == (document,)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("谁发的", N.ISSUER),
        ("这个是谁定的", N.ISSUER),
        ("这份是谁发的", N.ISSUER),
        ("哪个部门发的这个办法", N.ISSUER),
        ("创业补贴实施办法是哪个部门发的", N.ISSUER),
        ("《日照市创业补贴实施办法》到底是谁搞的", N.ISSUER),
        ("创业补贴是谁制定的", N.ISSUER),
        ("什么时候公布的", N.ISSUE_DATE),
        ("创业补贴政策什么时候正式公布的", N.ISSUE_DATE),
        ("创业补贴的文件是几号发的", N.ISSUE_DATE),
        ("这个办法发给哪些单位", N.ADDRESSEE),
    ],
)
def test_everyday_verbs_ask_about_the_document_that_is_spoken_of(
    question: str, name: MetadataName, subsidy: Document, tokeniser: Tokeniser
) -> None:
    asked = find_metadata_question(question, (subsidy,), tokeniser.words)
    assert asked is not None
    assert asked.rule is not None
    assert name in asked.rule.names


def told(question: str, policy: Document, tokeniser: Tokeniser) -> list[str]:
    asked = find_metadata_question(question, (policy,), tokeniser.words)
    assert asked is not None
    return [sentence.text for sentence in draft_metadata(asked.rule, policy)]


def test_number_is_told(policy: Document, tokeniser: Tokeniser) -> None:
    assert told("文号是多少", policy, tokeniser) == ["发文字号是日人社发〔2025〕6号。"]


def test_both_dates_are_told_apart(policy: Document, tokeniser: Tokeniser) -> None:
    issued, published = told("什么时候发布的", policy, tokeniser)
    assert issued.startswith("印发日期")
    assert published.startswith("网页发布时间")
    assert "25" in published


def test_issuers_are_counted_as_the_title_counts_them(policy: Document, tokeniser: Tokeniser) -> None:
    count, names = told("几个部门联合印发的", policy, tokeniser)
    assert count == "共11部门联合印发。"
    assert all(issuer in names for issuer in policy.issuers)
    assert len(policy.issuers) == 11


def test_contact_is_told(policy: Document, tokeniser: Tokeniser) -> None:
    assert told("有疑问找谁", policy, tokeniser) == ["联系单位：市人力资源社会保障局专业技术人员管理科。"]


def test_both_higher_documents_are_told(policy: Document, tokeniser: Tokeniser) -> None:
    (basis,) = told("制定依据是什么", policy, tokeniser)
    assert "人社部发〔2024〕37号" in basis
    assert "鲁人社发〔2024〕14号" in basis


def test_disclosure_and_addressees_are_told(policy: Document, tokeniser: Tokeniser) -> None:
    assert "主动公开" in told("是否公开", policy, tokeniser)[0]
    assert "各区县党委组织部" in told("主送哪些单位", policy, tokeniser)[0]


def test_title_is_told_in_full(policy: Document, tokeniser: Tokeniser) -> None:
    assert policy.name in told("文件标题", policy, tokeniser)[0]


@pytest.mark.parametrize(
    "question",
    [
        "这个政策主要讲了什么",
        "这份文件有哪些内容",
        "政策有几条措施",
        "数字人才政策主要内容有哪些",
        "这个文件讲了几个方面的措施",
        "政策有哪些方面的内容",
    ],
)
def test_outline_names_every_section(question: str, policy: Document, tokeniser: Tokeniser) -> None:
    (outline,) = told(question, policy, tokeniser)
    headings = [section.heading for section in policy.sections]
    assert len(headings) == 12
    assert all(heading in outline for heading in headings)


@pytest.mark.parametrize("question", ["有效期到什么时候", "什么时候施行"])
def test_what_the_document_does_not_say_is_not_made_up(question: str, policy: Document, tokeniser: Tokeniser) -> None:
    assert told(question, policy, tokeniser) == []


@pytest.mark.parametrize("question", [questions[0] for questions in ASKED.values()] + ["这个政策主要讲了什么"])
def test_what_is_told_is_borne_out_and_cited(
    question: str, policy: Document, shipped_corpus: Corpus, tokeniser: Tokeniser
) -> None:
    asked = find_metadata_question(question, (policy,), tokeniser.words)
    assert asked is not None
    draft = draft_metadata(asked.rule, policy)
    assert Verifier(shipped_corpus).verify(draft) == draft
    sentences, citations = cite(draft, shipped_corpus)
    assert all(sentence.marks for sentence in sentences)
    assert all(policy.source[c.start : c.end] == c.quote for c in citations)


def test_question_may_mean_any_of_several_documents(policy: Document, tokeniser: Tokeniser) -> None:
    other = make_document("other", "支持创业。", title="青岛市创业办法", number="青政发〔2024〕1号")
    everything = (policy, other)
    unclear = find_metadata_question("文号是多少", everything, tokeniser.words)
    clear = find_metadata_question("青岛市创业办法的文号是多少", everything, tokeniser.words)
    assert unclear is not None
    assert unclear.documents == everything
    assert clear is not None
    assert clear.documents == (other,)
