"""Opens the policy chat in the browser: ``python app.py [--corpus DIR] [--data DIR] [--host HOST] [--port PORT]``."""

import argparse
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.console import Progress
    from assistant.settings import Settings
    from assistant.web.ports import Assistant


def main(arguments: list[str] | None = None) -> int:
    """Serve the page at once and build or open the index meanwhile; return the exit status."""
    options = _options(arguments)
    _stay_on_this_machine()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for talkative in ("httpx", "bm25s", "mcp"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    from assistant.errors import ListenError, PortTakenError, SettingsError
    from assistant.settings import read_settings
    from assistant.web.listening import listen, url_of

    try:
        settings = read_settings(**options)
        listener = listen(settings.host, settings.port)
    except (SettingsError, ListenError) as error:
        print(f"错误：{error}", file=sys.stderr)
        return 1 if isinstance(error, PortTakenError) else 2
    # Imported here because Gradio and the model libraries read the environment when they are imported.
    from assistant.web.preparation import Preparation
    from assistant.web.server import serve

    preparation = Preparation(lambda progress: _build(settings, progress))
    preparation.start()
    print(f"政策问答已启动，请用浏览器打开 {url_of(settings.host, settings.port)} （按 Ctrl+C 停止）", flush=True)
    serve(listener, preparation, settings)
    return 0


def _options(arguments: list[str] | None) -> dict[str, Any]:
    parser = argparse.ArgumentParser(prog="app.py", description="政策问答：在浏览器里就政策原文提问。")
    parser.add_argument("--corpus", dest="corpus_dir", type=Path, metavar="DIR", help="政策文件所在的目录")
    parser.add_argument("--data", dest="data_dir", type=Path, metavar="DIR", help="索引和模型存放的目录")
    parser.add_argument("--host", help="监听地址（默认 127.0.0.1，只有本机能访问）")
    parser.add_argument("--port", help="端口（默认 7860）")
    return {name: value for name, value in vars(parser.parse_args(arguments)).items() if value is not None}


def _stay_on_this_machine() -> None:
    """Switch off what the libraries would otherwise send or fetch; a value that is set already is respected."""
    for name, value in {
        "GRADIO_ANALYTICS_ENABLED": "False",
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "ANONYMIZED_TELEMETRY": "False",
    }.items():
        os.environ.setdefault(name, value)


def _build(settings: "Settings", progress: "Progress") -> "Assistant":
    """Build the assistant over what is live, told on the console as well as on the page; it follows each publication."""
    from assistant.console import progress_bar
    from assistant.live import open_live

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG when it is imported
    with progress_bar() as on_console:

        def report(stage: str, done: int, total: int) -> None:
            progress(stage, done, total)
            on_console(stage, done, total)

        live = open_live(settings, report)
    live.watch()
    return live


if __name__ == "__main__":
    sys.exit(main())
