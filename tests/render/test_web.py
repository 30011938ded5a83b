"""The page of a form: one file, no key, nothing loaded, and texts that stay texts."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources

import pytest

from hpccert.model.kind import Kind
from hpccert.model.paper import Asked, Paper
from hpccert.render.web import page
from tests.builders import paper as paper_of

PAPER = paper_of(
    Asked(1, Kind.TRUE_FALSE_SET, 2, "Judge `ls`:", ("It lists.", "It leaps.", "It lasts.")),
    Asked(2, Kind.SINGLE_CHOICE, 1, "Which one?", ("This.", "That.")),
    Asked(3, Kind.MULTIPLE_CHOICE, 2, "Which ones?\n\n```bash\nls\n```", ("These.", "Those.", "None.")),
    instructions=("No **notes**.", "Keep calm."),
)

PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</noscript><script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<script\x0c>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x:alert(alt) onerror=eval(src) alt=0>",
    "<image/src/onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert&lpar;1&rpar;</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<iframe src=javascript:alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>click</a>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<template><script>alert(1)</script></template>",
    "<xss style='animation-name:x' onanimationstart=alert(1)>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7 * 7 }} {% for x in y %} {{ config }}",
    "[x](javascript:alert(1)) ![x](x'onerror=alert(1))",
    "<javascript:alert(1)>",
    "`<script>alert(1)</script>`",
    '```"onload=alert(1)\n</code></pre><script>alert(1)</script>\n```',
]


class Element:
    """A start tag with the text behind it, up to the next tag."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.text = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes[name] or ""


class Reader(HTMLParser):
    """The elements of a page, in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open = False
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))
        self.open = True

    def handle_endtag(self, _tag: str) -> None:
        self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.elements[-1].text += data

    def all(self, tag: str, **wanted: str) -> list[Element]:
        """Return the elements with that tag and those attributes."""
        of_tag = (each for each in self.elements if each.tag == tag)
        return [each for each in of_tag if wanted.items() <= each.attributes.items()]

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return tags and names of attributes without any text."""
        return [(each.tag, tuple(each.attributes)) for each in self.elements]


def hostile(payload: str) -> Paper:
    questions = tuple(replace(each, stem=payload, parts=(payload,) * len(each.parts)) for each in PAPER.questions)
    texts = {"title": payload, "standard": payload, "sitting": payload, "language": payload}
    return replace(PAPER, **texts, instructions=(payload, payload), questions=questions)  # type: ignore[arg-type]


def calm(payload: str) -> Paper:
    """Return the paper of the same shape whose texts hold no markup."""
    harmless = "`x`" if payload.startswith("`<") else "```\nx\n```" if payload.startswith("```") else "x"
    return hostile(harmless)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert page(PAPER) == page(replace(PAPER, questions=tuple(PAPER.questions)))


def test_the_page_says_what_it_is_the_page_of() -> None:
    shown = Reader(page(PAPER))

    assert shown.all("h1")[0].text == "HPC Driver's License"
    assert [each.text for each in shown.all("dd")] == [
        "2026-autumn",
        "17",
        "3",
        "5",
        "60",
        "HPC Competence Standard 0.1",
    ]
    assert [each.text for each in shown.all("p", dir="auto")][:3] == ["No ", "Keep calm.", "Judge "]


def test_questions_are_hidden_until_the_exam_begins() -> None:
    (questions,) = Reader(page(PAPER)).all("div", id="questions")

    assert "hidden" in questions.attributes


def test_a_statement_is_judged_true_or_false_or_left_which_is_the_default() -> None:
    radios = Reader(page(PAPER)).all("input", name="q1-b")

    assert [(each["type"], each["value"]) for each in radios] == [("radio", "true"), ("radio", "false"), ("radio", "")]
    assert ["checked" in each.attributes for each in radios] == [False, False, True]
    assert [each.text.strip() for each in radios] == ["True", "False", "Leave"]


def test_one_choice_has_radio_buttons_and_may_be_left_blank_which_is_the_default() -> None:
    radios = Reader(page(PAPER)).all("input", name="q2")

    assert [(each["type"], each["value"]) for each in radios] == [("radio", "a"), ("radio", "b"), ("radio", "")]
    assert ["checked" in each.attributes for each in radios] == [False, False, True]


def test_several_choices_have_checkboxes() -> None:
    boxes = Reader(page(PAPER)).all("input", name="q3")

    assert [(each["type"], each["value"]) for each in boxes] == [
        ("checkbox", "a"),
        ("checkbox", "b"),
        ("checkbox", "c"),
    ]
    assert not any("checked" in each.attributes for each in boxes)


def test_ids_are_unique_and_every_reference_has_its_target() -> None:
    elements = Reader(page(PAPER)).elements
    ids = [each["id"] for each in elements if "id" in each.attributes]
    names = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
    references = {id for each in elements for name in names if name in each.attributes for id in each[name].split()}

    assert len(ids) == len(set(ids))
    assert references <= set(ids)


def test_practice_is_said_on_the_page_and_in_its_title_and_only_there_all_can_be_cleared() -> None:
    exam, practice = Reader(page(PAPER)), Reader(page(replace(PAPER, practice=True)))

    assert [each.text for each in practice.all("p", **{"class": "practice"})] == ["PRACTICE"]
    assert practice.all("title")[0].text == "PRACTICE: HPC Driver's License, form 17"
    assert practice.all("button", id="restart")
    assert not exam.all("p", **{"class": "practice"})
    assert exam.all("title")[0].text == "HPC Driver's License, form 17"
    assert not exam.all("button", id="restart")


def test_the_policy_allows_the_page_s_own_style_and_script_and_nothing_else() -> None:
    content = page(PAPER)
    shown = Reader(content)
    (policy,) = shown.all("meta", **{"http-equiv": "Content-Security-Policy"})
    rules = dict(rule.split(" ", 1) for rule in policy["content"].split("; "))
    inlined = {
        "style-src": re.findall(rb"<style>(.*?)</style>", content, re.DOTALL),
        "script-src": re.findall(rb"<script>(.*?)</script>", content, re.DOTALL),
    }

    for name, (text,) in inlined.items():
        assert rules[name] == f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"
    for name in ("default-src", "connect-src", "form-action", "base-uri", "trusted-types"):
        assert rules[name] == "'none'"


def test_the_page_loads_nothing_and_links_nowhere() -> None:
    content = page(PAPER)

    assert not re.search(rb"https?:|[\"'(=]//", content)
    assert not re.search(rb"@import|url\(|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", content)
    assert all(each["href"].startswith("#") for each in Reader(content).elements if "href" in each.attributes)


def test_the_script_never_makes_markup_or_code_of_data() -> None:
    script = (resources.files("hpccert.render") / "page.js").read_text("utf-8")

    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval|new Function|setAttribute", script)
    assert not re.search(r"</|<!--", script)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_changes_nothing_but_texts(payload: str) -> None:
    assert Reader(page(hostile(payload))).shape() == Reader(page(calm(payload))).shape()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_there_to_the_letter(payload: str) -> None:
    shown = Reader(page(hostile(payload)))

    assert shown.all("h1")[0].text == payload
    assert shown.all("body")[0]["data-sitting"] == payload


def test_answers_kept_for_other_questions_under_the_same_form_are_told_apart() -> None:
    other = replace(PAPER, questions=PAPER.questions[:2])

    identities = [Reader(page(each)).all("body")[0]["data-identity"] for each in (PAPER, other)]

    assert identities[0] != identities[1]
