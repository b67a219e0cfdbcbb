from assistant.examples import propose_examples
from corpus.types import Corpus, Document
from tests.builders import make_corpus, make_document


def test_examples_speak_of_the_shipped_policys_own_names(shipped_corpus: Corpus, policy: Document) -> None:
    examples = list(propose_examples(shipped_corpus))
    assert "“创业提振贷”最高多少钱？" in examples
    heading = next(e.removesuffix("有哪些措施？") for e in examples if e.endswith("有哪些措施？"))
    assert heading in [section.heading for section in policy.sections]
    unit = next(e.removesuffix("负责哪些工作？") for e in examples if e.endswith("负责哪些工作？"))
    assert unit in policy.responsible_units
    assert len(set(examples)) == len(examples) >= 4


def test_examples_of_several_documents_take_turns() -> None:
    first = make_document("a", "# 一、发放贷款\n可申请“安居贷款”最高3万元。（责任单位：市财政局）")
    second = make_document("b", "# 一、培训工匠\n每年培训30人。（责任单位：市教育局）")
    examples = list(propose_examples(make_corpus(first, second)))
    assert examples == ["“安居贷款”最高多少钱？", "发放贷款有哪些措施？", "培训工匠有哪些措施？"]


def test_document_without_amounts_or_units_gives_no_example_of_its_own() -> None:
    plain = make_document("a", "鼓励创新。")
    assert list(propose_examples(make_corpus(plain, plain))) == []
