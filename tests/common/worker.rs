//! The worker beside a session, without a browser: it is asked what the page asks it.

use std::cell::RefCell;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use tabledraft::engine::{Mending, Mirror, News, Told, answer};
use tabledraft::json;
use tabledraft::ui::session::{Message, Session};

fn read<T: DeserializeOwned>(text: &str) -> T {
    let node = json::parse_ours(text).expect("JSON");
    json::read(&node).expect("an answer as the page reads it")
}

pub struct Worker {
    mirror: Mirror,
    told: Rc<RefCell<Vec<Told>>>,
}

impl Worker {
    pub fn new() -> Self {
        let told = Rc::new(RefCell::new(Vec::new()));
        let heard = Rc::clone(&told);
        Worker { mirror: Mirror::told_to(Box::new(move |one| heard.borrow_mut().push(one))), told }
    }

    /// What its rules say, and which fixes it tried, comes into the session.
    pub fn check(&mut self, session: &mut Session) {
        self.mirror.project = session.project();
        let last = answer(&mut self.mirror, "check", session.news_wanted()).expect("checked");
        for told in self.told.borrow_mut().drain(..) {
            let Told::Part(part) = told else { continue };
            session.told(read::<Vec<News>>(&part), false);
        }
        session.told(read::<Vec<News>>(&last), true);
    }

    /// Does what the session wishes to be mended, and checks again.
    pub fn mend(&mut self, session: &mut Session) -> Result<(), String> {
        let wish = session.take_wish().expect("something to mend");
        self.mirror.project = session.project();
        let mending: Mending = read(&answer(&mut self.mirror, "fix", &serde_json::to_string(&wish).expect("JSON"))?);
        let Mending { patch, title, count } = mending;
        session.update(Message::Mended { patch: patch.into(), title, count });
        self.check(session);
        Ok(())
    }
}
