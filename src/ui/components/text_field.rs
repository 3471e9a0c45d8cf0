//! A field that is edited in place: Enter or leaving it commits, Escape restores.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub id: AttrValue,
    /// What the field is, for those who cannot see where it stands.
    pub label: AttrValue,
    pub value: AttrValue,
    pub on_commit: Callback<String>,
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
    // What is being typed; `None` while the field shows its value.
    let draft = use_state(|| None::<String>);
    let commit = {
        let (draft, on_commit, value) = (draft.clone(), props.on_commit.clone(), props.value.clone());
        move || {
            if let Some(text) = (*draft).clone() {
                draft.set(None);
                if text != *value {
                    on_commit.emit(text);
                }
            }
        }
    };
    let oninput = {
        let draft = draft.clone();
        move |event: InputEvent| draft.set(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()))
    };
    let onkeydown = {
        let (draft, commit) = (draft.clone(), commit.clone());
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if !event.is_composing() => commit(),
            "Escape" if draft.is_some() => {
                draft.set(None);
                event.stop_propagation();
            }
            _ => {}
        }
    };
    let onblur = move |_: FocusEvent| commit();
    let editing = draft.is_some();
    let shown = draft.as_ref().map_or_else(|| props.value.clone(), |text| AttrValue::from(text.clone()));
    html! {
        <input
            id={props.id.clone()}
            class={classes!("field", props.class.clone())}
            type="text"
            value={shown}
            aria-label={props.label.clone()}
            aria-invalid={props.problem.is_some().then_some("true")}
            title={props.problem.clone()}
            placeholder={props.placeholder.clone()}
            list={props.list.clone()}
            data-editing={editing.then_some("true")}
            autocomplete="off"
            spellcheck="false"
            {oninput}
            {onkeydown}
            {onblur}
        />
    }
}
