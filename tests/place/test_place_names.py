from __future__ import annotations

import pytest

from briefkit.place.names import names_case
from briefkit.place.publishers import Named, find_place, find_publisher, find_publishers
from briefkit.place.subjects import find_subject


@pytest.mark.parametrize(
    ("front", "text", "subject"),
    [
        ("Learning from Baby ‘K’", "", "Baby K"),
        ("SERIOUS CASE REVIEW: FAMILY T4", "", "Family T4"),
        ("Practice review", "Wren is a pseudonym. Wren was six.", "Wren"),
        ("QV Learning note", "QV was seen twice and QV was well.", "QV"),
        ("Child Safeguarding Practice Review", "The Family Court met. Children Act 1989.", None),
        ("Into the death of Marjorie", "Marjorie was 80. Staff knew Marjorie well.", "Marjorie"),
        ("Ewan’s story", "Ewan had two homes. The nurse liked Ewan.", "Ewan"),
        ("A local learning review", "Who was Irena?\nIrena was 44. Her son told Irena little.", "Irena"),
        ("Remembering Petra", "Petra said no. The school rang Petra.", "Petra"),
        ("Practice review: Moss and Fern", "Moss was two. Staff saw Moss weekly.", "Moss and Fern"),
        ("A local learning review", "About Consent\nConsent is asked for each time. Seek Consent.", None),
        ("A local learning review", "Who is Fernby?\nThe panel met in Fernby.", None),
    ],
)
def test_subject(front: str, text: str, subject: str | None) -> None:
    assert find_subject(front, text) == subject


@pytest.mark.parametrize(
    ("line", "name", "misspelt"),
    [
        ("Fold Valley Safeguarding Children Partnership", "Fold Valley Safeguarding Children Partnership", False),
        (
            "A briefing from Otterby and Wick Safeguarding Adults Board.",
            "Otterby and Wick Safeguarding Adults Board",
            False,
        ),
        ("LEARNING FROM OTTERBY SAFEGAURDING PARTNERSHIP", "Otterby Safegaurding Partnership", True),
    ],
)
def test_publisher(line: str, name: str, misspelt: bool) -> None:
    assert find_publishers([(line, 4.0)])[0] == (name, misspelt)


def test_local_boards_in_general_publish_nothing() -> None:
    assert find_publishers([("Local Safeguarding Children Boards were replaced in 2019.", 4.0)]) == ()


def test_a_council_named_in_passing_is_no_publisher() -> None:
    assert find_publishers([("The family moved to Otterby Council housing.", 1.0)]) == ()


def test_a_place_may_stand_for_the_publisher() -> None:
    assert find_place("Write to help@otterby-scp.example. Nurses in Otterby did well.") == "Otterby"
    assert find_place("Write to team@wick.gov.uk.") == "Wick"
    assert find_place("Otterby Learning Review. Write to help@otterby-partnership.example.") == "Otterby"
    assert find_place("Nothing is named here.") is None


@pytest.mark.parametrize(("heading", "is_case"), [("Child B", True), ("Family W2:", True), ("Child Protection", False)])
def test_names_of_cases(heading: str, is_case: bool) -> None:
    assert names_case(heading, "") is is_case


def test_of_two_spellings_the_right_one_is_taken() -> None:
    lines = [("Otterby Safegaurding Adults Board", 4.0), ("Otterby Safeguarding Adults Board", 1.0)]
    assert find_publisher(lines) == Named(
        "Otterby Safeguarding Adults Board", misspelt=False, slip="Otterby Safegaurding Adults Board"
    )


def test_a_place_misspelt_once_is_seen_and_a_neighbour_is_no_slip() -> None:
    right, slip = "Otterby Safeguarding Adults Board", "Otterbey Safeguarding Adults Board"
    assert find_publisher([(right, 4.0), (right, 4.0), (slip, 4.0)]) == Named(right, misspelt=False, slip=slip)
    neighbour = "Upperby Safeguarding Adults Board"
    assert find_publisher([(right, 4.0), (right, 4.0), (neighbour, 4.0)]) == Named(right, misspelt=False)


def test_the_address_of_a_charity_is_no_publisher() -> None:
    assert find_place("Write to Crossby at help@crossby-aid.example. Crossby can help, says Crossby.") is None
