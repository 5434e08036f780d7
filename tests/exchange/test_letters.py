"""Letters as files: what ships, what an office may put in its place, and printing the same thing twice."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from guitu.casework.letters.models import Letter
from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.catalogue import FORMS
from guitu.domain.letters.form import Form, Recipient
from guitu.domain.letters.templates import check
from guitu.domain.outreach import telling
from guitu.exchange import letter_shelf as shelf
from guitu.exchange.exporters import letter_paper as paper
from guitu.exchange.exporters.letter_forms import template
from guitu.exchange.exporters.letters import file_name, preview, printed
from guitu.workflows.issue_letter import issue
from tests.exchange.templates import REFUSED, changed, saying
from tests.workflows.test_issue_letter import LEAVE, typed
from tests.world import NOW, Case, World, in_rehab, someone, world

__all__ = ["world"]
ALL = pytest.mark.parametrize("one", FORMS.values(), ids=FORMS)
KIND = "warning_letter"


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: Path) -> None:
    settings.GUITU_HOME = tmp_path  # type: ignore[attr-defined]
    shelf._judged.clear()


@pytest.fixture
def case(world: World) -> Case:
    return in_rehab(world.station, person=someone(world.station, name="欧阳<安>&"), worker=world.lin.id)


def words(content: bytes) -> str:
    return "\n".join(text for _, text in paper.read_aloud(content))


def refusal(act: object) -> DomainError:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value


@ALL
def test_what_ships_is_what_the_forms_say(one: Form) -> None:
    assert shelf.ours(one.code) == template(one), "python -m guitu.runtime.letter_forms"


@ALL
def test_what_ships_passes_the_check_of_what_offices_send(one: Form) -> None:
    read = paper.asked(shelf.ours(one.code))
    check(one, read)
    assert not read.forbidden


@ALL
def test_no_neutral_template_has_a_word_of_treatment_anywhere_in_the_file(one: Form) -> None:
    with zipfile.ZipFile(io.BytesIO(shelf.ours(one.code))) as archive:
        whole = " ".join(archive.read(name).decode() for name in ("word/document.xml", "docProps/core.xml"))
    assert not one.neutral or telling(whole) is None


@ALL
def test_what_the_person_takes_home_is_in_large_type(one: Form) -> None:
    document = Document(io.BytesIO(shelf.ours(one.code)))
    size = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val")
    assert size == ["32" if one.recipient is Recipient.PERSON else "24"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FORMS)
def test_every_form_prints_about_a_real_person_and_opens(world: World, case: Case, kind: str) -> None:
    kept = issue(person=case.person, kind=kind, facts=typed(FORMS[kind]), by=world.lin, at=NOW)
    said = words(printed(world.lin, case.seen_by(world.lin), kept.id))
    one = FORMS[kind]
    assert one.title[0] in said
    assert "〔2026〕第0001号" in said
    assert "欧阳<安>&" in said
    assert "2026年3月2日" in said
    assert "{{" not in said
    assert ("六十日内申请行政复议" in said) == one.burdens
    if one.neutral:
        assert telling(said) is None


@pytest.mark.django_db
def test_printing_again_gives_the_same_bytes_whatever_the_template_became(world: World, case: Case) -> None:
    kept = issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW)
    first = printed(world.lin, case.seen_by(world.lin), kept.id)
    shelf.put(world.station, "leave_report", saying("leave_report", "本站的格式"))

    assert printed(world.lin, case.seen_by(world.lin), kept.id) == first
    other = issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW)
    assert "本站的格式" in words(printed(world.lin, case.seen_by(world.lin), other.id))
    row = Letter.objects.get(id=kept.id)
    assert bytes(row.template) == shelf.Template("leave_report", None, shelf.ours("leave_report")).digest
    assert file_name(kept) == "2026-0001.docx"


@pytest.mark.django_db
def test_the_nearest_office_s_template_counts_and_others_do_not_see_it(world: World) -> None:
    unit, around = shelf.places(world.station)[:2]
    assert around * 1000 <= unit < around * 1000 + 1000
    province = shelf.places(world.station)[-2]
    shelf.put(province, KIND, saying(KIND, "全省统一"))
    assert "全省统一" in words(shelf.template_for(world.station, KIND).content)
    shelf.put(world.station, KIND, saying(KIND, "本站的"))
    assert shelf.template_for(world.station, KIND).place == world.station
    assert shelf.template_for(world.other_station, KIND).place == province
    assert set(shelf.placed(world.station)) == {KIND}
    shelf.take_away(world.station, KIND)
    assert shelf.template_for(world.station, KIND).place == province
    assert refusal(lambda: shelf.take_away(world.station, KIND)).code == "letter-template.unknown"
    assert shelf.template_for(world.station, "referral").place is None


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_template_is_refused_with_its_reason_and_the_one_before_stays(name: str) -> None:
    content, reason = REFUSED[name]
    place = 430102001000001
    good = saying(KIND, "先前的")
    shelf.put(place, KIND, good)

    error = refusal(lambda: shelf.put(place, KIND, content))

    assert error.code == f"letter-template.{reason}"
    assert shelf.own(place, KIND) == good
    kept = sorted(path.name for path in shelf._path(place, KIND).parent.rglob("*"))
    assert kept == ["1.docx", KIND, f"{KIND}.docx"]


def test_the_wrong_placeholder_is_named_and_what_may_stand_there() -> None:
    error = refusal(lambda: shelf.put(1, KIND, saying(KIND, "{{ risk_level }} {{ name }}")))
    assert error.facts["names"] == "risk_level"
    assert "appeal" in str(error.facts["known"])


def test_a_neutral_template_is_read_to_its_last_property() -> None:
    assert refusal(
        lambda: shelf.put(1, "referral", saying("referral", "戒</w:t></w:r><w:r><w:t>毒"))
    ).code.endswith("not-neutral")
    titled = changed(
        "referral",
        "docProps/core.xml",
        "<dcterms:created",
        "<dc:title xmlns:dc='http://purl.org/dc/elements/1.1/'>社区康复</dc:title><dcterms:created",
    )
    assert refusal(lambda: shelf.put(1, "referral", titled)).facts["word"] == "康复"


def test_a_name_may_be_asked_for_and_left_out() -> None:
    content = saying(KIND, "{% if help %}帮助：{{ help }}{% endif %}{% if not help %}暂无{% endif %}")
    shelf.put(1, KIND, content)
    told = dict.fromkeys(FORMS[KIND].placeholders, "x")
    assert "帮助：x" in words(paper.filled(content, told))
    assert "暂无" in words(paper.filled(content, {**told, "help": ""}))


def test_what_is_filled_in_is_never_run_or_read_as_markup() -> None:
    content = shelf.ours(KIND)
    nasty = "</w:t></w:r>{{ name }}{% for x in y %}<w:p>&amp;"
    told = dict.fromkeys(FORMS[KIND].placeholders, "x") | {"what": nasty}
    assert nasty in words(paper.filled(content, told))


@pytest.mark.django_db
def test_a_template_placed_by_hand_is_judged_before_it_prints(world: World, case: Case) -> None:
    path = shelf._path(world.station, "leave_report")
    path.parent.mkdir(parents=True)
    path.write_bytes(saying("leave_report", "{{ name.__class__ }}"))
    kept = issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW)
    error = refusal(lambda: printed(world.lin, case.seen_by(world.lin), kept.id))
    assert error.code == "letter-template.computes"
    path.unlink()
    assert "欧阳" in words(printed(world.lin, case.seen_by(world.lin), kept.id))


@pytest.mark.django_db
def test_a_preview_shows_what_will_stand_there_and_keeps_nothing(world: World) -> None:
    told = dict.fromkeys(FORMS[KIND].placeholders, "") | {"name": "欧阳安", "number": "预览"}
    shown = preview(world.station, KIND, told)
    assert ("Title", "告诫书") in shown
    assert any("欧阳安" in text for _, text in shown)
    assert not Letter.objects.exists()
    assert replace(shelf.template_for(world.station, KIND), kind="x").place is None


def test_every_template_a_place_had_is_kept_and_the_same_file_is_the_same_version() -> None:
    first, second = saying(KIND, "先前的"), saying(KIND, "后来的")
    for content in (first, second, first):
        shelf.put(7, KIND, content)

    assert [(v.number, v.is_used) for v in shelf.versions(7, KIND)] == [(2, False), (1, True)]
    assert (shelf.version(7, KIND, 1), shelf.version(7, KIND, 2)) == (first, second)
    shelf.take_away(7, KIND)
    assert [v.is_used for v in shelf.versions(7, KIND)] == [False, False]
    assert refusal(lambda: shelf.version(7, KIND, 3)).code == "letter-template.unknown"
    assert shelf.versions(8, KIND) == ()


def test_a_template_that_came_by_hand_gets_a_version_when_it_is_used_or_taken_away() -> None:
    path = shelf._path(430102001000001, KIND)
    path.parent.mkdir(parents=True)
    path.write_bytes(saying(KIND, "手工放的"))
    assert shelf.template_for(430102001000001, KIND).version == 1
    path.write_bytes(saying(KIND, "又一份"))
    shelf.take_away(430102001000001, KIND)
    assert "又一份" in words(shelf.version(430102001000001, KIND, 2))
