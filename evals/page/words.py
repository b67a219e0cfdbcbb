"""What classes, statuses and figures are called on the page. A class that is not listed is called what its cases say."""

CLASSES = {
    "measure": ("政策措施", "逐条问政策里的措施"),
    "everyday": ("日常说法", "用家常话问，字面上与原文几乎没有相同之处"),
    "amount": ("金额数量", "问金额、人数、期限"),
    "department": ("责任单位", "问归哪个部门管"),
    "eligibility": ("申请条件", "问谁能申请、要什么条件"),
    "multi_clause": ("多条合答", "要合起几条才答得全"),
    "metadata": ("文件信息", "问文号、日期、印发单位等"),
    "near_miss": ("似有实无", "看着相近、政策却没有写，应当拒答"),
    "multi_turn": ("连续追问", "接着上一句问，如“那归谁管”"),
    "noisy": ("错字杂讯", "带错别字、口头语的问题"),
    "adversarial": ("刁难诱导", "诱导助手编造或违规"),
    "smalltalk": ("寒暄", "你好、谢谢之类"),
    "out_of_scope": ("无关问题", "与政策无关，应当拒答"),
    "partial": ("部分可答", "一问多项，只有一部分政策写了"),
    "condition": ("限定条件", "问什么情形下可以、要符合什么"),
    "typo": ("同音错字", "句中有同音或形近的错字"),
    "deadline": ("时间期限", "问何时、多久、最迟哪天"),
    "procedure": ("办理程序", "问怎么办、走什么途径"),
    "list": ("逐项列举", "问都有哪些，要列全"),
    "short": ("只有词语", "只说几个字，没有问句"),
}
STATUSES = {"answered": "回答", "not_covered": "拒答", "smalltalk": "寒暄"}
EXPECTED = {"answer": "应回答", "refuse": "应拒答", "smalltalk": "应寒暄"}
SUITES = {
    "rizhao": "随附政策",
    "other": "其他十份政策",
    "blind": "随附政策，外人出题",
    "blind-other": "其他十份政策，外人出题",
}
HISTORY = {
    "pass_rate": "通过率",
    "hit_at_1": "依据排第一",
    "refusal_recall": "该拒的拒答",
    "refusal_precision": "拒答有理",
}


def class_name(name: str) -> str:
    """Return what a class of cases is called."""
    return CLASSES.get(name, (name, ""))[0]


def class_help(name: str) -> str:
    """Return what a class of cases asks, in a few words."""
    return CLASSES.get(name, (name, ""))[1]
