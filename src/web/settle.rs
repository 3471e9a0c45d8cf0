//! What waits to be done and drawn is done now.
//!
//! Yew works in slices of 16 ms and lets the browser come in between (its `scheduler.rs`). On a busy machine that is when a page
//! is left, and what was typed last would never be done; or when the next key comes, before its cell has the keyboard.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

/// Handles every message and draws. Not to be called from within a drawing or the handling of a message.
pub fn settle() {
    // It does its work when it is first polled; what it may wait for afterwards is an empty queue.
    let _ = pin!(yew::scheduler::flush()).poll(&mut Context::from_waker(Waker::noop()));
}
