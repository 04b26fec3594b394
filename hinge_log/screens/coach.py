"""The coach's day: who needs a look and why, everyone's week, and one key to an athlete's log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widget import Widget

from hinge_log.charts.cells import Row, padded, rule, text_width
from hinge_log.charts.flow import hanging, lines_of, paragraph, tied
from hinge_log.clock import Moment, date_text
from hinge_log.coach.answers import (
    HEADINGS,
    SIGNS,
    Athlete,
    AthleteWeek,
    AttentionLine,
    CoachAnswers,
    FaultOf,
    NameOf,
    Reason,
    attention,
    form_text,
    reason_text,
    set_text,
    week_text,
)
from hinge_log.coach.copies import ANSWERS_STATE, answers_of, ask_hub, hub_url, prepare_copy
from hinge_log.errors import HingeLogError, NeedsDecision
from hinge_log.screens.context import Context, LogRequested
from hinge_log.screens.daemon_call import call_in_daemon
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.store import Store
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.panels import FlowPanel
from hinge_log.widgets.row_list import ListRow, RowList

ASK_AGAIN_S = 60.0
"""The hub is asked again so often while the screen is shown, in seconds (convention)."""
FILTER_HINT = "Only athletes whose name contains this. enter keep / esc show all"
HOW_TO_BEGIN = (
    "No hub is set up for coaching.",
    "An athlete sends you an invitation. Use it once in a shell: hinge-log coach setup 'INVITATION'",
    "Your athletes can keep logging offline; you see what they have sent.",
)
NOBODY = ("You have no athletes on this hub yet.", "An athlete can invite you: hinge-log hub invite YOUR-NAME")


@dataclass(frozen=True, slots=True)
class CoachData:
    """The hub of the athletes, "" for none, the file of the coach's own log, and answers of an earlier run."""

    url: str
    path: str
    earlier: CoachAnswers | None


class CoachScreen(MainScreen[CoachData]):
    """The list is what moves; the hub is asked in a thread of its own, and old answers keep their time."""

    CSS_PATH = "../styles/coach.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="coach.open", tooltip="open the athlete's log"),
        Binding("k", "move('cursor_up')", "up", id="coach.up", tooltip="line above (also the up arrow)"),
        Binding("j", "move('cursor_down')", "down", id="coach.down", tooltip="line below (also the down arrow)"),
        Binding("slash", "filter", "filter", id="coach.filter", tooltip="filter athletes by name"),
        Binding("r", "ask", "refresh", id="coach.ask", tooltip="refresh from the hub now"),
        *global_bindings(without=("cues", "form.view")),
    ]
    MOVES_IN = "#athletes"
    HELP_GROUPS: ClassVar[HelpGroups] = (("Athletes", ids("coach", "open up down filter ask")),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.names = ""
        self.problem = ""
        self.is_asking = False
        self._newest: CoachAnswers | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The list, and the athlete that is highlighted."""
        with Container(id="columns"):
            yield RowList(id="athletes", click_selects=False)
            with VerticalScroll(id="side", can_focus=False):
                yield FlowPanel(id="detail")
        yield KeyRow(
            KeyHint("⏎", "OPEN LOG", "open"), KeyHint("/", "filter", "filter"), KeyHint("r", "refresh", "ask"),
            lead=True, id="touch",
        )  # fmt: skip

    def on_mount(self) -> None:
        """Ask the hub, and again every minute."""
        self.set_interval(ASK_AGAIN_S, self._ask_if_shown)

    @on(events.ScreenResume)
    def _ask_when_shown(self) -> None:
        self.action_ask()

    # -- reading and asking --------------------------------------------------------------------------------

    def read(self, store: Store) -> CoachData:
        """Which hub it is, and its last answers."""
        try:
            url = hub_url(store)
        except NeedsDecision:
            url = ""
        return CoachData(url, store.path, answers_of(store.state(ANSWERS_STATE)) if self._newest is None else None)

    @property
    def answers(self) -> CoachAnswers | None:
        """The newest answers of the hub, or those of an earlier run; None where there are none yet."""
        return self._newest or (self.data.earlier if self.data is not None else None)

    def _ask_if_shown(self) -> None:
        if self.is_current:
            self.action_ask()

    def action_ask(self) -> None:
        """Ask the hub for everything; what is shown stays until it answers."""
        if not self.is_asking:
            self.is_asking = True
            self.run_worker(self._ask(), group="hub")

    async def _ask(self) -> None:
        try:
            data = await self.with_store(self.read)
            self._show_state()
            if data.url:
                now = self.context.now()
                self._newest = await call_in_daemon(ask_hub, data.url, now.day, now.utc_ms)
                self.problem = ""
                state = list(self._newest)
                await self.with_store(lambda store: None if store.read_only else store.put_state(ANSWERS_STATE, state))
            self.data = data
        except HingeLogError as error:
            self.problem = str(error)
        finally:
            self.is_asking = False
        if self.data is not None and self.is_attached:
            self.show(self.data)
            self._show_state()

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: CoachData) -> None:
        """Hand the values out."""
        words, answers = self._words(), self.answers
        lines = attention(answers, words.today, names=self.names) if answers is not None else ()
        wanted = self.names.casefold().split()
        weeks = [
            each for each in (answers.weeks if answers is not None else ())
            if all(word in each.athlete.name.casefold() for word in wanted)
        ]  # fmt: skip
        stacked = self.has_class("-narrow") or self.has_class("-tiny")
        rows = coach_rows(lines, weeks, words, stacked=stacked)
        if not data.url:
            rows = _sentences(HOW_TO_BEGIN)
        elif answers is not None and not answers.weeks:
            rows = _sentences(NOBODY)
        elif answers is None:
            rows = _sentences((self.problem or "Asking the hub ...",))
        elif not rows:
            rows = _sentences((f'No athlete is called "{self.names}". Press esc to show all.',))
        athletes = self.query_one("#athletes", RowList)
        athletes.show_rows(rows)
        self.set_class(answers is None or not answers.weeks, "-empty")
        self._show_detail()
        if self.is_current and not self.entry.purpose:
            self.set_focus(athletes)
        self._show_state()
        self.show_keys()

    def _words(self) -> CoachWords:
        return CoachWords(self.context.name, self._fault, self.context.today)

    def _fault(self, exercise: str, item: str) -> str:
        items = self.context.catalogue.items_for(self.context.exercise(exercise))
        return next((each.fault_text for each in items if each.id == item), item.partition("-")[2] or item)

    def _show_state(self) -> None:
        """Say in the title how old the answers are, and in the status line why they are old."""
        answers = self.answers
        when = ""
        if answers is not None:
            at = Moment(answers.at_ms, self.context.now().offset_min)
            day = "" if at.day == self.context.today else f"{date_text(at.day, today=self.context.today)}, "
            when = f"as of {day}{at.local:%H:%M}"
        asking = "asking ..." if self.is_asking and self.data is not None and self.data.url else ""
        self.show_title(("Coach", "strong"), right=asking or when)
        if self.problem and not self.entry.purpose:
            self.status = f"{self.problem} These figures are {when}." if when else self.problem

    def _show_detail(self) -> None:
        answers, athlete = self.answers, self._athlete()
        detail = self.query_one("#detail", FlowPanel)
        if answers is not None and athlete is not None:
            detail.flow = partial(detail_rows, athlete, answers, self._words())
        else:
            detail.flow = None

    def bar(self) -> Bar:
        """The key bar."""
        if self.entry.purpose:
            return (BarKey(("coach.open",), "keep"), BarKey(("back",), "show all"))
        select = BarKey(("coach.down", "coach.up"), "select", "move('cursor_down')")
        return ("coach.open: open log", select, "coach.filter", "coach.ask", "go", "back")

    # -- the selection -------------------------------------------------------------------------------------

    def _line(self) -> AttentionLine | None:
        answers, key = self.answers, self._key()
        lines = attention(answers, self.context.today) if answers is not None else ()
        return next((line for line in lines if row_id(line) == key), None)

    def _key(self) -> str:
        return self.query_one("#athletes", RowList).highlighted_id

    def _athlete(self) -> Athlete | None:
        answers, number = self.answers, self._key().rpartition("-")[2]
        every = answers.weeks if answers is not None else ()
        return next((each.athlete for each in every if str(each.athlete.log) == number), None)

    @on(RowList.OptionHighlighted, "#athletes")
    def _highlighted(self) -> None:
        self._show_detail()

    # -- doing ---------------------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Show filter athletes by name."""
        self.open_entry("filter", self.names, status=FILTER_HINT, recalls=False)

    def _filter(self, names: str) -> None:
        self.names = names
        self.show_again()

    @on(EntryLine.Edited)
    def _filter_typed(self, message: EntryLine.Edited) -> None:
        self._filter(message.text)

    @on(EntryLine.Completed)
    def _filter_kept(self, message: EntryLine.Completed) -> None:
        self.close_entry()
        self._filter(message.text)

    def on_entry_line_closed(self, message: EntryLine.Closed) -> None:
        """Esc shows all athletes again."""
        message.prevent_default()
        self.close_entry()
        self._filter("")

    def action_back(self) -> None:
        """End the filter, else go back."""
        if self.names:
            self._filter("")
        else:
            super().action_back()

    @on(RowList.OptionSelected, "#athletes")
    def action_open(self) -> None:
        """Bring the athlete's log up to date, and open it."""
        athlete, line = self._athlete(), self._line()
        if athlete is None:
            self.status = "Choose an athlete first." if self.answers is not None else self.status
            return
        set_id = line.sets[0].set_id if line is not None and line.sets else ""
        self.status = f"Getting the log of {athlete.name} ..."
        self.enqueue(self._open(athlete, set_id))

    async def _open(self, athlete: Athlete, set_id: str) -> None:
        data, answers = self.data, self.answers
        if data is None or answers is None:
            return
        path, remark = await call_in_daemon(prepare_copy, data.path, data.url, athlete, answers.person)
        self.status = remark
        self.post_message(LogRequested(path, set_id))


def _sentences(texts: Sequence[str]) -> list[ListRow]:
    first, *others = texts
    return [ListRow("", (((f" {first}", "strong"),),)), *(ListRow("", partial(_wrapped, each)) for each in others)]


def _wrapped(text: str, width: int) -> Sequence[Sequence[tuple[str, str]]]:
    return [(), *paragraph(text, width, "muted")]


_STYLES = {Reason.PAIN: "fault", Reason.WAITING: "chosen", Reason.SAME_FAULT: "fault", Reason.AWAY: "muted"}
LONGEST_NAME = 22


@dataclass(frozen=True, slots=True)
class CoachWords:
    """How exercises and faults are called, and what day it is."""

    name_of: NameOf
    fault_of: FaultOf
    today: int


def coach_rows(
    lines: Sequence[AttentionLine], weeks: Sequence[AthleteWeek], words: CoachWords, *, stacked: bool
) -> list[ListRow]:
    """The attention list under its headings, then everyone; `stacked` puts the names on rows of their own."""
    names = [line.athlete.name for line in lines] + [each.athlete.name for each in weeks]
    width = min(LONGEST_NAME, max([0, *(text_width(" ".join(name.split())) for name in names)]))
    rows: list[ListRow] = []
    before: Reason | None = None
    for line in lines:
        if line.reason is not before:
            number = sum(each.reason is line.reason for each in lines)
            rows.append(_heading(HEADINGS[line.reason], str(number), first=not rows))
            before = line.reason
        text = reason_text(line, words.name_of, words.fault_of, words.today)
        sign = (f" {SIGNS[line.reason]} ", _STYLES[line.reason])
        rows.append(_row(row_id(line), sign, line.athlete.name, text, width, stacked=stacked))
    if weeks and not lines:
        rows.append(ListRow("", (((" Nobody needs attention.", "strong"),), ())))
    if weeks:
        rows.append(_heading("Everyone, last 7 days", str(len(weeks)), first=not rows))
    for each in weeks:
        sign = (" ✓ ", "chosen") if each.sets else ("   ", "")
        text = week_text(each, words.today)
        rows.append(_row(f"all-{each.athlete.log}", sign, each.athlete.name, text, width, stacked=stacked))
    return rows


def row_id(line: AttentionLine) -> str:
    """What names a line in the list."""
    return f"{line.reason.name}-{line.athlete.log}"


def _heading(title: str, tail: str, *, first: bool) -> ListRow:
    def layout(width: int) -> list[Row]:
        line = rule(title, width, tail=tail)
        return [line] if first else [(), line]

    return ListRow("", layout)


def _unbroken(text: str) -> str:
    """A sentence in which no load is broken over two lines."""
    for part in (" × ", " kg", " lb", " of 10"):
        text = text.replace(part, tied(part))
    return text


def _row(key: str, sign: tuple[str, str], name: str, text: str, width: int, *, stacked: bool) -> ListRow:
    name, text = " ".join(name.split()), _unbroken(text)
    if stacked:
        return ListRow(key, partial(_stacked, sign, name, text))
    return ListRow(key, partial(_beside, sign, name, text, width))


def _beside(sign: tuple[str, str], name: str, text: str, names: int, width: int) -> list[Row]:
    return hanging((sign, (padded(name, names), "strong"), ("  ", "")), text, width)


def _stacked(sign: tuple[str, str], name: str, text: str, width: int) -> list[Row]:
    head, *others = lines_of(name, width - 3)
    rows: list[Row] = [(sign, (head, "strong"))]
    rows += [(("   ", ""), (line, "strong")) for line in others]
    return rows + [(("   ", ""), (line, "text")) for line in lines_of(text, width - 3)]


def detail_rows(athlete: Athlete, answers: CoachAnswers, words: CoachWords, width: int) -> list[Row]:
    """Everything that is known of one athlete: the week, the fault, what hurt, and the sets that wait."""
    rows: list[Row] = [rule(" ".join(athlete.name.split()), width)]
    for week in answers.weeks:
        if week.athlete == athlete:
            rows += paragraph(f"Last 7 days: {week_text(week, words.today)}.", width)
    for fault in answers.faults:
        if fault.athlete == athlete:
            name = f"{words.name_of(fault.exercise)}: {words.fault_of(fault.exercise, fault.item)}"
            when = date_text(fault.last_day, today=words.today)
            text = f"{name}, {fault.failed} of {fault.checked} checked sets, {fault.sessions} sessions, last {when}."
            rows += [(), *_titled("Most common fault", width), *paragraph(text, width)]
    hurt = [each for each in answers.pains if each.athlete == athlete]
    if hurt:
        rows += [(), *_titled("Pain", width)]
        for each in hurt:
            where = " ".join(each.pain_where.split())
            day = date_text(each.day, today=words.today)
            text = f"{day}: {each.pain} of 10 {where}, {set_text(each, words.name_of)}"
            rows += paragraph(f'{text}. "{" ".join(each.note.split())}"' if each.note else f"{text}.", width)
    waiting = [each for each in answers.waiting if each.athlete == athlete]
    if waiting:
        rows += [(), *_titled("Waiting for review", width)]
        for each in waiting:
            day = date_text(each.day, today=words.today)
            text = f"{day}: {set_text(each, words.name_of)}, rated {form_text(each)}. {each.video}"
            rows += paragraph(text, width)
    return rows


def _titled(title: str, width: int) -> list[Row]:
    return [((f" {title}"[:width], "muted"),)]
