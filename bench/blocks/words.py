"""Sentences of a made-up review, put together at random: British spelling, compounds, names of no real place."""

from __future__ import annotations

from random import Random

_WHO = (
    "the health visitor|practitioners|the allocated social worker|managers in the neighbourhood team|the school nurse"
    "|the paediatrician|the multi-agency safeguarding hub|the child-in-need coordinator|officers of Ravensholt Council"
    "|the well-being lead|the mother's counsellor|Thornbeck Partnership|the out-of-hours service|the step-father"
    "|the decision-maker|a duty worker|the organisation|the enrolment officer|the grandparents|the midwifery programme"
).split("|")
_DID = (
    "recognised|did not record|challenged|co-ordinated|practised|re-assessed|shared|analysed|followed up"
    "|prioritised"
    "|overlooked|understood|summarised|authorised|questioned|counselled|cross-checked|acknowledged|revisited|described"
).split("|")
_WHAT = (
    "the pattern of missed appointments|what the older children had said|the unexplained bruising"
    "|the father's behaviour|a long-standing history of neglect|the pre-birth assessment"
    "|the risk of non-accidental injury|the daily lived experience"
    "|the follow-up of the referral|a hand-held record|professional curiosity|the strategy discussion"
    "|an up-to-date chronology|the written agreement|the anonymised letter|the self-harm policy|the case-load"
    "|information about the household|the judgement of the court|the paediatric examination|the post-mortem findings"
).split("|")
_HOW = (
    "at the time|within five working days|without further enquiry|in spite of repeated requests|with hindsight"
    "|during the pandemic|on a face-to-face visit|in line with the programme|for more than eighteen months"
    "|before the conference|through the electronic system|despite the manager's advice|under considerable pressure"
    "|in the family's own words|after the holiday|at the multi-disciplinary meeting|as the guidance recommends"
).split("|")
_WHY = (
    "because responsibilities were unclear|although the threshold had been reached|which delayed the decision"
    "|so that nobody saw the whole picture|while the neighbouring authority was still waiting for an answer"
    "|and this was not escalated|since the interpreter had been cancelled|when the placement broke down unexpectedly"
    "|which is characteristic of over-optimistic practice|but the supervision notes say otherwise"
).split("|")
_HEAD = (
    "What we learned|Why this matters|Background|The voice of the child|Working together|Hidden adults|Good practice"
    "|Questions for teams|Recognising neglect|Information sharing|What happened next|Supervision|Escalation|Assessments"
    "|The father's role|Next steps|How the review was done|Culture and language|Early help|Decision-making"
).split("|")


class Words:
    """Draws words from a seed, so that no two long texts of a document are the same."""

    def __init__(self, random: Random) -> None:
        """``random`` is drawn from and shared with the caller."""
        self.random = random

    def clause(self) -> str:
        """Who did what, without a full stop and without a capital."""
        pick = self.random.choice
        words = f"{pick(_WHO)} {pick(_DID)} {pick(_WHAT)}"
        return f"{words} {pick(_HOW)}" if self.random.random() < 0.6 else words

    def sentence(self) -> str:
        """A sentence with its full stop, 6 to 40 words."""
        words = self.clause()
        if self.random.random() < 0.5:
            words += f"{self.random.choice((', ', ' '))}{self.random.choice(_WHY)}"
        if self.random.random() < 0.15:
            words += f"; {self.clause()}"
        return words[0].upper() + words[1:] + self.random.choice("....?")

    def text(self, sentences: int) -> str:
        """Several sentences."""
        return " ".join(self.sentence() for _ in range(sentences))

    def heading(self) -> str:
        """A heading that no other of its document has (a number in words keeps it apart)."""
        topic = self.random.choice(_HEAD)
        return f"{topic} {self.random.choice(_TAILS)}" if self.random.random() < 0.7 else topic

    def cell(self) -> str:
        """A few words, or a figure."""
        draw = self.random.random()
        if draw < 0.3:
            return f"{self.random.randrange(1, 2000):,}"
        what = self.random.choice(_WHAT)
        return what[0].upper() + what[1:] if draw < 0.8 else self.sentence()

    def address(self) -> str:
        """A web address of no real site."""
        path = "/".join(self.random.choice(_PATHS) for _ in range(self.random.randrange(1, 5)))
        host = self.random.choice(("www.ravensholt.example", "learning.thornbeck.example", "safe.mirefield.example"))
        return f"https://{host}/{path}/{self.random.randrange(10, 9999)}"


_TAILS = "for schools|in practice|at home|for managers|across agencies|in brief|after 2021|for families".split("|")
_PATHS = (
    "briefings learning-hub seven-minute reviews child-w resources documents neglect_toolkit pdf 2023 final".split()
)
