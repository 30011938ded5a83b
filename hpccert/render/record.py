"""A sitting -> the files that record it: one that may be known, one that must stay secret."""

import json
from typing import Any

from hpccert.digest import digest, sealed
from hpccert.model.form import FORMS_FORMAT, Form, Sitting
from hpccert.model.question import Card

PUBLIC_FORMAT = "hpccert-sitting-1"
DRAWING = 1  # raised when the same seed gives other forms than before


def commitment(seed: bytes) -> str:
    """Return what may be published before an exam to prove afterwards that the seed was not changed."""
    return digest({"hpccert-seed": seed.hex()})


def public_record(sitting: Sitting, seed: bytes, pool: list[Card]) -> bytes:
    """Return `sitting.json`: certificate, versions and commitments; no key can be derived from it.

    The digest of the pool is sealed with the seed: with all texts known, a bare digest would let a
    reader try out the keys.
    """
    state = {each.id: each.digest for each in pool}
    return as_json(
        {
            "format": PUBLIC_FORMAT,
            "sitting": sitting.id,
            "certificate": sitting.certificate.id,
            "standard": sitting.standard,
            "pool": "practice" if sitting.practice else "exam",
            "forms": [each.number for each in sitting.forms],
            "questions_in_pool": len(pool),
            "seed_commitment": commitment(seed),
            "pool_commitment": sealed(seed, state),
            "drawing": DRAWING,
        }
    )


def secret_record(sitting: Sitting, seed: bytes) -> bytes:
    """Return `secret/forms.json`: all that marking needs, whatever happens to the bank later."""
    used = {item.question.id: item.question for form in sitting.forms for item in form.items}
    return as_json(
        {
            "format": FORMS_FORMAT,
            "sitting": sitting.id,
            "standard": sitting.standard,
            "seed": seed.hex(),
            "pool": "practice" if sitting.practice else "exam",
            "certificate": dict(sitting.certificate.data),
            "skills": sitting.skills,
            "questions": {id: dict(used[id].data) for id in sorted(used)},
            "forms": [_form(each) for each in sitting.forms],
        }
    )


def _form(form: Form) -> dict[str, Any]:
    items = [
        {"question": each.question.id, "line": each.line.skill, "parts": [part.id for part in each.parts]}
        for each in form.items
    ]
    return {"form": form.number, "items": items}


def as_json(value: Any) -> bytes:
    """Return a value as JSON for a file: readable, in UTF-8."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
