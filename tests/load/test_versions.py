"""Files as they were: what can be read of them is read, whatever else is in them."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hpccert.digest import canonical
from hpccert.load import schemas, small_yaml
from hpccert.load.versions import TEXTS, RecordReader, asks_for_signatures, digest_of, roster_of
from hpccert.model.question import Card
from tests import builders
from tests.repositories import record_line

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFN06B3a"
LINES = st.lists(
    st.one_of(
        st.builds(record_line, st.sampled_from(["ann", "bob"]), st.just("approve"), st.just("d"), st.integers(0, 9)),
        st.sampled_from(
            ["# about\n", "\n", "- 3\n", "- {at: 1}\n", "-\n", "- |\n", "- a:\n", "  b: 1\n", "- 'x\n", "x'\n"]
        ),
    ),
    max_size=6,
)


def is_record(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(each), str) for each in TEXTS)


def keys_of(data: bytes) -> list[bytes]:
    return list(RecordReader()(data))


@given(LINES)
def test_reading_line_by_line_is_reading_the_whole(lines: list[str]) -> None:
    data = "".join(lines).encode()
    document, _ = small_yaml.parse(data)

    found = [(each.index, each.key) for each in RecordReader()(data).values()]

    if document is not None and isinstance(document.value, list):
        entries = [(index, canonical(each)) for index, each in enumerate(document.value) if is_record(each)]
        first = {key: index for index, key in reversed(entries)}
        assert found == sorted((index, key) for key, index in first.items())


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise(data: bytes) -> None:
    RecordReader()(data)
    digest_of(data)
    roster_of(data)
    asks_for_signatures(data)


def test_a_reader_that_read_before_reads_the_same() -> None:
    reader = RecordReader()
    one, two, three = (record_line(each, "approve", "d", 0) for each in ("ann", "bob", "cyd"))
    texts = [one, one + two, two + one, f"# about\n{one}{two}{three}", one + two + two]

    for each in texts:
        fresh = RecordReader()(each.encode())
        assert [(a.by, a.index) for a in reader(each.encode()).values()] == [(a.by, a.index) for a in fresh.values()]


def test_records_over_several_lines_are_read() -> None:
    (one,) = RecordReader()(b"- at: 2026-11-20T10:00:00Z\n  by: ann\n  verdict: approve\n  digest: d\n").values()

    assert (one.by, one.moment, one.index) == ("ann", 1795168800, 0)


def test_of_a_broken_file_the_readable_lines_count() -> None:
    whole = record_line("ann", "approve", "d", 0)

    assert keys_of(f"{whole}- {{at: 2026-".encode()) == keys_of(whole.encode())
    assert keys_of(f"<<<<<<< HEAD\n{whole}=======\n".encode()) == keys_of(whole.encode())


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("1970-01-01T00:00:01Z", 1),
        ("2026-02-31T00:00:00Z", 1772496000),
        ("0000-01-01T00:00:00Z", None),
        ("2026-13-01T00:00:00Z", None),
        ("2026-11-20", None),
        ("٢٠٢٦-11-20T10:00:00Z", None),
    ],
)
def test_a_date_is_told_in_seconds_if_it_is_one(at: str, moment: int | None) -> None:
    (found,) = RecordReader()(f"- {{at: '{at}', by: a, verdict: b, digest: c}}\n".encode()).values()

    assert found.moment == moment


def test_the_digest_of_a_version_is_that_of_its_card() -> None:
    data = builders.question_data()

    assert digest_of(yaml.safe_dump(data).encode()) == Card.of(data, "").digest
    assert digest_of(b"- a list\n") is digest_of(b"") is digest_of(b"a: [\n") is None


def test_what_json_cannot_hold_cannot_be_read_and_is_no_record() -> None:
    lone = '"\\ud800"'

    assert digest_of(f"a: {lone}\n".encode()) is None
    assert keys_of(f"- {{at: a, by: b, verdict: c, digest: d, note: {lone}}}\n".encode()) == []


def test_a_roster_has_addresses_and_keys_in_their_plain_form() -> None:
    text = f"people:\n  - {{id: ann, emails: [Ann@Example.org], keys: ['{KEY} ann@laptop', 'openpgp:{'A' * 40}']}}\n"

    roster = roster_of(text.encode())

    assert roster.with_address("aNN@example.ORG") == {"ann"}
    assert roster.with_keys(frozenset([KEY])) == roster.with_keys(frozenset([f"openpgp:{'A' * 40}"])) == {"ann"}


@pytest.mark.parametrize("key", ["cert-authority *", "ssh-ed25519", f"* {KEY}", "ssh-ed25519 AAAA\n* ssh-rsa BBBB"])
def test_what_is_no_key_is_left_out(key: str) -> None:
    text = yaml.safe_dump({"people": [{"id": "ann", "keys": [key]}]})

    assert roster_of(text.encode()).keys == frozenset()


@pytest.mark.parametrize("text", ["people: 3\n", "people: [3, {id: 3}, {id: a, emails: 3}]\n", "3\n", "- people\n", ""])
def test_what_is_no_list_of_people_names_nobody(text: str) -> None:
    assert roster_of(text.encode()).emails == frozenset()


def test_a_policy_asks_for_signatures_or_does_not() -> None:
    assert asks_for_signatures(b"policy: {signatures: required}\n")
    assert not any(
        asks_for_signatures(each) for each in (b"policy: {}\n", b"policy: 3\n", b"", b"policy: {signatures: no}\n")
    )


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        (f"{KEY} ann@laptop", []),
        ("openpgp:" + "A1" * 20, []),
        ("openpgp:" + "a1" * 20, ["S005"]),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", ["S005"]),
        ("* " + KEY, ["S005"]),
    ],
)
def test_a_key_of_people_yaml_is_a_public_one(key: str, codes: list[str]) -> None:
    person = {"id": "ann", "name": "Ann", "affiliation": "A", "keys": [key]}

    assert [code for _, code, _ in schemas.faults("people", {"people": [person]})] == codes
