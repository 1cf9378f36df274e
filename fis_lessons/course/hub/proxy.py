"""The proxy in front of a class, in Python: ``python -m fis_lessons.course.hub.proxy``, started by JupyterHub.

It is ``configurable-http-proxy`` of PyPI, with what a class needs and it lacks: it ends with the hub however that
ends, keeps more than ten requests at once, lets JupyterLab and its server agree on how they talk, and hands on
bytes as bytes: JupyterLab speaks to a kernel in bytes, and as text nothing it asks for is ever run.
"""

from __future__ import annotations

import os

from fis_lessons.course.hub.leash import end_with

_AT_ONCE = 2_000
_LARGEST = 200_000_000


def main() -> None:
    """Be the proxy."""
    end_with(os.getppid())
    from configurable_http_proxy import cli
    from configurable_http_proxy.handlers import ProxyHandler
    from tornado.httpclient import AsyncHTTPClient

    def agreed(self: ProxyHandler, _offered: list[str]) -> str | None:
        """Say to the browser what the learner's server has chosen: it was asked first."""
        client = self.ws_client
        chosen: str | None = client.selected_subprotocol if client is not None else None
        return chosen

    def handed_on(self: ProxyHandler, message: str | bytes) -> None:
        """Give the learner's server what the browser said, as it said it."""
        if self.ws_client:
            if self.target:
                self.proxy.update_last_activity(self.target["prefix"])
            self.ws_client.write_message(message, binary=isinstance(message, bytes))

    ProxyHandler.select_subprotocol = agreed
    ProxyHandler.on_message = handed_on
    AsyncHTTPClient.configure(None, max_clients=_AT_ONCE, max_body_size=_LARGEST)
    cli.main()


if __name__ == "__main__":
    main()
