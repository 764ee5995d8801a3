"""A person's browser as the app sees it: Streamlit's own messages over a WebSocket, files over HTTP. Draws nothing."""

from __future__ import annotations

import asyncio
import json
import re
import time
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LONGEST = 120.0  # seconds until a run is given up
XSRF = "_streamlit_xsrf"


@dataclass(frozen=True, slots=True)
class Control:
    """A widget that was drawn: what kind it is, its id, its label, the fragment it belongs to, what it downloads."""

    kind: str
    id: str
    label: str
    fragment: str
    file: str = ""


@dataclass
class Drawn:
    """What one run of a page drew."""

    raw: list[bytes] = field(default_factory=list)  # its messages
    controls: list[Control] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)

    def control(self, kind: str, label: str) -> Control | None:
        """The first of that kind whose label begins so."""
        return next((c for c in self.controls if c.kind == kind and c.label.startswith(label)), None)

    def found(self, pattern: re.Pattern[str]) -> Iterator[str]:
        """What the pattern matches in anything that was drawn."""
        for message in self.raw:
            yield from pattern.findall(message.decode("utf-8", "ignore"))


class Visitor:
    """One WebSocket of one person, from opening the browser to closing it."""

    def __init__(self, base: str, socket: ClientConnection, cookies: Mapping[str, str]) -> None:
        self._base = base
        self._socket = socket
        self._cookies = cookies
        self._session = ""
        self._page = ""  # the id of the page that was drawn last
        self._address = ClientState()

    async def open(self, page: str, query: str) -> Drawn:
        """Go to an address of the app and read to the end of the run."""
        self._address = ClientState(query_string=query, page_name=page)
        return await self._run(ClientState())

    async def press(self, button: Control) -> Drawn:
        """Press a button; what is drawn is its fragment, or the whole page where it has none."""
        state = ClientState(fragment_id=button.fragment)
        state.widget_states.widgets.add(id=button.id, trigger_value=True)
        return await self._run(state)

    async def keep(self, passages: Control, token: str) -> Drawn:
        """Press the button of one passage; `passages` is the component that hears them all, and what it draws again."""
        state = ClientState(fragment_id=passages.fragment, page_script_hash=self._page)
        event = json.dumps([{"event": "press", "value": [[time.time_ns(), "add", token]]}])
        state.widget_states.widgets.add(id=_make_trigger_id(passages.id, "events"), json_trigger_value=event)
        state.widget_states.widgets.add(id=passages.id, json_value="{}")  # as a browser does
        return await self._run(state)

    async def download(self, button: Control) -> bytes:
        """The file behind a download button, made when it is asked for."""
        message = BackMsg()
        message.backend_operation_request.request_id = uuid4().hex
        message.backend_operation_request.session_id = self._session
        message.backend_operation_request.deferred_file.file_id = button.file
        await self._socket.send(message.SerializeToString())
        while True:
            answer, _ = await self._next()
            if answer.WhichOneof("type") == "backend_operation_response":
                break
        made = answer.backend_operation_response
        if made.error_msg:
            raise ValueError(made.error_msg)
        return await self._http("GET", made.deferred_file.url)

    async def upload(self, uploader: Control, name: str, data: bytes) -> Drawn:
        """Choose a file in an uploader; the page that shows what came of it."""
        message = BackMsg()
        request = message.file_urls_request
        request.request_id, request.session_id = uuid4().hex, self._session
        request.file_names.append(name)
        await self._socket.send(message.SerializeToString())
        while True:
            answer, _ = await self._next()
            if answer.WhichOneof("type") == "file_urls_response":
                break
        [urls] = answer.file_urls_response.file_urls
        border = uuid4().hex
        head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{border}--\r\n".encode()
        await self._http("PUT", urls.upload_url, body, f"multipart/form-data; boundary={border}")
        state = ClientState()
        chosen = state.widget_states.widgets.add(id=uploader.id).file_uploader_state_value.uploaded_file_info
        chosen.add(name=name, size=len(data), file_id=urls.file_id, file_urls=urls)
        return await self._run(state)

    async def _run(self, state: ClientState) -> Drawn:
        state.query_string, state.page_name = self._address.query_string, self._address.page_name
        message = BackMsg(rerun_script=state)
        await self._socket.send(message.SerializeToString())
        drawn, running = Drawn(), False
        while True:
            answer, raw = await self._next()
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                drawn, running = Drawn(), True
                self._session = answer.new_session.initialize.session_id
                self._page = answer.new_session.page_script_hash
            elif kind == "delta":
                drawn.raw.append(raw)
                _note(answer.delta, drawn)
            elif kind == "script_finished" and running:
                if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    drawn.exceptions.append("the script could not be compiled")
                # Any other end but an early one for a run that follows at once is the end.
                if answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return drawn

    async def _next(self) -> tuple[ForwardMsg, bytes]:
        raw = await asyncio.wait_for(self._socket.recv(decode=False), LONGEST)
        answer = ForwardMsg()
        answer.ParseFromString(raw)
        return answer, raw

    async def _http(self, method: str, path: str, body: bytes | None = None, form: str = "") -> bytes:
        request = urllib.request.Request(f"{self._base}{urlsplit(path).path}", body, method=method)
        request.add_header("Cookie", _written(self._cookies))
        request.add_header("X-Xsrftoken", self._cookies.get(XSRF, ""))
        if form:
            request.add_header("Content-Type", form)
        return await asyncio.to_thread(_read, request)


def _note(delta: Any, drawn: Drawn) -> None:
    """What of a drawn element a person can use, or must not see."""
    if delta.WhichOneof("type") != "new_element":
        return
    kind = delta.new_element.WhichOneof("type")
    if kind == "exception":
        drawn.exceptions.append(delta.new_element.exception.message[:200])
    elif kind == "bidi_component":
        hearing = delta.new_element.bidi_component
        drawn.controls.append(Control(kind, hearing.id, hearing.component_name, delta.fragment_id))
    elif kind in ("button", "download_button", "file_uploader"):
        element = getattr(delta.new_element, kind)
        file = element.deferred_file_id if kind == "download_button" else ""
        drawn.controls.append(Control(kind, element.id, element.label, delta.fragment_id, file))


def _read(request: urllib.request.Request) -> bytes:
    with urllib.request.urlopen(request, timeout=LONGEST) as answer:
        read: bytes = answer.read()
        return read


def cookies_of(base: str, cookies: Mapping[str, str]) -> dict[str, str]:
    """The cookies that a first request, sent with these, is given."""
    request = urllib.request.Request(f"{base}/_stcore/health", headers={"Cookie": _written(cookies)})
    with urllib.request.urlopen(request, timeout=LONGEST) as answer:
        return _given(answer.headers.get_all("Set-Cookie"))


def _given(lines: Iterable[str] | None) -> dict[str, str]:
    """What `Set-Cookie` says."""
    return {name: one.value for line in lines or () for name, one in SimpleCookie(line).items()}


def _written(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


@asynccontextmanager
async def visiting(base: str, cookies: dict[str, str] | None = None) -> Any:
    """A browser opened at the app at `base` (http://127.0.0.1:8501), and closed at the end.

    `cookies` are those it has; what it is given is put there.
    """
    held = {} if cookies is None else cookies
    held |= await asyncio.to_thread(cookies_of, base, held)
    parts = urlsplit(base)
    header = {"Cookie": _written(held)}
    async with connect(
        f"ws://{parts.netloc}{parts.path}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers=header,
        max_size=None,
        open_timeout=60,
    ) as socket:
        held |= _given(socket.response.headers.get_all("Set-Cookie") if socket.response else None)
        yield Visitor(base, socket, held)
