"""How `relulab start` starts JupyterLab, beside the JSON file here: what a kernel says reaches the page at once."""

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class AtOnce(ZMQChannelsWebsocketConnection):
    """Holds nothing back until the page has confirmed what came before (Nagle's algorithm).

    Of five key presses in an explorer, one or two otherwise wait 30 milliseconds for that.
    """

    def connect(self) -> Any:
        """Connect the page and the kernel."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


c: Any = globals()["get_config"]()  # whoever reads a configuration puts it there
c.ServerApp.kernel_websocket_connection_class = AtOnce
