//! The columns as a spreadsheet. Only the rows in sight are drawn, and only the cell with the keyboard is a field, so a
//! thousand columns cost no more than ten. What keys and clicks do is `session::grid`'s to say.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{ClipboardEvent, Element, ResizeObserver};
use yew::prelude::*;

use super::Props;
use super::cell::{Row, Spot, editor, problems_of, row};
use super::keys::{Keys, pressed};
use super::new_column::new_column;
use crate::i18n::{say, t};
use crate::ui::app::AppMessage;
use crate::ui::session::grid::{GridMessage, How, copied, is_cells, selection};
use crate::ui::session::offers::{Proposal, offers};
use crate::ui::session::{Field, Message, Place};
use crate::web::focus::{focus_first, focus_id, has_text};

/// The height of a row in pixels; the style sheet has the same.
pub const ROW: f64 = 30.0;
/// Rows drawn beyond those in sight.
const BEYOND: usize = 8;

/// What is going on in the cell that has the keyboard, and what is being dragged.
#[derive(Default)]
pub struct Editing {
    /// What is typed; `None` while the cell shows its value.
    pub text: Option<String>,
    /// Why it was refused.
    pub refused: Option<String>,
    /// The arrows move in the text, as after F2.
    pub inside: bool,
    /// The proposal that is pointed at.
    pub pick: Option<usize>,
    /// The menu of the cell's problems is open.
    pub menu: bool,
    /// The mouse is selecting.
    pub selecting: bool,
    /// The cell that the mouse was pressed on last: row, and number of the field.
    pub pressed: Option<(usize, usize)>,
    /// Rows are dragged; they would come before this one.
    pub drop: Option<usize>,
    /// The last wish for the keyboard that was followed.
    pub turn: u32,
    /// What the field shows ahead of the drawing, selected.
    pub ahead: Option<String>,
    /// A row that is to be in sight.
    pub show: Option<usize>,
}

#[component]
pub fn Grid(props: &Props) -> Html {
    let pane = use_node_ref();
    let sight = use_mut_ref(|| Sight::first(props.height));
    let editing = use_mut_ref(Editing::default);
    let frame = use_mut_ref(|| None::<AnimationFrame>);
    let update = use_force_update();
    let view = &props.view;
    let found = view.workspace.table(props.table);
    let columns = found.map_or(&[][..], |(_, table)| &table.columns);
    let chosen = found.map(|(_, table)| selection(view, table)).unwrap_or_default();
    let drawn = sight.borrow_mut().draw(columns.len());
    let measure = {
        let (pane, sight, update) = (pane.clone(), sight.clone(), update.clone());
        move || {
            if pane.cast::<Element>().is_some_and(|pane| !sight.borrow_mut().see(&pane)) {
                update.force_update();
            }
        }
    };
    let onscroll = {
        let measure = measure.clone();
        move |_: Event| measure()
    };
    {
        let (editing, focus) = (editing.clone(), view.focus);
        let here =
            (focus.map(|focus| focus.turn), drawn.clone(), editing.borrow().menu, editing.borrow().turn, props.table);
        let row = chosen.cursor.0;
        use_effect_with(here, move |_| {
            if let Some(focus) = focus.filter(|focus| matches!(focus.place, Place::Cell(..))) {
                follow(row, focus.turn, &editing);
            }
        });
    }
    {
        let (pane, editing, frame, measure) = (pane.clone(), editing.clone(), frame.clone(), measure.clone());
        use_effect(move || {
            // What asks for places comes right before the browser lays out the page anyway, which it has to do once then.
            let in_frame = move |_| {
                let show = editing.borrow_mut().show.take();
                if let (Some(row), Some(pane)) = (show, pane.cast::<Element>()) {
                    bring_into_sight(&pane, row);
                }
                put_editor(&pane);
                measure();
            };
            *frame.borrow_mut() = Some(request_animation_frame(in_frame));
        });
    }
    {
        let pane = pane.clone();
        use_effect_with((), move |()| watch_size(&pane, measure));
    }
    let Some((database, table)) = found else { return Html::default() };
    let (first, last) = (drawn.start, drawn.end);
    let Sight { top, height, .. } = *sight.borrow();
    let field = Field::ALL.get(chosen.cursor.1).copied().unwrap_or(Field::Name);
    let own = problems_of(view, table);
    let proposals: Rc<Vec<Proposal>> = {
        let editing = editing.borrow();
        let shown = columns.get(chosen.cursor.0).map(|column| crate::ui::session::cells::shown(table, column, field));
        let typed = editing.text.as_deref().map(|text| (Some(text) != shown.as_deref()).then_some(text));
        Rc::new(typed.map(|typed| offers(view, database, table, chosen.cursor.0, field, typed)).unwrap_or_default())
    };
    let keys = Rc::new(Keys {
        props: props.clone(),
        editing: editing.clone(),
        update: update.clone(),
        field,
        proposals: proposals.clone(),
        page: ((height / ROW) as isize - 2).max(1),
        rows: columns.len(),
    });
    let spot = Spot { keys: keys.clone(), above: (chosen.cursor.0 as f64 + 1.0) * ROW - top > height * 0.6 };
    let rows: Html = columns
        .iter()
        .enumerate()
        .skip(first)
        .take(last - first)
        .map(|(at, column)| row(&Row { table, at, column, chosen: &chosen, problems: &own, spot: &spot }))
        .collect();
    let space = |rows: usize| format!("height: {}px", rows * ROW as usize);
    let onkeydown = {
        let keys = keys.clone();
        move |event: KeyboardEvent| pressed(&keys, &event)
    };
    let clip = |act: fn(&Keys, &ClipboardEvent)| {
        let keys = keys.clone();
        Callback::from(move |event: Event| {
            let typing = keys.editing.borrow().text.is_some();
            let in_cell = event.target_dyn_into::<Element>().is_some_and(|field| field.id() == "cell-input");
            if let (false, true, Some(event)) = (typing, in_cell, event.dyn_ref::<ClipboardEvent>()) {
                act(&keys, event);
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    let mouse = |act: fn(&Keys, &MouseEvent)| {
        let keys = keys.clone();
        Callback::from(move |event: MouseEvent| act(&keys, &event))
    };
    let drag = |act: fn(&Keys, &DragEvent)| {
        let keys = keys.clone();
        Callback::from(move |event: DragEvent| act(&keys, &event))
    };
    html! {
        <>
            <div class="grid" ref={pane} {onscroll} {onkeydown} ondblclick={mouse(open)} oncopy={clip(copy)} oncut={clip(cut)} onpaste={clip(paste)}>
                <table role="grid" aria-label={say("Columns of {}", &[&table.name])} aria-multiselectable="true"
                    aria-rowcount={(columns.len() + 1).to_string()} aria-colcount="10">
                    <colgroup>
                        <col class="c-number" /><col class="c-name" /><col class="c-type" /><col class="c-null" /><col class="c-default" />
                        <col class="c-extra" /><col class="c-charset" /><col class="c-key" /><col class="c-role" /><col class="c-comment" />
                    </colgroup>
                    <thead>
                        <tr aria-rowindex="1">
                            <th scope="col">{ "#" }</th>
                            { for Field::ALL.iter().map(|field| html! { <th scope="col">{ t(field.heading()) }</th> }) }
                        </tr>
                    </thead>
                    <tbody onmousedown={mouse(press)} onclick={mouse(click)} onmouseover={mouse(over)}
                        ondragstart={drag(start)} ondragover={drag(drag_over)} ondrop={drag(dropped)} ondragend={drag(end)}>
                        if first > 0 { <tr class="spacer" style={space(first)} aria-hidden="true"><td colspan="10" /></tr> }
                        { rows }
                        if last < columns.len() { <tr class="spacer" style={space(columns.len() - last)} aria-hidden="true"><td colspan="10" /></tr> }
                    </tbody>
                </table>
                { editor(&keys, table, &chosen, &own) }
            </div>
            { new_column(props.table, &chosen, &keys) }
        </>
    }
}

/// Says when the pane has another size: the window or a panel beside it was made larger. Gives what ends that.
fn watch_size<F: Fn() + 'static>(pane: &NodeRef, changed: F) -> impl FnOnce() + use<F> {
    let changed = Closure::<dyn Fn()>::new(changed);
    let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
    if let (Some(observer), Some(pane)) = (&observer, pane.cast::<Element>()) {
        observer.observe(&pane);
    }
    move || {
        observer.iter().for_each(ResizeObserver::disconnect);
        drop(changed);
    }
}

/// Puts the field over the cell of the cursor; while that is scrolled away it stays where it was.
fn put_editor(pane: &NodeRef) {
    let Some(pane) = pane.cast::<Element>() else { return };
    let find = |selector: &str| pane.query_selector(selector).ok().flatten();
    let (Some(cell), Some(editor)) = (find("td.cursor"), find(".cell-editor")) else { return };
    let (cell, outer) = (cell.get_bounding_client_rect(), pane.get_bounding_client_rect());
    let left = cell.left() - outer.left() + f64::from(pane.scroll_left());
    let top = cell.top() - outer.top() + f64::from(pane.scroll_top());
    let place = format!("left: {left}px; top: {top}px; width: {}px; height: {}px", cell.width(), cell.height());
    if editor.get_attribute("style").as_deref() != Some(&place) {
        let _ = editor.set_attribute("style", &place);
    }
}

/// What is in sight, in pixels, and the rows that are drawn for it.
struct Sight {
    top: f64,
    height: f64,
    drawn: Range<usize>,
    /// How many there are.
    count: usize,
}

impl Sight {
    /// Before anything was seen.
    fn first(height: f64) -> Self {
        Sight { top: 0.0, height: height.max(ROW), drawn: 0..0, count: 0 }
    }

    /// The rows to draw of so many: those in sight and some beyond, so that not every movement draws anew.
    fn draw(&mut self, count: usize) -> Range<usize> {
        let grown = count > self.count && self.drawn.end == self.count;
        self.count = count;
        if grown || !self.is_drawn() {
            let Range { start, end } = self.rows();
            let end = (end + BEYOND).min(count);
            self.drawn = start.saturating_sub(BEYOND).min(end)..end;
        }
        let end = self.drawn.end.min(count);
        self.drawn = self.drawn.start.min(end)..end;
        self.drawn.clone()
    }

    /// True where what the pane shows now is drawn.
    fn see(&mut self, pane: &Element) -> bool {
        (self.top, self.height) = (f64::from(pane.scroll_top()), f64::from(pane.client_height()));
        self.is_drawn()
    }

    /// What is in sight is drawn, and something beyond it.
    fn is_drawn(&self) -> bool {
        let Range { start, end } = self.rows();
        let (start, end) = (start.saturating_sub(BEYOND / 2), (end + BEYOND / 2).min(self.count));
        self.drawn.start <= start && end <= self.drawn.end
    }

    fn rows(&self) -> Range<usize> {
        (self.top / ROW) as usize..((self.top + self.height) / ROW).ceil() as usize
    }
}

/// Brings the cell of the cursor into sight with the next frame, and gives it the keyboard.
fn follow(row: usize, turn: u32, editing: &RefCell<Editing>) {
    // Nothing is borrowed while the keyboard goes: what loses it asks too.
    let (menu, followed) = (editing.borrow().menu, editing.borrow().turn);
    if menu {
        focus_first(".cell-menu");
        return;
    }
    if followed == turn {
        return;
    }
    editing.borrow_mut().show = Some(row);
    let ahead = editing.borrow_mut().ahead.take();
    if ahead.is_some_and(|text| has_text("cell-input", &text)) || focus_id("cell-input") {
        editing.borrow_mut().turn = turn;
    }
}

fn bring_into_sight(pane: &Element, row: usize) {
    let (top, height) = (f64::from(pane.scroll_top()), f64::from(pane.client_height()));
    let place = row as f64 * ROW;
    // The head covers a row's height.
    if place < top {
        pane.set_scroll_top(place as i32);
    } else if place + 2.0 * ROW > top + height {
        pane.set_scroll_top((place + 2.0 * ROW - height).ceil() as i32);
    }
}

fn copy(keys: &Keys, event: &ClipboardEvent) {
    let text = copied(&keys.props.view);
    if let (Some(text), Some(data)) = (text, event.clipboard_data()) {
        let _ = data.set_data("text/plain", &text);
    }
}

fn cut(keys: &Keys, event: &ClipboardEvent) {
    copy(keys, event);
    keys.send(GridMessage::Clear);
}

fn paste(keys: &Keys, event: &ClipboardEvent) {
    let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
    match text.filter(|text| !text.is_empty()) {
        Some(text) if is_cells(&text) => keys.send(GridMessage::Paste(text)),
        Some(text) => {
            let message = Message::PasteColumns { table: keys.props.table, text };
            keys.props.send.emit(AppMessage::Session(message));
        }
        None => {}
    }
}

/// The row, and the field where it is a cell, that an event is about.
fn place(event: &MouseEvent) -> Option<(usize, Option<usize>, Element)> {
    let target = event.target_dyn_into::<Element>()?;
    let number = |selector: &str| {
        let found = target.closest(&format!("[{selector}]")).ok().flatten()?;
        found.get_attribute(selector)?.parse().ok()
    };
    Some((number("data-row")?, number("data-f"), target))
}

fn how(event: &MouseEvent) -> How {
    match (event.shift_key(), event.ctrl_key() || event.meta_key()) {
        (true, _) => How::Extend,
        (false, true) => How::Toggle,
        (false, false) => How::Only,
    }
}

fn press(keys: &Keys, event: &MouseEvent) {
    let Some((row, Some(field), target)) = place(event) else { return };
    if event.button() != 0 || target.closest(".cell-menu, .cell-offers").ok().flatten().is_some() {
        return;
    }
    let opens = target.closest(".cell-fix").ok().flatten().is_some();
    event.prevent_default();
    if !keys.commit() {
        return;
    }
    {
        let mut editing = keys.editing.borrow_mut();
        editing.menu = opens;
        editing.selecting = true;
        editing.pressed = Some((row, field));
    }
    keys.send(GridMessage::Select { row, field: Some(field), how: how(event) });
    keys.update.force_update();
}

/// On the number of a row: a press may become a drag, so the click counts.
fn click(keys: &Keys, event: &MouseEvent) {
    if let Some((row, None, _)) = place(event)
        && keys.commit()
    {
        keys.send(GridMessage::Select { row, field: None, how: how(event) });
    }
}

/// A cell's text is edited after a double click on it. Where the field came over the cell between two parts of it, the event is about neither of
/// them, but about what holds both.
fn open(keys: &Keys, event: &MouseEvent) {
    let Some(target) = event.target_dyn_into::<Element>() else { return };
    if target.id() == "cell-input" {
        return keys.begin(None);
    }
    let around = target.class_name() == "grid";
    let cell = if around {
        keys.editing.borrow().pressed
    } else {
        place(event).and_then(|(row, field, _)| Some((row, field?)))
    };
    if cell.is_some() {
        keys.begin(cell);
    }
}

fn over(keys: &Keys, event: &MouseEvent) {
    if event.buttons() != 1 {
        keys.editing.borrow_mut().selecting = false;
        return;
    }
    if let (true, Some((row, Some(field), _))) = (keys.editing.borrow().selecting, place(event)) {
        keys.send(GridMessage::Select { row, field: Some(field), how: How::Extend });
    }
}

fn start(keys: &Keys, event: &DragEvent) {
    let Some((row, None, _)) = place(event) else { return };
    let view = &keys.props.view;
    let table = view.workspace.table(keys.props.table).map(|(_, table)| selection(view, table));
    if !table.is_some_and(|chosen| chosen.rows.is_some_and(|rows| rows.contains(&row))) {
        keys.send(GridMessage::Select { row, field: None, how: How::Only });
    }
    keys.editing.borrow_mut().drop = Some(row);
}

fn drag_over(keys: &Keys, event: &DragEvent) {
    let Some((row, _, target)) = place(event).filter(|_| keys.editing.borrow().drop.is_some()) else { return };
    event.prevent_default();
    let middle = target.closest("tr").ok().flatten().map(|row| row.get_bounding_client_rect());
    let below = middle.is_some_and(|place| f64::from(event.client_y()) > place.top() + place.height() / 2.0);
    let to = row + usize::from(below);
    if keys.editing.borrow().drop != Some(to) {
        keys.editing.borrow_mut().drop = Some(to);
        keys.update.force_update();
    }
}

fn dropped(keys: &Keys, event: &DragEvent) {
    let to = keys.editing.borrow_mut().drop.take();
    if let Some(to) = to {
        event.prevent_default();
        event.stop_propagation();
        keys.send(GridMessage::Drop(to));
    }
}

fn end(keys: &Keys, _: &DragEvent) {
    keys.editing.borrow_mut().drop = None;
    keys.update.force_update();
}

impl Keys {
    pub fn send(&self, message: GridMessage) {
        self.props.send.emit(AppMessage::Session(Message::Grid(message)));
    }
}
