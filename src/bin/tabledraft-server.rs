//! The simulated servers, in a web worker: a wasm of its own, loaded when somebody asks what a server would say.
//!
//! A message is the server's name, a line end, and the text of a project file. The answer is the transcript as JSON, or
//! `!` and what is wrong. The first answer, an empty text, says that the worker is ready.

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
    let (server, project) = request.split_once('\n').unwrap_or_default();
    match tabledraft::engine::transcript(server, project) {
        Ok(transcript) => serde_json::to_string(&transcript).unwrap_or_default(),
        Err(why) => format!("!{why}"),
    }
}

/// Cargo builds every entry point for the native tests too; there is no worker there.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
