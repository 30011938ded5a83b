"""Plants: a policy for no rule, and a pool whose keys give something away. They come last and take all that is left."""

import re
from collections.abc import Callable

from benchmarks.planting.site import File, Planted, Site

POOL = "practice"
TRUE_OF_TEN = 7  # with fewer false ones a set by itself would be unbalanced
LEAST_SURPLUS = 20  # characters by which a key would stand out by itself
TEXT = re.compile(r"\btext: ('[^']*'|\"[^\"]*\"|[^\n]+?)(?=\n|, correct: )")


def _no_such_rule(site: Site) -> Planted:
    file = site.file("hpccert.yaml")
    return file.save("W001", file.append("rules: {Q999: off}\n", "off"))


def _mostly_true(site: Site) -> Planted:
    for file in _rest_of_the_pool(site, "true-false-set"):
        _key(file, "truth", [number < TRUE_OF_TEN for number in range(10)])
        file.save("Q027")
    return _at_the_workspace(site, "Q027")


def _longest_choice_is_right(site: Site) -> Planted:
    for file in _rest_of_the_pool(site, "single-choice"):
        lengths = [len(each.strip("'\"").replace("`", "")) for each in TEXT.findall(file.text)]
        second, longest = sorted(lengths)[-2:]
        if second < longest < second + LEAST_SURPLUS:
            _key(file, "correct", [each == longest for each in lengths])
            file.save("Q028")
    return _at_the_workspace(site, "Q028")


def _key(file: File, name: str, rights: list[bool]) -> None:
    """Give the parts of a question these keys, in order."""
    first, *rest = re.split(rf"(?<=\b{name}: )(?:true|false)\b", file.text)
    file.text = first + "".join(str(right).lower() + each for right, each in zip(rights, rest, strict=True))


def _rest_of_the_pool(site: Site, kind: str) -> list[File]:
    """Take the questions of a type in the pool that are still as they were."""
    return site.rest(lambda file: f"\ntype: {kind}\n" in file.text and f"\npool: {POOL}\n" in file.text)


def _at_the_workspace(site: Site, code: str) -> Planted:
    file = site.file("hpccert.yaml")
    return file.save(code, file.text.index("name: "))


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "W001-no-such-rule": _no_such_rule,
    "Q027-mostly-true": _mostly_true,
    "Q028-longest-choice-is-right": _longest_choice_is_right,
}
