"""The baseline of keys: a bare input that paints what is typed."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Echo(App[None]):
    def compose(self) -> ComposeResult:
        yield Input(placeholder="type here")


if __name__ == "__main__":
    Echo().run()
