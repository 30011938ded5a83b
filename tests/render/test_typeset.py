"""The printed paper and its key: what they show, what they hide, and that no text can harm them.

A glyph that no font has makes the compilation fail (PDF/UA-1), so whatever compiles here shows all its characters.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hpccert.model.kind import Kind
from hpccert.model.paper import Answer, Asked, KeySheet, Paper
from hpccert.model.printable import printable, unprintable
from hpccert.render.typeset import KEY, PAPER, STANDARDS, inputs, key_data, paper_data, templates

typst = pytest.importorskip("typst")
pypdf = pytest.importorskip("pypdf")

HOSTILE = [
    '#read("/etc/passwd")',
    '#eval("1+1") #set page(width: 1cm) #panic()',
    "= heading $x^2$ @cite <label> // comment",
    "[red]markup[/red] <script>alert(1)</script> &amp; {{ x }} {% raw %}",
    r"\ \n \u{1F600} \" ' `` ~ -- --- ...",
]


def asked(number: int, stem: str = "Judge these.", *parts: str, kind: Kind = Kind.TRUE_FALSE_SET) -> Asked:
    return Asked(number, kind, 4, stem, parts or ("One node.", "Two nodes.", "Three nodes.", "Four nodes."))


def answer(number: int, right: tuple[bool, ...] = (True, False, True, False), why: str = "A reason.") -> Answer:
    return Answer(number, f"question-{number}", "use-cli", right, (why,) * len(right), "An explanation.")


def paper(*questions: Asked, practice: bool = False) -> Paper:
    marks = sum(each.marks for each in questions)
    return Paper("HPC User", "Standard 0.1", "Autumn", 17, "en", practice, 60, marks, ("Use a pen.",), questions)


def compiled(template: str, data: dict[str, Any]) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in templates().items():
            (folder / file).write_bytes(content)
        pdf: bytes = typst.compile(
            str(folder / template),
            root=name,
            ignore_system_fonts=True,
            font_paths=[],
            package_path=name,
            package_cache_path=name,
            sys_inputs=inputs(data),
            format="pdf",
            pdf_standards=STANDARDS,
            pdf_tags=True,
            timestamp=0,
        )
    return pdf


def pages(template: str, data: dict[str, Any]) -> list[str]:
    return [each.extract_text() for each in pypdf.PdfReader(BytesIO(compiled(template, data))).pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def on_paper(*questions: Asked) -> list[str]:
    return pages(PAPER, paper_data(paper(*questions)))


def test_every_character_that_is_claimed_is_in_the_fonts_of_the_paper() -> None:
    claimed = "".join(sorted(printable() - set("\t\n")))
    styles = ["text", "emphasis", "strong", "code"]
    data = paper_data(paper(asked(1)))
    data["questions"][0]["stem"] = [
        *({"kind": "paragraph", "spans": [{"style": each, "text": claimed}]} for each in styles),
        {"kind": "code", "lines": [claimed]},
    ]

    assert compiled(PAPER, data)


@pytest.mark.parametrize("style", ["text", "emphasis", "strong", "code"])
def test_a_character_that_no_font_has_is_refused_and_never_left_out(style: str) -> None:
    data = paper_data(paper(asked(1)))
    data["questions"][0]["stem"] = [{"kind": "paragraph", "spans": [{"style": style, "text": "漢"}]}]

    with pytest.raises(typst.TypstError, match="could not be displayed"):
        compiled(PAPER, data)


def test_an_author_learns_which_characters_a_paper_cannot_show() -> None:
    assert unprintable("x ≤ 3, λ → Ж, `─┼─`\n\tok") == ()
    assert unprintable("漢a😀漢 \u202e e\u0301 \u200b") == ("漢", "😀", "\u202e", "\u0301", "\u200b")


def test_a_character_that_cannot_be_shown_is_spelled_out() -> None:
    text = squeezed("".join(on_paper(asked(1, "Smile 😀 and turn \u202e around."))))

    assert "Smile⟨U+1F600⟩andturn⟨U+202E⟩around." in text


def test_the_same_paper_gives_the_same_bytes_wherever_it_is_made() -> None:
    sheet = KeySheet(paper(asked(1), asked(2)), (answer(1), answer(2)))

    assert compiled(PAPER, paper_data(sheet.paper)) == compiled(PAPER, paper_data(sheet.paper))
    assert compiled(KEY, key_data(sheet)) == compiled(KEY, key_data(sheet))


def test_papers_whose_keys_differ_are_the_same_bytes() -> None:
    first = KeySheet(paper(asked(1)), (answer(1, (True, False, True, False)),))
    second = KeySheet(paper(asked(1)), (answer(1, (False, True, False, True), why="CANARY"),))

    assert compiled(PAPER, paper_data(first.paper)) == compiled(PAPER, paper_data(second.paper))
    assert compiled(KEY, key_data(first)) != compiled(KEY, key_data(second))


def test_the_data_of_a_paper_has_no_place_for_a_key() -> None:
    data = paper_data(paper(asked(1)))

    assert set(data["questions"][0]) == {"number", "kind", "marks", "stem", "parts"}
    assert {key for part in data["questions"][0]["parts"] for key in part} == {"label", "text"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("wrapped", [str, lambda text: f"```sh\n{text}\n```"], ids=["text", "code"])
def test_markup_in_a_question_is_printed_and_never_obeyed(text: str, wrapped: Callable[[str], str]) -> None:
    data = paper_data(paper(asked(1, "x", wrapped(text), wrapped(text))))
    data["title"] = data["sitting"] = data["standard"] = text

    shown = squeezed("".join(pages(PAPER, data)))

    expected = data["questions"][0]["parts"][0]["text"][0]
    literal = "".join(expected.get("lines") or [each["text"] for each in expected["spans"]])
    assert shown.count(squeezed(literal)) >= 2


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300), st.sampled_from(Kind))
def test_no_text_whatever_stops_the_press(text: str, kind: Kind) -> None:
    questions = (asked(1, text, text, "b", text, "d", kind=kind), asked(2, f"- {text}", f"```\n{text}\n```", "b"))
    sheet = KeySheet(replace(paper(*questions), title=text), (answer(1, why=text), answer(2, (True, False), text)))

    assert compiled(PAPER, paper_data(sheet.paper))
    assert compiled(KEY, key_data(sheet))


@settings(max_examples=200)
@given(st.text())
def test_whatever_is_sent_to_the_press_is_printable(text: str) -> None:
    data = json.loads(inputs(paper_data(paper(asked(1, text))))["data"])

    assert not unprintable("".join(_strings(data)))


def _strings(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [each for value in data.values() for each in _strings(value)]
    if isinstance(data, list):
        return [each for value in data for each in _strings(value)]
    return [data] if isinstance(data, str) else []


def test_a_long_line_of_code_is_wrapped_with_a_hint_and_loses_nothing() -> None:
    line = "srun " + " ".join(f"--option-{each}=value{each}" for each in range(40)) + " /" + "x" * 300

    first, rest = squeezed("".join(on_paper(asked(1, f"```bash\n{line}\n```"))[1:])).split("srun")

    assert "↪" not in first
    assert rest.count("↪") >= 8
    assert squeezed(line).removeprefix("srun") in rest.replace("↪", "")


def test_a_short_line_of_code_has_no_hint() -> None:
    assert "↪" not in "".join(on_paper(asked(1, "```bash\nsrun hostname\n```")))


@pytest.mark.parametrize(
    "word", ["x" * 5000, "/x" * 2000, "`" + "x-" * 1500 + "`", "x.y_" * 1500, "*" + "x" * 99 + "*"]
)
def test_a_word_that_is_longer_than_a_line_is_printed_whole_inside_the_page(word: str) -> None:
    starts: list[float] = []

    def visit(text: str, user: list[float], matrix: list[float], *_: object) -> None:
        if "x" in text:
            starts.append(matrix[4] * user[0] + user[4])

    reader = pypdf.PdfReader(BytesIO(compiled(PAPER, paper_data(paper(asked(1, word, word, "b"))))))
    text = "".join(page.extract_text(visitor_text=visit) for page in reader.pages)

    assert text.count("x") == 2 * word.count("x")
    assert 50 < min(starts) <= max(starts) < 535


def test_a_code_block_of_sixty_lines_is_printed_whole() -> None:
    lines = [f"echo line-{each:02}-end" for each in range(60)]

    text = "".join(on_paper(asked(1, "```bash\n" + "\n".join(lines) + "\n```")))

    assert all(each in text for each in lines)


def test_a_question_that_fits_on_a_page_is_never_split() -> None:
    questions = [
        asked(each, f"Begin{each}. " + "Text. " * (each * 13 % 200), "a", f"End{each}.") for each in range(1, 25)
    ]

    shown = on_paper(*questions)

    for each in range(1, 25):
        assert [page for page in shown if f"Begin{each}." in page] == [page for page in shown if f"End{each}." in page]


def test_a_question_longer_than_a_page_loses_no_statement() -> None:
    statements = [f"Start{each} " + "many words " * 120 + f"stop{each}." for each in range(8)]

    text = "".join(on_paper(asked(1, "Judge these.", *statements)))

    assert all(f"Start{each}" in text and f"stop{each}." in text for each in range(8))


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        (Kind.TRUE_FALSE_SET, "Tick True, False or Leave for each statement."),
        (Kind.SINGLE_CHOICE, "Choose one."),
        (Kind.MULTIPLE_CHOICE, "Choose all that apply."),
    ],
)
def test_each_question_says_how_to_answer_it(kind: Kind, note: str) -> None:
    assert note in "".join(on_paper(asked(1, kind=kind)))


def test_the_cover_has_what_an_examinee_must_know_and_fill_in() -> None:
    cover = on_paper(asked(1), asked(2))[0]

    wanted = ["HPC User", "Autumn", "17", "Name", "Candidate number", "Date", "Signature", "60 minutes", "8 marks"]
    assert [each for each in [*wanted, "Use a pen.", "Instructions"] if each not in cover] == []


def test_each_page_counts_itself_and_the_last_says_that_it_is_the_last() -> None:
    shown = on_paper(*(asked(each) for each in range(1, 13)))

    assert all(f"page {number} of {len(shown)}" in page for number, page in enumerate(shown, 1))
    assert ["End of the paper" in page for page in shown] == [False] * (len(shown) - 1) + [True]


def test_a_practice_paper_says_so_on_every_page_and_an_exam_paper_never() -> None:
    questions = [asked(each) for each in range(1, 9)]

    practice = pages(PAPER, paper_data(paper(*questions, practice=True)))
    exam = pages(PAPER, paper_data(paper(*questions)))

    assert all(page.count("PRACTICE") >= 2 for page in practice)
    assert not any("PRACTICE" in page for page in exam)


def test_a_key_is_marked_as_secret_on_every_page() -> None:
    sheet = KeySheet(paper(*(asked(each) for each in range(1, 9))), tuple(answer(each) for each in range(1, 9)))

    assert all(page.count("KEY - SECRET") >= 2 for page in pages(KEY, key_data(sheet)))


def test_the_first_page_of_a_key_holds_all_right_answers() -> None:
    choice = asked(2, "Pick.", "w", "x", "y", kind=Kind.MULTIPLE_CHOICE)
    sheet = KeySheet(paper(asked(1), choice), (answer(1), answer(2, (True, False, True))))

    first = squeezed(pages(KEY, key_data(sheet))[0])

    assert "1aTbFcTdF4" in first
    assert "2a,c4" in first


def test_the_key_gives_for_each_question_the_words_the_reasons_and_where_it_comes_from() -> None:
    choice = asked(2, "Pick.", "w", "x", kind=Kind.SINGLE_CHOICE)
    sheet = KeySheet(paper(asked(1), choice), (answer(1), answer(2, (True, False), why="Because.")))

    text = "".join(pages(KEY, key_data(sheet))[1:])

    wanted = ["True", "False", "Right", "Wrong", "Because.", "A reason.", "An explanation.", "question-2", "use-cli"]
    assert [each for each in wanted if each not in text] == []


def test_the_answers_of_another_order_are_refused() -> None:
    with pytest.raises(ValueError, match="question 1 has the answer of question 2"):
        key_data(KeySheet(paper(asked(1), asked(2)), (answer(2), answer(1))))


def test_a_key_that_lacks_an_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        key_data(KeySheet(paper(asked(1), asked(2)), (answer(1),)))


@pytest.mark.parametrize(("language", "shown"), [("de", "de"), ("pt-BR", "pt-BR"), ("../x", "und"), ("", "und")])
def test_a_paper_can_be_read_aloud_in_its_language(language: str, shown: str) -> None:
    reader = pypdf.PdfReader(BytesIO(compiled(PAPER, paper_data(replace(paper(asked(1)), language=language)))))

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == shown
    assert reader.metadata.title == "Exam paper: HPC User, Autumn, form 17"


def test_a_paper_of_forty_questions_is_printed() -> None:
    shown = on_paper(
        *(asked(each, "```c\nint i;\n```\n\n- one\n- two\n\nThis is `a --b` *so*.") for each in range(1, 41))
    )

    assert all(f"Question {each}" in "".join(shown) for each in range(1, 41))
