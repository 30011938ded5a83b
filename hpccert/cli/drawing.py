"""A bank, a certificate and a pool's name -> which questions may be drawn for it, and why others may not."""

from hpccert.cli.options import PoolName
from hpccert.curate.state import State, standing
from hpccert.model.bank import Bank
from hpccert.model.certificate import Certificate
from hpccert.model.question import Card, QuestionId

WITHDRAWN = {State.REJECTED, State.RETIRED}


def drawable(bank: Bank, pool: PoolName, certificate: Certificate) -> frozenset[QuestionId]:
    """Return the questions of a pool that may be drawn for a certificate."""
    own = (each for each in bank.questions.values() if each.pool == pool)
    return frozenset(each.id for each in own if obstacle(bank, each, certificate) is None)


def obstacle(bank: Bank, question: Card, certificate: Certificate) -> str | None:
    """Return why a question may not be drawn for a certificate, such as "in-review".

    Of practice questions all but the withdrawn may be drawn; of exam questions the accepted ones, if they have the
    approvals that the certificate asks for, and if the policy does not hold back those with a flag.
    """
    stands = standing(bank, question)
    if question.pool == PoolName.PRACTICE:
        return stands.state if stands.state in WITHDRAWN else None
    if stands.state is not State.ACCEPTED:
        return stands.state
    if stands.approvals < certificate.approvals:
        return f"accepted, with fewer than {certificate.approvals} approvals"
    return "accepted, but flagged" if stands.flags and not bank.workspace.draw_flagged else None
