"""Every fixed reply, written once."""

from assistant.smalltalk import Courtesy

COURTESIES = {
    Courtesy.GREETING: "您好！我是政策问答助手，可以回答已收录政策里写明的内容，并标出原文出处。请问您想了解什么？",
    Courtesy.THANKS: "不客气。如还有政策方面的问题，可以继续问我。",
    Courtesy.FAREWELL: "再见，祝您顺利。",
    Courtesy.IDENTITY: "我是政策问答助手：只依据已收录的政策原文作答，每句话都标出出处；原文没有写的，我会直接告诉您。",
    Courtesy.ABILITY: "我可以回答已收录政策写明的内容，例如支持什么、额度多少、哪个部门负责、文号和日期，并标出原文出处。已收录：{titles}。",
}

NOT_COVERED = "抱歉，已收录的政策原文没有写明您问的内容，我不能凭猜测回答。"
NOT_STATED = "抱歉，政策原文提到了相关事项，但没有写明{what}，我不能凭猜测回答。"
OTHER_PLACE = "抱歉，已收录的政策不适用于{place}，我没有{place}的政策原文可以依据。"
WHICH_DOCUMENT = "已收录的政策不止一份，请说明您问的是哪一份：{titles}。"
RELATED = "政策中与此相近的内容有：{topics}。"
CONTACT = "您可以咨询联系单位：{contact}。"
CONTACT_ISSUER = "您可以向印发单位咨询：{contact}。"
HOTLINE = "您也可以拨打政务服务便民热线咨询。"
OPINION = "抱歉，我只转述政策原文写明的内容，不发表看法。"
ORDERS = "抱歉，我只依据已收录的政策原文作答，不能按其他要求改变回答。"
EMPTY = "请输入您想了解的政策问题。"
TOO_LONG = "您的问题太长了（最多{limit}字），请简短一些再问。"
PARTIAL = "关于{what}，政策原文没有写明。"
UNFOUND = "关于{what}，我没有在政策原文中找到答案。"
NO_MORE = "抱歉，除了刚才所说的，我没有在政策原文中找到更多相关内容。"
DIFFERS = "您提到的数字与政策原文不一致，请以原文为准："
MORE_DUTIES = "该单位还负责其他措施，可按责任单位继续查询。"
MORE_ITEMS = "该条所列不止这些，其余请看原文。"
MORE_TEXT = "以上为开头部分，其余请看原文。"
NOT_HELD = "抱歉，没有收录{what}，我不能回答它的内容。"
NO_SUCH_PLACE = "已收录的政策中没有{place}。"
SUPERSEDED = "{name}{since}{by}取代，不再适用。"
REPEALED = "{name}{since}废止，不再适用。"
EXPIRED = "{name}的有效期到{day}为止，已经届满，不再适用。"
FORMERLY = "与您所问有关的{became}"
NOT_YET_IN_FORCE = "{name}自{day}起施行，尚未生效。"
NOW_IN_FORCE = "现行有效的是{name}。"
REPEALING_CLAUSE = "废止依据："
NOW_IN_FORCE_FROM_IT = "现行有效的是{name}，以下按该文件回答。"
REWORDED = "（措辞由语言模型改得更平实，原话见出处。）"
AS_OF = "（以下按{day}有效的政策回答。）"
