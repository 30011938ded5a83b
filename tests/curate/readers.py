"""The people of the histories in these tests."""

from hpccert.model.people import Person

WHO = {
    "ann": {"affiliation": "Aachen", "region": "DE", "roles": [{"role": "examination-curator"}]},  # the author
    "bob": {"affiliation": "Bern", "region": "CH"},
    "cyd": {"affiliation": "Bern", "region": "FR"},
    "dan": {"affiliation": "Delft", "region": "CH", "roles": [{"role": "examination-curator"}]},
    "eve": {"affiliation": "Essen", "region": "DE", "roles": [{"role": "topic-curator", "topics": ["cli"]}]},
    "fay": {"affiliation": "Fes", "region": "MA", "until": "2026-11-19"},  # left before anything was said
}
PEOPLE = tuple(Person.of({"id": id, "name": id, **more}, index) for index, (id, more) in enumerate(WHO.items()))
CURATORS = ("dan", "eve", "ann")
STRANGERS = ("zoe", "fay")
