//! A field that is edited in place: Enter or leaving it commits, Escape restores.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub id: AttrValue,
    /// What the field is, for those who cannot see where it stands.
    pub label: AttrValue,
    pub value: AttrValue,
    #[prop_or_default]
    pub on_commit: Callback<String>,
    /// In place of `on_commit`, where a text has to be understood. Answers why it is not, if so: then it stays in the
    /// field, to be mended.
    #[prop_or_default]
    pub on_read: Option<Callback<String, Option<String>>>,
    /// After Enter, once the text is taken.
    #[prop_or_default]
    pub on_enter: Option<Callback<()>>,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// The id of a list of suggestions.
    #[prop_or_default]
    pub list: Option<AttrValue>,
    /// What is wrong with the value.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
}

#[component]
pub fn TextField(props: &Props) -> Html {
    // What is being typed, and why it was refused; `None` while the field shows its value. Not a state of the drawing:
    // Enter and the leaving that follows it happen before the next one, and only the first may commit.
    let draft = use_mut_ref(|| None::<(String, Option<AttrValue>)>);
    let update = use_force_update();
    // False where the text cannot be taken.
    let commit = {
        let (draft, update) = (draft.clone(), update.clone());
        let (on_commit, on_read, value) = (props.on_commit.clone(), props.on_read.clone(), props.value.clone());
        move || {
            let Some((text, _)) = draft.take() else { return true };
            update.force_update();
            if text == *value {
                return true;
            }
            let Some(read) = &on_read else {
                on_commit.emit(text);
                return true;
            };
            let refused = read.emit(text.clone()).map(|why| (text, Some(why.into())));
            let taken = refused.is_none();
            draft.replace(refused);
            taken
        }
    };
    let oninput = {
        let (draft, update) = (draft.clone(), update.clone());
        move |event: InputEvent| {
            draft.replace(event.target_dyn_into::<HtmlInputElement>().map(|input| (input.value(), None)));
            update.force_update();
        }
    };
    let onkeydown = {
        let (draft, commit, on_enter) = (draft.clone(), commit.clone(), props.on_enter.clone());
        move |event: KeyboardEvent| match event.key().as_str() {
            // Who has to mend a text stays with it.
            "Enter" if !event.is_composing() => match commit() {
                true => on_enter.iter().for_each(|enter| enter.emit(())),
                false => event.stop_propagation(),
            },
            "Escape" if draft.take().is_some() => {
                update.force_update();
                event.stop_propagation();
            }
            _ => {}
        }
    };
    let onblur = move |_: FocusEvent| {
        commit();
    };
    let (typed, refused) = draft.borrow().clone().unzip();
    let refused = refused.flatten();
    let shown = typed.clone().map_or_else(|| props.value.clone(), AttrValue::from);
    let problem = refused.clone().or_else(|| props.problem.clone());
    html! {
        <input
            id={props.id.clone()}
            class={classes!("field", props.class.clone(), refused.is_some().then_some("error"))}
            type="text"
            value={shown}
            aria-label={props.label.clone()}
            aria-invalid={problem.is_some().then_some("true")}
            title={problem}
            placeholder={props.placeholder.clone()}
            list={props.list.clone()}
            data-editing={typed.is_some().then_some("true")}
            autocomplete="off"
            spellcheck="false"
            {oninput}
            {onkeydown}
            {onblur}
        />
    }
}
