from __future__ import annotations

import pytest

from briefkit.lexicon import fold, load_lexicon, parse_lexicon

MINIMAL = """version = 1
families = []
cues = []
tells = []
reviews = []
captions = []
completing = []
[labels]
[phrases]
learning = ["lessons"]
"""


@pytest.mark.parametrize(
    ("heading", "folded"),
    [
        ("3. What did the review find?", "what did review find"),
        ("  KEY  Findings: ", "key findings"),
        ("Resources & links", "resources and links"),
        ("Seven minute briefing", "7 minute briefing"),
        ("What is a Rapid Review (RR)?", "what is rapid review"),
    ],
)
def test_fold(heading: str, folded: str) -> None:
    assert fold(heading) == folded


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("WHAT HAPPENED?", "background"),
        ("Key fidnings", "findings"),
        ("What went well for the family", "good_practice"),
        ("Questions to take to your next team day", "questions"),
        ("What the board will change", "recommendations"),
        ("If you only remember one thing…", "one_thing"),
        ("Where to find help", "resources"),
        ("What is a Domestic Homicide Review?", "about"),
        ("What practitioners told us", "findings"),
    ],
)
def test_a_heading_opens_its_section(heading: str, section: str) -> None:
    meaning = load_lexicon().heading(heading)
    assert meaning is not None
    assert meaning.section == section


def test_a_theme_is_no_section() -> None:
    assert load_lexicon().heading("Bruising before a baby can crawl") is None


def test_how_sure_it_is_falls_from_phrase_to_family() -> None:
    lexicon = load_lexicon()
    exact, slip, family = (lexicon.heading(h) for h in ("Learning points", "Learnimg points", "Learning for housing"))
    assert exact is not None
    assert slip is not None
    assert family is not None
    assert exact.confidence > slip.confidence > family.confidence
    assert "read as ‘learning points’" in slip.why


def test_labels_are_stricter_than_headings() -> None:
    lexicon = load_lexicon()
    assert lexicon.label("Good practice") is not None
    assert lexicon.label("Recommendation 2") is not None
    assert lexicon.label("He said to his mother") is None


def test_a_label_says_with_its_last_word_what_follows() -> None:
    lexicon = load_lexicon()
    meaning = lexicon.label("Partner agency recommendations")
    assert meaning is not None
    assert meaning.section == "recommendations"
    assert meaning.confidence < 0.95
    assert lexicon.label("Barriers to learning") is None


def test_what_was_and_what_is_are_no_slip_of_one_another() -> None:
    lexicon = load_lexicon().with_headings([("What care looks like here", "learning")])
    assert lexicon.slip("What care lookes like here") is not None
    assert lexicon.slip("What care looked like here") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a Local Child Safeguarding Practice Review (LCSPR)", "Local Child Safeguarding Practice Review"),
        ("SAR Digest", "Safeguarding Adults Review"),
        ("extended child practice review", "Child Practice Review"),
    ],
)
def test_kinds_of_review(text: str, name: str) -> None:
    assert load_lexicon().reviews(text)[0][2].name == name


def test_a_publishers_own_headings_come_first() -> None:
    own = load_lexicon().with_headings([("What Otterby said", "findings"), ("Background", "about")])
    said, background = own.heading("WHAT OTTERBY SAID:"), own.heading("Background")
    assert said is not None
    assert background is not None
    assert (said.section, background.section) == ("findings", "about")
    assert load_lexicon().heading("Background") != background


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MINIMAL.replace("learning =", "lerning ="), "‘lerning’ is no section"),
        (MINIMAL + 'findings = ["the lessons"]\n', "stands under both"),
        (MINIMAL.replace("version = 1", "version = 1\nextra = 2"), "extra"),
        (
            MINIMAL.replace("families = []", 'families = [{section="learning", confidence=0.5, pattern="("}]'),
            "lexicon:",
        ),
        ("version =", "lexicon:"),
    ],
)
def test_a_wrong_lexicon_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_lexicon(text)


@pytest.mark.parametrize("label", ["What we found", "What was found", "Lessons identified", "What the review found"])
def test_a_label_that_ends_in_found_is_known_as_a_whole(label: str) -> None:
    meaning = load_lexicon().label(label)
    assert meaning is not None
    assert meaning.section in {"findings", "learning"}
