"""Foreign instructions run for so long and no longer, in any thread."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")
CALLS_BETWEEN_LOOKS = 0x1F


class OutOfTime(Exception):
    """The work took longer than it may."""


class _Stop(BaseException):
    """What stops the work. No `except Exception` on its way out may swallow it."""


class Allowance:
    """So much time of a processor that many pieces of work share."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    @contextmanager
    def spending(self) -> Iterator[None]:
        began = time.thread_time()
        try:
            yield
        finally:
            self.left -= time.thread_time() - began


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what the work returns, or raise OutOfTime once it used that much of a processor.

    A signal reaches only the main thread, and another thread cannot stop this one safely. So each
    call that the work makes is counted, and now and then we look how long this thread has worked;
    waiting for others does not count, so a busy server turns nobody away. One long step without a
    call is not interrupted: what the work may call has to be small.
    """
    end = time.thread_time() + seconds
    calls = 0
    stop = _Stop()

    def watch(frame: FrameType, event: str, what: Any) -> None:
        nonlocal calls
        calls += 1
        if not calls & CALLS_BETWEEN_LOOKS and time.thread_time() > end:
            raise stop

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        return work()
    except _Stop as reason:
        # Boxes stand in boxes: the time of one outside is for that one to report.
        if reason is stop:
            raise OutOfTime from None
        raise
    finally:
        end = inf
        _restore(before)


def _restore(profiler: Any) -> None:
    # cProfile before Python 3.12 stands there as an object that only its own method puts back.
    sys.setprofile(None)
    if profiler is None or callable(profiler):
        sys.setprofile(profiler)
    else:
        profiler.enable()
