"""An OpenAI-compatible chat endpoint as a LangChain chat model: one request, one deadline, little room to misbehave.

Written on httpx, which Gradio and Chroma bring along, and not on the vendors' clients: those retry, follow redirects
with the key in hand, read a body of any size, and time out between bytes only, never as a whole.
"""

import json
import threading
import time
from typing import Any

import httpx
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import BaseModel, Field, PrivateAttr, SecretStr, ValidationError

from assistant.errors import EndpointError

MAX_REPLY_BYTES = 256 * 1024  # of a few sentences; more is no answer
_ROLES = {"system": "system", "human": "user", "ai": "assistant"}


class ChatEndpoint(BaseChatModel):
    """Asks once, at temperature 0. Every failure is an EndpointError; its message holds neither key nor reply."""

    base_url: str  # up to and with the version: http://127.0.0.1:8000/v1
    model: str
    api_key: SecretStr | None = None
    timeout_seconds: float = 4.0  # for everything: name look-up, connection and the last byte of the reply

    _tls: Any = PrivateAttr(default=None)

    def model_post_init(self, context: Any, /) -> None:
        """Read the certificates once; the address that is set may be one of a private authority (SSL_CERT_FILE)."""
        super().model_post_init(context)
        self._tls = httpx.create_ssl_context()

    @property
    def _llm_type(self) -> str:
        return "chat-endpoint"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 (LangChain's interface)
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> ChatResult:
        sent = [{"role": _ROLES.get(message.type, "user"), "content": message.text} for message in messages]
        request = {"model": self.model, "temperature": 0, "stream": False, "messages": sent}
        reply = _Exchange(self, request).within(self.timeout_seconds)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=_content(reply)))])

    def client(self) -> httpx.Client:
        """Return a client for one exchange: no proxy of the environment, no redirect, no second try."""
        key = self.api_key.get_secret_value().strip() if self.api_key else ""
        plain = {"Accept": "application/json", "Accept-Encoding": "identity"}  # what is packed small may unpack huge
        headers = {**plain, **({"Authorization": f"Bearer {key}"} if key else {})}
        return httpx.Client(headers=headers, timeout=self.timeout_seconds, verify=self._tls, trust_env=False)

    @property
    def url(self) -> str:
        """Where requests go."""
        return f"{self.base_url.strip().rstrip('/')}/chat/completions"


class _Exchange:
    """One request in a thread of its own, so that its deadline holds whatever the other side does."""

    def __init__(self, endpoint: ChatEndpoint, request: dict[str, Any]) -> None:
        self._endpoint = endpoint
        self._request = request
        self._client: httpx.Client | None = None
        self._reply = b""
        self._failure: EndpointError | None = None

    def within(self, seconds: float) -> bytes:
        """Return the reply; raises EndpointError when there is none by then."""
        thread = threading.Thread(target=self._run, args=(time.monotonic() + seconds,), name="endpoint", daemon=True)
        thread.start()
        thread.join(seconds)
        if thread.is_alive():
            if self._client is not None:
                self._client.close()  # ends a read that gets a byte now and then
            raise EndpointError(f"gave no reply within {seconds:g} s")
        if self._failure is not None:
            raise self._failure
        return self._reply

    def _run(self, deadline: float) -> None:
        try:
            with self._endpoint.client() as self._client:
                self._reply = self._exchange(self._client, deadline)
        except EndpointError as error:
            self._failure = error
        except Exception as error:  # the edge of the process: a strange reply breaks clients in strange ways
            self._failure = EndpointError(f"could not be asked: {type(error).__name__}")  # its words may hold the key
            self._failure.__cause__ = None

    def _exchange(self, client: httpx.Client, deadline: float) -> bytes:
        reply = bytearray()
        with client.stream("POST", self._endpoint.url, json=self._request) as response:
            if response.status_code != httpx.codes.OK:
                raise EndpointError(f"replied with status {response.status_code}")
            for chunk in response.iter_raw(chunk_size=4096):
                reply += chunk
                if len(reply) > MAX_REPLY_BYTES:
                    raise EndpointError(f"replied with more than {MAX_REPLY_BYTES} bytes")
                if time.monotonic() > deadline:
                    raise EndpointError("did not end its reply in time")
        return bytes(reply)


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


def _content(reply: bytes) -> str:
    try:
        return _Completion.model_validate(json.loads(reply)).choices[0].message.content
    except (ValueError, RecursionError, ValidationError):
        raise EndpointError("replied with something that is no chat completion") from None
