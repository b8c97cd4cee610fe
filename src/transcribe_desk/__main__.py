"""Start Transcribe Desk: the window without arguments, a command with them."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code; the network is shut off before anything else happens."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    if argv[:1] == ["--engine"]:
        # A frozen program has no “python -m”: its workers are started through this door.
        from transcribe_desk.jobs import worker

        worker.serve()
    if argv[:1] == ["--isolation-probe"]:
        from transcribe_desk.security import probe

        return probe.main(argv[1:])
    if argv == ["--model-door"]:
        from transcribe_desk.jobs import model_download

        return model_download.serve()
    if not argv or argv[0] == "window":
        from transcribe_desk.jobs import model_download

        model_download.open_door()  # only where a model is missing that everybody needs
    if argv[:2] != ["models", "install"]:
        from transcribe_desk.security import no_network

        no_network.arm()
    if not argv or argv[0] == "window":
        from transcribe_desk.ui import app

        return app.run(argv[1:])
    from transcribe_desk.cli import main as command_line

    return command_line.run(argv)


if __name__ == "__main__":
    sys.exit(main())
