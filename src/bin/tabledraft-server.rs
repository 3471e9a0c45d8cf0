//! The simulated servers, in a web worker: a wasm of its own, loaded when somebody asks what a server would say.
//!
//! A message is a line with what is asked for (`transcript` or `offer`) and the server's name, and behind it the text of a
//! project file. The answer is the word, a line end, and JSON, or `!` and what is wrong. The first answer, an empty text,
//! says that the worker is ready.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;

    let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() else { return };
    let there = scope.clone();
    let answer = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let request = event.data().as_string().unwrap_or_default();
        // A message that cannot be sent has no one to be told.
        let _ = there.post_message(&answer(&request).into());
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    let _ = scope.post_message(&"".into());
}

#[cfg(target_arch = "wasm32")]
fn answer(request: &str) -> String {
    use tabledraft::engine;
    let (head, project) = request.split_once('\n').unwrap_or_default();
    let (asked, server) = head.split_once(' ').unwrap_or((head, ""));
    let answer = match asked {
        "offer" => engine::offer(server, project).map(|offer| json(&offer)),
        _ => engine::transcript(server, project).map(|transcript| json(&transcript)),
    };
    format!("{asked}\n{}", answer.unwrap_or_else(|why| format!("!{why}")))
}

#[cfg(target_arch = "wasm32")]
fn json(answer: &impl serde::Serialize) -> String {
    // Texts and numbers can always be written.
    serde_json::to_string(answer).unwrap_or_default()
}

/// Cargo builds every entry point for the native tests too; there is no worker there.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
