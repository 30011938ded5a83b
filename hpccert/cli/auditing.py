"""A workspace -> what was done to its review records that should not have been, shown; and the exit code."""

import gc
from functools import partial
from pathlib import Path

from hpccert import __version__
from hpccert.cli import show
from hpccert.cli.options import Format
from hpccert.cli.retracing import retraced
from hpccert.cli.rule import pages
from hpccert.cli.shared import root_of
from hpccert.cli.validating import print_report, seen_from_here
from hpccert.curate.audit import audited, unknown
from hpccert.load.scan import contents
from hpccert.load.workspace import located
from hpccert.model.report import Report
from hpccert.problems import in_order


def audit(root: Path | None, since: str | None, was: str | None, format: Format, most: int, strict: bool) -> int:
    """Show what should not have been done to review records, and return the exit code.

    Args:
        root: the workspace's folder; None: found upward from here.
        since: a commit up to which all is known; None: everything is judged.
        was: a commit that this history had, and may lack now.
        format: how it is printed.
        most: as text, at most so many findings; 0 is all.
        strict: whether warnings count as errors.
    """
    folder = root_of(root)
    gc.disable()  # much is made and little dropped, as in `validate`
    past = retraced(folder, since, was)
    found = audited(past.steps, past.present, past.existed)
    gc.enable()
    findings, lines = seen_from_here(in_order(located(found, partial(contents, folder)) + unknown(past.cut)), folder)
    report = Report(tuple(findings), past.judged, __version__, pages(), strict, "commit")
    print_report(report, lines, format, most)
    return show.exit_code(findings, strict)
