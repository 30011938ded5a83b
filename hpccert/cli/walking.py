"""`hpccert review next`: a reviewer answers each question that waits for them, sees its key, and says what they think.

Nothing is kept but the records, which are added one by one: whoever is interrupted loses the question they were reading
and nothing else, and no answer of theirs lies in any file.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import typer

from hpccert import outside
from hpccert.check.similar import NEAR, search
from hpccert.cli import show
from hpccert.cli.options import PoolName
from hpccert.cli.recording import record
from hpccert.cli.shared import opened, root_of, skill_of, writer
from hpccert.curate.queue import Waiting, queue
from hpccert.load import workspace
from hpccert.model.bank import Bank
from hpccert.model.people import Person
from hpccert.model.question import Card, Question, QuestionId, asked
from hpccert.model.response import Reply
from hpccert.problems import Finding, HpccertError
from hpccert.render.reading import asked_for, reply_of, revealed, shuffled, task_lines, told

INTERRUPTED = 130
READ_A_SECOND = 5000
ALIKE = 3
VERDICTS = {"a": "approve", "r": "request-changes", "c": "comment", "f": "flag", "s": "skip", "q": "quit"}
ASKING = {"request-changes": "what must change", "comment": "your comment", "flag": "why you doubt it"}


def walk(root: Path | None, skill: str | None, pool: PoolName | None, as_: str | None) -> None:
    """Go through the questions that wait for a reviewer, until none is left or they have had enough."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise HpccertError(
            "'review next' asks you at the keyboard, so it needs a terminal; 'hpccert review queue --mine' lists what"
            " waits for you"
        )
    try:
        _Walk(root_of(root), skill, pool, as_).go()
    except (typer.Abort, KeyboardInterrupt):
        raise typer.Exit(INTERRUPTED) from None


@dataclass
class _Walk:
    root: Path
    skill: str | None
    pool: PoolName | None
    as_: str | None
    seen: set[QuestionId] = field(default_factory=set)
    recorded: int = 0
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by the digest of their question

    def go(self) -> None:
        """Show one question after the other; the workspace is read anew for each, for others work on it, too."""
        going = True
        while going:
            bank, findings = opened(self.root)
            person = writer(bank, self.root, self.as_)
            waiting = self._waiting(bank, person)
            if not waiting:
                break
            self.seen.add(waiting[0].question.id)
            try:
                going = self._one(bank, findings, person, waiting)
            except HpccertError as error:
                show.say(f"\n{error}\n")
        left = len(waiting) - 1 if waiting else 0
        more = f"{show.plural(left, 'more question')} to read" if left else "nothing more waits for you to read it"
        show.say(f"\n{show.plural(self.recorded, 'verdict')} recorded; {more}")

    def _waiting(self, bank: Bank, person: Person) -> list[Waiting]:
        branch = None if self.skill is None else {each.id for each in bank.branch(skill_of(bank, self.skill))}
        return [
            each
            for each in queue(bank, person, outside.now())
            if each.mine
            and each.reading
            and each.question.id not in self.seen
            and (branch is None or each.question.skill in branch)
            and (self.pool is None or each.question.pool == self.pool)
        ]

    def _one(self, bank: Bank, findings: Iterable[Finding], person: Person, waiting: list[Waiting]) -> bool:
        """Let one question be read and judged; return whether to go on."""
        card = waiting[0].question
        question = workspace.question(self.root, card)
        show.say()
        show.title(f"{card.id}   {show.plural(len(waiting), 'question')} to read")
        show.say(f"{bank.label(card.skill)}; {card.difficulty}, {card.minutes} min, {card.pool} pool")
        show.say(f"needs {show.one_line(waiting[0].need)}\n")
        parts = shuffled(question, person.id)
        _say_all(task_lines(question, parts, show.columns()))
        reply = _answered(asked_for(question, parts), lambda typed: reply_of(question, parts, typed))
        show.say()
        _say_all([*revealed(question, parts, reply, show.columns()), ""])
        self._known(bank, card, question, findings)
        doubted = _checked(bank)
        verdict = _verdict(doubted)
        if verdict in ("skip", "quit"):
            return verdict == "skip"
        note = _note(verdict, doubted)
        angoff = _estimate() if verdict == "approve" else None
        record(verdict, card.id, note, person.id, self.root, angoff, seen=card.digest)
        self.recorded += 1
        return True

    def _known(self, bank: Bank, card: Card, question: Question, findings: Iterable[Finding]) -> None:
        """Show what the program knows of a question: its findings, and which others are like it."""
        for outcome in _outcomes(bank, card):
            show.say(told(outcome, show.columns(), "examines: "))
        about = [each for each in findings if each.spot.file == card.file]
        for each in about:
            show.say(f"{each.severity}: {each.code} {show.one_line(each.message)}")
        others = [each for each in bank.questions.values() if each.id != card.id]
        texts = ((each.id, self._texts(each)) for each in show.progress(others, "comparing", READ_A_SECOND))
        near = [each for each in search(asked(question.data), texts) if each.likeness >= NEAR]
        for like in near[:ALIKE]:
            show.say(f"nearly the same: {like.key}, {like.likeness:.0%} in common ('hpccert question show {like.key}')")
        if not about and not near:
            show.say("'hpccert validate' finds nothing wrong, and no other question is nearly the same")

    def _texts(self, card: Card) -> tuple[str, ...]:
        if card.digest not in self.texts:
            self.texts[card.digest] = asked(workspace.question(self.root, card).data)
        return self.texts[card.digest]


def _say_all(lines: Iterable[str]) -> None:
    for each in lines:
        show.say(each)


def _outcomes(bank: Bank, card: Card) -> list[str]:
    skill = bank.skills.get(card.skill)
    return [each.text for each in skill.outcomes if each.id in card.outcomes] if skill else []


def _prompt(text: str) -> str:
    return str(typer.prompt(text, default="", show_default=False))


def _answered(text: str, reply_of: Callable[[str], Reply | None]) -> Reply:
    while (reply := reply_of(_prompt(f"\n{text}"))) is None:
        show.say("that is no answer to this question")
    return reply


def _chosen(text: str, keys: Iterable[str]) -> str:
    known = list(keys)
    while (key := _prompt(text).strip().lower()[:1]) not in known:
        show.say(f"one of {', '.join(known)}")
    return key


def _checked(bank: Bank) -> list[str]:
    """Go through the checklist; return the ids of the items that were answered with no."""
    version = bank.workspace.checklist
    checklist = None if version is None else bank.checklist(version)
    if checklist is None:
        return []
    show.say()
    show.title(f"{show.one_line(checklist.title)}, version {checklist.version}")
    show.say("y yes, n no, s not sure or does not apply")
    doubted = []
    for number, each in enumerate(checklist.items, 1):
        show.say(told(each.text, show.columns(), f"{number:2}. "))
        doubted += [each.id] if _chosen("    y/n/s", "yns") == "n" else []
    return doubted


def _verdict(doubted: list[str]) -> str:
    while True:
        key = _chosen("\n[a]pprove, [r]equest changes, [c]omment, [f]lag, [s]kip or [q]uit", VERDICTS)
        if key != "a" or not doubted:
            return VERDICTS[key]
        show.say(f"you said no to {', '.join(doubted)}; an approval vouches for the whole checklist")


def _note(verdict: str, doubted: list[str]) -> str:
    """Return what the reviewer says; who asks for changes or doubts must say why."""
    if verdict == "approve":
        return _prompt("a note, or nothing")
    while not (note := _prompt(ASKING[verdict]).strip()):
        show.say("say it in a few words")
    return f"{', '.join(doubted)}: {note}" if doubted and verdict == "request-changes" else note


def _estimate() -> int | None:
    """Return the percent that an examinee gets right who just deserves to pass; None if the reviewer estimates none."""
    while typed := _prompt("percent right of an examinee who just deserves to pass, or nothing").strip(" %"):
        if typed.isascii() and typed.isdecimal() and int(typed) <= 100:
            return int(typed)
        show.say("a whole number from 0 to 100")
    return None
