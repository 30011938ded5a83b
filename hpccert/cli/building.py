"""A bank, a certificate and a seed -> a sitting's forms, its folder, and what a curator wants to know of it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hpccert import outside
from hpccert.assemble.draw import drawn
from hpccert.assemble.pool import Pool, pool_of
from hpccert.assemble.verify import violations
from hpccert.cli import show
from hpccert.cli.drawing import drawable
from hpccert.cli.options import PaperFormat, PoolName
from hpccert.cli.shared import certificate_of, root_of, sound
from hpccert.load import workspace
from hpccert.model.bank import Bank
from hpccert.model.certificate import Certificate
from hpccert.model.form import FORMS_FILE, Form, Sitting, key_of, paper_of
from hpccert.model.layout import bank_of
from hpccert.model.slug import SLUG_IN_WORDS, is_slug
from hpccert.problems import HpccertError
from hpccert.render import record, typeset, web
from hpccert.render.instructions import instructions

LEAST_DIGITS = 32
MOST_FORMS = 10_000
DRAWN_A_SECOND, HTML_A_SECOND, PDF_A_SECOND = 200, 100, 4


@dataclass(frozen=True, slots=True)
class Plan:
    """A sitting that is drawn and not yet written."""

    sitting: Sitting
    seed: bytes
    seed_given: bool
    pool: Pool


def build(
    root: Path | None,
    name: str,
    pool: PoolName,
    forms: str,
    out: Path | None,
    sitting: str | None,
    seed: str | None,
    papers: set[PaperFormat],
) -> None:
    """Draw forms of a certificate's exam, write their papers and keys, and say what there is now."""
    folder = root_of(root)
    bank = sound(folder)
    plan = planned(folder, bank, certificate_of(bank, name), pool, numbers(forms), seed, sitting)
    if out is None and any(bank_of(each.file) for each in plan.pool.questions.values()):
        raise HpccertError("the sitting will hold questions of a secret bank; say where it goes with --out FOLDER")
    place = out or Path(plan.sitting.id)
    write(plan, place, papers)
    summarize(plan, place)


def numbers(text: str) -> range:
    """Return the forms that a text asks for: `3` for 1 to 3, `31-60`.

    Raises:
        HpccertError: it asks for none, or for too many.
    """
    found = re.fullmatch(r"(?:([1-9][0-9]{0,8})-)?([1-9][0-9]{0,8})", text)
    if found is None or int(found[1] or 1) > int(found[2]):
        raise HpccertError(f"--forms '{text}' is neither a number such as 30 nor a range such as 31-60")
    asked = range(int(found[1] or 1), int(found[2]) + 1)
    if len(asked) > MOST_FORMS:
        raise HpccertError(f"--forms asks for {len(asked)} forms; build at most {MOST_FORMS} at once")
    return asked


def seed_of(text: str | None) -> bytes:
    """Return the seed that a text gives in hexadecimal digits; a new one of 128 bits for none.

    Raises:
        HpccertError: it is too short to be a secret, or not hexadecimal.
    """
    if text is None:
        return outside.new_seed()
    if len(text) < LEAST_DIGITS or len(text) % 2 or not re.fullmatch(r"[0-9a-fA-F]+", text):
        raise HpccertError(
            f"a seed is an even number of hexadecimal digits, at least {LEAST_DIGITS};"
            " leave --seed out to have one drawn"
        )
    return bytes.fromhex(text)


def planned(
    root: Path,
    bank: Bank,
    certificate: Certificate,
    pool: PoolName,
    numbers: range,
    seed: str | None,
    name: str | None,
) -> Plan:
    """Draw the forms of a sitting and have each checked against the blueprint.

    Raises:
        HpccertError: the pool cannot carry the blueprint, or an argument is wrong.
    """
    secret = seed_of(seed)
    id = name or f"{certificate.id}-{record.commitment(secret).removeprefix('sha256:')[:8]}"
    if not is_slug(id):
        raise HpccertError(f"--sitting '{id}' is not a slug: {SLUG_IN_WORDS}")
    candidates = pool_of(bank, certificate, drawable(bank, pool, certificate))
    questions = workspace.questions(root, candidates.questions.values())
    forms = tuple(
        _checked(bank, certificate, drawn(candidates, questions, secret, each))
        for each in show.progress(numbers, "drawing", DRAWN_A_SECOND)
    )
    skills = {line.skill: bank.label(line.skill) for line in certificate.blueprint.lines}
    standard = f"{bank.workspace.name}, version {certificate.standard}"
    return Plan(
        Sitting(id, standard, certificate, pool is PoolName.PRACTICE, skills, forms),
        secret,
        seed is not None,
        candidates,
    )


def write(plan: Plan, folder: Path, papers: set[PaperFormat]) -> None:
    """Write a sitting's folder, whole or not at all."""
    sitting, said = plan.sitting, instructions(plan.sitting.certificate)
    with outside.new_folder(folder) as new:
        new.write("sitting.json", record.public_record(sitting, plan.seed, list(plan.pool.questions.values())))
        new.write(FORMS_FILE, record.secret_record(sitting, plan.seed))
        new.write("secret/.gitignore", b"*\n")  # keys and seed never reach a repository by accident
        new.write("secret/seed.txt", f"{plan.seed.hex()}\n".encode())
        if PaperFormat.HTML in papers:
            for form in show.progress(sitting.forms, "writing pages", HTML_A_SECOND):
                new.write(f"papers/{_name(form)}.html", web.page(paper_of(sitting, form, said)))
        if PaperFormat.PDF in papers:
            with outside.typesetter(typeset.templates(), typeset.STANDARDS) as setter:
                jobs = (each for form in sitting.forms for each in _jobs(sitting, form, said))
                names = [each for form in sitting.forms for each in _pdf_names(form)]
                pairs = zip(show.progress(names, "setting papers", PDF_A_SECOND), setter.pdfs(jobs), strict=True)
                for name, content in pairs:
                    new.write(name, content)


def summarize(plan: Plan, folder: Path) -> None:
    """Print what a curator wants to know of a sitting."""
    sitting = plan.sitting
    show.title(f"{sitting.certificate.title}, sitting {sitting.id}: {show.plural(len(sitting.forms), 'form')}")
    shown = Counter(item.question.id for form in sitting.forms for item in form.items)
    rows = []
    for line, candidates in zip(plan.pool.blueprint.lines, plan.pool.lines, strict=True):
        used = [shown[each.id] for each in candidates if shown[each.id]]
        rows.append(
            (sitting.skills[line.skill], str(line.questions), str(len(candidates)), str(len(used)), str(max(used)))
        )
    show.table(
        ["skill", "questions a form", "in the pool", "used", "most often"],
        rows,
        right=["questions a form", "in the pool", "used", "most often"],
    )
    minutes = [sum(item.question.card.minutes for item in form.items) for form in sitting.forms]
    spread = str(min(minutes)) if min(minutes) == max(minutes) else f"{min(minutes)} to {max(minutes)}"
    show.say(f"minutes of the questions: {spread} (the time limit is {sitting.certificate.time_limit})")
    given = " (the seed was given, by --seed or HPCCERT_SEED)" if plan.seed_given else ""
    show.say(f"seed commitment: {record.commitment(plan.seed)}{given}")
    show.say(f"papers: {folder / 'papers'}   keys and seed, to be kept secret: {folder / 'secret'}")
    first = min((folder / "papers").iterdir(), key=lambda each: (each.suffix != ".pdf", each.name))
    show.say(f"open the first: xdg-open '{first}'   (on a Mac: open '{first}')")


def _checked(bank: Bank, certificate: Certificate, form: Form) -> Form:
    wrong = violations(bank, certificate, form)
    if wrong:
        raise AssertionError(f"form {form.number} was drawn against its blueprint: {'; '.join(wrong)}")
    return form


def _name(form: Form) -> str:
    return f"form-{form.number:03}"


def _pdf_names(form: Form) -> tuple[str, str]:
    return f"papers/{_name(form)}.pdf", f"secret/{_name(form)}-key.pdf"


def _jobs(sitting: Sitting, form: Form, said: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what the typesetter needs for a form's paper and its key."""
    yield typeset.PAPER, typeset.inputs(typeset.paper_data(paper_of(sitting, form, said)))
    yield typeset.KEY, typeset.inputs(typeset.key_data(key_of(sitting, form, said)))
