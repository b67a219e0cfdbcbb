"""The same assistant for programs: three named endpoints of the page's own API, which are also its MCP tools."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Literal, TypeVar

import gradio as gr
from gradio.components import Component
from gradio.utils import get_function_description
from mcp.types import TextContent

from assistant.api import functions
from assistant.api.errors import RequestError
from assistant.api.inputs import Asking, Opening, Searching
from assistant.api.objects import Object, to_json
from assistant.journal.store import Journal
from assistant.web.intake import Intake, Objection
from assistant.web.preparation import Preparation, PreparationFailedError

logger = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R")

_OBJECTIONS = {
    Objection.EMPTY: ("请写下要问的内容。", "Nothing was asked."),
    Objection.TOO_LONG: ("每个问题最多 {longest} 字。", "A question may have at most {longest} characters."),
    Objection.TOO_MANY: ("现在提问的人很多，请稍后再试。", "Too many are waiting: try again shortly."),
    Objection.TOO_OFTEN: (
        "这个地址每分钟最多问 {per_minute} 次，请过一分钟再问。",
        "At most {per_minute} questions a minute from one address: wait a minute.",
    ),
}
_PREPARING = ("政策索引正在准备（{stage}），请稍后再试。", "The index is being prepared: try again in a moment.")
_NOT_PREPARED = ("政策索引没有准备好，暂时不能回答。", "The index could not be prepared; the maintainer can see why.")
_BROKEN = ("抱歉，系统这次没能回答，请稍后再试。", "Sorry, something went wrong here: try again later.")


class CallError(gr.Error):
    """Told to the caller as it is; nothing about it is a fault of the server's."""

    def __init__(self, message: str) -> None:
        super().__init__(message, print_exception=False)

    def __str__(self) -> str:
        return str(self.message)


class Programs:
    """The three functions as Gradio registers them; their docstrings are what a machine reader is told."""

    def __init__(self, preparation: Preparation, journal: Journal, intake: Intake) -> None:
        self._preparation = preparation
        self._journal = journal
        self._intake = intake

    def offered(self) -> tuple[Callable[..., Any], ...]:
        """Return what programs may call, as they call it."""
        return (self.ask_policy, self.search_clauses, self.get_clause)

    def register(self, page: gr.Blocks) -> None:
        """Add the endpoints to the page that is being laid out; they keep to the intake's line, not to Gradio's."""
        for function in self.offered():
            gr.events.api(function, api_name=function.__name__, queue=False, concurrency_limit=None)
            _, descriptions, _ = get_function_description(function)
            (registered,) = (block for block in page.fns.values() if block.api_name == function.__name__)
            for component, description in zip(registered.inputs, descriptions.values(), strict=False):
                if isinstance(component, Component):
                    component.api_info()["description"] = description  # else only MCP would tell it

    async def ask_policy(
        self, question: str, history: list[str] | None = None, request: gr.Request | None = None
    ) -> dict[str, Any]:
        """Answer a question from the published government policies held here, every sentence cited, or say that they do not state it. 依据已收录的政策原文回答问题，句句标明出处；原文没有写明的，如实告知，不作推测。

        回答中的 [1] 等编号对应 citations 里的出处；转述时请保留出处，不要自行补充。
        The answer's text carries marks such as [1]; each mark is a citation with the clause and the verbatim quote.
        Relay the answer with its citations and do not add to it: a status of not_covered means that the policies
        held here do not state it. Ask in Chinese: the policies are Chinese, and so are the answers.

        Args:
            question: One question in everyday Chinese, or a follow-up to the history. 一个问题，可以是口语，也可以是追问。
            history: Earlier questions of the same conversation, oldest first, at most 10; each is answered again and counts as one question. 这次对话里先前的问题，从早到晚，最多 10 个。

        Returns:
            An object with status (answered, not_covered or smalltalk), answer, citations (n, document_id, document_title, document_number, section, clause_id, locator, quote, clause_text, start, end in characters of the document's text, responsible_units), related, uncovered, reworded (true where a language model made wording plainer), question, standalone_question, corpus_version, as_of, timings_ms
        """
        with _told():
            asking = Asking.checked({"question": question, "history": history})
            self._admit([asking.question, *asking.history], request)
            return await self._work(partial(self._ask, asking))

    async def search_clauses(
        self,
        query: str,
        limit: int = 5,
        mode: Literal["both", "words", "meaning"] = "both",
        document_id: str = "",
        section_id: str = "",
        responsible_unit: str = "",
        state: Literal["in_force", "not_in_force", "all"] = "in_force",
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        """Find the clauses of the policies held here that match a query, best first, with their verbatim text. 按词语或意思查找政策条款，最相关的在前，附原文。

        A place or a number that the query names outright (第四条, 第二章, a document number such as X发〔2025〕6号,
        a department) is gone to directly. An empty query with a filter lists everything that the filter admits.
        结果是候选条款，不等于回答。The results are candidates and no answer: read one before relying on it.

        Args:
            query: Words or a sentence in Chinese; may be empty where a filter is given. 要查的词语或句子。
            limit: How many clauses to return, 1 to 20. 返回几条。
            mode: both, words (as written) or meaning. 查找方式：both 词语和意思、words 只按原词、meaning 只按意思。
            document_id: Only in this document. 只在这份文件里查，填文件编号。
            section_id: Only in this section, one of the section_ids of a result. 只在这一章节里查。
            responsible_unit: Only clauses in the care of this unit, its name as printed. 只查由这个责任单位负责的条款。
            state: in_force, not_in_force (drafts, superseded and repealed ones, by words only) or all. 文件是否现行有效。

        Returns:
            An object with results (rank, score where higher is better, exact if the query named it, document_id, document_title, document_number, state, section, section_ids, clause_id, locator, quote with its start and end, clause_text, responsible_units), notes, query, corpus_version
        """
        with _told():
            searching = Searching.checked(
                {
                    "query": query,
                    "limit": limit,
                    "mode": mode,
                    "document_id": document_id,
                    "section_id": section_id,
                    "responsible_unit": responsible_unit,
                    "state": state,
                }
            )
            self._admit([searching.query.strip() or searching.model_dump_json()], request)
            return await self._work(partial(self._with_assistant, functions.search, searching))

    async def get_clause(self, clause_id: str) -> dict[str, Any]:
        """Read one clause as it stands now: verbatim text, sentences with offsets, neighbours, and whether its document is in force. 按条款编号读取原文、所在位置、前后条款和文件的效力状态。

        Use it to read a cited clause in full, or to check that a quote still stands in it.

        Args:
            clause_id: An id that ask_policy or search_clauses returned, such as name#4.1. 条款编号，来自另两个函数的结果。

        Returns:
            An object with clause_id, locator, citation (《title》（number）place), kind, state, section, section_ids, clause_text, start, end, sentences (text, start, end, locator), responsible_units, previous and following (clause_id, locator) or null, document (title, issuers, issue_date, state, in_force_from, in_force_until, superseded_by, repealed_by), corpus_version
        """
        with _told():
            opening = Opening.checked({"clause_id": clause_id})
            self._admit([], None)  # reading is as free as on the page
            return await self._work(partial(self._with_assistant, functions.get, opening))

    def _ask(self, asking: Asking) -> Object:
        answer = self._with_assistant(functions.ask, asking)
        self._journal.record(answer)
        return to_json(answer)

    def _with_assistant(self, function: Callable[[functions.Assistant, T], R], wanted: T) -> R:
        """Call a function with one and the same assistant throughout, whatever is published meanwhile."""
        assistants: Any = self._preparation.result()  # more than the page asks of it
        with assistants.using() as assistant:
            return function(assistant, wanted)

    def _admit(self, questions: Iterable[str], request: gr.Request | None) -> None:
        """Count each question; raises RequestError for the first that cannot be taken."""
        if not self._preparation.finished:
            raise RequestError(_PREPARING[0].format(stage=self._preparation.stage.name), _PREPARING[1])
        client = request.client.host if request is not None and request.client else ""
        if self._intake.full:
            raise self._objected(Objection.TOO_MANY)
        for question in questions:
            objection = self._intake.objection(question, client)
            if objection:
                raise self._objected(objection)

    def _objected(self, objection: Objection) -> RequestError:
        limits = self._intake.limits
        values = {"longest": limits.max_question_chars, "per_minute": limits.questions_per_minute}
        chinese, english = _OBJECTIONS[objection]
        return RequestError(chinese.format(**values), english.format(**values))

    async def _work(self, work: Callable[[], T]) -> T:
        with self._intake.waiting():
            return await self._intake.run(work)


def send_json(page: gr.Blocks) -> None:
    """Have the tools of a mounted page return JSON; Gradio by itself writes an object as Python would print it."""
    server = page.mcp_server_obj
    if server is None:
        logger.error("programs cannot reach the assistant over MCP: %s", page.mcp_error)
        return

    def as_text(data: Iterable[object], root_url: str) -> list[TextContent]:  # noqa: ARG001 (Gradio passes it)
        return [TextContent(type="text", text=json.dumps(output, ensure_ascii=False)) for output in data]

    setattr(server, server.postprocess_output_data.__name__, as_text)


@contextmanager
def _told() -> Iterator[None]:
    """Turn whatever ends a call into words for the caller; what should not have happened is logged."""
    try:
        yield
    except RequestError as error:
        raise CallError(str(error)) from error
    except PreparationFailedError as error:
        raise CallError(str(RequestError(*_NOT_PREPARED))) from error
    except Exception as error:  # the face
        logger.exception("a program's call failed")
        raise CallError(str(RequestError(*_BROKEN))) from error
