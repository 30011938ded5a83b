"""An examinee takes a form in a real browser, offline, and hands in the right responses."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from hpccert.ingest.responses import read_json
from hpccert.model.kind import Kind
from hpccert.model.paper import Asked, Paper, identity
from hpccert.model.text import plain
from hpccert.render.web import page
from tests.builders import paper as paper_of

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = pytest.mark.browser
pytest.importorskip("selenium", reason="selenium is not installed")

from selenium.webdriver import ActionChains, Keys  # noqa: E402

T = TypeVar("T")
SITTINGS = count(1)
AXE = "axe-core@4.14.1"
LONG = "word" * 200
PAPER = paper_of(
    Asked(1, Kind.TRUE_FALSE_SET, 2, "Judge `ls`:", ("It lists.", "It leaps.", "It lasts.", "It lifts.")),
    Asked(2, Kind.SINGLE_CHOICE, 1, f"Which one?\n\n```c\nint {LONG};\n```", ("This.", "That.", LONG)),
    Asked(3, Kind.MULTIPLE_CHOICE, 2, "Which ones?", ("These.", "Those.", "None.", f"```c\nint {LONG};\n```")),
    Asked(4, Kind.MULTIPLE_CHOICE, 1, "1. first\n2. second", ("These.", "Those.")),
)

PWN = "window.__pwned=1"
PAYLOADS = [
    f"<script>{PWN}</script>",
    f"</script><script>{PWN}</script>",
    f"</title><script>{PWN}</script>",
    f"</style><script>{PWN}</script>",
    f"</textarea></noscript><script>{PWN}</script>",
    f"<ScRiPt>{PWN}</sCrIpT>",
    f"<scr<script>ipt>{PWN}</scr</script>ipt>",
    f"<img src=x onerror={PWN}>",
    f"<img src=x onerror='{PWN}'//",
    f"<image/src/onerror={PWN}>",
    f"<svg/onload={PWN}>",
    f"<svg><script>{PWN}</script></svg>",
    f"<svg><animate onbegin={PWN} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={PWN}>",
    f"<body onload={PWN}>",
    f"<iframe srcdoc='<script>parent.{PWN}</script>'></iframe>",
    f'<iframe src="javascript:parent.{PWN}"></iframe>',
    f'<object data="javascript:{PWN}"></object>',
    f'<embed src="javascript:{PWN}">',
    f'<a href="javascript:{PWN}" id=begin>x</a>',
    f'<form action="javascript:{PWN}" id=questions><button>x</button></form>',
    f"<input autofocus onfocus={PWN}>",
    f"<details open ontoggle={PWN}>x</details>",
    f"<video><source onerror={PWN}></video>",
    f"<audio src=x onerror={PWN}></audio>",
    f'<meta http-equiv=refresh content="0;url=javascript:{PWN}">',
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>*{display:none}</style>",
    f"<xss onanimationstart={PWN} style=animation-name:x tabindex=1 onfocus={PWN} autofocus>",
    f'"><script>{PWN}</script>',
    f"' onmouseover='{PWN}' x='",
    f'" autofocus onfocus="{PWN}" x="',
    f"<!--><script>{PWN}</script>-->",
    f"<![CDATA[><script>{PWN}</script>]]>",
    f"&lt;script&gt;{PWN}&lt;/script&gt;",
    f"[x](javascript:{PWN}) <javascript:{PWN}>",
    f"`<script>{PWN}</script>`",
    f"```\n</code></pre><script>{PWN}</script>\n```",
]


@pytest.fixture
def take(browser: "Chrome", tmp_path: Path) -> Callable[..., Paper]:
    """Open a paper as a sitting of the test's own and return it."""
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    def opened(paper: Paper, content: Callable[[Paper], bytes] = page) -> Paper:
        mine = replace(paper, sitting=f"{next(SITTINGS)} {paper.sitting}")
        show(browser, mine, tmp_path, content)
        return mine

    return opened


def show(browser: "Chrome", paper: Paper, folder: Path, content: Callable[[Paper], bytes] = page) -> None:
    """Open the page of a paper from a file."""
    file = folder / f"form-{paper.form}.html"
    file.write_bytes(content(paper))
    browser.get(file.as_uri())


def one(browser: "Chrome", selector: str) -> "WebElement":
    return browser.find_element("css selector", selector)


def begin(browser: "Chrome", name: str = "Ada Lovelace") -> None:
    one(browser, "#candidate").send_keys(name)
    one(browser, "#begin").click()


def pick(browser: "Chrome", *answers: str) -> None:
    """Click the inputs that answers such as `q1-a=true` and `q3=d` name."""
    for name, _, value in (each.partition("=") for each in answers):
        one(browser, f"input[name='{name}'][value='{value}']").click()


def picked(browser: "Chrome") -> list[str]:
    """Return the chosen answers in the manner of `pick`."""
    chosen = browser.find_elements("css selector", "#questions input:checked:not([value=''])")
    return [f"{each.get_attribute('name')}={each.get_attribute('value')}" for each in chosen]


def until(condition: Callable[[], T | None], seconds: float = 5) -> T:
    """Wait until a condition holds and return its value."""
    end = time.monotonic() + seconds
    while not (value := condition()) and time.monotonic() < end:
        time.sleep(0.05)
    assert value, f"did not happen within {seconds} seconds"
    return value


def saved(browser: "Chrome", downloads: Path) -> tuple[str, dict[str, Any]]:
    """Return name and content of the file that the page says it has saved."""
    name = one(browser, "#saved-name").text
    file = until(lambda: next(downloads.glob(name), None))
    return name, json.loads(file.read_text("utf-8"))


def shift(browser: "Chrome", **ago: float) -> None:
    """Let the exam have begun so long ago."""
    begun = (datetime.now(UTC) - timedelta(**ago)).isoformat().replace("+00:00", "Z")
    browser.execute_script(
        "const [key] = Object.keys(localStorage).filter((key) => JSON.parse(key)[1] === document.body.dataset.sitting);"
        "localStorage.setItem(key, JSON.stringify({...JSON.parse(localStorage.getItem(key)), begun: arguments[0]}))",
        begun,
    )
    browser.refresh()


def is_shown(browser: "Chrome", selector: str) -> bool:
    return one(browser, selector).is_displayed()


def warns_before_leaving(browser: "Chrome") -> bool:
    asked = (
        "const e = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(e); return e.defaultPrevented"
    )
    return bool(browser.execute_script(asked))


def complaints(browser: "Chrome") -> list[dict[str, object]]:
    """Return what has come to the browser's console since this was last asked."""
    log: list[dict[str, object]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return log


Take = Callable[..., Paper]


def test_the_questions_come_and_the_time_runs_when_a_named_examinee_begins(browser: "Chrome", take: Take) -> None:
    take(PAPER)

    one(browser, "#begin").click()
    assert not is_shown(browser, "#questions"), "nobody begins without a name"

    begin(browser)
    assert is_shown(browser, "#questions")
    assert until(lambda: one(browser, "#time").text.startswith("59:5"))
    assert browser.switch_to.active_element.text.startswith("Question 1")


def test_the_saved_file_holds_just_what_was_answered(browser: "Chrome", take: Take, downloads: Path) -> None:
    paper = take(PAPER)
    begin(browser, " Ada Lovelace ")
    pick(browser, "q1-a=true", "q1-b=false", "q1-c=true", "q1-c=", "q1-d=true", "q2=c", "q3=d", "q3=b", "q3=a", "q3=b")

    assert one(browser, "#answered").text == "Answers: 5 of 7"
    one(browser, "#bar .save").click()
    assert one(browser, "#open").text == "Question 1: c\nQuestion 4"
    one(browser, "#save-anyway").click()

    name, found = saved(browser, downloads)
    stamps = [datetime.strptime(found.pop(each), "%Y-%m-%dT%H:%M:%S%z") for each in ("begun", "saved")]
    assert name.endswith("-2026-autumn-form-017-ada-lovelace.json")
    assert stamps == sorted(stamps)
    assert found == {
        "format": "hpccert-responses-1",
        "sitting": paper.sitting,
        "form": 17,
        "paper": identity(paper.questions),
        "candidate": "Ada Lovelace",
        "responses": {
            "1": {"a": True, "b": False, "c": None, "d": True},
            "2": "c",
            "3": ["a", "d"],
            "4": None,
        },
    }
    shown = one(browser, "#saved-text").get_attribute("value") or ""
    assert json.loads(shown)["responses"] == found["responses"]
    read = read_json(shown, name)  # what the page saves, marking reads
    assert read.findings == []
    assert [(each.number, each.said) for each in read.sheets[0].entries] == [
        (int(number), said) for number, said in found["responses"].items()
    ]


@pytest.mark.parametrize(
    ("candidate", "slug"),
    [("Zoë Ångström-O'Neil", "zoe-angstrom-o-neil"), ("../../etc/passwd\\x", "etc-passwd-x"), ("李小龍", "candidate")],
)
def test_any_name_makes_a_safe_file_name(
    browser: "Chrome", take: Take, downloads: Path, candidate: str, slug: str
) -> None:
    take(replace(PAPER, questions=(), sitting="../../a b"))
    begin(browser, candidate)
    one(browser, "#bar .save").click()

    name, found = saved(browser, downloads)

    assert name.endswith(f"-a-b-form-017-{slug}.json")
    assert found["candidate"] == candidate


def test_a_complete_form_is_saved_without_a_question(browser: "Chrome", take: Take, downloads: Path) -> None:
    take(replace(PAPER, questions=PAPER.questions[2:]))
    begin(browser)
    pick(browser, "q3=a", "q4=b")

    one(browser, ".end .save").click()

    assert not is_shown(browser, "#open-dialog")
    assert saved(browser, downloads)[1]["responses"] == {"3": ["a"], "4": ["b"]}


def test_answers_name_and_time_survive_a_reload(browser: "Chrome", take: Take) -> None:
    take(PAPER)
    begin(browser)
    answers = ["q1-a=true", "q1-b=false", "q2=b", "q3=a", "q3=c"]
    pick(browser, *answers)

    shift(browser, minutes=20)

    assert picked(browser) == answers
    assert one(browser, "#candidate").get_attribute("value") == "Ada Lovelace"
    assert one(browser, "#time").text in ("40:00", "39:59", "39:58")
    assert one(browser, "#answered").text == "Answers: 4 of 7"


def test_another_form_and_other_questions_have_a_storage_of_their_own(
    browser: "Chrome", take: Take, tmp_path: Path
) -> None:
    paper = take(PAPER)
    begin(browser)
    pick(browser, "q2=b")

    for other in (replace(paper, form=18), replace(paper, questions=paper.questions[:3])):
        show(browser, other, tmp_path)
        assert is_shown(browser, "#begin")
        assert picked(browser) == []
    show(browser, paper, tmp_path)
    assert picked(browser) == ["q2=b"]


def test_when_the_time_is_over_answers_are_frozen_but_can_be_saved(
    browser: "Chrome", take: Take, downloads: Path
) -> None:
    take(PAPER)
    begin(browser)
    pick(browser, "q2=b")
    shift(browser, minutes=60, seconds=-1.5)
    assert not is_shown(browser, "#over")

    assert until(lambda: is_shown(browser, "#over"))

    assert "Time is over" in one(browser, "#over").text
    assert not browser.find_elements("css selector", "#questions input:enabled")
    shift(browser, days=2)
    assert until(lambda: is_shown(browser, "#over")), "the page has loaded again"
    assert not browser.find_elements("css selector", "#questions input:enabled"), "still frozen after a reload"
    one(browser, "#candidate").send_keys(" King")
    one(browser, "#bar .save").click()
    found = saved(browser, downloads)[1]
    assert (found["candidate"], found["responses"]["2"]) == ("Ada Lovelace King", "b")


@pytest.mark.parametrize(("minutes", "words"), [(10, "10 minutes left"), (5, "5 minutes left"), (1, "1 minute left")])
def test_time_left_is_announced_politely(browser: "Chrome", take: Take, minutes: int, words: str) -> None:
    take(PAPER)
    begin(browser)

    shift(browser, minutes=60 - minutes, seconds=-1)

    assert one(browser, "#announcement").get_attribute("textContent") == ""
    assert until(lambda: one(browser, "#announcement").get_attribute("textContent") == words)
    assert one(browser, "#announcement").aria_role == "status"


def test_the_time_may_be_hidden(browser: "Chrome", take: Take) -> None:
    take(PAPER)
    begin(browser)

    one(browser, "#hide").click()
    assert not is_shown(browser, "#clock")

    one(browser, "#hide").click()
    assert is_shown(browser, "#clock")


def test_leaving_warns_while_there_are_unsaved_answers(browser: "Chrome", take: Take) -> None:
    take(replace(PAPER, questions=PAPER.questions[3:]))
    begin(browser)
    assert not warns_before_leaving(browser)

    pick(browser, "q4=a")
    assert warns_before_leaving(browser)

    one(browser, "#bar .save").click()
    assert not warns_before_leaving(browser)


def test_everything_is_done_by_keyboard_alone(browser: "Chrome", take: Take, downloads: Path) -> None:
    def press(*keys: str) -> None:
        ActionChains(browser).send_keys(*keys).perform()

    def focus_on(name: str) -> None:
        for _ in range(4):  # wide code may be a stop on the way
            press(Keys.TAB)
            if browser.switch_to.active_element.accessible_name == name:
                return
        raise AssertionError(f"{browser.switch_to.active_element.accessible_name} instead of {name}")

    take(PAPER)
    focus_on("Skip to the exam")
    press(Keys.ENTER)
    focus_on("Your name or candidate number")
    press("Ada Lovelace")
    focus_on("Begin")
    press(Keys.ENTER)
    focus_on("Leave (statement a)")
    press(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    focus_on("Leave (statement b)")
    press(Keys.ARROW_LEFT)
    focus_on("Leave (statement c)")
    focus_on("Leave (statement d)")
    focus_on("Leave blank")
    press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    focus_on("a These.")
    focus_on("b Those.")
    press(Keys.SPACE)
    focus_on("c None.")
    press(Keys.SPACE)
    focus_on(f"d int {LONG};")
    focus_on("a These.")
    focus_on("b Those.")
    focus_on("Save responses")
    press(Keys.ENTER)
    assert browser.switch_to.active_element.accessible_name == "Go back"
    press(Keys.ESCAPE)
    assert browser.switch_to.active_element.accessible_name == "Save responses", "the focus comes back"
    press(Keys.ENTER)
    ActionChains(browser).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).send_keys(Keys.ENTER).perform()

    assert saved(browser, downloads)[1]["responses"] == {
        "1": {"a": True, "b": False, "c": None, "d": None},
        "2": "b",
        "3": ["b", "c"],
        "4": None,
    }


def test_what_has_the_focus_is_not_behind_the_bar(browser: "Chrome", take: Take) -> None:
    take(replace(PAPER, practice=True))
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 640, "deviceScaleFactor": 1, "mobile": False}
    )
    begin(browser)
    for _ in range(14):
        ActionChains(browser).send_keys(Keys.TAB).perform()

    for _ in range(12):
        ActionChains(browser).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
        focused = browser.switch_to.active_element.rect["y"] - browser.execute_script("return scrollY")
        assert focused >= one(browser, ".top").rect["height"], browser.switch_to.active_element.accessible_name


def test_only_practice_can_be_cleared_and_only_after_a_question(browser: "Chrome", take: Take) -> None:
    take(PAPER)
    assert not browser.find_elements("css selector", "#restart, #restart-dialog")

    take(replace(PAPER, practice=True, form=1))
    begin(browser)
    pick(browser, "q2=b")
    one(browser, "#restart").click()
    one(browser, "#restart-dialog .close").click()
    assert picked(browser) == ["q2=b"]

    one(browser, "#restart").click()
    one(browser, "#restart-now").click()
    for _ in range(2):
        assert is_shown(browser, "#begin")
        assert one(browser, "#candidate").get_attribute("value") == ""
        assert picked(browser) == []
        browser.refresh()


def test_the_same_form_in_two_tabs_keeps_the_answers_of_both(browser: "Chrome", take: Take) -> None:
    take(PAPER)
    begin(browser)
    first, address = browser.current_window_handle, browser.current_url
    browser.switch_to.new_window("tab")
    browser.get(address)
    pick(browser, "q2=b")
    browser.close()
    browser.switch_to.window(first)

    pick(browser, "q3=a")

    assert picked(browser) == ["q2=b", "q3=a"]


@pytest.mark.parametrize(
    "damaged", ["", "null", "[", "7", '{"responses": null}', '{"begun": "never"}', '{"candidate": 7}']
)
def test_a_damaged_storage_never_stops_an_exam(browser: "Chrome", take: Take, damaged: str) -> None:
    take(PAPER)
    browser.execute_script(
        "for (const key of Object.keys(localStorage)) localStorage.setItem(key, arguments[0])", damaged
    )
    browser.refresh()

    begin(browser)
    pick(browser, "q1-a=true", "q2=a", "q3=a")

    assert picked(browser) == ["q1-a=true", "q2=a", "q3=a"]


def test_a_browser_that_keeps_nothing_says_so_and_goes_on(forgetful: "Chrome", tmp_path: Path, downloads: Path) -> None:
    show(forgetful, replace(PAPER, sitting="forgetful", questions=PAPER.questions[3:]), tmp_path)
    assert "keeps no data" in one(forgetful, "#no-storage").text

    begin(forgetful)
    pick(forgetful, "q4=b")
    one(forgetful, "#bar .save").click()

    assert saved(forgetful, downloads)[1]["responses"] == {"4": ["b"]}


def without_policy(paper: Paper) -> bytes:
    """Return a page that has nothing but its escaping for a defense."""
    return re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", page(paper))


def with_intruder(paper: Paper) -> bytes:
    """Return a page into which foreign code has come, past all escaping."""
    intruder = f'<script>{PWN}</script><img src="x" onerror="{PWN}"><style>#begin {{ display: none }}</style>'
    return page(paper).replace(b"</main>", f"{intruder}</main>".encode())


def test_a_script_that_has_come_in_nevertheless_does_not_run(browser: "Chrome", take: Take) -> None:
    complaints(browser)

    take(PAPER, with_intruder)

    assert browser.execute_script("return window.__pwned") is None
    assert is_shown(browser, "#begin")
    assert len(complaints(browser)) == 4, "the script, the image, its handler and the style are refused"


@pytest.mark.parametrize("content", [page, without_policy])
def test_hostile_texts_run_nothing_load_nothing_and_show_as_they_are(
    browser: "Chrome", take: Take, downloads: Path, content: Callable[[Paper], bytes]
) -> None:
    everything = " ".join(PAYLOADS)
    kinds = [kind for kind in Kind for _ in PAYLOADS]
    asked = [
        Asked(number, kind, 1, text, (text, text))
        for number, (kind, text) in enumerate(zip(kinds, PAYLOADS * 3, strict=True), 1)
    ]
    complaints(browser)
    texts = {"title": everything, "standard": everything, "sitting": everything, "language": everything}
    take(replace(PAPER, **texts, instructions=tuple(PAYLOADS), questions=tuple(asked)), content)  # type: ignore[arg-type]

    begin(browser, f"<script>{PWN}</script>")
    one(browser, "#bar .save").click()
    one(browser, "#save-anyway").click()

    sitting = saved(browser, downloads)[1]["sitting"]
    assert sitting.endswith(everything)
    assert browser.execute_script("return window.__pwned") is None
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert complaints(browser) == []
    stems = browser.execute_script("return [...document.querySelectorAll('.stem')].map((each) => each.textContent)")
    assert [" ".join(each.split()) for each in stems] == [plain(each.stem) for each in asked]


def test_the_page_itself_raises_no_complaint_in_the_console(browser: "Chrome", take: Take) -> None:
    complaints(browser)
    take(replace(PAPER, practice=True))

    begin(browser)
    pick(browser, "q1-a=true")
    one(browser, "#bar .save").click()
    one(browser, "#save-anyway").click()

    assert complaints(browser) == []


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (360, 1), (1280, 2), (1280, 4)])
def test_nothing_overflows_on_a_phone_or_at_large_text(browser: "Chrome", take: Take, width: int, zoom: int) -> None:
    take(replace(PAPER, practice=True, title=LONG, instructions=(LONG,)))
    metrics = {"width": width // zoom, "height": 720 // zoom, "deviceScaleFactor": zoom, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    begin(browser)

    wide, seen = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")

    assert wide <= seen


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the source of axe-core, fetched from the npm registry."""
    npm, folder = shutil.which("npm"), tmp_path_factory.mktemp("axe")
    if npm is None:
        pytest.skip("npm is not installed, so axe-core cannot be fetched")
    try:
        subprocess.run([npm, "pack", AXE, "--silent"], cwd=folder, check=True, capture_output=True, timeout=20)
    except (subprocess.SubprocessError, OSError) as trouble:
        pytest.skip(f"axe-core could not be fetched: {trouble}")
    shutil.unpack_archive(next(folder.glob("*.tgz")), folder, filter="data")
    return (folder / "package" / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_axe_finds_no_barrier_in_any_state_of_the_page(
    browser: "Chrome", take: Take, axe: str, scheme: str, width: int
) -> None:
    def barriers() -> list[str]:
        browser.execute_script(axe)
        run = "axe.run().then(arguments[0])"
        found = browser.execute_async_script(run)["violations"]
        return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]

    take(replace(PAPER, practice=True))
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )

    assert barriers() == []
    begin(browser)
    pick(browser, "q1-a=true", "q2=b", "q3=a")
    assert barriers() == []
    one(browser, "#bar .save").click()
    assert barriers() == []
    one(browser, "#save-anyway").click()
    one(browser, "summary").click()
    assert barriers() == []
    shift(browser, minutes=61)
    assert barriers() == []
