"""Plants: files that cannot be read, are no YAML of ours, or lie in the wrong place."""

from collections.abc import Callable

from benchmarks.planting.site import File, Planted, Site


def _not_utf8(site: Site) -> Planted:
    file = site.question()
    return file.save("Y001", file.insert("\nexplanation: ", "\n# caf\udce9", "\udce9"))


def _control_character(site: Site) -> Planted:
    file = site.question()
    return file.save("Y001", file.insert("\ndifficulty: ", "  # \x1b[2J", "\x1b"))


def _hidden_direction(site: Site) -> Planted:
    file = site.question()
    return file.save("Y001", file.insert("\ndifficulty: ", "  from right\u202e to left", "\u202e"))


def _escaped_control_character(site: Site) -> Planted:
    file = site.question()
    return file.save("Y001", file.set("    text: ", r'"The line is cleared by \e and written again."', 2))


def _too_large(site: Site) -> Planted:
    file = site.question()
    file.append("# a line that is repeated\n" * 12_000)
    return file.save("Y001")


def _colon_in_text(site: Site) -> Planted:
    file = site.question()
    return file.save("Y002", file.set("    text: ", "The default: a single task.", 2) + len("The default"))


def _backquote_begins_text(site: Site) -> Planted:
    file = site.question()
    return file.save("Y002", file.set("    text: ", "`sinfo` lists the partitions.", 3))


def _quote_never_closed(site: Site) -> Planted:
    file = site.question(wanted=lambda file: '"' not in file.text)
    return file.save("Y002", file.set("license: ", '"CC-BY-4.0'))


def _key_without_colon(site: Site) -> Planted:
    file = site.question()
    return file.save("Y002", file.insert("difficulty: ", "pool exam\n"))


def _nothing_in_the_file(site: Site) -> Planted:
    file = site.question()
    file.text = ""
    return file.save("Y002")


def _key_twice(site: Site) -> Planted:
    file = site.question()
    return file.save("Y003", file.append("minutes: 3\n"))


def _key_of_a_part_twice(site: Site) -> Planted:
    file = site.question("true-false-set")
    index = file.set("    truth: ", "true\n    truth: false", 4)
    return file.save("Y003", index + len("true\n    "))


def _key_behind_wide_characters(site: Site) -> Planted:
    file = site.question(wanted=lambda file: "\nprovenance: " not in file.text)
    note = 'provenance: {note: "é, 語 and 😀 are a character each", ai: none, '
    return file.save("Y003", file.append(f"{note}ai: none}}\n") + len(note))


def _key_twice_in_a_question_with_records(site: Site) -> Planted:
    file = site.question(wanted=site.reviewed)
    return file.save("Y003", file.append("minutes: 3\n"))


def _anchor(site: Site) -> Planted:
    file = site.question()
    return file.save("Y004", file.set("authors: ", f"&us {file.value('authors: ')}"))


def _alias(site: Site) -> Planted:
    file = site.question()
    return file.save("Y004", file.set("authors: ", "*us"))


def _emphasis_becomes_an_alias(site: Site) -> Planted:
    file = site.question()
    return file.save("Y004", file.set("    text: ", "*Two* of the nodes are reserved.", 2))


def _tag(site: Site) -> Planted:
    file = site.question()
    return file.save("Y004", file.set("minutes: ", "!!int 2"))


def _nested_too_deep(site: Site) -> Planted:
    file = site.question()
    first = file.append(f"depth: {'[' * 25}{']' * 25}\n", "[")
    return file.save("Y005", first + 19)  # the mapping is the first level, this bracket the twenty-first


def _ending_yml(site: Site) -> Planted:
    file = site.free_question()
    file.move(file.name.replace(".yaml", ".yml"))
    return file.save("Y006")


def _beside_the_folders(site: Site) -> Planted:
    file = site.free_question()
    file.move(f"questions/{file.name.rpartition('/')[2]}")
    return file.save("Y006")


def _note_among_the_questions(site: Site) -> Planted:
    return File(site.root, f"questions/{site.leaves[0]}/ideas.txt", "An idea for later.\n").save("Y006")


PLANTS: dict[str, Callable[[Site], Planted]] = {
    "Y001-not-utf-8": _not_utf8,
    "Y001-control-character": _control_character,
    "Y001-hidden-direction-character": _hidden_direction,
    "Y001-escaped-control-character": _escaped_control_character,
    "Y001-too-large": _too_large,
    "Y002-colon-in-text": _colon_in_text,
    "Y002-backquote-begins-text": _backquote_begins_text,
    "Y002-quote-never-closed": _quote_never_closed,
    "Y002-key-without-colon": _key_without_colon,
    "Y002-nothing-in-the-file": _nothing_in_the_file,
    "Y003-key-twice": _key_twice,
    "Y003-key-of-a-part-twice": _key_of_a_part_twice,
    "Y003-key-behind-wide-characters": _key_behind_wide_characters,
    "Y003-key-twice-in-a-question-with-records": _key_twice_in_a_question_with_records,
    "Y004-anchor": _anchor,
    "Y004-alias": _alias,
    "Y004-emphasis-becomes-an-alias": _emphasis_becomes_an_alias,
    "Y004-tag": _tag,
    "Y005-nested-too-deep": _nested_too_deep,
    "Y006-ending-yml": _ending_yml,
    "Y006-beside-the-folders": _beside_the_folders,
    "Y006-note-among-the-questions": _note_among_the_questions,
}
