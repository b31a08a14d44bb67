"""How far a long step is, while it lasts: a line that changes on a terminal, now and then a line in a log."""

import os
import sys
import threading
import time
from typing import TYPE_CHECKING

from migrationkg.progress import Step, watch

if TYPE_CHECKING:
    from rich.live import Live
    from rich.table import Table

#: Seconds that a step may take before it is shown, and those between two lines of a log.
_SOON, _AGAIN = 1.0, 30.0


def show_steps(*, verbose: bool) -> None:
    """Show the steps of this process where standard error is a terminal, and in a log with `-v`."""
    if sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        watch(OnTerminal())
    else:
        watch(InLog() if verbose else None)


class OnTerminal:
    """Shows the innermost step that is under way, from its second second on, until it ends."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._live: Live | None = None

    def begins(self, step: Step) -> None:
        """Show a step, if it takes long."""
        self._steps.append(step)
        if self._timer is None:
            self._timer = _later(_SOON, self._show)

    def ends(self, step: Step) -> None:
        """Show it no more."""
        with self._lock:
            self._steps.remove(step)
            if self._steps or self._timer is None:
                return
            self._timer.cancel()
            self._timer = None
            if self._live:
                self._live.stop()
                self._live = None

    def _show(self) -> None:
        from rich.live import Live

        from migrationkg.commands.terminal import ERR

        with self._lock:
            if self._timer is not None:  # else it has just ended
                self._live = Live(
                    get_renderable=self._line,
                    console=ERR,
                    transient=True,
                    redirect_stdout=sys.stdout.isatty(),
                    vertical_overflow="crop",
                )
                self._live.start()

    def _line(self) -> "Table":
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        line = Table.grid(padding=(0, 1))
        if steps := self._steps[-1:]:
            (step,) = steps
            bar = ProgressBar(step.total, step.done, width=24, pulse=step.total is None)
            line.add_row(f"{step.name[0].upper()}{step.name[1:]}", bar, how_far(step))
        return line


class InLog:
    """Tells twice a minute how far a step is."""

    def __init__(self) -> None:
        self._timers: dict[int, threading.Timer] = {}

    def begins(self, step: Step) -> None:
        """Tell of a step, if it takes long."""
        self._timers[id(step)] = _later(_AGAIN, self._tell, step)

    def ends(self, step: Step) -> None:
        """Tell of it no more."""
        self._timers.pop(id(step)).cancel()

    def _tell(self, step: Step) -> None:
        print(f"{step.name}: {how_far(step)}", file=sys.stderr)  # noqa: T201
        if id(step) in self._timers:
            self._timers[id(step)] = _later(_AGAIN, self._tell, step)


def _later(seconds: float, action: object, *given: object) -> threading.Timer:
    timer = threading.Timer(seconds, action, given)  # type: ignore[arg-type]
    timer.daemon = True
    timer.start()
    return timer


def how_far(step: Step) -> str:
    """Return how much of a step is done, how fast it goes and how long it still takes, as far as that is known.

    Example:
        >>> how_far(Step("reading", 1200, 6000, begun=time.perf_counter() - 60))
        '1,200 of 6,000, 20 a second, 4 min left'
    """
    seconds = time.perf_counter() - step.begun
    if not step.done or seconds <= 0:
        return f"{step.done:,} of {step.total:,}" if step.total else _duration(seconds)
    rate = step.done / seconds
    told = f"{rate:,.0f} a second" if rate >= 1 else f"{60 * rate:,.0f} a minute"
    if step.total is None:
        return f"{step.done:,}, {told}"
    left = max(step.total - step.done, 0) / rate
    return f"{step.done:,} of {step.total:,}, {told}, {_duration(left)} left"


def _duration(seconds: float) -> str:
    """Return a time in words.

    Example:
        >>> _duration(42), _duration(200), _duration(9000)
        ('42 s', '3 min', '2 h 30 min')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
