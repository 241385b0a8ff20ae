"""One member of the team: their role, leaving, handing over the lead, and how far their words count."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.moment import day_and_month, moment_of, time_of
from reviewer_app.model.roster import Member
from reviewer_app.model.words import Role
from reviewer_app.review import membership
from reviewer_app.review.membership import Ended
from reviewer_app.review.session import Session
from reviewer_app.review.wording import role_words
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, ChoiceRow, DateField, Text, TimeField, in_a_row

_ROLES = (Role.DEPUTY, Role.REVIEWER, Role.READER)


class TeamMember(QWidget):
    """What whoever leads may do about one person; each is one press, with what it means beside it.

    Only the new lead can give the lead back: so that is asked once more, in place, after what it means.

    Signals:
        told(sentence, kind of banner)
    """

    told = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._person = ""
        self._under_way = ""
        self._asking = self._may_change = False
        self.name = Text("", Step.NEXT)
        self.words = Text("", Step.NOTE, "ink2")
        self.role = ChoiceRow(_("Role"), [(one.value, role_words(one)) for one in _ROLES])
        self.lead = Button("")
        self.successor = Button("")
        self.remove = Button("", "danger")
        self.sure = Text("", Step.LIST, "alert")
        self.yes = Button("", "danger")
        self.no = Button(_("Go on leading"))
        self.back = Button("")
        self.all = Button(_("Count everything that is here"))
        self.day = DateField(_("Count up to"), year=bridge.session.clock().year)
        self.time = TimeField(_("Time"))
        self.until = Button(_("Count up to then"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.name)
        column.addWidget(self.words)
        column.addWidget(self.role)
        self._doing = in_a_row(self.successor, self.lead, self.remove)
        self._answers = in_a_row(self.yes, self.no)
        self._when = in_a_row(self.day, self.time)
        self._counting = in_a_row(self.until, self.all)
        self._returning = in_a_row(self.back)
        parts = (self._doing, self.sure, self._answers, self._when, self._counting, self._returning)
        for part in parts:
            column.addWidget(part)
        self.role.chosen.connect(self.change_role)
        self.lead.clicked.connect(lambda: self._ask_for_lead(asking=True))
        self.yes.clicked.connect(self.hand_over_lead)
        self.no.clicked.connect(lambda: self._ask_for_lead(asking=False))
        self.successor.clicked.connect(self.name_successor)
        self.remove.clicked.connect(self.take_off)
        self.back.clicked.connect(self.put_back)
        self.all.clicked.connect(lambda: self.count_up_to(""))
        self.until.clicked.connect(self._count_up_to_then)
        self.hide()

    def show_member(self, member: Member | None, ended: Ended | None) -> None:
        """Show what may be done about someone on the team, or who was; out of sight for nobody."""
        person = member.person if member is not None else ended.person if ended is not None else ""
        asked = self._person == person and self._asking
        self._person = person
        self._under_way = ""
        self.setVisible(bool(person))
        if not person:
            return
        tip = self._bridge.opened.chain.tip
        i_lead = tip is not None and tip.lead.person == self._bridge.opened.me
        name = self._bridge.opened.name_of(person)
        changeable = member is not None and member.role is not Role.LEAD
        self.name.setText(name)
        self.role.setVisible(changeable)
        self.role.set_value(member.role.value if member is not None else "")
        self.remove.setVisible(changeable)
        self.remove.set_text(_("Take {name} off the team").format(name=name))
        self.lead.setVisible(changeable and i_lead)
        self.lead.set_text(_("Hand the lead over to {name}").format(name=name))
        self.successor.setVisible(changeable and i_lead)
        named = tip is not None and tip.successor == person
        self.successor.set_text(
            _("No longer let {name} take over").format(name=name)
            if named
            else _("Let {name} take over if I am ill").format(name=name)
        )
        self._returning.setVisible(member is None)
        self.back.set_text(_("Put {name} back on the team").format(name=name))
        self.sure.setText(_lead_words(name))
        self.yes.set_text(_("Yes, {name} leads from now on").format(name=name))
        self._may_change = changeable
        self._show_question(asking=asked and changeable and i_lead)
        self._when.setVisible(ended is not None)
        self._counting.setVisible(ended is not None)
        sentences = self._sentences(name, member, ended)
        if changeable and i_lead:
            sentences.append(_succession_words(name, named=named))
        self.words.setText(" ".join(sentences))
        if ended is not None:
            latest = time_of(ended.latest) if ended.latest else self._bridge.session.clock()
            self.day.set_value(latest.date())
            self.time.set_value(latest.time().replace(second=0, microsecond=0))

    def _ask_for_lead(self, *, asking: bool) -> None:
        """Ask once more before the lead is handed over, or no longer."""
        self._show_question(asking=asking)
        (self.no if asking else self.lead).setFocus()

    def _show_question(self, *, asking: bool) -> None:
        self._asking = asking
        self._doing.setVisible(self._may_change and not asking)
        for part in (self.sure, self._answers):
            part.setVisible(asking)

    def change_role(self, role: str) -> None:
        """Give them another role."""
        session, review, person = self._about()
        words = _("{name} is now: {role}. The others see it when they gather.").format(
            name=self._bridge.opened.name_of(person), role=role_words(Role(role))
        )
        self._do(lambda: membership.change_role(session, review, person, Role(role)), words)

    def take_off(self) -> None:
        """Take them off the team, from now on."""
        session, review, person = self._about()
        words = _(
            "{name} is off the team. What {name} has read so far stays readable to {name}; what is handed "
            "over from now on does not."
        ).format(name=self._bridge.opened.name_of(person))
        self._do(lambda: membership.remove(session, review, person), words)

    def put_back(self) -> None:
        """Put them back on the team, as on a new laptop."""
        session, review, person = self._about()
        words = _("{name} is on the team again. Hand over, so that they and the others see it.")
        self._do(
            lambda: membership.put_back(session, review, person),
            words.format(name=self._bridge.opened.name_of(person)),
        )

    def hand_over_lead(self) -> None:
        """Make them lead."""
        session, review, person = self._about()
        words = _(
            "{name} leads the review now, and you are the deputy. Hand over, so that all see it."
        )
        self._do(
            lambda: membership.hand_over_lead(session, review, person),
            words.format(name=self._bridge.opened.name_of(person)),
        )

    def name_successor(self) -> None:
        """Let them take over the lead, or no longer."""
        session, review, person = self._about()
        tip = self._bridge.opened.chain.tip
        name = self._bridge.opened.name_of(person)
        if tip is not None and tip.successor == person:
            person, words = "", _("{name} can no longer take over the lead.").format(name=name)
        else:
            words = _(
                "{name} is deputy lead, and can take over the lead from now on. Hand over, so that {name} hears of it."
            )
            words = words.format(name=name)
        self._do(lambda: membership.name_successor(session, review, person), words)

    def count_up_to(self, moment: str) -> None:
        """Let what they wrote count up to a moment; "" for all that is here."""
        session, review, person = self._about()
        words = _("What {name} wrote counts as you said; every page shows it so.").format(
            name=self._bridge.opened.name_of(person)
        )
        self._do(lambda: membership.move_cut(session, review, person, moment), words)

    def _count_up_to_then(self) -> None:
        day, time = self.day.value, self.time.value
        if day is None or time is None:
            return
        # The minute that is named counts as a whole.
        clock = self._bridge.session.clock()
        moment = datetime.combine(day, time.replace(second=59, microsecond=999_000), clock.tzinfo)
        self.count_up_to(moment_of(moment))

    def _sentences(self, name: str, member: Member | None, ended: Ended | None) -> list[str]:
        found = []
        if member is None:
            found.append(
                _(
                    "{name} is off the team. Who came back on a new laptop by their recovery code can be put back; "
                    "if the lost one was open, invite them anew instead."
                ).format(name=name)
            )
        elif member.role is Role.LEAD:
            found.append(_("{name} leads the review.").format(name=name))
        else:
            found.append(
                _("What {name} has read stays readable to {name}, whatever you change.").format(
                    name=name
                )
            )
        if ended is not None:
            latest = time_of(ended.latest) if ended.latest else None
            found.append(
                _("Nothing that {name} wrote before that counts.").format(name=name)
                if latest is None and ended.left_out
                else _("Nothing that {name} wrote came in.").format(name=name)
                if latest is None
                else _("What {name} wrote counts up to {time} on {day}.").format(
                    name=name, time=f"{latest:%H:%M}", day=day_and_month(latest)
                )
            )
            if ended.left_out:
                words = ngettext(
                    "{count} change after that is here and does not count.",
                    "{count} changes after that are here and do not count.",
                    ended.left_out,
                )
                found.append(words.format(count=ended.left_out))
        return found

    def _about(self) -> tuple[Session, str, str]:
        return self._bridge.session, self._bridge.opened.id, self._person

    def _do(self, work: Callable[[], None], words: str) -> None:
        """Do it once, however often it is pressed before it is seen what came of it."""
        if self._under_way == words:
            return
        self._under_way = words

        def done(_value: object) -> None:
            self.told.emit(words, "www")

        self._bridge.ask(work).then(done).failed(self._refused).lastly(self._bridge.refresh)

    def _refused(self, error: UserError) -> None:
        self._under_way = ""
        self.told.emit(refusal_words(error), "alert")


def _lead_words(name: str) -> str:
    """Say what handing the lead over means, before it is done."""
    return _(
        "{name} leads the review at once, and you are the deputy. You cannot take the lead back: only {name} can hand "
        "it to you again."
    ).format(name=name)


def _succession_words(name: str, *, named: bool) -> str:
    """Say what letting somebody take over means, before it is pressed and while it holds."""
    if named:
        return _("{name} may lead the review at any time, without asking you first.").format(
            name=name
        )
    return _(
        "If you let {name} take over, {name} is deputy lead at once, and may lead the review at any time, without "
        "asking you first."
    ).format(name=name)
