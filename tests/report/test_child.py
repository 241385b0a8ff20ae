import dataclasses
import multiprocessing
import os
import pickle
import signal

import pytest

from reviewer_app.errors import UserError
from reviewer_app.report.build import build_pdf, build_sheets, substitutes
from reviewer_app.report.child import BuildError, ReportBuilder
from tests.report.sample import RICH, TINY
from tests.report.test_sheets import DAY


def worker() -> int:
    (child,) = multiprocessing.active_children()
    assert child.pid is not None
    return child.pid


def test_child_gives_the_same_bytes_as_this_process() -> None:
    with ReportBuilder() as builder:
        assert builder.build(RICH, draft=False) == build_pdf(RICH, draft=False)
    assert multiprocessing.active_children() == []


def test_child_typesets_visit_sheets_too_and_says_what_no_font_has() -> None:
    with ReportBuilder() as builder:
        assert builder.build_sheets(DAY) == build_sheets(DAY)
        content = dataclasses.replace(TINY, introduction=("One \N{SLIGHTLY SMILING FACE}.",))
        assert builder.substitutes(content, draft=True) == substitutes(content, draft=True) != ()


def test_one_process_serves_many_builds() -> None:
    with ReportBuilder() as builder:
        builder.warm()
        first = worker()
        assert builder.build(TINY, draft=False) == build_pdf(TINY, draft=False)
        assert builder.build(TINY, draft=True) == build_pdf(TINY, draft=True)
        assert worker() == first
        # Whoever types goes first.
        ours, its = (os.getpriority(os.PRIO_PROCESS, one) for one in (os.getpid(), first))
        assert its == min(ours + 5, 19)
    assert multiprocessing.active_children() == []


def test_crash_is_said_and_the_next_build_works() -> None:
    with ReportBuilder() as builder:
        builder.warm()
        os.kill(worker(), signal.SIGSTOP)
        builder_process = worker()
        os.kill(builder_process, signal.SIGKILL)
        with pytest.raises(UserError) as problem:
            builder.build(TINY, draft=True)
        assert problem.value.code == "report.build-failed"
        assert "None" not in str(problem.value)
        assert builder.build(TINY, draft=True)


def test_a_build_that_hangs_is_ended() -> None:
    with ReportBuilder(timeout=0.3) as builder:
        builder.warm()
        os.kill(worker(), signal.SIGSTOP)
        with pytest.raises(UserError) as problem:
            builder.build(TINY, draft=True)
        assert problem.value.code == "report.build-failed"
        assert "too long" in problem.value.happened
    assert multiprocessing.active_children() == []


def test_our_own_bug_is_not_called_a_persons_error() -> None:
    with ReportBuilder() as builder:
        with pytest.raises(BuildError, match="Traceback"):
            builder.build("no content", draft=True)  # type: ignore[arg-type]
        assert builder.build(TINY, draft=True)


def test_content_travels() -> None:
    assert pickle.loads(pickle.dumps(RICH)) == RICH  # noqa: S301
