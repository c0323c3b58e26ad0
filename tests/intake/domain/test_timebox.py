"""Work that ends in time, in any thread, and leaves no trace of the watching."""

from __future__ import annotations

import cProfile
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count

import pytest

from intake.domain.timebox import OutOfTime, within


def step():
    return None


def never_done():
    while True:
        with suppress(Exception):
            step()


def test_work_that_ends_gives_what_it_made():
    assert within(0.1, lambda: 6 * 7) == 42


@pytest.mark.parametrize("run", [lambda work: work(), ThreadPoolExecutor(1).submit])
def test_work_without_end_is_stopped_whatever_it_catches(run):
    with pytest.raises(OutOfTime):
        done = run(lambda: within(0.02, never_done))
        done.result(timeout=20)


def test_a_box_in_a_box_does_not_take_the_blame_for_the_one_outside():
    blamed = []

    def boxes():
        for _ in count():
            try:
                within(30, lambda: 1)
            except OutOfTime:
                blamed.append("the inner box")

    with pytest.raises(OutOfTime):
        within(0.02, boxes)
    assert blamed == []


@pytest.mark.parametrize("work", [list, never_done, lambda: 1 / 0])
def test_whoever_watched_before_watches_afterwards(work):
    def profiler(frame, event, argument):
        return None

    before = sys.getprofile(), sys.gettrace()
    sys.setprofile(profiler)
    try:
        with suppress(OutOfTime, ZeroDivisionError):
            within(0.01, work)
        assert sys.getprofile() is profiler
        assert sys.gettrace() is before[1]
    finally:
        sys.setprofile(before[0])


def test_cprofile_goes_on_where_it_was():
    profiler = cProfile.Profile()
    profiler.enable()
    within(0.1, lambda: 1)
    sorted([3, 1, 2])
    profiler.disable()

    profiler.create_stats()
    assert any("sorted" in name for _, _, name in profiler.stats)
