"""Grants, loans and help in kind: the list, a new one, the two approvals, the receipt, paying back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.support import queries
from guitu.casework.support.queries import GiftRow, gift_for, gifts_of
from guitu.domain.access import Permission, Viewer, may
from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.money import written
from guitu.domain.support.gifts import RECEIVERS, State
from guitu.domain.support.receipts import Receipt, lines, parts_of, signed, title
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.web.shell.tags import said
from guitu.web.support.forms import DecideForm, GiftForm, PaidForm, PartsForm, ReceiveForm
from guitu.web.support.words import accounts_in, gift_line
from guitu.workflows import gift as act
from guitu.workflows.office_facts import office_facts
from guitu.workflows.plan import admitted


@require_safe
@screen(Permission.PERSON_READ)
def gifts(request: Request, person: UUID) -> HttpResponse:
    """What was given, what waits, what of a loan is open."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    rows = gifts_of(who)
    names, known = display_names(accounts_in(rows)), _givers(request.viewer)
    context = {
        "who": who,
        "back": addresses.person(who.id),
        "lines": [gift_line(row, givers=known, names=names) for row in rows],
        "writes": _writes(request, who),
    }
    return render(request, "support/gifts.html", context)


def _givers(viewer: Viewer) -> tuple[queries.GiverRow, ...]:
    """Who gives, where the viewer may know; a psychologist reads the gift and not the giver."""
    try:
        return queries.givers(viewer)
    except DomainError:
        return ()


def _writes(request: Request, who: AdmittedPerson) -> bool:
    return may(request.viewer, Permission.SERVICE_RECORD, held_by=who.held_by, person=who.id)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def new(request: Request, person: UUID) -> HttpResponse:
    """Propose one."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    body = request.POST if request.method == "POST" else None
    form = GiftForm(body, known=queries.givers(request.viewer))
    if form.is_valid():
        with form.blaming():
            made = act.propose(
                person=who.id, new=form.new(_giver(request, who, form)), by=request.viewer, at=clock.now()
            )
            saved(request, _("已提出，等另外两位同事批准。"))
            return elsewhere(request, reverse("support:gift", args=[who.id, made]))
    context = {"who": who, "form": form, "back": reverse("support:gifts", args=[who.id])}
    return render(request, "support/new_gift.html", context, status=422 if form.errors else 200)


def _giver(request: Request, who: AdmittedPerson, form: GiftForm) -> UUID:
    """The giver that was chosen, or a new one; taken back with the page where the gift is refused.

    A form that is sent again names the giver it made the first time.
    """
    given = form.cleaned_data
    for row in gifts_of(who):
        if row.id == given["gift"]:
            return row.giver
    if given["giver"]:
        return UUID(given["giver"])
    return act.add_giver(
        kind=given["giver_kind"], name=given["giver_name"], is_anonymous=given["is_anonymous"],
        by=request.viewer, at=clock.now(),
    )  # fmt: skip


@require_safe
@screen(Permission.PERSON_READ)
def one(request: Request, person: UUID, gift: UUID) -> HttpResponse:
    """One gift and what may be done with it now."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    return _page(request, who, gift_for(who, gift))


def _page(request: Request, who: AdmittedPerson, row: GiftRow, **tried: Any) -> HttpResponse:
    names = display_names(accounts_in([row]))
    writes = _writes(request, who)
    is_mine = row.proposed_by == request.viewer.id
    is_loan = row.form == "loan"
    context = {
        "who": who,
        "line": gift_line(row, givers=_givers(request.viewer), names=names),
        "handed_by": names.get(row.handed_by, "") if row.handed_by else "",
        "receiver": said(RECEIVERS[row.receiver]) if row.receiver else "",
        "decides": writes and row.state is State.PROPOSED and not is_mine,
        "has_approved": request.viewer.id in row.approvals,
        "withdraws": writes and is_mine and row.state in {State.PROPOSED, State.APPROVED},
        "hands_over": writes and row.state is State.APPROVED,
        "received": row.state is State.RECEIVED,
        "parts": [(part, written(part.fen), part.due_on < request.today) for part in row.parts],
        "is_loan": is_loan,
        "writes": writes,
        "decide_form": DecideForm(None),
        "receive_form": ReceiveForm(None, today=request.today, is_loan=is_loan),
        "parts_form": PartsForm(None, prefix="anew"),
        "paid_form": PaidForm(None, initial={"paid_on": request.today}),
        "back": reverse("support:gifts", args=[who.id]),
        "trouble": [words for form in tried.values() for words in form.non_field_errors()],
        **tried,
    }
    return render(request, "support/gift.html", context, status=422 if tried else 200)


@require_POST
@screen(Permission.SERVICE_RECORD)
def decide(request: Request, person: UUID, gift: UUID) -> HttpResponse:
    """Approve, decline with a reason, or take back what one proposed."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    row = gift_for(who, gift)
    form = DecideForm(request.POST)
    form.is_valid()  # its one field may be empty; the domain asks for words where they are needed
    asked = {"person": who.id, "gift": row.id, "by": request.viewer, "at": clock.now()}
    with form.blaming():
        saved(request, _decided(request.POST.get("decision", ""), form.cleaned_data.get("words", ""), asked))
        return elsewhere(request, reverse("support:gift", args=[who.id, row.id]))
    return _page(request, who, row, decide_form=form)


def _decided(decision: str, words: str, asked: dict[str, Any]) -> str:
    if decision == "approve":
        return _("已批准，可以交付了。") if act.approve(**asked) else _("已批准，还需要另一位同事批准。")
    if decision == "withdraw":
        act.withdraw(**asked)
        return _("已撤回。")
    act.decline(words=words, **asked)
    return _("已记下不批准。请把理由告诉本人。")


@require_POST
@screen(Permission.SERVICE_RECORD)
def receive(request: Request, person: UUID, gift: UUID) -> HttpResponse:
    """The person has it; then the receipt can be printed."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    row = gift_for(who, gift)
    form = ReceiveForm(request.POST, today=request.today, is_loan=row.form == "loan")
    if form.is_valid():
        given = form.cleaned_data
        with form.blaming():
            act.receive(
                person=who.id, gift=row.id, receiver=given["receiver"], received_on=given["received_on"],
                count=given.get("parts") or 0, first_on=given.get("first_on"), by=request.viewer,
                at=clock.now(),
            )  # fmt: skip
            saved(request, _("已登记收到。请打印收条，一式两份。"))
            return elsewhere(request, reverse("support:gift", args=[who.id, row.id]))
    return _page(request, who, row, receive_form=form)


@require_POST
@screen(Permission.SERVICE_RECORD)
def take_back(request: Request, person: UUID, gift: UUID) -> HttpResponse:
    """It was not received after all."""
    return _done(
        request, person, gift, _("已更正：还没有交付。"),
        lambda: act.take_back_receipt(person=person, gift=gift, by=request.viewer, at=clock.now()),
    )  # fmt: skip


@require_safe
@screen(Permission.SERVICE_RECORD)
def receipt(request: Request, person: UUID, gift: UUID) -> HttpResponse:
    """The receipt, to be signed: in words that tell nobody what the office is about."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    row = gift_for(who, gift)
    if row.state is not State.RECEIVED or row.received_on is None:
        raise DomainError("gift.not-now")
    paper = Receipt(
        row.form, row.purpose, row.fen, str(office_facts(who.held_by)["place"]), row.received_on,
        row.words if row.form == "goods" else "",
        parts_of((part.n, part.due_on, part.fen) for part in row.parts),
    )  # fmt: skip
    context = {
        "who": who,
        "title": title(paper),
        "lines": lines(paper),
        "day": signed(row.received_on),
        "back": reverse("support:gift", args=[who.id, row.id]),
    }
    return render(request, "support/receipt.html", context)


@require_POST
@screen(Permission.SERVICE_RECORD)
def agree(request: Request, person: UUID, gift: UUID) -> HttpResponse:
    """Other days for what is open of a loan."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    row = gift_for(who, gift)
    form = PartsForm(request.POST, prefix="anew")
    if form.is_valid():
        given = form.cleaned_data
        with form.blaming():
            act.agree_anew(
                person=who.id, gift=row.id, count=given["parts"], first_on=given["first_on"],
                by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("已重新约定，没有任何后果。"))
            return elsewhere(request, reverse("support:gift", args=[who.id, row.id]))
    return _page(request, who, row, parts_form=form)


@require_POST
@screen(Permission.SERVICE_RECORD)
def paid(request: Request, person: UUID, gift: UUID, part: UUID) -> HttpResponse:
    """A part was paid back."""
    who = admitted(request.viewer, person, Permission.SERVICE_RECORD)
    row = gift_for(who, gift)
    form = PaidForm(request.POST)
    if not form.is_valid():
        return _page(request, who, row, paid_form=form)
    on = form.cleaned_data["paid_on"]
    return _done(
        request, person, gift, _("已记下还款。"),
        lambda: act.pay_back(
            person=person, gift=gift, part=part, on=on, by=request.viewer, at=clock.now()
        ),
    )  # fmt: skip


def _done(request: Request, person: UUID, gift: UUID, words: str, step: Any) -> HttpResponse:
    """Do one thing that needs no further form; say that it was done, or why not."""
    with telling(request):
        step()
        saved(request, words)
    return elsewhere(request, reverse("support:gift", args=[person, gift]))
