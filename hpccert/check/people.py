"""Rules for people: each is one, and their roles name topics that exist."""

from hpccert.check.names import nothing_named
from hpccert.check.rules import rule
from hpccert.model.bank import Bank
from hpccert.model.people import TOPIC_CURATOR
from hpccert.problems import Problems


@rule("A001")
def person_id_is_used_once(bank: Bank) -> Problems:
    """No two people have the same id.

    Why: a review record names its writer by id.
    """
    seen: set[str] = set()
    for each in bank.people:
        if each.id in seen:
            yield each.at("id"), f"id '{each.id}' is there twice"
        seen.add(each.id)


@rule("A002")
def address_belongs_to_one_person(bank: Bank) -> Problems:
    """No two people have the same e-mail address.

    Why: the address of the git identity tells who writes a record.
    """
    owner: dict[str, str] = {}
    for each in bank.people:
        for index, email in enumerate(each.emails):
            first = owner.setdefault(email.lower(), each.id)
            if first != each.id:
                yield each.at("emails", index), f"'{email}' is also an address of '{first}'"


@rule("A003")
def topic_exists(bank: Bank) -> Problems:
    """The topics of a curator are skills of the tree.

    Why: a misspelled topic leaves its questions without a curator.
    """
    for each in bank.people:
        for number, role in enumerate(each.roles):
            for index, topic in enumerate(role.topics):
                if topic not in bank.skills and not bank.lost("skills", topic):
                    yield (
                        each.at("roles", number, "topics", index),
                        nothing_named("skill", topic, "skills/", bank.skills),
                    )


@rule("A004")
def topic_curator_has_a_topic(bank: Bank) -> Problems:
    """A topic curator names topics, and who holds another role names none.

    Why: a curator of nothing can accept nothing, and topics of another role grant nothing; nobody would notice.
    """
    for each in bank.people:
        for number, role in enumerate(each.roles):
            if role.name != TOPIC_CURATOR and role.topics:
                yield each.at("roles", number, "topics"), f"'{role.name}' has no topics; leave them out"
            elif role.name == TOPIC_CURATOR and not role.topics:
                yield each.at("roles", number), "this topic curator has no topics; add 'topics: [<skill id>]'"
