"""Commands, one after the other -> wall seconds, CPU seconds and the memory of the largest process, as JSON.

Run as a process of its own, `python -I -S measure.py`, with the task on standard input: a child begins with the peak
memory of its parent, and this parent is as small as a Python can be.
"""

import json
import os
import sys
import time

QUIET = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]


def main() -> None:
    """Run the commands of the task, and print what they cost; they must all succeed."""
    task = json.load(sys.stdin)
    os.chdir(task["folder"])
    wall = cpu = 0.0
    peak = 0
    for command in task["commands"]:
        begun = time.perf_counter()
        process = os.posix_spawnp(command[0], command, task["environment"], file_actions=QUIET)
        _, status, usage = os.wait4(process, 0)
        wall += time.perf_counter() - begun
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss)
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{' '.join(command[:4])} ... failed with {os.waitstatus_to_exitcode(status)}")
    kib = peak / 1024 if sys.platform == "darwin" else peak
    print(json.dumps({"wall": wall, "cpu": cpu, "mebibytes": kib / 1024}))


if __name__ == "__main__":
    main()
